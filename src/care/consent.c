#include "access/inbox.h"
#include "base/fields.h"
#include "care/consent_inside.h"
#include "care/consent_sql.h"
#include "care/day.h"
#include "care/person.h"

/* --- reading --- */

static enum err open_row(struct ctx *c, struct person_id person, const struct consent_row *r,
                         struct consent *out)
{
	struct str body;

	TRY(open_if_may(c, person, IN_CASE, SEAL_CONSENT, r->id, r->body, &body));
	*out = (struct consent){ .id = r->id,
		                     .state = (enum consent_state)r->state,
		                     .current = r->current,
		                     .closed = body.p == NULL,
		                     .hour = r->hour,
		                     .author = r->user_name };
	out->until = r->has_until ? r->until : NO_DAY;
	out->live = r->state == CONSENT_GIVEN && r->current && out->until.n >= c->today.n;
	consent_fields(body, &out->terms);
	out->terms.until = out->until;
	out->explained = fields_get(body, "explained");
	out->back_how = fields_get(body, "back_how");
	out->back_by = fields_get(body, "back_by");
	return OK;
}

enum err consents_read(struct ctx *c, struct person_id person, struct consent_list *out)
{
	struct consent_row_list rows;
	struct consent *list;
	size_t n = 0;

	consents_of(c->read, c->house->org, person, &rows);
	TRY(read_now(c->read));
	list = NEW_N(c->arena, struct consent, rows.n + 1);
	for (size_t i = rows.n; i-- > 0;)
		if (rows.at[i].current)
			TRY(open_row(c, person, &rows.at[i], &list[n++]));
	*out = (struct consent_list){ list, n };
	return OK;
}

enum err consent_read(struct ctx *c, struct person_id person, struct row_id id, struct consent *out)
{
	const struct consent_row *row;

	consent_one(c->read, c->house->org, person, id, &row);
	TRY(read_now(c->read));
	return row ? open_row(c, person, row, out) : ERR_ABSENT;
}

/* --- what follows from a consent --- */

/* P1, P4: a yes or a no never waits for a measurement key. */
static enum err count_statistics(struct ctx *c, struct person_id person, bool yes, struct day until)
{
	struct buf b = buf_new(c->arena, 256);
	struct episode e;
	enum err err;

	TRY(episode_now(c, person, &e));
	fields_put_int(&b, "statistics", yes);
	if (yes)
		fields_put_int(&b, "until", until.n);
	err = inbox_add(c, e.pseudonym, e.number, "consent", buf_str(&b));
	return err == ERR_ABSENT ? OK : err;
}

static bool renewed(const struct consent_terms *t)
{
	const struct purpose *p = purpose_of(t->purpose);

	return p && p->renewed;
}

/* One task for the consent that ends first: fresh may be NULL; gone is the row that no longer
 * counts. */
static enum err plan_renewal(struct ctx *c, struct person_id person,
                             const struct consent_terms *fresh, const struct row_id *gone)
{
	struct consent_list all;
	struct day first = fresh && renewed(fresh) ? fresh->until : NO_DAY;
	struct day due;

	TRY(consents_read(c, person, &all));
	for (size_t i = 0; i < all.n; i++) {
		const struct consent *k = &all.at[i];
		if (!k->live || !renewed(&k->terms) || (gone && row_id_eq(k->id, *gone)))
			continue;
		if (!day_known(first) || k->until.n < first.n)
			first = k->until;
	}
	TRY(task_close(c, person, TASK_CONSENT));
	if (!day_known(first))
		return OK;
	due = day_add(first, -CONSENT_WARN_DAYS);
	return task_add(c, person, TASK_CONSENT, due.n < c->today.n ? c->today : due, NULL, STR(""));
}

static enum err follow(struct ctx *c, struct person_id person, const struct consent_terms *t,
                       bool yes, const struct row_id *gone)
{
	if (str_eq(t->purpose, STR("statistics")))
		TRY(count_statistics(c, person, yes, t->until));
	if (!yes && str_eq(t->purpose, STR("follow_up")))
		TRY(task_close(c, person, TASK_FOLLOW_UP));
	return plan_renewal(c, person, yes ? t : NULL, gone);
}

/* --- writing --- */

static enum err put_row(struct ctx *c, struct person_id person, struct row_id id,
                        const struct row_id *replaces, enum consent_state state, struct day until,
                        const struct buf *body)
{
	struct consent_insert_args row = { .org = c->house->org,
		                               .person = person,
		                               .id = id,
		                               .state = state,
		                               .author = c->actor->id,
		                               .hour = clock_hour(c->now) };

	if (body->full)
		return ERR_TOO_BIG;
	TRY(seal_person(c, person, IN_CASE, SEAL_CONSENT, id, buf_str(body), &row.body));
	if (replaces) {
		consent_replace(c->change, c->house->org, person, *replaces);
		row.has_replaces = true;
		row.replaces = *replaces;
	}
	row.has_until = day_known(until);
	row.until = row.has_until ? until : (struct day){ 0 };
	consent_insert(c->change, &row);
	return OK;
}

