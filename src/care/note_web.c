#include "care/note.h"

#include "care/note_html.h"

static const struct choice how_list[] = {
	{ "visit", T("In person") },
	{ "phone", T("By phone") },
	{ "message", T("By message") },
	{ "other", T("In another way") },
};
const struct choice_list note_hows = { how_list, sizeof how_list / sizeof *how_list };

struct note_form {
	struct str how;
	struct str words;
	struct day next;
};
static const struct field note_fields_in[] = {
	CHOICE(struct note_form, how, CHOICE, OPTIONAL, &note_hows),
	FIELD(struct note_form, words, LONG, REQUIRED, 8000),
	FIELD(struct note_form, next, DAY, OPTIONAL, 0),
};

static enum err note_new(struct visit *v)
{
	const char *action = visit_path(v, "/people/%s/notes/new", visit_id(v, v->person.b));

	(void)visit_draft(v);
	note_page(visit_page(v), visit_head(v, T("A contact note"), "/people"), &v->form, action,
	          &note_hows, NULL);
	return OK;
}

static enum err note_create(struct visit *v)
{
	const struct note_form *in = v->in;
	struct note_new n = { .how = in->how, .words = in->words, .day = NO_DAY, .next = in->next };

	TRY(note_write(&v->c, v->person, v->token, &n));
	visit_draft_done(v, v->x->request.path.p);
	return visit_saved(v, "/people/%s", visit_id(v, v->person.b));
}

/* What stands now is shown beside what was typed when somebody else was faster. */
static enum err note_correct(struct visit *v)
{
	struct row_id row;
	struct note now;

	TRY(visit_row(v, "row", &row));
	TRY(note_read(&v->c, v->person, row, &now));
	visit_fill(v, "how", now.how);
	visit_fill(v, "words", now.words);
	note_page(visit_page(v), visit_head(v, T("Correct a contact"), "/people"), &v->form,
	          visit_path(v, "/people/%s/notes/%s", visit_id(v, v->person.b), visit_id(v, now.id.b)),
	          &note_hows, v->conflict ? &now : NULL);
	return OK;
}

static enum err note_save(struct visit *v)
{
	const struct note_form *in = v->in;
	struct row_id row;
	struct note before;
	struct note_new n = { .how = in->how, .words = in->words, .next = in->next, .replaces = &row };

	TRY(visit_row(v, "row", &row));
	TRY(note_read(&v->c, v->person, row, &before));
	n.day = before.day;
	TRY(note_write(&v->c, v->person, v->token, &n));
	return visit_saved(v, "/people/%s", visit_id(v, v->person.b));
}

static const struct route routes[] = {
	PAGE("/people/:person/notes/new", PERSON(WRITE, CASE), note_new),
	POST("/people/:person/notes/new", PERSON(WRITE, CASE), note_create,
	     FORM(struct note_form, note_fields_in), note_new),
	PAGE("/people/:person/notes/:row", PERSON(WRITE, CASE), note_correct),
	POST("/people/:person/notes/:row", PERSON(WRITE, CASE), note_save,
	     FORM(struct note_form, note_fields_in), note_correct),
};
const struct routes note_routes = { routes, sizeof routes / sizeof *routes };
