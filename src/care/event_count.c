/* New harm, as a code and a number of days: what stands beside every outcome. */
#include "access/inbox.h"
#include "base/fields.h"
#include "care/event_inside.h"

/* Harm by others, and going back to it. Self-harm is no new harm by somebody; who is missing or out
 * of contact may be well. */
static bool is_harm(struct str kind)
{
	static const char *const harms[] = { "threat", "crime", "institution", "return" };

	for (size_t i = 0; i < sizeof harms / sizeof *harms; i++)
		if (str_eq(kind, str_z(harms[i])))
			return true;
	return false;
}

/* kind is empty for what is not harm after all. What was before any walk is none of ours. */
static enum err put(struct ctx *c, const struct episode *e, const struct event_mark *mark,
                    struct str kind, struct day day)
{
	struct buf b = buf_new(c->arena, 256);
	struct str name = arena_fmt(c->arena, "harm_%02x%02x%02x%02x", mark->b[0], mark->b[1],
	                            mark->b[2], mark->b[3]);
	struct str value = { "", 0 };
	enum err err;

	if (kind.n)
		value = arena_fmt(c->arena, "%.*s:%d", (int)kind.n, kind.p, day.n - e->entry.n);
	fields_put(&b, name.p, value);
	err = inbox_add(c, e->pseudonym, e->number, "event", buf_str(&b));
	/* P1: what happened is written whether or not it can be counted. */
	return err == ERR_ABSENT ? OK : err;
}

/* ERR_ABSENT, before any walk, is a number of 0. */
static enum err walk_at(struct ctx *c, struct person_id person, struct day day, struct episode *out)
{
	enum err e = episode_at(c, person, day, out);

	return e == ERR_ABSENT ? OK : e;
}

enum err event_count(struct ctx *c, struct person_id person, const struct event *before,
                     const struct event_new *n, struct event_mark *mark)
{
	struct str kind = is_harm(n->kind) ? n->kind : STR("");
	struct day day = day_known(n->when.day) ? n->when.day : c->today;
	struct episode was = { .number = 0 };
	struct episode now;

	*mark = (struct event_mark){ .has = before && before->counted.n == sizeof mark->b };
	if (mark->has)
		memcpy(mark->b, before->counted.p, sizeof mark->b);
	if ((!kind.n && !mark->has) || !can(c, person, MAY_WRITE, IN_CASE))
		return OK;
	TRY(walk_at(c, person, day, &now));
	if (mark->has)
		TRY(walk_at(c, person, before->when.day, &was));
	if (was.number && was.number != now.number)
		TRY(put(c, &was, mark, STR(""), day));
	if (!now.number)
		return OK;
	if (!mark->has)
		id_random(mark->b);
	mark->has = true;
	return put(c, &now, mark, kind, day);
}
