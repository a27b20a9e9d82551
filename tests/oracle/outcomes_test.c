/* measure/ against golden values that R worked out (tests/oracle). */
#include "measure/dist.h"
#include "measure/outcomes.h"
#include "oracle.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NUMBERS_MAX = 200, SCORES_MAX = 4000, EPISODES_MAX = 400 };

/* The numbers of one line, read and compared from left to right. */
struct numbers {
	double x[NUMBERS_MAX];
	size_t n;
	size_t at;
};

static void read_numbers(const char *text, struct numbers *out)
{
	char *end;

	out->n = 0;
	out->at = 0;
	for (double x = strtod(text, &end); end != text; x = strtod(text, &end)) {
		assert_true(out->n < NUMBERS_MAX);
		out->x[out->n++] = x;
		text = end;
	}
}

static double next(struct numbers *from)
{
	assert_true(from->at < from->n);
	return from->x[from->at++];
}

static void expect(struct numbers *want, double got, double tolerance, const char *line)
{
	double x = next(want);
	double scale = fabs(x) > 1.0 ? fabs(x) : 1.0;

	if (isnan(x) ? isnan(got) : fabs(got - x) <= tolerance * scale)
		return;
	fail_msg("value %zu is %.15g, R says %.15g, in: %.60s", want->at, got, x, line);
}

static void expect_interval(struct numbers *want, struct interval got, double tolerance,
                            const char *line)
{
	expect(want, got.lo, tolerance, line);
	expect(want, got.hi, tolerance, line);
}

static void expect_sample(const struct numbers *x, struct numbers *want, const char *line)
{
	static const double at[] = { 0, 0.1, 0.25, 0.5, 0.9, 1 };
	double mean = stats_mean(x->x, x->n);
	double variance = stats_variance(x->x, x->n);
	double sorted[NUMBERS_MAX];

	expect(want, mean, 1e-8, line);
	expect(want, variance, 1e-8, line);
	expect_interval(want, stats_t_interval(mean, variance, x->n, 0.95), 1e-8, line);
	for (size_t i = 0; i < x->n; i++) {
		size_t j = i;

		for (; j > 0 && sorted[j - 1] > x->x[i]; j--)
			sorted[j] = sorted[j - 1];
		sorted[j] = x->x[i];
	}
	for (size_t i = 0; i < sizeof at / sizeof at[0]; i++)
		expect(want, stats_quantile(sorted, x->n, at[i]), 1e-8, line);
}

static void expect_stats_line(char *line)
{
	char *args = strchr(line, '\t');
	char *results = args ? strchr(args + 1, '\t') : NULL;
	struct numbers a;
	struct numbers want;

	assert_non_null(results);
	*args++ = '\0';
	*results++ = '\0';
	read_numbers(args, &a);
	read_numbers(results, &want);
	if (strcmp(line, "normal") == 0)
		expect(&want, dist_normal_quantile(a.x[0]), 1e-8, args);
	else if (strcmp(line, "t") == 0)
		expect(&want, dist_t_quantile(a.x[0], a.x[1]), 1e-8, args);
	else if (strcmp(line, "f") == 0)
		expect(&want, dist_f_quantile(a.x[0], a.x[1], a.x[2]), 1e-8, args);
	else if (strcmp(line, "normal_two_sided") == 0)
		expect(&want, log(dist_normal_two_sided(a.x[0])), 1e-8, args);
	else if (strcmp(line, "t_two_sided") == 0)
		expect(&want, log(dist_t_two_sided(a.x[0], a.x[1])), 1e-8, args);
	else if (strcmp(line, "chi_squared_above") == 0)
		expect(&want, log(dist_chi_squared_above(a.x[0], a.x[1])), 1e-8, args);
	else if (strcmp(line, "f_above") == 0)
		expect(&want, log(dist_f_above(a.x[0], a.x[1], a.x[2])), 1e-8, args);
	else if (strcmp(line, "wilson") == 0)
		expect_interval(&want, stats_wilson((uint64_t)a.x[0], (uint64_t)a.x[1], a.x[2]), 1e-8,
		                args);
	else if (strcmp(line, "sample") == 0)
		expect_sample(&a, &want, args);
	else
		fail_msg("no such line: %s", line);
	assert_int_equal(want.at, want.n);
}

