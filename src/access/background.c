#include "access/background.h"

#include "base/log.h"
#include "http/http.h"

#include <pthread.h>
#include <stdlib.h>

struct background {
	pthread_mutex_t lock;
	pthread_cond_t idle;
	pthread_t thread;
	bool started; /* there is a thread to be joined */
	struct running {
		struct background_work work;
		struct background_job job;
		enum err e;
		struct arena *keys; /* holds this and the actor; outlives work.arena */
	} * now;                /* NULL: nothing is at work */
};

enum err background_start(struct house *house)
{
	struct background *b = calloc(1, sizeof *b);

	if (!b)
		return ERR_BUSY;
	pthread_mutex_init(&b->lock, NULL);
	pthread_cond_init(&b->idle, NULL);
	house->background = b;
	return OK;
}

/* --- a copy of who asks --- */

static const struct actor *actor_copy(struct arena *a, const struct actor *from)
{
	struct actor *to = NEW(a, struct actor);
	struct team_id *teams = NEW_N(a, struct team_id, from->nteams + 1);
	struct holder_key *held = NEW_N(a, struct holder_key, from->nheld + 1);

	*to = *from;
	to->user_name = arena_str(a, from->user_name);
	if (from->nteams)
		memcpy(teams, from->teams, from->nteams * sizeof *teams);
	if (from->nheld)
		memcpy(held, from->held, from->nheld * sizeof *held);
	to->teams = teams;
	to->held = held;
	to->session = bytes_copy(a, from->session.p, from->session.n);
	return to;
}

/* --- the thread --- */

static bool run_guarded(void *self, struct exchange *x)
{
	struct running *r = self;

	(void)x;
	r->e = r->job.run(&r->work);
	return true;
}

static void *run(void *arg)
{
	struct background *b = arg;
	struct running *r = b->now;
	struct exchange net = { .arena = r->work.arena };

	/* Past the ceiling the arena is reset, and run never came to its end. */
	r->e = ERR_BUSY;
	(void)exchange_guard(&net, run_guarded, r);
	r->job.ended(&r->work, r->e);
	log_event("background-ended", LOG_ERR(r->e));
	pthread_mutex_lock(&b->lock);
	b->now = NULL;
	arena_free(r->work.arena);
	arena_free(r->keys);
	pthread_cond_broadcast(&b->idle);
	pthread_mutex_unlock(&b->lock);
	return NULL;
}

/* With the lock held; the thread before has ended. */
static enum err launch(struct background *b, struct running *r)
{
	if (b->started)
		(void)pthread_join(b->thread, NULL);
	b->now = r;
	b->started = pthread_create(&b->thread, NULL, run, b) == 0;
	if (!b->started)
		b->now = NULL;
	return b->started ? OK : ERR_BUSY;
}

enum err background_begin(struct ctx *c, struct row_id about, const struct background_job *job)
{
	struct background *b = c->house->background;
	struct arena *a = b ? arena_new(job->memory) : NULL;
	struct arena *keys = a ? arena_new(1 << 20) : NULL;
	struct running *r;
	enum err e = ERR_BUSY;

	if (!keys) {
		arena_free(a);
		return ERR_BUSY;
	}
	r = NEW(keys, struct running);
	r->job = *job;
	r->work.house = c->house;
	r->work.lang = lang_find(str_z(lang_code(c->lang)));
	r->work.about = about;
	r->work.what = job->what;
	r->work.arena = a;
	r->work.actor = actor_copy(keys, c->actor);
	r->keys = keys;
	pthread_mutex_lock(&b->lock);
	if (!b->now)
		e = launch(b, r);
	pthread_mutex_unlock(&b->lock);
	if (e != OK) {
		arena_free(a);
		arena_free(keys);
	}
	return e;
}

/* --- looking --- */

bool background_look(struct house *house, struct row_id about, int64_t *done, int64_t *all)
{
	struct background *b = house->background;
	bool found;

	if (!b)
		return false;
	pthread_mutex_lock(&b->lock);
	found = b->now && row_id_eq(b->now->work.about, about);
	if (found) {
		*done = atomic_load(&b->now->work.done);
		*all = atomic_load(&b->now->work.all);
	}
	pthread_mutex_unlock(&b->lock);
	return found;
}

bool background_busy(struct house *house)
{
	struct background *b = house->background;
	bool busy;

	if (!b)
		return false;
	pthread_mutex_lock(&b->lock);
	busy = b->now != NULL;
	pthread_mutex_unlock(&b->lock);
	return busy;
}

void background_wait(struct house *house)
{
	struct background *b = house->background;

	if (!b)
		return;
	pthread_mutex_lock(&b->lock);
	while (b->now)
		pthread_cond_wait(&b->idle, &b->lock);
	pthread_mutex_unlock(&b->lock);
}

void background_stop(struct house *house)
{
	struct background *b = house->background;

	if (!b)
		return;
	pthread_mutex_lock(&b->lock);
	if (b->now)
		atomic_store(&b->now->work.stop, true);
	pthread_mutex_unlock(&b->lock);
	background_wait(house);
	if (b->started)
		(void)pthread_join(b->thread, NULL);
	pthread_cond_destroy(&b->idle);
	pthread_mutex_destroy(&b->lock);
	house->background = NULL;
	free(b);
}
