/* What one row of the survey says beside its type, name and place. */
#include "forms/reader.h"
#include "forms/types.h"

#include <string.h>

static const char *const compartments[] = {
	"identity", "location", "safety", "case", "story", "health", "counsel", "legal", "messages",
};

/* Columns that are not left out silently; those that change what a form does are refused. */
struct other {
	const char *begins;
	enum form_weight weight;
	const char *words;
};
static const struct other unknown = {
	"bind:", FORM_REFUSED, T("This setting of another program is not known here. Empty this cell.")
};
static const struct other others[] = {
	{ "trigger", FORM_REFUSED,
	  T("A calculation here follows the questions that it names. Empty this cell.") },
	{ "save_to", FORM_REFUSED,
	  T("Answers are not saved into lists of other programs. Empty this cell.") },
	{ "bind::jr:", FORM_REFUSED,
	  T("This setting of another program is not known here. Empty this cell.") },
	{ "bind::entities:", FORM_REFUSED,
	  T("Answers are not saved into lists of other programs. Empty this cell.") },
	{ "bind::type", FORM_REFUSED,
	  T("What kind of answer it is stands in the column type. Empty this cell.") },
	{ "intent", FORM_REMARK, T("Other programs are not called from a form.") },
	{ "body:", FORM_REMARK, T("This setting of another program is not used here.") },
	{ "control:", FORM_REMARK, T("This setting of another program is not used here.") },
	{ "instance:", FORM_REMARK, T("This setting of another program is not used here.") },
	{ "media:", FORM_REFUSED,
	  T("There are media::image, media::audio and media::video. Use one of these.") },
};

/* What the others say of the column called h. A setting with a name space of its own, bind::odk:x,
 * is for the program that knows it; what a row that nobody answers is worth shows by itself. */
static const struct other *other(struct str h, const struct form_field *f)
{
	static const struct other unused = { "", FORM_REMARK,
		                                 T("This setting of another program is not used here.") };
	bool bind = str_starts(h, STR("bind:"));

	for (size_t k = 0; k < sizeof others / sizeof *others; k++) {
		if (str_starts(h, str_z(others[k].begins)))
			return bind && !form_asks(f) && str_eq(h, STR("bind::type")) ? &unused : &others[k];
	}
	if (!bind)
		return NULL;
	h = (struct str){ h.p + 6, h.n > 6 ? h.n - 6 : 0 };
	return h.n && memchr(h.p, ':', h.n) ? &unused : &unknown;
}

static void note_others(struct reader *r, const struct sheet_row *row, const struct form_field *f)
{
	struct sheet_row head = reader_header(r);

	for (size_t i = 0; i < head.n && i < row->n; i++) {
		struct str h = head.cells[i];
		bool ours = str_starts(h, STR("media::image")) || str_starts(h, STR("media::audio")) ||
		            str_starts(h, STR("media::video")) || str_starts(h, STR("media::big-image"));
		const struct other *said = ours || row->cells[i].n == 0 ? NULL : other(h, f);
		if (said)
			reader_problem(r, said->weight, row->number, h, said->words, row->cells[i]);
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

static bool letter(char c)
{
	return c >= 'a' && c <= 'z';
}

/* Whether one of the words is this, or begins so when this ends in a sign: "search(". */
static bool has_word(struct str appearance, const char *begins)
{
	size_t n = strlen(begins);

	while (appearance.n) {
		struct str word = str_cut(appearance, ' ', &appearance);
		if (str_starts(word, str_z(begins)) && (word.n == n || !letter(begins[n - 1])))
			return true;
	}
	return false;
}

/* A select whose choices other programs show above those of the rows below: nothing is asked. */
static void head_of_table(struct reader *r, const struct sheet_row *row, struct form_field *f)
{
	struct str look = reader_cell(r, row, "appearance");

	if (!f->list || f->type == FORM_RANK || !has_word(look, "label"))
		return;
	f->type = reader_has(&f->label) ? FORM_NOTE : FORM_HIDDEN;
	f->list = NULL;
	f->or_other = false;
	reader_problem(r, FORM_REMARK, row->number, STR("appearance"),
	               T("This row heads a table elsewhere. Here it is not asked; each question shows "
	                 "its own choices."),
	               look);
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
		reader_plain_words(r, row->number, texts[i].text, texts[i].column);
		reader_remark_gaps(r, row->number, texts[i].text, str_z(texts[i].column));
	}
	f->media = reader_media(r, row);
	drop_no_label(f);
	head_of_table(r, row, f);
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
	if (has_word(f->appearance, "search(") || has_word(f->appearance, "ex:") ||
	    has_word(f->appearance, "printer:"))
		reader_problem(r, FORM_REFUSED, row->number, STR("appearance"),
		               T("Other programs and files are not called from a form. Empty this cell."),
		               f->appearance);
	else if (other.n)
		reader_problem(r, FORM_REMARK, row->number, STR("appearance"),
		               T("This look is not known here; the question is asked in the plain way."),
		               other);
}

void reader_field(struct reader *r, const struct sheet_row *row, struct form_field *f)
{
	read_texts(r, row, f);
	read_rules(r, row, f);
	if (!form_asks(f))
		f->required = false;
	read_look(r, row, f);
	reader_parameters(r, row, f);
	note_others(r, row, f);
}
