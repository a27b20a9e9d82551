#include "learning/report.h"

#include "learning/report_filter.h"
#include "learning/report_html.h"
#include "learning/report_lines.h"
#include "learning/report_view.h"

static const char section[] = "/reports/outcomes";

/* --- the filter --- */

/* At most two dimensions: age is one, so groups side by side leave type and years open. *dropped:
 * some of that was asked for. */
static enum err filter_of(struct visit *v, struct report_filter *out, bool *dropped)
{
	struct code_list types;

	TRY(report_types_read(v, &types));
	*out = (struct report_filter){ .type = report_type_of(&types, visit_query(v, "type")),
		                           .group = report_group_of(visit_query(v, "age")),
		                           .from_year = report_year_of(visit_query(v, "from")),
		                           .to_year = report_year_of(visit_query(v, "to")),
		                           .walk = str_eq(visit_query(v, "walk"), STR("2")) ? 2 : 1,
		                           .by = report_by_of(visit_query(v, "by")),
		                           .from = NO_DAY,
		                           .to = NO_DAY };
	*dropped = false;
	if (out->by == REPORT_BY_TYPE)
		return OK;
	*dropped = out->type != OUTCOMES_ALL_TYPES || out->from_year || out->to_year;
	out->type = OUTCOMES_ALL_TYPES;
	out->from_year = out->to_year = 0;
	out->of = visit_query(v, "of");
	return OK;
}

/* A piece of an address, in the arena. */
static const char *url_part(struct visit *v, struct str s)
{
	struct buf b = buf_new(v->c.arena, 1024);
	struct html h = { .out = &b, .lang = v->c.lang };

	html_urlpart_str(&h, s);
	return arena_str(v->c.arena, buf_str(&b)).p;
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

	if (f->by != REPORT_BY_TYPE)
		return arena_fmt(v->c.arena, "/reports/outcomes/file?by=%s&of=%s&age=%s&walk=%u",
		                 report_by_codes[f->by], url_part(v, f->of), report_group_codes[f->group],
		                 f->walk);
	return arena_fmt(v->c.arena, "/reports/outcomes/file?type=%.*s&age=%s&from=%d&to=%d&walk=%u",
	                 (int)type.n, type.p, report_group_codes[f->group], f->from_year, f->to_year,
	                 f->walk);
}

/* What was asked for beside groups, without them. */
static struct str instead_href(struct visit *v, const struct report_filter *f)
{
	return arena_fmt(v->c.arena, "/reports/outcomes?type=%s&age=%s&from=%d&to=%d",
	                 url_part(v, visit_query(v, "type")), report_group_codes[f->group],
	                 report_year_of(visit_query(v, "from")), report_year_of(visit_query(v, "to")));
}

/* Types of the pack: the groups of a report may stand in their place. */
static enum err choices_of(struct visit *v, const struct outcomes_report *r, bool dropped,
                           struct report_choices *out)
{
	const struct report_filter *f = &r->filter;
	bool groups = f->by != REPORT_BY_TYPE;
	struct code_list types;

	TRY(report_types_read(v, &types));
	*out = (struct report_choices){
		.types = report_type_options(v, &types, groups ? OUTCOMES_ALL_TYPES : f->type),
		.ages = report_age_options(v, f->group),
		.from = report_year_options(v, r->first_year, r->last_year, f->from_year),
		.to = report_year_options(v, r->first_year, r->last_year, f->to_year),
		.walks = walk_options(v, r),
		.bys = report_by_options(v, f->by),
		.file = file_href(v, r),
		.dropped = dropped
	};
	if (dropped)
		out->instead = instead_href(v, f);
	return OK;
}

/* --- pages --- */

static enum err figures_of(struct visit *v, struct outcomes_report *out, bool *dropped)
{
	int64_t folded;
	struct report_filter filter;

	TRY(report_was_folded(v, &folded));
	TRY(filter_of(v, &filter, dropped));
	return report_figures(&v->c, &filter, folded, out);
}

static enum err outcomes_then(struct visit *v)
{
	struct outcomes_report r;
	struct report_choices choices;
	bool dropped;

	TRY(figures_of(v, &r, &dropped));
	TRY(choices_of(v, &r, dropped, &choices));
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
	bool dropped;

	TRY(figures_of(v, &r, &dropped));
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
