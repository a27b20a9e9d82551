/* A page of a form as it is filled in. */
#include "care/form_inside.h"
#include "care/story_again.h"
#include "care/welcome.h"

#include <string.h>

const char *const fill_beside[FILL_BESIDE] = { "day", "told", "paper", "language", "interpreter" };

bool ask_of_page(struct str name)
{
	static const char *const others[] = { "token", "page", "go", "from", "row" };

	for (size_t i = 0; i < FILL_BESIDE; i++)
		if (str_eq(name, str_z(fill_beside[i])))
			return true;
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (str_eq(name, str_z(others[i])))
			return true;
	return false;
}

struct str ask_name(struct visit *v, const struct fill_node *n)
{
	return form_keeps(n->field) && ask_of_page(n->path) ? arena_fmt(v->c.arena, ".%s", n->path.p)
	                                                    : n->path;
}

/* --- one question --- */

/* More choices than that stand in a closed list. */
enum { LIST_ABOVE = 40 };

/* A closed list shows none. */
static bool has_pictures(const struct form_field *f)
{
	for (size_t i = 0; f->list && i < f->list->n; i++)
		if (f->list->at[i].media)
			return true;
	return false;
}

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
		return f->look & FORM_MINIMAL && !has_pictures(f) ? ASK_LIST : ASK_ONE;
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
	/* Words on where it is; or a file, where one can be kept. */
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

int64_t place_in(struct str words, struct str name)
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
	if (a->kind == ASK_ONE && all.n > LIST_ABOVE && !a->scale && !has_pictures(one->field) &&
	    !visit_paper(v))
		a->kind = ASK_LIST;
	TRY(find_among(v, w, one, &all, a));
	if (a->find.name && a->kind == ASK_ONE)
		a->kind = visit_paper(v) ? ASK_TEXT : ASK_LIST;
	list = NEW_N(v->c.arena, struct ask_choice, all.n + 1);
	for (size_t i = 0; i < all.n; i++) {
		const struct form_choice *c = all.at[i];
		int64_t place;
		list[i] = (struct ask_choice){ .value = arena_str(v->c.arena, c->name).p,
			                           .label = fill_text(w->filling.fill, node, &c->label) };
		list[i].media = form_media_shown(&v->c, &w->form, c->media, list[i].label);
		list[i].name = arena_fmt(v->c.arena, "%s:%s", a->name, list[i].value).p;
		place = place_in(value_text(v, one), c->name);
		list[i].chosen = place > 0;
		/* As it was typed, also where it makes no rank. */
		list[i].place = param(&v->x->request.form, str_z(list[i].name));
		if (a->kind == ASK_RANK && !list[i].place.p)
			list[i].place = place ? arena_fmt(v->c.arena, "%lld", (long long)place) : STR("");
	}
	a->choices = (struct ask_choices){ list, all.n };
	a->moves |= one->field->choice_filter.n > 0 && !a->find.name;
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

	a->told = visit_paper(v) ? NULL : filling_told(&w->filling, n);
	a->reason_name = arena_fmt(v->c.arena, "%s?", a->name).p;
	a->words_name = arena_fmt(v->c.arena, "%s?words", a->name).p;
	a->reason = again ? again->reason : STR("");
	a->words = again ? again->words : STR("");
}

/* Of whom the form says that they see the answer, when it is not everybody who holds the key. */
static struct str seen_words(struct visit *v, const struct form_field *f)
{
	struct buf b = buf_new(v->c.arena, 1024);

	for (int64_t role = 1; form_keeps(f) && role <= ROLE_board; role <<= 1)
		if (!forms_seen_by(f->seen_by, 0) && forms_seen_by(f->seen_by, role))
			buf_fmt(&b, "%s%s", b.n ? ", " : "", lang_text(v->c.lang, role_words(role)));
	return buf_str(&b);
}

static enum err ask_of(struct visit *v, struct writing *w, size_t node, struct ask *a)
{
	size_t count;
	const struct fill_node *n = &fill_nodes(w->filling.fill, &count)[node];
	const struct form_field *f = n->field;

	*a = (struct ask){ .kind = kind_of(f), .name = ask_name(v, n).p, .hidden = !n->relevant };
	a->label = fill_text(w->filling.fill, node, &f->label);
	a->hint = fill_text(w->filling.fill, node, &f->hint);
	a->guidance = fill_text(w->filling.fill, node, &f->guidance_hint);
	a->media = form_media_shown(&v->c, &w->form, f->media, a->label);
	a->why = forms_text(&v->c, &w->form, &f->why);
	a->scale = (f->look & FORM_LIKERT) != 0;
	a->moves = names_answers(w, &f->label);
	a->seen_by = seen_words(v, f);
	a->file = file_asked(f);
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
	if (a->file && a->kind == ASK_TEXT && !visit_paper(v)) {
		a->kind = ASK_FILE;
		TRY(file_brought(&v->c, &(struct file_owner){ w->subject.person, w->subject.about.row }, f,
		                 &n->value, &a->brought));
	}
	a->problem = w->strict ? filling_problem(&w->filling, node) : NULL;
	if (w->strict && !a->problem)
		a->problem = find_problem(v, w, node);
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

enum err asks_of(struct visit *v, struct writing *w, struct asks *out)
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
