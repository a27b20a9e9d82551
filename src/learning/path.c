#include "learning/path.h"

#include "learning/path_inside.h"
#include "learning/path_sql.h"
#include "measure/rows.h"

#include <math.h>

const char *const path_step_codes[PATH_STEPS] = { "own_words", "consent", "assessment",
	                                              "plan",      "service", "end" };
const char *const path_end_codes[PATH_ENDS] = { "as_planned", "elsewhere", "early", "died" };

/* --- what is asked of one person --- */

static bool is_known(const struct path_person *p, int step)
{
	return p->first[step] != PATH_UNKNOWN;
}

static bool is_unknown(const struct path_person *p, int step)
{
	return p->first[step] == PATH_UNKNOWN;
}

static bool has_reached(const struct path_person *p, int step)
{
	return p->first[step] >= 0;
}

static bool has_not(const struct path_person *p, int step)
{
	return p->first[step] == PATH_NOT;
}

static bool has_left(const struct path_person *p, int step)
{
	(void)step;
	return p->reason != CLOSED_NOT;
}

static bool left_known(const struct path_person *p, int step)
{
	return has_left(p, step) && is_known(p, step);
}

static bool stays(const struct path_person *p, int step)
{
	return !has_left(p, step) && is_known(p, step);
}

/* --- one step --- */

/* Of reached or not by left or still here all four are cells: a small one would come out of the
 * others. */
static struct part left_of(const struct path_people *people, const struct path_chosen *c, int step,
                           double level)
{
	struct told_pairs by_left = path_pairs(people, c, has_not, has_left, step);
	struct told_pairs by_step = path_pairs(people, c, left_known, has_not, step);
	struct told_pairs of_rest = path_pairs(people, c, stays, has_not, step);
	struct part out = part_in(&by_left, level);

	if (out.told == TOLD &&
	    (part_in(&by_step, level).told != TOLD || part_in(&of_rest, level).told != TOLD))
		out = (struct part){ .told = TOLD_NOT };
	return out;
}

int32_t path_rounded(double days)
{
	const double month = 365.25 / 12;
	double unit = days <= 21 ? 1 : days < 2 * month ? 7 : month;

	return (int32_t)lround(round(days / unit) * unit);
}

/* The days on which those came to a step for whom in is true; ascending. */
static size_t days_of(const struct path_people *people, const struct path_chosen *c, int step,
                      bool waiting, double *out)
{
	size_t n = 0;

	for (size_t i = 0; i < people->n; i++) {
		const struct path_person *p = &people->at[i];
		bool in = waiting ? path_waits(c, p) : path_is_in(c, CHOICE_ITSELF, p);

		if (in && has_reached(p, step))
			out[n++] = p->first[step];
	}
	rows_sort(out, n);
	return n;
}

static bool rest_told(const struct told_pairs *p)
{
	for (size_t i = 0; i < p->n; i++)
		if (p->around[i].k != p->own.k && !cell_shown(p->around[i].k - p->own.k))
			return false;
	return true;
}

static struct path_when when_of(const struct path_people *people, const struct path_chosen *c,
                                int step, double *room)
{
	size_t n = days_of(people, c, step, false, room);

	if (!mean_shown((uint32_t)n))
		return (struct path_when){ .shown = false };
	return (struct path_when){ true, path_rounded(stats_quantile(room, n, 0.25)),
		                       path_rounded(stats_quantile(room, n, 0.5)),
		                       path_rounded(stats_quantile(room, n, 0.75)) };
}

static void step_of(const struct path_people *people, const struct path_chosen *c, int step,
                    double *room, struct path_step_figures *out)
{
	double level = c->r->params.level;
	struct told_pairs reached = path_pairs(people, c, is_known, has_reached, step);
	uint32_t unknown = path_pairs(people, c, is_unknown, is_unknown, step).own.n;

	*out = (struct path_step_figures){ .reached = { .told = TOLD_NOT } };
	if (unknown && !cell_shown(unknown))
		return;
	out->unknown = unknown;
	out->reached = part_in(&reached, level);
	if (rest_told(&reached))
		out->when = when_of(people, c, step, room);
	/* Of how many they are would tell how few have come. */
	if (step != STEP_END && out->reached.told == TOLD)
		out->left = left_of(people, c, step, level);
}

/* --- where they stood --- */

static enum path_end end_of(uint8_t reason)
{
	static const enum path_end ends[OUTCOMES_REASONS] = {
		[CLOSED_NOT] = PATH_ENDS,
		[CLOSED_PLAN_COMPLETED] = END_AS_PLANNED,
		[CLOSED_MOVED] = END_GOES_ON_ELSEWHERE,
		[CLOSED_HER_WISH] = END_EARLY,
		[CLOSED_TRANSFERRED] = END_GOES_ON_ELSEWHERE,
		[CLOSED_RETURNED] = END_EARLY,
		[CLOSED_LOST] = END_EARLY,
		[CLOSED_DIED] = END_DEATH,
	};

