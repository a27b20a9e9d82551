/* One arena per request: allocate forward, wipe everything at the end. Nobody frees below a
 * handler. */
#pragma once
#include "base/sealed.h"
#include "base/str.h"

#include <setjmp.h>

struct arena;

/* An arena that may grow to cap bytes; NULL when the system has no memory. */
struct arena *arena_new(size_t cap);
/* The same, freed at the next reset of the arena that it stands beside: for what is much larger
 * than a request and wanted only while it is answered. */
struct arena *arena_beside(struct arena *a, size_t cap);
/* Runs the deferred calls in reverse, wipes what was used, gives the memory back. */
void arena_free(struct arena *a);
/* Runs the deferred calls in reverse, wipes what was used, keeps the address space. */
void arena_reset(struct arena *a);
/* n zeroed bytes, aligned for any type. Never NULL: past the cap it jumps to arena_guard's place,
 * or aborts. */
void *arena_alloc(struct arena *a, size_t n);
/* n zeroed bytes beside the arena, for what is much larger than a page: not counted against the
 * cap, never dumped, wiped and given back at the next reset. NULL when the system has no memory. */
void *arena_pages(struct arena *a, size_t n);
/* Raises the cap by n bytes until the next reset: for the few tasks that need much more than a page
 * does. Once; later calls change nothing, and neither does one for which the system has no memory.
 */
void arena_widen(struct arena *a, size_t n);
/* Where arena_alloc jumps when the cap is reached. NULL takes the place away. */
void arena_guard(struct arena *a, jmp_buf *place);
/* fn(arg) runs at the next reset. */
void arena_defer(struct arena *a, void (*fn)(void *), void *arg);
/* A NUL-terminated copy. */
struct str arena_str(struct arena *a, struct str s);
/* n bytes, copied. */
struct bytes bytes_copy(struct arena *a, const void *p, size_t n);
/* The bytes of a text, where they lie. */
static inline struct bytes str_bytes(struct str s)
{
	return (struct bytes){ (const uint8_t *)s.p, s.n };
}
/* printf into the arena. */
struct str arena_fmt(struct arena *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* Bytes in use, for ceilings in tests. */
size_t arena_used(const struct arena *a);

/* A mark to fall back to, so that a long scan reuses the same room. */
size_t arena_mark(const struct arena *a);
/* Wipes and gives back everything allocated since the mark. Deferred calls stay. */
void arena_back(struct arena *a, size_t mark);

#define NEW(a, type) ((type *)arena_alloc((a), sizeof(type)))
#define NEW_N(a, type, n) ((type *)arena_alloc((a), arena_size((n), sizeof(type))))
/* n * each, or SIZE_MAX on overflow, which no arena can give. */
size_t arena_size(size_t n, size_t each);
