/* Expressions as the specification allows them, brought to the one spelling that is worked out:
 * paths that lead to a question become ${name}, quotes that a word processor bent become straight.
 */
#include "forms/reader.h"
#include "forms/xpath_inside.h"

#include <string.h>

enum { ROOT = FORM_NO_GROUP, NOWHERE = -2 };

struct walk {
	const struct form_field *fields;
	size_t n;
	int here; /* the field whose expression it is */
	struct str left;
	struct buf b;
	bool bare; /* a name that is neither a path nor a function's */
};

static bool next(const struct walk *w, size_t at, const char *what)
{
	return at <= w->left.n &&
	       str_starts((struct str){ w->left.p + at, w->left.n - at }, str_z(what));
}

static struct str name_at(const struct walk *w, size_t at)
{
	struct str s = { w->left.p + at, w->left.n - at };

	return (struct str){ s.p, xpath_name_length(s) };
}

static void copy(struct walk *w, size_t n)
{
	buf_add(&w->b, (struct str){ w->left.p, n });
	w->left = (struct str){ w->left.p + n, w->left.n - n };
}

static void replace(struct walk *w, size_t n, struct str with)
{
	buf_add(&w->b, with);
	w->left = (struct str){ w->left.p + n, w->left.n - n };
}

static int child(const struct walk *w, int place, struct str name)
{
	for (size_t i = 0; i < w->n; i++) {
		if (w->fields[i].group == place && str_eq(w->fields[i].name, name))
			return (int)i;
	}
	return NOWHERE;
}

/* One step from place, at bytes into what is left; its length, or 0 when it is none of ours. */
static size_t step(const struct walk *w, size_t at, int *place)
{
	struct str name = name_at(w, at);

	if (next(w, at, "..")) {
		*place = *place < 0 ? NOWHERE : w->fields[*place].group;
		return 2;
	}
	if (next(w, at, "."))
		return 1;
	if (*place != NOWHERE && name.n)
		*place = child(w, *place, name);
	return name.n;
}

/* The length of the path at the start of what is left, and the field that it leads to; 0 when none
 * begins here. The first name of an absolute one is the form's own. */
static size_t path(const struct walk *w, int *place)
{
	size_t at = 0;
	size_t more;

	*place = w->here;
	if (next(w, 0, "current()/")) {
		at = sizeof "current()" - 1;
	} else if (next(w, 0, "/")) {
		*place = ROOT;
		at = 1 + name_at(w, 1).n;
	} else {
		at = step(w, 0, place);
		if (at == 0 || (!next(w, 0, "..") && !next(w, at, "/")))
			return 0;
	}
	for (more = 1; more && next(w, at, "/"); at += more ? 1 + more : 0)
		more = step(w, at + 1, place);
	if (more == 0 || next(w, at, "[") || next(w, at, "::"))
		*place = NOWHERE;
	return at ? at : 1;
}

static struct str after_name(const struct walk *w, size_t n)
{
	return str_trim((struct str){ w->left.p + n, w->left.n - n });
}

static void take_name(struct walk *w, size_t n)
{
	static const char *const operators[] = { "and", "or", "div", "mod" };
	struct str name = { w->left.p, n };
	bool bare = !str_starts(after_name(w, n), STR("("));

	for (size_t i = 0; i < sizeof operators / sizeof *operators; i++)
		bare = bare && !str_eq(name, str_z(operators[i]));
	w->bare |= bare;
	copy(w, n);
}

/* Whether a bent quote is at bytes into what is left, single or double; each is three bytes. */
static bool bent(const struct walk *w, size_t at, bool twofold)
{
	return twofold ? next(w, at, "\u201C") || next(w, at, "\u201D")
	               : next(w, at, "\u2018") || next(w, at, "\u2019");
}

