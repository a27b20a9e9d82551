/* The six domains scored a second time by a colleague who does not see the first score until both
 * are in: a tenth of all assessments, by chance, and others by choice. The second score stands
 * beside the first and never in its place; where the two differ is for talking about. How far two
 * workers agree is counted of those drawn by chance only
 * (docs/decisions/0036-two-who-do-not-see-each-other.md). */
#pragma once
#include "care/assessment.h"

/* A second score is wanted within so many days, and not of a time that is longer ago. */
enum { RATING_DAYS = 14 };

/* For an assessment that is being saved: of house->scored_twice in 100, by chance, a colleague who
 * walks with her (else a lead of her team) is asked to score her too. Adds to c->change. */
enum err rating_draw(struct ctx *c, struct person_id person, struct row_id assessment,
                     struct day day) NODISCARD;
/* True while the actor is to score this person alone and has not yet: until then every assessment
 * of hers is closed to this actor. It ends when the score is in or was given up, and when the days
 * are over. */
enum err rating_blind(struct ctx *c, struct person_id person, bool *out) NODISCARD;
/* Asks for it in the round trip of a person's page. */
void rating_blind_ask(struct ctx *c, struct person_id person);

/* By choice: the actor scores the last assessment a second time, under id; from then on it is
 * closed to her. Adds to c->change. ERR_DENIED without the key; ERR_INVALID when there is none of
 * the last days, when it is her own, or when she has scored it already. The commit ends in
 * ERR_CONFLICT when one of this person waits for her since. */
enum err rating_begin(struct ctx *c, struct person_id person, struct row_id id) NODISCARD;
/* What the actor saw, alone: row id in answer to a rating of hers; adds to c->change. Both are in
 * then. before NULL: the first; else it corrects that row, and nothing is counted anew. ERR_DENIED
 * when it is not hers; ERR_INVALID when it is over, or as assessment_write; ERR_CONFLICT, also of
 * the commit, when it was written meanwhile. */
enum err rating_write(struct ctx *c, struct person_id person, struct row_id rating,
                      struct row_id id, const struct assessment_item *items, size_t n,
                      const struct row_id *before) NODISCARD;

/* What waits for the actor, those due first first, of people whose case she may write. */
struct rating_due {
	struct person_id person;
	struct row_id id;
	struct day due;
	struct str name; /* p == NULL: closed */
	struct str code;
};
struct rating_dues {
	const struct rating_due *at;
	size_t n;
};
enum err ratings_mine(struct ctx *c, struct rating_dues *out) NODISCARD;
