#include "http/http.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

enum { MOST = HEAD_FIELDS + 2 };

static const struct str hosts[] = { { "records.example", 15 }, { "[::1]:8080", 10 } };

struct sent {
	struct header at[MOST];
	struct raw_head head;
};

static void put(struct sent *s, const char *name, const char *value)
{
	s->at[s->head.n++] = (struct header){ str_z(name), str_z(value) };
	s->head.at = s->at;
}

/* A head that passes; tests spoil it. */
static void good(struct sent *s, const char *method)
{
	memset(s, 0, sizeof *s);
	s->head.method = str_z(method);
	s->head.target = STR("/people?q=a");
	s->head.version = STR("HTTP/1.1");
	put(s, "Host", "records.example");
}

static void good_post(struct sent *s)
{
	good(s, "POST");
	put(s, "Content-Type", "application/x-www-form-urlencoded");
	put(s, "Content-Length", "3");
}

static int status(const struct sent *s)
{
	struct refusal why = { 0, NULL };
	enum err e = gate_check(&s->head, hosts, 2, &why);

	if (e == OK)
		return 200;
	assert_non_null(why.reason);
	assert_int_equal(e, why.status == 413 || why.status == 414 || why.status == 431 ? ERR_TOO_BIG
	                                                                                : ERR_INVALID);
	return why.status;
}

static void the_three_methods_pass_and_no_other(void **state)
{
	static const char *const others[] = { "get",   "PUT",     "DELETE", "OPTIONS",
		                                  "TRACE", "CONNECT", "",       "GET " };
	struct sent s;

	(void)state;
	good(&s, "GET");
	assert_int_equal(status(&s), 200);
	good(&s, "HEAD");
	assert_int_equal(status(&s), 200);
	good_post(&s);
	assert_int_equal(status(&s), 200);
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		good(&s, others[i]);
		assert_int_equal(status(&s), 405);
	}
}

static void only_http_1_0_and_1_1_pass(void **state)
{
	struct sent s;

	(void)state;
	good(&s, "GET");
	s.head.version = STR("HTTP/1.0");
	assert_int_equal(status(&s), 200);
	s.head.version = STR("HTTP/0.9");
	assert_int_equal(status(&s), 505);
	s.head.version = STR("");
	assert_int_equal(status(&s), 505);
}

static int with_target(struct str target)
{
	struct sent s;

	good(&s, "GET");
	s.head.target = target;
	return status(&s);
}

static void a_target_is_a_path_of_visible_ascii(void **state)
{
	static char text[TARGET_BYTES + 1];

	(void)state;
	assert_int_equal(with_target(STR("")), 400);
	assert_int_equal(with_target(STR("people")), 400);
	assert_int_equal(with_target(STR("*")), 400);
	assert_int_equal(with_target(STR("http://records.example/")), 400);
	assert_int_equal(with_target(STR("/a#b")), 400);
	assert_int_equal(with_target(STR("/a b")), 400);
	assert_int_equal(with_target(STR("/a\0b")), 400);
	assert_int_equal(with_target(STR("/a\177")), 400);
	assert_int_equal(with_target(STR("/\303\244")), 400);
	memset(text, 'x', sizeof text);
	text[0] = '/';
	text[1] = '?';
	assert_int_equal(with_target((struct str){ text, TARGET_BYTES }), 200);
	assert_int_equal(with_target((struct str){ text, TARGET_BYTES + 1 }), 414);
	text[1] = 'x';
	assert_int_equal(with_target((struct str){ text, PATH_BYTES }), 200);
	assert_int_equal(with_target((struct str){ text, PATH_BYTES + 1 }), 414);
}

static int with_host(const char *host)
{
	struct sent s;

	good(&s, "GET");
	s.at[0].value = str_z(host);
	return status(&s);
}

