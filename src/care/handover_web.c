#include "care/handover_html.h"
#include "care/handover_inside.h"
#include "care/handover_sql.h"

#include <string.h>

struct propose_form {
	struct user_id from, to;
	struct str why, note;
};
static const struct field propose_fields[] = {
	FIELD(struct propose_form, from, ID, REQUIRED, 0),
	FIELD(struct propose_form, to, ID, REQUIRED, 0),
	FIELD(struct propose_form, why, LONG, OPTIONAL, 1000),
	FIELD(struct propose_form, note, LONG, OPTIONAL, 8000),
};
struct answer_form {
	struct str answer, words;
	struct user_id chosen;
	struct day told;
};
static const struct field answer_fields[] = {
	CHOICE(struct answer_form, answer, CHOICE, REQUIRED, &handover_answers),
	FIELD(struct answer_form, chosen, ID, OPTIONAL, 0),
	FIELD(struct answer_form, words, LONG, OPTIONAL, 2000),
	FIELD(struct answer_form, told, DAY, OPTIONAL, 0),
};
struct leaver_form {
	struct user_id of;
	struct str note;
};
static const struct field leaver_fields[] = {
	FIELD(struct leaver_form, of, ID, REQUIRED, 0),
	FIELD(struct leaver_form, note, LONG, OPTIONAL, 4000),
};

static enum err view_of(struct visit *v, struct handover_view *o)
{
	struct person p;
	uint32_t gaps;
	enum err e;

	*o = (struct handover_view){ .person = v->person, .conflict = v->conflict };
	TRY(person_read(&v->c, v->person, &p));
	o->voice = p.voice;
	e = handover_read(&v->c, v->person, &o->now);
	if (e != OK && e != ERR_ABSENT)
		return e;
	o->has = e == OK;
	o->waits = o->has && (o->now.state == HANDOVER_PROPOSED || o->now.state == HANDOVER_SUDDEN);
	o->mine = o->has && user_id_eq(o->now.to, v->c.actor->id);
	o->gives = o->has && o->now.state == HANDOVER_AGREED && user_id_eq(o->now.from, v->c.actor->id);
	TRY(person_gaps(&v->c, v->person, v->c.actor->roles & ROLE_caseworker, &gaps));
	o->closed = handover_parts(&v->c, o->mine ? gaps : 0);
	TRY(handover_from(&v->c, v->person, &o->from));
	return handover_to(&v->c, v->person, &o->to);
}

static enum err handover_show(struct visit *v)
{
	struct handover_view o;

	TRY(view_of(v, &o));
	if (!v->again && !visit_draft(v))
		visit_fill(v, "from", html_of_id(&v->html, v->c.actor->id.b));
	handover_page(visit_page(v), visit_head(v, T("Handing the walk over"), "/people"), &v->form,
	              &o);
	return OK;
}

static enum err handover_create(struct visit *v)
{
	const struct propose_form *in = v->in;
	enum err e = handover_propose(&v->c, v->person, v->token, in->from, in->to, in->note, in->why);

	if (e == ERR_INVALID)
		return visit_problem(v, "to",
		                     T("Please choose two different colleagues: one who walks "
		                       "along, and a caseworker of the team."));
	TRY(e);
	visit_draft_done(v, v->x->request.path.p);
	return visit_saved(v, "/people/%s/hand-over", visit_id(v, v->person.b));
}

static bool chosen_known(const struct answer_form *in)
{
	static const struct user_id nobody;

	return memcmp(in->chosen.b, nobody.b, sizeof nobody.b) != 0;
}

static enum err handover_told(struct visit *v)
{
	const struct answer_form *in = v->in;
	enum err e;

	if (day_known(in->told) && in->told.n > v->c.today.n)
		return visit_problem(v, "told", T("This day is still to come."));
	e = handover_answer(&v->c, v->person, v->token, in->answer,
	                    chosen_known(in) ? &in->chosen : NULL, in->words, in->told);
	if (e == ERR_INVALID)
		return visit_problem(v, "chosen",
		                     T("Please choose a caseworker of the team, or write a "
		                       "no: then it stays as it is."));
	TRY(e);
	return visit_saved(v, "/people/%s/hand-over", visit_id(v, v->person.b));
}

static enum err handover_taken(struct visit *v)
{
	TRY(handover_take_on(&v->c, v->person, v->token));
	return visit_saved(v, "/people/%s", visit_id(v, v->person.b));
}

