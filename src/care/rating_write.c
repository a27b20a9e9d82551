/* Asking for a second score, by chance or by choice; what came of it, and what is counted. */
#include "access/inbox.h"
#include "base/fields.h"
#include "base/random.h"
#include "care/companion.h"
#include "care/rating_inside.h"
#include "care/rating_sql.h"

/* Who writes in the case when walking along. */
enum { SCORERS = ROLE_caseworker | ROLE_lead | ROLE_counsellor | ROLE_legal };
enum { HUNDRED = 100, BODY_ROOM = 256, PAIR_ROOM = 24 * 1024, TALK_ROOM = TALK_MAX + 64 };

static enum err put(struct ctx *c, struct person_id person, struct row_id id, struct user_id owner,
                    struct row_id assessment, bool drawn)
{
	struct buf b = buf_new(c->arena, BODY_ROOM);
	struct sealed body;

	fields_put_id(&b, "assessment", assessment.b);
	fields_put_int(&b, "drawn", drawn);
	TRY(seal_body(c, person, IN_CASE, SEAL_RATING, id, &b, &body));
	rating_insert(c->change, &(struct rating_insert_args){ .org = c->house->org,
	                                                       .person = person,
	                                                       .id = id,
	                                                       .owner = owner,
	                                                       .hour = clock_hour(c->now),
	                                                       .due = day_add(c->today, RATING_DAYS),
	                                                       .body = body });
	return OK;
}

/* --- by chance --- */

/* Who could be asked, out of some colleagues: not who is kept from the record or its case, and not
 * asked already. */
struct asking {
	struct withheld_list closed;
	struct ratings running;
	struct user_id *at;
	size_t n;
};

static bool could(const struct asking *a, const struct companion *one)
{
	if (one->self || one->excluded || one->hands_over)
		return false;
	for (size_t i = 0; i < a->closed.n; i++)
		if (user_id_eq(a->closed.at[i].staff, one->staff) &&
		    a->closed.at[i].compartments >> IN_CASE & 1)
			return false;
	for (size_t i = 0; i < a->running.n; i++)
		if (a->running.at[i].waits && user_id_eq(a->running.at[i].owner, one->staff))
			return false;
	return true;
}

static void add_those(struct ctx *c, struct asking *a, const struct companions *some, int64_t roles)
{
	a->at = NEW_N(c->arena, struct user_id, some->n + 1);
	for (size_t i = 0; i < some->n; i++)
		if ((some->at[i].roles & roles) && could(a, &some->at[i]))
			a->at[a->n++] = some->at[i].staff;
}

/* Those who walk along; where the author is the only one, the leads of the team. */
static enum err find(struct ctx *c, struct person_id person, struct asking *a)
{
	struct companions some;

	TRY(ratings_read(c, person, &a->running));
	TRY(person_withheld(c, person, &a->closed));
	TRY(companions_of(c, person, &some));
	add_those(c, a, &some, SCORERS);
	if (a->n)
		return OK;
	TRY(companions_possible(c, person, &some));
	add_those(c, a, &some, ROLE_lead);
	return OK;
}

enum err rating_draw(struct ctx *c, struct person_id person, struct row_id assessment,
                     struct day day)
{
	struct asking a = { .n = 0 };
	enum err e;

	if (random_below(HUNDRED) >= (uint32_t)c->house->scored_twice ||
	    day.n + RATING_DAYS < c->today.n)
		return OK;
	e = find(c, person, &a);
	/* Somebody who came in an emergency does not see who walks along. */
	if (e == ERR_DENIED || (e == OK && a.n == 0))
		return OK;
	TRY(e);
	return put(c, person, row_id_fresh(c->now), a.at[random_below((uint32_t)a.n)], assessment,
	           true);
}

/* --- by choice --- */

enum err rating_begin(struct ctx *c, struct person_id person, struct row_id id)
{
	const struct assessment *last;
	struct ratings all;

	if (!can(c, person, MAY_WRITE, IN_CASE))
		return ERR_DENIED;
	TRY(ratings_read(c, person, &all));
	TRY(rating_possible(c, person, &all, &last));
	if (!last)
		return ERR_INVALID;
	rating_expect_none(c->change, c->house->org, person, c->actor->id, c->today);
	TRY(put(c, person, id, c->actor->id, last->id, false));
	return audit(c, VERB_RATING_BEGUN, &person, REASON_CARE, (struct str){ NULL, 0 });
}

/* --- what was scored --- */

static struct str counted(struct ctx *c, const struct scoring *s)
{
	struct buf b = buf_new(c->arena, PAIR_ROOM);

	fields_put(&b, "items", s->items);
	means_put(&b, &s->means);
	return buf_str(&b);
}

