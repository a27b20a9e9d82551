#include "base/fields.h"
#include "care/consent_inside.h"
#include "care/consent_sql.h"
#include "care/milestone.h"

/* --- reading --- */

/* The birth year as the directory says; 0 when it is closed or not known. */
static enum err born_of(struct ctx *c, struct person_id person, int64_t *born)
{
	struct person p;
	enum err e = person_read(c, person, &p);

	*born = e == OK ? p.birth_year : 0;
	return e == ERR_ABSENT ? OK : e;
}

enum err consent_open(struct ctx *c, struct person_id person, int64_t born,
                      const struct consent_row *r, struct consent *out)
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
	consent_fields(body, &out->terms);
	out->terms.until = out->until;
	out->words = consent_purpose_words(c, out->terms.purpose);
	out->leaves = consent_leaves(c, out->terms.purpose);
	out->outgrown = r->state == CONSENT_GIVEN && consent_outgrown(&out->terms, born, c->today);
	out->live =
		r->state == CONSENT_GIVEN && r->current && out->until.n >= c->today.n && !out->outgrown;
	out->explained = fields_get(body, "explained");
	out->back_how = fields_get(body, "back_how");
	out->back_by = fields_get(body, "back_by");
	return OK;
}

enum err consents_read(struct ctx *c, struct person_id person, struct consent_list *out)
{
	struct consent_row_list rows;
	struct consent *list;
	int64_t born;
	size_t n = 0;

	consents_of(c->read, c->house->org, person, &rows);
	TRY(born_of(c, person, &born));
	TRY(read_now(c->read));
	list = NEW_N(c->arena, struct consent, rows.n + 1);
	for (size_t i = rows.n; i-- > 0;)
		if (rows.at[i].current)
			TRY(consent_open(c, person, born, &rows.at[i], &list[n++]));
	*out = (struct consent_list){ list, n };
	return OK;
}

enum err consent_read(struct ctx *c, struct person_id person, struct row_id id, struct consent *out)
{
	const struct consent_row *row;
	int64_t born;

	consent_one(c->read, c->house->org, person, id, &row);
	TRY(born_of(c, person, &born));
	TRY(read_now(c->read));
	return row ? consent_open(c, person, born, row, out) : ERR_ABSENT;
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

	TRY(seal_body(c, person, IN_CASE, SEAL_CONSENT, id, body, &row.body));
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

/* Also of those that were renewed or taken back since. */
enum err consent_milestones(struct ctx *c, struct person_id person, const struct episode *e,
                            const void *fresh, struct buf *b)
{
	const struct consent_answer *now = fresh;
	struct consent_row_list rows;
	struct day first = milestone_sooner(e, NO_DAY, now ? now->said : NO_DAY);
	struct day no = now && now->no ? first : NO_DAY;

	consents_of(c->read, c->house->org, person, &rows);
	TRY(read_now(c->read));
	for (size_t i = 0; i < rows.n; i++) {
		struct consent k;
		TRY(consent_open(c, person, 0, &rows.at[i], &k));
		if (k.closed)
			continue;
		first = milestone_sooner(e, first, k.terms.day);
		if (k.state == CONSENT_REFUSED)
			no = milestone_sooner(e, no, k.terms.day);
		else if (k.state == CONSENT_WITHDRAWN)
			no = milestone_sooner(e, no, clock_day(k.hour, c->house->utc_offset));
	}
	milestone_put(b, e, "first_consent", first);
	milestone_put(b, e, "no_consent", no);
	return OK;
}

enum err consent_give(struct ctx *c, struct person_id person, struct row_id id,
                      const struct consent_new *n)
{
	const struct consent_fault *fault;
	struct consent_terms t = n->terms;
	struct buf body;

	TRY(consent_settle(c, person, &t, n->refused, &fault));
	body = consent_body(c, &t);
	fields_put(&body, "explained", c->actor->user_name);
	TRY(put_row(c, person, id, n->replaces, n->refused ? CONSENT_REFUSED : CONSENT_GIVEN, t.until,
	            &body));
	TRY(consent_follow(c, person, &t, !n->refused, n->replaces));
	TRY(milestone_count(c, person, consent_milestones,
	                    &(struct consent_answer){ t.day, n->refused }));
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
	TRY(consent_follow(c, person, &old.terms, false, &consent));
	TRY(milestone_count(c, person, consent_milestones, &(struct consent_answer){ c->today, true }));
	return audit(c, VERB_WITHDREW, &person, REASON_OWN_REQUEST, (struct str){ NULL, 0 });
}

/* P4: asked again in the commit, so that a yes taken back meanwhile stops what leaves. */
enum err consent_expect(struct ctx *c, struct person_id person, struct row_id consent)
{
	struct day from = c->today;
	struct consent k;
	enum err e;

	if (!can(c, person, MAY_READ, IN_CASE))
		return ERR_DENIED;
	e = consent_read(c, person, consent, &k);
	if (e != OK && e != ERR_ABSENT)
		return e;
	/* Nothing lasts until then: that of a child who has grown up is refused with the others. */
	if (e == OK && k.outgrown)
		from = (struct day){ INT32_MAX };
	consent_live(c->change, c->house->org, person, consent, from);
	return OK;
}

static const struct sealed_column sealed[] = {
	SEALED_COLUMN("consent.body", CASE, CONSENT, consent_sealed),
};
const struct module consent_module = {
	.name = "consent",
	.routes = &consent_routes,
	.ask = consent_ask,
	.tell = consent_tell,
	.queries = consent_queries,
	.sealed = sealed,
	.nsealed = sizeof sealed / sizeof *sealed,
};
