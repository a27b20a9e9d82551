/* What a view holds, and the address that it leads to. */
#include "html/html.h"
#include "learning/saved_inside.h"

#define BIT(param) (1u << (param))
enum { HREF_ROOM = 4096 };

const char *const saved_params[SAVED_PARAMS] = {
	[PARAM_AGE] = "age",       [PARAM_TYPE] = "type",       [PARAM_FROM] = "from",
	[PARAM_TO] = "to",         [PARAM_WALK] = "walk",       [PARAM_BY] = "by",
	[PARAM_OF] = "of",         [PARAM_SINCE] = "since",     [PARAM_COMPARE] = "compare",
	[PARAM_FUNDER] = "funder", [PARAM_QUARTER] = "quarter",
};

static const struct {
	const char *code;
	const char *path;
	const char *words;
	uint32_t params;
} pages[SAVED_PAGES] = {
	[SAVED_OUTCOMES] = { "outcomes", "/reports/outcomes", T("Outcomes"),
	                     BIT(PARAM_AGE) | BIT(PARAM_TYPE) | BIT(PARAM_FROM) | BIT(PARAM_TO) |
	                         BIT(PARAM_WALK) | BIT(PARAM_BY) | BIT(PARAM_OF) },
	[SAVED_STABILITY] = { "stability", "/reports/stability", T("Time to stability"),
	                      BIT(PARAM_AGE) | BIT(PARAM_TYPE) | BIT(PARAM_SINCE) |
	                          BIT(PARAM_COMPARE) },
	[SAVED_PATH] = { "path", "/reports/path", T("The path"),
	                 BIT(PARAM_AGE) | BIT(PARAM_TYPE) | BIT(PARAM_FROM) | BIT(PARAM_TO) },
	[SAVED_CARE] = { "care", "/reports/care", T("Care standards"),
	                 BIT(PARAM_AGE) | BIT(PARAM_TYPE) | BIT(PARAM_FROM) | BIT(PARAM_TO) },
	[SAVED_SERVICES] = { "services", "/reports/services", T("Services in numbers"),
	                     BIT(PARAM_FUNDER) | BIT(PARAM_QUARTER) },
	[SAVED_SOUND] = { "sound", "/reports/sound", T("Is the instrument sound here?"),
	                  BIT(PARAM_AGE) },
};

/* Years from..to before this one, or quarters before the one that runs. */
static const struct {
	const char *code;
	const char *words;
	int first;
	int last;
} periods[SAVED_PERIODS] = {
	[PERIOD_FIXED] = { "fixed", T("As on the page"), 0, 0 },
	[PERIOD_THIS_YEAR] = { "this_year", T("This year"), 0, 0 },
	[PERIOD_LAST_YEAR] = { "last_year", T("Last year"), 1, 1 },
	[PERIOD_TWO_YEARS] = { "two_years", T("This year and the last"), 1, 0 },
	[PERIOD_THREE_YEARS] = { "three_years", T("This year and the two before"), 2, 0 },
	[PERIOD_THIS_QUARTER] = { "this_quarter", T("This quarter"), 0, 0 },
	[PERIOD_LAST_QUARTER] = { "last_quarter", T("The last quarter that has ended"), 1, 1 },
	[PERIOD_QUARTER_LAST_YEAR] = { "quarter_last_year", T("This quarter, a year ago"), 4, 4 },
};

const char *saved_page_code(enum saved_page page)
{
	return pages[page].code;
}

enum saved_page saved_page_of(struct str code)
{
	for (int p = 0; p < SAVED_PAGES; p++)
		if (str_eq(code, str_z(pages[p].code)))
			return (enum saved_page)p;
	return SAVED_OUTCOMES;
}

const char *saved_period_code(enum saved_period period)
{
	return periods[period].code;
}

enum saved_period saved_period_of(struct str code)
{
	for (int p = 0; p < SAVED_PERIODS; p++)
		if (str_eq(code, str_z(periods[p].code)))
			return (enum saved_period)p;
	return PERIOD_FIXED;
}

