/* How far a hand-over is, who could, and what is still to be handed on. */
#include "base/fields.h"
#include "care/handover_inside.h"

enum err handover_open(struct ctx *c, struct person_id person, const struct handover_row *r,
                       struct handover *out)
{
	struct str body;

	TRY(open_if_may(c, person, IN_CASE, SEAL_HANDOVER, r->id, r->body, &body));
	*out = (struct handover){
		.id = r->id, .state = (enum handover_state)r->state, .hour = r->hour, .author = r->user_name
	};
	(void)fields_id(body, "from", out->from.b);
	(void)fields_id(body, "to", out->to.b);
	out->from_name = fields_get(body, "from_name");
	out->to_name = fields_get(body, "to_name");
	out->note = fields_get(body, "note");
	out->why = fields_get(body, "why");
	out->answer = fields_get(body, "answer");
	out->words = fields_get(body, "words");
	out->told = fields_day(body, "told", NO_DAY);
	out->until = fields_day(body, "until", NO_DAY);
	return OK;
}

enum err handover_read(struct ctx *c, struct person_id person, struct handover *out)
{
	struct handover_row_list rows;
	bool has = false;

	handovers_of(c->read, c->house->org, person, &rows);
	TRY(read_now(c->read));
	for (size_t i = 0; i < rows.n; i++) {
		if (!rows.at[i].current)
			continue;
		TRY(handover_open(c, person, &rows.at[i], out));
		has = true;
	}
	return has ? OK : ERR_ABSENT;
}

enum err handover_from(struct ctx *c, struct person_id person, struct companions *out)
{
	struct companions all;
	struct companion *list;
	size_t n = 0;

	TRY(companions_of(c, person, &all));
	list = NEW_N(c->arena, struct companion, all.n + 1);
	for (size_t i = 0; i < all.n; i++)
		if (!all.at[i].excluded && !all.at[i].hands_over)
			list[n++] = all.at[i];
	*out = (struct companions){ list, n };
	return OK;
}

/* Who walks along already can take the whole walk on, too. */
enum err handover_to(struct ctx *c, struct person_id person, struct companions *out)
{
	struct companions walking;
	struct companions others;
	struct companion *list;
	size_t n = 0;

	TRY(handover_from(c, person, &walking));
	TRY(companions_possible(c, person, &others));
	list = NEW_N(c->arena, struct companion, walking.n + others.n + 1);
	for (size_t i = 0; i < walking.n; i++)
		if (walking.at[i].roles & ROLE_caseworker)
			list[n++] = walking.at[i];
	for (size_t i = 0; i < others.n; i++)
		if (others.at[i].roles & ROLE_caseworker)
			list[n++] = others.at[i];
	*out = (struct companions){ list, n };
	return OK;
}

struct handover_parts handover_parts(struct ctx *c, uint32_t compartments)
{
	static const char *const words[] = {
		[IN_IDENTITY] = T("the name"),   [IN_LOCATION] = T("the place"),
		[IN_SAFETY] = T("safety"),       [IN_CASE] = T("the case"),
		[IN_STORY] = T("what was told"), [IN_HEALTH] = T("health"),
		[IN_COUNSEL] = T("counselling"), [IN_LEGAL] = T("what the legal worker wrote"),
		[IN_MESSAGES] = T("messages"),
	};
	const char **list = NEW_N(c->arena, const char *, sizeof words / sizeof *words);
	size_t n = 0;

	for (size_t i = 1; i < sizeof words / sizeof *words; i++)
		if (compartments >> i & 1)
			list[n++] = words[i];
	return (struct handover_parts){ list, n };
}

enum err handover_rest(struct ctx *c, struct person_id person)
{
	struct handover h;

	TRY(handover_read(c, person, &h));
	if (h.state != HANDOVER_AGREED || !user_id_eq(h.from, c->actor->id))
		return ERR_DENIED;
	TRY(person_assign(c, person, h.to));
	return audit(c, VERB_ASSIGNED, &person, REASON_CARE, h.to_name);
}

/* --- somebody has left suddenly --- */

/* What whoever leaves works with, and a new caseworker will. */
static int64_t roles_of(const struct companions *walking, struct user_id leaver)
{
	int64_t roles = ROLE_caseworker;

	for (size_t i = 0; i < walking->n; i++)
		if (user_id_eq(walking->at[i].staff, leaver))
			roles |= walking->at[i].roles;
	return roles;
}

static enum err leaver_line(struct ctx *c, struct person_id person, struct user_id leaver,
                            struct leaver_line *out)
{
	struct companions walking;
	struct companions all;
	struct companion *to;
	struct person p;
	char id[ID_TEXT + 1];
	uint32_t gaps;
	size_t n = 0;

	id_write(person.b, id);
	TRY(person_read(c, person, &p));
	TRY(handover_from(c, person, &walking));
	TRY(person_gaps(c, person, roles_of(&walking, leaver), &gaps));
	TRY(handover_to(c, person, &all));
	to = NEW_N(c->arena, struct companion, all.n + 1);
	for (size_t i = 0; i < all.n; i++)
		if (!user_id_eq(all.at[i].staff, leaver))
			to[n++] = all.at[i];
	*out = (struct leaver_line){ .person = person,
		                         .called = p.name.n ? p.name : p.code,
		                         .field = arena_fmt(c->arena, "to-%s", id).p,
		                         .to = { to, n },
		                         .closed = handover_parts(c, gaps) };
	return OK;
}

enum err handover_lines_of(struct ctx *c, struct user_id leaver, struct leaver_lines *out)
{
	const struct actor *a = c->actor;
	struct handover_walk_list *walks = NEW_N(c->arena, struct handover_walk_list, a->nteams + 1);
	struct leaver_line *lines;
	size_t most = 0;
	size_t n = 0;

	for (size_t t = 0; t < a->nteams; t++)
		handover_walks(c->read, c->house->org, a->teams[t], leaver, &walks[t]);
	TRY(read_now(c->read));
	for (size_t t = 0; t < a->nteams; t++)
		most += walks[t].n;
	lines = NEW_N(c->arena, struct leaver_line, most + 1);
	for (size_t t = 0; t < a->nteams; t++)
		for (size_t i = 0; i < walks[t].n; i++)
			if (can(c, walks[t].at[i].person, MAY_ASSIGN, IN_IDENTITY))
				TRY(leaver_line(c, walks[t].at[i].person, leaver, &lines[n++]));
	*out = (struct leaver_lines){ lines, n };
	return OK;
}
