/* The column seen_by: of whom the form says that they see an answer. The key of its compartment
 * opens a whole part; this is policy within it, and the others see that the question is there. */
#include "care/form_inside.h"

bool seen_by_actor(const struct ctx *c, const struct form_field *f)
{
	return forms_seen_by(f->seen_by, c->actor->roles);
}

static const struct form_field *hidden(struct ctx *c, const struct form_def *form, struct str path)
{
	const struct form_field *f = form_field_of(c, form, path);

	return f && form_keeps(f) && !seen_by_actor(c, f) ? f : NULL;
}

static bool names_anybody(const struct ctx *c, const struct form_def *form)
{
	for (size_t i = 0; i < form->fields_n; i++)
		if (form_keeps(&form->fields[i]) && !seen_by_actor(c, &form->fields[i]))
			return true;
	return false;
}

enum err seen_only(struct ctx *c, struct filled *f)
{
	struct form_kept form;
	struct answer *at;
	size_t n = 0;
	enum err e;

	/* Every wording that was answered is kept; without it nobody can say who sees what. */
	e = forms_get(c, f->form, &form);
	if (e == ERR_ABSENT || e == ERR_INVALID) {
		f->closed = true;
		f->answers.n = 0;
		return OK;
	}
	TRY(e);
	if (!names_anybody(c, form.form))
		return OK;
	f->closed = true;
	at = NEW_N(c->arena, struct answer, f->answers.n + 1);
	for (size_t i = 0; i < f->answers.n; i++)
		if (!hidden(c, form.form, f->answers.at[i].path))
			at[n++] = f->answers.at[i];
	f->answers.at = at;
	f->answers.n = n;
	return OK;
}
