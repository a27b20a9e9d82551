#include "http/seat.h"

#include <pthread.h>
#include <stdlib.h>

enum { SPARE_SEATS = 32 /* kept between requests */ };

struct seats {
	pthread_mutex_t lock;
	struct seat *spare;
	int spares;
	size_t cap;
};

static struct seat *seat_new(size_t cap)
{
	struct seat *seat = calloc(1, sizeof *seat);

	if (!seat)
		return NULL;
	seat->x.arena = arena_new(cap);
	if (!seat->x.arena) {
		free(seat);
		return NULL;
	}
	return seat;
}

static void seat_free(struct seat *seat)
{
	arena_free(seat->x.arena);
	free(seat);
}

struct seat *seat_take(struct seats *s)
{
	struct seat *seat;

	pthread_mutex_lock(&s->lock);
	seat = s->spare;
	if (seat) {
		s->spare = seat->next;
		s->spares--;
	}
	pthread_mutex_unlock(&s->lock);
	return seat ? seat : seat_new(s->cap);
}

void seat_give(struct seats *s, struct seat *seat)
{
	struct arena *arena = seat->x.arena;
	bool keep;

	arena_reset(arena);
	*seat = (struct seat){ .x.arena = arena };
	pthread_mutex_lock(&s->lock);
	keep = s->spares < SPARE_SEATS;
	if (keep) {
		seat->next = s->spare;
		s->spare = seat;
		s->spares++;
	}
	pthread_mutex_unlock(&s->lock);
	if (!keep)
		seat_free(seat);
}

struct seats *seats_new(size_t cap)
{
	struct seats *s = calloc(1, sizeof *s);

	if (!s)
		return NULL;
	s->cap = cap;
	pthread_mutex_init(&s->lock, NULL);
	return s;
}

void seats_free(struct seats *s)
{
	if (!s)
		return;
	while (s->spare) {
		struct seat *seat = s->spare;

		s->spare = seat->next;
		seat_free(seat);
	}
	pthread_mutex_destroy(&s->lock);
	free(s);
}
