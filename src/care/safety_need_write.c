/* What is needed within hours: written, corrected, and ended by saying what was done. */
#include "access/inbox.h"
#include "base/fields.h"
#include "care/day.h"
#include "care/safety_inside.h"
#include "html/html.h"

enum { MOST_HOURS = 72, TASK_ROOM = 2048 };

/* "Medicine: insulin (by 02:00)", as it reads where the task is shown. */
static struct str task_words(struct ctx *c, const struct safety_need *n)
{
	struct buf b = buf_new(c->arena, TASK_ROOM);
	struct html h = { .out = &b, .lang = c->lang };
	struct str say[3] = { str_z(lang_text(c->lang, need_kind_words(n->kind))), n->clock, n->what };

	if (!n->what.n)
		return html_fill_bare(&h, lang_text(c->lang, T("{1} (by {2})")), say, 2);
	return html_fill_bare(&h, lang_text(c->lang, T("{1}: {3} (by {2})")), say, 3);
}

static enum err put_row(struct ctx *c, struct person_id person, struct row_id id,
                        const struct row_id *replaces, enum need_state state, struct buf *body)
{
	struct safety_need_insert_args row = { .org = c->house->org,
		                                   .person = person,
		                                   .id = id,
		                                   .state = state,
		                                   .author = c->actor->id,
		                                   .hour = clock_hour(c->now) };

	TRY(seal_body(c, person, IN_SAFETY, SEAL_SAFETY_NEED, id, body, &row.body));
	if (replaces) {
		safety_need_replace(c->change, c->house->org, person, *replaces);
		TRY(task_close_about(c, person, *replaces, TASK_NEED));
		row.has_replaces = true;
		row.replaces = *replaces;
	}
	safety_need_insert(c->change, &row);
	return OK;
}

static struct buf body_of(struct ctx *c, const struct safety_need *n)
{
	static const struct user_id nobody;
	struct buf b = buf_new(c->arena, SAFETY_ROOM);

	fields_put(&b, "kind", n->kind);
	fields_put(&b, "what", n->what);
	fields_put_int(&b, "due", n->due.s);
	if (!user_id_eq(n->who_id, nobody)) {
		fields_put(&b, "who", n->who);
		fields_put_id(&b, "who_id", n->who_id.b);
	}
	return b;
}

/* Counted when the case is open to this colleague and the walk is on the disk: a bed tonight waits
 * for neither. The first names what was needed, the second how it went: 1 in time, 2 late, 3 not
 * wanted any more, 4 not possible. */
static enum err count(struct ctx *c, struct person_id person, struct str kind, int how)
{
	struct buf b = buf_new(c->arena, 256);
	struct episode e;
	enum err err = episode_now(c, person, &e);

	if (err == ERR_DENIED || err == ERR_ABSENT)
		return OK;
	TRY(err);
	fields_put_int(&b, arena_fmt(c->arena, "need_%.*s", (int)kind.n, kind.p).p, 1);
	if (how)
		fields_put_int(&b, arena_fmt(c->arena, "need_%.*s_end", (int)kind.n, kind.p).p, how);
	err = inbox_add(c, e.pseudonym, e.number, "need", buf_str(&b));
	return err == ERR_ABSENT ? OK : err;
}

static enum err keep(struct ctx *c, struct person_id person, struct row_id id,
                     const struct safety_need *n, const struct row_id *replaces, bool own_day)
{
	struct buf body = body_of(c, n);

	TRY(put_row(c, person, id, replaces, NEED_OPEN, &body));
	return task_add_about(c, person, id, TASK_NEED, n->due_day, own_day ? &n->who_id : NULL,
	                      task_words(c, n));
}

static void set_due(struct ctx *c, struct safety_need *n, int64_t hours)
{
	n->due.s = c->now.s + hours * 3600;
	n->due_day = clock_day(n->due, c->house->utc_offset);
	n->clock = need_clock(c, n->due);
}

