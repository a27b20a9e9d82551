#include "care/import_values.h"

#include "base/fold.h"

#include <string.h>

enum { OLDEST = 1900, CELL_ROOM = 4096 };

/* What is written where nothing is known. */
static bool nothing(struct str folded)
{
	static const char *const words[] = { "",        "n a",       "na",        "none",
		                                 "null",    "unknown",   "not known", "no data",
		                                 "nd",      "s d",       "sin dato",  "desconocido",
		                                 "inconnu", "غير معروف", "لا يوجد" };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_eq(folded, str_z(words[i])))
			return true;
	return false;
}

/* Words of sheets for codes of the house that are called otherwise there. */
static const struct {
	const char *field;
	const char *word; /* folded */
	const char *code;
} also[] = {
	{ "gender", "f", "woman" },
	{ "gender", "female", "woman" },
	{ "gender", "woman", "woman" },
	{ "gender", "girl", "woman" },
	{ "gender", "w", "woman" },
	{ "gender", "mujer", "woman" },
	{ "gender", "femenino", "woman" },
	{ "gender", "femme", "woman" },
	{ "gender", "niña", "woman" },
	{ "gender", "féminin", "woman" },
	{ "gender", "أنثى", "woman" },
	{ "gender", "امرأة", "woman" },
	{ "gender", "m", "man" },
	{ "gender", "male", "man" },
	{ "gender", "man", "man" },
	{ "gender", "boy", "man" },
	{ "gender", "hombre", "man" },
	{ "gender", "masculino", "man" },
	{ "gender", "homme", "man" },
	{ "gender", "masculin", "man" },
	{ "gender", "ذكر", "man" },
	{ "gender", "رجل", "man" },
	{ "gender", "h", "man" },
	{ "gender", "other", "another" },
	{ "gender", "non binary", "another" },
	{ "gender", "nonbinary", "another" },
	{ "gender", "otro", "another" },
	{ "gender", "autre", "another" },
	/* HTCDS 2.0: what stands for one of our codes without a doubt. */
	{ "gender", "feminine", "woman" },
	{ "gender", "masculine", "man" },
	{ "gender", "nonspecifiedunknown", "unsaid" },
	{ "types", "forcedlabour", "forced_labour" },
	{ "types", "sexualexploitation", "sexual_exploitation" },
	{ "types", "childlabour", "child_labour" },
	{ "types", "forcedmarriage", "forced_marriage" },
	{ "types", "forcedbegging", "forced_begging" },
	{ "wave", "baseline", "intake" },
	{ "wave", "entry", "intake" },
	{ "wave", "initial", "intake" },
	{ "wave", "inicial", "intake" },
	{ "wave", "línea base", "intake" },
	{ "wave", "closing", "closure" },
	{ "wave", "exit", "closure" },
	{ "wave", "final", "closure" },
};

static bool has_code(const struct reading *r, struct str code)
{
	for (size_t i = 0; i < r->codes.n; i++)
		if (str_eq(r->codes.at[i].code, code))
			return true;
	return false;
}

/* The code of a folded word; p NULL: none that is known. */
static struct str code_of(struct ctx *c, const struct import_sheet *s, const struct reading *r,
                          struct str folded)
{
	for (size_t i = 0; i < s->words_n; i++)
		if (str_eq(s->words[i].field, r->field->code) && str_eq(s->words[i].said, folded))
			return s->words[i].code;
	for (size_t i = 0; i < r->nfolded; i++)
		if (str_eq(r->folded[i].label, folded))
			return r->folded[i].code;
	for (size_t i = 0; i < sizeof also / sizeof *also; i++)
		if (str_eq(str_z(also[i].field), r->field->code) && has_code(r, str_z(also[i].code)) &&
		    str_eq(fold_name(c->arena, str_z(also[i].word)), folded))
			return str_z(also[i].code);
	return (struct str){ NULL, 0 };
}

static const char *code(const struct reading *r)
{
	return r->field->code.p;
}

/* --- kinds of value --- */

