#include "base/arena.h"

#include "base/wipe.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

struct deferred {
	void (*fn)(void *);
	void *arg;
	struct deferred *next;
};

struct arena {
	char *base;
	size_t used;
	size_t cap;
	struct deferred *deferred;
	jmp_buf *guard;
};

/* Pages above this stay with the system between requests. */
enum { KEEP = 256 * 1024 };
/* What is so large is filled from end to end, by few and seldom: in large pages, since the kernel
 * takes a third of the time that is needed to read a million people to hand out small ones. */
enum { LARGE_CAP = 1 << 30, LARGE_PAGES = 4 << 20 };

static void advise(void *m, size_t n, bool large)
{
	(void)madvise(m, n, MADV_DONTDUMP);
	if (large)
		(void)madvise(m, n, MADV_HUGEPAGE);
}

struct arena *arena_new(size_t cap)
{
	struct arena *a = calloc(1, sizeof *a);
	void *m;

	if (!a)
		return NULL;
	m = mmap(NULL, cap, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	if (m == MAP_FAILED) {
		free(a);
		return NULL;
	}
	advise(m, cap, cap >= LARGE_CAP);
	a->base = m;
	a->cap = cap;
	return a;
}

static void run_deferred(struct arena *a)
{
	while (a->deferred) {
		struct deferred *d = a->deferred;
		a->deferred = d->next;
		d->fn(d->arg);
	}
}

void arena_reset(struct arena *a)
{
	run_deferred(a);
	wipe(a->base, a->used);
	if (a->used > KEEP)
		(void)madvise(a->base + KEEP, a->cap - KEEP, MADV_DONTNEED);
	a->used = 0;
}

void arena_free(struct arena *a)
{
	if (!a)
		return;
	run_deferred(a);
	wipe(a->base, a->used);
	munmap(a->base, a->cap);
	free(a);
}

void *arena_alloc(struct arena *a, size_t n)
{
	size_t round = alignof(max_align_t) - 1;
	void *p;

	if (n > a->cap - a->used || n + round > a->cap - a->used) {
		if (a->guard)
			longjmp(*a->guard, 1);
		fputs("kintsugi: a task needed more memory than it may have\n", stderr);
		abort();
	}
	p = a->base + a->used;
	a->used += (n + round) & ~round;
	return p;
}

void arena_guard(struct arena *a, jmp_buf *place)
{
	a->guard = place;
}

void arena_defer(struct arena *a, void (*fn)(void *), void *arg)
{
	struct deferred *d = NEW(a, struct deferred);

	*d = (struct deferred){ fn, arg, a->deferred };
	a->deferred = d;
}

static void free_beside(void *arena)
{
	arena_free(arena);
}

struct arena *arena_beside(struct arena *a, size_t cap)
{
	struct arena *beside = arena_new(cap);

	if (beside)
		arena_defer(a, free_beside, beside);
	return beside;
}

struct pages {
	void *p;
	size_t n;
};

static void give_back(void *arg)
{
	const struct pages *pages = arg;

	wipe(pages->p, pages->n);
	munmap(pages->p, pages->n);
}

void *arena_pages(struct arena *a, size_t n)
{
	struct pages *pages = NEW(a, struct pages);
	struct deferred *d = NEW(a, struct deferred);
	void *m = mmap(NULL, n ? n : 1, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (m == MAP_FAILED)
		return NULL;
	advise(m, n, n >= LARGE_PAGES);
	*pages = (struct pages){ m, n ? n : 1 };
	/* Nothing may jump between the pages and their return. */
	*d = (struct deferred){ give_back, pages, a->deferred };
	a->deferred = d;
	return m;
}

struct str arena_str(struct arena *a, struct str s)
{
	char *p = arena_alloc(a, s.n + 1);

	if (s.n)
		memcpy(p, s.p, s.n);
	return (struct str){ p, s.n };
}

struct bytes bytes_copy(struct arena *a, const void *p, size_t n)
{
	uint8_t *to = arena_alloc(a, n + 1);

	if (n)
		memcpy(to, p, n);
	return (struct bytes){ to, n };
}

/* Formats where the text is going to lie. What does not fit is wiped before arena_alloc refuses. */
struct str arena_fmt(struct arena *a, const char *fmt, ...)
{
	size_t room = a->cap - a->used;
	char *p = a->base + a->used;
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(p, room, fmt, ap);
	va_end(ap);
	if ((size_t)n + 1 + alignof(max_align_t) > room)
		wipe(p, room);
	return (struct str){ arena_alloc(a, (size_t)n + 1), (size_t)n };
}

size_t arena_used(const struct arena *a)
{
	return a->used;
}

size_t arena_mark(const struct arena *a)
{
	return a->used;
}

void arena_back(struct arena *a, size_t mark)
{
	wipe(a->base + mark, a->used - mark);
	a->used = mark;
}

size_t arena_size(size_t n, size_t each)
{
	size_t all;

	return __builtin_mul_overflow(n, each, &all) ? SIZE_MAX : all;
}
