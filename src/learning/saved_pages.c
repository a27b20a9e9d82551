/* The page of one saved view, and what both forms of views share. */
#include "learning/saved_html.h"
#include "learning/saved_view.h"

static const char path[] = "/reports/views";
static const char section[] = "/reports/outcomes";

static const struct choice owner_choices[] = {
	{ "mine", T("For me") },
	{ "house", T("For everybody who reads reports") },
};
const struct choice_list saved_owners = { owner_choices,
	                                      sizeof owner_choices / sizeof *owner_choices };

const struct saved_view *saved_find(const struct saved_views *all, struct row_id id)
{
	for (size_t i = 0; i < all->n; i++)
		if (row_id_eq(all->at[i].entry, id) || row_id_eq(all->at[i].row, id))
			return &all->at[i];
	return NULL;
}

enum err saved_told(struct visit *v, enum saved_lack lack)
{
	switch (lack) {
	case SAVED_LACKS_NAME:
		return visit_problem(v, "name", T("Please give it a name, so that you find it again."));
	case SAVED_NAME_TAKEN:
		return visit_problem(v, "name", T("There is a view of this name already."));
	case SAVED_TOO_MANY:
		return visit_problem(
			v, "name",
			T("There are fifty views already. Please delete one, or save in its place."));
	case SAVED_WHOLE:
		break;
	}
	return OK;
}

/* --- one of them --- */

const struct field saved_name_fields[SAVED_NAME_FIELDS] = {
	FIELD(struct saved_name_form, name, TEXT, REQUIRED, SAVED_NAME_MOST),
	CHOICE(struct saved_name_form, whose, CHOICE, OPTIONAL, &saved_owners),
	FIELD(struct saved_name_form, before, ID, OPTIONAL, 0),
};

static enum err one_of(struct visit *v, struct saved_views *all, const struct saved_view **out)
{
	struct row_id id;

	TRY(visit_row(v, "row", &id));
	TRY(saved_read(&v->c, all));
	*out = saved_find(all, id);
	return *out ? OK : ERR_ABSENT;
}

enum err saved_one_show(struct visit *v)
{
	struct saved_form_view w = { .whose = saved_owners, .conflict = v->conflict };
	const struct saved_view *view;
	struct saved_views all;

	TRY(one_of(v, &all, &view));
	w.line = saved_line_of(v, view);
	if (!v->again) {
		visit_fill(v, "name", view->name);
		visit_fill(v, "whose", view->house ? STR("house") : STR("mine"));
	}
	saved_one_page(visit_page(v), visit_head(v, T("Saved view"), section), &v->form, &w);
	return OK;
}

enum err saved_one_save(struct visit *v)
{
	const struct saved_name_form *in = v->in;
	const struct saved_view *now;
	struct saved_view before;
	struct saved_view view;
	struct saved_views all;

	TRY(one_of(v, &all, &now));
	if (now->closed)
		return visit_problem(v, "name", T("It can no longer be opened with your keys."));
	before = view = *now;
	/* Who saw another row did not see this one: the commit ends in a conflict. */
	before.row = in->before;
	view.row = v->token;
	view.name = in->name;
	/* What the house uses is not taken away from it. */
	view.house = now->house || str_eq(in->whose, STR("house"));
	TRY(saved_told(v, saved_lack(&v->c, &view, &all)));
	TRY(saved_write(&v->c, &view, &before));
	return visit_saved(v, "%s/%s", path, visit_id(v, view.entry.b));
}

enum err saved_one_delete(struct visit *v)
{
	const struct saved_view *view;
	struct saved_views all;

	TRY(one_of(v, &all, &view));
	TRY(saved_delete(&v->c, view));
	return visit_saved(v, "%s", path);
}
