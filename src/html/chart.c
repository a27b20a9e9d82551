#include "html/chart_inside.h"

/* Units of the picture. */
enum {
	HEIGHT = 300,
	LEFT = 30,
	SHARES_LEFT = 54,   /* "100 %" is longer than "4" */
	SHARES_RIGHT = 448, /* a point may stand on the edge, and a name beside it */
	RIGHT = 470,        /* of lines; names stand beyond it */
	EDGE = 630,         /* of dots, which need no names */
	TOP = 14,
	BOTTOM = 262,
	NAME_GAP = 19, /* least distance between two names */
	DODGE = 7      /* series stand a little apart, so that intervals do not hide each other */
};

static double y_at(double mean)
{
	double m = mean < 1 ? 1 : mean > 4 ? 4 : mean;
	return BOTTOM - (m - 1) * (BOTTOM - TOP) / 3;
}

static double x_at(size_t i, size_t n, int right)
{
	double column = (double)(right - LEFT) / (double)(n ? n : 1);
	return LEFT + column * ((double)i + 0.5);
}

void chart_open(struct html *h, struct str label, int height)
{
	buf_add(h->out, STR("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\""));
	html_attr_str(h, label);
	buf_fmt(h->out,
	        "\"><svg class=\"chart\" viewBox=\"0 0 %d %d\" direction=\"ltr\" role=\"img\"><title>",
	        CHART_WIDTH, height);
	html_text_str(h, label);
	buf_add(h->out, STR("</title>"));
}

static void grid_line(struct html *h, double y, bool lowest, int left, int right)
{
	buf_fmt(h->out, "<path class=\"%s\" d=\"M%d %.1fH%d\"/>", lowest ? "axis" : "grid", left, y,
	        right);
}

