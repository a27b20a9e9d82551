/* P9: a code list of the packs, one CSV sheet of names with labels and definitions in several
 * languages. */
#pragma once
#include "forms/csv.h"

struct list_item {
	struct str name;
	struct str label;
	struct str definition;
	struct str compartment; /* column "compartment": which key seals what is written; or empty */
	struct str terms;       /* column "terms": codes in outside lists, a space between; or empty */
};
struct code_list {
	const struct list_item *at;
	size_t n;
};

/* Reads a list from a file with the columns name, "label::X (code)" and "definition::X (code)", in
 * the language of code or in the first one, and compartment and terms where it has them. Lives in
 * a. ERR_ABSENT: no such file; ERR_INVALID: not a list. */
enum err list_load(struct arena *a, const char *path, struct str code,
                   struct code_list *out) NODISCARD;

/* --- for a list with columns of its own --- */

/* What can be wrong with it; numbers from LIST_OTHER on are the reader's own. */
enum list_fault {
	LIST_WELL,
	LIST_GONE,    /* no such file */
	LIST_TORN,    /* not UTF-8, a quote left open, or too big */
	LIST_NO_NAME, /* the first column is not the right one, or a row has nothing in it */
	LIST_TWICE,   /* the row's name stands in an earlier row, too */
	LIST_YES_NO,
	LIST_NUMBER, /* no whole number, or out of range */
	LIST_OTHER
};
struct list_problem {
	const char *file;
	size_t row;         /* as a spreadsheet shows it; 0: the whole file */
	const char *column; /* "" for none */
	int fault;
};
struct list_sheet {
	struct arena *arena;
	struct sheet sheet;          /* the header first; empty when it cannot be read */
	struct list_problem problem; /* the first that was found */
};

/* Opens the list at path, whose first column is named first; what is wrong stands in out->problem.
 * Every row has a cell there, and no two the same. Lives in a, as path must. */
void list_open(struct arena *a, const char *path, const char *first, struct list_sheet *out);
/* The cell under a column; empty when there is none. Cells end in NUL. */
struct str list_cell(const struct list_sheet *s, const struct sheet_row *row, const char *column);
/* The cell under "what::Language (code)", or where that is empty, under the first language of what
 * ("label"). */
struct str list_text(const struct list_sheet *s, const struct sheet_row *row, const char *what,
                     struct str code);
/* yes or no; anything else is a problem, and no. */
bool list_yes(struct list_sheet *s, const struct sheet_row *row, const char *column);
/* A whole number from low to high; anything else is a problem, and low. */
int list_number(struct list_sheet *s, const struct sheet_row *row, const char *column, int low,
                int high);
/* Notes what is wrong with a row (NULL: with the whole file), unless something was noted before. */
void list_wrong(struct list_sheet *s, const struct sheet_row *row, const char *column, int fault);
