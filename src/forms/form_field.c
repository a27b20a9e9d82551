/* What one row of the survey says beside its type, name and place. */
#include "forms/reader.h"
#include "forms/types.h"

static const char *const compartments[] = {
	"identity", "location", "safety", "case", "story", "health", "counsel", "legal", "messages",
};

/* Columns that are not left out silently; those that change what a form does are refused. */
static const struct {
	const char *begins;
	enum form_weight weight;
	const char *words;
} others[] = {
	{ "trigger", FORM_REFUSED,
	  T("A calculation here follows the questions that it names. Empty this cell.") },
	{ "save_to", FORM_REFUSED,
	  T("Answers are not saved into lists of other programs. Empty this cell.") },
	{ "bind:", FORM_REFUSED,
	  T("This setting of another program is not known here. Empty this cell.") },
	{ "body:", FORM_REMARK, T("This setting of another program is not used here.") },
	{ "control:", FORM_REMARK, T("This setting of another program is not used here.") },
	{ "instance:", FORM_REMARK, T("This setting of another program is not used here.") },
	{ "media:", FORM_REFUSED,
	  T("There are media::image, media::audio and media::video. Use one of these.") },
};

static void note_others(struct reader *r, const struct sheet_row *row)
{
	struct sheet_row head = reader_header(r);

	for (size_t i = 0; i < head.n && i < row->n; i++) {
		struct str h = head.cells[i];
		bool ours = str_starts(h, STR("media::image")) || str_starts(h, STR("media::audio")) ||
		            str_starts(h, STR("media::video")) || str_starts(h, STR("media::big-image"));
		for (size_t k = 0; !ours && k < sizeof others / sizeof *others; k++) {
			if (row->cells[i].n == 0 || !str_starts(h, str_z(others[k].begins)))
				continue;
			reader_problem(r, others[k].weight, row->number, h, others[k].words, row->cells[i]);
			break;
		}
	}
}

bool reader_file_name(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '/' || s.p[i] == '\\' || s.p[i] == ':' || (unsigned char)s.p[i] < ' ')
			return false;
	}
	return s.n <= 255 && s.p[0] != '.';
}

static void check_files(struct reader *r, size_t row, const struct form_text *t, const char *column)
{
	for (size_t l = 0; l < FORM_LANGS; l++) {
		if (t->in[l].n && !reader_file_name(t->in[l]))
			reader_problem(
				r, FORM_REFUSED, row, str_z(column),
				T("Write the name of a file that comes with the form, without a folder."),
				t->in[l]);
	}
}

const struct form_media *reader_media(struct reader *r, const struct sheet_row *row)
{
	const struct form_media m = { reader_text(r, row, "media::image"),
		                          reader_text(r, row, "media::big-image"),
		                          reader_text(r, row, "media::audio"),
		                          reader_text(r, row, "media::video") };
	struct form_media *out;

	if (!reader_has(&m.image) && !reader_has(&m.big) && !reader_has(&m.audio) &&
	    !reader_has(&m.video))
		return NULL;
	check_files(r, row->number, &m.image, "media::image");
	check_files(r, row->number, &m.big, "media::big-image");
	check_files(r, row->number, &m.audio, "media::audio");
	check_files(r, row->number, &m.video, "media::video");
	out = NEW(r->a, struct form_media);
	*out = m;
	return out;
}

/* Some other tool shows a hint or a picture alone; here it is a draft until it has words. */
static void check_label(struct reader *r, const struct form_field *f)
{
	if (form_holds(f) || reader_has(&f->label) || !(form_asks(f) || f->type == FORM_NOTE))
		return;
	if (reader_has(&f->hint) || f->media)
		reader_problem(
			r, FORM_UNREADY, f->row, STR("label"),
			T("Write the text, beside the hint or picture. Until then the form stays a draft."),
			f->name);
	else
		reader_problem(r, FORM_REFUSED, f->row, STR("label"),
		               T("Write the text in the form's default language."), f->name);
}

/* Some tools insist on a label for a group; this is how their people write that it has none. */
static void drop_no_label(struct form_field *f)
{
	for (size_t l = 0; l < FORM_LANGS; l++) {
		if (str_eq(f->label.in[l], STR("NO_LABEL")))
			f->label.in[l] = STR("");
	}
}

static void read_texts(struct reader *r, const struct sheet_row *row, struct form_field *f)
{
	const struct {
		struct form_text *text;
		const char *column;
	} texts[] = {
		{ &f->label, "label" },
		{ &f->hint, "hint" },
		{ &f->why, "why" },
		{ &f->guidance_hint, "guidance_hint" },
		{ &f->required_message, "required_message" },
		{ &f->constraint_message, "constraint_message" },
	};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		*texts[i].text = reader_text(r, row, texts[i].column);
		reader_remark_gaps(r, row->number, texts[i].text, str_z(texts[i].column));
	}
	f->media = reader_media(r, row);
	drop_no_label(f);
	check_label(r, f);
}

static struct str or_else(struct str s, struct str otherwise)
{
	return s.n ? s : otherwise;
}

static void read_compartment(struct reader *r, const struct sheet_row *row, struct form_field *f)
{
	f->compartment = or_else(reader_cell(r, row, "compartment"), STR("case"));
	for (size_t i = 0; i < sizeof compartments / sizeof *compartments; i++) {
		if (str_eq(f->compartment, str_z(compartments[i])))
			return;
	}
	reader_problem(
		r, FORM_REFUSED, row->number, STR("compartment"),
		T("Use identity, location, safety, case, story, health, counsel, legal or messages."),
		f->compartment);
}

