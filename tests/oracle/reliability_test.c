/* measure/reliability, correlate and groups against R, and against what has been published. */
#include "measure/correlate.h"
#include "measure/groups.h"
#include "measure/reliability.h"
#include "oracle.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

enum { MEMORY = 4 << 20, ITEMS_MAX = 20 };

/* One of the numbered values of a set: "loading3". */
static void numbered_is(struct oracle *o, const char *set, const char *name, size_t j, double got,
                        double tolerance)
{
	char what[40];

	(void)snprintf(what, sizeof what, "%s%zu", name, j + 1);
	oracle_is(o, set, what, got, tolerance);
}

static void alpha_is(struct oracle *o, const char *set, struct arena *a, const struct table *items)
{
	struct alpha f = reliability_alpha(a, items, 0.95);

	oracle_is(o, set, "n", (double)f.n, 0);
	oracle_is(o, set, "missing", (double)f.missing, 0);
	oracle_is(o, set, "total_mean", f.mean, EXACT);
	oracle_is(o, set, "total_sd", f.sd, EXACT);
	oracle_is(o, set, "alpha", f.alpha, EXACT);
	oracle_is(o, set, "alpha_lo", f.ci.lo, EXACT);
	oracle_is(o, set, "alpha_hi", f.ci.hi, EXACT);
	oracle_is(o, set, "standardised", f.standardised, EXACT);
	oracle_is(o, set, "sem", f.sem, EXACT);
	assert_int_equal(isnan(f.alpha), f.why != UNSAID_NOTHING);
}

static void items_are(struct oracle *o, const char *set, struct arena *a, const struct table *items)
{
	struct item_figures f[ITEMS_MAX];

	reliability_items(a, items, f);
	for (size_t j = 0; j < items->columns; j++) {
		numbered_is(o, set, "mean", j, f[j].mean, EXACT);
		numbered_is(o, set, "sd", j, f[j].sd, EXACT);
		numbered_is(o, set, "rest", j, f[j].rest, EXACT);
		numbered_is(o, set, "dropped", j, f[j].dropped, EXACT);
	}
}

static void omega_is(struct oracle *o, const char *set, struct arena *a, const struct table *items)
{
	double loadings[ITEMS_MAX];
	struct omega f = reliability_omega(a, items, loadings);

	oracle_is(o, set, "omega", f.omega, ITERATIVE);
	for (size_t j = 0; j < items->columns; j++)
		numbered_is(o, set, "loading", j, loadings[j], ITERATIVE);
	assert_int_equal(isnan(f.omega), f.why != UNSAID_NOTHING);
}

static void correlations_are(struct oracle *o, const char *set, struct arena *a,
                             const struct pairs *p)
{
	struct correlation r = correlate_pearson(p, 0.95);
	struct correlation rho = correlate_spearman(a, p, 0.95);

	oracle_is(o, set, "r", r.r, EXACT);
	oracle_is(o, set, "r_lo", r.ci.lo, EXACT);
	oracle_is(o, set, "r_hi", r.ci.hi, EXACT);
	oracle_is(o, set, "r_p", r.p, EXACT);
	oracle_is(o, set, "rho", rho.r, EXACT);
	oracle_is(o, set, "rho_lo", rho.ci.lo, EXACT);
	oracle_is(o, set, "rho_hi", rho.ci.hi, EXACT);
	oracle_is(o, set, "rho_p", rho.p, EXACT);
	assert_int_equal(isnan(r.r), r.why != UNSAID_NOTHING);
}

static void groups_are(struct oracle *o, const char *set, struct column x, struct column y)
{
	struct groups g = groups_compare(x.x, x.n, y.x, y.n, 0.95);

	oracle_is(o, set, "difference", g.difference, EXACT);
	oracle_is(o, set, "welch_t", g.t, EXACT);
	oracle_is(o, set, "welch_df", g.df, EXACT);
	oracle_is(o, set, "welch_p", g.p, EXACT);
	oracle_is(o, set, "welch_lo", g.ci.lo, EXACT);
	oracle_is(o, set, "welch_hi", g.ci.hi, EXACT);
	oracle_is(o, set, "d", g.effect.d, EXACT);
	oracle_is(o, set, "d_lo", g.effect.ci.lo, EXACT);
	oracle_is(o, set, "d_hi", g.effect.ci.hi, EXACT);
	oracle_is(o, set, "g", g.effect.g, EXACT);
	assert_int_equal(g.n[0] + g.missing[0], x.n);
	assert_int_equal(isnan(g.t), g.why != UNSAID_NOTHING);
}

