#include "care/questionnaire_html.h"
#include "care/questionnaire_inside.h"

enum { VALUE_MAX = 4000, FORM_NAME = 200 };

struct questionnaire_form {
	struct day day;
	struct str paper;
};
static const struct field questionnaire_fields[] = {
	FIELD(struct questionnaire_form, day, DAY, OPTIONAL, 0),
	FIELD(struct questionnaire_form, paper, TEXT, OPTIONAL, 100),
};

/* --- what was posted --- */

/* A reason takes the place of an answer: without script, a choice cannot be taken back. */
static void take_field(struct visit *v, const struct form_field *f, struct answer *out)
{
	const char *missing = question_input(v->c.arena, 'm', f);
	struct str why = visit_posted(v, missing, FORM_NAME);

	*out = (struct answer){ .path = f->path, .kind = ANSWER_TEXT };
	out->text = visit_posted(v, question_input(v->c.arena, 'q', f), VALUE_MAX);
	if (why.n && !answer_kind_read(why, &out->kind))
		(void)!visit_problem(v, missing, T("Please choose one of the answers that are offered."));
}

static struct answers take(struct visit *v, const struct form_kept *form)
{
	const struct form_def *d = form->form;
	struct answer *list = NEW_N(v->c.arena, struct answer, d->fields_n + 1);
	size_t n = 0;

	for (size_t i = 0; i < d->fields_n; i++)
		if (form_asks(&d->fields[i]))
			take_field(v, &d->fields[i], &list[n++]);
	return (struct answers){ d->id, d->version, form->hash, list, n };
}

/* Puts the problems of the form beside its fields. */
static enum err check(struct visit *v, const struct form_kept *form, const struct answers *given)
{
	const struct fill_problem *problems;
	const struct fill_node *nodes;
	struct fill *fill;
	size_t all;
	size_t n;

	TRY(forms_fill(&v->c, form, given, &fill));
	nodes = fill_nodes(fill, &n);
	problems = fill_problems(fill, &n, &all);
	for (size_t i = 0; i < n; i++) {
		const char *own = problems[i].own.n ? arena_str(v->c.arena, problems[i].own).p : NULL;
		(void)!visit_problem(v, question_input(v->c.arena, 'q', nodes[problems[i].node].field),
		                     own ? own : problems[i].words);
	}
	return form_problems(&v->form) ? ERR_INVALID : OK;
}

/* --- filling in --- */

static enum err show(struct visit *v, const struct form_kept *form, const char *title,
                     struct fill_page *p)
{
	p->person = v->person;
	p->form = &v->form;
	p->about = about_lines(&v->c, form);
	p->questions = question_views(&v->c, form, NULL);
	if (v->again) {
		struct answers given = take(v, form);
		enum err e = check(v, form, &given);
		if (e != ERR_INVALID)
			TRY(e);
	}
	questionnaire_fill_page(visit_page(v), visit_head(v, title, "/people"), p);
	return OK;
}

static enum err wanted(struct visit *v, struct form_kept *form)
{
	struct params parts = { v->parts.at, v->parts.n };

	TRY(questionnaire_form(&v->c, param(&parts, STR("form")), form));
	return questionnaire_may(&v->c, v->person, form) ? OK : ERR_DENIED;
}

static enum err questionnaire_new_show(struct visit *v)
{
	struct fill_page p = { .corrects = false };
	struct form_kept form;
	bool waits;

	TRY(wanted(v, &form));
	TRY(questionnaire_waits(&v->c, v->person, &waits));
	if (waits && !visit_paper(v))
		return visit_go(v, "/people/%s/questionnaires", visit_id(v, v->person.b));
	p.action = visit_path(v, "/people/%s/questionnaires/new/%.*s", visit_id(v, v->person.b),
	                      (int)form.form->id.n, form.form->id.p);
	if (!v->again)
		(void)visit_draft(v);
	return show(v, &form, T("A questionnaire"), &p);
}

static enum err save(struct visit *v, const struct form_kept *form, const struct row_id *replaces)
{
	const struct questionnaire_form *in = v->in;
	struct questionnaire_new n = { .form = form->form->id,
		                           .when = { in->day, NO_DAY, in->paper },
		                           .replaces = replaces };
	struct answers given;
	enum err e;

