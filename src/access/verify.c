#include "access/verify.h"

#include "access/inbox.h"
#include "access/inbox_sql.h"
#include "access/measured.h"
#include "access/verify_sql.h"

enum { ONE_PERSON = 16 << 20 };

/* What of every person must be known to judge her rows; in the order of ids. */
struct verify_person_key {
	struct person_id id;
	int64_t keyver;
	int64_t state;
	bool has_erasure;
	struct key erasure;
};
struct verify_people {
	struct verify_person_key *at;
	size_t n;
	size_t room;
	/* Keys of one person at a time: the arena is emptied before the next. */
	struct arena *arena;
	struct ctx c;
	bool begun;
	struct person_id person;
};

static void fault(struct verify *v, const char *where, const char *what)
{
	v->faults++;
	v->say(v->arg, arena_fmt(v->c->arena, "%s: %s", where, what).p);
}

/* --- persons --- */

static enum err person_step(void *arg, const struct verify_person *row)
{
	struct verify *v = arg;
	struct verify_people *p = v->people;

	if (p->n == p->room) {
		size_t room = p->room ? p->room * 2 : 1024;
		struct verify_person_key *more = NEW_N(v->c->arena, struct verify_person_key, room);
		if (p->n)
			memcpy(more, p->at, p->n * sizeof *more);
		p->at = more;
		p->room = room;
	}
	p->at[p->n++] =
		(struct verify_person_key){ .id = row->id, .keyver = row->keyver, .state = row->state };
	return OK;
}

static struct verify_person_key *find(const struct verify_people *p, const struct person_id *id)
{
	size_t low = 0;
	size_t high = p->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int order = memcmp(p->at[mid].id.b, id->b, ID_BYTES);
		if (order == 0)
			return &p->at[mid];
		if (order < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return NULL;
}

/* An erasure value without a person is harmless: it is written first. */
static enum err ring_step(void *arg, const struct verify_ring *row)
{
	struct verify *v = arg;
	struct verify_person_key *p = find(v->people, &row->person);

	if (!p || row->value.n != sizeof p->erasure.b)
		return OK;
	p->has_erasure = true;
	memcpy(p->erasure.b, row->value.p, sizeof p->erasure.b);
	return OK;
}

static enum err persons(struct verify *v)
{
	struct read *ring;

	TRY(verify_persons(v->c->read, v->c->house->org, person_step, v));
	/* Read after the persons: a new one's value is there before her row. */
	ring = read_begin(v->c->house->keyring, v->c->arena);
	if (!ring)
		return ERR_STORE;
	TRY(verify_rings(ring, v->c->house->org, ring_step, v));
	read_end(ring);
	for (size_t i = 0; i < v->people->n; i++) {
		const struct verify_person_key *p = &v->people->at[i];
		bool tombstone = p->state == PERSON_TOMBSTONE;
		v->checked++;
		if (tombstone && p->has_erasure)
			fault(v, "person", "somebody was erased, and her erasure value is still there");
		if (!tombstone && !p->has_erasure)
			fault(v, "person", "somebody has no erasure value, so nothing of hers can be opened");
		if (p->keyver < 1)
			fault(v, "person", "a key version below 1");
	}
	return OK;
}

/* --- references --- */

static const struct reference {
	const char *where;
	const char *what;
	void (*lost)(struct read *r, struct org_id org, const struct lost **out);
} references[] = {
	{ "person_wrap", "keys of a person who is not here", lost_wrap_person },
	{ "person_wrap", "keys wrapped to a holder who is not here", lost_wrap_holder },
	{ "person_wrap", "keys of a version that the person does not have", lost_wrap_version },
	{ "holder_wrap", "a shared key that is not here", lost_holder_wrap_holder },
	{ "holder_wrap", "a shared key handed to nobody who works here", lost_holder_wrap_staff },
	{ "assignment", "a person who is not here", lost_assignment_person },
	{ "assignment", "a colleague who is not here", lost_assignment_staff },
	{ "team_member", "a colleague who is not here", lost_member_staff },
	{ "team_member", "a team that is not here", lost_member_team },
	{ "person", "a team that is not here", lost_person_team },
	{ "glass", "a person who is not here", lost_glass_person },
	{ "audit", "a person who is not here", lost_audit_person },
	{ "audit_detail", "details without their entry", lost_audit_detail },
};
enum { REFERENCES = sizeof references / sizeof *references };

static void judge(struct verify *v, const char *where, const char *what, int64_t n)
{
	v->checked++;
	if (n)
		fault(v, where, arena_fmt(v->c->arena, "%s (rows: %lld)", what, (long long)n).p);
}

static enum err all_references(struct verify *v)
{
	const struct lost *lost[REFERENCES];
	const struct lost *wraps;