static void set_is(struct oracle *o, const char *set, struct arena *a)
{
	struct table all = oracle_table(o, a, set, "i");
	struct table items = table_complete(a, &all);
	struct column first = oracle_column(o, set, "i1");
	struct column second = oracle_column(o, set, "i2");
	struct pairs p = pairs_complete(a, first.x, second.x, first.n);

	assert_true(items.columns <= ITEMS_MAX);
	alpha_is(o, set, a, &items);
	items_are(o, set, a, &items);
	omega_is(o, set, a, &items);
	correlations_are(o, set, a, &p);
	groups_are(o, set, first, second);
}

static void every_data_set_gives_what_r_gives(void **state)
{
	(void)state;
	oracle_each("reliability", set_is);
}

/* The manual of psych (Revelle), alpha: raw 0.84, standardised 0.84 for these thirty departments,
 * and 0.86 without the sixth question. */
static void the_attitude_survey_is_found_again(void **state)
{
	struct oracle *o = oracle_open("reliability");
	struct arena *a = arena_new(MEMORY);
	struct table items = oracle_table(o, a, "attitude", "i");
	struct alpha f = reliability_alpha(a, &items, 0.95);
	struct item_figures item[ITEMS_MAX];

	(void)state;
	reliability_items(a, &items, item);
	published_is(f.alpha, 0.84, 0.005);
	published_is(f.standardised, 0.84, 0.005);
	published_is(item[5].dropped, 0.86, 0.005);
	arena_free(a);
	oracle_free(o);
}

/* The manual of R, t.test(extra ~ group, data = sleep). */
static void welch_on_students_patients_is_found_again(void **state)
{
	static const double first[] = { 0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0 };
	static const double second[] = { 1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4 };
	struct groups g = groups_compare(first, 10, second, 10, 0.95);

	(void)state;
	published_is(g.t, 1.8608, 0.00005);
	published_is(g.df, 17.776, 0.0005);
	published_is(g.p, 0.07939, 0.000005);
	published_is(g.ci.lo, -0.2054832, 0.00000005);
	published_is(g.ci.hi, 3.3654832, 0.00000005);
}

static void reasons_are_the_right_ones(void **state)
{
	static const double same[] = { 2, 2, 2, 2 };
	static const double unlike[] = { 1, 2, 3, 4 };
	struct arena *a = arena_new(MEMORY);
	struct pairs flat = pairs_complete(a, same, unlike, 4);
	struct pairs few = pairs_complete(a, unlike, unlike, 2);
	struct table one_item = { .x = unlike, .rows = 4, .columns = 1 };

	(void)state;
	assert_int_equal(correlate_pearson(&flat, 0.95).why, UNSAID_NO_SPREAD);
	assert_int_equal(correlate_pearson(&few, 0.95).why, UNSAID_TOO_FEW);
	assert_int_equal(reliability_alpha(a, &one_item, 0.95).why, UNSAID_TOO_FEW);
	assert_int_equal(reliability_omega(a, &one_item, NULL).why, UNSAID_TOO_FEW);
	assert_int_equal(groups_compare(same, 4, same, 4, 0.95).why, UNSAID_NO_SPREAD);
	assert_int_equal(groups_compare(same, 1, unlike, 4, 0.95).why, UNSAID_TOO_FEW);
	assert_int_equal(groups_compare(same, 0, unlike, 0, 0.95).effect.why, UNSAID_TOO_FEW);
	assert_true(isnan(reliability_sem(1, -0.1)) && isnan(reliability_sem(1, 1.1)));
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_data_set_gives_what_r_gives),
		cmocka_unit_test(the_attitude_survey_is_found_again),
		cmocka_unit_test(welch_on_students_patients_is_found_again),
		cmocka_unit_test(reasons_are_the_right_ones),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
