/* One person's way in one domain, on one axis of days: how the team sees it as a line from 1 to 4,
 * how she sees it as a row of pictures below, her goals as bars. Side by side, never joined: the
 * pictures have no height that could be read as a score. */
#pragma once
#include "html/html.h"

enum { CHART_GOALS = 8 }; /* more are not drawn */

/* Places on the axis go from 0 to 1. */
struct chart_way_point {
	double at;
	double mean; /* 1..4 */
	bool apart;  /* cannot be compared with the point before: no line leads here */
};
struct chart_way_picture {
	double at;
	const char *name; /* handed to draw */
};
struct chart_way_goal {
	double from;
	double to;
	bool over;    /* it ended there: else it goes on */
	bool reached; /* the same, with a full mark */
	int number;   /* as in the list beside it */
};
struct chart_way {
	struct str label; /* says in words what is shown */
	struct str first; /* the day at either end, already words */
	struct str last;
	struct str ours; /* what the rows are called, already words */
	struct str own;
	struct str goals;
	const struct chart_way_point *point;
	size_t n_points; /* 0: no such row; so for the others */
	const struct chart_way_picture *picture;
	size_t n_pictures;
	/* Writes the picture of a name as an SVG of CHART_PICTURE by CHART_PICTURE. */
	void (*draw)(struct html *h, const char *name);
	const struct chart_way_goal *goal;
	size_t n_goals;
};
enum { CHART_PICTURE = 44 };

/* Pictures that would cover each other are left out from the oldest on: the table has them all. */
void chart_way(struct html *h, const struct chart_way *w);
