#include "care/milestone.h"

#include "access/inbox.h"
#include "base/fields.h"

enum { ROOM = 1024, IN_TIME_DAYS = 31 };

struct day milestone_sooner(const struct episode *e, struct day a, struct day b)
{
	if (!day_known(b) || (e->number > 1 && b.n < e->entry.n))
		return a;
	return !day_known(a) || b.n < a.n ? b : a;
}

void milestone_put(struct buf *b, const struct episode *e, const char *name, struct day day)
{
	if (!day_known(day))
		fields_put(b, name, (struct str){ "", 0 });
	else
		fields_put_int(b, name, day.n > e->entry.n ? day.n - e->entry.n : 0);
}

bool milestones_known(const struct ctx *c, const struct episode *e)
{
	return clock_day(id_hour(e->id.b), c->house->utc_offset).n - e->entry.n <= IN_TIME_DAYS;
}

static enum err add(struct ctx *c, const struct episode *e, const struct buf *b)
{
	return b->full ? ERR_TOO_BIG : inbox_add(c, e->pseudonym, e->number, "first", buf_str(b));
}

static enum err left_out(enum err e)
{
	return e == ERR_ABSENT || e == ERR_DENIED ? OK : e;
}

enum err milestone_count(struct ctx *c, struct person_id person, milestone_fill *fill,
                         const void *fresh)
{
	struct buf b = buf_new(c->arena, ROOM);
	struct episode e;
	enum err err = episode_now(c, person, &e);

	if (err == OK)
		err = fill(c, person, &e, fresh, &b);
	if (err == OK)
		err = add(c, &e, &b);
	return left_out(err);
}

static enum err fill_all(struct ctx *c, struct person_id person, const struct episode *e,
                         const void *fresh, struct buf *b)
{
	static milestone_fill *const all[] = { words_milestones, consent_milestones, plan_milestones,
		                                   service_milestones };

	(void)fresh;
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		TRY(all[i](c, person, e, NULL, b));
	if (milestones_known(c, e))
		fields_put_int(b, "firsts_known", 1);
	return OK;
}

enum err milestones_count(struct ctx *c, struct person_id person)
{
	return milestone_count(c, person, fill_all, NULL);
}
