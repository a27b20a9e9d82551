#include "forms/xpath.h"

#include "base/buf.h"

#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <string.h>

/* More steps than any honest filter takes. */
enum { STEPS = 20000 };

static const char *const functions[] = {
	"boolean",
	"ceiling",
	"concat",
	"contains",
	"false",
	"floor",
	"not",
	"normalize-space",
	"number",
	"round",
	"selected",
	"starts-with",
	"string",
	"string-length",
	"substring",
	"substring-after",
	"substring-before",
	"translate",
	"true",
	"and",
	"or",
	"div",
	"mod",
};

struct xpath {
	xmlDocPtr doc;
	xmlXPathContextPtr context;
	xmlXPathCompExprPtr compiled;
	const struct xpath_pair *vars;
	size_t n;
};

static bool letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool digit(char c)
{
	return c >= '0' && c <= '9';
}

static size_t name_length(struct str s)
{
	size_t n = 0;

	if (s.n == 0 || !letter(s.p[0]))
		return 0;
	while (n < s.n && (letter(s.p[n]) || digit(s.p[n]) || s.p[n] == '-'))
		n++;
	return n;
}

bool xpath_name(struct str s)
{
	return s.n > 0 && s.n <= 64 && name_length(s) == s.n;
}

static struct str rest_of(struct str s, size_t at)
{
	return (struct str){ s.p + at, s.n - at };
}

/* Length of the quoted text at the start of s, both quotes included; 0 when it is left open. */
static size_t quoted_length(struct str s)
{
	const char *end = s.n > 1 ? memchr(s.p + 1, s.p[0], s.n - 1) : NULL;

	return end ? (size_t)(end - s.p) + 1 : 0;
}

/* The name inside ${name} at the start of s; empty when it is anything else. */
static struct str braced(struct str s)
{
	size_t n;

	if (!str_starts(s, STR("${")))
		return (struct str){ s.p, 0 };
	n = name_length(rest_of(s, 2));
	return n && n + 2 < s.n && s.p[n + 2] == '}' ? (struct str){ s.p + 2, n }
	                                             : (struct str){ s.p, 0 };
}

bool xpath_field(struct str expr, size_t *at, struct str *name)
{
	while (*at < expr.n) {
		struct str s = rest_of(expr, *at);
		size_t skip = s.p[0] == '\'' || s.p[0] == '"' ? quoted_length(s) : 0;
		*name = braced(s);
		*at += name->n ? name->n + 3 : skip ? skip : 1;
		if (name->n)
			return true;
	}
	return false;
}

static bool known_function(struct str name)
{
	for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
		if (str_eq(name, str_z(functions[i])))
			return true;
	}
	return false;
}

static bool called(struct str after)
{
	return str_starts(str_trim(after), STR("("));
}

/* One token of s is copied to b; *n is its length. Returns what is wrong with it, or NULL. */
static const char *token(struct str s, struct buf *b, size_t *n)
{
	struct str name = braced(s);
	char c = s.p[0];

	*n = 1;
	if (c == '\'' || c == '"') {
		*n = quoted_length(s);
		if (*n == 0)
			return "A quotation mark is left open.";
		buf_add(b, (struct str){ s.p, *n });
		return NULL;
	}
	if (name.n) {
		*n = name.n + 3;
		buf_byte(b, '$');
		buf_add(b, name);
		/* So that ${a}-1 is a difference and not a name. */
		buf_byte(b, ' ');
		return NULL;
	}
	if (letter(c)) {
		*n = name_length(s);
		buf_add(b, (struct str){ s.p, *n });
		return called(rest_of(s, *n)) && !known_function((struct str){ s.p, *n })
		           ? "This function is not supported yet."
		           : NULL;
	}
	buf_byte(b, c);
	if (c == '.' && s.n > 1 && digit(s.p[1]))
		return NULL;
	return digit(c) || (c && strchr(" \t\r\n()=!<>+-*,", c))
	           ? NULL
	           : "Only ${field}, column names, numbers, quoted text, comparisons and functions can "
	             "stand here.";
}

/* Copies a decimal number whole, so that its point is not taken for a path. */
static size_t number_length(struct str s)
{
	size_t n = 0;

	while (n < s.n && digit(s.p[n]))
		n++;
	if (n && n < s.n && s.p[n] == '.') {
		n++;
		while (n < s.n && digit(s.p[n]))
			n++;
	}
	return n;
}

/* Writes expr to b as libxml2 reads it. Returns an objection, or NULL. */
static const char *translate(struct str expr, struct buf *b)
{
	int depth = 0;

	if (expr.n > XPATH_TEXT)
		return "The expression is too long.";
	for (size_t i = 0, n = 0; i < expr.n; i += n) {
		struct str s = rest_of(expr, i);
		const char *wrong = NULL;
		n = number_length(s);
		if (n)
			buf_add(b, (struct str){ s.p, n });
		else
			wrong = token(s, b, &n);
		if (wrong)
			return wrong;
		depth += s.p[0] == '(' ? 1 : s.p[0] == ')' ? -1 : 0;
		if (depth > XPATH_NESTED)
			return "There are too many brackets inside one another.";
	}
	buf_byte(b, '\0');
	return NULL;
}

