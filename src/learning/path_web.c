#include "learning/path_html.h"
#include "learning/path_view.h"
#include "learning/report_filter.h"

static const char section[] = "/reports/outcomes";

static enum err figures_of(struct visit *v, struct path_report *out)
{
	struct report_filter filter;
	int64_t folded;

	TRY(report_was_folded(v, &folded));
	TRY(report_filter_read(v, &filter));
	return path_figures(&v->c, &filter, folded, out);
}

static enum err path_then(struct visit *v)
{
	struct path_report r;
	struct report_choices choices;

	TRY(figures_of(v, &r));
	choices = report_choices_of(v, &r.outcomes, "/reports/path/file");
	TRY(saved_bar_read(v, SAVED_PATH, &choices.saved));
	path_page(visit_page(v), visit_head(v, T("The path"), section), &r, &choices);
	return OK;
}

static enum err path_show(struct visit *v)
{
	return report_after_folding(v, path_then);
}

static enum err file_then(struct visit *v)
{
	struct path_report r;
	struct report_file file = { .title = T("The path"), .put = path_put, .report = &r };

	TRY(figures_of(v, &r));
	file.head = report_head_of(&r.outcomes);
	file.head.name = "path";
	return report_file_send(v, &file);
}

static enum err file_take(struct visit *v)
{
	return report_after_folding(v, file_then);
}

static const struct route routes[] = {
	PAGE("/reports/path", ROLES(ROLE_evaluation | ROLE_manager), path_show),
	PAGE("/reports/path/file", ROLES(ROLE_evaluation | ROLE_manager), file_take),
};
const struct routes path_routes = { routes, sizeof routes / sizeof *routes };
