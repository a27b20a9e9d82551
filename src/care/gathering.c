#include "care/gathering.h"

#include "care/gathering_sql.h"
#include "care/service.h"

enum err gathering_titles(struct ctx *c, struct code_list *out)
{
	struct str path = arena_fmt(c->arena, "%s/core/group-sessions.csv", c->house->packs);

	return list_load(c->arena, path.p, str_z(lang_code(c->lang)), out);
}

/* All are asked before anything is written: nobody's afternoon is half saved. */
static struct gathering_closed closed_of(struct ctx *c, const struct gathering_new *n)
{
	struct person_id *at = NEW_N(c->arena, struct person_id, n->n + 1);
	size_t k = 0;

	for (size_t i = 0; i < n->n; i++)
		if (!can(c, n->who[i], MAY_WRITE, IN_CASE))
			at[k++] = n->who[i];
	return (struct gathering_closed){ at, k };
}

enum err gathering_write(struct ctx *c, const struct gathering_new *n,
                         struct gathering_closed *closed)
{
	struct service_new one = { .type = n->type,
		                       .group = n->title,
		                       .minutes = n->minutes,
		                       .when = n->when,
		                       .promised = NO_DAY };
	struct code_list types;

	*closed = closed_of(c, n);
	if (closed->n)
		return ERR_DENIED;
	TRY(service_types(c, &types));
	one.types = &types;
	for (size_t i = 0; i < n->n; i++)
		TRY(service_write(c, n->who[i], row_id_fresh(c->now), &one));
	return OK;
}

const struct module gathering_module = {
	.name = "gathering",
	.routes = &gathering_routes,
	.queries = gathering_queries,
};
