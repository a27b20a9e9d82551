/* Paper first (P12): every form about a person, to be printed blank with its reasons (P3). */
#pragma once
#include "access/module.h"

/* A form or a questionnaire of the packs. */
struct paper_pack {
	const char *path; /* after /people/ID */
	struct str title;
};
struct paper_packs {
	const struct paper_pack *at;
	size_t n;
};
/* What the actor may write for this person: the forms of all modules, in their order, and then what
 * the packs ask; in c->arena. */
struct paper_forms {
	const struct page_link *at;
	size_t n;
	struct paper_packs packs;
};
enum err paper_forms(struct ctx *c, struct person_id person, struct paper_forms *out) NODISCARD;
