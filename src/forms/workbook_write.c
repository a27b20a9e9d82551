#include "forms/workbook_write.h"

#include "forms/book.h"
#include "forms/reader.h"

enum err form_write_workbook(struct arena *a, const struct form_def *f, struct str *out)
{
	struct book_sheet sheets[SHEETS];
	size_t n = 0;

	for (int s = SURVEY; s < SHEETS; s++)
		if (s != SCORING || f->sheets[s].n)
			sheets[n++] = (struct book_sheet){ reader_sheets[s], f->sheets[s], 0 };
	return book_write(a, sheets, n, out);
}
