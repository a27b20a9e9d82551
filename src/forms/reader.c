#include "forms/reader.h"

#include <string.h>

const char *const reader_sheets[SHEETS] = { "survey", "choices", "settings", "scoring" };

const struct sheet *reader_sheet(const struct reader *r)
{
	return &r->sheets[r->which];
}

/* The last problem that is lighter than w makes room. */
static bool make_room(struct form_problems *p, enum form_weight w)
{
	if (p->n < FORM_PROBLEMS)
		return true;
	for (size_t i = p->n; i-- > 0;) {
		if (p->at[i].weight <= w)
			continue;
		memmove(&p->at[i], &p->at[i + 1], (p->n - i - 1) * sizeof *p->at);
		p->n--;
		return true;
	}
	return false;
}

/* The column as the form itself spells it. */
static struct str as_written(const struct reader *r, struct str column)
{
	const struct sheet *s = reader_sheet(r);

	for (size_t i = 0; s->n && i < s->rows[0].n && i < r->heads[r->which].n; i++) {
		if (column.n && str_eq(s->rows[0].cells[i], column))
			return r->heads[r->which].cells[i];
	}
	return column;
}

void form_problem_add(struct form_problems *p, struct form_problem one)
{
	if (make_room(p, one.weight))
		p->at[p->n++] = one;
	p->refused += one.weight == FORM_REFUSED;
	p->unready += one.weight == FORM_UNREADY;
	p->remarks += one.weight == FORM_REMARK;
}

void reader_problem(struct reader *r, enum form_weight w, size_t row, struct str column,
                    const char *words, struct str detail)
{
	form_problem_add(r->problems, (struct form_problem){ w, reader_sheets[r->which], row,
	                                                     as_written(r, column), words, detail });
}

struct sheet_row reader_header(const struct reader *r)
{
	const struct sheet *s = reader_sheet(r);

	return s->n ? s->rows[0] : (struct sheet_row){ 0, NULL, 0 };
}

static struct str cell_under(const struct reader *r, const struct sheet_row *row, struct str column)
{
	struct sheet_row head = reader_header(r);

	for (size_t i = 0; i < head.n && i < row->n; i++) {
		if (str_eq(head.cells[i], column))
			return row->cells[i];
	}
	return STR("");
}

struct str reader_cell(const struct reader *r, const struct sheet_row *row, const char *column)
{
	return cell_under(r, row, str_z(column));
}

bool reader_language(struct str header, struct str name, struct str *language)
{
	struct str rest;

	if (!str_starts(header, name))
		return false;
	rest = (struct str){ header.p + name.n, header.n - name.n };
	if (!str_starts(rest, STR("::")))
		return false;
	*language = str_trim((struct str){ rest.p + 2, rest.n - 2 });
	return true;
}

struct form_text reader_text(const struct reader *r, const struct sheet_row *row, const char *name)
{
	struct form_text t = { .in = { { "", 0 } } };
	struct sheet_row head = reader_header(r);
	struct str language = STR("");

	for (size_t l = 0; l < FORM_LANGS; l++)
		t.in[l] = STR("");
	for (size_t i = 0; i < head.n && i < row->n; i++) {
		bool plain = str_eq(head.cells[i], str_z(name));
		size_t l = 0;
		if (!plain && !reader_language(head.cells[i], str_z(name), &language))
			continue;
		if (!plain)
			l = reader_language_at(r->def, language);
		/* A text without a language is the default's where that has none of its own. */
		if (row->cells[i].n && l < FORM_LANGS && (!plain || t.in[0].n == 0))
			t.in[l] = row->cells[i];
	}
	return t;
}

bool reader_has(const struct form_text *t)
{
	for (size_t l = 0; l < FORM_LANGS; l++) {
		if (t->in[l].n)
			return true;
	}
	return false;
}

static bool same_word(struct str s, const char *word)
{
	size_t i = 0;

	for (; i < s.n && word[i]; i++) {
		char c = s.p[i] >= 'A' && s.p[i] <= 'Z' ? (char)(s.p[i] + 32) : s.p[i];
		if (c != word[i])
			return false;
	}
	return i == s.n && word[i] == '\0';
}

