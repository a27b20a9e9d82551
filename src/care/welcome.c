#include "care/welcome.h"

#include "base/fields.h"
#include "care/consent.h"
#include "care/contact.h"
#include "care/day.h"
#include "care/welcome_sql.h"
#include "care/words.h"

enum { BODY_ROOM = 16 * 1024 };

static const struct choice interpreter_list[] = {
	{ "none", T("Nobody interpreted") },
	{ "staff", T("A colleague who speaks it") },
	{ "present", T("An interpreter in the room") },
	{ "phone", T("An interpreter by phone or video") },
	{ "close", T("Somebody close, as the person wished") },
};
const struct choice_list interpreters = { interpreter_list,
	                                      sizeof interpreter_list / sizeof *interpreter_list };

/* --- the path --- */

static const struct welcome_place places[WELCOME_STEPS] = {
	[STEP_WELCOME] = { STEP_WELCOME, WELCOME_OPEN, T("Welcome"), "/welcome" },
	[STEP_WORDS] = { STEP_WORDS, WELCOME_OPEN, T("In their own words"), "/words" },
	[STEP_CONSENT] = { STEP_CONSENT, WELCOME_OPEN, T("Consent"), "/consents" },
	[STEP_CONTACT] = { STEP_CONTACT, WELCOME_OPEN, T("Safe contact"), "/contact" },
};

static enum err state_of_welcome(struct ctx *c, struct person_id person, enum welcome_state *out)
{
	struct welcome w;

	TRY(welcome_read(c, person, &w));
	*out = w.closed  ? WELCOME_CLOSED
	       : !w.held ? WELCOME_OPEN
	       : w.later ? WELCOME_LATER
	                 : WELCOME_DONE;
	return OK;
}

static enum err state_of_words(struct ctx *c, struct person_id person, enum welcome_state *out)
{
	struct words w;

	TRY(words_read(c, person, &w));
	if (w.closed || !can(c, person, MAY_READ, IN_CASE))
		*out = WELCOME_CLOSED;
	else
		*out = words_count(&w)            ? WELCOME_DONE
		       : w.state == WORDS_NOT_YET ? WELCOME_LATER
		                                  : WELCOME_OPEN;
	return OK;
}

/* The line of the arrival card is a beginning; the step is done when the channels were asked. */
static enum err state_of_contact(struct ctx *c, struct person_id person, enum welcome_state *out)
{
	struct contact_rules rules;

	TRY(contact_read(c, person, &rules));
	*out = can(c, person, MAY_READ, IN_SAFETY) ? WELCOME_OPEN : WELCOME_CLOSED;
	for (size_t i = 0; i < rules.n; i++)
		if (!str_eq(rules.at[i].channel, STR("any")))
			*out = WELCOME_DONE;
	return OK;
}

/* A no is an answer, too. */
static enum err state_of_consent(struct ctx *c, struct person_id person, enum welcome_state *out)
{
	struct consent_list all;

	TRY(consents_read(c, person, &all));
	if (!can(c, person, MAY_READ, IN_CASE))
		*out = WELCOME_CLOSED;
	else
		*out = all.n ? WELCOME_DONE : WELCOME_OPEN;
	return OK;
}

enum err welcome_path_read(struct ctx *c, struct person_id person, struct welcome_path *out)
{
	struct welcome_place *at = NEW_N(c->arena, struct welcome_place, WELCOME_STEPS);

	memcpy(at, places, sizeof places);
	TRY(state_of_welcome(c, person, &at[STEP_WELCOME].state));
	TRY(state_of_words(c, person, &at[STEP_WORDS].state));
	TRY(state_of_contact(c, person, &at[STEP_CONTACT].state));
	TRY(state_of_consent(c, person, &at[STEP_CONSENT].state));
	*out = (struct welcome_path){ at, WELCOME_STEPS, person, WELCOME_STEPS };
	return OK;
}

/* Words that are not yet possible have a task of their own; what is closed to this reader may still
 * be open. */
static bool still_left(const struct welcome_place *p)
{
	if (p->step == STEP_CONSENT || (p->step == STEP_WORDS && p->state == WELCOME_LATER))
		return false;
	return p->state != WELCOME_DONE;
}

static enum err others_left(struct ctx *c, struct person_id person, enum welcome_step step,
                            bool *out)
{
	struct welcome_path path;

	TRY(welcome_path_read(c, person, &path));
	*out = false;
	for (size_t i = 0; i < path.n; i++)
		*out |= path.at[i].step != step && still_left(&path.at[i]);
	return OK;
}

enum err welcome_step_done(struct ctx *c, struct person_id person, enum welcome_step step)
{
	bool left;

	TRY(others_left(c, person, step, &left));
	return left ? OK : task_close(c, person, TASK_WELCOME);
}

