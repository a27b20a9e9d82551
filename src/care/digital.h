/* Phone and accounts, looked at together: what is known, what this person wants, what was changed.
 * Sealed in safety. */
#pragma once
#include "access/when.h"

enum { DIGITAL_ITEMS = 5 };
struct digital_item {
	const char *name;  /* of the field with the answer; sealed, final */
	const char *words; /* of the field with words */
	const char *title; /* msgids */
	const char *hint;
};
struct digital_item_list {
	const struct digital_item *at;
	size_t n;
};
/* Shared phone, watched, location, accounts, social media. */
extern const struct digital_item_list digital_items;
/* "yes", "no", "unsure". */
extern const struct choice_list digital_answers;
/* "leave", "other", "change", "help". */
extern const struct choice_list digital_wishes;

struct digital_answer {
	struct str answer; /* of digital_answers; empty: left open */
	struct str words;
};
struct digital {
	struct row_id id;
	bool held;   /* it was looked at; false: all else is empty */
	bool closed; /* it was, and this reader may not open it */
	struct digital_answer item[DIGITAL_ITEMS];
	struct str noticed; /* of digital_answers: would somebody notice a change? */
	struct str wish;    /* of digital_wishes */
	struct str changed;
	struct str safer; /* a phone, an hour or a place that is safe to talk */
	struct when when;
	struct day again; /* NO_DAY: not agreed */
	struct str author;
};
/* As it was looked at last. */
enum err digital_read(struct ctx *c, struct person_id person, struct digital *out) NODISCARD;
/* Writes d as row id in place of the one before (NULL: none), with a task for the day on which it
 * is looked at again; adds to c->change. The commit ends in ERR_CONFLICT when somebody wrote
 * meanwhile. */
enum err digital_write(struct ctx *c, struct person_id person, struct row_id id,
                       const struct digital *d, const struct row_id *before) NODISCARD;
