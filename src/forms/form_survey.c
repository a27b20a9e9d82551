/* Reads the survey sheet: types, names and what stands inside what. */
#include "forms/reader.h"
#include "forms/types.h"

/* The row, the groups that are open around it, and the fields so far. */
struct place {
	struct reader *r;
	const struct sheet_row *row;
	struct form_field *fields;
	size_t n;
	int stack[FORM_DEPTH];
	int depth;
	int beyond; /* groups that are too deep */
};

static void refuse(struct place *p, const char *column, const char *words, struct str detail)
{
	reader_problem(p->r, FORM_REFUSED, p->row->number, str_z(column), words, detail);
}

static int inside(const struct place *p)
{
	return p->depth ? p->stack[p->depth - 1] : FORM_NO_GROUP;
}

/* The nearest repeat around. */
static int round_of(const struct place *p)
{
	for (int i = p->depth; i-- > 0;) {
		if (p->fields[p->stack[i]].type == FORM_REPEAT)
			return p->stack[i];
	}
	return FORM_NO_GROUP;
}

static const struct form_list *find_list(const struct form_def *d, struct str name)
{
	for (size_t i = 0; i < d->lists_n; i++) {
		if (str_eq(d->lists[i].name, name))
			return &d->lists[i];
	}
	return NULL;
}

/* The list with the choice "other" at its end. */
static const struct form_list *with_other(struct reader *r, const struct form_list *l)
{
	struct form_list *out = NEW(r->a, struct form_list);
	struct form_choice *at = NEW_N(r->a, struct form_choice, l->n + 1);

	if (form_choice(l, STR("other")))
		return l;
	for (size_t i = 0; i < l->n; i++)
		at[i] = l->at[i];
	at[l->n] = (struct form_choice){ .name = STR("other"),
		                             .label = reader_other(r, false),
		                             .picture = STR("") };
	*out = (struct form_list){ l->name, at, l->n + 1 };
	return out;
}

/* The words are separated by spaces in an answer of several choices. */
static void check_choices(struct place *p, const struct form_field *f)
{
	if (f->type == FORM_SELECT_ONE)
		return;
	for (size_t i = 0; i < f->list->n; i++) {
		struct str after;
		if (str_cut(f->list->at[i].name, ' ', &after).n != f->list->at[i].name.n)
			refuse(p, "type",
			       T("A choice of this list has a space in its name, which only select_one can "
			         "take. Write _ instead."),
			       f->list->at[i].name);
	}
}

static void read_list(struct place *p, struct str list, struct form_field *f)
{
	f->or_other = type_or_other(&list);
	if (list.n == 0) {
		refuse(p, "type", T("Write the name of a list of the choices sheet after the type."),
		       reader_cell(p->r, p->row, "type"));
		return;
	}
	if (str_starts(list, STR("${"))) {
		refuse(p, "type",
		       T("The rounds of a repeat cannot be choices here. Use a list of the choices sheet."),
		       list);
		return;
	}
	f->list = find_list(p->r->def, list);
	if (!f->list) {
		refuse(p, "type",
		       T("There is no such list in the choices sheet. Add it or correct its name."), list);
		return;
	}
	check_choices(p, f);
	if (f->or_other)
		f->list = with_other(p->r, f->list);
}

static void read_type(struct place *p, const struct type_word *w, struct str rest,
                      struct form_field *f)
{
	struct str type = reader_cell(p->r, p->row, "type");

	f->type = w ? w->type : FORM_HIDDEN;
	f->meta = w ? w->meta : FORM_META_NONE;
	if (!w)
		refuse(p, "type",
		       T("This type is not known. Use text, integer, decimal, date, time, dateTime, "
		         "select_one, select_multiple, rank, range, note, calculate, acknowledge, image, "
		         "audio, file or hidden."),
		       type);
	else if (w->kind == TYPE_REFUSED)
		refuse(p, "type", w->words, type);
	else if (w->kind == TYPE_EMPTY)
		reader_problem(p->r, FORM_REMARK, p->row->number, STR("type"), w->words, type);
	else if (w->kind == TYPE_LIST)
		read_list(p, rest, f);
	else if (w->kind == TYPE_PLAIN && rest.n)
		refuse(p, "type", T("Nothing may follow this type. Only selects and rank have a list."),
		       type);
}

static void check_name(struct place *p, const struct form_field *f, bool known)
{
	if (!known && f->name.n == 0)
		return;
	if (f->name.n > XPATH_NAME)
		refuse(p, "name", T("This name is too long. Use at most 40 letters."), f->name);
	else if (!xpath_name(f->name))
		refuse(p, "name",
		       T("Give it a name of letters, digits, - and _ that starts with a letter."), f->name);
	for (size_t i = 0; i < p->n; i++) {
		if (p->fields[i].group == f->group && str_eq(p->fields[i].name, f->name)) {
			refuse(
				p, "name",
				T("Another row of the same group has this name. Names are used once in a group."),
				f->name);
			return;
		}
	}
}

/* Other tools take a note or a record of the device without a name; nothing can be said about it,
 * so any name will do. */
