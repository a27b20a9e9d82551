/* measure/change, effect and wilcoxon against R, and against what has been published. */
#include "measure/change.h"
#include "measure/dist.h"
#include "measure/wilcoxon.h"
#include "oracle.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

enum { MEMORY = 1 << 20 };

static void effect_is(struct oracle *o, const char *set, const char *name, const struct effect *e)
{
	oracle_part_is(o, set, name, "", e->d, EXACT);
	oracle_part_is(o, set, name, "_lo", e->ci.lo, EXACT);
	oracle_part_is(o, set, name, "_hi", e->ci.hi, EXACT);
	oracle_part_is(o, set, name, "_g", e->g, EXACT);
	oracle_part_is(o, set, name, "_g_lo", e->g_ci.lo, EXACT);
	oracle_part_is(o, set, name, "_g_hi", e->g_ci.hi, EXACT);
}

static void change_is(struct oracle *o, const char *set, struct arena *a, const struct pairs *p)
{
	struct change c = change_paired(a, p, 0.95);
	struct effect d_z = change_d_z(&c, 0.95);
	struct effect d_av = change_d_av(&c, 0.95);

	oracle_is(o, set, "n", (double)c.n, 0);
	oracle_is(o, set, "missing", (double)c.missing, 0);
	oracle_is(o, set, "before", c.before, EXACT);
	oracle_is(o, set, "after", c.after, EXACT);
	oracle_is(o, set, "sd_before", c.sd_before, EXACT);
	oracle_is(o, set, "sd_after", c.sd_after, EXACT);
	oracle_is(o, set, "r", c.r, EXACT);
	oracle_is(o, set, "mean", c.mean, EXACT);
	oracle_is(o, set, "sd", c.sd, EXACT);
	oracle_is(o, set, "lo", c.ci.lo, EXACT);
	oracle_is(o, set, "hi", c.ci.hi, EXACT);
	oracle_is(o, set, "t", c.t, EXACT);
	oracle_is(o, set, "p", c.p, EXACT);
	assert_int_equal(isnan(c.t), c.why != UNSAID_NOTHING);
	effect_is(o, set, "d_z", &d_z);
	effect_is(o, set, "d_av", &d_av);
	assert_int_equal(isnan(d_z.d), d_z.why != UNSAID_NOTHING);
	assert_int_equal(isnan(d_av.d), d_av.why != UNSAID_NOTHING);
}

static void ranks_are(struct oracle *o, const char *set, struct arena *a, const struct pairs *p)
{
	struct wilcoxon w = wilcoxon_signed_rank(a, p, 0.95);

	oracle_is(o, set, "v", w.v, 0);
	oracle_is(o, set, "wilcoxon_p", w.p, EXACT);
	oracle_is(o, set, "shift", w.shift, EXACT);
	oracle_is(o, set, "shift_lo", w.ci.lo, EXACT);
	oracle_is(o, set, "shift_hi", w.ci.hi, EXACT);
	oracle_is(o, set, "reached", w.reached, EXACT);
	assert_int_equal(isnan(w.p), w.why != UNSAID_NOTHING);
}

static void reliable_is(struct oracle *o, const char *set, struct column before,
                        struct column after)
{
	static const char *const kinds[] = { "unknown", "worse", "same", "better", "across" };
	struct column rule = oracle_column(o, set, "rule");
	struct reliable_rule r = { rule.x[0], rule.x[1], 0.95, rule.x[2], rule.x[3] > 0.0 };
	size_t counts[RELIABLE_KINDS];

	reliable_count(before.x, after.x, before.n, &r, counts);
	oracle_is(o, set, "reliable_error", reliable_error(&r), EXACT);
	oracle_is(o, set, "reliable_least", reliable_least(&r), EXACT);
	oracle_is(o, set, "index", reliable_index(before.x[0], after.x[0], &r), EXACT);
	for (size_t k = 0; k < RELIABLE_KINDS; k++)
		oracle_is(o, set, kinds[k], (double)counts[k], 0);
}

static void edges_are(struct oracle *o, const char *set, struct column x)
{
	double lowest = INFINITY;
	double highest = -INFINITY;
	struct edges e;

	for (size_t i = 0; i < x.n; i++) {
		lowest = fmin(lowest, x.x[i]);
		highest = fmax(highest, x.x[i]);
	}
	e = change_edges(x.x, x.n, lowest, highest, 0.95);
	oracle_is(o, set, "floor", e.floor.p, EXACT);
	oracle_is(o, set, "ceiling", e.ceiling.p, EXACT);
	oracle_is(o, set, "ceiling_hi", e.ceiling.ci.hi, EXACT);
	assert_int_equal(e.missing + e.floor.n, x.n);
}

static void set_is(struct oracle *o, const char *set, struct arena *a)
{
	struct column before = oracle_column(o, set, "before");
	struct column after = oracle_column(o, set, "after");
	struct pairs p = pairs_complete(a, before.x, after.x, before.n);

	change_is(o, set, a, &p);
	ranks_are(o, set, a, &p);
	reliable_is(o, set, before, after);
	edges_are(o, set, before);
}

