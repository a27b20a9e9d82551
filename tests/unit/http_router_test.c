#include "http/router.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static bool matches(const char *pattern, const char *path)
{
	struct route_parts parts;

	return route_match(str_z(pattern), str_z(path), &parts);
}

static void literal_parts_match_themselves(void **state)
{
	(void)state;
	assert_true(matches("/", "/"));
	assert_true(matches("/people", "/people"));
	assert_false(matches("/people", "/"));
	assert_false(matches("/people", "/people/"));
	assert_false(matches("/people", "/people/1"));
	assert_false(matches("/people", "/peopl"));
	assert_false(matches("/people", "/peoples"));
	assert_false(matches("/people/new", "/people"));
	assert_false(matches("/people", ""));
	assert_false(matches("/people", "people"));
}

static void named_parts_are_given(void **state)
{
	struct route_parts parts;

	(void)state;
	assert_true(
		route_match(STR("/people/:person/consents/:row"), STR("/people/3f/consents/a b"), &parts));
	assert_int_equal(parts.n, 2);
	assert_true(str_eq(parts.at[0].name, STR("person")));
	assert_true(str_eq(parts.at[0].value, STR("3f")));
	assert_true(str_eq(parts.at[1].name, STR("row")));
	assert_true(str_eq(parts.at[1].value, STR("a b")));
}

static void a_named_part_is_never_empty(void **state)
{
	(void)state;
	assert_false(matches("/people/:person", "/people/"));
	assert_false(matches("/people/:person", "/people"));
	assert_false(matches("/people/:person/x", "/people//x"));
}

static void more_parts_than_there_is_room_for_do_not_match(void **state)
{
	(void)state;
	assert_true(matches("/:a/:b/:c/:d/:e/:f/:g/:h/:i/:j/:k/:l", "/1/2/3/4/5/6/7/8/9/10/11/12"));
	assert_false(
		matches("/:a/:b/:c/:d/:e/:f/:g/:h/:i/:j/:k/:l/:m", "/1/2/3/4/5/6/7/8/9/10/11/12/13"));
}

static const struct str patterns[] = {
	{ "/people/:person", 15 },   { "/people", 7 }, { "/people/new", 11 },
	{ "/people/:person", 15 },   { "/", 1 },       { "/help", 5 },
	{ "/people/:person/x", 17 },
};

static size_t ask(const struct router *r, const char *path, size_t answers[4])
{
	struct router_find f = router_find(r, str_z(path));
	struct route_parts parts;
	size_t n = 0;

	while (n < 4 && router_next(&f, &answers[n], &parts))
		n++;
	return n;
}

static void the_most_literal_pattern_comes_first(void **state)
{
	struct arena *a = arena_new((size_t)64 * 1024);
	const struct router *r = router_new(a, patterns, sizeof patterns / sizeof *patterns);
	size_t answers[4];

	(void)state;
	assert_int_equal(ask(r, "/people/new", answers), 3);
	assert_int_equal(answers[0], 2);
	assert_int_equal(ask(r, "/people/1", answers), 2);
	assert_int_equal(answers[0] + answers[1], 3);
	assert_int_equal(ask(r, "/people", answers), 1);
	assert_int_equal(answers[0], 1);
	assert_int_equal(ask(r, "/", answers), 1);
	assert_int_equal(answers[0], 4);
	assert_int_equal(ask(r, "/nowhere", answers), 0);
	assert_int_equal(ask(r, "", answers), 0);
	arena_free(a);
}

static void an_empty_table_matches_nothing(void **state)
{
	struct arena *a = arena_new((size_t)64 * 1024);
	size_t answers[4];

	(void)state;
	assert_int_equal(ask(router_new(a, NULL, 0), "/", answers), 0);
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(literal_parts_match_themselves),
		cmocka_unit_test(named_parts_are_given),
		cmocka_unit_test(a_named_part_is_never_empty),
		cmocka_unit_test(more_parts_than_there_is_room_for_do_not_match),
		cmocka_unit_test(the_most_literal_pattern_comes_first),
		cmocka_unit_test(an_empty_table_matches_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
