#include "access/when.h"

#include "base/fields.h"

enum err when_check(struct visit *v, const struct when *w)
{
	if (day_known(w->day) && w->day.n > v->c.today.n)
		return visit_problem(v, "day", T("This day is still to come."));
	if (day_known(w->told) && w->told.n > v->c.today.n)
		return visit_problem(v, "told", T("This day is still to come."));
	if (day_known(w->told) && day_known(w->day) && w->told.n < w->day.n)
		return visit_problem(v, "told",
		                     T("It was told before it happened: please look at the two days."));
	return OK;
}

void when_put(struct buf *b, const struct when *w, struct day today)
{
	fields_put_int(b, "day", day_known(w->day) ? w->day.n : today.n);
	fields_put_day(b, "told", w->told);
	if (w->paper.n)
		fields_put(b, "paper", w->paper);
}

struct when when_get(struct str record, struct day typed)
{
	struct when w = { .paper = fields_get(record, "paper") };

	w.day = fields_day(record, "day", typed);
	w.told = fields_day(record, "told", NO_DAY);
	return w;
}

void when_fill(struct visit *v, const struct when *w)
{
	visit_fill(v, "day", html_of_day(&v->html, w->day));
	visit_fill(v, "told", html_of_day(&v->html, w->told));
	visit_fill(v, "paper", w->paper);
}
