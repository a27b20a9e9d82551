/* Forms in: a table says what may come; what comes otherwise gets a sentence beside its field and
 * stays as it is. */
#include "access/visit_inside.h"
#include "base/buf.h"

#include <string.h>

/* What should not be in a line of text: controls, and marks that turn the direction of what
 * follows. */
static bool odd_rune(uint32_t r, bool lines)
{
	if (r == '\n' || r == '\r')
		return !lines;
	return (r < 0x20 && r != '\t') || r == 0x7F || (r >= 0x80 && r < 0xA0) ||
	       (r >= 0x202A && r <= 0x202E) || (r >= 0x2066 && r <= 0x2069) || r == 0xFEFF;
}

static const char *text_problem(struct str s, const struct field *f)
{
	if (s.n > f->max)
		return T("This is longer than there is room for. Please shorten it.");
	for (size_t at = 0; at < s.n;)
		if (odd_rune(str_rune(s, &at), f->kind == FIELD_LONG || f->kind == FIELD_OWN))
			return T("There is an invisible sign in this text. Please type it again.");
	return NULL;
}

static const char *into_text(struct visit *v, const struct field *f, struct str s)
{
	*(struct str *)(void *)((char *)v->in + f->at) = s;
	return text_problem(s, f);
}

static const char *into_int(struct visit *v, const struct field *f, struct str s)
{
	int64_t *out = (int64_t *)(void *)((char *)v->in + f->at);

	*out = INT64_MIN;
	if (s.n == 0 || str_int(s, out))
		return NULL;
	return T("Please write a whole number here.");
}

static const char *into_day(struct visit *v, const struct field *f, struct str s)
{
	struct day *out = (struct day *)(void *)((char *)v->in + f->at);

	*out = NO_DAY;
	if (s.n == 0 || day_read(s, out))
		return NULL;
	return T("Please write the day as year-month-day, for instance 2026-03-14.");
}

static const char *into_choice(struct visit *v, const struct field *f, struct str s)
{
	*(struct str *)(void *)((char *)v->in + f->at) = s;
	if (s.n == 0)
		return NULL;
	for (size_t i = 0; i < f->choices->n; i++)
		if (str_eq(s, str_z(f->choices->at[i].value)))
			return NULL;
	return T("Please choose one of the answers that are offered.");
}

static const char *into_flag(struct visit *v, const struct field *f, struct str s)
{
	*(bool *)(void *)((char *)v->in + f->at) = str_eq(s, STR("1"));
	return s.n == 0 || str_eq(s, STR("1"))
	           ? NULL
	           : T("Please choose one of the answers that are offered.");
}

static const char *into_id(struct visit *v, const struct field *f, struct str s)
{
	uint8_t *out = (uint8_t *)v->in + f->at;

	return s.n == 0 || id_read(s, out) ? NULL
	                                   : T("Please choose one of the answers that are offered.");
}

enum { VALUES_ROOM = 1 << 16 };

/* A box that has no value of its own says "on". */
static bool ticked(struct str s)
{
	return str_eq(s, STR("1")) || str_eq(s, STR("on"));
}

/* Check boxes: "name-value" = 1 each; values gets the ticked ones with a space between. */
static struct ticked boxes_read(struct visit *v, const char *group, const struct choice_list *boxes,
                                struct str *values)
{
	struct buf all = buf_new(v->c.arena, VALUES_ROOM);
	size_t *at = NEW_N(v->c.arena, size_t, boxes->n + 1);
	size_t n = 0;

	for (size_t i = 0; i < boxes->n; i++) {
		struct str name = arena_fmt(v->c.arena, "%s-%s", group, boxes->at[i].value);
		if (!ticked(param(&v->x->request.form, name)))
			continue;
		at[n++] = i;
		if (all.n)
			buf_byte(&all, ' ');
		buf_add(&all, str_z(boxes->at[i].value));
	}
	*values = buf_str(&all);
	return (struct ticked){ at, n };
}

