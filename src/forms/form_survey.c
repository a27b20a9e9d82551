/* Reads the survey sheet, then checks what needs all of it. */
#include "forms/reader.h"

static const struct {
	const char *word;
	enum form_type type;
} types[] = {
	{ "text", FORM_TEXT }, { "integer", FORM_INTEGER },       { "date", FORM_DATE },
	{ "note", FORM_NOTE }, { "select_one", FORM_SELECT_ONE },
};

/* XLSForm columns that cannot be left out silently: they would change what a form does. */
static const char *const not_yet[] = {
	"constraint",
	"calculation",
	"default",
	"read_only",
	"readonly",
	"appearance",
	"parameters",
	"trigger",
	"image",
	"audio",
	"video",
	"media",
	"bind",
	"body",
	"instance",
	"repeat_count",
	"required_message",
	"guidance_hint",
	"constraint_message",
};

static const char *const compartments[] = {
	"identity", "location", "safety", "case", "story", "health", "counsel", "legal", "messages",
};

struct place {
	int stack[FORM_DEPTH];
	int depth;
};

static int inside(const struct place *p)
{
	return p->depth ? p->stack[p->depth - 1] : FORM_NO_GROUP;
}

static const struct form_list *find_list(const struct form_def *d, struct str name)
{
	for (size_t i = 0; i < d->lists_n; i++) {
		if (str_eq(d->lists[i].name, name))
			return &d->lists[i];
	}
	return NULL;
}

static void read_type(struct reader *r, const struct sheet_row *row, struct form_field *f)
{
	struct str list;
	struct str type = reader_cell(r, row, "type");
	struct str word = str_cut(type, ' ', &list);

	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		bool takes_list = types[i].type == FORM_SELECT_ONE;
		if (!str_eq(word, str_z(types[i].word)) || (list.n > 0) != takes_list)
			continue;
		f->type = types[i].type;
		f->list = takes_list ? find_list(r->def, str_trim(list)) : NULL;
		if (takes_list && !f->list)
			reader_problem(
				r, FORM_REFUSED, row->number, STR("type"),
				"There is no such list in the choices sheet. Add it or correct its name.", type);
		return;
	}
	reader_problem(
		r, FORM_REFUSED, row->number, STR("type"),
		"This type is not supported yet. Use text, integer, date, select_one with a list, note, "
		"begin_group or end_group.",
		type);
}

static void read_name(struct reader *r, const struct sheet_row *row, struct form_field *f,
                      const struct form_field *before, size_t n)
{
	f->name = reader_cell(r, row, "name");
	f->path = f->group == FORM_NO_GROUP
	              ? f->name
	              : arena_fmt(r->a, "%s/%s", before[f->group].path.p, f->name.p);
	if (!xpath_name(f->name))
		reader_problem(r, FORM_REFUSED, row->number, STR("name"),
		               "Give it a name of letters, digits, - and _ that starts with a letter.",
		               f->name);
	for (size_t i = 0; i < n; i++) {
		if (str_eq(before[i].name, f->name))
			reader_problem(r, FORM_REFUSED, row->number, STR("name"),
			               "Another row has this name. Names are used once in a form.", f->name);
	}
}

static void read_texts(struct reader *r, const struct sheet_row *row, struct form_field *f)
{
	f->label = reader_text(r, row, "label");
	f->hint = reader_text(r, row, "hint");
	f->why = reader_text(r, row, "why");
	if (f->label.in[0].n == 0 && f->type != FORM_GROUP)
		reader_problem(r, FORM_REFUSED, row->number, STR("label"),
		               "Write the text in the form's default language.", f->name);
	reader_remark_gaps(r, row->number, &f->label, STR("label"));
	reader_remark_gaps(r, row->number, &f->hint, STR("hint"));
	reader_remark_gaps(r, row->number, &f->why, STR("why"));
}

static struct str or_else(struct str s, struct str otherwise)
{
	return s.n ? s : otherwise;
}

static void read_rules(struct reader *r, const struct sheet_row *row, struct form_field *f)
{
	f->seen_by = or_else(reader_cell(r, row, "seen_by"), STR("team"));
	f->compartment = or_else(reader_cell(r, row, "compartment"), STR("case"));
	f->told_once = reader_cell(r, row, "told_once");
	f->terms = reader_cell(r, row, "terms");
	f->relevant = reader_cell(r, row, "relevant");
	f->choice_filter = reader_cell(r, row, "choice_filter");
	f->countable = reader_yes(r, row, "countable");
	f->core = reader_yes(r, row, "core");
	f->required = reader_yes(r, row, "required");
	f->adapt = reader_yes(r, row, "adapt");
	for (size_t i = 0; i < sizeof compartments / sizeof *compartments; i++) {
		if (str_eq(f->compartment, str_z(compartments[i])))
			return;
	}
	reader_problem(
		r, FORM_REFUSED, row->number, STR("compartment"),
		"Use identity, location, safety, case, story, health, counsel, legal or messages.",
		f->compartment);
}

