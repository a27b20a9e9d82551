#include "html/chart_draw.h"

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

		chart_grid(h, y, percent == 0, SHARES_LEFT, SHARES_RIGHT);
		buf_fmt(h->out, "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%d\u00a0%%</text>",
		        SHARES_LEFT - 6, y + 5, percent);
	}
	for (size_t i = 0; i < c->nx; i++)
		chart_x_label(h, x_of((double)i / (double)(c->nx - 1)), c->x[i],
		              (SHARES_RIGHT - SHARES_LEFT) / (int)(c->nx - 1));
}

static void shares_line(struct html *h, const struct chart_share_line *line, size_t series,
                        double shift)
{
	chart_curve(h, series);
	buf_fmt(h->out, "M%.1f %.1f", x_of(0), y_of(0));
	for (size_t i = 0; i < line->n; i++)
		buf_fmt(h->out, "L%.1f %.1f", x_of(line->at[i].at) + shift, y_of(line->at[i].share));
	buf_add(h->out, STR("\"/>"));
	for (size_t i = 0; i < line->n; i++) {
		const struct chart_share *p = &line->at[i];
		double x = x_of(p->at) + shift;

		if (p->low < p->high)
			chart_interval(h, x, y_of(p->low), y_of(p->high));
		chart_mark(h, series, x, y_of(p->share));
	}
}

void chart_shares(struct html *h, const struct chart_shares *c)
{
	size_t n = c->n < CHART_SERIES ? c->n : CHART_SERIES;
	struct chart_name names[CHART_SERIES];

	open_shares(h, c);
	for (size_t i = 0; i < n; i++) {
		const struct chart_share_line *l = &c->line[i];
		names[i] =
			(struct chart_name){ l->name, l->n ? y_of(l->at[l->n - 1].share) : BOTTOM, l->n > 0 };
	}
	chart_name_places(n, names);
	for (size_t i = 0; i < n; i++) {
		if (c->line[i].n == 0)
			continue;
		buf_fmt(h->out, "<g class=\"s%zu\">", i);
		shares_line(h, &c->line[i], i, chart_dodge(i, n));
		chart_put_name(h, i, &names[i]);
		buf_add(h->out, STR("</g>"));
	}
	chart_close(h);
}
