#include "learning/report.h"

#include "access/inbox.h"
#include "learning/report_inside.h"
#include "learning/report_sql.h"
#include "learning/sound.h"

const char *const report_domain_codes[OUTCOMES_DOMAINS] = { "safety", "legal",  "mental",
	                                                        "work",   "social", "physical" };
const char *const report_domain_words[OUTCOMES_DOMAINS] = {
	T("Safety"),         T("Legal protection"),   T("Mental wellbeing"), T("Work and education"),
	T("Social support"), T("Physical wellbeing"),
};
const char *const report_domain_short[OUTCOMES_DOMAINS] = {
	TC("short", "Safety"), TC("short", "Legal"),   TC("short", "Mental"),
	TC("short", "Work"),   TC("short", "Support"), TC("short", "Physical"),
};
const char *const report_wave_codes[OUTCOMES_WAVES] = { "baseline", "6_months", "1_year", "2_years",
	                                                    "3_years",  "closure",  "after" };
const char *const report_wave_words[OUTCOMES_WAVES] = {
	T("At arrival"), T("6 months"),   T("1 year"),        T("2 years"),
	T("3 years"),    T("At closure"), T("After closure"),
};
const char *const report_group_codes[OUTCOMES_GROUPS] = { "0_5", "6_11", "12_17", "adult" };
const char *const report_group_words[OUTCOMES_GROUPS] = { T("Children, 0 to 5"),
	                                                      T("Children, 6 to 11"),
	                                                      T("Children, 12 to 17"), T("Adults") };
const char *const report_reason_codes[OUTCOMES_REASONS] = {
	NULL, "plan_completed", "moved", "own_wish", "transferred", "returned", "lost", "died",
};

/* --- the pass --- */

static struct outcomes_params params_of(const struct ctx *c, const struct report_filter *f,
                                        const struct report_set *set)
{
	int years = set->in.last_year - set->in.first_year + 1;
	int32_t today = c->today.n;
	int32_t as_of = day_known(f->to) && f->to.n < today ? f->to.n : today;
	int types = set->types.n < OUTCOMES_TYPES_MAX ? (int)set->types.n : OUTCOMES_TYPES_MAX;
	struct outcomes_params p = outcomes_defaults(as_of, set->in.first_year, years, types);

	if (day_known(f->from))
		p.period_from = f->from.n;
	if (day_known(f->to))
		p.period_to = f->to.n;
	p.ordinal = f->walk ? f->walk : 1;
	return p;
}

enum err report_run(struct ctx *c, const struct report_filter *f, struct report_set *out)
{
	struct str path = arena_fmt(c->arena, "%s/core/casework-types.csv", c->house->packs);
	struct outcomes_input in;
	size_t n;

	*out = (struct report_set){ .cells = NULL };
	TRY(list_load(c->arena, path.p, str_z(lang_code(c->lang)), &out->types));
	TRY(report_gather(c, f, &out->types, &out->in));
	out->params = params_of(c, f, out);
	if (out->in.n_episodes == 0)
		return OK;
	if (f->by != REPORT_BY_TYPE) {
		report_regroup(c, f, out);
		out->params = params_of(c, f, out);
	}
	n = outcomes_cells(&out->params);
	out->cells = NEW_N(c->arena, struct outcomes_cell, n + 1);
	in = (struct outcomes_input){ out->in.episodes, out->in.n_episodes, out->in.scores,
		                          out->in.n_scores };
	return outcomes_run(&in, &out->params, out->cells, &out->aside);
}

/* --- years joined --- */

static bool overlaps(const struct report_filter *f, int first, int last)
{
	return (f->from_year == 0 || last >= f->from_year) && (f->to_year == 0 || first <= f->to_year);
}

static void spans_of(struct arena *a, const struct report_set *set, const struct report_filter *f,
                     struct report_spans *out)
{
	const struct outcomes_params *p = &set->params;
	size_t years = (size_t)p->years;
	uint32_t *n = NEW_N(a, uint32_t, years);
	struct year_span *joined = NEW_N(a, struct year_span, years);
	struct report_span *spans = NEW_N(a, struct report_span, years);
	/* Groups side by side are of the same years. */
	int type = f->by == REPORT_BY_TYPE ? f->type : OUTCOMES_ALL_TYPES;

	for (int y = 0; y < p->years; y++)
		n[y] = outcomes_at(set->cells, p, type, y, f->group)->episodes;
	out->n = pool_years(n, years, joined);
	for (size_t i = 0; i < out->n; i++) {
		int first = p->first_year + (int)joined[i].first;
		int last = p->first_year + (int)joined[i].last;

		spans[i] = (struct report_span){ first, last, joined[i].mean, overlaps(f, first, last) };
	}
	out->at = spans;
}

struct outcomes_cell *report_pooled(struct arena *a, const struct report_set *set,
                                    const struct report_spans *spans, int type,
                                    enum outcomes_group group, bool all)
{
	struct outcomes_cell *sum = NEW(a, struct outcomes_cell);

