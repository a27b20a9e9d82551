/* Reads the settings and choices sheets. */
#include "forms/reader.h"

#include <stdlib.h>
#include <string.h>

static void unready(struct reader *r, const char *column, const char *words, struct str detail)
{
	const struct sheet *s = reader_sheet(r);

	reader_problem(r, FORM_UNREADY,
	               s->n > 1 ? s->rows[1].number
	               : s->n   ? s->rows[0].number + 1
	                        : 0,
	               str_z(column), words, detail);
}

/* The file's name with _ for what an id cannot hold. */
static struct str id_of(struct arena *a, struct str name)
{
	struct str out = arena_fmt(a, "%s%s", xpath_name((struct str){ name.p, 1 }) ? "" : "_", name.p);
	char *p = arena_alloc(a, out.n + 1);
	size_t n = 0;

	for (; n < out.n && n < 64; n++) {
		const char c[2] = { 'a', out.p[n] };
		p[n] = xpath_name((struct str){ c, 2 }) ? out.p[n] : '_';
	}
	return (struct str){ p, n };
}

/* Other tools take an id of any letters; here it is part of addresses. */
static void spell_id(struct reader *r)
{
	struct form_def *d = r->def;

	d->id = id_of(r->a, d->id);
	reader_problem(r, FORM_REMARK, reader_sheet(r)->rows[1].number, STR("form_id"),
	               T("Here this form is known by this id."), d->id);
}

/* Other tools take a form without a settings sheet, and so do we, as a draft. */
static void name_form(struct reader *r, struct str name)
{
	struct form_def *d = r->def;

	if (name.n && d->id.n == 0)
		d->id = id_of(r->a, arena_str(r->a, name));
	if (name.n && !reader_has(&d->title))
		d->title.in[0] = arena_str(r->a, name);
	if (d->id.n == 0 || !str_utf8(d->id) || d->id.n > 64)
		unready(r, "form_id", T("Give the form an id, a short word that stays the same."), d->id);
	else if (!xpath_name(d->id))
		spell_id(r);
	if (d->version.n == 0)
		unready(r, "version", T("Give the form a version, such as 2026.1."), STR(""));
	if (!reader_has(&d->title))
		unready(r, "form_title", T("Give the form a title."), STR(""));
}

void reader_settings(struct reader *r, struct str name)
{
	static const struct sheet_row none = { 2, NULL, 0 };
	const struct sheet *s;
	const struct sheet_row *row;
	struct form_def *d = r->def;

	r->which = SETTINGS;
	s = reader_sheet(r);
	row = s->n > 1 ? &s->rows[1] : &none;
	d->id = reader_cell(r, row, "form_id");
	d->version = reader_cell(r, row, "version");
	d->extends = reader_cell(r, row, "extends");
	d->title = reader_text(r, row, "form_title");
	d->same_choice_names = reader_yes(r, row, "allow_choice_duplicates");
	if (s->n > 2)
		reader_problem(r, FORM_REMARK, s->rows[2].number, STR(""),
		               T("Only the first row below the header is read."), STR(""));
	name_form(r, name);
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

/* One line of text that can stand in an answer. */
static bool plain_value(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '\t' || s.p[i] == '\n' || s.p[i] == '\r')
			return false;
	}
	return s.n > 0 && s.n <= 200;
}

static void read_choice(struct reader *r, const struct sheet_row *row, struct form_choice *c)
{
	c->name = reader_cell(r, row, "name");
	c->label = reader_text(r, row, "label");
	reader_plain_words(r, row->number, &c->label, "label");
	c->picture = reader_cell(r, row, "picture");
	c->media = reader_media(r, row);
	c->row = row->number;
	keep_columns(r, row, c);
	if (!plain_value(c->name))
		reader_problem(r, FORM_REFUSED, row->number, STR("name"),
		               T("Give the choice a short name, such as yes or option_1."), c->name);
	if (!reader_has(&c->label))
		reader_problem(r, FORM_UNREADY, row->number, STR("label"),
		               T("Write the words of this choice. Until then the form stays a draft."),
		               c->name);
	if (c->picture.n && !xpath_name(c->picture))
		reader_problem(r, FORM_REFUSED, row->number, STR("picture"),
		               T("A picture is the name of one of the shipped symbols."), c->picture);
	reader_remark_gaps(r, row->number, &c->label, STR("label"));
}

