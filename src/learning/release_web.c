#include "learning/release_html.h"
#include "learning/release_view.h"

static const char path[] = "/reports/tables";
static const char section[] = "/reports/outcomes";

/* --- everything that was declared and made --- */

static struct release_entry entry_of(const struct ctx *c, const struct release_series *s,
                                     const struct releases *made)
{
	struct release_entry e = { .series = *s, .next = NO_DAY, .now = true };

	for (size_t i = made->n; i-- > 0 && !e.last;)
		if (row_id_eq(made->at[i].series.id, s->id))
			e.last = &made->at[i];
	if (e.last) {
		e.next = day_add(e.last->day, (int)s->calendar);
		e.now = e.next.n <= c->today.n;
	}
	return e;
}

static enum err list_show(struct visit *v)
{
	struct release_serieses all;
	struct release_entry *list;
	struct release_entries entries;
	struct releases made;

	TRY(release_series_read(&v->c, &all));
	TRY(releases_read(&v->c, &made));
	list = NEW_N(v->c.arena, struct release_entry, all.n + 1);
	for (size_t i = 0; i < all.n; i++)
		list[i] = entry_of(&v->c, &all.at[i], &made);
	entries = (struct release_entries){ list, all.n };
	release_list_page(visit_page(v), visit_head(v, T("Tables that leave the house"), section),
	                  &entries, &made);
	return OK;
}

/* --- declaring one --- */

struct declare_form {
	struct str title;
	struct str figure;
	struct str kind;
	struct str funder;
	struct str calendar;
	struct str epsilon;
};

static const struct choice kind_choices[] = {
	{ "donors", T("For donors and the public: rounded") },
	{ "contract", T("For one funder, by contract: exact, and two people sign") },
	{ "noise", T("Open data: with noise") },
};
static const struct choice_list kinds = { kind_choices,
	                                      sizeof kind_choices / sizeof *kind_choices };
static const struct choice calendar_choices[] = {
	{ "90", T("Every three months") },
	{ "182", T("Every half year") },
	{ "365", T("Every year") },
};
static const struct choice_list calendars = { calendar_choices,
	                                          sizeof calendar_choices / sizeof *calendar_choices };
static const struct choice epsilon_choices[] = { { "512", "0.5" },
	                                             { "256", "0.25" },
	                                             { "1024", "1" } };
static const struct choice_list epsilons = { epsilon_choices,
	                                         sizeof epsilon_choices / sizeof *epsilon_choices };

static const struct field declare_fields[] = {
	FIELD(struct declare_form, title, TEXT, REQUIRED, 120),
	CHOICE(struct declare_form, figure, CHOICE, REQUIRED, &release_figure_choices),
	CHOICE(struct declare_form, kind, CHOICE, REQUIRED, &kinds),
	FIELD(struct declare_form, funder, TEXT, OPTIONAL, 120),
	CHOICE(struct declare_form, calendar, CHOICE, REQUIRED, &calendars),
	CHOICE(struct declare_form, epsilon, CHOICE, REQUIRED, &epsilons),
};

static enum err new_show(struct visit *v)
{
	if (!v->again) {
		visit_fill(v, "kind", STR("donors"));
		visit_fill(v, "calendar", STR("90"));
		visit_fill(v, "epsilon", STR("512"));
	}
	release_new_page(visit_page(v), visit_head(v, T("Declare a table"), section), &v->form,
	                 &release_figure_choices, &kinds, &calendars, &epsilons);
	return OK;
}

static enum release_kind kind_of(struct str word)
{
	for (int k = 0; k < RELEASE_KINDS; k++)
		if (str_eq(word, str_z(kind_choices[k].value)))
			return (enum release_kind)k;
	return RELEASE_DONORS;
}

static enum err new_save(struct visit *v)
{
	const struct declare_form *in = v->in;
	struct release_series s = { .id = v->token,
		                        .title = in->title,
		                        .figure = release_figure_find(in->figure),
		                        .kind = kind_of(in->kind) };
	enum err e;

