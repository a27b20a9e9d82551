#include "forms/form.h"

#include "forms/media.h"
#include "forms/reader.h"
#include "forms/workbook.h"

#include <string.h>

static enum err read_sheets(struct reader *r, const struct form_files *files, struct sheet *sheets)
{
	const struct str bytes[SHEETS] = { files->survey, files->choices, files->settings,
		                               files->scoring };
	size_t row = 0;

	for (r->which = SURVEY; r->which < SHEETS; r->which++) {
		enum err e = sheet_read(r->a, bytes[r->which], &sheets[r->which], &row);
		if (e == ERR_TOO_BIG)
			reader_problem(
				r, FORM_REFUSED, row, STR(""),
				row ? T("A sheet may have 50,000 rows below its header, and 200 columns. "
			            "Leave out what is not needed here, or split the form.")
					: T("A sheet may hold 8 MB of text. Leave out what is not needed "
			            "here, or split the form."),
				STR(""));
		else if (e != OK)
			reader_problem(r, FORM_REFUSED, row, STR(""),
			               T("This row cannot be read. Save the sheet as CSV in UTF-8 and look for "
			                 "an open quotation mark."),
			               STR(""));
	}
	return r->problems->refused ? ERR_INVALID : OK;
}

/* Only choices are that many; questions are looked at two by two. */
static enum err refuse_endless(struct reader *r)
{
	enum { ROWS = 5001 };

	for (r->which = SURVEY; r->which < SHEETS; r->which++)
		if (r->which != CHOICES && reader_sheet(r)->n > ROWS)
			reader_problem(r, FORM_REFUSED, reader_sheet(r)->rows[ROWS].number, STR(""),
			               T("This sheet may have 5,000 rows below its header; only choices may be "
			                 "more. Split the form."),
			               STR(""));
	return r->problems->refused ? ERR_INVALID : OK;
}

enum err reader_form(struct reader *r, struct sheet *sheets, struct str name,
                     const struct form_def **out)
{
	r->def->sheets = sheets;
	TRY(refuse_endless(r));
	reader_headers(r, sheets);
	reader_languages(r, sheets);
	reader_settings(r, name);
	reader_choices(r);
	reader_survey(r);
	reader_check_survey(r);
	reader_scoring(r);
	reader_files(r);
	if (r->problems->refused)
		return ERR_INVALID;
	*out = r->def;
	return OK;
}

enum err form_read_with(struct arena *a, const struct form_files *files, struct form_came came,
                        const struct form_def **out, struct form_problems *problems)
{
	struct sheet *sheets = NEW_N(a, struct sheet, SHEETS);
	struct reader r = {
		.a = a, .problems = problems, .sheets = sheets, .media = came.at, .media_n = came.n
	};

	r.def = NEW(a, struct form_def);
	*problems = (struct form_problems){ .n = 0 };
	*out = NULL;
	TRY(read_sheets(&r, files, sheets));
	return reader_form(&r, sheets, files->name, out);
}

enum err form_read(struct arena *a, const struct form_files *files, const struct form_def **out,
                   struct form_problems *problems)
{
	return form_read_with(a, files, (struct form_came){ NULL, 0 }, out, problems);
}

/* What could not be read of the workbook, in the form's own list. */
static void note_troubles(struct form_problems *p, const struct workbook *w)
{
	for (size_t i = 0; i < w->troubles_n && p->n < FORM_PROBLEMS; i++) {
		const struct workbook_trouble *t = &w->troubles[i];
		p->at[p->n++] =
			(struct form_problem){ FORM_REFUSED, t->sheet, t->row, t->cell, t->words, t->detail };
	}
	p->refused += w->troubles_n;
}

/* A sheet of another tool that would change what becomes of answers; many workbooks have an empty
 * one. */
static const char entities[] = "entities";

/* Sheets that nothing of the survey can use: a row that wants one is refused itself. */
static void note_others(struct reader *r, const struct workbook *w)
{
	static const char *const unread[] = { "external_choices", "cascades", "osm" };

	r->which = SURVEY;
	for (size_t i = 0; i < w->others_n; i++) {
		for (size_t k = 0; k < sizeof unread / sizeof *unread; k++) {
			if (str_eq(w->others[i], str_z(unread[k])))
				form_problem_add(r->problems, (struct form_problem){ FORM_REMARK, NULL, 0, STR(""),
				                                                     T("This sheet is not read."),
				                                                     w->others[i] });
		}
	}
	if (w->sheets[SHEETS].n > 1)
		form_problem_add(
			r->problems,
			(struct form_problem){
				FORM_REFUSED, entities, w->sheets[SHEETS].rows[1].number, STR(""),
				T("Answers are not saved into lists of other programs. Empty this sheet."),
				STR("") });
	if (r->sheets[SURVEY].n == 0)
		reader_problem(r, FORM_REFUSED, 0, STR(""),
		               T("There is no sheet named survey with a header and rows. Name the sheet of "
		                 "the questions survey."),
		               STR(""));
}

