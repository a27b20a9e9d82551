/* Private to learning/report: figures as words, for its pages. */
#pragma once
#include "learning/report_inside.h"
#include "learning/report_words.h"
#include "learning/saved_bar.h"

/* "2.4"; "63 %": in the arena of the page. */
struct str report_number(struct html *h, double x);
struct str report_percent(struct html *h, double share);
/* "12 to 16" of two numbers that are written already. */
struct str report_range(struct html *h, struct str low, struct str high);
/* "2.1 to 2.7" and "48 to 76 %". Ends beyond the scale of 1 to 4 are cut to it. */
struct str report_between(struct html *h, struct interval ci);
struct str report_percent_between(struct html *h, struct interval ci);
/* Of TOLD_UNDER the others, of TOLD_ALL_BUT these: how many there are at least. */
int64_t report_at_least(const struct part *p);

/* Two waves or more that a chart can show: counted from arrival, with a mean. One is no line. */
bool report_has_chart(const struct outcomes_report *r);
void report_chart(struct html *h, const struct outcomes_report *r);
/* People of years that wait, each a dot. */
void report_dots_chart(struct html *h, const char *label, const struct report_dots *dots);
/* The same as text, for one domain: "1.3, 2.0, 2.7". */
struct str report_dots_of(struct html *h, const struct report_dots *dots, size_t domain);
/* "2021 to 2024": the years of the spans that are in the figures, or that wait. Empty: none. */
struct str report_years(struct html *h, const struct outcomes_report *r, bool full);

/* The waves that have too few people for a column: "2 years, At closure". */
struct str report_waves_untold(struct html *h, const struct outcomes_report *r);
/* False when a table would say "too few" and nothing else. */
bool report_row_told(const struct row_cells *row);
bool report_all_six_told(const struct outcomes_report *r);

/* Where one group of a report stands alone; all of them for an empty code. */
struct str report_group_link(struct html *h, const struct outcomes_report *r, struct str code);
/* Groups stand side by side, and none of them is looked at alone. */
bool report_beside_only(const struct outcomes_report *r);
/* The levels at arrival can be told, without which nothing stands side by side. */
bool report_intake_told(const struct report_groups *groups);

/* The limits of a wave in days, for the list of limits. */
struct report_window {
	const char *wave; /* msgid */
	struct outcomes_window w;
};
struct report_windows {
	const struct report_window *at;
	size_t n;
};
struct report_windows report_windows(struct html *h, const struct outcomes_report *r);

/* Where a wave is defined: "/reports/definitions#wave_baseline". */
struct str report_wave_link(struct html *h, enum outcomes_wave_name w);

struct report_choices {
	struct saved_bar saved;
	struct filter_options types;
	struct filter_options ages;
	struct filter_options from;
	struct filter_options to;
	struct filter_options walks;
	struct filter_options bys;
	struct str file;    /* where the same is taken as a file */
	bool dropped;       /* more than two dimensions were asked for: groups are shown without them */
	bool untold;        /* one group was asked for that is not told alone */
	struct str instead; /* dropped only: the others without groups */
};
