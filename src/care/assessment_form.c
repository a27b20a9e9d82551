/* The forms of assessments and of the own view: instruments. */
#include "care/assessment_inside.h"

enum err rubric_now(struct ctx *c, const char *pack, struct form_kept *out)
{
	TRY(forms_pack(c, pack, out));
	return out->form->instrument ? OK : ERR_INVALID;
}

struct str rubric_note(const struct ctx *c, const struct form_kept *r)
{
	for (size_t i = 0; i < r->form->fields_n; i++)
		if (r->form->fields[i].type == FORM_NOTE)
			return forms_text(c, r, &r->form->fields[i].label);
	return STR("");
}

enum err rubric_of(struct ctx *c, const char *pack, struct str hash, struct form_kept *out)
{
	if (rubric_now(c, pack, out) == OK && str_eq(out->hash, hash))
		return OK;
	TRY(forms_get(c, hash, out));
	return out->form->instrument ? OK : ERR_INVALID;
}

enum err rubric_choices(struct ctx *c, const struct form_field *field, struct str age_group,
                        struct form_choices *out)
{
	const struct xpath_pair age = { STR("age_group"), arena_str(c->arena, age_group) };

	return form_choices(c->arena, field, &age, 1, out);
}
