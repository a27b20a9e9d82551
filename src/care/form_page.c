/* A page of a form as it is filled in. */
#include "care/form_inside.h"
#include "care/story_again.h"
#include "care/welcome.h"

#include <string.h>

enum { SHORT_FORM = 12 };

static const struct choice missing_list[] = {
	{ "prefer_not", T("Prefers not to say") },
	{ "later", T("Asked later") },
	{ "not_known", T("Not known") },
	{ "not_applicable", T("Does not apply") },
};
const struct choice_list ask_missing = { missing_list, sizeof missing_list / sizeof *missing_list };

/* --- pages --- */

static bool stands_alone(const struct form_def *f, size_t i)
{
	return f->fields[i].group == FORM_NO_GROUP && form_holds(&f->fields[i]);
}

/* The page of each field: a long form has one for each top group and each run of questions between
 * them. */
static size_t page_of_field(const struct form_def *f, size_t field)
{
	size_t page = 0;
	size_t asked = 0;
	bool run = false;

	for (size_t i = 0; i < f->fields_n; i++)
		asked += form_asks(&f->fields[i]);
	if (asked <= SHORT_FORM)
		return 0;
	for (size_t i = 0; i <= field; i++) {
		if (f->fields[i].group != FORM_NO_GROUP ||
		    !(form_asks(&f->fields[i]) || form_holds(&f->fields[i])))
			continue;
		page += stands_alone(f, i) || !run;
		run = !stands_alone(f, i);
	}
	return page ? page - 1 : 0;
}

size_t pages_of(const struct writing *w)
{
	const struct form_def *f = w->form.form;

	return f->fields_n ? page_of_field(f, f->fields_n - 1) + 1 : 1;
}

