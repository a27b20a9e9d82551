/* The cells of one sheet of an .xlsx. */
#include "forms/workbook_inside.h"

#include <string.h>

enum cell_kind { CELL_NUMBER, CELL_SHARED, CELL_TEXT, CELL_INLINE, CELL_TRUTH, CELL_ERROR };

struct cell {
	size_t column; /* from 0 */
	enum cell_kind kind;
	size_t style;
	bool formula;
	struct str text;
};

struct grid {
	struct sheet_row *rows;
	size_t n;
	size_t room;
	size_t number; /* of the row at hand */
	struct str *cells;
	size_t wide;
	size_t next;  /* the column behind the last cell */
	size_t bytes; /* of all cells */
	size_t full;  /* cells that are not empty */
	struct buf text;
	size_t mark; /* behind what is needed for every row; 0: not yet */
};

/* "AB12" is column 27. SIZE_MAX when it is no cell's name. */
static size_t column_of(struct str name)
{
	size_t n = 0;
	size_t i = 0;

	for (; i < name.n && i < 4 && name.p[i] >= 'A' && name.p[i] <= 'Z'; i++)
		n = n * 26 + (size_t)(name.p[i] - 'A') + 1;
	return i == 0 || i == 4 ? SIZE_MAX : n - 1;
}

static enum cell_kind kind_of(struct str t)
{
	return str_eq(t, STR("s"))           ? CELL_SHARED
	       : str_eq(t, STR("str"))       ? CELL_TEXT
	       : str_eq(t, STR("d"))         ? CELL_TEXT
	       : str_eq(t, STR("inlineStr")) ? CELL_INLINE
	       : str_eq(t, STR("b"))         ? CELL_TRUTH
	       : str_eq(t, STR("e"))         ? CELL_ERROR
	                                     : CELL_NUMBER;
}

/* The name of a cell, for people. */
static struct str name_of(struct book *b, size_t column, size_t row)
{
	char letters[8];
	size_t at = sizeof letters - 1;

	letters[at] = '\0';
	for (size_t n = column + 1; n > 0 && at > 0; n = (n - 1) / 26)
		letters[--at] = (char)('A' + (n - 1) % 26);
	return arena_fmt(b->a, "%s%zu", letters + at, row);
}

static struct str seen(struct book *b, struct str text, const struct cell *c)
{
	int64_t at;

	if (c->kind == CELL_SHARED)
		return str_int(text, &at) && at >= 0 && (size_t)at < b->strings_n ? b->strings[at]
		                                                                  : STR("");
	if (c->kind == CELL_NUMBER && text.n)
		return book_number(b, text, c->style);
	if (c->kind == CELL_TRUTH)
		return str_eq(text, STR("1")) ? STR("TRUE") : STR("FALSE");
	return book_plain(b->a, text);
}

/* Up to the </c>. */
static enum err read_value(struct book *b, struct xml *x, struct grid *g, struct cell *c)
{
	enum mark mark;

	while ((mark = xml_next(x)) != MARK_END && mark != MARK_BAD) {
		if (mark == MARK_CLOSE && xml_is(x, "c"))
			return OK;
		if (mark != MARK_OPEN)
			continue;
		c->formula = c->formula || xml_is(x, "f");
		if (xml_is(x, "v"))
			TRY(book_text(x, "v", true, &g->text));
		else if (xml_is(x, "is"))
			TRY(book_text(x, "is", false, &g->text));
		else
			continue;
		c->text = seen(b, buf_str(&g->text), c);
	}
	return ERR_INVALID;
}

/* A table says of a cell that it is calculated; whoever wants it decides. */
static void say_formula(struct book *b, struct cell *c)
{
	if (c->formula || c->kind == CELL_ERROR)
		c->text = arena_fmt(b->a, "=%.*s", (int)c->text.n, c->text.n ? c->text.p : "");
}

static enum err too_wide(struct book *b, const struct grid *g, size_t column)
{
	const char *words =
		b->on ? T("This sheet has more than 200 columns. Please keep only those that are needed.")
			  : T("This sheet has too many columns. Remove what is not part of the form.");

	book_trouble(b, g->number, name_of(b, column, g->number), words, STR(""));
	return ERR_TOO_BIG;
}

static enum err too_full(struct book *b, const struct grid *g)
{
	book_trouble(b, g->number, STR(""),
	             T("A sheet may hold 8 MB of text. Leave out what is not needed here, or split "
	               "the form."),
	             STR(""));
	return ERR_TOO_BIG;
}