	for (size_t i = 0; i < spans->n; i++)
		for (int y = spans->at[i].first;
		     spans->at[i].full && (all || spans->at[i].chosen) && y <= spans->at[i].last; y++)
			outcomes_pool(sum, outcomes_at(set->cells, &set->params, type,
			                               y - set->params.first_year, group));
	return sum;
}

/* --- a view --- */

/* Enough people for at least one mean. */
static bool wave_told(const struct report_wave *w)
{
	for (size_t d = 0; d < OUTCOMES_DOMAINS; d++)
		if (w->domain[d].has_mean)
			return true;
	return false;
}

struct report_waves report_waves_told(struct arena *a, const struct report_wave *waves)
{
	struct report_wave *told = NEW_N(a, struct report_wave, OUTCOMES_WAVES);
	size_t n = 0;

	for (size_t w = 0; w < OUTCOMES_WAVES; w++)
		if (wave_told(&waves[w]))
			told[n++] = waves[w];
	return (struct report_waves){ told, n };
}

static void figures(struct arena *a, const struct report_set *set, struct outcomes_report *out)
{
	const struct report_filter *f = &out->filter;
	const struct outcomes_cell *cell = report_pooled(a, set, &out->spans, f->type, f->group, false);
	struct report_around around = {
		.at = { report_pooled(a, set, &out->spans, f->type, f->group, true) }, .n = 1
	};
	struct report_wave *waves = NEW_N(a, struct report_wave, OUTCOMES_WAVES);

	if (f->type != OUTCOMES_ALL_TYPES)
		around.at[around.n++] =
			report_pooled(a, set, &out->spans, OUTCOMES_ALL_TYPES, f->group, false);
	for (size_t i = 0; i < around.n; i++)
		out->nearly_all |= around.at[i]->episodes != cell->episodes &&
		                   !cell_shown(around.at[i]->episodes - cell->episodes);
	if (out->nearly_all || cell->episodes == 0)
		return;
	report_figures_of(cell, &around, set->params.level, waves, out);
	out->waves = report_waves_told(a, waves);
}

void report_view(struct arena *a, const struct report_set *set, const struct report_filter *f,
                 struct outcomes_report *out)
{
	*out = (struct outcomes_report){ .params = set->params,
		                             .filter = *f,
		                             .types = set->types,
		                             .first_year = set->in.first_year,
		                             .last_year = set->in.last_year,
		                             .unplaced = set->in.unplaced,
		                             .folded = set->folded,
		                             .waiting = set->waiting };
	if (!set->cells)
		return;
	if (f->by != REPORT_BY_TYPE)
		out->filter.type = OUTCOMES_ALL_TYPES;
	spans_of(a, set, f, &out->spans);
	figures(a, set, out);
	if (f->by == REPORT_BY_TYPE)
		report_dots_of_few(a, set, out);
	else
		report_beside(a, set, out);
}

/* --- from the inbox to the page --- */

enum err report_fold(struct ctx *c, int64_t *folded)
{
	return inbox_fold(c, folded);
}

enum err report_opened(struct ctx *c, int64_t folded, int64_t *waiting)
{
	if (!actor_holds(c->actor, HOLDER_MEASURE, NULL))
		return ERR_DENIED;
	if (folded)
		TRY(audit(c, VERB_FOLDED, NULL, REASON_CARE, (struct str){ NULL, 0 }));
	TRY(audit(c, VERB_REPORTED, NULL, REASON_CARE, (struct str){ NULL, 0 }));
	return inbox_waiting(c, waiting);
}

enum err report_open(struct ctx *c, const struct report_filter *f, int64_t folded,
                     struct report_set *set)
{
	int64_t waiting;

	TRY(report_opened(c, folded, &waiting));
	TRY(report_run(c, f, set));
	set->folded = folded;
	set->waiting = waiting;
	return OK;
}

enum err report_figures(struct ctx *c, const struct report_filter *f, int64_t folded,
                        struct outcomes_report *out)
{
	struct report_set set;

	TRY(report_open(c, f, folded, &set));
	report_view(c->arena, &set, f, out);
	return sound_validated(c, &set, f->group, &out->validated);
}

enum err report_fold_and_open(struct ctx *c, const struct report_filter *f, struct report_set *set)
{
	int64_t folded;

	TRY(report_fold(c, &folded));
	read_end(c->read);
	c->read = read_begin(c->house->records, c->arena);
	if (!c->read)
		return ERR_STORE;
	return report_open(c, f, folded, set);
}

enum err report_outcomes(struct ctx *c, const struct report_filter *f, struct outcomes_report *out)
{
	struct report_set set;

	TRY(report_fold_and_open(c, f, &set));
	report_view(c->arena, &set, f, out);
	return OK;
}

const struct module report_module = {
	.name = "report",
	.routes = &report_routes,
	.queries = report_queries,
};
