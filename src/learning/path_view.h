/* Private to learning/path: figures as words and pictures, for its page and its file. */
#pragma once
#include "html/form_view.h"
#include "learning/path_inside.h"
#include "learning/report_lines.h"
#include "learning/report_view.h"

/* The rows of the tables. */
struct report_names path_steps(void);
/* Of the table of where people stood: rows (a step, or STOOD_AT_ARRIVAL) and columns in which
 * something is told; and the other columns: "Died, Moved or transferred". */
struct report_names path_places_told(struct html *h, const struct path_report *r);
struct report_names path_ends_told(struct html *h, const struct path_report *r);
struct str path_ends_untold(struct html *h, const struct path_report *r);
/* Where a step is defined: "/reports/definitions#path_plan". */
struct str path_link(struct html *h, size_t step);

/* "the day of arrival", "3 days", "5 weeks", "4 months". */
struct str path_days(struct html *h, int32_t days);
/* "1 day to 3 weeks". */
struct str path_between(struct html *h, const struct path_when *w);
/* "3 days, 2 weeks": each dot of a step; empty: none. */
struct str path_dots_of(struct html *h, const struct path_dots *dots);
/* How many have not come to a step and are still here. */
uint32_t path_still_here(const struct path_step_figures *s);
/* A step with something in the column of days. */
bool path_has_chart(const struct path_report *r);
void path_chart(struct html *h, const struct path_report *r);
void path_dots_chart(struct html *h, const struct path_report *r);

/* --- path_text.c --- */
/* The rows of a report (struct path_report), as its page shows them. */
void path_put(struct report_printer *p, const void *report);