	return ends[reason];
}

/* The step that came last before the end; STOOD when one of them is not known. */
static int stood_at(const struct path_person *p)
{
	int last = STOOD_AT_ARRIVAL;

	for (int s = 0; s < PATH_BEFORE_END; s++) {
		if (is_unknown(p, s))
			return STOOD;
		if (has_reached(p, s) && p->first[s] <= p->first[STEP_END] &&
		    (last == STOOD_AT_ARRIVAL || p->first[s] >= p->first[last]))
			last = s;
	}
	return last;
}

static struct row_counts stood_in(const struct path_people *people, const struct path_chosen *c,
                                  enum path_choice i, enum path_end end)
{
	struct row_counts out = { { 0 } };

	for (size_t k = 0; k < people->n; k++) {
		const struct path_person *p = &people->at[k];
		int at;

		if (!path_is_in(c, i, p) || end_of(p->reason) != end)
			continue;
		at = stood_at(p);
		if (at < STOOD)
			out.n[at]++;
	}
	return out;
}

static uint32_t ended_so(const struct path_people *people, const struct path_chosen *c,
                         uint8_t reason)
{
	uint32_t n = 0;

	for (size_t k = 0; k < people->n; k++)
		n += path_is_in(c, CHOICE_ITSELF, &people->at[k]) && people->at[k].reason == reason;
	return n;
}

/* The cells of an end add up to its reasons: what the table of reasons leaves out must not come out
 * of them. */
static bool reasons_stay_hidden(const struct path_people *people, const struct path_chosen *c,
                                enum path_end end)
{
	uint32_t hidden = 0;
	size_t blanks = 0;

	for (uint8_t r = CLOSED_NOT + 1; r < OUTCOMES_REASONS; r++)
		if (end_of(r) == end && !c->r->closed.reasons.shown[r]) {
			hidden += ended_so(people, c, r);
			blanks++;
		}
	return hidden == 0 || (blanks > 1 && cell_shown(hidden));
}

static void stood_of(const struct path_people *people, const struct path_chosen *c,
                     struct path_report *out)
{
	for (int e = 0; e < PATH_ENDS; e++) {
		struct row_counts own = stood_in(people, c, CHOICE_ITSELF, (enum path_end)e);
		struct row_counts around[CHOICES];

		for (size_t i = 1; i < c->n; i++)
			around[i - 1] = stood_in(people, c, (enum path_choice)i, (enum path_end)e);
		out->stood[e] = row_of(&own, STOOD, around, c->n - 1);
		if (!out->stood[e].total_shown || !reasons_stay_hidden(people, c, (enum path_end)e))
			out->stood[e] = (struct row_cells){ .total = 0 };
		for (size_t k = 0; k < STOOD; k++)
			out->stood_told |= out->stood[e].shown[k];
	}
}

/* --- few people --- */

/* P8: a choice that leaves one or two people points at them, with dots as with figures. */
static bool may_dot(const struct path_people *people, const struct path_chosen *c)
{
	uint32_t n = 0;

	for (size_t i = 0; i < people->n; i++)
		n += path_waits(c, &people->at[i]);
	return n != 0 && (c->r->filter.type == OUTCOMES_ALL_TYPES || cell_shown(n));
}

static void dots_of(struct arena *a, const struct path_people *people, const struct path_chosen *c,
                    struct path_report *out)
{
	if (!may_dot(people, c))
		return;
	for (int s = 0; s < PATH_STEPS; s++) {
		double *days = NEW_N(a, double, people->n + 1);
		size_t n = days_of(people, c, s, true, days);

		for (size_t i = 0; i < n; i++)
			days[i] = path_rounded(days[i]);
		out->dots[s] = (struct path_dots){ days, n };
		out->dotted |= n > 0;
	}
}

/* --- the report --- */

void path_view(struct arena *a, const struct report_set *set, const struct path_people *people,
               const struct report_filter *f, struct path_report *out)
{
	double *room = NEW_N(a, double, people->n + 1);
	struct path_chosen c;

	*out = (struct path_report){ .stood_told = false };
	report_view(a, set, f, &out->outcomes);
	c = path_chosen(&out->outcomes);
	dots_of(a, people, &c, out);
	if (out->outcomes.people == 0)
		return;
	for (int s = 0; s < PATH_STEPS; s++)
		step_of(people, &c, s, room, &out->step[s]);
	stood_of(people, &c, out);
}

enum err path_figures(struct ctx *c, const struct report_filter *f, int64_t folded,
                      struct path_report *out)
{
	struct report_set set;
	struct path_people people;

	TRY(report_open(c, f, folded, &set));
	TRY(path_gather(c, &set, &people));
	path_view(c->arena, &set, &people, f, out);
	return OK;
}

const struct module path_module = {
	.name = "path",
	.routes = &path_routes,
	.queries = path_queries,
};
