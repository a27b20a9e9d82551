/* Private to html/chart: what its pictures are drawn with. */
#pragma once
#include "html/chart_inside.h"

/* Units of the picture. */
enum {
	HEIGHT = 312,
	LEFT = 30,
	SHARES_LEFT = 54,   /* "100 %" is longer than "4" */
	SHARES_RIGHT = 448, /* a point may stand on the edge, and a name beside it */
	RIGHT = 470,        /* of lines; names stand beyond it */
	EDGE = 630,         /* of dots, which need no names */
	TOP = 14,
	BOTTOM = 262,
	NAME_LINE = 17, /* from one line of a name to the next */
	NAME_GAP = 19,  /* least distance between two names of one line */
	NAME_AT = 494,
	NAME_ROOM = CHART_WIDTH - NAME_AT - 4,
	LETTER = 9, /* room for a letter: a little more than most need */
	DODGE = 7   /* series stand a little apart, so that intervals do not hide each other */
};

/* A line at y from left to right; the lowest one is the axis. */
void chart_grid(struct html *h, double y, bool lowest, int left, int right);
/* Below the axis, in two lines when they are wider than room. */
void chart_x_label(struct html *h, double x, struct str words, int room);

/* At the start of a row, in two lines when it is wider than room. */
void chart_row_name(struct html *h, double y, struct str words, int room);

/* The mark of a series; the path of its line, up to the points; an interval. */
void chart_mark(struct html *h, size_t series, double x, double y);
void chart_curve(struct html *h, size_t series);
void chart_interval(struct html *h, double x, double low, double high);
/* How far beside the others a series stands. */
double chart_dodge(size_t series, size_t n);

/* A name and where its middle stands: beside the last point of its line, if there is one. */
struct chart_name {
	struct str words;
	double y;
	bool shown;
};

/* Names are moved down until none covers another, and the whole column up again when it would leave
 * the picture. */
void chart_name_places(size_t n, struct chart_name names[CHART_SERIES]);
void chart_put_name(struct html *h, size_t series, const struct chart_name *name);
