/* The functions that ODK XForms adds to XPath 1.0, or means otherwise
 * (https://getodk.github.io/xforms-spec/#xpath-functions). */
#include "forms/xpath_inside.h"

#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

typedef xmlXPathParserContextPtr frame; /* libxml2's own name hides what it is */

static struct xpath_engine *engine(frame c)
{
	return c->context->userData;
}

static const struct xpath_host *host(frame c)
{
	return &engine(c)->host;
}

static struct str view(const xmlChar *s)
{
	return str_z((const char *)s);
}

static void give_text(frame c, struct str s)
{
	xmlChar *copy;

	if (s.n > XPATH_VALUE) {
		engine(c)->too_big = true;
		s = STR("");
	}
	copy = xmlStrndup((const xmlChar *)(s.n ? s.p : ""), (int)s.n);
	valuePush(c, copy ? xmlXPathWrapString(copy) : xmlXPathNewCString(""));
}

static void give_number(frame c, double n)
{
	valuePush(c, xmlXPathNewFloat(n));
}

static void give_truth(frame c, bool b)
{
	valuePush(c, xmlXPathNewBoolean(b));
}

static int popped_int(frame c)
{
	double n = xmlXPathPopNumber(c);

	return n >= -1 && n < 1e6 ? (int)n : XPATH_NO_FIELD;
}

/* A text popped from the stack, given back by put_back. */
struct popped {
	xmlChar *own;
	struct str s;
};

static struct popped pop(frame c)
{
	xmlChar *own = xmlXPathPopString(c);

	return (struct popped){ own, view(own) };
}

static void put_back(struct popped p)
{
	xmlFree(p.own);
}

/* --- answers --- */

static struct str value_of(frame c, int field)
{
	const struct xpath_host *h = host(c);

	return field >= 0 && h->value ? h->value(h->arg, field) : STR("");
}

static void f_value(frame c, int n)
{
	(void)n;
	give_text(c, value_of(c, popped_int(c)));
}

static void f_self(frame c, int n)
{
	const struct xpath_host *h = host(c);

	(void)n;
	give_text(c, h->self ? h->self(h->arg) : STR(""));
}

static void f_column(frame c, int n)
{
	const struct xpath_host *h = host(c);
	struct popped name = pop(c);

	(void)n;
	give_text(c, h->column ? h->column(h->arg, name.s) : STR(""));
	put_back(name);
}

struct gathering {
	xmlBufferPtr b;
	bool full;
};

static void gather(void *to, struct str value)
{
	struct gathering *g = to;

	if (value.n + (size_t)xmlBufferLength(g->b) + 2 > XPATH_VALUE) {
		g->full = true;
		return;
	}
	(void)xmlBufferAdd(g->b, (const xmlChar *)(value.n ? value.p : ""), (int)value.n);
	(void)xmlBufferAdd(g->b, (const xmlChar *)"\x1F", 1);
}

static void f_all(frame c, int n)
{
	const struct xpath_host *h = host(c);
	struct gathering g = { xmlBufferCreate(), false };
	int field = popped_int(c);

	(void)n;
	if (g.b) {
		(void)xmlBufferAdd(g.b, (const xmlChar *)"\x1E", 1);
		if (field >= 0 && h->each)
			h->each(h->arg, field, gather, &g);
	}
	engine(c)->too_big |= g.full;
	give_text(c, g.b ? view(xmlBufferContent(g.b)) : STR(""));
	xmlBufferFree(g.b);
}

/* Walks a list, or the one value that is no list. */
static bool next(struct str *list, struct str *value)
{
	if (list->n == 0)
		return false;
	if (list->p[0] == XPATH_LIST) {
		*list = (struct str){ list->p + 1, list->n - 1 };
		if (list->n == 0)
			return false;
	} else if (!memchr(list->p, XPATH_NEXT, list->n)) {
		*value = *list;
		list->n = 0;
		return true;
	}
	*value = str_cut(*list, XPATH_NEXT, list);
	return true;
}

static double number_of(frame c, struct str s)
{
	char digits[64];
	double days;

	if (xpath_days(s, host(c)->offset_minutes, &days))
		return days;
	if (s.n >= sizeof digits)
		return NAN;
	memcpy(digits, s.n ? s.p : "", s.n);
	digits[s.n] = '\0';
	return xmlXPathCastStringToNumber((const xmlChar *)digits);
}

/* Dates beside an operator count as days. All else stays what it is. */
static void f_counted(frame c, int n)
{
	double days;
	xmlXPathObjectPtr o;

	(void)n;
	if (!c->value || c->value->type != XPATH_STRING ||
	    !xpath_days(view(c->value->stringval), host(c)->offset_minutes, &days))
		return;
	o = valuePop(c);
	xmlXPathFreeObject(o);
	give_number(c, days);
}

