/* Private to learning/practice: what its pages show. */
#pragma once
#include "html/pager.h"
#include "learning/practice.h"

enum { PRACTICES_SHOWN = 40 };

struct practice_page_view {
	struct practices all; /* of the list: one page of it; of one: what was written before */
	struct pager pager;
	const struct practice *now; /* of one: what stands; NULL on the form of a new one */
	bool conflict;              /* a colleague was faster: now is what she saved */
	bool writes;
	const char *action;
	struct day today;
};