size_t page_of(const struct writing *w, size_t node)
{
	size_t n;
	const struct fill_node *all = fill_nodes(w->filling.fill, &n);

	return page_of_field(w->form.form, (size_t)(all[node].field - w->form.form->fields));
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

/* --- one question --- */

static enum ask_kind kind_of(const struct form_field *f)
{
	switch (f->type) {
	case FORM_TEXT:
		return f->look & FORM_MULTILINE ? ASK_LONG : ASK_TEXT;
	case FORM_INTEGER:
	case FORM_DECIMAL:
	case FORM_RANGE:
		return ASK_NUMBER;
	case FORM_DATE:
		return f->look & (FORM_MONTH_YEAR | FORM_YEAR) ? ASK_MONTH : ASK_DAY;
	case FORM_TIME:
		return ASK_TIME;
	case FORM_DATETIME:
		return ASK_MOMENT;
	case FORM_SELECT_ONE:
		return f->look & FORM_MINIMAL ? ASK_LIST : ASK_ONE;
	case FORM_SELECT_MULTIPLE:
		return ASK_MANY;
	case FORM_RANK:
		return ASK_RANK;
	case FORM_ACKNOWLEDGE:
		return ASK_YES;
	case FORM_NOTE:
		return ASK_NOTE;
	case FORM_GROUP:
	case FORM_REPEAT:
		return ASK_GROUP;
	/* What is a file is kept elsewhere; here stands where. */
	case FORM_IMAGE:
	case FORM_AUDIO:
	case FORM_FILE:
		return ASK_TEXT;
	case FORM_CALCULATE:
	case FORM_HIDDEN:
	case FORM_META:
		break;
	}
	return ASK_SHOWN;
}

static struct str value_text(struct visit *v, const struct fill_node *n)
{
	struct str s = n->value.text;

	if (!n->answered || answer_word(n->value.kind))
		return STR("");
	if (n->value.kind == ANSWER_INTEGER)
		return arena_fmt(v->c.arena, "%lld", (long long)n->value.n);
	if ((n->field->look & FORM_YEAR) && n->field->type == FORM_DATE && s.n == 10)
		return arena_fmt(v->c.arena, "%.4s", s.p);
	if ((n->field->look & FORM_MONTH_YEAR) && n->field->type == FORM_DATE && s.n == 10)
		return arena_fmt(v->c.arena, "%.7s", s.p);
	return s;
}

/* The place of name among words with spaces between, from 1; 0 for none. */
static int64_t place_in(struct str words, struct str name)
{
	for (int64_t place = 1; words.n; place++)
		if (str_eq(str_cut(words, ' ', &words), name))
			return place;
	return 0;
}

static enum err choices_of(struct visit *v, struct writing *w, size_t node, struct ask *a)
{
	size_t n;
	const struct fill_node *one = &fill_nodes(w->filling.fill, &n)[node];
	struct form_choices all;
	struct ask_choice *list;

	TRY(fill_choices(w->filling.fill, node, &all));
	list = NEW_N(v->c.arena, struct ask_choice, all.n + 1);
	for (size_t i = 0; i < all.n; i++) {
		const struct form_choice *c = all.at[i];
		list[i] = (struct ask_choice){ .value = arena_str(v->c.arena, c->name).p,
			                           .label = fill_text(w->filling.fill, node, &c->label) };
		list[i].name = arena_fmt(v->c.arena, "%s:%s", a->name, list[i].value).p;
		list[i].place = place_in(value_text(v, one), c->name);
		list[i].chosen = list[i].place > 0;
	}
	a->choices = (struct ask_choices){ list, all.n };
	a->moves |= one->field->choice_filter.n > 0;
	return OK;
}

static bool names_answers(const struct writing *w, const struct form_text *t)
{
	for (size_t l = 0; l < w->form.form->langs_n; l++)
		if (t->in[l].n && memchr(t->in[l].p, '$', t->in[l].n))
			return true;
	return false;
}

static void told_of(struct visit *v, const struct writing *w, const struct fill_node *n,
                    struct ask *a)
{
	const struct filled_again *again = filling_again(&w->filling, n);

	a->told = filling_told(&w->filling, n);
	a->reason_name = arena_fmt(v->c.arena, "%s?", a->name).p;
	a->words_name = arena_fmt(v->c.arena, "%s?words", a->name).p;
	a->reason = again ? again->reason : STR("");
	a->words = again ? again->words : STR("");
}

static enum err ask_of(struct visit *v, struct writing *w, size_t node, struct ask *a)
{
	size_t count;
	const struct fill_node *n = &fill_nodes(w->filling.fill, &count)[node];
	const struct form_field *f = n->field;

	*a = (struct ask){ .kind = kind_of(f), .name = n->path.p, .hidden = !n->relevant };
	a->label = fill_text(w->filling.fill, node, &f->label);
	a->hint = fill_text(w->filling.fill, node, &f->hint);
	a->guidance = fill_text(w->filling.fill, node, &f->guidance_hint);
	a->why = f->why.in[0].n ? forms_text(&v->c, &w->form, &f->why) : STR("");
	a->moves = names_answers(w, &f->label);
	if (!form_keeps(f))
		return OK;
	if (filling_closed(&w->filling, n)) {
		a->kind = ASK_CLOSED;
		return OK;
	}
	if (f->read_only || f->calculation.n)
		a->kind = ASK_SHOWN;
	a->value = value_text(v, n);
	a->moves |= a->kind == ASK_SHOWN;
	a->missing_name = arena_fmt(v->c.arena, "%s!", a->name).p;
	if (n->answered && answer_word(n->value.kind))
		a->missing = str_z(answer_word(n->value.kind));
	if (f->type == FORM_RANGE) {
		a->low = f->range.start;
		a->high = f->range.end;
		a->step = f->range.step;
	}
	a->problem = w->strict ? filling_problem(&w->filling, node) : NULL;
	told_of(v, w, n, a);
	return f->list && a->kind != ASK_SHOWN ? choices_of(v, w, node, a) : OK;
}

/* Fields that nobody sees. */
static bool unseen(const struct fill_node *n)
{
	const struct form_field *f = n->field;

	return (f->type == FORM_CALCULATE || f->type == FORM_HIDDEN || f->type == FORM_META) &&
	       f->label.in[0].n == 0;
}

static void add_round(struct ask *a, const struct fill_node *n, struct visit *v)
{
	a->kind = ASK_ROUND;
	a->label = arena_fmt(v->c.arena, "%s %zu", a->label.p, n->round);
}

static enum err asks_of(struct visit *v, struct writing *w, struct asks *out)
{
	size_t n;
	const struct fill_node *all = fill_nodes(w->filling.fill, &n);
	struct ask *list = NEW_N(v->c.arena, struct ask, 2 * n + 1);
	/* Repeats that are open, with the node after which their button stands. */
	size_t open[2 * FORM_DEPTH];
	size_t depth = 0;
	size_t count = 0;
	bool paper = visit_paper(v);

	for (size_t i = 0; i <= n; i++) {
		while (depth && all[open[depth - 1]].end <= i) {
			const struct fill_node *r = &all[open[--depth]];
			if (page_of(w, open[depth]) == w->page || paper)
				list[count++] = (struct ask){ .kind = ASK_ADD,
					                          .name = r->path.p,
					                          .hidden = !r->relevant,
					                          .label = fill_text(w->filling.fill, open[depth],
					                                             &r->field->label) };
		}
		if (i == n || unseen(&all[i]) || !(paper || page_of(w, i) == w->page))
			continue;
		if (all[i].field->type == FORM_REPEAT && !all[i].round) {
			if (!all[i].rounds_fixed && depth < 2 * FORM_DEPTH)
				open[depth++] = i;
			continue;
		}
		TRY(ask_of(v, w, i, &list[count]));
		if (all[i].round)
			add_round(&list[count], &all[i], v);
		count++;
	}
	*out = (struct asks){ list, count };
	return OK;
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
		if (l->label.n == 0 && all[i].parent == FILL_NONE)
			l->label = fill_text(w->filling.fill, i, &all[i].field->label);
	}
	at[w->page].here = true;
	out.at = at;
	return out;
}

/* What was posted beside the questions, and the problems of this page, by the names of the fields.
 */
static const struct form_view *problems_of(struct visit *v, const struct asks *asks)
{
	struct field_view *at = NEW_N(v->c.arena, struct field_view, v->form.n + asks->n + 1);
	struct form_view *f = NEW(v->c.arena, struct form_view);

	*f = v->form;
	if (f->n)
		memcpy(at, v->form.at, f->n * sizeof *at);
	f->at = at;
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
	TRY(person_read(&v->c, v->person, &out->person));
	TRY(welcome_languages(&v->c, &out->languages));
	TRY(asks_of(v, w, &out->asks));
	out->form = problems_of(v, &out->asks);
	out->title = forms_text(&v->c, &w->form, &w->form.form->title);
	out->pages = lines_of(v, w);
	out->corrects = w->n.replaces != NULL;
	if (v->conflict && w->n.replaces) {
		out->other = w->n.replaces;
		out->changes = changes_of(v, w);
	}
	return OK;
}
