/* A form goes by pages: which there are, and one with all that stands on it. */
#include "care/form_inside.h"
#include "care/missing.h"
#include "care/welcome.h"

#include <string.h>

enum { SHORT_FORM = 12 };

/* --- pages --- */

static bool stands_alone(const struct form_def *f, size_t i)
{
	return f->fields[i].group == FORM_NO_GROUP && form_holds(&f->fields[i]);
}

/* A long form has a page for each top group and each run of questions between them. */
void pages_set(struct visit *v, struct writing *w)
{
	const struct form_def *f = w->form.form;
	size_t *page = NEW_N(v->c.arena, size_t, f->fields_n + 1);
	size_t asked = form_questions(f);
	size_t now = 0; /* from 1; 0 before anything is asked */
	bool run = false;

	for (size_t i = 0; i < f->fields_n && asked > SHORT_FORM; i++) {
		const struct form_field *d = &f->fields[i];
		if (d->group == FORM_NO_GROUP && (form_asks(d) || form_holds(d))) {
			now += stands_alone(f, i) || !run;
			run = !stands_alone(f, i);
		}
		page[i] = now ? now - 1 : 0;
	}
	w->page_of_field = page;
}

size_t pages_of(const struct writing *w)
{
	size_t n = w->form.form->fields_n;

	return n ? w->page_of_field[n - 1] + 1 : 1;
}

size_t page_of(const struct writing *w, size_t node)
{
	size_t n;
	const struct fill_node *all = fill_nodes(w->filling.fill, &n);

	return w->page_of_field[all[node].field - w->form.form->fields];
}

static bool asks_something(const struct writing *w, size_t page)
{
	size_t n;
	const struct fill_node *all = fill_nodes(w->filling.fill, &n);

	for (size_t i = 0; i < n; i++)
		if (all[i].relevant && (!form_keeps(all[i].field) || form_asks(all[i].field)) &&
		    page_of(w, i) == page)
			return true;
	return false;
}

size_t page_next(const struct writing *w, size_t page, int by)
{
	size_t last = pages_of(w) - 1;

	for (size_t at = page; by > 0 ? at < last : at > 0;) {
		at = by > 0 ? at + 1 : at - 1;
		if (asks_something(w, at))
			return at;
	}
	return page;
}

/* --- the page --- */

static struct page_lines lines_of(struct visit *v, struct writing *w)
{
	struct page_lines out = { NULL, pages_of(w) };
	struct page_line *at = NEW_N(v->c.arena, struct page_line, out.n);
	size_t n;
	const struct fill_node *all = fill_nodes(w->filling.fill, &n);

	for (size_t i = 0; i < n; i++) {
		struct page_line *l = &at[page_of(w, i)];
		bool group = form_holds(all[i].field) && !l->group;
		if (all[i].parent != FILL_NONE || (l->label.n && !group))
			continue;
		l->label = fill_text(w->filling.fill, i, &all[i].field->label);
		l->group |= group;
	}
	at[w->page].here = true;
	out.at = at;
	return out;
}

static bool asked_here(const struct asks *asks, const char *name)
{
	for (size_t i = 0; i < asks->n; i++)
		if (strcmp(asks->at[i].name, name) == 0)
			return true;
	return false;
}

/* What was posted beside the questions, and the problems of this page, by the names of the fields.
 */
static const struct form_view *problems_of(struct visit *v, const struct asks *asks)
{
	struct field_view *at = NEW_N(v->c.arena, struct field_view, v->form.n + asks->n + 1);
	struct form_view *f = NEW(v->c.arena, struct form_view);

	*f = v->form;
	f->at = at;
	f->n = 0;
	for (size_t i = 0; i < v->form.n; i++)
		if (!asked_here(asks, v->form.at[i].name))
			at[f->n++] = v->form.at[i];
	for (size_t i = 0; i < asks->n; i++)
		if (asks->at[i].problem)
			at[f->n++] =
				(struct field_view){ asks->at[i].name, asks->at[i].value, asks->at[i].problem };
	return f;
}

/* What stands now and was typed otherwise. */
static struct changed_lines changes_of(struct visit *v, const struct writing *w)
{
	size_t n;
	const struct fill_node *all = fill_nodes(w->filling.fill, &n);
	struct changed_line *at = NEW_N(v->c.arena, struct changed_line, n + 1);
	struct changed_lines out = { at, 0 };

	for (size_t i = 0; i < n; i++) {
		const struct answer *now = answers_find(&w->now.answers, all[i].path);
		struct str said;
		if (!form_asks(all[i].field) || !now)
			continue;
		said = answer_words(&v->c, &w->form, all[i].field, now);
		if (!str_eq(said, answer_words(&v->c, &w->form, all[i].field, &all[i].value)))
			at[out.n++] =
				(struct changed_line){ fill_text(w->filling.fill, i, &all[i].field->label),
				                       answer_word(now->kind)
				                           ? str_z(lang_text(v->c.lang, missing_words(now->kind)))
				                           : said };
	}
	return out;
}

enum err fill_view_of(struct visit *v, struct writing *w, struct fill_view *out)
{
	*out = (struct fill_view){ .action = w->action, .page = w->page };
	out->subject = &w->subject;
	TRY(welcome_languages(&v->c, &out->languages));
	TRY(asks_of(v, w, &out->asks));
	out->form = problems_of(v, &out->asks);
	out->title = forms_text(&v->c, &w->form, &w->form.form->title);
	out->pages = lines_of(v, w);
	out->corrects = w->n.replaces != NULL;
	out->from = param(&v->x->request.form, STR("from"));
	if (v->conflict && w->n.replaces) {
		struct params parts = { v->parts.at, v->parts.n };
		out->from = param(&parts, STR("row"));
		out->other = w->n.replaces;
		out->changes = changes_of(v, w);
	}
	return OK;
}
