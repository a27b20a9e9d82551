/* What can be asked of a form when all of it is read. */
#include "forms/fill_inside.h"
#include "forms/reader.h"

#include <string.h>

/* ${last-saved#name}, which other tools take from the form before. */
static bool carried_over(struct str expr)
{
	struct str sign = STR("last-saved#");

	for (size_t k = 0; k + sign.n <= expr.n; k++) {
		if (memcmp(expr.p + k, sign.p, sign.n) == 0)
			return true;
	}
	return false;
}

static void check_name(struct reader *r, const struct form_field *f, struct str column,
                       struct str name)
{
	const struct form_field *named = NULL;
	size_t n = 0;

	for (size_t i = 0; i < r->def->fields_n; i++) {
		const struct form_field *one = &r->def->fields[i];
		if (!str_eq(one->name, name) || !(form_keeps(one) || one->type == FORM_REPEAT))
			continue;
		named = one;
		n++;
	}
	if (!named)
		reader_problem(r, FORM_REFUSED, f->row, column,
		               T("There is no question of this name in the form. Correct the name."), name);
	else if (n > 1)
		reader_problem(
			r, FORM_REFUSED, f->row, column,
			T("Several questions have this name, so it is not clear which is meant. Rename one."),
			name);
}

static void check_names(struct reader *r, const struct form_field *f, struct str text,
                        struct str column)
{
	struct str name;
	size_t at = 0;

	while (xpath_field(text, &at, &name))
		check_name(r, f, column, name);
}

static void check_expression(struct reader *r, const struct form_field *f, struct str expr,
                             const char *column)
{
	const char *wrong = NULL;

	if (carried_over(expr))
		wrong = T("Answers of an earlier form are not carried over. Use default with fixed words.");
	else if (expr.n)
		wrong = xpath_objection(r->a, expr);
	if (wrong)
		reader_problem(r, FORM_REFUSED, f->row, str_z(column), wrong, expr);
	check_names(r, f, expr, str_z(column));
}

/* ${name} in a text is replaced by the answer; anything else there would be read as it stands. */
static void check_text(struct reader *r, const struct form_field *f, const struct form_text *t,
                       const char *column)
{
	struct str name;

	for (size_t l = 0; l < FORM_LANGS; l++) {
		for (size_t i = 0; i < t->in[l].n; i++) {
			struct str rest = { t->in[l].p + i, t->in[l].n - i };
			if (xpath_reference(rest, &name))
				check_name(r, f, str_z(column), name);
			else if (str_starts(rest, STR("${")))
				reader_problem(r, FORM_UNREADY, f->row, str_z(column),
				               T("Between ${ and } stands the name of one question. Until it "
				                 "does, the form stays a draft."),
				               rest);
		}
	}
}

/* Labels of choices are shown wherever their list is. */
static void check_lists(struct reader *r)
{
	r->which = CHOICES;
	for (size_t l = 0; l < r->def->lists_n; l++) {
		for (size_t i = 0; i < r->def->lists[l].n; i++) {
			const struct form_field at = { .row = r->def->lists[l].at[i].row };
			check_text(r, &at, &r->def->lists[l].at[i].label, "label");
		}
	}
	r->which = SURVEY;
}

static void check_countable(struct reader *r, const struct form_field *f)
{
	enum { COUNTED = 300 };
	static const enum form_type coded[] = { FORM_INTEGER,         FORM_DATE, FORM_SELECT_ONE,
		                                    FORM_SELECT_MULTIPLE, FORM_RANK, FORM_ACKNOWLEDGE };

	if (f->countable && f->list && f->list->n > COUNTED && !r->kept)
		reader_problem(
			r, FORM_UNREADY, f->row, STR("countable"),
			T("A list of more than 300 choices is not counted: nearly all figures would be "
		      "too small to be shown. Write no, and count a shorter one, such as the "
		      "district."),
			f->name);
	for (size_t i = 0; i < sizeof coded / sizeof *coded; i++) {
		if (!f->countable || f->type == coded[i])
			return;
	}
	if (f->type == FORM_RANGE && !memchr(f->range.step.p, '.', f->range.step.n) &&
	    !memchr(f->range.start.p, '.', f->range.start.n))
		return;
	reader_problem(
		r, FORM_REFUSED, f->row, STR("countable"),
		T("Only a choice, a whole number or a date can be counted. Free text never is: write no."),
		f->name);
}

