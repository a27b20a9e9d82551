/* What is known of a sheet, and how it is to be read: records of fields. */
#include "care/import_inside.h"
#include "care/import_sql.h"

#include "base/fold.h"

#include <string.h>

enum { COLUMN_ROOM = 4096, MAP_ROOM = 256 * 1024 };

/* --- the head --- */

static void column_put(struct buf *b, struct arena *a, const struct import_column *col)
{
	struct buf one = buf_new(a, COLUMN_ROOM);

	fields_put(&one, "heading", col->heading);
	for (size_t i = 0; i < SAMPLES; i++)
		fields_put(&one, "sample", col->sample[i]);
	fields_put_int(&one, "day_first", col->day_first);
	fields_put_int(&one, "month_first", col->month_first);
	fields_put_int(&one, "either", col->either);
	fields_put(b, "column", buf_str(&one));
}

static void column_get(struct str record, struct import_column *col)
{
	struct str name;
	struct str value;
	size_t n = 0;

	*col = (struct import_column){ .heading = fields_get(record, "heading"),
		                           .day_first = fields_int(record, "day_first", 0),
		                           .month_first = fields_int(record, "month_first", 0),
		                           .either = fields_int(record, "either", 0),
		                           .field = STR("") };
	for (size_t at = 0; fields_next(record, &at, &name, &value);)
		if (str_eq(name, STR("sample")) && n < SAMPLES)
			col->sample[n++] = value;
}

void head_put(struct buf *b, const struct import_sheet *s)
{
	fields_put_int(b, "kind", s->kind);
	fields_put(b, "name", s->name);
	fields_put(b, "sheet", s->sheet);
	fields_put(b, "others", s->others);
	fields_put(b, "encoding", s->encoding);
	fields_put_int(b, "rows", s->rows);
	fields_put_int(b, "heading_row", (int64_t)s->heading_row);
	for (size_t i = 0; i < s->n; i++)
		column_put(b, b->arena, &s->columns[i]);
}

static void head_get(struct ctx *c, struct str record, struct import_sheet *s)
{
	struct str name;
	struct str value;

	s->kind = (enum import_kind)fields_int(record, "kind", IMPORT_PEOPLE);
	s->name = fields_get(record, "name");
	s->sheet = fields_get(record, "sheet");
	s->others = fields_get(record, "others");
	s->encoding = fields_get(record, "encoding");
	s->rows = fields_int(record, "rows", 0);
	s->heading_row = (size_t)fields_int(record, "heading_row", 1);
	s->columns = NEW_N(c->arena, struct import_column, TABLE_COLUMNS);
	for (size_t at = 0; fields_next(record, &at, &name, &value);)
		if (str_eq(name, STR("column")) && s->n < TABLE_COLUMNS)
			column_get(value, &s->columns[s->n++]);
}

/* --- the plan --- */

static void words_put(struct buf *b, const struct import_sheet *s)
{
	for (size_t i = 0; i < s->words_n; i++) {
		fields_put(b, "word_field", s->words[i].field);
		fields_put(b, "word", s->words[i].said);
		fields_put(b, "word_code", s->words[i].code);
	}
}

static struct str plan_record(struct ctx *c, const struct import_sheet *s)
{
	struct buf b = buf_new(c->arena, PART_ROOM);

	fields_put_int(&b, "order", s->order);
	fields_put_int(&b, "leave_bad", s->leave_bad);
	fields_put_int(&b, "rest", s->rest);
	fields_put(&b, "walker", s->walker);
	for (size_t i = 0; i < s->n; i++)
		fields_put(&b, "field", s->columns[i].field);
	words_put(&b, s);
	for (size_t i = 0; i < s->decisions_n; i++) {
		fields_put_int(&b, "row", (int64_t)s->decisions[i].row);
		fields_put_int(&b, "how", s->decisions[i].how);
		fields_put_id(&b, "same", s->decisions[i].same.b);
	}
	return buf_str(&b);
}

enum err plan_put(struct ctx *c, const struct import_sheet *s)
{
	return part_put(c, s->id, PART_PLAN, plan_record(c, s));
}

