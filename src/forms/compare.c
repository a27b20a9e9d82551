#include "forms/compare.h"

#include "forms/compare_inside.h"

#include "base/buf.h"
#include "base/mark.h"
#include "forms/media.h"

#define KEPT T("Earlier answers keep the wording that they were given under.")
#define UNCHECKED T("Earlier answers stay as they are and are not checked again.")
#define FROM_NOW T("It holds for new answers; earlier ones stay as they are.")

struct comparison {
	struct arena *a;
	const struct form_def *before;
	const struct form_def *after;
	const struct form_field **match; /* of each field before: the one after, or NULL */
	struct form_comparison *out;
};

static void note(struct comparison *c, struct form_change change)
{
	struct form_comparison *out = c->out;

	out->all++;
	out->refused += change.refused;
	if (out->n < COMPARE_CHANGES)
		out->at[out->n++] = change;
}

static struct form_change change_of(const struct form_field *before, const struct form_field *after)
{
	return (struct form_change){ .kind = CHANGE_CHANGED,
		                         .before = before,
		                         .after = after,
		                         .column = "",
		                         .lang = STR(""),
		                         .from = STR(""),
		                         .to = STR("") };
}

/* --- which is which --- */

static const struct form_field *by_path(const struct form_def *f, struct str path)
{
	for (size_t i = 0; i < f->fields_n; i++) {
		if (str_eq(f->fields[i].path, path))
			return &f->fields[i];
	}
	return NULL;
}

/* The only field of that name, or NULL. */
static const struct form_field *by_name(const struct form_def *f, struct str name)
{
	const struct form_field *found = NULL;

	for (size_t i = 0; i < f->fields_n; i++) {
		if (!str_eq(f->fields[i].name, name))
			continue;
		if (found)
			return NULL;
		found = &f->fields[i];
	}
	return found;
}

static const struct form_field *match_of(const struct comparison *c, const struct form_field *field)
{
	const struct form_field *same = by_path(c->after, field->path);

	if (same)
		return same;
	same = by_name(c->before, field->name) ? by_name(c->after, field->name) : NULL;
	return same && !by_path(c->before, same->path) ? same : NULL;
}

/* --- cells --- */

static void compare_cell(struct comparison *c, const struct form_field *before,
                         const struct form_field *after, const char *column, struct str from,
                         struct str to, const char *words)
{
	struct form_change change = change_of(before, after);

	if (str_eq(from, to))
		return;
	change.column = column;
	change.from = from;
	change.to = to;
	change.words = words;
	note(c, change);
}

static struct str text_in(const struct form_def *f, const struct form_text *t, struct str code)
{
	for (size_t l = 0; l < f->langs_n; l++) {
		if (str_eq(f->langs[l].code, code))
			return t->in[l];
	}
	return STR("");
}

static bool has_language(const struct form_def *f, struct str code)
{
	for (size_t l = 0; l < f->langs_n; l++) {
		if (str_eq(f->langs[l].code, code))
			return true;
	}
	return false;
}

/* A language that only one of them has is one change and not one for each text. */
static void compare_text(struct comparison *c, const struct form_field *before,
                         const struct form_field *after, const char *column,
                         const struct form_text *from, const struct form_text *to)
{
	for (size_t l = 0; l < c->before->langs_n; l++) {
		struct str code = c->before->langs[l].code;
		struct form_change change = change_of(before, after);
		change.column = column;
		change.lang = code;
		change.from = from->in[l];
		change.to = text_in(c->after, to, code);
		change.words = KEPT;
		if (has_language(c->after, code) && !str_eq(change.from, change.to))
			note(c, change);
	}
}

static struct str yes(bool b)
{
	return b ? STR("yes") : STR("no");
}

static struct str type_name(const struct form_field *f)
{
	static const char *const names[] = {
		[FORM_TEXT] = "text",
		[FORM_INTEGER] = "integer",
		[FORM_DECIMAL] = "decimal",
		[FORM_DATE] = "date",
		[FORM_TIME] = "time",
		[FORM_DATETIME] = "dateTime",
		[FORM_SELECT_ONE] = "select_one",
		[FORM_SELECT_MULTIPLE] = "select_multiple",
		[FORM_RANK] = "rank",
		[FORM_RANGE] = "range",
		[FORM_NOTE] = "note",
		[FORM_CALCULATE] = "calculate",
		[FORM_ACKNOWLEDGE] = "acknowledge",
		[FORM_GROUP] = "begin_group",
		[FORM_REPEAT] = "begin_repeat",
		[FORM_IMAGE] = "image",
		[FORM_AUDIO] = "audio",
		[FORM_FILE] = "file",
		[FORM_HIDDEN] = "hidden",
		[FORM_META] = "start, end, today or username",
	};

