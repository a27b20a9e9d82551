#include "care/closure_inside.h"

#include "base/fields.h"
#include "care/closure_sql.h"
#include "care/consent.h"
#include "care/day.h"
#include "care/milestone.h"

#define NOTHING ((struct str){ NULL, 0 })

enum { BODY_ROOM = 64 * 1024 };

/* --- reading --- */

static void closure_of(const struct closure_row *r, struct str body, struct closure *out)
{
	*out = (struct closure){
		.id = r->id, .hour = r->hour, .author = r->user_name, .closed = body.p == NULL
	};
	out->reason = fields_get(body, "reason");
	out->view = fields_get(body, "view");
	out->words = fields_get(body, "words");
	out->checks = (uint32_t)fields_int(body, "checks", 0);
	out->day = fields_day(body, "day", NO_DAY);
	out->told_back = fields_int(body, "told_back", 0) != 0;
	out->walk = fields_int(body, "walk", 0);
}

enum err closure_read(struct ctx *c, struct person_id person, struct closure *out)
{
	struct closure_row_list rows;
	bool has = false;

	closures_of(c->read, c->house->org, person, &rows);
	TRY(read_now(c->read));
	for (size_t i = 0; i < rows.n; i++) {
		struct closure k;
		struct str body;
		if (!rows.at[i].current)
			continue;
		TRY(open_if_may(c, person, IN_CASE, SEAL_CLOSURE, rows.at[i].id, rows.at[i].body, &body));
		/* Rows of one hour lie in no order: the walk's number tells which is the last. */
		closure_of(&rows.at[i], body, &k);
		if (!has || k.walk > out->walk)
			*out = k;
		has = true;
	}
	return has ? OK : ERR_ABSENT;
}

/* --- writing --- */

static enum err put_row(struct ctx *c, struct person_id person, struct row_id id,
                        const struct row_id *replaces, const struct buf *body)
{
	struct sealed sealed;

	TRY(seal_body(c, person, IN_CASE, SEAL_CLOSURE, id, body, &sealed));
	if (replaces)
		closure_replace(c->change, c->house->org, person, *replaces);
	closure_insert(c->change, &(struct closure_insert_args){ .org = c->house->org,
	                                                         .person = person,
	                                                         .id = id,
	                                                         .has_replaces = replaces != NULL,
	                                                         .replaces = row_or_none(replaces),
	                                                         .author = c->actor->id,
	                                                         .hour = clock_hour(c->now),
	                                                         .body = sealed });
	return OK;
}

static struct buf body_of(struct ctx *c, const struct closure_new *n, struct day day, int64_t walk)
{
	struct buf b = buf_new(c->arena, BODY_ROOM);

	fields_put_int(&b, "walk", walk);
	fields_put(&b, "reason", n->reason);
	fields_put(&b, "view", n->view);
	fields_put(&b, "words", n->words);
	fields_put_int(&b, "day", day.n);
	fields_put_int(&b, "told_back", n->told_back);
	fields_put_int(&b, "checks", n->checks);
	return b;
}

static enum err count(struct ctx *c, struct person_id person, const struct episode *e)
{
	struct buf b = buf_new(c->arena, 512);

	fields_put_int(&b, "closed_days", e->closed.n - e->entry.n);
	fields_put(&b, "closed_reason", e->reason);
	return episode_count(c, person, "closure", NO_DAY, &b);
}

/* What helped on the way is not due any more. What this person has a right to hear still is. */
static enum err settle_tasks(struct ctx *c, struct person_id person, struct str reason)
{
	static const enum task_kind on_the_way[] = {
		TASK_CONTACT,       TASK_WORDS,       TASK_SAFE_CONTACT, TASK_WELCOME, TASK_PLAN,
		TASK_STEP,          TASK_CHECK_IN,    TASK_SAFETY_PLAN,  TASK_SERVICE, TASK_STAY,
		TASK_TELL_HANDOVER, TASK_ACKNOWLEDGE, TASK_QUESTIONNAIRE
	};
	static const enum task_kind of_the_living[] = {
		TASK_ASSESSMENT, TASK_CONSENT,  TASK_TELL_HER,      TASK_NEED,
		TASK_EVENT,      TASK_RETURN,   TASK_LEGAL,         TASK_HEARING,
		TASK_FOLLOW_UP,  TASK_MAJORITY, TASK_BEST_INTERESTS
	};

