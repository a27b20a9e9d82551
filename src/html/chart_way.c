#include "html/chart_way.h"

#include "html/chart_draw.h"

/* Units of the picture. */
enum {
	ROWS_LEFT = 132,
	ROWS_RIGHT = 622,
	SCALE_TOP = 12,
	SCALE_HEIGHT = 126,
	PICTURE = 30, /* as they are drawn here */
	OWN_HEIGHT = 44,
	GOAL_HEIGHT = 24,
	ROW_GAP = 14,
	DAYS_HEIGHT = 30,
	ROW_ROOM = ROWS_LEFT - 24
};

static double x_on(double at)
{
	double in = at < 0 ? 0 : at > 1 ? 1 : at;

	return ROWS_LEFT + in * (ROWS_RIGHT - ROWS_LEFT);
}

static size_t goals_drawn(const struct chart_way *w)
{
	return w->n_goals < CHART_GOALS ? w->n_goals : CHART_GOALS;
}

static int height_of(const struct chart_way *w)
{
	int height = SCALE_TOP + DAYS_HEIGHT;

	height += w->n_points ? SCALE_HEIGHT + ROW_GAP : 0;
	height += w->n_pictures ? OWN_HEIGHT + ROW_GAP : 0;
	return height + (w->n_goals ? (int)goals_drawn(w) * GOAL_HEIGHT + ROW_GAP : 0);
}

/* --- how the team sees it --- */

static double y_on(int top, double mean)
{
	double m = mean < 1 ? 1 : mean > 4 ? 4 : mean;

	return top + SCALE_HEIGHT - (m - 1) * SCALE_HEIGHT / 3;
}

static void scale_row(struct html *h, const struct chart_way *w, int top)
{
	chart_row_name(h, top + 5, w->ours, ROW_ROOM);
	for (int m = 1; m <= 4; m++) {
		chart_grid(h, y_on(top, m), m == 1, ROWS_LEFT, ROWS_RIGHT);
		buf_fmt(h->out, "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%d</text>", ROWS_LEFT - 8,
		        y_on(top, m) + 5, m);
	}
	buf_add(h->out, STR("<g class=\"s3\"><path class=\"s\" d=\""));
	for (size_t i = 0; i < w->n_points; i++)
		buf_fmt(h->out, "%c%.1f %.1f", i == 0 || w->point[i].apart ? 'M' : 'L',
		        x_on(w->point[i].at), y_on(top, w->point[i].mean));
	buf_add(h->out, STR("\"/>"));
	for (size_t i = 0; i < w->n_points; i++)
		chart_mark(h, 0, x_on(w->point[i].at), y_on(top, w->point[i].mean));
	buf_add(h->out, STR("</g>"));
}

/* --- how she sees it --- */

static void own_row(struct html *h, const struct chart_way *w, int top)
{
	double next = ROWS_RIGHT + 2 * PICTURE;

	chart_row_name(h, top + OWN_HEIGHT / 2, w->own, ROW_ROOM);
	buf_add(h->out, STR("<g class=\"plain\">"));
	for (size_t i = w->n_pictures; i-- > 0;) {
		double x = x_on(w->picture[i].at);

		if (x > next - PICTURE)
			continue;
		next = x;
		buf_fmt(h->out, "<g transform=\"translate(%.1f %d) scale(%.3f)\">", x - PICTURE / 2.0,
		        top + (OWN_HEIGHT - PICTURE) / 2, (double)PICTURE / CHART_PICTURE);
		w->draw(h, w->picture[i].name);
		buf_add(h->out, STR("</g>"));
	}
	buf_add(h->out, STR("</g>"));
}

/* --- goals --- */

static void goal_bar(struct html *h, const struct chart_way_goal *g, double y)
{
	double from = x_on(g->from);
	double to = x_on(g->to);

	buf_fmt(h->out, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"end\">%d</text>", from - 6, y + 5,
	        g->number);
	buf_fmt(h->out, "<path class=\"s\"%s d=\"M%.1f %.1fH%.1f\"/>",
	        g->over ? "" : " stroke-dasharray=\"6 4\"", from, y, to);
	if (g->over)
		chart_mark(h, g->reached ? 0 : 4, to, y);
}

static void goals_rows(struct html *h, const struct chart_way *w, int top)
{
	chart_row_name(h, top + GOAL_HEIGHT / 2 + 5, w->goals, ROW_ROOM);
	buf_add(h->out, STR("<g class=\"s2\">"));
	for (size_t i = 0; i < goals_drawn(w); i++)
		goal_bar(h, &w->goal[i], top + GOAL_HEIGHT * ((double)i + 0.5));
	buf_add(h->out, STR("</g>"));
}

static void days_row(struct html *h, const struct chart_way *w, int top)
{
	chart_grid(h, top, true, ROWS_LEFT, ROWS_RIGHT);
	buf_fmt(h->out, "<text x=\"%d\" y=\"%d\">", ROWS_LEFT, top + 22);
	html_text_str(h, w->first);
	buf_fmt(h->out, "</text><text x=\"%d\" y=\"%d\" text-anchor=\"end\">", ROWS_RIGHT, top + 22);
	html_text_str(h, w->last);
	buf_add(h->out, STR("</text>"));
}

void chart_way(struct html *h, const struct chart_way *w)
{
	int top = SCALE_TOP;

	chart_open(h, w->label, height_of(w));
	if (w->n_points) {
		scale_row(h, w, top);
		top += SCALE_HEIGHT + ROW_GAP;
	}
	if (w->n_pictures) {
		own_row(h, w, top);
		top += OWN_HEIGHT + ROW_GAP;
	}
	if (w->n_goals) {
		goals_rows(h, w, top);
		top += (int)goals_drawn(w) * GOAL_HEIGHT + ROW_GAP;
	}
	days_row(h, w, top);
	chart_close(h);
}
