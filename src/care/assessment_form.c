/* Forms of packs, and old wordings read back from their canonical text. */
#include "base/buf.h"
#include "care/assessment_inside.h"
#include "forms/shelf.h"

enum { HASH = 32, SHEETS = 4 };

static struct str hash_text(struct arena *a, struct str canonical)
{
	static const char digits[] = "0123456789abcdef";
	uint8_t hash[HASH];
	struct buf b = buf_new(a, 2 * HASH + 1);

	hash_bytes((struct bytes){ (const uint8_t *)canonical.p, canonical.n }, hash);
	for (int i = 0; i < HASH; i++) {
		buf_byte(&b, digits[hash[i] >> 4]);
		buf_byte(&b, digits[hash[i] & 15]);
	}
	return arena_str(a, buf_str(&b));
}

static enum err finish(struct arena *a, const struct form_problems *problems, struct rubric *out)
{
	if (!form_ready(problems) || !out->form->instrument)
		return ERR_INVALID;
	out->canonical = form_canonical(a, out->form);
	out->hash = hash_text(a, out->canonical);
	return OK;
}

static enum err load(struct arena *a, const char *dir, struct rubric *out)
{
	struct form_problems *problems = NEW(a, struct form_problems);

	TRY(form_load(a, dir, &out->form, problems));
	return finish(a, problems, out);
}

/* Changes with every sheet of the folder. */
static int64_t stamp_of(struct arena *a, const char *dir)
{
	static const char *const names[SHEETS] = { "survey", "choices", "settings", "scoring" };
	int64_t stamp = 0;

	for (int i = 0; i < SHEETS; i++)
		stamp = shelf_stamp(stamp, arena_fmt(a, "%s/%s.csv", dir, names[i]).p);
	return stamp;
}

static const void *keep(struct arena *a, const void *dir)
{
	struct rubric *made = NEW(a, struct rubric);

	return load(a, dir, made) == OK ? made : NULL;
}

enum err rubric_now(struct ctx *c, const char *pack, struct rubric *out)
{
	struct str dir = arena_fmt(c->arena, "%s/%s", c->house->packs, pack);
	const struct rubric *found = shelf(dir.p, stamp_of(c->arena, dir.p), keep, dir.p);

	if (!found)
		return load(c->arena, dir.p, out);
	*out = *found;
	return OK;
}

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

enum err rubric_parse(struct ctx *c, struct str canonical, struct rubric *out)
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
	return finish(c->arena, problems, out);
}

/* --- texts --- */

struct str rubric_text(const struct ctx *c, const struct rubric *r, const struct form_text *t)
{
	return form_text_in(r->form, t, str_z(c->lang ? lang_code(c->lang) : "en"));
}

enum err rubric_choices(struct ctx *c, const struct form_field *field, struct str age_group,
                        struct form_choices *out)
{
	const struct xpath_pair age = { STR("age_group"), arena_str(c->arena, age_group) };

	return form_choices(c->arena, field, &age, 1, out);
}
