/* Rows that belong to what is counted: sealed to MK, so that evaluation and managers read them. */
#pragma once
#include "access/access.h"

/* Seals with the newest measurement key; row is the row's own id. ERR_DENIED without one. */
enum err seal_measure(struct ctx *c, enum seal_id seal, struct row_id row, struct str plain,
                      struct sealed *out) NODISCARD;
/* Opens. ERR_DENIED without the measurement key of its version, ERR_VAULT when it is damaged. */
enum err open_measure(struct ctx *c, enum seal_id seal, struct row_id row, struct sealed value,
                      struct str *out) NODISCARD;
