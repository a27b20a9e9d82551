#include "http/http.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#define D "Content-Disposition: form-data; name="
#define FIELD_A "--b\r\n" D "\"a\"\r\n\r\n1\r\n"
#define FILE_F "--b\r\n" D "\"f\"; filename=\"x.jpg\"\r\nContent-Type: image/jpeg\r\n\r\nbytes\r\n"
#define END "--b--\r\n"

static struct arena *arena;
static struct params fields;
static struct upload file;

static int set_up(void **state)
{
	(void)state;
	arena = arena_new((size_t)64 << 20);
	return arena ? 0 : -1;
}

static int tear_down(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static enum err parse(struct str body)
{
	/* A copy of exactly this length, for the sanitizer. */
	char *exact = test_malloc(body.n ? body.n : 1);
	enum err e;

	if (body.n)
		memcpy(exact, body.p, body.n);
	e = http_parse_multipart(arena, (struct str){ exact, body.n }, STR("b"), &fields, &file);
	if (file.field.p)
		file.bytes = arena_str(arena, file.bytes);
	test_free(exact);
	return e;
}

static void a_form_with_a_file_is_read(void **state)
{
	struct request q = { .method = METHOD_POST };

	(void)state;
	assert_int_equal(parse(STR(FIELD_A FILE_F END)), OK);
	assert_int_equal(fields.n, 1);
	assert_true(str_eq(param(&fields, STR("a")), STR("1")));
	q.upload = file;
	assert_non_null(form_file(&q, STR("f")));
	assert_null(form_file(&q, STR("a")));
	assert_true(str_eq(form_file(&q, STR("f"))->name, STR("x.jpg")));
	assert_true(str_eq(file.type, STR("image/jpeg")));
	assert_true(str_eq(file.bytes, STR("bytes")));
}

static void the_bytes_of_a_file_may_be_any(void **state)
{
	(void)state;
	assert_int_equal(parse(STR("--b\r\n" D "\"f\"; filename=\"\303\244.bin\"\r\n"
	                           "Content-Type: application/octet-stream\r\n\r\n"
	                           "\0\r\n\r\n--c\r\n-\r\n--\377\r\r\n--b--\r\n")),
	                 OK);
	assert_int_equal(file.bytes.n, 17);
	assert_int_equal(fields.n, 0);
}

static void an_input_in_which_nothing_was_chosen_is_no_file(void **state)
{
	struct request q = { .method = METHOD_POST };

	(void)state;
	assert_int_equal(parse(STR("--b\r\n" D "\"f\"; filename=\"\"\r\n"
	                           "Content-Type: application/octet-stream\r\n\r\n\r\n--b--\r\n")),
	                 OK);
	q.upload = file;
	assert_null(form_file(&q, STR("f")));
}

#define ONE(head, body) "--b\r\n" head "\r\n\r\n" body "\r\n" END

static const struct {
	const char *what;
	struct str body;
} bad[] = {
#define BAD(what, text) \
	{ \
		what, \
		{ \
			text, sizeof(text) - 1 \
		} \
	}
	BAD("nothing at all", ""),
	BAD("no boundary in the body", "hello"),
	BAD("another boundary", "--c\r\n" D "\"a\"\r\n\r\n1\r\n--c--\r\n"),
	BAD("text before the first part", "hello\r\n" FIELD_A END),
	BAD("text behind the last part", FIELD_A END "hello"),
	BAD("a second end", FIELD_A END END),
	BAD("no end", FIELD_A),
	BAD("an end that is cut short", FIELD_A "--b-"),
	BAD("lines ended by LF", "--b\n" D "\"a\"\n\n1\n--b--\n"),
	BAD("a boundary that goes on", "--bb\r\n" D "\"a\"\r\n\r\n1\r\n" END),
	BAD("white space behind the boundary", "--b \r\n" D "\"a\"\r\n\r\n1\r\n" END),
	BAD("a part that begins a longer boundary",
	    "--b\r\n" D "\"f\"; filename=\"x\"\r\n\r\nq\r\n--bx\r\n" END),
	BAD("no name", ONE("Content-Disposition: form-data", "1")),
	BAD("an empty name", ONE(D "\"\"", "1")),
	BAD("a name without quotes", ONE(D "a", "1")),
	BAD("a name that does not end", ONE(D "\"a", "1")),
	BAD("a name with a space", ONE(D "\"a b\"", "1")),
	BAD("a name with a line end in it", ONE(D "\"a%0d%0ab: c\r\nx\"", "1")),
	BAD("a name twice", FIELD_A FIELD_A END),
	BAD("the name of a field and of the file",
	    FIELD_A "--b\r\n" D "\"a\"; filename=\"x\"\r\n\r\nq\r\n" END),
	BAD("two files", FILE_F "--b\r\n" D "\"g\"; filename=\"y\"\r\n\r\nq\r\n" END),
	BAD("two dispositions", ONE(D "\"a\"\r\n" D "\"b\"", "1")),
	BAD("another disposition", ONE("Content-Disposition: attachment; name=\"a\"", "1")),
	BAD("file name twice", ONE(D "\"f\"; filename=\"x\"; filename=\"y\"", "1")),
	BAD("file name in the extended form", ONE(D "\"f\"; filename*=UTF-8''x", "1")),
	BAD("both forms of a file name", ONE(D "\"f\"; filename=\"x\"; filename*=UTF-8''y", "1")),
	BAD("file name before the name",
	    ONE("Content-Disposition: form-data; filename=\"x\"; name=\"f\"", "1")),
	BAD("a path as file name", ONE(D "\"f\"; filename=\"/etc/passwd\"", "1")),
	BAD("a way up as file name", ONE(D "\"f\"; filename=\"../x\"", "1")),
	BAD("a path of Windows as file name", ONE(D "\"f\"; filename=\"C:\\x\"", "1")),
	BAD("NUL in the file name", ONE(D "\"f\"; filename=\"x\0.jpg\"", "1")),
	BAD("control byte in the file name", ONE(D "\"f\"; filename=\"x\001\"", "1")),
	BAD("broken UTF-8 in the file name", ONE(D "\"f\"; filename=\"\377\"", "1")),
	BAD("NUL in the name", ONE(D "\"a\0\"", "1")),
	BAD("NUL in a field", ONE(D "\"a\"", "\0")),
	BAD("control byte in a field", ONE(D "\"a\"", "\001")),
	BAD("broken UTF-8 in a field", ONE(D "\"a\"", "\377")),
	BAD("a type of a field", ONE(D "\"a\"\r\nContent-Type: text/plain", "1")),
	BAD("parts within parts",
	    ONE(D "\"f\"; filename=\"x\"\r\nContent-Type: multipart/mixed; boundary=c", "--c--")),
	BAD("a message as a part", ONE(D "\"f\"; filename=\"x\"\r\nContent-Type: message/rfc822", "1")),
	BAD("a type that is none", ONE(D "\"f\"; filename=\"x\"\r\nContent-Type: jpeg", "1")),
	BAD("two types", ONE(D "\"f\"; filename=\"x\"\r\nContent-Type: a/b\r\nContent-Type: a/b", "1")),
	BAD("a transfer coding", ONE(D "\"a\"\r\nContent-Transfer-Encoding: base64", "MQ==")),
	BAD("an unknown header line", ONE(D "\"a\"\r\nX-Forwarded-For: 1", "1")),
	BAD("a header line without a colon", ONE(D "\"a\"\r\nhello", "1")),
	BAD("a folded header line", ONE("Content-Disposition: form-data;\r\n name=\"a\"", "1")),
	BAD("no empty line behind the head", "--b\r\n" D "\"a\"\r\n1\r\n" END),
#undef BAD
};

static void what_two_programs_could_read_differently_is_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		if (parse(bad[i].body) != ERR_INVALID)
			fail_msg("accepted: %s", bad[i].what);
		assert_int_equal(fields.n, 0);
	}
}

