/*
 * P8, proved by trying: invented houses release tables, one after the other, by the rules of
 * measure/; an attacker keeps them all and says how many people each "under 11" stands for. She
 * solves for the hidden cells within a table (every sum that its rounding allows, with its
 * likelihood) and compares the releases of a row with each other; how such houses are made up she
 * has learnt from others. She is compared with a guess that only knows how often small rows are 0,
 * 1, ... 10. KINTSUGI_RELEASES=3000: the long form.
 */
#include "base/random.h"
#include "base/str.h"
#include "measure/table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum {
	SHORT = 400,
	ROWS = 9,
	STEPS = 4,
	SMALL = RELEASE_SMALL,
	/* What a row can be to the attacker: 0 to 29 people, or more. */
	STATES = 31,
	SPAN = 512,
	POINTS = 3,
	LEARNT = 5, /* times as many releases as are attacked */
};

/* How tables are made: exact but for small rows; by the rules, but each without the ones before; by
 * the rules. */
enum way { EXACT, ALONE, BY_THE_RULES };

/* --- houses --- */

struct world {
	size_t rows;
	size_t tables; /* that left the house */
	struct table table[STEPS];
	struct table_row row[STEPS][ROWS];
};

static uint32_t rows_of(struct dice *d, uint32_t weight[ROWS])
{
	uint32_t n = 3 + dice_below(d, ROWS - 2);

	for (uint32_t i = 0; i < n; i++) {
		uint32_t w = 1 + dice_below(d, 20);

		weight[i] = w * w;
	}
	return n;
}

static void arrive(struct dice *d, uint32_t people, const uint32_t *weight, uint32_t rows,
                   uint32_t *count)
{
	uint32_t all = 0;

	for (uint32_t i = 0; i < rows; i++)
		all += weight[i];
	while (people--) {
		uint32_t at = dice_below(d, all);
		uint32_t row = 0;

		for (; at >= weight[row]; row++)
			at -= weight[row];
		count[row]++;
	}
}

static void leave(struct dice *d, uint32_t rows, uint32_t *count)
{
	for (uint32_t i = 0; i < rows; i++)
		for (uint32_t k = count[i]; k > 0; k--)
			count[i] -= dice_below(d, 100) < 3;
}

/* As tables were made before there were rules: small rows hidden, all else exact. */
static void print_naively(struct table *t)
{
	t->printed_people = (struct printed){ PRINTED_EXACT, t->people, t->people, t->people };
	for (size_t i = 0; i < t->n; i++)
		t->rows[i].printed = t->rows[i].people < SMALL
		                         ? release_count(t->rows[i].people, t->people)
		                         : (struct printed){ PRINTED_EXACT, t->rows[i].people,
			                                         t->rows[i].people, t->rows[i].people };
}

static bool release(struct world *w, const uint32_t *count, int step, enum way way)
{
	struct table *t = &w->table[w->tables];
	struct told before[STEPS];
	struct narrowed why = { .found = false };

	*t = (struct table){ .rows = w->row[w->tables], .n = w->rows, .day = 90 * step };
	for (size_t i = 0; i < w->rows; i++) {
		t->rows[i] = (struct table_row){ .atoms = 1ULL << i, .people = count[i] };
		t->people += count[i];
	}
	for (size_t i = 0; i < w->tables; i++)
		before[i] = table_told(&w->table[i]);
	if (way == EXACT)
		print_naively(t);
	else
		assert_int_equal(table_print(t, before, way == ALONE ? 0 : w->tables, &why), OK);
	w->tables += !why.found;
	return !why.found;
}

