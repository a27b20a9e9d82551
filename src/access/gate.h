/* The gate that every route passes: session, role, relation to the person, origin and token, form,
 * audit; then the handler; then the commit; then the reply. The whole program as one function
 * without a socket. */
#pragma once
#include "access/module.h"

struct gate;

/* Two routes of one method that match the same addresses: only one of them would ever answer. */
struct route_clash {
	const char *pattern;    /* of the one that would never be asked */
	const char *modules[2]; /* who brings the first and the second; "door" for the door's own */
};
/* The first clash among the routes of all modules and of the door; false when there is none. */
bool gate_clash(const struct modules *m, struct route_clash *out);

/* Collects the routes of all modules. ERR_BUG when two clash. The gate must be closed before the
 * house's stores. */
enum err gate_open(struct arena *a, struct house *house, struct gate **out,
                   struct application *app) NODISCARD;
void gate_close(struct gate *g);

/* Walks every route, for tests that try each of them as everybody. */
size_t gate_routes(const struct gate *g, const struct route *const **out);
