/* Asking how it is after the end of a walk: what was wished about it, and what was found at 3, 6
 * and 12 months. Nobody is asked without a live yes and a contact rule that was looked at once more
 * at the end. */
#pragma once
#include "access/module.h"

enum { FOLLOWUP_MONTHS = 13 }; /* so long a yes holds when no other day is named */

/* What was said at the end of the walk about being asked afterwards. */
struct followup_wish {
	struct str wish; /* of followup_wishes */
	struct str way;  /* for "how": only in this way */
	struct day until;
	bool rule_right; /* the contact rule was looked at together and still holds */
	/* How a yes was given, as for every consent (care/consent.h). */
	struct str how;
	struct str witness;
};
struct followup_found {
	struct row_id id;
	struct str outcome; /* of followup_outcomes */
	struct str words;   /* p == NULL when closed to this reader */
	bool herself;       /* came or called without being asked */
	struct day day;
	struct instant hour;
	struct str author; /* user name */
};
struct followup_list {
	const struct followup_found *at;
	size_t n;
};
struct followups {
	bool asked; /* about it, at the end of the last walk */
	struct followup_wish wish;
	struct row_id wished;       /* the row of the wish */
	struct row_id consent;      /* the yes, while it is live */
	bool live;                  /* the yes is still a consent that holds, and the rule was right */
	struct followup_list found; /* since ever, oldest first */
};

/* "yes", "how" (only in one way), "no". */
extern const struct choice_list followup_wishes;
/* "seen", "not_found", "did_not_wish", "died". */
extern const struct choice_list followup_outcomes;

/* Writes the wish as row id, and as a consent (a yes) or a full answer (a no) of its own, for a
 * walk that ends on closed; plans asking at 3, 6 and 12 months, as far as the yes reaches and only
 * when the rule is right; adds to c->change. A later wish stands in place of an earlier one.
 * ERR_INVALID: unknown wish, or as consent_give. */
enum err followup_agree(struct ctx *c, struct person_id person, struct row_id id,
                        const struct followup_wish *w, struct day closed) NODISCARD;
/* Everything of this. What is closed to the actor is empty; that is no error. */
enum err followup_read(struct ctx *c, struct person_id person, struct followups *out) NODISCARD;

struct followup_new {
	struct str outcome;
	struct str words;
	struct day day; /* NO_DAY: today */
	bool herself;
	const struct row_id *replaces; /* NULL, or the one that this corrects */
};
/* What was found: a row id, and in the inbox a "followup" with followup (a code) and followup_days
 * (since closure); what was due until then is done, and after "did_not_wish" and "died" nothing is
 * due any more, the consent being taken back with the first. ERR_INVALID for an unknown outcome or
 * a day before the closure; ERR_CONFLICT while the walk goes on; ERR_DENIED when somebody was asked
 * without a live yes. */
enum err followup_write(struct ctx *c, struct person_id person, struct row_id id,
                        const struct followup_new *n) NODISCARD;