/* Returns how many releases were asked for. */
static int live(struct dice *d, enum way way, struct world *w)
{
	static const uint32_t sizes[] = { 60, 150, 400, 1000 };
	uint32_t weight[ROWS];
	uint32_t count[ROWS] = { 0 };
	int steps = 1 + (int)dice_below(d, STEPS);
	bool some_leave = dice_below(d, 3) == 0;
	uint32_t rows = rows_of(d, weight);

	*w = (struct world){ .rows = rows };
	arrive(d, sizes[dice_below(d, 4)], weight, rows, count);
	for (int s = 0; s < steps; s++) {
		if (s && some_leave)
			leave(d, rows, count);
		if (s)
			arrive(d, RELEASE_CHANGED + dice_below(d, 50), weight, rows, count);
		(void)release(w, count, s, way);
	}
	return steps;
}

/* --- the attacker --- */

struct learnt {
	double first[STATES];         /* how often a row begins so */
	double next[STATES][STATES];  /* and goes on so */
	double hidden[RELEASE_AGAIN]; /* how often one that is not told is that small */
	double small[SMALL];          /* and one that is "under 11" in truth */
};

static int state_of(const struct table_row *r)
{
	return r->people < STATES - 1 ? (int)r->people : STATES - 1;
}

static void learn(struct learnt *l, const struct world *w)
{
	for (size_t i = 0; i < w->rows; i++)
		for (size_t t = 0; t < w->tables; t++) {
			int now = state_of(&w->row[t][i]);

			if (t == 0)
				l->first[now]++;
			else
				l->next[state_of(&w->row[t - 1][i])][now]++;
			if (now < SMALL)
				l->small[now]++;
			if (w->row[t][i].printed.as == PRINTED_UNDER)
				l->hidden[now]++;
		}
}

/* sum += a number of lo..hi, each with its weight (NULL: all alike). */
static void convolve(double *sum, const double *weight, uint32_t lo, uint32_t hi)
{
	double out[SPAN] = { 0 };

	for (uint32_t x = lo; x <= hi; x++)
		for (uint32_t s = 0; s + x - lo < SPAN; s++)
			out[s + x - lo] += sum[s] * (weight ? weight[x] : 1);
	memcpy(sum, out, sizeof out);
}

/* How likely what is printed of a table is for each number that a hidden row may be. */
static void within(const struct learnt *l, const struct table *t, size_t row, double out[STATES])
{
	double sum[SPAN] = { 1 };
	uint32_t least = 0; /* of all other rows */

	for (size_t i = 0; i < t->n; i++) {
		const struct printed *p = &t->rows[i].printed;

		if (i == row)
			continue;
		convolve(sum, p->as == PRINTED_UNDER ? l->hidden : NULL, p->lo, p->hi);
		least += p->lo;
	}
	for (uint32_t x = 0; x < STATES; x++) {
		out[x] = t->printed_people.as == PRINTED_NOT;
		for (uint32_t s = 0; s < SPAN && t->printed_people.as != PRINTED_NOT; s++)
			if (least + s + x >= t->printed_people.lo && least + s + x <= t->printed_people.hi)
				out[x] += sum[s];
	}
}

/* What a table says of each state of a row. */
static void emission(const struct learnt *l, const struct world *w, size_t t, size_t row,
                     double out[STATES])
{
	const struct printed *p = &w->row[t][row].printed;

	within(l, &w->table[t], row, out);
	for (uint32_t x = 0; x < STATES; x++)
		if (x < p->lo || x > p->hi)
			out[x] = x == STATES - 1 && p->hi >= x;
}

/* The likeliest number in a hidden row of table `at`, from all tables before and after it. */
static int attack(const struct learnt *l, const struct world *w, size_t at, size_t row)
{
	double ahead[STATES];
	double behind[STATES];
	double e[STATES];
	double seen[STATES];
	int best = 0;

	emission(l, w, 0, row, e);
	for (int s = 0; s < STATES; s++)
		ahead[s] = l->first[s] * e[s];
	for (size_t t = 1; t <= at; t++) {
		emission(l, w, t, row, e);
		memset(seen, 0, sizeof seen);
		for (int s = 0; s < STATES; s++)
			for (int r = 0; r < STATES; r++)
				seen[s] += ahead[r] * l->next[r][s] * e[s];
		memcpy(ahead, seen, sizeof ahead);
	}
	for (int s = 0; s < STATES; s++)
		behind[s] = 1;
	for (size_t t = w->tables - 1; t > at; t--) {
		emission(l, w, t, row, e);
		memset(seen, 0, sizeof seen);
		for (int r = 0; r < STATES; r++)
			for (int s = 0; s < STATES; s++)
				seen[r] += l->next[r][s] * e[s] * behind[s];
		memcpy(behind, seen, sizeof behind);
	}
	for (int s = 1; s < SMALL; s++)
		if (ahead[s] * behind[s] > ahead[best] * behind[best])
			best = s;
	return best;
}