	return str_z(names[f->type]);
}

static void compare_answers(struct comparison *c, const struct form_field *x,
                            const struct form_field *y)
{
	struct str was;
	struct str is;

	compare_cell(c, x, y, "type", type_name(x), type_name(y),
	             T("Earlier answers keep their kind and are not counted together with new ones."));
	compare_choices(c->a, c->before, x->list, c->after, y->list, &was, &is);
	compare_cell(c, x, y, "choices", was, is,
	             T("Earlier answers stay, also those with a choice that is gone, and are shown in "
	               "the words that were there."));
	compare_cell(
		c, x, y, "compartment", x->compartment, y->compartment,
		T("Earlier answers stay sealed where they are; new ones go to the new compartment."));
	compare_cell(c, x, y, "countable", yes(x->countable), yes(y->countable), FROM_NOW);
	compare_cell(c, x, y, "told_once", x->told_once, y->told_once, FROM_NOW);
	compare_cell(c, x, y, "seen_by", x->seen_by, y->seen_by, FROM_NOW);
	compare_cell(c, x, y, "terms", x->terms, y->terms, FROM_NOW);
	compare_cell(c, x, y, "calculation", x->calculation, y->calculation,
	             T("Earlier values are not worked out again."));
}

static void compare_rules(struct comparison *c, const struct form_field *x,
                          const struct form_field *y)
{
	compare_cell(c, x, y, "relevant", x->relevant, y->relevant,
	             T("Earlier answers stay, also where the question would not be asked now."));
	compare_cell(c, x, y, "required", x->required ? STR("yes") : x->required_if,
	             y->required ? STR("yes") : y->required_if, UNCHECKED);
	compare_cell(c, x, y, "constraint", x->constraint, y->constraint, UNCHECKED);
	compare_cell(c, x, y, "choice_filter", x->choice_filter, y->choice_filter, UNCHECKED);
	compare_cell(c, x, y, "repeat_count", x->repeat_count, y->repeat_count, UNCHECKED);
	compare_cell(c, x, y, "parameters", x->parameters, y->parameters, UNCHECKED);
	compare_cell(c, x, y, "default", x->initial, y->initial, FROM_NOW);
	compare_cell(c, x, y, "read_only", yes(x->read_only), yes(y->read_only), FROM_NOW);
	compare_cell(c, x, y, "appearance", x->appearance, y->appearance, FROM_NOW);
}

/* Another name, or another file under the same name. */
static void compare_files(struct comparison *c, const struct form_field *x,
                          const struct form_field *y, const char *column,
                          const struct form_text *from, const struct form_text *to)
{
	compare_text(c, x, y, column, from, to);
	for (size_t l = 0; l < c->before->langs_n; l++) {
		const struct form_file *was = form_file_named(c->before, from->in[l]);
		const struct form_file *is = form_file_named(c->after, from->in[l]);
		struct form_change change = change_of(x, y);
		change.column = column;
		change.lang = c->before->langs[l].code;
		change.to = from->in[l];
		change.words = T("Another file has this name now. Answers that were given keep the one "
		                 "that was shown with them.");
		if (was && is && !str_eq(was->hash, is->hash) &&
		    str_eq(from->in[l], text_in(c->after, to, change.lang)))
			note(c, change);
	}
}

static void compare_media(struct comparison *c, const struct form_field *x,
                          const struct form_field *y)
{
	static const struct form_media none;
	const struct form_media *from = x->media ? x->media : &none;
	const struct form_media *to = y->media ? y->media : &none;

	if (!x->media && !y->media)
		return;
	compare_files(c, x, y, "image", &from->image, &to->image);
	compare_files(c, x, y, "big-image", &from->big, &to->big);
	compare_files(c, x, y, "audio", &from->audio, &to->audio);
	compare_files(c, x, y, "video", &from->video, &to->video);
}

static void compare_texts(struct comparison *c, const struct form_field *x,
                          const struct form_field *y)
{
	compare_text(c, x, y, "label", &x->label, &y->label);
	compare_text(c, x, y, "hint", &x->hint, &y->hint);
	compare_text(c, x, y, "guidance_hint", &x->guidance_hint, &y->guidance_hint);
	compare_text(c, x, y, "why", &x->why, &y->why);
	compare_text(c, x, y, "required_message", &x->required_message, &y->required_message);
	compare_text(c, x, y, "constraint_message", &x->constraint_message, &y->constraint_message);
	compare_media(c, x, y);
}