/* As both stood before anybody saw the other: a later correction knows too much. */
static enum err count_pair(struct ctx *c, struct person_id person, const struct assessment *first,
                           const struct scoring *second)
{
	struct buf b = buf_new(c->arena, PAIR_ROOM);
	struct row_id row;
	struct scoring stored;
	struct episode e;

	TRY(sheet_stored(c, first, &stored));
	TRY(episode_now(c, person, &e));
	id_random(row.b);
	fields_put_id(&b, "row", row.b);
	fields_put(&b, "form", first->form);
	fields_put_int(&b, "age_group", rubric_group(first->age_group));
	fields_put(&b, "first", counted(c, &stored));
	fields_put(&b, "second", counted(c, second));
	return inbox_add(c, e.pseudonym, e.number, "pair", buf_str(&b));
}

static enum err put_score(struct ctx *c, struct person_id person, const struct rating *r,
                          struct row_id id, struct row_id replaces, struct str form,
                          const struct scoring *s)
{
	struct sealed body;

	TRY(seal_person(c, person, IN_CASE, SEAL_RATING_SCORE, id, s->body, &body));
	rating_score_insert(c->change, &(struct rating_score_insert_args){ .org = c->house->org,
	                                                                   .person = person,
	                                                                   .id = id,
	                                                                   .rating = r->id,
	                                                                   .replaces = replaces,
	                                                                   .author = c->actor->id,
	                                                                   .hour = clock_hour(c->now),
	                                                                   .form = form,
	                                                                   .body = body });
	return OK;
}

static enum err correct(struct ctx *c, struct person_id person, const struct rating *r,
                        struct row_id id, const struct assessment_item *items, size_t n,
                        struct row_id before)
{
	struct assessment now;
	struct scoring s;

	TRY(rating_answer(c, person, r, NULL, &now));
	TRY(sheet_beside(c, &now, now.day, items, n, &s));
	rating_score_replace(c->change, c->house->org, person, before);
	TRY(put_score(c, person, r, id, before, now.form, &s));
	return audit(c, VERB_CORRECTED, &person, REASON_CARE, (struct str){ NULL, 0 });
}

enum err rating_write(struct ctx *c, struct person_id person, struct row_id rating,
                      struct row_id id, const struct assessment_item *items, size_t n,
                      const struct row_id *before)
{
	struct assessment first;
	struct rating r;
	struct scoring s;

	TRY(rating_one(c, person, rating, &r));
	if (!r.mine || r.closed || !can(c, person, MAY_WRITE, IN_CASE))
		return ERR_DENIED;
	if (r.state == RATING_IN)
		return before ? correct(c, person, &r, id, items, n, *before) : ERR_CONFLICT;
	if (!r.waits)
		return ERR_INVALID;
	TRY(assessment_frame(c, person, r.assessment, &first));
	TRY(sheet_beside(c, &first, c->today, items, n, &s));
	TRY(put_score(c, person, &r, id, r.id, first.form, &s));
	rating_end(c->change, c->house->org, person, r.id, RATING_IN);
	if (r.drawn)
		TRY(count_pair(c, person, &first, &s));
	return audit(c, VERB_RATED, &person, REASON_CARE, (struct str){ NULL, 0 });
}

/* --- what was said about it --- */

static enum err put_talk(struct ctx *c, struct person_id person, struct row_id rating,
                         struct row_id id, struct str words, const struct row_id *before)
{
	struct buf b = buf_new(c->arena, TALK_ROOM);
	struct sealed body;

	fields_put(&b, "words", words);
	TRY(seal_body(c, person, IN_CASE, SEAL_RATING_TALK, id, &b, &body));
	if (before)
		rating_talk_replace(c->change, c->house->org, person, *before);
	rating_talk_insert(c->change,
	                   &(struct rating_talk_insert_args){ .org = c->house->org,
	                                                      .person = person,
	                                                      .id = id,
	                                                      .rating = rating,
	                                                      .replaces = before ? *before : rating,
	                                                      .author = c->actor->id,
	                                                      .hour = clock_hour(c->now),
	                                                      .body = body });
	return OK;
}

enum err talk_write(struct ctx *c, struct person_id person, const struct rating *r,
                    struct row_id id, struct str words, const struct row_id *before)
{
	bool blind;

	TRY(rating_blind(c, person, &blind));
	if (blind || !can(c, person, MAY_WRITE, IN_CASE))
		return ERR_DENIED;
	if (r->state != RATING_IN)
		return ERR_INVALID;
	TRY(put_talk(c, person, r->id, id, words, before));
	return audit(c, VERB_WROTE, &person, REASON_CARE, (struct str){ NULL, 0 });
}

enum err rating_leave(struct ctx *c, struct person_id person, const struct rating *r,
                      struct row_id id, struct str words)
{
	if (!r->mine || !can(c, person, MAY_WRITE, IN_CASE))
		return ERR_DENIED;
	if (r->state != RATING_WAITS)
		return ERR_CONFLICT;
	if (!r->waits)
		return ERR_INVALID;
	rating_end(c->change, c->house->org, person, r->id, RATING_LEFT);
	TRY(put_talk(c, person, r->id, id, words, NULL));
	return audit(c, VERB_RATING_LEFT, &person, REASON_CARE, (struct str){ NULL, 0 });
}
