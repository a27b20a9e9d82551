/* A table as a spreadsheet: what is signed and handed out. */
#include "learning/release_inside.h"

enum { CSV_MOST = 64 << 10 };

/* Quoted; what a spreadsheet would take for a formula begins with a quote mark. */
static void cell(struct buf *b, struct str s)
{
	buf_byte(b, '"');
	if (s.n && (s.p[0] == '=' || s.p[0] == '+' || s.p[0] == '-' || s.p[0] == '@'))
		buf_byte(b, '\'');
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '"')
			buf_byte(b, '"');
		buf_byte(b, s.p[i] >= 0 && s.p[i] < ' ' ? ' ' : s.p[i]);
	}
	buf_byte(b, '"');
}

void printed_text(struct buf *b, const struct printed *p)
{
	switch (p->as) {
	case PRINTED_NOT:
		buf_add(b, STR("not told"));
		return;
	case PRINTED_UNDER:
		buf_fmt(b, "under %u", (unsigned)p->hi + 1);
		return;
	case PRINTED_BAND:
		buf_fmt(b, "%u to %u", (unsigned)p->lo, (unsigned)p->hi);
		return;
	case PRINTED_ENOUGH:
		buf_fmt(b, "%u or more", (unsigned)p->lo);
		return;
	case PRINTED_ROUNDED:
	case PRINTED_EXACT:
	case PRINTED_NOISY:
		buf_fmt(b, "%lld", (long long)p->value);
	}
}

static void head(struct buf *b, const struct release *r, struct str codes, struct str label)
{
	struct date d = day_date(r->day);

	cell(b, r->series.title);
	buf_fmt(b, ",%s,%04d-%02d-%02d,", r->series.figure->code, d.year, d.month, d.day);
	cell(b, codes);
	buf_byte(b, ',');
	cell(b, label);
	buf_byte(b, ',');
}

static void sum(struct buf *b, const struct release *r, const char *code, const struct printed *p)
{
	head(b, r, str_z(code), STR(""));
	printed_text(b, p);
	buf_add(b, STR(",,\r\n"));
}

static void line(struct buf *b, const struct release *r, const struct release_line *l)
{
	head(b, r, l->codes, l->label);
	printed_text(b, &l->printed);
	buf_byte(b, ',');
	if (l->percent >= 0)
		buf_fmt(b, "%d", l->percent);
	buf_byte(b, ',');
	if (l->has_mean)
		buf_fmt(b, "%lld.%lld", (long long)(l->tenths / 10), (long long)(l->tenths % 10));
	buf_add(b, STR("\r\n"));
}

enum err release_csv(struct arena *a, const struct release *r, struct str *out)
{
	struct buf b = buf_new(a, CSV_MOST);

	buf_add(&b, STR("title,table,day,code,row,people,percent,mean\r\n"));
	for (size_t i = 0; i < r->nlines; i++)
		line(&b, r, &r->lines[i]);
	sum(&b, r, "_counted", &r->people);
	if (r->part) {
		sum(&b, r, "_of_all", &r->all);
		sum(&b, r, "_did_not_agree", &r->others);
	}
	if (release_figure_scored(r->series.figure)) {
		head(&b, r, STR("_note"), STR("This rubric is not yet validated."));
		buf_add(&b, STR(",,\r\n"));
	}
	*out = buf_str(&b);
	return b.full ? ERR_TOO_BIG : OK;
}
