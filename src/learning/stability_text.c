/* Time to stability as the rows of a file: what its page shows. */
#include "learning/stability_view.h"

#include <math.h>

static const char *const end_codes[STABILITY_ENDS] = {
	[END_STILL] = "still_here",    [END_STABLE] = "stable", [END_DIED] = "died",
	[END_ELSEWHERE] = "elsewhere", [END_LEFT] = "left",     [END_COMPLETED] = "completed",
};

/* As on the page: from more digits one could work out how many were under way. */
static double whole_percent(double x)
{
	return round(x * 100) / 100;
}

static void put_share(struct report_printer *p, const char *figure, const char *of,
                      const struct stability_share *s)
{
	struct report_line l = p->at;

	l.figure = figure;
	l.of = of;
	l.told = s->shown ? TOLD : TOLD_NOT;
	l.measured = s->shown;
	l.value = whole_percent(s->p);
	l.ci = (struct interval){ whole_percent(s->ci.lo), whole_percent(s->ci.hi) };
	report_put(p, &l);
}

static void put_count(struct report_printer *p, const char *figure, const char *of, bool shown,
                      uint32_t n)
{
	struct report_line l = p->at;

	l.figure = figure;
	l.of = of;
	l.told = shown ? TOLD : TOLD_NOT;
	l.counted = shown;
	l.n = n;
	report_put(p, &l);
}

static double months_since(double days)
{
	return isnan(days) ? days : (double)stability_months(days);
}

/* In months, as on the page: the day would be the day of one person's assessment. */
static void put_median(struct report_printer *p, const struct survival_median *m)
{
	struct report_line l = p->at;

	l.figure = "median_months";
	l.told = TOLD;
	l.measured = true;
	l.value = months_since(m->time);
	l.ci = (struct interval){ months_since(m->ci.lo), months_since(m->ci.hi) };
	report_put(p, &l);
}

static const char *months_of(struct report_printer *p, int months)
{
	return arena_fmt(p->out->arena, "%d_months", months).p;
}

static void put_points(struct report_printer *p, const struct stability_report *r)
{
	for (size_t i = 0; i < r->points.n; i++) {
		const struct stability_point *one = &r->points.at[i];

		p->at.wave = months_of(p, one->months);
		put_share(p, "seen_stable", "", &one->stable);
		put_share(p, "at_the_earliest", "", &one->earliest);
		put_share(p, "if_nobody_left", "", &one->alone);
		put_count(p, "still_under_way", "", true, one->at_risk);
	}
	for (size_t e = 0; r->points.n && e < STABILITY_ENDS; e++)
		if (e != END_STILL)
			put_share(p, "came_first_share", end_codes[e], &r->end_at[e]);
	p->at.wave = "";
}

void stability_put(struct report_printer *p, const void *report)
{
	const struct stability_report *r = report;
	const struct stability_filter *f = &r->filter;

	if (r->people == 0)
		return;
	p->at = (struct report_line){
		.group = report_group_codes[f->group],
		.type = f->type == OUTCOMES_ALL_TYPES ? STR("all") : r->types.at[f->type].name,
		.which = f->since ? arena_fmt(p->out->arena, "since_%d", f->since).p : "first",
		.first_year = r->first_year,
		.last_year = r->last_year,
		.wave = "",
		.of = "",
	};
	put_count(p, "people", "", true, r->people);
	for (size_t e = 0; report_row_told(&r->ends) && e < STABILITY_ENDS; e++)
		put_count(p, "came_first", end_codes[e], r->ends.shown[e], r->ends.n[e]);
	put_points(p, r);
	if (r->points.n && r->has_median)
		put_median(p, &r->median);
}
