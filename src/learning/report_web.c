#include "learning/report.h"

#include "learning/report_filter.h"
#include "learning/report_html.h"
#include "learning/report_lines.h"

static const char section[] = "/reports/outcomes";

/* --- pages --- */

static enum err figures_of(struct visit *v, struct outcomes_report *out)
{
	int64_t folded;
	struct report_filter filter;

	TRY(report_was_folded(v, &folded));
	TRY(report_filter_read(v, &filter));
	filter.walk = str_eq(visit_query(v, "walk"), STR("2")) ? 2 : 1;
	return report_figures(&v->c, &filter, folded, out);
}

static enum err outcomes_then(struct visit *v)
{
	struct outcomes_report r;
	struct report_choices choices;

	TRY(figures_of(v, &r));
	choices = report_choices_of(v, &r, "/reports/outcomes/file");
	outcomes_page(visit_page(v), visit_head(v, T("Outcomes"), section), &r, &choices);
	return OK;
}

static enum err outcomes_show(struct visit *v)
{
	return report_after_folding(v, outcomes_then);
}

static void put(struct report_printer *p, const void *report)
{
	report_put_view(p, report);
}

static enum err file_then(struct visit *v)
{
	struct outcomes_report r;

	TRY(figures_of(v, &r));
	return report_file_send(
		v, &(struct report_file){
			   .title = T("Outcomes"), .head = report_head_of(&r), .put = put, .report = &r });
}

static enum err file_take(struct visit *v)
{
	return report_after_folding(v, file_then);
}

static enum err definitions_show(struct visit *v)
{
	const struct report_definitions all = report_definitions();

	definitions_page(visit_page(v), visit_head(v, T("What every word means"), section), &all);
	return OK;
}

static const struct route routes[] = {
	PAGE("/reports/outcomes", ROLES(ROLE_evaluation | ROLE_manager), outcomes_show),
	PAGE("/reports/outcomes/file", ROLES(ROLE_evaluation | ROLE_manager), file_take),
	PAGE("/reports/definitions", ROLES(ROLE_evaluation | ROLE_manager), definitions_show),
};
const struct routes report_routes = { routes, sizeof routes / sizeof *routes };
