#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct buf buf_new(struct arena *a, size_t ceiling)
{
	return (struct buf){ .arena = a, .ceiling = ceiling };
}

static bool reserve(struct buf *b, size_t more)
{
	size_t want = b->room ? b->room : 256;
	char *p;

	if (b->full || more > b->ceiling - b->n) {
		b->full = true;
		return false;
	}
	if (b->room - b->n >= more)
		return true;
	while (want - b->n < more)
		want *= 2;
	p = arena_alloc(b->arena, want);
	if (b->n)
		memcpy(p, b->p, b->n);
	b->p = p;
	b->room = want;
	return true;
}

void buf_add(struct buf *b, struct str s)
{
	if (s.n == 0 || !reserve(b, s.n))
		return;
	memcpy(b->p + b->n, s.p, s.n);
	b->n += s.n;
}

void buf_cell(struct buf *b, struct str s)
{
	buf_byte(b, '"');
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '"')
			buf_byte(b, '"');
		buf_byte(b, s.p[i]);
	}
	buf_byte(b, '"');
}

void buf_cell_text(struct buf *b, struct str s)
{
	bool live = s.n && memchr("=+-@\t\r", s.p[0], 6) != NULL;

	buf_cell(b, live ? arena_fmt(b->arena, "'%.*s", (int)s.n, s.p) : s);
}

void buf_json(struct buf *b, struct str s)
{
	buf_byte(b, '"');
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] < 0x20)
			buf_fmt(b, "\\u%04x", (unsigned)(unsigned char)s.p[i]);
		else if (s.p[i] == '"' || s.p[i] == '\\')
			buf_fmt(b, "\\%c", s.p[i]);
		else
			buf_byte(b, s.p[i]);
	buf_byte(b, '"');
}

void buf_take(struct buf *b, struct str s)
{
	b->p = (char *)(uintptr_t)s.p;
	b->n = s.n;
	b->room = s.n;
	b->full = false;
}

void buf_byte(struct buf *b, char c)
{
	buf_add(b, (struct str){ &c, 1 });
}

/* Most texts fit into the room that is there: they are formatted once. */
void buf_fmt(struct buf *b, const char *fmt, ...)
{
	size_t room = b->room - b->n;
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(b->p ? b->p + b->n : NULL, room, fmt, ap);
	va_end(ap);
	if (!reserve(b, (size_t)n + 1))
		return;
	if ((size_t)n >= room) {
		va_start(ap, fmt);
		(void)vsnprintf(b->p + b->n, (size_t)n + 1, fmt, ap);
		va_end(ap);
	}
	b->n += (size_t)n;
}

struct str buf_str(const struct buf *b)
{
	return (struct str){ b->p ? b->p : "", b->n };
}
