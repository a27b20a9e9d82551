#include "care/form_html.h"
#include "care/form_inside.h"
#include "care/welcome.h"

enum { GO_MAX = 700, CODE_MAX = 40, PAPER_ROUNDS = 2 };

static const struct field fill_fields[] = {
	FIELDS_WHEN(struct fill_form, when),
	FIELD(struct fill_form, language, TEXT, OPTIONAL, 16),
	CHOICE(struct fill_form, interpreter, CHOICE, OPTIONAL, &interpreters),
	FIELD(struct fill_form, go, LONG, OPTIONAL, GO_MAX),
	FIELD(struct fill_form, page, INT, OPTIONAL, 0),
};

enum err writing_show(struct visit *v, struct writing *w, const char *title)
{
	struct fill_view view;

	TRY(fill_view_of(v, w, &view));
	form_fill_page(visit_page(v), visit_head(v, title, "/people"), &view);
	return OK;
}

/* A page, freshly or again with what was typed. */
static enum err fill_page(struct visit *v, struct writing *w, const char *title)
{
	int64_t page = 1;

	w->strict = v->again || str_eq(visit_query(v, "look"), STR("1"));
	if (v->again) {
		TRY(writing_take(v, w, v->in));
		return writing_show(v, w, title);
	}
	w->start.blank = visit_paper(v) ? PAPER_ROUNDS : 0;
	if (!draft_take(v, w) && w->n.replaces) {
		when_fill(v, &w->now.when);
		visit_fill(v, "language", w->now.language);
		visit_fill(v, "interpreter", w->now.interpreter);
	}
	TRY(writing_open(v, w));
	(void)str_int(visit_query(v, "page"), &page);
	writing_turn(w, page);
	return writing_show(v, w, title);
}

/* --- a new one --- */

static enum err new_writing(struct visit *v, struct writing *w)
{
	struct params parts = { v->parts.at, v->parts.n };
	struct str id = param(&parts, STR("form"));

	*w = (struct writing){ .page = 0 };
	TRY(subject_of(v, &w->subject));
	if (!w->subject.may_write)
		return ERR_DENIED;
	w->n.about = w->subject.about;
	w->action = visit_path(v, "%s/questions/%.*s", w->subject.base, (int)id.n, id.p);
	w->draft = str_z(w->action);
	return forms_published_one(&v->c, w->subject.name, id, &w->form);
}

static enum err fill_new(struct visit *v)
{
	struct writing w;

	TRY(new_writing(v, &w));
	return fill_page(v, &w, T("A form"));
}

static enum err fill_create(struct visit *v)
{
	struct writing w;

	TRY(new_writing(v, &w));
	return writing_posted(v, &w, NULL);
}

static enum err fill_new_look(struct visit *v)
{
	struct writing w;

	TRY(new_writing(v, &w));
	return writing_look(v, &w);
}

/* --- a correction --- */

static const char *correct_path(struct visit *v, const struct subject *s, struct row_id row)
{
	return visit_path(v, "%s/answers/%s/correct", s->answers, visit_id(v, row.b));
}

static enum err old_writing(struct visit *v, struct writing *w, struct row_id *row)
{
	struct row_id from;

	*w = (struct writing){ .page = 0 };
	TRY(visit_row(v, "row", row));
	TRY(subject_of(v, &w->subject));
	TRY(subject_read(&v->c, &w->subject, *row, &w->now));
	if (w->now.closed || !subject_writes(&v->c, &w->subject, &w->now.about))
		return ERR_DENIED;
	/* Shown again, it goes on from what the other saved; the draft stays where it was. */
	w->action = correct_path(v, &w->subject, v->again ? w->now.row : *row);
	w->draft = str_z(correct_path(v, &w->subject, *row));
	if (id_read(param(&v->x->request.form, STR("from")), from.b))
		w->from = str_z(correct_path(v, &w->subject, from));
	w->kept = w->now.answers;
	w->n.about = w->now.about;
	w->n.replaces = &w->now;
	return forms_get(&v->c, w->now.form, &w->form);
}

static enum err fill_correct(struct visit *v)
{
	struct writing w;
	struct row_id row;

	TRY(old_writing(v, &w, &row));
	return fill_page(v, &w, T("Correct a form"));
}

static enum err fill_save(struct visit *v)
{
	struct writing w;
	struct row_id row;

	TRY(old_writing(v, &w, &row));
	return writing_posted(v, &w, &row);
}

static enum err fill_correct_look(struct visit *v)
{
	struct writing w;
	struct row_id row;

	TRY(old_writing(v, &w, &row));
	return writing_look(v, &w);
}

/* --- a recording, a picture, a paper that is an answer --- */

static const struct field attach_fields[] = {
	FIELD(struct attach_form, path, LONG, REQUIRED, GO_MAX),
	FIELD(struct attach_form, from, TEXT, OPTIONAL, 10),
};

static enum err attach_new(struct visit *v)
{
	struct writing w;

	TRY(new_writing(v, &w));
	return attach_show(v, &w);
}