static struct str into_flags(struct visit *v, const struct field *f)
{
	uint32_t *out = (uint32_t *)(void *)((char *)v->in + f->at);
	struct str values;
	struct ticked t = boxes_read(v, f->name, f->choices, &values);

	for (size_t i = 0; i < t.n; i++)
		*out |= 1u << t.at[i];
	return values;
}

static const char *into(struct visit *v, const struct field *f, struct str s)
{
	switch (f->kind) {
	case FIELD_TEXT:
	case FIELD_LONG:
	case FIELD_OWN:
		return into_text(v, f, s);
	case FIELD_INT:
		return into_int(v, f, s);
	case FIELD_DAY:
		return into_day(v, f, s);
	case FIELD_CHOICE:
		return into_choice(v, f, s);
	case FIELD_FLAG:
		return into_flag(v, f, s);
	case FIELD_ID:
		return into_id(v, f, s);
	case FIELD_FLAGS:
		return NULL;
	}
	return NULL;
}

/* Beside those of the table: fields of a pack, values that are corrected. */
enum { FILL_MOST = 400 };

void form_parse(struct visit *v)
{
	const struct form_table *t = &v->route->form;

	v->in = arena_alloc(v->c.arena, t->size ? t->size : 1);
	v->fields = NEW_N(v->c.arena, struct field_view, t->n + FILL_MOST);
	for (size_t i = 0; i < t->n; i++) {
		const struct field *f = &t->at[i];
		struct str s =
			f->kind == FIELD_FLAGS ? into_flags(v, f) : param(&v->x->request.form, str_z(f->name));
		if (f->kind != FIELD_LONG && f->kind != FIELD_OWN)
			s = str_trim(s);
		v->fields[i] = (struct field_view){ f->name, s, into(v, f, s) };
		if (!v->fields[i].problem && f->need == REQUIRED && s.n == 0)
			v->fields[i].problem = T("Please fill this in.");
	}
	v->form.at = v->fields;
	v->form.n = t->n;
}

static struct field_view *field_of(struct visit *v, const char *name)
{
	for (size_t i = 0; i < v->form.n; i++)
		if (strcmp(v->fields[i].name, name) == 0)
			return &v->fields[i];
	return NULL;
}

void visit_fill(struct visit *v, const char *name, struct str value)
{
	struct field_view *f;

	if (v->again || visit_paper(v))
		return;
	if (!v->fields) {
		v->fields = NEW_N(v->c.arena, struct field_view, FILL_MOST);
		v->form.at = v->fields;
	}
	f = field_of(v, name);
	if (f)
		f->value = value;
	else if (v->form.n < FILL_MOST)
		v->fields[v->form.n++] = (struct field_view){ name, value, NULL };
}

struct ticked visit_ticked(struct visit *v, const char *name, const struct choice_list *boxes)
{
	struct field_view *f = field_of(v, name);
	struct str values;
	struct ticked t = boxes_read(v, name, boxes, &values);

	if (f)
		f->value = values;
	return t;
}

struct str visit_posted(struct visit *v, const char *name, size_t max)
{
	const struct field as = { .name = name, .kind = FIELD_LONG, .max = max };
	struct field_view *f = field_of(v, name);
	struct str s;

	if (f)
		return f->value;
	s = str_trim(param(&v->x->request.form, str_z(name)));
	if (v->form.n < v->route->form.n + FILL_MOST)
		v->fields[v->form.n++] = (struct field_view){ name, s, text_problem(s, &as) };
	return s;
}

enum err visit_problem(struct visit *v, const char *field, const char *message)
{
	struct field_view *f = field_of(v, field);

	if (!f && v->fields && v->form.n < v->route->form.n + FILL_MOST) {
		f = &v->fields[v->form.n++];
		*f = (struct field_view){ field, { "", 0 }, NULL };
	}
	if (f)
		f->problem = message;
	return ERR_INVALID;
}

const struct upload *visit_file(const struct visit *v, const char *name)
{
	return form_file(&v->x->request, str_z(name));
}
