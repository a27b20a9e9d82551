#include "care/event_html.h"
#include "care/event_inside.h"

struct event_form {
	struct str kind, institution, words, done, plan, informed, next;
	struct when when;
	struct day plan_day, next_day;
};
static const struct field event_table[] = {
	CHOICE(struct event_form, kind, CHOICE, REQUIRED, &event_kinds),
	CHOICE(struct event_form, institution, CHOICE, OPTIONAL, &event_institutions),
	FIELDS_WHEN(struct event_form, when),
	FIELD(struct event_form, words, LONG, OPTIONAL, 8000),
	FIELD(struct event_form, done, LONG, OPTIONAL, 4000),
	CHOICE(struct event_form, plan, CHOICE, OPTIONAL, &event_plans),
	FIELD(struct event_form, plan_day, DAY, OPTIONAL, 0),
	FIELD(struct event_form, informed, TEXT, OPTIONAL, 300),
	FIELD(struct event_form, next, TEXT, OPTIONAL, 300),
	FIELD(struct event_form, next_day, DAY, OPTIONAL, 0),
};

static struct event_new event_of(const struct event_form *in, const struct row_id *replaces)
{
	return (struct event_new){ .kind = in->kind,
		                       .institution = in->institution,
		                       .when = in->when,
		                       .words = in->words,
		                       .done = in->done,
		                       .plan = in->plan,
		                       .plan_day = in->plan_day,
		                       .informed = in->informed,
		                       .next = in->next,
		                       .next_day = in->next_day,
		                       .replaces = replaces };
}

/* Answers have a page of their own; what is closed is counted. */
static void choose(struct visit *v, const struct event_list *all, struct events_view *view)
{
	const char *here = visit_path(v, "/people/%s/events?", visit_id(v, v->person.b));
	struct event *open = NEW_N(v->c.arena, struct event, all->n + 1);
	size_t n = 0;

	for (size_t i = 0; i < all->n; i++) {
		view->closed += all->at[i].closed;
		if (!all->at[i].closed && !str_eq(all->at[i].kind, BESIDE))
			open[n++] = all->at[i];
	}
	view->pager = visit_pager(v, here, n, EVENTS_SHOWN);
	view->all = (struct event_list){ open + view->pager.from, view->pager.n };
}

static enum err events_show(struct visit *v)
{
	struct events_view view = { .person = v->person };
	struct event_list all;

	TRY(events_read(&v->c, v->person, &all));
	choose(v, &all, &view);
	view.may_write = can(&v->c, v->person, MAY_WRITE, IN_SAFETY);
	events_page(visit_page(v), visit_head(v, T("What happened"), "/people"), &view);
	return OK;
}

static struct event_view view_of(struct visit *v, const char *action)
{
	return (struct event_view){ .person = v->person,
		                        .action = action,
		                        .words = can(&v->c, v->person, MAY_WRITE, IN_CASE),
		                        .conflict = v->conflict };
}

static enum err event_new_show(struct visit *v)
{
	const char *action = visit_path(v, "/people/%s/events/new", visit_id(v, v->person.b));
	struct event_view view = view_of(v, action);

	(void)visit_draft(v);
	event_page(visit_page(v), visit_head(v, T("Something happened"), "/people"), &v->form, &view);
	return OK;
}

static enum err over(struct visit *v, const char *field, struct day day, struct day before)
{
	if (day_known(day) && day.n < v->c.today.n && day.n != before.n)
		return visit_problem(v, field, T("This day is already over."));
	return OK;
}

static enum err check(struct visit *v, const struct event *before)
{
	const struct event_form *in = v->in;

	TRY(when_check(v, &in->when));
	TRY(over(v, "plan_day", in->plan_day, before ? before->plan_day : NO_DAY));
	return over(v, "next_day", in->next_day, before ? before->next_day : NO_DAY);
}

/* What is next stands on the person's page; whoever is on call has the list. */
static enum err saved(struct visit *v)
{
	bool walks = can(&v->c, v->person, MAY_READ, IN_IDENTITY);

	return visit_saved(v, walks ? "/people/%s" : "/people/%s/events", visit_id(v, v->person.b));
}

static enum err event_create(struct visit *v)
{
	const struct event_new n = event_of(v->in, NULL);

	TRY(check(v, NULL));
	TRY(event_write(&v->c, v->person, v->token, &n));
	visit_draft_done(v, v->x->request.path.p);
	return saved(v);
}

/* --- corrections --- */

static void fill(struct visit *v, const struct event *e)
{
	visit_fill(v, "kind", e->kind);
	visit_fill(v, "institution", e->institution);
	when_fill(v, &e->when);
	visit_fill(v, "words", e->words);
	visit_fill(v, "done", e->done);
	visit_fill(v, "plan", e->plan);
	visit_fill(v, "plan_day", html_of_day(&v->html, e->plan_day));
	visit_fill(v, "informed", e->informed);
	visit_fill(v, "next", e->next);
	visit_fill(v, "next_day", html_of_day(&v->html, e->next_day));
}

static enum err standing(struct visit *v, struct event *out)
{
	struct row_id row;

	TRY(visit_row(v, "row", &row));
	TRY(event_read(&v->c, v->person, row, out));
	if (str_eq(out->kind, BESIDE))
		return ERR_ABSENT;
	return out->words_closed ? ERR_DENIED : OK;
}

static enum err event_correct(struct visit *v)
{
	struct event_view view;
	struct event now;

	TRY(standing(v, &now));
	view = view_of(
		v, visit_path(v, "/people/%s/events/%s", visit_id(v, v->person.b), visit_id(v, now.id.b)));
	fill(v, &now);
	view.now = &now;
	event_page(visit_page(v), visit_head(v, T("After what happened"), "/people"), &v->form, &view);
	return OK;
}

static enum err event_save(struct visit *v)
{
	struct row_id row;
	struct event_new n;
	struct event before;

	TRY(visit_row(v, "row", &row));
	n = event_of(v->in, &row);
	TRY(standing(v, &before));
	TRY(check(v, &before));
	TRY(event_write(&v->c, v->person, v->token, &n));
	return saved(v);
}

static const struct field beside_fields[] = {
	FIELD(struct beside_form, call, ID, OPTIONAL, 0),
	FIELD(struct beside_form, with, TEXT, OPTIONAL, 300),
	FIELD(struct beside_form, done, LONG, REQUIRED, 4000),
	CHOICE(struct beside_form, safe, CHOICE, REQUIRED, &event_safes),
	FIELD(struct beside_form, next, TEXT, OPTIONAL, 300),
	FIELD(struct beside_form, next_day, DAY, OPTIONAL, 0),
};

static const struct route routes[] = {
	PAGE("/people/:person/events", PERSON(READ, SAFETY), events_show),
	PAGE("/people/:person/events/new", PERSON(WRITE, SAFETY), event_new_show),
	POST("/people/:person/events/new", PERSON(WRITE, SAFETY), event_create,
	     FORM(struct event_form, event_table), event_new_show),
	PAGE("/people/:person/events/:row", PERSON(WRITE, SAFETY), event_correct),
	POST("/people/:person/events/:row", PERSON(WRITE, SAFETY), event_save,
	     FORM(struct event_form, event_table), event_correct),
	PAGE("/people/:person/beside", PERSON(WRITE, SAFETY), beside_show),
	POST("/people/:person/beside", PERSON(WRITE, SAFETY), beside_save,
	     FORM(struct beside_form, beside_fields), beside_show),
};
const struct routes event_routes = { routes, sizeof routes / sizeof *routes };
