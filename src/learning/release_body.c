/* What is kept of a table, as records (base/fields.h). */
#include "base/fields.h"
#include "learning/release_inside.h"

#include <string.h>

enum { BODY_MOST = 256 << 10, LINE_MOST = 8 << 10, MEMBER_BYTES = ID_BYTES + 8 };

/* --- a series --- */

struct str release_series_body(struct arena *a, const struct release_series *s)
{
	struct buf b = buf_new(a, LINE_MOST);

	fields_put(&b, "title", s->title);
	fields_put(&b, "funder", s->funder);
	fields_put(&b, "figure", str_z(s->figure->code));
	fields_put_int(&b, "kind", s->kind);
	fields_put_int(&b, "calendar", s->calendar);
	fields_put_int(&b, "epsilon", s->epsilon);
	return buf_str(&b);
}

void release_series_of(struct str body, struct release_series *out)
{
	int64_t kind = fields_int(body, "kind", 0);

	out->title = fields_get(body, "title");
	out->funder = fields_get(body, "funder");
	out->figure = release_figure_find(fields_get(body, "figure"));
	out->kind = kind > 0 && kind < RELEASE_KINDS ? (enum release_kind)kind : RELEASE_DONORS;
	out->calendar = fields_int(body, "calendar", RELEASE_DAYS);
	out->epsilon = fields_int(body, "epsilon", 0);
}

/* --- a release --- */

static void put_printed(struct buf *b, const struct printed *p)
{
	fields_put_int(b, "as", p->as);
	fields_put_int(b, "value", p->value);
	fields_put_int(b, "lo", p->lo);
	fields_put_int(b, "hi", p->hi);
}

static struct printed printed_of(struct str record)
{
	int64_t as = fields_int(record, "as", PRINTED_NOT);

	return (struct printed){ .as =
		                         as > 0 && as <= PRINTED_NOISY ? (enum printed_as)as : PRINTED_NOT,
		                     .value = fields_int(record, "value", 0),
		                     .lo = (uint32_t)fields_int(record, "lo", 0),
		                     .hi = (uint32_t)fields_int(record, "hi", NARROW_ANY) };
}

static void put_sum(struct buf *b, struct arena *a, const char *name, const struct printed *p)
{
	struct buf record = buf_new(a, LINE_MOST);

	put_printed(&record, p);
	fields_put(b, name, buf_str(&record));
}

static void put_line(struct buf *b, struct arena *a, const struct release_line *l)
{
	struct buf record = buf_new(a, LINE_MOST);

	fields_put(&record, "codes", l->codes);
	fields_put(&record, "label", l->label);
	put_printed(&record, &l->printed);
	fields_put_int(&record, "percent", l->percent);
	if (l->has_mean)
		fields_put_int(&record, "tenths", l->tenths);
	fields_put(b, "line", buf_str(&record));
}

static struct release_line line_of(struct str record)
{
	return (struct release_line){ .codes = fields_get(record, "codes"),
		                          .label = fields_get(record, "label"),
		                          .printed = printed_of(record),
		                          .percent = (int)fields_int(record, "percent", -1),
		                          .has_mean = fields_get(record, "tenths").p != NULL,
		                          .tenths = fields_int(record, "tenths", 0) };
}

static void put_told(struct buf *b, struct arena *a, const struct told_row *t)
{
	struct buf record = buf_new(a, LINE_MOST);

	fields_put_int(&record, "plus", (int64_t)t->plus);
	fields_put_int(&record, "minus", (int64_t)t->minus);
	fields_put_int(&record, "lo", t->lo);
	fields_put_int(&record, "hi", t->hi);
	fields_put_int(&record, "guarded", t->guarded);
	fields_put(b, "told", buf_str(&record));
}

static struct told_row told_of(struct str record)
{
	return (struct told_row){ .plus = (uint64_t)fields_int(record, "plus", 0),
		                      .minus = (uint64_t)fields_int(record, "minus", 0),
		                      .lo = (uint32_t)fields_int(record, "lo", 0),
		                      .hi = (uint32_t)fields_int(record, "hi", NARROW_ANY),
		                      .guarded = fields_int(record, "guarded", 1) != 0 };
}

enum err release_body(struct arena *a, const struct release *r, struct str *out)
{
	struct buf b = buf_new(a, BODY_MOST);

