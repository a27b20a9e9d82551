/* When something came, as SVG: a row for each thing, time to the right, the middle half of people
 * as a bar with its middle, or each person as a dot. A table of the same stands beside it. */
#pragma once
#include "html/html.h"

struct chart_times_row {
	struct str name; /* already words */
	bool known;      /* low, middle, high: 0..1 of the axis, ascending */
	double low;
	double middle;
	double high;
	const double *dots; /* 0..1 of the axis, ascending */
	size_t n;
};
struct chart_tick {
	double at; /* 0..1 of the axis */
	struct str words;
};
struct chart_times {
	struct str label; /* says in words what is shown */
	const struct chart_tick *tick;
	size_t nticks;
	const struct chart_times_row *row;
	size_t n;
};

void chart_times(struct html *h, const struct chart_times *c);
