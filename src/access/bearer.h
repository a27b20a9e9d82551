/* Tokens of programs outside. A token is 32 random bytes, shown once; what lies here is its hash,
 * and the secrets that were wrapped under it. It stands for no colleague and holds none of the keys
 * of holder.h: nothing of a person is ever wrapped under one. */
#pragma once
#include "access/access.h"

struct bearer {
	struct key token;
	struct bytes hash; /* by which its row is found */
};
enum { BEARER_HASH = 32 };

/* A fresh one. *text is for whoever carries it: "kin_" and 64 hexadecimal digits. */
void bearer_fresh(struct ctx *c, struct bearer *out, struct str *text);
/* What stands in Authorization: "Bearer kin_...". ERR_SIGN_IN when it is anything else. */
enum err bearer_read(struct ctx *c, struct str authorization, struct bearer *out) NODISCARD;

/* A secret wrapped under a token; of: the row that it belongs to. */
struct bytes bearer_wrap(struct ctx *c, const struct bearer *b, struct row_id of,
                         const struct key *secret);
/* ERR_VAULT when it was not wrapped under this token, for this row. */
enum err bearer_unwrap(struct ctx *c, const struct bearer *b, struct row_id of, struct bytes wrap,
                       struct key *secret) NODISCARD;

/* Seals a row under such a secret, and opens it. Only for what has left the house already. */
struct sealed seal_outside(struct ctx *c, const struct key *secret, enum seal_id seal,
                           struct row_id row, struct str plain);
enum err open_outside(struct ctx *c, const struct key *secret, enum seal_id seal, struct row_id row,
                      struct sealed value, struct str *out) NODISCARD;