static void x_label(struct html *h, double x, struct str words)
{
	buf_fmt(h->out, "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">", x, BOTTOM + 26);
	html_text_str(h, words);
	buf_add(h->out, STR("</text>"));
}

static void open_chart(struct html *h, struct str label, const struct str *x, size_t nx, int right)
{
	chart_open(h, label, HEIGHT);
	for (int m = 1; m <= 4; m++) {
		grid_line(h, y_at(m), m == 1, LEFT, right);
		buf_fmt(h->out, "<text x=\"%d\" y=\"%.1f\">%d</text>", LEFT - 16, y_at(m) + 5, m);
	}
	for (size_t i = 0; i < nx; i++)
		x_label(h, x_at(i, nx, right), x[i]);
}

void chart_close(struct html *h)
{
	buf_add(h->out, STR("</svg></div>"));
}

/* Marks and dashes: with both, no two of eight series look alike without colour. Paths go from the
 * point where the mark stands. */
static void mark(struct html *h, size_t series, double x, double y)
{
	static const struct {
		const char *path;
		bool hollow;
	} marks[CHART_SERIES] = {
		{ "m-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0z", false },
		{ "m-5-5h10v10h-10z", false },
		{ "m0-6l6 10h-12z", false },
		{ "m0-7l6 7l-6 7l-6-7z", false },
		{ "m-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0z", true },
		{ "m-5-5h10v10h-10z", true },
		{ "m0-6l6 10h-12z", true },
		{ "m0-7l6 7l-6 7l-6-7z", true },
	};

	buf_fmt(h->out, "<path%s d=\"M%.1f %.1f%s\"/>", marks[series].hollow ? " class=\"hollow\"" : "",
	        x, y, marks[series].path);
}

static void open_curve(struct html *h, size_t series)
{
	static const char *const dashes[CHART_SERIES] = { "none", "9 4", "2 4", "12 4 2 4",
		                                              "none", "9 4", "2 4", "12 4 2 4" };

	buf_fmt(h->out, "<path class=\"s\" stroke-dasharray=\"%s\" d=\"", dashes[series]);
}

static void interval(struct html *h, double x, double low, double high)
{
	buf_fmt(h->out, "<path class=\"i\" d=\"M%.1f %.1fV%.1fm-4 0h8M%.1f %.1fh8\"/>", x, low, high,
	        x - 4, low);
}

static void curve(struct html *h, const struct chart *c, size_t series, double shift)
{
	const struct chart_point *at = c->series[series].at;
	bool pen = false;

	open_curve(h, series);
	for (size_t i = 0; i < c->nx; i++) {
		if (at[i].known)
			buf_fmt(h->out, "%c%.1f %.1f", pen ? 'L' : 'M', x_at(i, c->nx, RIGHT) + shift,
			        y_at(at[i].mean));
		pen = at[i].known;
	}
	buf_add(h->out, STR("\"/>"));
}

static void points(struct html *h, const struct chart *c, size_t series, double shift)
{
	for (size_t i = 0; i < c->nx; i++) {
		const struct chart_point *p = &c->series[series].at[i];
		double x = x_at(i, c->nx, RIGHT) + shift;
		if (!p->known)
			continue;
		if (p->low < p->high)
			interval(h, x, y_at(p->low), y_at(p->high));
		mark(h, series, x, y_at(p->mean));
	}
}

/* The last known point; NULL when nothing is known. */
static const struct chart_point *last(const struct chart *c, size_t series)
{
	const struct chart_point *at = c->series[series].at;

	for (size_t i = c->nx; i-- > 0;)
		if (at[i].known)
			return &at[i];
	return NULL;
}

/* Where the names stand: beside their last point y[i], moved down until none covers another, and
 * the whole column up again when it would leave the picture. */
static void name_places(size_t n, double y[CHART_SERIES])
{
	size_t order[CHART_SERIES];
	double over;

	for (size_t i = 0; i < n; i++) {
		size_t k = i;
		for (; k > 0 && y[order[k - 1]] > y[i]; k--)
			order[k] = order[k - 1];
		order[k] = i;
	}
	for (size_t k = 1; k < n; k++)
		if (y[order[k]] < y[order[k - 1]] + NAME_GAP)
			y[order[k]] = y[order[k - 1]] + NAME_GAP;
	over = n ? y[order[n - 1]] - BOTTOM : 0;
	for (size_t k = n; k-- > 0 && over > 0;) {
		y[order[k]] -= over;
		over = k ? y[order[k - 1]] + NAME_GAP - y[order[k]] : 0;
	}
}

static void name(struct html *h, size_t series, double y, struct str words)
{
	mark(h, series, RIGHT + 12, y);
	buf_fmt(h->out, "<text class=\"name\" x=\"%d\" y=\"%.1f\">", RIGHT + 24, y + 5);
	html_text_str(h, words);
	buf_add(h->out, STR("</text>"));
}

static double dodge(size_t series, size_t n)
{
	return ((double)series - (double)(n - 1) / 2) * DODGE;
}

void chart_lines(struct html *h, const struct chart *c)
{
	size_t n = c->n < CHART_SERIES ? c->n : CHART_SERIES;
	double y[CHART_SERIES];

	open_chart(h, c->label, c->x, c->nx, RIGHT);
	for (size_t i = 0; i < n; i++) {
		const struct chart_point *end = last(c, i);
		y[i] = end ? y_at(end->mean) : BOTTOM;
	}
	name_places(n, y);
	for (size_t i = 0; i < n; i++) {
		double shift = dodge(i, n);
		buf_fmt(h->out, "<g class=\"s%zu\">", i);
		curve(h, c, i, shift);
		points(h, c, i, shift);
		if (last(c, i))
			name(h, i, y[i], c->series[i].name);
		buf_add(h->out, STR("</g>"));
	}
	chart_close(h);
}

/* --- shares --- */

static double x_of(double at)
{
	return SHARES_LEFT + at * (SHARES_RIGHT - SHARES_LEFT);
}

static double y_of(double share)
{
	return BOTTOM - share * (BOTTOM - TOP);
}

static void open_shares(struct html *h, const struct chart_shares *c)
{
	chart_open(h, c->label, HEIGHT);
	for (int percent = 0; percent <= 100; percent += 25) {
		double y = y_of(percent / 100.0);

		grid_line(h, y, percent == 0, SHARES_LEFT, SHARES_RIGHT);
		buf_fmt(h->out, "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%d\u00a0%%</text>",
		        SHARES_LEFT - 6, y + 5, percent);
	}
	for (size_t i = 0; i < c->nx; i++)
		x_label(h, x_of((double)i / (double)(c->nx - 1)), c->x[i]);
}

static void shares_line(struct html *h, const struct chart_share_line *line, size_t series,
                        double shift)
{
	open_curve(h, series);
	buf_fmt(h->out, "M%.1f %.1f", x_of(0), y_of(0));
	for (size_t i = 0; i < line->n; i++)
		buf_fmt(h->out, "L%.1f %.1f", x_of(line->at[i].at) + shift, y_of(line->at[i].share));
	buf_add(h->out, STR("\"/>"));
	for (size_t i = 0; i < line->n; i++) {
		const struct chart_share *p = &line->at[i];
		double x = x_of(p->at) + shift;

		if (p->low < p->high)
			interval(h, x, y_of(p->low), y_of(p->high));
		mark(h, series, x, y_of(p->share));
	}
}

void chart_shares(struct html *h, const struct chart_shares *c)
{
	size_t n = c->n < CHART_SERIES ? c->n : CHART_SERIES;
	double y[CHART_SERIES];

	open_shares(h, c);
	for (size_t i = 0; i < n; i++)
		y[i] = c->line[i].n ? y_of(c->line[i].at[c->line[i].n - 1].share) : BOTTOM;
	name_places(n, y);
	for (size_t i = 0; i < n; i++) {
		if (c->line[i].n == 0)
			continue;
		buf_fmt(h->out, "<g class=\"s%zu\">", i);
		shares_line(h, &c->line[i], i, dodge(i, n));
		name(h, i, y[i], c->line[i].name);
		buf_add(h->out, STR("</g>"));
	}
	chart_close(h);
}

/* --- dots --- */

/* How far dot i stands beside the middle of its column: 0, 12, -12, 24 ... among those of its
 * height. */
static double beside(const struct chart_dots *c, size_t i)
{
	int before = 0;

	for (size_t k = 0; k < i; k++) {
		double apart = c->at[k].y - c->at[i].y;
		before += c->at[k].x == c->at[i].x && apart < 0.12 && apart > -0.12;
	}
	return (before % 2 ? 12 : -12) * (double)((before + 1) / 2);
}

void chart_dots(struct html *h, const struct chart_dots *c)
{
	open_chart(h, c->label, c->x, c->nx, EDGE);
	buf_add(h->out, STR("<g class=\"s3\">"));
	for (size_t i = 0; i < c->n; i++)
		if (c->at[i].x < c->nx)
			buf_fmt(h->out, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"5\"/>",
			        x_at(c->at[i].x, c->nx, EDGE) + beside(c, i), y_at(c->at[i].y));
	buf_add(h->out, STR("</g>"));
	chart_close(h);
}
