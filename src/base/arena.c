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

/* What it is widened by lies elsewhere: a place counts on from the end of the first part. */
struct arena {
	char *base;
	size_t used;
	size_t cap;
	char *wide;
	size_t wide_cap;
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

void arena_widen(struct arena *a, size_t n)
{
	void *m;

	if (a->wide)
		return;
	m = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	if (m == MAP_FAILED)
		return;
	advise(m, n, n >= LARGE_PAGES);
	a->wide = m;
	a->wide_cap = n;
}

/* What was used from a place on. */
static void wipe_from(struct arena *a, size_t at)
{
	size_t first = a->used < a->cap ? a->used : a->cap;

	if (at < first)
		wipe(a->base + at, first - at);
	if (a->used > a->cap) {
		size_t from = at > a->cap ? at - a->cap : 0;
		wipe(a->wide + from, a->used - a->cap - from);
	}
}

static void narrow(struct arena *a)
{
	if (a->wide)
		munmap(a->wide, a->wide_cap);
	a->wide = NULL;
	a->wide_cap = 0;
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
	wipe_from(a, 0);
	narrow(a);
	if (a->used > KEEP)
		(void)madvise(a->base + KEEP, a->cap - KEEP, MADV_DONTNEED);
	a->used = 0;
}

void arena_free(struct arena *a)
{
	if (!a)
		return;
	run_deferred(a);
	wipe_from(a, 0);
	narrow(a);
	munmap(a->base, a->cap);
	free(a);
}

/* The room behind what is used: in the first part, or in the second from then on. */
static char *room_of(const struct arena *a, size_t *n)
{
	bool first = a->used < a->cap;

	*n = first ? a->cap - a->used : a->cap + a->wide_cap - a->used;
	return first ? a->base + a->used : a->wide ? a->wide + (a->used - a->cap) : NULL;
}

void *arena_alloc(struct arena *a, size_t n)
{
	size_t round = alignof(max_align_t) - 1;
	size_t room;
	char *p = room_of(a, &room);

	if (a->wide && a->used < a->cap && (n > room || n + round > room)) {
		a->used = a->cap;
		p = room_of(a, &room);
	}
	if (!p || n > room || n + round > room) {
		if (a->guard)
			longjmp(*a->guard, 1);
		fputs("kintsugi: a task needed more memory than it may have\n", stderr);
		abort();
	}
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

/* Formats where the text is going to lie. What does not fit is wiped before arena_alloc refuses, or
 * gives room elsewhere. */
struct str arena_fmt(struct arena *a, const char *fmt, ...)
{
	size_t room;
	char *p = room_of(a, &room);
	char *at;
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(p, room, fmt, ap);
	va_end(ap);
	if ((size_t)n + 1 + alignof(max_align_t) > room && room)
		wipe(p, room);
	at = arena_alloc(a, (size_t)n + 1);
	if (at != p) {
		va_start(ap, fmt);
		(void)vsnprintf(at, (size_t)n + 1, fmt, ap);
		va_end(ap);
	}
	return (struct str){ at, (size_t)n };
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
	wipe_from(a, mark);
	a->used = mark;
}

size_t arena_size(size_t n, size_t each)
{
	size_t all;

	return __builtin_mul_overflow(n, each, &all) ? SIZE_MAX : all;
}
