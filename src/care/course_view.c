/* What has changed, as the pages show it. */
#include "care/course_inside.h"

enum { BOWLS = 5, FULL = 100 };

/* --- the six --- */

static struct course_own own_at(const struct own_view *o, int domain)
{
	const struct own_answer *a = &o->domain[domain];

	return (struct course_own){ a->level ? o->day : NO_DAY, a->words, a->picture };
}

/* Answers to one domain, newest first. */
static struct course_owns owns_of(struct arena *a, const struct own_view_list *all, int domain)
{
	struct course_own *list = NEW_N(a, struct course_own, all->n + 1);
	size_t n = 0;

	for (size_t i = all->n; i-- > 0;)
		if (all->at[i].domain[domain].level)
			list[n++] = own_at(&all->at[i], domain);
	return (struct course_owns){ list, n };
}

/* How the team saw it then; at is one of points, or NULL. */
static const char *state_on(const struct course *all, int domain,
                            const struct course_points *points, const struct course_point *at)
{
	const struct seams *s = at ? &all->seams.at[at - points->at] : NULL;

	return s ? state_words(s->bowl.domain[domain], (s->stable >> domain & 1) != 0) : NULL;
}

static struct course_line line_of(struct ctx *c, const struct course *all, struct person_id person,
                                  int domain)
{
	struct course_points points = course_points(c->arena, all, domain);
	struct course_change ch = course_change(&points, &all->rule[domain], false);
	struct course_owns own = owns_of(c->arena, &all->own, domain);
	struct course_line l = { .name = domain_words(domain),
		                     .before = state_on(all, domain, &points, ch.from),
		                     .now = state_on(all, domain, &points, ch.to),
		                     .told = course_short(ch.told),
		                     .own_first = { .day = NO_DAY },
		                     .own_last = { .day = NO_DAY } };
	char id[ID_TEXT + 1];

	id_write(person.b, id);
	l.href = arena_fmt(c->arena, "/people/%s/course?domain=%d", id, domain + 1);
	if (own.n)
		l.own_first = own.at[own.n - 1];
	if (own.n > 1)
		l.own_last = own.at[0];
	return l;
}

void course_view(struct ctx *c, const struct course *all, struct course_view *out)
{
	struct course_line *lines = NEW_N(c->arena, struct course_line, BOWL_DOMAINS);
	size_t past = all->seams.n > BOWLS ? all->seams.n - BOWLS : 0;

	for (int d = 0; d < BOWL_DOMAINS; d++)
		lines[d] = line_of(c, all, out->person, d);
	out->lines = (struct course_lines){ lines, BOWL_DOMAINS };
	out->bowls = (struct seams_list){ all->seams.at + past, all->seams.n - past };
	out->goals = all->goals;
	if (all->goals.n)
		out->way = course_way(c, &(struct course_points){ NULL, 0 },
		                      &(struct course_owns){ NULL, 0 }, &all->goals, T("Goals over time"));
}

/* --- one of them --- */

static struct course_score score_of(struct ctx *c, const struct course *all, int domain,
                                    const struct course_points *points, size_t i)
{
	const struct instrument *m = all->rubric.form->instrument;
	const struct form_field *age = form_find(all->rubric.form, STR("age_group"));
	const struct course_point *p = &points->at[i];
	struct course_score s = { .day = p->day,
		                      .wave = wave_words(all->scored.at[i].wave),
		                      .place = choice_words(c, &all->rubric, m->setting, p->setting),
		                      .age = choice_words(c, &all->rubric, age, p->age_group),
		                      .state = state_on(all, domain, points, p),
		                      .mean = { "", 0 },
		                      .apart = course_apart(points, i) };

	if (p->mean != BOWL_MISSING)
		s.mean = arena_fmt(c->arena, "%.1f", (double)p->mean / FULL);
	return s;
}

static struct course_goals goals_in(struct arena *a, const struct course_goals *all, int domain)
{
	struct course_goal *list = NEW_N(a, struct course_goal, all->n + 1);
	size_t n = 0;

	for (size_t i = 0; i < all->n; i++)
		if (all->at[i].domain == domain) {
			list[n] = all->at[i];
			list[n].number = (int)n + 1;
			n++;
		}
	return (struct course_goals){ list, n };
}

void course_domain_view(struct ctx *c, const struct course *all, int domain,
                        struct course_domain_view *out)
{
	struct course_points points = course_points(c->arena, all, domain);
	struct course_score *scores = NEW_N(c->arena, struct course_score, points.n + 1);

	out->rule = all->rule[domain];
	out->since_first = course_change(&points, &out->rule, false);
	out->since_last = course_change(&points, &out->rule, true);
	if (out->since_last.from == out->since_first.from)
		out->since_last.told = COURSE_NOTHING;
	for (size_t i = 0; i < points.n; i++)
		scores[points.n - 1 - i] = score_of(c, all, domain, &points, i);
	out->scores = (struct course_scores){ scores, points.n };
	out->own = owns_of(c->arena, &all->own, domain);
	out->goals = goals_in(c->arena, &all->goals, domain);
	if (points.n || out->own.n || out->goals.n)
		out->way = course_way(c, &points, &out->own, &out->goals,
		                      T("Over time: as the team sees it, in their own view, and goals"));
}
