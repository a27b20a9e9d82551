/* When something first stood on a walk: own words, consent, a plan, a service; and when somebody
 * first said no to one of them. Counted as days since entry ("first_words", "no_consent", ...),
 * each as the whole of what stands, empty where there is none
 * (docs/decisions/0038-the-path-is-counted-by-its-days.md). */
#pragma once
#include "care/person.h"
#include "care/plan.h"
#include "care/words.h"

/* The sooner of two days of a walk; NO_DAY is none. A day before a later walk belongs to an earlier
 * one; a day before the first is its first day. */
struct day milestone_sooner(const struct episode *e, struct day a, struct day b);
/* Adds name with the days since entry. */
void milestone_put(struct buf *b, const struct episode *e, const char *name, struct day day);
/* The walk was written down in its first month: what is counted of it is all there is. */
bool milestones_known(const struct ctx *c, const struct episode *e);

/* Adds the fields of one module: of all that stands, and of what is written just now (NULL:
 * nothing; its type is the module's). */
typedef enum err milestone_fill(struct ctx *c, struct person_id person, const struct episode *e,
                                const void *fresh, struct buf *b);
milestone_fill words_milestones; /* struct words */
struct consent_answer {
	struct day said;
	bool no;
};
milestone_fill consent_milestones; /* struct consent_answer */
milestone_fill plan_milestones;    /* struct plan: in place of all that stands */
milestone_fill service_milestones; /* struct service_list: the same */

/* Counts what one module fills in, of the walk that goes on; adds to c->change. What cannot be
 * counted is left out (P1). */
enum err milestone_count(struct ctx *c, struct person_id person, milestone_fill *fill,
                         const void *fresh) NODISCARD;
/* Counts them all anew, for walks that began before they were counted. Nothing of them may be
 * written in the same change. */
enum err milestones_count(struct ctx *c, struct person_id person) NODISCARD;
