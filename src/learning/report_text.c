/* The same figures as files: one row a figure. */
#include "learning/report_inside.h"

#include <math.h>
#include <string.h>

/* --- rows --- */

struct line {
	const char *group;
	struct str type;
	int first_year;
	int last_year;
	const char *wave;   /* "" when of no wave */
	const char *figure; /* "mean", "stable", ... */
	const char *of;     /* a domain, or "" */
	enum told told;
	bool counted; /* n means something */
	uint32_t n;
	bool shared; /* k of n, and the share */
	struct share share;
	bool measured; /* value, and its interval */
	double value;
	struct interval ci;
};

struct format {
	void (*open)(struct buf *out, const struct outcomes_report *r);
	void (*line)(struct buf *out, const struct line *l, bool first);
	void (*close)(struct buf *out);
};

struct printer {
	struct buf *out;
	const struct format *format;
	struct line at; /* whose view, and wave */
	bool any;
};

static void put(struct printer *p, const struct line *l)
{
	p->format->line(p->out, l, !p->any);
	p->any = true;
}

static void put_part(struct printer *p, const char *figure, const char *of, const struct part *part)
{
	struct line l = p->at;

	l.figure = figure;
	l.of = of;
	l.told = part->told;
	l.counted = part->told != TOLD_NOT;
	l.n = part->n;
	l.shared = part->told == TOLD;
	l.share = part->share;
	put(p, &l);
}

static void put_bounds(struct printer *p, const char *figure, const struct bounds *b)
{
	struct line l = p->at;

	if (!b->shown)
		return;
	l.figure = figure;
	l.told = TOLD;
	l.measured = true;
	l.value = (double)NAN;
	l.ci = b->at;
	put(p, &l);
}

static void put_mean(struct printer *p, const char *of, const struct report_domain *d)
{
	struct line l = p->at;

	l.figure = "mean";
	l.of = of;
	l.told = d->has_mean ? TOLD : TOLD_NOT;
	l.counted = d->has_mean;
	l.n = d->n;
	l.measured = d->has_mean;
	l.value = d->mean;
	l.ci = d->ci;
	put(p, &l);
}

static void put_row(struct printer *p, const char *figure, const struct row_cells *row,
                    const char *const *codes, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct line l = p->at;

		if (!codes[i])
			continue;
		l.figure = figure;
		l.of = codes[i];
		l.told = row->shown[i] ? TOLD : TOLD_NOT;
		l.counted = row->shown[i];
		l.n = row->n[i];
		put(p, &l);
	}
}

static const char *const verdict_codes[] = { "yes", "no", "cannot_say", "not_assessed" };
static const char *const sustained_codes[SUSTAINED_PARTS] = {
	"yes", "no", "cannot_say", "not_found", "did_not_wish", "not_tried", "died"
};

static void put_wave(struct printer *p, const struct report_wave *w)
{
	p->at.wave = report_wave_codes[w->name];
	put_part(p, "complete", "", &w->complete);
	put_part(p, "scored_where_they_live", "", &w->lives);
	for (size_t d = 0; d < OUTCOMES_DOMAINS; d++)
		put_mean(p, report_domain_codes[d], &w->domain[d]);
	for (size_t d = 0; d < OUTCOMES_DOMAINS; d++)
		put_part(p, "stable", report_domain_codes[d], &w->domain[d].stable);
	put_row(p, "all_six", &w->all_six, verdict_codes, OUTCOMES_VERDICTS);
	put_part(p, "all_six_share", "", &w->all_six_yes);
	put_bounds(p, "all_six_possible", &w->all_six_possible);
	p->at.wave = "";
}

static void put_closed(struct printer *p, const struct report_closed *c)
{
	put_row(p, "closed", &c->reasons, report_reason_codes, OUTCOMES_REASONS);
	put_row(p, "at_closure", &c->verdicts, verdict_codes, CLOSED_PARTS);
	put_part(p, "stable_at_closure", "", &c->stable);
	put_bounds(p, "stable_at_closure_possible", &c->possible);
	put_row(p, "sustained", &c->sustained, sustained_codes, SUSTAINED_PARTS);
	put_part(p, "sustained_share", "", &c->sustained_yes);
	put_bounds(p, "sustained_possible", &c->sustained_possible);
}