	for (size_t i = 0; i < REFERENCES; i++)
		references[i].lost(v->c->read, v->c->house->org, &lost[i]);
	lost_tombstone_wrap(v->c->read, v->c->house->org, PERSON_TOMBSTONE, &wraps);
	TRY(read_now(v->c->read));
	for (size_t i = 0; i < REFERENCES; i++)
		judge(v, references[i].where, references[i].what, lost[i]->n);
	judge(v, "person_wrap", "keys of somebody who was erased", wraps->n);
	return OK;
}

/* --- sealed values --- */

/* Judges the form of a value; true when it is worth opening. */
static bool formed(struct verify *v, const char *where, struct sealed value, int64_t newest)
{
	uint32_t keyver = vault_keyver(value);

	v->checked++;
	if (keyver == 0)
		fault(v, where, "a value that is cut short or of no known form");
	else if (keyver > newest)
		fault(v, where, "a value sealed with a key version that does not exist");
	return keyver != 0 && keyver <= newest;
}

/* What opening said. */
static enum err opened(struct verify *v, const char *where, enum err e)
{
	if (e == ERR_VAULT)
		fault(v, where, "a value that does not open");
	else if (e == ERR_DENIED || e == ERR_ABSENT)
		v->not_opened++;
	else
		return e;
	return OK;
}

/* The context in which this person's values are opened. Rows come by person, so each one's keys are
 * made once. */
static enum err ctx_of(struct verify *v, struct person_id person, struct ctx **out)
{
	struct verify_people *p = v->people;

	if (!p->begun || !person_id_eq(p->person, person)) {
		arena_reset(p->arena);
		p->begun = false;
		TRY(ctx_begin(&p->c, p->arena, v->c->house, v->c->actor, v->c->now));
		p->begun = true;
		p->person = person;
	}
	*out = &p->c;
	return OK;
}

struct column_walk {
	struct verify *v;
	const struct sealed_column *column;
};

static enum err value_open(const struct column_walk *w, const struct sealed_row *row,
                           const struct verify_person_key *p)
{
	const struct sealed_column *col = w->column;
	const struct relation *r;
	struct ctx *c;
	struct str plain;
	size_t mark;
	enum err e;

	TRY(ctx_of(w->v, row->person, &c));
	/* Her keys are loaded before the mark, and stay. */
	e = relation_of(c, row->person, &r);
	mark = arena_mark(c->arena);
	if (e == OK)
		e = open_among(c, row->person, col->comps, col->seal, row->id, row->value, &plain);
	if (e == OK && p->state == PERSON_TOMBSTONE)
		fault(w->v, col->name, "words of somebody who was erased can still be read");
	arena_back(c->arena, mark);
	return opened(w->v, col->name, e);
}

static enum err value_step(void *arg, const struct sealed_row *row)
{
	const struct column_walk *w = arg;
	struct verify *v = w->v;
	const char *name = w->column->name;
	const struct verify_person_key *p = find(v->people, &row->person);

	if (!p)
		fault(v, name, "a value of a person who is not here");
	if (p && p->state == PERSON_TOMBSTONE && w->column->seal != SEAL_AUDIT_REASON)
		fault(v, name, "a value of somebody who was erased");
	if (!formed(v, name, row->value, p ? p->keyver : INT64_MAX) || !p)
		return OK;
	return v->with_keys ? value_open(w, row, p) : opened(v, name, ERR_DENIED);
}

enum err verify_columns(struct verify *v, const struct sealed_column *columns, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct column_walk w = { v, &columns[i] };
		if (!v->people || columns[i].id_at != offsetof(struct sealed_row, id) ||
		    columns[i].value_at != offsetof(struct sealed_row, value))
			return ERR_BUG;
		TRY(columns[i].each(v->c->read, v->c->house->org, value_step, &w));
	}
	return OK;
}

static enum err entry_step(void *arg, const struct entry_sealed_row *row)
{
	struct verify *v = arg;
	const struct verify_person_key *p = find(v->people, &row->person);
	size_t mark = arena_mark(v->c->arena);
	struct str plain;
	enum err e = ERR_DENIED;

	if (!p || p->state == PERSON_TOMBSTONE)
		fault(v, "directory.entry",
		      p ? "an entry of somebody who was erased" : "an entry of nobody");
	if (!formed(v, "directory.entry", row->value, row->keyver) || !p)
		return OK;
	if (v->with_keys && p->has_erasure)
		e = open_directory(v->c, row->team, row->person, &p->erasure, row->value, &plain);
	arena_back(v->c->arena, mark);
	return opened(v, "directory.entry", e);
}

struct team_walk {
	struct verify *v;
	const char *name;
	enum seal_id seal;
};

static enum err team_step(void *arg, const struct team_sealed_row *row)
{
	const struct team_walk *w = arg;
	struct ctx *c = w->v->c;
	size_t mark = arena_mark(c->arena);
	struct str plain;
	enum err e = ERR_DENIED;

	if (!formed(w->v, w->name, row->value, row->keyver))
		return OK;
	if (w->v->with_keys)
		e = open_team(c, row->team, w->seal, row->id, row->value, &plain);
	arena_back(c->arena, mark);
	return opened(w->v, w->name, e);
}

static enum err team_values(struct verify *v)
{
	struct team_walk about = { v, "team.about", SEAL_TEAM_ABOUT };
	struct team_walk glass = { v, "glass.reason", SEAL_GLASS_REASON };
	struct team_walk away = { v, "turned_away.body", SEAL_TURNED_AWAY };

