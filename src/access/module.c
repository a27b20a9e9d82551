#include "access/module.h"

/* Rooms for the first ones; then they double. */
enum { FIRST_ROOM = 16 };

/* Makes room for one more after n. Without an arena the caller has brought room for all. */
static void *grown(struct arena *a, void *at, size_t n, size_t each)
{
	void *more;

	if (!a || (n != 0 && (n < FIRST_ROOM || (n & (n - 1)) != 0)))
		return at;
	more = arena_alloc(a, arena_size(n ? 2 * n : FIRST_ROOM, each));
	if (n)
		memcpy(more, at, n * each);
	return more;
}

void page_moment(struct page_parts *p, struct moment m)
{
	if (p->nmoments == MOMENTS_MAX)
		return;
	p->moments = grown(p->arena, p->moments, p->nmoments, sizeof m);
	p->moments[p->nmoments++] = m;
}

void page_step(struct page_parts *p, struct next_step s)
{
	if (p->nsteps == STEPS_MAX)
		return;
	p->steps = grown(p->arena, p->steps, p->nsteps, sizeof s);
	p->steps[p->nsteps++] = s;
}

struct opened {
	const void *rows;
	void *it;
	struct opened *next;
};

void **module_opened(struct ctx *c, const void *rows)
{
	struct opened *o = c->opened;

	/* No rows have no address of their own. */
	while (o && (o->rows != rows || !rows))
		o = o->next;
	if (!o) {
		o = NEW(c->arena, struct opened);
		*o = (struct opened){ .rows = rows, .next = c->opened };
		c->opened = o;
	}
	return &o->it;
}
