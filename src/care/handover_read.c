/* How far a hand-over is, and who could. */
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
	out->told.n = (int32_t)fields_int(body, "told", NO_DAY.n);
	out->until.n = (int32_t)fields_int(body, "until", NO_DAY.n);
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
