#include "care/stay.h"

#include "base/fields.h"
#include "care/day.h"
#include "care/person.h"
#include "care/stay_sql.h"

#include <stdlib.h>

#define NOTHING ((struct str){ NULL, 0 })

enum { BODY_ROOM = 16 * 1024 };

static const struct choice kind_list[] = {
	{ "shelter", T("Our own shelter") },
	{ "partner", T("A partner's shelter") },
	{ "own_home", T("Own home") },
	{ "family", T("With family") },
	{ "friends", T("With friends") },
	{ "foster", T("With a foster family") },
	{ "employer", T("Where they work") },
	{ "hospital", T("Hospital") },
	{ "held", T("Held by the authorities") },
	{ "street", T("No roof") },
	{ "other", T("Somewhere else") },
	{ "unknown", T("A place for now") },
};
const struct choice_list stay_kinds = { kind_list, sizeof kind_list / sizeof *kind_list };

const char *stay_kind_words(struct str kind)
{
	return choice_label(&stay_kinds, kind);
}

/* --- reading --- */

static struct day a_day(struct str body, const char *name)
{
	return (struct day){ (int32_t)fields_int(body, name, NO_DAY.n) };
}

static void facts_of(struct str body, struct day typed, struct stay *out)
{
	out->kind = fields_get(body, "kind");
	out->site = fields_get(body, "site");
	out->since = when_get(body, typed);
	out->until = a_day(body, "until");
	out->ended = a_day(body, "ended");
}

static const struct stay_row *before(const struct stay_row_list *rows, const struct stay_row *r)
{
	for (size_t i = 0; r->has_replaces && i < rows->n; i++)
		if (row_id_eq(rows->at[i].id, r->replaces))
			return &rows->at[i];
	return NULL;
}

/* The place, of this row or of the last one before it that names one: whoever ended a stay without
 * the key of the location could not write it again. */
static enum err open_place(struct ctx *c, struct person_id person, const struct stay_row_list *rows,
                           const struct stay_row *r, struct str *out)
{
	while (r && !r->place.p)
		r = before(rows, r);
	*out = NOTHING;
	return r ? open_if_may(c, person, IN_LOCATION, SEAL_STAY_PLACE, r->id, r->place, out) : OK;
}

static enum err open_row(struct ctx *c, struct person_id person, const struct stay_row_list *rows,
                         const struct stay_row *r, struct stay *out)
{
	struct day typed = clock_day(r->hour, c->house->utc_offset);
	struct str facts;
	struct str place;

	TRY(open_if_may(c, person, IN_CASE, SEAL_STAY_FACTS, r->id, r->facts, &facts));
	TRY(open_place(c, person, rows, r, &place));
	*out = (struct stay){
		.id = r->id, .hour = r->hour, .author = r->user_name, .current = r->current
	};
	/* Both parts hold the facts; the place of an earlier row holds older ones. */
	facts_of(facts.p ? facts : r->place.p ? place : NOTHING, typed, out);
	out->place = fields_get(place, "place");
	out->address = fields_get(place, "address");
	out->closed = !facts.p && !(r->place.p && place.p);
	out->place_closed = !can(c, person, MAY_READ, IN_LOCATION);
	return OK;
}

static int newest_first(const void *a, const void *b)
{
	const struct stay *x = a;
	const struct stay *y = b;

	if (day_known(x->ended) != day_known(y->ended))
		return day_known(x->ended) ? 1 : -1;
	if (x->since.day.n != y->since.day.n)
		return x->since.day.n < y->since.day.n ? 1 : -1;
	return x->hour.s != y->hour.s ? (x->hour.s < y->hour.s ? 1 : -1) : y->current - x->current;
}

static enum err open_all(struct ctx *c, struct person_id person, const struct stay_row_list *rows,
                         struct stay_list *out)
{
	struct stay *all = NEW_N(c->arena, struct stay, rows->n + 1);

	for (size_t i = 0; i < rows->n; i++)
		TRY(open_row(c, person, rows, &rows->at[i], &all[i]));
	qsort(all, rows->n, sizeof *all, newest_first);
	*out = (struct stay_list){ all, rows->n };
	return OK;
}

enum err stays_read(struct ctx *c, struct person_id person, struct stay_list *out)
{
	struct stay_row_list rows;

	stays_of(c->read, c->house->org, person, &rows);
	TRY(read_now(c->read));
	return open_all(c, person, &rows, out);
}

static const struct stay *going_on(const struct stay_list *all)
{
	for (size_t i = 0; i < all->n; i++)
		if (all->at[i].current && !all->at[i].closed && !day_known(all->at[i].ended))
			return &all->at[i];
	return NULL;
}

enum err stay_now(struct ctx *c, struct person_id person, struct stay *out)
{
	struct stay_list all;
	const struct stay *now;

	TRY(stays_read(c, person, &all));
	now = going_on(&all);
	if (now)
		*out = *now;
	return now ? OK : ERR_ABSENT;
}

