/* What the benches share: a house of invented people, signing in, and clocks. */
#pragma once
#include "access/gate.h"
#include "cli/house.h"

/* The passphrase of everybody in a house that bench/people.c made. */
#define BENCH_PASSPHRASE "quiet river stones of the bench"

/* Stops the program with a word about what was tried. */
void must(enum err e, const char *what);
/* Signs user in. The actor lives in a. */
const struct actor *bench_actor(struct arena *a, struct house *house, const char *user);
/* Signs user in and leaves the session open; the cookie's value lies in a. */
struct str bench_cookie(struct arena *a, struct house *house, const char *user);
/* Seconds on a clock that only goes forward. */
double bench_seconds(void);

/* The house as the server sees it, but every request comes from a network of its own, so that the
 * limits of one network (http/limits.def) never answer. Nothing else is left out. *inner lives as
 * long as *out. */
void bench_unlimited(struct application *inner, struct application *out);
