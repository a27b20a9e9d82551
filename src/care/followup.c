#include "care/followup.h"

#include "base/fields.h"
#include "care/consent.h"
#include "care/day.h"
#include "care/followup_sql.h"
#include "care/person.h"

enum { BODY_ROOM = 16 * 1024 };

#define NOTHING ((struct str){ NULL, 0 })

/* Codes are sealed and final. */
static const struct choice wish_list[] = {
	{ "yes", T("Yes") },
	{ "how", T("Only in this way:") },
	{ "no", T("No, and that is a full answer") },
};
const struct choice_list followup_wishes = { wish_list, sizeof wish_list / sizeof *wish_list };
static const struct choice outcome_list[] = {
	{ "seen", T("Met or spoken with") },
	{ "not_found", T("Looked for and not found") },
	{ "did_not_wish", T("Did not wish to be asked") },
	{ "died", T("Died") },
};
const struct choice_list followup_outcomes = { outcome_list,
	                                           sizeof outcome_list / sizeof *outcome_list };

/* --- reading: one sequence of rows, each a wish or what was found --- */

static bool is_wish(struct str body)
{
	return str_eq(fields_get(body, "kind"), STR("wish"));
}

static void wish_of(struct row_id id, struct str body, struct followups *out)
{
	out->asked = true;
	out->wished = id;
	out->wish = (struct followup_wish){ .wish = fields_get(body, "wish"),
		                                .way = fields_get(body, "way"),
		                                .rule_right = fields_int(body, "rule_right", 0) != 0 };
	out->wish.until = fields_day(body, "until", NO_DAY);
}

static struct followup_found found_of(const struct followup_row *r, struct str body)
{
	struct followup_found f = { .id = r->id, .hour = r->hour, .author = r->user_name };

	f.outcome = fields_get(body, "outcome");
	f.words = fields_get(body, "words");
	f.herself = fields_int(body, "herself", 0) != 0;
	f.day = fields_day(body, "day", NO_DAY);
	return f;
}

/* The yes is looked up among the consents: it may have been taken back or have ended there. */
static enum err look_if_live(struct ctx *c, struct person_id person, struct followups *out)
{
	struct consent_list all;

	if (!out->asked || str_eq(out->wish.wish, STR("no")) || !out->wish.rule_right)
		return OK;
	TRY(consents_read(c, person, &all));
	for (size_t i = 0; i < all.n; i++)
		if (all.at[i].live && str_eq(all.at[i].terms.purpose, STR("follow_up"))) {
			out->live = true;
			out->consent = all.at[i].id;
		}
	return OK;
}

static enum err open_row(struct ctx *c, struct person_id person, const struct followup_row *r,
                         struct str *body)
{
	return open_if_may(c, person, IN_CASE, SEAL_FOLLOWUP, r->id, r->body, body);
}

enum err followup_read(struct ctx *c, struct person_id person, struct followups *out)
{
	struct followup_row_list rows;
	struct followup_found *list;
	size_t n = 0;

	*out = (struct followups){ .asked = false };
	followups_of(c->read, c->house->org, person, &rows);
	TRY(read_now(c->read));
	list = NEW_N(c->arena, struct followup_found, rows.n + 1);
	for (size_t i = 0; i < rows.n; i++) {
		struct str body;
		if (!rows.at[i].current)
			continue;
		TRY(open_row(c, person, &rows.at[i], &body));
		if (is_wish(body))
			wish_of(rows.at[i].id, body, out);
		else
			list[n++] = found_of(&rows.at[i], body);
	}
	out->found = (struct followup_list){ list, n };
	return look_if_live(c, person, out);
}

/* --- writing --- */

static enum err put_row(struct ctx *c, struct person_id person, struct row_id id,
                        const struct row_id *replaces, const struct buf *body)
{
	struct sealed sealed;

	TRY(seal_body(c, person, IN_CASE, SEAL_FOLLOWUP, id, body, &sealed));
	if (replaces)
		followup_replace(c->change, c->house->org, person, *replaces);
	followup_insert(c->change, &(struct followup_insert_args){ .org = c->house->org,
	                                                           .person = person,
	                                                           .id = id,
	                                                           .has_replaces = replaces != NULL,
	                                                           .replaces = row_or_none(replaces),
	                                                           .author = c->actor->id,
	                                                           .hour = clock_hour(c->now),
	                                                           .body = sealed });
	return OK;
}

/* The yes as a consent with an end, the no as the full answer that it is. */
static enum err say(struct ctx *c, struct person_id person, struct row_id id,
                    const struct followup_wish *w, struct day until)
{
	struct consent_new n = { .refused = str_eq(w->wish, STR("no")) };

	n.terms = (struct consent_terms){ .purpose = STR("follow_up"),
		                              .groups = 1u << GROUP_NAME,
		                              .withheld = w->way,
		                              .how = w->how,
		                              .witness = w->witness,
		                              .day = NO_DAY,
		                              .until = n.refused ? NO_DAY : until };
	return consent_give(c, person, id, &n);
}

static enum err plan(struct ctx *c, struct person_id person, struct day closed, struct day until)
{
	static const int months[] = { 3, 6, 12 };

	for (size_t i = 0; i < sizeof months / sizeof *months; i++) {
		struct day due = day_add_months(closed, months[i]);
		if (due.n >= c->today.n && due.n <= until.n)
			TRY(task_add(c, person, TASK_FOLLOW_UP, due, NULL, STR("")));
	}
	return OK;
}

