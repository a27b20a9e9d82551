/* What a form carries for nothing, and what is not translated in it. */
#include "base/mark.h"
#include "forms/compare.h"
#include "forms/reader.h"

#include <string.h>

/* Marks the fields that a text names. */
static void mark(const struct form_def *f, bool *used, struct str text)
{
	struct str name;

	for (size_t i = 0; i < text.n; i++) {
		if (!xpath_reference((struct str){ text.p + i, text.n - i }, &name))
			continue;
		for (size_t k = 0; k < f->fields_n; k++)
			used[k] = used[k] || str_eq(f->fields[k].name, name);
	}
}

static void mark_text(const struct form_def *f, bool *used, const struct form_text *t)
{
	for (size_t l = 0; l < FORM_LANGS; l++)
		mark(f, used, t->in[l]);
}

static bool *used_fields(struct arena *a, const struct form_def *f)
{
	bool *used = NEW_N(a, bool, f->fields_n + 1);

	for (size_t i = 0; i < f->fields_n; i++) {
		const struct form_field *x = &f->fields[i];
		const struct str cells[] = { x->relevant,      x->constraint,   x->calculation, x->initial,
			                         x->choice_filter, x->repeat_count, x->required_if };
		for (size_t k = 0; k < sizeof cells / sizeof *cells; k++)
			mark(f, used, cells[k]);
		mark_text(f, used, &x->label);
		mark_text(f, used, &x->hint);
		mark_text(f, used, &x->guidance_hint);
		mark_text(f, used, &x->constraint_message);
		mark_text(f, used, &x->required_message);
	}
	for (size_t i = 0; i < f->lists_n; i++) {
		for (size_t k = 0; k < f->lists[i].n; k++)
			mark_text(f, used, &f->lists[i].at[k].label);
	}
	return used;
}

/* A calculation that is shown, or for a code list or for figures, is not for nothing. */
static bool idle(const struct form_field *field, bool used)
{
	return field->type == FORM_CALCULATE && !used && !field->countable && field->terms.n == 0 &&
	       !reader_has(&field->label);
}

/* A condition that names no answer and does not hold. */
static bool never_asked(struct arena *a, const struct form_field *field)
{
	struct xpath *x;
	struct str name;
	size_t at = 0;
	bool holds = true;

	if (field->relevant.n == 0 || xpath_field(field->relevant, &at, &name) ||
	    xpath_calls(field->relevant, STR("today")) || xpath_calls(field->relevant, STR("now")) ||
	    xpath_calls(field->relevant, STR("position")))
		return false;
	if (xpath_open(a, field->relevant, NULL, 0, &x) != OK)
		return false;
	if (xpath_true(x, NULL, 0, &holds) != OK)
		holds = true;
	xpath_close(x);
	return !holds;
}

/* A text that stands beside a question, as in ${a} = 'x' or selected(${a}, 'x'), and is none of its
 * choices. */
static bool waits_for_nothing(const struct form_def *f, struct str expr)
{
	const struct form_list *asked = NULL;

	for (size_t i = 0, n; i < expr.n; i += n) {
		struct str rest = { expr.p + i, expr.n - i };
		struct str name;
		if ((n = xpath_reference(rest, &name))) {
			const struct form_field *field = form_find(f, name);
			asked = field ? field->list : NULL;
		} else if ((n = xpath_literal(rest, &name))) {
			if (asked && name.n && !form_choice(asked, name))
				return true;
			asked = NULL;
		} else {
			n = 1;
			if (!memchr(" =!,", *rest.p, 4))
				asked = NULL;
		}
	}
	return false;
}

static bool list_used(const struct form_def *f, struct str name)
{
	for (size_t i = 0; i < f->fields_n; i++) {
		if (f->fields[i].list && str_eq(f->fields[i].list->name, name))
			return true;
	}
	return false;
}

struct finds {
	struct form_unused *out;
	size_t room;
	size_t n;
};

static void find(struct finds *to, const struct form_field *field, const struct form_list *list,
                 const char *words)
{
	if (to->n < to->room)
		to->out[to->n] = (struct form_unused){ field, list, words };
	to->n++;
}

size_t form_unused(struct arena *a, const struct form_def *f, struct form_unused *out, size_t room)
{
	const bool *used = used_fields(a, f);
	struct finds to = { out, room, 0 };

	for (size_t i = 0; i < f->fields_n; i++) {
		if (idle(&f->fields[i], used[i]))
			find(&to, &f->fields[i], NULL, T("Nothing in the form uses this calculation."));
		if (never_asked(a, &f->fields[i]))
			find(&to, &f->fields[i], NULL, T("This is never asked: its condition never holds."));
		if (waits_for_nothing(f, f->fields[i].relevant))
			find(&to, &f->fields[i], NULL,
			     T("Its condition waits for an answer that the question does not offer."));
	}
	for (size_t i = 0; i < f->lists_n; i++) {
		if (!list_used(f, f->lists[i].name))
			find(&to, NULL, &f->lists[i], T("No question uses this list of choices."));
	}
	return to.n;
}

static void count(struct form_translation *t, const struct form_text *text, size_t lang)
{
	bool written = false;

	for (size_t l = 0; l < FORM_LANGS; l++)
		written = written || text->in[l].n > 0;
	t->texts += written;
	t->missing += written && text->in[lang].n == 0;
}

struct form_translation form_translation(const struct form_def *f, size_t lang)
{
	struct form_translation t = { 0, 0 };

	count(&t, &f->title, lang);
	for (size_t i = 0; i < f->fields_n; i++) {
		count(&t, &f->fields[i].label, lang);
		count(&t, &f->fields[i].hint, lang);
		count(&t, &f->fields[i].guidance_hint, lang);
		count(&t, &f->fields[i].why, lang);
		count(&t, &f->fields[i].required_message, lang);
		count(&t, &f->fields[i].constraint_message, lang);
	}
	for (size_t i = 0; i < f->lists_n; i++) {
		for (size_t k = 0; k < f->lists[i].n; k++)
			count(&t, &f->lists[i].at[k].label, lang);
	}
	return t;
}