static struct str long_part(const char *head, size_t n, const char *tail)
{
	struct buf b = buf_new(arena, (size_t)8 << 20);

	buf_add(&b, str_z(head));
	while (n--)
		buf_byte(&b, 'x');
	buf_add(&b, str_z(tail));
	return buf_str(&b);
}

static void names_heads_and_fields_have_ceilings(void **state)
{
	const char *name_end = "\"\r\n\r\n1\r\n" END;
	struct buf many = buf_new(arena, (size_t)8 << 20);

	(void)state;
	assert_int_equal(parse(long_part("--b\r\n" D "\"", 100, name_end)), OK);
	assert_int_equal(parse(long_part("--b\r\n" D "\"", 101, name_end)), ERR_INVALID);
	assert_int_equal(parse(long_part("--b\r\n" D "\"f\"; filename=\"", 1024, name_end)), OK);
	assert_int_equal(parse(long_part("--b\r\n" D "\"f\"; filename=\"", 1025, name_end)),
	                 ERR_INVALID);
	assert_int_equal(parse(long_part("--b\r\n" D "\"", 100000, name_end)), ERR_INVALID);
	assert_int_equal(parse(long_part("--b\r\n" D "\"a\"\r\n\r\n", FORM_BYTES, "\r\n" END)), OK);
	assert_int_equal(parse(long_part("--b\r\n" D "\"a\"\r\n\r\n", FORM_BYTES + 1, "\r\n" END)),
	                 ERR_TOO_BIG);
	for (int i = 0; i <= FORM_FIELDS; i++)
		buf_fmt(&many, "--b\r\n" D "\"f%d\"\r\n\r\n\r\n", i);
	buf_add(&many, STR(END));
	assert_int_equal(parse(buf_str(&many)), ERR_TOO_BIG);
}

