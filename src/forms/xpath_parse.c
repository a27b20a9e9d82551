/* Reads an expression as people write it and writes it as libxml2 is to work it out. The order of
 * operators stays libxml2's; what is decided here is what may stand where, and what a name means.
 */
#include "forms/xpath_inside.h"

#include <string.h>

struct parser {
	struct str left; /* what is still to be read */
	const struct xpath_host *host;
	struct buf *b;
	const char *wrong; /* the first objection */
	int depth;
};

static bool letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Letters beyond ASCII that a name may begin with, and marks that may follow, as XML has them. */
static bool far_letter(uint32_t r, bool first)
{
	static const uint32_t ranges[][2] = {
		{ 0xC0, 0xD6 },     { 0xD8, 0xF6 },     { 0xF8, 0x2FF },    { 0x370, 0x37D },
		{ 0x37F, 0x1FFF },  { 0x200C, 0x200D }, { 0x2070, 0x218F }, { 0x2C00, 0x2FEF },
		{ 0x3001, 0xD7FF }, { 0xF900, 0xFDCF }, { 0xFDF0, 0xFFFC }, { 0x10000, 0xEFFFF }
	};

	for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
		if (r >= ranges[i][0] && r <= ranges[i][1])
			return true;
	return !first && (r == 0xB7 || (r >= 0x300 && r <= 0x36F) || r == 0x203F || r == 0x2040);
}

/* The bytes of the letter of a name at the start of s; 0 when there is none. */
static size_t letter_length(struct str s, bool first)
{
	size_t at = 0;

	if (s.n == 0)
		return 0;
	if ((unsigned char)s.p[0] >= 0x80)
		return far_letter(str_rune(s, &at), first) ? at : 0;
	return letter(s.p[0]) || (!first && (digit(s.p[0]) || s.p[0] == '-' || s.p[0] == '.'));
}

static struct str rest_of(struct str s, size_t at)
{
	return (struct str){ s.p + at, s.n - at };
}

/* A point inside a name is part of it: "a.b". */
size_t xpath_name_length(struct str s)
{
	size_t n = letter_length(s, true);

	for (size_t more = n; more; n += more)
		more = letter_length(rest_of(s, n), false);
	return n;
}

bool xpath_name(struct str s)
{
	return s.n > 0 && s.n <= XPATH_NAME && xpath_name_length(s) == s.n;
}

static bool space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static struct str after_space(struct str s)
{
	while (s.n && space(s.p[0]))
		s = rest_of(s, 1);
	return s;
}

size_t xpath_quoted_length(struct str s)
{
	bool quote = s.n > 1 && (s.p[0] == '\'' || s.p[0] == '"');
	const char *end = quote ? memchr(s.p + 1, s.p[0], s.n - 1) : NULL;

	return end ? (size_t)(end - s.p) + 1 : 0;
}

/* The length of ${name} at the start of s, spaces inside the braces allowed; 0 for anything else.
 */
size_t xpath_reference(struct str s, struct str *name)
{
	struct str at;
	size_t n;

	*name = (struct str){ s.p, 0 };
	if (!str_starts(s, STR("${")))
		return 0;
	at = after_space(rest_of(s, 2));
	n = xpath_name_length(at);
	if (n == 0)
		return 0;
	*name = (struct str){ at.p, n };
	at = after_space(rest_of(at, n));
	return at.n && at.p[0] == '}' ? (size_t)(at.p - s.p) + 1 : 0;
}

size_t xpath_literal(struct str s, struct str *said)
{
	size_t n = xpath_quoted_length(s);

	*said = n ? (struct str){ s.p + 1, n - 2 } : (struct str){ s.p, 0 };
	return n;
}

static size_t function_length(struct str s)
{
	return str_starts(s, STR("jr:")) ? 3 + xpath_name_length(rest_of(s, 3)) : xpath_name_length(s);
}

