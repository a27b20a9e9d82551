#include "care/stay.h"

#include "access/forms.h"
#include "care/stay_html.h"
#include "care/stay_inside.h"

struct stay_form {
	struct str kind, site, place, address;
	struct when when;
	struct day until, ended;
};
static const struct field stay_fields[] = {
	CHOICE(struct stay_form, kind, CHOICE, REQUIRED, &stay_kinds),
	FIELD(struct stay_form, site, TEXT, OPTIONAL, 40),
	FIELD(struct stay_form, place, TEXT, OPTIONAL, 300),
	FIELD(struct stay_form, address, LONG, OPTIONAL, 2000),
	FIELDS_WHEN(struct stay_form, when),
	FIELD(struct stay_form, until, DAY, OPTIONAL, 0),
	FIELD(struct stay_form, ended, DAY, OPTIONAL, 0),
};

/* Part of the case or of the location is enough to write: the rest stays as it was. */
static bool writes(struct visit *v)
{
	return can(&v->c, v->person, MAY_WRITE, IN_CASE) ||
	       can(&v->c, v->person, MAY_WRITE, IN_LOCATION);
}

static enum err view_of(struct visit *v, struct stay_view *w)
{
	*w = (struct stay_view){ .conflict = v->conflict, .writes = writes(v) };
	w->place_open = can(&v->c, v->person, MAY_WRITE, IN_LOCATION);
	TRY(person_read(&v->c, v->person, &w->person));
	TRY(forms_about(&v->c, "stay", &w->asks));
	return teams_mine(&v->c, &w->teams);
}

/* What stands: the first that goes on, and all others. */
static void split(struct visit *v, const struct stay_list *all, struct stay_view *w)
{
	const char *here = visit_path(v, "/people/%s/stays?", visit_id(v, v->person.b));
	struct stay *rest = NEW_N(v->c.arena, struct stay, all->n + 1);
	size_t n = 0;

	for (size_t i = 0; i < all->n; i++) {
		const struct stay *s = &all->at[i];
		if (!s->current)
			continue;
		if (!w->now && !s->closed && !day_known(s->ended))
			w->now = s;
		else
			rest[n++] = *s;
	}
	w->pager = visit_pager(v, here, n, STAYS_SHOWN);
	w->earlier = (struct stay_list){ rest + w->pager.from, w->pager.n };
}

static enum err stay_show(struct visit *v)
{
	struct stay_view w;
	struct stay_list all;

	TRY(view_of(v, &w));
	TRY(stays_read(&v->c, v->person, &all));
	split(v, &all, &w);
	w.action = visit_path(v, "/people/%s/stays", visit_id(v, v->person.b));
	if (w.writes)
		(void)visit_draft(v);
	stay_page(visit_page(v), visit_head(v, T("Where they stay"), "/people"), &v->form, &w);
	return OK;
}

/* A site is one of the codes that are offered: it is counted. */
static enum err check_site(struct visit *v, struct str site)
{
	struct team_views teams;

	if (!site.n)
		return OK;
	TRY(teams_mine(&v->c, &teams));
	for (size_t i = 0; i < teams.n; i++)
		if (str_eq(teams.at[i].code, site))
			return OK;
	return visit_problem(v, "site", T("Please choose one of the answers that are offered."));
}

static enum err check(struct visit *v, const struct stay_form *in)
{
	struct day since = day_known(in->when.day) ? in->when.day : v->c.today;

	TRY(when_check(v, &in->when));
	TRY(check_site(v, in->site));
	if (day_known(in->ended) && in->ended.n > v->c.today.n)
		return visit_problem(v, "ended", T("This day is still to come."));
	if (day_known(in->ended) && in->ended.n < since.n)
		return visit_problem(v, "ended", T("This day lies before the beginning."));
	if (day_known(in->until) && in->until.n < since.n)
		return visit_problem(v, "until", T("This day lies before the beginning."));
	return OK;
}

static enum err stay_save(struct visit *v)
{
	const struct row_id *replaces = visit_replaced(v);
	const struct stay_form *in = v->in;
	bool place = can(&v->c, v->person, MAY_WRITE, IN_LOCATION);
	struct stay_new n = { .kind = in->kind,
		                  .site = in->site,
		                  .since = in->when,
		                  .until = in->until,
		                  .ended = replaces ? in->ended : NO_DAY,
		                  .replaces = replaces };

	TRY(check(v, in));
	if (place) {
		n.place = in->place.p ? in->place : STR("");
		n.address = in->address;
	}
	TRY(stay_write(&v->c, v->person, v->token, &n));
	visit_draft_done(v, v->x->request.path.p);
	return visit_saved(v, "/people/%s/stays", visit_id(v, v->person.b));
}

static void fill(struct visit *v, const struct stay *s)
{
	visit_fill(v, "kind", s->kind);
	visit_fill(v, "site", s->site);
	visit_fill(v, "place", s->place);
	visit_fill(v, "address", s->address);
	when_fill(v, &s->since);
	visit_fill(v, "until", html_of_day(&v->html, s->until));
	visit_fill(v, "ended", html_of_day(&v->html, s->ended));
}

static enum err stay_correct(struct visit *v)
{
	struct stay *now = NEW(v->c.arena, struct stay);
	struct stay_view w;
	struct row_id row;

	TRY(visit_row(v, "row", &row));
	TRY(stay_read(&v->c, v->person, row, now));
	TRY(view_of(v, &w));
	if (now->closed || !w.writes)
		return ERR_DENIED;
	fill(v, now);
	w.now = now;
	w.corrects = true;
	w.action =
		visit_path(v, "/people/%s/stays/%s", visit_id(v, v->person.b), visit_id(v, now->id.b));
	stay_correct_page(visit_page(v), visit_head(v, T("Correct or end a stay"), "/people"), &v->form,
	                  &w);
	return OK;
}

static const struct route routes[] = {
	PAGE("/people/:person/stays", PERSON(READ, IDENTITY), stay_show),
	POST("/people/:person/stays", PERSON(WRITE, IDENTITY), stay_save,
	     FORM(struct stay_form, stay_fields), stay_show),
	PAGE("/people/:person/stays/:row", PERSON(WRITE, IDENTITY), stay_correct),
	POST("/people/:person/stays/:row", PERSON(WRITE, IDENTITY), stay_save,
	     FORM(struct stay_form, stay_fields), stay_correct),
};
const struct routes stay_routes = { routes, sizeof routes / sizeof *routes };
