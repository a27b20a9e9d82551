/* A small record inside a sealed value: names and texts, in the order they were put. Not for people
 * to read. */
#pragma once
#include "base/buf.h"
#include "base/clock.h"

/* Adds name and value. Names are literals of at most 255 bytes. */
void fields_put(struct buf *b, const char *name, struct str value);
void fields_put_int(struct buf *b, const char *name, int64_t value);
/* Nothing when it is NO_DAY. */
void fields_put_day(struct buf *b, const char *name, struct day day);
void fields_put_id(struct buf *b, const char *name, const uint8_t id[16]);
/* The value of name: a view into record, p == NULL when it is not there. A damaged record has no
 * fields. */
struct str fields_get(struct str record, const char *name);
/* fallback when it is absent or no number. */
int64_t fields_int(struct str record, const char *name, int64_t fallback);
struct day fields_day(struct str record, const char *name, struct day fallback);
/* False when it is absent or not 16 bytes. */
bool fields_id(struct str record, const char *name, uint8_t out[16]);
/* Walks: *at starts at 0; false at the end. */
bool fields_next(struct str record, size_t *at, struct str *name, struct str *value);