bool xpath_calls(struct str expr, struct str function)
{
	for (size_t i = 0, n = 0; i < expr.n; i += n) {
		struct str s = rest_of(expr, i);
		struct str name;
		n = xpath_quoted_length(s);
		n = n ? n : xpath_reference(s, &name);
		if (n)
			continue;
		n = function_length(s);
		if (n && str_eq((struct str){ s.p, n }, function) &&
		    str_starts(after_space(rest_of(s, n)), STR("(")))
			return true;
		n += n == 0;
	}
	return false;
}

/* Takes a quoted text at the start of s. jr:choice-name names its question inside quotes: that is a
 * reference, too. */
static bool quoted_field(struct str expr, struct str s, size_t *n, struct str *name)
{
	size_t quote = xpath_quoted_length(s);

	*n = quote ? quote : 1;
	return quote > 2 && xpath_calls(expr, STR("jr:choice-name")) &&
	       xpath_reference((struct str){ s.p + 1, quote - 2 }, name) == quote - 2;
}

bool xpath_field(struct str expr, size_t *at, struct str *name)
{
	bool found = false;

	while (!found && *at < expr.n) {
		struct str s = rest_of(expr, *at);
		size_t n = xpath_reference(s, name);
		found = n > 0;
		if (s.p[0] == '\'' || s.p[0] == '"')
			found = quoted_field(expr, s, &n, name);
		*at += n ? n : 1;
	}
	return found;
}

static void object(struct parser *p, const char *words)
{
	if (!p->wrong)
		p->wrong = words;
	p->left.n = 0;
}

/* The same where something else stands than can stand there. */
static void stray(struct parser *p, const char *words)
{
	const char *hint = xpath_hint(p->left);

	object(p, hint ? hint : words);
}

static bool next_is(const struct parser *p, char c)
{
	return p->left.n && p->left.p[0] == c;
}

/* After an objection nothing is left, and there is nothing to skip. */
static void skip(struct parser *p, size_t n)
{
	p->left = after_space(rest_of(p->left, n < p->left.n ? n : p->left.n));
}

/* Takes the byte c, which must be next. */
static void expect(struct parser *p, char c)
{
	if (next_is(p, c)) {
		buf_byte(p->b, c);
		skip(p, 1);
	} else
		stray(
			p,
			T("The expression cannot be read. Look for a missing bracket, operator or argument."));
}

static int field_number(const struct parser *p, struct str name)
{
	return p->host && p->host->field ? p->host->field(p->host->arg, name) : XPATH_NO_FIELD;
}

/* ${name} as a call of inside ("f", "all"); false when something else is next. */
static bool field(struct parser *p, const char *inside)
{
	struct str name;
	size_t n = xpath_reference(p->left, &name);

	if (n == 0)
		return false;
	if (inside)
		buf_fmt(p->b, "%s(%d)", inside, field_number(p, name));
	else
		buf_fmt(p->b, "%d", field_number(p, name));
	skip(p, n);
	return true;
}

/* True when ${field} is the whole argument. */
static bool field_alone(const struct parser *p)
{
	struct str name;
	size_t n = xpath_reference(p->left, &name);
	struct str after = n ? after_space(rest_of(p->left, n)) : STR("");

	return n && after.n && (after.p[0] == ',' || after.p[0] == ')');
}

static void need_field(struct parser *p, const char *inside)
{
	if (!field_alone(p) || !field(p, inside))
		object(p, T("This function needs a question of the form here, such as ${name}."));
}

static void quoted(struct parser *p)
{
	size_t n = xpath_quoted_length(p->left);

	if (n == 0) {
		object(p, T("A quotation mark is left open."));
		return;
	}
	for (size_t i = 1; i < n; i++)
		if (p->left.p[i] == XPATH_LIST || p->left.p[i] == XPATH_NEXT)
			object(p,
			       T("A character that cannot be seen stands in the quoted text. Write it anew."));
	if (p->wrong)
		return;
	buf_add(p->b, (struct str){ p->left.p, n });
	skip(p, n);
}

static void expression(struct parser *p);