	TRY(when_check(v, &n.when));
	given = take(v, form);
	TRY(check(v, form, &given));
	n.given = &given;
	e = questionnaire_write(&v->c, v->person, v->token, &n);
	if (e == ERR_INVALID)
		return visit_problem(
			v, question_input(v->c.arena, 'q', form->form->instrument->items[0]),
			T("Nothing is chosen yet, or a number is outside what this question allows."));
	TRY(e);
	visit_draft_done(v, v->x->request.path.p);
	/* The same page whatever was answered: somebody may look on. */
	return visit_saved(v, "/people/%s/questionnaires/saved", visit_id(v, v->person.b));
}

static enum err questionnaire_create(struct visit *v)
{
	struct form_kept form;
	bool waits;

	TRY(wanted(v, &form));
	TRY(questionnaire_waits(&v->c, v->person, &waits));
	if (waits)
		return visit_problem(v, "day", T("Their own words come first."));
	return save(v, &form, NULL);
}

static enum err questionnaire_saved_show(struct visit *v)
{
	questionnaire_saved_page(visit_page(v), visit_head(v, T("Thank you"), "/people"), v->person);
	return OK;
}

/* --- a correction --- */

static enum err stored(struct visit *v, struct row_id *row, struct questionnaire *now)
{
	TRY(visit_row(v, "row", row));
	TRY(questionnaire_read(&v->c, v->person, *row, now));
	return now->closed || !questionnaire_may(&v->c, v->person, &now->form) ? ERR_DENIED : OK;
}

static void fill(struct visit *v, const struct questionnaire *q)
{
	const struct form_def *d = q->form.form;

	when_fill(v, &q->when);
	for (size_t i = 0; i < d->fields_n; i++) {
		const struct form_field *f = &d->fields[i];
		const struct answer *a = form_asks(f) ? answers_find(&q->answers, f->path) : NULL;
		if (a && answer_word(a->kind))
			visit_fill(v, question_input(v->c.arena, 'm', f), str_z(answer_word(a->kind)));
		else if (a)
			visit_fill(v, question_input(v->c.arena, 'q', f),
			           a->kind == ANSWER_INTEGER ? html_of_int(&v->html, a->n) : a->text);
	}
}

static enum err questionnaire_correct(struct visit *v)
{
	struct fill_page p = { .corrects = true };
	struct questionnaire now;
	struct row_id row;

	TRY(stored(v, &row, &now));
	if (!v->again && !visit_draft(v))
		fill(v, &now);
	p.other = v->conflict ? &now : NULL;
	if (p.other)
		p.said = question_views(&v->c, &now.form, &now.answers);
	p.action = visit_path(v, "/people/%s/questionnaires/%s", visit_id(v, v->person.b),
	                      visit_id(v, now.id.b));
	return show(v, &now.form, T("Correct a questionnaire"), &p);
}

static enum err questionnaire_save(struct visit *v)
{
	struct questionnaire now;
	struct row_id row;

	TRY(stored(v, &row, &now));
	return save(v, &now.form, &row);
}

static const struct route routes[] = {
	PAGE("/people/:person/questionnaires", PERSON(READ, SAFETY), questionnaires_show),
	PAGE("/people/:person/questionnaires/saved", PERSON(READ, SAFETY), questionnaire_saved_show),
	PAGE("/people/:person/questionnaires/new/:form", PERSON(WRITE, SAFETY), questionnaire_new_show),
	POST("/people/:person/questionnaires/new/:form", PERSON(WRITE, SAFETY), questionnaire_create,
	     FORM(struct questionnaire_form, questionnaire_fields), questionnaire_new_show),
	PAGE("/people/:person/questionnaires/:row", PERSON(WRITE, SAFETY), questionnaire_correct),
	POST("/people/:person/questionnaires/:row", PERSON(WRITE, SAFETY), questionnaire_save,
	     FORM(struct questionnaire_form, questionnaire_fields), questionnaire_correct),
	PAGE("/people/:person/questionnaires/:row/result", PERSON(READ, SAFETY),
	     questionnaire_result_show),
};
const struct routes questionnaire_routes = { routes, sizeof routes / sizeof *routes };
