/* Too few people for a figure: each is a dot, and a page that shows dots says to look at the
 * people. */
#include "learning/report_inside.h"

#include "measure/disclose.h"

#include <stdlib.h>

struct dotted {
	struct arena *arena;
	struct report_dots *baseline;
	struct report_dots *latest;
};

static void dot(struct arena *a, struct report_dots *dots, size_t domain, int64_t hundredths)
{
	enum { ROOM = DISCLOSE_MEAN * OUTCOMES_DOMAINS };

	if (!dots->at)
		dots->at = NEW_N(a, struct chart_dot, ROOM);
	if (dots->n < ROOM)
		dots->at[dots->n++] = (struct chart_dot){ domain, (double)hundredths / 100 };
}

enum err report_alone(const struct report_set *set, const struct outcomes_episode *e,
                      enum outcomes_wave_name wave, struct outcomes_wave *out)
{
	struct outcomes_episode alone = *e;
	struct outcomes_input in = { &alone, 1, set->in.scores, set->in.n_scores };
	struct outcomes_params p = set->params;
	struct outcomes_cell cells[OUTCOMES_GROUPS];
	struct outcomes_aside aside;

	alone.types = 0;
	p.types = 0;
	p.years = 1;
	p.first_year = e->entry_year;
	p.ordinal = e->ordinal;
	TRY(outcomes_run(&in, &p, cells, &aside));
	*out = cells[e->group].wave[wave];
	return OK;
}

/* The baseline of one person is found by the same pass as everybody's. */
static enum err dot_baseline(const struct report_set *set, const struct outcomes_episode *e,
                             const struct dotted *to)
{
	struct outcomes_wave w;

	TRY(report_alone(set, e, WAVE_BASELINE, &w));
	for (size_t d = 0; d < OUTCOMES_DOMAINS; d++)
		if (w.domains.n[d] == 1)
			dot(to->arena, to->baseline, d, w.domains.sum[d]);
	return OK;
}

static void dot_latest(const struct report_set *set, const struct outcomes_episode *e,
                       const struct dotted *to)
{
	const struct outcomes_score *last = e->count ? &set->in.scores[e->first + e->count - 1] : NULL;

	if (!last || last->rubric != e->group)
		return;
	for (size_t d = 0; d < OUTCOMES_DOMAINS; d++)
		if (last->domain[d] >= 0)
			dot(to->arena, to->latest, d, last->domain[d]);
}

static bool waits(const struct report_spans *spans, int year)
{
	for (size_t i = 0; i < spans->n; i++)
		if (!spans->at[i].full && spans->at[i].chosen && year >= spans->at[i].first &&
		    year <= spans->at[i].last)
			return true;
	return false;
}

static int by_domain_and_height(const void *a, const void *b)
{
	const struct chart_dot *x = a;
	const struct chart_dot *y = b;

	if (x->x != y->x)
		return x->x < y->x ? -1 : 1;
	return x->y < y->y ? -1 : x->y > y->y;
}

static void sort_dots(struct report_dots *dots)
{
	if (dots->n)
		qsort(dots->at, dots->n, sizeof *dots->at, by_domain_and_height);
}

void report_dots_of_few(struct arena *a, const struct report_set *set, struct outcomes_report *out)
{
	const struct report_filter *f = &out->filter;
	const struct dotted to = { a, &out->dots_baseline, &out->dots_latest };
	size_t people = 0;

	for (size_t i = 0; i < set->in.n_episodes; i++) {
		const struct outcomes_episode *e = &set->in.episodes[i];

		if (e->group != f->group || e->ordinal != set->params.ordinal ||
		    e->entry > set->params.as_of ||
		    (f->type != OUTCOMES_ALL_TYPES && (e->types >> f->type & 1) == 0) ||
		    !waits(&out->spans, e->entry_year))
			continue;
		/* The pass has taken this episode before. */
		if (dot_baseline(set, e, &to) == OK)
			dot_latest(set, e, &to);
		people++;
	}
	/* P8: a choice that leaves one or two people points at them, with dots as with figures. */
	if (f->type != OUTCOMES_ALL_TYPES && people < DISCLOSE_CELL)
		out->dots_baseline.n = out->dots_latest.n = 0;
	sort_dots(&out->dots_baseline);
	sort_dots(&out->dots_latest);
}