static void quiet(void *arg, xmlErrorPtr e)
{
	(void)arg;
	(void)e;
}

static xmlXPathObjectPtr answer_of(void *arg, const xmlChar *name, const xmlChar *space)
{
	const struct xpath *x = arg;
	struct str wanted = str_z((const char *)name);

	(void)space;
	for (size_t i = 0; i < x->n; i++) {
		if (str_eq(x->vars[i].name, wanted))
			return xmlXPathWrapString(
				xmlStrndup((const xmlChar *)x->vars[i].value.p, (int)x->vars[i].value.n));
	}
	return xmlXPathNewCString("");
}

static bool has_word(struct str list, struct str word)
{
	while (list.n) {
		if (str_eq(str_cut(list, ' ', &list), word))
			return true;
	}
	return false;
}

/* selected(list, word): XForms' question whether a list of words divided by spaces holds one. */
static void selected(xmlXPathParserContextPtr c, int n)
{
	xmlChar *word;
	xmlChar *list;

	if (n != 2) {
		xmlXPathSetArityError(c);
		return;
	}
	word = xmlXPathPopString(c);
	list = xmlXPathPopString(c);
	valuePush(c,
	          xmlXPathNewBoolean(has_word(str_z((const char *)list), str_z((const char *)word))));
	xmlFree(word);
	xmlFree(list);
}

void xpath_close(struct xpath *x)
{
	if (!x)
		return;
	xmlXPathFreeCompExpr(x->compiled);
	xmlXPathFreeContext(x->context);
	xmlFreeDoc(x->doc);
	x->compiled = NULL;
	x->context = NULL;
	x->doc = NULL;
}

static void close_later(void *arg)
{
	xpath_close(arg);
}

static enum err compile(struct xpath *x, const char *text)
{
	x->doc = xmlNewDoc((const xmlChar *)"1.0");
	x->context = x->doc ? xmlXPathNewContext(x->doc) : NULL;
	if (!x->context)
		return ERR_BUG;
	x->context->error = quiet;
	x->context->opLimit = STEPS;
	xmlXPathRegisterVariableLookup(x->context, answer_of, x);
	if (xmlXPathRegisterFunc(x->context, (const xmlChar *)"selected", selected) != 0)
		return ERR_BUG;
	x->compiled = xmlXPathCtxtCompile(x->context, (const xmlChar *)text);
	return x->compiled ? OK : ERR_INVALID;
}

enum err xpath_open(struct arena *a, struct str expr, const struct xpath_pair *vars, size_t n,
                    struct xpath **out)
{
	struct buf b = buf_new(a, 2 * XPATH_TEXT);
	struct xpath *x = NEW(a, struct xpath);

	if (translate(expr, &b) || b.full)
		return ERR_INVALID;
	for (size_t i = 0; i < n; i++) {
		if (vars[i].value.n > XPATH_VALUE)
			return ERR_TOO_BIG;
	}
	x->vars = vars;
	x->n = n;
	arena_defer(a, close_later, x);
	*out = x;
	return compile(x, buf_str(&b).p);
}

static enum err put_row(struct xpath *x, const struct xpath_pair *row, size_t n)
{
	xmlNodePtr root = xmlNewNode(NULL, (const xmlChar *)"row");
	xmlNodePtr old;

	if (!root)
		return ERR_BUG;
	old = xmlDocSetRootElement(x->doc, root);
	xmlFreeNode(old);
	for (size_t i = 0; i < n; i++) {
		if (!xmlNewTextChild(root, NULL, (const xmlChar *)row[i].name.p,
		                     (const xmlChar *)row[i].value.p))
			return ERR_BUG;
	}
	x->context->node = root;
	return OK;
}

enum err xpath_true(struct xpath *x, const struct xpath_pair *row, size_t n, bool *out)
{
	xmlXPathObjectPtr result;

	TRY(put_row(x, row, n));
	x->context->opCount = 0;
	result = xmlXPathCompiledEval(x->compiled, x->context);
	if (!result)
		return ERR_INVALID;
	*out = xmlXPathCastToBoolean(result);
	xmlXPathFreeObject(result);
	return OK;
}

const char *xpath_objection(struct arena *a, struct str expr)
{
	struct buf b = buf_new(a, 2 * XPATH_TEXT);
	const char *wrong = translate(expr, &b);
	struct xpath *x = NULL;
	bool truth;
	bool bad;

	if (wrong)
		return wrong;
	bad = xpath_open(a, expr, NULL, 0, &x) != OK || xpath_true(x, NULL, 0, &truth) != OK;
	xpath_close(x);
	if (bad)
		return "The expression cannot be read. Look for a missing bracket, operator or argument.";
	return NULL;
}
