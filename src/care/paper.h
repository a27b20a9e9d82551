/* Paper first (P12): every form about a person, to be printed blank with its reasons (P3). */
#pragma once
#include "access/module.h"

/* The forms of all modules that the actor may write for this person, in the order of the modules;
 * in c->arena. */
struct paper_forms {
	const struct page_link *at;
	size_t n;
};
struct paper_forms paper_forms(struct ctx *c, struct person_id person);
