/* The story of a life in the demonstration: told once, and sometimes asked for again. */
#include "care/story.h"
#include "cli/demo_life.h"

static const char *const stories[] = {
#define STORY(text) text,
#include "cli/demo_texts.def"
#undef STORY
};

static struct telling about(const struct turn *t, const char *to, const char *concepts)
{
	return (struct telling){ .when = WHEN_TYPED,
		                     .to = str_z(to),
		                     .form = STR("spoken"),
		                     .language = t->l->person.language,
		                     .interpreter = STR("none"),
		                     .concepts = str_z(concepts) };
}

static enum err write_story(const struct turn *t)
{
	struct story_new n = { .told.about = about(t, "us", "beginning journey made_to_do"),
		                   .words = ONE_OF(t->d, stories) };

	return story_add(t->c, t->l->person.id, row_id_fresh(t->c->now), &n);
}

/* A fact of its own, told to somebody else. */
static enum err write_second(const struct turn *t)
{
	struct telling_new n = { .about = about(t, "health", "body") };

	n.about.to_name = STR("The nurse of the clinic");
	return telling_add(t->c, t->l->person.id, row_id_fresh(t->c->now), &n);
}

static enum err write_again(const struct turn *t)
{
	struct telling_new n = { .about = about(t, "police", "beginning made_to_do") };

	n.about.reason = STR("needed");
	return telling_add(t->c, t->l->person.id, row_id_fresh(t->c->now), &n);
}

/* Asked for once more without a need: it happens, and is counted. */
static enum err write_reasked(const struct turn *t)
{
	struct telling_new n = { .about = about(t, "us", "beginning") };

	n.about.reason = STR("other");
	n.about.reason_words = STR("The intake of the second house asked for it once more.");
	return telling_add(t->c, t->l->person.id, row_id_fresh(t->c->now), &n);
}

void demo_plan_story(struct demo *d, struct demo_events *e, struct life *l)
{
	int64_t days = demo_between(d, 9, 40);

	if (l->age < 14 || !demo_goes_on(d, l, days) || !demo_chance(d, 65))
		return;
	demo_add(d, e, l, days, write_story, 0);
	if (demo_chance(d, 35) && demo_goes_on(d, l, days + 25))
		demo_add(d, e, l, days + 25, write_second, 0);
	if (demo_chance(d, 14) && demo_goes_on(d, l, days + 60))
		demo_add(d, e, l, days + 60, write_again, 0);
	if (demo_trait(l, 5) < 12 && demo_goes_on(d, l, days + 80))
		demo_add_by(d, e, l, days + 80, 15 * 60, BY_WORKER, write_reasked, 0);
}
