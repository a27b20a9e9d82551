/* The bytes that stand for a form: written, and read again. Per sheet its name and a line end, then
 * for each row "4:name3:abc..." and a line end. The languages in their order stand behind all
 * sheets: columns have no order here, and one in which nothing is written leaves no cell. Behind
 * them stand the files that came with it: name, hash and kind of each, for another picture is
 * another form. */
#include "base/buf.h"
#include "forms/media.h"
#include "forms/reader.h"

#include <string.h>

enum { CANONICAL_BYTES = 64 << 20 };
#define FIRST_LINE "kintsugi form 1\n"
#define LANGUAGES_LINE "languages\n"
#define MEDIA_LINE "media\n"

static void put(struct buf *b, struct str s)
{
	buf_fmt(b, "%zu:", s.n);
	buf_add(b, s);
}

/* The row's filled cells with their columns, ordered by column. */
static void put_row(struct buf *b, const struct sheet_row *head, const struct sheet_row *row)
{
	size_t order[SHEET_COLUMNS];
	size_t n = 0;

	for (size_t i = 0; i < head->n && i < row->n; i++) {
		size_t at = n;
		if (row->cells[i].n == 0 || head->cells[i].n == 0)
			continue;
		while (at > 0 && str_cmp(head->cells[order[at - 1]], head->cells[i]) > 0)
			at--;
		memmove(order + at + 1, order + at, (n - at) * sizeof *order);
		order[at] = i;
		n++;
	}
	if (n == 0)
		return;
	for (size_t i = 0; i < n; i++) {
		put(b, head->cells[order[i]]);
		put(b, row->cells[order[i]]);
	}
	buf_byte(b, '\n');
}

/* A plain "label" and nothing else: the reader comes to the same without being told. */
static bool unnamed_language(const struct form_def *f)
{
	return f->langs_n == 1 && f->langs[0].column.n == 0;
}

static void put_files(struct buf *b, const struct form_def *f)
{
	if (f->files_n)
		buf_add(b, STR(MEDIA_LINE));
	for (size_t i = 0; i < f->files_n; i++) {
		put(b, f->files[i].name);
		put(b, f->files[i].hash);
		put(b, str_z(file_kind_ending(f->files[i].kind)));
	}
}

struct str form_canonical(struct arena *a, const struct form_def *f)
{
	struct buf b = buf_new(a, CANONICAL_BYTES);

	buf_add(&b, STR(FIRST_LINE));
	for (size_t s = 0; s < SHEETS; s++) {
		buf_fmt(&b, "%s\n", reader_sheets[s]);
		for (size_t i = 1; i < f->sheets[s].n; i++)
			put_row(&b, &f->sheets[s].rows[0], &f->sheets[s].rows[i]);
	}
	if (!unnamed_language(f)) {
		buf_add(&b, STR(LANGUAGES_LINE));
		for (size_t l = 0; l < f->langs_n; l++)
			put(&b, f->langs[l].column);
	}
	put_files(&b, f);
	return buf_str(&b);
}

/* --- and back --- */

struct table {
	struct arena *a;
	struct str rest; /* what is still to be read */
	struct str columns[SHEET_COLUMNS];
	size_t ncolumns;
	struct str cells[SHEET_COLUMNS]; /* of the row at hand */
	size_t wide;
	struct sheet_row *rows;
	size_t n;
	size_t room;
};

static bool take_line(struct str *rest, struct str line)
{
	if (!str_starts(*rest, line))
		return false;
	*rest = (struct str){ rest->p + line.n, rest->n - line.n };
	return true;
}

static bool take_text(struct table *t, struct str *out)
{
	struct str after;
	struct str digits = str_cut(t->rest, ':', &after);
	int64_t n;

	if (!str_int(digits, &n) || n < 0 || (size_t)n > after.n)
		return false;
	*out = arena_str(t->a, (struct str){ after.p, (size_t)n });
	t->rest = (struct str){ after.p + n, after.n - (size_t)n };
	return str_utf8(*out);
}

