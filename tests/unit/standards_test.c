/* learning/standards: care standards counted by hand, and who sees them. */
#include "access/inbox.h"
#include "base/fields.h"
#include "learning/report.h"
#include "learning/standards_inside.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#include "harness/both.h"

#include "path_house.h"

static struct str more(struct arena *a, const char *names)
{
	struct buf *b = NEW(a, struct buf);
	struct str rest = str_z(names);

	*b = buf_new(a, 1024);
	while (rest.n) {
		struct str value = str_cut(rest, ' ', &rest);
		struct str name = str_cut(value, '=', &value);

		fields_put(b, arena_str(a, name).p, value);
	}
	return buf_str(b);
}

static void care_standards_are_counted_among_those_whom_they_are_about(void **state)
{
	struct arena *a = arena_new(1 << 20);
	int64_t week = day_week(clock_day(test_clock(), 0));
	struct counted here = { 7, "adult", NULL, 1, 3, 10, 20, 5, 0, NULL, false };
	struct counted late = { 6, "adult", NULL, 12, 3, 10, 20, 5, 0, NULL, false };
	struct counted gone = { 6, "adult", NULL, 1, 3, 10, 20, 5, 80, "moved", false };
	struct report_filter f = of(OUTCOMES_ADULT, OUTCOMES_ALL_TYPES);
	struct standards_report r;
	struct ctx c;

	(void)state;
	forty_six_arrive();
	arrive(&here, more(a, arena_fmt(a,
	                                "told=2 retold_other=1 no_plan=20 service_days=40 "
	                                "checkin_next=%lld",
	                                (long long)week)
	                          .p));
	arrive(&late, more(a, arena_fmt(a, "told=1 no_words=12 service_days=11 checkin_next=%lld",
	                                (long long)week - 1)
	                          .p));
	arrive(&gone, more(a, "exit_respected=yes told=1"));
	c = folded();
	assert_int_equal(standards_figures(&c, &f, 0, &r), OK);
	/* With the 46. */
	assert_int_equal(r.outcomes.people, 65);
	is_part(&r.part[STANDARD_REASKED], 7, 19);
	/* 26 and these 19; the late ones were scored before their words. */
	is_part(&r.part[STANDARD_WORDS_FIRST], 39, 45);
	is_part(&r.part[STANDARD_WORDS_SOON], 51, 57);
	is_part(&r.part[STANDARD_NO_SERVED], 7, 13);
	is_part(&r.part[STANDARD_OVERDUE], 6, 13);
	/* 26 of the 46 are here and known; 8 are here and not known. */
	is_part(&r.part[STANDARD_UNPLANNED], 26, 39);
	is_part(&r.part[STANDARD_ASKED_AT_END], 6, 18);
	test_ctx_end(&c);
	arena_free(a);
}

static void case_load_is_told_of_five_colleagues_or_more(void **state)
{
	static const int64_t few[] = { 3, 9, 4, 12 };
	static const int64_t five[] = { 12, 3, 9, 4, 20 };
	struct arena *a = arena_new(1 << 20);
	struct standards_load load = standards_load_of(a, few, 4);

	(void)state;
	assert_false(load.told);
	load = standards_load_of(a, five, 5);
	assert_true(load.told);
	assert_int_equal(load.colleagues, 5);
	assert_int_equal(load.low, 4);
	assert_int_equal(load.middle, 9);
	assert_int_equal(load.high, 12);
	assert_int_equal(load.most, 20);
	arena_free(a);
}

static void of_few_nothing_is_told(void **state)
{
	static const struct counted all = { 9, "6_11", NULL, 1, 3, 10, 20, 5, 0, NULL, false };
	struct report_filter f = of(OUTCOMES_AGE_6_11, OUTCOMES_ALL_TYPES);
	struct standards_report r;
	struct ctx c;

	(void)state;
	arrive(&all, STR(""));
	c = folded();
	assert_int_equal(standards_figures(&c, &f, 0, &r), OK);
	assert_int_equal(r.outcomes.people, 0);
	for (size_t i = 0; i < STANDARDS; i++)
		assert_int_equal(r.part[i].told, TOLD_NOT);
	test_ctx_end(&c);
}

static void only_those_with_the_key_of_measurement_see_figures(void **state)
{
	struct report_filter f = of(OUTCOMES_ADULT, OUTCOMES_ALL_TYPES);
	struct ctx c = test_task("amara");
	struct standards_report r;

	(void)state;
	assert_int_equal(standards_figures(&c, &f, 0, &r), ERR_DENIED);
	test_ctx_end(&c);
	assert_int_equal(test_visit(&house, "grace", "/reports/care", "Supervision: there is no"), 200);
	assert_int_equal(test_visit(&house, "eva", "/reports/care", "87\u00a0%"), 200);
	assert_int_equal(test_visit(&house, "eva", "/reports/care/file?format=csv", "reasked"), 200);
	assert_int_equal(test_visit(&house, "tom", "/reports/care", ""), 403);
	assert_int_equal(test_visit(&house, "lena", "/reports/care/file?format=csv", ""), 403);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(care_standards_are_counted_among_those_whom_they_are_about),
		cmocka_unit_test(case_load_is_told_of_five_colleagues_or_more),
		cmocka_unit_test(of_few_nothing_is_told),
		cmocka_unit_test(only_those_with_the_key_of_measurement_see_figures),
	};

	return test_on_both("learning/standards", tests, sizeof tests / sizeof *tests);
}
