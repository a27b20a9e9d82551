#include "learning/review_count.h"

#include "measure/disclose.h"
#include "measure/dist.h"

#include <math.h>

static const double LEVEL = 0.95;

/* --- two readers --- */

/* Pairs of a group of items; of[i]: the record of pair i. */
struct paired {
	double *x;
	double *y;
	size_t *of;
	size_t n;
	size_t apart;
	size_t records;
};

static bool is_level(int level)
{
	return level >= 0;
}

static void pair(struct paired *p, size_t record, int first, int second)
{
	if (is_level(first) != is_level(second))
		p->apart++;
	if (!is_level(first) || !is_level(second))
		return;
	p->x[p->n] = first;
	p->y[p->n] = second;
	p->of[p->n++] = record;
}

/* Of the scale that an item lies in. */
struct range {
	int lowest;
	int highest;
	int best;
};

static struct range range_of(const struct instrument *m, size_t item)
{
	struct range r = { 0, 1, 1 };

	for (size_t s = 0; s < m->scales_n; s++) {
		const struct score_scale *one = &m->scales[s];
		for (size_t i = 0; i < one->n; i++)
			if (one->items[i] == item) {
				bool high = one->higher_is_better != one->reversed[i];
				r = (struct range){ one->lowest, one->highest, high ? one->highest : one->lowest };
			}
	}
	return r;
}

static struct kappa_scale steps_of(struct range r)
{
	return (struct kappa_scale){ r.lowest, r.highest - r.lowest + 1, KAPPA_LINEAR };
}

static bool same_range(struct range a, struct range b)
{
	return a.lowest == b.lowest && a.highest == b.highest;
}

/* Of one item, or (items_n) of all that have the range of the first one. */
static struct paired pairs_of(struct arena *a, const struct instrument *m,
                              const struct review_levels *at, size_t n, size_t item)
{
	size_t room = n * m->items_n + 1;
	struct paired p = { .x = NEW_N(a, double, room),
		                .y = NEW_N(a, double, room),
		                .of = NEW_N(a, size_t, room) };

	for (size_t r = 0; r < n; r++) {
		if (!at[r].second)
			continue;
		p.records++;
		for (size_t i = 0; i < m->items_n; i++)
			if (i == item || (item == m->items_n && same_range(range_of(m, i), range_of(m, 0))))
				pair(&p, r, at[r].first[i], at[r].second[i]);
	}
	return p;
}

static struct review_agreement agreement_of(const struct paired *p, const struct kappa_scale *scale)
{
	struct review_agreement g = { .records = p->records, .pairs = p->n, .apart = p->apart };

	g.kappa = agreement_kappa(&(struct pairs){ p->x, p->y, p->n, 0 }, scale, LEVEL);
	g.shown = g.pairs >= REVIEW_PAIRS && g.records >= REVIEW_TWICE && g.kappa.why == UNSAID_NOTHING;
	return g;
}

/* Kappa without the pairs of one record; NAN when it cannot be said. */
static double kappa_without(struct arena *a, const struct paired *p, size_t record,
                            const struct kappa_scale *scale)
{
	struct pairs rest = { NULL, NULL, 0, 0 };
	double *x = NEW_N(a, double, p->n + 1);
	double *y = NEW_N(a, double, p->n + 1);

	for (size_t i = 0; i < p->n; i++)
		if (p->of[i] != record) {
			x[rest.n] = p->x[i];
			y[rest.n++] = p->y[i];
		}
	rest.x = x;
	rest.y = y;
	return agreement_kappa(&rest, scale, LEVEL).kappa;
}

/* The interval by leaving out one record at a time; *k records have a pair. */
static void jackknife(struct arena *a, const struct paired *p, const struct kappa_scale *scale,
                      struct kappa *k)
{
	struct moments m = { 0 };
	double half;

	for (size_t i = 0; i < p->n; i++)
		if (i == 0 || p->of[i] != p->of[i - 1])
			moments_add(&m, kappa_without(a, p, p->of[i], scale));
	if (m.n < 2 || isnan(m.mean)) {
		k->why = UNSAID_NO_SPREAD;
		return;
	}
	k->se = sqrt(((double)m.n - 1) / (double)m.n * m.m2);
	half = dist_t_quantile(stats_upper(LEVEL), (double)m.n - 1) * k->se;
	k->ci = (struct interval){ fmax(-1.0, k->kappa - half), fmin(1.0, k->kappa + half) };
}

static struct review_agreement of_all(struct arena *a, const struct instrument *m,
                                      const struct review_levels *at, size_t n)
{
	const struct kappa_scale scale = steps_of(range_of(m, 0));
	struct paired p = pairs_of(a, m, at, n, m->items_n);
	struct review_agreement g = agreement_of(&p, &scale);

	if (!g.shown)
		return g;
	jackknife(a, &p, &scale, &g.kappa);
	g.shown = g.kappa.why == UNSAID_NOTHING;
	return g;
}

/* --- first readers --- */

static struct review_item item_of(struct arena *a, const struct instrument *m,
                                  const struct review_levels *at, size_t n, size_t item)
{
	const struct range range = range_of(m, item);
	const struct kappa_scale steps = steps_of(range);
	struct paired p = pairs_of(a, m, at, n, item);
	struct review_item out = { .two = agreement_of(&p, &steps) };

	for (size_t r = 0; r < n; r++) {
		int level = at[r].first[item];
		out.not_applicable += level == SCORE_NOT_APPLICABLE;
		out.of += is_level(level);
		out.met += level == range.best;
	}
	out.shown = share_shown(out.met, out.of);
	return out;
}

static void add_scales(const struct score *s, struct moments *sums)
{
	for (size_t i = 0; i < s->n; i++)
		if (s->domains[i].state == SCORE_MEAN)
			moments_add(&sums[i], s->domains[i].mean);
}

enum err review_count(struct arena *a, const struct instrument *m, const struct review_levels *at,
                      size_t n, struct review_totals *out)
{
	struct moments sums[SCORE_SCALES] = { { 0 } };

	*out = (struct review_totals){ .records = n };
	for (size_t r = 0; r < n; r++) {
		struct score s;
		TRY(score_count(m, at[r].first, true, &s));
		add_scales(&s, sums);
	}
	for (size_t i = 0; i < m->items_n; i++)
		out->items[i] = item_of(a, m, at, n, i);
	for (size_t s = 0; s < m->scales_n; s++)
		out->scales[s] = (struct review_scale){ .of = (uint32_t)sums[s].n,
			                                    .mean = sums[s].mean,
			                                    .shown = mean_shown((uint32_t)sums[s].n) };
	out->all = of_all(a, m, at, n);
	return OK;
}