static void quantiles_intervals_and_moments_agree_with_r(void **state)
{
	FILE *f = oracle_golden("stats.tsv");
	char line[8000];
	size_t lines = 0;

	(void)state;
	for (; fgets(line, sizeof line, f); lines++)
		expect_stats_line(line);
	(void)fclose(f);
	assert_int_equal(lines, 653);
}

/* The invented programme. */
struct programme {
	struct outcomes_params params;
	struct outcomes_episode episodes[EPISODES_MAX];
	struct outcomes_score scores[SCORES_MAX];
	struct outcomes_input in;
};

static void read_settings(struct numbers *x, struct programme *p)
{
	int32_t as_of = (int32_t)next(x);
	int first_year = (int)next(x);
	int years = (int)next(x);
	int types = (int)next(x);

	p->params = outcomes_defaults(as_of, first_year, years, types);
	p->params.period_from = (int32_t)next(x);
	p->params.period_to = (int32_t)next(x);
}

static void read_episode(struct numbers *x, struct outcomes_episode *e)
{
	e->entry = (int32_t)next(x);
	e->closed = (int32_t)next(x);
	e->types = (uint32_t)next(x);
	e->first = (uint32_t)next(x);
	e->ordinal = (uint32_t)next(x);
	e->entry_year = (int16_t)next(x);
	e->count = (uint16_t)next(x);
	e->group = (uint8_t)next(x);
	e->reason = (uint8_t)next(x);
	e->followup = (uint8_t)next(x);
	e->consent = (uint8_t)next(x);
	e->reopened = (uint8_t)next(x);
}

static void read_score(struct numbers *x, struct outcomes_score *s)
{
	s->day = (int16_t)next(x);
	for (size_t d = 0; d < OUTCOMES_DOMAINS; d++)
		s->domain[d] = (int16_t)next(x);
	s->stable = (uint8_t)next(x);
	s->all_six = (uint8_t)next(x);
	s->planned = (uint8_t)next(x);
	s->setting = (uint8_t)next(x);
	s->rubric = (uint8_t)next(x);
	s->own_words = (uint8_t)next(x);
}

static void read_programme(struct programme *p)
{
	FILE *f = oracle_golden("outcomes_input.txt");
	struct numbers x;
	char line[1000];

	p->in = (struct outcomes_input){ .episodes = p->episodes, .scores = p->scores };
	while (fgets(line, sizeof line, f)) {
		assert_true(p->in.n_episodes < EPISODES_MAX && p->in.n_scores < SCORES_MAX);
		read_numbers(strchr(line, ' '), &x);
		if (line[1] == 'e')
			read_settings(&x, p);
		else if (line[0] == 'e')
			read_episode(&x, &p->episodes[p->in.n_episodes++]);
		else
			read_score(&x, &p->scores[p->in.n_scores++]);
		assert_int_equal(x.at, x.n);
	}
	(void)fclose(f);
}

static void expect_counts(struct numbers *want, const uint32_t *got, size_t n, const char *line)
{
	for (size_t i = 0; i < n; i++)
		expect(want, got[i], 0, line);
}

static void expect_wave(struct numbers *want, const struct outcomes_wave *w, const char *line)
{
	const uint32_t counts[] = { w->seen,  w->due,  w->missing, w->early,
		                        w->unfit, w->left, w->switched };
	struct outcomes_wave_figures f = outcomes_wave_figures(w, 0.95);

	expect_counts(want, counts, sizeof counts / sizeof counts[0], line);
	expect_counts(want, w->setting, OUTCOMES_SETTINGS, line);
	expect_counts(want, w->all_six, OUTCOMES_VERDICTS, line);
	expect_interval(want, f.complete.ci, 1e-8, line);
	expect_interval(want, f.all_six.ci, 1e-8, line);
	for (size_t d = 0; d < OUTCOMES_DOMAINS; d++) {
		expect(want, f.domain[d].n, 0, line);
		expect(want, f.domain[d].mean, 1e-8, line);
		expect_interval(want, f.domain[d].ci, 1e-8, line);
		expect(want, f.domain[d].stable.k, 0, line);
		expect_interval(want, f.domain[d].stable.ci, 1e-8, line);
		expect(want, w->domains.insufficient[d], 0, line);
		expect(want, w->domains.not_applicable[d], 0, line);
	}
}

