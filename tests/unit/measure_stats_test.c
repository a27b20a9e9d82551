/* measure/stats and measure/dist: worked examples from the sources, and what must hold for any
 * numbers. */
#include "measure/dist.h"
#include "measure/stats.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#define ALMOST(got, want, by) assert_true(fabs((got) - (want)) <= (by))

static double invent(uint64_t *state)
{
	*state = *state * 6364136223846793005u + 1442695040888963407u;
	return (double)(*state >> 11) / 9007199254740992.0;
}

static void wilson_gives_the_published_intervals(void **state)
{
	/* 15 of 148: Newcombe 1998, Statistics in Medicine 17, table I, method 3. */
	struct interval a = stats_wilson(15, 148, 0.95);
	/* 81 of 263, the same table. */
	struct interval b = stats_wilson(81, 263, 0.95);
	struct interval none = stats_wilson(0, 20, 0.95);
	struct interval one = stats_wilson(1, 29, 0.95);

	(void)state;
	ALMOST(a.lo, 0.0624, 5e-5);
	ALMOST(a.hi, 0.1605, 5e-5);
	ALMOST(b.lo, 0.2553, 5e-5);
	ALMOST(b.hi, 0.3662, 5e-5);
	ALMOST(none.hi, 0.1611, 5e-5);
	ALMOST(one.lo, 0.0061, 5e-5);
	ALMOST(one.hi, 0.1718, 5e-5);
}

static void wilson_stays_within_nought_and_one_and_holds_the_share(void **state)
{
	(void)state;
	for (uint64_t n = 1; n < 60; n++)
		for (uint64_t k = 0; k <= n; k++) {
			struct interval i = stats_wilson(k, n, 0.95);
			struct interval mirrored = stats_wilson(n - k, n, 0.95);
			double p = (double)k / (double)n;

			assert_true(i.lo >= 0.0 && i.hi <= 1.0 && i.lo <= p && p <= i.hi && i.lo < i.hi);
			ALMOST(i.lo, 1.0 - mirrored.hi, 1e-12);
		}
}

static void an_interval_of_nobody_or_of_nonsense_cannot_be_said(void **state)
{
	(void)state;
	assert_true(isnan(stats_wilson(0, 0, 0.95).lo));
	assert_true(isnan(stats_wilson(3, 2, 0.95).hi));
	assert_true(isnan(stats_wilson(1, 2, 1.0).hi));
	assert_true(isnan(stats_wilson(1, 2, 0.0).lo));
	assert_true(isnan(stats_t_interval(3, 0, 1, 0.95).lo));
	assert_true(isnan(stats_t_interval(3, -1, 5, 0.95).hi));
	assert_true(isnan(stats_t_interval(3, (double)NAN, 5, 0.95).hi));
	assert_true(isnan(stats_t_interval(3, 1, 5, 1.5).hi));
	assert_true(isnan(stats_share(0, 0, 0.95).p));
}

static void quantiles_of_distributions_refuse_what_is_no_probability(void **state)
{
	(void)state;
	assert_true(isnan(dist_normal_quantile(0)) && isnan(dist_normal_quantile(1)));
	assert_true(isnan(dist_normal_quantile((double)NAN)));
	assert_true(isnan(dist_t_quantile(0.5, 0)) && isnan(dist_t_quantile(0.5, -1)));
	assert_true(isnan(dist_t_quantile(0.5, (double)INFINITY)) && isnan(dist_t_quantile(1.1, 5)));
}

static void t_narrows_to_the_normal_as_people_are_added(void **state)
{
	double before = 1e9;

	(void)state;
	for (double df = 1; df < 1e7; df *= 1.07) {
		double t = dist_t_quantile(0.975, df);

		assert_true(t <= before && t > dist_normal_quantile(0.975) - 1e-12);
		ALMOST(t, -dist_t_quantile(0.025, df), 1e-9 * t);
		before = t;
	}
	ALMOST(before, 1.959964, 1e-5);
}

static void a_mean_of_five_has_the_interval_worked_by_hand(void **state)
{
	/* 1 2 3 4 5: mean 3, variance 2.5, half width 2.776445 * sqrt(0.5). */
	const double x[] = { 1, 2, 3, 4, 5 };
	struct interval i = stats_t_interval(stats_mean(x, 5), stats_variance(x, 5), 5, 0.95);

	(void)state;
	ALMOST(stats_mean(x, 5), 3, 1e-12);
	ALMOST(stats_variance(x, 5), 2.5, 1e-12);
	ALMOST(i.lo, 3 - 1.963243, 1e-6);
	ALMOST(i.hi, 3 + 1.963243, 1e-6);
}

static void a_mean_of_nobody_and_a_variance_of_one_cannot_be_said(void **state)
{
	const double x[] = { 4 };

	(void)state;
	assert_true(isnan(stats_mean(x, 0)) && isnan(stats_variance(x, 1)));
	assert_true(isnan(stats_quantile(x, 0, 0.5)) && isnan(stats_quantile(x, 1, 1.01)));
	ALMOST(stats_quantile(x, 1, 0.3), 4, 0);
}

static void a_variance_survives_a_large_offset(void **state)
{
	const double x[] = { 1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16 };

	(void)state;
	ALMOST(stats_variance(x, 4), 30, 1e-9);
}

static void moments_gathered_in_parts_are_those_of_the_whole(void **state)
{
	uint64_t dice = 7;

	(void)state;
	for (int round = 0; round < 200; round++) {
		struct moments whole = { 0 };
		struct moments parts[2] = { { 0 }, { 0 } };
		size_t split = (size_t)(invent(&dice) * 30);

		for (size_t i = 0; i < 30; i++) {
			double x = invent(&dice) * 3 + 1;

			moments_add(&whole, x);
			moments_add(&parts[i >= split], x);
		}
		moments_merge(&parts[0], &parts[1]);
		assert_int_equal(parts[0].n, 30);
		ALMOST(parts[0].mean, whole.mean, 1e-12);
		ALMOST(moments_variance(&parts[0]), moments_variance(&whole), 1e-12);
	}
}

static void a_quantile_lies_between_its_neighbours_and_grows_with_p(void **state)
{
	const double x[] = { 1, 1.5, 2, 2.75, 4 };
	double before = 0;

	(void)state;
	ALMOST(stats_quantile(x, 5, 0.5), 2, 0);
	ALMOST(stats_quantile(x, 5, 0.375), 1.75, 1e-12);
	for (int i = 0; i <= 100; i++) {
		double q = stats_quantile(x, 5, i / 100.0);

		assert_true(q >= before && q >= 1 && q <= 4);
		before = q;
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(wilson_gives_the_published_intervals),
		cmocka_unit_test(wilson_stays_within_nought_and_one_and_holds_the_share),
		cmocka_unit_test(an_interval_of_nobody_or_of_nonsense_cannot_be_said),
		cmocka_unit_test(quantiles_of_distributions_refuse_what_is_no_probability),
		cmocka_unit_test(t_narrows_to_the_normal_as_people_are_added),
		cmocka_unit_test(a_mean_of_five_has_the_interval_worked_by_hand),
		cmocka_unit_test(a_mean_of_nobody_and_a_variance_of_one_cannot_be_said),
		cmocka_unit_test(a_variance_survives_a_large_offset),
		cmocka_unit_test(moments_gathered_in_parts_are_those_of_the_whole),
		cmocka_unit_test(a_quantile_lies_between_its_neighbours_and_grows_with_p),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