int reader_says(struct str s)
{
	static const char *const yes[] = { "yes", "true", "true()", "1", "y" };
	static const char *const no[] = { "", "no", "false", "false()", "0", "n" };

	for (size_t i = 0; i < sizeof yes / sizeof *yes; i++) {
		if (same_word(s, yes[i]))
			return 1;
	}
	for (size_t i = 0; i < sizeof no / sizeof *no; i++) {
		if (same_word(s, no[i]))
			return 0;
	}
	return -1;
}

bool reader_yes(struct reader *r, const struct sheet_row *row, const char *column)
{
	struct str s = reader_cell(r, row, column);
	int said = reader_says(s);

	if (said < 0)
		reader_problem(r, FORM_REFUSED, row->number, str_z(column), T("Write yes or no."), s);
	return said > 0;
}

int reader_int(struct reader *r, const struct sheet_row *row, const char *column, int low, int high)
{
	struct str s = reader_cell(r, row, column);
	int64_t v;

	if (str_int(s, &v) && v >= low && v <= high)
		return (int)v;
	reader_problem(r, FORM_REFUSED, row->number, str_z(column),
	               T("Write a whole number in the range this column allows."), s);
	return low;
}

static void refuse_twins(struct reader *r)
{
	struct sheet_row head = reader_header(r);

	for (size_t i = 0; i < head.n; i++) {
		for (size_t j = 0; j < i; j++) {
			if (head.cells[i].n && str_eq(head.cells[i], head.cells[j]))
				reader_problem(r, FORM_REFUSED, head.number, head.cells[i],
				               T("This column is there twice. Keep one of them."), head.cells[i]);
		}
	}
}

static bool among(const struct sheet_row *head, struct str cell)
{
	for (size_t i = 0; i < head->n; i++) {
		if (str_eq(head->cells[i], cell))
			return true;
	}
	return false;
}

/* Whether anything stands under a header. */
static bool said(const struct sheet_row *head, const struct sheet_row *row)
{
	for (size_t i = 0; i < head->n && i < row->n; i++) {
		if (head->cells[i].n && row->cells[i].n)
			return true;
	}
	return false;
}

static bool empty(struct arena *a, const struct sheet_row *row)
{
	for (size_t i = 0; i < row->n; i++) {
		if (reader_plain(a, row->cells[i], true).n)
			return false;
	}
	return true;
}

/* The header is the first row with anything in it. */
static struct sheet below_empty(struct arena *a, struct sheet s)
{
	while (s.n && empty(a, &s.rows[0]))
		s = (struct sheet){ s.rows + 1, s.n - 1 };
	return s;
}

/* A column with another word for a column that is there as well ("value" beside "name") is one of
 * the form's own: it stays. "Label" beside "label" is the same twice. Rows with nothing
 * under a header are nobody's. */
static void spell(struct reader *r, struct sheet *s)
{
	struct sheet_row *rows = NEW_N(r->a, struct sheet_row, s->n);
	const struct sheet_row *head = &s->rows[0];
	struct str *cells = NEW_N(r->a, struct str, head->n + 1);
	size_t n = 0;

	for (size_t i = 0; i < head->n; i++) {
		struct str name = reader_spelling(r->a, reader_plain(r->a, head->cells[i], true), r->which);
		bool other = among(head, name) && !same_word(head->cells[i], name.p);
		cells[i] = other ? head->cells[i] : name;
	}
	rows[n++] = (struct sheet_row){ head->number, cells, head->n };
	for (size_t i = 1; i < s->n; i++) {
		struct sheet_row row = reader_plain_row(r->a, &rows[0], &s->rows[i]);
		if (said(&rows[0], &row))
			rows[n++] = row;
	}
	*s = (struct sheet){ rows, n };
}

void reader_headers(struct reader *r, struct sheet *sheets)
{
	for (r->which = SURVEY; r->which < SHEETS; r->which++) {
		sheets[r->which] = below_empty(r->a, sheets[r->which]);
		r->heads[r->which] = reader_header(r);
		if (sheets[r->which].n)
			spell(r, &sheets[r->which]);
		refuse_twins(r);
	}
}

void reader_remark_gaps(struct reader *r, size_t row, const struct form_text *t, struct str column)
{
	for (size_t l = 0; l < r->def->langs_n && reader_has(t); l++) {
		if (t->in[l].n == 0)
			reader_problem(r, FORM_REMARK, row, column, T("This text is not translated yet."),
			               r->def->langs[l].column);
	}
}