/* '${field}' or ${field}: which question's choices are meant. */
static void named(struct parser *p)
{
	size_t quote = xpath_quoted_length(p->left);
	struct str name;

	if (quote > 2 &&
	    xpath_reference((struct str){ p->left.p + 1, quote - 2 }, &name) == quote - 2) {
		buf_fmt(p->b, "%d", field_number(p, name));
		skip(p, quote);
	} else
		need_field(p, NULL);
}

/* .. or ../.. */
static void position(struct parser *p)
{
	int up = 0;

	while (str_starts(p->left, STR(".."))) {
		up++;
		skip(p, 2);
		if (str_starts(p->left, STR("/..")))
			skip(p, 1);
	}
	buf_fmt(p->b, "%d", up);
	if (up == 0)
		object(p, T("Write position(..): it counts the rounds of the repeat around the question."));
}

static void pattern(struct parser *p)
{
	size_t quote = xpath_quoted_length(p->left);
	struct str after = quote ? after_space(rest_of(p->left, quote)) : STR("");

	if (str_starts(after, STR(")")) && !xpath_pattern((struct str){ p->left.p + 1, quote - 2 }))
		object(p, T("This pattern cannot be read. Look for a missing bracket in it."));
	else
		expression(p);
}

static void argument(struct parser *p, const struct xpath_function *f, int i)
{
	if (f->args == XPATH_LISTS && field_alone(p))
		(void)field(p, "all");
	else if (f->args == XPATH_NODES)
		need_field(p, "all");
	else if (f->args == XPATH_POSITION)
		position(p);
	else if (f->args == XPATH_NAMED && i == 1)
		named(p);
	else if (f->args == XPATH_INDEXED && (i == 0 || i % 2 == 1))
		need_field(p, NULL);
	else if (f->args == XPATH_REGEX && i == 1)
		pattern(p);
	else
		expression(p);
}

static void arguments(struct parser *p, const struct xpath_function *f)
{
	int n = 0;

	while (!p->wrong && (!next_is(p, ')') || (n == 0 && f->args == XPATH_POSITION))) {
		if (n > 0)
			expect(p, ',');
		if (!p->wrong)
			argument(p, f, n++);
	}
	if (n == 0 && f->args == XPATH_SELF)
		buf_add(p->b, STR("self()"));
	if (!p->wrong && (n < f->least || n > f->most || (f->args == XPATH_INDEXED && n % 2 == 0) ||
	                  (f->args == XPATH_PAIRS && n % 2)))
		object(p, T("This function has too few or too many values in its brackets."));
}

static bool deeper(struct parser *p)
{
	if (++p->depth > XPATH_NESTED)
		object(p, T("There are too many brackets inside one another."));
	return !p->wrong;
}

static void call(struct parser *p, struct str name)
{
	const struct xpath_function *f = xpath_word(name);

	if (!f)
		stray(p, T("This function is not known here. Correct its name, or do without it."));
	else if (!f->inside)
		object(p, f->why);
	if (p->wrong)
		return;
	skip(p, name.n);
	buf_add(p->b, str_z(f->inside));
	if (deeper(p)) {
		expect(p, '(');
		arguments(p, f);
		expect(p, ')');
	}
	p->depth--;
}

static void word(struct parser *p)
{
	struct str name = { p->left.p, function_length(p->left) };
	struct str after = after_space(rest_of(p->left, name.n));

	if (str_starts(after, STR("("))) {
		call(p, name);
		return;
	}
	if (str_starts(after, STR("/")) || str_starts(after, STR("[")) || str_starts(name, STR("jr:")))
		object(p, T("Paths are not read here. Write ${name} instead."));
	buf_fmt(p->b, "column('%.*s')", (int)name.n, name.p);
	skip(p, name.n);
}

static size_t number_length(struct str s)
{
	size_t n = 0;

	while (n < s.n && digit(s.p[n]))
		n++;
	if (n < s.n && s.p[n] == '.' && (n > 0 || (s.n > 1 && digit(s.p[1]))))
		n++;
	while (n < s.n && digit(s.p[n]))
		n++;
	return n;
}

