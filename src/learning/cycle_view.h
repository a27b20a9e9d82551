/* Private to learning/cycle: what its pages show. */
#pragma once
#include "html/pager.h"
#include "learning/cycle.h"

enum { CYCLES_SHOWN = 40 };

struct cycle_list_view {
	struct cycles all; /* one page of the list */
	struct pager pager;
	struct day today;
};
struct cycle_form_view {
	struct choice_list indicators;
	const struct cycle *now; /* what stands; NULL on the form of a new one */
	bool conflict;           /* a colleague was faster: now is what she saved */
	const char *action;
};
