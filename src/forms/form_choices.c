/* Reads the settings and choices sheets. */
#include "forms/reader.h"

void reader_settings(struct reader *r)
{
	const struct sheet *s;
	struct form_def *d = r->def;

	r->which = SETTINGS;
	s = reader_sheet(r);
	if (s->n != 2) {
		reader_problem(r, FORM_REFUSED, 0, STR(""),
		               "The settings sheet needs a header and one row below it.", STR(""));
		return;
	}
	d->id = reader_cell(r, &s->rows[1], "form_id");
	d->version = reader_cell(r, &s->rows[1], "version");
	d->title = reader_text(r, &s->rows[1], "form_title");
	d->same_choice_names = reader_yes(r, &s->rows[1], "allow_choice_duplicates");
	if (!xpath_name(d->id))
		reader_problem(r, FORM_REFUSED, 2, STR("form_id"),
		               "Give the form an id of letters, digits, - and _ that starts with a letter.",
		               d->id);
	if (d->version.n == 0)
		reader_problem(r, FORM_REFUSED, 2, STR("version"),
		               "Give the form a version, such as 2026.1.", STR(""));
	if (d->title.in[0].n == 0)
		reader_problem(r, FORM_REFUSED, 2, STR("form_title"), "Give the form a title.", STR(""));
}

static bool own_column(struct str header)
{
	return str_eq(header, STR("list_name")) || str_eq(header, STR("name")) ||
	       str_eq(header, STR("picture")) || !xpath_name(header);
}

/* The columns that a choice_filter may name. */
static void keep_columns(struct reader *r, const struct sheet_row *row, struct form_choice *c)
{
	struct sheet_row head = reader_header(r);
	struct xpath_pair *at = NEW_N(r->a, struct xpath_pair, row->n + 1);

	for (size_t i = 0; i < head.n && i < row->n; i++) {
		if (!own_column(head.cells[i]))
			at[c->columns_n++] = (struct xpath_pair){ head.cells[i], row->cells[i] };
	}
	at[c->columns_n++] = (struct xpath_pair){ STR("name"), c->name };
	c->columns = at;
}

static bool plain_value(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == ' ' || s.p[i] == '\t' || s.p[i] == '\n' || s.p[i] == '\r')
			return false;
	}
	return s.n > 0 && s.n <= 64;
}

static void read_choice(struct reader *r, const struct sheet_row *row, struct form_choice *c)
{
	c->name = reader_cell(r, row, "name");
	c->label = reader_text(r, row, "label");
	c->picture = reader_cell(r, row, "picture");
	c->row = row->number;
	keep_columns(r, row, c);
	if (!plain_value(c->name))
		reader_problem(r, FORM_REFUSED, row->number, STR("name"),
		               "Give the choice a short name without spaces.", c->name);
	if (c->label.in[0].n == 0)
		reader_problem(r, FORM_REFUSED, row->number, STR("label"),
		               "Write the choice's text in the form's default language.", c->name);
	if (c->picture.n && !xpath_name(c->picture))
		reader_problem(r, FORM_REFUSED, row->number, STR("picture"),
		               "A picture is the name of one of the shipped symbols.", c->picture);
	reader_remark_gaps(r, row->number, &c->label, STR("label"));
}

static void check_names(struct reader *r, const struct form_list *l)
{
	for (size_t i = 0; i < l->n && !r->def->same_choice_names; i++) {
		for (size_t j = 0; j < i; j++) {
			if (str_eq(l->at[i].name, l->at[j].name))
				reader_problem(
					r, FORM_REFUSED, l->at[i].row, STR("name"),
					"Two choices of this list share a name. Change one, or write yes under "
					"allow_choice_duplicates in settings.",
					l->at[i].name);
		}
	}
}

/* How many rows from first on belong to the same list. */
static size_t run_of(const struct reader *r, size_t first)
{
	const struct sheet *s = reader_sheet(r);
	struct str name = reader_cell(r, &s->rows[first], "list_name");
	size_t n = 1;

	while (first + n < s->n && str_eq(reader_cell(r, &s->rows[first + n], "list_name"), name))
		n++;
	return n;
}

static bool list_seen(const struct form_list *lists, size_t n, struct str name)
{
	for (size_t i = 0; i < n; i++) {
		if (str_eq(lists[i].name, name))
			return true;
	}
	return false;
}

static void read_list(struct reader *r, size_t first, struct form_list *l)
{
	const struct sheet *s = reader_sheet(r);
	struct form_choice *at = NEW_N(r->a, struct form_choice, l->n);

	for (size_t i = 0; i < l->n; i++)
		read_choice(r, &s->rows[first + i], &at[i]);
	l->at = at;
	if (!xpath_name(l->name))
		reader_problem(
			r, FORM_REFUSED, s->rows[first].number, STR("list_name"),
			"Give the list a name of letters, digits, - and _ that starts with a letter.", l->name);
	check_names(r, l);
}

void reader_choices(struct reader *r)
{
	const struct sheet *s;
	struct form_list *lists;
	size_t n = 0;

	r->which = CHOICES;
	s = reader_sheet(r);
	lists = NEW_N(r->a, struct form_list, s->n + 1);
	for (size_t i = 1; i < s->n; i += lists[n++].n) {
		struct str name = reader_cell(r, &s->rows[i], "list_name");
		if (list_seen(lists, n, name))
			reader_problem(r, FORM_REFUSED, s->rows[i].number, STR("list_name"),
			               "Keep the choices of one list together.", name);
		lists[n] = (struct form_list){ name, NULL, run_of(r, i) };
		read_list(r, i, &lists[n]);
	}
	r->def->lists = lists;
	r->def->lists_n = n;
}