enum err followup_agree(struct ctx *c, struct person_id person, struct row_id id,
                        const struct followup_wish *w, struct day closed)
{
	struct day until = day_known(w->until) ? w->until : day_add_months(closed, FOLLOWUP_MONTHS);
	struct buf body = buf_new(c->arena, BODY_ROOM);
	struct followups before;

	if (!*consent_label(&followup_wishes, w->wish))
		return ERR_INVALID;
	TRY(followup_read(c, person, &before));
	fields_put(&body, "kind", STR("wish"));
	fields_put(&body, "wish", w->wish);
	fields_put(&body, "way", w->way);
	fields_put_int(&body, "until", until.n);
	fields_put_int(&body, "rule_right", w->rule_right);
	TRY(put_row(c, person, id, before.asked ? &before.wished : NULL, &body));
	TRY(say(c, person, id, w, until));
	TRY(task_close(c, person, TASK_FOLLOW_UP));
	return str_eq(w->wish, STR("no")) || !w->rule_right ? OK : plan(c, person, closed, until);
}

/* What is due until then is done. Who does not wish it, or has died, is not asked again. */
static enum err settle(struct ctx *c, struct person_id person, const struct followup_new *n,
                       struct day day, const struct followups *known)
{
	bool last = str_eq(n->outcome, STR("did_not_wish")) || str_eq(n->outcome, STR("died"));

	if (last && known->live && str_eq(n->outcome, STR("did_not_wish")))
		TRY(consent_withdraw(c, person, row_id_fresh(c->now), known->consent, STR(""), STR("")));
	return last ? task_close(c, person, TASK_FOLLOW_UP)
	            : task_close_until(c, person, TASK_FOLLOW_UP, day_add_months(day, 1));
}

static enum err count(struct ctx *c, struct person_id person, const struct episode *e,
                      struct str outcome, struct day day)
{
	struct buf b = buf_new(c->arena, 512);

	fields_put(&b, "followup", outcome);
	fields_put_int(&b, "followup_days", day.n - e->closed.n);
	return episode_count(c, person, "followup", NO_DAY, &b);
}

/* P4: whoever comes by may be written down; whoever was asked had said yes. */
static bool was_allowed(const struct followup_new *n, const struct followups *known)
{
	return n->herself || n->replaces || known->live || str_eq(n->outcome, STR("did_not_wish")) ||
	       str_eq(n->outcome, STR("died"));
}

enum err followup_write(struct ctx *c, struct person_id person, struct row_id id,
                        const struct followup_new *n)
{
	struct day day = day_known(n->day) ? n->day : c->today;
	struct buf body = buf_new(c->arena, BODY_ROOM);
	struct followups known;
	struct episode e;

	TRY(episode_now(c, person, &e));
	if (e.state != PERSON_CLOSED)
		return ERR_CONFLICT;
	if (!*consent_label(&followup_outcomes, n->outcome) || day.n < e.closed.n)
		return ERR_INVALID;
	TRY(followup_read(c, person, &known));
	if (!was_allowed(n, &known))
		return ERR_DENIED;
	followup_closed(c->change, c->house->org, person, e.id, PERSON_CLOSED);
	fields_put(&body, "kind", STR("found"));
	fields_put(&body, "outcome", n->outcome);
	fields_put(&body, "words", n->words);
	fields_put_int(&body, "day", day.n);
	fields_put_int(&body, "herself", n->herself);
	TRY(put_row(c, person, id, n->replaces, &body));
	TRY(settle(c, person, n, day, &known));
	TRY(count(c, person, &e, n->outcome, day));
	return audit_written(c, person, n->replaces);
}

/* --- her page --- */

static void ask(struct ctx *c, struct person_id person, void **state)
{
	struct followup_row_list *rows = NEW(c->arena, struct followup_row_list);

	followups_of(c->read, c->house->org, person, rows);
	*state = rows;
}

static enum err tell(struct ctx *c, struct person_id person, void *state, struct page_parts *parts)
{
	const struct followup_row_list *rows = state;

	for (size_t i = 0; i < rows->n; i++) {
		const struct followup_row *r = &rows->at[i];
		struct followup_found f;
		struct str body;
		const char *label;
		TRY(open_row(c, person, r, &body));
		if (is_wish(body))
			continue;
		f = found_of(r, body);
		label = consent_label(&followup_outcomes, f.outcome);
		page_moment(parts, (struct moment){
							   .day = body.p ? f.day : clock_day(r->hour, c->house->utc_offset),
							   .hour = r->hour,
							   .kind = "followup",
							   .title = T("Asked how it is, after the end"),
							   .words = body.p ? str_z(lang_text(c->lang, label)) : NOTHING,
							   .who = r->user_name,
							   .row = r->id,
							   .correct = body.p && r->current ? "follow-up" : NULL,
							   .replaced = !r->current });
	}
	return OK;
}

static const struct sealed_column sealed[] = {
	SEALED_COLUMN("followup.body", CASE, FOLLOWUP, followup_sealed),
};
static const struct page_link forms[] = {
	{ .path = "/follow-up", .label = T("How it is afterwards"), .opens = IN_CASE },
};
const struct module followup_module = {
	.name = "followup",
	.link = { PLACE_END, "/follow-up", T("How it is afterwards"), IN_CASE },
	.routes = &followup_routes,
	.ask = ask,
	.tell = tell,
	.queries = followup_queries,
	.sealed = sealed,
	.nsealed = sizeof sealed / sizeof *sealed,
	.forms = forms,
	.nforms = sizeof forms / sizeof *forms,
};
