/* Contact notes: what was said and done, in three fields. */
#pragma once
#include "access/module.h"

struct note {
	struct row_id id;
	struct day day;      /* when it happened */
	struct instant hour; /* when it was typed */
	struct str how;      /* "visit", "phone", "message", "other" */
	struct str words;    /* p == NULL when closed to this reader */
	struct str author;   /* user name */
	bool current;        /* no later note replaces it */
};

struct note_new {
	struct str how;
	struct str words;
	struct day day;                /* NO_DAY: today */
	struct day next;               /* NO_DAY: nothing is due; else a task for the author */
	const struct row_id *replaces; /* NULL, or the note that this one corrects */
};

/* Writes a note under id, sealed in case; adds to c->change. ERR_DENIED without the key. A note
 * that was corrected meanwhile makes the commit end in ERR_CONFLICT. */
enum err note_write(struct ctx *c, struct person_id person, struct row_id id,
                    const struct note_new *n) NODISCARD;
/* A note in its latest correction. ERR_ABSENT when there is none. */
enum err note_read(struct ctx *c, struct person_id person, struct row_id id,
                   struct note *out) NODISCARD;
/* How a contact happened: the answers of the field. */
extern const struct choice_list note_hows;
