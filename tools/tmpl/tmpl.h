/* The parts of tmpl: write.c puts out C, markup.c follows the HTML and knows what a page may not
 * hold, tmpl.c knows the language of the templates. */
#pragma once
#include <stdbool.h>
#include <stdio.h>

enum { MANY = 512, RAW_MOST = 4000 /* C17 promises string literals of 4095 bytes */ };

struct span {
	const char *p;
	size_t n;
};

struct place {
	enum where { OUTSIDE, TEXT, TAG, VALUE } where;
	const char *tag,
		*value;   /* the beginning of the tag and of the quoted value that are being read */
	size_t depth; /* open elements */
	bool begun;   /* the value has something in it */
};

struct tmpl {
	const char *file, *p;
	char *src;
	FILE *head, *body;
	size_t raw; /* bytes in the html_raw call that is being written */
	struct place now;
	size_t floor;                     /* elements that the branch found open */
	size_t loops;                     /* how many are around here */
	struct span name, tag, attr_name; /* of the page, of the tag, of the attribute */
	struct attr {
		struct span name, value;
	} attrs[MANY];
	struct element {
		struct span name;
		bool wants_token;
	} open[MANY]; /* from 1; 0 stands for the page itself */
	struct seen {
		enum what { ID, LABEL, CONTROL } what;
		struct span text;
	} seen[MANY];
	size_t nattrs, nseen;
};

/* For "%.*s". */
#define S(s) (int)(s).n, (s).p

/* Says why the template is refused and where, and ends the run; nothing has been written yet. */
__attribute__((noreturn, format(printf, 3, 4))) void fail(const struct tmpl *t, const char *at,
                                                          const char *fmt, ...);

/* True when s is one of the words, which single spaces part; ASCII capitals do not matter. */
bool one_of(struct span s, const char *words);
bool has(struct span s, const char *z);
bool ends(struct span s, const char *tail);
/* The text from p to end without white space around it. */
struct span trim(const char *p, const char *end);
/* Moves on to the first byte of stop, or the end; returns what was passed. */
struct span word(struct tmpl *t, const char *stop);

/* Ends the html_raw call that is being written. */
void flush(struct tmpl *t);
/* Writes markup; what follows without code between goes into the same call. */
void raw(struct tmpl *t, const char *p, size_t n);
/* Writes code to f that the compiler takes for the line of at: $1 and $2 are a and b, $, is b after
 * a comma. */
void code(struct tmpl *t, FILE *f, const char *at, const char *text, struct span a, struct span b);

/* Read what begins at t->p, as it stands inside a tag, a quoted value, a text, or at a '<'. */
void in_tag(struct tmpl *t);
void in_value(struct tmpl *t);
void in_text(struct tmpl *t);
void markup(struct tmpl *t);
/* Opens and closes an element, which must be the one that is open in this branch. */
void push(struct tmpl *t, struct span name, bool wants_token);
void pop(struct tmpl *t, struct span name);
/* True inside <pre> and <textarea>, where white space is kept. */
bool verbatim(const struct tmpl *t);
/* True when this page has such an id, label or control. */
bool seen(const struct tmpl *t, enum what what, struct span text);
