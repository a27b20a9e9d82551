/* The languages people speak, from the pack's list. */
#include "care/welcome.h"

#include <stdio.h>

enum { LIST_ROOM = 64 * 1024 };

static enum err read_sheet(struct ctx *c, struct sheet *out)
{
	struct str path = arena_fmt(c->arena, "%s/core/languages.csv", c->house->packs);
	char *p;
	FILE *f;
	size_t row;
	size_t n;

	*out = (struct sheet){ NULL, 0 };
	f = fopen(path.p, "rbe");
	if (!f)
		return ERR_ABSENT;
	p = arena_alloc(c->arena, LIST_ROOM);
	n = fread(p, 1, LIST_ROOM, f);
	(void)fclose(f);
	return sheet_read(c->arena, (struct str){ p, n }, out, &row);
}

/* Columns of the sheet: code, English name, own name. */
static struct choice language_of(struct arena *a, const struct sheet_row *row)
{
	struct choice ch = { row->cells[0].p, row->cells[1].p };

	if (row->n > 2 && row->cells[2].n && !str_eq(row->cells[1], row->cells[2]))
		ch.label = arena_fmt(a, "%s (%s)", row->cells[2].p, row->cells[1].p).p;
	return ch;
}

enum err welcome_languages(struct ctx *c, struct choice_list *out)
{
	struct sheet sheet;
	struct choice *list;
	size_t n = 1;

	if (read_sheet(c, &sheet) != OK)
		sheet.n = 0;
	list = NEW_N(c->arena, struct choice, sheet.n + 1);
	list[0] = (struct choice){ "none", T("No shared language") };
	for (size_t i = 1; i < sheet.n; i++)
		if (sheet.rows[i].n > 1 && sheet.rows[i].cells[0].n)
			list[n++] = language_of(c->arena, &sheet.rows[i]);
	*out = (struct choice_list){ list, n };
	return OK;
}

static const struct choice *find(const struct choice_list *list, struct str code)
{
	for (size_t i = 0; i < list->n; i++)
		if (str_eq(code, str_z(list->at[i].value)))
			return &list->at[i];
	return NULL;
}

struct str welcome_language(const struct choice_list *list, struct str code)
{
	const struct choice *ch = find(list, code);

	return ch ? str_z(ch->label) : code;
}

bool welcome_language_known(const struct choice_list *list, struct str code)
{
	return code.n == 0 || find(list, code) != NULL;
}

enum err welcome_language_check(struct visit *v, struct str code)
{
	struct choice_list all;

	TRY(welcome_languages(&v->c, &all));
	if (welcome_language_known(&all, code))
		return OK;
	return visit_problem(v, "language", T("Please choose one of the answers that are offered."));
}
