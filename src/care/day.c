#include "care/day.h"

#include "base/fields.h"
#include "care/day_inside.h"

#include <stdlib.h>

/* What each kind of task is called, and where on her page it is done. */
static const struct {
	const char *title;
	const char *where; /* after /people/ID */
	const char *button;
} kinds[] = {
	[TASK_CONTACT] = { T("A contact"), "/notes/new", T("Write the contact down") },
	[TASK_WORDS] = { T("In their own words: not yet written"), "/words",
	                 T("Ask again what matters most") },
	[TASK_SAFE_CONTACT] = { T("Is the contact rule still right?"), "/contact",
	                        T("Ask again about safe contact") },
	[TASK_ASSESSMENT] = { T("The six domains, together"), "/assessments/new",
	                      T("Begin the six domains") },
	[TASK_CONSENT] = { T("A consent ends soon"), "/consents", T("Open the consents") },
	[TASK_SECOND_PERSON] = { T("Information was given out without consent: please look at it too"),
	                         "/disclosures", T("Look at what was given out") },
	[TASK_TELL_HER] = { T("Can this person be told now?"), "/disclosures",
	                    T("Look at what was given out") },
	[TASK_WELCOME] = { T("The welcome is not finished"), "/welcome", T("Go on with the welcome") },
	[TASK_NEED] = { T("An urgent need"), "/safety", T("Look after the need") },
	[TASK_SAFETY_PLAN] = { T("The safety plan, once more together"), "/safety",
	                       T("Open the safety plan") },
	[TASK_EVENT] = { T("After what happened"), "/events", T("Open what happened") },
	[TASK_HARM_SIGN] = { T("Please be with this person now, and say what was done"), "/beside",
	                     T("Say what was done") },
	[TASK_CHECK_IN] = { T("How are they?"), "/check-ins/new", T("Check in") },
	[TASK_PLAN] = { T("The plan, once more together"), "/plan", T("Open the plan") },
	[TASK_STEP] = { T("A step of the plan"), "/plan", T("Open the plan") },
	[TASK_SERVICE] = { T("A service that was promised"), "/services", T("Open the services") },
	[TASK_RETURN] = { T("After going home: how is it there?"), "/services/after",
	                  T("Ask how it is") },
	[TASK_STAY] = { T("Where they stay"), "/stays", T("Open the stays") },
	[TASK_LEGAL] = { T("A protection ends soon"), "/legal", T("Open legal") },
	[TASK_HEARING] = { T("A hearing: who goes along, and how was it?"), "/legal", T("Open legal") },
	[TASK_TELL_HANDOVER] = { T("Somebody else is to walk along: tell them first"), "/hand-over",
	                         T("Tell them") },
	[TASK_ACKNOWLEDGE] = { T("A walk is handed over to you"), "/hand-over", T("Take it on") },
	[TASK_MAJORITY] = { T("Comes of age: ask every consent anew, of this person alone"),
	                    "/consents", T("Ask consents anew") },
	[TASK_BEST_INTERESTS] = { T("Look again at what was decided for a child"), "/consents",
	                          T("Look again") },
	[TASK_FOLLOW_UP] = { T("How is it going, some time after?"), "/follow-up", T("Ask how it is") },
};
enum { KINDS = sizeof kinds / sizeof *kinds };

enum err task_seal(struct ctx *c, struct person_id person, struct row_id id, struct str body,
                   struct sealed *out)
{
	return seal_person(c, person, IN_SAFETY, SEAL_TASK, id, body, out);
}

enum err task_add_as(struct ctx *c, struct person_id person, struct row_id id, enum task_kind kind,
                     struct day due, const struct user_id *owner, struct str words)
{
	struct buf body = buf_new(c->arena, TASK_ROOM);
	struct sealed sealed;

	fields_put_int(&body, "kind", kind);
	fields_put(&body, "words", words);
	TRY(task_seal(c, person, id, buf_str(&body), &sealed));
	task_insert(c->change, c->house->org, person, id, owner != NULL,
	            owner ? *owner : (struct user_id){ { 0 } }, due, sealed);
	return OK;
}

enum err task_add(struct ctx *c, struct person_id person, enum task_kind kind, struct day due,
                  const struct user_id *owner, struct str words)
{
	return task_add_as(c, person, row_id_fresh(c->now), kind, due, owner, words);
}

void task_close_one(struct ctx *c, struct person_id person, struct row_id id)
{
	task_done(c->change, c->house->org, person, id);
}

/* What happened has a page for each; other tasks have one for all. */
static const char *where_of(struct ctx *c, const struct task *t, bool about)
{
	char row[ID_TEXT + 1];

	if (!about || t->kind != TASK_EVENT)
		return kinds[t->kind].where;
	id_write(t->about.b, row);
	return arena_fmt(c->arena, "%s/%s", kinds[t->kind].where, row).p;
}

enum err task_open(struct ctx *c, const struct task_row *r, struct task *out)
{
	struct str body;
	int64_t kind;
	bool about;

