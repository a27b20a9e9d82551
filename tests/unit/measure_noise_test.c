/* measure/noise: that the noise is what it says. KINTSUGI_DRAWS=10000000: the long form. */
#include "measure/noise.h"

#include "base/random.h"
#include "base/str.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

enum { SHORT = 1000 * 1000, SPREAD = 400, EXPECTED = 20 };

static uint32_t draw(void *arg)
{
	struct dice *d = arg;
	uint32_t high = dice_below(d, 1u << 16);

	return high << 16 | dice_below(d, 1u << 16);
}

static long draws(void)
{
	int64_t wanted;

	return str_int(str_z(getenv("KINTSUGI_DRAWS")), &wanted) ? (long)wanted : SHORT;
}

/* The chance of a value at least as far off as this one, were the noise what it says: cells with an
 * expectation under EXPECTED are one. */
static double fit(const long *seen, long n, double ratio)
{
	double norm = (1 - exp(-ratio)) / (1 + exp(-ratio));
	double rest = (double)n;
	double rest_seen = (double)n;
	double chi = 0;
	int cells = 1;

	for (int i = -SPREAD; i <= SPREAD; i++) {
		double expected = (double)n * norm * exp(-abs(i) * ratio);

		if (expected < EXPECTED)
			continue;
		chi += pow((double)seen[i + SPREAD] - expected, 2) / expected;
		rest -= expected;
		rest_seen -= (double)seen[i + SPREAD];
		cells++;
	}
	if (rest >= EXPECTED)
		chi += pow(rest_seen - rest, 2) / rest;
	else
		cells--;
	return gsl_cdf_chisq_Q(chi, cells - 1);
}

static double drawn(uint64_t num, uint64_t den, double ratio)
{
	struct dice dice = { 20261122 + num };
	const struct noise_bits bits = { draw, &dice };
	long *seen = calloc(2 * SPREAD + 1, sizeof *seen);
	long n = draws();
	double p;

	assert_non_null(seen);
	for (long i = 0; i < n; i++) {
		int64_t x = noise_laplace(&bits, num, den);

		if (x >= -SPREAD && x <= SPREAD)
			seen[x + SPREAD]++;
	}
	p = fit(seen, n, ratio);
	free(seen);
	return p;
}

static void the_noise_has_the_distribution_that_it_says(void **state)
{
	/* epsilon / sensitivity: 1/4, 1/2, 1. */
	const uint64_t num[] = { 512, 1024, 2048 };

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		double ratio = (double)num[i] / 2048;
		double p = drawn(num[i], 2048, ratio);

		printf("%ld draws, epsilon %.2f: chi-squared p = %.3f\n", draws(), 2 * ratio, p);
		assert_true(p > 0.001);
	}
}

/* The test can fail: a little more noise than is said, by two in a hundred. */
static void a_distribution_that_is_a_little_off_is_seen(void **state)
{
	(void)state;
	assert_true(drawn(1024, 2048, 0.51) < 1e-6);
}

static void a_number_below_is_as_likely_as_every_other(void **state)
{
	struct dice dice = { 7 };
	const struct noise_bits bits = { draw, &dice };
	double chi = 0;
	int seen[7] = { 0 };

	(void)state;
	for (int i = 0; i < 70000; i++)
		seen[noise_below(&bits, 7)]++;
	for (int i = 0; i < 7; i++)
		chi += pow(seen[i] - 10000, 2) / 10000;
	assert_true(gsl_cdf_chisq_Q(chi, 6) > 0.001);
}

static void chances_above_one_in_the_exponent_hold_too(void **state)
{
	struct dice dice = { 9 };
	const struct noise_bits bits = { draw, &dice };
	int yes = 0;

	(void)state;
	for (int i = 0; i < 400000; i++)
		yes += noise_exp(&bits, 5, 2);
	/* exp(-2.5) = 0.082085; five standard deviations are 0.0022. */
	assert_true(fabs(yes / 400000.0 - exp(-2.5)) < 0.0022);
}

static void the_same_bits_make_the_same_noise(void **state)
{
	struct dice a = { 3 };
	struct dice b = { 3 };

	(void)state;
	for (int i = 0; i < 100; i++)
		assert_int_equal(noise_count(&(struct noise_bits){ draw, &a }, 500, 512),
		                 noise_count(&(struct noise_bits){ draw, &b }, 500, 512));
}

static void a_spent_budget_refuses(void **state)
{
	(void)state;
	assert_true(noise_affordable(0, NOISE_YEAR));
	assert_true(noise_affordable(NOISE_YEAR - 512, 512));
	assert_false(noise_affordable(NOISE_YEAR - 511, 512));
	assert_false(noise_affordable(NOISE_YEAR + 1, 0));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_noise_has_the_distribution_that_it_says),
		cmocka_unit_test(a_distribution_that_is_a_little_off_is_seen),
		cmocka_unit_test(a_number_below_is_as_likely_as_every_other),
		cmocka_unit_test(chances_above_one_in_the_exponent_hold_too),
		cmocka_unit_test(the_same_bits_make_the_same_noise),
		cmocka_unit_test(a_spent_budget_refuses),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
