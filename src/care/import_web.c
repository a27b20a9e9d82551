#include "care/import_html.h"
#include "care/import_pages.h"

#include <string.h>

/* --- one sheet --- */

static enum err wait_show(struct visit *v, const struct import_view *w)
{
	struct page_head *head = NEW(v->c.arena, struct page_head);

	*head = *visit_head(v, w->writing ? T("The rows are written") : T("Every row is looked at"),
	                    "/people");
	head->refresh = w->working ? 2 : 0;
	import_wait_page(visit_page(v), head, &v->form, w);
	return OK;
}

static enum err one_show(struct visit *v)
{
	struct import_view w;

	TRY(import_view_of(v, &w));
	switch (w.state) {
	case IMPORT_READ:
		return import_map_show(v);
	case IMPORT_CHECKING:
	case IMPORT_WRITING:
		return wait_show(v, &w);
	case IMPORT_CHECKED:
		TRY(import_report_view(v, &w));
		if (!v->again && w.sheet.leave_bad)
			visit_fill(v, "leave_bad", STR("1"));
		import_report_page(visit_page(v), visit_head(v, T("What would be written"), "/people"),
		                   &v->form, &w);
		return OK;
	case IMPORT_DONE:
	case IMPORT_LAPSED:
		break;
	}
	import_done_page(visit_page(v),
	                 visit_head(v, w.done_well ? T("It is written") : T("It is gone"), "/people"),
	                 &w);
	return OK;
}

static enum err words_save(struct visit *v)
{
	struct import_view w;

	TRY(import_view_of(v, &w));
	TRY(import_report_view(v, &w));
	for (size_t i = 0; i < w.words.n; i++) {
		struct str code = visit_posted(v, w.words.at[i].input, 60);
		struct import_word word = { w.result.unknown[i].field, w.result.unknown[i].said,
			                        str_eq(code, STR("-")) ? STR("") : code };
		if (code.n)
			say_word(&v->c, &w.sheet, &word);
	}
	TRY(plan_put(&v->c, &w.sheet));
	return import_look_again(v, &w);
}

/* What was posted about one row; false: nothing. */
static bool decided(struct visit *v, const struct import_alike_view *a, struct import_decision *d)
{
	struct str said = visit_posted(v, a->input, 40);

	*d = (struct import_decision){ .row = a->row };
	if (str_eq(said, STR("new")))
		d->how = DECIDED_NEW;
	else if (str_eq(said, STR("left")))
		d->how = DECIDED_LEFT;
	else if (id_read(said, d->same.b))
		d->how = DECIDED_SAME;
	/* Only somebody who was offered. */
	for (size_t i = 0; d->how == DECIDED_SAME && i < a->others.n; i++)
		if (str_eq(str_z(a->others.at[i].value), said))
			return true;
	return d->how == DECIDED_NEW || d->how == DECIDED_LEFT;
}

struct alike_form {
	struct str rest;
};
static const struct field alike_fields[] = {
	CHOICE(struct alike_form, rest, CHOICE, OPTIONAL, &import_rests),
};

static enum err alike_save(struct visit *v)
{
	const struct alike_form *in = v->in;
	struct import_decision d;
	struct import_view w;

	TRY(import_view_of(v, &w));
	TRY(import_report_view(v, &w));
	for (size_t i = 0; i < w.alike.n; i++)
		if (decided(v, &w.alike.at[i], &d))
			decide(&v->c, &w.sheet, &d);
	if (in->rest.n)
		w.sheet.rest = in->rest.p[0] - '0';
	TRY(plan_put(&v->c, &w.sheet));
	return import_look_again(v, &w);
}

static enum err check_save(struct visit *v)
{
	struct import_view w;

	TRY(import_view_of(v, &w));
	return import_look_again(v, &w);
}

struct write_form {
	bool leave_bad;
};
static const struct field write_fields[] = {
	FIELD(struct write_form, leave_bad, FLAG, OPTIONAL, 0),
};

static enum err write_save(struct visit *v)
{
	const struct write_form *in = v->in;
	const char *objection;
	struct import_view w;
	enum err e;

	TRY(import_view_of(v, &w));
	if ((w.state != IMPORT_CHECKED && w.state != IMPORT_WRITING) || w.working)
		return ERR_CONFLICT;
	w.sheet.leave_bad |= in->leave_bad;
	objection = import_objection(&w.sheet, &w.result.sum);
	if (objection)
		return visit_problem(v, w.result.sum.bad ? "leave_bad" : VISIT_WHOLE, objection);
	TRY(plan_put(&v->c, &w.sheet));
	e = job_begin(&v->c, w.sheet.id, w.state, IMPORT_WRITING, &write_job);
	if (e == ERR_BUSY)
		return visit_problem(v, VISIT_WHOLE,
		                     T("Another sheet is at work just now. Please try again in a while."));
	if (e != ERR_REPEATED)
		TRY(e);
	return visit_go(v, "/people/import/%s", visit_id(v, w.sheet.id.b));
}

static enum err drop_save(struct visit *v)
{
	struct row_id id;

	TRY(visit_row(v, "row", &id));
	TRY(import_drop(&v->c, id));
	return visit_go(v, "/people/import");
}

#define BRING ROLES(IMPORTS)
#define ONE "/people/import/:row"

static const struct route routes[] = {
	PAGE("/people/import", BRING, import_start_show),
	POST_FILE("/people/import", BRING, import_start_save,
	          FORM(struct import_start_form, import_start_fields), import_start_show, TABLE_BYTES),
	PAGE(ONE, BRING, one_show),
	PAGE(ONE "/mend", BRING, mend_show),
	PAGE(ONE "/map", BRING, import_map_show),
	POST(ONE "/map", BRING, import_map_save, FORM(struct import_map_form, import_map_fields),
	     import_map_show),
	POST(ONE "/words", BRING, words_save, FORM(struct import_map_form, import_map_fields),
	     one_show),
	POST(ONE "/alike", BRING, alike_save, FORM(struct alike_form, alike_fields), one_show),
	POST(ONE "/check", BRING, check_save, FORM(struct import_map_form, import_map_fields),
	     one_show),
	POST(ONE "/write", BRING, write_save, FORM(struct write_form, write_fields), one_show),
	POST(ONE "/drop", BRING, drop_save, { 0 }, one_show),
};
const struct routes import_routes = { routes, sizeof routes / sizeof *routes };
