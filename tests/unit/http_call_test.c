#include "harness/echo.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static struct arena *arena;

static int set_up(void **state)
{
	(void)state;
	arena = arena_new((size_t)4 * 1024 * 1024);
	return arena ? 0 : -1;
}

static int tear_down(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static struct exchange call(struct echo *e, const char *target)
{
	struct application app = echo_application(e);
	struct exchange x = { .arena = arena };

	x.request.host = STR("localhost");
	assert_int_equal(http_parse_target(arena, str_z(target), &x.request), OK);
	http_call(&app, &x);
	return x;
}

static void a_call_answers_without_a_socket(void **state)
{
	struct echo e = { 0 };
	struct exchange x = call(&e, "/echo?a=1");

	(void)state;
	assert_int_equal(x.reply.status, 200);
	assert_true(str_eq(buf_str(&x.reply.body), STR("GET /echo host=localhost\nquery a=1\n")));
	assert_int_equal(e.arrived, 1);
}

static void a_call_waits_as_often_as_it_must(void **state)
{
	struct echo e = { 0 };
	struct exchange x = call(&e, "/wait3");

	(void)state;
	assert_true(str_eq(buf_str(&x.reply.body), STR("GET /wait3 host=localhost\n")));
	assert_int_equal(e.arrived, 1);
}

static void an_exhausted_arena_becomes_a_503(void **state)
{
	struct echo e = { 0 };
	struct exchange x = call(&e, "/greedy");

	(void)state;
	assert_int_equal(x.reply.status, 503);
	assert_non_null(strstr(x.reply.type, "text/plain"));
	assert_true(x.reply.body.n > 0);
	assert_int_equal(e.undone, 1);
	assert_null(x.state);
	assert_null(x.request.path.p);
	assert_true(arena_used(arena) < 4096);
}

static void the_net_is_taken_away_afterwards(void **state)
{
	struct echo e = { 0 };
	struct exchange x = call(&e, "/greedy");

	(void)state;
	x = call(&e, "/echo");
	assert_int_equal(x.reply.status, 200);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_call_answers_without_a_socket, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_call_waits_as_often_as_it_must, set_up, tear_down),
		cmocka_unit_test_setup_teardown(an_exhausted_arena_becomes_a_503, set_up, tear_down),
		cmocka_unit_test_setup_teardown(the_net_is_taken_away_afterwards, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
