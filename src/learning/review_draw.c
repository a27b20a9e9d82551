/* The sample of a review, and who reads what. A record is drawn only when somebody can read it. */
#include "access/house_key.h"
#include "base/fields.h"
#include "base/random.h"
#include "learning/review_inside.h"
#include "learning/review_sql.h"

#include <stdlib.h>

enum { THIRD = 3 };

/* --- who can read --- */

struct reader {
	struct user_id id;
	int64_t roles;
	size_t reads; /* so far */
};
struct drawing {
	struct ctx *c;
	struct reader *readers;
	size_t nreaders;
	struct review_member_list members;
};

static bool in_team(const struct review_member_list *all, struct user_id staff, struct team_id team)
{
	for (size_t i = 0; i < all->n; i++)
		if (user_id_eq(all->at[i].staff, staff) && team_id_eq(all->at[i].team, team))
			return true;
	return false;
}

static bool shares_team(const struct ctx *c, const struct review_member_list *all,
                        struct user_id staff)
{
	for (size_t i = 0; i < c->actor->nteams; i++)
		if (in_team(all, staff, c->actor->teams[i]))
			return true;
	return false;
}

enum err review_readers(struct ctx *c, struct review_readers *out)
{
	struct review_member_list members;
	struct staff_views all;
	struct staff_view *list;
	size_t n = 0;

	if (!actor_is(c->actor, REVIEW_ROLES))
		return ERR_DENIED;
	review_members(c->read, c->house->org, &members);
	TRY(staff_list(c, &all));
	TRY(read_now(c->read));
	list = NEW_N(c->arena, struct staff_view, all.n + 1);
	for (size_t i = 0; i < all.n && n < REVIEW_READERS; i++)
		if (all.at[i].active && (all.at[i].roles & REVIEW_ROLES) &&
		    ((all.at[i].roles & ROLE_manager) || actor_is(c->actor, ROLE_manager) ||
		     shares_team(c, &members, all.at[i].id)))
			list[n++] = all.at[i];
	*out = (struct review_readers){ list, n };
	return OK;
}

static enum err take_readers(struct drawing *w, const struct user_id *ids, size_t n)
{
	struct review_readers may;

	TRY(review_readers(w->c, &may));
	w->readers = NEW_N(w->c->arena, struct reader, n);
	for (size_t i = 0; i < n; i++) {
		size_t k = 0;
		while (k < may.n && !user_id_eq(may.at[k].id, ids[i]))
			k++;
		if (k == may.n)
			return ERR_INVALID;
		w->readers[w->nreaders++] = (struct reader){ .id = ids[i], .roles = may.at[k].roles };
	}
	review_members(w->c->read, w->c->house->org, &w->members);
	return read_now(w->c->read);
}

/* --- who is drawn --- */

struct candidate {
	struct person_id person;
	struct team_id team;
	size_t turn; /* in her team: so many of it stand before her */
	size_t at;
};

static int by_turn(const void *x, const void *y)
{
	const struct candidate *a = x;
	const struct candidate *b = y;

	if (a->turn != b->turn)
		return a->turn < b->turn ? -1 : 1;
	return (a->at > b->at) - (a->at < b->at);
}

static void shuffle(struct candidate *list, size_t n)
{
	for (size_t i = n; i > 1; i--) {
		size_t k = random_below((uint32_t)i);
		struct candidate other = list[k];
		list[k] = list[i - 1];
		list[i - 1] = other;
	}
}

/* One of each team, then the next of each: about as many of every team. */
static void take_turns(struct ctx *c, struct candidate *list, size_t n)
{
	struct team_id *teams = NEW_N(c->arena, struct team_id, n + 1);
	size_t *seen = NEW_N(c->arena, size_t, n + 1);
	size_t nteams = 0;

	for (size_t i = 0; i < n; i++) {
		size_t k = 0;
		while (k < nteams && !team_id_eq(teams[k], list[i].team))
			k++;
		if (k == nteams) {
			teams[nteams] = list[i].team;
			seen[nteams++] = 0;
		}
		list[i].turn = seen[k]++;
		list[i].at = i;
	}
	if (n)
		qsort(list, n, sizeof *list, by_turn);
}

/* A day begins at midnight of the house. */
static struct instant begin_of(const struct ctx *c, struct day d)
{
	return (struct instant){ (int64_t)d.n * 86400 - (int64_t)c->house->utc_offset * 60 };
}

static enum err pool_of(struct ctx *c, struct review *r, struct candidate **out, size_t *n)
{
	struct review_candidate_list rows;
	struct candidate *list;

