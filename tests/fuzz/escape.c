/* Any bytes as a value in a page. What is written holds no character that could end the place it
 * stands in, is UTF-8, and read back it is the value, with U+FFFD for bytes that are no text. The
 * first byte picks the place. */
#include "html/html.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static struct arena *arena;

static void must(bool held)
{
	if (!held)
		abort();
}

static int hex(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* One character of the output: an entity, a percent code or itself; moves *i past it. */
static char character(struct str s, size_t *i, bool url)
{
	static const struct {
		const char *name;
		char c;
	} entities[] = { { "&amp;", '&' },  { "&lt;", '<' },   { "&gt;", '>' },
		             { "&quot;", '"' }, { "&#39;", '\'' }, { "&#13;", '\r' } };
	const char *p = s.p + *i;
	size_t left = s.n - *i;

	if (url && *p == '%') {
		must(left >= 3 && hex(p[1]) >= 0 && hex(p[2]) >= 0);
		*i += 3;
		return (char)(hex(p[1]) << 4 | hex(p[2]));
	}
	for (size_t e = 0; *p == '&' && e < 6; e++) {
		size_t length = strlen(entities[e].name);
		if (left >= length && memcmp(p, entities[e].name, length) == 0) {
			*i += length;
			return entities[e].c;
		}
	}
	must(*p != '&');
	*i += 1;
	return *p;
}

/* What was read back must be in, one U+FFFD standing for one bad byte. */
static void compare(struct str in, struct str back)
{
	size_t at = 0;

	for (size_t i = 0; i < back.n; i++) {
		if (at < in.n && back.p[i] == in.p[at] &&
		    (str_utf8(in) ||
		     memcmp(back.p + i, "\xEF\xBF\xBD", back.n - i < 3 ? back.n - i : 3) != 0 ||
		     (in.n - at >= 3 && memcmp(in.p + at, "\xEF\xBF\xBD", 3) == 0))) {
			at++;
			continue;
		}
		must(at < in.n && back.n - i >= 3 && memcmp(back.p + i, "\xEF\xBF\xBD", 3) == 0);
		at++;
		i += 2;
	}
	must(at == in.n);
}

static void check(struct str out, struct str in, const char *never, bool url)
{
	struct buf back = buf_new(arena, out.n + 1);

	for (size_t i = 0; i < out.n; i++)
		must(out.p[i] != 0 && !strchr(never, out.p[i]));
	must(str_utf8(out));
	for (size_t i = 0; i < out.n;)
		buf_byte(&back, character(out, &i, url));
	must(str_utf8(buf_str(&back)));
	compare(in, buf_str(&back));
}

/* A whole address may become "#"; anything else leads nowhere but into this house. */
static void check_address(struct str out, struct str in)
{
	if (str_eq(out, STR("#")))
		return;
	must(out.n && strchr("/?#", out.p[0]) && !(out.n > 1 && out.p[0] == '/' && out.p[1] == '/'));
	check(out, in, "<>\"'\\\t\r\n", false);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct buf out;
	struct html h;
	struct str in;

	if (!arena)
		arena = arena_new(32 << 20);
	if (!arena || n == 0 || n > 1 << 16)
		return 0;
	out = buf_new(arena, 1 << 20);
	h = (struct html){ .out = &out, .lang = NULL };
	in = arena_str(arena, (struct str){ (const char *)data + 1, n - 1 });
	switch (data[0] & 3) {
	case 0:
		html_text(&h, in);
		check(buf_str(&out), in, "<>\r", false);
		break;
	case 1:
		html_attr(&h, in);
		check(buf_str(&out), in, "<>\"'\r", false);
		break;
	case 2:
		html_urlpart(&h, in);
		check(buf_str(&out), in, "<>\"'&/?#:= \t\r\n\\", true);
		break;
	default:
		html_url(&h, in);
		check_address(buf_str(&out), in);
		break;
	}
	arena_reset(arena);
	return 0;
}
