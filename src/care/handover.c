#include "care/handover_inside.h"

#include "base/fields.h"
#include "care/day.h"
#include "care/handover_sql.h"

enum { BODY_ROOM = 48 * 1024, KEEPS_DAYS = 14 };

#define NOTHING ((struct str){ NULL, 0 })

/* Codes are sealed and final. */
static const struct choice answer_list[] = {
	{ "yes", T("Yes") },
	{ "fine", T("Does not mind") },
	{ "no", T("No: wants it to stay as it is") },
	{ "other", T("Wants somebody else") },
	{ "cannot", T("Could not be asked: cannot be reached, or too ill") },
};
const struct choice_list handover_answers = { answer_list,
	                                          sizeof answer_list / sizeof *answer_list };

static bool is(struct str code, const char *word)
{
	return str_eq(code, str_z(word));
}

static const struct companion *one_of(const struct companions *all, struct user_id staff)
{
	for (size_t i = 0; i < all->n; i++)
		if (user_id_eq(all->at[i].staff, staff))
			return &all->at[i];
	return NULL;
}

/* --- writing --- */

/* The next step, in place of before (NULL: the first). */
static enum err put_row(struct ctx *c, struct person_id person, struct row_id id,
                        const struct row_id *before, const struct handover *h)
{
	struct buf b = buf_new(c->arena, BODY_ROOM);
	struct sealed sealed;

	fields_put_id(&b, "from", h->from.b);
	fields_put_id(&b, "to", h->to.b);
	fields_put(&b, "from_name", h->from_name);
	fields_put(&b, "to_name", h->to_name);
	fields_put(&b, "note", h->note);
	fields_put(&b, "why", h->why);
	fields_put(&b, "answer", h->answer);
	fields_put(&b, "words", h->words);
	fields_put_int(&b, "told", h->told.n);
	fields_put_int(&b, "until", h->until.n);
	TRY(seal_body(c, person, IN_CASE, SEAL_HANDOVER, id, &b, &sealed));
	if (before)
		handover_replace(c->change, c->house->org, person, *before);
	handover_insert(c->change, &(struct handover_insert_args){ .org = c->house->org,
	                                                           .person = person,
	                                                           .id = id,
	                                                           .has_replaces = before != NULL,
	                                                           .replaces = row_or_none(before),
	                                                           .state = h->state,
	                                                           .author = c->actor->id,
	                                                           .hour = clock_hour(c->now),
	                                                           .body = sealed });
	return OK;
}

/* The step before a new hand-over; *has false when there was none. ERR_CONFLICT while one is on its
 * way. */
static enum err step_before(struct ctx *c, struct person_id person, struct handover *out, bool *has)
{
	enum err e = handover_read(c, person, out);

	*has = e == OK;
	if (e == ERR_ABSENT)
		return OK;
	TRY(e);
	return out->state == HANDOVER_TAKEN || out->state == HANDOVER_DECLINED ? OK : ERR_CONFLICT;
}

static enum err begin(struct ctx *c, struct person_id person, struct row_id id, struct handover *h)
{
	struct companions from;
	struct companions to;
	const struct companion *leaves;
	const struct companion *comes;
	struct handover before;
	bool has;

	TRY(handover_from(c, person, &from));
	TRY(handover_to(c, person, &to));
	leaves = one_of(&from, h->from);
	comes = one_of(&to, h->to);
	if (!leaves || !comes || user_id_eq(h->from, h->to))
		return ERR_INVALID;
	h->from_name = leaves->user_name;
	h->to_name = comes->user_name;
	TRY(step_before(c, person, &before, &has));
	return put_row(c, person, id, has ? &before.id : NULL, h);
}

enum err handover_propose(struct ctx *c, struct person_id person, struct row_id id,
                          struct user_id from, struct user_id to, struct str note, struct str why)
{
	struct handover h = { .state = HANDOVER_PROPOSED,
		                  .from = from,
		                  .to = to,
		                  .note = note,
		                  .why = why,
		                  .told = NO_DAY,
		                  .until = NO_DAY };

	if (!can(c, person, MAY_ASSIGN, IN_IDENTITY))
		return ERR_DENIED;
	TRY(begin(c, person, id, &h));
	TRY(task_add(c, person, TASK_TELL_HANDOVER, c->today, NULL, h.to_name));
	return audit(c, VERB_WROTE, &person, REASON_CARE, NOTHING);
}

/* The key is handed over; the former worker keeps it until it is taken on. */
static enum err agree(struct ctx *c, struct person_id person, struct handover *h)
{
	h->state = HANDOVER_AGREED;
	h->until = day_add(c->today, KEEPS_DAYS);
	TRY(person_hand_over(c, person, h->from, h->to));
	TRY(task_add(c, person, TASK_ACKNOWLEDGE, c->today, &h->to, h->from_name));
	return audit(c, VERB_ASSIGNED, &person, REASON_CARE, h->to_name);
}

static enum err choose(struct ctx *c, struct person_id person, const struct user_id *chosen,
                       struct handover *h)
{
	struct companions to;
	const struct companion *comes;

	if (!chosen)
		return ERR_INVALID;
	TRY(handover_to(c, person, &to));
	comes = one_of(&to, *chosen);
	if (!comes)
		return ERR_INVALID;
	if (h->state == HANDOVER_SUDDEN) {
		h->from = h->to;
		h->from_name = h->to_name;
	}
	h->to = comes->staff;
	h->to_name = comes->user_name;
	return agree(c, person, h);
}

