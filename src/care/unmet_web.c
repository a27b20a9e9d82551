#include "care/unmet.h"

#include "care/unmet_html.h"
#include "care/unmet_inside.h"

/* Who sees the figures of a team. */
enum { COUNTS = ROLE_lead | ROLE_manager };

struct unmet_form {
	struct team_id team;
	struct str asked, why, which, words, pointed;
	struct when when;
};
static const struct field unmet_fields_in[] = {
	FIELD(struct unmet_form, team, ID, OPTIONAL, 0),
	FIELD(struct unmet_form, asked, TEXT, REQUIRED, 64),
	CHOICE(struct unmet_form, why, CHOICE, REQUIRED, &unmet_whys),
	FIELD(struct unmet_form, which, TEXT, OPTIONAL, 300),
	FIELD(struct unmet_form, words, OWN, OPTIONAL, 4000),
	FIELD(struct unmet_form, pointed, TEXT, OPTIONAL, 300),
	FIELDS_WHEN(struct unmet_form, when),
};

static enum err check(struct visit *v, struct unmet_new *out)
{
	const struct unmet_form *in = v->in;
	struct code_list types;

	TRY(service_types(&v->c, &types));
	if (!service_known(&types, in->asked))
		return visit_problem(v, "asked", T("Please choose one of the answers that are offered."));
	*out = (struct unmet_new){ .asked = in->asked,
		                       .why = in->why,
		                       .which = in->which,
		                       .words = in->words,
		                       .pointed = in->pointed,
		                       .when = in->when };
	return when_check(v, &in->when);
}

static void fill(struct visit *v, struct str asked, struct str why, struct str which,
                 struct str words, struct str pointed, const struct when *when)
{
	visit_fill(v, "asked", asked);
	visit_fill(v, "why", why);
	visit_fill(v, "which", which);
	visit_fill(v, "words", words);
	visit_fill(v, "pointed", pointed);
	when_fill(v, when);
}

/* --- of a person --- */

static enum err view_of(struct visit *v, struct unmet_view *w)
{
	*w = (struct unmet_view){ .writes = can(&v->c, v->person, MAY_WRITE, IN_CASE) };
	TRY(person_read(&v->c, v->person, &w->person));
	TRY(service_types(&v->c, &w->types));
	w->asked = service_choices(&v->c, &w->types);
	return unmet_read(&v->c, v->person, &w->all);
}

static void shown_of(struct visit *v, struct unmet_view *w)
{
	struct unmet *at = NEW_N(v->c.arena, struct unmet, w->all.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < w->all.n; i++)
		if (w->all.at[i].current && !w->all.at[i].closed)
			at[n++] = w->all.at[i];
	w->pager = visit_pager(v, visit_path(v, "%s?", w->action), n, UNMET_SHOWN);
	w->shown = (struct unmet_list){ at + w->pager.from, w->pager.n };
}

static enum err unmet_show(struct visit *v)
{
	struct unmet_view w;

	TRY(view_of(v, &w));
	w.action = visit_path(v, "/people/%s/services/unmet", visit_id(v, v->person.b));
	shown_of(v, &w);
	if (w.writes)
		(void)visit_draft(v);
	unmet_page(visit_page(v), visit_head(v, T("What was not possible"), "/people"), &v->form, &w);
	return OK;
}

static enum err unmet_save(struct visit *v)
{
	struct unmet_new n;

	TRY(check(v, &n));
	n.replaces = visit_replaced(v);
	TRY(unmet_write(&v->c, v->person, v->token, &n));
	visit_draft_done(v, v->x->request.path.p);
	return visit_saved(v, "/people/%s/services/unmet", visit_id(v, v->person.b));
}

/* The one of the address in its latest correction. */
static const struct unmet *standing(const struct unmet_view *w, struct row_id row)
{
	for (size_t i = 0; i < w->all.n; i++) {
		const struct unmet *u = &w->all.at[i];
		if (row_id_eq(u->id, row) && u->current)
			return u;
		if (!row_id_eq(u->replaces, row))
			continue;
		if (u->current)
			return u;
		row = u->id;
		i = SIZE_MAX;
	}
	return NULL;
}

static enum err unmet_correct(struct visit *v)
{
	const struct unmet *now;
	struct unmet_view w;
	struct row_id row;

	TRY(visit_row(v, "row", &row));
	TRY(view_of(v, &w));
	now = standing(&w, row);
	if (!now || now->closed)
		return ERR_ABSENT;
	fill(v, now->asked, now->why, now->which, now->words, now->pointed, &now->when);
	w.now = v->conflict ? now : NULL;
	w.action =
		visit_path(v, "/people/%s/unmet/%s", visit_id(v, v->person.b), visit_id(v, now->id.b));
	unmet_correct_page(visit_page(v), visit_head(v, T("Correct what was not possible"), "/people"),
	                   &v->form, &w);
	return OK;
}

