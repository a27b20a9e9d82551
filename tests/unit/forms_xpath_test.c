#include "forms/xpath.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
/* cmocka.h needs the three above. */
#include <cmocka.h>

static int set_up(void **state)
{
	*state = arena_new((size_t)8 << 20);
	return *state ? 0 : -1;
}

static int tear_down(void **state)
{
	arena_free(*state);
	return 0;
}

static const struct xpath_pair answers[] = {
	{ { "age", 3 }, { "17", 2 } },
	{ { "group", 5 }, { "12-17", 5 } },
	{ { "word", 4 }, { "it's \"x\"", 8 } },
};
static const struct xpath_pair columns[] = {
	{ { "ages", 4 }, { "12-17 6-11", 10 } },
	{ { "name", 4 }, { "3", 1 } },
};

static bool truth(struct arena *a, const char *expr)
{
	struct xpath *x;
	bool out = false;

	assert_null(xpath_objection(a, str_z(expr)));
	assert_int_equal(xpath_open(a, str_z(expr), answers, 3, &x), OK);
	assert_int_equal(xpath_true(x, columns, 2, &out), OK);
	xpath_close(x);
	return out;
}

static void answers_are_compared_as_numbers_and_as_text(void **state)
{
	assert_true(truth(*state, "${age} < 18"));
	assert_false(truth(*state, "${age} >= 18"));
	assert_true(truth(*state, "${group} = '12-17'"));
	assert_true(truth(*state, "${age} * 2 = 34.0 and not(${group} = 'adult')"));
	assert_true(truth(*state, "${age}-1 = 16"));
	assert_true(truth(*state, "(${age} + .5) div 2 > 8.7 or false()"));
}

static void a_question_without_an_answer_reads_as_empty(void **state)
{
	assert_true(truth(*state, "${other} = ''"));
	assert_false(truth(*state, "${other} > 3"));
	assert_false(truth(*state, "${other}"));
}

static void a_filter_names_the_columns_of_a_choice(void **state)
{
	assert_true(truth(*state, "selected(ages, ${group})"));
	assert_false(truth(*state, "selected(ages, '12')"));
	assert_true(truth(*state, "name = 3"));
	assert_false(truth(*state, "absent = 'x'"));
}

static void an_answer_cannot_become_part_of_the_expression(void **state)
{
	assert_false(truth(*state, "${word} = 'x'"));
	assert_true(truth(*state, "string-length(${word}) = 8"));
}

static void braces_inside_quotes_are_text(void **state)
{
	struct str name;
	size_t at = 0;

	assert_true(truth(*state, "'${age}' != 17"));
	assert_true(xpath_field(STR("'${no}' = ${yes} + ${age}"), &at, &name));
	assert_true(str_eq(name, STR("yes")));
	assert_true(xpath_field(STR("'${no}' = ${yes} + ${age}"), &at, &name));
	assert_true(str_eq(name, STR("age")));
	assert_false(xpath_field(STR("'${no}' = ${yes} + ${age}"), &at, &name));
}

static void one_expression_is_asked_of_many_rows(void **state)
{
	struct xpath_pair row = { STR("ages"), STR("adult") };
	struct xpath *x;
	bool out;

	assert_int_equal(xpath_open(*state, STR("selected(ages, ${group})"), answers, 3, &x), OK);
	for (int i = 0; i < 100; i++) {
		row.value = i % 2 ? STR("adult") : STR("12-17");
		assert_int_equal(xpath_true(x, &row, 1, &out), OK);
		assert_int_equal(out, i % 2 == 0);
	}
}

static void what_reaches_outside_is_refused(void **state)
{
	static const char *const bad[] = {
		"document('http://example.org')",
		"/etc/passwd",
		"//row",
		"..",
		"../x",
		"@a",
		"ancestor::row",
		"pulldata('a', 'b', 'c', 'd')",
		"jr:choice-name(1, 2)",
		"id('x')",
		"$age",
		"${age",
		"${}",
		"${a b}",
		"count(*[1])",
		"'open",
		"unknown(1)",
		"selected('a')",
		"1 +",
		"(1",
		"1)",
		"a b",
		"",
		"x; y",
		"concat()",
		"position()",
		"position(${age})",
		"random()",
		"count(1)",
		"sum()",
		"round(1, 2, 3)",
		"if(1, 2)",
		"indexed-repeat(${a}, ${b})",
		"indexed-repeat(1, ${b}, 2)",
		"regex(., '[')",
		"instance('x')/root",
		"current()/../x",
		"${a} ${b}",
		"1 2",
		"${a} and",
		"and ${a}",
		"date('2026-01-01'",
		"a/b",
		"jr:",
		"jr:x",
		"a[",
		"ages[1]",
		"not()",
		"${age}${age}",
	};

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		if (!xpath_objection(*state, str_z(bad[i])))
			fail_msg("accepted: %s", bad[i]);
	}
}

static struct str bracketed(struct arena *a, int depth)
{
	struct str s = STR("1");

	for (int i = 0; i < depth; i++)
		s = arena_fmt(a, "(%s)", s.p);
	return s;
}

static void long_and_deep_expressions_are_refused(void **state)
{
	char wide[XPATH_TEXT + 2] = { 0 };

	assert_null(xpath_objection(*state, bracketed(*state, XPATH_NESTED)));
	assert_non_null(xpath_objection(*state, bracketed(*state, XPATH_NESTED + 1)));
	memset(wide, ' ', XPATH_TEXT + 1);
	wide[0] = '1';
	assert_non_null(xpath_objection(*state, str_z(wide)));
	wide[XPATH_TEXT] = '\0';
	assert_null(xpath_objection(*state, str_z(wide)));
}

static void names_are_plain(void **state)
{
	(void)state;
	assert_true(xpath_name(STR("safe_home-2")));
	assert_false(xpath_name(STR("2nd")));
	assert_false(xpath_name(STR("a b")));
	assert_false(xpath_name(STR("a:b")));
	assert_false(xpath_name(STR("")));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(answers_are_compared_as_numbers_and_as_text),
		TEST(a_question_without_an_answer_reads_as_empty),
		TEST(a_filter_names_the_columns_of_a_choice),
		TEST(an_answer_cannot_become_part_of_the_expression),
		TEST(braces_inside_quotes_are_text),
		TEST(one_expression_is_asked_of_many_rows),
		TEST(what_reaches_outside_is_refused),
		TEST(long_and_deep_expressions_are_refused),
		TEST(names_are_plain),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
