#include "care/closure_html.h"
#include "care/closure_inside.h"
#include "care/consent.h"
#include "care/followup.h"

struct closure_form {
	struct str reason, view, words, wish, way, given, witness;
	struct day day, until;
	uint32_t checks;
	bool told_back, rule_right;
};
static const struct field closure_fields[] = {
	CHOICE(struct closure_form, reason, CHOICE, REQUIRED, &closure_reasons),
	FIELD(struct closure_form, day, DAY, OPTIONAL, 0),
	FIELD(struct closure_form, view, OWN, OPTIONAL, 4000),
	FIELD(struct closure_form, words, LONG, OPTIONAL, 4000),
	CHOICE(struct closure_form, checks, FLAGS, OPTIONAL, &closure_checks),
	FIELD(struct closure_form, told_back, FLAG, OPTIONAL, 0),
	CHOICE(struct closure_form, wish, CHOICE, OPTIONAL, &followup_wishes),
	FIELD(struct closure_form, way, TEXT, OPTIONAL, 300),
	FIELD(struct closure_form, until, DAY, OPTIONAL, 0),
	CHOICE(struct closure_form, given, CHOICE, OPTIONAL, &consent_hows),
	FIELD(struct closure_form, witness, TEXT, OPTIONAL, 200),
	FIELD(struct closure_form, rule_right, FLAG, OPTIONAL, 0),
};
struct reopen_form {
	struct day day;
};
static const struct field reopen_fields[] = { FIELD(struct reopen_form, day, DAY, OPTIONAL, 0) };

static enum err view_of(struct visit *v, struct closure_view *view)
{
	struct closure *last = NEW(v->c.arena, struct closure);
	enum err e;

	*view = (struct closure_view){ .person = v->person, .conflict = v->conflict };
	view->going_on = v->relation->state == PERSON_WITH_US;
	view->today = v->c.today;
	TRY(contact_read(&v->c, v->person, &view->contact));
	e = closure_read(&v->c, v->person, last);
	view->last = e == OK ? last : NULL;
	return e == ERR_ABSENT ? OK : e;
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
	for (size_t i = 0; i < closure_checks.n; i++)
		if (k->checks >> i & 1)
			visit_fill(v, visit_path(v, "checks-%s", closure_checks.at[i].value), STR("1"));
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

/* P4: a yes is a consent, with all that a consent must have. */
static enum err check_wish(struct visit *v, const struct closure_form *in)
{
	if (!in->wish.n || str_eq(in->wish, STR("no")))
		return OK;
	if (str_eq(in->wish, STR("how")) && !in->way.n)
		return visit_problem(v, "way", T("Please write in which way."));
	if (!in->given.n)
		return visit_problem(v, "given", T("Please say how the yes was given."));
	if (str_eq(in->given, STR("spoken")) && !in->witness.n)
		return visit_problem(v, "witness",
		                     T("A spoken yes needs a second person: who else was there?"));
	if (day_known(in->until) && in->until.n < v->c.today.n)
		return visit_problem(v, "until", T("This day is over already."));
	if (day_known(in->until) && in->until.n > v->c.today.n + CONSENT_MOST_DAYS)
		return visit_problem(v, "until",
		                     T("A yes holds two years at most. It can be asked again."));
	return OK;
}

static enum err agree(struct visit *v, const struct closure_form *in)
{
	const struct followup_wish w = { .wish = in->wish,
		                             .way = in->way,
		                             .until = in->until,
		                             .rule_right = in->rule_right,
		                             .how = in->given,
		                             .witness = in->witness };

	enum err e;

	if (!in->wish.n)
		return OK;
	e = followup_agree(&v->c, v->person, v->token, &w, day_known(in->day) ? in->day : v->c.today);
	/* For a child somebody else may have to answer, with more than this form asks. */
	if (e == ERR_INVALID)
		return visit_problem(
			v, "wish",
			T("A child does not answer this alone. Please leave it empty here, and "
		      "ask under Consents."));
	return e;
}

static enum err closure_save(struct visit *v)
{
	const struct closure_form *in = v->in;
	const struct closure_new n = { .reason = in->reason,
		                           .view = in->view,
		                           .words = in->words,
		                           .checks = in->checks,
		                           .day = in->day,
		                           .told_back = in->told_back,
		                           .replaces = visit_replaced(v) };
	struct episode e;

	TRY(episode_now(&v->c, v->person, &e));
	TRY(check_day(v, "day", in->day, e.entry));
	TRY(check_wish(v, in));
	TRY(closure_write(&v->c, v->person, v->token, &n));
	TRY(agree(v, in));
	visit_draft_done(v, v->x->request.path.p);
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
	POST(CLOSURE, PERSON(WRITE, CASE), closure_save, FORM(struct closure_form, closure_fields),
	     closure_show),
	PAGE(CLOSURE "/reopen", PERSON(WRITE, CASE), reopen_show),
	POST(CLOSURE "/reopen", PERSON(WRITE, CASE), reopen_create,
	     FORM(struct reopen_form, reopen_fields), reopen_show),
	PAGE(CLOSURE "/:row", PERSON(WRITE, CASE), closure_correct),
	POST(CLOSURE "/:row", PERSON(WRITE, CASE), closure_save,
	     FORM(struct closure_form, closure_fields), closure_correct),
};
const struct routes closure_routes = { routes, sizeof routes / sizeof *routes };
