/* A sheet is brought, and what its columns are is said. */
#include "care/import_html.h"
#include "care/import_pages.h"

#include <string.h>

enum { SHEETS_MOST = TABLE_SHEETS };

const struct field import_start_fields[IMPORT_START_FIELDS] = {
	CHOICE(struct import_start_form, kind, CHOICE, OPTIONAL, &import_kinds),
	FIELD(struct import_start_form, team, ID, OPTIONAL, 0),
	FIELD(struct import_start_form, sheet, INT, OPTIONAL, 0),
};

enum err import_start_show(struct visit *v)
{
	struct import_start start = { .about = NULL };

	TRY(import_start_view(v, &start));
	if (v->again)
		start.about = ((const struct import_start_form *)v->in)->about;
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
	struct import_start_form *in = v->in;
	struct table_about *about = NEW(v->c.arena, struct table_about);
	struct ctx c = v->c;

	in->about = about;
	/* The page gave its own connection back while it waits. */
	c.change = change_new(c.arena);
	c.read = read_begin(c.house->records, c.arena);
	in->e = c.read ? import_sweep(&c) : ERR_STORE;
	if (in->e == OK)
		in->e = import_take(&c, v->token, &in->made, about);
	if (c.read)
		read_end(c.read);
}

static enum err taken(struct visit *v)
{
	const struct import_start_form *in = v->in;

	if ((in->e == ERR_INVALID || in->e == ERR_TOO_BIG) && in->about->refused)
		return visit_problem(v, "file", in->about->refused);
	TRY(in->e);
	return visit_go(v, "/people/import/%s", visit_id(v, v->token.b));
}

enum err import_start_save(struct visit *v)
{
	static const struct team_id none;
	struct import_start_form *in = v->in;
	const struct upload *up = visit_file(v, "file");
	const struct actor *a = v->c.actor;

	if (!in->kind.n)
		return visit_problem(v, "kind", T("Please say what stands in the sheet."));
	if (!up || !up->bytes.n)
		return visit_problem(v, "file", T("Please choose a file with something in it."));
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
	return visit_slowly(v, take, taken);
}

/* --- its columns --- */

enum err import_map_show(struct visit *v)
{
	struct import_view w;

	TRY(import_view_of(v, &w));
	if (w.state != IMPORT_READ && w.state != IMPORT_CHECKED)
		return visit_go(v, "/people/import/%s", visit_id(v, w.sheet.id.b));
	TRY(import_columns_view(v, &w));
	if (!v->again && w.sheet.order)
		visit_fill(v, "order", arena_fmt(v->c.arena, "%lld", (long long)w.sheet.order));
	if (!v->again)
		visit_fill(v, "walker", w.sheet.walker);
	import_map_page(visit_page(v), visit_head(v, T("What the columns are"), "/people"), &v->form,
	                &w);
	return OK;
}

/* From wherever it stands to being looked at. */
enum err import_look_again(struct visit *v, const struct import_view *w)
{
	enum err e;

	if (w->state != IMPORT_READ && w->state != IMPORT_CHECKED && w->state != IMPORT_CHECKING)
		return ERR_CONFLICT;
	if (w->working)
		return ERR_CONFLICT;
	e = job_begin(&v->c, w->sheet.id, w->state, IMPORT_CHECKING, &check_job);
	if (e == ERR_BUSY)
		return visit_problem(v, VISIT_WHOLE,
		                     T("Another sheet is at work just now. Please try again in a while."));
	/* The second of two clicks finds it at work. */
	if (e != ERR_REPEATED)
		TRY(e);
	return visit_go(v, "/people/import/%s", visit_id(v, w->sheet.id.b));
}

const struct field import_map_fields[IMPORT_MAP_FIELDS] = {
	FIELD(struct import_map_form, order, INT, OPTIONAL, 0),
	FIELD(struct import_map_form, walker, TEXT, OPTIONAL, 60),
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

/* Only a colleague who was offered. */
static bool walker_said(const struct import_view *w, struct str user, struct import_sheet *s)
{
	s->walker = STR("");
	for (size_t i = 0; i < w->walkers.n; i++)
		if (str_eq(w->walkers.at[i].user_name, user))
			s->walker = w->walkers.at[i].user_name;
	return !user.n || s->walker.n;
}

enum err import_map_save(struct visit *v)
{
	const struct import_map_form *in = v->in;
	struct import_view w;
	enum err e = OK;

	TRY(import_view_of(v, &w));
	TRY(import_columns_view(v, &w));
	for (size_t i = 0; i < w.sheet.n; i++) {
		struct str code = visit_posted(v, w.columns.at[i].input, 60);
		w.sheet.columns[i].field = import_field_of(&w.fields, code) ? code : STR("");
		if (twice(&w.sheet, i))
			e = visit_problem(v, w.columns.at[i].input,
			                  T("Another column holds this already. Please choose one of them."));
	}
	if (in->order == ORDER_DAY || in->order == ORDER_MONTH)
		w.sheet.order = in->order;
	else if (w.ambiguous && !w.sheet.order)
		e = visit_problem(v, "order", T("Please say how days are meant in this sheet."));
	if (!walker_said(&w, in->walker, &w.sheet))
		e = visit_problem(v, "walker", T("Please choose somebody of the team."));
	if (!names_somebody(&w.sheet) && w.sheet.n)
		e = visit_problem(v, w.columns.at[0].input,
		                  T("Please say which column has the names or the numbers of people."));
	TRY(e);
	TRY(plan_put(&v->c, &w.sheet));
	return import_look_again(v, &w);
}
