/* Reads the scoring sheet: what is said of the whole instrument, and what its bands are called. */
#include "forms/score_inside.h"

/* As in access/roles.def; a form knows only their names, and a test compares. */
static const char *const roles[] = {
	"caseworker", "lead", "manager", "shelter", "health", "counsellor", "legal", "volunteer",
};

static void refuse(struct reader *r, const struct sheet_row *row, const char *column,
                   const char *words, struct str detail)
{
	reader_problem(r, FORM_REFUSED, row->number, str_z(column), words, detail);
}

/* "place_scored:home": a select_one question and one of its choices; empty is no such thing. */
static const struct form_field *read_choice(struct reader *r, const struct sheet_row *row,
                                            const char *column, const char *words,
                                            struct str *choice)
{
	struct str given = reader_cell(r, row, column);
	struct str name = str_cut(given, ':', choice);
	const struct form_field *f = given.n ? form_find(r->def, name) : NULL;

	if (given.n && (!f || f->type != FORM_SELECT_ONE || choice->n == 0))
		refuse(r, row, column, words, given);
	return f;
}

/* "thoughts:1": questions, and from which level on somebody is asked to come. */
static void read_safety(struct reader *r, const struct sheet_row *row, struct instrument *m)
{
	struct str list = reader_cell(r, row, "safety");
	struct str word;

	while ((word = score_word(&list)).n) {
		struct str level;
		const struct form_field *f = form_find(r->def, str_cut(word, ':', &level));
		int64_t from = 0;
		if (!f || !score_has_levels(f) || !str_int(level, &from) || from < 1 || from > 1000 ||
		    m->safety_n == SCORE_SAFETY) {
			refuse(r, row, "safety",
			       T("Name a question with whole numbers and the level that asks somebody to come, "
			         "such as thoughts:1; eight at most."),
			       word);
			return;
		}
		m->safety[m->safety_n++] = (struct score_safety){ f, (int)from };
	}
}

static bool known_role(struct str name)
{
	for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
		if (str_eq(name, str_z(roles[i])))
			return true;
	return false;
}

static bool known_time(struct str word)
{
	static const char *const words[] = { "intake", "yearly", "closure", "closure+1y" };
	int64_t months;

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_eq(word, str_z(words[i])))
			return true;
	return word.n > 2 && word.p[0] == '+' && word.p[word.n - 1] == 'm' &&
	       str_int((struct str){ word.p + 1, word.n - 2 }, &months) && months >= 1 && months <= 480;
}

static void read_words(struct reader *r, const struct sheet_row *row, const char *column,
                       bool (*known)(struct str word), const char *words, struct str *out)
{
	struct str list = reader_cell(r, row, column);
	struct str word;

	*out = list;
	while ((word = score_word(&list)).n)
		if (!known(word))
			refuse(r, row, column, words, word);
}

/* A row overall says when all scales are stable; a row about does not speak of it. */
static void read_whole(struct reader *r, const struct sheet_row *row, bool overall,
                       struct instrument *m)
{
	m->overall_needs = overall ? reader_int(r, row, "needs", 1, SCORE_SCALES) : 0;
	m->who_may_use = reader_cell(r, row, "who_may_use");
	m->licence = reader_cell(r, row, "licence");
	m->citation = reader_cell(r, row, "citation");
	m->status = reader_cell(r, row, "status");
	m->setting =
		read_choice(r, row, "setting",
	                T("Name a select_one question and the choice that counts, such as place:home."),
	                &m->setting_counts);
	m->gate = read_choice(
		r, row, "gate",
		T("Name the first question, a select_one, and the answer that ends it, such as event:no."),
		&m->gate_shut);
	read_safety(r, row, m);
	read_words(r, row, "schedule", known_time,
	           T("Write when it is due, such as intake +6m yearly closure closure+1y."),
	           &m->schedule);
	read_words(r, row, "roles", known_role,
	           T("Name roles, such as caseworker health, or leave this empty."), &m->roles);
	if (m->licence.n == 0 || m->citation.n == 0 || m->status.n == 0)
		refuse(r, row, "licence",
		       T("An instrument says its licence, its citation and whether it is validated."),
		       STR(""));
}