	fields_put(&b, "series", release_series_body(a, &r->series));
	fields_put_day(&b, "day", r->day);
	fields_put_int(&b, "overlap", r->overlap);
	fields_put_int(&b, "part", r->part);
	put_sum(&b, a, "people", &r->people);
	put_sum(&b, a, "all", &r->all);
	put_sum(&b, a, "others", &r->others);
	fields_put_int(&b, "everybody", (int64_t)r->everybody);
	fields_put(&b, "csv", r->csv);
	for (size_t i = 0; i < r->nlines; i++)
		put_line(&b, a, &r->lines[i]);
	for (size_t i = 0; i < r->natoms; i++)
		fields_put(&b, "atom", r->atoms[i]);
	for (size_t i = 0; i < r->ntold; i++)
		put_told(&b, a, &r->told[i]);
	*out = buf_str(&b);
	return b.full ? ERR_TOO_BIG : OK;
}

static void read_lists(struct arena *a, struct str body, struct release *out)
{
	struct release_line *lines = NEW_N(a, struct release_line, TABLE_ROWS);
	struct str *atoms = NEW_N(a, struct str, TABLE_ROWS);
	struct told_row *told = NEW_N(a, struct told_row, TABLE_TOLD);
	struct str name;
	struct str value;

	for (size_t at = 0; fields_next(body, &at, &name, &value);) {
		if (str_eq(name, STR("line")) && out->nlines < TABLE_ROWS)
			lines[out->nlines++] = line_of(value);
		if (str_eq(name, STR("atom")) && out->natoms < TABLE_ROWS)
			atoms[out->natoms++] = value;
		if (str_eq(name, STR("told")) && out->ntold < TABLE_TOLD)
			told[out->ntold++] = told_of(value);
	}
	out->lines = lines;
	out->atoms = atoms;
	out->told = told;
}

void release_of_body(struct arena *a, struct str body, struct release *out)
{
	release_series_of(fields_get(body, "series"), &out->series);
	out->day = fields_day(body, "day", NO_DAY);
	out->overlap = fields_int(body, "overlap", 0) != 0;
	out->part = fields_int(body, "part", 0) != 0;
	out->people = printed_of(fields_get(body, "people"));
	out->all = printed_of(fields_get(body, "all"));
	out->others = printed_of(fields_get(body, "others"));
	out->everybody = (uint64_t)fields_int(body, "everybody", 0);
	out->csv = fields_get(body, "csv");
	read_lists(a, body, out);
}

/* --- the people of the last release --- */

static void put_member(char *to, const struct release_member *m)
{
	memcpy(to, m->id, ID_BYTES);
	for (int i = 0; i < 8; i++)
		to[ID_BYTES + i] = (char)(unsigned char)(m->rows >> (56 - 8 * i));
}

struct str release_members_body(struct arena *a, const struct release_plan *p)
{
	size_t bytes = p->nmembers * MEMBER_BYTES;
	struct buf b = buf_new(a, bytes + BODY_MOST);
	char *all = NEW_N(a, char, bytes + 1);

	for (size_t i = 0; i < p->ncodes; i++)
		fields_put(&b, "code", p->codes[i]);
	for (size_t i = 0; i < p->nmembers; i++)
		put_member(all + i * MEMBER_BYTES, &p->members[i]);
	fields_put(&b, "people", (struct str){ all, bytes });
	return buf_str(&b);
}

/* What a bit of then is called now. */
static uint64_t translated(uint64_t rows, const uint64_t *now, size_t n)
{
	uint64_t out = 0;

	for (size_t i = 0; i < n; i++)
		out |= rows >> i & 1 ? now[i] : 0;
	return out;
}

static uint64_t code_now(const struct release_plan *p, struct str code)
{
	for (size_t i = 0; i < p->ncodes; i++)
		if (str_eq(code, p->codes[i]))
			return 1ULL << i;
	return 1ULL << TABLE_OTHERS;
}

static uint64_t rows_read(const char *from)
{
	uint64_t rows = 0;

	for (int i = 0; i < 8; i++)
		rows = rows << 8 | (unsigned char)from[ID_BYTES + i];
	return rows;
}

void release_members_of(struct arena *a, struct str body, const struct release_plan *p,
                        struct release_member **out, size_t *n)
{
	struct str people = fields_get(body, "people");
	uint64_t now[TABLE_ROWS];
	size_t codes = 0;
	struct str name;
	struct str value;

	for (size_t at = 0; fields_next(body, &at, &name, &value);)
		if (str_eq(name, STR("code")) && codes < TABLE_ROWS)
			now[codes++] = code_now(p, value);
	*n = people.n / MEMBER_BYTES;
	*out = NEW_N(a, struct release_member, *n + 1);
	for (size_t i = 0; i < *n; i++) {
		const char *from = people.p + i * MEMBER_BYTES;

		memcpy((*out)[i].id, from, ID_BYTES);
		(*out)[i].rows = translated(rows_read(from), now, codes);
	}
}
