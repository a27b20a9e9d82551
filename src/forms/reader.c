#include "forms/reader.h"

static const char *const sheet_names[SHEETS] = { "survey", "choices", "settings", "scoring" };

void reader_problem(struct reader *r, enum form_weight w, size_t row, struct str column,
                    const char *words, struct str detail)
{
	struct form_problems *p = r->problems;

	if (p->n < FORM_PROBLEMS)
		p->at[p->n++] =
			(struct form_problem){ w, sheet_names[r->which], row, column, words, detail };
	p->refused += w == FORM_REFUSED;
	p->unready += w == FORM_UNREADY;
	p->remarks += w == FORM_REMARK;
}

const struct sheet *reader_sheet(const struct reader *r)
{
	return &r->sheets[r->which];
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

/* "label::Español (es)" gives "Español (es)" when the part before is name. */
static bool language_of(struct str header, struct str name, struct str *language)
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
	struct str language;

	for (size_t l = 0; l < FORM_LANGS; l++)
		t.in[l] = STR("");
	for (size_t i = 0; i < head.n && i < row->n; i++) {
		if (str_eq(head.cells[i], str_z(name)))
			t.in[0] = row->cells[i];
		if (!language_of(head.cells[i], str_z(name), &language))
			continue;
		for (size_t l = 0; l < r->def->langs_n; l++) {
			if (str_eq(r->def->langs[l].column, language))
				t.in[l] = row->cells[i];
		}
	}
	return t;
}

bool reader_yes(struct reader *r, const struct sheet_row *row, const char *column)
{
	struct str s = reader_cell(r, row, column);

	if (str_eq(s, STR("yes")) || str_eq(s, STR("true")))
		return true;
	if (s.n && !str_eq(s, STR("no")) && !str_eq(s, STR("false")))
		reader_problem(r, FORM_REFUSED, row->number, str_z(column), "Write yes or no.", s);
	return false;
}

int reader_int(struct reader *r, const struct sheet_row *row, const char *column, int low, int high)
{
	struct str s = reader_cell(r, row, column);
	int64_t v;

	if (str_int(s, &v) && v >= low && v <= high)
		return (int)v;
	reader_problem(r, FORM_REFUSED, row->number, str_z(column),
	               "Write a whole number in the range this column allows.", s);
	return low;
}

void reader_check_header(struct reader *r)
{
	struct sheet_row head = reader_header(r);

	for (size_t i = 0; i < head.n; i++) {
		for (size_t j = 0; j < i; j++) {
			if (head.cells[i].n && str_eq(head.cells[i], head.cells[j]))
				reader_problem(r, FORM_REFUSED, head.number, head.cells[i],
				               "This column is there twice. Keep one of them.", head.cells[i]);
		}
	}
}

void reader_remark_gaps(struct reader *r, size_t row, const struct form_text *t, struct str column)
{
	for (size_t l = 1; l < r->def->langs_n && t->in[0].n; l++) {
		if (t->in[l].n == 0)
			reader_problem(r, FORM_REMARK, row, column, "This text is not translated yet.",
			               r->def->langs[l].column);
	}
}

/* "Español (es)" becomes name and code; without brackets the whole is both. */
static struct form_lang named(struct str column)
{
	struct form_lang l = { column, column, column };
	struct str code;
	struct str name = str_cut(column, '(', &code);

	if (code.n > 1 && code.p[code.n - 1] == ')') {
		l.name = str_trim(name);
		l.code = str_trim((struct str){ code.p, code.n - 1 });
	}
	return l;
}

static void add_language(struct reader *r, struct str column)
{
	struct form_def *d = r->def;

	for (size_t l = 0; l < d->langs_n; l++) {
		if (str_eq(d->langs[l].column, column))
			return;
	}
	if (d->langs_n == FORM_LANGS) {
		reader_problem(r, FORM_REFUSED, 1, column,
		               "A form can have eight languages. Make a second form.", column);
		return;
	}
	d->langs[d->langs_n++] = named(column);
}

static bool translated(struct str header, struct str *language)
{
	return language_of(header, STR("label"), language) ||
	       language_of(header, STR("hint"), language) ||
	       language_of(header, STR("why"), language) ||
	       language_of(header, STR("form_title"), language);
}

static bool plain_text_column(struct str header)
{
	return str_eq(header, STR("label")) || str_eq(header, STR("hint")) ||
	       str_eq(header, STR("why"));
}

/* Without a default_language, a column named just "label" makes a nameless first language. */
static void first_language(struct reader *r)
{
	const struct sheet *s = &r->sheets[SETTINGS];
	struct str given = { "", 0 };
	struct sheet_row head;

	r->which = SETTINGS;
	if (s->n > 1)
		given = reader_cell(r, &s->rows[1], "default_language");
	if (given.n)
		add_language(r, given);
	r->which = SURVEY;
	head = reader_header(r);
	for (size_t i = 0; i < head.n && !given.n; i++) {
		if (plain_text_column(head.cells[i]))
			add_language(r, STR(""));
	}
}

void reader_languages(struct reader *r)
{
	struct str language;

	first_language(r);
	for (r->which = SURVEY; r->which < SHEETS; r->which++) {
		struct sheet_row head = reader_header(r);
		reader_check_header(r);
		for (size_t i = 0; i < head.n; i++) {
			if (translated(head.cells[i], &language))
				add_language(r, language);
		}
	}
	if (r->def->langs_n == 0)
		add_language(r, STR(""));
}
