#include "care/person.h"

#include "access/directory.h"
#include "access/inbox.h"
#include "base/fields.h"
#include "care/milestone.h"
#include "care/person_inside.h"
#include "care/person_sql.h"
#include "vault/search.h"

enum { ENTRY_ROOM = 16 * 1024, EPISODE_ROOM = 16 * 1024 };

/* --- how she is called --- */

const char *person_age_group(int64_t birth_year, struct day today)
{
	int64_t age = day_date(today).year - birth_year;

	if (birth_year <= 0 || age < 0 || age >= 18)
		return "adult";
	return age >= 12 ? "12_17" : age >= 6 ? "6_11" : "0_5";
}

/* The folded names lie in the entry, so that a search folds only what was typed. */
static struct str entry_of(struct ctx *c, const struct person *p)
{
	struct buf b = buf_new(c->arena, ENTRY_ROOM);
	struct str all = arena_fmt(
		c->arena, "%.*s %.*s %.*s", (int)p->name.n, p->name.n ? p->name.p : "", (int)p->others.n,
		p->others.n ? p->others.p : "", (int)p->number.n, p->number.n ? p->number.p : "");

	fields_put(&b, "folded", fold_name(c->arena, all));
	fields_put(&b, DIRECTORY_NAME, p->name);
	fields_put(&b, "others", p->others);
	fields_put(&b, "term", p->term);
	fields_put(&b, "language", p->language);
	if (p->number.n)
		fields_put(&b, "number", p->number);
	fields_put_int(&b, "birth", p->birth_year);
	fields_put_int(&b, "birth_about", p->estimated);
	fields_put(&b, "birth_by", p->age_said_by);
	fields_put_int(&b, "voice", p->voice);
	return buf_str(&b);
}

static enum voice voice_of(int64_t n)
{
	switch (n) {
	case VOICE_SHE:
		return VOICE_SHE;
	case VOICE_HE:
		return VOICE_HE;
	case VOICE_THEY:
		return VOICE_THEY;
	default:
		return VOICE_NONE;
	}
}

void person_of_entry(struct arena *a, struct person_id id, struct str entry, struct person *out)
{
	*out = (struct person){ .id = id, .code = directory_code(a, id) };
	if (!entry.p)
		return;
	out->name = fields_get(entry, DIRECTORY_NAME);
	out->others = fields_get(entry, "others");
	out->term = fields_get(entry, "term");
	out->language = fields_get(entry, "language");
	out->number = fields_get(entry, "number");
	out->birth_year = fields_int(entry, "birth", 0);
	out->estimated = fields_int(entry, "birth_about", 0) == 1;
	out->age_said_by = fields_get(entry, "birth_by");
	out->voice = voice_of(fields_int(entry, "voice", VOICE_NONE));
}

enum err person_read(struct ctx *c, struct person_id id, struct person *out)
{
	struct str entry;

	TRY(directory_entry(c, id, &entry));
	person_of_entry(c->arena, id, entry, out);
	return OK;
}

enum err person_write(struct ctx *c, const struct person *p)
{
	const struct relation *r;

	TRY(relation_of(c, p->id, &r));
	if (!may(c->actor, MAY_WRITE, r, IN_IDENTITY))
		return ERR_DENIED;
	return directory_write(c, r->team, p->id, entry_of(c, p));
}

/* --- the walk together --- */

static bool own_field(struct str name)
{
	static const char *const own[] = { "pseudonym", "number", "entry",
		                               "closed",    "reason", "age_group" };

	for (size_t i = 0; i < sizeof own / sizeof *own; i++)
		if (str_eq(name, str_z(own[i])))
			return true;
	return false;
}

/* The members of e, and every field of e->body that is not one of them. */
static struct str episode_body(struct ctx *c, const struct episode *e)
{
	struct buf b = buf_new(c->arena, EPISODE_ROOM);
	struct str name;
	struct str value;

	fields_put_id(&b, "pseudonym", e->pseudonym.b);
	fields_put_int(&b, "number", e->number);
	fields_put_int(&b, "entry", e->entry.n);
	fields_put(&b, "age_group", e->age_group);
	fields_put_day(&b, "closed", e->closed);
	if (e->reason.n)
		fields_put(&b, "reason", e->reason);
	for (size_t at = 0; fields_next(e->body, &at, &name, &value);)
		if (!own_field(name))
			fields_put(&b, arena_str(c->arena, name).p, value);
	return buf_str(&b);
}

static struct row_id row_of(struct episode_id id)
{
	struct row_id row;

	memcpy(row.b, id.b, sizeof row.b);
	return row;
}

static enum err episode_seal(struct ctx *c, struct person_id person, const struct episode *e,
                             struct sealed *out)
{
	return seal_person(c, person, IN_CASE, SEAL_EPISODE, row_of(e->id), episode_body(c, e), out);
}

static enum err episode_first(struct ctx *c, struct person_id person, const struct episode *e)
{
	struct sealed body;

	TRY(episode_seal(c, person, e, &body));
	episode_insert(c->change, c->house->org, person, e->id, clock_hour(c->now), body);
	return OK;
}

