/* Check-ins: how are they today? Half a minute, and their own answer. */
#pragma once
#include "access/module.h"
#include "access/when.h"

/* The steps of the answer: 1 very hard ... 5 good; 0: not answered. */
enum { CHECKIN_LEVELS = 5 };

struct checkin {
	struct row_id id;
	struct when when;
	struct str how; /* a value of checkin_hows */
	int level;
	struct str words; /* how they are; p == NULL when closed to this reader */
	struct str helped;
	struct str hard;
	struct str author;
	struct instant hour;
	bool current;
};
struct checkin_list {
	const struct checkin *at;
	size_t n;
};

struct checkin_new {
	struct when when;
	struct str how;
	int level;
	struct str words, helped, hard;
	struct day next;               /* NO_DAY: nothing is planned anew */
	bool worried;                  /* event_harm_sign; nothing of it is kept here */
	const struct row_id *replaces; /* NULL, or the check-in that this one corrects */
};
extern const struct choice_list checkin_hows;   /* "visit", "phone", "message" */
extern const struct choice_list checkin_levels; /* "1" ... "5" */

/* Writes one, sealed in case; the next one is due on n->next instead of any day that was planned.
 * Counts how many were answered, and how. Adds to c->change. ERR_DENIED without the key,
 * ERR_INVALID for a level that is none; the commit ends in ERR_CONFLICT when it was corrected
 * meanwhile. */
enum err checkin_write(struct ctx *c, struct person_id person, struct row_id id,
                       const struct checkin_new *n) NODISCARD;
/* Counts for which week the next one is agreed; NO_DAY: for none. The caller adds b to the inbox.
 */
void checkin_put_next(struct buf *b, struct day next);
/* All that stand, newest first. Empty when they are closed to the actor. */
enum err checkins_read(struct ctx *c, struct person_id person, struct checkin_list *out) NODISCARD;
