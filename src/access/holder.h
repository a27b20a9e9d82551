/* Holders and staff: who has which shared key. Keys flow by themselves from those who hold them to
 * those whom the organisation has certified for them; nothing is ever wrapped to a key without the
 * organisation's signature. */
#pragma once
#include "access/access.h"

enum { STAFF_ACTIVE = 1, STAFF_LEFT = 2 };
enum { SLOT_PASSPHRASE = 1 };

/* A public key as it lies in the table, with what its certificate must cover. */
struct holder_public {
	struct holder_id id;
	enum holder_kind kind;
	struct team_id team; /* zeros for holders without one */
	uint32_t keyver;
	int64_t roles; /* of a user; 0 for others */
	struct bytes public_key;
	struct bytes sign_public; /* of a user; empty for others */
	struct bytes certificate;
};
/* True when the organisation's signature covers all of it. */
bool holder_certified(const struct house *house, const struct holder_public *h);
/* Wraps a secret to a certified public key; ERR_VAULT when it is not certified. */
enum err holder_wrap_to(struct ctx *c, const struct holder_public *to, struct bytes context,
                        struct bytes secret, struct bytes *wrap) NODISCARD;

/* --- set-up: each adds to c->change --- */
struct staff_new {
	struct str user_name;
	struct str passphrase; /* hashed here: never call this on a page thread */
	int64_t roles;
	const struct team_id *teams;
	size_t nteams;
	struct str language;
};
/* The first key officer and the organisation's own keys. Fills *actor so that more can be set up in
 * the same task; house->sign_public is set and belongs into the configuration. */
enum err house_found(struct ctx *c, const struct staff_new *officer,
                     struct actor **actor) NODISCARD;
/* Makes a team with its directory, lead and on-call keys. The maker keeps the lead and on-call keys
 * in trust until somebody entitled to them is there. The actor is replaced by one who holds the new
 * keys. */
enum err team_make(struct ctx *c, struct str name, struct str code, bool assign_all,
                   struct team_id *out) NODISCARD;
/* Adds a colleague, certified by the actor, who must hold the signing key. Hands her what the actor
 * holds. ERR_INVALID: passphrase too weak; ERR_CONFLICT at commit: the user name is taken. */
enum err staff_add(struct ctx *c, const struct staff_new *staff, struct user_id *out) NODISCARD;
/* A colleague leaves: her wraps, slots and sessions go, every shared key that she held is made
 * anew. */
enum err staff_leave(struct ctx *c, struct user_id staff) NODISCARD;
/* For a colleague who lost her passphrase. Nobody can open her old keys, so her account is closed
 * under a name that tells until when, and a new one has her name, roles and teams; leads assign her
 * anew. Errors as the two above. */
enum err staff_reset(struct ctx *c, struct user_id staff, struct str passphrase,
                     struct user_id *out) NODISCARD;
/* Hands every shared key that the actor holds to those who are entitled to it and lack it; gives up
 * what was only in trust. Called at every sign-in. */
enum err holders_hand_over(struct ctx *c) NODISCARD;

/* Everybody who works here or did, by user name. */
struct staff_view {
	struct user_id id;
	struct str user_name;
	int64_t roles;
	bool active;
	struct str language;
};
struct staff_views {
	const struct staff_view *at;
	size_t n;
};
enum err staff_list(struct ctx *c, struct staff_views *out) NODISCARD;

/* What is wrong with a passphrase (a msgid), or NULL. At least 15 characters, not a common or
 * repeated one. */
const char *passphrase_problem(struct str passphrase, struct str user_name);

/* A team with its name opened. */
struct team_view {
	struct team_id id;
	struct str name;
	struct str code;
	bool assign_all;
};
struct team_views {
	const struct team_view *at;
	size_t n;
};
/* The actor's teams, with names where she holds the key. */
enum err teams_mine(struct ctx *c, struct team_views *out) NODISCARD;
