#include "care/exit_interview.h"

#include "base/fields.h"
#include "care/exit_interview_sql.h"
#include "care/person.h"

enum { BODY_ROOM = 48 * 1024 };

/* Codes are sealed and final. */
static const struct choice asker_list[] = {
	{ "alone", T("Nobody: written alone") },
	{ "other", T("A colleague who did not walk along") },
	{ "own", T("Somebody who walks along") },
};
const struct choice_list exit_askers = { asker_list, sizeof asker_list / sizeof *asker_list };
static const struct choice answer_list[] = {
	{ "yes", T("Yes") },
	{ "partly", T("Partly") },
	{ "no", T("No") },
	{ "unsaid", T("Prefer not to say") },
};
const struct choice_list exit_answers = { answer_list, sizeof answer_list / sizeof *answer_list };

/* --- reading --- */

static enum err open_row(struct ctx *c, struct person_id person, const struct exit_interview_row *r,
                         struct exit_interview *out)
{
	struct str body;

	TRY(open_if_may(c, person, IN_CASE, SEAL_EXIT_INTERVIEW, r->id, r->body, &body));
	*out = (struct exit_interview){ .id = r->id, .hour = r->hour, .author = r->user_name };
	out->when = when_get(body, clock_day(r->hour, c->house->utc_offset));
	out->asked_by = fields_get(body, "asked_by");
	out->helped = fields_get(body, "helped");
	out->missed = fields_get(body, "missed");
	out->advice = fields_get(body, "advice");
	out->respected = fields_get(body, "respected");
	out->decided = fields_get(body, "decided");
	out->told = fields_get(body, "told_what");
	return OK;
}

enum err exit_interviews_read(struct ctx *c, struct person_id person, struct exit_interviews *out)
{
	struct exit_interview_row_list rows;
	struct exit_interview *list;
	size_t n = 0;

	exit_interviews_of(c->read, c->house->org, person, &rows);
	TRY(read_now(c->read));
	list = NEW_N(c->arena, struct exit_interview, rows.n + 1);
	for (size_t i = 0; i < rows.n; i++)
		if (rows.at[i].current)
			TRY(open_row(c, person, &rows.at[i], &list[n++]));
	*out = (struct exit_interviews){ list, n };
	return OK;
}

/* --- writing --- */

static bool known(const struct choice_list *list, struct str code)
{
	return code.n == 0 || choice_label(list, code)[0];
}

static enum err body_of(struct ctx *c, const struct exit_interview *e, struct str *out)
{
	struct buf b = buf_new(c->arena, BODY_ROOM);

	if (!known(&exit_askers, e->asked_by) || !known(&exit_answers, e->respected) ||
	    !known(&exit_answers, e->decided) || !known(&exit_answers, e->told))
		return ERR_INVALID;
	when_put(&b, &e->when, c->today);
	fields_put(&b, "asked_by", e->asked_by);
	fields_put(&b, "helped", e->helped);
	fields_put(&b, "missed", e->missed);
	fields_put(&b, "advice", e->advice);
	fields_put(&b, "respected", e->respected);
	fields_put(&b, "decided", e->decided);
	fields_put(&b, "told_what", e->told);
	*out = buf_str(&b);
	return b.full ? ERR_TOO_BIG : OK;
}

static enum err count(struct ctx *c, struct person_id person, const struct exit_interview *e)
{
	struct buf b = buf_new(c->arena, 512);

	fields_put(&b, "exit_respected", e->respected);
	fields_put(&b, "exit_decided", e->decided);
	fields_put(&b, "exit_told", e->told);
	return episode_count(c, person, "exit", NO_DAY, &b);
}

enum err exit_interview_write(struct ctx *c, struct person_id person, struct row_id id,
                              const struct exit_interview *e, const struct row_id *replaces)
{
	struct str body;
	struct sealed sealed;

	TRY(body_of(c, e, &body));
	TRY(seal_person(c, person, IN_CASE, SEAL_EXIT_INTERVIEW, id, body, &sealed));
	if (replaces)
		exit_interview_replace(c->change, c->house->org, person, *replaces);
	exit_interview_insert(c->change,
	                      &(struct exit_interview_insert_args){ .org = c->house->org,
	                                                            .person = person,
	                                                            .id = id,
	                                                            .has_replaces = replaces != NULL,
	                                                            .replaces = row_or_none(replaces),
	                                                            .author = c->actor->id,
	                                                            .hour = clock_hour(c->now),
	                                                            .body = sealed });
	TRY(count(c, person, e));
	return audit_written(c, person, replaces);
}

/* --- her page --- */

static void ask(struct ctx *c, struct person_id person, void **state)
{
	struct exit_interview_row_list *rows = NEW(c->arena, struct exit_interview_row_list);

	exit_interviews_of(c->read, c->house->org, person, rows);
	*state = rows;
}

static enum err tell(struct ctx *c, struct person_id person, void *state, struct page_parts *parts)
{
	const struct exit_interview_row_list *rows = state;

	for (size_t i = 0; i < rows->n; i++) {
		struct exit_interview e;
		TRY(open_row(c, person, &rows->at[i], &e));
		page_moment(
			parts,
			(struct moment){ .day = e.when.day,
		                     .hour = e.hour,
		                     .kind = "exit",
		                     .title = T("The exit interview"),
		                     .words = e.helped,
		                     .who = e.author,
		                     .row = e.id,
		                     .correct = rows->at[i].current && e.helped.p ? "exit-interview" : NULL,
		                     .replaced = !rows->at[i].current });
	}
	return OK;
}

static const struct sealed_column sealed[] = {
	SEALED_COLUMN("exit_interview.body", CASE, EXIT_INTERVIEW, exit_interview_sealed),
};
static const struct page_link forms[] = {
	{ .path = "/exit-interview", .label = T("The exit interview"), .opens = IN_CASE },
};
const struct module exit_interview_module = {
	.name = "exit_interview",
	.link = { PLACE_END, "/exit-interview", T("The exit interview"), IN_CASE },
	.routes = &exit_interview_routes,
	.ask = ask,
	.tell = tell,
	.queries = exit_interview_queries,
	.sealed = sealed,
	.nsealed = sizeof sealed / sizeof *sealed,
	.forms = forms,
	.nforms = sizeof forms / sizeof *forms,
};
