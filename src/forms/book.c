#include "forms/book.h"

#include "base/buf.h"

#include <fcntl.h>
#include <math.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xlsxwriter.h>

/* Text that looks like the workbook's own escape, _x0041_, has its first _ escaped. */
static bool looks_escaped(struct str s)
{
	size_t digits = 0;

	while (s.n >= 7 && digits < 4 &&
	       ((s.p[2 + digits] >= '0' && s.p[2 + digits] <= '9') ||
	        (s.p[2 + digits] >= 'A' && s.p[2 + digits] <= 'F') ||
	        (s.p[2 + digits] >= 'a' && s.p[2 + digits] <= 'f')))
		digits++;
	return digits == 4 && s.p[0] == '_' && s.p[1] == 'x' && s.p[6] == '_';
}

static struct str escaped(struct arena *a, struct str s)
{
	struct buf b = buf_new(a, 8 * s.n + 1);

	for (size_t i = 0; i < s.n; i++) {
		if (looks_escaped((struct str){ s.p + i, s.n - i }))
			buf_add(&b, STR("_x005F"));
		buf_byte(&b, s.p[i]);
	}
	buf_byte(&b, '\0');
	return (struct str){ b.p, b.n - 1 };
}

/* The sheet with its cells as the library may write them. */
static struct sheet ready(struct arena *a, const struct sheet *s)
{
	struct sheet_row *rows = NEW_N(a, struct sheet_row, s->n + 1);

	for (size_t i = 0; i < s->n; i++) {
		struct str *cells = NEW_N(a, struct str, s->rows[i].n + 1);
		for (size_t k = 0; k < s->rows[i].n; k++)
			cells[k] = escaped(a, s->rows[i].cells[k]);
		rows[i] = (struct sheet_row){ s->rows[i].number, cells, s->rows[i].n };
	}
	return (struct sheet){ rows, s->n };
}

/* A number as it was written, where all of the cell is one. */
static bool number_in(const struct book_sheet *s, size_t column, struct str cell, double *out)
{
	char *end;

	if (column >= 32 || !(s->numbers >> column & 1))
		return false;
	*out = strtod(cell.p, &end);
	return end == cell.p + cell.n && isfinite(*out);
}

/* Never as a formula: text stays text whatever it begins with. */
static lxw_error write_row(lxw_worksheet *sheet, lxw_row_t at, const struct book_sheet *s,
                           lxw_format *format)
{
	const struct sheet_row *row = &s->rows.rows[at];
	lxw_error e = LXW_NO_ERROR;
	double x;

	for (size_t i = 0; i < row->n && e == LXW_NO_ERROR; i++) {
		struct str cell = row->cells[i];

		if (cell.n && at > 0 && number_in(s, i, cell, &x))
			e = worksheet_write_number(sheet, at, (lxw_col_t)i, x, NULL);
		else if (cell.n)
			e = worksheet_write_string(sheet, at, (lxw_col_t)i, cell.p, format);
	}
	return e;
}

static lxw_error write_sheet(lxw_workbook *book, const struct book_sheet *s)
{
	lxw_worksheet *sheet = workbook_add_worksheet(book, s->name);
	lxw_format *bold = workbook_add_format(book);
	lxw_format *wrapped = workbook_add_format(book);
	lxw_error e = sheet && bold && wrapped ? LXW_NO_ERROR : LXW_ERROR_MEMORY_MALLOC_FAILED;

	if (e != LXW_NO_ERROR)
		return e;
	format_set_bold(bold);
	format_set_text_wrap(wrapped);
	format_set_num_format(wrapped, "@"); /* what looks like a number or a date stays as written */
	worksheet_freeze_panes(sheet, 1, 0);
	(void)worksheet_set_column(sheet, 0, SHEET_COLUMNS - 1, 24, NULL);
	for (size_t i = 0; i < s->rows.n && e == LXW_NO_ERROR; i++)
		e = write_row(sheet, (lxw_row_t)i, s, i ? wrapped : bold);
	return e;
}

/* Nothing in here may jump out of the arena: the library's memory hangs on no hook of it. */
static enum err write_file(const char *path, const struct book_sheet *sheets, size_t n)
{
	lxw_workbook *book = workbook_new(path);
	lxw_error e = book ? LXW_NO_ERROR : LXW_ERROR_MEMORY_MALLOC_FAILED;
	lxw_error closed;

	for (size_t i = 0; i < n && e == LXW_NO_ERROR; i++)
		e = write_sheet(book, &sheets[i]);
	closed = book ? workbook_close(book) : LXW_NO_ERROR;
	if (e == LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED)
		return ERR_TOO_BIG;
	return e == LXW_NO_ERROR && closed == LXW_NO_ERROR ? OK : ERR_FULL;
}

/* The size is asked before room is taken, and the file is gone whatever happens. */
static enum err take_file(struct arena *a, int fd, struct str *out)
{
	struct stat st;
	char *p;
	ssize_t got;

	if (fstat(fd, &st) != 0 || st.st_size > (64 << 20))
		return ERR_FULL;
	p = arena_alloc(a, (size_t)st.st_size + 1);
	got = pread(fd, p, (size_t)st.st_size, 0);
	if (got != st.st_size)
		return ERR_FULL;
	*out = (struct str){ p, (size_t)got };
	return OK;
}

static void close_file(void *arg)
{
	const int *fd = arg;

	(void)close(*fd);
}

enum err book_write(struct arena *a, const struct book_sheet *sheets, size_t n, struct str *out)
{
	const char *folder = getenv("TMPDIR");
	struct str path = arena_fmt(a, "%s/kintsugi-XXXXXX", folder ? folder : "/tmp");
	char *name = arena_alloc(a, path.n + 1);
	struct book_sheet *all = NEW_N(a, struct book_sheet, n + 1);
	int *fd = NEW(a, int);
	enum err e;

	for (size_t i = 0; i < n; i++)
		all[i] =
			(struct book_sheet){ sheets[i].name, ready(a, &sheets[i].rows), sheets[i].numbers };
	for (size_t i = 0; i < path.n; i++)
		name[i] = path.p[i];
	*fd = mkstemp(name);
	if (*fd < 0)
		return ERR_FULL;
	arena_defer(a, close_file, fd);
	e = write_file(name, all, n);
	(void)unlink(name);
	return e == OK ? take_file(a, *fd, out) : e;
}
