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

/* The same choice, in the codes of the query; a file has no groups beside each other. */
static struct str file_href(struct visit *v, const struct stability_report *r)
{
	const struct stability_filter *f = &r->filter;
	struct str type = f->type == OUTCOMES_ALL_TYPES ? STR("") : r->types.at[f->type].name;

	return arena_fmt(v->c.arena, "/reports/stability/file?type=%.*s&age=%s&since=%d", (int)type.n,
	                 type.p, report_group_codes[f->group], f->since);
}

static enum err figures_of(struct visit *v, struct stability_report *out)
{
	struct stability_filter filter;
	int64_t folded;

	TRY(report_was_folded(v, &folded));
	TRY(filter_of(v, &filter));
	return stability_figures(&v->c, &filter, folded, out);
}

static enum err stability_then(struct visit *v)
{
	struct stability_report r;
	struct stability_choices choices;

	TRY(figures_of(v, &r));
	choices = (struct stability_choices){
		.types = report_type_options(v, &r.types, r.filter.type),
		.ages = report_age_options(v, r.filter.group),
		.since = report_year_options(v, r.first_year, r.last_year, r.filter.since),
		.compare = compare_options(v, r.filter.compare),
		.file = file_href(v, &r),
	};
	TRY(saved_bar_read(v, SAVED_STABILITY, &choices.saved));
	stability_page(visit_page(v), visit_head(v, T("Time to stability"), section), &r, &choices);
	return OK;
}

static enum err stability_show(struct visit *v)
{
	return report_after_folding(v, stability_then);
}

static enum err file_then(struct visit *v)
{
	struct stability_report r;

	TRY(figures_of(v, &r));
	return report_file_send(
		v, &(struct report_file){ .title = T("Time to stability"),
	                              .head = { .name = "stability",
	                                        .as_of = r.params.as_of,
	                                        .level = r.params.level,
	                                        .waiting = r.waiting,
	                                        .nobody = r.state == STABILITY_NOBODY },
	                              .put = stability_put,
	                              .report = &r });
}

static enum err file_take(struct visit *v)
{
	return report_after_folding(v, file_then);
}

static const struct route routes[] = {
	PAGE("/reports/stability", ROLES(ROLE_evaluation | ROLE_manager), stability_show),
	PAGE("/reports/stability/file", ROLES(ROLE_evaluation | ROLE_manager), file_take),
};
const struct routes stability_routes = { routes, sizeof routes / sizeof *routes };
