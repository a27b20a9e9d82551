/* The functions that ODK XForms adds to XPath 1.0, or means otherwise
 * (https://getodk.github.io/xforms-spec/#xpath-functions). */
#include "forms/xpath_stack.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

struct xpath_engine *xpath_of(xpath_frame c)
{
	return c->context->userData;
}

static const struct xpath_host *host(xpath_frame c)
{
	return &xpath_of(c)->host;
}

static struct str view(const xmlChar *s)
{
	return str_z((const char *)s);
}

void xpath_give_text(xpath_frame c, struct str s)
{
	xmlChar *copy;

	if (s.n > XPATH_VALUE) {
		xpath_of(c)->too_big = true;
		s = STR("");
	}
	copy = xmlStrndup((const xmlChar *)(s.n ? s.p : ""), (int)s.n);
	valuePush(c, copy ? xmlXPathWrapString(copy) : xmlXPathNewCString(""));
}

void xpath_give_number(xpath_frame c, double n)
{
	valuePush(c, xmlXPathNewFloat(n));
}

void xpath_give_truth(xpath_frame c, bool b)
{
	valuePush(c, xmlXPathNewBoolean(b));
}

static int popped_int(xpath_frame c)
{
	double n = xmlXPathPopNumber(c);

	return n >= -1 && n < 1e6 ? (int)n : XPATH_NO_FIELD;
}

struct xpath_popped xpath_pop(xpath_frame c)
{
	xmlChar *own = xmlXPathPopString(c);

	return (struct xpath_popped){ own, view(own) };
}

void xpath_put_back(struct xpath_popped p)
{
	xmlFree(p.own);
}

/* --- answers --- */

static struct str value_of(xpath_frame c, int field)
{
	const struct xpath_host *h = host(c);

	return field >= 0 && h->value ? h->value(h->arg, field) : STR("");
}

static void f_value(xpath_frame c, int n)
{
	(void)n;
	xpath_give_text(c, value_of(c, popped_int(c)));
}

static void f_self(xpath_frame c, int n)
{
	const struct xpath_host *h = host(c);

	(void)n;
	xpath_give_text(c, h->self ? h->self(h->arg) : STR(""));
}

static void f_column(xpath_frame c, int n)
{
	const struct xpath_host *h = host(c);
	struct xpath_popped name = xpath_pop(c);

	(void)n;
	xpath_give_text(c, h->column ? h->column(h->arg, name.s) : STR(""));
	xpath_put_back(name);
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

static void f_all(xpath_frame c, int n)
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
	xpath_of(c)->too_big |= g.full;
	xpath_give_text(c, g.b ? view(xmlBufferContent(g.b)) : STR(""));
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

static double number_of(xpath_frame c, struct str s)
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

/* Beside an operator a date counts as days. */
void xpath_count(xpath_frame c)
{
	double days;

	if (!c->value || c->value->type != XPATH_STRING ||
	    !xpath_days(view(c->value->stringval), host(c)->offset_minutes, &days))
		return;
	xmlXPathFreeObject(valuePop(c));
	xpath_give_number(c, days);
}

static void f_counted(xpath_frame c, int n)
{
	(void)n;
	xpath_count(c);
}

static void f_days(xpath_frame c, int n)
{
	(void)n;
	xpath_count(c);
	xpath_give_number(c, xmlXPathPopNumber(c));
}

static void f_count(xpath_frame c, int n)
{
	struct xpath_popped list = xpath_pop(c);
	struct str value;
	double count = 0;

	(void)n;
	while (next(&list.s, &value))
		count++;
	xpath_give_number(c, count);
	xpath_put_back(list);
}

static void f_count_filled(xpath_frame c, int n)
{
	struct xpath_popped list = xpath_pop(c);
	struct str value;
	double count = 0;

	(void)n;
	while (next(&list.s, &value))
		count += value.n > 0;
	xpath_give_number(c, count);
	xpath_put_back(list);
}

/* What was not answered adds nothing. */
static void f_sum(xpath_frame c, int n)
{
	struct xpath_popped list = xpath_pop(c);
	struct str value;
	double sum = 0;

	(void)n;
	while (next(&list.s, &value))
		sum += value.n ? number_of(c, value) : 0;
	xpath_give_number(c, sum);
	xpath_put_back(list);
}

/* sign is 1 for the greatest, -1 for the least; no number when nothing was answered. */
static void extreme(xpath_frame c, int n, double sign)
{
	double best = NAN;

	for (int i = 0; i < n; i++) {
		struct xpath_popped list = xpath_pop(c);
		struct str value;
		while (next(&list.s, &value)) {
			double x = value.n ? number_of(c, value) : NAN;
			if (!isnan(x) && (isnan(best) || sign * x > sign * best))
				best = x;
		}
		xpath_put_back(list);
	}
	xpath_give_number(c, best);
}

static void f_max(xpath_frame c, int n)
{
	extreme(c, n, 1);
}

static void f_min(xpath_frame c, int n)
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
static void join(xpath_frame c, const struct xpath_popped *args, int n, struct str between)
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
	xpath_of(c)->too_big |= j.full;
	xpath_give_text(c, j.b ? view(xmlBufferContent(j.b)) : STR(""));
	xmlBufferFree(j.b);
}