static const char *take_day(struct ctx *c, const struct reading *r, struct str cell,
                            struct buf *record)
{
	struct day day;

	switch (typed_day(c->arena, cell, r->order, &day)) {
	case TYPED_NOTHING:
		return NULL;
	case TYPED_DAY:
		if (day.n > c->today.n)
			return T("This day is still to come. Please write the day on which it was.");
		fields_put_int(record, code(r), day.n);
		return NULL;
	case TYPED_EITHER:
		return T("This can be two different days. Please say above whether days or months come "
		         "first in this sheet.");
	case TYPED_IMPOSSIBLE:
		return T("There is no such day. Please correct it in the sheet.");
	case TYPED_YEAR:
		return T("This is only a year. Please write the whole day.");
	case TYPED_OTHER:
		break;
	}
	return T("This is no day that can be read. A day looks like 2026-03-14 or 14.3.2026.");
}

/* Of a birth the year alone is kept: in which order day and month stand does not matter. */
static const char *take_birth(struct ctx *c, const struct reading *r, struct str cell,
                              struct buf *record)
{
	enum day_order order = r->order == ORDER_UNKNOWN ? ORDER_DAY : r->order;
	struct day day;
	enum typed_day said = typed_day(c->arena, cell, order, &day);
	int year;

	if (said == TYPED_NOTHING)
		return NULL;
	if (said == TYPED_IMPOSSIBLE)
		return T("There is no such day. Please correct it in the sheet.");
	if (said != TYPED_DAY && said != TYPED_YEAR)
		return T("This is no date or year of birth that can be read.");
	year = day_date(day).year;
	if (year < OLDEST || day.n > c->today.n)
		return T("Nobody who is here can have been born then. Please correct it in the sheet.");
	fields_put_int(record, code(r), year);
	return NULL;
}

static const char *take_number(struct ctx *c, const struct reading *r, struct str cell,
                               struct buf *record)
{
	int64_t n;

	if (!typed_number(c->arena, cell, &n))
		return T("This is no whole number.");
	if (n < 0 || n > (int64_t)r->field->max)
		return T("This number cannot be right. Please correct it in the sheet.");
	fields_put_int(record, code(r), n);
	return NULL;
}

static const char *take_score(struct ctx *c, const struct reading *r, struct str cell,
                              struct buf *record)
{
	int64_t n;

	if (!typed_number(c->arena, cell, &n))
		return T("This is no score: it is one of the whole numbers of the scale.");
	if (n < 1 || n > (int64_t)r->field->max)
		return T("This score is not on the scale.");
	fields_put_int(record, code(r), n);
	return NULL;
}

static const char *take_word(struct ctx *c, const struct import_sheet *s, const struct reading *r,
                             struct str cell, struct buf *record, struct str *unknown)
{
	struct str folded = fold_name(c->arena, cell);
	struct str found = code_of(c, s, r, folded);

	/* A language is kept as it was typed when the house has no word for it. */
	if (!found.p && str_eq(r->field->code, STR("language")) && cell.n <= 60)
		found = cell;
	if (!found.p)
		*unknown = folded;
	else if (found.n)
		fields_put(record, code(r), found);
	return NULL;
}

/* Several, with commas, semicolons, slashes or lines between. */
static const char *take_words(struct ctx *c, const struct import_sheet *s, const struct reading *r,
                              struct str cell, struct buf *record, struct str *unknown)
{
	struct buf codes = buf_new(c->arena, CELL_ROOM);
	struct str whole = code_of(c, s, r, fold_name(c->arena, cell));

	if (whole.p) {
		buf_add(&codes, whole);
		cell.n = 0;
	}
	while (cell.n) {
		size_t n = 0;
		struct str found;
		while (n < cell.n && !strchr(",;/|\n", cell.p[n]))
			n++;
		found = fold_name(c->arena, (struct str){ cell.p, n });
		cell = n < cell.n ? (struct str){ cell.p + n + 1, cell.n - n - 1 } : STR("");
		if (nothing(found))
			continue;
		*unknown = found;
		found = code_of(c, s, r, found);
		if (!found.p)
			return NULL;
		*unknown = (struct str){ NULL, 0 };
		if (found.n)
			buf_fmt(&codes, "%s%.*s", codes.n ? " " : "", (int)found.n, found.p);
	}
	fields_put(record, code(r), buf_str(&codes));
	return NULL;
}

