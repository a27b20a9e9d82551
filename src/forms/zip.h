/* Inside the room only: a .zip in memory, read part by part and never wholly unpacked. */
#pragma once
#include "base/arena.h"
#include "base/err.h"

/* What may come out of one part, and out of all together. A part above ZIPPED_SMALL may not grow to
 * more than ZIPPED_RATIO times what it was. */
enum {
	ZIPPED_ENTRIES = 2000,
	ZIPPED_PART = 32 << 20,
	ZIPPED_ALL = 64 << 20,
	ZIPPED_SMALL = 1 << 20,
	ZIPPED_RATIO = 200,
	ZIPPED_WIDE =
		16, /* times the limits of a part and of all, for a table that is read row by row */
	ZIPPED_PATH = 256
};

struct zipped;
struct zipped_part;

/* Opens bytes, which must outlive *out; the arena's reset closes it. ERR_INVALID: no zip, or torn;
 * ERR_TOO_BIG: more than ZIPPED_ENTRIES. */
enum err zipped_open(struct arena *a, struct str bytes, struct zipped **out) NODISCARD;

/* Lets parts grow ZIPPED_WIDE times as much: for whoever keeps nothing of what is read. */
void zipped_widen(struct zipped *z);

/* True when a name (without regard to case) ends so. */
bool zipped_has(const struct zipped *z, const char *ending);

/* Opens the part of this name (without regard to case). ERR_ABSENT; ERR_DENIED: it has a password;
 * ERR_TOO_BIG: it says itself that it would grow too much; ERR_INVALID: torn. */
enum err zipped_part(struct zipped *z, const char *name, struct zipped_part **out) NODISCARD;

/* Up to n bytes; 0 at the end, negative when it is torn or grows too much. Never touches the arena:
 * a parser may call it from within. */
int zipped_read(struct zipped_part *p, char *to, int n);

/* True when reading stopped because of a limit. */
bool zipped_burst(const struct zipped_part *p);

/* Its parts by number: how many, and their names as they are written there, in UTF-8; "" for one
 * without. */
size_t zipped_parts(const struct zipped *z);
const char *zipped_name(const struct zipped *z, size_t part);
/* What a part says that it unpacks to. */
uint64_t zipped_size(const struct zipped *z, size_t part);
/* A whole part, beside the arena. Errors of zipped_part; ERR_TOO_BIG beyond limit bytes; ERR_BUSY
 * without memory. */
enum err zipped_whole(struct zipped *z, size_t part, size_t limit, struct str *out) NODISCARD;

/* A new .zip of n parts, beside a. packed: whether it is worth making a part smaller. Nothing in it
 * tells when it was made. ERR_BUSY without memory. */
struct zipped_new {
	const char *name;
	struct str bytes;
	bool packed;
};
enum err zipped_write(struct arena *a, const struct zipped_new *parts, size_t n,
                      struct str *out) NODISCARD;

/* Gives back what p holds; twice is harmless. */
void zipped_close(struct zipped_part *p);
