/* From what was counted of a form to what may be told of each of its questions. */
#include "base/fields.h"
#include "forms/answers.h"
#include "learning/question_inside.h"
#include "measure/disclose.h"
#include "measure/stats.h"

#include <stdlib.h>
#include <string.h>

enum { KINDS = 5, PATH_MOST = 256 };

static const struct {
	enum answer_kind kind;
	const char *words;
} kinds[KINDS] = {
	{ ANSWER_NOT_ASKED, T("Not asked") },           { ANSWER_LATER, T("Asked later") },
	{ ANSWER_PREFER_NOT, T("Prefers not to say") }, { ANSWER_NOT_KNOWN, T("Not known") },
	{ ANSWER_NOT_APPLICABLE, T("Does not apply") },
};

/* What people said on one question. */
struct tally {
	struct ctx *c;
	const struct form_kept *form;
	const struct form_field *field;
	bool rounds;    /* it is asked again in each round of a repeat */
	bool sometimes; /* it is not asked of everybody */
	struct str *codes;
	uint32_t *n; /* beside codes */
	size_t ncodes, room;
	uint32_t answered;
	uint32_t missing[KINDS];
	double *numbers;
	size_t nnumbers;
};

/* --- one person --- */

/* "=children[2]/age" is a round of "children/age". */
static bool is_path(struct str name, struct str path)
{
	size_t at = 0;
	bool in = false;

	for (size_t i = 1; i < name.n; i++) {
		in |= name.p[i] == '[';
		if (!in && (at == path.n || path.p[at++] != name.p[i]))
			return false;
		in &= name.p[i] != ']';
	}
	return name.n && name.p[0] == INBOX_ANSWER[0] && at == path.n;
}

static size_t code_of(struct tally *t, struct str code)
{
	size_t i = 0;

	while (i < t->ncodes && !str_eq(t->codes[i], code))
		i++;
	if (i < t->ncodes)
		return i;
	if (t->ncodes == t->room) {
		size_t room = 2 * t->room + 16;
		struct str *codes = NEW_N(t->c->arena, struct str, room);
		uint32_t *n = NEW_N(t->c->arena, uint32_t, room);
		if (t->ncodes) {
			memcpy(codes, t->codes, t->ncodes * sizeof *codes);
			memcpy(n, t->n, t->ncodes * sizeof *n);
		}
		t->codes = codes;
		t->n = n;
		t->room = room;
	}
	t->codes[t->ncodes] = code;
	return t->ncodes++;
}

/* What one person said in all rounds: each code once. */
struct said {
	bool answered;
	bool any;
	enum answer_kind kind;
	double number;
	uint64_t codes[16]; /* a bit for each of the first 1024 */
};

static void say_code(struct tally *t, struct said *s, struct str code)
{
	size_t i = code_of(t, code);

	if (i / 64 < sizeof s->codes / sizeof *s->codes)
		s->codes[i / 64] |= 1ull << i % 64;
}

static void say_value(struct tally *t, struct said *s, struct str value)
{
	const struct form_field *f = t->field;
	int64_t number = 0;

	s->any = true;
	if (answer_kind_read(value, &s->kind))
		return;
	s->answered = true;
	if (f->type == FORM_DATE || f->type == FORM_DATETIME)
		say_code(t, s, (struct str){ value.p, value.n < 4 ? value.n : 4 });
	else if (f->type == FORM_RANK)
		say_code(t, s, str_cut(value, ' ', &value));
	else if (f->list)
		while (value.n)
			say_code(t, s, str_cut(value, ' ', &value));
	else if (str_int(value, &number))
		s->number = (double)number;
}

/* True when this form says something to the question. */
static bool listen(struct tally *t, const struct question_row *r, struct said *s)
{
	struct str name;
	struct str value;

	*s = (struct said){ .any = false };
	for (size_t at = 0; fields_next(r->fields, &at, &name, &value);)
		if (is_path(name, t->field->path))
			say_value(t, s, value);
	return s->any;
}

static void add(struct tally *t, const struct said *s)
{
	for (size_t i = 0; i < t->ncodes && i < 64 * sizeof s->codes / sizeof *s->codes; i++)
		t->n[i] += s->codes[i / 64] >> i % 64 & 1;
	t->answered += s->answered;
	if (s->answered)
		t->numbers[t->nnumbers++] = s->number;
	for (size_t k = 0; k < KINDS && !s->answered; k++)
		t->missing[k] += s->kind == kinds[k].kind;
}

/* Rows come by person, the latest first: the first that says something counts. */
static void tally_all(struct tally *t, const struct question_rows *rows)
{
	t->numbers = NEW_N(t->c->arena, double, rows->n + 1);
	for (size_t i = 0; i < rows->n;) {
		const struct pseudonym_id who = rows->at[i].pseudonym;
		struct said s = { .any = false };
		for (; i < rows->n && pseudonym_id_eq(rows->at[i].pseudonym, who); i++)
			if (!s.any && listen(t, &rows->at[i], &s))
				add(t, &s);
	}
}

/* --- what may be told --- */

static struct question_cell cell(struct str label, uint32_t n, bool shown)
{
	return (struct question_cell){ label, shown ? n : 0, shown };
}

