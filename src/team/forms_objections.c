/* What stands in the way of a form, and what is remarked on, by the place in its sheets. */
#include "team/forms_inside.h"

#include <string.h>

static const struct form_field *field_in_row(const struct form_def *f, const struct form_problem *p)
{
	for (size_t i = 0; f && p->sheet && str_eq(str_z(p->sheet), STR("survey")) && i < f->fields_n;
	     i++)
		if (f->fields[i].row == p->row)
			return &f->fields[i];
	return NULL;
}

static struct objection_place place_of(const struct ctx *c, const struct form_def *f,
                                       const struct form_problem *p)
{
	const struct form_field *field = field_in_row(f, p);
	struct str lang = str_z(c->lang ? lang_code(c->lang) : "en");

	return (struct objection_place){ p, field ? form_text_in(f, &field->label, lang) : STR(""),
		                             field && str_eq(field->name, p->detail) ? STR("")
		                                                                     : p->detail };
}

/* Those that say the same as the first of p that is not told yet, from there on. */
static size_t gather(const struct form_problems *p, size_t first, bool together, bool *told,
                     const struct form_problem **out)
{
	size_t n = 0;

	for (size_t k = first; k < (together ? p->n : first + 1); k++) {
		if (p->at[k].weight != p->at[first].weight ||
		    strcmp(p->at[k].words, p->at[first].words) != 0)
			continue;
		told[k] = true;
		out[n++] = &p->at[k];
	}
	return n;
}

struct objection_lines objections_of(struct ctx *c, const struct form_def *f,
                                     const struct form_problems *p, enum form_weight w,
                                     bool together)
{
	struct objection_line *lines = NEW_N(c->arena, struct objection_line, p->n + 1);
	struct objection_place *places = NEW_N(c->arena, struct objection_place, p->n + 1);
	const struct form_problem **same = NEW_N(c->arena, const struct form_problem *, p->n + 1);
	bool *told = NEW_N(c->arena, bool, p->n + 1);
	struct objection_lines out = { .at = lines };
	size_t all = w == FORM_REFUSED ? p->refused : w == FORM_UNREADY ? p->unready : p->remarks;

	for (size_t i = 0; i < p->n; i++) {
		size_t n = p->at[i].weight == w && !told[i] ? gather(p, i, together, told, same) : 0;
		struct objection_place *at = places + out.places;
		for (size_t k = 0; k < n; k++)
			at[k] = place_of(c, f, same[k]);
		if (n)
			lines[out.n++] = (struct objection_line){ &p->at[i], { at, n } };
		out.places += n;
	}
	out.more = all > out.places ? all - out.places : 0;
	return out;
}
