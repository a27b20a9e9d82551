/* Inside the room only: what the readers of the four sheets share. */
#pragma once
#include "base/mark.h"
#include "forms/form.h"

enum { SURVEY, CHOICES, SETTINGS, SCORING, SHEETS };
extern const char *const reader_sheets[SHEETS]; /* their names */

struct reader {
	struct arena *a;
	struct form_def *def;
	struct form_problems *problems;
	const struct sheet *sheets;     /* SHEETS of them, their headers in the one spelling */
	struct sheet_row heads[SHEETS]; /* as written */
	int which;
	const struct form_file *media; /* that came, and may be named */
	size_t media_n;
	bool kept; /* it was published once: a file that is missing is no reason to lose it */
};

/* Notes a problem of the sheet at hand. words is a literal; column and detail are views. When there
 * is no room left, a heavier problem takes the place of a lighter one. */
void reader_problem(struct reader *r, enum form_weight w, size_t row, struct str column,
                    const char *words, struct str detail);
/* The sheet at hand. */
const struct sheet *reader_sheet(const struct reader *r);
/* The header's cells; none when the sheet is empty. */
struct sheet_row reader_header(const struct reader *r);
/* The cell under the column of that name; empty when there is none. */
struct str reader_cell(const struct reader *r, const struct sheet_row *row, const char *column);
/* The cells name, name::English (en), name::Español (es)... */
struct form_text reader_text(const struct reader *r, const struct sheet_row *row, const char *name);
/* "label::Español (es)" gives "Español (es)" when the part before is name. */
bool reader_language(struct str header, struct str name, struct str *language);
/* yes/true and no/false/empty; anything else is refused and read as no. */
bool reader_yes(struct reader *r, const struct sheet_row *row, const char *column);
/* Whether s is a way to write yes (1) or no (0); -1 otherwise. */
int reader_says(struct str s);
/* True when t is written in some language. */
bool reader_has(const struct form_text *t);
/* A whole number from low to high; refused and low otherwise. */
int reader_int(struct reader *r, const struct sheet_row *row, const char *column, int low,
               int high);
/* A header as other tools write it, lower case and with _ for spaces, and its one spelling here. */
struct reader_header_word {
	const char *said;
	const char *name;
};
extern const struct reader_header_word reader_spellings[];
extern const size_t reader_spellings_n;
/* The one spelling of a header cell in sheet which: "Label:English" is "label::English"; one that
 * is nobody's stays as it is. */
struct str reader_spelling(struct arena *a, struct str header, int which);
/* Without the blanks around s that a spreadsheet shows as none; in words each gap is one space. */
struct str reader_plain(struct arena *a, struct str s, bool words);
/* The same of each cell, in the way of its column. */
struct sheet_row reader_plain_row(struct arena *a, const struct sheet_row *head,
                                  const struct sheet_row *row);
/* Brings the headers to the one spelling and refuses one that names a column twice. sheets are
 * r->sheets. */
void reader_headers(struct reader *r, struct sheet *sheets);
/* Remarks on each language in which a text is missing though the default has it. */
void reader_remark_gaps(struct reader *r, size_t row, const struct form_text *t, struct str column);

/* Each reads its sheet into r->def; what is wrong goes to r->problems. */
void reader_languages(struct reader *r);
/* The form's language that a header means, in whatever spelling; langs_n when it has none such. */
size_t reader_language_at(const struct form_def *d, struct str column);
/* A language, unless it is there. */
void reader_add_language(struct reader *r, struct str column);
/* name is the file's: id and title of a form that has none. */
void reader_settings(struct reader *r, struct str name);
void reader_choices(struct reader *r);
void reader_survey(struct reader *r);
/* One row of the survey but its type, name and place: texts, rules, looks. */
void reader_field(struct reader *r, const struct sheet_row *row, struct form_field *f);
/* Takes the marks of bold letters, colours and headings out of t, and says so. */
void reader_plain_words(struct reader *r, size_t row, struct form_text *t, const char *column);
/* Its column parameters. */
void reader_parameters(struct reader *r, const struct sheet_row *row, struct form_field *f);
/* Brings the expressions of the fields to the one spelling: paths to ${name}. */
void reader_paths(struct reader *r, struct form_field *fields, size_t n);
/* After the survey: references between fields, reasons, what may be counted. */
void reader_check_survey(struct reader *r);
/* The media columns of a row; NULL when they are empty. */
const struct form_media *reader_media(struct reader *r, const struct sheet_row *row);
/* The words for "other" and for asking which, in the form's languages that we know, else English.
 */
struct form_text reader_other(const struct reader *r, bool ask);
/* Into r->def->instrument. */
void reader_scoring(struct reader *r);
/* A file's name and nothing that leads elsewhere. */
bool reader_file_name(struct str s);
/* After all sheets: the files that media columns name, into r->def->files. */
void reader_files(struct reader *r);
/* The whole form from sheets that are read; r has them, too. name is the file's. */
enum err reader_form(struct reader *r, struct sheet *sheets, struct str name,
                     const struct form_def **out) NODISCARD;