static enum err put_cell(struct book *b, struct grid *g, struct cell *c)
{
	if (b->on)
		say_formula(b, c);
	else if (c->formula)
		book_trouble(b, g->number, name_of(b, c->column, g->number),
		             T("This cell is a formula. Copy it and paste it as values, then save."),
		             STR(""));
	else if (c->kind == CELL_ERROR)
		book_trouble(b, g->number, name_of(b, c->column, g->number),
		             T("This cell shows an error. Write what it should say."), c->text);
	if (c->text.n == 0)
		return OK;
	if (c->column >= b->columns)
		return too_wide(b, g, c->column);
	g->bytes += c->text.n;
	g->full++;
	g->cells[c->column] = c->text;
	g->wide = c->column + 1 > g->wide ? c->column + 1 : g->wide;
	return !b->on && (g->bytes > SHEET_BYTES || g->full > BOOK_CELLS) ? too_full(b, g) : OK;
}

/* Sheets have a million empty cells with nothing but a style: they leave nothing in the arena. */
static void read_attributes(struct book *b, struct xml *x, struct grid *g, struct cell *c)
{
	size_t mark = arena_mark(b->a);
	struct str name = xml_attribute(x, "r");
	int64_t style = 0;

	c->column = name.n ? column_of(name) : g->next;
	c->kind = kind_of(xml_attribute(x, "t"));
	if (str_int(xml_attribute(x, "s"), &style) && style >= 0)
		c->style = (size_t)style;
	arena_back(b->a, mark);
}

static enum err on_cell(struct book *b, struct xml *x, struct grid *g)
{
	struct cell c = { .text = STR("") };

	read_attributes(b, x, g, &c);
	if (c.column == SIZE_MAX)
		return ERR_INVALID;
	g->next = c.column + 1;
	TRY(read_value(b, x, g, &c));
	return put_cell(b, g, &c);
}

/* Tells of the row at hand, and gives back what it needed. */
static enum err tell_row(struct book *b, struct grid *g)
{
	struct sheet_row row = { g->number, g->cells, g->wide };
	enum err e;

	for (size_t i = 0; i < g->wide; i++)
		g->cells[i] = g->cells[i].n ? g->cells[i] : STR("");
	e = b->on->row(b->on->arg, &row);
	memset(g->cells, 0, g->wide * sizeof *g->cells);
	g->wide = 0;
	arena_back(b->a, g->mark);
	return e;
}

/* Keeps the row at hand, if there is anything in it. */
static enum err end_row(struct book *b, struct grid *g)
{
	struct str *cells;

	if (g->wide == 0)
		return OK;
	if (b->on)
		return tell_row(b, g);
	if (g->n == SHEET_ROWS) {
		book_trouble(b, g->number, STR(""),
		             T("A sheet may have 50,000 rows below its header, and 200 columns. Leave "
		               "out what is not needed here, or split the form."),
		             STR(""));
		return ERR_TOO_BIG;
	}
	if (g->n == g->room)
		g->rows = sheet_rows_more(b->a, g->rows, &g->room);
	cells = NEW_N(b->a, struct str, g->wide);
	for (size_t i = 0; i < g->wide; i++)
		cells[i] = g->cells[i].n ? g->cells[i] : STR("");
	g->rows[g->n++] = (struct sheet_row){ g->number, cells, g->wide };
	memset(g->cells, 0, g->wide * sizeof *g->cells);
	g->wide = 0;
	return OK;
}

static enum err on_element(struct book *b, struct xml *x, void *arg)
{
	struct grid *g = arg;
	int64_t number;

	g->mark = g->mark ? g->mark : arena_mark(b->a);
	if (xml_is(x, "row")) {
		size_t mark;
		TRY(end_row(b, g));
		mark = arena_mark(b->a);
		g->number = str_int(xml_attribute(x, "r"), &number) && number > (int64_t)g->number
		                ? (size_t)number
		                : g->number + 1;
		arena_back(b->a, mark);
		g->next = 0;
	}
	return xml_is(x, "c") ? on_cell(b, x, g) : OK;
}

enum err book_sheet(struct book *b, const char *path, struct sheet *out)
{
	struct grid *g = NEW(b->a, struct grid);
	bool there;

	g->text = b->on ? book_room(b->a) : buf_new(b->a, BOOK_CELL);
	g->cells = NEW_N(b->a, struct str, b->columns);
	TRY(book_part(b, path, on_element, g, &there));
	if (!there) {
		book_trouble(b, 0, STR(""), T("This sheet is torn. Save the workbook anew as .xlsx."),
		             STR(""));
		return ERR_INVALID;
	}
	TRY(end_row(b, g));
	*out = (struct sheet){ g->rows, g->n };
	return OK;
}