/* How often a name stands in a record. */
static size_t count_of(struct str record, struct str wanted)
{
	struct str name;
	struct str value;
	size_t n = 0;

	for (size_t at = 0; fields_next(record, &at, &name, &value);)
		n += str_eq(name, wanted);
	return n;
}

/* Of the names that belong together the last one ends an entry. */
static void plan_entry(struct import_sheet *s, struct str name, struct str value, size_t *column)
{
	struct import_word *w = &s->words[s->words_n];
	struct import_decision *d = &s->decisions[s->decisions_n];
	int64_t n = 0;

	if (str_eq(name, STR("field")) && *column < s->n)
		s->columns[(*column)++].field = value;
	else if (str_eq(name, STR("word_field")))
		w->field = value;
	else if (str_eq(name, STR("word")))
		w->said = value;
	else if (str_eq(name, STR("word_code"))) {
		w->code = value;
		s->words_n++;
	} else if (str_eq(name, STR("row")) && str_int(value, &n))
		d->row = (size_t)n;
	else if (str_eq(name, STR("how")) && str_int(value, &n))
		d->how = (int)n;
	else if (str_eq(name, STR("same")) && value.n == sizeof d->same.b) {
		memcpy(d->same.b, value.p, sizeof d->same.b);
		s->decisions_n++;
	}
}

static void plan_get(struct ctx *c, struct str record, struct import_sheet *s)
{
	struct str name;
	struct str value;
	size_t column = 0;

	s->order = fields_int(record, "order", ORDER_UNKNOWN);
	s->leave_bad = fields_int(record, "leave_bad", 0) == 1;
	s->rest = fields_int(record, "rest", DECIDED_NOT);
	s->walker = fields_get(record, "walker");
	s->words = NEW_N(c->arena, struct import_word, count_of(record, STR("word")) + 1);
	s->decisions = NEW_N(c->arena, struct import_decision, count_of(record, STR("row")) + 1);
	for (size_t at = 0; fields_next(record, &at, &name, &value);)
		plan_entry(s, name, value, &column);
}

enum err sheet_of(struct ctx *c, struct row_id id, struct import_sheet *out)
{
	enum import_state state;
	struct str head;
	struct str plan;

	*out = (struct import_sheet){ .id = id };
	TRY(import_state_of(c, id, &state, &out->team));
	TRY(part_get(c, id, PART_HEAD, &head));
	TRY(part_get(c, id, PART_PLAN, &plan));
	head_get(c, head, out);
	plan_get(c, plan, out);
	return OK;
}

/* --- decisions and words --- */

