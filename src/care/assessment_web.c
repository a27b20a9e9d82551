#include "care/assessment.h"

#include "care/assessment_html.h"
#include "care/assessment_inside.h"
#include "care/rating.h"
#include "care/words.h"

enum { GO_MAX = 8 };

static const struct field step_fields[] = {
	FIELD(struct step_form, day, DAY, OPTIONAL, 0),
	CHOICE(struct step_form, wave, CHOICE, OPTIONAL, &wave_choices),
	FIELD(struct step_form, at, INT, OPTIONAL, 0),
	FIELD(struct step_form, go, TEXT, OPTIONAL, GO_MAX),
};

/* --- her own words first --- */

static enum err waits(struct visit *v, bool *out)
{
	struct words words;

	TRY(words_read(&v->c, v->person, &words));
	*out = !words_count(&words);
	if (*out)
		assessment_waits_page(visit_page(v),
		                      visit_head(v, T("The six domains, together"), "/people"), v->person,
		                      words.closed);
	return OK;
}

static enum err show_step(struct visit *v, const struct writing *w, const char *title)
{
	struct step_view s;

	TRY(step_of_visit(v, w, &s));
	assessment_step_page(visit_page(v), visit_head(v, title, "/people"), &s);
	return OK;
}

/* --- a new one --- */

static enum err new_writing(struct visit *v, struct writing *w)
{
	struct person p;

	*w = (struct writing){ .action = visit_path(v, "/people/%s/assessments/new",
		                                        visit_id(v, v->person.b)) };
	TRY(person_read(&v->c, v->person, &p));
	w->age_group = pack_age(v->c.arena, person_age_group(p.birth_year, v->c.today));
	TRY(rubric_now(&v->c, RUBRIC_PACK, &w->rubric));
	return w->rubric.form->instrument->scales_n == BOWL_DOMAINS ? OK : ERR_INVALID;
}

static enum err propose(struct visit *v)
{
	struct assessment_list all;
	const struct assessment *last;
	struct episode e;

	TRY(assessments(&v->c, v->person, &all));
	TRY(episode_now(&v->c, v->person, &e));
	last = assessment_last(&all, v->c.today, NULL);
	visit_fill(v, "day", html_of_day(&v->html, v->c.today));
	visit_fill(v, "wave",
	           str_z(wave_value(wave_of(&e, v->c.today, !last || last->day.n < e.entry.n))));
	if (last)
		visit_fill(v, "setting", last->setting);
	return OK;
}

static enum err assessment_new_show(struct visit *v)
{
	struct writing w;
	bool wait;

	TRY(waits(v, &wait));
	if (wait)
		return OK;
	TRY(rating_blind(&v->c, v->person, &wait));
	if (wait && !v->again)
		return visit_go(v, "/people/%s/second", visit_id(v, v->person.b));
	TRY(new_writing(v, &w));
	if (!v->again && !visit_draft(v))
		TRY(propose(v));
	return show_step(v, &w, T("The six domains, together"));
}

static enum err save(struct visit *v, const struct writing *w, const struct row_id *replaces)
{
	struct assessment_new n = { .replaces = replaces, .age_group = w->age_group };
	size_t said;

	TRY(step_take(v, &w->rubric, &n, &said));
	if (step_goes_on(v))
		return step_go_on(v, v->x->request.path.p);
	if (said == 0)
		return visit_problem(
			v, item_input(v, 'i', n.items[0].name),
			T("Nothing is chosen yet. Keep it as a draft if this is not the right moment."));
	if (day_known(n.day) && n.day.n > v->c.today.n)
		return visit_problem(v, "day", T("This day has not come yet."));
	TRY(assessment_write(&v->c, v->person, v->token, &n));
	visit_draft_done(v, v->x->request.path.p);
	return visit_saved(v, "/people/%s", visit_id(v, v->person.b));
}

static enum err assessment_create(struct visit *v)
{
	struct words words;
	struct writing w;
	bool blind;

	TRY(words_read(&v->c, v->person, &words));
	if (!words_count(&words))
		return visit_problem(v, "day", T("Their own words come first."));
	TRY(rating_blind(&v->c, v->person, &blind));
	if (blind && !step_goes_on(v))
		return visit_problem(
			v, "day",
			T("You are asked to score independently first: a page of its own does that."));
	TRY(new_writing(v, &w));
	return save(v, &w, NULL);
}

/* --- a correction --- */

static enum err old_writing(struct visit *v, struct writing *w, struct row_id *row)
{
	*w = (struct writing){ .corrects = true };
	TRY(visit_row(v, "row", row));
	TRY(assessment_exact(&v->c, v->person, *row, &w->row));
	TRY(assessment_read(&v->c, v->person, *row, &w->now));
	if (w->now.closed)
		return ERR_DENIED;
	w->age_group = w->now.age_group;
	w->action = visit_path(v, "/people/%s/assessments/%s", visit_id(v, v->person.b),
	                       visit_id(v, w->now.id.b));
	return rubric_of(&v->c, RUBRIC_PACK, w->now.form, &w->rubric);
}

static enum err assessment_correct(struct visit *v)
{
	struct writing w;
	struct row_id row;

	TRY(old_writing(v, &w, &row));
	if (!v->again && !visit_draft(v))
		TRY(step_fill(v, &w));
	return show_step(v, &w, T("Correct an assessment"));
}

static enum err assessment_save(struct visit *v)
{
	struct writing w;
	struct row_id row;

	TRY(old_writing(v, &w, &row));
	return save(v, &w, &row);
}

/* --- the list, and both views side by side --- */

static enum err assessment_list_show(struct visit *v)
{
	struct list_view l = { .person = v->person };
	struct form_kept r;

	l.closed = !can(&v->c, v->person, MAY_READ, IN_CASE);
	l.may_write = can(&v->c, v->person, MAY_WRITE, IN_CASE);
	if (!l.closed)
		TRY(sides_of(v, &l));
	TRY(rubric_now(&v->c, RUBRIC_PACK, &r));
	l.about = about_of(&v->c, &r);
	assessment_list_page(visit_page(v), visit_head(v, T("The six domains"), "/people"), &l);
	return OK;
}

static const struct route routes[] = {
	PAGE("/people/:person/assessments", PERSON(READ, SAFETY), assessment_list_show),
	PAGE("/people/:person/assessments/new", PERSON(WRITE, CASE), assessment_new_show),
	POST("/people/:person/assessments/new", PERSON(WRITE, CASE), assessment_create,
	     FORM(struct step_form, step_fields), assessment_new_show),
	PAGE("/people/:person/assessments/:row", PERSON(WRITE, CASE), assessment_correct),
	POST("/people/:person/assessments/:row", PERSON(WRITE, CASE), assessment_save,
	     FORM(struct step_form, step_fields), assessment_correct),
	PAGE("/people/:person/assessments/:row/answers", PERSON(READ, CASE), assessment_answers_show),
};
const struct routes assessment_routes = { routes, sizeof routes / sizeof *routes };
