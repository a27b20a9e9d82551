#include "http/http.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static struct arena *arena;

static int set_up(void **state)
{
	(void)state;
	arena = arena_new((size_t)16 * 1024 * 1024);
	return arena ? 0 : -1;
}

static int tear_down(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static void assert_str(struct str got, struct str want)
{
	assert_int_equal(got.n, want.n);
	if (want.n)
		assert_memory_equal(got.p, want.p, want.n);
}

static void a_form_is_decoded_once(void **state)
{
	struct params ps;

	(void)state;
	assert_int_equal(http_parse_form(arena, STR("a=1+2&b%5B%5D=%C3%A4%0D%0A&c=%2541&d&e="), &ps),
	                 OK);
	assert_int_equal(ps.n, 5);
	assert_str(param(&ps, STR("a")), STR("1 2"));
	assert_str(param(&ps, STR("b[]")), STR("\303\244\r\n"));
	assert_str(param(&ps, STR("c")), STR("%41"));
	assert_str(param(&ps, STR("d")), STR(""));
	assert_non_null(param(&ps, STR("d")).p);
	assert_null(param(&ps, STR("absent")).p);
}

static void an_empty_form_has_no_fields(void **state)
{
	struct params ps;

	(void)state;
	assert_int_equal(http_parse_form(arena, STR(""), &ps), OK);
	assert_int_equal(ps.n, 0);
}

static void a_form_that_two_programs_could_read_differently_is_refused(void **state)
{
	static const char *const bad[] = {
		"a=1&a=2", "a=1&%61=2", "=1",    "a=1&",  "&a=1",     "a=%",    "a=%4",       "a=%4g",
		"a=%00",   "a=%01",     "a=%7F", "a=%ff", "a=%C0%AF", "a%0A=1", "a=%ED%A0%80"
	};
	struct params ps;

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		if (http_parse_form(arena, str_z(bad[i]), &ps) != ERR_INVALID)
			fail_msg("accepted: %s", bad[i]);
		assert_int_equal(ps.n, 0);
	}
	assert_int_equal(http_parse_form(arena, STR("a=\0"), &ps), ERR_INVALID);
}

/* n fields f0= to fN=, joined by '&'. */
static struct str many(int n)
{
	struct buf b = buf_new(arena, (size_t)1024 * 1024);

	for (int i = 0; i < n; i++)
		buf_fmt(&b, "%sf%d=", i ? "&" : "", i);
	return buf_str(&b);
}

static void a_form_has_at_most_form_fields(void **state)
{
	struct params ps;

	(void)state;
	assert_int_equal(http_parse_form(arena, many(FORM_FIELDS), &ps), OK);
	assert_int_equal(ps.n, FORM_FIELDS);
	assert_int_equal(http_parse_form(arena, many(FORM_FIELDS + 1), &ps), ERR_TOO_BIG);
}

static void the_last_byte_of_a_form_is_not_read_past(void **state)
{
	/* A copy without a NUL behind it, for the sanitizer. */
	char *exact = test_malloc(3);
	struct params ps;

	(void)state;
	exact[0] = 'a';
	exact[1] = '=';
	exact[2] = '%';
	assert_int_equal(http_parse_form(arena, (struct str){ exact, 3 }, &ps), ERR_INVALID);
	test_free(exact);
}

static void cookies_are_pairs(void **state)
{
	struct params ps;

	(void)state;
	assert_int_equal(http_parse_cookies(arena, STR("__Host-k=abc=; b=\"x y\";c="), &ps), OK);
	assert_int_equal(ps.n, 3);
	assert_str(param(&ps, STR("__Host-k")), STR("abc="));
	assert_str(param(&ps, STR("b")), STR("\"x y\""));
	assert_int_equal(http_parse_cookies(arena, STR(""), &ps), OK);
	assert_int_equal(ps.n, 0);
}

static void cookies_of_other_programs_are_left_out(void **state)
{
	struct params ps;

	(void)state;
	assert_int_equal(http_parse_cookies(arena, STR("odd; a(b)=1; u=\303\244; ok=1; ; =x"), &ps),
	                 OK);
	assert_int_equal(ps.n, 1);
	assert_str(param(&ps, STR("ok")), STR("1"));
}

