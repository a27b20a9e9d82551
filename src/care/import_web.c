#include "care/import_html.h"
#include "care/import_pages.h"

#include <string.h>

enum { FILE_MOST = 48 << 20, SHEETS_MOST = 20 };

struct start_form {
	struct str kind;
	struct team_id team;
	int64_t sheet;
	const struct table_about *about;
	struct import_new made; /* for the slow thread */
	struct row_id id;
	enum err e;
};
static const struct field start_fields[] = {
	CHOICE(struct start_form, kind, CHOICE, OPTIONAL, &import_kinds),
	FIELD(struct start_form, team, ID, OPTIONAL, 0),
	FIELD(struct start_form, sheet, INT, OPTIONAL, 0),
};

static enum err start_show(struct visit *v)
{
	struct import_start start = { .about = NULL };

	TRY(import_start_view(v, &start));
	if (v->again)
		start.about = ((const struct start_form *)v->in)->about;
	import_new_page(visit_page(v), visit_head(v, T("Bring in a spreadsheet"), "/people"), &v->form,
	                &start);
	return OK;
}

static enum import_kind kind_of(struct str value)
{
	for (size_t i = 0; i < import_kinds.n; i++)
		if (str_eq(value, str_z(import_kinds.at[i].value)))
			return (enum import_kind)(i + 1);
	return IMPORT_PEOPLE;
}

/* On the slow thread: a long sheet takes seconds. */
static void take(struct visit *v)
{
	struct start_form *in = v->in;
	struct table_about *about = NEW(v->c.arena, struct table_about);
	struct ctx c = v->c;

	in->about = about;
	/* The page gave its own connection back while it waits. */
	c.change = change_new(c.arena);
	c.read = read_begin(c.house->records, c.arena);
	in->e = c.read ? import_take(&c, v->token, &in->made, about) : ERR_STORE;
	if (c.read)
		read_end(c.read);
}

static enum err taken(struct visit *v)
{
	const struct start_form *in = v->in;

	if ((in->e == ERR_INVALID || in->e == ERR_TOO_BIG) && in->about->refused)
		return visit_file_problem(v, "file", in->about->refused);
	TRY(in->e);
	return visit_go(v, "/people/import/%s", visit_id(v, v->token.b));
}

static enum err start_save(struct visit *v)
{
	static const struct team_id none;
	struct start_form *in = v->in;
	const struct upload *up = visit_file(v, "file");
	const struct actor *a = v->c.actor;

	if (!in->kind.n)
		return visit_problem(v, "kind", T("Please say what stands in the sheet."));
	if (!up || !up->bytes.n)
		return visit_file_problem(v, "file", T("Please choose a file with something in it."));
	if (in->sheet != INT64_MIN && (in->sheet < 1 || in->sheet > SHEETS_MOST))
		return visit_problem(v, "sheet", T("Sheets are counted from 1."));
	if (!a->nteams)
		return ERR_DENIED;
	in->made = (struct import_new){ .kind = kind_of(in->kind),
		                            .team = team_id_eq(in->team, none) ? a->teams[0] : in->team,
		                            .name = up->name.n <= 200 ? up->name : STR(""),
		                            .bytes = up->bytes,
		                            .sheet = in->sheet > 0 ? (size_t)in->sheet - 1 : 0 };
	if (!actor_in_team(a, in->made.team))
		return ERR_DENIED;
	TRY(import_sweep(&v->c));
	return visit_slowly(v, take, taken);
}

/* --- one sheet --- */

static enum err map_show(struct visit *v)
{
	struct import_view w;

	TRY(import_view_of(v, &w));
	if (w.state != IMPORT_READ && w.state != IMPORT_CHECKED)
		return visit_go(v, "/people/import/%s", visit_id(v, w.sheet.id.b));
	TRY(import_columns_view(v, &w));
	if (!v->again && w.sheet.order)
		visit_fill(v, "order", arena_fmt(v->c.arena, "%lld", (long long)w.sheet.order));
	import_map_page(visit_page(v), visit_head(v, T("What the columns are"), "/people"), &v->form,
	                &w);
	return OK;
}

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
		return map_show(v);
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

/* From wherever it stands to being looked at. */
static enum err look_again(struct visit *v, const struct import_view *w)
{
	enum err e;

