/* Tables as programs read them. The words are in the language that the program asked for; titles
 * and labels of rows as they were frozen. */
#include "learning/api_inside.h"
#include "learning/release_view.h"
#include "learning/report_words.h"

enum { TEXT_MOST = 1024 };

/* --- pieces --- */

static void member(struct buf *out, const char *name, struct str value)
{
	buf_fmt(out, ",\"%s\":", name);
	buf_json(out, value);
}

static void put_day(struct buf *out, const char *name, struct day day)
{
	struct date d = day_date(day);

	buf_fmt(out, ",\"%s\":\"%04d-%02d-%02d\"", name, d.year, d.month, d.day);
}

static void put_id(struct buf *out, struct row_id id)
{
	char text[ID_TEXT + 1];

	id_write(id.b, text);
	buf_fmt(out, "\"id\":\"%.*s\"", ID_TEXT, text);
}

/* A number as it left: never more than was printed. */
static void put_printed(struct buf *out, const char *name, const struct printed *p)
{
	struct buf text = buf_new(out->arena, TEXT_MOST);

	buf_fmt(out, "\"%s\":{\"told\":", name);
	switch (p->as) {
	case PRINTED_NOT:
		buf_add(out, STR("\"not\""));
		break;
	case PRINTED_UNDER:
		buf_fmt(out, "\"under\",\"below\":%u", (unsigned)p->hi + 1);
		break;
	case PRINTED_BAND:
		buf_fmt(out, "\"band\",\"low\":%u,\"high\":%u", (unsigned)p->lo, (unsigned)p->hi);
		break;
	case PRINTED_ENOUGH:
		buf_fmt(out, "\"at_least\",\"low\":%u", (unsigned)p->lo);
		break;
	case PRINTED_ROUNDED:
		buf_fmt(out, "\"rounded\",\"value\":%lld", (long long)p->value);
		break;
	case PRINTED_EXACT:
		buf_fmt(out, "\"exact\",\"value\":%lld", (long long)p->value);
		break;
	case PRINTED_NOISY:
		buf_fmt(out, "\"noisy\",\"value\":%lld", (long long)p->value);
		break;
	}
	printed_text(&text, p);
	member(out, "text", buf_str(&text));
	buf_byte(out, '}');
}

static void put_line(struct buf *out, const struct release_line *l)
{
	buf_add(out, STR("\n{\"code\":"));
	buf_json(out, l->codes);
	member(out, "label", l->label);
	buf_byte(out, ',');
	put_printed(out, "people", &l->printed);
	if (l->percent >= 0)
		buf_fmt(out, ",\"percent\":%d", l->percent);
	if (l->has_mean)
		buf_fmt(out, ",\"mean\":%lld.%lld", (long long)(l->tenths / 10),
		        (long long)(l->tenths % 10));
	buf_byte(out, '}');
}

static void put_definition(struct html *h, const struct report_definition *d, struct buf *out)
{
	buf_add(out, STR("\n{\"code\":"));
	buf_json(out, str_z(d->id));
	member(out, "word", str_z(lang_text(h->lang, d->title)));
	member(out, "means", str_z(lang_text(h->lang, d->text)));
	buf_byte(out, '}');
}

/* --- the list --- */

static void put_head(struct html *h, const struct release *r, struct buf *out)
{
	static const char *const kinds[RELEASE_KINDS] = { "donors", "contract", "noise" };

	put_id(out, r->id);
	buf_fmt(out, ",\"number\":%lld", (long long)r->seq);
	member(out, "title", r->series.title);
	member(out, "table", str_z(r->series.figure->code));
	member(out, "what", str_z(lang_text(h->lang, r->series.figure->words)));
	buf_fmt(out, ",\"kind\":\"%s\"", kinds[r->series.kind]);
	if (r->series.funder.n)
		member(out, "funder", r->series.funder);
	put_day(out, "day", r->day);
	put_day(out, "next_not_before", day_add(r->day, (int)r->series.calendar));
}

void api_put_list(struct html *h, const struct api_releases *all, struct buf *out)
{
	buf_add(out, STR("{\"releases\":["));
	for (size_t i = 0; i < all->n; i++) {
		buf_add(out, i ? STR(",\n{") : STR("\n{"));
		put_head(h, &all->at[i].release, out);
		buf_byte(out, '}');
	}
	buf_add(out, STR("\n]}\n"));
}

