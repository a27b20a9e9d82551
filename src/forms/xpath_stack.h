/* Inside the room only: how our functions take from libxml2's stack and give back to it. Included
 * by xpath_functions.c and xpath_numbers.c alone, for libxml2 stays with them. */
#pragma once
#include "forms/xpath_inside.h"

#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

typedef xmlXPathParserContextPtr xpath_frame; /* libxml2's own name hides what it is */

struct xpath_known {
	const char *name;
	void (*call)(xpath_frame c, int n);
};

/* Whose function is being called; and what it answers. */
struct xpath_engine *xpath_of(xpath_frame c);
void xpath_give_text(xpath_frame c, struct str s);
void xpath_give_number(xpath_frame c, double n);
void xpath_give_truth(xpath_frame c, bool b);

/* A text popped from the stack; xpath_put_back gives it back. */
struct xpath_popped {
	xmlChar *own;
	struct str s;
};
struct xpath_popped xpath_pop(xpath_frame c);
void xpath_put_back(struct xpath_popped p);
/* A date on top of the stack becomes its days. All else stays what it is. */
void xpath_count(xpath_frame c);

/* The functions of numbers, text by place and dates. */
extern const struct xpath_known xpath_numbers[];
extern const size_t xpath_numbers_n;
