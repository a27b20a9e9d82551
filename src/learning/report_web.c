#include "learning/report.h"

#include "learning/report_filter.h"
#include "learning/report_html.h"
#include "learning/report_lines.h"

static const char section[] = "/reports/outcomes";

/* --- groups side by side --- */

/* At most two dimensions: age is one, so groups leave type and years open. True when some of that
 * was asked for as well. */
static bool groups_asked(struct visit *v, struct report_filter *f)
{
	bool more = f->type != OUTCOMES_ALL_TYPES || f->from_year || f->to_year;

	f->by = report_by_of(visit_query(v, "by"));
	if (f->by == REPORT_BY_TYPE)
		return false;
	f->type = OUTCOMES_ALL_TYPES;
	f->from_year = f->to_year = 0;
	if (f->by != REPORT_BY_TYPES)
		f->of = visit_query(v, "of");
	return more;
}

/* A piece of an address, in the arena. */
static const char *url_part(struct visit *v, struct str s)
{
	struct buf b = buf_new(v->c.arena, 1024);
	struct html h = { .out = &b, .lang = v->c.lang };

	html_urlpart_str(&h, s);
	return arena_str(v->c.arena, buf_str(&b)).p;
}

static struct str group_file(struct visit *v, const struct report_filter *f)
{
	return arena_fmt(v->c.arena, "/reports/outcomes/file?by=%s&of=%s&age=%s&walk=%u",
	                 report_by_codes[f->by], url_part(v, f->of), report_group_codes[f->group],
	                 f->walk);
}

/* What was asked for beside groups, without them. */
static struct str instead_href(struct visit *v, const struct report_filter *f)
{
	return arena_fmt(v->c.arena, "/reports/outcomes?type=%s&age=%s&from=%d&to=%d",
	                 url_part(v, visit_query(v, "type")), report_group_codes[f->group],
	                 report_year_of(visit_query(v, "from")), report_year_of(visit_query(v, "to")));
}

/* Groups stand in the place of types in a report, and not in its choices. */
static enum err choices_of(struct visit *v, const struct outcomes_report *r, bool dropped,
                           struct report_choices *out)
{
	const struct report_filter *f = &r->filter;
	struct outcomes_report all = *r;

	if (f->by != REPORT_BY_TYPE) {
		TRY(report_types_read(v, &all.types));
		all.filter.type = OUTCOMES_ALL_TYPES;
	}
	*out = report_choices_of(v, &all, "/reports/outcomes/file");
	out->bys = report_by_options(v, f->by);
	out->dropped = dropped;
	out->untold = f->of.n && f->type == OUTCOMES_ALL_TYPES;
	if (f->by != REPORT_BY_TYPE)
		out->file = group_file(v, f);
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
	TRY(report_filter_read(v, &filter));
	filter.walk = str_eq(visit_query(v, "walk"), STR("2")) ? 2 : 1;
	*dropped = groups_asked(v, &filter);
	return report_figures(&v->c, &filter, folded, out);
}

static enum err outcomes_then(struct visit *v)
{
	struct outcomes_report r;
	struct report_choices choices;
	bool dropped;

	TRY(figures_of(v, &r, &dropped));
	TRY(choices_of(v, &r, dropped, &choices));
	TRY(saved_bar_read(v, SAVED_OUTCOMES, &choices.saved));
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