/* Of a sudden hand-over the key is where it is; somebody looks at it with the lead. */
static enum err said_no(struct ctx *c, struct person_id person, struct handover *h)
{
	bool sudden = h->state == HANDOVER_SUDDEN;

	h->state = HANDOVER_DECLINED;
	return sudden ? task_add(c, person, TASK_CONTACT, c->today, NULL,
	                         str_z(lang_text(c->lang, T("They want somebody else to walk along. "
	                                                    "Please find a way together."))))
	              : OK;
}

enum err handover_answer(struct ctx *c, struct person_id person, struct row_id id,
                         struct str answer, const struct user_id *chosen, struct str words,
                         struct day told)
{
	struct handover h;
	struct row_id before;

	TRY(handover_read(c, person, &h));
	if (h.state != HANDOVER_PROPOSED && h.state != HANDOVER_SUDDEN)
		return ERR_CONFLICT;
	if (!can(c, person, MAY_ASSIGN, IN_IDENTITY))
		return ERR_DENIED;
	before = h.id;
	h.answer = answer;
	h.words = words;
	h.told = day_known(told) ? told : c->today;
	if (is(answer, "other"))
		TRY(choose(c, person, chosen, &h));
	else if (is(answer, "no"))
		TRY(said_no(c, person, &h));
	else if (!is(answer, "yes") && !is(answer, "fine") && !is(answer, "cannot"))
		return ERR_INVALID;
	else if (h.state == HANDOVER_SUDDEN)
		h.state = HANDOVER_TAKEN;
	else
		TRY(agree(c, person, &h));
	TRY(put_row(c, person, id, &before, &h));
	TRY(task_close(c, person, TASK_TELL_HANDOVER));
	return audit(c, VERB_WROTE, &person, REASON_CARE, NOTHING);
}

enum err handover_take_on(struct ctx *c, struct person_id person, struct row_id id)
{
	struct handover h;
	struct row_id before;

	TRY(handover_read(c, person, &h));
	if (h.state != HANDOVER_AGREED)
		return ERR_CONFLICT;
	if (!user_id_eq(h.to, c->actor->id))
		return ERR_DENIED;
	before = h.id;
	h.state = HANDOVER_TAKEN;
	/* The new version of the keys first: what follows is sealed with it, and not for the former. */
	TRY(person_unassign(c, person, h.from, false));
	TRY(put_row(c, person, id, &before, &h));
	task_hand_over(c, person, h.from, h.to);
	TRY(task_close(c, person, TASK_ACKNOWLEDGE));
	TRY(audit(c, VERB_UNASSIGNED, &person, REASON_CARE, h.from_name));
	return audit(c, VERB_TOOK_ON, &person, REASON_CARE, NOTHING);
}

enum err handover_sudden(struct ctx *c, struct person_id person, struct row_id id,
                         struct user_id from, struct user_id to, struct str note)
{
	struct handover h = { .state = HANDOVER_SUDDEN,
		                  .from = from,
		                  .to = to,
		                  .note = note,
		                  .told = NO_DAY,
		                  .until = NO_DAY };
	const struct relation *r;

	TRY(relation_of(c, person, &r));
	if (!r->in_team || !actor_is(c->actor, ROLE_lead) || r->excluded)
		return ERR_DENIED;
	/* The new version of the keys first, so that the new worker is handed that one, too. */
	TRY(person_unassign(c, person, from, false));
	TRY(person_assign(c, person, to));
	TRY(begin(c, person, id, &h));
	task_hand_over(c, person, from, to);
	TRY(task_add(c, person, TASK_TELL_HANDOVER, c->today, &h.to, h.from_name));
	return audit(c, VERB_HANDED_OVER, &person, REASON_CARE, h.to_name);
}

/* --- her page --- */

static void ask(struct ctx *c, struct person_id person, void **state)
{
	struct handover_row_list *rows = NEW(c->arena, struct handover_row_list);

	handovers_of(c->read, c->house->org, person, rows);
	*state = rows;
}

static enum err tell(struct ctx *c, struct person_id person, void *state, struct page_parts *parts)
{
	static const char *const titles[] = {
		[HANDOVER_PROPOSED] = T("Somebody else is to walk along"),
		[HANDOVER_AGREED] = T("The walk is handed over"),
		[HANDOVER_TAKEN] = T("The walk was taken on"),
		[HANDOVER_DECLINED] = T("Somebody else was not wished"),
		[HANDOVER_SUDDEN] = T("The walk was handed over suddenly"),
	};
	const struct handover_row_list *rows = state;

	for (size_t i = 0; i < rows->n; i++) {
		struct handover h;
		TRY(handover_open(c, person, &rows->at[i], &h));
		page_moment(parts, (struct moment){ .day = clock_day(h.hour, c->house->utc_offset),
		                                    .hour = h.hour,
		                                    .kind = "handover",
		                                    .title = titles[h.state],
		                                    .words = h.to_name,
		                                    .who = h.author,
		                                    .row = h.id });
	}
	return OK;
}

static const struct sealed_column sealed[] = {
	SEALED_COLUMN("handover.body", CASE, HANDOVER, handover_sealed),
};
static const struct page_link forms[] = {
	{ .path = "/hand-over", .label = T("Handing the walk over"), .opens = IN_CASE },
};
const struct module handover_module = {
	.name = "handover",
	.link = { PLACE_END, "/hand-over", T("Handing the walk over"), IN_CASE },
	.routes = &handover_routes,
	.ask = ask,
	.tell = tell,
	.queries = handover_queries,
	.sealed = sealed,
	.nsealed = sizeof sealed / sizeof *sealed,
	.forms = forms,
	.nforms = sizeof forms / sizeof *forms,
};
