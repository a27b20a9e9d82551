/* Private to care/closure: the page. */
#pragma once
#include "care/closure.h"
#include "care/contact.h"
#include "care/person.h"

struct closure_view {
	struct person_id person;
	const char *action;
	const struct closure *last; /* NULL: never closed */
	struct contact_rules contact;
	struct day today;
	bool going_on;
	bool conflict;
	bool correct; /* the form corrects last */
};
