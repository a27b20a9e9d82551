/* How a row of a file is written: as CSV, as JSON, as words. */
#include "learning/report_lines.h"

#include <math.h>
#include <string.h>

void report_put(struct report_printer *p, const struct report_line *l)
{
	p->format->line(p->out, l, !p->any);
	p->any = true;
}

/* --- formats --- */

static const char *note_of(enum told told)
{
	switch (told) {
	case TOLD:
		return "";
	case TOLD_UNDER:
		return "fewer than 5";
	case TOLD_ALL_BUT:
		return "all but fewer than 5";
	case TOLD_NOT:
		return "too few";
	}
	return "";
}

static const char *note_on(const struct report_line *l)
{
	return l->told == TOLD && l->note ? l->note : note_of(l->told);
}

static void csv_open(struct buf *out, const struct report_file_head *r)
{
	(void)r;
	buf_add(out, STR("age_group,casework_type,arrived_from,arrived_to,wave,figure,of,people,among,"
	                 "value,low,high,note,which,rubric\r\n"));
}

static void csv_number(struct buf *out, double x)
{
	buf_byte(out, ',');
	if (!isnan(x))
		buf_fmt(out, "%.4f", x);
}

static void csv_numbers(struct buf *out, const struct report_line *l)
{
	struct interval ci = l->shared ? l->share.ci : l->ci;
	bool some = l->shared || l->measured;
	bool people = l->shared || (l->counted && (l->measured || l->told == TOLD));

	buf_byte(out, ',');
	if (people)
		buf_fmt(out, "%u", l->shared ? l->share.k : l->n);
	buf_byte(out, ',');
	if (l->shared || (l->counted && !people))
		buf_fmt(out, "%u", l->n);
	csv_number(out, l->shared ? l->share.p : some ? l->value : (double)NAN);
	csv_number(out, some ? ci.lo : (double)NAN);
	csv_number(out, some ? ci.hi : (double)NAN);
}

static void csv_line(struct buf *out, const struct report_line *l, bool first)
{
	(void)first;
	buf_fmt(out, "%s,", l->group);
	buf_cell_text(out, l->type);
	buf_fmt(out, ",%d,%d,%s,%s,%s", l->first_year, l->last_year, l->wave, l->figure, l->of);
	csv_numbers(out, l);
	buf_fmt(out, ",%s,%s,not yet validated\r\n", note_on(l), l->which);
}

static void close_nothing(struct buf *out)
{
	(void)out;
}

static void json_open(struct buf *out, const struct report_file_head *r)
{
	struct date d = day_date((struct day){ r->as_of });

	buf_fmt(out,
	        "{\"report\":\"%s\",\"as_of\":\"%04d-%02d-%02d\",\"folded\":%lld,\"waiting\":%lld,",
	        r->name, d.year, d.month, d.day, (long long)r->folded, (long long)r->waiting);
	buf_fmt(out,
	        "\"least_cell\":%d,\"least_mean\":%d,\"level\":%.2f,\"rubric\":\"not yet "
	        "validated\",\"rows\":[",
	        DISCLOSE_CELL, DISCLOSE_MEAN, r->level);
}

static void json_number(struct buf *out, const char *name, double x)
{
	if (!isnan(x))
		buf_fmt(out, ",\"%s\":%.4f", name, x);
}

static void json_measured(struct buf *out, double value, struct interval ci)
{
	json_number(out, "value", value);
	json_number(out, "low", ci.lo);
	json_number(out, "high", ci.hi);
}

static void json_line(struct buf *out, const struct report_line *l, bool first)
{
	buf_fmt(out, "%s\n{\"age_group\":\"%s\",\"casework_type\":", first ? "" : ",", l->group);
	buf_json(out, l->type);
	buf_fmt(out, ",\"arrived\":[%d,%d],\"wave\":\"%s\",\"figure\":\"%s\",\"of\":\"%s\"",
	        l->first_year, l->last_year, l->wave, l->figure, l->of);
	if (l->shared)
		buf_fmt(out, ",\"people\":%u", l->share.k);
	else if (l->told == TOLD && l->counted)
		buf_fmt(out, ",\"people\":%u", l->n);
	if (l->shared || (l->counted && l->told != TOLD))
		buf_fmt(out, ",\"among\":%u", l->n);
	if (l->shared)
		json_measured(out, l->share.p, l->share.ci);
	else if (l->measured)
		json_measured(out, l->value, l->ci);
	if (*note_on(l))
		buf_fmt(out, ",\"note\":\"%s\"", note_on(l));
	buf_fmt(out, ",\"which\":\"%s\"}", l->which);
}

static void json_close(struct buf *out)
{
	buf_add(out, STR("\n]}\n"));
}

static void text_open(struct buf *out, const struct report_file_head *r)
{
	struct date d = day_date((struct day){ r->as_of });

	buf_fmt(out, "Outcomes as of %04d-%02d-%02d, for use inside the organisation.\n", d.year,
	        d.month, d.day);
	buf_fmt(out,
	        "This rubric is not yet validated. Counts under %d are left out; means need %d people; "
	        "intervals are %.0f %%.\n",
	        DISCLOSE_CELL, DISCLOSE_MEAN, r->level * 100);
	buf_fmt(out, "%lld records were folded now, %lld wait.\n", (long long)r->folded,
	        (long long)r->waiting);
	if (r->nobody)
		buf_add(out, STR("There is nobody to report on yet.\n"));
}

static void text_numbers(struct buf *out, const struct report_line *l)
{
	if (l->shared)
		buf_fmt(out, "%u of %u, %.0f %% (%.0f to %.0f %%)", l->share.k, l->share.n,
		        l->share.p * 100, l->share.ci.lo * 100, l->share.ci.hi * 100);
	else if (l->measured && l->counted)
		buf_fmt(out, "%.2f (%.2f to %.2f), %u people", l->value, l->ci.lo, l->ci.hi, l->n);
	else if (l->measured)
		buf_fmt(out, "between %.0f and %.0f %%", l->ci.lo * 100, l->ci.hi * 100);
	else if (l->told == TOLD)
		buf_fmt(out, "%u", l->n);
	else if (l->counted)
		buf_fmt(out, "%s of %u", note_of(l->told), l->n);
	else
		buf_add(out, str_z(note_of(l->told)));
}

static void text_line(struct buf *out, const struct report_line *l, bool first)
{
	bool heading = strcmp(l->figure, "people") == 0;

	(void)first;
	if (heading)
		buf_fmt(out, "\n%s, %.*s, arrived %d to %d: ", l->group, (int)l->type.n, l->type.p,
		        l->first_year, l->last_year);
	else
		buf_fmt(out, "  %-9s %-26s %-14s ", l->wave, l->figure, l->of);
	text_numbers(out, l);
	buf_byte(out, '\n');
}

static const struct {
	const char *name;
	struct report_format format;
} formats[] = {
	{ "text", { text_open, text_line, close_nothing } },
	{ "csv", { csv_open, csv_line, close_nothing } },
	{ "json", { json_open, json_line, json_close } },
};

const struct report_format *report_format_named(const char *name)
{
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
		if (strcmp(formats[i].name, name) == 0)
			return &formats[i].format;
	return NULL;
}