static void episode_fields(struct str body, struct episode *e)
{
	(void)fields_id(body, "pseudonym", e->pseudonym.b);
	e->number = fields_int(body, "number", 1);
	e->entry = fields_day(body, "entry", NO_DAY);
	e->closed = fields_day(body, "closed", NO_DAY);
	e->reason = fields_get(body, "reason");
	e->age_group = fields_get(body, "age_group");
	e->body = body;
}

/* The last of a person's walks that had begun on a day. */
static enum err episode_until(struct ctx *c, struct person_id person,
                              const struct episode_row_list *rows, struct day day,
                              struct episode *out)
{
	*out = (struct episode){ .number = 0 };
	for (size_t i = 0; i < rows->n; i++) {
		struct row_id id = row_of(rows->at[i].id);
		struct episode e = { .id = rows->at[i].id, .state = rows->at[i].state };
		struct str body;
		TRY(open_person(c, person, IN_CASE, SEAL_EPISODE, id, rows->at[i].body, &body));
		episode_fields(body, &e);
		if (e.number > out->number && e.entry.n <= day.n)
			*out = e;
	}
	return out->number ? OK : ERR_ABSENT;
}

enum err episode_last(struct ctx *c, struct person_id person, const struct episode_row_list *rows,
                      struct episode *out)
{
	return episode_until(c, person, rows, (struct day){ INT32_MAX }, out);
}

enum err episode_at(struct ctx *c, struct person_id person, struct day day, struct episode *out)
{
	struct episode_row_list rows;

	episodes_of(c->read, c->house->org, person, &rows);
	TRY(read_now(c->read));
	return episode_until(c, person, &rows, day, out);
}

enum err episode_now(struct ctx *c, struct person_id person, struct episode *out)
{
	struct episode_row_list rows;

	episodes_of(c->read, c->house->org, person, &rows);
	TRY(read_now(c->read));
	return episode_last(c, person, &rows, out);
}

enum err episode_write(struct ctx *c, struct person_id person, const struct episode *e)
{
	struct sealed body;

	TRY(episode_seal(c, person, e, &body));
	episode_put(c->change, c->house->org, person, e->id, e->state, body);
	person_state_set(c->change, c->house->org, person, e->state);
	return OK;
}

/* What can be counted of an entry; what is known later (site, casework types, ...) is added by
 * later records. */
static enum err count_entry(struct ctx *c, const struct episode *e)
{
	struct buf b = buf_new(c->arena, ENTRY_ROOM);
	struct date d = day_date(e->entry);
	enum err err;

	fields_put(&b, "age_band", e->age_group);
	fields_put_int(&b, "entry_month", d.year * 12 + d.month - 1);
	if (milestones_known(c, e))
		fields_put_int(&b, "firsts_known", 1);
	if (e->body.n)
		buf_add(&b, e->body);
	err = inbox_add(c, e->pseudonym, e->number, "entry", buf_str(&b));
	/* P1: care never waits for a measurement key. */
	return err == ERR_ABSENT ? OK : err;
}

enum err episode_count(struct ctx *c, struct person_id person, const char *kind, struct day day,
                       struct buf *fields)
{
	struct episode e;
	enum err err = episode_now(c, person, &e);

	if (err == OK && day_known(day))
		fields_put_int(fields, arena_fmt(c->arena, "%s_days", kind).p, day.n - e.entry.n);
	if (err == OK)
		err = inbox_add(c, e.pseudonym, e.number, kind, buf_str(fields));
	return err == ERR_ABSENT || err == ERR_DENIED ? OK : err;
}

enum err person_arrive(struct ctx *c, const struct person *p, struct team_id team,
                       struct day arrived)
{
	return person_bring(c, p, team, arrived, (struct str){ "", 0 });
}

enum err person_bring(struct ctx *c, const struct person *p, struct team_id team,
                      struct day arrived, struct str walk)
{
	struct episode e = { .id = episode_id_fresh(c->now),
		                 .number = 1,
		                 .body = walk,
		                 .entry = arrived,
		                 .state = PERSON_WITH_US,
		                 .closed = NO_DAY };

	id_random(e.pseudonym.b);
	e.age_group = str_z(person_age_group(p->birth_year, arrived));
	TRY(person_keys_make(c, p->id, team));
	person_insert(c->change, c->house->org, p->id, team, clock_hour(c->now));
	TRY(directory_write(c, team, p->id, entry_of(c, p)));
	TRY(episode_first(c, p->id, &e));
	return count_entry(c, &e);
}

enum err episode_open(struct ctx *c, struct person_id person, struct day entry)
{
	struct episode last;
	struct episode e;
	struct person p;
	struct sealed body;

	TRY(episode_now(c, person, &last));
	TRY(person_read(c, person, &p));
	e = (struct episode){ .id = episode_id_fresh(c->now),
		                  .pseudonym = last.pseudonym,
		                  .number = last.number + 1,
		                  .entry = entry,
		                  .state = PERSON_WITH_US,
		                  .closed = NO_DAY };
	e.age_group = str_z(person_age_group(p.birth_year, entry));
	TRY(episode_seal(c, person, &e, &body));
	person_reopen(c->change, c->house->org, person);
	episode_insert(c->change, c->house->org, person, e.id, clock_hour(c->now), body);
	return count_entry(c, &e);
}
