/* Tables for programs outside, read only: a key is made for a partner's program and opens what was
 * signed of the tables that stand on it, now and later. It opens nothing else: no person, no live
 * figure, no page. Evaluation and managers, who hold the measurement key. */
#pragma once
#include "access/bearer.h"
#include "access/module.h"
#include "learning/release.h"

/* Somebody answers for each key: a colleague who signed it and is here. When the last of these has
 * left, it opens its tables for API_DAYS_ALONE more days, in which another can sign it instead. */
enum { API_TABLES = 40, API_DAYS_MOST = 366, API_DAYS_ALONE = 14 };

struct api_key_new {
	struct row_id id;
	struct str name;  /* whose program it is */
	struct day until; /* the last day on which it holds */
	const struct release_series *const *tables;
	size_t ntables; /* 1 to API_TABLES */
};
struct api_key {
	struct row_id id;
	struct bytes hash;
	struct user_id author;
	struct str name;
	struct str who; /* made it */
	struct day until;
	bool has_used;
	struct day used;             /* the last day on which it was */
	bool back;                   /* taken back */
	int64_t needs;               /* how many sign it: two where a table by contract stands on it */
	size_t signs;                /* signatures that hold */
	bool own;                    /* the actor's is among them */
	bool alone;                  /* it has all of these, and nobody of them is here any more */
	struct day rests;            /* then the last day on which it opens something */
	const struct row_id *tables; /* series */
	size_t ntables;
};
struct api_keys {
	const struct api_key *at;
	size_t n;
};

/* Newest first. ERR_DENIED without MK. */
enum err api_keys_read(struct ctx *c, struct api_keys *out) NODISCARD;
/* Makes and signs one. *text is the token, which is kept nowhere: show it once. ERR_INVALID: no
 * table, too many, a day that has passed or is more than a year away. The commit ends in
 * ERR_CONFLICT when one of its tables was signed meanwhile. */
enum err api_key_make(struct ctx *c, const struct api_key_new *n, struct str *text) NODISCARD;
/* The second signature, or one more for a key that is alone. ERR_CONFLICT: it needs none, the actor
 * has signed, or it was taken back. */
enum err api_key_sign(struct ctx *c, struct row_id id) NODISCARD;
/* From now on it opens nothing. ERR_CONFLICT when somebody did so before. */
enum err api_key_take_back(struct ctx *c, struct row_id id) NODISCARD;
/* How many keys are alone; 0 for whoever may not look after them. */
enum err api_alone(struct ctx *c, int64_t *n) NODISCARD;
/* It is signed, somebody answers for it, it was not taken back, and its last day has not passed. */
bool api_key_holds(const struct api_key *k, struct day today);

/* To be called in the change in which a release has its last signature: keys of its series open it
 * from then on. r->signatures are all of them. The commit ends in ERR_CONFLICT when the first key
 * of the series was made meanwhile. */
enum err api_publish(struct ctx *c, const struct release *r) NODISCARD;

/* What a program may fetch, oldest first, their signatures with public keys. ERR_SIGN_IN when the
 * token is unknown, not signed yet, past its end or taken back. Its use is in the audit, once a
 * day. Asks for no actor. */
struct api_signature {
	struct str key;   /* public, of who signed */
	struct str bytes; /* Ed25519ph over release.csv */
};
struct api_release {
	struct release release;
	const struct api_signature *signatures;
	size_t nsignatures;
};
struct api_releases {
	const struct api_release *at;
	size_t n;
};
enum err api_fetch(struct ctx *c, struct str authorization, struct api_releases *out) NODISCARD;
