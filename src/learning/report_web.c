#include "learning/report.h"

#include "access/inbox.h"
#include "learning/report_html.h"
#include "learning/report_view.h"

static const char section[] = "/reports/outcomes";

/* --- the filter --- */

static int year_of(struct str s)
{
	int64_t n;

	return str_int(s, &n) && n >= 1900 && n < 2200 ? (int)n : 0;
}

static enum outcomes_group group_of(struct str s)
{
	for (int g = 0; g < OUTCOMES_GROUPS; g++)
		if (str_eq(s, str_z(report_group_codes[g])))
			return (enum outcomes_group)g;
	return OUTCOMES_ADULT;
}

static enum err types_read(struct visit *v, struct code_list *out)
{
	struct str path = arena_fmt(v->c.arena, "%s/core/casework-types.csv", v->c.house->packs);

	return list_load(v->c.arena, path.p, str_z(lang_code(v->c.lang)), out);
}

static int type_of(const struct code_list *types, struct str s)
{
	for (size_t t = 0; t < types->n && t < OUTCOMES_TYPES_MAX; t++)
		if (str_eq(s, types->at[t].name))
			return (int)t;
	return OUTCOMES_ALL_TYPES;
}

static enum err filter_of(struct visit *v, struct report_filter *out)
{
	struct code_list types;

	TRY(types_read(v, &types));
	*out = (struct report_filter){ .type = type_of(&types, visit_query(v, "type")),
		                           .group = group_of(visit_query(v, "age")),
		                           .from_year = year_of(visit_query(v, "from")),
		                           .to_year = year_of(visit_query(v, "to")),
		                           .walk = str_eq(visit_query(v, "walk"), STR("2")) ? 2 : 1,
		                           .from = NO_DAY,
		                           .to = NO_DAY };
	return OK;
}

static struct str word(const struct visit *v, const char *text)
{
	return str_z(lang_text(v->c.lang, text));
}

static struct report_options type_options(struct visit *v, const struct outcomes_report *r)
{
	struct report_option *list = NEW_N(v->c.arena, struct report_option, r->types.n + 1);

	list[0] = (struct report_option){ STR(""), word(v, T("All together")),
		                              r->filter.type == OUTCOMES_ALL_TYPES };
	for (size_t t = 0; t < r->types.n; t++)
		list[t + 1] = (struct report_option){ r->types.at[t].name, r->types.at[t].label,
			                                  r->filter.type == (int)t };
	return (struct report_options){ list, r->types.n + 1 };
}

static struct report_options age_options(struct visit *v, const struct outcomes_report *r)
{
	struct report_option *list = NEW_N(v->c.arena, struct report_option, OUTCOMES_GROUPS);

	for (int i = 0; i < OUTCOMES_GROUPS; i++) {
		int g = OUTCOMES_GROUPS - 1 - i;

		list[i] =
			(struct report_option){ str_z(report_group_codes[g]), word(v, report_group_words[g]),
			                        (int)r->filter.group == g };
	}
	return (struct report_options){ list, OUTCOMES_GROUPS };
}

static struct report_options year_options(struct visit *v, const struct outcomes_report *r,
                                          int chosen)
{
	size_t n = r->first_year ? (size_t)(r->last_year - r->first_year + 1) : 0;
	struct report_option *list = NEW_N(v->c.arena, struct report_option, n + 1);

	list[0] = (struct report_option){ STR(""), word(v, T("Any year")), chosen == 0 };
	for (size_t i = 0; i < n; i++) {
		int year = r->first_year + (int)i;
		struct str text = arena_fmt(v->c.arena, "%d", year);

		list[i + 1] = (struct report_option){ text, text, chosen == year };
	}
	return (struct report_options){ list, n + 1 };
}

static struct report_options walk_options(struct visit *v, const struct outcomes_report *r)
{
	struct report_option *list = NEW_N(v->c.arena, struct report_option, 2);

	list[0] = (struct report_option){ STR("1"), word(v, T("The first time with us")),
		                              r->filter.walk != 2 };
	list[1] = (struct report_option){ STR("2"), word(v, T("Came back")), r->filter.walk == 2 };
	return (struct report_options){ list, 2 };
}

static struct report_choices choices_of(struct visit *v, const struct outcomes_report *r)
{
	return (struct report_choices){ .types = type_options(v, r),
		                            .ages = age_options(v, r),
		                            .from = year_options(v, r, r->filter.from_year),
		                            .to = year_options(v, r, r->filter.to_year),
		                            .walks = walk_options(v, r) };
}

/* --- pages --- */

struct folding {
	int64_t folded;
	enum err done;
};

/* Folding commits and may take a minute after an import: never on a page thread, nor before the
 * door. */
static void fold_work(struct visit *v)
{
	struct folding *f = v->in;

	f->done = report_fold(&v->c, &f->folded);
}

static enum err outcomes_then(struct visit *v)
{
	const struct folding *f = v->in;
	struct report_filter filter;
	struct outcomes_report r;
	struct report_choices choices;

	/* Somebody else folds just now: what waits is told beside the figures. */
	if (f->done != ERR_CONFLICT)
		TRY(f->done);
	TRY(filter_of(v, &filter));
	TRY(report_figures(&v->c, &filter, f->folded, &r));
	choices = choices_of(v, &r);
	outcomes_page(visit_page(v), visit_head(v, T("Outcomes"), section), &r, &choices);
	return OK;
}

static enum err outcomes_show(struct visit *v)
{
	int64_t waiting;

	v->in = NEW(v->c.arena, struct folding);
	TRY(inbox_waiting(&v->c, &waiting));
	return waiting ? visit_lasting(v, fold_work, outcomes_then) : outcomes_then(v);
}

static enum err definitions_show(struct visit *v)
{
	const struct report_definitions all = report_definitions();

	definitions_page(visit_page(v), visit_head(v, T("What every word means"), section), &all);
	return OK;
}

static const struct route routes[] = {
	PAGE("/reports/outcomes", ROLES(ROLE_evaluation | ROLE_manager), outcomes_show),
	PAGE("/reports/definitions", ROLES(ROLE_evaluation | ROLE_manager), definitions_show),
};
const struct routes report_routes = { routes, sizeof routes / sizeof *routes };
