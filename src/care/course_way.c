/* The picture of one way: days become places on its axis. */
#include "care/course_inside.h"
#include "html/chart_way.h"

struct span {
	struct day first;
	struct day last;
};

static void widen(struct span *s, struct day day)
{
	if (!day_known(day))
		return;
	if (!day_known(s->first) || day.n < s->first.n)
		s->first = day;
	if (!day_known(s->last) || day.n > s->last.n)
		s->last = day;
}

/* What goes on reaches to today. */
static struct span span_of(const struct ctx *c, const struct course_points *points,
                           const struct course_owns *own, const struct course_goals *goals)
{
	struct span s = { NO_DAY, NO_DAY };

	for (size_t i = 0; i < points->n; i++)
		widen(&s, points->at[i].day);
	for (size_t i = 0; i < own->n; i++)
		widen(&s, own->at[i].day);
	for (size_t i = 0; i < goals->n; i++) {
		widen(&s, goals->at[i].said);
		widen(&s, day_known(goals->at[i].ended) ? goals->at[i].ended : c->today);
	}
	return s;
}

static double place(const struct span *s, struct day day)
{
	int days = s->last.n - s->first.n;

	return days > 0 ? (double)(day.n - s->first.n) / days : 0.5;
}

static void put_points(struct arena *a, const struct span *s, const struct course_points *points,
                       struct chart_way *w)
{
	struct chart_way_point *list = NEW_N(a, struct chart_way_point, points->n + 1);
	bool apart = false;

	for (size_t i = 0; i < points->n; i++) {
		const struct course_point *p = &points->at[i];

		apart |= course_apart(points, i) || p->mean == BOWL_MISSING;
		if (p->mean == BOWL_MISSING)
			continue;
		list[w->n_points++] = (struct chart_way_point){ place(s, p->day), p->mean / 100.0, apart };
		apart = false;
	}
	w->point = list;
}

/* Hers are newest first; a picture goes from the oldest on. */
static void put_pictures(struct arena *a, const struct span *s, const struct course_owns *own,
                         struct chart_way *w)
{
	struct chart_way_picture *list = NEW_N(a, struct chart_way_picture, own->n + 1);

	for (size_t i = own->n; i-- > 0;)
		list[w->n_pictures++] =
			(struct chart_way_picture){ place(s, own->at[i].day), own->at[i].picture.p };
	w->picture = list;
	w->draw = own_picture;
}

static void put_goals(struct ctx *c, const struct span *s, const struct course_goals *goals,
                      struct chart_way *w)
{
	struct chart_way_goal *list = NEW_N(c->arena, struct chart_way_goal, goals->n + 1);

	for (size_t i = 0; i < goals->n; i++) {
		const struct course_goal *g = &goals->at[i];
		bool over = day_known(g->ended);

		list[i] = (struct chart_way_goal){ .from = place(s, g->said),
			                               .to = place(s, over ? g->ended : c->today),
			                               .over = over,
			                               .reached = g->reached,
			                               .number = g->number };
	}
	w->goal = list;
	w->n_goals = goals->n;
}

struct chart_way *course_way(struct ctx *c, const struct course_points *points,
                             const struct course_owns *own, const struct course_goals *goals,
                             const char *label)
{
	struct chart_way *w = NEW(c->arena, struct chart_way);
	struct span s = span_of(c, points, own, goals);
	struct buf b = buf_new(c->arena, 256);
	struct html h = { .out = &b, .lang = c->lang };

	*w = (struct chart_way){ .label = str_z(lang_text(c->lang, label)),
		                     .first = day_words(&h, s.first),
		                     .last = s.last.n > s.first.n ? day_words(&h, s.last) : STR(""),
		                     .ours = str_z(lang_text(c->lang, T("As the team sees it"))),
		                     .own = str_z(lang_text(c->lang, T("In their own view"))),
		                     .goals = str_z(lang_text(c->lang, T("Goals"))) };
	put_points(c->arena, &s, points, w);
	put_pictures(c->arena, &s, own, w);
	put_goals(c, &s, goals, w);
	return w;
}

void course_draw(struct html *h, const struct chart_way *way)
{
	chart_way(h, way);
}