static void check_formulas(struct reader *r, const struct form_field *f)
{
	check_expression(r, f, f->relevant, "relevant");
	check_expression(r, f, f->constraint, "constraint");
	check_expression(r, f, f->calculation, "calculation");
	check_expression(r, f, f->required_if, "required");
	check_expression(r, f, f->choice_filter, "choice_filter");
	check_expression(r, f, f->repeat_count, "repeat_count");
	if (f->initial_is_formula)
		check_expression(r, f, f->initial, "default");
	check_text(r, f, &f->label, "label");
	check_text(r, f, &f->hint, "hint");
	check_text(r, f, &f->guidance_hint, "guidance_hint");
	check_text(r, f, &f->constraint_message, "constraint_message");
	check_text(r, f, &f->required_message, "required_message");
}

/* A number or a day that is none would meet whoever opens the form as a mistake of theirs. */
static void check_value(struct reader *r, const struct form_field *f)
{
	const struct answer raw = { f->path, ANSWER_TEXT, f->initial, 0 };
	struct answer value;
	struct str text;

	if (form_asks(f) && !fill_value(r->a, f, &raw, &value, &text))
		reader_problem(r, FORM_UNREADY, f->row, STR("default"),
		               T("This is no answer of this type. Write 12, 1.5, 2026-03-14 or 09:30, or "
		                 "leave it empty."),
		               f->initial);
}

static void check_default(struct reader *r, const struct form_field *f)
{
	struct str rest = f->initial;

	if (f->initial_is_formula || rest.n == 0)
		return;
	if (!f->list) {
		check_value(r, f);
		return;
	}
	while (rest.n) {
		struct str name = f->type == FORM_SELECT_ONE ? rest : str_cut(rest, ' ', &rest);
		if (f->type == FORM_SELECT_ONE)
			rest = STR("");
		if (name.n && !form_choice(f->list, name))
			reader_problem(r, FORM_REFUSED, f->row, STR("default"),
			               T("There is no such choice in the list. Correct the name."), name);
	}
}

static double value_of(struct str s)
{
	double whole = 0;
	double place = 0;

	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '.')
			place = 1;
		if (s.p[i] < '0' || s.p[i] > '9')
			continue;
		whole = whole * 10 + (s.p[i] - '0');
		place *= 10;
	}
	whole = place > 0 ? whole / place : whole;
	return s.n && s.p[0] == '-' ? -whole : whole;
}

static void check_fit(struct reader *r, const struct form_field *f)
{
	if (f->choice_filter.n && !f->list)
		reader_problem(r, FORM_REFUSED, f->row, STR("choice_filter"),
		               T("Only a select or rank has choices to filter. Empty this cell."), f->name);
	if (f->repeat_count.n && f->type != FORM_REPEAT)
		reader_problem(r, FORM_REFUSED, f->row, STR("repeat_count"),
		               T("Only a begin_repeat has rounds to count. Empty this cell."), f->name);
	if (f->calculation.n && (form_holds(f) || f->type == FORM_META))
		reader_problem(r, FORM_REFUSED, f->row, STR("calculation"),
		               T("This row has no value of its own to calculate. Use a calculate row."),
		               f->name);
	if (f->constraint.n && !form_keeps(f))
		reader_problem(r, FORM_REFUSED, f->row, STR("constraint"),
		               T("This row has no answer to check. Empty this cell."), f->name);
	if (f->type == FORM_CALCULATE && f->calculation.n == 0 && f->initial.n == 0)
		reader_problem(r, FORM_REFUSED, f->row, STR("calculation"),
		               T("Write what is to be calculated."), f->name);
	if (f->type == FORM_RANGE && value_of(f->range.start) >= value_of(f->range.end) &&
	    f->range.step.p[0] != '-')
		reader_problem(r, FORM_REFUSED, f->row, STR("parameters"),
		               T("A range ends above its start."), f->parameters);
}

/* Asked when every name was found: it follows them. */
static void check_order(struct reader *r)
{
	size_t at = 0;
	const char *wrong = r->problems->refused ? NULL : form_order(r->a, r->def, &at);

	if (wrong)
		reader_problem(r, FORM_REFUSED, r->def->fields[at].row, STR(""), wrong,
		               r->def->fields[at].name);
}

void reader_check_survey(struct reader *r)
{
	r->which = SURVEY;
	for (size_t i = 0; i < r->def->fields_n; i++) {
		const struct form_field *f = &r->def->fields[i];
		check_formulas(r, f);
		check_countable(r, f);
		check_default(r, f);
		check_fit(r, f);
		/* P3: a question without a reason cannot be published. */
		if (form_asks(f) && !reader_has(form_why(r->def, f)))
			reader_problem(r, FORM_UNREADY, f->row, STR("why"),
			               T("Write why this is asked, here or once for its group. Until then the "
			                 "form stays a draft."),
			               f->name);
	}
	check_lists(r);
	check_order(r);
}
