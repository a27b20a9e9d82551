/* Texts of forms are plain: what other programs show in bold, in colours and as headings is read
 * without its marks. */
#include "forms/reader.h"

#include <string.h>
#include <strings.h>

/* The length of the name of a style at the start of s; 0 when it is none. */
static size_t style(struct str s)
{
	static const char *const names[] = { "b",      "i",   "u",   "em",  "strong", "span", "font",
		                                 "center", "p",   "br",  "div", "small",  "big",  "h1",
		                                 "h2",     "h3",  "h4",  "h5",  "h6",     "ul",   "ol",
		                                 "li",     "sub", "sup", "hr" };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		size_t n = strlen(names[i]);
		if (s.n > n && strncasecmp(s.p, names[i], n) == 0 && strchr(" />\n\t", s.p[n]))
			return n;
	}
	return 0;
}

/* Which mark is open, and what is at hand. What was found ahead is kept: a text that is nothing but
 * marks is gone through once and not for each of them. */
struct words {
	struct str left;
	char *p;
	size_t n;
	char open;
	const char *bracket;   /* the next >, or the end; NULL: not looked for yet */
	const char *line;      /* where the line ends */
	const char *closes[2]; /* the next twofold mark that can close, or the end of the line */
};
static const char *const twofold[] = { "**", "__" };

/* The first c that is at hand or ahead, else the end. */
static const char *ahead(const struct words *w, const char **found, char c)
{
	const char *end = w->left.p + w->left.n;

	if (!*found || *found < w->left.p) {
		*found = memchr(w->left.p, c, w->left.n);
		*found = *found ? *found : end;
	}
	return *found;
}

/* <b>, </span>, <font color="red">, <br/>: its length. */
static size_t tag(struct words *w)
{
	struct str s = w->left;
	size_t from = str_starts(s, STR("</")) ? 2 : 1;
	const char *end;

	if (!str_starts(s, STR("<")) || s.n <= from ||
	    style((struct str){ s.p + from, s.n - from }) == 0)
		return 0;
	end = ahead(w, &w->bracket, '>');
	return end < s.p + s.n ? (size_t)(end - s.p) + 1 : 0;
}

/* The first of these marks from there on that stands behind a word; else the end. */
static const char *closing(const char *from, const char *end, const char *mark)
{
	for (const char *at = from; end - at >= 2; at++)
		if (at[0] == mark[0] && at[1] == mark[0] && at[-1] != ' ')
			return at;
	return end;
}

/* ** or __ that has a partner later on in the line: "**not**". */
static bool pair(struct words *w, size_t which)
{
	const char *mark = twofold[which];
	struct str s = w->left;
	const char *line;

	if (!str_starts(s, str_z(mark)) || s.n < 5 || s.p[2] == ' ' || s.p[2] == mark[0])
		return false;
	line = ahead(w, &w->line, '\n');
	if (line - s.p < 5)
		return false;
	if (!w->closes[which] || w->closes[which] < s.p + 3)
		w->closes[which] = closing(s.p + 3, line, mark);
	return w->closes[which] < line;
}

/* The signs of a heading and the space behind them. */
static size_t heading(struct str s)
{
	size_t n = 0;

	while (n < s.n && n < 6 && s.p[n] == '#')
		n++;
	return n && n < s.n && s.p[n] == ' ' ? n + 1 : 0;
}

/* The length of the mark at hand that is left out. */
static size_t mark(struct words *w)
{
	size_t n = tag(w);

	if (n == 0 && (w->n == 0 || w->p[w->n - 1] == '\n'))
		n = heading(w->left);
	for (size_t i = 0; n == 0 && i < 2; i++) {
		bool closes = w->open == twofold[i][0] && str_starts(w->left, str_z(twofold[i]));
		if (!closes && (w->open || !pair(w, i)))
			continue;
		w->open = closes ? '\0' : twofold[i][0];
		n = 2;
	}
	return n;
}

static struct str unstyled(struct arena *a, struct str s)
{
	struct words w = { .left = s };

	if (!memchr(s.p, '<', s.n) && !memchr(s.p, '*', s.n) && !memchr(s.p, '_', s.n) &&
	    !memchr(s.p, '#', s.n))
		return s;
	w.p = arena_alloc(a, s.n + 1);
	while (w.left.n) {
		size_t n = mark(&w);
		bool line = n && strncasecmp(w.left.p, "<br", 3) == 0;
		if (n == 0 || line)
			w.p[w.n++] = line ? '\n' : w.left.p[0];
		n = n ? n : 1;
		w.left = (struct str){ w.left.p + n, w.left.n - n };
	}
	w.p[w.n] = '\0';
	return w.n == s.n ? s : reader_plain(a, (struct str){ w.p, w.n }, false);
}

void reader_plain_words(struct reader *r, size_t row, struct form_text *t, const char *column)
{
	bool styled = false;

	for (size_t l = 0; l < FORM_LANGS; l++) {
		struct str plain = unstyled(r->a, t->in[l]);
		styled |= plain.n != t->in[l].n;
		t->in[l] = plain;
	}
	if (styled)
		reader_problem(r, FORM_REMARK, row, str_z(column),
		               T("Bold letters, colours and headings are left out; the words stay."),
		               STR(""));
}
