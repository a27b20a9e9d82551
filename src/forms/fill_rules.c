/* What expressions see from where they stand, and what comes of them: relevance and values. */
#include "forms/fill_inside.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The node of the nearest round around here that field is asked in, too; or FILL_NONE. */
static size_t common_round(const struct fill *f, size_t node, size_t field)
{
	for (size_t at = node; at != FILL_NONE; at = f->nodes[at].parent) {
		size_t repeat = (size_t)(f->nodes[at].field - f->form->fields);
		if (f->nodes[at].round && field > repeat && field < f->fields[repeat].end)
			return at;
	}
	return FILL_NONE;
}

/* The field's nodes from from (a node) to before to, as indexes into d->at. */
static void within(const struct fill_field *d, size_t from, size_t to, size_t *first, size_t *last)
{
	size_t low = 0;
	size_t high = d->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (d->at[mid] < from)
			low = mid + 1;
		else
			high = mid;
	}
	*first = *last = low;
	while (*last < d->n && d->at[*last] < to)
		++*last;
}

static void in_reach(const struct fill *f, size_t node, size_t field, size_t *first, size_t *last)
{
	size_t round = common_round(f, node, field);

	*first = 0;
	*last = f->fields[field].n;
	if (round != FILL_NONE)
		within(&f->fields[field], round, f->nodes[round].end, first, last);
}

static int field_of(void *arg, struct str name)
{
	const struct fill *f = arg;
	size_t field = fill_name(f->form, f->by_name, name);

	return field < f->form->fields_n ? (int)field : XPATH_NO_FIELD;
}

static struct str value_of(void *arg, int field)
{
	const struct fill *f = arg;
	size_t first;
	size_t last;

	in_reach(f, f->here, (size_t)field, &first, &last);
	return first < last ? f->work[f->fields[field].at[first]].text : STR("");
}

static void each_of(void *arg, int field, void (*see)(void *to, struct str value), void *to)
{
	const struct fill *f = arg;
	size_t first;
	size_t last;

	in_reach(f, f->here, (size_t)field, &first, &last);
	for (size_t i = first; i < last; i++) {
		size_t node = f->fields[field].at[i];
		if (f->nodes[node].relevant)
			see(to, f->work[node].text);
	}
}

static struct str self_of(void *arg)
{
	const struct fill *f = arg;

	return f->work[f->here].text;
}

/* The parent of what is in a round is the round; the parent of a round is what the repeat stands
 * in. */
static double position_of(void *arg, int up)
{
	const struct fill *f = arg;
	size_t at = f->here;

	for (int i = 0; i < up && at != FILL_NONE; i++) {
		at = f->nodes[at].parent;
		if (i > 0 && at != FILL_NONE && f->nodes[at].field->type == FORM_REPEAT &&
		    !f->nodes[at].round)
			at = f->nodes[at].parent;
	}
	return at != FILL_NONE && f->nodes[at].round ? (double)f->nodes[at].round : 1;
}

static struct str column_of(void *arg, struct str name)
{
	const struct fill *f = arg;

	for (size_t i = 0; f->choice && i < f->choice->columns_n; i++)
		if (str_eq(f->choice->columns[i].name, name))
			return f->choice->columns[i].value;
	return STR("");
}

static struct str choice_of(void *arg, int field, struct str name)
{
	const struct fill *f = arg;
	const struct form_choice *one = form_choice(f->form->fields[field].list, name);

	return one ? form_text_in(f->form, &one->label, f->start->lang) : STR("");
}

static struct str indexed_of(void *arg, int field, const struct xpath_round *rounds, size_t n)
{
	const struct fill *f = arg;
	size_t from = 0;
	size_t to = f->n;
	size_t first;
	size_t last;

	for (size_t i = 0; i < n; i++) {
		const struct fill_field *d = &f->fields[rounds[i].repeat < 0 ? 0 : rounds[i].repeat];
		within(d, from, to, &first, &last);
		if (rounds[i].repeat < 0 || !(rounds[i].n >= 1 && rounds[i].n <= (double)(last - first)))
			return STR("");
		from = d->at[first + (size_t)rounds[i].n - 1];
		to = f->nodes[from].end;
	}
	within(&f->fields[field], from, to, &first, &last);
	return first < last ? f->work[f->fields[field].at[first]].text : STR("");
}

