/* The measurement inbox: everything countable, sealed to MK in the transaction that saved the record; folded by
 * the next session that holds MK into one blob per pseudonym and episode, and into score rows. Only folding writes
 * scores, in an order of its own, so that no two rows of one transaction tell who is who. */
#pragma once
#include "access/access.h"

/* One countable fact: names and values by base/fields.h. kind: "entry", "score", "closure", "consent". */
enum err inbox_add(struct ctx *c, struct pseudonym_id pseudonym, int64_t episode, const char *kind, struct str fields) NODISCARD;
/* How many rows wait. */
enum err inbox_waiting(struct ctx *c, int64_t *n) NODISCARD;
/* Folds everything that waits, in changes of at most 500 rows. ERR_DENIED without MK. *folded counts. */
enum err inbox_fold(struct ctx *c, int64_t *folded) NODISCARD;

/* A folded pseudonym and episode with its scores, for reports. */
struct folded {
	struct pseudonym_id pseudonym;
	int64_t episode;
	struct str body; /* fields: site, age_band, gender, types, entry_month, closed_days, closed_reason, ... */
};
/* Calls row for each, ordered by pseudonym and episode. ERR_DENIED without MK. */
enum err folded_each(struct ctx *c, enum err (*row)(void *arg, const struct folded *f), void *arg) NODISCARD;
