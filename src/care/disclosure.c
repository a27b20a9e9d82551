#include "care/disclosure_inside.h"

#include "base/fields.h"
#include "care/day.h"
#include "care/disclosure_sql.h"

#define NOTHING ((struct str){ NULL, 0 })

static enum err open_row(struct ctx *c, struct person_id person, const struct disclosure_row *r,
                         struct disclosure *d)
{
	*d = (struct disclosure){ .id = r->id, .hour = r->hour, .author = r->user_name };
	d->reviewer = r->reviewer;
	d->mine = user_id_eq(r->author, c->actor->id);
	TRY(open_if_may(c, person, IN_CASE, SEAL_DISCLOSURE, r->id, r->body, &d->body));
	d->closed = d->body.p == NULL;
	d->ground = fields_get(d->body, "ground");
	(void)fields_id(d->body, "consent", d->consent.b);
	d->recipient = fields_get(d->body, "recipient");
	d->groups = (uint32_t)fields_int(d->body, "groups", 0);
	d->words = fields_get(d->body, "words");
	d->by = fields_get(d->body, "by");
	d->told = fields_get(d->body, "told");
	d->wait = fields_get(d->body, "wait");
	d->protect = fields_get(d->body, "protect");
	d->carry = fields_get(d->body, "carry");
	d->day = fields_day(d->body, "day", clock_day(r->hour, c->house->utc_offset));
	d->review = fields_day(d->body, "review", NO_DAY);
	return OK;
}

static enum err open_all(struct ctx *c, struct person_id person,
                         const struct disclosure_row_list *rows, struct disclosure_list *out)
{
	struct disclosure *list = NEW_N(c->arena, struct disclosure, rows->n + 1);

	for (size_t i = 0; i < rows->n; i++)
		TRY(open_row(c, person, &rows->at[rows->n - 1 - i], &list[i]));
	*out = (struct disclosure_list){ list, rows->n };
	return OK;
}

enum err disclosures_read(struct ctx *c, struct person_id person, struct disclosure_list *out)
{
	struct disclosure_row_list rows;

	disclosures_of(c->read, c->house->org, person, &rows);
	TRY(read_now(c->read));
	return open_all(c, person, &rows, out);
}

enum err disclosure_read(struct ctx *c, struct person_id person, struct row_id id,
                         struct disclosure *out)
{
	const struct disclosure_row *row;

	disclosure_one(c->read, c->house->org, person, id, &row);
	TRY(read_now(c->read));
	return row ? open_row(c, person, row, out) : ERR_ABSENT;
}

/* --- writing --- */

static enum err put_row(struct ctx *c, struct person_id person, struct row_id id,
                        const struct buf *body)
{
	struct sealed sealed;

	TRY(seal_body(c, person, IN_CASE, SEAL_DISCLOSURE, id, body, &sealed));
	disclosure_insert(c->change, c->house->org, person, id, c->actor->id, clock_hour(c->now),
	                  sealed);
	return OK;
}

enum err disclosure_give(struct ctx *c, struct person_id person, struct row_id id,
                         const struct disclosure_share *s)
{
	struct buf body = buf_new(c->arena, DISCLOSURE_ROOM);
	struct consent k;

	TRY(consent_read(c, person, s->consent, &k));
	if (k.closed)
		return ERR_DENIED;
	if (!k.leaves || (s->groups & ~k.terms.groups) != 0)
		return ERR_INVALID;
	TRY(consent_expect(c, person, s->consent));
	fields_put(&body, "ground", STR("consent"));
	fields_put_id(&body, "consent", s->consent.b);
	fields_put(&body, "recipient", k.terms.recipient);
	fields_put_int(&body, "groups", s->groups);
	fields_put(&body, "words", s->words);
	fields_put(&body, "carry", s->carry);
	fields_put_int(&body, "day", c->today.n);
	TRY(disclosure_gather(c, person, s, &body));
	TRY(put_row(c, person, id, &body));
	return audit(c, VERB_DISCLOSED, &person, REASON_CARE,
	             disclosure_account(c, k.words, k.terms.recipient, s->groups));
}

static struct buf body_of(struct ctx *c, const struct disclosure_new *n, struct row_id id,
                          struct str told, struct day review)
{
	struct buf b = buf_new(c->arena, DISCLOSURE_ROOM);

	fields_put_id(&b, DISCLOSURE_FIRST, id.b);
	fields_put(&b, "ground", n->ground);
	fields_put(&b, "recipient", n->recipient);
	fields_put_int(&b, "groups", n->groups);
	fields_put(&b, "words", n->words);
	fields_put(&b, "by", n->by);
	fields_put(&b, "protect", n->protect);
	fields_put_int(&b, "day", day_known(n->day) ? n->day.n : c->today.n);
	fields_put(&b, "told", told);
	fields_put(&b, "wait", n->wait);
	fields_put_day(&b, "review", review);
	return b;
}

static struct day review_day(struct ctx *c, struct str told, struct day wished)
{
	if (str_eq(told, STR("yes")))
		return NO_DAY;
	return day_known(wished) ? wished : day_add(c->today, REVIEW_DAYS);
}

static enum reason reason_of(struct str ground)
{
	return str_eq(ground, STR("danger")) ? REASON_EMERGENCY : REASON_CARE;
}