enum err fill_engine(struct fill *f)
{
	const struct xpath_host host = { .arg = f,
		                             .field = field_of,
		                             .value = value_of,
		                             .each = each_of,
		                             .self = self_of,
		                             .position = position_of,
		                             .column = column_of,
		                             .choice = choice_of,
		                             .indexed = indexed_of,
		                             .today = f->start->today,
		                             .now = f->start->now,
		                             .offset_minutes = f->start->offset_minutes,
		                             .months = f->start->months,
		                             .days = f->start->days };

	return xpath_engine(f->a, &host, &f->engine);
}

static struct str column_text(const struct form_field *d, enum fill_column column)
{
	switch (column) {
	case FILL_RELEVANT:
		return d->relevant;
	case FILL_CALCULATION:
		return d->calculation;
	case FILL_CHECK:
		return d->constraint;
	case FILL_CHOICES:
		return d->choice_filter;
	case FILL_REQUIRED_IF:
		return d->required_if;
	case FILL_ROUND_COUNT:
		return d->repeat_count;
	case FILL_INITIAL:
		return d->initial;
	case FILL_COLUMNS:
		break;
	}
	return STR("");
}

/* The field's expression, read when it is first needed; NULL when there is none. */
static struct xpath_expr *expression(struct fill *f, size_t node, enum fill_column column)
{
	struct fill_field *d = &f->fields[f->nodes[node].field - f->form->fields];
	struct str text = column_text(d->field, column);

	if (!d->expr[column] && text.n && xpath_read(f->engine, text, &d->expr[column]) != OK)
		f->unread = true;
	f->here = node;
	return d->expr[column];
}

bool fill_holds(struct fill *f, size_t node, enum fill_column column, bool otherwise)
{
	struct xpath_expr *x = expression(f, node, column);
	bool holds = false;

	if (!x)
		return otherwise;
	return xpath_holds(f->engine, x, &holds) == OK && holds;
}

struct str fill_evaluated(struct fill *f, size_t node, enum fill_column column)
{
	struct xpath_expr *x = expression(f, node, column);
	struct str out = STR("");

	if (!x || xpath_text(f->engine, x, f->a, &out) != OK || out.n > ANSWERS_TEXT)
		return STR("");
	return out;
}

/* What the program itself knows: kept from the first opening, but for the end. */
static struct str meta_text(const struct fill *f, const struct form_field *d)
{
	const struct fill_start *s = f->start;
	const struct xpath_host h = { .now = s->now, .offset_minutes = s->offset_minutes };
	char z[40] = { 0 };

	if (d->meta == FORM_USERNAME)
		return s->username;
	if (d->meta == FORM_TODAY)
		xpath_date_text(s->today.n, z);
	else if (d->meta != FORM_META_NONE)
		xpath_datetime_text(xpath_now(&h), s->offset_minutes, z);
	return arena_str(f->a, str_z(z));
}

/* Who says what the value of a field is. */
static bool by_people(const struct form_field *d)
{
	return form_asks(d) && !d->read_only && d->calculation.n == 0;
}

/* What stands in a field before anything is calculated. */
static struct answer raw_value(const struct fill *f, size_t node)
{
	const struct form_field *d = f->nodes[node].field;
	const struct fill_work *w = &f->work[node];
	bool people = by_people(d);
	struct answer raw = { f->nodes[node].path, ANSWER_TEXT, STR(""), 0 };

	if (people && w->given)
		return *w->given;
	if (w->kept && d->meta != FORM_END)
		return *w->kept;
	if (d->type == FORM_META)
		raw.text = meta_text(f, d);
	else if (!d->initial_is_formula && (w->fresh || !people))
		raw.text = d->initial;
	return raw;
}

