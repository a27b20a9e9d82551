/* A table of unknown bytes, each cell of which is read as a day, a number and a heading: nothing
 * may break, no day may lie outside of what can be written, and memory has its bounds. */
#include "forms/table.h"
#include "forms/typed.h"

#include <setjmp.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

struct seen {
	struct arena *a;
	size_t number;
};

static void look(struct arena *a, struct str cell)
{
	struct day day;
	int64_t number;

	for (int order = ORDER_UNKNOWN; order <= ORDER_MONTH; order++) {
		enum typed_day said = typed_day(a, cell, (enum day_order)order, &day);
		bool known = said == TYPED_DAY || said == TYPED_YEAR;
		if (known != day_known(day) ||
		    (known && (day_date(day).year < 1900 || day_date(day).year > 2199)))
			__builtin_trap();
	}
	(void)typed_order(a, cell);
	(void)typed_number(a, cell, &number);
}

/* Rows come in order, and their cells are text. */
static enum err on_row(void *arg, const struct sheet_row *row)
{
	struct seen *s = arg;

	if (row->number <= s->number || row->n > TABLE_COLUMNS)
		__builtin_trap();
	s->number = row->number;
	for (size_t i = 0; i < row->n; i++)
		if (str_utf8(row->cells[i]))
			look(s->a, row->cells[i]);
	return OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static struct arena *a;
	static struct arena *cells;
	static jmp_buf place;
	struct table_about about;
	struct seen s = { .number = 0 };

	if (!a)
		a = arena_new((size_t)192 << 20);
	if (!cells)
		cells = arena_new((size_t)1 << 20);
	if (!a || !cells)
		return 0;
	s.a = cells;
	arena_guard(a, &place);
	if (setjmp(place) == 0 &&
	    table_read(a, (struct str){ (const char *)data, n }, 0, (struct csv_on){ on_row, &s },
	               &about) != OK &&
	    !about.refused)
		__builtin_trap();
	arena_guard(a, NULL);
	arena_reset(a);
	arena_reset(cells);
	return 0;
}
