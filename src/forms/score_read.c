/* Reads the scoring sheet. */
#include "forms/reader.h"
#include "forms/score.h"

static struct str next_word(struct str *list)
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

static bool answers_with_levels(const struct form_field *f)
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

static void read_items(struct reader *r, const struct sheet_row *row, struct instrument *m,
                       struct score_scale *s)
{
	struct str list = reader_cell(r, row, "items");
	struct str word;

	while ((word = next_word(&list)).n) {
		const struct form_field *f = form_find(r->def, word);
		size_t i = f && answers_with_levels(f) ? item_index(m, f) : SCORE_ITEMS;
		if (i == SCORE_ITEMS || s->n == SCORE_ITEMS) {
			reader_problem(
				r, FORM_REFUSED, row->number, STR("items"),
				"Items are questions of this form whose choices are named by whole numbers, "
				"64 at most.",
				word);
			return;
		}
		s->items[s->n++] = i;
	}
	if (s->n == 0)
		reader_problem(r, FORM_REFUSED, row->number, STR("items"), "Name the items of this scale.",
		               s->name);
}

static void read_reversed(struct reader *r, const struct sheet_row *row, const struct instrument *m,
                          struct score_scale *s)
{
	struct str list = reader_cell(r, row, "reversed");
	struct str word;

	while ((word = next_word(&list)).n) {
		bool found = false;
		for (size_t i = 0; i < s->n; i++) {
			bool same = str_eq(m->items[s->items[i]]->name, word);
			s->reversed[i] = s->reversed[i] || same;
			found = found || same;
		}
		if (!found)
			reader_problem(r, FORM_REFUSED, row->number, STR("reversed"),
			               "This is not an item of the scale.", word);
	}
}

/* "3", "2.5" or "2.25" in hundredths. */
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

	while ((word = next_word(&list)).n) {
		struct str from;
		struct score_band b = { str_cut(word, ':', &from), 0 };
		bool fits = s->bands_n < SCORE_BANDS && hundredths(from, &b.from) &&
		            (s->bands_n == 0 || b.from > s->bands[s->bands_n - 1].from);
		if (!fits) {
			reader_problem(r, FORM_REFUSED, row->number, STR("bands"),
			               "Write bands from low to high, such as fragile:1 growing:2 stable:3.",
			               word);
			return;
		}
		s->bands[s->bands_n++] = b;
		if (str_eq(b.name, STR("stable")))
			s->limits.stable_from = b.from;
	}
	if (s->limits.stable_from == 0)
		reader_problem(r, FORM_REFUSED, row->number, STR("bands"), "Name one band stable.",
		               s->name);
}

static void read_needs(struct reader *r, const struct sheet_row *row, struct score_scale *s)
{
	struct str given = reader_cell(r, row, "needs");
	struct str of;
	struct str needs = str_cut(given.n ? given : STR("2/3"), '/', &of);
	int64_t n = 0;
	int64_t d = 0;

	if (str_int(needs, &n) && str_int(of, &d) && n >= 1 && n <= d && d <= 100)
		s->limits = (struct score_limits){ .needs = (int)n, .of = (int)d };
	else
		reader_problem(r, FORM_REFUSED, row->number, STR("needs"),
		               "Write the share of applicable items that a mean needs, such as 2/3.",
		               given);
}

static void read_scale(struct reader *r, const struct sheet_row *row, struct instrument *m)
{
	struct score_scale *s = &m->scales[m->scales_n++];

	s->name = reader_cell(r, row, "scale");
	s->label = reader_text(r, row, "label");
	s->lowest = reader_int(r, row, "lowest", 0, 1000);
	s->highest = reader_int(r, row, "highest", s->lowest, 1000);
	s->higher_is_better = str_eq(reader_cell(r, row, "direction"), STR("higher"));
	if (!xpath_name(s->name))
		reader_problem(r, FORM_REFUSED, row->number, STR("scale"), "Give the scale a short name.",
		               s->name);
	if (!s->higher_is_better && !str_eq(reader_cell(r, row, "direction"), STR("lower")))
		reader_problem(r, FORM_REFUSED, row->number, STR("direction"),
		               "Say which is better: higher or lower.", s->name);
	if (!str_eq(reader_cell(r, row, "aggregation"), STR("mean")))
		reader_problem(r, FORM_REFUSED, row->number, STR("aggregation"),
		               "Only mean is supported yet.", reader_cell(r, row, "aggregation"));
	read_items(r, row, m, s);
	read_reversed(r, row, m, s);
	read_needs(r, row, s);
	read_bands(r, row, s);
	s->limits.min_item = reader_int(r, row, "min_item", s->lowest, s->highest);
	s->limits.none_missing = reader_yes(r, row, "none_missing");
}

/* "place_scored:home": the question which place was scored and the answer that counts. */
static void read_setting(struct reader *r, const struct sheet_row *row, struct instrument *m)
{
	struct str given = reader_cell(r, row, "setting");
	struct str name = str_cut(given, ':', &m->setting_counts);

	if (given.n == 0)
		return;
	m->setting = form_find(r->def, name);
	if (!m->setting || m->setting->type != FORM_SELECT_ONE || m->setting_counts.n == 0)
		reader_problem(r, FORM_REFUSED, row->number, STR("setting"),
		               "Name a select_one question and the choice that counts, such as place:home.",
		               given);
}

static void read_overall(struct reader *r, const struct sheet_row *row, struct instrument *m)
{
	m->overall_needs = reader_int(r, row, "needs", 1, SCORE_SCALES);
	m->schedule = reader_cell(r, row, "schedule");
	m->who_may_use = reader_cell(r, row, "who_may_use");
	m->licence = reader_cell(r, row, "licence");
	m->citation = reader_cell(r, row, "citation");
	m->status = reader_cell(r, row, "status");
	read_setting(r, row, m);
	if (m->licence.n == 0 || m->citation.n == 0 || m->status.n == 0)
		reader_problem(r, FORM_REFUSED, row->number, STR("licence"),
		               "An instrument says its licence, its citation and whether it is validated.",
		               STR(""));
}

static void read_scoring_row(struct reader *r, const struct sheet_row *row, struct instrument *m)
{
	struct str kind = reader_cell(r, row, "kind");

	if (str_eq(kind, STR("overall")) && m->overall_needs == 0)
		read_overall(r, row, m);
	else if (str_eq(kind, STR("scale")) && m->scales_n < SCORE_SCALES)
		read_scale(r, row, m);
	else
		reader_problem(r, FORM_REFUSED, row->number, STR("kind"),
		               "A row is a scale (twelve at most) or, once, overall.", kind);
}

void reader_scoring(struct reader *r)
{
	struct instrument *m;
	const struct sheet *s;

	r->which = SCORING;
	s = reader_sheet(r);
	if (s->n == 0)
		return;
	m = NEW(r->a, struct instrument);
	for (size_t i = 1; i < s->n; i++)
		read_scoring_row(r, &s->rows[i], m);
	r->def->instrument = m;
	if (m->scales_n == 0 || m->overall_needs == 0)
		reader_problem(r, FORM_REFUSED, 0, STR("kind"),
		               "Scoring needs at least one scale and one overall row.", STR(""));
}
