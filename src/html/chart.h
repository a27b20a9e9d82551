/* Charts as SVG on the scale 1 to 4, or of shares over time, in a box of their own that scrolls on
 * a phone. Lines differ by dash, mark and a name at their end, never by colour alone. A table of
 * the same numbers stands beside each chart; the module writes it. */
#pragma once
#include "html/html.h"

enum { CHART_SERIES = 8 }; /* more are not drawn: nobody could read them */

struct chart_point {
	bool known;
	double mean;
	double low; /* 95 % interval; low == high: none is drawn */
	double high;
};
struct chart_series {
	struct str name;              /* already words */
	const struct chart_point *at; /* one for each x label */
};
struct chart {
	struct str label;    /* says in words what is shown */
	const struct str *x; /* waves or years, already words */
	size_t nx;
	const struct chart_series *series;
	size_t n;
};

/* Means over a few waves, with their intervals. A missing point is skipped and breaks its line. */
void chart_lines(struct html *h, const struct chart *c);

/* Shares from 0 to 1 over time, which begins with 0 at the left edge. */
struct chart_share {
	double at; /* 0..1 of the axis */
	double share;
	double low; /* 95 % interval; low == high: none is drawn */
	double high;
};
struct chart_share_line {
	struct str name; /* already words */
	const struct chart_share *at;
	size_t n;
};
struct chart_shares {
	struct str label;
	const struct str *x; /* at equal distances from 0 to 1 of the axis, both ends included */
	size_t nx;           /* at least 2 */
	const struct chart_share_line *line;
	size_t n;
};

/* Known points joined by straight lines, from nobody at the start. */
void chart_shares(struct html *h, const struct chart_shares *c);

struct chart_dot {
	size_t x; /* which label it stands over */
	double y; /* 1..4 */
};
struct chart_dots {
	struct str label;
	const struct str *x;
	size_t nx;
	const struct chart_dot *at;
	size_t n;
};

/* For small houses: each person a dot, no mean. Dots of nearly one height stand side by side. */
void chart_dots(struct html *h, const struct chart_dots *c);
