#include "learning/stability.h"

#include "learning/sound.h"
#include "learning/stability_inside.h"
#include "learning/stability_sql.h"

#include <math.h>

enum { AROUND_MOST = 3, MEMORY = 1 << 30 };

/* --- curves --- */

uint32_t stability_stable_by(const struct stability_people *p, int group, int day)
{
	uint32_t n = 0;

	for (size_t i = 0; i < p->n; i++)
		n += p->at[i].late.end == END_STABLE && p->at[i].late.exit <= day &&
		     (group == SURVIVAL_ALL_GROUPS || p->at[i].late.group == group);
	return n;
}

enum err stability_data(struct arena *a, const struct stability_people *p, bool early,
                        struct stability_curve *out)
{
	*out = (struct stability_curve){ .data = { NEW_N(a, struct survival_one, p->n + 1),
		                                       NEW_N(a, struct survival_one, p->n + 1), p->n },
		                             .steps = NEW_N(a, struct survival_step, p->n + 1),
		                             .curve = NEW_N(a, struct survival_point, p->n + 1) };
	survival_bound(p->at, p->n, END_STABLE, early, out->data.by_exit);
	return survival_sort(&out->data);
}

struct stability_share stability_on(const struct stability_curve *c, int day)
{
	const struct survival_point *p = survival_at(c->curve, c->n, day);

	return p ? (struct stability_share){ true, p->p, p->ci }
	         : (struct stability_share){ true, 0, { (double)NAN, (double)NAN } };
}

static void incidence(struct stability_curve *c, unsigned end, double level)
{
	c->n = survival_steps(&c->data, SURVIVAL_ALL_GROUPS, c->steps);
	survival_incidence(c->steps, c->n, end, level, c->curve);
}

/* --- who stands around a choice --- */

/* Larger choices that contain this one: a figure of each, less one of this, would tell of those
 * between. */
struct around {
	struct stability_people at[AROUND_MOST];
	size_t n;
};

static void around_of(struct arena *a, const struct report_set *set,
                      const struct stability_filter *f, struct around *out)
{
	struct stability_filter larger = *f;

	out->n = 0;
	if (f->type != OUTCOMES_ALL_TYPES) {
		larger.type = OUTCOMES_ALL_TYPES;
		stability_gather(a, set, &larger, &out->at[out->n++]);
	}
	larger = *f;
	if (f->since) {
		larger.since = f->since - 1;
		stability_gather(a, set, &larger, &out->at[out->n++]);
		larger.since = 0;
		stability_gather(a, set, &larger, &out->at[out->n++]);
	}
}

static bool is_nearly_all(const struct stability_people *p, const struct around *around)
{
	for (size_t i = 0; i < around->n; i++)
		if (around->at[i].n != p->n && !cell_shown((uint32_t)(around->at[i].n - p->n)))
			return true;
	return false;
}

/* --- which points are told --- */

/* At least five more people since the point before, five not yet, and the same for whoever stands
 * between this choice and a larger one. */
static bool is_told(const struct stability_people *p, const struct around *around, int day,
                    uint32_t before)
{
	uint32_t k = stability_stable_by(p, SURVIVAL_ALL_GROUPS, day);

	if (k < before || !cell_shown(k - before) || !share_shown(k, (uint32_t)p->n))
		return false;
	for (size_t i = 0; i < around->n; i++) {
		uint32_t rest = (uint32_t)(around->at[i].n - p->n);
		uint32_t all = stability_stable_by(&around->at[i], SURVIVAL_ALL_GROUPS, day);

		if (rest != 0 && (all < k || !share_shown(all - k, rest)))
			return false;
	}
	return true;
}

static uint32_t ended_by(const struct survival_data *data, int day)
{
	uint32_t n = 0;

	for (size_t i = 0; i < data->n; i++)
		n += data->by_exit[i].end == END_STABLE && data->by_exit[i].exit <= day;
	return n;
}

/* The earliest that it can have come tells of those between the two curves, too. */
static void tell_earliest(const struct stability_curve *early, int day, uint32_t k,
                          uint32_t *before, struct stability_share *out)
{
	uint32_t n = ended_by(&early->data, day);

	if (n < k || !cell_shown(n - k) || n < *before || !cell_shown(n - *before))
		return;
	*out = stability_on(early, day);
	*before = n;
}

struct curves {
	struct stability_curve late;
	struct stability_curve early;
	struct stability_curve alone;
};

static void points_of(struct arena *a, const struct stability_people *p,
                      const struct around *around, const struct curves *c,
                      struct stability_report *out)
{
	struct stability_point *points = NEW_N(a, struct stability_point, STABILITY_POINTS);
	uint32_t before = 0;
	uint32_t before_early = 0;
	size_t n = 0;

