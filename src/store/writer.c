/* The one writer: takes every change that waits, runs each so that it can be undone alone, commits
 * them together, and only then tells who waited. Competing writers starved one another; see
 * docs/decisions. */
#include "store/driver.h"

#include <stdlib.h>

/* A change of more than BIG statements begins a batch: after another one it would be slower by far
 * (driver.h). */
enum { BATCH = 64, BIG = 64, HOOK_MEMORY = 256 << 20 };

struct writer {
	struct connection *connection;
	struct arena *arena; /* what hooks add: a change's own arena belongs to the thread that waits */
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t submitted;
	struct change *first;
	struct change *last;
	struct commit_hook hook;
	bool stopping;
};

/* --- one change --- */

static enum err call_before(const struct commit_hook *hook, struct change *c, struct arena *a)
{
	struct arena *own = c->arena;
	enum err e;

	change_unhook(c);
	c->failed = NULL;
	if (!hook->before)
		return OK;
	c->arena = a;
	c->hooked = true;
	e = hook->before(hook->arg, c);
	c->hooked = false;
	c->arena = own;
	return e;
}

static void call_after(const struct commit_hook *hook, struct change *c, enum err e)
{
	c->ran = false;
	c->result = e;
	if (hook->after)
		hook->after(hook->arg, c, e);
}

bool change_alone(enum err e)
{
	return e == ERR_CONFLICT || e == ERR_REPEATED || e == ERR_TOO_BIG || e == ERR_BUG;
}

static enum err run_pieces(struct writer *w, const struct commit_hook *hook, struct change *c)
{
	const struct driver *d = w->connection->driver;
	struct change *piece;
	struct bytes note;

	TRY(spool_rewind(c->spool));
	for (;;) {
		TRY(spool_next(c->spool, &piece, &note));
		if (!piece)
			return OK;
		if (note.n && hook->revive)
			change_note(piece, hook->revive(piece->arena, note));
		TRY(call_before(hook, piece, piece->arena));
		TRY(d->write_run(w->connection, piece));
	}
}

/* Returns what the whole batch must end with; how this change fared is in c->result. */
static enum err run_one(struct writer *w, const struct commit_hook *hook, struct change *c)
{
	const struct driver *d = w->connection->driver;
	enum err e;

	c->result = call_before(hook, c, w->arena);
	if (c->result != OK)
		return OK;
	c->ran = true;
	if (!c->first)
		return OK;
	e = d->write_run(w->connection, c);
	/* A long change is alone in its batch, and undone with it. */
	if (e == OK && c->spool)
		e = run_pieces(w, hook, c);
	if (!change_alone(e) || c->spool)
		return e;
	call_after(hook, c, e);
	return d->write_undo(w->connection);
}

/* --- one batch --- */

static enum err run_batch(struct writer *w, const struct commit_hook *hook, struct change *batch)
{
	const struct driver *d = w->connection->driver;
	enum err e = d->ready(w->connection);

	if (e == OK)
		e = d->write_begin(w->connection);
	for (struct change *c = batch; c && e == OK; c = c->next)
		e = run_one(w, hook, c);
	if (e == OK)
		e = d->write_commit(w->connection);
	if (e != OK)
		d->write_rollback(w->connection);
	return e;
}

/* Nothing of the batch was kept: whoever believed otherwise is told. */
static void take_back(const struct commit_hook *hook, struct change *batch, enum err e)
{
	for (struct change *c = batch; c; c = c->next) {
		if (c->ran)
			call_after(hook, c, e);
		c->result = e;
	}
}

static enum err run_until_settled(struct writer *w, const struct commit_hook *hook,
                                  struct change *batch)
{
	enum err e = ERR_BUSY;

	for (int i = 0; e == ERR_BUSY && i < w->connection->driver->tries; i++) {
		e = run_batch(w, hook, batch);
		if (e != OK)
			take_back(hook, batch, e);
	}
	if (e != OK)
		log_event("batch-failed", LOG_ERR(e));
	return e;
}

static void release(const struct commit_hook *hook, struct change *batch)
{
	struct change *next;

	for (struct change *c = batch; c; c = c->next)
		if (c->ran)
			call_after(hook, c, OK);
	for (struct change *c = batch; c; c = next) {
		/* The change is the waiter's again as soon as it is told. */
		next = c->next;
		c->next = NULL;
		change_unhook(c);
		c->done(c->arg, c->result);
	}
}

/* --- the thread --- */

/* Waits for work and takes up to BATCH changes. NULL when there is none and the writer stops. */
static struct change *take(struct writer *w, struct commit_hook *hook)
{
	struct change *batch, *c;

	pthread_mutex_lock(&w->lock);
	while (!w->first && !w->stopping)
		pthread_cond_wait(&w->submitted, &w->lock);
	batch = c = w->first;
	for (int n = 1; c && c->next && c->next->n <= BIG && !c->spool && !c->next->spool && n < BATCH;
	     n++)
		c = c->next;
	if (c) {
		w->first = c->next;
		c->next = NULL;
	}
	if (!w->first)
		w->last = NULL;
	*hook = w->hook;
	pthread_mutex_unlock(&w->lock);
	return batch;
}

static void *work(void *arg)
{
	struct writer *w = arg;
	struct commit_hook hook;
	struct change *batch;

	while ((batch = take(w, &hook)) != NULL) {
		(void)run_until_settled(w, &hook, batch);
		release(&hook, batch);
		arena_reset(w->arena);
	}
	return NULL;
}

static void writer_free(struct writer *w)
{
	connection_close(w->connection);
	arena_free(w->arena);
	pthread_cond_destroy(&w->submitted);
	pthread_mutex_destroy(&w->lock);
	free(w);
}

struct writer *writer_start(struct connection *c)
{
	struct writer *w = calloc(1, sizeof *w);

	if (!w) {
		connection_close(c);
		return NULL;
	}
	w->connection = c;
	w->arena = arena_new(HOOK_MEMORY);
	pthread_mutex_init(&w->lock, NULL);
	pthread_cond_init(&w->submitted, NULL);
	if (w->arena && pthread_create(&w->thread, NULL, work, w) == 0)
		return w;
	writer_free(w);
	return NULL;
}

void writer_stop(struct writer *w)
{
	if (!w)
		return;
	pthread_mutex_lock(&w->lock);
	w->stopping = true;
	pthread_cond_signal(&w->submitted);
	pthread_mutex_unlock(&w->lock);
	pthread_join(w->thread, NULL);
	writer_free(w);
}

void writer_submit(struct writer *w, struct change *c)
{
	c->next = NULL;
	c->ran = false;
	pthread_mutex_lock(&w->lock);
	if (w->last)
		w->last->next = c;
	else
		w->first = c;
	w->last = c;
	pthread_cond_signal(&w->submitted);
	pthread_mutex_unlock(&w->lock);
}

void writer_hook(struct writer *w, struct commit_hook hook)
{
	pthread_mutex_lock(&w->lock);
	w->hook = hook;
	pthread_mutex_unlock(&w->lock);
}
