#include "care/paper.h"

#include "care/paper_sql.h"

struct paper_forms paper_forms(struct ctx *c, struct person_id person)
{
	const struct modules *all = c->house->modules;
	struct page_link *list;
	size_t most = 0;
	size_t n = 0;

	for (size_t i = 0; i < all->n; i++)
		most += all->at[i]->nforms;
	list = NEW_N(c->arena, struct page_link, most + 1);
	for (size_t i = 0; i < all->n; i++)
		for (size_t k = 0; k < all->at[i]->nforms; k++)
			if (can(c, person, MAY_WRITE, all->at[i]->forms[k].opens))
				list[n++] = all->at[i]->forms[k];
	return (struct paper_forms){ list, n };
}

const struct module paper_module = {
	.name = "paper",
	.link = { PLACE_WALK, "/forms", T("Forms on paper"), IN_SAFETY },
	.routes = &paper_routes,
	.queries = paper_queries,
};