	for (size_t i = 0; i < sizeof on_the_way / sizeof *on_the_way; i++)
		TRY(task_close(c, person, on_the_way[i]));
	if (closure_reason(reason) != CLOSED_DIED)
		return OK;
	for (size_t i = 0; i < sizeof of_the_living / sizeof *of_the_living; i++)
		TRY(task_close(c, person, of_the_living[i]));
	return OK;
}

/* The closure of an earlier walk is history: it is not corrected through the last one. */
static enum err still_last(struct ctx *c, struct person_id person, struct row_id id)
{
	struct closure last;

	TRY(closure_read(c, person, &last));
	return row_id_eq(last.id, id) ? OK : ERR_CONFLICT;
}

enum err closure_write(struct ctx *c, struct person_id person, struct row_id id,
                       const struct closure_new *n)
{
	struct day day = day_known(n->day) ? n->day : c->today;
	struct episode e;
	struct buf body;

	TRY(episode_now(c, person, &e));
	if (closure_reason(n->reason) == CLOSED_NOT || day.n < e.entry.n)
		return ERR_INVALID;
	if ((e.state == PERSON_CLOSED) != (n->replaces != NULL))
		return ERR_CONFLICT;
	if (n->replaces)
		TRY(still_last(c, person, *n->replaces));
	closure_state(c->change, c->house->org, person, e.id, e.state);
	body = body_of(c, n, day, e.number);
	e.state = PERSON_CLOSED;
	e.closed = day;
	e.reason = n->reason;
	TRY(put_row(c, person, id, n->replaces, &body));
	TRY(episode_write(c, person, &e));
	TRY(count(c, person, &e));
	TRY(milestones_count(c, person));
	TRY(settle_tasks(c, person, n->reason));
	return audit(c, n->replaces ? VERB_CORRECTED : VERB_CLOSED, &person, REASON_CARE, NOTHING);
}

enum err closure_reopen(struct ctx *c, struct person_id person, struct day day)
{
	struct episode e;

	TRY(episode_now(c, person, &e));
	if (e.state != PERSON_CLOSED)
		return ERR_CONFLICT;
	day = day_known(day) ? day : c->today;
	if (day_known(e.closed) && day.n < e.closed.n)
		return ERR_INVALID;
	TRY(episode_open(c, person, day));
	TRY(task_close(c, person, TASK_FOLLOW_UP));
	return audit(c, VERB_REOPENED, &person, REASON_CARE, NOTHING);
}

/* --- her page --- */

static void ask(struct ctx *c, struct person_id person, void **state)
{
	struct closure_row_list *rows = NEW(c->arena, struct closure_row_list);

	closures_of(c->read, c->house->org, person, rows);
	*state = rows;
}

static enum err tell(struct ctx *c, struct person_id person, void *state, struct page_parts *parts)
{
	const struct closure_row_list *rows = state;

	for (size_t i = 0; i < rows->n; i++) {
		const struct closure_row *r = &rows->at[i];
		struct str body;
		const char *label;
		TRY(open_if_may(c, person, IN_CASE, SEAL_CLOSURE, r->id, r->body, &body));
		label = consent_label(&closure_reasons, fields_get(body, "reason"));
		page_moment(parts,
		            (struct moment){
						.hour = r->hour,
						.kind = "closure",
						.who = r->user_name,
						.row = r->id,
						.day = fields_day(body, "day", clock_day(r->hour, c->house->utc_offset)),
						.title = T("The walk together ended"),
						.words = body.p ? str_z(lang_text(c->lang, label)) : NOTHING,
						.replaced = !r->current });
	}
	return OK;
}

static const struct sealed_column sealed[] = {
	SEALED_COLUMN("closure.body", CASE, CLOSURE, closure_sealed),
};
static const struct page_link forms[] = {
	{ .path = "/closure", .label = T("Closing"), .opens = IN_CASE },
};
const struct module closure_module = {
	.name = "closure",
	.link = { PLACE_END, "/closure", T("Closing, or beginning again"), IN_CASE },
	.routes = &closure_routes,
	.ask = ask,
	.tell = tell,
	.queries = closure_queries,
	.sealed = sealed,
	.nsealed = sizeof sealed / sizeof *sealed,
	.forms = forms,
	.nforms = sizeof forms / sizeof *forms,
};
