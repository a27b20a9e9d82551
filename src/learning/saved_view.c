/* Saved views in words, and beside the pages that they belong to. */
#include "learning/saved_view.h"

#include "learning/funder.h"
#include "learning/report_filter.h"

enum { WORDS_ROOM = 4096 };

/* --- in words --- */

/* One after the other, with a point between. */
struct pieces {
	struct visit *v;
	struct buf words;
};

static void add(struct pieces *p, struct str piece)
{
	if (piece.n == 0)
		return;
	if (p->words.n)
		buf_add(&p->words, STR(" \u00b7 "));
	buf_add(&p->words, piece);
}

static void add_text(struct pieces *p, const char *text)
{
	add(p, report_word(p->v, text));
}

/* text with its holes filled. */
static void add_filled(struct pieces *p, const char *text, struct str one, struct str two)
{
	const struct str given[] = { one, two };

	add(p, html_fill_bare(&p->v->html, lang_text(p->v->c.lang, text), given, 2));
}

static void add_years(struct pieces *p, const struct saved_view *view)
{
	struct str from = view->param[PARAM_FROM];
	struct str to = view->param[PARAM_TO];

	if (from.n && to.n)
		add_filled(p, T("arrived {1} to {2}"), from, to);
	else if (from.n)
		add_filled(p, T("arrived since {1}"), from, to);
	else if (to.n)
		add_filled(p, T("arrived until {1}"), to, from);
	if (view->param[PARAM_SINCE].n)
		add_filled(p, T("what happened since {1}"), view->param[PARAM_SINCE], to);
}

static void add_quarter(struct pieces *p, struct str quarter)
{
	static const char *const words[] = { T("{1}, January to March"), T("{1}, April to June"),
		                                 T("{1}, July to September"),
		                                 T("{1}, October to December") };
	struct str none = { NULL, 0 };
	int64_t n;

	if (str_int(quarter, &n) && n > 0 && n < INT32_MAX)
		add_filled(p, words[n % 4], arena_fmt(p->v->c.arena, "%lld", (long long)n / 4), none);
}

static void add_period(struct pieces *p, const struct saved_view *view)
{
	if (view->period != PERIOD_FIXED) {
		add_text(p, saved_period_words(view->period));
		return;
	}
	add_years(p, view);
	add_quarter(p, view->param[PARAM_QUARTER]);
}

static void add_beside(struct pieces *p, const struct saved_view *view)
{
	struct str none = { NULL, 0 };
	struct str compare = view->param[PARAM_COMPARE];

	if (view->param[PARAM_BY].n)
		add_filled(p, T("Side by side: {1}"),
		           report_word(p->v, report_by_words[report_by_of(view->param[PARAM_BY])]), none);
	add(p, view->param[PARAM_OF]);
	if (str_eq(compare, STR("types")))
		add_filled(p, T("Side by side: {1}"), report_word(p->v, T("Casework types")), none);
	else if (str_eq(compare, STR("ages")))
		add_filled(p, T("Side by side: {1}"), report_word(p->v, T("Ages of children")), none);
}

/* The msgid of why it leads nowhere: a page would show everybody where it asks for some. */
static const char *add_type(struct pieces *p, struct str code)
{
	struct code_list types;
	int type;

	if (code.n == 0)
		return NULL;
	if (report_types_read(p->v, &types) != OK)
		return NULL;
	type = report_type_of(&types, code);
	if (type == OUTCOMES_ALL_TYPES)
		return T("Its casework type is no longer in the list.");
	add(p, types.at[type].label);
	return NULL;
}

static const char *add_funder(struct pieces *p, struct str code)
{
	struct funders all;

	if (code.n == 0)
		return NULL;
	funders_read(&p->v->c, &all);
	for (size_t i = 0; i < all.n; i++)
		if (str_eq(all.at[i].code, code)) {
			add(p, all.at[i].label);
			return NULL;
		}
	return T("The funder that it asks for is no longer in the list.");
}

struct saved_line saved_line_of(struct visit *v, const struct saved_view *view)
{
	struct pieces p = { v, buf_new(v->c.arena, WORDS_ROOM) };
	struct saved_line line = { .view = view, .href = saved_href(v->c.arena, view, v->c.today) };
	const char *funder;

	if (view->closed) {
		line.lost = T("It can no longer be opened with your keys.");
		return line;
	}
	add_text(&p, saved_page_words(view->page));
	if (saved_page_has(view->page, PARAM_AGE))
		add_text(&p, report_group_words[report_group_of(view->param[PARAM_AGE])]);
	line.lost = add_type(&p, view->param[PARAM_TYPE]);
	funder = add_funder(&p, view->param[PARAM_FUNDER]);
	line.lost = line.lost ? line.lost : funder;
	add_period(&p, view);
	if (view->param[PARAM_WALK].n)
		add_text(&p, T("Came back"));
	add_beside(&p, view);
	line.words = buf_str(&p.words);
	return line;
}

enum err saved_lines_read(struct visit *v, struct saved_lines *out)
{
	struct saved_views all;
	struct saved_line *list;

	TRY(saved_read(&v->c, &all));
	list = NEW_N(v->c.arena, struct saved_line, all.n + 1);
	for (size_t i = 0; i < all.n; i++)
		list[i] = saved_line_of(v, &all.at[i]);
	*out = (struct saved_lines){ list, all.n };
	return OK;
}

struct choice_list saved_periods(struct arena *a, const struct saved_view *v)
{
	struct choice *list = NEW_N(a, struct choice, SAVED_PERIODS);
	struct saved_view asked = *v;
	size_t n = 0;

	for (int p = 0; p < SAVED_PERIODS; p++) {
		asked.period = (enum saved_period)p;
		if (saved_period_fits(&asked))
			list[n++] = (struct choice){ saved_period_code(asked.period),
				                         saved_period_words(asked.period) };
	}
	return (struct choice_list){ list, n > 1 ? n : 0 };
}

struct saved_names saved_names(void)
{
	return (struct saved_names){ saved_params, SAVED_PARAMS };
}

/* --- beside a page --- */

struct saved_view saved_screen(const struct visit *v, enum saved_page page)
{
	struct saved_view out = { .page = page };

	for (int p = 0; p < SAVED_PARAMS; p++) {
		struct str value = visit_query(v, saved_params[p]);

		if (value.n <= SAVED_PARAM_MOST)
			out.param[p] = value;
	}
	saved_tidy(&out);
	return out;
}

enum err saved_bar_read(struct visit *v, enum saved_page page, struct saved_bar *out)
{
	struct saved_view screen = saved_screen(v, page);
	struct str here = saved_href(v->c.arena, &screen, v->c.today);
	struct saved_views all;
	struct saved_line *list;
	size_t n = 0;

	TRY(saved_read(&v->c, &all));
	list = NEW_N(v->c.arena, struct saved_line, all.n + 1);
	*out = (struct saved_bar){ .save = saved_new_href(v->c.arena, &screen) };
	for (size_t i = 0; i < all.n; i++) {
		struct str href = saved_href(v->c.arena, &all.at[i], v->c.today);

		if (all.at[i].page != page || all.at[i].closed)
			continue;
		list[n] = (struct saved_line){ &all.at[i], href, here, NULL, str_eq(href, here) };
		if (list[n].current && !out->open)
			out->open = &list[n];
		n++;
	}
	out->lines = (struct saved_lines){ list, n };
	return OK;
}
