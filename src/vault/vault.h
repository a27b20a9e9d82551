/* The only room with cryptography. Everything is libsodium; 02-vault of the design says why each
 * thing is so. */
#pragma once
#include "base/arena.h"
#include "base/err.h"
#include "base/id.h"
#include "base/sealed.h"

/* 32 secret bytes. Lives in an arena (wiped with it) or on the stack (wiped by who put it there).
 */
struct key {
	uint8_t b[32];
};
struct public_key {
	uint8_t b[32];
};
struct signature {
	uint8_t b[64];
};
/* An X25519 pair and the symmetric half derived from its private part. */
struct box_pair {
	struct public_key pub;
	struct key secret;
	struct key sym;
};

/* What a sealed value is bound to. A value moved to another row, column, person or organisation
 * does not open. keyver counts from 1. */
enum seal_scope { SCOPE_PERSON = 1, SCOPE_TEAM, SCOPE_USER, SCOPE_ORG, SCOPE_MEASURE, SCOPE_FILE };
enum seal_id {
#define SEAL(number, name, where) SEAL_##name = (number),
#include "vault/seals.def"
#undef SEAL
};
struct seal_at {
	enum seal_scope scope;
	enum seal_id seal;
	const uint8_t *owner; /* 16 bytes: person, team, user, or the organisation again */
	const uint8_t *row;   /* 16 bytes: the row's own id */
	uint32_t keyver;
};

/* The compartments of a person; numbers are stored and final. */
enum compartment {
	IN_IDENTITY = 1,
	IN_LOCATION,
	IN_SAFETY,
	IN_CASE,
	IN_STORY,
	IN_HEALTH,
	IN_COUNSEL,
	IN_LEGAL,
	IN_MESSAGES,
	IN_LAST_ = IN_MESSAGES
};

/* The pepper and the organisation this vault belongs to. Read once at start. */
struct vault;

/* Must be called once before anything else; ERR_VAULT when the library cannot be trusted here. From
 * then on the process leaves no core dump, and only root may look into it. */
enum err vault_start(void) NODISCARD;
/* Makes a new pepper file (0400), refusing to overwrite one (ERR_VAULT, as for every failure to
 * write it). */
enum err vault_make_pepper(const char *path) NODISCARD;
/* Opens the vault: pepper file and organisation id. ERR_VAULT when the file is missing, wrong or
 * open to others. The vault lives as long as a, which wipes the pepper at its end; any number of
 * threads may use it. */
enum err vault_open(struct arena *a, const char *pepper_path, struct org_id org,
                    struct vault **out) NODISCARD;
struct org_id vault_org(const struct vault *v);

/* --- sealing --- */
/* Seals plain (padded) under k, bound to at. The result lies in a. */
struct sealed vault_seal(const struct vault *v, struct arena *a, const struct key *k,
                         struct seal_at at, struct str plain);
/* Opens. ERR_VAULT when anything differs: key, place, version, a single bit. */
enum err vault_unseal(const struct vault *v, struct arena *a, const struct key *k,
                      struct seal_at at, struct sealed sealed, struct str *out) NODISCARD;
/* The key version written in a sealed value, to pick the key; 0 when it is too short to be one or
 * of no known form. */
uint32_t vault_keyver(struct sealed sealed);

/* --- keys --- */
void key_fresh(struct key *out);
void box_fresh(struct box_pair *out);
/* The pair and its symmetric half from its private part. */
void box_from(const struct key *secret, struct box_pair *out);
/* BLAKE2b keyed: for what a key is used (label, a constant of at most 16 letters; keys.c lists the
 * taken) and with what context. */
void key_derive(const struct key *k, const char *label, struct bytes context, struct key *out);
/* K(p,c,v) = BLAKE2b(secret, "kin/1/pc" | E_p | compartment | version); the key that seals a
 * person's rows. */
void key_person(const struct key *secret, const struct key *erasure, enum compartment c,
                uint32_t version, struct key *out);

/* The key of what everybody who works here may read: from the pepper, so that it is in no database
 * and no backup, and opens without anybody's passphrase. Never for rows about people. */
void key_house(const struct vault *v, struct key *out);

/* --- wraps: a secret handed to a holder. The two forms tell themselves apart by their first byte.
 * --- */
/* The longest secret that can be wrapped. A longer one gives n = 0, which nothing opens. */
enum { WRAP_MOST = 512 };
/* Towards a key whose symmetric half one holds: cheap. context binds the wrap to its row. */
struct sealed wrap_sym(struct arena *a, const struct key *sym, struct bytes context,
                       struct bytes secret);
/* Towards somebody else: a sealed box. The public key must have been certified (box_certified); one
 * that is no point of the curve gives n = 0, so look at n before storing. */
struct sealed wrap_box(struct arena *a, const struct public_key *to, struct bytes context,
                       struct bytes secret);
/* Opens the first form only: for slots, session blobs and whatever must not be replaced by a box,
 * which anybody can make. */
enum err unwrap_sym(struct arena *a, const struct key *sym, struct bytes context,
                    struct sealed wrap, struct bytes *secret) NODISCARD;
/* Opens either form. *was_box tells that it should be wrapped anew with wrap_sym. A box does not
 * say who made it: whoever can write to the database can put one there. Check the giver's signature
 * on the row before the secret seals anything. */
enum err unwrap(struct arena *a, const struct box_pair *holder, struct bytes context,
                struct sealed wrap, struct bytes *secret, bool *was_box) NODISCARD;

/* --- signatures --- */
struct sign_pair {
	struct public_key pub;
	uint8_t secret[64];
};
void sign_fresh(struct sign_pair *out);
/* The pair that belongs to a seed. */
void sign_from(const struct key *seed, struct sign_pair *out);
void sign_bytes(const struct sign_pair *by, const char *label, struct bytes message,
                struct signature *out);
bool sign_check(const struct public_key *by, const char *label, struct bytes message,
                const struct signature *s);

/* --- passphrases: one Argon2id run, two halves, both peppered. Slow: never on a thread that serves
 * pages. --- */
/* ERR_BUSY when 64 MiB cannot be had. The text is taken as it is: the caller brings it to one
 * Unicode form. */
struct passphrase_keys {
	uint8_t verifier[32]; /* stored; compared in constant time */
	struct key wrap;      /* opens the user's slot; never stored */
};
enum err vault_passphrase(const struct vault *v, struct str passphrase, const uint8_t salt[16],
                          struct passphrase_keys *out) NODISCARD;
#ifdef KINTSUGI_FAULTS
/* From now on each run takes 64 KiB. For houses of tests, where a dozen people sign in again and
 * again; what is delivered has no such thing. */
void vault_passphrase_hurry(void);
#endif
bool vault_equal(const void *a, const void *b, size_t n);

/* --- hashes --- */
/* BLAKE2b of 32 bytes, for chains and content hashes. */
void hash_bytes(struct bytes in, uint8_t out[32]);
/* Links one more entry to a chain: out = BLAKE2b(previous | entry). */
void hash_link(const uint8_t previous[32], struct bytes entry, uint8_t out[32]);
