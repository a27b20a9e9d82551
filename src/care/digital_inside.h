/* Private to the module digital: what its page shows. */
#pragma once
#include "care/digital.h"
#include "care/person.h"

struct digital_view {
	struct person person;
	const char *action;
	struct row_id before; /* zeros: the first */
	const struct digital *now;
	bool conflict;
};
