/* Private to the module gathering: what its page shows. */
#pragma once
#include "care/gathering.h"
#include "care/person.h"

/* Enough for a house, and the page stays small; others are found by name. */
enum { GATHERING_MINE = 60, GATHERING_FOUND = 16, GATHERING_MOST = 120 };

struct gathering_line {
	struct person person;
	const char *box; /* "who-" and the id: the name of the check box */
	bool closed;     /* was ticked, and may not be written */
};
struct gathering_lines {
	const struct gathering_line *at;
	size_t n;
};
struct gathering_view {
	struct choice_list types;
	struct choice_list titles;
	struct gathering_lines lines;
	struct str text; /* what was searched */
	size_t found;    /* how many more the search brought */
	size_t nclosed;
	bool more; /* the actor walks with more people than are shown */
};
