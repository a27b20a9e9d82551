#include "care/tonight.h"

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

/* One row more than a page tells whether there are further ones. */
static enum err read_rows(struct ctx *c, const struct team_id *team, size_t from,
                          struct tonight_row_list *out)
{
	if (team)
		tonight_of_team(c->read, c->house->org, *team, TONIGHT_PAGE + 1, (int64_t)from, out);
	else
		tonight_of_walks(c->read, c->house->org, c->actor->id, c->now, TONIGHT_PAGE + 1,
		                 (int64_t)from, out);
	return read_now(c->read);
}

enum err tonight_read(struct ctx *c, const struct team_id *team, size_t from, struct tonight *out)
{
	struct tonight_person *list = NEW_N(c->arena, struct tonight_person, TONIGHT_PAGE);
	struct tonight_row_list rows;

	*out = (struct tonight){ .at = list, .from = from };
	TRY(read_signs(c, out));
	TRY(read_rows(c, team, from, &rows));
	out->more = rows.n > TONIGHT_PAGE;
	for (size_t i = 0; i < rows.n && i < TONIGHT_PAGE; i++)
		if (can(c, rows.at[i].id, MAY_READ, IN_SAFETY))
			TRY(read_one(c, rows.at[i].id, &list[out->n++]));
	return note_openings(c, out);
}

const struct module tonight_module = {
	.name = "tonight",
	.routes = &tonight_routes,
	.queries = tonight_queries,
};
