#include "http/deadline.h"

#include <pthread.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>

/* at: when to shut down; 0: no limit. A body has a second limit that moves as bytes come. */
struct entry {
	long long at;
	long long body_began;
	size_t bytes;
};

struct deadline {
	pthread_mutex_t lock;
	pthread_cond_t stop;
	pthread_t thread;
	bool stopping;
	int top; /* no descriptor at or above it has a limit */
	struct entry of[DEADLINE_FDS];
};

static long long now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (long long)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static long long due(const struct entry *e)
{
	long long rate;

	if (!e->body_began)
		return e->at;
	rate = e->body_began + DEADLINE_GRACE_S * 1000 + (long long)e->bytes * 1000 / DEADLINE_RATE;
	return rate < e->at ? rate : e->at;
}

static size_t look(struct deadline *d, long long now)
{
	size_t n = 0;

	for (int fd = 0; fd < d->top; fd++) {
		long long at = due(&d->of[fd]);

		if (at == 0 || at > now)
			continue;
		/* The server sees the end of the stream and closes; the descriptor stays its own. */
		(void)shutdown(fd, SHUT_RDWR);
		d->of[fd] = (struct entry){ 0 };
		n++;
	}
	return n;
}

static void *watch(void *arg)
{
	struct deadline *d = arg;

	pthread_mutex_lock(&d->lock);
	while (!d->stopping) {
		long long wake = now_ms() + 1000;
		struct timespec at = { .tv_sec = wake / 1000, .tv_nsec = wake % 1000 * 1000000 };

		(void)pthread_cond_timedwait(&d->stop, &d->lock, &at);
		(void)look(d, now_ms());
	}
	pthread_mutex_unlock(&d->lock);
	return NULL;
}

struct deadline *deadline_new(void)
{
	struct deadline *d = calloc(1, sizeof *d);
	pthread_condattr_t monotonic;

	if (!d)
		return NULL;
	pthread_mutex_init(&d->lock, NULL);
	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(&d->stop, &monotonic);
	pthread_condattr_destroy(&monotonic);
	if (pthread_create(&d->thread, NULL, watch, d) != 0) {
		free(d);
		return NULL;
	}
	return d;
}

void deadline_free(struct deadline *d)
{
	if (!d)
		return;
	pthread_mutex_lock(&d->lock);
	d->stopping = true;
	pthread_cond_signal(&d->stop);
	pthread_mutex_unlock(&d->lock);
	pthread_join(d->thread, NULL);
	pthread_cond_destroy(&d->stop);
	pthread_mutex_destroy(&d->lock);
	free(d);
}

static void set(struct deadline *d, int fd, struct entry e)
{
	if (fd < 0)
		return;
	if (fd >= DEADLINE_FDS) {
		/* A descriptor that cannot be watched is not served. */
		(void)shutdown(fd, SHUT_RDWR);
		return;
	}
	pthread_mutex_lock(&d->lock);
	d->of[fd] = e;
	if (fd >= d->top)
		d->top = fd + 1;
	pthread_mutex_unlock(&d->lock);
}

void deadline_head(struct deadline *d, int fd)
{
	long long at = now_ms() + DEADLINE_HEAD_S * 1000;
	long long before = 0;

	if (fd >= 0 && fd < DEADLINE_FDS) {
		pthread_mutex_lock(&d->lock);
		before = d->of[fd].at;
		pthread_mutex_unlock(&d->lock);
	}
	set(d, fd, (struct entry){ .at = before && before < at ? before : at });
}

void deadline_body(struct deadline *d, int fd)
{
	long long now = now_ms();

	set(d, fd, (struct entry){ .at = now + DEADLINE_BODY_S * 1000, .body_began = now });
}

void deadline_file(struct deadline *d, int fd, size_t n)
{
	long long now = now_ms();
	long long slow = (long long)(n / DEADLINE_FILE_RATE) * 1000;

	set(d, fd, (struct entry){ .at = now + DEADLINE_BODY_S * 1000 + slow, .body_began = now });
}

void deadline_bytes(struct deadline *d, int fd, size_t n)
{
	if (fd < 0 || fd >= DEADLINE_FDS)
		return;
	pthread_mutex_lock(&d->lock);
	d->of[fd].bytes += n;
	pthread_mutex_unlock(&d->lock);
}

void deadline_answer(struct deadline *d, int fd)
{
	set(d, fd, (struct entry){ 0 });
}

void deadline_send(struct deadline *d, int fd, size_t n)
{
	long long slow = (long long)(n / DEADLINE_RATE) * 1000;

	set(d, fd, (struct entry){ .at = now_ms() + DEADLINE_BODY_S * 1000 + slow });
}

void deadline_idle(struct deadline *d, int fd)
{
	set(d, fd, (struct entry){ .at = now_ms() + DEADLINE_IDLE_S * 1000 });
}

void deadline_gone(struct deadline *d, int fd)
{
	set(d, fd, (struct entry){ 0 });
}

size_t deadline_look(struct deadline *d, long long now)
{
	size_t n;

	pthread_mutex_lock(&d->lock);
	n = look(d, now);
	pthread_mutex_unlock(&d->lock);
	return n;
}
