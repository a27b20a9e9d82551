#include "care/rating.h"

#include "base/fields.h"
#include "care/rating_inside.h"
#include "care/rating_sql.h"

/* --- reading --- */

static enum err open_row(struct ctx *c, struct person_id person, const struct rating_row *r,
                         struct rating *out)
{
	struct str body;

	TRY(open_if_may(c, person, IN_CASE, SEAL_RATING, r->id, r->body, &body));
	*out = (struct rating){ .id = r->id,
		                    .owner = r->owner,
		                    .who = r->user_name,
		                    .hour = r->hour,
		                    .due = r->due,
		                    .state = r->state,
		                    .drawn = fields_int(body, "drawn", 0) == 1,
		                    .closed = body.p == NULL,
		                    .waits = r->state == RATING_WAITS && r->due.n >= c->today.n,
		                    .mine = user_id_eq(r->owner, c->actor->id) };
	(void)fields_id(body, "assessment", out->assessment.b);
	return OK;
}

enum err ratings_read(struct ctx *c, struct person_id person, struct ratings *out)
{
	struct rating_row_list rows;
	struct rating *list;

	ratings_of(c->read, c->house->org, person, &rows);
	TRY(read_now(c->read));
	list = NEW_N(c->arena, struct rating, rows.n + 1);
	for (size_t i = 0; i < rows.n; i++)
		TRY(open_row(c, person, &rows.at[i], &list[i]));
	*out = (struct ratings){ list, rows.n };
	return OK;
}

enum err rating_one(struct ctx *c, struct person_id person, struct row_id id, struct rating *out)
{
	struct ratings all;

	TRY(ratings_read(c, person, &all));
	for (size_t i = 0; i < all.n; i++)
		if (row_id_eq(all.at[i].id, id)) {
			*out = all.at[i];
			return OK;
		}
	return ERR_ABSENT;
}

const struct rating *rating_waiting(const struct ratings *all)
{
	for (size_t i = 0; i < all->n; i++)
		if (all->at[i].mine && all->at[i].waits)
			return &all->at[i];
	return NULL;
}

void rating_blind_ask(struct ctx *c, struct person_id person)
{
	struct rating_row_list *rows = NEW(c->arena, struct rating_row_list);

	ratings_of(c->read, c->house->org, person, rows);
}

/* Asked of the rows alone: whoever has no key of them is kept from the score by that. */
enum err rating_blind(struct ctx *c, struct person_id person, bool *out)
{
	struct rating_row_list rows;

	*out = false;
	ratings_of(c->read, c->house->org, person, &rows);
	TRY(read_now(c->read));
	for (size_t i = 0; i < rows.n; i++)
		*out |= rows.at[i].state == RATING_WAITS && rows.at[i].due.n >= c->today.n &&
		        user_id_eq(rows.at[i].owner, c->actor->id);
	return OK;
}

/* Whether the actor has scored it already, or said that she will not. */
static enum err answered(struct ctx *c, struct person_id person, const struct ratings *all,
                         struct row_id assessment, bool *out)
{
	*out = false;
	for (size_t i = 0; i < all->n && !*out; i++) {
		struct assessment first;
		if (!all->at[i].mine || all->at[i].closed)
			continue;
		TRY(assessment_frame(c, person, all->at[i].assessment, &first));
		*out = row_id_eq(first.id, assessment);
	}
	return OK;
}

enum err rating_possible(struct ctx *c, struct person_id person, const struct ratings *all,
                         const struct assessment **out)
{
	struct assessment_list list;

	*out = NULL;
	if (!can(c, person, MAY_WRITE, IN_CASE))
		return OK;
	TRY(assessments(c, person, &list));
	for (size_t i = list.n; i > 0 && !*out; i--) {
		const struct assessment *a = &list.at[i - 1];
		bool done;
		if (!a->current || a->closed || a->day.n + RATING_DAYS < c->today.n ||
		    a->day.n > c->today.n || str_eq(a->author, c->actor->user_name))
			continue;
		TRY(answered(c, person, all, a->id, &done));
		*out = done ? NULL : a;
	}
	return OK;
}

enum err rating_answer(struct ctx *c, struct person_id person, const struct rating *r,
                       struct assessment *out)
{
	struct rating_score_row_list rows;
	struct str body;
	bool blind;