static int by_name(const void *x, const void *y)
{
	const struct form_choice *const *a = x;
	const struct form_choice *const *b = y;
	int order = str_cmp((*a)->name, (*b)->name);

	return order ? order : ((*a)->row > (*b)->row) - ((*a)->row < (*b)->row);
}

static void check_names(struct reader *r, const struct form_list *l)
{
	const struct form_choice **at = NEW_N(r->a, const struct form_choice *, l->n + 1);

	for (size_t i = 0; i < l->n; i++)
		at[i] = &l->at[i];
	qsort(at, l->n, sizeof *at, by_name);
	for (size_t i = 1; i < l->n && !r->def->same_choice_names; i++)
		if (str_eq(at[i]->name, at[i - 1]->name))
			reader_problem(r, FORM_REFUSED, at[i]->row, STR("name"),
			               T("Two choices of this list share a name. Change one, or write yes "
			                 "under allow_choice_duplicates in settings."),
			               at[i]->name);
}

static bool plain_list(struct str name)
{
	return plain_value(name) && !str_starts(name, STR("${")) && memchr(name.p, ' ', name.n) == NULL;
}

/* The rows of one list may stand apart: every row knows the next one of its list. */
struct run {
	struct str name;
	size_t first;
	size_t last;
	size_t n;
};

static void read_list(struct reader *r, const struct run *run, const size_t *next,
                      struct form_list *l)
{
	const struct sheet *s = reader_sheet(r);
	struct form_choice *at = NEW_N(r->a, struct form_choice, run->n);

	for (size_t i = 0, row = run->first; i < run->n; i++, row = next[row])
		read_choice(r, &s->rows[row], &at[i]);
	*l = (struct form_list){ run->name, at, run->n };
	if (!plain_list(l->name))
		reader_problem(r, FORM_REFUSED, s->rows[run->first].number, STR("list_name"),
		               T("Give the list a short name without spaces."), l->name);
	check_names(r, l);
}

/* A row without a list's name is a comment, unless it has a choice's. */
static bool comment(struct reader *r, const struct sheet_row *row)
{
	if (reader_cell(r, row, "list_name").n)
		return false;
	if (reader_cell(r, row, "name").n)
		reader_problem(r, FORM_REFUSED, row->number, STR("list_name"),
		               T("Write the name of the list that this choice belongs to."),
		               reader_cell(r, row, "name"));
	return true;
}

static size_t gather(struct reader *r, struct run *runs, size_t *next)
{
	const struct sheet *s = reader_sheet(r);
	size_t n = 0;

	for (size_t i = 1; i < s->n; i++) {
		struct str name = reader_cell(r, &s->rows[i], "list_name");
		size_t at = n;
		if (comment(r, &s->rows[i]))
			continue;
		while (at > 0 && !str_eq(runs[at - 1].name, name))
			at--;
		if (at == 0) {
			runs[n++] = (struct run){ name, i, i, 1 };
			continue;
		}
		next[runs[at - 1].last] = i;
		runs[at - 1].last = i;
		runs[at - 1].n++;
	}
	return n;
}

void reader_choices(struct reader *r)
{
	const struct sheet *s;
	struct form_list *lists;
	struct run *runs;
	size_t *next;

	r->which = CHOICES;
	s = reader_sheet(r);
	runs = NEW_N(r->a, struct run, s->n + 1);
	next = NEW_N(r->a, size_t, s->n + 1);
	r->def->lists_n = gather(r, runs, next);
	lists = NEW_N(r->a, struct form_list, r->def->lists_n + 1);
	for (size_t i = 0; i < r->def->lists_n; i++)
		read_list(r, &runs[i], next, &lists[i]);
	r->def->lists = lists;
}
