/* Inside the room only: XML read mark by mark, without entities, documents or network. */
#pragma once
#include "base/arena.h"

enum mark {
	MARK_OPEN,  /* <a>; <a/> is an open and a close */
	MARK_CLOSE, /* </a> */
	MARK_TEXT,
	MARK_END, /* of the document */
	MARK_BAD  /* not well formed, or it declares what could grow (a DOCTYPE) */
};

struct xml;

/* read gives up to n bytes, 0 at the end, negative on an error; it may not use the arena. NULL when
 * there is no memory. The arena's reset closes it. */
struct xml *xml_open(struct arena *a, int (*read)(void *arg, char *to, int n), void *arg);
enum mark xml_next(struct xml *x);
/* Whether the element of the last mark has this name, whatever its prefix. */
bool xml_is(const struct xml *x, const char *name);
/* An attribute of the open element, whatever its prefix, copied into the arena; empty when there is
 * none. */
struct str xml_attribute(struct xml *x, const char *name);
/* The text of the last mark; a view that lives until the next. */
struct str xml_text(const struct xml *x);
/* True when the document declared a DOCTYPE. */
bool xml_declares(const struct xml *x);
/* Gives back what x holds; twice is harmless. */
void xml_close(struct xml *x);
