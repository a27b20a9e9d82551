#include "learning/front.h"

#include "learning/front_sql.h"

const struct module front_module = {
	.name = "front",
	.routes = &front_routes,
	.queries = front_queries,
};
