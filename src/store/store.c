#include "store/driver.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { READERS = 4, READERS_MOST = 64, WAIT_SECONDS = 2 };

struct store {
	struct store_config config;
	struct writer *writer;
	pthread_mutex_t lock;
	pthread_cond_t given;
	struct connection *idle[READERS_MOST]; /* last given, first taken: its cache is warm */
	int nidle;
	int nreaders;
};

static const struct driver *driver_of(const struct store_config *config)
{
	return config->postgres ? &postgres_driver : &sqlite_driver;
}

struct connection *connection_open(const struct store_config *config, enum role role)
{
	const struct driver *driver = driver_of(config);
	struct connection *c = driver->make();

	if (!c)
		return NULL;
	c->driver = driver;
	c->config = config;
	c->role = role;
	if (driver->ready(c) == OK)
		return c;
	driver->unmake(c);
	return NULL;
}

void connection_close(struct connection *c)
{
	if (c)
		c->driver->unmake(c);
}

/* --- the pool of readers --- */

static struct connection *wait_for_idle(struct store *s)
{
	struct connection *c = NULL;
	struct timespec until;
	int waited = 0;

	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_sec += WAIT_SECONDS;
	pthread_mutex_lock(&s->lock);
	while (!s->nidle && waited != ETIMEDOUT)
		waited = pthread_cond_timedwait(&s->given, &s->lock, &until);
	if (s->nidle)
		c = s->idle[--s->nidle];
	pthread_mutex_unlock(&s->lock);
	return c;
}

void store_give(struct store *s, struct connection *c)
{
	pthread_mutex_lock(&s->lock);
	s->idle[s->nidle++] = c;
	pthread_cond_signal(&s->given);
	pthread_mutex_unlock(&s->lock);
}

struct connection *store_take(struct store *s)
{
	struct connection *c = wait_for_idle(s);

	if (!c) {
		log_event("no-reader-free", LOG_INT("readers", s->nreaders));
		return NULL;
	}
	if (c->driver->ready(c) == OK)
		return c;
	store_give(s, c);
	return NULL;
}

/* --- the store --- */

static bool config_keep(struct store *s, const struct store_config *config)
{
	const char *path = config->postgres ? config->postgres : config->sqlite_path;
	char *copy = path ? strdup(path) : NULL;

	s->config = *config;
	s->config.postgres = config->postgres ? copy : NULL;
	s->config.sqlite_path = config->postgres ? NULL : copy;
	s->nreaders = config->readers > 0 ? config->readers : READERS;
	s->nreaders = s->nreaders > READERS_MOST ? READERS_MOST : s->nreaders;
	return copy != NULL;
}

static void pool_prepare(struct store *s)
{
	pthread_condattr_t monotonic;

	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_mutex_init(&s->lock, NULL);
	pthread_cond_init(&s->given, &monotonic);
	pthread_condattr_destroy(&monotonic);
}

/* The writer comes first and alone: after a hard stop SQLite recovers its log then, which must not
 * be disturbed. */
static enum err start(struct store *s)
{
	struct connection *c = connection_open(&s->config, ROLE_WRITER);
	enum err e = c ? OK : ERR_STORE;

	if (e == OK && s->config.files)
		e = schema_check(c);
	if (e != OK) {
		connection_close(c);
		return e;
	}
	s->writer = writer_start(c);
	if (!s->writer)
		return ERR_STORE;
	for (; s->nidle < s->nreaders; s->nidle++) {
		s->idle[s->nidle] = connection_open(&s->config, ROLE_READER);
		if (!s->idle[s->nidle])
			return ERR_STORE;
	}
	return OK;
}

enum err store_open(const struct store_config *config, struct store **out)
{
	struct store *s = calloc(1, sizeof *s);
	enum err e;

	*out = NULL;
	if (!s)
		return ERR_STORE;
	pool_prepare(s);
	e = config_keep(s, config) ? start(s) : ERR_STORE;
	if (e == OK)
		*out = s;
	else
		store_close(s);
	return e;
}

void store_close(struct store *s)
{
	if (!s)
		return;
	while (s->nidle)
		connection_close(s->idle[--s->nidle]);
	writer_stop(s->writer);
	free((void *)(uintptr_t)(s->config.postgres ? s->config.postgres : s->config.sqlite_path));
	pthread_cond_destroy(&s->given);
	pthread_mutex_destroy(&s->lock);
	free(s);
}

bool store_is_postgres(const struct store *s)
{
	return s->config.postgres != NULL;
}

static enum err settle(struct connection *c, const char *table)
{
	char update[200];
	char cluster[200];

	(void)snprintf(update, sizeof update, "SET lock_timeout = '10s'; UPDATE %s SET org = org",
	               table);
	(void)snprintf(cluster, sizeof cluster, "CLUSTER %s USING %s_pkey", table, table);
	TRY(c->driver->script(c, update));
	/* In a transaction of its own: only then are the rows as they were before left behind. */
	return c->driver->script(c, cluster);
}

enum err store_settle(struct store *s, const char *table)
{
	struct connection *c;
	enum err e;

	if (!store_is_postgres(s))
		return OK;
	c = connection_open(&s->config, ROLE_MAKER);
	e = c ? settle(c, table) : ERR_STORE;
	connection_close(c);
	return e;
}

enum err store_check(struct store *s, const struct query *q)
{
	struct connection *c = store_take(s);
	enum err e;

	if (!c)
		return ERR_STORE;
	e = c->driver->check(c, q);
	c->driver->read_end(c);
	store_give(s, c);
	return e;
}

/* --- writing --- */

void store_hook(struct store *s, struct commit_hook hook)
{
	writer_hook(s->writer, hook);
}

void store_submit(struct store *s, struct change *c, void (*done)(void *arg, enum err e), void *arg)
{
	c->done = done;
	c->arg = arg;
	writer_submit(s->writer, c);
}

struct waiter {
	pthread_mutex_t lock;
	pthread_cond_t ended;
	bool done;
	enum err e;
};

static void wake(void *arg, enum err e)
{
	struct waiter *w = arg;

	pthread_mutex_lock(&w->lock);
	w->done = true;
	w->e = e;
	pthread_cond_signal(&w->ended);
	pthread_mutex_unlock(&w->lock);
}

enum err store_commit(struct store *s, struct change *c)
{
	struct waiter w = { PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, false, OK };

	store_submit(s, c, wake, &w);
	pthread_mutex_lock(&w.lock);
	while (!w.done)
		pthread_cond_wait(&w.ended, &w.lock);
	pthread_mutex_unlock(&w.lock);
	pthread_mutex_destroy(&w.lock);
	pthread_cond_destroy(&w.ended);
	return w.e;
}

enum err store_commit_spool(struct store *s, struct change *c, struct spool *pieces)
{
	c->spool = pieces;
	return store_commit(s, c);
}