static void f_join_all(xpath_frame c, int n)
{
	struct xpath_popped args[MOST_ARGUMENTS] = { { NULL, { NULL, 0 } } };
	int got = 0;

	while (got < n && got < MOST_ARGUMENTS)
		args[got++] = xpath_pop(c);
	join(c, args, got, STR(""));
	while (got > 0)
		xpath_put_back(args[--got]);
}

static void f_join(xpath_frame c, int n)
{
	struct xpath_popped args[MOST_ARGUMENTS] = { { NULL, { NULL, 0 } } };
	int got = 0;

	while (got < n && got < MOST_ARGUMENTS)
		args[got++] = xpath_pop(c);
	if (got > 0)
		join(c, args, got - 1, args[got - 1].s);
	else
		xpath_give_text(c, STR(""));
	while (got > 0)
		xpath_put_back(args[--got]);
}

static void f_position(xpath_frame c, int n)
{
	const struct xpath_host *h = host(c);
	int up = popped_int(c);

	(void)n;
	xpath_give_number(c, h->position ? h->position(h->arg, up) : 1);
}

static void f_choice_name(xpath_frame c, int n)
{
	const struct xpath_host *h = host(c);
	int field = popped_int(c);
	struct xpath_popped name = xpath_pop(c);

	(void)n;
	xpath_give_text(c, h->choice && field >= 0 ? h->choice(h->arg, field, name.s) : STR(""));
	xpath_put_back(name);
}

static void f_indexed(xpath_frame c, int n)
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
	xpath_give_text(c,
	                h->indexed && field >= 0 ? h->indexed(h->arg, field, rounds, levels) : STR(""));
}

/* --- choices --- */

static struct str next_word(struct str *list)
{
	*list = str_trim(*list);
	return str_cut(*list, ' ', list);
}

static void f_selected(xpath_frame c, int n)
{
	struct xpath_popped word = xpath_pop(c);
	struct xpath_popped list = xpath_pop(c);
	struct str wanted = str_trim(word.s);
	bool found = false;

	(void)n;
	for (struct str left = list.s, w = { NULL, 0 }; !found && (w = next_word(&left)).n;)
		found = str_eq(w, wanted);
	xpath_give_truth(c, found);
	xpath_put_back(word);
	xpath_put_back(list);
}

static void f_selected_at(xpath_frame c, int n)
{
	double at = xmlXPathPopNumber(c);
	struct xpath_popped list = xpath_pop(c);
	struct str left = list.s;
	struct str w = next_word(&left);

	(void)n;
	for (double i = 0; w.n && i < floor(at); i++)
		w = next_word(&left);
	xpath_give_text(c, at >= 0 ? w : STR(""));
	xpath_put_back(list);
}

