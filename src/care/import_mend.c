/* Rows that cannot be read, as a file that whoever brought them mends and brings again. It lies
 * with the sheet, sealed for her, and goes with it. */
#include "care/import_inside.h"
#include "care/import_pages.h"

enum { MEND_ROOM = 2 << 20 };

void mend_begin(struct ctx *c, const struct import_sheet *s, struct buf *out)
{
	*out = buf_new(c->arena, MEND_ROOM);
	buf_cell_text(out, str_z(lang_text(c->lang, T("Row in the sheet"))));
	buf_byte(out, ',');
	buf_cell_text(out, str_z(lang_text(c->lang, T("What to mend"))));
	for (size_t i = 0; i < s->n; i++) {
		buf_byte(out, ',');
		buf_cell_text(out, s->columns[i].heading);
	}
	buf_add(out, STR("\r\n"));
}

void mend_why(const struct ctx *c, struct buf *why, struct str column, const char *words)
{
	if (why->n)
		buf_add(why, STR(" / "));
	if (column.n) {
		buf_add(why, column);
		buf_add(why, STR(": "));
	}
	buf_add(why, str_z(lang_text(c->lang, words)));
}

bool mend_row(struct buf *out, const struct sheet_row *row, struct str why)
{
	size_t most = 32 + 2 * why.n;

	for (size_t i = 0; i < row->n; i++)
		most += 2 * row->cells[i].n + 4;
	if (out->n + most > MEND_ROOM)
		return false;
	buf_fmt(out, "%zu,", row->number);
	buf_cell_text(out, why);
	for (size_t i = 0; i < row->n; i++) {
		buf_byte(out, ',');
		buf_cell_text(out, row->cells[i]);
	}
	buf_add(out, STR("\r\n"));
	return true;
}

enum err mend_show(struct visit *v)
{
	struct reply *reply = &v->x->reply;
	struct import_view w;
	struct str file;

	TRY(import_view_of(v, &w));
	if (w.state != IMPORT_CHECKED || !w.result.sum.mended)
		return ERR_ABSENT;
	TRY(part_get(&v->c, w.sheet.id, PART_MEND, &file));
	reply->type = "text/csv; charset=utf-8";
	reply->disposition = STR("attachment; filename=\"to-mend.csv\"");
	reply->sandbox = true;
	buf_take(&reply->body, file);
	return OK;
}