static void f_days(frame c, int n)
{
	f_counted(c, n);
	give_number(c, xmlXPathPopNumber(c));
}

static void f_count(frame c, int n)
{
	struct popped list = pop(c);
	struct str value;
	double count = 0;

	(void)n;
	while (next(&list.s, &value))
		count++;
	give_number(c, count);
	put_back(list);
}

static void f_count_filled(frame c, int n)
{
	struct popped list = pop(c);
	struct str value;
	double count = 0;

	(void)n;
	while (next(&list.s, &value))
		count += value.n > 0;
	give_number(c, count);
	put_back(list);
}

/* What was not answered adds nothing. */
static void f_sum(frame c, int n)
{
	struct popped list = pop(c);
	struct str value;
	double sum = 0;

	(void)n;
	while (next(&list.s, &value))
		sum += value.n ? number_of(c, value) : 0;
	give_number(c, sum);
	put_back(list);
}

/* sign is 1 for the greatest, -1 for the least; no number when nothing was answered. */
static void extreme(frame c, int n, double sign)
{
	double best = NAN;

	for (int i = 0; i < n; i++) {
		struct popped list = pop(c);
		struct str value;
		while (next(&list.s, &value)) {
			double x = value.n ? number_of(c, value) : NAN;
			if (!isnan(x) && (isnan(best) || sign * x > sign * best))
				best = x;
		}
		put_back(list);
	}
	give_number(c, best);
}

static void f_max(frame c, int n)
{
	extreme(c, n, 1);
}

static void f_min(frame c, int n)
{
	extreme(c, n, -1);
}

enum { MOST_ARGUMENTS = 64 };

struct joining {
	xmlBufferPtr b;
	struct str between;
	bool first;
	bool full;
};

static void join_value(struct joining *j, struct str value)
{
	if ((size_t)xmlBufferLength(j->b) + j->between.n + value.n > XPATH_VALUE) {
		j->full = true;
		return;
	}
	if (!j->first && j->between.n)
		(void)xmlBufferAdd(j->b, (const xmlChar *)j->between.p, (int)j->between.n);
	if (value.n)
		(void)xmlBufferAdd(j->b, (const xmlChar *)value.p, (int)value.n);
	j->first = false;
}

/* All values of args, with between them; the arguments came from the stack in reverse. */
static void join(frame c, const struct popped *args, int n, struct str between)
{
	struct joining j = { xmlBufferCreate(), between, true, false };

	for (int i = n - 1; j.b && i >= 0; i--) {
		struct str list = args[i].s;
		struct str value;
		if (list.n == 0)
			join_value(&j, list);
		while (next(&list, &value))
			join_value(&j, value);
	}
	engine(c)->too_big |= j.full;
	give_text(c, j.b ? view(xmlBufferContent(j.b)) : STR(""));
	xmlBufferFree(j.b);
}

static void f_join_all(frame c, int n)
{
	struct popped args[MOST_ARGUMENTS] = { { NULL, { NULL, 0 } } };
	int got = 0;

	while (got < n && got < MOST_ARGUMENTS)
		args[got++] = pop(c);
	join(c, args, got, STR(""));
	while (got > 0)
		put_back(args[--got]);
}

static void f_join(frame c, int n)
{
	struct popped args[MOST_ARGUMENTS] = { { NULL, { NULL, 0 } } };
	int got = 0;

	while (got < n && got < MOST_ARGUMENTS)
		args[got++] = pop(c);
	if (got > 0)
		join(c, args, got - 1, args[got - 1].s);
	else
		give_text(c, STR(""));
	while (got > 0)
		put_back(args[--got]);
}

static void f_position(frame c, int n)
{
	const struct xpath_host *h = host(c);
	int up = popped_int(c);

	(void)n;
	give_number(c, h->position ? h->position(h->arg, up) : 1);
}

static void f_choice_name(frame c, int n)
{
	const struct xpath_host *h = host(c);
	int field = popped_int(c);
	struct popped name = pop(c);

	(void)n;
	give_text(c, h->choice && field >= 0 ? h->choice(h->arg, field, name.s) : STR(""));
	put_back(name);
}

static void f_indexed(frame c, int n)
{
	const struct xpath_host *h = host(c);
	struct xpath_round rounds[XPATH_LEVELS];
	size_t levels = (size_t)n / 2 < XPATH_LEVELS ? (size_t)n / 2 : XPATH_LEVELS;
	int field;

	for (size_t i = levels; i-- > 0;) {
		rounds[i].n = xmlXPathPopNumber(c);
		rounds[i].repeat = popped_int(c);
	}
	field = popped_int(c);
	give_text(c, h->indexed && field >= 0 ? h->indexed(h->arg, field, rounds, levels) : STR(""));
}

