/* Assessments in the demonstration that two score who do not see each other: which ones is not left
 * to chance here, so that the same number makes the same house. */
#include "care/rating.h"
#include "cli/demo_life.h"
#include "forms/score.h"

enum { ONE_IN = 8, LATER = 4, ALWAYS = 100 };

static bool is_drawn(const struct demo *d, const struct life *l, int wave)
{
	return ((size_t)(l - d->lives) * 3 + (size_t)wave) % ONE_IN == 0;
}

void demo_draw(const struct turn *t)
{
	t->d->house->scored_twice = is_drawn(t->d, t->l, t->what) ? ALWAYS : 0;
}

/* Whoever was asked scores; who was not has nothing to do. The dice of the others stay as they are.
 */
static enum err write_second(const struct turn *t)
{
	struct assessment_item *items = NEW_N(t->c->arena, struct assessment_item, SCORE_ITEMS);
	struct dice kept = t->d->dice;
	struct rating_dues all;
	enum err e = OK;
	size_t n;

	TRY(ratings_mine(t->c, &all));
	for (size_t i = 0; i < all.n && e == OK; i++) {
		if (!person_id_eq(all.at[i].person, t->l->person.id))
			continue;
		e = demo_items(t, items, &n);
		if (e == OK)
			e = rating_write(t->c, t->l->person.id, all.at[i].id, row_id_fresh(t->c->now), items,
			                 n);
	}
	t->d->dice = kept;
	return e;
}

void demo_plan_rating(struct demo *d, struct demo_events *e, struct life *l, int64_t days, int wave)
{
	int64_t later = days + LATER;

	if (!is_drawn(d, l, wave) || !demo_goes_on(d, l, later))
		return;
	demo_add_by(d, e, l, later, 16 * 60, BY_LEAD, write_second, wave);
	if (l->counselled)
		demo_add_by(d, e, l, later, 16 * 60, BY_COUNSELLOR, write_second, wave);
	if (l->lawyer)
		demo_add_by(d, e, l, later, 16 * 60, BY_LEGAL, write_second, wave);
}
