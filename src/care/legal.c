#include "access/inbox.h"
#include "base/fields.h"
#include "care/consent.h"
#include "care/legal_inside.h"

enum { BODY_ROOM = 32 * 1024 };

/* --- rows --- */

/* Of status and view there is one chain each. The first row of a chain takes the place of an id
 * that is the chain's own, so that the second of two who write the first one is found out. */
static struct row_id first_of(struct person_id person, enum legal_what what)
{
	struct row_id first;

	memcpy(first.b, person.b, sizeof first.b);
	first.b[ID_BYTES - 1] ^= (uint8_t)what;
	return first;
}

static bool chained(enum legal_what what)
{
	return what == LEGAL_STATUS || what == LEGAL_VIEW;
}

static struct buf body_new(struct ctx *c, enum legal_what what, const struct when *when)
{
	struct buf b = buf_new(c->arena, BODY_ROOM);

	fields_put_int(&b, "what", what);
	when_put(&b, when, c->today);
	return b;
}

static enum err put(struct ctx *c, struct person_id person, struct row_id id, enum legal_what what,
                    const struct buf *body, const struct row_id *before)
{
	struct legal_insert_args row = { .org = c->house->org,
		                             .person = person,
		                             .id = id,
		                             .has_replaces = before || chained(what),
		                             .replaces = before ? *before : first_of(person, what),
		                             .author = c->actor->id,
		                             .hour = clock_hour(c->now) };

	if (what <= LEGAL_HEARING)
		TRY(seal_body(c, person, IN_CASE, SEAL_LEGAL_CARE, id, body, &row.care));
	else
		TRY(seal_body(c, person, IN_LEGAL, SEAL_LEGAL_LAW, id, body, &row.law));
	if (before)
		legal_replace(c->change, c->house->org, person, *before);
	legal_insert(c->change, &row);
	return OK;
}

/* One code for the figures, under the pseudonym. */
static enum err count(struct ctx *c, struct person_id person, const char *name, struct str code)
{
	struct buf b = buf_new(c->arena, 512);
	struct episode e;
	enum err err;

	TRY(episode_now(c, person, &e));
	fields_put(&b, name, code);
	err = inbox_add(c, e.pseudonym, e.number, "legal", buf_str(&b));
	/* P1: care never waits for a measurement key. */
	return err == ERR_ABSENT ? OK : err;
}

/* --- writing --- */

enum err legal_status_write(struct ctx *c, struct person_id person, struct row_id id,
                            const struct legal_status *s, const struct row_id *before)
{
	struct buf b = body_new(c, LEGAL_STATUS, &s->when);

	fields_put(&b, "code", s->code);
	fields_put_day(&b, "until", s->until);
	fields_put_day(&b, "reflection", s->reflection);
	fields_put_day(&b, "reflection_end", s->reflection_end);
	fields_put_day(&b, "extended", s->extended);
	TRY(put(c, person, id, LEGAL_STATUS, &b, before));
	TRY(legal_status_tasks(c, person, s));
	TRY(count(c, person, "legal_status", s->code));
	return audit_written(c, person, before);
}

/* What lies in legal is a row of its own, so that a caseworker can move the day without it. */
static enum err put_details(struct ctx *c, struct person_id person, const struct legal_hearing *h,
                            struct row_id root, struct row_id details)
{
	struct buf b = body_new(c, LEGAL_DETAILS, &h->when);

	if (row_is_none(details) && !h->place.n && !h->decided.n && row_is_none(h->proceeding))
		return OK;
	fields_put_id(&b, "root", root.b);
	fields_put(&b, "place", h->place);
	fields_put(&b, "decided", h->decided);
	if (!row_is_none(h->proceeding))
		fields_put_id(&b, "proceeding", h->proceeding.b);
	return put(c, person, row_id_fresh(c->now), LEGAL_DETAILS, &b, row_unless_none(&details));
}

enum err legal_hearing_write(struct ctx *c, struct person_id person, struct row_id id,
                             const struct legal_hearing *h, const struct row_id *before)
{
	struct buf b = body_new(c, LEGAL_HEARING, &h->when);
	struct legal_hearing old = { .root = id };
	struct legal_hearing now = *h;

	if (!day_known(h->day) || (h->state.n && !*consent_label(&legal_states, h->state)))
		return ERR_INVALID;
	if (before)
		TRY(legal_hearing_read(c, person, *before, &old));
	now.root = old.root;
	fields_put_id(&b, "root", now.root.b);
	fields_put_int(&b, "hearing", h->day.n);
	fields_put(&b, "companion", h->companion);
	fields_put(&b, "state", h->state);
	fields_put(&b, "after", h->after);
	TRY(put(c, person, id, LEGAL_HEARING, &b, before));
	if (can(c, person, MAY_WRITE, IN_LEGAL))
		TRY(put_details(c, person, h, now.root, old.details));
	TRY(legal_hearing_tasks(c, person, &now));
	return audit_written(c, person, before);
}

enum err legal_proceeding_write(struct ctx *c, struct person_id person, struct row_id id,
                                const struct legal_proceeding *p, const struct row_id *before)
{
	struct buf b = body_new(c, LEGAL_PROCEEDING, &p->when);
	struct legal_proceeding old = { .root = id };
	const char *name;

	if (!*consent_label(&legal_kinds, p->kind))
		return ERR_INVALID;
	if (before)
		TRY(legal_proceeding_read(c, person, *before, &old));
	fields_put_id(&b, "root", old.root.b);
	fields_put(&b, "kind", p->kind);
	fields_put(&b, "court", p->court);
	fields_put(&b, "words", p->words);
	fields_put(&b, "outcome", p->outcome);
	fields_put_int(&b, "over", p->over);
	TRY(put(c, person, id, LEGAL_PROCEEDING, &b, before));
	name = arena_fmt(c->arena, "legal_%.*s", (int)p->kind.n, p->kind.p).p;
	TRY(count(c, person, name, p->over ? STR("over") : STR("open")));
	return audit_written(c, person, before);
}

enum err legal_view_write(struct ctx *c, struct person_id person, struct row_id id,
                          const struct legal_view *w, const struct row_id *before)
{
	struct buf b = body_new(c, LEGAL_VIEW, &w->when);

	if (w->part.n && !*consent_label(&legal_parts, w->part))
		return ERR_INVALID;
	fields_put(&b, "justice", w->justice);
	fields_put(&b, "part", w->part);
	TRY(put(c, person, id, LEGAL_VIEW, &b, before));
	TRY(count(c, person, "legal_part", w->part));
	return audit_written(c, person, before);
}

enum err legal_note_write(struct ctx *c, struct person_id person, struct row_id id,
                          const struct legal_note *n, const struct row_id *before)
{
	struct buf b = body_new(c, LEGAL_NOTE, &n->when);

	fields_put(&b, "words", n->words);
	TRY(put(c, person, id, LEGAL_NOTE, &b, before));
	return audit_written(c, person, before);
}
