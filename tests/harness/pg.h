/* A throw-away PostgreSQL for tests: no network, its own folder, gone afterwards. */
#pragma once
#include "base/err.h"

struct pg;

/* Starts a server as an unprivileged user (as root: the user "postgres"). With KINTSUGI_TEST_PG set
 * to the beginning of a connection string ("host=/tmp/x user=postgres") uses that server instead.
 * ERR_STORE when there is none to be had. */
enum err pg_start(struct pg **out) NODISCARD;
/* The same, but always a server of its own, which pg_down may stop. */
enum err pg_start_own(struct pg **out) NODISCARD;
/* Makes an empty database and returns its connection string, which lives until pg_stop. NULL when
 * that fails. */
const char *pg_conn(struct pg *pg, const char *dbname);
/* Stops the server at once, as a power cut to the cluster would, and starts it again. */
enum err pg_down(struct pg *pg) NODISCARD;
enum err pg_up(struct pg *pg) NODISCARD;
/* Drops the databases, or stops the server and removes its folder. */
void pg_stop(struct pg *pg);