static bool known_not_yet(struct str header)
{
	struct str translation;
	struct str name = str_cut(header, ':', &translation);

	for (size_t i = 0; i < sizeof not_yet / sizeof *not_yet; i++) {
		if (str_eq(name, str_z(not_yet[i])))
			return true;
	}
	return false;
}

static void refuse_columns(struct reader *r, const struct sheet_row *row)
{
	struct sheet_row head = reader_header(r);

	for (size_t i = 0; i < head.n && i < row->n; i++) {
		if (row->cells[i].n && known_not_yet(head.cells[i]))
			reader_problem(r, FORM_REFUSED, row->number, head.cells[i],
			               "This column is not supported yet. Empty it, or ask in another way.",
			               row->cells[i]);
	}
}

static void open_group(struct reader *r, struct place *p, size_t index, size_t row)
{
	if (p->depth == FORM_DEPTH)
		reader_problem(r, FORM_REFUSED, row, STR("type"),
		               "There are too many groups inside one another.", STR(""));
	else
		p->stack[p->depth++] = (int)index;
}

static void close_group(struct reader *r, struct place *p, const struct form_field *fields,
                        const struct sheet_row *row)
{
	struct str name = reader_cell(r, row, "name");

	if (p->depth == 0)
		reader_problem(r, FORM_REFUSED, row->number, STR("type"),
		               "This end_group closes nothing. Remove it or add its begin_group.", name);
	else if (name.n && !str_eq(fields[p->stack[p->depth - 1]].name, name))
		reader_problem(r, FORM_REFUSED, row->number, STR("name"),
		               "This end_group names another group than the one that is open.", name);
	p->depth -= p->depth > 0;
}

static bool is_type(struct str type, const char *with_line, const char *with_space)
{
	return str_eq(type, str_z(with_line)) || str_eq(type, str_z(with_space));
}

static void read_field(struct reader *r, const struct sheet_row *row, struct form_field *fields,
                       size_t n, struct place *p)
{
	struct form_field *f = &fields[n];
	bool group = is_type(reader_cell(r, row, "type"), "begin_group", "begin group");

	f->row = row->number;
	f->group = inside(p);
	f->type = FORM_GROUP;
	if (!group)
		read_type(r, row, f);
	read_name(r, row, f, fields, n);
	read_texts(r, row, f);
	read_rules(r, row, f);
	refuse_columns(r, row);
	if (group)
		open_group(r, p, n, row->number);
}

void reader_survey(struct reader *r)
{
	struct place p = { .depth = 0 };
	const struct sheet *s;
	struct form_field *fields;
	size_t n = 0;

	r->which = SURVEY;
	s = reader_sheet(r);
	fields = NEW_N(r->a, struct form_field, s->n + 1);
	for (size_t i = 1; i < s->n; i++) {
		if (is_type(reader_cell(r, &s->rows[i], "type"), "end_group", "end group"))
			close_group(r, &p, fields, &s->rows[i]);
		else
			read_field(r, &s->rows[i], fields, n++, &p);
	}
	if (p.depth)
		reader_problem(r, FORM_REFUSED, fields[inside(&p)].row, STR("type"),
		               "This group is not closed. Add an end_group.", fields[inside(&p)].name);
	r->def->fields = fields;
	r->def->fields_n = n;
	if (n == 0)
		reader_problem(r, FORM_REFUSED, 0, STR(""), "The survey sheet has no rows.", STR(""));
}

static void check_expression(struct reader *r, const struct form_field *f, struct str expr,
                             struct str column)
{
	const char *wrong = expr.n ? xpath_objection(r->a, expr) : NULL;
	struct str name;
	size_t at = 0;

	if (wrong)
		reader_problem(r, FORM_REFUSED, f->row, column, wrong, expr);
	while (xpath_field(expr, &at, &name)) {
		const struct form_field *named = form_find(r->def, name);
		if (!named || !form_asks(named))
			reader_problem(r, FORM_REFUSED, f->row, column,
			               "There is no question of this name in the form. Correct the name.",
			               name);
	}
}

static void check_countable(struct reader *r, const struct form_field *f)
{
	if (f->countable && (f->type == FORM_TEXT || !form_asks(f)))
		reader_problem(
			r, FORM_REFUSED, f->row, STR("countable"),
			"Only a choice, a whole number or a date can be counted. Free text never is: write no.",
			f->name);
}

void reader_check_survey(struct reader *r)
{
	r->which = SURVEY;
	for (size_t i = 0; i < r->def->fields_n; i++) {
		const struct form_field *f = &r->def->fields[i];
		check_expression(r, f, f->relevant, STR("relevant"));
		check_expression(r, f, f->choice_filter, STR("choice_filter"));
		check_countable(r, f);
		if (f->choice_filter.n && f->type != FORM_SELECT_ONE)
			reader_problem(r, FORM_REFUSED, f->row, STR("choice_filter"),
			               "Only a select_one has choices to filter. Empty this cell.", f->name);
		/* P3: a question without a reason cannot be published. */
		if (form_asks(f) && form_why(r->def, f)->in[0].n == 0)
			reader_problem(
				r, FORM_UNREADY, f->row, STR("why"),
				"Write why this is asked, here or once for its group. Until then the form stays a "
				"draft.",
				f->name);
	}
}
