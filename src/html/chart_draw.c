#include "html/chart_draw.h"

/* --- words that must not leave the picture --- */

static int width_of(struct str words)
{
	int letters = 0;

	for (size_t i = 0; i < words.n; i++)
		letters += ((unsigned char)words.p[i] & 0xC0) != 0x80;
	return letters * LETTER;
}

/* Where words that are wider than room go on in a second line: the space that leaves the longer of
 * both shortest. words.n: nowhere. */
static size_t fold_at(struct str words, int room)
{
	size_t best = words.n;
	int least = width_of(words);

	if (least <= room)
		return words.n;
	for (size_t i = 1; i + 1 < words.n; i++) {
		int left = width_of((struct str){ words.p, i });
		int right = width_of((struct str){ words.p + i + 1, words.n - i - 1 });
		int longer = left > right ? left : right;

		if (words.p[i] != ' ' || longer >= least)
			continue;
		least = longer;
		best = i;
	}
	return best;
}

/* The words and the end of the text that was opened at x, with a second line where they need one.
 */
static void put_words(struct html *h, double x, struct str words, int room)
{
	size_t at = fold_at(words, room);

	html_text_str(h, (struct str){ words.p, at });
	if (at < words.n) {
		buf_fmt(h->out, " <tspan x=\"%.1f\" dy=\"%d\">", x, NAME_LINE);
		html_text_str(h, (struct str){ words.p + at + 1, words.n - at - 1 });
		buf_add(h->out, STR("</tspan>"));
	}
	buf_add(h->out, STR("</text>"));
}

void chart_open(struct html *h, struct str label, int height)
{
	buf_add(h->out,
	        STR("<div class=\"scroll\" dir=\"ltr\" role=\"region\" tabindex=\"0\" aria-label=\""));
	html_attr_str(h, label);
	buf_fmt(h->out,
	        "\"><svg class=\"chart\" viewBox=\"0 0 %d %d\" direction=\"ltr\" role=\"img\"><title>",
	        CHART_WIDTH, height);
	html_text_str(h, label);
	buf_add(h->out, STR("</title>"));
}

void chart_grid(struct html *h, double y, bool lowest, int left, int right)
{
	buf_fmt(h->out, "<path class=\"%s\" d=\"M%d %.1fH%d\"/>", lowest ? "axis" : "grid", left, y,
	        right);
}

void chart_x_label(struct html *h, double x, struct str words, int room)
{
	buf_fmt(h->out, "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">", x, BOTTOM + 24);
	put_words(h, x, words, room);
}

void chart_row_name(struct html *h, double y, struct str words, int room)
{
	buf_fmt(h->out, "<text class=\"name\" x=\"0\" y=\"%.1f\">", y);
	put_words(h, 0, words, room);
}

void chart_close(struct html *h)
{
	buf_add(h->out, STR("</svg></div>"));
}

/* Marks and dashes: with both, no two of eight series look alike without colour. Paths go from the
 * point where the mark stands. */
void chart_mark(struct html *h, size_t series, double x, double y)
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

void chart_curve(struct html *h, size_t series)
{
	static const char *const dashes[CHART_SERIES] = { "none", "9 4", "2 4", "12 4 2 4",
		                                              "none", "9 4", "2 4", "12 4 2 4" };

	buf_fmt(h->out, "<path class=\"s\" stroke-dasharray=\"%s\" d=\"", dashes[series]);
}

void chart_interval(struct html *h, double x, double low, double high)
{
	buf_fmt(h->out, "<path class=\"i\" d=\"M%.1f %.1fV%.1fm-4 0h8M%.1f %.1fh8\"/>", x, low, high,
	        x - 4, low);
}

/* The least distance between the middles of two names. */
static double name_gap(const struct chart_name *a, const struct chart_name *b)
{
	int more =
		(fold_at(a->words, NAME_ROOM) < a->words.n) + (fold_at(b->words, NAME_ROOM) < b->words.n);

	return a->shown && b->shown ? NAME_GAP + more * NAME_LINE / 2.0 : 0;
}

void chart_name_places(size_t n, struct chart_name names[CHART_SERIES])
{
	size_t order[CHART_SERIES];
	double over;

	for (size_t i = 0; i < n; i++) {
		size_t k = i;
		for (; k > 0 && names[order[k - 1]].y > names[i].y; k--)
			order[k] = order[k - 1];
		order[k] = i;
	}
	for (size_t k = 1; k < n; k++) {
		double least = names[order[k - 1]].y + name_gap(&names[order[k - 1]], &names[order[k]]);

		if (names[order[k]].y < least)
			names[order[k]].y = least;
	}
	over = n ? names[order[n - 1]].y - BOTTOM : 0;
	for (size_t k = n; k-- > 0 && over > 0;) {
		names[order[k]].y -= over;
		over = k ? names[order[k - 1]].y + name_gap(&names[order[k - 1]], &names[order[k]]) -
		               names[order[k]].y
		         : 0;
	}
}

void chart_put_name(struct html *h, size_t series, const struct chart_name *name)
{
	bool two = fold_at(name->words, NAME_ROOM) < name->words.n;

	if (!name->shown)
		return;
	chart_mark(h, series, NAME_AT - 12, name->y);
	buf_fmt(h->out, "<text class=\"name\" x=\"%d\" y=\"%.1f\">", NAME_AT,
	        name->y + 5 - (two ? NAME_LINE / 2.0 : 0));
	put_words(h, NAME_AT, name->words, NAME_ROOM);
}

double chart_dodge(size_t series, size_t n)
{
	return ((double)series - (double)(n - 1) / 2) * DODGE;
}
