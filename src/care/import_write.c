/* Writing what a sheet says, in the background: pieces wait until all are made, then they are
 * committed as one change. */
#include "access/audit.h"
#include "base/log.h"
#include "care/assessment_many.h"
#include "care/import_inside.h"
#include "care/import_sql.h"
#include "care/person.h"
#include "care/service.h"
#include "care/stay.h"

#include <stdlib.h>
#include <string.h>

enum { BODY_ROOM = 160 * 1024, MEMORY = 512 << 20, SCRATCH = 96 << 20, PEOPLE_A_PIECE = 50 };

/* --- people --- */

/* What brought says of a row of hers. */
static enum err put_brought(struct ctx *c, struct person_id person, enum import_kind kind,
                            struct str record)
{
	struct row_id id = row_id_fresh(c->now);
	struct buf b = buf_new(c->arena, BODY_ROOM);
	struct sealed body;
	struct str name;
	struct str value;

	fields_put_int(&b, "kind", kind);
	for (size_t at = 0; fields_next(record, &at, &name, &value);)
		if (str_eq(name, STR("keep")))
			fields_put(&b, "keep", value);
	TRY(seal_body(c, person, IN_CASE, SEAL_BROUGHT, id, &b, &body));
	brought_insert(c->change, c->house->org, person, id, c->actor->id, clock_hour(c->now), body);
	return audit(c, VERB_BROUGHT, &person, REASON_CARE, (struct str){ NULL, 0 });
}

/* The walk's own fields, as casework writes them. */
static struct str walk_of(struct ctx *c, const struct import_sheet *s, struct str record)
{
	struct buf b = buf_new(c->arena, BODY_ROOM);
	struct team_views teams;

	if (fields_get(record, "types").n)
		fields_put(&b, "types", fields_get(record, "types"));
	if (fields_get(record, "gender").n)
		fields_put(&b, "gender", fields_get(record, "gender"));
	if (teams_mine(c, &teams) == OK)
		for (size_t i = 0; i < teams.n; i++)
			if (team_id_eq(teams.at[i].id, s->team))
				fields_put(&b, "site", teams.at[i].code);
	return buf_str(&b);
}

static struct str called(struct ctx *c, struct str record)
{
	struct str name = fields_get(record, "name");
	struct str given = fields_get(record, "given");

	if (given.n && name.n)
		return arena_fmt(c->arena, "%.*s %.*s", (int)given.n, given.p, (int)name.n, name.p);
	return given.n ? given : name.n ? name : fields_get(record, "number");
}

static struct person person_from(struct ctx *c, const struct import_row *row, struct day entry)
{
	struct person p = { .id = row->person,
		                .name = called(c, row->record),
		                .others = fields_get(row->record, "others"),
		                .number = fields_get(row->record, "number"),
		                .language = fields_get(row->record, "language"),
		                .birth_year = fields_int(row->record, "birth", 0) };
	int64_t age = fields_int(row->record, "age", -1);

	if (!p.birth_year && age >= 0) {
		p.birth_year = day_date(entry).year - age;
		p.estimated = true;
	}
	return p;
}

/* Who walks with somebody new: as her row says, else as is said of the whole sheet; else the actor.
 * Nobody when whoever was named has left the team meanwhile: then nothing is written. */
static enum err walk_with(struct ctx *c, const struct import_sheet *s, struct person_id person,
                          struct str user)
{
	struct walkers all;

	user = user.n ? user : s->walker;
	if (!user.n || str_eq(user, c->actor->user_name))
		return OK;
	TRY(walkers_of(c, s->team, &all));
	for (size_t i = 0; i < all.n; i++) {
		if (!str_eq(all.at[i].user_name, user))
			continue;
		TRY(person_arrive_with(c, person, all.at[i].id));
		return audit(c, VERB_ASSIGNED, &person, REASON_CARE, user);
	}
	return ERR_CONFLICT;
}

static enum err new_person(struct ctx *c, const struct import_sheet *s,
                           const struct import_row *row)
{
	struct day entry = fields_day(row->record, "entry", c->today);
	struct person p = person_from(c, row, entry);

	TRY(person_bring(c, &p, s->team, entry, walk_of(c, s, row->record)));
	TRY(walk_with(c, s, p.id, fields_get(row->record, "walker")));
	return put_brought(c, p.id, IMPORT_PEOPLE, row->record);
}

