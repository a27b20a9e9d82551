/* Reads the scoring sheet: its scales. */
#include "forms/score_inside.h"

struct str score_word(struct str *list)
{
	struct str word = STR("");

	while (list->n && word.n == 0)
		word = str_cut(*list, ' ', list);
	return word;
}

/* The item's place in the instrument, added when new; SCORE_ITEMS when there is no room. */
static size_t item_index(struct instrument *m, const struct form_field *field)
{
	for (size_t i = 0; i < m->items_n; i++) {
		if (m->items[i] == field)
			return i;
	}
	if (m->items_n == SCORE_ITEMS)
		return SCORE_ITEMS;
	m->items[m->items_n] = field;
	return m->items_n++;
}

bool score_has_levels(const struct form_field *f)
{
	int64_t v;

	if (f->type == FORM_INTEGER)
		return true;
	for (size_t i = 0; f->list && i < f->list->n; i++) {
		if (!str_int(f->list->at[i].name, &v) || v < 0)
			return false;
	}
	return f->type == FORM_SELECT_ONE;
}

static bool within(const struct form_field *f, const struct score_scale *s)
{
	int64_t level;

	for (size_t i = 0; f->list && i < f->list->n; i++)
		if (!str_int(f->list->at[i].name, &level) || level < s->lowest || level > s->highest)
			return false;
	return true;
}

static void read_items(struct reader *r, const struct sheet_row *row, struct instrument *m,
                       struct score_scale *s)
{
	struct str list = reader_cell(r, row, "items");
	struct str word;

	while ((word = score_word(&list)).n) {
		const struct form_field *f = form_find(r->def, word);
		size_t i = f && score_has_levels(f) ? item_index(m, f) : SCORE_ITEMS;
		if (i == SCORE_ITEMS || s->n == SCORE_ITEMS) {
			reader_problem(r, FORM_REFUSED, row->number, STR("items"),
			               T("Items are questions of this form whose choices are named by whole "
			                 "numbers, 64 at most."),
			               word);
			return;
		}
		if (!within(f, s))
			reader_problem(r, FORM_REFUSED, row->number, STR("highest"),
			               T("A choice of this question lies outside lowest to highest."), word);
		s->items[s->n++] = i;
	}
	if (s->n == 0)
		reader_problem(r, FORM_REFUSED, row->number, STR("items"),
		               T("Name the items of this scale."), s->name);
}

static void read_reversed(struct reader *r, const struct sheet_row *row, const struct instrument *m,
                          struct score_scale *s)
{
	struct str list = reader_cell(r, row, "reversed");
	struct str word;

	while ((word = score_word(&list)).n) {
		bool found = false;
		for (size_t i = 0; i < s->n; i++) {
			bool same = str_eq(m->items[s->items[i]]->name, word);
			s->reversed[i] = s->reversed[i] || same;
			found = found || same;
		}
		if (!found)
			reader_problem(r, FORM_REFUSED, row->number, STR("reversed"),
			               T("This is not an item of the scale."), word);
	}
}

/* "3", "2.5" or "2.25" in hundredths; false when it is none. */
static bool hundredths(struct str s, int *out)
{
	struct str part;
	struct str whole = str_cut(s, '.', &part);
	int64_t w;
	int64_t p = 0;

	if (!str_int(whole, &w) || w < 0 || w > 1000 || part.n > 2 || (part.n && !str_int(part, &p)) ||
	    p < 0)
		return false;
	*out = (int)(w * 100 + (part.n == 1 ? p * 10 : p));
	return true;
}

static void read_bands(struct reader *r, const struct sheet_row *row, struct score_scale *s)
{
	struct str list = reader_cell(r, row, "bands");
	struct str word;

	while ((word = score_word(&list)).n) {
		struct str from;
		struct score_band b = { str_cut(word, ':', &from), 0, NULL };
		bool fits = s->bands_n < SCORE_BANDS && hundredths(from, &b.from) &&
		            (s->bands_n == 0 || b.from > s->bands[s->bands_n - 1].from);
		if (!fits) {
			reader_problem(r, FORM_REFUSED, row->number, STR("bands"),
			               T("Write bands from low to high, such as fragile:1 growing:2 stable:3."),
			               word);
			return;
		}
		s->bands[s->bands_n++] = b;
	}
}

static void read_needs(struct reader *r, const struct sheet_row *row, struct score_scale *s)
{
	struct str given = reader_cell(r, row, "needs");
	struct str usual = s->figure == FIGURE_SUM ? STR("1/1") : STR("2/3");
	struct str of;
	struct str needs = str_cut(given.n ? given : usual, '/', &of);
	int64_t n = 0;
	int64_t d = 0;

	if (str_int(needs, &n) && str_int(of, &d) && n >= 1 && n <= d && d <= 100)
		s->limits = (struct score_limits){ .needs = (int)n, .of = (int)d };
	else
		reader_problem(r, FORM_REFUSED, row->number, STR("needs"),
		               T("Write the share of applicable items that a mean needs, such as 2/3."),
		               given);
}

static void read_figure(struct reader *r, const struct sheet_row *row, struct score_scale *s)
{
	struct str kind = reader_cell(r, row, "aggregation");
	struct str times = reader_cell(r, row, "multiply");
	struct str change = reader_cell(r, row, "change");

	s->figure = str_eq(kind, STR("sum")) ? FIGURE_SUM : FIGURE_MEAN;
	s->multiply = 100;
	if (s->figure == FIGURE_MEAN && !str_eq(kind, STR("mean")))
		reader_problem(r, FORM_REFUSED, row->number, STR("aggregation"), T("Write mean or sum."),
		               kind);
	if (times.n && (!hundredths(times, &s->multiply) || s->multiply == 0))
		reader_problem(r, FORM_REFUSED, row->number, STR("multiply"),
		               T("Write the number that the mean or sum is multiplied by, such as 4."),
		               times);
	if (change.n && (!hundredths(change, &s->change) || s->change == 0))
		reader_problem(r, FORM_REFUSED, row->number, STR("change"),
		               T("Write the smallest change that counts, such as 10, or leave this empty."),
		               change);
	s->reliability = reader_cell(r, row, "reliability");
}

void score_read_scale(struct reader *r, const struct sheet_row *row, struct instrument *m)
{
	struct score_scale *s = &m->scales[m->scales_n++];

	s->name = reader_cell(r, row, "scale");
	s->label = reader_text(r, row, "label");
	s->lowest = reader_int(r, row, "lowest", 0, 1000);
	s->highest = reader_int(r, row, "highest", s->lowest, 1000);
	s->higher_is_better = str_eq(reader_cell(r, row, "direction"), STR("higher"));
	if (!xpath_name(s->name))
		reader_problem(r, FORM_REFUSED, row->number, STR("scale"),
		               T("Give the scale a short name."), s->name);
	if (!s->higher_is_better && !str_eq(reader_cell(r, row, "direction"), STR("lower")))
		reader_problem(r, FORM_REFUSED, row->number, STR("direction"),
		               T("Say which is better: higher or lower."), s->name);
	read_figure(r, row, s);
	read_items(r, row, m, s);
	read_reversed(r, row, m, s);
	read_needs(r, row, s);
	read_bands(r, row, s);
	s->limits.min_item = reader_cell(r, row, "min_item").n
	                         ? reader_int(r, row, "min_item", s->lowest, s->highest)
	                         : s->lowest;
	s->limits.none_missing = reader_yes(r, row, "none_missing");
}
