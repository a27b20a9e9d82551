/* A sheet comes in: its rows are sealed piece by piece while it is read. */
#include "access/audit.h"
#include "base/log.h"
#include "care/import_inside.h"
#include "care/import_sql.h"

#include <string.h>

enum {
	SCRATCH = 64 << 20,
	READING = 192 << 20,
	COMMIT_AT = 4 << 20,
	TITLES = 10,
	ORDER_BYTES = 20
};

struct taking {
	struct ctx *c;    /* who asks */
	struct ctx piece; /* of the change at hand */
	struct arena *scratch;
	struct import_sheet s;
	struct sheet_row titles[TITLES]; /* rows above the headings, until these are found */
	size_t titles_n;
	bool headed;
	struct buf rows;
	size_t rows_n;
	int64_t part;
};

/* --- pieces --- */

static enum err piece_begin(struct taking *t)
{
	arena_reset(t->scratch);
	TRY(ctx_begin(&t->piece, t->scratch, t->c->house, t->c->actor, t->c->now));
	read_end(t->piece.read);
	t->rows = buf_new(t->scratch, ROWS_ROOM);
	t->rows_n = 0;
	return OK;
}

static enum err piece_end(struct taking *t)
{
	if (t->rows_n)
		TRY(part_put(&t->piece, t->s.id, t->part++, buf_str(&t->rows)));
	t->rows = buf_new(t->scratch, ROWS_ROOM);
	t->rows_n = 0;
	if (arena_used(t->scratch) < COMMIT_AT)
		return OK;
	TRY(import_commit(&t->piece));
	return piece_begin(t);
}

/* --- columns --- */

static struct str heading(struct arena *a, struct str cell, size_t column)
{
	char letters[4] = "";
	size_t at = 2;

	cell.n = cell.n > HEADING ? HEADING : cell.n;
	while (cell.n && !str_utf8(cell))
		cell.n--;
	if (cell.n)
		return arena_str(a, cell);
	for (size_t n = column + 1; n > 0; n = (n - 1) / 26, at--) {
		letters[at] = (char)('A' + (n - 1) % 26);
		if (at == 0)
			break;
	}
	return arena_str(a, str_z(letters[0] ? letters : letters[1] ? letters + 1 : letters + 2));
}

static void column_add(struct taking *t, struct str cell)
{
	struct import_column *col = &t->s.columns[t->s.n];

	*col =
		(struct import_column){ .heading = heading(t->c->arena, cell, t->s.n), .field = STR("") };
	for (size_t i = 0; i < SAMPLES; i++)
		col->sample[i] = STR("");
	t->s.n++;
}

static void sample(struct arena *a, struct import_column *col, struct str cell)
{
	size_t i = 0;

	while (i < SAMPLES && col->sample[i].n)
		if (str_eq(col->sample[i++], cell))
			return;
	cell.n = cell.n > SAMPLE_BYTES ? SAMPLE_BYTES : cell.n;
	while (cell.n && !str_utf8(cell))
		cell.n--;
	if (i < SAMPLES && cell.n)
		col->sample[i] = arena_str(a, cell);
}

/* Only what looks like 3/4/2026 can be read in two orders. */
static void order(struct arena *a, struct import_column *col, struct str cell)
{
	struct day day;

	if (cell.n > ORDER_BYTES || (!memchr(cell.p, '/', cell.n) && !memchr(cell.p, '-', cell.n)))
		return;
	switch (typed_order(a, cell)) {
	case ORDER_DAY:
		col->day_first++;
		break;
	case ORDER_MONTH:
		col->month_first++;
		break;
	case ORDER_UNKNOWN:
		col->either += typed_day(a, cell, ORDER_UNKNOWN, &day) == TYPED_EITHER;
		break;
	}
}

/* --- rows --- */

static enum err data_row(struct taking *t, const struct sheet_row *row)
{
	bool some = false;

	while (t->s.n < row->n && t->s.n < TABLE_COLUMNS)
		column_add(t, STR(""));
	for (size_t i = 0; i < row->n; i++) {
		if (!row->cells[i].n)
			continue;
		some = true;
		sample(t->c->arena, &t->s.columns[i], row->cells[i]);
		order(t->scratch, &t->s.columns[i], row->cells[i]);
	}
	if (!some)
		return OK;
	row_pack(&t->rows, row);
	t->rows_n++;
	t->s.rows++;
	if (t->rows.full)
		return ERR_TOO_BIG;
	return t->rows_n == ROWS_A_PART || t->rows.n > ROWS_ROOM / 2 ? piece_end(t) : OK;
}

static void head_row(struct taking *t, const struct sheet_row *row)
{
	t->headed = true;
	t->s.heading_row = row->number;
	for (size_t i = 0; i < row->n && i < TABLE_COLUMNS; i++)
		column_add(t, row->cells[i]);
}

