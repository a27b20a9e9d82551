#include "learning/report_view.h"

/* --- numbers --- */

struct str report_number(struct html *h, double x)
{
	return arena_fmt(h->out->arena, "%.1f", x);
}

struct str report_percent(struct html *h, double share)
{
	return arena_fmt(h->out->arena, "%.0f\u00a0%%", share * 100);
}

static double on_scale(double x)
{
	return x < 1 ? 1 : x > 4 ? 4 : x;
}

struct str report_range(struct html *h, struct str low, struct str high)
{
	const struct str ends[] = { low, high };

	return html_fill_bare(h, lang_text(h->lang, T("{1} to {2}")), ends, 2);
}

struct str report_between(struct html *h, struct interval ci)
{
	return report_range(h, report_number(h, on_scale(ci.lo)), report_number(h, on_scale(ci.hi)));
}

struct str report_percent_between(struct html *h, struct interval ci)
{
	return report_range(h, arena_fmt(h->out->arena, "%.0f", ci.lo * 100), report_percent(h, ci.hi));
}

int64_t report_at_least(const struct part *p)
{
	return (int64_t)p->n - (DISCLOSE_CELL - 1);
}

/* --- names of rows --- */

#define NAMES(list) ((struct report_names){ (list), sizeof(list) / sizeof *(list) })

struct report_names report_domains(void)
{
	static const struct report_name list[] = {
		{ 0, T("Safety") },           { 1, T("Legal protection") },
		{ 2, T("Mental wellbeing") }, { 3, T("Work and education") },
		{ 4, T("Social support") },   { 5, T("Physical wellbeing") },
	};

	return NAMES(list);
}

struct report_names report_verdicts(void)
{
	static const struct report_name list[] = { { VERDICT_YES, T("Yes") },
		                                       { VERDICT_NO, T("No") },
		                                       { VERDICT_CANNOT_SAY, T("Cannot say") } };

	return NAMES(list);
}

struct report_names report_closed_parts(void)
{
	static const struct report_name list[] = {
		{ VERDICT_YES, T("Yes") },
		{ VERDICT_NO, T("No") },
		{ VERDICT_CANNOT_SAY, T("Cannot say") },
		{ CLOSED_UNASSESSED, T("Not assessed at closure") },
	};

	return NAMES(list);
}

struct report_names report_reasons(void)
{
	static const struct report_name list[] = {
		{ CLOSED_PLAN_COMPLETED, T("The plan is completed") },
		{ CLOSED_MOVED, T("Moved away") },
		{ CLOSED_HER_WISH, T("Wanted to end it") },
		{ CLOSED_TRANSFERRED, T("Goes on with another team or place") },
		{ CLOSED_RETURNED, T("Went back to where the harm was") },
		{ CLOSED_LOST, T("We lost touch") },
		{ CLOSED_DIED, T("Died") },
	};

	return NAMES(list);
}

struct report_names report_sustained_parts(void)
{
	static const struct report_name list[] = {
		{ SUSTAINED_YES, T("Seen again, and still stable") },
		{ SUSTAINED_NO, T("Seen again, and not stable now") },
		{ SUSTAINED_CANNOT_SAY, T("Seen again, but too little is known to say") },
		{ SUSTAINED_NOT_FOUND, T("Not found") },
		{ SUSTAINED_NOT_WISHED, T("Did not wish to be asked") },
		{ SUSTAINED_NOT_TRIED, T("Nobody has tried yet") },
		{ SUSTAINED_DIED, T("Died") },
	};

	return NAMES(list);
}

/* --- charts --- */

static bool on_chart(const struct report_wave *w)
{
	bool any = false;

	for (size_t d = 0; d < OUTCOMES_DOMAINS; d++)
		any |= w->domain[d].has_mean;
	return any && w->name <= WAVE_3_YEARS;
}

bool report_has_chart(const struct outcomes_report *r)
{
	size_t n = 0;

	for (size_t i = 0; i < r->waves.n; i++)
		n += on_chart(&r->waves.at[i]);
	return n > 1;
}

static struct chart_point point(const struct report_domain *d)
{
	return (struct chart_point){ d->has_mean, d->mean, on_scale(d->ci.lo), on_scale(d->ci.hi) };
}

void report_chart(struct html *h, const struct outcomes_report *r)
{
	struct arena *a = h->out->arena;
	struct chart_series *series = NEW_N(a, struct chart_series, OUTCOMES_DOMAINS);
	struct str *x = NEW_N(a, struct str, OUTCOMES_WAVES);
	struct chart_point *at = NEW_N(a, struct chart_point, OUTCOMES_DOMAINS * OUTCOMES_WAVES);
	size_t n = 0;

	for (size_t i = 0; i < r->waves.n; i++) {
		const struct report_wave *w = &r->waves.at[i];

		if (!on_chart(w))
			continue;
		x[n] = str_z(lang_text(h->lang, report_wave_words[w->name]));
		for (size_t d = 0; d < OUTCOMES_DOMAINS; d++)
			at[d * OUTCOMES_WAVES + n] = point(&w->domain[d]);
		n++;
	}
	for (size_t d = 0; d < OUTCOMES_DOMAINS; d++)
		series[d] = (struct chart_series){ str_z(lang_text(h->lang, report_domain_words[d])),
			                               at + d * OUTCOMES_WAVES };
	chart_lines(h, &(struct chart){ .label = str_z(lang_text(
										h->lang, T("Mean of each domain over time, from 1 to 4"))),
	                                .x = x,
	                                .nx = n,
	                                .series = series,
	                                .n = OUTCOMES_DOMAINS });
}

