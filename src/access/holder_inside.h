/* Private to the room access: making and sharing holders. */
#pragma once
#include "access/holder.h"

/* The Ed25519 pair that goes with a holder's root secret. */
void sign_of(const struct key *root, struct sign_pair *out);
/* A user's public half from a row of any query that joins staff with holder. */
#define USER_PUBLIC(r, user_) \
	(struct holder_public) \
	{ \
		.id = holder_of((user_)), .kind = HOLDER_USER, .keyver = (uint32_t)(r)->keyver, \
		.roles = (r)->roles, .public_key = (r)->public_key, .sign_public = (r)->sign_public, \
		.certificate = (r)->certificate \
	}
/* A user's holder has the user's id. */
struct holder_id holder_of(struct user_id user);
/* Signs h->certificate with the organisation's key. ERR_DENIED when the actor is no key officer. */
enum err holder_certify(struct ctx *c, struct holder_public *h) NODISCARD;
enum err member_certify(struct ctx *c, struct team_id team, struct user_id staff,
                        struct bytes *out) NODISCARD;
/* What the wrap of a shared holder's secret is bound to. */
struct bytes share_context(struct arena *a, struct org_id org, struct user_id staff,
                           struct holder_id holder);
/* A new certified shared holder, added to c->change; nobody has it yet. */
enum err holder_make(struct ctx *c, enum holder_kind kind, const struct team_id *team,
                     uint32_t keyver, struct holder_key *out) NODISCARD;
/* Retires old and makes its next version for everybody entitled but one. */
enum err holder_renew(struct ctx *c, struct holder_id old, enum holder_kind kind,
                      const struct team_id *team, uint32_t keyver,
                      struct user_id without) NODISCARD;
