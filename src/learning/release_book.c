/* A table as a workbook that explains itself. Its rows are those of the file that was signed. */
#include "forms/book.h"
#include "learning/release_view.h"
#include "learning/report_words.h"

enum { ROWS_MOST = 16, CELLS = 2, NUMBERS = 1 << 5 | 1 << 6 | 1 << 7 };

/* Program's words in a sheet: two cells a row. */
struct pairs {
	struct html *h;
	struct sheet_row at[ROWS_MOST];
	struct str cells[ROWS_MOST][CELLS];
	size_t n;
};

static void pair(struct pairs *p, struct str one, struct str two)
{
	struct str *cells = p->cells[p->n];

	cells[0] = one;
	cells[1] = two;
	p->at[p->n] = (struct sheet_row){ p->n + 1, cells, two.n ? 2 : 1 };
	p->n++;
}

static struct sheet sheet_of(struct pairs *p)
{
	return (struct sheet){ p->at, p->n };
}

static struct str say(const struct pairs *p, const char *words)
{
	return str_z(lang_text(p->h->lang, words));
}

static void about(struct pairs *p, const struct release *r)
{
	const struct release_notes notes = release_notes(p->h, r);
	struct date d = day_date(r->day);

	pair(p, r->series.title, arena_fmt(p->h->out->arena, "%04d-%02d-%02d", d.year, d.month, d.day));
	pair(p, say(p, r->series.figure->words), say(p, release_kind_words(r->series.kind)));
	for (size_t i = 0; i < notes.n; i++)
		pair(p, notes.at[i].words, STR(""));
	pair(p, say(p, report_definition_of("released")->title),
	     say(p, report_definition_of("released")->text));
}

/* The columns of the file, in their order. */
static const struct {
	const char *name;
	const char *means; /* msgid */
} columns[] = {
	{ "title", T("What the table is called") },
	{ "table", T("Who is counted, by what, as a code") },
	{ "day", T("As of which day") },
	{ "code", T("Of the row; those that begin with _ are sums and notes") },
	{ "row", T("What the row is called") },
	{ "people", T("How many people, as it may be told") },
	{ "percent", T("Of the people counted, in whole percent") },
	{ "mean", T("A mean from 1 to 4") },
};

static void dictionary(struct pairs *p)
{
	pair(p, say(p, T("Column")), say(p, T("What it holds")));
	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
		pair(p, str_z(columns[i].name), say(p, columns[i].means));
}

enum err release_book(struct html *h, const struct release *r, struct str *out)
{
	struct arena *a = h->out->arena;
	struct pairs *first = NEW(a, struct pairs);
	struct pairs *last = NEW(a, struct pairs);
	struct sheet rows;
	size_t at;

	first->h = last->h = h;
	about(first, r);
	dictionary(last);
	TRY(sheet_read(a, r->csv, &rows, &at));
	/* Programs look for these names: they are the same in every language. */
	return book_write(a,
	                  (const struct book_sheet[]){ { "About", sheet_of(first), 0 },
	                                               { "Table", rows, NUMBERS },
	                                               { "Columns", sheet_of(last), 0 } },
	                  3, out);
}
