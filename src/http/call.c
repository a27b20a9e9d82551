#include "base/wipe.h"
#include "http/http.h"

#include <pthread.h>

void exchange_begin(struct exchange *x)
{
	x->reply = (struct reply){ .status = 200,
		                       .type = "text/html; charset=utf-8",
		                       .body = buf_new(x->arena, REPLY_BYTES) };
}

/* The arena's bytes are gone after this, and with them the request and the application's state. */
static void exhausted(struct exchange *x)
{
	arena_guard(x->arena, NULL);
	arena_reset(x->arena);
	x->request = (struct request){ .method = x->request.method, .secure = x->request.secure };
	x->state = NULL;
	exchange_begin(x);
	reply_text(&x->reply, 503,
	           "This page needs more memory than one page may have.\n"
	           "Please ask for less at once, for instance a shorter time.\n");
}

bool exchange_guard(struct exchange *x, bool (*fn)(void *self, struct exchange *x), void *self)
{
	jmp_buf place;
	bool ready;

	if (setjmp(place)) {
		exhausted(x);
		wipe_stack();
		return true;
	}
	arena_guard(x->arena, &place);
	ready = fn(self, x);
	arena_guard(x->arena, NULL);
	wipe_stack();
	return ready;
}

bool exchange_step(const struct application *app, struct exchange *x)
{
	return exchange_guard(x, app->step, app->self);
}

struct waiter {
	pthread_mutex_t lock;
	pthread_cond_t woken;
	bool awake;
};

static void wake_waiter(struct exchange *x)
{
	struct waiter *w = x->server;

	pthread_mutex_lock(&w->lock);
	w->awake = true;
	pthread_cond_signal(&w->woken);
	pthread_mutex_unlock(&w->lock);
}

static void launch_and_wait(const struct application *app, struct exchange *x, struct waiter *w)
{
	w->awake = false;
	app->launch(app->self, x);
	pthread_mutex_lock(&w->lock);
	while (!w->awake)
		pthread_cond_wait(&w->woken, &w->lock);
	pthread_mutex_unlock(&w->lock);
}

void http_call(const struct application *app, struct exchange *x)
{
	struct waiter w = { .lock = PTHREAD_MUTEX_INITIALIZER, .woken = PTHREAD_COND_INITIALIZER };

	x->server = &w;
	x->wake = wake_waiter;
	exchange_begin(x);
	while (!exchange_step(app, x))
		launch_and_wait(app, x, &w);
	x->server = NULL;
	x->wake = NULL;
	pthread_cond_destroy(&w.woken);
	pthread_mutex_destroy(&w.lock);
}
