#include "care/course.h"

#include "care/course_html.h"
#include "care/course_inside.h"

/* 0..5 from ?domain=1 to 6; -1: all six. */
static int domain_asked(const struct visit *v)
{
	int64_t n;

	return str_int(visit_query(v, "domain"), &n) && n >= 1 && n <= BOWL_DOMAINS ? (int)n - 1 : -1;
}

static enum err show_domain(struct visit *v, const struct course *all, int domain)
{
	struct course_domain_view view = { .person = v->person };

	view.about = about_of(&v->c, &all->rubric);
	course_domain_view(&v->c, all, domain, &view);
	course_domain_page(visit_page(v), visit_head(v, domain_words(domain), "/people"), &view);
	return OK;
}

static enum err course_show(struct visit *v)
{
	struct course_view view = { .person = v->person,
		                        .closed = !can(&v->c, v->person, MAY_READ, IN_CASE) };
	int domain = domain_asked(v);
	struct course all;

	if (!view.closed) {
		TRY(course_read(&v->c, v->person, &all));
		if (domain >= 0)
			return show_domain(v, &all, domain);
		course_view(&v->c, &all, &view);
		view.about = about_of(&v->c, &all.rubric);
	}
	course_page(visit_page(v), visit_head(v, T("What has changed"), "/people"), &view);
	return OK;
}

static const struct route routes[] = {
	PAGE("/people/:person/course", PERSON(READ, SAFETY), course_show),
};
const struct routes course_routes = { routes, sizeof routes / sizeof *routes };
