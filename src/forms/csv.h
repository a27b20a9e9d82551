/* A spreadsheet as CSV text, cut into rows of cells. */
#pragma once
#include "base/arena.h"
#include "base/err.h"

enum { SHEET_BYTES = 1024 * 1024, SHEET_ROWS = 5000, SHEET_COLUMNS = 200 };

struct sheet_row {
	size_t number; /* as a spreadsheet shows it: the header is 1, empty lines count */
	const struct str *cells;
	size_t n;
};

/* Rows without any cell are left out. Cells are trimmed and carry a NUL beyond n. */
struct sheet {
	const struct sheet_row *rows;
	size_t n;
};

/*
 * Cuts bytes (UTF-8, with or without a byte order mark, lines ending in LF or CRLF) into *out,
 * which lives in a. ERR_INVALID when the text is not UTF-8 or a quote is left open, with the row in
 * *row; ERR_TOO_BIG beyond SHEET_BYTES, SHEET_ROWS or SHEET_COLUMNS. An empty text is an empty
 * sheet.
 */
enum err sheet_read(struct arena *a, struct str bytes, struct sheet *out, size_t *row) NODISCARD;
