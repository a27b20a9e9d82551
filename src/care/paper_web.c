#include "care/paper.h"

#include "care/paper_html.h"

static enum err paper_show(struct visit *v)
{
	struct paper_forms forms;

	TRY(paper_forms(&v->c, v->person, &forms));
	paper_page(visit_page(v), visit_head(v, T("Forms on paper"), "/people"), v->person, &forms);
	return OK;
}

static const struct route routes[] = {
	PAGE("/people/:person/forms", PERSON(READ, SAFETY), paper_show),
};
const struct routes paper_routes = { routes, sizeof routes / sizeof *routes };