	if (s.kind == RELEASE_CONTRACT && in->funder.n == 0)
		return visit_problem(v, "funder", T("Whose contract is it? Please name the funder."));
	if (s.kind == RELEASE_CONTRACT)
		s.funder = in->funder;
	(void)str_int(in->calendar, &s.calendar);
	if (s.kind == RELEASE_NOISE)
		(void)str_int(in->epsilon, &s.epsilon);
	e = release_declare(&v->c, &s);
	if (e == ERR_CONFLICT)
		return visit_problem(
			v, "figure",
			T("This table is declared already. Two calendars for the same one would "
		      "be a way around both."));
	TRY(e);
	return visit_saved(v, "%s/%s", path, visit_id(v, s.id.b));
}

/* --- what would be made, and making it --- */

struct folding {
	int64_t folded;
	enum err done;
};

/* Whoever took a consent back a minute ago must not be counted. Never on a page thread. */
static void fold_work(struct visit *v)
{
	struct folding *f = v->in;

	f->done = report_fold(&v->c, &f->folded);
}

static enum err plan_of(struct visit *v, struct release_plan *plan)
{
	const struct folding *f = v->in;
	struct row_id id;

	/* Somebody else folds just now: what waits may be a consent that was taken back. */
	TRY(f->done);
	if (f->folded)
		TRY(audit(&v->c, VERB_FOLDED, NULL, REASON_CARE, (struct str){ NULL, 0 }));
	TRY(visit_row(v, "row", &id));
	return release_plan(&v->c, id, plan);
}

static enum err show_plan(struct visit *v, const struct release_plan *plan)
{
	release_plan_page(visit_page(v), release_head(v, plan->release.series.title), &v->form, plan,
	                  visit_path(v, "%s/%s", path, visit_id(v, plan->release.series.id.b)),
	                  v->conflict);
	return OK;
}

static enum err plan_then(struct visit *v)
{
	struct release_plan plan;

	TRY(plan_of(v, &plan));
	TRY(audit(&v->c, VERB_REPORTED, NULL, REASON_CARE, (struct str){ NULL, 0 }));
	return show_plan(v, &plan);
}

/* An address of nothing folds nothing. */
static enum err fold_then(struct visit *v, enum err (*then)(struct visit *v))
{
	struct release_serieses all;
	struct row_id id;

	TRY(visit_row(v, "row", &id));
	TRY(release_series_read(&v->c, &all));
	for (size_t i = 0; i < all.n; i++)
		if (row_id_eq(all.at[i].id, id)) {
			v->in = NEW(v->c.arena, struct folding);
			return visit_slowly(v, fold_work, then);
		}
	return ERR_ABSENT;
}

static enum err plan_show(struct visit *v)
{
	return fold_then(v, plan_then);
}

static enum err make_then(struct visit *v)
{
	struct release_plan plan;

	TRY(plan_of(v, &plan));
	if (plan.refusal.why != RELEASE_ALLOWED) {
		v->again = true;
		return show_plan(v, &plan);
	}
	TRY(release_make(&v->c, v->token, &plan));
	return visit_saved(v, "/reports/releases/%s", visit_id(v, v->token.b));
}

/* Somebody made another one meanwhile. What waited was folded a moment ago. */
static enum err plan_again(struct visit *v)
{
	v->in = NEW(v->c.arena, struct folding);
	return plan_then(v);
}

static enum err make(struct visit *v)
{
	return fold_then(v, make_then);
}

#define WHO ROLES(ROLE_evaluation | ROLE_manager)
static const struct route routes[] = {
	PAGE("/reports/tables", WHO, list_show),
	PAGE("/reports/tables/new", WHO, new_show),
	POST("/reports/tables/new", WHO, new_save, FORM(struct declare_form, declare_fields), new_show),
	PAGE("/reports/tables/:row", WHO, plan_show),
	POST("/reports/tables/:row", WHO, make, { 0 }, plan_again),
	PAGE("/reports/releases/:row", WHO, release_made_show),
	PAGE("/reports/releases/:row/table.csv", WHO, release_made_take),
	PAGE("/reports/releases/:row/table.xlsx", WHO, release_made_book),
	POST("/reports/releases/:row/sign", WHO, release_made_sign, { 0 }, release_made_show),
	POST("/reports/releases/:row/take-back", WHO, release_made_back, { 0 }, release_made_show),
};
const struct routes release_routes = { routes, sizeof routes / sizeof *routes };
