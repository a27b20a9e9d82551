/* Inside the room only: what the readers of the four sheets share. */
#pragma once
#include "forms/form.h"

enum { SURVEY, CHOICES, SETTINGS, SCORING, SHEETS };

struct reader {
	struct arena *a;
	struct form_def *def;
	struct form_problems *problems;
	const struct sheet *sheets; /* SHEETS of them */
	int which;
};

/* Notes a problem of the sheet at hand. words is a literal; column and detail are views. */
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
/* yes/true and no/false/empty; anything else is refused and read as no. */
bool reader_yes(struct reader *r, const struct sheet_row *row, const char *column);
/* A whole number from low to high; refused and low otherwise. */
int reader_int(struct reader *r, const struct sheet_row *row, const char *column, int low,
               int high);
/* Refuses a header that names one column twice. */
void reader_check_header(struct reader *r);
/* Remarks on each language in which a text is missing though the default has it. */
void reader_remark_gaps(struct reader *r, size_t row, const struct form_text *t, struct str column);

/* Each reads its sheet into r->def; what is wrong goes to r->problems. */
void reader_languages(struct reader *r);
void reader_settings(struct reader *r);
void reader_choices(struct reader *r);
void reader_survey(struct reader *r);
/* After the survey: references between fields, reasons, what may be counted. */
void reader_check_survey(struct reader *r);
/* Into r->def->instrument. */
void reader_scoring(struct reader *r);
