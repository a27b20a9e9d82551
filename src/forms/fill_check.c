/* Whether the answers keep to the form's rules, and what to say where they do not. */
#include "forms/fill_inside.h"

static void object(struct fill *f, size_t node, enum fill_rule rule, const char *words,
                   const struct form_text *own)
{
	f->problems_all++;
	if (f->problems_n == FILL_PROBLEMS)
		return;
	if (f->nodes[node].problem == FILL_NONE)
		f->nodes[node].problem = f->problems_n;
	f->problems[f->problems_n++] =
		(struct fill_problem){ node, rule, words, own ? fill_text(f, node, own) : STR("") };
}

enum err fill_choices(struct fill *f, size_t node, struct form_choices *out)
{
	const struct form_list *l = f->nodes[node].field->list;

	*out = (struct form_choices){ NULL, 0 };
	if (!l)
		return ERR_BUG;
	out->at = NEW_N(f->a, const struct form_choice *, l->n + 1);
	for (size_t i = 0; i < l->n; i++) {
		f->choice = &l->at[i];
		if (l->at[i].row == 0 || fill_holds(f, node, FILL_CHOICES, true))
			out->at[out->n++] = &l->at[i];
	}
	f->choice = NULL;
	return OK;
}

static bool one_of(const struct form_choices *all, struct str name)
{
	for (size_t i = 0; i < all->n; i++)
		if (str_eq(all->at[i]->name, name))
			return true;
	return false;
}

static size_t count_words(struct str list)
{
	size_t n = 0;

	for (; list.n; n++)
		(void)str_cut(list, ' ', &list);
	return n;
}

/* Whether each of the words is offered, and stands there once. */
static bool each_of(const struct form_choices *all, struct str words)
{
	for (struct str left = words; left.n;) {
		struct str word = str_cut(left, ' ', &left);
		if (!one_of(all, word) || fill_word_in(left, word))
			return false;
	}
	return true;
}

static enum err check_choices(struct fill *f, size_t node, bool *right)
{
	const struct fill_node *n = &f->nodes[node];
	struct str given = n->value.text;
	struct form_choices all;

	*right = true;
	if (!n->field->list || given.n == 0)
		return OK;
	TRY(fill_choices(f, node, &all));
	*right = n->field->type == FORM_SELECT_ONE ? one_of(&all, given) : each_of(&all, given);
	if (n->field->type == FORM_RANK && count_words(given) != all.n)
		*right = false;
	if (!*right)
		object(f, node, FILL_CHOICE,
		       n->field->type == FORM_RANK
		           ? T("Please give each of them a place of its own.")
		           : T("Please choose from the answers that are offered here."),
		       NULL);
	return OK;
}

static bool required(struct fill *f, size_t node)
{
	const struct form_field *d = f->nodes[node].field;

	return form_asks(d) && !d->read_only && d->calculation.n == 0 &&
	       (d->required || fill_holds(f, node, FILL_REQUIRED_IF, false));
}

static enum err check_value(struct fill *f, size_t node, bool unreadable)
{
	const struct form_field *d = f->nodes[node].field;
	bool right = true;

	if (unreadable) {
		object(f, node, FILL_TYPE, fill_value_words(d), NULL);
		return OK;
	}
	if (f->nodes[node].value.text.n > ANSWERS_TEXT) {
		object(f, node, FILL_TOO_MANY, T("This is longer than fits here. Please shorten it."),
		       NULL);
		return OK;
	}
	TRY(check_choices(f, node, &right));
	if (right && !fill_holds(f, node, FILL_CHECK, true))
		object(f, node, FILL_CONSTRAINT,
		       T("This answer does not fit here. Please look at it again."),
		       &d->constraint_message);
	return OK;
}

static enum err check_node(struct fill *f, size_t node)
{
	struct fill_node *n = &f->nodes[node];
	const struct answer *given = f->work[node].given;
	bool unreadable = n->problem != FILL_NONE;

	n->problem = FILL_NONE;
	if (!n->relevant)
		return OK;
	if (n->field->type == FORM_REPEAT && !n->round && given && given->n > FILL_ROUNDS)
		object(f, node, FILL_TOO_MANY, T("There is no room for more of these on one form."), NULL);
	if (!form_keeps(n->field) || n->field->type == FORM_META)
		return OK;
	if (!n->answered) {
		if (required(f, node))
			object(f, node, FILL_REQUIRED, T("Please answer this, or say why there is no answer."),
			       &n->field->required_message);
		return OK;
	}
	/* A kind of missing always passes: no form can take it away. */
	return answer_word(n->value.kind) ? OK : check_value(f, node, unreadable);
}

enum err fill_check(struct fill *f)
{
	f->problems = NEW_N(f->a, struct fill_problem, FILL_PROBLEMS);
	f->problems_n = 0;
	f->problems_all = 0;
	for (size_t i = 0; i < f->n; i++)
		TRY(check_node(f, i));
	return OK;
}