/* Text between bent quotes, in straight ones that are not in it; and spaces that do not break. */
static bool take_bent(struct walk *w)
{
	bool twofold = bent(w, 0, true);
	size_t end = 3;
	struct str quote;

	if (next(w, 0, "\u00A0")) {
		replace(w, 2, STR(" "));
		return true;
	}
	if (!twofold && !bent(w, 0, false))
		return false;
	while (end < w->left.n && !bent(w, end, twofold))
		end++;
	if (end == w->left.n)
		return false;
	quote = memchr(w->left.p, '\'', end) ? STR("\"") : STR("'");
	replace(w, 3, quote);
	copy(w, end - 3);
	replace(w, 3, quote);
	return true;
}

/* What is copied as it stands: quoted text, ${name}, position(..), numbers. What follows ${name} or
 * a bracket by a / is no path of ours: it is left for xpath to refuse. */
static size_t plain(const struct walk *w)
{
	struct str name;
	size_t n = xpath_quoted_length(w->left);

	if (n == 0)
		n = xpath_reference(w->left, &name);
	if (n == 0 && next(w, 0, ")"))
		n = 1;
	if (n == 0 && next(w, 0, "jr:"))
		return 3;
	if (n == 0 && (next(w, 0, "$") || next(w, 0, "'") || next(w, 0, "\"")))
		return w->left.n;
	if (n && next(w, n, "/") && !next(w, 0, "'") && !next(w, 0, "\""))
		return w->left.n;
	if (n == 0 && str_eq(name_at(w, 0), STR("position")))
		while (n < w->left.n && w->left.p[n] != ')')
			n++;
	while (n < w->left.n && ((w->left.p[n] >= '0' && w->left.p[n] <= '9') ||
	                         (w->left.p[n] == '.' && n > 0 && w->left.p[n - 1] != ')')))
		n++;
	return n;
}

static void take(struct walk *w)
{
	size_t n = plain(w);
	int place;

	if (n) {
		copy(w, n);
		return;
	}
	if (take_bent(w))
		return;
	n = path(w, &place);
	if (n && place >= 0) {
		replace(w, n, STR("${"));
		buf_add(&w->b, w->fields[place].name);
		buf_byte(&w->b, '}');
	} else if (n) {
		copy(w, n);
	} else if (name_at(w, 0).n) {
		take_name(w, name_at(w, 0).n);
	} else
		copy(w, 1);
}

static void spell(struct reader *r, struct walk *w, struct str *expr, const char *column)
{
	const struct form_field *f = &w->fields[w->here];
	struct str said = *expr;

	if (expr->n == 0 || expr->n > XPATH_TEXT)
		return;
	w->left = *expr;
	w->b = buf_new(r->a, (size_t)4 * XPATH_TEXT);
	w->bare = false;
	while (w->left.n)
		take(w);
	*expr = arena_str(r->a, buf_str(&w->b));
	if (w->bare && !str_eq(str_z(column), STR("choice_filter")) && !xpath_objection(r->a, *expr))
		reader_problem(
			r, FORM_REFUSED, f->row, str_z(column),
			str_eq(str_z(column), STR("required"))
				? T("Write yes or no here, or a condition such as ${name} = 'yes'.")
				: T("Only choice_filter knows names without ${}, the columns of the choices "
		            "sheet. Write ${name} for an answer, and words in quotation marks."),
			said);
}

void reader_paths(struct reader *r, struct form_field *fields, size_t n)
{
	struct walk w = { .fields = fields, .n = n };

	for (size_t i = 0; i < n; i++) {
		struct form_field *f = &fields[i];
		w.here = (int)i;
		spell(r, &w, &f->relevant, "relevant");
		spell(r, &w, &f->constraint, "constraint");
		spell(r, &w, &f->calculation, "calculation");
		spell(r, &w, &f->required_if, "required");
		spell(r, &w, &f->choice_filter, "choice_filter");
		spell(r, &w, &f->repeat_count, "repeat_count");
		if (f->initial_is_formula)
			spell(r, &w, &f->initial, "default");
	}
}