static void brackets(struct parser *p)
{
	if (deeper(p)) {
		expect(p, '(');
		expression(p);
		expect(p, ')');
	}
	p->depth--;
}

static void primary(struct parser *p)
{
	size_t n = number_length(p->left);

	if (n) {
		buf_add(p->b, (struct str){ p->left.p, n });
		skip(p, n);
	} else if (next_is(p, '\'') || next_is(p, '"'))
		quoted(p);
	else if (next_is(p, '('))
		brackets(p);
	else if (letter_length(p->left, true))
		word(p);
	else if (next_is(p, '.') && !str_starts(p->left, STR("..")) &&
	         !str_starts(p->left, STR("./"))) {
		buf_add(p->b, STR("self()"));
		skip(p, 1);
	} else if (next_is(p, '.') || next_is(p, '/'))
		object(p, T("Paths are not read here. Write ${name} instead."));
	else if (!field(p, "f"))
		stray(p, p->left.n ? T("Only ${field}, column names, numbers, quoted text, comparisons "
		                       "and functions can stand here.")
		                   : T("The expression cannot be read. Look for a missing bracket, "
		                       "operator or argument."));
}

/* Takes an operator, and writes it with spaces around. */
static bool operator(struct parser *p)
{
	static const char *const all[] = { "!=", "<=", ">=",  "=",  "<",   ">",  "+",
		                               "-",  "*",  "and", "or", "div", "mod" };

	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		struct str o = str_z(all[i]);
		bool whole = !letter(o.p[0]) || xpath_name_length(p->left) == o.n;
		if (!str_starts(p->left, o) || !whole)
			continue;
		buf_fmt(p->b, " %s ", all[i]);
		skip(p, o.n);
		return true;
	}
	return false;
}

/* Beside an operator a date counts as its days, which is what v() makes of it; alone it stays a
 * date. Room for "v(" is left before an operand until that is known. */
static void count_days(struct parser *p, size_t slot)
{
	buf_byte(p->b, ')');
	if (!p->b->full)
		memcpy(p->b->p + slot, "v(", 2);
}

static void operand(struct parser *p, bool beside, size_t *slot)
{
	while (next_is(p, '-')) {
		buf_add(p->b, STR(" -"));
		skip(p, 1);
		beside = true;
	}
	*slot = p->b->n;
	buf_add(p->b, STR("  "));
	primary(p);
	if (beside)
		count_days(p, *slot);
	*slot = beside ? SIZE_MAX : *slot;
}

static void expression(struct parser *p)
{
	size_t first;
	size_t other;
	size_t end;

	operand(p, false, &first);
	for (;;) {
		end = p->b->n;
		buf_byte(p->b,
		         ' '); /* where a first operand is closed, if it turns out to stand beside one */
		if (p->wrong || p->left.n == 0 || !operator(p))
			return;
		if (first != SIZE_MAX && !p->b->full) {
			memcpy(p->b->p + first, "v(", 2);
			p->b->p[end] = ')';
		}
		first = SIZE_MAX;
		operand(p, true, &other);
	}
}

const char *xpath_parse(struct str expr, const struct xpath_host *host, struct buf *b)
{
	struct parser p = { after_space(expr), host, b, NULL, 0 };

	if (expr.n > XPATH_TEXT)
		return T("The expression is too long.");
	if (!str_utf8(expr))
		return T(
			"The expression cannot be read. Look for a missing bracket, operator or argument.");
	expression(&p);
	if (!p.wrong && p.left.n)
		stray(&p, str_starts(p.left, STR("[")) || str_starts(p.left, STR("/"))
		              ? T("Paths are not read here. Write ${name} instead.")
		              : T("Only ${field}, column names, numbers, quoted text, comparisons and "
		                  "functions can stand here."));
	buf_byte(b, '\0');
	return p.wrong ? p.wrong : b->full ? T("The expression is too long.") : NULL;
}
