/* Lists that are too long to look through: some letters are written, and the page shows the choices
 * that begin so. Without a script a button asks; letters that can mean one choice alone are it. */
#include "base/fold.h"
#include "care/form_inside.h"

#include <string.h>

enum { FIND_ABOVE = 200, FIND_SHOWN = 100, LETTERS_MAX = 100 };

static bool chosen(const struct fill_node *n, struct str name)
{
	return n->answered && !answer_word(n->value.kind) && place_in(n->value.text, name) > 0;
}

/* What was written, as it is compared; empty: nothing, or what nothing can begin with. */
static struct str letters_of(struct visit *v, const struct fill_node *n)
{
	const char *name = arena_fmt(v->c.arena, "%s~", ask_name(v, n).p).p;
	struct str s = param(&v->x->request.form, str_z(name));

	return s.n && s.n <= LETTERS_MAX ? fold_name(v->c.arena, s) : STR("");
}

enum fit { FITS_NOT, FITS, FITS_WHOLLY };

/* Letters begin a word of the label, or are the label. */
static enum fit fit(struct visit *v, const struct writing *w, const struct form_choice *c,
                    struct str letters)
{
	size_t mark = arena_mark(v->c.arena);
	struct str label = fold_name(v->c.arena, forms_text(&v->c, &w->form, &c->label));
	enum fit out = str_eq(label, letters) ? FITS_WHOLLY : FITS_NOT;

	while (out == FITS_NOT && label.n) {
		if (str_starts(label, letters))
			out = FITS;
		(void)str_cut(label, ' ', &label);
	}
	arena_back(v->c.arena, mark);
	return out;
}

static bool findable(const struct form_field *f)
{
	return f->type == FORM_SELECT_ONE || f->type == FORM_SELECT_MULTIPLE;
}

enum err find_among(struct visit *v, const struct writing *w, const struct fill_node *n,
                    struct form_choices *all, struct ask *a)
{
	const struct form_choice **some;
	struct str letters = letters_of(v, n);
	size_t count = 0;
	size_t fitting = 0;

	if (all->n <= FIND_ABOVE || !findable(n->field))
		return OK;
	a->find.name = arena_fmt(v->c.arena, "%s~", a->name).p;
	a->find.letters = param(&v->x->request.form, str_z(a->find.name));
	a->find.look = visit_path(v, "%s/look", w->action);
	a->find.all = all->n;
	some = NEW_N(v->c.arena, const struct form_choice *, all->n + 1);
	for (size_t i = 0; i < all->n && !visit_paper(v); i++) {
		bool fits = letters.n && fit(v, w, all->at[i], letters) != FITS_NOT;

		fitting += fits;
		if (chosen(n, all->at[i]->name) || (fits && fitting <= FIND_SHOWN))
			some[count++] = all->at[i];
	}
	a->find.none = letters.n > 0 && fitting == 0;
	a->find.more = fitting > FIND_SHOWN ? fitting - FIND_SHOWN : 0;
	*all = (struct form_choices){ some, count };
	return OK;
}

/* What the letters beside a question mean: *one is the only choice that they can be, or NULL. False
 * when they say nothing that is not chosen already. */
static bool unsettled(struct visit *v, const struct writing *w, size_t node,
                      const struct form_choice **one)
{
	size_t count;
	const struct fill_node *n = &fill_nodes(w->filling.fill, &count)[node];
	struct form_choices all;
	size_t n_of[FITS_WHOLLY + 1] = { 0 };
	const struct form_choice *of[FITS_WHOLLY + 1] = { NULL };
	struct str letters;

	*one = NULL;
	if (!findable(n->field) || page_of(w, node) != w->page || !n->relevant ||
	    filling_closed(&w->filling, n) || (n->answered && answer_word(n->value.kind)))
		return false;
	letters = letters_of(v, n);
	if (letters.n == 0 || fill_choices(w->filling.fill, node, &all) != OK || all.n <= FIND_ABOVE)
		return false;
	for (size_t i = 0; i < all.n; i++) {
		enum fit fits = fit(v, w, all.at[i], letters);

		if (fits != FITS_NOT && chosen(n, all.at[i]->name))
			return false;
		of[fits] = all.at[i];
		n_of[fits]++;
	}
	if (n_of[FITS_WHOLLY] == 1)
		*one = of[FITS_WHOLLY];
	else if (n_of[FITS_WHOLLY] == 0 && n_of[FITS] == 1)
		*one = of[FITS];
	return true;
}

const char *find_problem(struct visit *v, const struct writing *w, size_t node)
{
	const struct form_choice *one;

	return unsettled(v, w, node, &one)
	           ? T("Please choose among the answers that begin so, or write other letters.")
	           : NULL;
}

/* Of several answers it is one more; of one, it takes the place of the other. */
static void give(struct visit *v, struct writing *w, const struct fill_node *n, struct str name)
{
	struct answer *at = NEW_N(v->c.arena, struct answer, w->given.n + 1);
	bool more = n->field->type == FORM_SELECT_MULTIPLE && n->answered && n->value.text.n;

	if (w->given.n)
		memcpy(at, w->given.at, w->given.n * sizeof *at);
	for (size_t i = 0; i < w->given.n; i++)
		if (str_eq(at[i].path, n->path))
			at[i].text = more ? arena_fmt(v->c.arena, "%.*s %.*s", (int)n->value.text.n,
			                              n->value.text.p, (int)name.n, name.p)
			                  : name;
	w->given.at = at;
}

enum err find_settle(struct visit *v, struct writing *w)
{
	size_t n;
	const struct fill_node *all = fill_nodes(w->filling.fill, &n);
	const struct form_choice *one;
	bool settled = false;

	for (size_t i = 0; i < n; i++)
		if (unsettled(v, w, i, &one) && one) {
			give(v, w, &all[i], one->name);
			settled = true;
		}
	return settled ? writing_open(v, w) : OK;
}
