#include "forms/typed.h"

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

static void assert_day(struct arena *a, const char *text, enum day_order order, int y, int m, int d)
{
	size_t mark = arena_mark(a);
	struct day day;

	if (typed_day(a, str_z(text), order, &day) != TYPED_DAY || day.n != day_of(y, m, d).n)
		fail_msg("%s is read as another day (%d)", text, day.n);
	assert_int_equal(arena_mark(a), mark);
}

static void the_usual_forms_are_the_same_day(void **state)
{
	static const char *const texts[] = {
		"2026-11-22",
		"2026/11/22",
		"20261122",
		"22.11.2026",
		"22.11.26",
		"22/11/2026",
		"22-11-2026",
		"46348",
		"46348.75",
		"22 Nov 2026",
		"22 November 2026",
		"22nd of November 2026",
		"November 22, 2026",
		"22 de noviembre de 2026",
		"22 novembre 2026",
		"٢٢/١١/٢٠٢٦",
		"۲۰۲۶-۱۱-۲۲",
		"22 نوفمبر 2026",
		"22 تشرين الثاني 2026",
		"2026-11-22T13:30:00",
		"22/11/2026 13:30",
		"2026 November 22",
		" 22.11.2026 ",
		"22-Nov-26",
	};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		assert_day(*state, texts[i], ORDER_UNKNOWN, 2026, 11, 22);
}

static void what_can_be_two_days_is_asked_for(void **state)
{
	struct day day;

	assert_int_equal(typed_day(*state, STR("03/04/2026"), ORDER_UNKNOWN, &day), TYPED_EITHER);
	assert_false(day_known(day));
	assert_day(*state, "03/04/2026", ORDER_DAY, 2026, 4, 3);
	assert_day(*state, "03/04/2026", ORDER_MONTH, 2026, 3, 4);
	assert_day(*state, "04/04/2026", ORDER_UNKNOWN, 2026, 4, 4);
	/* Points mean the day, whatever was said of the sheet. */
	assert_day(*state, "03.04.2026", ORDER_MONTH, 2026, 4, 3);
}

static void a_day_that_there_is_not_is_impossible(void **state)
{
	static const char *const texts[] = { "31/02/2021",      "2026-13-01", "30.2.2024",
		                                 "32/01/2026",      "2026-02-30", "20261301",
		                                 "29 February 2023" };
	struct day day;

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (typed_day(*state, str_z(texts[i]), ORDER_UNKNOWN, &day) != TYPED_IMPOSSIBLE)
			fail_msg("%s is possible", texts[i]);
	assert_int_equal(typed_day(*state, STR("11/22/2026"), ORDER_DAY, &day), TYPED_IMPOSSIBLE);
}

static void other_words_are_no_day(void **state)
{
	static const char *const texts[] = { "soon",  "=TODAY()", "1",
		                                 "12",    "999999",   "march",
		                                 "a/b/c", "1/2/3/4",  "2026 2026 2026" };
	struct day day;

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		enum typed_day said = typed_day(*state, str_z(texts[i]), ORDER_DAY, &day);
		if (said == TYPED_DAY || said == TYPED_YEAR || day_known(day))
			fail_msg("%s is a day", texts[i]);
	}
	assert_int_equal(typed_day(*state, STR(""), ORDER_DAY, &day), TYPED_NOTHING);
	assert_int_equal(typed_day(*state, STR("--"), ORDER_DAY, &day), TYPED_NOTHING);
	assert_int_equal(typed_day(*state, STR("1987"), ORDER_DAY, &day), TYPED_YEAR);
}

static void the_order_shows_where_it_can(void **state)
{
	assert_int_equal(typed_order(*state, STR("22/11/2026")), ORDER_DAY);
	assert_int_equal(typed_order(*state, STR("11/22/2026")), ORDER_MONTH);
	assert_int_equal(typed_order(*state, STR("3/4/2026")), ORDER_UNKNOWN);
	assert_int_equal(typed_order(*state, STR("2026-11-22")), ORDER_UNKNOWN);
}

static void assert_number(struct arena *a, const char *text, int64_t n)
{
	int64_t said = -99;

	if (!typed_number(a, str_z(text), &said) || said != n)
		fail_msg("%s is %lld", text, (long long)said);
}

static void numbers_may_have_words_behind_them(void **state)
{
	int64_t n;

	assert_number(*state, "3", 3);
	assert_number(*state, "٣", 3);
	assert_number(*state, "3 - stable", 3);
	assert_number(*state, "3.0", 3);
	assert_number(*state, "90 min", 90);
	assert_number(*state, "1 200", 1200);
	assert_number(*state, "-2", -2);
	assert_false(typed_number(*state, STR("3.5"), &n));
	assert_false(typed_number(*state, STR("three"), &n));
	assert_false(typed_number(*state, STR(""), &n));
	assert_false(typed_number(*state, STR("99999999999999999999"), &n));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_usual_forms_are_the_same_day),
		cmocka_unit_test(what_can_be_two_days_is_asked_for),
		cmocka_unit_test(a_day_that_there_is_not_is_impossible),
		cmocka_unit_test(other_words_are_no_day),
		cmocka_unit_test(the_order_shows_where_it_can),
		cmocka_unit_test(numbers_may_have_words_behind_them),
	};

	return cmocka_run_group_tests_name("forms/typed", tests, set_up, tear_down);
}
