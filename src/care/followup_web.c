#include "care/contact.h"
#include "care/followup_html.h"
#include "care/followup_inside.h"
#include "care/person.h"

struct followup_form {
	struct str outcome, words;
	struct day on;
	bool herself;
};
static const struct field followup_fields[] = {
	CHOICE(struct followup_form, outcome, CHOICE, REQUIRED, &followup_outcomes),
	FIELD(struct followup_form, words, LONG, OPTIONAL, 2000),
	FIELD(struct followup_form, on, DAY, OPTIONAL, 0),
	FIELD(struct followup_form, herself, FLAG, OPTIONAL, 0),
};

static enum err way_known(struct visit *v, bool *out)
{
	struct contact_rules rules;

	*out = false;
	TRY(contact_read(&v->c, v->person, &rules));
	for (size_t i = 0; i < rules.n; i++)
		*out |= contact_may(&rules.at[i], v->c.today);
	return OK;
}

static enum err show(struct visit *v, const char *action)
{
	struct followup_view view = { .person = v->person, .action = action, .conflict = v->conflict };

	view.going_on = v->relation->state == PERSON_WITH_US;
	TRY(followup_read(&v->c, v->person, &view.known));
	TRY(way_known(v, &view.way_known));
	followup_page(visit_page(v), visit_head(v, T("How it is afterwards"), "/people"), &v->form,
	              &view);
	return OK;
}

static enum err followup_show(struct visit *v)
{
	return show(v, visit_path(v, "/people/%s/follow-up", visit_id(v, v->person.b)));
}

static const struct followup_found *one(const struct followup_list *all, struct row_id row)
{
	for (size_t i = 0; i < all->n; i++)
		if (row_id_eq(all->at[i].id, row))
			return &all->at[i];
	return NULL;
}

static enum err followup_correct(struct visit *v)
{
	const struct followup_found *now;
	struct followups known;
	struct row_id row;

	TRY(visit_row(v, "row", &row));
	TRY(followup_read(&v->c, v->person, &known));
	now = one(&known.found, row);
	if (!now)
		return v->conflict ? followup_show(v) : ERR_ABSENT;
	visit_fill(v, "outcome", now->outcome);
	visit_fill(v, "words", now->words);
	visit_fill(v, "on", html_of_day(&v->html, now->day));
	visit_fill(v, "herself", now->herself ? STR("1") : STR(""));
	return show(
		v, visit_path(v, "/people/%s/follow-up/%s", visit_id(v, v->person.b), visit_id(v, row.b)));
}

static enum err check(struct visit *v, const struct followup_form *in)
{
	struct episode e;

	TRY(episode_now(&v->c, v->person, &e));
	if (day_known(in->on) && in->on.n > v->c.today.n)
		return visit_problem(v, "on", T("This day is still to come."));
	if (day_known(in->on) && day_known(e.closed) && in->on.n < e.closed.n)
		return visit_problem(v, "on", T("This day lies before the end of the walk."));
	return OK;
}

static enum err followup_save(struct visit *v)
{
	const struct followup_form *in = v->in;
	const struct followup_new n = { .outcome = in->outcome,
		                            .words = in->words,
		                            .day = in->on,
		                            .herself = in->herself,
		                            .replaces = visit_replaced(v) };
	enum err e;

	TRY(check(v, in));
	e = followup_write(&v->c, v->person, v->token, &n);
	if (e == ERR_DENIED && can(&v->c, v->person, MAY_WRITE, IN_CASE))
		return visit_problem(v, "outcome",
		                     T("There is no yes that still holds. Only who came or called without "
		                       "being asked, did not wish it, or has died can be written down."));
	TRY(e);
	return visit_saved(v, "/people/%s/follow-up", visit_id(v, v->person.b));
}

#define FOLLOW_UP "/people/:person/follow-up"

static const struct route routes[] = {
	PAGE(FOLLOW_UP, PERSON(WRITE, CASE), followup_show),
	POST(FOLLOW_UP, PERSON(WRITE, CASE), followup_save, FORM(struct followup_form, followup_fields),
	     followup_show),
	PAGE(FOLLOW_UP "/:row", PERSON(WRITE, CASE), followup_correct),
	POST(FOLLOW_UP "/:row", PERSON(WRITE, CASE), followup_save,
	     FORM(struct followup_form, followup_fields), followup_correct),
};
const struct routes followup_routes = { routes, sizeof routes / sizeof *routes };