/* One task for all that she was not told yet, on the soonest of their days; review: that of row. */
static enum err plan_telling(struct ctx *c, struct person_id person, struct row_id row,
                             struct day review)
{
	struct disclosure_list all;
	struct day soonest = review;

	TRY(disclosures_read(c, person, &all));
	for (size_t i = 0; i < all.n; i++) {
		struct day one = all.at[i].review;
		if (!row_id_eq(all.at[i].id, row) && day_known(one) &&
		    (!day_known(soonest) || one.n < soonest.n))
			soonest = one;
	}
	TRY(task_close(c, person, TASK_TELL_HER));
	return day_known(soonest) ? task_add(c, person, TASK_TELL_HER, soonest, NULL, STR("")) : OK;
}

enum err disclosure_write(struct ctx *c, struct person_id person, struct row_id id,
                          const struct disclosure_new *n)
{
	struct str told = n->told.n ? n->told : STR("later");
	struct day review = review_day(c, told, n->review);
	const char *ground = consent_label(&disclosure_grounds, n->ground);
	struct buf body = body_of(c, n, id, told, review);

	if (!*ground || !n->recipient.n)
		return ERR_INVALID;
	TRY(put_row(c, person, id, &body));
	/* One for each: a second one that waits does not hide the first. */
	TRY(task_add_about(c, person, id, TASK_SECOND_PERSON, disclosure_working_day(c->today), NULL,
	                   STR("")));
	if (day_known(review))
		TRY(plan_telling(c, person, id, review));
	return audit(c, VERB_DISCLOSED, &person, reason_of(n->ground),
	             str_eq(told, STR("danger"))
	                 ? NOTHING
	                 : disclosure_account(c, ground, n->recipient, n->groups));
}

static bool about_telling(struct str name)
{
	return str_eq(name, STR("told")) || str_eq(name, STR("wait")) || str_eq(name, STR("review")) ||
	       str_eq(name, STR("told_by"));
}

static struct buf body_told(struct ctx *c, struct str old, struct str told, struct str wait,
                            struct day review)
{
	struct buf b = buf_new(c->arena, DISCLOSURE_ROOM);
	struct str name;
	struct str value;

	for (size_t at = 0; fields_next(old, &at, &name, &value);)
		if (!about_telling(name))
			fields_put(&b, arena_str(c->arena, name).p, value);
	fields_put(&b, "told", told);
	fields_put(&b, "wait", wait);
	fields_put(&b, "told_by", c->actor->user_name);
	fields_put_day(&b, "review", review);
	return b;
}

enum err disclosure_tell(struct ctx *c, struct person_id person, struct row_id id,
                         struct row_id row, struct str told, struct str wait, struct day review)
{
	struct disclosure d;
	struct sealed sealed;
	struct buf body;
	struct str words;
	bool hidden = str_eq(told, STR("danger"));

	TRY(disclosure_read(c, person, row, &d));
	if (d.closed)
		return ERR_DENIED;
	if (!disclosure_without_consent(&d) || !*consent_label(&disclosure_tolds, told))
		return ERR_INVALID;
	review = review_day(c, told, review);
	body = body_told(c, d.body, told, wait, review);
	TRY(seal_body(c, person, IN_CASE, SEAL_DISCLOSURE, id, &body, &sealed));
	disclosure_replace(c->change, c->house->org, person, row);
	disclosure_follow(c->change, c->house->org, person, id, row, clock_hour(c->now), sealed);
	TRY(plan_telling(c, person, row, review));
	words =
		disclosure_account(c, consent_label(&disclosure_grounds, d.ground), d.recipient, d.groups);
	return audit(c, VERB_CORRECTED, &person, reason_of(d.ground), hidden ? NOTHING : words);
}

/* --- her page --- */

static void ask(struct ctx *c, struct person_id person, void **state)
{
	struct disclosure_row_list *rows = NEW(c->arena, struct disclosure_row_list);

	disclosures_of(c->read, c->house->org, person, rows);
	*state = rows;
}

static enum err tell(struct ctx *c, struct person_id person, void *state, struct page_parts *parts)
{
	struct disclosure_list all;

	TRY(open_all(c, person, state, &all));
	for (size_t i = 0; i < all.n; i++) {
		const struct disclosure *d = &all.at[i];
		struct moment m = { .day = d->day, .hour = d->hour, .who = d->author, .row = d->id };
		m.kind = "disclosure";
		m.title = disclosure_without_consent(d) ? T("Information was given out without consent")
		                                        : T("Information was given to somebody outside");
		m.words = d->closed ? NOTHING : disclosure_account(c, NULL, d->recipient, d->groups);
		page_moment(parts, m);
	}
	return OK;
}

static const struct sealed_column sealed[] = {
	SEALED_COLUMN("disclosure.body", CASE, DISCLOSURE, disclosure_sealed),
};
static const struct page_link forms[] = {
	{ .path = "/disclosures/new", .label = T("Given out without consent"), .opens = IN_CASE },
};
const struct module disclosure_module = {
	.name = "disclosure",
	.link = { PLACE_RIGHTS, "/disclosures", T("Given out without consent"), IN_CASE },
	.routes = &disclosure_routes,
	.ask = ask,
	.tell = tell,
	.queries = disclosure_queries,
	.sealed = sealed,
	.nsealed = sizeof sealed / sizeof *sealed,
	.forms = forms,
	.nforms = sizeof forms / sizeof *forms,
};
