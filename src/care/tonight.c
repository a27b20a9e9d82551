#include "care/tonight.h"

#include "care/stay.h"
#include "care/tonight_inside.h"
#include "care/tonight_sql.h"

bool tonight_contact_allowed(const struct contact_rules *rules, struct day today)
{
	for (size_t i = 0; i < rules->n; i++)
		if (contact_may(&rules->at[i], today))
			return true;
	return false;
}

static enum err read_signs(struct ctx *c, struct tonight *out)
{
	struct person *names;

	TRY(calls_due(c, &out->signs));
	names = NEW_N(c->arena, struct person, out->signs.n + 1);
	for (size_t i = 0; i < out->signs.n; i++)
		TRY(person_read(c, out->signs.at[i].person, &names[i]));
	out->names = (struct person_list){ names, out->signs.n };
	return OK;
}

static enum err read_one(struct ctx *c, struct person_id id, struct tonight_person *out)
{
	*out = (struct tonight_person){ .may_write = can(c, id, MAY_WRITE, IN_SAFETY),
		                            .record = can(c, id, MAY_READ, IN_IDENTITY),
		                            .wider = can(c, id, MAY_BREAK_GLASS, IN_SAFETY) };
	TRY(person_read(c, id, &out->person));
	TRY(contact_read(c, id, &out->contact));
	return safety_night_read(c, id, &out->plan, &out->needs);
}

static bool on_card(const struct tonight *t, struct person_id id)
{
	for (size_t i = 0; i < t->n; i++)
		if (person_id_eq(t->at[i].person.id, id))
			return true;
	return false;
}

static bool told_before(const struct tonight *t, size_t sign)
{
	for (size_t i = 0; i < sign; i++)
		if (person_id_eq(t->signs.at[i].person, t->signs.at[sign].person))
			return true;
	return false;
}

/* P5: one opening for each person, however often she stands on the page. */
static enum err note_openings(struct ctx *c, const struct tonight *t)
{
	for (size_t i = 0; i < t->n; i++)
		TRY(audit_opening_for(c, t->at[i].person.id, REASON_NIGHT_CARD));
	for (size_t i = 0; i < t->signs.n; i++)
		if (!on_card(t, t->signs.at[i].person) && !told_before(t, i))
			TRY(audit_opening_for(c, t->signs.at[i].person, REASON_NIGHT_CARD));
	return OK;
}

/* Those that are put in order together, and one more: are there further ones? */
static enum err read_rows(struct ctx *c, const struct team_view *site, size_t from,
                          struct tonight_row_list *out)
{
	int64_t first = (int64_t)(from - from % TONIGHT_SORTED);

	if (site)
		tonight_of_team(c->read, c->house->org, site->id, TONIGHT_SORTED + 1, first, out);
	else
		tonight_of_walks(c->read, c->house->org, c->actor->id, c->now, TONIGHT_SORTED + 1, first,
		                 out);
	return read_now(c->read);
}

/* Someone whose place for the night, and whether anything is needed, is all that is known yet. */
struct place {
	struct person_id id;
	bool here;
	bool need;
};
struct places {
	struct place *at;
	size_t n;
};

/* Who sleeps here stands before the others; in both parts the order stays. */
static enum err arrange(struct ctx *c, const struct team_view *site,
                        const struct tonight_row_list *rows, struct places *out)
{
	size_t n = rows->n < TONIGHT_SORTED ? rows->n : TONIGHT_SORTED;
	struct person_id *ids = NEW_N(c->arena, struct person_id, n + 1);
	bool *here = NEW_N(c->arena, bool, n + 1);

	*out = (struct places){ NEW_N(c->arena, struct place, n + 1), 0 };
	for (size_t i = 0; i < n; i++)
		ids[i] = rows->at[i].id;
	if (site)
		TRY(stay_sleepers(c, ids, n, site->code, here));
	for (int part = 0; part < 2; part++)
		for (size_t i = 0; i < n; i++)
			if (here[i] == (part == 0))
				out->at[out->n++] = (struct place){ ids[i], here[i], rows->at[i].need };
	return OK;
}

/* An urgent need further back is named in front: it must not wait for a page that nobody opens. */
static void look_further(struct ctx *c, const struct places *all, size_t end, struct tonight *out)
{
	for (size_t i = end; i < all->n; i++)
		if (all->at[i].need && can(c, all->at[i].id, MAY_READ, IN_SAFETY) &&
		    out->needs_later++ == 0)
			out->needs_from =
				out->from - out->from % TONIGHT_SORTED + i / TONIGHT_PAGE * TONIGHT_PAGE;
}

enum err tonight_read(struct ctx *c, const struct team_view *site, size_t from, struct tonight *out)
{
	struct tonight_person *list = NEW_N(c->arena, struct tonight_person, TONIGHT_PAGE);
	size_t first = from % TONIGHT_SORTED;
	struct tonight_row_list rows;
	struct places all;
	size_t i;

	*out = (struct tonight){ .at = list, .from = from };
	TRY(read_signs(c, out));
	TRY(read_rows(c, site, from, &rows));
	TRY(arrange(c, site, &rows, &all));
	out->sorted = all.n && all.at[0].here;
	for (i = first; i < all.n && i < first + TONIGHT_PAGE; i++) {
		if (!can(c, all.at[i].id, MAY_READ, IN_SAFETY))
			continue;
		TRY(read_one(c, all.at[i].id, &list[out->n]));
		list[out->n++].here = all.at[i].here;
	}
	out->more = rows.n > i;
	look_further(c, &all, i, out);
	return note_openings(c, out);
}

const struct module tonight_module = {
	.name = "tonight",
	.routes = &tonight_routes,
	.queries = tonight_queries,
};
