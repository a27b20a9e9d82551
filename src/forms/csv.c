#include "forms/csv.h"

#include <csv.h>
#include <string.h>

struct sheet_row *sheet_rows_more(struct arena *a, const struct sheet_row *rows, size_t *room)
{
	size_t more = *room ? 2 * *room : 64;
	struct sheet_row *out = NEW_N(a, struct sheet_row, more);

	if (*room)
		memcpy(out, rows, *room * sizeof *out);
	*room = more;
	return out;
}

/* libcsv calls back from its own frames, where the arena may not be asked: count first, fill then.
 */
struct pass {
	char *text; /* NULL while counting */
	struct str *cells;
	struct sheet_row *rows;
	size_t text_n;
	size_t cell_n;
	size_t row_n;
	size_t in_row;
	size_t number;
	size_t beyond; /* the first row that is too much; 0: none */
	int last;
};

/* Lines inside a cell end in LF, whatever they ended in. */
static size_t copy_lines(char *to, const char *from, size_t n)
{
	size_t k = 0;

	for (size_t i = 0; i < n; i++) {
		if (from[i] != '\r' || i + 1 == n || from[i + 1] != '\n')
			to[k++] = from[i];
	}
	to[k] = '\0';
	return k;
}

static void on_cell(void *s, size_t n, void *arg)
{
	struct pass *p = arg;

	if (p->text) {
		char *at = p->text + p->text_n;
		size_t kept = copy_lines(at, s, n);
		p->cells[p->cell_n] = str_trim((struct str){ at, kept });
		/* The trimmed view keeps its promise of a NUL beyond n. */
		at[(size_t)(p->cells[p->cell_n].p - at) + p->cells[p->cell_n].n] = '\0';
	}
	p->text_n += n + 1;
	p->cell_n++;
	p->in_row++;
}

static void on_row(int end, void *arg)
{
	struct pass *p = arg;
	bool second_half = p->in_row == 0 && end == CSV_LF && p->last == CSV_CR;

	p->last = end;
	if (second_half)
		return;
	p->number++;
	if (p->in_row == 0)
		return;
	if (p->rows)
		p->rows[p->row_n] =
			(struct sheet_row){ p->number, p->cells + p->cell_n - p->in_row, p->in_row };
	if (++p->row_n > SHEET_ROWS || p->in_row > SHEET_COLUMNS)
		p->beyond = p->beyond ? p->beyond : p->number;
	p->in_row = 0;
}

/* A comma, unless the header has none: spreadsheet programs of many countries write ; there, and
 * others a tab. */
static char header_delimiter(struct str bytes)
{
	struct str head = STR("");
	bool quoted = false;
	char found = ',';

	while (bytes.n && str_trim(head).n == 0)
		head = str_cut(bytes, '\n', &bytes);
	for (size_t i = 0; i < head.n; i++) {
		quoted ^= head.p[i] == '"';
		if (!quoted && head.p[i] == ',')
			return ',';
		if (!quoted && found == ',' && (head.p[i] == ';' || head.p[i] == '\t'))
			found = head.p[i];
	}
	return found;
}

static enum err run(struct pass *p, struct str bytes)
{
	struct csv_parser parser;
	bool whole;

	if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL) != 0)
		return ERR_BUG;
	csv_set_delim(&parser, (unsigned char)header_delimiter(bytes));
	whole = csv_parse(&parser, bytes.p, bytes.n, on_cell, on_row, p) == bytes.n &&
	        csv_fini(&parser, on_cell, on_row, p) == 0;
	csv_free(&parser);
	return whole ? OK : ERR_INVALID;
}

static struct str without_mark(struct str s)
{
	return str_starts(s, STR("\xEF\xBB\xBF")) ? (struct str){ s.p + 3, s.n - 3 } : s;
}

enum err sheet_read(struct arena *a, struct str bytes, struct sheet *out, size_t *row)
{
	struct pass count = { .last = 0 };
	struct pass fill = { .last = 0 };

	*out = (struct sheet){ NULL, 0 };
	*row = 1;
	if (bytes.n > SHEET_BYTES) {
		*row = 0;
		return ERR_TOO_BIG;
	}
	if (!str_utf8(bytes))
		return ERR_INVALID;
	bytes = without_mark(bytes);
	if (run(&count, bytes) != OK) {
		*row = count.number + 1;
		return ERR_INVALID;
	}
	if (count.beyond) {
		*row = count.beyond;
		return ERR_TOO_BIG;
	}
	fill.text = arena_alloc(a, count.text_n + 1);
	fill.cells = NEW_N(a, struct str, count.cell_n + 1);
	fill.rows = NEW_N(a, struct sheet_row, count.row_n + 1);
	TRY(run(&fill, bytes));
	*out = (struct sheet){ fill.rows, fill.row_n };
	return OK;
}

