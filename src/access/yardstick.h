/* When a change of one person is more than noise: how far the scores of this house's people spread,
 * and how alike two scores of one person are. Evaluation works it out from pseudonyms and puts it
 * in use; everybody who works here reads it, and it names nobody
 * (docs/decisions/0041-more-than-noise.md). */
#pragma once
#include "access/access.h"
#include "measure/outcomes.h"

/* Of one domain, in units of its scale of 1 to 4. sd 0: not known. */
struct yardstick {
	double sd;          /* of first scores, over 0 */
	double reliability; /* from 0 to below 1 */
	int64_t people;     /* at least so many */
};
/* Of one age group, whose steps are its own. */
struct yardsticks {
	struct str form; /* the wording that was scored: its hash; empty: nothing is in use */
	struct day since;
	struct yardstick domain[OUTCOMES_DOMAINS];
};

/* What is in use for an age group. */
enum err yardsticks_read(struct ctx *c, enum outcomes_group group,
                         struct yardsticks *out) NODISCARD;
/* Puts it in use from c->today on, under id, with the audit entry; adds to c->change, whose commit
 * ends in ERR_CONFLICT when somebody else did so meanwhile. What other age groups have stays.
 * ERR_DENIED but for evaluation and managers, ERR_INVALID for figures that cannot be. */
enum err yardsticks_write(struct ctx *c, struct row_id id, enum outcomes_group group,
                          const struct yardsticks *in) NODISCARD;
