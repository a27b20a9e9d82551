/* Paths and patterns. The table of routes with its permissions lives in access; here is only
 * matching. */
#pragma once
#include "http/http.h"

/* What the ":name" parts of a pattern stood for; names without the colon. */
struct route_parts {
	struct param at[PATH_PARTS];
	size_t n;
};

/* "/people/:person/consents" against a decoded path. A ":name" stands for one part that is not
 * empty;
 * "/people/" is not "/people". False: parts is unspecified. */
bool route_match(struct str pattern, struct str path, struct route_parts *parts);

/* True when both match the same paths: names of ":name" parts do not matter. */
bool route_same(struct str a, struct str b);

struct router;

/* An index over n patterns, which must outlive it. A pattern has a literal first part. Literal
 * parts win over ":name" parts whatever the order of the table ("/people/new" before
 * "/people/:person"). */
struct router *router_new(struct arena *a, const struct str *patterns, size_t n);

/* Several patterns may match one path (GET and POST are two): they are asked for one after the
 * other. */
struct router_find {
	const struct router *router;
	struct str path;
	int next;
};

struct router_find router_find(const struct router *r, struct str path);
/* The index of the next pattern that matches, most literal first; false when there is none left. */
bool router_next(struct router_find *f, size_t *index, struct route_parts *parts);
