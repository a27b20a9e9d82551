/* Work that goes on after its page was answered: one at a time in a house, on a thread of its own.
 * Who began it need not wait, nor stay signed in: until it is done it holds her keys. */
#pragma once
#include "access/access.h"

#include <stdatomic.h>

struct background_work {
	struct house *house;
	const struct actor *actor; /* a copy, with her keys */
	const struct lang *lang;
	struct row_id about;
	int64_t what;        /* the caller's: what is done */
	struct arena *arena; /* of the whole work; wiped at its end */
	atomic_llong done;   /* of all; for whoever looks */
	atomic_llong all;
	atomic_bool stop; /* the house closes: end soon, and leave everything as it was */
};
/* What lies in an arena past its ceiling ends the work, as ERR_BUSY would. */
struct background_job {
	enum err (*run)(struct background_work *w);
	/* On the same thread, with what run gave. */
	void (*ended)(struct background_work *w, enum err e);
	int64_t what;
	size_t memory; /* ceiling of the work's arena */
};

/* Readies the house for work; ERR_BUSY without memory. */
enum err background_start(struct house *house) NODISCARD;
/* Asks what is at work to stop, and waits for it. */
void background_stop(struct house *house);

/* Begins job for c's actor about a row. ERR_BUSY while another is at work, or without memory. */
enum err background_begin(struct ctx *c, struct row_id about,
                          const struct background_job *job) NODISCARD;
/* Whether something is at work about a row, and how far it is. */
bool background_look(struct house *house, struct row_id about, int64_t *done, int64_t *all);
/* The same for anything at all. */
bool background_busy(struct house *house);
/* Waits until nothing is at work: for commands and tests. */
void background_wait(struct house *house);
