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

/* <b>, </span>, <font color="red">, <br/>: its length. */
static size_t tag(struct str s)
{
	size_t from = str_starts(s, STR("</")) ? 2 : 1;
	const char *end;

	if (!str_starts(s, STR("<")) || s.n <= from ||
	    style((struct str){ s.p + from, s.n - from }) == 0)
		return 0;
	end = memchr(s.p, '>', s.n);
	return end ? (size_t)(end - s.p) + 1 : 0;
}

/* ** or __ that has a partner later on in the line: "**not**". */
static bool pair(struct str s, const char *mark)
{
	struct str rest;
	struct str line = str_cut(s, '\n', &rest);

	if (!str_starts(s, str_z(mark)) || s.n < 5 || s.p[2] == ' ' || s.p[2] == mark[0])
		return false;
	for (size_t i = 3; i + 1 < line.n; i++) {
		if (line.p[i] == mark[0] && line.p[i + 1] == mark[0] && line.p[i - 1] != ' ')
			return true;
	}
	return false;
}

/* The signs of a heading and the space behind them. */
static size_t heading(struct str s)
{
	size_t n = 0;

	while (n < s.n && n < 6 && s.p[n] == '#')
		n++;
	return n && n < s.n && s.p[n] == ' ' ? n + 1 : 0;
}

/* Which mark is open, and what is at hand. */
struct words {
	struct str left;
	char *p;
	size_t n;
	char open;
};

/* The length of the mark at hand that is left out. */
static size_t mark(struct words *w)
{
	static const char *const twofold[] = { "**", "__" };
	size_t n = tag(w->left);

	if (n == 0 && (w->n == 0 || w->p[w->n - 1] == '\n'))
		n = heading(w->left);
	for (size_t i = 0; n == 0 && i < 2; i++) {
		bool closes = w->open == twofold[i][0] && str_starts(w->left, str_z(twofold[i]));
		if (!closes && (w->open || !pair(w->left, twofold[i])))
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