/* The minimum standard: a core field stays, keeps its kind, and stays core. */
static void compare_core(struct comparison *c, const struct form_field *x,
                         const struct form_field *y)
{
	struct form_change change = change_of(x, y);

	if (!x->core || (y->core && y->type == x->type))
		return;
	change.column = y->core ? "type" : "core";
	change.from = y->core ? type_name(x) : STR("yes");
	change.to = y->core ? type_name(y) : STR("no");
	change.words = T("This belongs to the minimum standard. Put it back as it was; it may be "
	                 "translated and added to.");
	change.refused = true;
	note(c, change);
}

/* --- places --- */

/* Marks in stay the longest run of matches whose order is the same: all others were moved. */
static void find_order(struct comparison *c, bool *stay)
{
	size_t n = c->before->fields_n;
	size_t *length = NEW_N(c->a, size_t, n + 1);
	size_t *from = NEW_N(c->a, size_t, n + 1);
	size_t best = n;

	for (size_t i = 0; i < n; i++) {
		from[i] = n;
		if (!c->match[i])
			continue;
		length[i] = 1;
		for (size_t j = 0; j < i; j++) {
			if (!c->match[j] || c->match[j] >= c->match[i] || length[j] < length[i])
				continue;
			length[i] = length[j] + 1;
			from[i] = j;
		}
		if (best == n || length[i] > length[best])
			best = i;
	}
	for (; best < n; best = from[best])
		stay[best] = true;
}

static void note_moves(struct comparison *c)
{
	bool *stay = NEW_N(c->a, bool, c->before->fields_n + 1);

	find_order(c, stay);
	for (size_t i = 0; i < c->before->fields_n; i++) {
		struct form_change change = change_of(&c->before->fields[i], c->match[i]);
		bool elsewhere = c->match[i] && !str_eq(c->match[i]->path, change.before->path);
		if (!c->match[i] || (stay[i] && !elsewhere))
			continue;
		change.kind = CHANGE_MOVED;
		change.from = change.before->path;
		change.to = change.after->path;
		change.words = elsewhere
		                   ? T("Earlier answers stay under the group in which they were asked.")
		                   : T("Earlier answers stay as they are.");
		note(c, change);
	}
}

static void note_removed(struct comparison *c, const struct form_field *x)
{
	struct form_change change = change_of(x, NULL);

	change.kind = CHANGE_REMOVED;
	change.refused = x->core;
	change.words = x->core ? T("This belongs to the minimum standard. Put it back; it may be "
	                           "translated and added to.")
	                       : T("Earlier answers stay, under the version in which they were asked. "
	                           "Nobody is asked this any more.");
	note(c, change);
}

static void note_added(struct comparison *c)
{
	for (size_t i = 0; i < c->after->fields_n; i++) {
		struct form_change change = change_of(NULL, &c->after->fields[i]);
		bool known = false;
		for (size_t k = 0; k < c->before->fields_n; k++)
			known = known || c->match[k] == change.after;
		change.kind = CHANGE_ADDED;
		change.words = T("Earlier answers have nothing here: not asked yet.");
		if (!known)
			note(c, change);
	}
}

static void note_languages(struct comparison *c, const struct form_def *in,
                           const struct form_def *out, enum form_change_kind kind)
{
	for (size_t l = 0; l < in->langs_n; l++) {
		struct form_change change = change_of(NULL, NULL);
		if (has_language(out, in->langs[l].code))
			continue;
		change.kind = kind;
		change.lang = in->langs[l].code;
		*(kind == CHANGE_LANGUAGE_ADDED ? &change.to : &change.from) = in->langs[l].name;
		change.words = KEPT;
		note(c, change);
	}
}

void form_compare(struct arena *a, const struct form_def *before, const struct form_def *after,
                  struct form_comparison *out)
{
	struct comparison c = { a, before, after, NULL, out };

	*out = (struct form_comparison){ .n = 0 };
	c.match = NEW_N(a, const struct form_field *, before->fields_n + 1);
	note_languages(&c, after, before, CHANGE_LANGUAGE_ADDED);
	note_languages(&c, before, after, CHANGE_LANGUAGE_REMOVED);
	for (size_t i = 0; i < before->fields_n; i++) {
		const struct form_field *x = &before->fields[i];
		c.match[i] = match_of(&c, x);
		if (!c.match[i]) {
			note_removed(&c, x);
			continue;
		}
		compare_core(&c, x, c.match[i]);
		compare_texts(&c, x, c.match[i]);
		compare_answers(&c, x, c.match[i]);
		compare_rules(&c, x, c.match[i]);
	}
	note_added(&c);
	note_moves(&c);
}
