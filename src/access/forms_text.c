/* A form read back from its canonical text. */
#include "access/forms_inside.h"
#include "base/buf.h"

enum { SHEETS = 4 };

/* --- the canonical text: per sheet its name and a line end, then a row: "4:name3:abc..." and a
 * line end --- */

struct cell {
	struct str column;
	struct str value;
	size_t row;
};
struct table {
	struct cell *cells;
	size_t n;
	size_t rows;
	struct str columns[SHEET_COLUMNS];
	size_t ncolumns;
};

static bool take_text(struct str *rest, struct str *out)
{
	struct str after;
	struct str digits = str_cut(*rest, ':', &after);
	int64_t n;

	if (!str_int(digits, &n) || n < 0 || (size_t)n > after.n)
		return false;
	*out = (struct str){ after.p, (size_t)n };
	*rest = (struct str){ after.p + n, after.n - (size_t)n };
	return true;
}

static bool take_line(struct str *rest, struct str line)
{
	if (!str_starts(*rest, line))
		return false;
	*rest = (struct str){ rest->p + line.n, rest->n - line.n };
	return true;
}

static bool know_column(struct table *t, struct str column)
{
	for (size_t i = 0; i < t->ncolumns; i++)
		if (str_eq(t->columns[i], column))
			return true;
	if (t->ncolumns == SHEET_COLUMNS)
		return false;
	t->columns[t->ncolumns++] = column;
	return true;
}

static bool digit(const struct str *s)
{
	return s->n && s->p[0] >= '0' && s->p[0] <= '9';
}

static bool take_rows(struct arena *a, struct str *rest, struct table *t)
{
	t->cells = NEW_N(a, struct cell, rest->n / 4 + 1); /* a cell has four bytes at least */
	while (digit(rest)) {
		for (; digit(rest); t->n++) {
			struct cell *cell = &t->cells[t->n];
			cell->row = t->rows;
			if (!take_text(rest, &cell->column) || !take_text(rest, &cell->value) ||
			    !know_column(t, cell->column))
				return false;
		}
		if (!take_line(rest, STR("\n")))
			return false;
		t->rows++;
	}
	return true;
}

static void put_cell(struct buf *b, struct str value)
{
	buf_byte(b, '"');
	for (size_t i = 0; i < value.n; i++) {
		if (value.p[i] == '"')
			buf_byte(b, '"');
		buf_byte(b, value.p[i]);
	}
	buf_byte(b, '"');
}

static struct str value_in(const struct table *t, size_t *at, size_t row, struct str column)
{
	for (size_t i = *at; i < t->n && t->cells[i].row == row; i++)
		if (str_eq(t->cells[i].column, column))
			return t->cells[i].value;
	return (struct str){ "", 0 };
}

static struct str as_csv(struct arena *a, const struct table *t)
{
	struct buf b = buf_new(a, SHEET_BYTES);
	size_t at = 0;

	for (size_t i = 0; i < t->ncolumns; i++) {
		buf_add(&b, i ? STR(",") : STR(""));
		put_cell(&b, t->columns[i]);
	}
	for (size_t row = 0; row < t->rows; row++) {
		buf_byte(&b, '\n');
		for (size_t i = 0; i < t->ncolumns; i++) {
			buf_add(&b, i ? STR(",") : STR(""));
			put_cell(&b, value_in(t, &at, row, t->columns[i]));
		}
		while (at < t->n && t->cells[at].row == row)
			at++;
	}
	return buf_str(&b);
}

enum err forms_parse(struct ctx *c, struct str canonical, struct form_kept *out)
{
	static const char *const heads[SHEETS] = { "survey\n", "choices\n", "settings\n", "scoring\n" };
	struct form_problems *problems = NEW(c->arena, struct form_problems);
	struct str sheets[SHEETS];
	struct form_files files;

	if (!take_line(&canonical, STR("kintsugi form 1\n")))
		return ERR_INVALID;
	for (int s = 0; s < SHEETS; s++) {
		struct table *t = NEW(c->arena, struct table);
		if (!take_line(&canonical, str_z(heads[s])) || !take_rows(c->arena, &canonical, t))
			return ERR_INVALID;
		sheets[s] = as_csv(c->arena, t);
	}
	files = (struct form_files){ sheets[0], sheets[1], sheets[2], sheets[3], STR("") };
	TRY(form_read(c->arena, &files, &out->form, problems));
	return forms_finish(c->arena, problems, out);
}