void report_dots_chart(struct html *h, const char *label, const struct report_dots *dots)
{
	struct str *x = NEW_N(h->out->arena, struct str, OUTCOMES_DOMAINS);

	for (size_t d = 0; d < OUTCOMES_DOMAINS; d++)
		x[d] = str_z(lang_context(h->lang, "short", report_domain_short[d]));
	chart_dots(h, &(struct chart_dots){ .label = str_z(lang_text(h->lang, label)),
	                                    .x = x,
	                                    .nx = OUTCOMES_DOMAINS,
	                                    .at = dots->at,
	                                    .n = dots->n });
}

struct str report_dots_of(struct html *h, const struct report_dots *dots, size_t domain)
{
	struct buf b = buf_new(h->out->arena, 4096);

	for (size_t i = 0; i < dots->n; i++)
		if (dots->at[i].x == domain)
			buf_fmt(&b, "%s%.1f", b.n ? ", " : "", dots->at[i].y);
	return buf_str(&b);
}

/* --- words around the figures --- */

static bool span_meant(const struct report_span *s, bool full)
{
	return s->chosen && s->full == full;
}

/* The last year of those that follow without a gap from span i on, which is moved to its end. */
static int last_in_row(const struct report_spans *all, size_t *i, bool full)
{
	const struct report_span *s = all->at;

	while (*i + 1 < all->n && span_meant(&s[*i + 1], full) && s[*i + 1].first == s[*i].last + 1)
		++*i;
	return s[*i].last;
}

struct str report_years(struct html *h, const struct outcomes_report *r, bool full)
{
	struct arena *a = h->out->arena;
	struct buf b = buf_new(a, 4096);

	for (size_t i = 0; i < r->spans.n; i++) {
		int first = r->spans.at[i].first;
		int last;

		if (!span_meant(&r->spans.at[i], full))
			continue;
		last = last_in_row(&r->spans, &i, full);
		if (b.n)
			buf_add(&b, STR(", "));
		buf_add(&b, first == last
		                ? arena_fmt(a, "%d", first)
		                : report_range(h, arena_fmt(a, "%d", first), arena_fmt(a, "%d", last)));
	}
	return buf_str(&b);
}

struct report_windows report_windows(struct html *h, const struct outcomes_report *r)
{
	struct report_window *list = NEW_N(h->out->arena, struct report_window, OUTCOMES_WAVES);

	for (size_t w = 0; w < OUTCOMES_WAVES; w++)
		list[w] = (struct report_window){ report_wave_words[w], r->params.window[w] };
	return (struct report_windows){ list, OUTCOMES_WAVES };
}

struct str report_wave_link(struct html *h, enum outcomes_wave_name w)
{
	return arena_fmt(h->out->arena, "/reports/definitions#wave_%s", report_wave_codes[w]);
}

struct report_definitions report_definitions(void)
{
	static const struct report_definition list[] = {
#define DEF(id, title, text) { #id, title, text },
#include "measure/definitions.def"
#undef DEF
	};

	return (struct report_definitions){ list, sizeof list / sizeof *list };
}

struct str report_group_link(struct html *h, const struct outcomes_report *r, struct str code)
{
	struct buf b = buf_new(h->out->arena, 1024);
	struct html to = { .out = &b, .lang = h->lang };

	/* A casework type alone is a filter of the page. */
	if (r->filter.by == REPORT_BY_TYPES)
		buf_fmt(&b, "/reports/outcomes?age=%s&walk=%u&type=", report_group_codes[r->filter.group],
		        r->filter.walk);
	else
		buf_fmt(&b, "/reports/outcomes?by=%s&age=%s&walk=%u&of=", report_by_codes[r->filter.by],
		        report_group_codes[r->filter.group], r->filter.walk);
	html_urlpart_str(&to, code);
	return buf_str(&b);
}

bool report_beside_only(const struct outcomes_report *r)
{
	return r->filter.by != REPORT_BY_TYPE && r->filter.type == OUTCOMES_ALL_TYPES;
}

bool report_intake_told(const struct report_groups *groups)
{
	return groups->n && groups->at[0].waves.n && groups->at[0].waves.at[0].name == WAVE_BASELINE;
}

struct str report_waves_untold(struct html *h, const struct outcomes_report *r)
{
	struct buf b = buf_new(h->out->arena, 1024);
	size_t told = 0;

	for (size_t w = 0; w < OUTCOMES_WAVES; w++) {
		if (told < r->waves.n && r->waves.at[told].name == (enum outcomes_wave_name)w) {
			told++;
			continue;
		}
		if (b.n)
			buf_add(&b, STR(", "));
		buf_add(&b, str_z(lang_text(h->lang, report_wave_words[w])));
	}
	return buf_str(&b);
}

bool report_row_told(const struct row_cells *row)
{
	bool any = row->total_shown;

	for (size_t i = 0; i < ROW_CELLS; i++)
		any |= row->shown[i];
	return any;
}

bool report_all_six_told(const struct outcomes_report *r)
{
	for (size_t i = 0; i < r->waves.n; i++)
		if (report_row_told(&r->waves.at[i].all_six) || r->waves.at[i].all_six_yes.told != TOLD_NOT)
			return true;
	return false;
}
