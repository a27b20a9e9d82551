/* Private to the module tonight: what its page shows. */
#pragma once
#include "care/tonight.h"

/* Shown of each person; the others stand on the page of their safety. */
enum { TONIGHT_NEEDS = 2 };

/* False: no way of contact is safe today. */
bool tonight_contact_allowed(const struct contact_rules *rules, struct day today);

struct tonight_view {
	struct tonight card;
	struct team_views sites; /* a choice is shown only when there are several */
	struct team_id site;
	struct str site_name; /* empty: those I walk with */
	struct day today;
	bool on_call;      /* safety of the whole site opens without an emergency */
	bool safeguarding; /* opens anybody in an emergency */
	size_t newer;      /* place to go back to */
	size_t older;
};
