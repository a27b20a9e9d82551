#include "care/checkin_html.h"
#include "care/checkin_inside.h"

struct checkin_form {
	struct str level, how, words, helped, hard;
	struct when when;
	struct day next;
	bool worried;
};
static const struct field checkin_fields[] = {
	CHOICE(struct checkin_form, level, CHOICE, OPTIONAL, &checkin_levels),
	FIELD(struct checkin_form, words, OWN, OPTIONAL, 4000),
	FIELD(struct checkin_form, helped, TEXT, OPTIONAL, 500),
	FIELD(struct checkin_form, hard, TEXT, OPTIONAL, 500),
	CHOICE(struct checkin_form, how, CHOICE, OPTIONAL, &checkin_hows),
	FIELD(struct checkin_form, next, DAY, OPTIONAL, 0),
	FIELD(struct checkin_form, worried, FLAG, OPTIONAL, 0),
	FIELDS_WHEN(struct checkin_form, when),
};

static struct checkin_new checkin_of(const struct checkin_form *in, const struct row_id *replaces)
{
	int64_t level = 0;

	(void)str_int(in->level, &level);
	return (struct checkin_new){ .when = in->when,
		                         .how = in->how,
		                         .level = (int)level,
		                         .words = in->words,
		                         .helped = in->helped,
		                         .hard = in->hard,
		                         .next = in->next,
		                         .worried = in->worried,
		                         .replaces = replaces };
}

static enum err checkins_show(struct visit *v)
{
	const char *here = visit_path(v, "/people/%s/check-ins?", visit_id(v, v->person.b));
	struct checkins_view view = { .person = v->person };
	struct checkin_list all;

	TRY(checkins_read(&v->c, v->person, &all));
	view.pager = visit_pager(v, here, all.n, CHECKINS_SHOWN);
	view.all = (struct checkin_list){ all.at + view.pager.from, view.pager.n };
	view.may_write = can(&v->c, v->person, MAY_WRITE, IN_CASE);
	checkins_page(visit_page(v), visit_head(v, T("Check-ins"), "/people"), &view);
	return OK;
}

static enum err checkin_new_show(struct visit *v)
{
	struct checkin_view view = { .now = NULL };

	view.action = visit_path(v, "/people/%s/check-ins/new", visit_id(v, v->person.b));
	(void)visit_draft(v);
	checkin_page(visit_page(v), visit_head(v, T("A check-in"), "/people"), &v->form, &view);
	return OK;
}

static enum err check(struct visit *v)
{
	const struct checkin_form *in = v->in;

	TRY(when_check(v, &in->when));
	if (day_known(in->next) && in->next.n < v->c.today.n)
		return visit_problem(v, "next", T("This day is already over."));
	return OK;
}

static enum err checkin_create(struct visit *v)
{
	const struct checkin_new n = checkin_of(v->in, NULL);

	TRY(check(v));
	TRY(checkin_write(&v->c, v->person, v->token, &n));
	visit_draft_done(v, v->x->request.path.p);
	return visit_saved(v, "/people/%s", visit_id(v, v->person.b));
}

/* --- corrections --- */

static void fill(struct visit *v, const struct checkin *k)
{
	visit_fill(v, "level", k->level ? html_of_int(&v->html, k->level) : STR(""));
	visit_fill(v, "how", k->how);
	visit_fill(v, "words", k->words);
	visit_fill(v, "helped", k->helped);
	visit_fill(v, "hard", k->hard);
	when_fill(v, &k->when);
}

static enum err checkin_correct(struct visit *v)
{
	struct checkin_view view = { .conflict = v->conflict };
	struct checkin now;
	struct row_id row;

	TRY(visit_row(v, "row", &row));
	TRY(checkin_read(&v->c, v->person, row, &now));
	fill(v, &now);
	view.now = &now;
	view.action =
		visit_path(v, "/people/%s/check-ins/%s", visit_id(v, v->person.b), visit_id(v, now.id.b));
	checkin_page(visit_page(v), visit_head(v, T("Correct a check-in"), "/people"), &v->form, &view);
	return OK;
}

static enum err checkin_save(struct visit *v)
{
	struct row_id row;
	struct checkin_new n;

	TRY(visit_row(v, "row", &row));
	n = checkin_of(v->in, &row);
	TRY(check(v));
	TRY(checkin_write(&v->c, v->person, v->token, &n));
	return visit_saved(v, "/people/%s/check-ins", visit_id(v, v->person.b));
}

static const struct route routes[] = {
	PAGE("/people/:person/check-ins", PERSON(READ, CASE), checkins_show),
	PAGE("/people/:person/check-ins/new", PERSON(WRITE, CASE), checkin_new_show),
	POST("/people/:person/check-ins/new", PERSON(WRITE, CASE), checkin_create,
	     FORM(struct checkin_form, checkin_fields), checkin_new_show),
	PAGE("/people/:person/check-ins/:row", PERSON(WRITE, CASE), checkin_correct),
	POST("/people/:person/check-ins/:row", PERSON(WRITE, CASE), checkin_save,
	     FORM(struct checkin_form, checkin_fields), checkin_correct),
};
const struct routes checkin_routes = { routes, sizeof routes / sizeof *routes };
