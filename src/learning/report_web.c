#include "learning/report.h"

#include "learning/report_filter.h"
#include "learning/report_html.h"
#include "learning/report_lines.h"
#include "learning/report_view.h"

static const char section[] = "/reports/outcomes";

/* --- the filter --- */

static enum err filter_of(struct visit *v, struct report_filter *out)
{
	struct code_list types;

	TRY(report_types_read(v, &types));
	*out = (struct report_filter){ .type = report_type_of(&types, visit_query(v, "type")),
		                           .group = report_group_of(visit_query(v, "age")),
		                           .from_year = report_year_of(visit_query(v, "from")),
		                           .to_year = report_year_of(visit_query(v, "to")),
		                           .walk = str_eq(visit_query(v, "walk"), STR("2")) ? 2 : 1,
		                           .from = NO_DAY,
		                           .to = NO_DAY };
	return OK;
}

static struct filter_options walk_options(struct visit *v, const struct outcomes_report *r)
{
	struct filter_option *list = NEW_N(v->c.arena, struct filter_option, 2);

	list[0] = (struct filter_option){ STR("1"), report_word(v, T("The first time with us")),
		                              r->filter.walk != 2 };
	list[1] =
		(struct filter_option){ STR("2"), report_word(v, T("Came back")), r->filter.walk == 2 };
	return (struct filter_options){ list, 2 };
}

/* The same choice, in the codes of the query. */
static struct str file_href(struct visit *v, const struct outcomes_report *r)
{
	const struct report_filter *f = &r->filter;
	struct str type = f->type == OUTCOMES_ALL_TYPES ? STR("") : r->types.at[f->type].name;

	return arena_fmt(v->c.arena, "/reports/outcomes/file?type=%.*s&age=%s&from=%d&to=%d&walk=%u",
	                 (int)type.n, type.p, report_group_codes[f->group], f->from_year, f->to_year,
	                 f->walk);
}

static struct report_choices choices_of(struct visit *v, const struct outcomes_report *r)
{
	int first = r->first_year;
	int last = r->last_year;

	return (struct report_choices){ .types = report_type_options(v, &r->types, r->filter.type),
		                            .ages = report_age_options(v, r->filter.group),
		                            .from =
		                                report_year_options(v, first, last, r->filter.from_year),
		                            .to = report_year_options(v, first, last, r->filter.to_year),
		                            .walks = walk_options(v, r),
		                            .file = file_href(v, r) };
}

/* --- pages --- */

static enum err figures_of(struct visit *v, struct outcomes_report *out)
{
	int64_t folded;
	struct report_filter filter;

	TRY(report_was_folded(v, &folded));
	TRY(filter_of(v, &filter));
	return report_figures(&v->c, &filter, folded, out);
}

static enum err outcomes_then(struct visit *v)
{
	struct outcomes_report r;
	struct report_choices choices;

	TRY(figures_of(v, &r));
	choices = choices_of(v, &r);
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

static const struct route routes[] = {
	PAGE("/reports/outcomes", ROLES(ROLE_evaluation | ROLE_manager), outcomes_show),
	PAGE("/reports/outcomes/file", ROLES(ROLE_evaluation | ROLE_manager), file_take),
};
const struct routes report_routes = { routes, sizeof routes / sizeof *routes };