/* --- one of them --- */

/* Which words a reader of a table looks up: what its people and its rows are. */
static const struct {
	enum release_of of;
	const char *code;
} of_words[] = {
	{ OF_PEOPLE, "episode" },       { OF_CLOSED, "closure_reason" },
	{ OF_CLOSED, "consented" },     { OF_SUSTAINED, "sustained" },
	{ OF_SUSTAINED, "consented" },  { OF_BASELINE, "wave_baseline" },
	{ OF_BASELINE, "domain_mean" }, { OF_BASELINE, "consented" },
	{ OF_1_YEAR, "wave_1_year" },   { OF_1_YEAR, "domain_mean" },
	{ OF_1_YEAR, "consented" },     { OF_ANSWERED, "casework_type" },
	{ OF_ANSWERED, "consented" },
};
static const struct {
	enum release_by by;
	const char *code;
} by_words[] = {
	{ BY_TYPE, "casework_type" },
	{ BY_AGE, "age_group" },
	{ BY_YEAR, "entry_year" },
	{ BY_STABLE, "stable_at_closure" },
};

static void put_word(struct html *h, const char *code, struct buf *out)
{
	const struct report_definition *d = report_definition_of(code);

	if (d) {
		buf_byte(out, ',');
		put_definition(h, d, out);
	}
}

static void put_words(struct html *h, const struct release_figure *f, struct buf *out)
{
	buf_add(out, STR(",\n\"definitions\":["));
	put_definition(h, report_definition_of("released"), out);
	put_word(h, "unit", out);
	for (size_t i = 0; i < sizeof of_words / sizeof *of_words; i++)
		if (of_words[i].of == f->of)
			put_word(h, of_words[i].code, out);
	for (size_t i = 0; i < sizeof by_words / sizeof *by_words; i++)
		if (by_words[i].by == f->by)
			put_word(h, by_words[i].code, out);
	buf_add(out, STR("]"));
}

static void put_sums(const struct release *r, struct buf *out)
{
	buf_add(out, STR(",\n"));
	put_printed(out, "counted", &r->people);
	if (!r->part)
		return;
	buf_add(out, STR(",\n"));
	put_printed(out, "of_all", &r->all);
	buf_add(out, STR(",\n"));
	put_printed(out, "did_not_agree", &r->others);
}

static void put_signed(struct html *h, const struct api_release *one, struct buf *out)
{
	buf_add(out, STR(",\n\"signed\":{\"file\":"));
	buf_json(out, one->release.csv);
	buf_add(out, STR(",\n\"signatures\":["));
	for (size_t i = 0; i < one->nsignatures; i++) {
		buf_add(out, i ? STR(",{\"public_key\":") : STR("{\"public_key\":"));
		buf_json(out, release_hex(h, one->signatures[i].key));
		member(out, "signature", release_hex(h, one->signatures[i].bytes));
		buf_byte(out, '}');
	}
	buf_add(out, STR("]}"));
}

void api_put_release(struct html *h, const struct api_release *one, struct buf *out)
{
	const struct release *r = &one->release;
	const struct release_notes notes = release_notes(h, r);

	buf_byte(out, '{');
	put_head(h, r, out);
	buf_add(out, STR(",\n\"rows\":["));
	for (size_t i = 0; i < r->nlines; i++) {
		buf_add(out, i ? STR(",") : STR(""));
		put_line(out, &r->lines[i]);
	}
	buf_add(out, STR("]"));
	put_sums(r, out);
	buf_add(out, STR(",\n\"footnotes\":["));
	for (size_t i = 0; i < notes.n; i++) {
		buf_add(out, i ? STR(",\n") : STR("\n"));
		buf_json(out, notes.at[i].words);
	}
	buf_add(out, STR("]"));
	put_words(h, r->series.figure, out);
	put_signed(h, one, out);
	buf_add(out, STR("}\n"));
}

void api_put_definitions(struct html *h, struct buf *out)
{
	const struct report_definitions all = report_definitions();

	buf_add(out, STR("{\"definitions\":["));
	for (size_t i = 0; i < all.n; i++) {
		buf_add(out, i ? STR(",") : STR(""));
		put_definition(h, &all.at[i], out);
	}
	buf_add(out, STR("\n]}\n"));
}
