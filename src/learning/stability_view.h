/* Private to learning/stability: figures as words and pictures, for its page. */
#pragma once
#include "html/form_view.h"
#include "learning/report_lines.h"
#include "learning/report_view.h"
#include "learning/saved_bar.h"
#include "learning/stability_inside.h"

struct stability_choices {
	struct saved_bar saved;
	struct filter_options types;
	struct filter_options ages;
	struct filter_options since;
	struct filter_options compare;
	struct str file; /* where the same is taken as a file */
};

/* --- stability_text.c --- */
/* The rows of a report (struct stability_report), without the groups beside each other. */
void stability_put(struct report_printer *p, const void *report);

/* "63 %", and "48 to 76 %". An interval that says nothing is empty. */
struct str stability_percent(struct html *h, const struct stability_share *s);
struct str stability_interval(struct html *h, const struct stability_share *s);
/* Whole months, at least one. */
int64_t stability_months(double days);
/* "14 to 22 months"; one of the ends may not be reached. */
struct str stability_median_between(struct html *h, const struct survival_median *m);
/* "25 to 29": how many are still watched, not to the person. */
struct str stability_at_risk(struct html *h, const struct stability_point *p);

/* Stable in all six by when, and the earliest that it can have been. */
void stability_chart(struct html *h, const struct stability_report *r);
/* Groups by their letters, A and on. */
void stability_groups_chart(struct html *h, const struct stability_groups *g);
struct str stability_letter(struct html *h, const struct stability_groups *g,
                            const struct stability_group *one);

/* Rows of tables. */
struct report_names stability_ends(void);
struct stability_months {
	const int *at;
	size_t n;
};
struct stability_months stability_group_months(const struct stability_groups *g);
const struct stability_share *stability_group_at(const struct stability_groups *g,
                                                 const struct stability_group *one,
                                                 const int *month);

/* What a test says, as a msgid: chance or hardly. */
const char *stability_verdict(const struct survival_difference *d);
/* "0.03", "below 0.001". */
struct str stability_p(struct html *h, const struct survival_difference *d);
