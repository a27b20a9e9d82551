/* Writing a stay: the row in its two parts, the one before ended, nights counted, the end due. */
#include "base/fields.h"
#include "care/day.h"
#include "care/stay_inside.h"
#include "care/stay_sql.h"

enum { BODY_ROOM = 16 * 1024 };

static struct str body_of(struct ctx *c, const struct stay_new *n, bool place)
{
	struct buf b = buf_new(c->arena, BODY_ROOM);

	fields_put(&b, "kind", n->kind);
	fields_put(&b, "site", n->site);
	when_put(&b, &n->since, c->today);
	fields_put_day(&b, "until", n->until);
	fields_put_day(&b, "ended", n->ended);
	if (place) {
		fields_put(&b, "place", n->place);
		fields_put(&b, "address", n->address);
	}
	return buf_str(&b);
}

static enum err put_row(struct ctx *c, struct person_id person, struct row_id id,
                        const struct stay_new *n)
{
	struct stay_insert_args row = { .org = c->house->org,
		                            .person = person,
		                            .id = id,
		                            .has_replaces = n->replaces != NULL,
		                            .author = c->actor->id,
		                            .hour = clock_hour(c->now) };

	TRY(seal_if_may(c, person, IN_CASE, SEAL_STAY_FACTS, id, body_of(c, n, false), &row.facts));
	if (n->place.p)
		TRY(seal_if_may(c, person, IN_LOCATION, SEAL_STAY_PLACE, id, body_of(c, n, true),
		                &row.place));
	if (!row.facts.p && !row.place.p)
		return ERR_DENIED;
	if (n->replaces) {
		row.replaces = *n->replaces;
		stay_replace(c->change, c->house->org, person, row.replaces);
	}
	stay_insert(c->change, &row);
	return OK;
}

/* The same stay, ended: its place is named again by whoever can open it. */
static enum err end_at(struct ctx *c, struct person_id person, struct stay *s, struct day day)
{
	struct stay_new n = { .kind = s->kind,
		                  .site = s->site,
		                  .place = s->place,
		                  .address = s->address,
		                  .since = s->since,
		                  .until = s->until,
		                  .ended = day,
		                  .replaces = &s->id };

	s->ended = day;
	return put_row(c, person, row_id_fresh(c->now), &n);
}

/* One stay follows the other: the one that goes on is the later one. */
static enum err follow(struct ctx *c, struct person_id person, struct stay *all, size_t n,
                       struct stay_new *fresh)
{
	for (size_t i = 0; i < n; i++) {
		struct stay *s = &all[i];
		if (!s->current || s->closed || day_known(s->ended) || day_known(fresh->ended))
			continue;
		if (fresh->since.day.n < s->since.day.n)
			fresh->ended = s->since.day;
		else
			TRY(end_at(c, person, s, fresh->since.day));
	}
	return OK;
}

/* Nights so far by kind, and where they sleep: codes and numbers, never a place. */
static enum err count(struct ctx *c, struct person_id person, const struct stay *all, size_t n)
{
	struct buf b = buf_new(c->arena, 2048);

	for (size_t k = 0; k < stay_kinds.n; k++) {
		int64_t nights = 0;
		for (size_t i = 0; i < n; i++) {
			struct day end = day_known(all[i].ended) ? all[i].ended : c->today;
			if (all[i].current && str_eq(all[i].kind, str_z(stay_kinds.at[k].value)) &&
			    end.n > all[i].since.day.n)
				nights += end.n - all[i].since.day.n;
		}
		if (nights)
			fields_put_int(&b, arena_fmt(c->arena, "nights_%s", stay_kinds.at[k].value).p, nights);
	}
	for (size_t i = 0; i < n; i++)
		if (all[i].current && !all[i].closed && !day_known(all[i].ended))
			fields_put(&b, "stay_kind", all[i].kind);
	return episode_count(c, person, "stay", NO_DAY, &b);
}

/* The agreed end of the one that goes on is due on its day. */
static enum err due(struct ctx *c, struct person_id person, const struct stay_list *all)
{
	const struct stay *now = stay_going_on(all);

	TRY(task_close(c, person, TASK_STAY));
	if (!now || !day_known(now->until))
		return OK;
	return task_add(c, person, TASK_STAY, now->until, NULL, STR(""));
}

static struct stay written(struct row_id id, const struct stay_new *n)
{
	return (struct stay){ .id = id,
		                  .current = true,
		                  .kind = n->kind,
		                  .since = n->since,
		                  .until = n->until,
		                  .ended = n->ended };
}

/* Writes one and adds it to all, which has room for it. */
static enum err write_one(struct ctx *c, struct person_id person, struct row_id id,
                          const struct stay_new *n, struct stay *all, size_t *many)
{
	struct stay_new full = *n;

	if (!day_known(full.since.day))
		full.since.day = c->today;
	if (!*stay_kind_words(n->kind) || (day_known(n->ended) && n->ended.n < full.since.day.n))
		return ERR_INVALID;
	if (!n->replaces)
		TRY(follow(c, person, all, *many, &full));
	for (size_t i = 0; n->replaces && i < *many; i++)
		all[i].current &= !row_id_eq(all[i].id, *n->replaces);
	TRY(put_row(c, person, id, &full));
	all[(*many)++] = written(id, &full);
	return OK;
}

enum err stays_write(struct ctx *c, struct person_id person, const struct row_id *ids,
                     const struct stay_new *at, size_t n)
{
	bool corrects = n == 1 && at->replaces;
	struct stay_list list;
	struct stay *all;

	TRY(stays_read(c, person, &list));
	all = NEW_N(c->arena, struct stay, list.n + n);
	if (list.n)
		memcpy(all, list.at, list.n * sizeof *all);
	list.at = all;
	for (size_t i = 0; i < n; i++)
		TRY(write_one(c, person, ids[i], &at[i], all, &list.n));
	TRY(count(c, person, all, list.n));
	TRY(due(c, person, &list));
	return audit(c, corrects ? VERB_CORRECTED : VERB_WROTE, &person, REASON_CARE,
	             (struct str){ NULL, 0 });
}

enum err stay_write(struct ctx *c, struct person_id person, struct row_id id,
                    const struct stay_new *n)
{
	return stays_write(c, person, &id, n, 1);
}