static bool says_name(struct str others, struct str name)
{
	while (others.n)
		if (str_eq(str_trim(str_cut(others, ',', &others)), name))
			return true;
	return false;
}

/* Somebody who is here already: what stands here is not overwritten; the sheet's number and another
 * spelling join it where the actor may write. */
static enum err same_person(struct ctx *c, const struct import_row *row)
{
	struct str number = fields_get(row->record, "number");
	struct str name = called(c, row->record);
	struct person p;

	if (!can(c, row->person, MAY_WRITE, IN_IDENTITY) || !can(c, row->person, MAY_WRITE, IN_CASE))
		return OK;
	TRY(person_read(c, row->person, &p));
	if (!p.number.n)
		p.number = number;
	if (name.n && !str_eq(name, number) && !str_eq(name, p.name) && !says_name(p.others, name))
		p.others = p.others.n ? arena_fmt(c->arena, "%.*s, %.*s", (int)p.others.n, p.others.p,
		                                  (int)name.n, name.p)
		                      : name;
	TRY(person_write(c, &p));
	return put_brought(c, row->person, IMPORT_PEOPLE, row->record);
}

static enum err write_people(struct ctx *c, const struct import_sheet *s,
                             const struct import_row *rows, size_t n)
{
	struct person_id *fresh = NEW_N(c->arena, struct person_id, n + 1);
	size_t many = 0;

	for (size_t i = 0; i < n; i++)
		if (!rows[i].same)
			fresh[many++] = rows[i].person;
	TRY(person_keys_ahead(c, fresh, many));
	for (size_t i = 0; i < n; i++)
		TRY(rows[i].same ? same_person(c, &rows[i]) : new_person(c, s, &rows[i]));
	return OK;
}

/* --- what is about somebody --- */

static enum err services(struct ctx *c, const struct import_row *rows, const struct row_id *ids,
                         size_t n)
{
	struct service_new *list = NEW_N(c->arena, struct service_new, n);
	struct code_list types;

	TRY(service_types(c, &types));
	for (size_t i = 0; i < n; i++) {
		struct str r = rows[i].record;
		struct str type = fields_get(r, "type");
		bool notes = can(c, rows[i].person, MAY_WRITE, service_compartment(&types, type));
		list[i] =
			(struct service_new){ .type = type,
			                      .minutes = fields_int(r, "minutes", 0),
			                      .partner = fields_get(r, "partner"),
			                      .when = { .day = fields_day(r, "done", c->today),
			                                .told = NO_DAY },
			                      .promised = NO_DAY,
			                      .note = notes ? fields_get(r, "note") : (struct str){ NULL, 0 },
			                      .types = &types };
	}
	return services_write(c, rows->person, ids, list, n);
}

static enum err stays(struct ctx *c, const struct import_row *rows, const struct row_id *ids,
                      size_t n)
{
	struct stay_new *list = NEW_N(c->arena, struct stay_new, n);

	for (size_t i = 0; i < n; i++) {
		struct str r = rows[i].record;
		struct str kind = fields_get(r, "kind");
		bool places = fields_get(r, "place").n || fields_get(r, "address").n;
		list[i] =
			(struct stay_new){ .kind = kind.n ? kind : STR("unknown"),
			                   .since = { .day = fields_day(r, "since", c->today), .told = NO_DAY },
			                   .until = NO_DAY,
			                   .ended = fields_day(r, "ended", NO_DAY),
			                   .place = places ? fields_get(r, "place") : (struct str){ NULL, 0 },
			                   .address = fields_get(r, "address") };
		if (places && !list[i].place.p)
			list[i].place = STR("");
	}
	return stays_write(c, rows->person, ids, list, n);
}

static void items_of(struct ctx *c, struct str record, struct assessment_new *a)
{
	struct assessment_item *items = NEW_N(c->arena, struct assessment_item, TABLE_COLUMNS);
	struct str name;
	struct str value;

	a->items = items;
	for (size_t at = 0; fields_next(record, &at, &name, &value) && a->n < TABLE_COLUMNS;) {
		struct assessment_item *item = &items[a->n];
		if (str_starts(name, STR("i_")) && str_int(value, &item->value)) {
			item->name = (struct str){ name.p + 2, name.n - 2 };
			item->evidence = STR("");
			a->n++;
		}
	}
}

