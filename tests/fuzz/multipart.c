/* Forms with a file: whatever is accepted has one reading, and spelling it out again gives it. */
#include "http/http.h"

#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void claim(bool holds)
{
	if (!holds)
		abort();
}

static void part(struct buf *b, struct str name, const struct str *file_name, struct str value)
{
	buf_fmt(b, "--b\r\nContent-Disposition: form-data; name=\"%.*s\"", (int)name.n, name.p);
	if (file_name)
		buf_fmt(b, "; filename=\"%.*s\"", (int)file_name->n, file_name->p);
	buf_add(b, STR("\r\n\r\n"));
	buf_add(b, value);
	buf_add(b, STR("\r\n"));
}

static void spell(struct arena *a, const struct params *fields, const struct upload *file)
{
	struct buf b = buf_new(a, (size_t)8 << 20);
	struct params again;
	struct upload file_again;

	for (size_t i = 0; i < fields->n; i++) {
		claim(http_token(fields->at[i].name) && str_utf8(fields->at[i].value));
		part(&b, fields->at[i].name, NULL, fields->at[i].value);
	}
	if (file->field.p) {
		claim(!memchr(file->name.p, '/', file->name.n) && str_utf8(file->name));
		part(&b, file->field, &file->name, file->bytes);
	}
	if (b.n == 0)
		return;
	buf_add(&b, STR("--b--\r\n"));
	claim(http_parse_multipart(a, buf_str(&b), STR("b"), &again, &file_again) == OK);
	claim(again.n == fields->n && !file_again.field.p == !file->field.p);
	if (file->field.p)
		claim(str_eq(file->bytes, file_again.bytes) && str_eq(file->name, file_again.name));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static struct arena *a;
	static jmp_buf place;
	struct str text = { (const char *)data, n };
	struct params fields;
	struct upload file;

	if (!a)
		a = arena_new((size_t)64 << 20);
	if (!a)
		return 0;
	arena_guard(a, &place);
	if (setjmp(place) == 0) {
		struct str boundary = http_boundary(text);

		claim(!boundary.p || (http_token(boundary) && boundary.n <= 70));
		if (http_parse_multipart(a, text, STR("b"), &fields, &file) == OK)
			spell(a, &fields, &file);
	}
	arena_guard(a, NULL);
	arena_reset(a);
	return 0;
}
