/* A spreadsheet as CSV text, cut into rows of cells. */
#pragma once
#include "base/arena.h"
#include "base/err.h"

/* The rows are a header and the villages of a country. */
enum { SHEET_BYTES = 8 << 20, SHEET_ROWS = 50001, SHEET_COLUMNS = 200 };

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

/* Room for more rows than *room, which grows; the old ones are copied. */
struct sheet_row *sheet_rows_more(struct arena *a, const struct sheet_row *rows, size_t *room);

/*
 * Cuts bytes (UTF-8, with or without a byte order mark, lines ending in LF or CRLF, cells parted by
 * commas, or by ; or tabs where the header has no comma) into *out, which lives in a. ERR_INVALID
 * when the text is not UTF-8 or a quote is left open, with the row in *row; ERR_TOO_BIG beyond
 * SHEET_BYTES (*row is 0), or SHEET_ROWS or SHEET_COLUMNS: *row is the first that is too much. An
 * empty text is an empty sheet.
 */
enum err sheet_read(struct arena *a, struct str bytes, struct sheet *out, size_t *row) NODISCARD;

/*
 * The same for a text of any length, piece by piece, in memory that does not grow with it: on(arg,
 * row) is called for each row that has a cell; the row lives during the call. What is quoted
 * loosely is read as it stands.
 */
struct csv_stream;
enum { CSV_ROW_BYTES = 128 * 1024 };
struct csv_on {
	enum err (*row)(void *arg, const struct sheet_row *row);
	void *arg;
};
/* cells: the most that a row may have. NULL without memory. Closes with a. */
struct csv_stream *csv_stream_open(struct arena *a, char delimiter, size_t cells);
/* A piece of at most CSV_ROW_BYTES / 4. ERR_TOO_BIG: a row, or a cell whose quote stays open, is
 * longer than CSV_ROW_BYTES or has too many cells; *number is its row. Else what on gave. */
enum err csv_stream_piece(struct csv_stream *s, struct str piece, struct csv_on on,
                          size_t *number) NODISCARD;
enum err csv_stream_end(struct csv_stream *s, struct csv_on on, size_t *number) NODISCARD;
