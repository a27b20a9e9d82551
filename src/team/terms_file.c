/* Words of this house in a file, from a trial to the real house, or from one house to another. */
#include "base/buf.h"
#include "forms/list.h"
#include "team/terms.h"

enum { CSV_ROOM = 256 * 1024 };

enum err terms_csv(struct ctx *c, struct str *out)
{
	struct buf b = buf_new(c->arena, CSV_ROOM);
	struct terms all;

	TRY(terms_read(c, &all));
	buf_add(&b, STR("language,said,instead\r\n"));
	for (size_t i = 0; i < all.n; i++) {
		if (all.at[i].shared)
			continue;
		buf_fmt(&b, "%s,", lang_code(all.at[i].lang));
		buf_cell(&b, all.at[i].said);
		buf_byte(&b, ',');
		buf_cell(&b, all.at[i].instead);
		buf_add(&b, STR("\r\n"));
	}
	*out = buf_str(&b);
	return b.full ? ERR_TOO_BIG : OK;
}

static void refuse(struct term_refusals *out, size_t row, const char *words)
{
	if (out->n < sizeof out->at / sizeof *out->at)
		out->at[out->n++] = (struct term_refusal){ row, words };
}

/* One row, into the list of all when it can be used; a pair that is said so already is left out. */
static void take_row(struct ctx *c, const struct list_sheet *s, size_t i, struct terms *all,
                     struct term *room, struct term_refusals *out)
{
	const struct sheet_row *row = &s->sheet.rows[i];
	struct term t = { row_id_fresh(c->now), lang_find(list_cell(s, row, "language")),
		              list_cell(s, row, "said"), list_cell(s, row, "instead"), false };
	const char *field;
	const char *wrong;

	if (!t.lang) {
		refuse(out, row->number, T("The program does not speak this language."));
		return;
	}
	for (size_t k = 0; k < all->n; k++)
		if (lang_same(all->at[k].lang, t.lang) && str_eq(all->at[k].said, t.said) &&
		    str_eq(all->at[k].instead, t.instead))
			return;
	wrong = term_objection(c, all, &t, &field);
	if (wrong)
		refuse(out, row->number, wrong);
	else
		room[all->n++] = t;
}

enum err terms_bring(struct ctx *c, struct str bytes, struct term_refusals *out)
{
	struct list_sheet s = { .arena = c->arena };
	struct term *room;
	struct terms all;
	size_t before;
	size_t row = 0;

	*out = (struct term_refusals){ .n = 0 };
	if (sheet_read(c->arena, bytes, &s.sheet, &row) != OK || s.sheet.n < 2) {
		refuse(out, row, T("This is no sheet with the columns language, said and instead."));
		return ERR_INVALID;
	}
	TRY(terms_read(c, &all));
	before = all.n;
	room = NEW_N(c->arena, struct term, all.n + s.sheet.n);
	for (size_t i = 0; i < all.n; i++)
		room[i] = all.at[i];
	all.at = room;
	for (size_t i = 1; i < s.sheet.n; i++)
		take_row(c, &s, i, &all, room, out);
	if (out->n)
		return ERR_INVALID;
	for (size_t i = before; i < all.n; i++)
		TRY(term_write(c, &room[i]));
	return OK;
}