static void read_required(struct reader *r, const struct sheet_row *row, struct form_field *f)
{
	struct str said = reader_cell(r, row, "required");

	f->required = reader_says(said) > 0;
	if (reader_says(said) < 0)
		f->required_if = said;
}

/* As other tools see it: a name in ${}, or a function with its bracket right behind. */
static bool formula(struct str s)
{
	for (size_t i = 1; i < s.n; i++) {
		bool name = (s.p[i - 1] >= 'a' && s.p[i - 1] <= 'z') || s.p[i - 1] == '-';
		if ((s.p[i - 1] == '$' && s.p[i] == '{') || (name && s.p[i] == '('))
			return true;
	}
	return false;
}

/* "no" in a condition is what other tools read it as. */
static struct str condition(struct str said)
{
	if (said.n == 0 || reader_says(said) < 0)
		return said;
	return reader_says(said) ? STR("true()") : STR("false()");
}

static void read_rules(struct reader *r, const struct sheet_row *row, struct form_field *f)
{
	f->seen_by = or_else(reader_cell(r, row, "seen_by"), STR("team"));
	f->told_once = reader_cell(r, row, "told_once");
	f->terms = reader_cell(r, row, "terms");
	f->relevant = condition(reader_cell(r, row, "relevant"));
	f->constraint = condition(reader_cell(r, row, "constraint"));
	f->calculation = reader_cell(r, row, "calculation");
	f->initial = reader_cell(r, row, "default");
	f->initial_is_formula = formula(f->initial);
	f->choice_filter = reader_cell(r, row, "choice_filter");
	f->repeat_count = reader_cell(r, row, "repeat_count");
	f->countable = reader_yes(r, row, "countable");
	f->core = reader_yes(r, row, "core");
	f->read_only = reader_yes(r, row, "read_only");
	f->adapt = reader_yes(r, row, "adapt");
	read_required(r, row, f);
	read_compartment(r, row, f);
}

static void read_look(struct reader *r, const struct sheet_row *row, struct form_field *f)
{
	struct str other;

	f->appearance = reader_cell(r, row, "appearance");
	f->look = type_look(f->appearance, &other);
	if (str_starts(other, STR("search(")) || str_starts(other, STR("ex:")) ||
	    str_starts(other, STR("printer:")))
		reader_problem(r, FORM_REFUSED, row->number, STR("appearance"),
		               T("Other programs and files are not called from a form. Empty this cell."),
		               other);
	else if (other.n)
		reader_problem(r, FORM_REMARK, row->number, STR("appearance"),
		               T("This look is not known here; the question is asked in the plain way."),
		               other);
}

/* Whole and digits after the point, with a sign. */
static bool number(struct str s)
{
	size_t digits = 0;
	size_t points = 0;

	for (size_t i = s.n && s.p[0] == '-' ? 1 : 0; i < s.n; i++) {
		points += s.p[i] == '.';
		digits += s.p[i] >= '0' && s.p[i] <= '9';
		if (s.p[i] != '.' && (s.p[i] < '0' || s.p[i] > '9'))
			return false;
	}
	return digits > 0 && digits <= 15 && points <= 1;
}

static bool zero(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] >= '1' && s.p[i] <= '9')
			return false;
	}
	return true;
}

/* "start=1 end=10" with spaces, commas or semicolons between. */
static struct str next_parameter(struct str *rest, struct str *value)
{
	size_t n = 0;
	struct str one;

	while (rest->n && (rest->p[0] == ' ' || rest->p[0] == ',' || rest->p[0] == ';'))
		*rest = (struct str){ rest->p + 1, rest->n - 1 };
	while (n < rest->n && rest->p[n] != ' ' && rest->p[n] != ',' && rest->p[n] != ';')
		n++;
	one = (struct str){ rest->p, n };
	*rest = (struct str){ rest->p + n, rest->n - n };
	return str_cut(one, '=', value);
}

static void read_parameter(struct reader *r, struct form_field *f, struct str name,
                           struct str value)
{
	struct form_range *g = &f->range;
	struct str *to = str_eq(name, STR("start"))  ? &g->start
	                 : str_eq(name, STR("end"))  ? &g->end
	                 : str_eq(name, STR("step")) ? &g->step
	                                             : NULL;

	if (f->type == FORM_RANGE && to && number(value) && !(to == &g->step && zero(value)))
		*to = arena_str(r->a, value);
	else if (f->type == FORM_RANGE && to)
		reader_problem(r, FORM_REFUSED, f->row, STR("parameters"),
		               T("Write numbers, such as start=1 end=10 step=1; a step is not 0."), value);
	else if (str_eq(name, STR("randomize")) || str_eq(name, STR("seed")))
		reader_problem(r, FORM_REMARK, f->row, STR("parameters"),
		               T("Choices keep their order here, so that they are found where they were."),
		               name);
	else
		reader_problem(r, FORM_REMARK, f->row, STR("parameters"),
		               T("This parameter is not used here."), name);
}

static void read_parameters(struct reader *r, const struct sheet_row *row, struct form_field *f)
{
	struct str rest = reader_cell(r, row, "parameters");
	struct str value;

	f->parameters = rest;
	if (f->type == FORM_RANGE)
		f->range = (struct form_range){ STR("1"), STR("10"), STR("1") };
	while (rest.n) {
		struct str name = next_parameter(&rest, &value);
		if (name.n)
			read_parameter(r, f, name, value);
	}
}

void reader_field(struct reader *r, const struct sheet_row *row, struct form_field *f)
{
	read_texts(r, row, f);
	read_rules(r, row, f);
	read_look(r, row, f);
	read_parameters(r, row, f);
	note_others(r, row);
}