enum err stay_read(struct ctx *c, struct person_id person, struct row_id id, struct stay *out)
{
	struct stay_row_list rows;
	size_t i = 0;

	stays_of(c->read, c->house->org, person, &rows);
	TRY(read_now(c->read));
	while (i < rows.n && !row_id_eq(rows.at[i].id, id))
		i++;
	if (i == rows.n)
		return ERR_ABSENT;
	for (size_t k = 0; !rows.at[i].current && k < rows.n; k++)
		if (rows.at[k].has_replaces && row_id_eq(rows.at[k].replaces, rows.at[i].id)) {
			i = k;
			k = SIZE_MAX;
		}
	return open_row(c, person, &rows, &rows.at[i], out);
}

/* --- writing --- */

static struct str body_of(struct ctx *c, const struct stay_new *n, bool place)
{
	struct buf b = buf_new(c->arena, BODY_ROOM);

	fields_put(&b, "kind", n->kind);
	fields_put(&b, "site", n->site);
	when_put(&b, &n->since, c->today);
	if (day_known(n->until))
		fields_put_int(&b, "until", n->until.n);
	if (day_known(n->ended))
		fields_put_int(&b, "ended", n->ended.n);
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
			if (all[i].current && str_eq(all[i].kind, str_z(kind_list[k].value)) &&
			    end.n > all[i].since.day.n)
				nights += end.n - all[i].since.day.n;
		}
		if (nights)
			fields_put_int(&b, arena_fmt(c->arena, "nights_%s", kind_list[k].value).p, nights);
	}
	for (size_t i = 0; i < n; i++)
		if (all[i].current && !all[i].closed && !day_known(all[i].ended))
			fields_put(&b, "stay_kind", all[i].kind);
	return episode_count(c, person, "stay", NO_DAY, &b);
}

/* The agreed end of the one that goes on is due on its day. */
static enum err due(struct ctx *c, struct person_id person, const struct stay_list *all)
{
	const struct stay *now = going_on(all);

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

enum err stay_write(struct ctx *c, struct person_id person, struct row_id id,
                    const struct stay_new *n)
{
	struct stay_new full = *n;
	struct stay_list list;
	struct stay *all;

	if (!day_known(full.since.day))
		full.since.day = c->today;
	if (!*stay_kind_words(n->kind) || (day_known(n->ended) && n->ended.n < full.since.day.n))
		return ERR_INVALID;
	TRY(stays_read(c, person, &list));
	all = NEW_N(c->arena, struct stay, list.n + 1);
	if (list.n)
		memcpy(all, list.at, list.n * sizeof *all);
	if (!n->replaces)
		TRY(follow(c, person, all, list.n, &full));
	for (size_t i = 0; n->replaces && i < list.n; i++)
		all[i].current &= !row_id_eq(all[i].id, *n->replaces);
	all[list.n] = written(id, &full);
	TRY(put_row(c, person, id, &full));
	TRY(count(c, person, all, list.n + 1));
	TRY(due(c, person, &(struct stay_list){ all, list.n + 1 }));
	return audit(c, n->replaces ? VERB_CORRECTED : VERB_WROTE, &person, REASON_CARE, NOTHING);
}

/* --- her page --- */

static void ask(struct ctx *c, struct person_id person, void **state)
{
	struct stay_row_list *rows = NEW(c->arena, struct stay_row_list);

	stays_of(c->read, c->house->org, person, rows);
	*state = rows;
}

static enum err tell(struct ctx *c, struct person_id person, void *state, struct page_parts *parts)
{
	const struct stay_row_list *rows = state;
	struct stay_list all;

	TRY(open_all(c, person, rows, &all));
	for (size_t i = 0; i < all.n; i++) {
		const struct stay *s = &all.at[i];
		struct str words =
			s->closed ? NOTHING : str_z(lang_text(c->lang, stay_kind_words(s->kind)));
		page_moment(parts, (struct moment){ .day = s->since.day,
		                                    .hour = s->hour,
		                                    .kind = "stay",
		                                    .title = T("A place to sleep"),
		                                    .words = words,
		                                    .who = s->author,
		                                    .replaced = !s->current,
		                                    .row = s->id,
		                                    .correct = s->current && !s->closed ? "stays" : NULL });
	}
	return OK;
}

static const struct sealed_column sealed[] = {
	SEALED_COLUMN("stay.facts", CASE, STAY_FACTS, stay_facts_sealed),
	SEALED_COLUMN("stay.place", LOCATION, STAY_PLACE, stay_place_sealed),
};
const struct module stay_module = {
	.name = "stay",
	.link = { PLACE_SAFETY, "/stays", T("Where they stay"), IN_IDENTITY },
	.routes = &stay_routes,
	.ask = ask,
	.tell = tell,
	.queries = stay_queries,
	.sealed = sealed,
	.nsealed = sizeof sealed / sizeof *sealed,
};
