#include "learning/front.h"

#include "access/visit_corners.h"
#include "learning/front_html.h"
#include "learning/report_view.h"
#include "learning/saved_bar.h"

static const char section[] = "/reports/outcomes";

/* All pages of reports, by the question that each answers. */
static enum err front_show(struct visit *v)
{
	const struct room_questions all = visit_questions(v, section);

	struct saved_lines saved;

	TRY(saved_lines_read(v, &saved));
	front_page(visit_page(v), visit_head(v, T("Reports"), "/reports"), &all, &saved);
	return OK;
}

static enum err definitions_show(struct visit *v)
{
	const struct report_definitions all = report_definitions();
	const struct pager g = visit_pager(v, "/reports/definitions?", all.n, DEFINITIONS_SHOWN);

	definitions_page(visit_page(v), visit_head(v, T("What every word means"), section), &all, &g);
	return OK;
}

static const struct route routes[] = {
	PAGE("/reports", ROLES(ROLE_evaluation | ROLE_manager), front_show),
	PAGE("/reports/definitions", ROLES(ROLE_evaluation | ROLE_manager), definitions_show),
};
const struct routes front_routes = { routes, sizeof routes / sizeof *routes };
