/* Private to the module age. */
#pragma once
#include "care/age.h"

/* What the page shows. */
struct age_view {
	struct person person;
	const struct choice_list *hows;
	struct day today;
	struct row_id before; /* the row that is replaced; zeros: the first */
	struct str author;    /* of that row */
	bool writes;
	bool conflict; /* somebody else saved meanwhile */
};
