/* Forms and cookies: whatever is accepted is clean, and encoding it again gives the same fields. */
#include "http/http.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void claim(bool holds)
{
	if (!holds)
		abort();
}

static void check(const struct params *ps)
{
	for (size_t i = 0; i < ps->n; i++) {
		claim(ps->at[i].name.n > 0);
		claim(str_utf8(ps->at[i].name));
		claim(str_utf8(ps->at[i].value));
		claim(str_eq(param(ps, ps->at[i].name), ps->at[i].value));
		claim(!memchr(ps->at[i].name.p, '\n', ps->at[i].name.n));
	}
}

static void encode(struct buf *b, struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		buf_fmt(b, "%%%02x", (unsigned char)s.p[i]);
}

static void there_and_back(struct arena *a, const struct params *ps)
{
	struct buf b = buf_new(a, (size_t)4 * 1024 * 1024);
	struct params again;

	for (size_t i = 0; i < ps->n; i++) {
		if (i)
			buf_byte(&b, '&');
		encode(&b, ps->at[i].name);
		buf_byte(&b, '=');
		encode(&b, ps->at[i].value);
	}
	claim(http_parse_form(a, buf_str(&b), &again) == OK);
	claim(again.n == ps->n);
	for (size_t i = 0; i < ps->n; i++) {
		claim(str_eq(again.at[i].name, ps->at[i].name));
		claim(str_eq(again.at[i].value, ps->at[i].value));
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static struct arena *a;
	struct str text = { (const char *)data, n };
	struct params ps;

	if (!a)
		a = arena_new((size_t)64 * 1024 * 1024);
	if (!a || n > FORM_BYTES)
		return 0;
	if (http_parse_form(a, text, &ps) == OK) {
		check(&ps);
		there_and_back(a, &ps);
	}
	if (http_parse_cookies(a, text, &ps) == OK)
		check(&ps);
	arena_reset(a);
	return 0;
}