/* The colleague who does it; *own_day: she walks along, so that it stands on her day. */
static enum err find_who(struct ctx *c, struct person_id person, struct safety_need *n,
                         bool *own_day)
{
	static const struct user_id nobody;
	const struct safety_colleague *s;

	*own_day = false;
	if (user_id_eq(n->who_id, nobody))
		return OK;
	safety_colleague(c->read, c->house->org, person, n->who_id, &s);
	TRY(read_now(c->read));
	if (!s)
		return ERR_INVALID;
	n->who = s->user_name;
	*own_day = s->has_assigned && s->assigned == 1;
	return OK;
}

enum err safety_need_write(struct ctx *c, struct person_id person, struct row_id id,
                           const struct safety_need_new *new)
{
	struct safety_need before = { .closed = true };
	struct safety_need n = { .kind = new->kind, .what = new->what, .who_id = new->who };
	bool own_day;

	if (!n.kind.n && n.what.n)
		n.kind = STR("other");
	if (need_hours(n.kind) == 0 || new->hours < 0 || new->hours > MOST_HOURS)
		return ERR_INVALID;
	TRY(find_who(c, person, &n, &own_day));
	set_due(c, &n, new->hours ? new->hours : need_hours(n.kind));
	if (new->replaces)
		TRY(need_now(c, person, *new->replaces, &before));
	if (!before.closed && new->hours == 0) {
		n.due = before.due;
		n.due_day = before.due_day;
		n.clock = before.clock;
	}
	TRY(keep(c, person, id, &n, new->replaces, own_day));
	TRY(count(c, person, n.kind, 0));
	return audit_written(c, person, new->replaces);
}

enum err safety_needs_begin(struct ctx *c, struct person_id person, uint32_t kinds,
                            struct str words)
{
	if (!kinds && words.n)
		kinds = 1u << (safety_kinds.n - 1);
	for (size_t i = 0; i < safety_kinds.n; i++) {
		struct safety_need n = { .kind = str_z(safety_kinds.at[i].value), .what = words };
		if (!(kinds >> i & 1))
			continue;
		set_due(c, &n, need_hours(n.kind));
		TRY(keep(c, person, row_id_fresh(c->now), &n, NULL, false));
		words = STR("");
	}
	return OK;
}

static bool known_end(struct str end)
{
	for (size_t i = 0; i < safety_ends.n; i++)
		if (str_eq(end, str_z(safety_ends.at[i].value)))
			return true;
	return end.n == 0;
}

/* Typed from paper, only the day is known. */
static bool in_time(const struct ctx *c, const struct safety_need *n, const struct when *when)
{
	if (day_known(when->day) && when->day.n < c->today.n)
		return when->day.n <= n->due_day.n;
	return c->now.s <= n->due.s;
}

static int how_it_went(const struct ctx *c, const struct safety_need *n, struct str end,
                       const struct when *when)
{
	if (str_eq(end, STR("unwanted")))
		return 3;
	if (str_eq(end, STR("unmet")))
		return 4;
	return in_time(c, n, when) ? 1 : 2;
}

enum err safety_need_done(struct ctx *c, struct person_id person, struct row_id id,
                          struct row_id need, struct str end, struct str done,
                          const struct when *when)
{
	struct safety_need n;
	struct buf body;

	if (!done.n || !known_end(end))
		return ERR_INVALID;
	TRY(need_now(c, person, need, &n));
	if (n.closed)
		return ERR_DENIED;
	body = body_of(c, &n);
	fields_put(&body, "end", end.n ? end : STR("met"));
	fields_put(&body, "done", done);
	when_put(&body, when, c->today);
	TRY(put_row(c, person, id, &need, NEED_DONE, &body));
	TRY(count(c, person, n.kind, how_it_went(c, &n, end, when)));
	return audit(c, VERB_ANSWERED, &person, REASON_CARE, (struct str){ NULL, 0 });
}
