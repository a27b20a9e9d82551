#include "house.h"

#include "access/audit.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

void must(enum err e, const char *what)
{
	if (e == OK)
		return;
	fprintf(stderr, "bench: %s: %s\n", what, err_name(e));
	exit(1);
}

const struct actor *bench_actor(struct arena *a, struct house *house, const char *user)
{
	struct ctx c = { .arena = a };

	must(house_sign_in(&c, house, str_z(user), STR(BENCH_PASSPHRASE)), "signing in");
	read_end(c.read);
	return c.actor;
}

struct str bench_cookie(struct arena *a, struct house *house, const char *user)
{
	struct sign_in s = { .user_name = str_z(user), .passphrase = STR(BENCH_PASSPHRASE) };
	struct ctx c = { .arena = a };
	struct str token;

	must(ctx_begin(&c, a, house, NULL, house->clock()), "beginning");
	must(sign_in_find(&c, &s), "finding the user");
	sign_in_hash(&c, &s);
	must(sign_in_done(&c, &s, &token), "signing in");
	read_end(c.read);
	must(audit_commit(&c), "keeping the session");
	return token;
}

double bench_seconds(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static bool step(void *self, struct exchange *x)
{
	static _Atomic uint64_t network;
	const struct application *inner = self;

	if (!x->state)
		x->request.from = ++network;
	return inner->step(inner->self, x);
}

static void launch(void *self, struct exchange *x)
{
	const struct application *inner = self;

	inner->launch(inner->self, x);
}

static size_t takes(void *self, struct exchange *x, bool *known)
{
	const struct application *inner = self;

	return inner->takes(inner->self, x, known);
}

void bench_unlimited(struct application *inner, struct application *out)
{
	*out = (struct application){ inner, step, launch, takes, NULL };
}
