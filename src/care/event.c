#include "care/event_inside.h"

#include "base/fields.h"

#include <stdlib.h>

#define NOTHING ((struct str){ NULL, 0 })

#define LIST(name, ...) \
	static const struct choice name##_list[] = { __VA_ARGS__ }; \
	const struct choice_list name = { name##_list, sizeof name##_list / sizeof *name##_list }

LIST(event_kinds, { "missing", T("Missing, or did not come back") },
     { "threat", T("A threat, or pressure") },
     { "crime", T("A further crime, or harm by somebody") },
     { "institution", T("Harm by an institution") },
     { "selfharm", T("Self-harm, or a sign of it") },
     { "return", T("Went back to where the harm was, or home under pressure") },
     { "lost", T("Contact is lost") }, { "other", T("Something else") });
LIST(event_institutions, { "police", T("Police") }, { "court", T("A court or a prosecutor") },
     { "health", T("A hospital, clinic or doctor") }, { "shelter", T("A shelter or home") },
     { "us", T("We ourselves") }, { "other", T("Another one") });
LIST(event_plans, { "yes", T("Yes, together") }, { "not_yet", T("Not yet") });
LIST(event_safes, { "yes", T("Yes, for now") }, { "unsure", T("Not sure") },
     { "no", T("Not yet") });

/* --- reading --- */

static void fields_of(struct str body, struct day typed, struct event *e)
{
	(void)fields_id(body, "root", e->root.b);
	e->kind = fields_get(body, "kind");
	e->institution = fields_get(body, "institution");
	e->when = when_get(body, typed);
	e->done = fields_get(body, "done");
	e->plan = fields_get(body, "plan");
	e->plan_day = fields_day(body, "plan_day", NO_DAY);
	e->informed = fields_get(body, "informed");
	e->next = fields_get(body, "next");
	e->next_day = fields_day(body, "next_day", NO_DAY);
	e->safe = fields_get(body, "safe");
	e->counted = fields_get(body, "counted");
}

enum err event_open_row(struct ctx *c, struct person_id person, const struct event_row *r,
                        struct event *out)
{
	struct str body;

	*out = (struct event){
		.id = r->id, .hour = r->hour, .author = r->user_name, .current = r->current
	};
	TRY(open_if_may(c, person, IN_SAFETY, SEAL_EVENT, r->id, r->safety, &body));
	TRY(open_if_may(c, person, IN_CASE, SEAL_EVENT_WORDS, r->id, r->words, &out->words));
	out->closed = body.p == NULL;
	out->words_closed = r->words.p && !out->words.p;
	fields_of(body, clock_day(r->hour, c->house->utc_offset), out);
	return OK;
}

static int newest(const void *a, const void *b)
{
	const struct event *x = a;
	const struct event *y = b;

	if (x->when.day.n != y->when.day.n)
		return x->when.day.n > y->when.day.n ? -1 : 1;
	return (x->hour.s < y->hour.s) - (x->hour.s > y->hour.s);
}

enum err events_read(struct ctx *c, struct person_id person, struct event_list *out)
{
	struct event_row_list rows;
	struct event *list;
	size_t n = 0;

	events_of(c->read, c->house->org, person, &rows);
	TRY(read_now(c->read));
	list = NEW_N(c->arena, struct event, rows.n + 1);
	for (size_t i = 0; i < rows.n; i++)
		if (rows.at[i].current)
			TRY(event_open_row(c, person, &rows.at[i], &list[n++]));
	qsort(list, n, sizeof *list, newest);
	*out = (struct event_list){ list, n };
	return OK;
}

enum err event_read(struct ctx *c, struct person_id person, struct row_id id, struct event *out)
{
	const struct event_row *row;

	event_one(c->read, c->house->org, person, id, &row);
	TRY(read_now(c->read));
	while (row && !row->current) {
		event_after(c->read, c->house->org, person, row->id, &row);
		TRY(read_now(c->read));
	}
	if (!row)
		return ERR_ABSENT;
	TRY(event_open_row(c, person, row, out));
	return out->closed ? ERR_DENIED : OK;
}

/* --- writing --- */

enum err event_put(struct ctx *c, struct person_id person, struct row_id id,
                   const struct row_id *replaces, const struct buf *safety, struct str words)
{
	struct event_insert_args row = { .org = c->house->org,
		                             .person = person,
		                             .id = id,
		                             .author = c->actor->id,
		                             .hour = clock_hour(c->now) };

	TRY(seal_body(c, person, IN_SAFETY, SEAL_EVENT, id, safety, &row.safety));
	if (words.n)
		TRY(seal_person(c, person, IN_CASE, SEAL_EVENT_WORDS, id, words, &row.words));
	if (replaces) {
		event_replace(c->change, c->house->org, person, *replaces);
		row.has_replaces = true;
		row.replaces = *replaces;
	}
	event_insert(c->change, &row);
	return OK;
}

static struct buf safety_of(struct ctx *c, const struct event_new *n, struct row_id root,
                            const struct event_mark *mark)
{
	struct buf b = buf_new(c->arena, EVENT_ROOM);

	fields_put_id(&b, "root", root.b);
	fields_put(&b, "kind", n->kind);
	fields_put(&b, "institution", n->institution);
	when_put(&b, &n->when, c->today);
	fields_put(&b, "done", n->done);
	fields_put(&b, "plan", n->plan);
	fields_put_int(&b, "plan_day", n->plan_day.n);
	fields_put(&b, "informed", n->informed);
	fields_put(&b, "next", n->next);
	fields_put_int(&b, "next_day", n->next_day.n);
	if (mark->has)
		fields_put_id(&b, "counted", mark->b);
	return b;
}

/* What was left open is given its day. */
static struct event_new settled(const struct ctx *c, const struct event_new *n)
{
	struct event_new s = *n;

	if (!s.plan.n && day_known(s.plan_day))
		s.plan = STR("not_yet");
	if (!str_eq(s.plan, STR("not_yet")))
		s.plan_day = NO_DAY;
	else if (!day_known(s.plan_day))
		s.plan_day = c->today;
	if (s.next.n && !day_known(s.next_day))
		s.next_day = day_add(c->today, 1);
	return s;
}

static enum err plan_review(struct ctx *c, struct person_id person, struct row_id root,
                            const struct event *before, const struct event_new *n)
{
	if (before && str_eq(before->plan, n->plan) && before->plan_day.n == n->plan_day.n)
		return OK;
	if (before)
		TRY(task_close_about(c, person, root, TASK_SAFETY_PLAN));
	if (!day_known(n->plan_day))
		return OK;
	return task_add_about(c, person, root, TASK_SAFETY_PLAN, n->plan_day, NULL, STR(""));
}

/* What was agreed. What was written without the case key wants to be looked at by somebody who
 * walks along. */
static enum err plan_next(struct ctx *c, struct person_id person, struct row_id root,
                          const struct event *before, const struct event_new *n)
{
	bool planned = day_known(n->next_day);

	if (before && planned && str_eq(before->next, n->next) && before->next_day.n == n->next_day.n)
		return OK;
	if (before)
		TRY(task_close_about(c, person, root, TASK_EVENT));
	if (planned)
		return task_add_about(c, person, root, TASK_EVENT, n->next_day, NULL, n->next);
	if (can(c, person, MAY_WRITE, IN_CASE))
		return OK;
	return task_add_about(
		c, person, root, TASK_EVENT, c->today, NULL,
		str_z(lang_text(c->lang, T("Written in the night. Please add what is missing."))));
}

static enum err follow(struct ctx *c, struct person_id person, struct row_id root,
                       const struct event *before, const struct event_new *n)
{
	TRY(plan_review(c, person, root, before, n));
	TRY(plan_next(c, person, root, before, n));
	if (!str_eq(n->kind, STR("selfharm")) || (before && str_eq(before->kind, n->kind)))
		return OK;
	return event_harm_sign(c, person, HARM_IN_EVENT);
}

static enum err read_before(struct ctx *c, struct person_id person, const struct event_new *n,
                            struct event *out, const struct event **before)
{
	*before = NULL;
	if (!n->replaces)
		return OK;
	TRY(event_read(c, person, *n->replaces, out));
	if (out->words_closed)
		return ERR_DENIED;
	*before = out;
	return str_eq(out->kind, BESIDE) ? ERR_INVALID : OK;
}

enum err event_write(struct ctx *c, struct person_id person, struct row_id id,
                     const struct event_new *given)
{
	const struct event_new n = settled(c, given);
	const struct event *before;
	struct event_mark mark;
	struct event read;
	struct row_id root;
	struct buf safety;

	if (!*choice_label(&event_kinds, n.kind))
		return ERR_INVALID;
	TRY(read_before(c, person, &n, &read, &before));
	root = before ? before->root : id;
	TRY(event_count(c, person, before, &n, &mark));
	safety = safety_of(c, &n, root, &mark);
	TRY(event_put(c, person, id, n.replaces, &safety, n.words));
	TRY(follow(c, person, root, before, &n));
	return audit(c, before ? VERB_CORRECTED : VERB_HAPPENED, &person, REASON_CARE, NOTHING);
}
