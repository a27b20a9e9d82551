#include "learning/api_html.h"
#include "learning/api_inside.h"
#include "learning/api_view.h"

static const char path[] = "/reports/tables/keys";
static const char section[] = "/reports/outcomes";

/* --- all keys --- */

static struct str title_of(const struct release_serieses *all, struct row_id id)
{
	for (size_t i = 0; i < all->n; i++)
		if (row_id_eq(all->at[i].id, id))
			return all->at[i].title;
	return (struct str){ "", 0 };
}

static struct api_entry entry_of(struct visit *v, const struct api_key *k,
                                 const struct release_serieses *all)
{
	struct api_title *titles = NEW_N(v->c.arena, struct api_title, k->ntables + 1);

	for (size_t i = 0; i < k->ntables; i++)
		titles[i].words = title_of(all, k->tables[i]);
	return (struct api_entry){ .key = k,
		                       .tables = { titles, k->ntables },
		                       .holds = api_key_holds(k, v->c.today),
		                       .waits = k->signs > 0 && (int64_t)k->signs < k->needs,
		                       .ended = k->until.n < v->c.today.n,
		                       .rests = k->alone && k->rests.n < v->c.today.n };
}

static enum err list_show(struct visit *v)
{
	struct release_serieses series;
	struct api_entries entries;
	struct api_entry *list;
	struct api_keys keys;

	TRY(release_series_read(&v->c, &series));
	TRY(api_keys_read(&v->c, &keys));
	list = NEW_N(v->c.arena, struct api_entry, keys.n + 1);
	for (size_t i = 0; i < keys.n; i++)
		list[i] = entry_of(v, &keys.at[i], &series);
	entries = (struct api_entries){ list, keys.n };
	api_keys_page(visit_page(v), visit_head(v, T("Keys for programs"), section), &v->form,
	              &entries);
	return OK;
}

/* --- making one --- */

struct key_form {
	struct str name;
	struct str days;
};
static const struct choice day_choices[] = {
	{ "90", T("Three months") },
	{ "182", T("Half a year") },
	{ "365", T("A year") },
};
static const struct choice_list lengths = { day_choices, sizeof day_choices / sizeof *day_choices };
static const struct field key_fields[] = {
	FIELD(struct key_form, name, TEXT, REQUIRED, 120),
	CHOICE(struct key_form, days, CHOICE, REQUIRED, &lengths),
};

static const char *box_of(struct visit *v, const struct release_series *s)
{
	return visit_path(v, "tables-%s", visit_id(v, s->id.b));
}

static struct choice_list choices_of(struct visit *v, const struct release_serieses *all)
{
	struct choice *at = NEW_N(v->c.arena, struct choice, all->n + 1);
	size_t n = all->n < API_TABLES ? all->n : API_TABLES;

	for (size_t i = 0; i < n; i++) {
		at[i] = (struct choice){ visit_id(v, all->at[i].id.b),
			                     arena_str(v->c.arena, all->at[i].title).p };
		if (v->again)
			(void)visit_posted(v, box_of(v, &all->at[i]), 1);
	}
	return (struct choice_list){ at, n };
}

static enum err new_show(struct visit *v)
{
	struct release_serieses all;
	struct choice_list tables;

	TRY(release_series_read(&v->c, &all));
	visit_fill(v, "days", STR("365"));
	tables = choices_of(v, &all);
	api_new_page(visit_page(v), visit_head(v, T("Make a key"), section), &v->form, &tables,
	             &lengths);
	return OK;
}

static void chosen_tables(struct visit *v, const struct release_serieses *all,
                          struct api_key_new *out)
{
	const struct release_series **list =
		NEW_N(v->c.arena, const struct release_series *, all->n + 1);

	for (size_t i = 0; i < all->n && i < API_TABLES; i++)
		if (str_eq(visit_posted(v, box_of(v, &all->at[i]), 1), STR("1")))
			list[out->ntables++] = &all->at[i];
	out->tables = list;
}

static bool by_contract(const struct api_key_new *n)
{
	for (size_t i = 0; i < n->ntables; i++)
		if (n->tables[i]->kind == RELEASE_CONTRACT)
			return true;
	return false;
}

static enum err new_save(struct visit *v)
{
	const struct key_form *in = v->in;
	struct api_key_new n = { .id = v->token, .name = in->name };
	struct release_serieses all;
	struct str token;
	int64_t days = 0;

	TRY(release_series_read(&v->c, &all));
	chosen_tables(v, &all, &n);
	if (n.ntables == 0)
		return visit_problem(v, "tables", T("Please choose at least one table."));
	(void)str_int(in->days, &days);
	n.until = day_add(v->c.today, (int)days);
	TRY(api_key_make(&v->c, &n, &token));
	/* The one answer that shows it: no address leads here again. */
	api_made_page(visit_page(v), visit_head(v, T("The key is made"), section), token,
	              by_contract(&n));
	return OK;
}

/* --- signing it, taking it back --- */

static enum err key_sign(struct visit *v)
{
	struct row_id id;

	TRY(visit_row(v, "row", &id));
	TRY(api_key_sign(&v->c, id));
	return visit_saved(v, "%s", path);
}

static enum err key_back(struct visit *v)
{
	struct row_id id;

	TRY(visit_row(v, "row", &id));
	TRY(api_key_take_back(&v->c, id));
	return visit_saved(v, "%s", path);
}

#define WHO ROLES(ROLE_evaluation | ROLE_manager)
static const struct route routes[] = {
	PAGE("/reports/tables/keys", WHO, list_show),
	PAGE("/reports/tables/keys/new", WHO, new_show),
	POST("/reports/tables/keys/new", WHO, new_save, FORM(struct key_form, key_fields), new_show),
	POST("/reports/tables/keys/:row/sign", WHO, key_sign, { 0 }, list_show),
	POST("/reports/tables/keys/:row/take-back", WHO, key_back, { 0 }, list_show),
	PAGE("/api/v1/releases", TOKEN, api_serve_list),
	PAGE("/api/v1/releases/:row", TOKEN, api_serve_one),
	PAGE("/api/v1/definitions", TOKEN, api_serve_definitions),
};
const struct routes api_routes = { routes, sizeof routes / sizeof *routes };
