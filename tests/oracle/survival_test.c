/* measure/survival and measure/survival_compare against R (survival, cmprsk), and on published
 * examples. */
#include "measure/survival.h"
#include "measure/survival_compare.h"
#include "oracle.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <string.h>

enum { MOST = 500, SOME = 20 };

/* One data set, and what was worked out last. */
struct set {
	struct oracle *o;
	const char *name;
	struct survival_one by_exit[MOST];
	struct survival_one by_entry[MOST];
	struct survival_data data;
	struct survival_step steps[MOST];
	struct survival_point curve[MOST];
	size_t n;
};

static void read_set(struct oracle *o, const char *name, struct set *s)
{
	struct column entry = oracle_column_or_none(o, name, "entry");
	struct column exit = oracle_column(o, name, "exit");
	struct column end = oracle_column(o, name, "end");
	struct column group = oracle_column(o, name, "group");

	s->o = o;
	s->name = name;
	assert_true(exit.n <= MOST && end.n == exit.n && group.n == exit.n);
	for (size_t i = 0; i < exit.n; i++)
		s->by_exit[i] = (struct survival_one){ entry.n ? entry.x[i] : -1.0, exit.x[i],
			                                   (uint16_t)end.x[i], (uint16_t)group.x[i] };
	s->data = (struct survival_data){ s->by_exit, s->by_entry, exit.n };
	assert_int_equal(survival_sort(&s->data), OK);
}

static void is(struct set *s, const char *what, const char *part, double got)
{
	char name[80];

	(void)snprintf(name, sizeof name, "%s_%s", what, part);
	oracle_is(s->o, s->name, name, got, EXACT);
}

/* R's round goes to even, as rint does. */
static bool is_compared(size_t i, size_t n)
{
	double by = n > SOME ? (double)(n - 1) / (SOME - 1) : 1.0;
	double at = rint((double)i / by);

	for (double k = at - 1.0; k <= at + 1.0; k += 1.0)
		if (k >= 0.0 && (size_t)rint(1.0 + k * by) == i + 1)
			return true;
	return false;
}

static void curve_is(struct set *s, const char *what, bool with_risk)
{
	for (size_t i = 0; i < s->n; i++) {
		const struct survival_point *p = &s->curve[i];
		char at[60];

		if (!is_compared(i, s->n))
			continue;
		(void)snprintf(at, sizeof at, "%s_%g", what, p->time);
		is(s, at, "p", p->p);
		is(s, at, "var", p->variance);
		is(s, at, "lo", p->ci.lo);
		is(s, at, "hi", p->ci.hi);
		if (with_risk)
			is(s, at, "risk", s->steps[i].at_risk);
	}
}

static void kaplan_meier_is(struct set *s, int group, const char *what)
{
	struct survival_median half;

	s->n = survival_steps(&s->data, group, s->steps);
	survival_kaplan_meier(s->steps, s->n, 1, 0.95, s->curve);
	curve_is(s, what, true);
	half = survival_median(s->curve, s->n);
	is(s, what, "median", half.time);
	is(s, what, "median_lo", half.ci.lo);
	is(s, what, "median_hi", half.ci.hi);
}

static void incidence_is(struct set *s, int group, unsigned end, const char *what)
{
	s->n = survival_steps(&s->data, group, s->steps);
	survival_incidence(s->steps, s->n, end, 0.95, s->curve);
	curve_is(s, what, false);
}

static size_t groups_of(const struct set *s)
{
	bool there[SURVIVAL_GROUPS] = { false };
	size_t n = 0;

	for (size_t i = 0; i < s->data.n; i++)
		there[s->by_exit[i].group] = true;
	for (size_t g = 0; g < SURVIVAL_GROUPS; g++)
		n += there[g];
	return n;
}