static size_t filled(const struct sheet_row *row)
{
	size_t n = 0;

	for (size_t i = 0; i < row->n; i++)
		n += row->cells[i].n > 0;
	return n;
}

/* A sheet of one column has its heading in the first row after all. */
static enum err titles_end(struct taking *t)
{
	if (t->headed || !t->titles_n)
		return OK;
	head_row(t, &t->titles[0]);
	for (size_t i = 1; i < t->titles_n; i++)
		TRY(data_row(t, &t->titles[i]));
	return OK;
}

/* Above the headings may stand a title: rows with one cell. */
static enum err title_row(struct taking *t, const struct sheet_row *row)
{
	struct str *cells = NEW_N(t->c->arena, struct str, row->n + 1);

	for (size_t i = 0; i < row->n; i++)
		cells[i] = arena_str(t->c->arena, row->cells[i]);
	t->titles[t->titles_n++] = (struct sheet_row){ row->number, cells, row->n };
	return t->titles_n == TITLES ? titles_end(t) : OK;
}

static enum err on_row(void *arg, const struct sheet_row *row)
{
	struct taking *t = arg;

	if (t->headed)
		return data_row(t, row);
	if (filled(row) < 2)
		return title_row(t, row);
	head_row(t, row);
	return OK;
}

/* --- the whole --- */

static struct str names_of(struct arena *a, const struct table_about *about)
{
	struct buf b = buf_new(a, 4096);

	for (size_t i = 0; i < about->sheets_n; i++)
		if (i != about->sheet)
			buf_fmt(&b, "%s%.*s", b.n ? ", " : "", (int)about->sheets[i].n, about->sheets[i].p);
	return buf_str(&b);
}

static enum err keep(struct taking *t, const struct table_about *about)
{
	struct buf head = buf_new(t->c->arena, PART_ROOM);

	t->s.encoding = str_z(about->encoding);
	t->s.others = names_of(t->c->arena, about);
	t->s.sheet = about->sheet < about->sheets_n ? about->sheets[about->sheet] : STR("");
	TRY(map_guess(t->c, &t->s));
	head_put(&head, &t->s);
	if (head.full)
		return ERR_TOO_BIG;
	TRY(part_put(t->c, t->s.id, PART_HEAD, buf_str(&head)));
	TRY(plan_put(t->c, &t->s));
	import_step(t->c->change, t->c->house->org, t->s.id, IMPORT_LAPSED, IMPORT_READ);
	return audit(t->c, VERB_IMPORT_READ, NULL, REASON_CARE, (struct str){ NULL, 0 });
}

static enum err read_all(struct taking *t, struct str bytes, size_t sheet,
                         struct table_about *about, struct arena *reading)
{
	enum err e;

	TRY(piece_begin(t));
	import_insert(t->piece.change, t->c->house->org, t->s.id, t->s.team, t->c->actor->id,
	              clock_hour(t->c->now), IMPORT_LAPSED);
	e = table_read(reading, bytes, sheet, (struct csv_on){ on_row, t }, about);
	if (e == OK)
		e = titles_end(t);
	if (e == OK && t->s.rows == 0) {
		about->refused = T("There are no rows in this sheet, below its headings. Please choose "
		                   "another file or sheet.");
		return ERR_INVALID;
	}
	TRY(e);
	TRY(piece_end(t));
	return change_empty(t->piece.change) ? OK : import_commit(&t->piece);
}

/* What was kept before it was refused goes. */
static void drop(struct ctx *c, struct row_id id)
{
	c->change = change_new(c->arena);
	import_parts_drop(c->change, c->house->org, id, 0);
	import_delete(c->change, c->house->org, id);
	if (import_commit(c) != OK)
		log_event("import-not-dropped", LOG_ERR(ERR_STORE));
}

enum err import_take(struct ctx *c, struct row_id id, const struct import_new *n,
                     struct table_about *about)
{
	struct taking t = { .c = c, .part = PART_ROWS };
	struct arena *reading = arena_beside(c->arena, READING);
	enum err e;

	t.scratch = arena_beside(c->arena, SCRATCH);
	if (!t.scratch || !reading)
		return ERR_BUSY;
	*about = (struct table_about){ .encoding = "" };
	t.s = (struct import_sheet){ .id = id, .kind = n->kind, .team = n->team, .name = n->name };
	t.s.columns = NEW_N(c->arena, struct import_column, TABLE_COLUMNS);
	e = read_all(&t, n->bytes, n->sheet, about, reading);
	if (e == OK)
		e = keep(&t, about);
	if (e != OK) {
		drop(c, id);
		return e;
	}
	return import_commit(c);
}
