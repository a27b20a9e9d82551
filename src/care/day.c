#include "care/day.h"

#include "base/fields.h"
#include "care/day_inside.h"

/* A set of compartments: whoever may write one of them can do it, or read it where that is enough.
 */
#define BY(compartment) (1u << IN_##compartment)
#define READING (1u << 31)

/* What each kind of task is called, where on her page it is done, and by whom. */
static const struct {
	const char *title;
	const char *where; /* after /people/ID */
	const char *button;
	uint32_t by;
} kinds[] = {
	[TASK_CONTACT] = { T("A contact"), "/notes/new", T("Write the contact down"), BY(CASE) },
	[TASK_WORDS] = { T("In their own words: not yet written"), "/words",
	                 T("Ask again what matters most"), BY(CASE) },
	[TASK_SAFE_CONTACT] = { T("Is the contact rule still right?"), "/contact",
	                        T("Ask again about safe contact"), BY(SAFETY) },
	[TASK_ASSESSMENT] = { T("The six domains, together"), "/assessments/new",
	                      T("Begin the six domains"), BY(CASE) },
	[TASK_CONSENT] = { T("A consent ends soon"), "/consents", T("Open the consents"), BY(CASE) },
	[TASK_SECOND_PERSON] = { T("Information was given out without consent: please look at it too"),
	                         "/disclosures", T("Look at what was given out"), BY(CASE) | READING },
	[TASK_TELL_HER] = { T("Can this person be told now?"), "/disclosures",
	                    T("Look at what was given out"), BY(CASE) },
	[TASK_WELCOME] = { T("The welcome is not finished"), "/welcome", T("Go on with the welcome"),
	                   BY(SAFETY) },
	[TASK_NEED] = { T("An urgent need"), "/safety", T("Look after the need"), BY(SAFETY) },
	[TASK_SAFETY_PLAN] = { T("The safety plan, once more together"), "/safety",
	                       T("Open the safety plan"), BY(SAFETY) },
	[TASK_EVENT] = { T("After what happened"), "/events", T("Open what happened"), BY(SAFETY) },
	[TASK_HARM_SIGN] = { T("Please be with this person now, and say what was done"), "/beside",
	                     T("Say what was done"), BY(SAFETY) },
	[TASK_CHECK_IN] = { T("How are they?"), "/check-ins/new", T("Check in"), BY(CASE) },
	[TASK_PLAN] = { T("The plan, once more together"), "/plan", T("Open the plan"), BY(CASE) },
	[TASK_STEP] = { T("A step of the plan"), "/plan", T("Open the plan"), BY(CASE) },
	[TASK_SERVICE] = { T("A service that was promised"), "/services", T("Open the services"),
	                   BY(IDENTITY) },
	[TASK_RETURN] = { T("After going home: how is it there?"), "/services/after",
	                  T("Ask how it is"), BY(CASE) },
	[TASK_STAY] = { T("Where they stay"), "/stays", T("Open the stays"), BY(CASE) | BY(LOCATION) },
	[TASK_LEGAL] = { T("A protection ends soon"), "/legal", T("Open legal"), BY(CASE) },
	[TASK_HEARING] = { T("A hearing: who goes along, and how was it?"), "/legal", T("Open legal"),
	                   BY(CASE) },
	[TASK_TELL_HANDOVER] = { T("Somebody else is to walk along: tell them first"), "/hand-over",
	                         T("Tell them"), BY(CASE) },
	[TASK_ACKNOWLEDGE] = { T("A walk is handed over to you"), "/hand-over", T("Take it on"),
	                       BY(CASE) },
	[TASK_MAJORITY] = { T("Comes of age: ask every consent anew, of this person alone"),
	                    "/consents", T("Ask consents anew"), BY(CASE) },
	[TASK_BEST_INTERESTS] = { T("Look again at what was decided for a child"), "/consents",
	                          T("Look again"), BY(CASE) },
	[TASK_QUESTIONNAIRE] = { T("A questionnaire, once more together"), "/questionnaires",
	                         T("Open the questionnaires"), BY(CASE) | BY(HEALTH) | BY(COUNSEL) },
	[TASK_FOLLOW_UP] = { T("How is it going, some time after?"), "/follow-up", T("Ask how it is"),
	                     BY(CASE) },
};
enum { KINDS = sizeof kinds / sizeof *kinds };