const char *saved_page_words(enum saved_page page)
{
	return pages[page].words;
}

const char *saved_period_words(enum saved_period period)
{
	return periods[period].words;
}

bool saved_page_has(enum saved_page page, enum saved_param param)
{
	return pages[page].params & BIT(param);
}

bool saved_period_fits(const struct saved_view *v)
{
	if (v->period == PERIOD_FIXED)
		return true;
	if (saved_page_has(v->page, PARAM_QUARTER))
		return v->period >= PERIOD_THIS_QUARTER;
	if (v->period >= PERIOD_THIS_QUARTER)
		return false;
	/* What began last year is not over. */
	if (saved_page_has(v->page, PARAM_SINCE))
		return v->period != PERIOD_LAST_YEAR;
	return saved_page_has(v->page, PARAM_FROM) && v->param[PARAM_BY].n == 0;
}

static const struct str nothing = { NULL, 0 };

void saved_tidy(struct saved_view *v)
{
	static const struct {
		enum saved_param param;
		const char *value;
	} usual[] = { { PARAM_AGE, "adult" }, { PARAM_FROM, "0" },  { PARAM_TO, "0" },
		          { PARAM_WALK, "1" },    { PARAM_BY, "type" }, { PARAM_SINCE, "0" } };

	for (int p = 0; p < SAVED_PARAMS; p++)
		if (!saved_page_has(v->page, (enum saved_param)p))
			v->param[p] = nothing;
	for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
		if (str_eq(v->param[usual[i].param], str_z(usual[i].value)))
			v->param[usual[i].param] = nothing;
	if (v->param[PARAM_BY].n)
		v->param[PARAM_TYPE] = v->param[PARAM_FROM] = v->param[PARAM_TO] = nothing;
	else
		v->param[PARAM_OF] = nothing;
	if (v->period == PERIOD_FIXED)
		return;
	v->param[PARAM_FROM] = v->param[PARAM_TO] = nothing;
	v->param[PARAM_SINCE] = v->param[PARAM_QUARTER] = nothing;
}

/* --- addresses --- */

static void put_param(struct buf *b, const char *name, struct str value)
{
	struct html h = { .out = b };

	if (value.n == 0)
		return;
	buf_fmt(b, "%s=", name);
	html_urlpart_str(&h, value);
	buf_byte(b, '&');
}

static void put_number(struct buf *b, const char *name, int n)
{
	buf_fmt(b, "%s=%d&", name, n);
}

/* The period as it is today. */
static void put_period(struct buf *b, const struct saved_view *v, struct day today)
{
	struct date d = day_date(today);
	int first = periods[v->period].first;
	int last = periods[v->period].last;

	if (v->period == PERIOD_FIXED)
		return;
	if (v->period >= PERIOD_THIS_QUARTER) {
		put_number(b, "quarter", d.year * 4 + (d.month - 1) / 3 - first);
	} else if (saved_page_has(v->page, PARAM_SINCE)) {
		put_number(b, "since", d.year - first);
	} else {
		put_number(b, "from", d.year - first);
		put_number(b, "to", d.year - last);
	}
}

static struct str without_end(const struct buf *b)
{
	struct str s = buf_str(b);

	s.n -= s.p[s.n - 1] == '&' || s.p[s.n - 1] == '?';
	return s;
}

struct str saved_href(struct arena *a, const struct saved_view *v, struct day today)
{
	struct buf b = buf_new(a, HREF_ROOM);

	buf_fmt(&b, "%s?", pages[v->page].path);
	for (int p = 0; p < SAVED_PARAMS; p++)
		put_param(&b, saved_params[p], v->param[p]);
	put_period(&b, v, today);
	return arena_str(a, without_end(&b));
}

struct str saved_new_href(struct arena *a, const struct saved_view *v)
{
	struct buf b = buf_new(a, HREF_ROOM);

	buf_fmt(&b, "/reports/views/new?page=%s&", pages[v->page].code);
	for (int p = 0; p < SAVED_PARAMS; p++)
		put_param(&b, saved_params[p], v->param[p]);
	return arena_str(a, without_end(&b));
}