static void every_data_set_gives_what_r_gives(void **state)
{
	(void)state;
	oracle_each("change", set_is);
}

/* Cushny and Peebles' patients: Student 1908, p. 21, is 0.9985 sure of the second drug, reading his
 * own table of four digits between the lines. */
static void student_1908_is_found_again(void **state)
{
	static const double before[] = { 0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0 };
	static const double after[] = { 1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4 };
	struct arena *a = arena_new(MEMORY);
	struct pairs p = pairs_complete(a, before, after, 10);
	struct change c = change_paired(a, &p, 0.95);

	(void)state;
	published_is(c.mean, 1.58, 0.005);
	published_is(1.0 - c.p / 2.0, 0.9985, 0.0001);
	arena_free(a);
}

/* Jacobson and Truax 1991, p. 14: from 47.5 to 32.5 with s 7.5 and reliability 0.80 is an index of
 * 3.16 and a standard error of 4.74; the cut between means of 40 and 60 lies at 50 (p. 13). */
static void jacobson_and_truax_1991_is_found_again(void **state)
{
	struct reliable_rule r = { 7.5, 0.80, 0.95, reliable_cut(40, 7.5, 60, 7.5), false };

	(void)state;
	published_is(r.cut, 50, 1e-12);
	published_is(reliable_error(&r), 4.74, 0.005);
	published_is(reliable_index(32.5, 47.5, &r), 3.16, 0.005);
	assert_int_equal(reliable_category(32.5, 47.5, &r), RELIABLE_BETTER);
	assert_int_equal(reliable_category(32.5, 50.0, &r), RELIABLE_ACROSS);
	assert_int_equal(reliable_category(47.5, 32.5, &r), RELIABLE_WORSE);
	assert_int_equal(reliable_category(47.5, 40.0, &r), RELIABLE_SAME);
}

/* The manual of statpsych 2.0.0 (Bonett's own package), ci.stdmean.ps, which subtracts the other
 * way round. */
static void bonett_2008_is_found_again(void **state)
{
	struct effect_pairs p = { 8, 705.6, 602.4, 51.08, 33.17, 0.769 };
	struct effect e = effect_average(&p, 0.95);

	(void)state;
	published_is(e.d, -2.3963, 0.00005);
	published_is(e.g, -2.2185, 0.00006);
	published_is(e.ci.lo, -3.6744, 0.00005);
	published_is(e.ci.hi, -1.1182, 0.00005);
}

static void wilcoxon_counts_the_exact_chances(void **state)
{
	static const double up[] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, -10 };
	double none[10] = { 0 };
	struct arena *a = arena_new(MEMORY);
	struct pairs p = pairs_complete(a, none, up, 10);
	struct wilcoxon w = wilcoxon_signed_rank(a, &p, 0.95);

	(void)state;
	/* 43 of the 1024 ways reach 45 or more, as the partitions of 0 to 10 into unlike parts add up.
	 */
	assert_true(w.exact);
	published_is(w.v, 45, 0);
	published_is(w.p, 2.0 * 43.0 / 1024.0, 1e-15);
	arena_free(a);
}

/* Hollander and Wolfe 1973, p. 29: T+ is 40 of 45, p 0.0195 on one side; here the other way round.
 */
static void hollander_and_wolfe_1973_is_found_again(void **state)
{
	struct oracle *o = oracle_open("change");
	struct arena *a = arena_new(MEMORY);
	struct column before = oracle_column(o, "depression", "before");
	struct column after = oracle_column(o, "depression", "after");
	struct pairs p = pairs_complete(a, before.x, after.x, before.n);
	struct wilcoxon w = wilcoxon_signed_rank(a, &p, 0.95);

	(void)state;
	published_is(w.v, 45 - 40, 0);
	published_is(w.p, 2 * 0.01953, 0.00001);
	arena_free(a);
	oracle_free(o);
}

static void what_cannot_be_is_said(void **state)
{
	struct reliable_rule r = { 1, 1, 0.95, (double)NAN, false };
	struct effect_pairs p = { 8, 1, 2, 1, 1, 0.5 };

	(void)state;
	assert_true(isnan(reliable_error(&r)));
	assert_int_equal(reliable_category(1, 4, &r), RELIABLE_UNKNOWN);
	r.reliability = 0.9;
	assert_int_equal(reliable_category(1, 4, &r), RELIABLE_BETTER);
	assert_int_equal(effect_average(&p, 1.5).why, UNSAID_INPUT);
	assert_int_equal(effect_of_t(1, 3, 8, 0).why, UNSAID_INPUT);
	assert_true(isnan(dist_t_noncentrality(INFINITY, 5, 0.5)));
	assert_true(isnan(dist_hedges(1)));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_data_set_gives_what_r_gives),
		cmocka_unit_test(student_1908_is_found_again),
		cmocka_unit_test(jacobson_and_truax_1991_is_found_again),
		cmocka_unit_test(bonett_2008_is_found_again),
		cmocka_unit_test(wilcoxon_counts_the_exact_chances),
		cmocka_unit_test(hollander_and_wolfe_1973_is_found_again),
		cmocka_unit_test(what_cannot_be_is_said),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