static enum err handover_rest_given(struct visit *v)
{
	TRY(handover_rest(&v->c, v->person));
	return visit_saved(v, "/people/%s/hand-over", visit_id(v, v->person.b));
}

/* --- somebody has left suddenly --- */

/* The colleagues of all teams that the actor leads, once each. */
static enum err colleagues_of(struct visit *v, struct companions *out)
{
	const struct actor *a = v->c.actor;
	struct companion *list = NEW_N(v->c.arena, struct companion, 1);
	size_t n = 0;

	for (size_t t = 0; t < a->nteams; t++) {
		struct handover_colleague_list rows;
		struct companion *more;
		handover_colleagues(v->c.read, v->c.house->org, a->teams[t], &rows);
		TRY(read_now(v->c.read));
		more = NEW_N(v->c.arena, struct companion, n + rows.n + 1);
		memcpy(more, list, n * sizeof *more);
		list = more;
		for (size_t i = 0; i < rows.n; i++)
			if (!user_id_eq(rows.at[i].id, a->id))
				list[n++] =
					(struct companion){ .staff = rows.at[i].id, .user_name = rows.at[i].user_name };
	}
	*out = (struct companions){ list, n };
	return OK;
}

static enum err leaver_view_of(struct visit *v, struct user_id leaver, struct leaver_view *o)
{
	*o = (struct leaver_view){ .staff = leaver };
	TRY(colleagues_of(v, &o->colleagues));
	for (size_t i = 0; i < o->colleagues.n; i++)
		if (user_id_eq(o->colleagues.at[i].staff, leaver))
			o->name = o->colleagues.at[i].user_name;
	return o->name.n ? handover_lines_of(&v->c, leaver, &o->lines) : OK;
}

static enum err leaver_show(struct visit *v)
{
	const struct leaver_form *in = v->in;
	struct user_id leaver = { { 0 } };
	struct leaver_view o;

	if (in)
		leaver = in->of;
	else
		(void)id_read(visit_query(v, "of"), leaver.b);
	TRY(leaver_view_of(v, leaver, &o));
	leaver_page(visit_page(v), visit_head(v, T("Somebody has left suddenly"), "/team/staff"),
	            &v->form, &o);
	return OK;
}

/* Each person's row has an id of its own. */
static enum err hand_over_one(struct visit *v, const struct leaver_line *l,
                              const struct leaver_form *in)
{
	struct str chosen = visit_posted(v, l->field, 64);
	struct user_id to;

	if (!chosen.n)
		return OK;
	if (!id_read(chosen, to.b))
		return ERR_INVALID;
	return handover_sudden(&v->c, l->person, row_id_fresh(v->c.now), in->of, to, in->note);
}

static enum err leaver_save(struct visit *v)
{
	const struct leaver_form *in = v->in;
	struct leaver_view o;

	TRY(leaver_view_of(v, in->of, &o));
	for (size_t i = 0; i < o.lines.n; i++) {
		enum err e = hand_over_one(v, &o.lines.at[i], in);
		if (e == ERR_INVALID)
			return visit_problem(v, o.lines.at[i].field, T("Please choose a colleague."));
		TRY(e);
	}
	return visit_saved(v, "/hand-over");
}

#define HAND_OVER "/people/:person/hand-over"

static const struct route routes[] = {
	PAGE(HAND_OVER, PERSON(WRITE, CASE), handover_show),
	POST(HAND_OVER, PERSON(WRITE, CASE), handover_create, FORM(struct propose_form, propose_fields),
	     handover_show),
	POST(HAND_OVER "/answer", PERSON(WRITE, CASE), handover_told,
	     FORM(struct answer_form, answer_fields), handover_show),
	POST(HAND_OVER "/take-on", PERSON(WRITE, CASE), handover_taken, { 0 }, handover_show),
	POST(HAND_OVER "/rest", PERSON(WRITE, CASE), handover_rest_given, { 0 }, handover_show),
	PAGE("/hand-over", ROLES(ROLE_lead), leaver_show),
	POST("/hand-over", ROLES(ROLE_lead), leaver_save, FORM(struct leaver_form, leaver_fields),
	     leaver_show),
};
const struct routes handover_routes = { routes, sizeof routes / sizeof *routes };