	review_pool(c->read, c->house->org, begin_of(c, r->from), begin_of(c, day_add(r->until, 1)),
	            &rows);
	TRY(read_now(c->read));
	list = NEW_N(c->arena, struct candidate, rows.n + 1);
	*n = 0;
	for (size_t i = 0; i < rows.n; i++)
		if (actor_is(c->actor, ROLE_manager) || actor_in_team(c->actor, rows.at[i].team))
			list[(*n)++] = (struct candidate){ .person = rows.at[i].id, .team = rows.at[i].team };
	shuffle(list, *n);
	if (r->by_team)
		take_turns(c, list, *n);
	r->pool = (int64_t)*n;
	*out = list;
	return OK;
}

/* --- who reads whom --- */

enum nearness { FREE, WALKS, KEPT_OUT };

static enum nearness nearness(const struct drawing *w, const struct reader *who,
                              const struct candidate *p, const struct review_tie_list *ties)
{
	if (!(who->roles & ROLE_manager) && !in_team(&w->members, who->id, p->team))
		return KEPT_OUT;
	for (size_t i = 0; i < ties->n; i++) {
		const struct review_tie *t = &ties->at[i];
		if (!user_id_eq(t->id, who->id))
			continue;
		if (t->kept_out || (t->closed >> IN_CASE & 1))
			return KEPT_OUT;
		return t->walks ? WALKS : FREE;
	}
	return FREE;
}

/* Who is freer reads before who walks along, and among them whoever has least to read; else the
 * dice. NULL: nobody can. */
static struct reader *choose(struct drawing *w, const struct candidate *p,
                             const struct review_tie_list *ties, const struct reader *but)
{
	struct reader *best = NULL;
	enum nearness near = KEPT_OUT;
	uint32_t alike = 0;

	for (size_t i = 0; i < w->nreaders; i++) {
		struct reader *r = &w->readers[i];
		enum nearness its = r == but ? KEPT_OUT : nearness(w, r, p, ties);
		if (its == KEPT_OUT || its > near || (best && its == near && r->reads > best->reads))
			continue;
		if (!best || its < near || r->reads < best->reads)
			alike = 0;
		if (random_below(++alike) == 0)
			best = r;
		near = its;
	}
	if (best)
		best->reads++;
	return best;
}

static void hand(struct ctx *c, const struct review *r, const struct candidate *p,
                 struct row_id record, int64_t place, const struct reader *to)
{
	struct row_id id;

	id_random(id.b);
	review_reading_insert(c->change,
	                      &(struct review_reading_insert_args){ .org = c->house->org,
	                                                            .id = id,
	                                                            .review = r->id,
	                                                            .record = record,
	                                                            .team = p->team,
	                                                            .place = place,
	                                                            .reader = to->id,
	                                                            .hour = clock_hour(c->now) });
}

static bool read_twice(const struct review *r)
{
	if (str_eq(r->second, STR("all")))
		return true;
	return str_eq(r->second, STR("third")) && random_below(THIRD) == 0;
}

static enum err put_record(struct ctx *c, const struct review *r, const struct candidate *p,
                           struct row_id record)
{
	struct buf b = buf_new(c->arena, 64);
	struct sealed body;

	fields_put_id(&b, "person", p->person.b);
	TRY(house_row_seal(c, house_team(p->team), SEAL_REVIEW_RECORD, record, buf_str(&b), &body));
	review_record_insert(c->change, c->house->org, r->id, record, p->team, body);
	return OK;
}

/* One more record, unless nobody can read it. */
static enum err take(struct drawing *w, struct review *r, const struct candidate *p)
{
	struct review_tie_list ties;
	struct reader *first;
	struct row_id record;

	if (!can(w->c, p->person, MAY_READ, IN_CASE))
		return OK;
	review_ties(w->c->read, w->c->house->org, p->person, &ties);
	TRY(read_now(w->c->read));
	first = choose(w, p, &ties, NULL);
	if (!first)
		return OK;
	id_random(record.b);
	TRY(put_record(w->c, r, p, record));
	hand(w->c, r, p, record, REVIEW_FIRST, first);
	r->drawn++;
	if (read_twice(r)) {
		struct reader *second = choose(w, p, &ties, first);
		if (second)
			hand(w->c, r, p, record, REVIEW_SECOND, second);
	}
	return OK;
}

enum err review_draw(struct ctx *c, struct review *r, const struct user_id *readers, size_t n)
{
	struct drawing w = { .c = c };
	struct candidate *pool;
	size_t all;

	TRY(take_readers(&w, readers, n));
	TRY(pool_of(c, r, &pool, &all));
	for (size_t i = 0; i < all && r->drawn < r->wanted; i++)
		TRY(take(&w, r, &pool[i]));
	return OK;
}