static enum err scores(struct ctx *c, const struct import_row *rows, const struct row_id *ids,
                       size_t n)
{
	struct assessment_new *list = NEW_N(c->arena, struct assessment_new, n);

	for (size_t i = 0; i < n; i++) {
		struct str r = rows[i].record;
		list[i] = (struct assessment_new){ .day = fields_day(r, "day", c->today),
			                               .wave = assessment_wave(fields_get(r, "wave")),
			                               .setting = fields_get(r, "setting"),
			                               .age_group = STR("") };
		items_of(c, r, &list[i]);
	}
	return assessments_bring(c, rows->person, ids, list, n);
}

/* All rows of one person. */
static enum err write_rows(struct ctx *c, const struct import_sheet *s,
                           const struct import_row *rows, size_t n)
{
	struct row_id *ids = NEW_N(c->arena, struct row_id, n);
	struct buf kept = buf_new(c->arena, BODY_ROOM);

	for (size_t i = 0; i < n; i++) {
		ids[i] = row_id_fresh(c->now);
		buf_add(&kept, rows[i].record);
	}
	if (s->kind == IMPORT_SERVICES)
		TRY(services(c, rows, ids, n));
	else if (s->kind == IMPORT_STAYS)
		TRY(stays(c, rows, ids, n));
	else
		TRY(scores(c, rows, ids, n));
	return put_brought(c, rows->person, s->kind, buf_str(&kept));
}

/* --- pieces --- */

static int by_person(const void *a, const void *b)
{
	const struct import_row *x = a;
	const struct import_row *y = b;
	int order = memcmp(x->person.b, y->person.b, sizeof x->person.b);

	return order ? order : x->number < y->number ? -1 : x->number > y->number;
}

static int by_id(const void *a, const void *b)
{
	return memcmp(a, b, sizeof(struct person_id));
}

/* In the order of their ids, so that a table that is sorted by them is written from front to back.
 */
static void name_people(struct ctx *c, struct import_rows *rows)
{
	struct person_id *ids = NEW_N(c->arena, struct person_id, rows->n + 1);
	size_t n = 0;

	for (size_t i = 0; i < rows->n; i++)
		ids[i] = person_id_fresh(c->now);
	if (rows->n)
		qsort(ids, rows->n, sizeof *ids, by_id);
	for (size_t i = 0; i < rows->n; i++)
		if (!rows->at[i].same)
			rows->at[i].person = ids[n++];
}

/* How many rows the next piece has: some people, or all rows of one person. */
static size_t piece_of(const struct import_sheet *s, const struct import_rows *rows, size_t from)
{
	size_t n = 1;

	if (s->kind == IMPORT_PEOPLE)
		return rows->n - from < PEOPLE_A_PIECE ? rows->n - from : PEOPLE_A_PIECE;
	while (from + n < rows->n && person_id_eq(rows->at[from].person, rows->at[from + n].person))
		n++;
	return n;
}

static enum err piece_make(struct background_work *w, struct arena *scratch, struct spool *spool,
                           const struct import_sheet *s, const struct import_row *rows, size_t n)
{
	struct ctx c;
	enum err e;

	arena_reset(scratch);
	TRY(ctx_begin(&c, scratch, w->house, w->actor, w->house->clock()));
	c.lang = w->lang;
	e = s->kind == IMPORT_PEOPLE ? write_people(&c, s, rows, n) : write_rows(&c, s, rows, n);
	if (e == OK)
		e = audit_spool(&c, spool);
	read_end(c.read);
	return e;
}

static enum err pieces_make(struct ctx *c, struct background_work *w, struct spool *spool,
                            const struct import_sheet *s, struct import_rows *rows)
{
	struct arena *scratch = arena_beside(c->arena, SCRATCH);

	if (!scratch)
		return ERR_BUSY;
	if (s->kind == IMPORT_PEOPLE)
		name_people(c, rows);
	else if (rows->n)
		qsort(rows->at, rows->n, sizeof *rows->at, by_person);
	atomic_store(&w->all, (long long)rows->n);
	for (size_t from = 0; from < rows->n;) {
		size_t n = piece_of(s, rows, from);
		if (atomic_load(&w->stop))
			return ERR_BUSY;
		TRY(piece_make(w, scratch, spool, s, rows->at + from, n));
		from += n;
		atomic_store(&w->done, (long long)from);
	}
	return OK;
}

/* --- jobs --- */

static enum err begin(struct background_work *w, struct ctx *c, struct import_sheet *s)
{
	TRY(ctx_begin(c, w->arena, w->house, w->actor, w->house->clock()));
	c->lang = w->lang;
	return sheet_of(c, w->about, s);
}

