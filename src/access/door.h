/* Private to the room access: what the pages at the door show. */
#pragma once
#include "access/visit.h"
#include "html/form_view.h"

/* Fields of a form that was sent after the session had ended, carried through the sign-in. */
struct door_kept {
	const struct param *at;
	size_t n;
};
struct door_waiting {
	int place; /* in the cookie */
	struct str user_name;
};
struct door_waitings {
	const struct door_waiting *at;
	size_t n;
};
struct door_view {
	struct str next; /* where to go on */
	struct door_kept kept;
	struct str user_name; /* whose session is hidden */
	struct door_waitings waiting;
};