static void every_shorter_form_is_refused(void **state)
{
	struct str whole = STR(FIELD_A FILE_F END);

	(void)state;
	/* But for the last line end, which may be missing. */
	for (size_t n = 0; n < whole.n - 2; n++)
		assert_int_equal(parse((struct str){ whole.p, n }), ERR_INVALID);
	assert_int_equal(parse((struct str){ whole.p, whole.n - 2 }), OK);
}

static bool boundary_is(const char *type, const char *want)
{
	struct str got = http_boundary(str_z(type));

	return want ? got.p && str_eq(got, str_z(want)) : !got.p;
}

static void a_boundary_is_one_plain_token(void **state)
{
	(void)state;
	assert_true(boundary_is("multipart/form-data; boundary=----WebKitFormBoundaryAb1",
	                        "----WebKitFormBoundaryAb1"));
	assert_true(boundary_is("Multipart/Form-Data;Boundary=x", "x"));
	assert_true(boundary_is("multipart/form-data", NULL));
	assert_true(boundary_is("multipart/form-data; boundary=", NULL));
	assert_true(boundary_is("multipart/form-data; boundary=\"x\"", NULL));
	assert_true(boundary_is("multipart/form-data; boundary=x; boundary=y", NULL));
	assert_true(boundary_is("multipart/form-data; charset=utf-8; boundary=x", NULL));
	assert_true(boundary_is("multipart/form-data; boundary=a b", NULL));
	assert_true(boundary_is("multipart/mixed; boundary=x", NULL));
	assert_true(
		boundary_is("multipart/form-data; boundary="
	                "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
	                NULL));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_form_with_a_file_is_read),
		cmocka_unit_test(the_bytes_of_a_file_may_be_any),
		cmocka_unit_test(an_input_in_which_nothing_was_chosen_is_no_file),
		cmocka_unit_test(what_two_programs_could_read_differently_is_refused),
		cmocka_unit_test(names_heads_and_fields_have_ceilings),
		cmocka_unit_test(every_shorter_form_is_refused),
		cmocka_unit_test(a_boundary_is_one_plain_token),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