static void only_our_names_stand_in_host(void **state)
{
	(void)state;
	assert_int_equal(with_host("Records.EXAMPLE"), 200);
	assert_int_equal(with_host("records.example:443"), 200);
	assert_int_equal(with_host("[::1]:8080"), 200);
	assert_int_equal(with_host("records.example:"), 421);
	assert_int_equal(with_host("records.example:0"), 421);
	assert_int_equal(with_host("records.example:65536"), 421);
	assert_int_equal(with_host("records.example:-1"), 421);
	assert_int_equal(with_host("records.example:80:80"), 421);
	assert_int_equal(with_host("records.example.evil"), 421);
	assert_int_equal(with_host("xrecords.example"), 421);
	assert_int_equal(with_host("records.example, evil"), 421);
	assert_int_equal(with_host("[::1]"), 421);
	assert_int_equal(with_host(""), 421);
}

static void a_request_without_host_is_refused(void **state)
{
	struct sent s;

	(void)state;
	good(&s, "GET");
	s.head.n = 0;
	assert_int_equal(status(&s), 400);
}

static void no_name_is_configured_no_host_passes(void **state)
{
	struct refusal why;
	struct sent s;

	(void)state;
	good(&s, "GET");
	assert_int_equal(gate_check(&s.head, NULL, 0, &why), ERR_INVALID);
	s.at[0].value = STR("");
	assert_int_equal(gate_check(&s.head, &(struct str){ "", 0 }, 1, &why), ERR_INVALID);
}

static int with_header(const char *name, const char *value)
{
	struct sent s;

	good(&s, "GET");
	put(&s, name, value);
	return status(&s);
}

static void names_are_tokens_and_values_have_no_control_bytes(void **state)
{
	struct sent s;

	(void)state;
	assert_int_equal(with_header("X-Y", "a\tb"), 200);
	assert_int_equal(with_header("X", "\303\244"), 200);
	assert_int_equal(with_header("X ", "y"), 400);
	assert_int_equal(with_header("", "y"), 400);
	assert_int_equal(with_header("X:Y", "z"), 400);
	assert_int_equal(with_header("\303\244", "z"), 400);
	assert_int_equal(with_header("X", "a\rb"), 400);
	assert_int_equal(with_header("X", "a\nb"), 400);
	assert_int_equal(with_header("X", "\177"), 400);
	good(&s, "GET");
	put(&s, "X", "y");
	s.at[1].value = STR("a\0b");
	assert_int_equal(status(&s), 400);
	s.at[1] = (struct header){ STR("X\0"), STR("y") };
	assert_int_equal(status(&s), 400);
}

static void what_must_be_single_is_refused_when_doubled(void **state)
{
	static const char *const single[] = { "Host",          "Cookie",        "Content-Type",
		                                  "Origin",        "Authorization", "Sec-Fetch-Site",
		                                  "content-length" };
	struct sent s;

	(void)state;
	for (size_t i = 0; i < sizeof single / sizeof *single; i++) {
		good_post(&s);
		put(&s, single[i], "3");
		put(&s, single[i], "3");
		assert_int_equal(status(&s), 400);
	}
	good(&s, "GET");
	put(&s, "Accept", "a");
	put(&s, "Accept", "b");
	assert_int_equal(status(&s), 200);
}

static int with_length(const char *method, const char *length)
{
	struct sent s;

	good(&s, method);
	put(&s, "Content-Type", "application/x-www-form-urlencoded");
	put(&s, "Content-Length", length);
	return status(&s);
}

static void a_length_is_digits_below_the_ceiling(void **state)
{
	(void)state;
	assert_int_equal(with_length("POST", "0"), 200);
	assert_int_equal(with_length("POST", "262144"), 200);
	assert_int_equal(with_length("POST", "262145"), 413);
	assert_int_equal(with_length("POST", "999999999"), 413);
	assert_int_equal(with_length("POST", "999999999999"), 413);
	assert_int_equal(with_length("POST", "9999999999999"), 400);
	assert_int_equal(with_length("POST", ""), 400);
	assert_int_equal(with_length("POST", "+3"), 400);
	assert_int_equal(with_length("POST", "-3"), 400);
	assert_int_equal(with_length("POST", "-0"), 400);
	assert_int_equal(with_length("POST", "3 "), 400);
	assert_int_equal(with_length("POST", "0x3"), 400);
	assert_int_equal(with_length("GET", "0"), 200);
	assert_int_equal(with_length("GET", "3"), 400);
	assert_int_equal(with_length("HEAD", "3"), 400);
}

