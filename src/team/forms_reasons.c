/* Why a question is asked, written on a page: for one question, for a group, or for all the rest.
 */
#include "team/forms_inside.h"

#include <string.h>

static bool written(const struct form_text *t)
{
	for (size_t l = 0; l < FORM_LANGS; l++)
		if (t->in[l].n)
			return true;
	return false;
}

/* A question without any reason, its groups' neither. */
static bool lacks(const struct form_def *f, const struct form_field *field)
{
	return form_asks(field) && !written(form_why(f, field));
}

/* A reason is to be written in its own row: there is none, or it is not written in this language. A
 * translation belongs where the reason stands, else the group's own would be hidden by it. */
static bool wants(const struct form_def *f, const struct form_field *field, size_t lang)
{
	return lacks(f, field) || (written(&field->why) && field->why.in[lang].n == 0);
}

static bool stands_in(const struct form_def *f, const struct form_field *field, size_t group)
{
	for (int g = field->group; g != FORM_NO_GROUP; g = f->fields[g].group)
		if ((size_t)g == group)
			return true;
	return false;
}

/* How many questions in a group have no reason. */
static size_t lacking_in(const struct form_def *f, size_t group)
{
	size_t n = 0;

	for (size_t i = group + 1; i < f->fields_n; i++)
		n += stands_in(f, &f->fields[i], group) && lacks(f, &f->fields[i]);
	return n;
}

static const char *name_of(struct arena *a, const struct form_field *field)
{
	return arena_fmt(a, "why-%zu", field->row).p;
}

void reasons_view_of(struct visit *v, const struct form_view_page *page, size_t lang,
                     struct reasons_view *out)
{
	const struct form_def *f = page->kept.form;
	struct reason_ask *asks = NEW_N(v->c.arena, struct reason_ask, f->fields_n + 1);

	*out = (struct reasons_view){ .page = page,
		                          .lang = lang,
		                          .lang_name = f->langs[lang].name,
		                          .lang_code = f->langs[lang].code };
	for (size_t i = 0; i < f->fields_n; i++) {
		const struct form_field *field = &f->fields[i];
		size_t inside = form_holds(field) ? lacking_in(f, i) : 0;
		struct reason_ask *ask = &asks[out->asks.n];
		if (inside < 2 && !wants(f, field, lang))
			continue;
		if (out->asks.n == REASONS_SHOWN) {
			out->left += !form_holds(field);
			continue;
		}
		ask->name = name_of(v->c.arena, field);
		ask->label = form_text_in(f, &field->label, f->langs[lang].code);
		if (ask->label.n == 0)
			ask->label = field->name;
		ask->questions = inside;
		ask->row = field->row;
		ask->problem = form_problem(&v->form, ask->name);
		out->asks.n++;
	}
	out->asks.at = asks;
}

static bool told_above(const struct form_def *f, const struct form_field *field,
                       const struct form_reason *told, size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (int g = field->group; g != FORM_NO_GROUP; g = f->fields[g].group)
			if (f->fields[g].row == told[i].row)
				return true;
	return false;
}

struct form_reason *reasons_posted(struct visit *v, const struct form_def *f, size_t lang,
                                   size_t *n)
{
	struct form_reason *out = NEW_N(v->c.arena, struct form_reason, f->fields_n + 1);
	struct str rest = visit_posted(v, "why-all", REASON_BYTES);
	size_t shown = 0;

	*n = 0;
	for (size_t i = 0; i < f->fields_n; i++) {
		const struct form_field *field = &f->fields[i];
		bool wanted = wants(f, field, lang);
		struct str words;
		if (!wanted && !(form_holds(field) && lacking_in(f, i) > 1))
			continue;
		words = shown++ < REASONS_SHOWN ? visit_posted(v, name_of(v->c.arena, field), REASON_BYTES)
		                                : STR("");
		if (words.n == 0 && wanted && rest.n && !told_above(f, field, out, *n))
			words = rest;
		if (words.n)
			out[(*n)++] = (struct form_reason){ field->row, words };
	}
	return out;
}
