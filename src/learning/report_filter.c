#include "learning/report_filter.h"

#include "access/inbox.h"

struct str report_word(const struct visit *v, const char *text)
{
	return str_z(lang_text(v->c.lang, text));
}

/* --- what the query says --- */

int report_year_of(struct str s)
{
	int64_t n;

	return str_int(s, &n) && n >= 1900 && n < 2200 ? (int)n : 0;
}

enum outcomes_group report_group_of(struct str s)
{
	for (int g = 0; g < OUTCOMES_GROUPS; g++)
		if (str_eq(s, str_z(report_group_codes[g])))
			return (enum outcomes_group)g;
	return OUTCOMES_ADULT;
}

enum report_by report_by_of(struct str s)
{
	for (int b = 0; b < REPORT_BYS; b++)
		if (str_eq(s, str_z(report_by_codes[b])))
			return (enum report_by)b;
	return REPORT_BY_TYPE;
}

int report_type_of(const struct code_list *types, struct str s)
{
	for (size_t t = 0; t < types->n && t < OUTCOMES_TYPES_MAX; t++)
		if (str_eq(s, types->at[t].name))
			return (int)t;
	return OUTCOMES_ALL_TYPES;
}

enum err report_types_read(struct visit *v, struct code_list *out)
{
	struct str path = arena_fmt(v->c.arena, "%s/core/casework-types.csv", v->c.house->packs);

	return list_load(v->c.arena, path.p, str_z(lang_code(v->c.lang)), out);
}

enum err report_filter_read(struct visit *v, struct report_filter *out)
{
	struct code_list types;

	TRY(report_types_read(v, &types));
	*out = (struct report_filter){ .type = report_type_of(&types, visit_query(v, "type")),
		                           .group = report_group_of(visit_query(v, "age")),
		                           .from_year = report_year_of(visit_query(v, "from")),
		                           .to_year = report_year_of(visit_query(v, "to")),
		                           .walk = 1,
		                           .from = NO_DAY,
		                           .to = NO_DAY };
	return OK;
}

/* --- choices --- */

struct filter_options report_type_options(struct visit *v, const struct code_list *types,
                                          int chosen)
{
	struct filter_option *list = NEW_N(v->c.arena, struct filter_option, types->n + 1);

	list[0] = (struct filter_option){ STR(""), report_word(v, T("All together")),
		                              chosen == OUTCOMES_ALL_TYPES };
	for (size_t t = 0; t < types->n; t++)
		list[t + 1] =
			(struct filter_option){ types->at[t].name, types->at[t].label, chosen == (int)t };
	return (struct filter_options){ list, types->n + 1 };
}

struct filter_options report_by_options(struct visit *v, enum report_by chosen)
{
	struct filter_option *list = NEW_N(v->c.arena, struct filter_option, REPORT_BYS);

	for (int b = 0; b < REPORT_BYS; b++)
		list[b] = (struct filter_option){ b == REPORT_BY_TYPE ? STR("") : str_z(report_by_codes[b]),
			                              report_word(v, report_by_words[b]), (int)chosen == b };
	return (struct filter_options){ list, REPORT_BYS };
}

struct filter_options report_age_options(struct visit *v, enum outcomes_group chosen)
{
	struct filter_option *list = NEW_N(v->c.arena, struct filter_option, OUTCOMES_GROUPS);

	for (int i = 0; i < OUTCOMES_GROUPS; i++) {
		int g = OUTCOMES_GROUPS - 1 - i;

		list[i] = (struct filter_option){ str_z(report_group_codes[g]),
			                              report_word(v, report_group_words[g]), (int)chosen == g };
	}
	return (struct filter_options){ list, OUTCOMES_GROUPS };
}

struct filter_options report_year_options(struct visit *v, int first, int last, int chosen)
{
	size_t n = first ? (size_t)(last - first + 1) : 0;
	struct filter_option *list = NEW_N(v->c.arena, struct filter_option, n + 1);

	list[0] = (struct filter_option){ STR(""), report_word(v, T("Any year")), chosen == 0 };
	for (size_t i = 0; i < n; i++) {
		int year = first + (int)i;
		struct str text = arena_fmt(v->c.arena, "%d", year);

		list[i + 1] = (struct filter_option){ text, text, chosen == year };
	}
	return (struct filter_options){ list, n + 1 };
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
static struct str file_href(struct visit *v, const struct outcomes_report *r, const char *path)
{
	const struct report_filter *f = &r->filter;
	struct str type = f->type == OUTCOMES_ALL_TYPES ? STR("") : r->types.at[f->type].name;

	return arena_fmt(v->c.arena, "%s?type=%.*s&age=%s&from=%d&to=%d&walk=%u", path, (int)type.n,
	                 type.p, report_group_codes[f->group], f->from_year, f->to_year, f->walk);
}

struct report_choices report_choices_of(struct visit *v, const struct outcomes_report *r,
                                        const char *file)
{
	int first = r->first_year;
	int last = r->last_year;

	return (struct report_choices){ .types = report_type_options(v, &r->types, r->filter.type),
		                            .ages = report_age_options(v, r->filter.group),
		                            .from =
		                                report_year_options(v, first, last, r->filter.from_year),
		                            .to = report_year_options(v, first, last, r->filter.to_year),
		                            .walks = walk_options(v, r),
		                            .file = file_href(v, r, file) };
}

/* --- folding first --- */

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

enum err report_after_folding(struct visit *v, enum err (*show)(struct visit *v))
{
	int64_t waiting;

	v->in = NEW(v->c.arena, struct folding);
	TRY(inbox_waiting(&v->c, &waiting));
	return waiting ? visit_lasting(v, fold_work, show) : show(v);
}

enum err report_was_folded(struct visit *v, int64_t *folded)
{
	const struct folding *f = v->in;

	*folded = f->folded;
	return f->done == ERR_CONFLICT ? OK : f->done;
}