static int with_coding(const char *method, const char *version, const char *coding)
{
	struct sent s;

	good(&s, method);
	s.head.version = str_z(version);
	put(&s, "Content-Type", "application/x-www-form-urlencoded");
	put(&s, "Transfer-Encoding", coding);
	return status(&s);
}

static void the_only_coding_is_chunked_in_a_post_of_1_1(void **state)
{
	(void)state;
	assert_int_equal(with_coding("POST", "HTTP/1.1", "chunked"), 200);
	assert_int_equal(with_coding("POST", "HTTP/1.1", "xchunked"), 501);
	assert_int_equal(with_coding("POST", "HTTP/1.1", "gzip, chunked"), 501);
	assert_int_equal(with_coding("POST", "HTTP/1.1", "identity"), 501);
	assert_int_equal(with_coding("POST", "HTTP/1.1", "chunked "), 501);
	assert_int_equal(with_coding("POST", "HTTP/1.0", "chunked"), 400);
	assert_int_equal(with_coding("GET", "HTTP/1.1", "chunked"), 400);
}

static void a_body_has_one_length(void **state)
{
	struct sent s;

	(void)state;
	good_post(&s);
	put(&s, "Transfer-Encoding", "chunked");
	assert_int_equal(status(&s), 400);
	good(&s, "POST");
	put(&s, "Content-Type", "application/x-www-form-urlencoded");
	assert_int_equal(status(&s), 411);
}

static int with_type(const char *type)
{
	struct sent s;

	good_post(&s);
	s.at[1].value = str_z(type);
	return status(&s);
}

static void a_body_is_a_form(void **state)
{
	(void)state;
	assert_int_equal(with_type("Application/X-WWW-Form-Urlencoded; charset=UTF-8"), 200);
	assert_int_equal(with_type("application/x-www-form-urlencoded;charset=utf-8"), 200);
	assert_int_equal(with_type("application/x-www-form-urlencoded; charset=latin1"), 415);
	assert_int_equal(with_type("application/x-www-form-urlencoded;"), 415);
	assert_int_equal(with_type("application/x-www-form-urlencodedx"), 415);
	assert_int_equal(with_type("multipart/form-data; boundary=x"), 200);
	assert_int_equal(with_type("multipart/form-data"), 415);
	assert_int_equal(with_type("multipart/form-data; boundary=x; boundary=y"), 415);
	assert_int_equal(with_type("multipart/form-data; boundary=\"x\""), 415);
	assert_int_equal(with_type("multipart/mixed; boundary=x"), 415);
	assert_int_equal(with_type("text/plain"), 415);
	assert_int_equal(with_type(""), 415);
}

static void the_one_expectation_is_100_continue(void **state)
{
	(void)state;
	assert_int_equal(with_header("Expect", "100-Continue"), 200);
	assert_int_equal(with_header("Expect", "200-ok"), 417);
}

static void a_head_has_a_ceiling_of_lines_and_bytes(void **state)
{
	static char text[HEAD_BYTES];
	struct sent s;

	(void)state;
	good(&s, "GET");
	while (s.head.n < HEAD_FIELDS)
		put(&s, "X", "y");
	assert_int_equal(status(&s), 200);
	put(&s, "X", "y");
	assert_int_equal(status(&s), 431);
	good(&s, "GET");
	put(&s, "X", "");
	memset(text, 'y', sizeof text);
	s.at[1].value = (struct str){ text, HEAD_BYTES - 100 };
	assert_int_equal(status(&s), 200);
	s.at[1].value.n = HEAD_BYTES - 40;
	assert_int_equal(status(&s), 431);
}

