#include "care/course.h"

#include "care/course_inside.h"
#include "care/course_sql.h"
#include "care/plan_inside.h"
#include "measure/change.h"

#include <math.h>
#include <stdlib.h>

/* docs/decisions/0041-more-than-noise.md */
static const struct yardstick assumed = { .sd = 0.75, .reliability = 0.70 };
static const double level = 0.95;
static const double hundredths = 100.0;

/* --- when a change counts --- */

struct course_rule course_rule(int published, const struct yardstick *house, struct day since)
{
	struct course_rule out = { .basis = BASIS_PUBLISHED, .since = NO_DAY };

	if (published > 0) {
		out.least = published / hundredths;
		return out;
	}
	out.basis = house && isgreater(house->sd, 0.0) ? BASIS_HOUSE : BASIS_ASSUMED;
	out.stick = out.basis == BASIS_HOUSE ? *house : assumed;
	out.since = out.basis == BASIS_HOUSE ? since : NO_DAY;
	out.least = reliable_least(&(struct reliable_rule){ .sd = out.stick.sd,
	                                                    .reliability = out.stick.reliability,
	                                                    .level = level,
	                                                    .cut = (double)NAN });
	return out;
}

/* The means are kept in hundredths. */
static enum course_told told_of(const struct course_rule *rule, int from, int to)
{
	double change = (to - from) / hundredths;
	double half = 0.5 / hundredths;
	double least = rule->basis == BASIS_PUBLISHED ? rule->least - half : rule->least;

	if (!isgreater(fabs(change), least))
		return COURSE_SAME;
	return change > 0 ? COURSE_STEADIER : COURSE_HARDER;
}

/* --- what can be compared --- */

static bool same_age(const struct course_point *a, const struct course_point *b)
{
	return str_eq(a->age_group, b->age_group);
}

static bool alike(const struct course_point *a, const struct course_point *b)
{
	return same_age(a, b) && str_eq(a->setting, b->setting);
}

bool course_apart(const struct course_points *all, size_t i)
{
	return i > 0 && !alike(&all->at[i], &all->at[i - 1]);
}

/* Why nothing before the last can be compared. */
static enum course_told why_not(const struct course_points *all)
{
	const struct course_point *last = &all->at[all->n - 1];
	bool known = false;

	for (size_t i = 0; i + 1 < all->n; i++) {
		if (all->at[i].mean == BOWL_MISSING)
			continue;
		if (same_age(&all->at[i], last))
			return COURSE_OTHER_PLACE;
		known = true;
	}
	return known ? COURSE_OTHER_AGE : COURSE_ONCE;
}

struct course_change course_change(const struct course_points *all, const struct course_rule *rule,
                                   bool latest)
{
	struct course_change out = { .told = COURSE_NOTHING };

	if (all->n == 0 || all->at[all->n - 1].mean == BOWL_MISSING)
		return out;
	out.to = &all->at[all->n - 1];
	for (size_t i = 0; i + 1 < all->n; i++)
		if (all->at[i].mean != BOWL_MISSING && alike(&all->at[i], out.to) && (latest || !out.from))
			out.from = &all->at[i];
	out.told = out.from ? told_of(rule, out.from->mean, out.to->mean) : why_not(all);
	return out;
}

/* --- reading --- */

static struct assessment_list scored_of(struct arena *a, const struct assessment_list *all)
{
	struct assessment *list = NEW_N(a, struct assessment, all->n + 1);
	size_t n = 0;

	for (size_t i = 0; i < all->n; i++)
		if (all->at[i].current && !all->at[i].closed)
			list[n++] = all->at[i];
	return (struct assessment_list){ list, n };
}

static struct own_view_list own_of(struct arena *a, const struct own_view_list *all)
{
	struct own_view *list = NEW_N(a, struct own_view, all->n + 1);
	size_t n = 0;

	for (size_t i = 0; i < all->n; i++)
		if (all->at[i].current && !all->at[i].closed)
			list[n++] = all->at[i];
	return (struct own_view_list){ list, n };
}

static int by_said(const void *x, const void *y)
{
	const struct course_goal *a = x;
	const struct course_goal *b = y;

	return (a->said.n > b->said.n) - (a->said.n < b->said.n);
}

static struct course_goal goal_of(const struct plan_entry *e)
{
	bool over = plan_is(e, "reached") || plan_is(e, "let_go");

	return (struct course_goal){ .words = e->words,
		                         .said = e->day,
		                         .ended = over ? e->ended : NO_DAY,
		                         .state = plan_label(&plan_goal_states, e->state),
		                         .reached = plan_is(e, "reached"),
		                         .domain = e->domain };
}

static struct course_goals goals_of(struct arena *a, const struct plan *plan)
{
	struct course_goal *list = NEW_N(a, struct course_goal, plan->n + 1);
	size_t n = 0;

	for (size_t i = 0; i < plan->n; i++)
		if (plan->at[i].kind == PLAN_GOAL && plan->at[i].current && day_known(plan->at[i].day))
			list[n++] = goal_of(&plan->at[i]);
	qsort(list, n, sizeof *list, by_said);
	for (size_t i = 0; i < n; i++)
		list[i].number = (int)i + 1;
	return (struct course_goals){ list, n };
}

static enum err rules_of(struct ctx *c, struct course *out)
{
	const struct instrument *m = out->rubric.form->instrument;
	const struct assessment *last = out->scored.n ? &out->scored.at[out->scored.n - 1] : NULL;
	struct yardsticks house = { .since = NO_DAY };

	if (m->scales_n != BOWL_DOMAINS)
		return ERR_INVALID;
	if (last)
		TRY(yardsticks_read(c, rubric_group(last->age_group), &house));
	for (int d = 0; d < BOWL_DOMAINS; d++)
		out->rule[d] = course_rule(m->scales[d].change,
		                           last && str_eq(last->form, house.form) ? &house.domain[d] : NULL,
		                           house.since);
	return OK;
}

enum err course_read(struct ctx *c, struct person_id person, struct course *out)
{
	struct assessment_list all;
	struct own_view_list own;
	struct plan plan;

	TRY(assessments(c, person, &all));
	TRY(own_views(c, person, &own));
	TRY(plan_read(c, person, &plan));
	TRY(rubric_now(c, RUBRIC_PACK, &out->rubric));
	out->scored = scored_of(c->arena, &all);
	out->seams = seams_of(c->arena, person, &out->scored);
	out->own = own_of(c->arena, &own);
	out->goals = goals_of(c->arena, &plan);
	return rules_of(c, out);
}

struct course_points course_points(struct arena *a, const struct course *all, int domain)
{
	struct course_point *list = NEW_N(a, struct course_point, all->scored.n + 1);

	for (size_t i = 0; i < all->scored.n; i++) {
		const struct assessment *one = &all->scored.at[i];

		list[i] = (struct course_point){ one->day, all->seams.at[i].bowl.domain[domain].state,
			                             one->age_group, one->setting, one->form };
	}
	return (struct course_points){ list, all->scored.n };
}

const struct module course_module = {
	.name = "course",
	.link = { PLACE_WALK, "/course", T("What has changed"), IN_CASE },
	.routes = &course_routes,
	.queries = course_queries,
};
