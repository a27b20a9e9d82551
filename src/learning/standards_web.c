#include "learning/report_filter.h"
#include "learning/standards_html.h"
#include "learning/standards_view.h"

static const char section[] = "/reports/outcomes";

static enum err figures_of(struct visit *v, struct standards_report *out)
{
	struct report_filter filter;
	int64_t folded;

	TRY(report_was_folded(v, &folded));
	TRY(report_filter_read(v, &filter));
	return standards_figures(&v->c, &filter, folded, out);
}

static enum err standards_then(struct visit *v)
{
	struct standards_report r;
	struct report_choices choices;

	TRY(figures_of(v, &r));
	choices = report_choices_of(v, &r.outcomes, "/reports/care/file");
	TRY(saved_bar_read(v, SAVED_CARE, &choices.saved));
	standards_page(visit_page(v), visit_head(v, T("Care standards"), section), &r, &choices);
	return OK;
}

static enum err standards_show(struct visit *v)
{
	return report_after_folding(v, standards_then);
}

static enum err file_then(struct visit *v)
{
	struct standards_report r;
	struct report_file file = { .title = T("Care standards"), .put = standards_put, .report = &r };

	TRY(figures_of(v, &r));
	file.head = report_head_of(&r.outcomes);
	file.head.name = "care";
	return report_file_send(v, &file);
}

static enum err file_take(struct visit *v)
{
	return report_after_folding(v, file_then);
}

static const struct route routes[] = {
	PAGE("/reports/care", ROLES(ROLE_evaluation | ROLE_manager), standards_show),
	PAGE("/reports/care/file", ROLES(ROLE_evaluation | ROLE_manager), file_take),
};
const struct routes standards_routes = { routes, sizeof routes / sizeof *routes };