/* Where a row's decision stands, or would. */
static size_t decision_at(const struct import_sheet *s, size_t row)
{
	size_t low = 0;
	size_t high = s->decisions_n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (s->decisions[mid].row < row)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

const struct import_decision *decision_of(const struct import_sheet *s, size_t row)
{
	size_t at = decision_at(s, row);

	return at < s->decisions_n && s->decisions[at].row == row ? &s->decisions[at] : NULL;
}

void decide(struct ctx *c, struct import_sheet *s, const struct import_decision *d)
{
	size_t at = decision_at(s, d->row);

	if (at < s->decisions_n && s->decisions[at].row == d->row) {
		s->decisions[at] = *d;
		return;
	}
	if (s->decisions_n >= s->decisions_room) {
		size_t room = 2 * s->decisions_n + 16;
		struct import_decision *more = NEW_N(c->arena, struct import_decision, room);
		if (s->decisions_n)
			memcpy(more, s->decisions, s->decisions_n * sizeof *more);
		s->decisions = more;
		s->decisions_room = room;
	}
	memmove(s->decisions + at + 1, s->decisions + at, (s->decisions_n - at) * sizeof *d);
	s->decisions[at] = *d;
	s->decisions_n++;
}

void say_word(struct ctx *c, struct import_sheet *s, const struct import_word *w)
{
	struct import_word *more;

	for (size_t i = 0; i < s->words_n; i++)
		if (str_eq(s->words[i].field, w->field) && str_eq(s->words[i].said, w->said)) {
			s->words[i] = *w;
			return;
		}
	if (s->words_n == WORDS_MOST)
		return;
	more = NEW_N(c->arena, struct import_word, s->words_n + 1);
	if (s->words_n)
		memcpy(more, s->words, s->words_n * sizeof *more);
	more[s->words_n++] = *w;
	s->words = more;
}

enum day_order column_order(const struct import_sheet *s, const struct import_column *col)
{
	if (s->order == ORDER_DAY || s->order == ORDER_MONTH)
		return (enum day_order)s->order;
	if (col->day_first && !col->month_first)
		return ORDER_DAY;
	return col->month_first && !col->day_first ? ORDER_MONTH : ORDER_UNKNOWN;
}

/* --- what is remembered of earlier sheets --- */

enum err map_keep(struct ctx *c, const struct import_sheet *s)
{
	struct buf b = buf_new(c->arena, MAP_ROOM);
	struct sealed map;
	enum err e;

	fields_put_int(&b, "kind", s->kind);
	fields_put_int(&b, "order", s->order);
	for (size_t i = 0; i < s->n; i++) {
		fields_put(&b, "heading", fold_name(c->arena, s->columns[i].heading));
		fields_put(&b, "field", s->columns[i].field);
	}
	words_put(&b, s);
	if (b.full)
		return OK;
	e = seal_team(c, s->team, SEAL_IMPORT_MAP, s->id, buf_str(&b), &map);
	if (e == OK)
		import_map_set(c->change, c->house->org, s->id, map);
	/* Without the team's key it is not remembered, and nothing else is lost. */
	return e == ERR_DENIED ? OK : e;
}

/* What an earlier sheet says of the columns that nothing was said of yet. */
static void map_use(struct ctx *c, struct import_sheet *s, struct str map,
                    const struct str *headings, bool *said)
{
	struct import_word w = { .field = STR("") };
	struct str heading = STR("");
	struct str name;
	struct str value;

	for (size_t at = 0; fields_next(map, &at, &name, &value);) {
		if (str_eq(name, STR("heading")))
			heading = value;
		else if (str_eq(name, STR("word_field")))
			w.field = value;
		else if (str_eq(name, STR("word")))
			w.said = value;
		else if (str_eq(name, STR("word_code"))) {
			w.code = value;
			say_word(c, s, &w);
		}
		for (size_t i = 0; str_eq(name, STR("field")) && i < s->n; i++) {
			if (said[i] || !str_eq(headings[i], heading))
				continue;
			s->columns[i].field = value;
			said[i] = true;
		}
	}
}

/* Two columns cannot hold the same; what is kept beside the record may. */
static bool taken(const struct import_sheet *s, size_t but, struct str field)
{
	for (size_t i = 0; i < s->n; i++)
		if (i != but && str_eq(s->columns[i].field, field) && !str_eq(field, STR("keep")))
			return true;
	return false;
}

static enum err maps_use(struct ctx *c, struct import_sheet *s, bool *said)
{
	struct str *headings = NEW_N(c->arena, struct str, s->n + 1);
	struct import_map_row_list rows;

	for (size_t i = 0; i < s->n; i++)
		headings[i] = fold_name(c->arena, s->columns[i].heading);
	import_maps(c->read, c->house->org, s->team, &rows);
	TRY(read_now(c->read));
	for (size_t i = 0; i < rows.n; i++) {
		struct str map;
		enum err e = open_team(c, s->team, SEAL_IMPORT_MAP, rows.at[i].id, rows.at[i].map, &map);
		if (e == OK && fields_int(map, "kind", 0) == (int64_t)s->kind)
			map_use(c, s, map, headings, said);
		else if (e != OK && e != ERR_DENIED)
			return e;
	}
	return OK;
}

enum err map_guess(struct ctx *c, struct import_sheet *s)
{
	bool *said = NEW_N(c->arena, bool, s->n + 1);
	struct import_fields fields;

	TRY(fields_of(c, s->kind, &fields));
	TRY(maps_use(c, s, said));
	for (size_t i = 0; i < s->n; i++) {
		const struct import_field *f =
			said[i] ? NULL : field_guess(c->arena, &fields, s->columns[i].heading);
		if (f && !taken(s, i, f->code))
			s->columns[i].field = f->code;
	}
	return OK;
}
