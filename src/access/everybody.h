/* Rows about nobody, for everybody who works here: sealed with the house's own key (key_house),
 * which needs no passphrase. A copy of the database tells none of it; whoever runs this server can
 * read it. */
#pragma once
#include "access/access.h"

/* Seals; row is the row's own id. ERR_DENIED when nobody is signed in. */
enum err seal_everybody(struct ctx *c, enum seal_id seal, struct row_id row, struct str plain,
                        struct sealed *out) NODISCARD;
/* Opens. ERR_DENIED when nobody is signed in, ERR_VAULT when the value is damaged. */
enum err open_everybody(struct ctx *c, enum seal_id seal, struct row_id row, struct sealed value,
                        struct str *out) NODISCARD;