/* --- choices --- */

static struct str next_word(struct str *list)
{
	*list = str_trim(*list);
	return str_cut(*list, ' ', list);
}

static void f_selected(frame c, int n)
{
	struct popped word = pop(c);
	struct popped list = pop(c);
	struct str wanted = str_trim(word.s);
	bool found = false;

	(void)n;
	for (struct str left = list.s, w = { NULL, 0 }; !found && (w = next_word(&left)).n;)
		found = str_eq(w, wanted);
	give_truth(c, found);
	put_back(word);
	put_back(list);
}

static void f_selected_at(frame c, int n)
{
	double at = xmlXPathPopNumber(c);
	struct popped list = pop(c);
	struct str left = list.s;
	struct str w = next_word(&left);

	(void)n;
	for (double i = 0; w.n && i < floor(at); i++)
		w = next_word(&left);
	give_text(c, at >= 0 ? w : STR(""));
	put_back(list);
}

static void f_count_selected(frame c, int n)
{
	struct popped list = pop(c);
	double count = 0;

	(void)n;
	for (struct str left = list.s; next_word(&left).n;)
		count++;
	give_number(c, count);
	put_back(list);
}

/* --- truth --- */

static void f_if(frame c, int n)
{
	xmlXPathObjectPtr otherwise = valuePop(c);
	xmlXPathObjectPtr then = valuePop(c);
	bool holds = xmlXPathPopBoolean(c);

	(void)n;
	valuePush(c, holds ? then : otherwise);
	xmlXPathFreeObject(holds ? otherwise : then);
}

static void f_coalesce(frame c, int n)
{
	struct popped second = pop(c);
	struct popped first = pop(c);

	(void)n;
	give_text(c, first.s.n ? first.s : second.s);
	put_back(first);
	put_back(second);
}

static void f_once(frame c, int n)
{
	const struct xpath_host *h = host(c);
	struct str now = h->self ? h->self(h->arg) : STR("");

	(void)n;
	if (now.n == 0)
		return;
	xmlXPathFreeObject(valuePop(c));
	give_text(c, now);
}

static void f_true_text(frame c, int n)
{
	struct popped s = pop(c);

	(void)n;
	give_truth(c, str_eq(s.s, STR("true")) || str_eq(s.s, STR("1")));
	put_back(s);
}

static void f_regex(frame c, int n)
{
	struct popped pattern = pop(c);
	struct popped s = pop(c);

	(void)n;
	give_truth(c, xpath_fits(engine(c)->patterns, s.s, pattern.s));
	put_back(pattern);
	put_back(s);
}

static void f_ends_with(frame c, int n)
{
	struct popped end = pop(c);
	struct popped s = pop(c);
	size_t from = s.s.n >= end.s.n ? s.s.n - end.s.n : 0;

	(void)n;
	give_truth(c, str_eq((struct str){ s.s.p + from, s.s.n - from }, end.s));
	put_back(end);
	put_back(s);
}

/* --- numbers --- */

static void f_int(frame c, int n)
{
	(void)n;
	f_counted(c, n);
	give_number(c, trunc(xmlXPathPopNumber(c)));
}

/* Halves go up, as in XPath; with a second argument, at that many decimals. */
static void f_round(frame c, int n)
{
	double places = n == 2 ? trunc(xmlXPathPopNumber(c)) : 0;
	double x = xmlXPathPopNumber(c);
	double scale;

	if (isnan(places) || places > 15 || places < -15)
		places = 0;
	scale = pow(10, fabs(places));
	x = places < 0 ? floor(x / scale + 0.5) * scale : floor(x * scale + 0.5) / scale;
	give_number(c, x + 0.0); /* never -0 */
}

static void f_pow(frame c, int n)
{
	double power = xmlXPathPopNumber(c);

	(void)n;
	give_number(c, pow(xmlXPathPopNumber(c), power));
}

static void f_atan2(frame c, int n)
{
	double x = xmlXPathPopNumber(c);

	(void)n;
	give_number(c, atan2(xmlXPathPopNumber(c), x));
}

static void f_pi(frame c, int n)
{
	(void)n;
	give_number(c, acos(-1));
}

static double ten_to(double x)
{
	return pow(10, x);
}

/* One function of one number each, written once. */
#define NUMBER(name, how) \
	static void f_##name(frame c, int n) \
	{ \
		(void)n; \
		give_number(c, how(xmlXPathPopNumber(c))); \
	}
