#include "forms/csv.h"

#include <csv.h>
#include <string.h>

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
	size_t widest;
	size_t number;
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
	if (p->in_row > p->widest)
		p->widest = p->in_row;
	p->row_n++;
	p->in_row = 0;
}

static enum err run(struct pass *p, struct str bytes)
{
	struct csv_parser parser;
	bool whole;

	if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL) != 0)
		return ERR_BUG;
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
	if (bytes.n > SHEET_BYTES)
		return ERR_TOO_BIG;
	if (!str_utf8(bytes))
		return ERR_INVALID;
	bytes = without_mark(bytes);
	if (run(&count, bytes) != OK) {
		*row = count.number + 1;
		return ERR_INVALID;
	}
	if (count.row_n > SHEET_ROWS || count.widest > SHEET_COLUMNS)
		return ERR_TOO_BIG;
	fill.text = arena_alloc(a, count.text_n + 1);
	fill.cells = NEW_N(a, struct str, count.cell_n + 1);
	fill.rows = NEW_N(a, struct sheet_row, count.row_n + 1);
	TRY(run(&fill, bytes));
	*out = (struct sheet){ fill.rows, fill.row_n };
	return OK;
}