static void normal(double *p, size_t n)
{
	double sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += p[i] += 0.01;
	for (size_t i = 0; i < n; i++)
		p[i] /= sum;
}

static void learn_from(struct dice *d, enum way way, int releases, struct learnt *l)
{
	struct world *w = malloc(sizeof *w);

	assert_non_null(w);
	*l = (struct learnt){ .first = { 0 } };
	for (int n = 0; n < releases;) {
		n += live(d, way, w);
		if (w->tables)
			learn(l, w);
	}
	normal(l->first, STATES);
	normal(l->small, SMALL);
	normal(l->hidden, RELEASE_AGAIN);
	for (int s = 0; s < STATES; s++)
		normal(l->next[s], STATES);
	free(w);
}

struct score {
	int releases;
	int published;
	int whole; /* with their total */
	int cells; /* hidden */
	int hits;
	int guesses; /* that hit */
};

static void judge(const struct learnt *l, const struct world *w, struct score *s)
{
	uint32_t usual = 0;

	for (uint32_t x = 1; x < SMALL; x++)
		if (l->small[x] > l->small[usual])
			usual = x;
	for (size_t t = 0; t < w->tables; t++) {
		s->whole += w->table[t].printed_people.as != PRINTED_NOT;
		for (size_t i = 0; i < w->rows; i++) {
			if (w->row[t][i].people >= SMALL)
				continue;
			s->cells++;
			s->hits += (uint32_t)attack(l, w, t, i) == w->row[t][i].people;
			s->guesses += usual == w->row[t][i].people;
		}
	}
	s->published += (int)w->tables;
}

static int releases(void)
{
	int64_t wanted;

	return str_int(str_z(getenv("KINTSUGI_RELEASES")), &wanted) ? (int)wanted : SHORT;
}

/* In points of a hundred. */
static double gain(enum way way)
{
	static const char *const words[] = { "exact", "each alone", "by the rules" };
	struct dice d = { 20261122 };
	struct world *w = malloc(sizeof *w);
	struct score s = { 0 };
	struct learnt l;
	double points;

	assert_non_null(w);
	learn_from(&d, way, LEARNT * releases(), &l);
	while (s.releases < releases()) {
		s.releases += live(&d, way, w);
		if (w->tables)
			judge(&l, w, &s);
	}
	assert_true(s.cells > 100);
	points = 100.0 * (s.hits - s.guesses) / s.cells;
	printf(
		"%s: %d releases asked for, %d made, %d with their total; of %d hidden rows the attacker "
		"knew %.1f %%, a guess %.1f %%: %+.1f points\n",
		words[way], s.releases, s.published, s.whole, s.cells, 100.0 * s.hits / s.cells,
		100.0 * s.guesses / s.cells, points);
	free(w);
	return points;
}

static void an_attacker_learns_next_to_nothing(void **state)
{
	double alone = gain(ALONE);
	double rules;

	(void)state;
	rules = gain(BY_THE_RULES);
	assert_true(rules <= POINTS);
	/* To remember what was told before is worth something. */
	assert_true(rules < alone);
}

/* The attacker is one: where only small rows are hidden she finds many. */
static void the_same_attacker_breaks_tables_that_are_exact(void **state)
{
	(void)state;
	assert_true(gain(EXACT) > 4 * POINTS);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_attacker_learns_next_to_nothing),
		cmocka_unit_test(the_same_attacker_breaks_tables_that_are_exact),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
