/* DIR/config: "key = value" a line, # for remarks. What an organisation sets, and the public key
 * that it is known by. */
#pragma once
#include "base/arena.h"
#include "base/err.h"
#include "base/id.h"
#include "vault/vault.h"

/* Of 100, unless the file says otherwise. */
enum { CONFIG_SCORED_TWICE = 10 };

struct config {
	struct org_id org;
	struct str name;
	struct public_key sign_public; /* OS: what is not certified by it is never sealed to */
	int64_t utc_offset;            /* minutes */
	struct str listen;             /* empty: 127.0.0.1:8080 */
	struct str hosts;              /* names that may stand in Host, with spaces between */
	struct str postgres;           /* empty: SQLite in DIR */
	struct str postgres_keyring;
	bool behind_proxy;
	struct str tls_cert;
	struct str tls_key;
	struct str packs;     /* folder; empty: the program's own */
	int64_t scored_twice; /* of 100 assessments, how many a second colleague scores alone */
};

/* Reads text into *out; views lie in a. ERR_INVALID with a sentence in *problem: a line that is no
 * "key = value", an unknown or doubled key, a value of the wrong form, no org, name or sign_public,
 * one of the two PostgreSQL databases or TLS files without the other. */
enum err config_parse(struct arena *a, struct str text, struct config *out,
                      struct str *problem) NODISCARD;
/* The same from a file. ERR_ABSENT when there is none; ERR_STORE when it cannot be read. */
enum err config_read(struct arena *a, const char *path, struct config *out,
                     struct str *problem) NODISCARD;
/* Writes a new file (0600: a connection string may hold a password), lasting through a power cut.
 * ERR_INVALID: a value has a line end; ERR_STORE: there is one already, or it cannot be written. */
enum err config_write(struct arena *a, const char *path, const struct config *c) NODISCARD;
