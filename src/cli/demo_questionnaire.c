/* How life feels, in five lines, every half year: the questionnaires of the demonstration. */
#include "care/questionnaire.h"
#include "cli/demo_life.h"

enum { LINES = 5, FIRST = 16, HALF_YEAR = 182, TIMES = 6, MOST = 5 };

/* A level from 1 to 4 as an answer from 0 to 5. */
static int answer_of(struct demo *d, double level)
{
	int n = (int)((level - 1) * MOST / 3 + 1.4 * (demo_uniform(d) - 0.5) + 0.5);

	return n < 0 ? 0 : n > MOST ? MOST : n;
}

static enum err write_wellbeing(const struct turn *t)
{
	struct answer said[LINES];
	struct answers given = { STR("who-5"), STR(""), STR(""), said, LINES };
	struct questionnaire_new n = { .form = STR("who-5"), .when = WHEN_TYPED, .given = &given };
	double level = demo_level(t->d, t->l, 2, t->c->today.n - t->l->entry.n);
	bool waits;

	TRY(questionnaire_waits(t->c, t->l->person.id, &waits));
	for (int i = 0; i < LINES; i++)
		said[i] = (struct answer){ .path = arena_fmt(t->c->arena, "well/well_%d", i + 1),
			                       .kind = ANSWER_TEXT,
			                       .text = arena_fmt(t->c->arena, "%d", answer_of(t->d, level)) };
	if (demo_chance(t->d, 8))
		said[LINES - 1].kind = ANSWER_PREFER_NOT;
	return waits ? OK : questionnaire_write(t->c, t->l->person.id, row_id_fresh(t->c->now), &n);
}

void demo_plan_questionnaires(struct demo *d, struct demo_events *e, struct life *l)
{
	if (!demo_adult(l))
		return;
	for (int i = 0; i < TIMES && demo_goes_on(d, l, FIRST + i * HALF_YEAR); i++)
		demo_add(d, e, l, FIRST + i * HALF_YEAR, write_wellbeing, 0);
}