static void a_cookie_sent_twice_is_refused(void **state)
{
	struct params ps;

	(void)state;
	assert_int_equal(http_parse_cookies(arena, STR("k=1; k=2"), &ps), ERR_INVALID);
}

static void a_path_is_decoded_once(void **state)
{
	struct str path;

	(void)state;
	assert_int_equal(http_parse_path(arena, STR("/people/%C3%A4+b%2541"), &path), OK);
	assert_str(path, STR("/people/\303\244+b%41"));
	assert_int_equal(path.p[path.n], 0);
	assert_int_equal(http_parse_path(arena, STR("/"), &path), OK);
	assert_int_equal(http_parse_path(arena, STR("/a.b/"), &path), OK);
}

static void an_ambiguous_path_is_refused(void **state)
{
	static const char *const bad[] = { "",        "x",        "a/b",    "/..",  "/a/../b",
		                               "/%2e%2e", "/.%2e/",   "/a..b",  "//",   "//a",
		                               "/a//b",   "/./a",     "/a/.",   "/.",   "/a%2fb",
		                               "/a%2Fb",  "/a\\b",    "/a%5cb", "/%00", "/a%0a",
		                               "/%7f",    "/%",       "/%1",    "/%zz", "/%ff",
		                               "/%c0%ae", "/a%e2%82", "/%2f" };
	struct str path;

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		if (http_parse_path(arena, str_z(bad[i]), &path) != ERR_INVALID)
			fail_msg("accepted: %s", bad[i]);
}

static void a_path_has_at_most_path_bytes(void **state)
{
	static char text[PATH_BYTES + 1];
	struct str path;

	(void)state;
	for (size_t i = 0; i < sizeof text; i++)
		text[i] = i ? 'x' : '/';
	assert_int_equal(http_parse_path(arena, (struct str){ text, PATH_BYTES }, &path), OK);
	assert_int_equal(http_parse_path(arena, (struct str){ text, PATH_BYTES + 1 }, &path),
	                 ERR_TOO_BIG);
}

static void a_target_is_path_and_query(void **state)
{
	struct request q = { 0 };

	(void)state;
	assert_int_equal(http_parse_target(arena, STR("/people?q=an+na&at=%2Fx"), &q), OK);
	assert_str(q.path, STR("/people"));
	assert_str(param(&q.query, STR("q")), STR("an na"));
	assert_str(param(&q.query, STR("at")), STR("/x"));
	assert_int_equal(http_parse_target(arena, STR("/people?"), &q), OK);
	assert_int_equal(q.query.n, 0);
	assert_int_equal(http_parse_target(arena, STR("/people?a=1?b"), &q), OK);
	assert_str(param(&q.query, STR("a")), STR("1?b"));
}

static void letters_compare_without_case_but_bytes_do_not(void **state)
{
	(void)state;
	assert_true(http_same(STR("Content-Length"), STR("cONTENT-lENGTH")));
	assert_false(http_same(STR("a"), STR("ab")));
	assert_false(http_same(STR("@"), STR("`")));
	assert_false(http_same(STR("\304"), STR("\344")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_form_is_decoded_once),
		cmocka_unit_test(an_empty_form_has_no_fields),
		cmocka_unit_test(a_form_that_two_programs_could_read_differently_is_refused),
		cmocka_unit_test(a_form_has_at_most_form_fields),
		cmocka_unit_test(the_last_byte_of_a_form_is_not_read_past),
		cmocka_unit_test(cookies_are_pairs),
		cmocka_unit_test(cookies_of_other_programs_are_left_out),
		cmocka_unit_test(a_cookie_sent_twice_is_refused),
		cmocka_unit_test(a_path_is_decoded_once),
		cmocka_unit_test(an_ambiguous_path_is_refused),
		cmocka_unit_test(a_path_has_at_most_path_bytes),
		cmocka_unit_test(a_target_is_path_and_query),
		cmocka_unit_test(letters_compare_without_case_but_bytes_do_not),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
