#include "care/paper.h"

#include "care/paper_sql.h"
#include "care/questionnaire.h"

static void forms_of_modules(struct ctx *c, struct person_id person, struct paper_forms *out)
{
	const struct modules *all = c->house->modules;
	struct page_link *list;
	size_t most = 0;

	for (size_t i = 0; i < all->n; i++)
		most += all->at[i]->nforms;
	list = NEW_N(c->arena, struct page_link, most + 1);
	for (size_t i = 0; i < all->n; i++)
		for (size_t k = 0; k < all->at[i]->nforms; k++)
			if (can(c, person, MAY_WRITE, all->at[i]->forms[k].opens))
				list[out->n++] = all->at[i]->forms[k];
	out->at = list;
}

static struct paper_pack pack_of(struct ctx *c, const struct form_kept *f, const char *under)
{
	struct str id = f->form->id;

	return (struct paper_pack){ arena_fmt(c->arena, "%s/%.*s", under, (int)id.n, id.p).p,
		                        forms_text(c, f, &f->form->title) };
}

/* The house's own forms lie with the case (form.h); a questionnaire names who may fill it in. */
static enum err forms_of_packs(struct ctx *c, struct person_id person, struct paper_forms *out)
{
	bool writes = can(c, person, MAY_WRITE, IN_CASE);
	struct form_kept_list forms;
	struct form_kept_list asked;
	struct paper_pack *list;
	size_t n = 0;

	TRY(forms_published(c, STR("person"), &forms));
	TRY(questionnaire_forms(c, &asked));
	list = NEW_N(c->arena, struct paper_pack, forms.n + asked.n + 1);
	for (size_t i = 0; i < forms.n && writes; i++)
		if (!forms.at[i].form->instrument)
			list[n++] = pack_of(c, &forms.at[i], "/questions");
	for (size_t i = 0; i < asked.n; i++)
		if (questionnaire_may(c, person, &asked.at[i]))
			list[n++] = pack_of(c, &asked.at[i], "/questionnaires/new");
	out->packs = (struct paper_packs){ list, n };
	return OK;
}

enum err paper_forms(struct ctx *c, struct person_id person, struct paper_forms *out)
{
	*out = (struct paper_forms){ .n = 0 };
	forms_of_modules(c, person, out);
	return forms_of_packs(c, person, out);
}

const struct module paper_module = {
	.name = "paper",
	.link = { PLACE_WALK, "/forms", T("Forms on paper"), IN_SAFETY },
	.routes = &paper_routes,
	.queries = paper_queries,
};
