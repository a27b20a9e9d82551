#include "access/visit_inside.h"

enum {
	REPORT_ROLES = ROLE_evaluation | ROLE_manager,
	LEARNING_ROLES = ROLE_manager | ROLE_lead, /* who reads records for a review */
};

/* One line for each page within a room that has several. */
static const struct {
	struct nav_item item;
	const char *section; /* the room: href of its door */
	const char *also;    /* other addresses of the same page begin so; NULL: none */
	int64_t roles;
} corners[] = {
	{ { "/reports/outcomes", T("Outcomes") }, "/reports/outcomes", NULL, REPORT_ROLES },
	{ { "/reports/stability", T("Time to stability") }, "/reports/outcomes", NULL, REPORT_ROLES },
	{ { "/reports/path", T("The path") }, "/reports/outcomes", NULL, REPORT_ROLES },
	{ { "/reports/care", T("Care standards") }, "/reports/outcomes", NULL, REPORT_ROLES },
	{ { "/reports/sound", T("Is the instrument sound here?") },
	  "/reports/outcomes",
	  NULL,
	  REPORT_ROLES },
	{ { "/reports/services", T("Services in numbers") }, "/reports/outcomes", NULL, REPORT_ROLES },
	{ { "/reports/questions", T("Your own questions") }, "/reports/outcomes", NULL, REPORT_ROLES },
	{ { "/reports/tables", T("Tables that leave the house") },
	  "/reports/outcomes",
	  "/reports/releases",
	  REPORT_ROLES },
	{ { "/reports/cycles", T("Action research") }, "/reports/outcomes", NULL, REPORT_ROLES },
	{ { "/practices", T("Practices") }, "/practices", NULL, LEARNING_ROLES },
	{ { "/reviews", T("Reviews of records") }, "/practices", NULL, LEARNING_ROLES },
	{ { "/reports/definitions", T("What every word means") },
	  "/reports/outcomes",
	  NULL,
	  REPORT_ROLES },
};
enum { CORNERS = sizeof corners / sizeof *corners };

static bool path_within(struct str path, const char *place)
{
	struct str at = str_z(place ? place : "");

	return at.n && str_starts(path, at) && (path.n == at.n || path.p[at.n] == '/');
}

void visit_corners(struct visit *v, struct page_head *p)
{
	struct nav_item *items = NEW_N(v->c.arena, struct nav_item, CORNERS);
	struct str section = str_z(p->section ? p->section : "");
	size_t n = 0;

	for (size_t i = 0; v->c.actor && i < CORNERS; i++) {
		if (!str_eq(section, str_z(corners[i].section)) || !actor_is(v->c.actor, corners[i].roles))
			continue;
		items[n++] = corners[i].item;
		if (path_within(p->path, corners[i].item.href) || path_within(p->path, corners[i].also))
			p->corner = corners[i].item.href;
	}
	p->corners = (struct nav){ items, n };
}
