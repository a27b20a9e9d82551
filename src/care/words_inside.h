/* Private to the module words: what its page shows. */
#pragma once
#include "care/person.h"
#include "care/welcome.h"
#include "care/words.h"

struct words_view {
	struct welcome_path path;
	struct words now;
	struct person person; /* name.p == NULL: how they are called is closed, and not asked */
	struct choice_list languages;
	const struct choice_list *states;
	const struct choice_list *pronouns;
	const struct choice_list *terms;
	struct row_id before; /* zeros: nothing was written yet */
	const char *action;
	bool may_write;
	bool may_name;
	bool welcomed; /* they heard what cannot be kept secret here */
	bool conflict;
};
