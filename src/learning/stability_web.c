#include "learning/report_filter.h"
#include "learning/stability_html.h"
#include "learning/stability_view.h"

static const char section[] = "/reports/outcomes";

/* What may stand side by side; the values are those of the address. */
static const struct {
	const char *value;
	const char *words;
} compares[] = {
	[COMPARE_NOTHING] = { "", T("Nothing") },
	[COMPARE_TYPES] = { "types", T("Casework types") },
	[COMPARE_AGES] = { "ages", T("Ages of children") },
};
enum { COMPARES = sizeof compares / sizeof *compares };

static enum stability_compare compare_of(struct str s)
{
	for (int i = 0; i < COMPARES; i++)
		if (str_eq(s, str_z(compares[i].value)))
			return (enum stability_compare)i;
	return COMPARE_NOTHING;
}

static enum err filter_of(struct visit *v, struct stability_filter *out)
{
	struct code_list types;

	TRY(report_types_read(v, &types));
	*out = (struct stability_filter){ .type = report_type_of(&types, visit_query(v, "type")),
		                              .group = report_group_of(visit_query(v, "age")),
		                              .since = report_year_of(visit_query(v, "since")),
		                              .compare = compare_of(visit_query(v, "compare")) };
	return OK;
}

static struct filter_options compare_options(struct visit *v, enum stability_compare chosen)
{
	struct filter_option *list = NEW_N(v->c.arena, struct filter_option, COMPARES);

	for (int i = 0; i < COMPARES; i++)
		list[i] = (struct filter_option){ str_z(compares[i].value),
			                              report_word(v, compares[i].words), (int)chosen == i };
	return (struct filter_options){ list, COMPARES };
}

static enum err stability_then(struct visit *v)
{
	struct stability_filter filter;
	struct stability_report r;
	struct stability_choices choices;
	int64_t folded;

	TRY(report_was_folded(v, &folded));
	TRY(filter_of(v, &filter));
	TRY(stability_figures(&v->c, &filter, folded, &r));
	choices = (struct stability_choices){
		.types = report_type_options(v, &r.types, filter.type),
		.ages = report_age_options(v, filter.group),
		.since = report_year_options(v, r.first_year, r.last_year, filter.since),
		.compare = compare_options(v, filter.compare),
	};
	stability_page(visit_page(v), visit_head(v, T("Time to stability"), section), &r, &choices);
	return OK;
}

static enum err stability_show(struct visit *v)
{
	return report_after_folding(v, stability_then);
}

static const struct route routes[] = {
	PAGE("/reports/stability", ROLES(ROLE_evaluation | ROLE_manager), stability_show),
};
const struct routes stability_routes = { routes, sizeof routes / sizeof *routes };
