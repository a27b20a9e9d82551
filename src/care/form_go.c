/* What the buttons of a form do. */
#include "care/form_inside.h"

#include <string.h>

enum err writing_open(struct visit *v, struct writing *w)
{
	if (!w->page_of_field)
		pages_set(v, w);
	w->n.form = &w->form;
	w->n.kept = w->kept.at || w->n.replaces ? &w->kept : NULL;
	w->n.given = w->given.at ? &w->given : NULL;
	w->start.fresh = !w->n.kept;
	return filling_open(&v->c, w->subject.person, &w->n, w->start, &w->filling);
}

void writing_turn(struct writing *w, int64_t page)
{
	size_t last = pages_of(w) - 1;

	w->page = page < 1 ? 0 : (size_t)page - 1 > last ? last : (size_t)page - 1;
}

enum err writing_take(struct visit *v, struct writing *w, const struct fill_form *in)
{
	(void)draft_take(v, w);
	TRY(writing_open(v, w));
	writing_turn(w, in->page);
	posted_take(v, w);
	w->n.when = in->when;
	w->n.language = in->language;
	w->n.interpreter = in->interpreter;
	TRY(writing_open(v, w));
	return find_settle(v, w);
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
		TRY(writing_open(v, w));
		TRY(fill_answers(w->filling.fill, &other));
	}
	draft_keep(v, w, &other);
	return visit_go(v, "%s?page=%zu#f-%.*s", w->action, w->page + 1, (int)path.n, path.p);
}

static enum err go_attach(struct visit *v, struct writing *w, struct str name)
{
	struct answers all;
	size_t n;
	const struct fill_node *nodes = fill_nodes(w->filling.fill, &n);

	TRY(fill_answers(w->filling.fill, &all));
	draft_keep(v, w, &all);
	for (size_t i = 0; i < n; i++)
		if (str_eq(ask_name(v, &nodes[i]), name))
			return visit_go(v, "%s/attach?at=%zu", w->action, i);
	return go_to(v, w, w->page, false);
}

/* The answer goes; and the file, unless it was answered before. */
static enum err detach(struct visit *v, struct writing *w, struct str name)
{
	struct answers all;
	struct answer *at = NEW_N(v->c.arena, struct answer, w->given.n + 1);
	size_t n;
	const struct fill_node *nodes = fill_nodes(w->filling.fill, &n);

	if (w->given.n)
		memcpy(at, w->given.at, w->given.n * sizeof *at);
	for (size_t i = 0; i < w->given.n; i++)
		for (size_t k = 0; k < n; k++)
			if (str_eq(nodes[k].path, at[i].path) && str_eq(ask_name(v, &nodes[k]), name))
				at[i] = (struct answer){ at[i].path, ANSWER_TEXT, STR(""), 0 };
	w->given.at = at;
	TRY(writing_open(v, w));
	TRY(fill_answers(w->filling.fill, &all));
	draft_keep(v, w, &all);
	TRY(attached_settle(v, w, &all));
	return visit_go(v, "%s?page=%zu#f-%.*s", w->action, w->page + 1, (int)name.n, name.p);
}

static enum err keep_and_go(struct visit *v, struct writing *w, struct str what)
{
	struct answers all;

	TRY(fill_answers(w->filling.fill, &all));
	draft_keep(v, w, &all);
	if (str_eq(what, STR("later")))
		return visit_go(v, "%s%s", w->subject.base, w->subject.about.about.n ? "/questions" : "");
	if (str_eq(what, STR("back")))
		return go_to(v, w, page_next(w, w->page, -1), false);
	return go_to(v, w, page_next(w, w->page, 1), false);
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

/* True when a problem stands on the page that was posted: it is shown again as it was typed. Before
 * it is saved, only letters that would be lost are one. */
static bool problem_here(struct visit *v, const struct writing *w, bool saved)
{
	size_t n;
	const struct fill_node *all = fill_nodes(w->filling.fill, &n);

	for (size_t i = 0; i < n; i++) {
		const char *problem = find_problem(v, w, i);
		if (!problem && saved)
			problem = filling_problem(&w->filling, i);
		if (!problem || page_of(w, i) != w->page)
			continue;
		(void)visit_posted(v, ask_name(v, &all[i]).p, ANSWERS_TEXT);
		if (visit_problem(v, ask_name(v, &all[i]).p, problem) != OK)
			return true;
	}
	return false;
}

static enum err save(struct visit *v, struct writing *w, const struct row_id *base)
{
	struct answers all;

	TRY(when_check(v, &w->n.when));
	if (problem_here(v, w, true))
		return ERR_INVALID;
	if (problem_page(w) < pages_of(w)) {
		TRY(fill_answers(w->filling.fill, &all));
		draft_keep(v, w, &all);
		return go_to(v, w, problem_page(w), true);
	}
	w->n.base = base;
	TRY(subject_write(&v->c, &w->subject, v->token, &w->n));
	TRY(fill_answers(w->filling.fill, &all));
	TRY(attached_settle(v, w, &all));
	visit_draft_done(v, w->draft.p);
	if (w->from.n)
		visit_draft_done(v, w->from.p);
	return visit_saved(v, "%s/answers/%s", w->subject.answers, visit_id(v, v->token.b));
}

enum err writing_posted(struct visit *v, struct writing *w, const struct row_id *base)
{
	const struct fill_form *in = v->in;
	struct str path;
	struct str what = str_cut(in->go, ':', &path);

	TRY(writing_take(v, w, in));
	if (str_eq(what, STR("add")) || str_eq(what, STR("remove")))
		return change_rounds(v, w, what, path);
	if (str_eq(what, STR("attach")))
		return go_attach(v, w, path);
	if (str_eq(what, STR("detach")))
		return detach(v, w, path);
	if (!what.n || str_eq(what, STR("save")))
		return save(v, w, base);
	if (str_eq(what, STR("next")) && problem_here(v, w, false))
		return ERR_INVALID;
	return keep_and_go(v, w, what);
}

/* The script asks what the answers so far lead to; they are kept as a draft meanwhile. No table
 * reads this form: what it sends may be sent again (the gate takes a form with a table once only).
 */
enum err writing_look(struct visit *v, struct writing *w)
{
	struct fill_form in = { .page = 1 };
	struct answers all;

	for (size_t i = 0; i < FILL_BESIDE; i++)
		(void)visit_posted(v, fill_beside[i], 100);
	(void)str_int(visit_posted(v, "page", 10), &in.page);
	TRY(writing_take(v, w, &in));
	TRY(fill_answers(w->filling.fill, &all));
	draft_keep(v, w, &all);
	return writing_show(v, w, T("A form"));
}
