#include "base/fields.h"
#include "care/circle_inside.h"
#include "care/consent.h"

#include <stdlib.h>

enum { BODY_ROOM = 16 * 1024 };

static const struct choice kind_list[] = {
	{ "mother", T("Mother") },
	{ "father", T("Father") },
	{ "child", T("Child") },
	{ "sibling", T("Sister or brother") },
	{ "partner", T("Partner") },
	{ "relative", T("Another relative") },
	{ "caregiver", T("Caregiver") },
	{ "cared_for", T("Somebody this person cares for") },
	{ "guardian", T("Guardian in law") },
	{ "ward", T("Somebody this person is guardian of") },
	{ "safe", T("Friend or safe person") },
	{ "travelled", T("Travelled together") },
	{ "not_told", T("Must not be told") },
	{ "not_met", T("Must not meet") },
};
const struct choice_list circle_kinds = { kind_list, sizeof kind_list / sizeof *kind_list };

const char *circle_words(struct str kind)
{
	return consent_label(&circle_kinds, kind);
}

static bool one_of(struct str kind, const char *const *codes)
{
	for (; *codes; codes++)
		if (str_eq(kind, str_z(*codes)))
			return true;
	return false;
}

bool circle_is_away(struct str kind)
{
	static const char *const away[] = { "not_told", "not_met", NULL };

	return one_of(kind, away);
}

bool circle_is_family(struct str kind)
{
	static const char *const others[] = { "safe", "travelled", "not_told", "not_met", NULL };

	return kind.n && !one_of(kind, others);
}

static bool guards(struct str kind)
{
	static const char *const guards[] = { "mother", "father", "guardian", "caregiver", NULL };

	return one_of(kind, guards);
}

/* Whether a child's parent is the mother or the father, only people know. */
struct str circle_mirror(struct str kind)
{
	static const char *const pairs[][2] = {
		{ "mother", "child" },        { "father", "child" },    { "caregiver", "cared_for" },
		{ "cared_for", "caregiver" }, { "guardian", "ward" },   { "ward", "guardian" },
		{ "sibling", "sibling" },     { "partner", "partner" }, { "relative", "relative" },
		{ "travelled", "travelled" }, { "not_met", "not_met" },
	};

	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		if (str_eq(kind, str_z(pairs[i][0])))
			return str_z(pairs[i][1]);
	return (struct str){ "", 0 };
}

/* --- the sealed row --- */

static struct str record_of(struct ctx *c, const struct circle_link *l)
{
	struct buf b = buf_new(c->arena, BODY_ROOM);

	fields_put(&b, "kind", l->kind);
	if (l->has_record)
		fields_put_id(&b, "other", l->other.b);
	else
		fields_put(&b, "name", l->called);
	fields_put(&b, "reach", l->reach);
	fields_put(&b, "words", l->words);
	when_put(&b, &l->when, c->today);
	fields_put_day(&b, "ended", l->ended);
	fields_put(&b, "reason", l->reason);
	return buf_str(&b);
}

/* A record of the same length that says nothing. */
static struct str blank_like(struct ctx *c, struct str record)
{
	enum { HEAD = 8 }; /* what a field named "pad" costs */
	struct buf b = buf_new(c->arena, BODY_ROOM);
	struct str zeros = { arena_alloc(c->arena, record.n), record.n - HEAD };

	fields_put(&b, "pad", zeros);
	return buf_str(&b);
}

static enum err put(struct ctx *c, struct person_id person, struct row_id id,
                    const struct circle_link *l, const struct row_id *replaces)
{
	struct circle_insert_args row = { .org = c->house->org,
		                              .person = person,
		                              .id = id,
		                              .has_replaces = replaces != NULL,
		                              .author = c->actor->id,
		                              .hour = clock_hour(c->now) };
	struct str record = record_of(c, l);
	struct str blank = blank_like(c, record);
	bool away = circle_is_away(l->kind);

	TRY(seal_person(c, person, IN_IDENTITY, SEAL_CIRCLE_TIES, id, away ? blank : record,
	                &row.ties));
	TRY(seal_person(c, person, IN_SAFETY, SEAL_CIRCLE_AWAY, id, away ? record : blank, &row.away));
	if (replaces) {
		row.replaces = *replaces;
		circle_replace(c->change, c->house->org, person, *replaces);
	}
	circle_insert(c->change, &row);
	return audit_written(c, person, replaces);
}

/* The other must be somebody whose name the writer may see; more is not asked, and nothing of the
 * other's record is touched. */
static enum err check_other(struct ctx *c, struct person_id person, struct person_id other)
{
	const struct relation *r;

	if (person_id_eq(person, other))
		return ERR_INVALID;
	TRY(relation_of(c, other, &r));
	return may(c->actor, MAY_SEE_NAME, r, IN_IDENTITY) ? OK : ERR_DENIED;
}

