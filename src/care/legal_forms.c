/* The forms of status, what would be just, proceedings and notes. */
#include "care/consent.h"
#include "care/legal_html.h"
#include "care/legal_inside.h"

/* --- what they share --- */

enum err legal_form_begin(struct visit *v, const char *tail, struct legal_form_view *out)
{
	*out = (struct legal_form_view){ .law = can(&v->c, v->person, MAY_WRITE, IN_LEGAL) };
	out->action = visit_path(v, "/people/%s/legal/%s", visit_id(v, v->person.b), tail);
	return person_read(&v->c, v->person, &out->person);
}

const char *legal_row_of(struct visit *v, const char *tail, struct row_id *row, bool *has)
{
	*has = visit_row(v, "row", row) == OK;
	return *has ? visit_path(v, "%s/%s", tail, visit_id(v, row->b)) : visit_path(v, "%s/new", tail);
}

enum err legal_saved(struct visit *v)
{
	return visit_saved(v, "/people/%s/legal", visit_id(v, v->person.b));
}

static void fill_day(struct visit *v, const char *name, struct day day)
{
	visit_fill(v, name, html_of_day(&v->html, day));
}

static void saved_meanwhile(struct visit *v, struct str by, struct str words,
                            struct legal_form_view *view)
{
	if (!v->conflict)
		return;
	view->saved_by = by;
	view->saved = words;
}

/* --- status --- */

enum err legal_status_show(struct visit *v)
{
	const struct legal_status_form *in = v->in;
	struct legal_form_view view;
	struct legal all;
	const struct legal_status *s = &all.status;

	TRY(legal_form_begin(v, "status", &view));
	TRY(legal_statuses(&v->c, &view.choices));
	TRY(legal_read(&v->c, v->person, &all));
	view.before = v->again && !v->conflict ? in->before : s->id;
	if (s->author.p) {
		visit_fill(v, "code", s->code);
		fill_day(v, "until", s->until);
		fill_day(v, "reflection", s->reflection);
		fill_day(v, "reflection_end", s->reflection_end);
		fill_day(v, "extended", s->extended);
		when_fill(v, &s->when);
	}
	saved_meanwhile(v, s->author, legal_status_words(&v->c, s->code), &view);
	legal_status_page(visit_page(v), visit_head(v, T("Legal status"), "/people"), &v->form, &view);
	return OK;
}

static enum err check_status(struct visit *v, const struct legal_status_form *in)
{
	struct choice_list all;

	TRY(legal_statuses(&v->c, &all));
	TRY(when_check(v, &in->when));
	if (in->code.n && !*consent_label(&all, in->code))
		return visit_problem(v, "code", T("Please choose one of the answers that are offered."));
	if (day_known(in->reflection) && day_known(in->reflection_end) &&
	    in->reflection_end.n < in->reflection.n)
		return visit_problem(v, "reflection_end",
		                     T("It ends before it begins: please look at the two days."));
	if (day_known(in->extended) && day_known(in->reflection_end) &&
	    in->extended.n < in->reflection_end.n)
		return visit_problem(v, "extended", T("Longer means later than the first end."));
	return OK;
}

enum err legal_status_save(struct visit *v)
{
	const struct legal_status_form *in = v->in;
	struct legal_status s = { .code = in->code,
		                      .until = in->until,
		                      .reflection = in->reflection,
		                      .reflection_end = in->reflection_end,
		                      .extended = in->extended,
		                      .when = in->when };

	TRY(check_status(v, in));
	TRY(legal_status_write(&v->c, v->person, v->token, &s, row_unless_none(&in->before)));
	return legal_saved(v);
}

/* --- what would be just --- */

enum err legal_view_show(struct visit *v)
{
	const struct legal_view_form *in = v->in;
	struct legal_form_view view;
	struct legal all;

	TRY(legal_form_begin(v, "justice", &view));
	TRY(legal_read(&v->c, v->person, &all));
	view.before = v->again && !v->conflict ? in->before : all.view.id;
	if (all.view.author.p) {
		visit_fill(v, "justice", all.view.justice);
		visit_fill(v, "part", all.view.part);
		when_fill(v, &all.view.when);
	}
	saved_meanwhile(v, all.view.author, all.view.justice, &view);
	legal_view_page(visit_page(v), visit_head(v, T("What would be just"), "/people"), &v->form,
	                &view);
	return OK;
}

enum err legal_view_save(struct visit *v)
{
	const struct legal_view_form *in = v->in;
	struct legal_view w = { .justice = in->justice, .part = in->part, .when = in->when };

	TRY(when_check(v, &in->when));
	TRY(legal_view_write(&v->c, v->person, v->token, &w, row_unless_none(&in->before)));
	return legal_saved(v);
}

/* --- proceedings --- */

enum err legal_proceeding_show(struct visit *v)
{
	struct legal_form_view view;
	struct legal_proceeding now = { .over = false };
	struct row_id row;
	bool has;

	TRY(legal_form_begin(v, legal_row_of(v, "proceedings", &row, &has), &view));
	if (has) {
		TRY(legal_proceeding_read(&v->c, v->person, row, &now));
		visit_fill(v, "kind", now.kind);
		visit_fill(v, "court", now.court);
		visit_fill(v, "words", now.words);
		visit_fill(v, "outcome", now.outcome);
		visit_fill(v, "over", now.over ? STR("1") : STR(""));
		when_fill(v, &now.when);
	}
	saved_meanwhile(v, now.author, now.words, &view);
	legal_proceeding_page(visit_page(v), visit_head(v, T("A proceeding"), "/people"), &v->form,
	                      &view);
	return OK;
}

enum err legal_proceeding_save(struct visit *v)
{
	const struct legal_proceeding_form *in = v->in;
	struct legal_proceeding p = { .kind = in->kind,
		                          .court = in->court,
		                          .words = in->words,
		                          .outcome = in->outcome,
		                          .over = in->over,
		                          .when = in->when };
	struct row_id row;
	bool has;

	(void)legal_row_of(v, "proceedings", &row, &has);
	TRY(when_check(v, &in->when));
	TRY(legal_proceeding_write(&v->c, v->person, v->token, &p, has ? &row : NULL));
	return legal_saved(v);
}

/* --- notes --- */

enum err legal_note_show(struct visit *v)
{
	struct legal_form_view view;
	struct legal_note now = { .author = { NULL, 0 } };
	struct row_id row;
	bool has;

	TRY(legal_form_begin(v, legal_row_of(v, "notes", &row, &has), &view));
	if (has) {
		TRY(legal_note_read(&v->c, v->person, row, &now));
		visit_fill(v, "words", now.words);
		when_fill(v, &now.when);
	}
	saved_meanwhile(v, now.author, now.words, &view);
	legal_note_page(visit_page(v), visit_head(v, T("A legal note"), "/people"), &v->form, &view);
	return OK;
}

enum err legal_note_save(struct visit *v)
{
	const struct legal_note_form *in = v->in;
	struct legal_note n = { .words = in->words, .when = in->when };
	struct row_id row;
	bool has;

	(void)legal_row_of(v, "notes", &row, &has);
	TRY(when_check(v, &in->when));
	TRY(legal_note_write(&v->c, v->person, v->token, &n, has ? &row : NULL));
	return legal_saved(v);
}
