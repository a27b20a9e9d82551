/* Where somebody sleeps: the kind of place and its days for whoever knows the case, the safe
 * address only for whoever holds the key of the location. */
#pragma once
#include "access/module.h"
#include "access/when.h"

struct stay {
	struct row_id id;
	struct instant hour; /* when it was typed */
	struct str author;   /* user name */
	bool current;        /* no later row replaces it */
	bool closed;         /* nothing of it opens to this reader */
	bool place_closed;   /* the place does not */
	struct str kind;     /* of stay_kinds */
	struct str site;     /* code of our own shelter's team; empty: none */
	struct when since;
	struct day until; /* agreed end; NO_DAY: none */
	struct day ended; /* NO_DAY: it goes on */
	struct str place; /* what it is called; p == NULL when closed */
	struct str address;
};
struct stay_list {
	const struct stay *at;
	size_t n;
};

struct stay_new {
	struct str kind;
	struct str site;
	struct str place; /* p == NULL: nothing is said of the place, what was known stays */
	struct str address;
	struct when since; /* NO_DAY: today */
	struct day until;  /* agreed end: a task on that day; NO_DAY: none */
	struct day ended;
	const struct row_id *replaces; /* NULL: a new stay; else the one that this corrects or ends */
};

/* Writes a stay as row id; adds to c->change. A new one that goes on ends the one before on its
 * first day; one that began before it ends where that one begins. Counts nights by kind. ERR_DENIED
 * without the keys of case and location; ERR_INVALID: an end before its beginning, or a kind that
 * is none. The commit ends in ERR_CONFLICT when a colleague was faster. */
enum err stay_write(struct ctx *c, struct person_id person, struct row_id id,
                    const struct stay_new *n) NODISCARD;
/* The same for n of one person in one change, none of which replaces another; ids[i] belongs to
 * at[i]. */
enum err stays_write(struct ctx *c, struct person_id person, const struct row_id *ids,
                     const struct stay_new *at, size_t n) NODISCARD;
/* All that stand and those they replaced, newest first. */
enum err stays_read(struct ctx *c, struct person_id person, struct stay_list *out) NODISCARD;
/* Where they sleep now. ERR_ABSENT when it is not known, or closed to the actor. */
enum err stay_now(struct ctx *c, struct person_id person, struct stay *out) NODISCARD;
/* Who of n people sleeps at our own site tonight (the code of its team), as far as the actor may
 * open where they stay: one who is closed to her looks like one who sleeps elsewhere. */
enum err stay_sleepers(struct ctx *c, const struct person_id *at, size_t n, struct str site,
                       bool *here) NODISCARD;
/* One stay in its latest correction. ERR_ABSENT when there is none. */
enum err stay_read(struct ctx *c, struct person_id person, struct row_id id,
                   struct stay *out) NODISCARD;

/* Kinds of place; codes are sealed and final. */
extern const struct choice_list stay_kinds;
/* The msgid of a kind; "" for none. */
const char *stay_kind_words(struct str kind);