static void expect_ends(struct numbers *want, const struct outcomes_cell *c, const char *line)
{
	const struct outcomes_sustained *s = &c->sustained;
	const uint32_t head[] = { c->episodes, c->consented, c->reopened };
	const uint32_t parts[] = { s->of,        s->sustained,  s->not_sustained, s->cannot_say,
		                       s->not_found, s->not_wished, s->not_tried,     s->died,
		                       s->waiting,   s->switched };
	struct outcomes_closed_figures closed = outcomes_closed_figures(c, 0.95);
	struct outcomes_sustained_figures sustained = outcomes_sustained_figures(s, 0.95);

	expect_counts(want, head, 3, line);
	for (size_t r = 0; r < OUTCOMES_REASONS; r++) {
		expect(want, c->closed[r].n, 0, line);
		expect_counts(want, c->closed[r].verdict, OUTCOMES_VERDICTS, line);
		expect(want, c->closed[r].unassessed, 0, line);
	}
	expect_counts(want, parts, sizeof parts / sizeof parts[0], line);
	expect_interval(want, closed.stable.ci, 1e-8, line);
	expect_interval(want, closed.possible, 1e-8, line);
	expect_interval(want, sustained.seen_and_sustained.ci, 1e-8, line);
	expect_interval(want, sustained.possible, 1e-8, line);
}

static void expect_outcomes_line(char *line, const struct programme *p, struct outcomes_cell *cells,
                                 const struct outcomes_aside *aside)
{
	struct numbers want;
	struct outcomes_cell *c;
	int type;
	int year;
	int group;
	size_t wave;

	read_numbers(strchr(line, ' '), &want);
	type = (int)next(&want);
	year = (int)next(&want);
	group = (int)next(&want);
	wave = (size_t)next(&want);
	c = outcomes_at(cells, &p->params, type, year, (enum outcomes_group)group);
	if (line[0] == 'w') {
		expect_wave(&want, &c->wave[wave], line);
	} else if (line[0] == 'e') {
		expect_ends(&want, c, line);
	} else {
		expect(&want, aside->outside, 0, line);
		expect(&want, aside->other_ordinal, 0, line);
	}
	assert_int_equal(want.at, want.n);
}

static void the_invented_programme_is_counted_as_r_counts_it(void **state)
{
	static struct programme p;
	struct outcomes_cell *cells;
	struct outcomes_aside aside;
	FILE *f = oracle_golden("outcomes.txt");
	char line[8000];
	size_t lines = 0;

	(void)state;
	read_programme(&p);
	cells = calloc(outcomes_cells(&p.params), sizeof *cells);
	assert_non_null(cells);
	assert_int_equal(outcomes_run(&p.in, &p.params, cells, &aside), OK);
	for (; fgets(line, sizeof line, f); lines++)
		expect_outcomes_line(line, &p, cells, &aside);
	(void)fclose(f);
	free(cells);
	assert_int_equal(lines, 3 * 2 * 4 * (7 + 1) + 1);
}

static void the_verdict_on_all_six_is_the_one_r_gives(void **state)
{
	static struct programme p;
	size_t yes = 0;

	(void)state;
	read_programme(&p);
	for (size_t i = 0; i < p.in.n_scores; i++) {
		assert_int_equal(outcomes_all_six(&p.scores[i], 4), p.scores[i].all_six);
		yes += p.scores[i].all_six == VERDICT_YES;
	}
	assert_true(yes > 100 && yes < p.in.n_scores);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(quantiles_intervals_and_moments_agree_with_r),
		cmocka_unit_test(the_invented_programme_is_counted_as_r_counts_it),
		cmocka_unit_test(the_verdict_on_all_six_is_the_one_r_gives),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
