/* Sheets of a draft: kept as CSV with every row at its number, so that what is said about a row is
 * found in the spreadsheet. */
#include "base/buf.h"
#include "team/forms_inside.h"

#include <string.h>

enum { COLUMNS = SHEET_COLUMNS + 20 };

struct page {
	const struct sheet *sheet;
	const struct sheet_edit *edits;
	size_t nedits;
	struct str heads[COLUMNS];
	size_t n;
};

static size_t column_of(struct page *p, struct str name)
{
	for (size_t i = 0; i < p->n; i++)
		if (str_eq(p->heads[i], name))
			return i;
	if (p->n == COLUMNS)
		return COLUMNS;
	p->heads[p->n] = name;
	return p->n++;
}

static void put_cell(struct buf *b, struct str value)
{
	bool plain = value.n < 1000;

	for (size_t i = 0; i < value.n && plain; i++)
		plain = !strchr("\",;\t\r\n", value.p[i]);
	if (plain)
		buf_add(b, value);
	else
		buf_cell(b, value);
}

static struct str cell_of(struct page *p, const struct sheet_row *row, size_t number, size_t column)
{
	for (size_t i = 0; i < p->nedits; i++)
		if (p->edits[i].row == number && column_of(p, p->edits[i].column) == column)
			return p->edits[i].value;
	return row && column < row->n ? row->cells[column] : STR("");
}

static bool edited(const struct page *p, size_t number)
{
	for (size_t i = 0; i < p->nedits; i++)
		if (p->edits[i].row == number)
			return true;
	return false;
}

static void put_row(struct page *p, struct buf *b, const struct sheet_row *row, size_t number)
{
	bool changed = edited(p, number);
	size_t n = changed ? p->n : row ? row->n : 0;

	for (size_t i = 0; i < n; i++) {
		buf_add(b, i ? STR(",") : STR(""));
		put_cell(b, changed ? cell_of(p, row, number, i) : row->cells[i]);
	}
	buf_byte(b, '\n');
}

static size_t last_row(const struct page *p)
{
	size_t last = p->sheet->n ? p->sheet->rows[p->sheet->n - 1].number : 1;

	for (size_t i = 0; i < p->nedits; i++)
		last = p->edits[i].row > last ? p->edits[i].row : last;
	return last;
}

struct str sheet_csv(struct arena *a, const struct sheet *s, const struct sheet_edit *at, size_t n)
{
	struct page *p = NEW(a, struct page);
	struct buf b = buf_new(a, 2 * SHEET_BYTES);
	size_t head = s->n ? s->rows[0].number : 1;
	size_t next = s->n ? 1 : 0;

	if (s->n == 0 && n == 0)
		return STR("");
	*p = (struct page){ .sheet = s, .edits = at, .nedits = n };
	for (size_t i = 0; s->n && i < s->rows[0].n && i < COLUMNS; i++)
		p->heads[p->n++] = s->rows[0].cells[i];
	for (size_t i = 0; i < n; i++)
		(void)column_of(p, at[i].column);
	for (size_t line = 1, last = last_row(p); line <= last; line++) {
		struct sheet_row heads = { head, p->heads, p->n };
		const struct sheet_row *row = NULL;
		if (line == head)
			row = &heads;
		else if (next < s->n && s->rows[next].number == line)
			row = &s->rows[next++];
		put_row(p, &b, row, line);
	}
	return buf_str(&b);
}

static bool has_column(const struct sheet *s, struct str name)
{
	for (size_t i = 0; s->n && i < s->rows[0].n; i++)
		if (str_eq(s->rows[0].cells[i], name))
			return true;
	return false;
}

struct str why_column(struct arena *a, const struct form_def *f, size_t lang)
{
	const struct sheet *survey = &f->sheets[SHEET_SURVEY];
	struct str column = f->langs[lang].column;
	struct str named = arena_fmt(a, "why::%.*s", (int)column.n, column.p);

	if (column.n == 0 ||
	    (lang == 0 && has_column(survey, STR("why")) && !has_column(survey, named)))
		return STR("why");
	return named;
}
