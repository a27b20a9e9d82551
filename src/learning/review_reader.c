/* Reading one record and marking it: the pages of a reader. */
#include "access/directory.h"
#include "learning/review_html.h"
#include "learning/review_view.h"

static const char section[] = "/practices";

struct page_person review_whose(struct visit *v, struct person_id person)
{
	struct page_person whose = {
		.code = directory_code(v->c.arena, person),
		.href = arena_fmt(v->c.arena, "/people/%s", visit_id(v, person.b)),
	};

	if (directory_name(&v->c, person, &whose.name) != OK)
		whose.name = (struct str){ NULL, 0 };
	return whose;
}

static enum err reading_of(struct visit *v, struct review_reading *d, struct review *r)
{
	struct row_id id;

	TRY(visit_row(v, "reading", &id));
	TRY(review_reading(&v->c, id, d));
	return review_read(&v->c, d->review, r);
}

enum err review_read_show(struct visit *v)
{
	struct review_reading d;
	struct review_marks before;
	struct review r;
	struct review_read_view w = { .review = &r, .reading = &d, .form = &v->form };
	enum err e;

	TRY(reading_of(v, &d, &r));
	if (d.state == REVIEW_BACK || d.fixed)
		return visit_go(v, "/reviews/mine");
	w.action = visit_path(v, "/reviews/read/%s", visit_id(v, d.id.b));
	if (!d.open) {
		review_closed_page(visit_page(v), visit_head(v, T("Read and mark"), section), &v->form, &w);
		return OK;
	}
	e = d.state == REVIEW_IN ? review_own_marks(&v->c, &d, &before) : ERR_ABSENT;
	if (e == OK)
		w.replaces = before.row;
	else if (e != ERR_ABSENT)
		return e;
	if (v->again)
		(void)review_posted(v, &r.form);
	else if (!visit_draft(v) && e == OK)
		review_fill(v, &r.form, &before.answers);
	w.person = review_whose(v, d.person);
	w.lang = review_lang(&v->c, &r.form);
	w.questions = review_questions(&v->c, &r.form, NULL);
	TRY(audit_opening_for(&v->c, d.person, REASON_REVIEW));
	review_read_page(visit_page(v), visit_head(v, T("Read and mark"), section), &w);
	return OK;
}

enum err review_read_save(struct visit *v)
{
	const struct review_read_form *in = v->in;
	struct review_reading d;
	struct answers given;
	struct review r;
	enum err e;

	TRY(reading_of(v, &d, &r));
	given = review_posted(v, &r.form);
	if (form_problems(&v->form))
		return ERR_INVALID;
	e = review_mark(&v->c, &d, v->token, &given, row_unless_none(&in->replaces));
	if (e == ERR_INVALID)
		return visit_problem(v, "replaces",
		                     T("Nothing is marked yet, or a mark is none of those offered."));
	TRY(e);
	visit_draft_done(v, v->x->request.path.p);
	return visit_saved(v, "/reviews/mine");
}

enum err review_back_save(struct visit *v)
{
	struct review_reading d;
	struct review r;

	TRY(reading_of(v, &d, &r));
	TRY(review_give_back(&v->c, &d));
	visit_draft_done(v, visit_path(v, "/reviews/read/%s", visit_id(v, d.id.b)));
	return visit_saved(v, "/reviews/mine");
}
