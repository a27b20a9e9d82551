/* What needs another look is told above a form, but only the fields below know what they are
 * called. So its place is kept, the fields name themselves as they are written, and the list moves
 * there when the page ends. */
#pragma once
#include "html/form_view.h"
#include "html/html.h"

struct problem_line {
	const char *name;    /* of the field; the page has it as #f-NAME. "": of none */
	struct str label;    /* in the page's language; empty: nothing on this page named it */
	const char *problem; /* msgid */
};
struct problem_lines {
	struct problem_line *at;
	size_t n;
};

/* The list of f's problems stands here; nothing is written when there are none. */
void problems_here(struct html *h, const struct form_view *f);
/* The field name of f is called label, a msgid; or by words in the page's language already, which
 * live as long as the page. */
void field_named(struct html *h, const struct form_view *f, const char *name, const char *label);
void field_worded(struct html *h, const struct form_view *f, const char *name, struct str words);
/* Writes the list where problems_here was called, if it was. */
void problems_end(struct html *h);
