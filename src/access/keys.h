/* Private to the room access: a person's keys as a context holds them. */
#pragma once
#include "access/access.h"

enum assignment_state { ASSIGNED = 1, EXCLUDED = 2, UNASSIGNED = 3, LEAVING = 4 };
/* Whoever hands a walk over still walks along until it is taken on, but no longer than this. */
enum { LEAVING_SECONDS = 14 * 86400 };
static inline struct instant leaving_before(struct instant now)
{
	return (struct instant){ now.s - LEAVING_SECONDS };
}
/* True for a row of assignment that opens something at now. */
static inline bool walks_along(int64_t state, struct instant since, struct instant now)
{
	return state == ASSIGNED || (state == LEAVING && now.s - since.s < LEAVING_SECONDS);
}

/* What the on-call key opens of everybody of the team without an emergency: what a night needs to
 * keep somebody safe. All else that lies in its wraps stays shut until one is declared. */
enum { NIGHT_COMPARTMENTS = 1u << IN_SAFETY };
/* True for colleagues on call at the site of the person's team. */
bool watches(const struct actor *a, const struct relation *r);

/* The secrets of one key version that the actor could unwrap, and the keys derived from them. */
struct keyset {
	struct keyset *next;
	uint32_t keyver;
	uint32_t mask;
	uint32_t derived;
	struct key secret[IN_LAST_ + 1];
	struct key key[IN_LAST_ + 1];
};

struct person_access {
	struct person_access *next;
	struct relation relation;
	struct key erasure;
	bool has_erasure;
	struct sealed entry; /* in the directory of her team; p == NULL: none */
	bool stale; /* this version was wrapped to a holder retired since, or to somebody whose time to
	               hand over has passed */
	struct keyset *sets;
};

/* Relation and keys, loaded once a context. ERR_SIGN_IN without an actor, ERR_ABSENT without such a
 * person. */
enum err access_of(struct ctx *c, struct person_id person, struct person_access **out) NODISCARD;
/* What a wrap is bound to. */
struct bytes wrap_context(struct arena *a, struct org_id org, struct person_id person,
                          struct holder_id holder, uint32_t keyver);
/* The secrets of k that are in mask, as they lie in a wrap. */
struct bytes bundle_make(struct arena *a, const struct keyset *k, uint32_t mask);
/* What the giver of a wrap signs. */
struct bytes wrap_signed(struct arena *a, struct bytes context, struct bytes wrap);
/* The keyset of a version, made empty when there is none. */
struct keyset *keyset_of(struct ctx *c, struct person_access *p, uint32_t keyver);
/* A new version of all her secrets, wrapped to everybody who may hold them now (grant.c). Needs no
 * old secret. */
enum err person_raise_keys(struct ctx *c, struct person_access *p) NODISCARD;
/* The same, leaving out a colleague whose assignment is still in the table. */
enum err person_raise_without(struct ctx *c, struct person_access *p,
                              struct user_id staff) NODISCARD;