static void take(struct fill *f, size_t node, const struct answer *raw)
{
	struct fill_node *n = &f->nodes[node];
	struct fill_work *w = &f->work[node];

	n->problem = FILL_NONE;
	if (!fill_value(f->a, n->field, raw, &n->value, &w->text))
		n->problem = 0; /* fill_check gives it its words */
	n->value.path = n->path;
	n->answered = answer_word(n->value.kind) || n->value.kind == ANSWER_INTEGER || n->value.text.n;
}

static void clear(struct fill *f, size_t node)
{
	const struct answer nothing = { f->nodes[node].path, ANSWER_TEXT, STR(""), 0 };

	take(f, node, &nothing);
}

/* A number that a formula gives to a date is a count of days, and a whole number has no fraction:
 * what nobody typed, nobody can correct. */
static struct str cast(const struct fill *f, const struct form_field *d, struct str s)
{
	char z[40] = { 0 };
	char *end = z;
	double x;

	if (s.n == 0 || s.n >= sizeof z)
		return s;
	memcpy(z, s.p, s.n);
	x = strtod(z, &end);
	if (*end || !isfinite(x) || fabs(x) >= 1e15)
		return s;
	if (d->type == FORM_DATE)
		xpath_date_text(x, z);
	else if (d->type == FORM_DATETIME)
		xpath_datetime_text(x, f->start->offset_minutes, z);
	else if (d->type == FORM_INTEGER)
		(void)snprintf(z, sizeof z, "%.0f", trunc(x));
	else
		return s;
	return arena_str(f->a, str_z(z));
}

/* Takes what the formula in column comes to. */
static struct answer take_formula(struct fill *f, size_t node, enum fill_column column)
{
	struct fill_node *n = &f->nodes[node];
	struct str s = cast(f, n->field, fill_evaluated(f, node, column));
	struct answer raw = { n->path, ANSWER_TEXT, s, 0 };

	take(f, node, &raw);
	return raw;
}

static void take_raw(struct fill *f, size_t node)
{
	struct answer raw = raw_value(f, node);

	take(f, node, &raw);
}

static void set_value(struct fill *f, size_t node)
{
	/* once() asks for what was there. */
	take_raw(f, node);
	if (f->nodes[node].field->calculation.n)
		(void)take_formula(f, node, FILL_CALCULATION);
}

static void work_out_node(struct fill *f, size_t node)
{
	struct fill_node *n = &f->nodes[node];
	bool asked = n->parent == FILL_NONE || f->nodes[n->parent].relevant;

	/* A round is as relevant as its repeat. */
	n->relevant = asked && (n->round || fill_holds(f, node, FILL_RELEVANT, true));
	if (!form_keeps(n->field))
		return;
	if (n->relevant)
		set_value(f, node);
	else
		clear(f, node);
}

enum err fill_work_out(struct fill *f)
{
	/* What is not worked out yet reads as empty, not as it was the time before. */
	for (size_t i = 0; i < f->n; i++) {
		f->work[i].text = STR("");
		if (f->fields[f->nodes[i].field - f->form->fields].early)
			take_raw(f, i);
	}
	for (size_t i = 0; i < f->form->fields_n; i++) {
		const struct fill_field *d = &f->fields[f->order[i]];
		for (size_t k = 0; k < d->sets_n; k++)
			work_out_node(f, d->sets[k]);
		for (size_t k = 0; k < d->n; k++)
			work_out_node(f, d->at[k]);
	}
	return OK;
}

static bool wants_initial(const struct fill *f, size_t node)
{
	const struct fill_node *n = &f->nodes[node];
	const struct fill_work *w = &f->work[node];

	return n->relevant && n->field->initial_is_formula && n->field->initial.n && !n->answered &&
	       !w->kept && !w->given && (w->fresh || !by_people(n->field));
}

bool fill_initials(struct fill *f)
{
	bool any = false;

	for (size_t i = 0; i < f->n; i++) {
		struct answer *raw;
		if (!wants_initial(f, i))
			continue;
		raw = NEW(f->a, struct answer);
		*raw = take_formula(f, i, FILL_INITIAL);
		f->work[i].kept = raw;
		any = true;
	}
	return any;
}