enum err welcome_next(struct ctx *c, struct person_id person, enum welcome_step step,
                      const char **path)
{
	struct welcome_path all;
	const char *where = "";
	char id[ID_TEXT + 1];

	TRY(welcome_path_read(c, person, &all));
	for (size_t i = all.n; i-- > (size_t)step + 1;)
		if (all.at[i].state == WELCOME_OPEN)
			where = all.at[i].where;
	id_write(person.b, id);
	*path = arena_fmt(c->arena, "/people/%s%s", id, where).p;
	return OK;
}

/* --- the talk --- */

static struct str body_of(struct ctx *c, const struct welcome *w)
{
	struct buf b = buf_new(c->arena, BODY_ROOM);

	fields_put_int(&b, "day", day_known(w->day) ? w->day.n : c->today.n);
	fields_put(&b, "language", w->language);
	fields_put(&b, "interpreter", w->interpreter);
	fields_put(&b, "left", w->left);
	fields_put_int(&b, "later", w->later);
	return buf_str(&b);
}

static enum err open_row(struct ctx *c, struct person_id person, const struct welcome_row *r,
                         struct welcome *out)
{
	struct str body;

	TRY(open_if_may(c, person, IN_SAFETY, SEAL_WELCOME, r->id, r->body, &body));
	*out = (struct welcome){
		.id = r->id, .author = r->user_name, .held = true, .closed = body.p == NULL, .due = NO_DAY
	};
	out->day = fields_day(body, "day", clock_day(r->hour, c->house->utc_offset));
	out->language = fields_get(body, "language");
	out->interpreter = fields_get(body, "interpreter");
	out->left = fields_get(body, "left");
	out->later = fields_int(body, "later", 0) == 1;
	return OK;
}

enum err welcome_read(struct ctx *c, struct person_id person, struct welcome *out)
{
	struct welcome_row_list rows;

	*out = (struct welcome){ .day = NO_DAY, .due = NO_DAY };
	welcome_all(c->read, c->house->org, person, &rows);
	TRY(read_now(c->read));
	for (size_t i = 0; i < rows.n; i++)
		if (rows.at[i].current)
			return open_row(c, person, &rows.at[i], out);
	return OK;
}

/* What was left in words becomes the task, so that whoever goes on knows where. */
static enum err keep_task(struct ctx *c, struct person_id person, const struct welcome *w)
{
	if (!w->later)
		return welcome_step_done(c, person, STEP_WELCOME);
	TRY(task_close(c, person, TASK_WELCOME));
	return task_add(c, person, TASK_WELCOME, day_known(w->due) ? w->due : day_add(c->today, 1),
	                NULL, w->left);
}

enum err welcome_write(struct ctx *c, struct person_id person, struct row_id id,
                       const struct welcome *w, const struct row_id *before)
{
	struct sealed body;

	TRY(seal_person(c, person, IN_SAFETY, SEAL_WELCOME, id, body_of(c, w), &body));
	if (before)
		welcome_replace(c->change, c->house->org, person, *before);
	welcome_insert(c->change,
	               &(struct welcome_insert_args){ .org = c->house->org,
	                                              .person = person,
	                                              .id = id,
	                                              .replaces = row_replaced(person, before),
	                                              .author = c->actor->id,
	                                              .hour = clock_hour(c->now),
	                                              .body = body });
	TRY(keep_task(c, person, w));
	return audit_written(c, person, before);
}

/* --- her page --- */

static void ask(struct ctx *c, struct person_id person, void **state)
{
	struct welcome_row_list *rows = NEW(c->arena, struct welcome_row_list);

	welcome_all(c->read, c->house->org, person, rows);
	*state = rows;
}

/* A step that is left has its task, which day shows: nothing is added to what is next here. */
static enum err tell(struct ctx *c, struct person_id person, void *state, struct page_parts *parts)
{
	const struct welcome_row_list *rows = state;

	for (size_t i = 0; i < rows->n; i++) {
		struct welcome w;
		TRY(open_row(c, person, &rows->at[i], &w));
		page_moment(
			parts,
			(struct moment){ .day = w.day,
		                     .hour = rows->at[i].hour,
		                     .kind = "welcome",
		                     .title = w.later ? T("The welcome was begun")
		                                      : T("Welcomed: rights, and what is not secret here"),
		                     .words = w.left,
		                     .who = w.author,
		                     .replaced = !rows->at[i].current,
		                     .row = w.id });
	}
	return OK;
}

static const struct sealed_column sealed[] = {
	SEALED_COLUMN("welcome.body", SAFETY, WELCOME, welcome_sealed),
};
static const struct page_link forms[] = {
	{ .path = "/welcome", .label = T("Welcome"), .opens = IN_CASE },
};
const struct module welcome_module = {
	.name = "welcome",
	.link = { PLACE_WALK, "/welcome", T("Welcome"), IN_CASE },
	.routes = &welcome_routes,
	.ask = ask,
	.tell = tell,
	.queries = welcome_queries,
	.sealed = sealed,
	.nsealed = sizeof sealed / sizeof *sealed,
	.forms = forms,
	.nforms = sizeof forms / sizeof *forms,
};
