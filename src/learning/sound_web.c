#include "learning/report_filter.h"
#include "learning/sound_html.h"
#include "learning/sound_view.h"

static const char section[] = "/reports/outcomes";

static enum err sound_then(struct visit *v)
{
	enum outcomes_group group = report_group_of(visit_query(v, "age"));
	struct filter_options ages = report_age_options(v, group);
	struct sound_report r;
	int64_t folded;

	TRY(report_was_folded(v, &folded));
	TRY(sound_figures(&v->c, group, folded, &r));
	sound_page(visit_page(v), visit_head(v, T("Is the instrument sound here?"), section), &r,
	           &ages);
	return OK;
}

static enum err sound_show(struct visit *v)
{
	return report_after_folding(v, sound_then);
}

static const struct route routes[] = {
	PAGE("/reports/sound", ROLES(ROLE_evaluation | ROLE_manager), sound_show),
};
const struct routes sound_routes = { routes, sizeof routes / sizeof *routes };