NUMBER(abs, fabs)
NUMBER(acos, acos)
NUMBER(asin, asin)
NUMBER(atan, atan)
NUMBER(cos, cos)
NUMBER(exp, exp)
NUMBER(exp10, ten_to)
NUMBER(log, log)
NUMBER(log10, log10)
NUMBER(sin, sin)
NUMBER(sqrt, sqrt)
NUMBER(tan, tan)

/* --- text --- */

/* From start to before end, counted from 0 in letters; negative ones count from the end. */
static void f_substr(frame c, int n)
{
	double end = n == 3 ? xmlXPathPopNumber(c) : INFINITY;
	double start = xmlXPathPopNumber(c);
	struct popped s = pop(c);
	double length = xmlUTF8Strlen(s.own);
	xmlChar *cut;
	int from;
	int count;

	start = start < 0 ? fmax(start + length, 0) : fmin(start, length);
	end = end < 0 ? fmax(end + length, 0) : fmin(end, length);
	from = isnan(start) ? 0 : (int)start;
	count = isnan(end) || end < from ? 0 : (int)end - from;
	cut = xmlUTF8Strsub(s.own, from, count);
	give_text(c, view(cut));
	xmlFree(cut);
	put_back(s);
}

/* --- dates --- */

/* The popped value as days: a date, or a number of them. */
static double popped_days(frame c)
{
	f_counted(c, 1);
	return xmlXPathPopNumber(c);
}

static void f_today(frame c, int n)
{
	char out[40];

	(void)n;
	xpath_date_text(host(c)->today.n, out);
	give_text(c, str_z(out));
}

static void f_now(frame c, int n)
{
	char out[40];

	(void)n;
	xpath_datetime_text(xpath_now(host(c)), host(c)->offset_minutes, out);
	give_text(c, str_z(out));
}

static void f_date(frame c, int n)
{
	char out[40];

	(void)n;
	xpath_date_text(popped_days(c), out);
	give_text(c, str_z(out));
}

static void f_date_time(frame c, int n)
{
	char out[40];

	(void)n;
	xpath_datetime_text(popped_days(c), host(c)->offset_minutes, out);
	give_text(c, str_z(out));
}

static void f_decimal_time(frame c, int n)
{
	struct popped s = pop(c);
	double part;

	(void)n;
	give_number(c, xpath_time(s.s, &part) ? part : NAN);
	put_back(s);
}

static void f_format(frame c, int n)
{
	struct popped format = pop(c);
	double days = popped_days(c);
	char out[400];

	(void)n;
	xpath_format(days, format.s, host(c), out, sizeof out);
	give_text(c, str_z(out));
	put_back(format);
}

static const struct {
	const char *name;
	void (*call)(frame c, int n);
} known[] = {
	{ "f", f_value },
	{ "v", f_counted },
	{ "all", f_all },
	{ "self", f_self },
	{ "column", f_column },
	{ "abs", f_abs },
	{ "acos", f_acos },
	{ "asin", f_asin },
	{ "atan", f_atan },
	{ "atan2", f_atan2 },
	{ "boolean-from-string", f_true_text },
	{ "choice-name", f_choice_name },
	{ "coalesce", f_coalesce },
	{ "cos", f_cos },
	{ "count-all", f_count },
	{ "count-filled", f_count_filled },
	{ "count-selected", f_count_selected },
	{ "date", f_date },
	{ "date-time", f_date_time },
	{ "days", f_days },
	{ "decimal-time", f_decimal_time },
	{ "ends-with", f_ends_with },
	{ "exp", f_exp },
	{ "exp10", f_exp10 },
	{ "format-date", f_format },
	{ "if-else", f_if },
	{ "indexed-repeat", f_indexed },
	{ "int", f_int },
	{ "join", f_join },
	{ "join-all", f_join_all },
	{ "log", f_log },
	{ "log10", f_log10 },
	{ "max", f_max },
	{ "min", f_min },
	{ "now", f_now },
	{ "once", f_once },
	{ "pi", f_pi },
	{ "position-of", f_position },
	{ "pow", f_pow },
	{ "regex", f_regex },
	{ "round-to", f_round },
	{ "selected", f_selected },
	{ "selected-at", f_selected_at },
	{ "sin", f_sin },
	{ "sqrt", f_sqrt },
	{ "substr", f_substr },
	{ "sum-all", f_sum },
	{ "tan", f_tan },
	{ "today", f_today },
};

bool xpath_functions(struct _xmlXPathContext *context)
{
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (xmlXPathRegisterFunc(context, (const xmlChar *)known[i].name, known[i].call) != 0)
			return false;
	return true;
}