bool task_may_do(struct ctx *c, const struct task *t)
{
	uint32_t by = kinds[t->kind].by;
	enum verb_wanted verb = by & READING ? MAY_READ : MAY_WRITE;

	for (int comp = 1; t->open && comp <= IN_LAST_; comp++)
		if (by >> comp & 1 && can(c, t->person, verb, (enum compartment)comp))
			return true;
	return false;
}

bool task_role_does_all(int64_t roles)
{
	uint32_t mine = role_compartments(roles);

	for (int i = 0; i < KINDS; i++)
		if (kinds[i].title && !(kinds[i].by & mine))
			return false;
	return true;
}

enum err task_seal(struct ctx *c, struct person_id person, struct row_id id, struct str body,
                   struct sealed *out)
{
	return seal_person(c, person, IN_SAFETY, SEAL_TASK, id, body, out);
}

/* about NULL: the person, and no row of a module. */
static enum err add(struct ctx *c, struct person_id person, const struct row_id *about,
                    enum task_kind kind, struct day due, const struct user_id *owner,
                    struct str words)
{
	struct buf body = buf_new(c->arena, TASK_ROOM);
	struct row_id id = row_id_fresh(c->now);
	struct sealed sealed;

	fields_put_int(&body, "kind", kind);
	fields_put(&body, "words", words);
	if (about)
		fields_put_id(&body, "about", about->b);
	TRY(task_seal(c, person, id, buf_str(&body), &sealed));
	task_insert(c->change, c->house->org, person, id, owner != NULL,
	            owner ? *owner : (struct user_id){ { 0 } }, due, sealed);
	return OK;
}

enum err task_add(struct ctx *c, struct person_id person, enum task_kind kind, struct day due,
                  const struct user_id *owner, struct str words)
{
	return add(c, person, NULL, kind, due, owner, words);
}

enum err task_add_about(struct ctx *c, struct person_id person, struct row_id about,
                        enum task_kind kind, struct day due, const struct user_id *owner,
                        struct str words)
{
	return add(c, person, &about, kind, due, owner, words);
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

/* about NULL: whatever it is about. */
static enum err close_those(struct ctx *c, struct person_id person, const struct row_id *about,
                            enum task_kind kind, struct day until)
{
	struct task_row_list rows;

	tasks_of(c->read, c->house->org, person, &rows);
	TRY(read_now(c->read));
	for (size_t i = 0; i < rows.n; i++) {
		struct task t;
		TRY(task_open(c, &rows.at[i], &t));
		if (t.open && t.kind == kind && t.due.n <= until.n &&
		    (!about || row_id_eq(t.about, *about)))
			task_done(c->change, c->house->org, person, t.id);
	}
	return OK;
}

enum err task_close(struct ctx *c, struct person_id person, enum task_kind kind)
{
	return close_those(c, person, NULL, kind, (struct day){ INT32_MAX });
}

enum err task_close_until(struct ctx *c, struct person_id person, enum task_kind kind,
                          struct day until)
{
	return close_those(c, person, NULL, kind, until);
}

enum err task_close_about(struct ctx *c, struct person_id person, struct row_id about,
                          enum task_kind kind)
{
	return close_those(c, person, &about, kind, (struct day){ INT32_MAX });
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

enum err task_wanted(struct ctx *c, struct person_id person, enum task_kind kind, bool *out)
{
	struct task_row_list rows;

	*out = false;
	tasks_of(c->read, c->house->org, person, &rows);
	TRY(read_now(c->read));
	for (size_t i = 0; i < rows.n && !*out; i++) {
		struct task t;
		TRY(task_open(c, &rows.at[i], &t));
		*out = t.open && t.kind == kind;
	}
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
		if (t.call ? t.open : task_may_do(c, &t))
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