/* "Stable in all" is made of means that have a band of this name. */
static void check_stable(struct reader *r, const struct sheet_row *row, struct score_scale *s)
{
	for (size_t i = 0; i < s->bands_n; i++)
		if (str_eq(s->bands[i].name, STR("stable")))
			s->limits.stable_from = s->bands[i].from;
	if (s->limits.stable_from == 0)
		refuse(r, row, "bands", T("Name one band stable."), s->name);
	if (s->figure != FIGURE_MEAN || s->multiply != 100)
		refuse(r, row, "aggregation",
		       T("Under an overall row every scale is a mean. Write about for a sum."), s->name);
}

/* A row band says in plain words what the bands of this name mean. */
static void read_band(struct reader *r, const struct sheet_row *row, struct instrument *m)
{
	struct form_text *label = NEW(r->a, struct form_text);
	struct str name = reader_cell(r, row, "scale");
	bool found = false;

	*label = reader_text(r, row, "label");
	for (size_t i = 0; i < m->scales_n; i++)
		for (size_t k = 0; k < m->scales[i].bands_n; k++) {
			if (!str_eq(m->scales[i].bands[k].name, name))
				continue;
			m->scales[i].bands[k].label = label;
			found = true;
		}
	if (!found || !reader_has(label))
		refuse(r, row, "scale", T("Name a band of a scale, and say under label what it means."),
		       name);
}

static void read_row(struct reader *r, const struct sheet_row *row, size_t *wholes,
                     struct instrument *m)
{
	struct str kind = reader_cell(r, row, "kind");
	bool overall = str_eq(kind, STR("overall"));

	if (str_eq(kind, STR("band")))
		return;
	if ((overall || str_eq(kind, STR("about"))) && (*wholes)++ == 0)
		read_whole(r, row, overall, m);
	else if (str_eq(kind, STR("scale")) && m->scales_n < SCORE_SCALES)
		score_read_scale(r, row, m);
	else
		refuse(r, row, "kind",
		       T("A row is a scale (twelve at most), a band or, once, overall or about."), kind);
}

/* What can be asked when all rows are read. */
static void finish(struct reader *r, struct instrument *m)
{
	const struct sheet *s = reader_sheet(r);
	size_t scale = 0;

	for (size_t i = 1; i < s->n; i++) {
		struct str kind = reader_cell(r, &s->rows[i], "kind");
		if (str_eq(kind, STR("band")))
			read_band(r, &s->rows[i], m);
		if (str_eq(kind, STR("scale")) && scale++ < m->scales_n && m->overall_needs)
			check_stable(r, &s->rows[i], &m->scales[scale - 1]);
	}
}

/* Answers of an instrument are one sealed value, so its questions lie in one compartment; and its
 * page asks these types only. */
static void check_questions(struct reader *r)
{
	const struct form_field *first = NULL;

	r->which = SURVEY;
	for (size_t i = 0; i < r->def->fields_n; i++) {
		const struct form_field *f = &r->def->fields[i];
		bool known = f->type == FORM_SELECT_ONE || f->type == FORM_INTEGER || f->type == FORM_TEXT;
		if (f->type == FORM_REPEAT || (form_asks(f) && !known))
			reader_problem(r, FORM_REFUSED, f->row, STR("type"),
			               T("An instrument asks select_one, integer and text. Ask anything else "
			                 "on a form without a scoring sheet."),
			               f->name);
		if (form_asks(f) && f->adapt)
			reader_problem(r, FORM_UNREADY, f->row, STR("adapt"),
			               T("These words are not shipped. Write them exactly as in the original "
			                 "that you may use, and empty this cell."),
			               f->name);
		if (!form_asks(f))
			continue;
		first = first ? first : f;
		if (!str_eq(f->compartment, first->compartment))
			reader_problem(r, FORM_REFUSED, f->row, STR("compartment"),
			               T("All questions of an instrument lie in one compartment."),
			               f->compartment);
	}
}

void reader_scoring(struct reader *r)
{
	struct instrument *m;
	const struct sheet *s;
	size_t wholes = 0;

	r->which = SCORING;
	s = reader_sheet(r);
	if (s->n == 0)
		return;
	m = NEW(r->a, struct instrument);
	for (size_t i = 1; i < s->n; i++)
		read_row(r, &s->rows[i], &wholes, m);
	r->def->instrument = m;
	finish(r, m);
	if (m->scales_n == 0 || wholes == 0)
		reader_problem(r, FORM_REFUSED, 0, STR("kind"),
		               T("Scoring needs at least one scale and one row overall or about."),
		               STR(""));
	check_questions(r);
}
