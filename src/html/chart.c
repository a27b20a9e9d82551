#include "html/chart_draw.h"

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

static void open_chart(struct html *h, struct str label, const struct str *x, size_t nx, int right)
{
	chart_open(h, label, HEIGHT);
	for (int m = 1; m <= 4; m++) {
		chart_grid(h, y_at(m), m == 1, LEFT, right);
		buf_fmt(h->out, "<text x=\"%d\" y=\"%.1f\">%d</text>", LEFT - 16, y_at(m) + 5, m);
	}
	for (size_t i = 0; i < nx; i++)
		chart_x_label(h, x_at(i, nx, right), x[i], (right - LEFT) / (int)nx);
}

static void curve(struct html *h, const struct chart *c, size_t series, double shift)
{
	const struct chart_point *at = c->series[series].at;
	bool pen = false;

	chart_curve(h, series);
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
			chart_interval(h, x, y_at(p->low), y_at(p->high));
		chart_mark(h, series, x, y_at(p->mean));
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

void chart_lines(struct html *h, const struct chart *c)
{
	size_t n = c->n < CHART_SERIES ? c->n : CHART_SERIES;
	struct chart_name names[CHART_SERIES];

	open_chart(h, c->label, c->x, c->nx, RIGHT);
	for (size_t i = 0; i < n; i++) {
		const struct chart_point *end = last(c, i);
		names[i] =
			(struct chart_name){ c->series[i].name, end ? y_at(end->mean) : BOTTOM, end != NULL };
	}
	chart_name_places(n, names);
	for (size_t i = 0; i < n; i++) {
		double shift = chart_dodge(i, n);
		buf_fmt(h->out, "<g class=\"s%zu\">", i);
		curve(h, c, i, shift);
		points(h, c, i, shift);
		chart_put_name(h, i, &names[i]);
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
