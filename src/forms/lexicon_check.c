/* The lexicon over a form's own texts, cell by cell. */
#include "forms/lexicon.h"
#include "forms/reader.h"

/* Columns whose cells people read, with or without a language behind. */
static bool is_text(struct str column)
{
	static const char *const texts[] = {
		"label",      "hint",  "guidance_hint",    "why",
		"form_title", "bands", "required_message", "constraint_message"
	};
	struct str language;

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (str_eq(column, str_z(texts[i])) || reader_language(column, str_z(texts[i]), &language))
			return true;
	return false;
}

static void check_cell(struct reader *r, const struct lexicon *l, const struct sheet_row *row,
                       struct str column, struct str text)
{
	struct lexicon_finds *found = NEW(r->a, struct lexicon_finds);

	lexicon_look(r->a, l, text, found);
	for (size_t i = 0; i < found->n; i++) {
		const struct lexicon_word *w = found->at[i].word;
		reader_problem(r, FORM_REMARK, row->number, column,
		               T("This word may hurt whoever reads it. Perhaps another one fits."),
		               arena_fmt(r->a, "%.*s: %.*s", (int)found->at[i].said.n, found->at[i].said.p,
		                         (int)w->better.n, w->better.p));
	}
}

void lexicon_check(struct arena *a, const struct lexicon *l, const struct form_def *f,
                   struct form_problems *problems)
{
	struct reader r = { .a = a, .problems = problems, .sheets = f->sheets };

	for (r.which = 0; r.which < SHEETS; r.which++) {
		const struct sheet *s = &f->sheets[r.which];
		for (size_t i = 1; i < s->n; i++)
			for (size_t k = 0; k < s->rows[i].n && k < s->rows[0].n; k++)
				if (is_text(s->rows[0].cells[k]))
					check_cell(&r, l, &s->rows[i], s->rows[0].cells[k], s->rows[i].cells[k]);
	}
}
