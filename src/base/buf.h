/* struct buf: bytes that grow in an arena up to a stated ceiling. Overflow is sticky and asked once
 * at the end. */
#pragma once
#include "base/arena.h"

struct buf {
	struct arena *arena;
	char *p;
	size_t n;
	size_t room;
	size_t ceiling;
	bool full;
};

/* An empty buf that may hold at most ceiling bytes. */
struct buf buf_new(struct arena *a, size_t ceiling);
void buf_add(struct buf *b, struct str s);
void buf_byte(struct buf *b, char c);
void buf_fmt(struct buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* A cell of a CSV sheet: s in quotes, those in it doubled. */
void buf_cell(struct buf *b, struct str s);
/* The same for words that somebody typed: what a spreadsheet program would calculate stands behind
 * an apostrophe. */
void buf_cell_text(struct buf *b, struct str s);
/* A string of JSON: s, which is UTF-8, in quotes. */
void buf_json(struct buf *b, struct str s);
/* Makes b hold s, without a copy, in place of what was gathered. s lives as long as b. */
void buf_take(struct buf *b, struct str s);
/* What was gathered; valid until the next call on b. */
struct str buf_str(const struct buf *b);
