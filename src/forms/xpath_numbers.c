/* The functions of numbers and dates, and of text by place. */
#include "forms/xpath_stack.h"

#include <math.h>

static const struct xpath_host *host(xpath_frame c)
{
	return &xpath_of(c)->host;
}

static struct str view(const xmlChar *s)
{
	return str_z((const char *)s);
}

/* --- numbers --- */

static void f_int(xpath_frame c, int n)
{
	(void)n;
	xpath_count(c);
	xpath_give_number(c, trunc(xmlXPathPopNumber(c)));
}

/* Halves go up, as in XPath; with a second argument, at that many decimals. */
static void f_round(xpath_frame c, int n)
{
	double places = n == 2 ? trunc(xmlXPathPopNumber(c)) : 0;
	double x = xmlXPathPopNumber(c);
	double scale;

	if (isnan(places) || places > 15 || places < -15)
		places = 0;
	scale = pow(10, fabs(places));
	x = places < 0 ? floor(x / scale + 0.5) * scale : floor(x * scale + 0.5) / scale;
	xpath_give_number(c, x + 0.0); /* never -0 */
}

static void f_pow(xpath_frame c, int n)
{
	double power = xmlXPathPopNumber(c);

	(void)n;
	xpath_give_number(c, pow(xmlXPathPopNumber(c), power));
}

static void f_atan2(xpath_frame c, int n)
{
	double x = xmlXPathPopNumber(c);

	(void)n;
	xpath_give_number(c, atan2(xmlXPathPopNumber(c), x));
}

static void f_pi(xpath_frame c, int n)
{
	(void)n;
	xpath_give_number(c, acos(-1));
}

static double ten_to(double x)
{
	return pow(10, x);
}

/* One function of one number each, written once. */
#define NUMBER(name, how) \
	static void f_##name(xpath_frame c, int n) \
	{ \
		(void)n; \
		xpath_give_number(c, how(xmlXPathPopNumber(c))); \
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

/* Whether from least to most of them hold, each counted by its weight; -1 for no bound. With
 * weights they stand behind each value; the arguments come from the stack in reverse. */
static void check_list(xpath_frame c, int n, bool weighted)
{
	double sum = 0;
	double least;
	double most;

	for (int i = 2; i + weighted < n; i += 1 + weighted) {
		double weight = weighted ? xmlXPathPopNumber(c) : 1;
		sum += xmlXPathPopBoolean(c) ? weight : 0;
	}
	most = xmlXPathPopNumber(c);
	least = xmlXPathPopNumber(c);
	xpath_give_truth(c, (least < 0 || sum >= least) && (most < 0 || sum <= most));
}

static void f_checklist(xpath_frame c, int n)
{
	check_list(c, n, false);
}

static void f_weighted(xpath_frame c, int n)
{
	check_list(c, n, true);
}

/* --- text --- */

/* From start to before end, counted from 0 in letters; negative ones count from the end. */
static void f_substr(xpath_frame c, int n)
{
	double end = n == 3 ? xmlXPathPopNumber(c) : INFINITY;
	double start = xmlXPathPopNumber(c);
	struct xpath_popped s = xpath_pop(c);
	double length = xmlUTF8Strlen(s.own);
	xmlChar *cut;
	int from;
	int count;

	start = start < 0 ? fmax(start + length, 0) : fmin(start, length);
	end = end < 0 ? fmax(end + length, 0) : fmin(end, length);
	from = isnan(start) ? 0 : (int)start;
	count = isnan(end) || end < from ? 0 : (int)end - from;
	cut = xmlUTF8Strsub(s.own, from, count);
	xpath_give_text(c, view(cut));
	xmlFree(cut);
	xpath_put_back(s);
}

/* --- dates --- */

/* The popped value as days: a date, or a number of them. */
static double popped_days(xpath_frame c)
{
	xpath_count(c);
	return xmlXPathPopNumber(c);
}

static void f_today(xpath_frame c, int n)
{
	char out[40];

	(void)n;
	xpath_date_text(host(c)->today.n, out);
	xpath_give_text(c, str_z(out));
}

static void f_now(xpath_frame c, int n)
{
	char out[40];

	(void)n;
	xpath_datetime_text(xpath_now(host(c)), host(c)->offset_minutes, out);
	xpath_give_text(c, str_z(out));
}

static void f_date(xpath_frame c, int n)
{
	char out[40];

	(void)n;
	xpath_date_text(popped_days(c), out);
	xpath_give_text(c, str_z(out));
}

static void f_date_time(xpath_frame c, int n)
{
	char out[40];

	(void)n;
	xpath_datetime_text(popped_days(c), host(c)->offset_minutes, out);
	xpath_give_text(c, str_z(out));
}

static void f_decimal_time(xpath_frame c, int n)
{
	struct xpath_popped s = xpath_pop(c);
	double part;

	(void)n;
	xpath_give_number(c, xpath_time(s.s, &part) ? part : NAN);
	xpath_put_back(s);
}

static void f_format(xpath_frame c, int n)
{
	struct xpath_popped format = xpath_pop(c);
	double days = popped_days(c);
	char out[400];

	(void)n;
	xpath_format(days, format.s, host(c), out, sizeof out);
	xpath_give_text(c, str_z(out));
	xpath_put_back(format);
}

const struct xpath_known xpath_numbers[] = {
	{ "abs", f_abs },
	{ "acos", f_acos },
	{ "asin", f_asin },
	{ "atan", f_atan },
	{ "atan2", f_atan2 },
	{ "checklist", f_checklist },
	{ "cos", f_cos },
	{ "date", f_date },
	{ "date-time", f_date_time },
	{ "decimal-time", f_decimal_time },
	{ "exp", f_exp },
	{ "exp10", f_exp10 },
	{ "format-date", f_format },
	{ "int", f_int },
	{ "log", f_log },
	{ "log10", f_log10 },
	{ "now", f_now },
	{ "pi", f_pi },
	{ "pow", f_pow },
	{ "round-to", f_round },
	{ "sin", f_sin },
	{ "sqrt", f_sqrt },
	{ "substr", f_substr },
	{ "tan", f_tan },
	{ "today", f_today },
	{ "weighted-checklist", f_weighted },
};
const size_t xpath_numbers_n = sizeof xpath_numbers / sizeof *xpath_numbers;
