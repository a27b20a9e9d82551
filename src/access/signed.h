/* What a colleague put her name to: her own key signs, and the organisation's key, pinned in the
 * configuration, certifies hers. */
#pragma once
#include "access/access.h"

/* Signs text as the actor. label says what is signed and is final. */
struct signature staff_sign(const struct ctx *c, const char *label, struct str text);
/* OK when this colleague signed exactly this text and the organisation certified her key; ERR_VAULT
 * when not; ERR_ABSENT when there is no such colleague. */
enum err staff_signed(struct ctx *c, struct user_id staff, const char *label, struct str text,
                      struct str signature) NODISCARD;
/* Her public key, to be given to whoever checks a signature outside. */
enum err staff_public(struct ctx *c, struct user_id staff, struct public_key *out) NODISCARD;
