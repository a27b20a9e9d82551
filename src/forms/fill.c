#include "forms/fill_inside.h"

#include <string.h>

/* repeat_count may hang on answers in another repeat: that many times the form is laid out anew. */
enum { LAYINGS = 10 };

static struct answers ordered(struct arena *a, const struct answers *in)
{
	struct answers out = { .n = 0 };
	struct answer *at;
	size_t sorted = 1;

	if (!in || in->n == 0)
		return out;
	while (sorted < in->n && str_cmp(in->at[sorted - 1].path, in->at[sorted].path) < 0)
		sorted++;
	if (sorted >= in->n)
		return *in;
	at = NEW_N(a, struct answer, in->n);
	memcpy(at, in->at, in->n * sizeof *at);
	answers_sort(at, in->n);
	out.at = at;
	out.n = in->n;
	return out;
}

static void set_fields(struct fill *f)
{
	const struct form_def *form = f->form;

	f->fields = NEW_N(f->a, struct fill_field, form->fields_n + 1);
	for (size_t i = form->fields_n; i-- > 0;) {
		struct fill_field *d = &f->fields[i];
		d->field = &form->fields[i];
		if (d->end < i + 1)
			d->end = i + 1;
		if (d->field->group != FORM_NO_GROUP) {
			struct fill_field *in = &f->fields[d->field->group];
			if (in->end < d->end)
				in->end = d->end;
		}
	}
}

/* Notes which fields a group around them asks for in its condition: they are read before it. */
static void set_early(struct fill *f)
{
	struct str name;

	for (size_t i = 0; i < f->form->fields_n; i++) {
		for (size_t at = 0; xpath_field(f->form->fields[i].relevant, &at, &name);) {
			size_t field = fill_name(f->form, f->by_name, name);
			if (field < f->form->fields_n && fill_early(f->form, field, i))
				f->fields[field].early = true;
		}
	}
}

/* What each repeat_count comes to now; true when one is not what the form was laid out with. */
static bool count_rounds(struct fill *f)
{
	struct answer *counted = NEW_N(f->a, struct answer, f->n + 1);
	size_t n = 0;
	bool other = false;

	for (size_t i = 0; i < f->n; i++) {
		const struct fill_node *node = &f->nodes[i];
		struct str whole;
		struct str fraction;
		int64_t rounds = 0;
		if (!node->rounds_fixed || f->start->blank)
			continue;
		if (node->relevant) {
			whole = str_cut(fill_evaluated(f, i, FILL_ROUND_COUNT), '.', &fraction);
			(void)str_int(whole, &rounds);
		}
		rounds = rounds < 0 ? 0 : rounds > FILL_ROUNDS ? FILL_ROUNDS : rounds;
		other |= node->rounds != (size_t)rounds;
		counted[n++] = (struct answer){ node->path, ANSWER_ROUNDS, STR(""), rounds };
	}
	f->counted = counted;
	f->counted_n = n;
	return other;
}

static enum err settle(struct fill *f)
{
	for (int i = 0; i < LAYINGS; i++) {
		TRY(fill_lay(f));
		TRY(fill_work_out(f));
		if (fill_initials(f))
			TRY(fill_work_out(f));
		if (count_rounds(f))
			continue;
		TRY(fill_check(f));
		return f->unread ? ERR_INVALID : OK;
	}
	return ERR_INVALID;
}

enum err fill_open(struct arena *a, const struct fill_start *start, struct fill **out)
{
	struct fill *f = NEW(a, struct fill);
	size_t at;

	*out = f;
	f->a = a;
	f->start = start;
	f->form = start->form;
	f->kept = ordered(a, start->kept);
	f->given = ordered(a, start->given);
	f->by_name = fill_names(a, f->form);
	f->order = NEW_N(a, size_t, f->form->fields_n + 1);
	if (!fill_order(a, f->form, f->order, &at))
		return ERR_INVALID;
	set_fields(f);
	set_early(f);
	TRY(fill_engine(f));
	return settle(f);
}

const struct fill_node *fill_nodes(const struct fill *f, size_t *n)
{
	*n = f->n;
	return f->nodes;
}

const struct fill_problem *fill_problems(const struct fill *f, size_t *n, size_t *all)
{
	*n = f->problems_n;
	*all = f->problems_all;
	return f->problems;
}