static void put_report(struct printer *p, const struct outcomes_report *r, int first_year,
                       int last_year)
{
	const struct report_filter *f = &r->filter;
	struct line people;

	if (r->people == 0)
		return;
	p->at = (struct line){ .group = report_group_codes[f->group],
		                   .wave = "",
		                   .of = "",
		                   .first_year = first_year,
		                   .last_year = last_year,
		                   .type = f->type == OUTCOMES_ALL_TYPES ? STR("all")
		                                                         : r->types.at[f->type].name };
	people = p->at;
	people.figure = "people";
	people.told = TOLD;
	people.counted = true;
	people.n = r->people;
	put(p, &people);
	put_part(p, "consented", "", &r->consented);
	put_part(p, "came_back", "", &r->reopened);
	put_part(p, "new_harm", "", &r->harmed);
	for (size_t i = 0; i < r->waves.n; i++)
		put_wave(p, &r->waves.at[i]);
	put_closed(p, &r->closed);
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

static void csv_open(struct buf *out, const struct outcomes_report *r)
{
	(void)r;
	buf_add(out, STR("age_group,casework_type,arrived_from,arrived_to,wave,figure,of,people,among,"
	                 "value,low,high,note\r\n"));
}

static void csv_numbers(struct buf *out, const struct line *l)
{
	if (l->shared)
		buf_fmt(out, ",%u,%u,%.4f,%.4f,%.4f", l->share.k, l->share.n, l->share.p, l->share.ci.lo,
		        l->share.ci.hi);
	else if (l->measured && l->counted)
		buf_fmt(out, ",%u,,%.4f,%.4f,%.4f", l->n, l->value, l->ci.lo, l->ci.hi);
	else if (l->measured)
		buf_fmt(out, ",,,,%.4f,%.4f", l->ci.lo, l->ci.hi);
	else if (l->told == TOLD)
		buf_fmt(out, ",%u,,,,", l->n);
	else if (l->counted)
		buf_fmt(out, ",,%u,,,", l->n);
	else
		buf_add(out, STR(",,,,,"));
}

static void csv_line(struct buf *out, const struct line *l, bool first)
{
	(void)first;
	buf_fmt(out, "%s,", l->group);
	buf_cell(out, l->type);
	buf_fmt(out, ",%d,%d,%s,%s,%s", l->first_year, l->last_year, l->wave, l->figure, l->of);
	csv_numbers(out, l);
	buf_fmt(out, ",%s\r\n", note_of(l->told));
}

static void close_nothing(struct buf *out)
{
	(void)out;
}

static void json_text(struct buf *out, struct str s)
{
	buf_byte(out, '"');
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] < 0x20)
			buf_fmt(out, "\\u%04x", (unsigned)(unsigned char)s.p[i]);
		else if (s.p[i] == '"' || s.p[i] == '\\')
			buf_fmt(out, "\\%c", s.p[i]);
		else
			buf_byte(out, s.p[i]);
	buf_byte(out, '"');
}

static void json_open(struct buf *out, const struct outcomes_report *r)
{
	struct date d = day_date((struct day){ r->params.as_of });

	buf_fmt(
		out,
		"{\"report\":\"outcomes\",\"as_of\":\"%04d-%02d-%02d\",\"folded\":%lld,\"waiting\":%lld,",
		d.year, d.month, d.day, (long long)r->folded, (long long)r->waiting);
	buf_fmt(out,
	        "\"least_cell\":%d,\"least_mean\":%d,\"level\":%.2f,\"rubric\":\"not yet "
	        "validated\",\"rows\":[",
	        DISCLOSE_CELL, DISCLOSE_MEAN, r->params.level);
}

static void json_line(struct buf *out, const struct line *l, bool first)
{
	buf_fmt(out, "%s\n{\"age_group\":\"%s\",\"casework_type\":", first ? "" : ",", l->group);
	json_text(out, l->type);
	buf_fmt(out, ",\"arrived\":[%d,%d],\"wave\":\"%s\",\"figure\":\"%s\",\"of\":\"%s\"",
	        l->first_year, l->last_year, l->wave, l->figure, l->of);
	if (l->shared)
		buf_fmt(out, ",\"people\":%u", l->share.k);
	else if (l->told == TOLD && l->counted)
		buf_fmt(out, ",\"people\":%u", l->n);
	if (l->shared || (l->counted && l->told != TOLD))
		buf_fmt(out, ",\"among\":%u", l->n);
	if (l->shared)
		buf_fmt(out, ",\"value\":%.4f,\"low\":%.4f,\"high\":%.4f", l->share.p, l->share.ci.lo,
		        l->share.ci.hi);
	else if (l->measured && l->counted)
		buf_fmt(out, ",\"value\":%.4f", l->value);
	if (l->measured)
		buf_fmt(out, ",\"low\":%.4f,\"high\":%.4f", l->ci.lo, l->ci.hi);
	if (l->told != TOLD)
		buf_fmt(out, ",\"note\":\"%s\"", note_of(l->told));
	buf_byte(out, '}');
}