static enum err check_run(struct background_work *w)
{
	struct import_result result;
	struct import_sheet s;
	struct ctx c;

	TRY(begin(w, &c, &s));
	TRY(rows_check(&c, w, &s, NULL, &result));
	TRY(result_put(&c, s.id, &result));
	TRY(part_put(&c, s.id, PART_MEND, buf_str(&result.mend)));
	import_step(c.change, c.house->org, s.id, IMPORT_CHECKING, IMPORT_CHECKED);
	return import_commit(&c);
}

/* Where it ends: the rows go, what they came to stays. */
static enum err finish(struct ctx *c, const struct import_sheet *s, struct import_result *result,
                       struct spool *spool)
{
	struct import_result sum = { .sum = result->sum };
	struct import_sheet gone = {
		.id = s->id, .kind = s->kind, .name = s->name, .sheet = s->sheet, .rows = s->rows
	};
	struct buf head = buf_new(c->arena, PART_ROOM);

	TRY(map_keep(c, s));
	head_put(&head, &gone);
	import_parts_drop(c->change, c->house->org, s->id, PART_HEAD);
	TRY(part_put(c, s->id, PART_HEAD, buf_str(&head)));
	TRY(plan_put(c, &gone));
	TRY(result_put(c, s->id, &sum));
	import_step(c->change, c->house->org, s->id, IMPORT_WRITING, IMPORT_DONE);
	TRY(audit(c, VERB_IMPORTED, NULL, REASON_CARE, (struct str){ NULL, 0 }));
	return audit_commit_spool(c, spool);
}

static enum err write_run(struct background_work *w)
{
	struct import_rows rows = { .n = 0 };
	struct import_result result;
	struct import_sheet s;
	struct spool *spool;
	struct ctx c;

	TRY(begin(w, &c, &s));
	TRY(spool_open(w->arena, w->house->files, &spool));
	TRY(rows_check(&c, w, &s, &rows, &result));
	/* Somebody may have come since it was looked at. */
	if (import_objection(&s, &result.sum))
		return ERR_CONFLICT;
	TRY(pieces_make(&c, w, spool, &s, &rows));
	return finish(&c, &s, &result, spool);
}

static const char *why(enum err e)
{
	if (e == ERR_CONFLICT)
		return T("Something changed here meanwhile. Nothing was written. Please look at it again.");
	if (e == ERR_DENIED)
		return T("Some of these people are closed to you. Nothing was written. Please ask somebody "
		         "who may write about them.");
	if (e == ERR_FULL)
		return T("The disk is full. Nothing was written.");
	return T("It came to nothing, and nothing was written. Please try it once more.");
}

/* Back to where it was begun from, with the reason. */
static void back(struct background_work *w, enum import_state was, enum import_state to, enum err e)
{
	struct import_result result;
	struct ctx c;

	if (e == OK || ctx_begin(&c, w->arena, w->house, w->actor, w->house->clock()) != OK)
		return;
	c.lang = w->lang;
	if (result_of(&c, w->about, &result) != OK)
		return;
	result.failed = why(e);
	e = result_put(&c, w->about, &result);
	import_step(c.change, c.house->org, w->about, was, to);
	read_end(c.read);
	if (e == OK)
		e = import_commit(&c);
	if (e != OK)
		log_event("import-not-set-back", LOG_ERR(e));
}

static void check_ended(struct background_work *w, enum err e)
{
	back(w, IMPORT_CHECKING, IMPORT_READ, e);
}

static void write_ended(struct background_work *w, enum err e)
{
	back(w, IMPORT_WRITING, IMPORT_CHECKED, e);
}

const struct background_job check_job = { check_run, check_ended, IMPORT_CHECKING, MEMORY };
const struct background_job write_job = { write_run, write_ended, IMPORT_WRITING, MEMORY };

enum err job_begin(struct ctx *c, struct row_id id, enum import_state was, enum import_state state,
                   const struct background_job *job)
{
	enum err e;

	if (background_busy(c->house))
		return ERR_BUSY;
	import_step(c->change, c->house->org, id, was, state);
	TRY(import_commit(c));
	e = background_begin(c, id, job);
	if (e == OK)
		return OK;
	import_step(c->change, c->house->org, id, state, was);
	TRY(import_commit(c));
	return e;
}
