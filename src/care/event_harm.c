/* A sign of self-harm calls somebody within the hour, and is over when somebody said what was done.
 */
#include "base/fields.h"
#include "care/checkin.h"
#include "care/event_inside.h"
#include "care/person.h"

static const char *const places[] = {
	[HARM_AT_ARRIVAL] = T("Noticed on the day of arrival"),
	[HARM_IN_EVENT] = T("Noticed in something that happened"),
	[HARM_IN_CHECK_IN] = T("Noticed in a check-in"),
	[HARM_IN_QUESTIONNAIRE] = T("Noticed in a questionnaire"),
};

const char *harm_where_words(struct str where)
{
	int64_t n;

	if (!str_int(where, &n) || n < HARM_AT_ARRIVAL || n > HARM_IN_QUESTIONNAIRE)
		return T("Noticed by a colleague");
	return places[n];
}

static struct instant within_the_hour(const struct ctx *c)
{
	return (struct instant){ c->now.s + HOUR_SECONDS };
}

enum err event_harm_sign(struct ctx *c, struct person_id person, enum harm_where where)
{
	return task_call(c, person, TASK_HARM_SIGN, within_the_hour(c),
	                 arena_fmt(c->arena, "%d", (int)where));
}

static enum err put_answer(struct ctx *c, struct person_id person, struct row_id id,
                           const struct harm_answer_new *n)
{
	struct buf b = buf_new(c->arena, EVENT_ROOM);

	fields_put_id(&b, "root", id.b);
	fields_put(&b, "kind", BESIDE);
	fields_put_int(&b, "day", c->today.n);
	fields_put(&b, "informed", n->with);
	fields_put(&b, "done", n->done);
	fields_put(&b, "safe", n->safe);
	fields_put(&b, "next", n->next);
	fields_put_int(&b, "next_day", n->next_day.n);
	return event_put(c, person, id, NULL, &b, (struct str){ "", 0 });
}

/* Not safe yet is no end: the next look is due within another hour. */
static enum err end_call(struct ctx *c, struct person_id person, const struct harm_answer_new *n)
{
	bool safe = str_eq(n->safe, STR("yes"));
	struct instant again = { safe ? 0 : within_the_hour(c).s };

	if (n->call)
		return task_answer(c, person, TASK_HARM_SIGN, *n->call, again);
	return safe ? OK : event_harm_sign(c, person, HARM_IN_EVENT);
}

/* What was planned before stays due as well: the sooner one counts, which this is. */
static enum err plan_checkin(struct ctx *c, struct person_id person,
                             const struct harm_answer_new *n)
{
	struct day day = day_known(n->next_day) ? n->next_day : day_add(c->today, 1);
	struct buf b = buf_new(c->arena, 64);

	checkin_put_next(&b, day);
	TRY(episode_count(c, person, "checkin", NO_DAY, &b));
	return task_add(c, person, TASK_CHECK_IN, day, NULL, n->next);
}

enum err event_harm_answer(struct ctx *c, struct person_id person, struct row_id id,
                           const struct harm_answer_new *n)
{
	bool planned = n->next.n || day_known(n->next_day);

	if (!n->done.n || !*choice_label(&event_safes, n->safe))
		return ERR_INVALID;
	TRY(put_answer(c, person, id, n));
	TRY(end_call(c, person, n));
	if (planned)
		TRY(plan_checkin(c, person, n));
	return audit(c, VERB_ANSWERED, &person, REASON_CARE, (struct str){ NULL, 0 });
}
