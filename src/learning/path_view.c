#include "learning/path_view.h"

#include "html/chart_times.h"

#include <math.h>

/* --- names of rows --- */

struct report_names path_steps(void)
{
	static const struct report_name list[] = {
		{ STEP_WORDS, T("Own words heard") },   { STEP_CONSENT, T("Asked for consent") },
		{ STEP_ASSESSMENT, T("Assessed") },     { STEP_PLAN, T("A plan of their own") },
		{ STEP_SERVICE, T("A first service") }, { STEP_END, T("The walk ended") },
	};

	return (struct report_names){ list, sizeof list / sizeof *list };
}

static const struct report_name places[] = {
	{ STOOD_AT_ARRIVAL, T("Arrival, and none of the steps") },
	{ STEP_WORDS, T("Own words heard") },
	{ STEP_CONSENT, T("Asked for consent") },
	{ STEP_ASSESSMENT, T("Assessed") },
	{ STEP_PLAN, T("A plan of their own") },
	{ STEP_SERVICE, T("A first service") },
};
static const struct report_name ends[] = {
	{ END_AS_PLANNED, T("Plan completed") },
	{ END_GOES_ON_ELSEWHERE, T("Moved or transferred") },
	{ END_EARLY, T("Own wish, lost touch, or went back") },
	{ END_DEATH, T("Died") },
};

static bool place_told(const struct path_report *r, size_t place)
{
	for (size_t e = 0; e < PATH_ENDS; e++)
		if (r->stood[e].shown[place])
			return true;
	return false;
}

static bool end_told(const struct path_report *r, size_t end)
{
	for (size_t k = 0; k < STOOD; k++)
		if (r->stood[end].shown[k])
			return true;
	return false;
}

static struct report_names those(struct html *h, const struct path_report *r,
                                 const struct report_name *all, size_t n,
                                 bool (*told)(const struct path_report *r, size_t i))
{
	struct report_name *list = NEW_N(h->out->arena, struct report_name, n);
	size_t used = 0;

	for (size_t i = 0; i < n; i++)
		if (told(r, all[i].i))
			list[used++] = all[i];
	return (struct report_names){ list, used };
}

struct report_names path_places_told(struct html *h, const struct path_report *r)
{
	return those(h, r, places, STOOD, place_told);
}

struct report_names path_ends_told(struct html *h, const struct path_report *r)
{
	return those(h, r, ends, PATH_ENDS, end_told);
}

static bool end_untold(const struct path_report *r, size_t end)
{
	return !end_told(r, end);
}

struct str path_ends_untold(struct html *h, const struct path_report *r)
{
	const struct report_names list = those(h, r, ends, PATH_ENDS, end_untold);
	struct buf b = buf_new(h->out->arena, 1024);

	for (size_t i = 0; i < list.n; i++) {
		if (i)
			buf_add(&b, STR(" · "));
		buf_add(&b, str_z(lang_text(h->lang, list.at[i].words)));
	}
	return buf_str(&b);
}

struct str path_link(struct html *h, size_t step)
{
	return arena_fmt(h->out->arena, "/reports/definitions#path_%s", path_step_codes[step]);
}

/* --- numbers --- */

static struct str fill(struct html *h, const char *text, int64_t n)
{
	struct str number = arena_fmt(h->out->arena, "%lld", (long long)n);

	return html_fill_bare(h, text, &number, 1);
}

struct str path_days(struct html *h, int32_t days)
{
	const double month = 365.25 / 12;
	int64_t n = days;

	if (n == 0)
		return str_z(lang_text(h->lang, T("the first day")));
	if (n <= 21)
		return fill(h, lang_plural(h->lang, "one day", "{1} days", n), n);
	if (days < 2 * month && n % 7 == 0)
		return fill(h, lang_plural(h->lang, "one week", "{1} weeks", n / 7), n / 7);
	n = lround(days / month);
	return fill(h, lang_plural(h->lang, "one month", "{1} months", n), n);
}

struct str path_between(struct html *h, const struct path_when *w)
{
	return report_range(h, path_days(h, w->low), path_days(h, w->high));
}

struct str path_dots_of(struct html *h, const struct path_dots *dots)
{
	struct buf b = buf_new(h->out->arena, 1024);

	for (size_t i = 0; i < dots->n; i++) {
		if (i)
			buf_add(&b, STR(" · "));
		buf_add(&b, path_days(h, (int32_t)dots->at[i]));
	}
	return buf_str(&b);
}

uint32_t path_still_here(const struct path_step_figures *s)
{
	return s->left.n - s->left.share.k;
}

bool path_has_chart(const struct path_report *r)
{
	for (size_t s = 0; s < PATH_STEPS; s++)
		if (r->step[s].when.shown)
			return true;
	return false;
}

/* --- charts --- */

/* The first days matter as much as the later years: each is given room by its logarithm. */
static double place(double days)
{
	const double most = 3 * 365.25;

	return days >= most ? 1 : log1p(days) / log1p(most);
}

enum { TICKS = 5 };

static void draw(struct html *h, const char *label, const struct chart_times_row *rows)
{
	static const struct {
		double days;
		const char *words;
	} at[TICKS] = { { 0, TC("short", "Arrival") },
		            { 7, TC("short", "1 week") },
		            { 30.4, TC("short", "1 month") },
		            { 182.6, TC("short", "6 months") },
		            { 1095.75, TC("short", "3 years") } };
	struct chart_tick ticks[TICKS];

	for (size_t i = 0; i < TICKS; i++)
		ticks[i] = (struct chart_tick){ place(at[i].days),
			                            str_z(lang_context(h->lang, "short", at[i].words)) };
	chart_times(h, &(struct chart_times){ str_z(lang_text(h->lang, label)), ticks, TICKS, rows,
	                                      PATH_STEPS });
}

static struct chart_times_row row_named(struct html *h, size_t i)
{
	const struct report_name *name = &path_steps().at[i];

	return (struct chart_times_row){ .name = str_z(lang_text(h->lang, name->words)) };
}

void path_chart(struct html *h, const struct path_report *r)
{
	struct chart_times_row rows[PATH_STEPS];

	for (size_t s = 0; s < PATH_STEPS; s++) {
		const struct path_when *w = &r->step[s].when;

		rows[s] = row_named(h, s);
		rows[s].known = w->shown;
		rows[s].low = place(w->low);
		rows[s].middle = place(w->middle);
		rows[s].high = place(w->high);
	}
	draw(h, T("When people came to each step: the middle half of them, and the middle"), rows);
}

void path_dots_chart(struct html *h, const struct path_report *r)
{
	struct chart_times_row rows[PATH_STEPS];

	for (size_t s = 0; s < PATH_STEPS; s++) {
		const struct path_dots *dots = &r->dots[s];
		double *at = NEW_N(h->out->arena, double, dots->n + 1);

		for (size_t i = 0; i < dots->n; i++)
			at[i] = place(dots->at[i]);
		rows[s] = row_named(h, s);
		rows[s].dots = at;
		rows[s].n = dots->n;
	}
	draw(h, T("When each person came to each step"), rows);
}