static void json_close(struct buf *out)
{
	buf_add(out, STR("\n]}\n"));
}

static void text_open(struct buf *out, const struct outcomes_report *r)
{
	struct date d = day_date((struct day){ r->params.as_of });

	buf_fmt(out, "Outcomes as of %04d-%02d-%02d, for use inside the organisation.\n", d.year,
	        d.month, d.day);
	buf_fmt(out,
	        "This rubric is not yet validated. Counts under %d are left out; means need %d people; "
	        "intervals are %.0f %%.\n",
	        DISCLOSE_CELL, DISCLOSE_MEAN, r->params.level * 100);
	buf_fmt(out, "%lld records were folded now, %lld wait.\n", (long long)r->folded,
	        (long long)r->waiting);
	if (r->first_year == 0)
		buf_add(out, STR("There is nobody to report on yet.\n"));
}

static void text_numbers(struct buf *out, const struct line *l)
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

static void text_line(struct buf *out, const struct line *l, bool first)
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
	struct format format;
} formats[] = {
	{ "text", { text_open, text_line, close_nothing } },
	{ "csv", { csv_open, csv_line, close_nothing } },
	{ "json", { json_open, json_line, json_close } },
};

static const struct format *format_named(const char *name)
{
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
		if (strcmp(formats[i].name, name) == 0)
			return &formats[i].format;
	return NULL;
}

/* --- all views of one reading --- */

static void put_view(struct printer *p, struct arena *a, const struct report_set *set,
                     const struct report_filter *f)
{
	struct outcomes_report r;
	int first = 0;
	int last = 0;

	report_view(a, set, f, &r);
	for (size_t i = 0; i < r.spans.n; i++)
		if (r.spans.at[i].full && r.spans.at[i].chosen) {
			first = first ? first : r.spans.at[i].first;
			last = r.spans.at[i].last;
		}
	put_report(p, &r, first, last);
}

/* All together, then by casework type, then by years of arrival: never more than two dimensions
 * beside age. */
static void put_group(struct printer *p, struct arena *a, const struct report_set *set,
                      enum outcomes_group group)
{
	struct report_filter f = { .type = OUTCOMES_ALL_TYPES, .group = group };
	struct outcomes_report all;

	report_view(a, set, &f, &all);
	put_view(p, a, set, &f);
	for (f.type = 0; f.type < set->params.types; f.type++)
		put_view(p, a, set, &f);
	f.type = OUTCOMES_ALL_TYPES;
	for (size_t i = 0; i < all.spans.n && all.spans.n > 1; i++) {
		f.from_year = all.spans.at[i].first;
		f.to_year = all.spans.at[i].last;
		put_view(p, a, set, &f);
	}
}

static void put_all(struct printer *p, struct arena *a, const struct report_set *set,
                    const struct outcomes_report *head)
{
	p->format->open(p->out, head);
	for (int g = OUTCOMES_GROUPS; g-- > 0 && set->cells;)
		put_group(p, a, set, (enum outcomes_group)g);
	p->format->close(p->out);
}

enum err report_outcomes_text(struct ctx *c, struct buf *out, const char *format, struct day from,
                              struct day to)
{
	const struct report_filter f = {
		.type = OUTCOMES_ALL_TYPES, .group = OUTCOMES_ADULT, .from = from, .to = to
	};
	struct printer p = { .out = out, .format = format_named(format) };
	struct outcomes_report head;
	struct report_set set;

	if (!p.format)
		return ERR_INVALID;
	TRY(report_fold_and_open(c, &f, &set));
	report_view(c->arena, &set, &f, &head);
	put_all(&p, c->arena, &set, &head);
	return out->full ? ERR_TOO_BIG : OK;
}