static void tests_are(struct set *s)
{
	struct survival_difference rank = survival_log_rank(&s->data, 1);
	struct survival_difference gray = survival_gray(&s->data, 1);
	bool late = oracle_column_or_none(s->o, s->name, "entry").n > 0;

	for (int g = 0; !late && !isnan(rank.p) && g < (int)groups_of(s); g++) {
		char part[20];

		(void)snprintf(part, sizeof part, "expected_%d", g);
		is(s, "logrank", part, rank.expected[g]);
	}
	is(s, "logrank", "chi", rank.chi_squared);
	is(s, "logrank", "p", rank.p);
	is(s, "gray", "chi", gray.chi_squared);
	is(s, "gray", "p", gray.p);
}

static void curves_and_tests_agree_with_r(void **state)
{
	struct oracle *o = oracle_open("survival");
	static struct set s;
	size_t i = 0;

	(void)state;
	for (; oracle_set(o, i); i++) {
		read_set(o, oracle_set(o, i), &s);
		kaplan_meier_is(&s, SURVIVAL_ALL_GROUPS, "km");
		incidence_is(&s, SURVIVAL_ALL_GROUPS, 1, "cif1");
		incidence_is(&s, SURVIVAL_ALL_GROUPS, 2, "cif2");
		if (groups_of(&s) > 1) {
			kaplan_meier_is(&s, 1, "km_of_1");
			incidence_is(&s, 1, 1, "cif1_of_1");
		}
		tests_are(&s);
	}
	assert_true(i >= 15);
	oracle_close(o);
}

/* --- published examples; the data sets say where they are from --- */

static void near(double got, double published, double half_a_digit)
{
	if (!(fabs(got - published) <= half_a_digit))
		fail_msg("%.6g, published is %.6g", got, published);
}

/* Kleinbaum and Klein 2005, Survival Analysis, chapter 2: log-rank 16.79, expected 19.25. Klein and
 * Moeschberger 1997, chapter 4: 0.753 after 10 weeks, standard error 0.096; medians 23 and 8. */
static void remission_lasts_longer_with_the_medicine(struct oracle *o, struct set *s)
{
	read_set(o, "freireich", s);
	near(survival_log_rank(&s->data, 1).chi_squared, 16.79, 0.005);
	near(survival_log_rank(&s->data, 1).expected[1], 19.25, 0.005);
	s->n = survival_steps(&s->data, 1, s->steps);
	survival_kaplan_meier(s->steps, s->n, 1, 0.95, s->curve);
	near(survival_median(s->curve, s->n).time, 23, 0);
	near(survival_at(s->curve, s->n, 10)->p, 0.753, 0.0005);
	near(sqrt(survival_at(s->curve, s->n, 10)->variance), 0.096, 0.0005);
	s->n = survival_steps(&s->data, 0, s->steps);
	survival_kaplan_meier(s->steps, s->n, 1, 0.95, s->curve);
	near(survival_median(s->curve, s->n).time, 8, 0);
}

/* Klein and Moeschberger 1997, chapter 7: survival free of disease, chi-squared 13.80 with two
 * degrees of freedom, p 0.001. */
static void the_three_groups_of_marrow_differ(struct oracle *o, struct set *s)
{
	struct survival_difference d;

	read_set(o, "marrow", s);
	for (size_t i = 0; i < s->data.n; i++)
		s->by_exit[i].end = s->by_exit[i].end > 0;
	assert_int_equal(survival_sort(&s->data), OK);
	d = survival_log_rank(&s->data, 1);
	near(d.chi_squared, 13.80, 0.005);
	near(d.df, 2, 0);
	near(d.p, 0.001, 0.0005);
}

static void published_examples_come_out(void **state)
{
	struct oracle *o = oracle_open("survival");
	static struct set s;

	(void)state;
	remission_lasts_longer_with_the_medicine(o, &s);
	the_three_groups_of_marrow_differ(o, &s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(curves_and_tests_agree_with_r),
		cmocka_unit_test(published_examples_come_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