enum err form_read_workbook_with(struct arena *a, struct str bytes, struct str name,
                                 struct form_came came, const struct form_def **out,
                                 struct form_problems *problems)
{
	struct workbook *w = NEW(a, struct workbook);
	struct reader r = {
		.a = a, .problems = problems, .sheets = w->sheets, .media = came.at, .media_n = came.n
	};
	const char *wanted[SHEETS + 1];

	memcpy(wanted, reader_sheets, sizeof reader_sheets);
	wanted[SHEETS] = entities;
	r.def = NEW(a, struct form_def);
	*problems = (struct form_problems){ .n = 0 };
	*out = NULL;
	if (workbook_read(a, bytes, wanted, SHEETS + 1, w) != OK) {
		note_troubles(problems, w);
		return ERR_INVALID;
	}
	note_others(&r, w);
	return problems->refused ? ERR_INVALID : reader_form(&r, w->sheets, name, out);
}

enum err form_read_workbook(struct arena *a, struct str bytes, struct str name,
                            const struct form_def **out, struct form_problems *problems)
{
	return form_read_workbook_with(a, bytes, name, (struct form_came){ NULL, 0 }, out, problems);
}

bool form_ready(const struct form_problems *problems)
{
	return problems->refused == 0 && problems->unready == 0;
}

static size_t language(const struct form_def *f, struct str code)
{
	for (size_t l = 0; l < f->langs_n; l++) {
		if (str_eq(f->langs[l].code, code))
			return l;
	}
	return f->langs_n;
}

bool form_text_has(const struct form_def *f, const struct form_text *t, struct str code)
{
	size_t l = language(f, code);

	return l < f->langs_n && t->in[l].n > 0;
}

struct str form_text_in(const struct form_def *f, const struct form_text *t, struct str code)
{
	if (form_text_has(f, t, code))
		return t->in[language(f, code)];
	for (size_t l = 0; l < f->langs_n; l++) {
		if (t->in[l].n)
			return t->in[l];
	}
	return STR("");
}

const struct form_field *form_find(const struct form_def *f, struct str name)
{
	for (size_t i = 0; i < f->fields_n; i++) {
		if (str_eq(f->fields[i].name, name) || str_eq(f->fields[i].path, name))
			return &f->fields[i];
	}
	return NULL;
}

const struct form_choice *form_choice(const struct form_list *l, struct str name)
{
	for (size_t i = 0; l && i < l->n; i++)
		if (str_eq(l->at[i].name, name))
			return &l->at[i];
	return NULL;
}

const struct form_text *form_why(const struct form_def *f, const struct form_field *field)
{
	const struct form_field *at = field;

	while (!reader_has(&at->why) && at->group != FORM_NO_GROUP)
		at = &f->fields[at->group];
	return reader_has(&at->why) ? &at->why : &field->why;
}

bool form_holds(const struct form_field *field)
{
	return field->type == FORM_GROUP || field->type == FORM_REPEAT;
}

bool form_keeps(const struct form_field *field)
{
	return field->type != FORM_NOTE && !form_holds(field);
}

bool form_asks(const struct form_field *field)
{
	return form_keeps(field) && field->type != FORM_CALCULATE && field->type != FORM_HIDDEN &&
	       field->type != FORM_META;
}

size_t form_questions(const struct form_def *f)
{
	size_t n = 0;

	for (size_t i = 0; i < f->fields_n; i++)
		n += form_asks(&f->fields[i]);
	return n;
}

enum err form_choices(struct arena *a, const struct form_field *field,
                      const struct xpath_pair *answers, size_t n, struct form_choices *out)
{
	const struct form_list *l = field->list;
	struct xpath *x = NULL;
	bool passes = true;

	*out = (struct form_choices){ NULL, 0 };
	if (!l)
		return ERR_BUG;
	out->at = NEW_N(a, const struct form_choice *, l->n + 1);
	if (field->choice_filter.n)
		TRY(xpath_open(a, field->choice_filter, answers, n, &x));
	for (size_t i = 0; i < l->n; i++) {
		if (x && l->at[i].row)
			TRY(xpath_true(x, l->at[i].columns, l->at[i].columns_n, &passes));
		if (passes || l->at[i].row == 0)
			out->at[out->n++] = &l->at[i];
	}
	xpath_close(x);
	return OK;
}
