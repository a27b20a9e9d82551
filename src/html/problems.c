#include "html/problems.h"

#include "html/parts_html.h"

#include <string.h>

struct problems {
	const struct form_view *form;
	size_t place; /* in the page */
	struct problem_lines lines;
};

void problems_here(struct html *h, const struct form_view *f)
{
	struct arena *a = h->out->arena;
	struct problems *p = NEW(a, struct problems);

	*p = (struct problems){ .form = f, .place = h->out->n };
	p->lines.at = NEW_N(a, struct problem_line, f->n);
	for (size_t i = 0; i < f->n; i++)
		if (f->at[i].problem)
			p->lines.at[p->lines.n++] =
				(struct problem_line){ f->at[i].name, { "", 0 }, f->at[i].problem };
	h->problems = p->lines.n ? p : NULL;
}

void field_worded(struct html *h, const struct form_view *f, const char *name, struct str words)
{
	struct problems *p = h->problems;

	if (!p || p->form != f)
		return;
	for (size_t i = 0; i < p->lines.n; i++)
		if (strcmp(p->lines.at[i].name, name) == 0)
			p->lines.at[i].label = words;
}

void field_named(struct html *h, const struct form_view *f, const char *name, const char *label)
{
	if (h->problems)
		field_worded(h, f, name, str_z(lang_text(h->lang, label)));
}

/* The bytes from end on change places with those between place and end. */
static void move_up(struct buf *b, size_t place, size_t end)
{
	struct str tail;

	if (b->full)
		return;
	tail = arena_str(b->arena, (struct str){ b->p + end, b->n - end });
	memmove(b->p + place + tail.n, b->p + place, end - place);
	memcpy(b->p + place, tail.p, tail.n);
}

void problems_end(struct html *h)
{
	struct problems *p = h->problems;
	size_t end = h->out->n;

	if (!p)
		return;
	h->problems = NULL;
	problem_list(h, &p->lines);
	move_up(h->out, p->place, end);
}