	if (w->state != IMPORT_READ && w->state != IMPORT_CHECKED && w->state != IMPORT_CHECKING)
		return ERR_CONFLICT;
	if (w->working)
		return ERR_CONFLICT;
	e = job_begin(&v->c, w->sheet.id, w->state, IMPORT_CHECKING, &check_job);
	if (e == ERR_BUSY)
		return visit_problem(v, "busy",
		                     T("Another sheet is at work just now. Please try again in a while."));
	TRY(e);
	return visit_go(v, "/people/import/%s", visit_id(v, w->sheet.id.b));
}

struct map_form {
	int64_t order;
	struct str busy;
};
static const struct field map_fields[] = {
	FIELD(struct map_form, order, INT, OPTIONAL, 0),
	FIELD(struct map_form, busy, TEXT, OPTIONAL, 0),
};

/* True when some column says who it is about. */
static bool names_somebody(const struct import_sheet *s)
{
	for (size_t i = 0; i < s->n; i++)
		if (str_eq(s->columns[i].field, STR("name")) || str_eq(s->columns[i].field, STR("given")) ||
		    str_eq(s->columns[i].field, STR("number")))
			return true;
	return false;
}

static bool twice(const struct import_sheet *s, size_t i)
{
	const struct str field = s->columns[i].field;

	for (size_t j = 0; field.n && !str_eq(field, STR("keep")) && j < i; j++)
		if (str_eq(s->columns[j].field, field))
			return true;
	return false;
}

static enum err map_save(struct visit *v)
{
	const struct map_form *in = v->in;
	struct import_view w;
	enum err e = OK;

	TRY(import_view_of(v, &w));
	TRY(import_columns_view(v, &w));
	for (size_t i = 0; i < w.sheet.n; i++) {
		struct str code = visit_posted(v, w.columns.at[i].input, 60);
		w.sheet.columns[i].field = field_of(&w.fields, code) ? code : STR("");
		if (twice(&w.sheet, i))
			e = visit_problem(v, w.columns.at[i].input,
			                  T("Another column holds this already. Please choose one of them."));
	}
	if (in->order == ORDER_DAY || in->order == ORDER_MONTH)
		w.sheet.order = in->order;
	else if (w.ambiguous && !w.sheet.order)
		e = visit_problem(v, "order", T("Please say how days are meant in this sheet."));
	if (!names_somebody(&w.sheet) && w.sheet.n)
		e = visit_problem(v, w.columns.at[0].input,
		                  T("Please say which column has the names or the numbers of people."));
	TRY(e);
	TRY(plan_put(&v->c, &w.sheet));
	return look_again(v, &w);
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
	return look_again(v, &w);
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
	struct str busy;
};
static const struct field alike_fields[] = {
	CHOICE(struct alike_form, rest, CHOICE, OPTIONAL, &import_rests),
	FIELD(struct alike_form, busy, TEXT, OPTIONAL, 0),
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
	return look_again(v, &w);
}

static enum err check_save(struct visit *v)
{
	struct import_view w;

	TRY(import_view_of(v, &w));
	return look_again(v, &w);
}

struct write_form {
	bool leave_bad;
	struct str busy;
};
static const struct field write_fields[] = {
	FIELD(struct write_form, leave_bad, FLAG, OPTIONAL, 0),
	FIELD(struct write_form, busy, TEXT, OPTIONAL, 0),
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
		return visit_problem(v, w.result.sum.bad ? "leave_bad" : "busy", objection);
	TRY(plan_put(&v->c, &w.sheet));
	e = job_begin(&v->c, w.sheet.id, w.state, IMPORT_WRITING, &write_job);
	if (e == ERR_BUSY)
		return visit_problem(v, "busy",
		                     T("Another sheet is at work just now. Please try again in a while."));
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
	PAGE("/people/import", BRING, start_show),
	POST_FILE("/people/import", BRING, start_save, FORM(struct start_form, start_fields),
	          start_show, FILE_MOST),
	PAGE(ONE, BRING, one_show),
	PAGE(ONE "/map", BRING, map_show),
	POST(ONE "/map", BRING, map_save, FORM(struct map_form, map_fields), map_show),
	POST(ONE "/words", BRING, words_save, FORM(struct map_form, map_fields), one_show),
	POST(ONE "/alike", BRING, alike_save, FORM(struct alike_form, alike_fields), one_show),
	POST(ONE "/check", BRING, check_save, FORM(struct map_form, map_fields), one_show),
	POST(ONE "/write", BRING, write_save, FORM(struct write_form, write_fields), one_show),
	POST(ONE "/drop", BRING, drop_save, { 0 }, one_show),
};
const struct routes import_routes = { routes, sizeof routes / sizeof *routes };
