/* What was found, as it is kept: records of fields. */
#include "care/import_inside.h"

#include <string.h>

/* --- writing --- */

static struct str trouble_record(struct arena *a, const struct import_trouble *t)
{
	struct buf b = buf_new(a, PART_ROOM);

	fields_put_int(&b, "row", (int64_t)t->row);
	fields_put(&b, "column", t->column);
	fields_put(&b, "words", str_z(t->words));
	fields_put(&b, "said", t->said);
	return buf_str(&b);
}

static struct str alike_record(struct arena *a, const struct alike_row *r)
{
	struct buf b = buf_new(a, PART_ROOM);

	fields_put_int(&b, "row", (int64_t)r->row);
	fields_put(&b, "name", r->name);
	fields_put_int(&b, "birth", r->birth);
	for (size_t i = 0; i < r->found.n; i++) {
		fields_put_int(&b, "other", (int64_t)r->found.at[i].row);
		fields_put_int(&b, "sure", r->found.at[i].sure);
		fields_put_id(&b, "person", r->found.at[i].person.b);
	}
	return buf_str(&b);
}

static struct str unknown_record(struct arena *a, const struct unknown_word *w)
{
	struct buf b = buf_new(a, PART_ROOM);

	fields_put(&b, "field", w->field);
	fields_put(&b, "said", w->said);
	fields_put_int(&b, "times", w->times);
	fields_put_int(&b, "row", (int64_t)w->row);
	fields_put(&b, "column", w->column);
	return buf_str(&b);
}

static void sum_put(struct buf *b, const struct import_sum *s)
{
	fields_put_int(b, "rows", s->rows);
	fields_put_int(b, "good", s->good);
	fields_put_int(b, "bad", s->bad);
	fields_put_int(b, "alike", s->alike);
	fields_put_int(b, "undecided", s->undecided);
	fields_put_int(b, "unknown", s->unknown);
	fields_put_int(b, "left", s->left);
	fields_put_int(b, "people", s->people);
	fields_put_int(b, "unkept", s->unkept);
	fields_put_int(b, "mended", s->mended);
}

enum err result_put(struct ctx *c, struct row_id id, const struct import_result *r)
{
	struct buf b = buf_new(c->arena, PART_ROOM);

	sum_put(&b, &r->sum);
	if (r->failed)
		fields_put(&b, "failed", str_z(r->failed));
	for (size_t i = 0; i < r->troubles_n; i++)
		fields_put(&b, "trouble", trouble_record(c->arena, &r->troubles[i]));
	for (size_t i = 0; i < r->unknown_n; i++)
		fields_put(&b, "unknown_word", unknown_record(c->arena, &r->unknown[i]));
	for (size_t i = 0; i < r->alike_n; i++)
		fields_put(&b, "alike_row", alike_record(c->arena, &r->alike[i]));
	return b.full ? ERR_TOO_BIG : part_put(c, id, PART_RESULT, buf_str(&b));
}

/* --- reading --- */

static void sum_get(struct str record, struct import_sum *s)
{
	*s = (struct import_sum){ .rows = fields_int(record, "rows", 0),
		                      .good = fields_int(record, "good", 0),
		                      .bad = fields_int(record, "bad", 0),
		                      .alike = fields_int(record, "alike", 0),
		                      .undecided = fields_int(record, "undecided", 0),
		                      .unknown = fields_int(record, "unknown", 0),
		                      .left = fields_int(record, "left", 0),
		                      .people = fields_int(record, "people", 0),
		                      .unkept = fields_int(record, "unkept", 0),
		                      .mended = fields_int(record, "mended", 0) };
}

static struct import_trouble trouble_get(struct arena *a, struct str record)
{
	return (struct import_trouble){ (size_t)fields_int(record, "row", 0),
		                            fields_get(record, "column"),
		                            arena_str(a, fields_get(record, "words")).p,
		                            fields_get(record, "said") };
}

static struct alike_row alike_get(struct str record)
{
	struct alike_row r = { .row = (size_t)fields_int(record, "row", 0),
		                   .name = fields_get(record, "name"),
		                   .birth = fields_int(record, "birth", 0) };
	struct alike_one one = { .row = 0 };
	struct str name;
	struct str value;
	int64_t n = 0;

	for (size_t at = 0; fields_next(record, &at, &name, &value) && r.found.n < ALIKE_SHOWN;) {
		if (str_eq(name, STR("other")) && str_int(value, &n))
			one.row = (size_t)n;
		else if (str_eq(name, STR("sure")))
			one.sure = str_eq(value, STR("1"));
		else if (str_eq(name, STR("person")) && value.n == sizeof one.person.b) {
			memcpy(one.person.b, value.p, sizeof one.person.b);
			r.found.at[r.found.n++] = one;
		}
	}
	return r;
}

static void entry(struct arena *a, struct import_result *out, struct str name, struct str value)
{
	if (str_eq(name, STR("trouble")) && out->troubles_n < TROUBLES_KEPT)
		out->troubles[out->troubles_n++] = trouble_get(a, value);
	else if (str_eq(name, STR("unknown_word")) && out->unknown_n < UNKNOWN_KEPT)
		out->unknown[out->unknown_n++] = (struct unknown_word){
			fields_get(value, "field"), fields_get(value, "said"), fields_int(value, "times", 0),
			(size_t)fields_int(value, "row", 0), fields_get(value, "column")
		};
	else if (str_eq(name, STR("alike_row")) && out->alike_n < ALIKE_KEPT)
		out->alike[out->alike_n++] = alike_get(value);
	else if (str_eq(name, STR("failed")))
		out->failed = arena_str(a, value).p;
}

enum err result_of(struct ctx *c, struct row_id id, struct import_result *out)
{
	struct str record = STR("");
	struct str name;
	struct str value;
	enum err e = part_get(c, id, PART_RESULT, &record);

	if (e != OK && e != ERR_ABSENT)
		return e;
	*out = (struct import_result){ .failed = NULL };
	out->troubles = NEW_N(c->arena, struct import_trouble, TROUBLES_KEPT);
	out->unknown = NEW_N(c->arena, struct unknown_word, UNKNOWN_KEPT);
	out->alike = NEW_N(c->arena, struct alike_row, ALIKE_KEPT);
	sum_get(record, &out->sum);
	for (size_t at = 0; fields_next(record, &at, &name, &value);)
		entry(c->arena, out, name, value);
	return OK;
}

const char *import_objection(const struct import_sheet *s, const struct import_sum *sum)
{
	if (sum->undecided)
		return T("Some may be here already. Please decide about each of them first.");
	if (sum->bad && !s->leave_bad)
		return T(
			"Some rows cannot be read as they are. Please correct them in the sheet and bring it "
			"again, or say that they are left out.");
	return sum->good ? NULL : T("There is no row that could be written.");
}
