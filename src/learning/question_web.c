#include "learning/question_html.h"
#include "learning/question_view.h"
#include "learning/report_filter.h"

static const char section[] = "/reports/outcomes";

struct str question_digits(struct html *h, double x)
{
	return arena_fmt(h->out->arena, "%.1f", x);
}

/* In both: the folding is told in the audit before anything is read. */
static enum err folded_before(struct visit *v)
{
	int64_t folded;

	TRY(report_was_folded(v, &folded));
	return folded ? audit(&v->c, VERB_FOLDED, NULL, REASON_CARE, (struct str){ NULL, 0 }) : OK;
}

static enum err list_then(struct visit *v)
{
	struct question_forms all;

	TRY(folded_before(v));
	TRY(question_forms(&v->c, &all));
	questions_page(visit_page(v), visit_head(v, T("Your own questions"), section), &all);
	return OK;
}

static enum err form_then(struct visit *v)
{
	struct params parts = { v->parts.at, v->parts.n };
	struct question_report r;
	int64_t year;

	if (!str_int(visit_query(v, "year"), &year) || year < 1900 || year > 2200)
		year = 0;
	TRY(folded_before(v));
	TRY(question_report(&v->c, param(&parts, STR("form")), (int)year, &r));
	question_page(visit_page(v), visit_head(v, T("Your own questions"), section), &r);
	return OK;
}

static enum err list_show(struct visit *v)
{
	return report_after_folding(v, list_then);
}

static enum err form_show(struct visit *v)
{
	return report_after_folding(v, form_then);
}

static const struct route routes[] = {
	PAGE("/reports/questions", ROLES(ROLE_evaluation | ROLE_manager), list_show),
	PAGE("/reports/questions/:form", ROLES(ROLE_evaluation | ROLE_manager), form_show),
};
const struct routes question_routes = { routes, sizeof routes / sizeof *routes };
