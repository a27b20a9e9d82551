/* The path as the rows of a file: what its page shows. */
#include "learning/path_view.h"

#include <math.h>

static const char *const places[STOOD] = { "own_words", "consent", "assessment",
	                                       "plan",      "service", "arrival" };

static void put_days(struct report_printer *p, const char *figure, const char *of,
                     const struct path_when *w, int32_t days)
{
	struct report_line l = p->at;

	l.figure = figure;
	l.of = of;
	l.told = w->shown ? TOLD : TOLD_NOT;
	l.measured = w->shown;
	l.value = days;
	l.ci = (struct interval){ (double)NAN, (double)NAN };
	report_put(p, &l);
}

static void put_step(struct report_printer *p, size_t i, const struct path_step_figures *s)
{
	const char *of = path_step_codes[i];

	report_put_part(p, "came_to", of, &s->reached);
	put_days(p, "days_quarter", of, &s->when, s->when.low);
	put_days(p, "days_half", of, &s->when, s->when.middle);
	put_days(p, "days_three_quarters", of, &s->when, s->when.high);
	if (i != STEP_END)
		report_put_part(p, "left_before", of, &s->left);
}

void path_put(struct report_printer *p, const void *report)
{
	const struct path_report *r = report;

	if (!report_put_people(p, &r->outcomes))
		return;
	for (size_t i = 0; i < PATH_STEPS; i++)
		put_step(p, i, &r->step[i]);
	for (size_t e = 0; e < PATH_ENDS; e++)
		report_put_row(p, arena_fmt(p->out->arena, "left_%s", path_end_codes[e]).p, &r->stood[e],
		               places, STOOD);
	report_put_reasons(p, &r->outcomes);
}
