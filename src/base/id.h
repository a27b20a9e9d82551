/* Ids: 4 bytes of hours since 2020 and 12 random bytes. They sort by hour and tell nothing else. */
#pragma once
#include "base/clock.h"

#include <string.h>

enum { ID_BYTES = 16, ID_TEXT = 32, ID_CODE = 4 };

#define ID(name) \
	struct name##_id { \
		uint8_t b[ID_BYTES]; \
	};
#include "base/ids.def"
#undef ID

/* Fills out with a fresh id of the hour of now. */
void id_fresh(uint8_t out[ID_BYTES], struct instant now);
/* The hour in which it was made. */
struct instant id_hour(const uint8_t id[ID_BYTES]);
/* Fills out with 16 random bytes that tell no time (pseudonyms, score rows). */
void id_random(uint8_t out[ID_BYTES]);
/* Reads 32 lower-case hexadecimal digits; false when s is anything else. */
bool id_read(struct str s, uint8_t out[ID_BYTES]);
/* Writes 32 digits and a NUL. */
void id_write(const uint8_t id[ID_BYTES], char out[ID_TEXT + 1]);
/* Four letters and digits that cannot be mistaken for each other (no I, L, O, U), from the random
 * part, and a NUL: for paper and phones. One in a million is alike. */
void id_code(const uint8_t id[ID_BYTES], char out[ID_CODE + 1]);

#define ID(name) \
	static inline struct name##_id name##_id_fresh(struct instant now) \
	{ \
		struct name##_id id; \
		id_fresh(id.b, now); \
		return id; \
	} \
	static inline bool name##_id_eq(struct name##_id a, struct name##_id b) \
	{ \
		return memcmp(a.b, b.b, ID_BYTES) == 0; \
	}
#include "base/ids.def"
#undef ID
