/* Private to the room access: what folding shares with the way in. */
#pragma once
#include "access/inbox.h"

/* A record taken out of its box. */
struct record {
	struct pseudonym_id pseudonym;
	int64_t episode;
	int64_t order; /* of records of one pseudonym: clock_order when it was added */
	struct str kind;
	struct str fields;
};
/* Opens a box into a. ERR_DENIED without the measurement key of its version, ERR_VAULT when it is
 * damaged. */
enum err record_open(const struct ctx *c, struct arena *a, const struct row_id *id,
                     struct bytes box, struct record *out) NODISCARD;

/* Gives the pseudonym another mark, in the change that changes her rows, and the house another one
 * without touching base. */
void inbox_marked(const struct house *house, struct change *change, struct pseudonym_id who);
void inbox_folded(const struct house *house, struct change *change);

/* Seals a blob with the newest measurement key, and opens one with the key of its version. Errors
 * as above. */
enum err fold_seal(const struct ctx *c, struct arena *a, struct pseudonym_id pseudonym,
                   int64_t episode, struct str body, struct sealed *out) NODISCARD;
enum err fold_open(const struct ctx *c, struct arena *a, struct pseudonym_id pseudonym,
                   int64_t episode, struct sealed body, struct str *out) NODISCARD;
/* The fields of a record "answers" or "pair", with whose they are; pair tells which. Errors as
 * above. */
enum err answers_seal(const struct ctx *c, struct arena *a, const struct record *r,
                      struct row_id id, struct sealed *out) NODISCARD;
/* Seals with a key made for one use of the newest measurement key, and opens with that of its
 * version; at.keyver is filled in here. Errors as above. */
#define MEASURE_FOLD "fold"
enum err measure_seal(const struct ctx *c, struct arena *a, const char *use, struct seal_at at,
                      struct str plain, struct sealed *out) NODISCARD;
enum err measure_open(const struct ctx *c, struct arena *a, const char *use, struct seal_at at,
                      struct sealed value, struct str *out) NODISCARD;
/* A body with the rest of its room (or of as many as it takes) filled, so that its length says
 * nothing; and as it was. */
struct str room_filled(struct arena *a, struct str body, size_t room);
struct str room_emptied(struct str body);
/* The days since entry of a score row, and who scored (own: 0, 1 or -1), sealed with the newest
 * measurement key. Errors as above. */
enum err score_seal(const struct ctx *c, struct arena *a, struct pseudonym_id pseudonym,
                    struct row_id id, int64_t days, int64_t own, struct sealed *out) NODISCARD;