static const char *take_text(const struct reading *r, struct str cell, struct buf *record)
{
	bool keep = str_eq(r->field->code, STR("keep"));

	if (cell.n > r->field->max)
		return T("This text is too long for its place. Please shorten it in the sheet.");
	if (keep)
		cell = arena_fmt(record->arena, "%.*s: %.*s", (int)r->column->heading.n,
		                 r->column->heading.p, (int)cell.n, cell.p);
	fields_put(record, code(r), cell);
	return NULL;
}

const char *cell_take(struct ctx *c, const struct import_sheet *s, const struct reading *r,
                      struct str cell, struct buf *record, struct str *unknown)
{
	*unknown = (struct str){ NULL, 0 };
	if (cell.n && cell.p[0] == TABLE_FORMULA)
		return T("This cell is a formula. Please copy it in the sheet and paste it as values.");
	if (r->field->value != VALUE_TEXT && nothing(fold_name(c->arena, cell)))
		return NULL;
	switch (r->field->value) {
	case VALUE_DAY:
		return take_day(c, r, cell, record);
	case VALUE_BIRTH:
		return take_birth(c, r, cell, record);
	case VALUE_NUMBER:
		return take_number(c, r, cell, record);
	case VALUE_SCORE:
		return take_score(c, r, cell, record);
	case VALUE_WORD:
		return take_word(c, s, r, cell, record, unknown);
	case VALUE_WORDS:
		return take_words(c, s, r, cell, record, unknown);
	case VALUE_TEXT:
		break;
	}
	return cell.n ? take_text(r, cell, record) : NULL;
}

/* --- columns --- */

/* Sheets are written in other languages than the page. */
static enum err fold_codes(struct ctx *c, const struct import_sheet *s, struct reading *out)
{
	size_t langs;
	const struct lang *const *all = lang_all(&langs);
	struct import_code *list = NEW_N(c->arena, struct import_code, (langs + 1) * out->codes.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < out->codes.n; i++)
		list[n++] = (struct import_code){ out->codes.at[i].code,
			                              fold_name(c->arena, out->codes.at[i].code) };
	for (size_t l = 0; l < langs; l++) {
		struct import_codes codes;
		struct ctx said = *c;
		said.lang = all[l];
		TRY(codes_of(&said, s, out->field->code, &codes));
		for (size_t i = 0; i < codes.n && i < out->codes.n; i++)
			list[n++] =
				(struct import_code){ codes.at[i].code, fold_name(c->arena, codes.at[i].label) };
	}
	out->folded = list;
	out->nfolded = n;
	return OK;
}

static enum err reading_of(struct ctx *c, const struct import_sheet *s,
                           const struct import_column *col, const struct import_field *f,
                           struct reading *out)
{
	*out = (struct reading){ .column = col, .field = f, .order = column_order(s, col) };
	if (f->value != VALUE_WORD && f->value != VALUE_WORDS)
		return OK;
	TRY(codes_of(c, s, f->code, &out->codes));
	return fold_codes(c, s, out);
}

enum err readings_of(struct ctx *c, const struct import_sheet *s, struct reading **out, size_t *n)
{
	struct reading *list = NEW_N(c->arena, struct reading, s->n + 1);
	struct import_fields fields;

	*out = list;
	*n = s->n;
	TRY(fields_of(c, s->kind, &fields));
	for (size_t i = 0; i < s->n; i++) {
		const struct import_field *f = import_field_of(&fields, s->columns[i].field);
		if (f)
			TRY(reading_of(c, s, &s->columns[i], f, &list[i]));
	}
	return OK;
}
