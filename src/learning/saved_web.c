#include "learning/saved_html.h"
#include "learning/saved_view.h"

static const char section[] = "/reports/outcomes";

static enum err list_show(struct visit *v)
{
	struct saved_lines all;

	TRY(saved_lines_read(v, &all));
	saved_list_page(visit_page(v), visit_head(v, T("Saved views"), section), &all);
	return OK;
}

/* --- what is on the screen gets a name --- */

struct saved_form {
	struct str page;
	struct str name;
	struct str whose;
	struct str period;
	struct row_id replaces;
	struct str param[SAVED_PARAMS];
};
#define PARAM(param_, name_) \
	{ \
		.name = (name_), .kind = FIELD_TEXT, .need = OPTIONAL, .max = SAVED_PARAM_MOST, \
		.at = offsetof(struct saved_form, param) + (param_) * sizeof(struct str) \
	}
static const struct choice page_choices[] = {
	{ "outcomes", "" }, { "stability", "" }, { "path", "" },
	{ "care", "" },     { "services", "" },  { "sound", "" },
};
static const struct choice_list pages = { page_choices,
	                                      sizeof page_choices / sizeof *page_choices };
static const struct choice period_choices[] = {
	{ "fixed", "" },        { "this_year", "" },         { "last_year", "" },
	{ "two_years", "" },    { "three_years", "" },       { "this_quarter", "" },
	{ "last_quarter", "" }, { "quarter_last_year", "" },
};
static const struct choice_list all_periods = { period_choices,
	                                            sizeof period_choices / sizeof *period_choices };
static const struct field saved_fields[] = {
	CHOICE(struct saved_form, page, CHOICE, REQUIRED, &pages),
	FIELD(struct saved_form, name, TEXT, OPTIONAL, SAVED_NAME_MOST),
	CHOICE(struct saved_form, whose, CHOICE, OPTIONAL, &saved_owners),
	CHOICE(struct saved_form, period, CHOICE, OPTIONAL, &all_periods),
	FIELD(struct saved_form, replaces, ID, OPTIONAL, 0),
	PARAM(PARAM_AGE, "age"),
	PARAM(PARAM_TYPE, "type"),
	PARAM(PARAM_FROM, "from"),
	PARAM(PARAM_TO, "to"),
	PARAM(PARAM_WALK, "walk"),
	PARAM(PARAM_BY, "by"),
	PARAM(PARAM_OF, "of"),
	PARAM(PARAM_SINCE, "since"),
	PARAM(PARAM_COMPARE, "compare"),
	PARAM(PARAM_FUNDER, "funder"),
	PARAM(PARAM_QUARTER, "quarter"),
};

/* What the form holds when it is shown: first by the address, then as it was sent. */
static struct saved_view filled(struct visit *v)
{
	struct saved_view view = { .page = saved_page_of(form_value(&v->form, "page")) };

	for (int p = 0; p < SAVED_PARAMS; p++)
		view.param[p] = form_value(&v->form, saved_params[p]);
	saved_tidy(&view);
	return view;
}

static void fill(struct visit *v)
{
	struct saved_view screen = saved_screen(v, saved_page_of(visit_query(v, "page")));

	visit_fill(v, "page", str_z(saved_page_code(screen.page)));
	visit_fill(v, "whose", STR("mine"));
	visit_fill(v, "period", STR("fixed"));
	for (int p = 0; p < SAVED_PARAMS; p++)
		if (screen.param[p].n)
			visit_fill(v, saved_params[p], screen.param[p]);
}

/* A view that is replaced is named by its row: who changed it meanwhile is not overwritten. */
static struct filter_options replaceable(struct visit *v, const struct saved_views *all)
{
	struct filter_option *list = NEW_N(v->c.arena, struct filter_option, all->n + 1);
	size_t n = 0;

	list[n++] =
		(struct filter_option){ STR(""), str_z(lang_text(v->c.lang, T("A new view"))), false };
	for (size_t i = 0; i < all->n; i++) {
		struct str id = str_z(visit_id(v, all->at[i].row.b));

		if (!all->at[i].closed)
			list[n++] = (struct filter_option){ id, all->at[i].name,
				                                str_eq(form_value(&v->form, "replaces"), id) };
	}
	return (struct filter_options){ list, n };
}

static enum err new_show(struct visit *v)
{
	struct saved_form_view w = { .whose = saved_owners, .conflict = v->conflict };
	struct saved_views all;
	struct saved_view view;

	if (!v->again)
		fill(v);
	TRY(saved_read(&v->c, &all));
	view = filled(v);
	w.line = saved_line_of(v, &view);
	w.replaces = replaceable(v, &all);
	w.periods = saved_periods(v->c.arena, &view);
	saved_new_page(visit_page(v), visit_head(v, T("Save this view"), section), &v->form, &w);
	return OK;
}

static struct saved_view sent(struct visit *v, const struct saved_view *before)
{
	const struct saved_form *in = v->in;
	struct saved_view view = { .row = v->token,
		                       .entry = before ? before->entry : v->token,
		                       .house = before ? before->house : str_eq(in->whose, STR("house")),
		                       .name = before && in->name.n == 0 ? before->name : in->name,
		                       .page = saved_page_of(in->page),
		                       .period = saved_period_of(in->period) };

	for (int p = 0; p < SAVED_PARAMS; p++)
		view.param[p] = in->param[p];
	saved_tidy(&view);
	return view;
}

static enum err new_save(struct visit *v)
{
	const struct saved_form *in = v->in;
	const struct saved_view *before = NULL;
	struct saved_view view;
	struct saved_views all;

	TRY(saved_read(&v->c, &all));
	if (!row_is_none(in->replaces)) {
		before = saved_find(&all, in->replaces);
		if (!before)
			return visit_problem(
				v, "replaces",
				T("This view was changed or deleted meanwhile. Please choose again."));
	}
	view = sent(v, before);
	if (!saved_period_fits(&view))
		return visit_problem(v, "period", T("Please choose one of the answers that are offered."));
	TRY(saved_told(v, saved_lack(&v->c, &view, &all)));
	TRY(saved_write(&v->c, &view, before));
	return visit_saved(v, "%s", saved_href(v->c.arena, &view, v->c.today).p);
}

#define WHO ROLES(ROLE_evaluation | ROLE_manager)
static const struct route routes[] = {
	PAGE("/reports/views", WHO, list_show),
	PAGE("/reports/views/new", WHO, new_show),
	POST("/reports/views/new", WHO, new_save, FORM(struct saved_form, saved_fields), new_show),
	PAGE("/reports/views/:row", WHO, saved_one_show),
	POST("/reports/views/:row", WHO, saved_one_save,
	     FORM(struct saved_name_form, saved_name_fields), saved_one_show),
	POST("/reports/views/:row/delete", WHO, saved_one_delete, { 0 }, saved_one_show),
};
const struct routes saved_routes = { routes, sizeof routes / sizeof *routes };
