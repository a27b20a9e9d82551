/* The people around a person of the demonstration, and those who are kept away. */
#include "care/circle.h"
#include "cli/demo_life.h"

static const char *const away[] = {
#define AWAY(text) text,
#include "cli/demo_texts.def"
#undef AWAY
};
static const char *const away_words[] = {
#define AWAY_WORDS(text) text,
#include "cli/demo_texts.def"
#undef AWAY_WORDS
};

static enum err tie(const struct turn *t, struct circle_new *n)
{
	n->when = WHEN_TYPED;
	return circle_write(t->c, t->l->person.id, row_id_fresh(t->c->now), n);
}

static enum err write_mother(const struct turn *t)
{
	return tie(t, &(struct circle_new){ .kind = STR("mother"), .other = &t->l->mother->person.id });
}

/* what: which of the lives. */
static enum err write_child(const struct turn *t)
{
	return tie(
		t, &(struct circle_new){ .kind = STR("child"), .other = &t->d->lives[t->what].person.id });
}

static enum err write_sibling(const struct turn *t)
{
	return tie(t, &(struct circle_new){ .kind = STR("sibling"),
	                                    .other = &t->d->lives[t->what].person.id });
}

static enum err write_known(const struct turn *t)
{
	static const char *const kinds[] = { "sibling", "safe", "safe", "relative", "mother" };
	static const char *const of_children[] = { "caregiver", "relative", "mother" };
	struct circle_new n = { .kind =
		                        demo_adult(t->l) ? ONE_OF(t->d, kinds) : ONE_OF(t->d, of_children),
		                    .name = demo_name(t->d) };

	if (demo_chance(t->d, 50))
		n.reach = STR("By phone, in the evening; the number is in the contact rule.");
	return tie(t, &n);
}

static enum err write_away(const struct turn *t)
{
	struct circle_new n = { .kind = demo_chance(t->d, 60) ? STR("not_met") : STR("not_told"),
		                    .name = ONE_OF(t->d, away),
		                    .words = ONE_OF(t->d, away_words) };

	return tie(t, &n);
}

static void add_tie(struct demo *d, struct demo_events *e, struct life *l, int minute,
                    demo_write *write, size_t other)
{
	demo_add_by(d, e, l, 4, 15 * 60 + minute, BY_WORKER, write, (int)other);
	demo_alone(e);
}

/* Both sides of a family, each in their own record. */
static void plan_family(struct demo *d, struct demo_events *e, struct life *l)
{
	size_t at = (size_t)(l - d->lives);
	int minute = 0;

	if (!demo_goes_on(d, l, 4))
		return;
	if (l->mother)
		add_tie(d, e, l, minute++, write_mother, 0);
	for (size_t i = at + 1; i < d->nlives && d->lives[i].mother; i++)
		if (d->lives[i].mother == l)
			add_tie(d, e, l, minute++, write_child, i);
	for (size_t i = at > 2 ? at - 2 : 0; l->mother && i < d->nlives && i <= at + 2; i++)
		if (i != at && d->lives[i].mother == l->mother)
			add_tie(d, e, l, minute++, write_sibling, i);
}

void demo_plan_circle(struct demo *d, struct demo_events *e, struct life *l)
{
	plan_family(d, e, l);
	if (!l->mother && demo_chance(d, 55) && demo_goes_on(d, l, 8))
		demo_add(d, e, l, 8, write_known, 0);
	if (demo_chance(d, 28) && demo_goes_on(d, l, 2))
		demo_add(d, e, l, 2, write_away, 0);
}
