/* A spreadsheet as people send it, .xlsx: its sheets as rows of the text that is seen there. */
#pragma once
#include "forms/csv.h"

enum {
	WORKBOOK_BYTES = 8 << 20,
	WORKBOOK_WANTED = 8,
	WORKBOOK_TROUBLES = 40,
	WORKBOOK_OTHERS = 32
};

struct workbook_trouble {
	const char *sheet; /* NULL: the whole file */
	size_t row;        /* 0: the whole sheet */
	struct str cell;   /* "B7", or empty */
	const char *words; /* what is wrong and what to do, a literal in English */
	struct str detail;
};

struct workbook {
	struct sheet sheets[WORKBOOK_WANTED]; /* in the order of wanted; empty when not there */
	struct str others[WORKBOOK_OTHERS];   /* names of sheets that were not wanted */
	size_t others_n;
	struct workbook_trouble troubles[WORKBOOK_TROUBLES];
	size_t troubles_n; /* kept; later ones are left out */
};

/*
 * A table in an .xlsx: tells on of each row of the sheet of that number, counted from 0, that has a
 * cell; the row lives during the call. Memory does not grow with the rows; the words that a
 * workbook keeps in one place (at most WORKBOOK_TABLE_BYTES) lie in a. Cells are as above, but one
 * that is calculated is "=" with what was seen there behind it. out->others are the names of all
 * sheets. Errors as above, or what on gave.
 */
enum { WORKBOOK_TABLE_BYTES = 48 << 20 };
enum err workbook_rows(struct arena *a, struct str bytes, size_t sheet, size_t columns,
                       struct csv_on on, struct workbook *out) NODISCARD;

/*
 * Reads the n sheets called wanted (whatever their capitals) out of an .xlsx in bytes. Everything
 * in *out lives in a, and nothing of it in bytes. Rows and cells are as in sheet_read, and so are
 * the limits.
 *
 * Text is as it stands, of rich text the characters alone; a number as it is seen: without
 * surplus digits, with the zeros of its format, as 2026-03-14 (T13:30:00) in a format of dates;
 * yes-no cells are TRUE and FALSE. Of merged cells the first has the text.
 *
 * ERR_INVALID when anything is in out->troubles: a formula, an error, macros, a password, another
 * kind of file, a torn one. ERR_TOO_BIG likewise, when it is more than the limits here and in
 * forms/zip.h; memory stays within a few times WORKBOOK_BYTES whatever the file says.
 */
enum err workbook_read(struct arena *a, struct str bytes, const char *const *wanted, size_t n,
                       struct workbook *out) NODISCARD;
