#include "learning/stability_view.h"

#include <math.h>

/* --- numbers --- */

struct str stability_percent(struct html *h, const struct stability_share *s)
{
	return report_percent(h, s->p);
}

struct str stability_interval(struct html *h, const struct stability_share *s)
{
	return isnan(s->ci.lo) || isnan(s->ci.hi) ? STR("") : report_percent_between(h, s->ci);
}

int64_t stability_months(double days)
{
	int64_t months = (int64_t)lround(days * 12 / 365.25);

	return months > 0 ? months : 1;
}

static struct str number(struct html *h, int64_t n)
{
	return arena_fmt(h->out->arena, "%lld", (long long)n);
}

static struct str fill(struct html *h, const char *text, struct str one, struct str two)
{
	const struct str args[] = { one, two };

	return html_fill_bare(h, lang_text(h->lang, text), args, 2);
}

struct str stability_median_between(struct html *h, const struct survival_median *m)
{
	struct str low = isnan(m->ci.lo) ? STR("") : number(h, stability_months(m->ci.lo));

	if (isnan(m->ci.lo))
		return STR("");
	if (isnan(m->ci.hi))
		return fill(h, T("95 % interval: from {1} months, no end known yet"), low, STR(""));
	return fill(h, T("95 % interval: {1} to {2} months"), low,
	            number(h, stability_months(m->ci.hi)));
}

struct str stability_at_risk(struct html *h, const struct stability_point *p)
{
	return fill(h, T("{1} to {2}"), number(h, p->at_risk),
	            number(h, p->at_risk + DISCLOSE_CELL - 1));
}

struct str stability_p(struct html *h, const struct survival_difference *d)
{
	if (d->p < 0.001)
		return fill(h, T("below {1}"), STR("0.001"), STR(""));
	return arena_fmt(h->out->arena, "%.3f", d->p);
}

const char *stability_verdict(const struct survival_difference *d)
{
	if (isnan(d->p))
		return T("Cannot be said from these people.");
	if (d->p < 0.01)
		return T("Chance alone would hardly make such a difference.");
	return d->p < 0.05 ? T("Chance alone would seldom make such a difference.")
	                   : T("Chance alone may well make such a difference.");
}

/* --- names of rows --- */

struct report_names stability_ends(void)
{
	static const struct report_name list[] = {
		{ END_STABLE, T("First stable in all six") },
		{ END_DIED, T("Died before") },
		{ END_ELSEWHERE, T("Goes on elsewhere: transferred or moved") },
		{ END_LEFT, T("Ended early: own wish, lost touch, went back") },
		{ END_COMPLETED, T("Plan completed, all six not seen stable") },
		{ END_STILL, T("None of these so far") },
	};

	return (struct report_names){ list, sizeof list / sizeof *list };
}

struct stability_months stability_group_months(const struct stability_groups *g)
{
	return (struct stability_months){ g->months, g->n_points };
}

const struct stability_share *stability_group_at(const struct stability_groups *g,
                                                 const struct stability_group *one,
                                                 const int *month)
{
	return &one->at[month - g->months];
}

struct str stability_letter(struct html *h, const struct stability_groups *g,
                            const struct stability_group *one)
{
	return arena_fmt(h->out->arena, "%c", 'A' + (int)(one - g->at));
}

/* --- charts --- */

enum { YEAR = 12 };

/* The axis ends with the year of the last point. */
static int axis_years(int last_month)
{
	return (last_month + YEAR - 1) / YEAR;
}

static void draw(struct html *h, const char *label, int years, const struct chart_share_line *line,
                 size_t n)
{
	size_t nx = (size_t)years + 1;
	struct str *x = NEW_N(h->out->arena, struct str, nx);

	for (size_t i = 0; i < nx; i++)
		x[i] = number(h, (int64_t)i);
	x[0] = str_z(lang_text(h->lang, T("Arrival")));
	x[1] = str_z(lang_text(h->lang, T("1 year")));
	if (years > 1)
		x[years] = fill(h, T("{1} years"), number(h, years), STR(""));
	chart_shares(h, &(struct chart_shares){ str_z(lang_text(h->lang, label)), x, nx, line, n });
}

static struct chart_share point(const struct stability_share *s, int months, int years)
{
	struct chart_share out = { (double)months / (years * YEAR), s->p, s->p, s->p };

	if (!isnan(s->ci.lo) && !isnan(s->ci.hi)) {
		out.low = s->ci.lo;
		out.high = s->ci.hi;
	}
	return out;
}

/* The second line has no intervals: two on one picture would hide each other. */
void stability_chart(struct html *h, const struct stability_report *r)
{
	struct chart_share late[STABILITY_POINTS];
	struct chart_share early[STABILITY_POINTS];
	struct chart_share_line line[2] = {
		{ str_z(lang_context(h->lang, "short", TC("short", "Seen stable"))), late, r->points.n },
		{ str_z(lang_context(h->lang, "short", TC("short", "At the earliest"))), early, 0 },
	};
	int years = axis_years(r->points.at[r->points.n - 1].months);

	for (size_t i = 0; i < r->points.n; i++) {
		const struct stability_point *p = &r->points.at[i];

		late[i] = point(&p->stable, p->months, years);
		if (!p->earliest.shown)
			continue;
		early[line[1].n] = point(&p->earliest, p->months, years);
		early[line[1].n].low = early[line[1].n].high;
		line[1].n++;
	}
	draw(h, T("Share of people first stable in all six, by time since arrival"), years, line, 2);
}

void stability_groups_chart(struct html *h, const struct stability_groups *g)
{
	struct chart_share at[SURVIVAL_GROUPS][STABILITY_POINTS];
	struct chart_share_line line[SURVIVAL_GROUPS];
	int years = axis_years(g->months[g->n_points - 1]);

	for (size_t i = 0; i < g->n; i++) {
		line[i] = (struct chart_share_line){ stability_letter(h, g, &g->at[i]), at[i], 0 };
		for (size_t k = 0; k < g->n_points; k++)
			if (g->at[i].at[k].shown)
				at[i][line[i].n++] = point(&g->at[i].at[k], g->months[k], years);
	}
	draw(h, T("Share of each group first stable in all six, by time since arrival"), years, line,
	     g->n);
}
