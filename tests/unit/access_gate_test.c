/* What the gate makes of the tables of routes. */
#include "access/gate.h"
#include "cli/modules.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

static enum err nothing(struct visit *v)
{
	(void)v;
	return OK;
}

static void no_two_modules_answer_the_same_address(void **state)
{
	struct route_clash clash;
	bool found = gate_clash(&all_modules, &clash);

	(void)state;
	if (found)
		print_error("%s and %s both answer %s\n", clash.modules[0], clash.modules[1],
		            clash.pattern);
	assert_false(found);
}

static const struct route outing_list[] = {
	PAGE("/people/:person/outings", PERSON(READ, CASE), nothing),
	PAGE("/people/:person/outings/:row", PERSON(READ, CASE), nothing),
};
static const struct routes outing_routes = { outing_list, 2 };
static const struct module outing = { .name = "outing", .routes = &outing_routes };

static bool beside_outing(struct route r, struct route_clash *clash)
{
	const struct routes routes = { &r, 1 };
	const struct module other = { .name = "picnic", .routes = &routes };
	const struct module *const list[] = { &outing, &other };

	return gate_clash(&(struct modules){ list, 2 }, clash);
}

static void an_address_that_is_answered_twice_is_told_with_both_names(void **state)
{
	struct route_clash clash;

	(void)state;
	assert_true(
		beside_outing((struct route)PAGE("/people/:person/outings", SIGNED_IN, nothing), &clash));
	assert_string_equal(clash.modules[0], "outing");
	assert_string_equal(clash.modules[1], "picnic");
	assert_string_equal(clash.pattern, "/people/:person/outings");
	assert_true(
		beside_outing((struct route)PAGE("/people/:who/outings/:day", SIGNED_IN, nothing), &clash));
	assert_string_equal(clash.pattern, "/people/:who/outings/:day");
	assert_true(beside_outing((struct route)PAGE("/sign-in", ANYBODY, nothing), &clash));
	assert_string_equal(clash.modules[0], "door");
}

static void another_method_or_a_literal_part_is_another_address(void **state)
{
	struct route_clash clash;
	struct route sent = PAGE("/people/:person/outings", SIGNED_IN, nothing);

	(void)state;
	sent.method = METHOD_POST;
	assert_false(beside_outing(sent, &clash));
	assert_false(beside_outing(
		(struct route)PAGE("/people/:person/outings/new", SIGNED_IN, nothing), &clash));
	assert_false(
		beside_outing((struct route)PAGE("/people/:person/outing", SIGNED_IN, nothing), &clash));
}

static void a_house_does_not_open_with_two_answers(void **state)
{
	struct arena *a = arena_new((size_t)4 << 20);
	const struct module *const list[] = { &outing, &outing };
	const struct modules modules = { list, 2 };
	struct house house = { .modules = &modules };
	struct application app;
	struct gate *gate;

	(void)state;
	assert_int_equal(gate_open(a, &house, &gate, &app), ERR_BUG);
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_two_modules_answer_the_same_address),
		cmocka_unit_test(an_address_that_is_answered_twice_is_told_with_both_names),
		cmocka_unit_test(another_method_or_a_literal_part_is_another_address),
		cmocka_unit_test(a_house_does_not_open_with_two_answers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