enum err circle_write(struct ctx *c, struct person_id person, struct row_id id,
                      const struct circle_new *n)
{
	struct circle_link l = { .kind = n->kind,
		                     .called = n->name,
		                     .has_record = n->other != NULL,
		                     .words = n->words,
		                     .when = n->when,
		                     .ended = NO_DAY };

	if (!*circle_words(n->kind) || (!n->other && !str_trim(n->name).n))
		return ERR_INVALID;
	if (n->other) {
		TRY(check_other(c, person, *n->other));
		l.other = *n->other;
	} else
		l.reach = n->reach;
	return put(c, person, id, &l, n->replaces);
}

/* A row is a tie or somebody who is kept away: the other of its two values says nothing. */
enum err circle_open(struct ctx *c, struct person_id person, const struct circle_row *r,
                     struct circle_link *out)
{
	struct str ties;
	struct str away;
	struct str body;

	TRY(open_if_may(c, person, IN_IDENTITY, SEAL_CIRCLE_TIES, r->id, r->ties, &ties));
	TRY(open_if_may(c, person, IN_SAFETY, SEAL_CIRCLE_AWAY, r->id, r->away, &away));
	body = fields_get(away, "kind").p ? away : ties;
	*out = (struct circle_link){ .id = r->id,
		                         .hour = r->hour,
		                         .author = r->user_name,
		                         .current = r->current,
		                         .kind = fields_get(body, "kind"),
		                         .called = fields_get(body, "name"),
		                         .reach = fields_get(body, "reach"),
		                         .words = fields_get(body, "words"),
		                         .reason = fields_get(body, "reason") };
	out->when = when_get(body, clock_day(r->hour, c->house->utc_offset));
	out->ended = fields_day(body, "ended", NO_DAY);
	out->has_record = fields_id(body, "other", out->other.b);
	return OK;
}

/* --- reading --- */

/* The name of somebody with a record here, and whether it opens. */
static enum err name_link(struct ctx *c, struct circle_link *l)
{
	struct person p;
	enum err e;

	if (!l->has_record)
		return OK;
	e = person_read(c, l->other, &p);
	if (e == ERR_ABSENT)
		return OK;
	TRY(e);
	l->called = p.name.n ? p.name : p.code;
	l->opens = can(c, l->other, MAY_READ, IN_IDENTITY);
	return OK;
}

/* Where a kind stands in circle_kinds; what is closed comes last. */
static size_t place_of(struct str kind)
{
	size_t i = 0;

	while (i < circle_kinds.n && !str_eq(kind, str_z(kind_list[i].value)))
		i++;
	return i;
}

static int family_first(const void *a, const void *b)
{
	const struct circle_link *x = a;
	const struct circle_link *y = b;
	size_t at = place_of(x->kind);
	size_t other = place_of(y->kind);

	return at != other ? (at > other) - (at < other) : memcmp(x->id.b, y->id.b, ID_BYTES);
}

/* Those that stand now and are of the kinds; wanted NULL: ended ones and closed ones, too. */
static enum err read_kinds(struct ctx *c, struct person_id person, bool (*wanted)(struct str),
                           struct circle_links *out)
{
	struct circle_row_list rows;
	struct circle_link *links;
	size_t n = 0;

	circle_of(c->read, c->house->org, person, &rows);
	TRY(read_now(c->read));
	links = NEW_N(c->arena, struct circle_link, rows.n + 1);
	for (size_t i = 0; i < rows.n; i++) {
		if (!rows.at[i].current)
			continue;
		TRY(circle_open(c, person, &rows.at[i], &links[n]));
		if (wanted && (day_known(links[n].ended) || !wanted(links[n].kind)))
			continue;
		TRY(name_link(c, &links[n++]));
	}
	qsort(links, n, sizeof *links, family_first);
	*out = (struct circle_links){ links, n };
	return OK;
}

enum err circle_read(struct ctx *c, struct person_id person, struct circle_links *out)
{
	return read_kinds(c, person, NULL, out);
}

enum err circle_kept_away(struct ctx *c, struct person_id person, struct circle_links *out)
{
	return read_kinds(c, person, circle_is_away, out);
}

enum err circle_guardians(struct ctx *c, struct person_id person, struct circle_links *out)
{
	return read_kinds(c, person, guards, out);
}

enum err circle_read_one(struct ctx *c, struct person_id person, struct row_id id,
                         struct circle_link *out)
{
	const struct circle_row *row;

	circle_row_one(c->read, c->house->org, person, id, &row);
	TRY(read_now(c->read));
	while (row && !row->current) {
		circle_after(c->read, c->house->org, person, row->id, &row);
		TRY(read_now(c->read));
	}
	if (!row)
		return ERR_ABSENT;
	TRY(circle_open(c, person, row, out));
	return name_link(c, out);
}

enum err circle_end(struct ctx *c, struct person_id person, struct row_id id, struct row_id tie,
                    const struct when *when, struct str reason)
{
	struct circle_link l;

	TRY(circle_read_one(c, person, tie, &l));
	if (!l.kind.n)
		return ERR_DENIED;
	if (day_known(l.ended))
		return ERR_CONFLICT;
	l.when = *when;
	l.ended = day_known(when->day) ? when->day : c->today;
	l.reason = reason;
	return put(c, person, id, &l, &l.id);
}