static bool take_cell(struct table *t)
{
	struct str column;
	struct str value;
	size_t at = 0;

	if (!take_text(t, &column) || !take_text(t, &value))
		return false;
	while (at < t->ncolumns && !str_eq(t->columns[at], column))
		at++;
	if (at == SHEET_COLUMNS)
		return false;
	t->columns[at] = column;
	t->cells[at] = value;
	t->ncolumns = at == t->ncolumns ? at + 1 : t->ncolumns;
	t->wide = at + 1 > t->wide ? at + 1 : t->wide;
	return true;
}

static struct sheet_row row_of(struct arena *a, size_t number, const struct str *cells, size_t n)
{
	struct str *copy = NEW_N(a, struct str, n + 1);

	for (size_t i = 0; i < n; i++)
		copy[i] = cells[i].n ? cells[i] : STR("");
	return (struct sheet_row){ number, copy, n };
}

static bool digit(struct str s)
{
	return s.n && s.p[0] >= '0' && s.p[0] <= '9';
}

/* The header is known when all rows are. */
static bool take_rows(struct table *t, struct sheet *out)
{
	t->rows = sheet_rows_more(t->a, NULL, &t->room);
	t->n = 1;
	while (digit(t->rest)) {
		memset(t->cells, 0, sizeof t->cells);
		t->wide = 0;
		while (digit(t->rest))
			if (!take_cell(t))
				return false;
		if (t->n == SHEET_ROWS || !take_line(&t->rest, STR("\n")))
			return false;
		if (t->n == t->room)
			t->rows = sheet_rows_more(t->a, t->rows, &t->room);
		t->rows[t->n] = row_of(t->a, t->n + 1, t->cells, t->wide);
		t->n++;
	}
	t->rows[0] = row_of(t->a, 1, t->columns, t->ncolumns);
	*out = (struct sheet){ t->rows, t->ncolumns ? t->n : 0 };
	return true;
}

static bool take_languages(struct reader *r, struct table *t)
{
	struct str column;

	if (!take_line(&t->rest, STR(LANGUAGES_LINE)))
		return true;
	while (digit(t->rest)) {
		if (!take_text(t, &column))
			return false;
		reader_add_language(r, column);
	}
	return true;
}

static bool take_files(struct reader *r, struct table *t)
{
	struct form_file *at = NEW_N(r->a, struct form_file, FORM_FILES_MOST);
	struct str ending;

	r->media = at;
	r->kept = true;
	if (!take_line(&t->rest, STR(MEDIA_LINE)))
		return t->rest.n == 0;
	for (; digit(t->rest); r->media_n++) {
		struct form_file *one = &at[r->media_n];
		if (r->media_n == FORM_FILES_MOST || !take_text(t, &one->name) ||
		    !take_text(t, &one->hash) || !take_text(t, &ending))
			return false;
		one->kind = file_kind_named(ending);
	}
	return t->rest.n == 0;
}

enum err form_read_canonical(struct arena *a, struct str canonical, const struct form_def **out,
                             struct form_problems *problems)
{
	struct sheet *sheets = NEW_N(a, struct sheet, SHEETS);
	struct reader r = { .a = a, .problems = problems, .sheets = sheets };
	struct table *t = NULL;

	r.def = NEW(a, struct form_def);
	*problems = (struct form_problems){ .n = 0 };
	*out = NULL;
	if (!take_line(&canonical, STR(FIRST_LINE)))
		return ERR_INVALID;
	for (int s = 0; s < SHEETS; s++) {
		t = NEW(a, struct table);
		t->a = a;
		t->rest = canonical;
		if (!take_line(&t->rest, arena_fmt(a, "%s\n", reader_sheets[s])) ||
		    !take_rows(t, &sheets[s]))
			return ERR_INVALID;
		canonical = t->rest;
	}
	if (!take_languages(&r, t) || !take_files(&r, t))
		return ERR_INVALID;
	return reader_form(&r, sheets, STR(""), out);
}
