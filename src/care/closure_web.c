#include "care/closure_html.h"
#include "care/closure_inside.h"

struct closure_form {
	struct str reason, view, words, after, after_how;
	struct day day;
	bool told_back;
};
static const struct field closure_fields[] = {
	CHOICE(struct closure_form, reason, CHOICE, REQUIRED, &closure_reasons),
	FIELD(struct closure_form, day, DAY, OPTIONAL, 0),
	FIELD(struct closure_form, view, LONG, OPTIONAL, 4000),
	FIELD(struct closure_form, words, LONG, OPTIONAL, 4000),
	CHOICE(struct closure_form, after, CHOICE, OPTIONAL, &closure_afters),
	FIELD(struct closure_form, after_how, TEXT, OPTIONAL, 300),
	FIELD(struct closure_form, told_back, FLAG, OPTIONAL, 0),
};
struct followup_form {
	struct str outcome, found;
	struct day on;
};
static const struct field followup_fields[] = {
	CHOICE(struct followup_form, outcome, CHOICE, REQUIRED, &closure_followups),
	FIELD(struct followup_form, found, LONG, OPTIONAL, 2000),
	FIELD(struct followup_form, on, DAY, OPTIONAL, 0),
};
struct reopen_form {
	struct day day;
};
static const struct field reopen_fields[] = { FIELD(struct reopen_form, day, DAY, OPTIONAL, 0) };

static enum err view_of(struct visit *v, struct closure_view *view)
{
	struct closure *last = NEW(v->c.arena, struct closure);
	bool has;

	*view = (struct closure_view){ .person = v->person, .conflict = v->conflict };
	view->going_on = v->relation->state == PERSON_WITH_US;
	TRY(closure_all(&v->c, v->person, last, &has, &view->found));
	view->last = has ? last : NULL;
	return OK;
}

static enum err closure_show(struct visit *v)
{
	struct closure_view view;

	TRY(view_of(v, &view));
	view.action = visit_path(v, "/people/%s/closure", visit_id(v, v->person.b));
	if (view.going_on)
		(void)visit_draft(v);
	closure_page(visit_page(v), visit_head(v, T("The end of the walk together"), "/people"),
	             &v->form, &view);
	return OK;
}

static void fill(struct visit *v, const struct closure *k)
{
	visit_fill(v, "reason", k->reason);
	visit_fill(v, "day", html_of_day(&v->html, k->day));
	visit_fill(v, "view", k->view);
	visit_fill(v, "words", k->words);
	visit_fill(v, "after", k->after);
	visit_fill(v, "after_how", k->after_how);
	visit_fill(v, "told_back", k->told_back ? STR("1") : STR(""));
}

/* Only the one that stands can be corrected. */
static enum err closure_correct(struct visit *v)
{
	struct closure_view view;
	struct row_id row;

	TRY(visit_row(v, "row", &row));
	TRY(view_of(v, &view));
	if (view.going_on || !view.last || (!v->conflict && !row_id_eq(view.last->id, row)))
		return ERR_ABSENT;
	if (view.last->closed)
		return ERR_DENIED;
	fill(v, view.last);
	view.correct = true;
	view.action = visit_path(v, "/people/%s/closure/%s", visit_id(v, v->person.b),
	                         visit_id(v, view.last->id.b));
	closure_page(visit_page(v), visit_head(v, T("Correct how it ended"), "/people"), &v->form,
	             &view);
	return OK;
}

static enum err check_day(struct visit *v, const char *field, struct day day, struct day first)
{
	if (day_known(day) && day.n > v->c.today.n)
		return visit_problem(v, field, T("This day is still to come."));
	if (day_known(day) && day_known(first) && day.n < first.n)
		return visit_problem(v, field, T("This day lies before the beginning."));
	return OK;
}

static enum err save(struct visit *v, const struct row_id *replaces)
{
	const struct closure_form *in = v->in;
	const struct closure_new n = { .reason = in->reason,
		                           .view = in->view,
		                           .words = in->words,
		                           .after = in->after,
		                           .after_how = in->after_how,
		                           .day = in->day,
		                           .told_back = in->told_back,
		                           .replaces = replaces };
	struct episode e;

	TRY(episode_now(&v->c, v->person, &e));
	TRY(check_day(v, "day", in->day, e.entry));
	TRY(closure_write(&v->c, v->person, v->token, &n));
	visit_draft_done(v, v->x->request.path.p);
	return visit_saved(v, "/people/%s/closure", visit_id(v, v->person.b));
}

static enum err closure_create(struct visit *v)
{
	return save(v, NULL);
}

static enum err closure_save(struct visit *v)
{
	struct row_id row;

	TRY(visit_row(v, "row", &row));
	return save(v, &row);
}

static enum err followup_create(struct visit *v)
{
	const struct followup_form *in = v->in;
	struct episode e;

	TRY(episode_now(&v->c, v->person, &e));
	TRY(check_day(v, "on", in->on, e.closed));
	TRY(closure_follow(&v->c, v->person, v->token, in->outcome, in->found, in->on));
	return visit_saved(v, "/people/%s/closure", visit_id(v, v->person.b));
}

static enum err reopen_show(struct visit *v)
{
	struct closure_view view;

	TRY(view_of(v, &view));
	reopen_page(visit_page(v), visit_head(v, T("Beginning again"), "/people"), &v->form, &view);
	return OK;
}

static enum err reopen_create(struct visit *v)
{
	const struct reopen_form *in = v->in;
	struct episode e;

	TRY(episode_now(&v->c, v->person, &e));
	TRY(check_day(v, "day", in->day, e.closed));
	TRY(closure_reopen(&v->c, v->person, in->day));
	return visit_saved(v, "/people/%s", visit_id(v, v->person.b));
}

#define CLOSURE "/people/:person/closure"

static const struct route routes[] = {
	PAGE(CLOSURE, PERSON(WRITE, CASE), closure_show),
	POST(CLOSURE, PERSON(WRITE, CASE), closure_create, FORM(struct closure_form, closure_fields),
	     closure_show),
	PAGE(CLOSURE "/reopen", PERSON(WRITE, CASE), reopen_show),
	POST(CLOSURE "/reopen", PERSON(WRITE, CASE), reopen_create,
	     FORM(struct reopen_form, reopen_fields), reopen_show),
	POST(CLOSURE "/followup", PERSON(WRITE, CASE), followup_create,
	     FORM(struct followup_form, followup_fields), closure_show),
	PAGE(CLOSURE "/:row", PERSON(WRITE, CASE), closure_correct),
	POST(CLOSURE "/:row", PERSON(WRITE, CASE), closure_save,
	     FORM(struct closure_form, closure_fields), closure_correct),
};
const struct routes closure_routes = { routes, sizeof routes / sizeof *routes };
