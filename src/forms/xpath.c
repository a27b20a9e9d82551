#include "forms/xpath_inside.h"

#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* More steps than any honest expression takes. */
enum { STEPS = 100000 };

struct xpath_expr {
	xmlXPathCompExprPtr compiled;
	struct xpath_expr *before;
};

static void quiet(void *arg, xmlErrorPtr e)
{
	(void)arg;
	(void)e;
}

static void close_engine(void *arg)
{
	struct xpath_engine *g = arg;

	for (struct xpath_expr *x = g->exprs; x; x = x->before)
		xmlXPathFreeCompExpr(x->compiled);
	xmlXPathFreeContext(g->context);
	xpath_patterns_close(g->patterns);
	g->exprs = NULL;
	g->context = NULL;
}

enum err xpath_engine(struct arena *a, const struct xpath_host *host, struct xpath_engine **out)
{
	struct xpath_engine *g = NEW(a, struct xpath_engine);

	*out = g;
	g->a = a;
	g->host = *host;
	g->scratch = arena_alloc(a, XPATH_VALUE + 1);
	g->patterns = xpath_patterns(a);
	arena_defer(a, close_engine, g);
	g->context = xmlXPathNewContext(NULL);
	if (!g->context)
		return ERR_BUG;
	g->context->error = quiet;
	g->context->opLimit = STEPS;
	g->context->userData = g;
	return xpath_functions(g->context) ? OK : ERR_BUG;
}

static enum err compile(struct xpath_engine *g, const char *text, struct xpath_expr **out)
{
	struct xpath_expr *x = NEW(g->a, struct xpath_expr);

	g->context->opCount = 0;
	x->compiled = xmlXPathCtxtCompile(g->context, (const xmlChar *)text);
	if (!x->compiled)
		return ERR_INVALID;
	x->before = g->exprs;
	g->exprs = x;
	*out = x;
	return OK;
}

enum err xpath_read(struct xpath_engine *g, struct str expr, struct xpath_expr **out)
{
	struct buf b = buf_new(g->a, (size_t)6 * XPATH_TEXT);

	if (xpath_parse(expr, &g->host, &b))
		return ERR_INVALID;
	return compile(g, buf_str(&b).p, out);
}

static enum err work_out(struct xpath_engine *g, const struct xpath_expr *x, xmlXPathObjectPtr *out)
{
	g->context->opCount = 0;
	g->too_big = false;
	*out = xmlXPathCompiledEval(x->compiled, g->context);
	if (!*out)
		return ERR_INVALID;
	if (g->too_big) {
		xmlXPathFreeObject(*out);
		return ERR_TOO_BIG;
	}
	return OK;
}

enum err xpath_holds(struct xpath_engine *g, const struct xpath_expr *x, bool *out)
{
	xmlXPathObjectPtr found;

	TRY(work_out(g, x, &found));
	*out = xmlXPathCastToBoolean(found);
	xmlXPathFreeObject(found);
	return OK;
}

/* Without an exponent; fifteen digits are what a double keeps. */
static int number_text(double n, char *out, size_t room)
{
	int digits = 0;

	if (isnan(n) || isinf(n))
		return 0;
	if (n == floor(n) && fabs(n) < 1e15)
		return snprintf(out, room, "%.0f", n + 0.0);
	if (fabs(n) >= 1e15)
		return snprintf(out, room, "%.0f", n);
	digits = (int)floor(log10(fabs(n))) + 1;
	digits = digits > 15 ? 0 : 15 - digits;
	digits = snprintf(out, room, "%.*f", digits > 30 ? 30 : digits, n);
	while (digits > 0 && out[digits - 1] == '0')
		digits--;
	return digits > 0 && out[digits - 1] == '.' ? digits - 1 : digits;
}

/* The object is given back before the arena is asked, which may jump. */
static enum err object_text(struct xpath_engine *g, xmlXPathObjectPtr o, size_t *n)
{
	struct str s;

	if (o->type == XPATH_NUMBER) {
		*n = (size_t)number_text(o->floatval, g->scratch, XPATH_VALUE);
		return OK;
	}
	s = str_z(o->type == XPATH_BOOLEAN ? (o->boolval ? "true" : "false")
	                                   : (const char *)o->stringval);
	*n = s.n;
	if (s.n > XPATH_VALUE)
		return ERR_TOO_BIG;
	if (s.n)
		memcpy(g->scratch, s.p, s.n);
	return OK;
}

enum err xpath_text(struct xpath_engine *g, const struct xpath_expr *x, struct arena *a,
                    struct str *out)
{
	xmlXPathObjectPtr found;
	size_t n = 0;
	enum err e;

	TRY(work_out(g, x, &found));
	e = object_text(g, found, &n);
	xmlXPathFreeObject(found);
	if (e == OK)
		*out = arena_str(a, (struct str){ g->scratch, n });
	return e;
}

const char *xpath_objection(struct arena *a, struct str expr)
{
	const struct xpath_host nobody = { .today = { 0 } };
	struct buf b = buf_new(a, (size_t)6 * XPATH_TEXT);
	const char *wrong = xpath_parse(expr, &nobody, &b);
	struct xpath_engine *g;
	struct xpath_expr *x;
	bool truth;

	if (wrong)
		return wrong;
	if (xpath_engine(a, &nobody, &g) != OK || compile(g, buf_str(&b).p, &x) != OK ||
	    xpath_holds(g, x, &truth) != OK)
		wrong =
			T("The expression cannot be read. Look for a missing bracket, operator or argument.");
	close_engine(g);
	return wrong;
}

/* --- one expression alone --- */

struct xpath {
	struct xpath_engine *engine;
	struct xpath_expr *expr;
	const struct xpath_pair *vars;
	size_t n;
	const struct xpath_pair *row;
	size_t row_n;
};

static int pair_field(void *arg, struct str name)
{
	const struct xpath *x = arg;

	for (size_t i = 0; i < x->n; i++)
		if (str_eq(x->vars[i].name, name))
			return (int)i;
	return XPATH_NO_FIELD;
}

static struct str pair_value(void *arg, int field)
{
	const struct xpath *x = arg;

	return x->vars[field].value;
}

static struct str pair_column(void *arg, struct str name)
{
	const struct xpath *x = arg;

	for (size_t i = 0; i < x->row_n; i++)
		if (str_eq(x->row[i].name, name))
			return x->row[i].value;
	return STR("");
}

enum err xpath_open(struct arena *a, struct str expr, const struct xpath_pair *vars, size_t n,
                    struct xpath **out)
{
	struct xpath *x = NEW(a, struct xpath);
	const struct xpath_host host = {
		.arg = x, .field = pair_field, .value = pair_value, .column = pair_column
	};

	for (size_t i = 0; i < n; i++) {
		if (vars[i].value.n > XPATH_VALUE)
			return ERR_TOO_BIG;
	}
	x->vars = vars;
	x->n = n;
	*out = x;
	TRY(xpath_engine(a, &host, &x->engine));
	return xpath_read(x->engine, expr, &x->expr);
}

enum err xpath_true(struct xpath *x, const struct xpath_pair *row, size_t n, bool *out)
{
	x->row = row;
	x->row_n = n;
	return xpath_holds(x->engine, x->expr, out);
}

void xpath_close(struct xpath *x)
{
	if (x && x->engine)
		close_engine(x->engine);
}