	TRY(open_if_may(c, r->person, IN_SAFETY, SEAL_TASK, r->id, r->body, &body));
	kind = fields_int(body, "kind", 0);
	*out = (struct task){
		.id = r->id, .person = r->person, .due = r->due, .words = fields_get(body, "words")
	};
	out->kind = kind > 0 && kind < KINDS && kinds[kind].title ? (enum task_kind)kind : TASK_CONTACT;
	out->title = kinds[out->kind].title;
	out->aside = out->kind == TASK_HARM_SIGN ? T("Time together") : out->title;
	out->button = kinds[out->kind].button;
	about = fields_id(body, "about", out->about.b);
	out->where = where_of(c, out, about);
	out->by.s = fields_int(body, "by", 0);
	out->overdue = r->due.n < c->today.n;
	out->coming = r->due.n > c->today.n;
	out->open = body.p != NULL;
	out->call = r->state == TASK_CALLED;
	return OK;
}

enum err task_close_until(struct ctx *c, struct person_id person, enum task_kind kind,
                          struct day until)
{
	struct task_row_list rows;

	tasks_of(c->read, c->house->org, person, &rows);
	TRY(read_now(c->read));
	for (size_t i = 0; i < rows.n; i++) {
		struct task t;
		TRY(task_open(c, &rows.at[i], &t));
		if (t.open && t.kind == kind && t.due.n <= until.n)
			task_done(c->change, c->house->org, person, t.id);
	}
	return OK;
}

enum err task_close(struct ctx *c, struct person_id person, enum task_kind kind)
{
	return task_close_until(c, person, kind, (struct day){ INT32_MAX });
}

void task_hand_over(struct ctx *c, struct person_id person, struct user_id from, struct user_id to)
{
	task_owner(c->change, c->house->org, person, from, to);
}

enum err task_next(struct ctx *c, struct person_id person, struct task_next *out)
{
	struct task_row_list rows;

	*out = (struct task_next){ .due = NO_DAY };
	tasks_of(c->read, c->house->org, person, &rows);
	TRY(read_now(c->read));
	for (size_t i = 0; i < rows.n && !out->any; i++) {
		struct task t;
		TRY(task_open(c, &rows.at[i], &t));
		*out = (struct task_next){ t.open, t.due };
	}
	return OK;
}

enum { LOOK_AHEAD_DAYS = 7, LATELY_SECONDS = 7 * 86400 };

static enum err name_of(struct ctx *c, struct person_id id, struct str *name, struct str *code)
{
	struct person p;

	TRY(person_read(c, id, &p));
	*name = p.name;
	*code = p.code;
	return OK;
}

enum err task_name(struct ctx *c, struct task *t)
{
	return name_of(c, t->person, &t->name, &t->code);
}

/* Today first and what is late behind it, the latest promise before the old ones; then what is
 * coming. */
static int by_nearness(const void *a, const void *b)
{
	const struct task *x = a;
	const struct task *y = b;

	if (x->coming != y->coming)
		return x->coming ? 1 : -1;
	return x->coming ? (x->due.n > y->due.n) - (x->due.n < y->due.n)
	                 : (x->due.n < y->due.n) - (x->due.n > y->due.n);
}

enum err day_tasks(struct ctx *c, struct tasks *out)
{
	struct task_row_list rows;
	struct task *tasks;

	tasks_mine(c->read, c->house->org, c->actor->id, day_add(c->today, LOOK_AHEAD_DAYS), &rows);
	TRY(read_now(c->read));
	tasks = NEW_N(c->arena, struct task, rows.n + 1);
	for (size_t i = 0; i < rows.n; i++) {
		TRY(task_open(c, &rows.at[i], &tasks[i]));
		TRY(task_name(c, &tasks[i]));
	}
	qsort(tasks, rows.n, sizeof *tasks, by_nearness);
	*out = (struct tasks){ tasks, rows.n };
	return OK;
}

enum err day_changes(struct ctx *c, struct happenings *out)
{
	struct change_row_list rows;
	struct happening *list;

	changes_lately(c->read, c->house->org, c->actor->id,
	               (struct instant){ c->now.s - LATELY_SECONDS }, &rows);
	TRY(read_now(c->read));
	list = NEW_N(c->arena, struct happening, rows.n + 1);
	for (size_t i = 0; i < rows.n; i++) {
		const struct change_row *r = &rows.at[i];
		list[i] = (struct happening){ .person = r->person,
			                          .day = clock_day(r->hour, c->house->utc_offset),
			                          .who = r->user_name,
			                          .did = verb_words((enum verb)r->verb) };
		TRY(name_of(c, r->person, &list[i].name, &list[i].code));
	}
	*out = (struct happenings){ list, rows.n };
	return OK;
}

/* --- her page: what is due --- */

static void ask(struct ctx *c, struct person_id person, void **state)
{
	struct task_row_list *rows = NEW(c->arena, struct task_row_list);

	tasks_of(c->read, c->house->org, person, rows);
	*state = rows;
}

static enum err tell(struct ctx *c, struct person_id person, void *state, struct page_parts *parts)
{
	const struct task_row_list *rows = state;
	char id[ID_TEXT + 1];

	id_write(person.b, id);
	for (size_t i = 0; i < rows->n; i++) {
		struct task t;
		TRY(task_open(c, &rows->at[i], &t));
		if (t.open)
			page_step(parts,
			          (struct next_step){ .due = t.due,
			                              .title = t.aside,
			                              .words = t.call ? (struct str){ "", 0 } : t.words,
			                              .href = arena_fmt(c->arena, "/people/%s%s", id, t.where),
			                              .button = t.button,
			                              .overdue = t.overdue,
			                              .first = t.call || t.kind == TASK_NEED });
	}
	return OK;
}

const struct module day_module = {
	.name = "day",
	.routes = &day_routes,
	.ask = ask,
	.tell = tell,
	.queries = day_queries,
};