	TRY(directory_sealed(v->c->read, v->c->house->org, entry_step, v));
	TRY(team_about_sealed(v->c->read, v->c->house->org, team_step, &about));
	TRY(glass_sealed(v->c->read, v->c->house->org, team_step, &glass));
	return turned_away_sealed(v->c->read, v->c->house->org, team_step, &away);
}

/* --- the measure tables --- */

static enum err box_step(void *arg, const struct inbox_row *row)
{
	struct verify *v = arg;

	v->checked++;
	if (!inbox_shaped(row->box))
		fault(v, "measure_inbox.box", "a record that is cut short or of no known form");
	return OK;
}

static enum err fold_step(void *arg, const struct fold_row *row)
{
	struct verify *v = arg;
	const struct holder_key *mk =
		v->with_keys ? actor_holds(v->c->actor, HOLDER_MEASURE, NULL) : NULL;

	if (formed(v, "measure_fold.body", row->body, mk ? mk->keyver : INT64_MAX) && !mk)
		v->not_opened++;
	return OK;
}

static enum err folded_step(void *arg, const struct folded *f)
{
	(void)arg;
	(void)f;
	return OK;
}

static enum err scored_step(void *arg, const struct scored *s)
{
	(void)arg;
	(void)s;
	return OK;
}

static enum err score_values(struct verify *v)
{
	enum err e = scores_each(v->c, scored_step, NULL);

	if (e == ERR_VAULT)
		fault(v, "score.days", "a value that does not open; what comes after it was not looked at");
	return e == ERR_VAULT || e == ERR_DENIED ? OK : e;
}

static enum err answer_step(void *arg, const struct answered *a)
{
	(void)arg;
	(void)a;
	return OK;
}

static enum err answer_values(struct verify *v)
{
	enum err e = answers_each(v->c, answer_step, NULL);

	if (e == ERR_VAULT)
		fault(v, "measure_answer.body",
		      "a value that does not open; what comes after it was not looked at");
	return e == ERR_VAULT || e == ERR_DENIED ? OK : e;
}

static enum err measure_values(struct verify *v)
{
	enum err e = OK;

	TRY(inbox_all(v->c->read, v->c->house->org, box_step, v));
	TRY(fold_all(v->c->read, v->c->house->org, fold_step, v));
	if (v->with_keys)
		e = folded_each(v->c, folded_step, NULL);
	if (e == ERR_VAULT)
		fault(v, "measure_fold.body",
		      "a value that does not open; what comes after it was not looked at");
	TRY(e == ERR_VAULT || e == ERR_DENIED ? OK : e);
	TRY(v->with_keys ? answer_values(v) : OK);
	return v->with_keys ? score_values(v) : OK;
}

struct measured_walk {
	struct verify *v;
	const char *name;
	enum seal_id seal;
};

static enum err measured_step(void *arg, const struct measured_sealed_row *row)
{
	const struct measured_walk *w = arg;
	struct ctx *c = w->v->c;
	size_t mark = arena_mark(c->arena);
	struct str plain;
	enum err e = ERR_DENIED;

	if (!formed(w->v, w->name, row->value, INT64_MAX))
		return OK;
	if (w->v->with_keys)
		e = open_measure(c, w->seal, row->id, row->value, &plain);
	arena_back(c->arena, mark);
	return opened(w->v, w->name, e);
}

static enum err release_values(struct verify *v)
{
	struct measured_walk series = { v, "release_series.body", SEAL_RELEASE_SERIES };
	struct measured_walk release = { v, "release.body", SEAL_RELEASE };
	struct measured_walk members = { v, "release_members.body", SEAL_RELEASE_MEMBERS };
	struct measured_walk sign = { v, "release_sign.body", SEAL_RELEASE_SIGN };
	struct read *r = v->c->read;
	struct org_id org = v->c->house->org;

	TRY(release_series_sealed(r, org, measured_step, &series));
	TRY(release_sealed(r, org, measured_step, &release));
	TRY(release_members_sealed(r, org, measured_step, &members));
	return release_sign_sealed(r, org, measured_step, &sign);
}

/* --- all of it --- */

static void people_end(void *arg)
{
	struct verify_people *p = arg;

	arena_free(p->arena);
}

enum err verify_store(struct verify *v)
{
	static const struct sealed_column own[] = {
		SEALED_COLUMN("audit_detail.reason", CASE, AUDIT_REASON, audit_reason_sealed),
		SEALED_COLUMN("episode.body", CASE, EPISODE, episode_sealed),
		SEALED_COLUMN("task.body", SAFETY, TASK, task_sealed),
	};

	if (v->with_keys && !v->c->actor)
		return ERR_SIGN_IN;
	v->people = NEW(v->c->arena, struct verify_people);
	v->people->arena = arena_new(ONE_PERSON);
	if (!v->people->arena)
		return ERR_STORE;
	arena_defer(v->c->arena, people_end, v->people);
	TRY(persons(v));
	TRY(all_references(v));
	TRY(verify_columns(v, own, sizeof own / sizeof *own));
	TRY(team_values(v));
	TRY(release_values(v));
	return measure_values(v);
}
