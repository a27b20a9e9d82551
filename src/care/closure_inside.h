/* Private to care/closure: its rows opened, and the page. */
#pragma once
#include "care/closure.h"
#include "care/person.h"

struct followup_list {
	const struct followup *at;
	size_t n;
};
/* The closure that stands (*has false: none) and what was found since, oldest first. */
enum err closure_all(struct ctx *c, struct person_id person, struct closure *last, bool *has,
                     struct followup_list *found) NODISCARD;

struct closure_view {
	struct person_id person;
	const char *action;
	const struct closure *last; /* NULL: never closed */
	struct followup_list found;
	bool going_on;
	bool conflict;
	bool correct; /* the form corrects last */
};