static void a_head_has_its_first_value_by_name(void **state)
{
	struct sent s;

	(void)state;
	good(&s, "GET");
	put(&s, "X", "1");
	put(&s, "x", "2");
	assert_string_equal(head_value(&s.head, STR("x")).p, "1");
	assert_null(head_value(&s.head, STR("y")).p);
}

/* --- gate_whole: views into one text --- */

static const char whole_text[] = "GET /a HTTP/1.1\r\nHost: h\r\nX:y\r\nE: \r\n\r\n";

static struct str at(size_t from, size_t n)
{
	return (struct str){ whole_text + from, n };
}

static void good_whole(struct sent *s)
{
	memset(s, 0, sizeof *s);
	s->head.method = at(0, 3);
	s->head.target = at(4, 2);
	s->head.version = at(7, 8);
	s->at[0] = (struct header){ at(17, 4), at(23, 1) };
	s->at[1] = (struct header){ at(26, 1), at(28, 1) };
	s->at[2] = (struct header){ at(31, 1), at(34, 0) };
	s->head.at = s->at;
	s->head.n = 3;
}

static enum err whole(const struct sent *s, size_t size)
{
	struct refusal why;

	return gate_whole(&s->head, size, &why);
}

static void a_plain_head_is_whole(void **state)
{
	struct sent s;

	(void)state;
	good_whole(&s);
	assert_int_equal(whole(&s, sizeof whole_text - 1), OK);
}

static void a_head_with_a_gap_is_not_whole(void **state)
{
	size_t size = sizeof whole_text - 1;
	struct sent s;

	(void)state;
	good_whole(&s);
	s.head.target.n = 1;
	assert_int_equal(whole(&s, size), ERR_INVALID);
	good_whole(&s);
	s.head.method.n = 2;
	assert_int_equal(whole(&s, size), ERR_INVALID);
	good_whole(&s);
	s.at[0].value = at(24, 0);
	assert_int_equal(whole(&s, size), ERR_INVALID);
	good_whole(&s);
	s.at[0].value.n = 2;
	assert_int_equal(whole(&s, size), ERR_INVALID);
	good_whole(&s);
	s.at[1].value = STR("elsewhere");
	assert_int_equal(whole(&s, size), ERR_INVALID);
	good_whole(&s);
	s.at[1] = s.at[2];
	s.head.n = 2;
	assert_int_equal(whole(&s, size), ERR_INVALID);
}

static void a_head_of_another_size_is_not_whole(void **state)
{
	struct sent s;

	(void)state;
	good_whole(&s);
	assert_int_equal(whole(&s, sizeof whole_text), ERR_INVALID);
	assert_int_equal(whole(&s, sizeof whole_text - 2), ERR_INVALID);
	s.head.n = 2;
	assert_int_equal(whole(&s, sizeof whole_text - 1), ERR_INVALID);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_three_methods_pass_and_no_other),
		cmocka_unit_test(only_http_1_0_and_1_1_pass),
		cmocka_unit_test(a_target_is_a_path_of_visible_ascii),
		cmocka_unit_test(only_our_names_stand_in_host),
		cmocka_unit_test(a_request_without_host_is_refused),
		cmocka_unit_test(no_name_is_configured_no_host_passes),
		cmocka_unit_test(names_are_tokens_and_values_have_no_control_bytes),
		cmocka_unit_test(what_must_be_single_is_refused_when_doubled),
		cmocka_unit_test(a_length_is_digits_below_the_ceiling),
		cmocka_unit_test(the_only_coding_is_chunked_in_a_post_of_1_1),
		cmocka_unit_test(a_body_has_one_length),
		cmocka_unit_test(a_body_is_a_form),
		cmocka_unit_test(the_one_expectation_is_100_continue),
		cmocka_unit_test(a_head_has_a_ceiling_of_lines_and_bytes),
		cmocka_unit_test(a_head_has_its_first_value_by_name),
		cmocka_unit_test(a_plain_head_is_whole),
		cmocka_unit_test(a_head_with_a_gap_is_not_whole),
		cmocka_unit_test(a_head_of_another_size_is_not_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
