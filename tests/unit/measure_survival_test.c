/* measure/survival where there is nobody, nothing, or nonsense; values: tests/oracle. */
#include "measure/survival.h"
#include "measure/survival_compare.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#define ALMOST(got, want, by) assert_true(fabs((got) - (want)) <= (by))

enum { MOST = 8 };

struct room {
	struct survival_one by_exit[MOST];
	struct survival_one by_entry[MOST];
	struct survival_step steps[MOST];
	struct survival_point curve[MOST];
	struct survival_data data;
	size_t n;
};

static void sort(struct room *r, size_t n)
{
	r->data = (struct survival_data){ r->by_exit, r->by_entry, n };
	assert_int_equal(survival_sort(&r->data), OK);
	r->n = survival_steps(&r->data, SURVIVAL_ALL_GROUPS, r->steps);
}

static void nobody_gives_no_step_and_no_answer(void **state)
{
	struct room r = { .n = 1 };

	(void)state;
	sort(&r, 0);
	assert_int_equal(r.n, 0);
	assert_true(isnan(survival_median(r.curve, 0).time));
	assert_null(survival_at(r.curve, 0, 10));
	assert_true(isnan(survival_log_rank(&r.data, 1).p));
	assert_true(isnan(survival_gray(&r.data, 1).p));
}

static void what_cannot_be_is_refused(void **state)
{
	static const struct survival_one wrong[] = {
		{ 5, 5, 1, 0 },
		{ 5, 4, 1, 0 },
		{ -2, -1, 1, 0 },
		{ -1, (double)NAN, 1, 0 },
		{ (double)NAN, 3, 1, 0 },
		{ -1, (double)INFINITY, 1, 0 },
		{ -1, 3, SURVIVAL_ENDS, 0 },
		{ -1, 3, 1, SURVIVAL_GROUPS },
	};

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct room r = { .by_exit = { wrong[i] } };
		struct survival_data data = { r.by_exit, r.by_entry, 1 };

		assert_int_equal(survival_sort(&data), ERR_INVALID);
	}
}

static void who_enters_on_a_day_is_not_yet_at_risk_on_it(void **state)
{
	struct room r = { .by_exit = { { -1, 4, 1, 0 }, { 4, 9, 1, 0 }, { -1, 4, 0, 0 } } };

	(void)state;
	sort(&r, 3);
	assert_int_equal(r.n, 2);
	assert_int_equal(r.steps[0].at_risk, 2);
	assert_int_equal(r.steps[0].ends[1], 1);
	assert_true(r.steps[0].ends[SURVIVAL_CENSORED] == 1);
	assert_int_equal(r.steps[1].at_risk, 1);
	assert_int_equal(survival_at_risk(&r.data, SURVIVAL_ALL_GROUPS, 4), 2);
	assert_int_equal(survival_at_risk(&r.data, SURVIVAL_ALL_GROUPS, 5), 1);
	assert_int_equal(survival_at_risk(&r.data, 1, 4), 0);
}

static void shares_of_all_ends_and_of_none_add_up_to_one(void **state)
{
	struct room r = { .by_exit = { { -1, 1, 1, 0 },
		                           { -1, 2, 2, 0 },
		                           { -1, 2, 0, 0 },
		                           { -1, 5, 1, 0 },
		                           { -1, 6, 3, 0 },
		                           { -1, 8, 0, 0 } } };
	double sum = 0;

	(void)state;
	sort(&r, 6);
	for (unsigned end = 1; end < 4; end++) {
		survival_incidence(r.steps, r.n, end, 0.95, r.curve);
		sum += r.curve[r.n - 1].p;
	}
	/* All together are what Kaplan-Meier takes for one end. */
	for (size_t i = 0; i < r.n; i++)
		r.steps[i].ends[1] += r.steps[i].ends[2] + r.steps[i].ends[3];
	survival_kaplan_meier(r.steps, r.n, 1, 0.95, r.curve);
	ALMOST(sum, 1.0 - r.curve[r.n - 1].p, 1e-12);
}

static void the_curve_at_a_time_is_the_last_step_before_it(void **state)
{
	struct room r = { .by_exit = { { -1, 2, 1, 0 }, { -1, 6, 1, 0 } } };

	(void)state;
	sort(&r, 2);
	survival_kaplan_meier(r.steps, r.n, 1, 0.95, r.curve);
	assert_null(survival_at(r.curve, r.n, 1.9));
	ALMOST(survival_at(r.curve, r.n, 2)->p, 0.5, 0);
	ALMOST(survival_at(r.curve, r.n, 5.9)->p, 0.5, 0);
	ALMOST(survival_at(r.curve, r.n, 100)->p, 0, 0);
}

static void an_end_between_two_assessments_has_two_bounds(void **state)
{
	static const struct survival_between all[] = {
		{ { -1, 200, 1, 0 }, 90 },                              /* somewhere in those days */
		{ { -1, 180, 1, 0 }, 0 },                               /* at the first assessment */
		{ { -1, 300, 2, 0 }, 90 },                              /* another end has its day */
		{ { -1, 310, 0, 0 }, 90 },  { { 100, 240, 1, 0 }, 90 }, /* not yet when she entered */
		{ { 100, 101, 1, 0 }, 90 },
	};
	static const double early[] = { 90, 0, 300, 310, 101, 101 };
	struct survival_one out[6];

	(void)state;
	survival_bound(all, 6, 1, true, out);
	for (size_t i = 0; i < 6; i++)
		ALMOST(out[i].exit, early[i], 0);
	survival_bound(all, 6, 1, false, out);
	for (size_t i = 0; i < 6; i++)
		ALMOST(out[i].exit, all[i].late.exit, 0);
}

static void groups_that_never_had_the_end_cannot_be_compared(void **state)
{
	struct room r = { .by_exit = { { -1, 3, 0, 0 }, { -1, 4, 2, 1 }, { -1, 5, 0, 1 } } };
	struct survival_difference d;

	(void)state;
	sort(&r, 3);
	d = survival_log_rank(&r.data, 1);
	assert_true(isnan(d.chi_squared) && isnan(d.p));
	d = survival_gray(&r.data, 1);
	assert_true(isnan(d.chi_squared) && isnan(d.p));
}

static void gray_is_not_asked_where_somebody_enters_late(void **state)
{
	struct room r = { .by_exit = {
						  { -1, 3, 1, 0 }, { -1, 4, 1, 1 }, { 2, 5, 1, 1 }, { -1, 6, 1, 0 } } };

	(void)state;
	sort(&r, 4);
	assert_true(isnan(survival_gray(&r.data, 1).p));
	assert_true(survival_log_rank(&r.data, 1).p > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nobody_gives_no_step_and_no_answer),
		cmocka_unit_test(what_cannot_be_is_refused),
		cmocka_unit_test(who_enters_on_a_day_is_not_yet_at_risk_on_it),
		cmocka_unit_test(shares_of_all_ends_and_of_none_add_up_to_one),
		cmocka_unit_test(the_curve_at_a_time_is_the_last_step_before_it),
		cmocka_unit_test(an_end_between_two_assessments_has_two_bounds),
		cmocka_unit_test(groups_that_never_had_the_end_cannot_be_compared),
		cmocka_unit_test(gray_is_not_asked_where_somebody_enters_late),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
