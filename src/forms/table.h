/* A table of many rows as organisations have it: CSV with any delimiter in the encodings that
 * spreadsheet programs write, or a sheet of an .xlsx. Read row by row, in memory that does not grow
 * with it. */
#pragma once
#include "forms/csv.h"

enum {
	TABLE_BYTES = 48 << 20,
	TABLE_ROWS = 100000, /* beside the headings */
	TABLE_COLUMNS = 200,
	TABLE_SHEETS = 20
};

/* A cell that a spreadsheet program would calculate begins with this; behind it stands what was
 * seen there, if anything. */
#define TABLE_FORMULA '='

struct table_about {
	const char *encoding; /* msgid of what is worth a look: "Windows-1252", ...; "": UTF-8 */
	char delimiter;       /* of CSV; 0: a workbook */
	struct str sheets[TABLE_SHEETS];
	size_t sheets_n;
	size_t sheet;        /* that was read */
	size_t rows;         /* that have a cell, with the headings */
	const char *refused; /* msgid: why nothing can be read, and what to do; NULL: all is well */
	size_t row;          /* where; 0: the whole file */
	struct str cell;     /* "B7", or empty */
};

/* Reads bytes and calls on for each row; sheet: number of the sheet in a workbook. What it needs
 * lies in a, and is given back with it. ERR_INVALID and ERR_TOO_BIG: the reason is in
 * out->refused, unless it came from on. */
enum err table_read(struct arena *a, struct str bytes, size_t sheet, struct csv_on on,
                    struct table_about *out) NODISCARD;
