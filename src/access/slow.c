/* Two logins at once made everybody's pages wait a hundred milliseconds in a trial: hashing has a
 * thread of its own, and so has what lasts longer than that. */
#include "access/visit_inside.h"

#include <pthread.h>
#include <stdlib.h>

struct slow {
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t more;
	struct visit_state *first;
	struct visit_state *last;
	bool stopping;
};

static struct visit_state *pop(struct slow *s)
{
	struct visit_state *v;

	pthread_mutex_lock(&s->lock);
	while (!s->first && !s->stopping)
		pthread_cond_wait(&s->more, &s->lock);
	v = s->first;
	if (v) {
		s->first = v->next;
		if (!s->first)
			s->last = NULL;
	}
	pthread_mutex_unlock(&s->lock);
	return v;
}

static void *run(void *arg)
{
	struct slow *s = arg;

	for (struct visit_state *v = pop(s); v; v = pop(s)) {
		v->work(&v->visit);
		v->visit.x->wake(v->visit.x);
	}
	return NULL;
}

struct slow *slow_start(void)
{
	struct slow *s = calloc(1, sizeof *s);

	if (!s)
		return NULL;
	pthread_mutex_init(&s->lock, NULL);
	pthread_cond_init(&s->more, NULL);
	if (pthread_create(&s->thread, NULL, run, s) != 0) {
		free(s);
		return NULL;
	}
	return s;
}

void slow_stop(struct slow *s)
{
	pthread_mutex_lock(&s->lock);
	s->stopping = true;
	pthread_cond_signal(&s->more);
	pthread_mutex_unlock(&s->lock);
	pthread_join(s->thread, NULL);
	pthread_cond_destroy(&s->more);
	pthread_mutex_destroy(&s->lock);
	free(s);
}

void slow_push(struct slow *s, struct visit_state *v)
{
	pthread_mutex_lock(&s->lock);
	v->next = NULL;
	if (s->last)
		s->last->next = v;
	else
		s->first = v;
	s->last = v;
	pthread_cond_signal(&s->more);
	pthread_mutex_unlock(&s->lock);
}
