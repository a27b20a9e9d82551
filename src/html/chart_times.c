#include "html/chart_times.h"

#include "html/chart_inside.h"

/* Units of the picture. */
enum { LEFT = 190, RIGHT = 610, TOP = 10, ROW = 48, FOOT = 34, BAR = 7, DOT = 9, TALL = 5 };

static double x_at(double at)
{
	return LEFT + at * (RIGHT - LEFT);
}

static void text(struct html *h, const char *class, double x, double y, const char *anchor,
                 struct str words)
{
	buf_fmt(h->out, "<text%s x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">", class, x, y, anchor);
	html_text_str(h, words);
	buf_add(h->out, STR("</text>"));
}

static void ticks(struct html *h, const struct chart_times *c, int bottom)
{
	for (size_t i = 0; i < c->nticks; i++) {
		double x = x_at(c->tick[i].at);

		buf_fmt(h->out, "<path class=\"%s\" d=\"M%.1f %dV%d\"/>", i ? "grid" : "axis", x, TOP,
		        bottom);
		text(h, "", x, bottom + 22, "middle", c->tick[i].words);
	}
}

static void bar(struct html *h, const struct chart_times_row *r, double y)
{
	buf_fmt(h->out,
	        "<path class=\"s\" d=\"M%.1f %.1fv%dh%.1fv-%dz\"/>"
	        "<path d=\"M%.1f %.1fm0-10l7 10l-7 10l-7-10z\"/>",
	        x_at(r->low), y - BAR, 2 * BAR, x_at(r->high) - x_at(r->low), 2 * BAR, x_at(r->middle),
	        y);
}

/* Dots of nearly one time stand above and below each other: 0, 9, -9, 18, -18; then beside. */
static void dots(struct html *h, const struct chart_times_row *r, double y)
{
	double first = 0;
	int before = 0;

	for (size_t i = 0; i < r->n; i++) {
		double x = x_at(r->dots[i]);
		int place;

		before = i && x - first < DOT ? before + 1 : 0;
		first = before ? first : x;
		place = before % TALL;
		buf_fmt(h->out, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\"/>",
		        (before ? first : x) + before / TALL * DOT,
		        y + (place % 2 ? DOT : -DOT) * (double)((place + 1) / 2));
	}
}

void chart_times(struct html *h, const struct chart_times *c)
{
	int bottom = TOP + ROW * (int)c->n;

	chart_open(h, c->label, bottom + FOOT);
	ticks(h, c, bottom);
	for (size_t i = 0; i < c->n; i++) {
		const struct chart_times_row *r = &c->row[i];
		double y = TOP + ROW * ((double)i + 0.5);

		text(h, " class=\"name\"", LEFT - 14, y + 5, "end", r->name);
		buf_add(h->out, STR("<g class=\"s3\">"));
		if (r->known)
			bar(h, r, y);
		dots(h, r, y);
		buf_add(h->out, STR("</g>"));
	}
	chart_close(h);
}