enum err consent_give(struct ctx *c, struct person_id person, struct row_id id,
                      const struct consent_new *n)
{
	struct consent_terms t = n->terms;
	struct buf body;

	TRY(consent_settle(c, &t, n->refused));
	body = consent_body(c, &t);
	fields_put(&body, "explained", c->actor->user_name);
	TRY(put_row(c, person, id, n->replaces, n->refused ? CONSENT_REFUSED : CONSENT_GIVEN, t.until,
	            &body));
	TRY(follow(c, person, &t, !n->refused, n->replaces));
	return audit(c, n->refused ? VERB_REFUSED : VERB_CONSENTED, &person, REASON_CARE,
	             (struct str){ NULL, 0 });
}

enum err consent_withdraw(struct ctx *c, struct person_id person, struct row_id id,
                          struct row_id consent, struct str how, struct str by)
{
	struct consent old;
	struct buf body;

	TRY(consent_read(c, person, consent, &old));
	if (old.closed)
		return ERR_DENIED;
	if (old.state == CONSENT_REFUSED)
		return ERR_INVALID;
	body = consent_body(c, &old.terms);
	fields_put(&body, "explained", old.explained);
	fields_put(&body, "back_how", how.n ? how : STR("spoken"));
	fields_put(&body, "back_by", by.n ? by : STR("self"));
	TRY(put_row(c, person, id, &consent, CONSENT_WITHDRAWN, old.until, &body));
	TRY(follow(c, person, &old.terms, false, &consent));
	return audit(c, VERB_WITHDREW, &person, REASON_OWN_REQUEST, (struct str){ NULL, 0 });
}

enum err consent_expect(struct ctx *c, struct person_id person, struct row_id consent)
{
	if (!can(c, person, MAY_READ, IN_CASE))
		return ERR_DENIED;
	consent_live(c->change, c->house->org, person, consent, c->today);
	return OK;
}

/* --- her page --- */

static void ask(struct ctx *c, struct person_id person, void **state)
{
	struct consent_row_list *rows = NEW(c->arena, struct consent_row_list);

	consents_of(c->read, c->house->org, person, rows);
	*state = rows;
}

static const char *title_of(enum consent_state s)
{
	switch (s) {
	case CONSENT_REFUSED:
		return T("Asked for a consent: no");
	case CONSENT_WITHDRAWN:
		return T("A consent was taken back");
	case CONSENT_GIVEN:
		break;
	}
	return T("A consent was given");
}

static struct str words_of(struct ctx *c, const struct consent *k)
{
	const char *purpose = lang_text(c->lang, consent_purpose_words(k->terms.purpose));

	if (k->closed)
		return (struct str){ NULL, 0 };
	if (!k->terms.recipient.n)
		return str_z(purpose);
	return arena_fmt(c->arena, "%s: %.*s", purpose, (int)k->terms.recipient.n,
	                 k->terms.recipient.p);
}

/* Corrected or renewed; what was taken back is not: it was right when it was said. */
static bool replaced(const struct consent_row_list *rows, struct row_id id)
{
	for (size_t i = 0; i < rows->n; i++)
		if (rows->at[i].has_replaces && row_id_eq(rows->at[i].replaces, id))
			return rows->at[i].state != CONSENT_WITHDRAWN;
	return false;
}

static enum err tell(struct ctx *c, struct person_id person, void *state, struct page_parts *parts)
{
	const struct consent_row_list *rows = state;

	for (size_t i = 0; i < rows->n; i++) {
		struct consent k;
		struct day written;
		bool correct;
		TRY(open_row(c, person, &rows->at[i], &k));
		written = clock_day(k.hour, c->house->utc_offset);
		correct = k.current && !k.closed && k.state != CONSENT_WITHDRAWN;
		page_moment(parts,
		            (struct moment){ .day = k.state == CONSENT_WITHDRAWN || k.closed ? written
		                                                                             : k.terms.day,
		                             .hour = k.hour,
		                             .kind = "consent",
		                             .title = title_of(k.state),
		                             .words = words_of(c, &k),
		                             .who = k.author,
		                             .replaced = replaced(rows, k.id),
		                             .row = k.id,
		                             .correct = correct ? "consents" : NULL });
	}
	return OK;
}

static const struct sealed_column sealed[] = {
	SEALED_COLUMN("consent.body", CASE, CONSENT, consent_sealed),
};
const struct module consent_module = {
	.name = "consent",
	.routes = &consent_routes,
	.ask = ask,
	.tell = tell,
	.queries = consent_queries,
	.sealed = sealed,
	.nsealed = sizeof sealed / sizeof *sealed,
};