/* --- of any length --- */

/* libcsv calls back while it owns memory of its own: what it finds is gathered, and told when it
 * has returned. */
enum { STREAM_ROWS = CSV_ROW_BYTES / 4 + 2 };
struct stream_cell {
	size_t at;
	size_t n;
};
struct csv_stream {
	struct csv_parser parser;
	char *text; /* of the rows that are gathered, and of the one that has begun */
	size_t text_n;
	struct stream_cell *cells;
	size_t cells_n;
	size_t cells_room;
	struct str *views;
	struct {
		size_t number;
		size_t end; /* behind its last cell */
	} * rows;
	size_t rows_n;
	size_t number;
	size_t most;
	size_t in_row;
	size_t begun; /* text of the row that has begun */
	int last;
	bool full;
};

static void gather_cell(void *p, size_t n, void *arg)
{
	struct csv_stream *s = arg;
	struct stream_cell *c = &s->cells[s->cells_n];

	s->in_row++;
	s->begun += n + 1;
	s->full |= s->in_row > s->most || s->begun > CSV_ROW_BYTES || s->cells_n == s->cells_room;
	if (s->full)
		return;
	*c = (struct stream_cell){ s->text_n, copy_lines(s->text + s->text_n, p, n) };
	s->text_n += c->n + 1;
	s->cells_n++;
}

static void gather_row(int end, void *arg)
{
	struct csv_stream *s = arg;
	bool second_half = s->in_row == 0 && end == CSV_LF && s->last == CSV_CR;

	s->last = end;
	if (second_half || s->full)
		return;
	s->number++;
	if (s->in_row) {
		s->rows[s->rows_n].number = s->number;
		s->rows[s->rows_n++].end = s->cells_n;
	}
	s->in_row = 0;
	s->begun = 0;
}

static void stream_close(void *arg)
{
	struct csv_stream *s = arg;

	csv_free(&s->parser);
}

struct csv_stream *csv_stream_open(struct arena *a, char delimiter, size_t cells)
{
	struct csv_stream *s = NEW(a, struct csv_stream);

	if (csv_init(&s->parser, CSV_REPALL_NL) != 0)
		return NULL;
	arena_defer(a, stream_close, s);
	csv_set_delim(&s->parser, (unsigned char)delimiter);
	s->most = cells;
	s->cells_room = STREAM_ROWS + cells;
	s->text = arena_alloc(a, 3 * CSV_ROW_BYTES);
	s->cells = NEW_N(a, struct stream_cell, s->cells_room);
	s->views = NEW_N(a, struct str, cells);
	s->rows = arena_alloc(a, STREAM_ROWS * sizeof *s->rows);
	return s;
}

/* The views of one row; trimmed ones keep their promise of a NUL beyond n. */
static void view_row(struct csv_stream *s, size_t from, size_t end)
{
	for (size_t i = from; i < end; i++) {
		struct str one = str_trim((struct str){ s->text + s->cells[i].at, s->cells[i].n });
		s->text[(size_t)(one.p - s->text) + one.n] = '\0';
		s->views[i - from] = one;
	}
}

/* Tells the rows that are whole and keeps the beginning of the next. */
static enum err tell_rows(struct csv_stream *s, struct csv_on on, size_t *number)
{
	size_t from = 0;
	size_t text;

	for (size_t i = 0; i < s->rows_n; i++) {
		size_t end = s->rows[i].end;
		struct sheet_row row = { s->rows[i].number, s->views, end - from };
		view_row(s, from, end);
		from = end;
		*number = row.number;
		TRY(on.row(on.arg, &row));
	}
	s->rows_n = 0;
	*number = s->number + 1;
	text = from < s->cells_n ? s->cells[from].at : s->text_n;
	memmove(s->text, s->text + text, s->text_n - text);
	memmove(s->cells, s->cells + from, (s->cells_n - from) * sizeof *s->cells);
	s->text_n -= text;
	s->cells_n -= from;
	for (size_t i = 0; i < s->cells_n; i++)
		s->cells[i].at -= text;
	return s->full || csv_get_buffer_size(&s->parser) > 2 * CSV_ROW_BYTES ? ERR_TOO_BIG : OK;
}

enum err csv_stream_piece(struct csv_stream *s, struct str piece, struct csv_on on, size_t *number)
{
	if (piece.n > CSV_ROW_BYTES / 4)
		return ERR_BUG;
	if (csv_parse(&s->parser, piece.p, piece.n, gather_cell, gather_row, s) != piece.n)
		return ERR_BUG;
	return tell_rows(s, on, number);
}

enum err csv_stream_end(struct csv_stream *s, struct csv_on on, size_t *number)
{
	if (csv_fini(&s->parser, gather_cell, gather_row, s) != 0)
		return ERR_BUG;
	return tell_rows(s, on, number);
}