	TRY(rating_blind(c, person, &blind));
	if (blind)
		return ERR_DENIED;
	rating_scores_of(c->read, c->house->org, person, r->id, &rows);
	TRY(read_now(c->read));
	if (rows.n == 0)
		return ERR_ABSENT;
	TRY(open_person(c, person, IN_CASE, SEAL_RATING_SCORE, rows.at[0].id, rows.at[0].body, &body));
	*out = (struct assessment){ .id = rows.at[0].id,
		                        .day = clock_day(rows.at[0].hour, c->house->utc_offset),
		                        .hour = rows.at[0].hour,
		                        .author = rows.at[0].user_name,
		                        .form = rows.at[0].form,
		                        .current = true };
	assessment_open(body, out);
	return OK;
}

enum err talk_read(struct ctx *c, struct person_id person, struct row_id rating, struct talk *out)
{
	struct rating_talk_row_list rows;
	struct str body;
	bool blind;

	*out = (struct talk){ .day = NO_DAY };
	TRY(rating_blind(c, person, &blind));
	rating_talks_of(c->read, c->house->org, person, &rows);
	TRY(read_now(c->read));
	for (size_t i = 0; i < rows.n; i++) {
		const struct rating_talk_row *r = &rows.at[i];
		if (!row_id_eq(r->rating, rating))
			continue;
		TRY(open_if_may(c, person, IN_CASE, SEAL_RATING_TALK, r->id, r->body, &body));
		*out = (struct talk){ true, r->id, r->user_name, clock_day(r->hour, c->house->utc_offset),
			                  blind ? (struct str){ NULL, 0 } : fields_get(body, "words") };
	}
	return OK;
}

enum err ratings_mine(struct ctx *c, struct rating_dues *out)
{
	struct rating_due_row_list rows;
	struct rating_due *list;
	struct person p;
	size_t n = 0;

	ratings_due(c->read, c->house->org, c->actor->id, c->today, &rows);
	TRY(read_now(c->read));
	list = NEW_N(c->arena, struct rating_due, rows.n + 1);
	for (size_t i = 0; i < rows.n; i++) {
		if (!can(c, rows.at[i].person, MAY_WRITE, IN_CASE))
			continue;
		TRY(person_read(c, rows.at[i].person, &p));
		list[n++] =
			(struct rating_due){ rows.at[i].person, rows.at[i].id, rows.at[i].due, p.name, p.code };
	}
	*out = (struct rating_dues){ list, n };
	return OK;
}

/* --- her page --- */

static void ask(struct ctx *c, struct person_id person, void **state)
{
	struct rating_talk_row_list *rows = NEW(c->arena, struct rating_talk_row_list);

	rating_blind_ask(c, person);
	rating_talks_of(c->read, c->house->org, person, rows);
	*state = rows;
}

static void tell_step(struct ctx *c, struct person_id person, const struct rating *r,
                      struct page_parts *parts)
{
	char id[ID_TEXT + 1];

	id_write(person.b, id);
	page_step(parts, (struct next_step){ .due = r->due,
	                                     .title = T("The six domains, scored alone"),
	                                     .words = { "", 0 },
	                                     .href = arena_fmt(c->arena, "/people/%s/second", id),
	                                     .button = T("Score independently") });
}

static enum err tell(struct ctx *c, struct person_id person, void *state, struct page_parts *parts)
{
	bool may_write = can(c, person, MAY_WRITE, IN_CASE);
	struct ratings all;
	struct talk talk;
	bool closed;

	(void)state;
	TRY(rating_blind(c, person, &closed));
	TRY(ratings_read(c, person, &all));
	for (size_t i = 0; i < all.n; i++) {
		const struct rating *r = &all.at[i];
		if (r->mine && r->waits && may_write)
			tell_step(c, person, r, parts);
		if (r->state != RATING_IN)
			continue;
		TRY(talk_read(c, person, r->id, &talk));
		page_moment(parts, (struct moment){ .day = clock_day(r->hour, c->house->utc_offset),
		                                    .hour = r->hour,
		                                    .kind = "second",
		                                    .row = r->id,
		                                    .who = r->who,
		                                    .title = T("The six domains, scored by two"),
		                                    .words = closed || r->closed ? (struct str){ NULL, 0 }
		                                             : talk.any          ? talk.words
		                                                                 : (struct str){ "", 0 },
		                                    .open = closed || r->closed ? NULL : "second" });
	}
	return OK;
}

static const struct sealed_column sealed[] = {
	SEALED_COLUMN("rating.body", CASE, RATING, rating_sealed),
	SEALED_COLUMN("rating_score.body", CASE, RATING_SCORE, rating_score_sealed),
	SEALED_COLUMN("rating_talk.body", CASE, RATING_TALK, rating_talk_sealed),
};
const struct module rating_module = {
	.name = "rating",
	.routes = &rating_routes,
	.ask = ask,
	.tell = tell,
	.queries = rating_queries,
	.sealed = sealed,
	.nsealed = sizeof sealed / sizeof *sealed,
};