static enum err attach_create(struct visit *v)
{
	struct writing w;

	TRY(new_writing(v, &w));
	return attach_take(v, &w);
}

static enum err attach_old(struct visit *v)
{
	struct writing w;
	struct row_id row;

	TRY(old_writing(v, &w, &row));
	return attach_show(v, &w);
}

static enum err attach_save(struct visit *v)
{
	struct writing w;
	struct row_id row;

	TRY(old_writing(v, &w, &row));
	return attach_take(v, &w);
}

#define NO_FORM \
	{ \
		NULL, 0, 0 \
	}
#define FILLED FORM(struct fill_form, fill_fields)
#define ATTACHED FORM(struct attach_form, attach_fields)
/* More than is kept, so that what is too large is told in the words of the question. */
enum { ATTACH_MOST = 3 * FILE_BYTES };
/* Whoever may not write about it is told by the handler: an hour of counselling has another key
 * than the case. */
#define READS PERSON(READ, IDENTITY)
#define WRITES PERSON(WRITE, IDENTITY)
#define SHE "/people/:person"
#define STAY SHE "/stays/:stay/questions"
#define SERVICE SHE "/services/:service/questions"
#define HOUSE "/about/:subject"
#define ONE "/answers/:row"

static const struct route routes[] = {
	PAGE(SHE "/questions", PERSON(READ, SAFETY), forms_show),
	PAGE(SHE "/questions/:form", PERSON(WRITE, CASE), fill_new),
	POST(SHE "/questions/:form", PERSON(WRITE, CASE), fill_create, FILLED, fill_new),
	POST(SHE "/questions/:form/look", PERSON(WRITE, CASE), fill_new_look, NO_FORM, NULL),
	PAGE(SHE "/questions/:form/attach", PERSON(WRITE, CASE), attach_new),
	POST_FILE(SHE "/questions/:form/attach", PERSON(WRITE, CASE), attach_create, ATTACHED,
	          attach_new, ATTACH_MOST),
	PAGE(SHE ONE, PERSON(READ, SAFETY), filled_show),
	PAGE(SHE ONE "/correct", WRITES, fill_correct),
	POST(SHE ONE "/correct", WRITES, fill_save, FILLED, fill_correct),
	POST(SHE ONE "/correct/look", WRITES, fill_correct_look, NO_FORM, NULL),
	PAGE(SHE ONE "/correct/attach", WRITES, attach_old),
	POST_FILE(SHE ONE "/correct/attach", WRITES, attach_save, ATTACHED, attach_old, ATTACH_MOST),
	PAGE(STAY, READS, forms_show),
	PAGE(STAY "/:form", WRITES, fill_new),
	POST(STAY "/:form", WRITES, fill_create, FILLED, fill_new),
	POST(STAY "/:form/look", WRITES, fill_new_look, NO_FORM, NULL),
	PAGE(STAY "/:form/attach", WRITES, attach_new),
	POST_FILE(STAY "/:form/attach", WRITES, attach_create, ATTACHED, attach_new, ATTACH_MOST),
	PAGE(SERVICE, READS, forms_show),
	PAGE(SERVICE "/:form", WRITES, fill_new),
	POST(SERVICE "/:form", WRITES, fill_create, FILLED, fill_new),
	POST(SERVICE "/:form/look", WRITES, fill_new_look, NO_FORM, NULL),
	PAGE(SERVICE "/:form/attach", WRITES, attach_new),
	POST_FILE(SERVICE "/:form/attach", WRITES, attach_create, ATTACHED, attach_new, ATTACH_MOST),
	PAGE(HOUSE "/questions", SIGNED_IN, forms_show),
	PAGE(HOUSE "/questions/:form", SIGNED_IN, fill_new),
	POST(HOUSE "/questions/:form", SIGNED_IN, fill_create, FILLED, fill_new),
	POST(HOUSE "/questions/:form/look", SIGNED_IN, fill_new_look, NO_FORM, NULL),
	PAGE(HOUSE "/questions/:form/attach", SIGNED_IN, attach_new),
	POST_FILE(HOUSE "/questions/:form/attach", SIGNED_IN, attach_create, ATTACHED, attach_new,
	          ATTACH_MOST),
	PAGE(HOUSE "/files/:row/copy", SIGNED_IN, attached_copy),
	PAGE(HOUSE ONE, SIGNED_IN, filled_show),
	PAGE(HOUSE ONE "/correct", SIGNED_IN, fill_correct),
	POST(HOUSE ONE "/correct", SIGNED_IN, fill_save, FILLED, fill_correct),
	POST(HOUSE ONE "/correct/look", SIGNED_IN, fill_correct_look, NO_FORM, NULL),
	PAGE(HOUSE ONE "/correct/attach", SIGNED_IN, attach_old),
	POST_FILE(HOUSE ONE "/correct/attach", SIGNED_IN, attach_save, ATTACHED, attach_old,
	          ATTACH_MOST),
};
const struct routes form_routes = { routes, sizeof routes / sizeof *routes };