static void read_name(struct place *p, struct form_field *f, const struct type_word *w)
{
	struct reader *r = p->r;

	f->name = reader_cell(r, p->row, "name");
	if (f->name.n == 0 && f->type == FORM_NOTE)
		f->name = arena_fmt(r->a, "note_%zu", p->row->number);
	if (f->name.n == 0 && w && w->kind == TYPE_EMPTY)
		f->name = str_z(w->phrase);
	f->path = f->group == FORM_NO_GROUP
	              ? f->name
	              : arena_fmt(r->a, "%s/%s", p->fields[f->group].path.p, f->name.p);
	check_name(p, f, w && w->kind != TYPE_REFUSED);
}

/* "or_other" is a second question behind the first: which other. */
static void ask_other(struct place *p)
{
	const struct form_field *asked = &p->fields[p->n - 1];
	struct form_field *f = &p->fields[p->n];

	*f = (struct form_field){ .type = FORM_TEXT,
		                      .label = reader_other(p->r, true),
		                      .why = asked->why,
		                      .seen_by = asked->seen_by,
		                      .compartment = asked->compartment,
		                      .told_once = STR(""),
		                      .terms = STR(""),
		                      .core = asked->core,
		                      .group = asked->group,
		                      .repeat = asked->repeat,
		                      .row = asked->row };
	f->name = arena_fmt(p->r->a, "%s_other", asked->name.p);
	f->path = arena_fmt(p->r->a, "%s_other", asked->path.p);
	f->relevant = arena_fmt(p->r->a, "selected(${%s}, 'other')", asked->name.p);
	for (size_t i = 0; i < p->n; i++) {
		if (p->fields[i].group == f->group && str_eq(p->fields[i].name, f->name))
			refuse(p, "name", "or_other makes a question of this name. Rename the other row.",
			       f->name);
	}
	p->n++;
}

static void open_group(struct place *p)
{
	if (p->depth < FORM_DEPTH) {
		p->stack[p->depth++] = (int)p->n;
		return;
	}
	p->beyond++;
	refuse(p, "type", T("There are too many groups inside one another. Eight are the most."),
	       STR(""));
}

static void close_group(struct place *p, enum form_type type)
{
	struct str name = reader_cell(p->r, p->row, "name");
	const struct form_field *open = p->depth ? &p->fields[inside(p)] : NULL;

	if (p->beyond) {
		p->beyond--;
		return;
	}
	if (!open)
		refuse(p, "type", T("This end closes nothing. Remove it, or add the row that begins it."),
		       name);
	else if (open->type != type)
		refuse(p, "type",
		       T("Groups end with end_group and repeats with end_repeat, the last one first."),
		       open->name);
	else if (name.n && !str_eq(open->name, name))
		reader_problem(
			p->r, FORM_REMARK, p->row->number, STR("name"),
			T("This end names another group than the one that it closes. Is one missing?"), name);
	p->depth -= p->depth > 0;
}

static void read_row(struct place *p)
{
	struct str rest;
	const struct type_word *w = type_word(reader_cell(p->r, p->row, "type"), &rest);
	struct form_field *f = &p->fields[p->n];

	if (w && w->kind == TYPE_END) {
		close_group(p, w->type);
		return;
	}
	f->row = p->row->number;
	f->group = inside(p);
	f->repeat = round_of(p);
	read_type(p, w, rest, f);
	read_name(p, f, w);
	reader_field(p->r, p->row, f);
	if (w && w->kind == TYPE_BEGIN)
		open_group(p);
	p->n++;
	if (f->or_other)
		ask_other(p);
}

/* A row without type, name and text is somebody's comment; disabled is an old way to say so. */
static bool comment(struct place *p)
{
	struct str type = reader_cell(p->r, p->row, "type");
	struct form_text label = reader_text(p->r, p->row, "label");

	if (type.n)
		return str_starts(type, STR("#")) || reader_says(reader_cell(p->r, p->row, "disabled")) > 0;
	if (reader_cell(p->r, p->row, "name").n || reader_has(&label)) {
		refuse(p, "type", T("Write a type, such as text or select_one with a list."), STR(""));
	}
	return true;
}

/* Without the column nothing below can be read. */
static bool has_types(struct reader *r)
{
	struct sheet_row head = reader_header(r);

	for (size_t i = 0; i < head.n; i++) {
		if (str_eq(head.cells[i], STR("type")))
			return true;
	}
	if (head.n)
		reader_problem(r, FORM_REFUSED, head.number, STR(""),
		               T("There is no column type. The first row that is not empty names the "
		                 "columns: type, name, label."),
		               STR(""));
	return head.n == 0;
}

void reader_survey(struct reader *r)
{
	struct place p = { .r = r };
	const struct sheet *s;

	r->which = SURVEY;
	s = reader_sheet(r);
	if (!has_types(r))
		return;
	p.fields = NEW_N(r->a, struct form_field, 2 * s->n + 1);
	for (size_t i = 1; i < s->n; i++) {
		p.row = &s->rows[i];
		if (!comment(&p))
			read_row(&p);
	}
	if (p.depth)
		reader_problem(r, FORM_REFUSED, p.fields[inside(&p)].row, STR("type"),
		               T("This group is not closed. Add an end_group or end_repeat."),
		               p.fields[inside(&p)].name);
	reader_paths(r, p.fields, p.n);
	r->def->fields = p.fields;
	r->def->fields_n = p.n;
	if (p.n == 0)
		reader_problem(r, FORM_REFUSED, 0, STR(""), T("The survey sheet has no rows."), STR(""));
}