static struct str label_of(const struct tally *t, struct str code)
{
	const struct form_choice *one = form_choice(t->field->list, code);

	return one ? forms_text(t->c, t->form, &one->label) : code;
}

/* The choices of the form stand first, in its order, also those that nobody chose. */
static void list_codes(struct tally *t)
{
	const struct form_list *l = t->field->list;

	for (size_t i = 0; l && i < l->n; i++)
		(void)code_of(t, l->at[i].name);
}

static void choices_of(const struct tally *t, struct question *q)
{
	struct question_cell *at = NEW_N(t->c->arena, struct question_cell, t->ncodes + 1);
	bool *shown = NEW_N(t->c->arena, bool, t->ncodes + 1);

	q->answered.shown = row_hide(t->n, t->ncodes, true, shown) && q->answered.shown;
	for (size_t i = 0; i < t->ncodes; i++) {
		bool told = shown[i] && (!q->several || share_shown(t->n[i], t->answered));
		at[i] = cell(label_of(t, t->codes[i]), t->n[i], told);
	}
	q->choices = (struct question_cells){ at, t->ncodes };
}

static void missing_of(const struct tally *t, struct question *q)
{
	struct question_cell *at = NEW_N(t->c->arena, struct question_cell, KINDS);
	bool shown[KINDS];
	uint32_t all = 0;

	for (size_t k = 0; k < KINDS; k++)
		all += t->missing[k];
	q->few_missing = !cell_shown(all);
	q->asked = cell(STR(""), t->answered + all,
	                share_shown(t->answered, t->answered + all) && q->answered.shown &&
	                    row_hide(t->missing, KINDS, true, shown));
	if (!q->asked.shown)
		(void)row_hide(t->missing, KINDS, false, shown);
	for (size_t k = 0; k < KINDS; k++)
		at[k] = cell(str_z(lang_text(t->c->lang, kinds[k].words)), t->missing[k],
		             shown[k] && !q->few_missing);
	q->missing = (struct question_cells){ at, KINDS };
}

static int by_size(const void *x, const void *y)
{
	double a = *(const double *)x;
	double b = *(const double *)y;

	return (a > b) - (a < b);
}

static void number_of(const struct tally *t, struct question *q)
{
	q->number = true;
	q->has_mean = !t->rounds && q->answered.shown && mean_shown(t->answered);
	if (!q->has_mean)
		return;
	qsort(t->numbers, t->nnumbers, sizeof *t->numbers, by_size);
	q->mean = stats_mean(t->numbers, t->nnumbers);
	q->median = stats_quantile(t->numbers, t->nnumbers, 0.5);
}

static bool is_number(const struct form_field *f)
{
	return f->type == FORM_INTEGER || f->type == FORM_RANGE;
}

static enum question_told told_of(const struct tally *t, uint32_t people)
{
	uint32_t asked = t->answered;

	for (size_t k = 0; k < KINDS; k++)
		asked += t->missing[k];
	if (!cell_shown(t->answered))
		return QUESTION_TOO_FEW;
	return t->sometimes && !cell_shown(people - asked) ? QUESTION_NEARLY : QUESTION_TOLD;
}

static void tell(const struct tally *t, uint32_t people, struct question *q)
{
	q->told = told_of(t, people);
	if (q->told != QUESTION_TOLD)
		return;
	q->several = t->rounds || t->field->type == FORM_SELECT_MULTIPLE;
	q->first = t->field->type == FORM_RANK;
	q->answered = cell(STR(""), t->answered, true);
	if (is_number(t->field))
		number_of(t, q);
	else if (t->ncodes)
		choices_of(t, q);
	q->answered = cell(STR(""), t->answered, q->answered.shown);
	missing_of(t, q);
}

/* --- the questions of a form --- */

static bool conditional(const struct form_def *form, const struct form_field *f)
{
	for (; f->relevant.n == 0; f = &form->fields[f->group])
		if (f->group == FORM_NO_GROUP)
			return f->repeat != FORM_NO_GROUP || f->type == FORM_REPEAT;
	return true;
}

static struct question question_of(struct ctx *c, const struct form_kept *form,
                                   const struct form_field *f, const struct question_rows *rows)
{
	struct tally t = { .c = c,
		               .form = form,
		               .field = f,
		               .rounds = f->repeat != FORM_NO_GROUP,
		               .sometimes = conditional(form->form, f) };
	struct question q = { .label = forms_text(c, form, &f->label) };

	if (f->group != FORM_NO_GROUP)
		q.group = forms_text(c, form, &form->form->fields[f->group].label);
	list_codes(&t);
	tally_all(&t, rows);
	tell(&t, question_people(rows), &q);
	return q;
}

struct question_list question_count(struct ctx *c, const struct form_kept *form,
                                    const struct question_rows *rows)
{
	const struct form_def *def = form->form;
	struct question *list = NEW_N(c->arena, struct question, def->fields_n + 1);
	size_t n = 0;

	for (size_t i = 0; i < def->fields_n; i++)
		if (def->fields[i].countable)
			list[n++] = question_of(c, form, &def->fields[i], rows);
	return (struct question_list){ list, n };
}
