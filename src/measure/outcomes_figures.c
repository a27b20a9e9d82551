/* From the counters of measure/outcomes to figures with intervals; and adding cells up. */
#include "measure/outcomes.h"

#include <math.h>

static void pool_sums(struct outcomes_sums *restrict into,
                      const struct outcomes_sums *restrict from)
{
	for (size_t i = 0; i < OUTCOMES_LANES; i++)
		into->sum[i] += from->sum[i];
	for (size_t i = 0; i < OUTCOMES_LANES; i++)
		into->squares[i] += from->squares[i];
	for (size_t i = 0; i < OUTCOMES_LANES; i++)
		into->n[i] += from->n[i];
	for (size_t i = 0; i < OUTCOMES_LANES; i++)
		into->stable[i] += from->stable[i];
	for (size_t i = 0; i < OUTCOMES_LANES; i++)
		into->insufficient[i] += from->insufficient[i];
	for (size_t i = 0; i < OUTCOMES_LANES; i++)
		into->not_applicable[i] += from->not_applicable[i];
}

static void pool_counts(uint32_t *into, const uint32_t *from, size_t n)
{
	for (size_t i = 0; i < n; i++)
		into[i] += from[i];
}

static void pool_wave(struct outcomes_wave *into, const struct outcomes_wave *from)
{
	into->seen += from->seen;
	into->due += from->due;
	into->missing += from->missing;
	into->early += from->early;
	into->unfit += from->unfit;
	into->left += from->left;
	into->switched += from->switched;
	pool_counts(into->setting, from->setting, OUTCOMES_SETTINGS);
	pool_counts(into->all_six, from->all_six, OUTCOMES_VERDICTS);
	pool_sums(&into->domains, &from->domains);
}

static void pool_closed(struct outcomes_closed *into, const struct outcomes_closed *from)
{
	into->n += from->n;
	into->unassessed += from->unassessed;
	pool_counts(into->verdict, from->verdict, OUTCOMES_VERDICTS);
}

static void pool_sustained(struct outcomes_sustained *into, const struct outcomes_sustained *from)
{
	into->of += from->of;
	into->sustained += from->sustained;
	into->not_sustained += from->not_sustained;
	into->cannot_say += from->cannot_say;
	into->not_found += from->not_found;
	into->not_wished += from->not_wished;
	into->not_tried += from->not_tried;
	into->died += from->died;
	into->waiting += from->waiting;
	into->switched += from->switched;
}

void outcomes_pool(struct outcomes_cell *into, const struct outcomes_cell *from)
{
	into->episodes += from->episodes;
	into->consented += from->consented;
	into->reopened += from->reopened;
	into->harmed += from->harmed;
	for (size_t w = 0; w < OUTCOMES_WAVES; w++)
		pool_wave(&into->wave[w], &from->wave[w]);
	for (size_t r = 0; r < OUTCOMES_REASONS; r++)
		pool_closed(&into->closed[r], &from->closed[r]);
	pool_sustained(&into->sustained, &from->sustained);
}

/*
 * n * squares - sum * sum in whole numbers, free of cancellation. Both products may wrap; their
 * difference is at most (n * OUTCOMES_VALUE_MAX / 2) squared, below 2^63 for OUTCOMES_EPISODES_MAX,
 * and so comes out exact.
 */
static double domain_variance(const struct outcomes_sums *s, size_t d)
{
	uint64_t n = s->n[d];
	uint64_t sum = (uint64_t)s->sum[d];
	uint64_t spread = n * (uint64_t)s->squares[d] - sum * sum;

	return n < 2 ? (double)NAN : (double)spread / ((double)n * (double)(n - 1)) / 1e4;
}

static struct outcomes_domain_figures domain_figures(const struct outcomes_sums *s, size_t d,
                                                     double level)
{
	struct outcomes_domain_figures f = { .n = s->n[d], .mean = (double)NAN };

	if (s->n[d] > 0)
		f.mean = (double)s->sum[d] / (double)s->n[d] / 100.0;
	f.ci = stats_t_interval(f.mean, domain_variance(s, d), s->n[d], level);
	f.stable = stats_share(s->stable[d], s->n[d], level);
	return f;
}

/* The shares if all, or none, of the unknown were no. */
static struct interval possible(uint32_t yes, uint32_t unknown, uint32_t n)
{
	if (n == 0)
		return (struct interval){ (double)NAN, (double)NAN };
	return (struct interval){ yes / (double)n, (yes + unknown) / (double)n };
}

struct outcomes_wave_figures outcomes_wave_figures(const struct outcomes_wave *w, double level)
{
	uint32_t yes = w->all_six[VERDICT_YES];
	uint32_t comparable = w->seen - w->switched;
	struct outcomes_wave_figures f;

	f.complete = stats_share(w->due - w->missing, w->due, level);
	for (size_t d = 0; d < OUTCOMES_DOMAINS; d++)
		f.domain[d] = domain_figures(&w->domains, d, level);
	f.all_six = stats_share(yes, comparable, level);
	f.all_six_possible = possible(yes, w->all_six[VERDICT_CANNOT_SAY], comparable);
	return f;
}

struct outcomes_closed_figures outcomes_closed_figures(const struct outcomes_cell *c, double level)
{
	struct outcomes_closed_figures f = { .all = { 0 } };
	uint32_t yes;

	for (size_t r = 0; r < OUTCOMES_REASONS; r++) {
		f.reason[r] = c->closed[r].n;
		pool_closed(&f.all, &c->closed[r]);
	}
	yes = f.all.verdict[VERDICT_YES];
	f.stable = stats_share(yes, f.all.n, level);
	f.possible = possible(yes, f.all.verdict[VERDICT_CANNOT_SAY] + f.all.unassessed, f.all.n);
	return f;
}

struct outcomes_sustained_figures outcomes_sustained_figures(const struct outcomes_sustained *s,
                                                             double level)
{
	uint32_t unknown = s->cannot_say + s->not_found + s->not_wished + s->not_tried;

	return (struct outcomes_sustained_figures){
		.seen_and_sustained = stats_share(s->sustained, s->of, level),
		.possible = possible(s->sustained, unknown, s->of),
	};
}