	for (size_t i = 0; i < STABILITY_POINTS; i++) {
		int day = stability_day(i);
		uint32_t at_risk = survival_at_risk(&c->late.data, SURVIVAL_ALL_GROUPS, day + 1);
		struct stability_point *one = &points[n];

		if (!cell_shown(at_risk) || !is_told(p, around, day, before))
			continue;
		n++;
		before = stability_stable_by(p, SURVIVAL_ALL_GROUPS, day);
		one->months = 3 * (int)(i + 1);
		one->at_risk = at_risk - at_risk % DISCLOSE_CELL;
		one->stable = stability_on(&c->late, day);
		one->alone = stability_on(&c->alone, day);
		tell_earliest(&c->early, day, before, &before_early, &one->earliest);
	}
	out->points = (struct stability_points){ points, n };
}

/* --- ends --- */

static struct row_counts ends_by(const struct stability_people *p, int day)
{
	struct row_counts row = { { 0 } };

	for (size_t i = 0; i < p->n; i++)
		row.n[p->at[i].late.exit <= day ? p->at[i].late.end : END_STILL]++;
	return row;
}

static struct row_cells ends_told(const struct stability_people *p, const struct around *around,
                                  int day)
{
	struct row_counts own = ends_by(p, day);
	struct row_counts more[AROUND_MOST];

	for (size_t i = 0; i < around->n; i++)
		more[i] = ends_by(&around->at[i], day);
	return row_of(&own, STABILITY_ENDS, more, around->n);
}

static int last_day(const struct stability_report *out)
{
	return stability_day((size_t)out->points.at[out->points.n - 1].months / 3 - 1);
}

/* What had come by the last point, with the others competing. */
static void ends_at_last(const struct stability_people *p, const struct around *around,
                         struct stability_curve *c, struct stability_report *out)
{
	int day = last_day(out);
	struct row_cells row = ends_told(p, around, day);

	for (unsigned e = END_STABLE; e < STABILITY_ENDS; e++) {
		if (!row.shown[e])
			continue;
		incidence(c, e, out->params.level);
		out->end_at[e] = stability_on(c, day);
	}
}

/* --- the report --- */

static enum err curves_of(struct arena *a, const struct stability_people *p, double level,
                          struct curves *out)
{
	TRY(stability_data(a, p, false, &out->late));
	TRY(stability_data(a, p, true, &out->early));
	TRY(stability_data(a, p, false, &out->alone));
	incidence(&out->late, END_STABLE, level);
	incidence(&out->early, END_STABLE, level);
	out->alone.n = survival_steps(&out->alone.data, SURVIVAL_ALL_GROUPS, out->alone.steps);
	survival_kaplan_meier(out->alone.steps, out->alone.n, END_STABLE, level, out->alone.curve);
	return OK;
}

/* The page speaks of those who are stable, Kaplan and Meier of those who are not yet. */
static void turn(struct stability_curve *c)
{
	for (size_t i = 0; i < c->n; i++) {
		struct survival_point *p = &c->curve[i];

		p->p = 1.0 - p->p;
		p->ci = (struct interval){ 1.0 - p->ci.hi, 1.0 - p->ci.lo };
	}
}

static enum err tell(struct ctx *c, struct arena *a, const struct stability_people *p,
                     const struct around *around, struct stability_report *out)
{
	struct curves curves;

	TRY(curves_of(a, p, out->params.level, &curves));
	out->median = survival_median(curves.alone.curve, curves.alone.n);
	turn(&curves.alone);
	out->people = (uint32_t)p->n;
	out->ends = ends_told(p, around, INT32_MAX);
	points_of(c->arena, p, around, &curves, out);
	out->state = out->points.n ? STABILITY_TOLD : STABILITY_FEW;
	if (out->points.n == 0)
		return OK;
	out->has_median = out->median.time <= last_day(out);
	ends_at_last(p, around, &curves.late, out);
	return OK;
}

enum err stability_view(struct ctx *c, const struct report_set *set,
                        const struct stability_filter *f, struct stability_report *out)
{
	struct arena *a = arena_beside(c->arena, MEMORY);
	struct stability_people people;
	struct around around;

	if (!a)
		return ERR_BUSY;
	*out = (struct stability_report){ .filter = *f,
		                              .types = set->types,
		                              .params = set->params,
		                              .first_year = set->in.first_year,
		                              .last_year = set->in.last_year,
		                              .waiting = set->waiting };
	if (set->in.n_episodes == 0)
		return OK;
	stability_gather(a, set, f, &people);
	around_of(a, set, f, &around);
	out->state = is_nearly_all(&people, &around) ? STABILITY_NEARLY_ALL : STABILITY_FEW;
	if (out->state == STABILITY_FEW && mean_shown((uint32_t)people.n))
		TRY(tell(c, a, &people, &around, out));
	return stability_compare(c, a, set, f, &out->groups);
}

enum err stability_figures(struct ctx *c, const struct stability_filter *f, int64_t folded,
                           struct stability_report *out)
{
	const struct report_filter all = {
		.type = OUTCOMES_ALL_TYPES, .walk = 1, .from = NO_DAY, .to = NO_DAY
	};
	struct report_set set;

	TRY(report_open(c, &all, folded, &set));
	TRY(stability_view(c, &set, f, out));
	return sound_validated(c, &set, f->group, &out->validated);
}

const struct module stability_module = {
	.name = "stability",
	.routes = &stability_routes,
	.queries = stability_queries,
};
