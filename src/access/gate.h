/* The gate that every route passes: session, role, relation to the person, origin and token, form,
 * audit; then the handler; then the commit; then the reply. The whole program as one function
 * without a socket. */
#pragma once
#include "access/module.h"

struct gate;

/* Collects the routes of all modules. The gate must be closed before the house's stores. */
enum err gate_open(struct arena *a, struct house *house, struct gate **out,
                   struct application *app) NODISCARD;
void gate_close(struct gate *g);

/* Walks every route, for tests that try each of them as everybody. */
size_t gate_routes(const struct gate *g, const struct route *const **out);