static void f_count_selected(xpath_frame c, int n)
{
	struct xpath_popped list = xpath_pop(c);
	double count = 0;

	(void)n;
	for (struct str left = list.s; next_word(&left).n;)
		count++;
	xpath_give_number(c, count);
	xpath_put_back(list);
}

/* --- truth --- */

static void f_if(xpath_frame c, int n)
{
	xmlXPathObjectPtr otherwise = valuePop(c);
	xmlXPathObjectPtr then = valuePop(c);
	bool holds = xmlXPathPopBoolean(c);

	(void)n;
	valuePush(c, holds ? then : otherwise);
	xmlXPathFreeObject(holds ? otherwise : then);
}

static void f_coalesce(xpath_frame c, int n)
{
	struct xpath_popped second = xpath_pop(c);
	struct xpath_popped first = xpath_pop(c);

	(void)n;
	xpath_give_text(c, first.s.n ? first.s : second.s);
	xpath_put_back(first);
	xpath_put_back(second);
}

static void f_once(xpath_frame c, int n)
{
	const struct xpath_host *h = host(c);
	struct str now = h->self ? h->self(h->arg) : STR("");

	(void)n;
	if (now.n == 0)
		return;
	xmlXPathFreeObject(valuePop(c));
	xpath_give_text(c, now);
}

static void f_true_text(xpath_frame c, int n)
{
	struct xpath_popped s = xpath_pop(c);

	(void)n;
	xpath_give_truth(c, str_eq(s.s, STR("true")) || str_eq(s.s, STR("1")));
	xpath_put_back(s);
}

static void f_regex(xpath_frame c, int n)
{
	struct xpath_popped pattern = xpath_pop(c);
	struct xpath_popped s = xpath_pop(c);

	(void)n;
	xpath_give_truth(c, xpath_fits(xpath_of(c)->patterns, s.s, pattern.s));
	xpath_put_back(pattern);
	xpath_put_back(s);
}

static void f_ends_with(xpath_frame c, int n)
{
	struct xpath_popped end = xpath_pop(c);
	struct xpath_popped s = xpath_pop(c);
	size_t from = s.s.n >= end.s.n ? s.s.n - end.s.n : 0;

	(void)n;
	xpath_give_truth(c, str_eq((struct str){ s.s.p + from, s.s.n - from }, end.s));
	xpath_put_back(end);
	xpath_put_back(s);
}

static const struct xpath_known known[] = {
	{ "f", f_value },
	{ "v", f_counted },
	{ "all", f_all },
	{ "self", f_self },
	{ "column", f_column },
	{ "boolean-from-string", f_true_text },
	{ "choice-name", f_choice_name },
	{ "coalesce", f_coalesce },
	{ "count-all", f_count },
	{ "count-filled", f_count_filled },
	{ "count-selected", f_count_selected },
	{ "days", f_days },
	{ "ends-with", f_ends_with },
	{ "if-else", f_if },
	{ "indexed-repeat", f_indexed },
	{ "join", f_join },
	{ "join-all", f_join_all },
	{ "max", f_max },
	{ "min", f_min },
	{ "once", f_once },
	{ "position-of", f_position },
	{ "regex", f_regex },
	{ "selected", f_selected },
	{ "selected-at", f_selected_at },
	{ "sum-all", f_sum },
};

static bool make_known(struct _xmlXPathContext *context, const struct xpath_known *all, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (xmlXPathRegisterFunc(context, (const xmlChar *)all[i].name, all[i].call) != 0)
			return false;
	return true;
}

bool xpath_functions(struct _xmlXPathContext *context)
{
	return make_known(context, known, sizeof known / sizeof *known) &&
	       make_known(context, xpath_numbers, xpath_numbers_n);
}
