#include "care/form_html.h"
#include "care/form_inside.h"
#include "care/welcome.h"

enum { GO_MAX = 700, CODE_MAX = 40 };

static const struct field fill_fields[] = {
	FIELDS_WHEN(struct fill_form, when),
	FIELD(struct fill_form, language, TEXT, OPTIONAL, CODE_MAX),
	CHOICE(struct fill_form, interpreter, CHOICE, OPTIONAL, &interpreters),
	FIELD(struct fill_form, go, LONG, OPTIONAL, GO_MAX),
	FIELD(struct fill_form, page, INT, OPTIONAL, 0),
};

static enum err open_filling(struct visit *v, struct writing *w)
{
	w->n.form = &w->form;
	w->n.kept = w->kept.at || w->n.replaces ? &w->kept : NULL;
	w->n.given = w->given.at ? &w->given : NULL;
	w->start.fresh = !w->n.kept;
	return filling_open(&v->c, v->person, &w->n, w->start, &w->filling);
}

static enum err show(struct visit *v, struct writing *w, const char *title)
{
	struct fill_view view;

	TRY(fill_view_of(v, w, &view));
	form_fill_page(visit_page(v), visit_head(v, title, "/people"), &view);
	return OK;
}

/* The page that was asked for, or the last one there is. */
static void set_page(struct writing *w, int64_t page)
{
	size_t last = pages_of(w) - 1;

	w->page = page < 1 ? 0 : (size_t)page - 1 > last ? last : (size_t)page - 1;
}

/* What was typed on this page over what was kept before. */
static enum err take(struct visit *v, struct writing *w)
{
	const struct fill_form *in = v->in;

	(void)draft_take(v, w);
	TRY(open_filling(v, w));
	set_page(w, in->page);
	posted_take(v, w);
	w->n.when = in->when;
	w->n.language = in->language;
	w->n.interpreter = in->interpreter;
	return open_filling(v, w);
}

/* A page, freshly or again with what was typed. */
static enum err fill_page(struct visit *v, struct writing *w, const char *title)
{
	int64_t page = 1;

	w->strict = v->again || str_eq(visit_query(v, "look"), STR("1"));
	if (v->again) {
		TRY(take(v, w));
		return show(v, w, title);
	}
	if (!draft_take(v, w) && w->n.replaces) {
		when_fill(v, &w->now.when);
		visit_fill(v, "language", w->now.language);
		visit_fill(v, "interpreter", w->now.interpreter);
	}
	TRY(open_filling(v, w));
	(void)str_int(visit_query(v, "page"), &page);
	set_page(w, page);
	return show(v, w, title);
}

/* --- what the buttons do --- */

static enum err go_to(struct visit *v, const struct writing *w, size_t page, bool look)
{
	return visit_go(v, "%s?page=%zu%s", w->action, page + 1, look ? "&look=1" : "");
}

/* "add:children", "remove:children[2]": the draft has one round more or less. */
static enum err change_rounds(struct visit *v, struct writing *w, struct str what, struct str path)
{
	struct answers all;
	struct answers other;

	TRY(fill_answers(w->filling.fill, &all));
	if (str_eq(what, STR("remove")))
		TRY(fill_remove(v->c.arena, &all, path, &other));
	else {
		TRY(fill_add(v->c.arena, &all, path, &other, &w->start.added));
		w->kept = other;
		w->given = (struct answers){ .n = 0 };
		TRY(open_filling(v, w));
		TRY(fill_answers(w->filling.fill, &other));
	}
	draft_keep(v, w, &other);
	return visit_go(v, "%s?page=%zu#f-%.*s", w->action, w->page + 1, (int)path.n, path.p);
}

static enum err keep_and_go(struct visit *v, struct writing *w, struct str what)
{
	struct answers all;

	TRY(fill_answers(w->filling.fill, &all));
	draft_keep(v, w, &all);
	if (str_eq(what, STR("later")))
		return visit_go(v, "/people/%s", visit_id(v, v->person.b));
	if (str_eq(what, STR("back")))
		return go_to(v, w, page_next(w, w->page, -1), false);
	return go_to(v, w, page_next(w, w->page, 1), false);
}

/* The script asks what the answers so far lead to; they are kept meanwhile. */
static enum err look(struct visit *v, struct writing *w)
{
	struct answers all;

