#include "care/companion.h"

#include "access/audit.h"
#include "care/companion_sql.h"

/* As the assignment row counts them. */
enum { WALKS = 1, KEPT_OUT = 2, HANDS_OVER = 4 };

static struct companion companion_of(const struct ctx *c, struct user_id staff,
                                     struct str user_name, int64_t roles)
{
	return (struct companion){ .staff = staff,
		                       .user_name = user_name,
		                       .role = role_words(roles),
		                       .roles = roles,
		                       .self = user_id_eq(staff, c->actor->id) };
}

enum err companions_of(struct ctx *c, struct person_id person, struct companions *out)
{
	struct companion_row_list rows;
	struct companion *list;
	bool decides = can(c, person, MAY_ASSIGN, IN_IDENTITY);
	size_t n = 0;

	if (!can(c, person, MAY_SEE_NAME, IN_IDENTITY))
		return ERR_DENIED;
	companions_all(c->read, c->house->org, person, &rows);
	TRY(read_now(c->read));
	list = NEW_N(c->arena, struct companion, rows.n + 1);
	for (size_t i = 0; i < rows.n; i++) {
		const struct companion_row *r = &rows.at[i];
		if (r->state == KEPT_OUT && !decides)
			continue;
		list[n] = companion_of(c, r->staff, r->user_name, r->roles);
		list[n].hands_over = r->state == HANDS_OVER;
		list[n++].excluded = r->state == KEPT_OUT;
	}
	*out = (struct companions){ list, n };
	return OK;
}

static const struct companion_row *row_of(const struct companion_row_list *rows,
                                          struct user_id staff)
{
	for (size_t i = 0; i < rows->n; i++)
		if (user_id_eq(rows->at[i].staff, staff))
			return &rows->at[i];
	return NULL;
}

enum err companions_possible(struct ctx *c, struct person_id person, struct companions *out)
{
	struct companion_row_list rows;
	struct companion_team_row_list team;
	struct companion *list;
	size_t n = 0;

	companions_all(c->read, c->house->org, person, &rows);
	companions_team(c->read, c->house->org, person, &team);
	TRY(read_now(c->read));
	list = NEW_N(c->arena, struct companion, team.n + 1);
	for (size_t i = 0; i < team.n; i++)
		if (role_compartments(team.at[i].roles) && !row_of(&rows, team.at[i].staff))
			list[n++] = companion_of(c, team.at[i].staff, team.at[i].user_name, team.at[i].roles);
	*out = (struct companions){ list, n };
	return OK;
}

/* --- deciding --- */

/* The name of a colleague of her team, for the entry in the audit. */
static enum err colleague(struct ctx *c, struct person_id person, struct user_id staff,
                          struct str *user_name)
{
	struct companion_team_row_list team;

	companions_team(c->read, c->house->org, person, &team);
	TRY(read_now(c->read));
	for (size_t i = 0; i < team.n; i++)
		if (user_id_eq(team.at[i].staff, staff)) {
			*user_name = team.at[i].user_name;
			return OK;
		}
	return ERR_ABSENT;
}

enum err companion_begin(struct ctx *c, struct person_id person, struct user_id staff)
{
	struct str user_name;

	TRY(colleague(c, person, staff, &user_name));
	TRY(person_assign(c, person, staff));
	return audit(c, VERB_ASSIGNED, &person, REASON_CARE, user_name);
}

enum err companion_stop(struct ctx *c, struct person_id person, struct user_id staff)
{
	struct companion_row_list rows;
	const struct companion_row *row;
	size_t walking = 0;

	companions_all(c->read, c->house->org, person, &rows);
	TRY(read_now(c->read));
	row = row_of(&rows, staff);
	if (!row || row->state == KEPT_OUT)
		return ERR_ABSENT;
	for (size_t i = 0; i < rows.n; i++)
		walking += rows.at[i].state == WALKS;
	if (row->state == WALKS && walking == 1)
		return ERR_INVALID;
	TRY(person_unassign(c, person, staff, false));
	return audit(c, VERB_UNASSIGNED, &person, REASON_CARE, row->user_name);
}

enum err companion_keep_out(struct ctx *c, struct person_id person, struct user_id staff)
{
	struct str user_name;

	if (user_id_eq(staff, c->actor->id))
		return ERR_INVALID;
	TRY(colleague(c, person, staff, &user_name));
	TRY(person_unassign(c, person, staff, true));
	return audit(c, VERB_EXCLUDED, &person, REASON_CARE, user_name);
}

enum err companion_emergency(struct ctx *c, struct person_id person, struct str reason)
{
	TRY(person_break_glass(c, person, reason));
	return audit(c, VERB_BROKE, &person, REASON_EMERGENCY, reason);
}

/* The line of reason of an opening that waits; empty when it was looked at meanwhile. */
static enum err reason_of(struct ctx *c, struct row_id glass, struct str *out)
{
	struct glass_lines lines;

	*out = (struct str){ "", 0 };
	TRY(glass_to_review(c, &lines));
	for (size_t i = 0; i < lines.n; i++)
		if (row_id_eq(lines.at[i].id, glass))
			*out = lines.at[i].reason;
	return OK;
}

/* Whoever opened may not write in the case, where the audit's words are sealed; so the reason comes
 * into the list of who opened the record with the one who has looked at it. */
enum err companion_reviewed(struct ctx *c, struct person_id person, struct row_id glass)
{
	struct str reason;

	TRY(reason_of(c, glass, &reason));
	TRY(person_review_glass(c, person, glass));
	return audit(c, VERB_REVIEWED, &person, REASON_SUPERVISION, reason);
}

const struct module companion_module = {
	.name = "companion",
	.routes = &companion_routes,
	.queries = companion_queries,
};
