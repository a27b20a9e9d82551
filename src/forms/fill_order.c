/* In which order fields are worked out: each after what its condition and its calculation name. */
#include "forms/fill_inside.h"

#include <stdlib.h>
#include <string.h>

enum { NEW_FIELD, OPEN_FIELD, DONE_FIELD };

struct ordering {
	const struct form_def *form;
	const size_t *by_name;
	unsigned char *state;
	size_t *order;
	size_t n;
	size_t at; /* the field that depends on itself */
};

struct named {
	struct str name;
	size_t field;
};

static int by_name_then_place(const void *x, const void *y)
{
	const struct named *a = x;
	const struct named *b = y;
	int order = str_cmp(a->name, b->name);

	return order ? order : (a->field > b->field) - (a->field < b->field);
}

size_t *fill_names(struct arena *a, const struct form_def *form)
{
	struct named *all = NEW_N(a, struct named, form->fields_n + 1);
	size_t *out = NEW_N(a, size_t, form->fields_n + 1);

	for (size_t i = 0; i < form->fields_n; i++)
		all[i] = (struct named){ form->fields[i].name, i };
	qsort(all, form->fields_n, sizeof *all, by_name_then_place);
	for (size_t i = 0; i < form->fields_n; i++)
		out[i] = all[i].field;
	return out;
}

size_t fill_name(const struct form_def *form, const size_t *by_name, struct str name)
{
	size_t low = 0;
	size_t high = form->fields_n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (str_cmp(form->fields[by_name[mid]].name, name) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low < form->fields_n && str_eq(form->fields[by_name[low]].name, name) ? by_name[low]
	                                                                             : form->fields_n;
}

static bool under(const struct form_def *form, size_t field, size_t above)
{
	int at = form->fields[field].group;

	while (at != FORM_NO_GROUP && (size_t)at != above)
		at = form->fields[at].group;
	return at != FORM_NO_GROUP;
}

bool fill_early(const struct form_def *form, size_t field, size_t group)
{
	const struct form_field *f = &form->fields[field];

	return !form_asks(f) && f->calculation.n == 0 && under(form, field, group);
}

static bool place(struct ordering *o, size_t field);

/* What of asks for in expr comes first; but a group may ask for what is known before it (see
 * fill_early). */
static bool place_named(struct ordering *o, size_t of, struct str expr)
{
	struct str name;
	size_t at = 0;

	while (xpath_field(expr, &at, &name)) {
		size_t field = fill_name(o->form, o->by_name, name);
		if (field < o->form->fields_n && !fill_early(o->form, field, of) && !place(o, field))
			return false;
	}
	return true;
}

static bool place(struct ordering *o, size_t field)
{
	const struct form_field *f = &o->form->fields[field];

	if (o->state[field] == OPEN_FIELD) {
		o->at = field;
		return false;
	}
	if (o->state[field] == DONE_FIELD)
		return true;
	o->state[field] = OPEN_FIELD;
	if ((f->group != FORM_NO_GROUP && !place(o, (size_t)f->group)) ||
	    !place_named(o, field, f->relevant) || !place_named(o, field, f->calculation))
		return false;
	o->state[field] = DONE_FIELD;
	o->order[o->n++] = field;
	return true;
}

bool fill_order(struct arena *a, const struct form_def *form, size_t *order, size_t *at)
{
	struct ordering o = { .form = form, .order = order };

	o.by_name = fill_names(a, form);
	o.state = NEW_N(a, unsigned char, form->fields_n + 1);
	for (size_t i = 0; i < form->fields_n; i++) {
		if (!place(&o, i)) {
			*at = o.at;
			return false;
		}
	}
	return true;
}

/* How often a repeat goes round cannot depend on what is asked in it. */
static bool counts_itself(const struct form_def *form, const size_t *by_name, size_t repeat)
{
	struct str name;
	size_t at = 0;

	while (xpath_field(form->fields[repeat].repeat_count, &at, &name)) {
		size_t field = fill_name(form, by_name, name);
		if (field < form->fields_n && (field == repeat || under(form, field, repeat)))
			return true;
	}
	return false;
}

static bool asks_position(const struct form_field *f)
{
	const struct str all[] = { f->relevant, f->calculation, f->constraint, f->choice_filter,
		                       f->required_if };

	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (xpath_calls(all[i], STR("position")))
			return true;
	return false;
}

const char *form_order(struct arena *a, const struct form_def *form, size_t *at)
{
	size_t *order = NEW_N(a, size_t, form->fields_n + 1);
	const size_t *by_name = fill_names(a, form);

	if (!fill_order(a, form, order, at))
		return T(
			"This field depends on itself, directly or through others. Take the circle apart.");
	for (*at = 0; *at < form->fields_n; (*at)++) {
		const struct form_field *f = &form->fields[*at];
		if (counts_itself(form, by_name, *at))
			return T("The number of rounds cannot depend on what is asked in them.");
		if (f->repeat == FORM_NO_GROUP && f->type != FORM_REPEAT && asks_position(f))
			return T("position(..) counts the rounds of a repeat. This question is not in one.");
	}
	return NULL;
}