/* --- of a team --- */

/* The team of the address, of the form that comes back, or the first one. */
static struct team_view team_of(struct visit *v, const struct team_views *teams)
{
	struct team_id wanted = { { 0 } };

	if (v->again)
		wanted = ((const struct unmet_form *)v->in)->team;
	else
		(void)id_read(visit_query(v, "team"), wanted.b);
	for (size_t i = 0; i < teams->n; i++)
		if (team_id_eq(teams->at[i].id, wanted))
			return teams->at[i];
	return teams->at[0];
}

static enum err team_show(struct visit *v)
{
	struct turned_away_list all;
	struct unmet_team_view w = { .totals = actor_is(v->c.actor, COUNTS) };

	TRY(teams_mine(&v->c, &w.teams));
	TRY(service_types(&v->c, &w.types));
	if (w.teams.n == 0)
		return ERR_DENIED;
	w.team = team_of(v, &w.teams);
	w.asked = service_choices(&v->c, &w.types);
	TRY(unmet_of_team(&v->c, w.team.id, day_add(v->c.today, -UNMET_TEAM_DAYS), &all));
	w.all = (int64_t)all.n;
	unmet_totals_of(&v->c, &all, true, &unmet_whys, &w.by_why);
	unmet_totals_of(&v->c, &all, false, &w.asked, &w.by_asked);
	unmet_lately_of(&v->c, &all, &w.lately);
	unmet_team_page(visit_page(v), visit_head(v, T("Who could not be helped"), "/people"), &v->form,
	                &w);
	return OK;
}

static enum err team_write(struct visit *v, struct team_id team, const struct row_id *replaces)
{
	struct unmet_new n;
	struct row_id id;

	if (!actor_in_team(v->c.actor, team))
		return ERR_DENIED;
	TRY(check(v, &n));
	n.replaces = replaces;
	/* Not the token's: an id with an hour in it would tell when somebody was here. */
	id_random(id.b);
	TRY(unmet_turned_away(&v->c, team, id, &n));
	return visit_saved(v, "/services/unmet?team=%s", visit_id(v, team.b));
}

static enum err team_create(struct visit *v)
{
	return team_write(v, ((const struct unmet_form *)v->in)->team, NULL);
}

static enum err team_correct(struct visit *v)
{
	struct unmet_team_view w = { .totals = false };
	struct turned_away now;
	struct row_id row;

	TRY(visit_row(v, "row", &row));
	TRY(unmet_of_nobody(&v->c, row, &w.team.id, &now));
	TRY(service_types(&v->c, &w.types));
	w.asked = service_choices(&v->c, &w.types);
	w.now = v->conflict ? &now : NULL;
	w.action = visit_path(v, "/services/unmet/%s", visit_id(v, now.id.b));
	fill(v, now.asked, now.why, now.which, now.words, now.pointed, &now.when);
	unmet_team_correct_page(
		visit_page(v), visit_head(v, T("Correct what was not possible"), "/people"), &v->form, &w);
	return OK;
}

static enum err team_save(struct visit *v)
{
	struct turned_away now;
	struct team_id team;
	struct row_id row;

	TRY(visit_row(v, "row", &row));
	TRY(unmet_of_nobody(&v->c, row, &team, &now));
	return team_write(v, team, &row);
}

static const struct route routes[] = {
	PAGE("/people/:person/services/unmet", PERSON(READ, CASE), unmet_show),
	POST("/people/:person/services/unmet", PERSON(WRITE, CASE), unmet_save,
	     FORM(struct unmet_form, unmet_fields_in), unmet_show),
	PAGE("/people/:person/unmet/:row", PERSON(WRITE, CASE), unmet_correct),
	POST("/people/:person/unmet/:row", PERSON(WRITE, CASE), unmet_save,
	     FORM(struct unmet_form, unmet_fields_in), unmet_correct),
	PAGE("/services/unmet", ROLES(UNMET_ROLES), team_show),
	POST("/services/unmet", ROLES(UNMET_ROLES), team_create,
	     FORM(struct unmet_form, unmet_fields_in), team_show),
	PAGE("/services/unmet/:row", ROLES(UNMET_ROLES), team_correct),
	POST("/services/unmet/:row", ROLES(UNMET_ROLES), team_save,
	     FORM(struct unmet_form, unmet_fields_in), team_correct),
};
const struct routes unmet_routes = { routes, sizeof routes / sizeof *routes };