	TRY(fill_answers(w->filling.fill, &all));
	draft_keep(v, w, &all);
	return show(v, w, T("A form"));
}

/* The first page with a problem, from the start; pages_of when there is none. */
static size_t problem_page(const struct writing *w)
{
	size_t n;

	(void)fill_nodes(w->filling.fill, &n);
	for (size_t i = 0; i < n; i++)
		if (filling_problem(&w->filling, i))
			return page_of(w, i);
	return pages_of(w);
}

/* True when a problem stands on the page that was posted: it is shown again as it was typed. */
static bool problem_here(struct visit *v, const struct writing *w)
{
	size_t n;
	const struct fill_node *all = fill_nodes(w->filling.fill, &n);

	for (size_t i = 0; i < n; i++) {
		const char *problem = filling_problem(&w->filling, i);
		if (!problem || page_of(w, i) != w->page)
			continue;
		(void)visit_posted(v, all[i].path.p, ANSWERS_TEXT);
		if (visit_problem(v, all[i].path.p, problem) != OK)
			return true;
	}
	return false;
}

static enum err save(struct visit *v, struct writing *w, const struct row_id *base)
{
	struct answers all;

	TRY(when_check(v, &w->n.when));
	if (problem_here(v, w))
		return ERR_INVALID;
	if (problem_page(w) < pages_of(w)) {
		TRY(fill_answers(w->filling.fill, &all));
		draft_keep(v, w, &all);
		return go_to(v, w, problem_page(w), true);
	}
	w->n.base = base;
	TRY(filled_write(&v->c, v->person, v->token, &w->n));
	visit_draft_done(v, v->x->request.path.p);
	return visit_saved(v, "/people/%s/answers/%s", visit_id(v, v->person.b),
	                   visit_id(v, v->token.b));
}

static enum err posted(struct visit *v, struct writing *w, const struct row_id *base)
{
	const struct fill_form *in = v->in;
	struct str path;
	struct str what = str_cut(in->go, ':', &path);

	TRY(take(v, w));
	if (str_eq(what, STR("add")) || str_eq(what, STR("remove")))
		return change_rounds(v, w, what, path);
	if (str_eq(what, STR("look")))
		return look(v, w);
	if (what.n && !str_eq(what, STR("save")))
		return keep_and_go(v, w, what);
	return save(v, w, base);
}

/* --- a new one --- */

static enum err new_writing(struct visit *v, struct writing *w)
{
	struct params parts = { v->parts.at, v->parts.n };
	struct str id = param(&parts, STR("form"));

	*w = (struct writing){ .page = 0 };
	w->action = v->x->request.path.p;
	return forms_published_one(&v->c, STR("person"), id, &w->form);
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
	return posted(v, &w, NULL);
}

/* --- a correction --- */

static enum err old_writing(struct visit *v, struct writing *w, struct row_id *row)
{
	*w = (struct writing){ .page = 0 };
	TRY(visit_row(v, "row", row));
	TRY(filled_read(&v->c, v->person, *row, &w->now));
	if (w->now.closed)
		return ERR_DENIED;
	w->action = visit_path(v, "/people/%s/answers/%s/correct", visit_id(v, v->person.b),
	                       visit_id(v, v->again ? w->now.row.b : row->b));
	w->kept = w->now.answers;
	w->n.replaces = &w->now;
	return wording_of(&v->c, w->now.form, &w->form);
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
	return posted(v, &w, &row);
}

#define QUESTIONS "/people/:person/questions"
#define ANSWERS "/people/:person/answers/:row"

static const struct route routes[] = {
	PAGE(QUESTIONS, PERSON(READ, SAFETY), forms_show),
	PAGE(QUESTIONS "/:form", PERSON(WRITE, CASE), fill_new),
	POST(QUESTIONS "/:form", PERSON(WRITE, CASE), fill_create, FORM(struct fill_form, fill_fields),
	     fill_new),
	PAGE(ANSWERS, PERSON(READ, SAFETY), filled_show),
	PAGE(ANSWERS "/correct", PERSON(WRITE, CASE), fill_correct),
	POST(ANSWERS "/correct", PERSON(WRITE, CASE), fill_save, FORM(struct fill_form, fill_fields),
	     fill_correct),
};
const struct routes form_routes = { routes, sizeof routes / sizeof *routes };
