/* Private to care/followup: what its page shows. */
#pragma once
#include "care/followup.h"

struct followup_view {
	struct person_id person;
	const char *action;
	struct followups known;
	bool going_on;
	bool way_known; /* a rule allows a way today */
	bool conflict;
};
