/* Token buckets per action and network, in memory. The figures are in limits.def. */
#pragma once
#include "base/str.h"

enum limit_action {
#define LIMIT(name, burst, seconds) LIMIT_##name,
#include "http/limits.def"
#undef LIMIT
	LIMIT_COUNT_
};

struct limits;

/* An empty table; NULL when the system has no memory. */
struct limits *limits_new(void);
void limits_free(struct limits *l);
/* Takes one token. 0: go on; else the milliseconds until there is one. from: request.from; now_ms:
 * of a clock that only goes forward. From any thread. When the table is full, the bucket nearest to
 * full is forgotten, so that a flood from many networks forgets the innocent first, not the guilty.
 */
int64_t limit_take(struct limits *l, enum limit_action action, uint64_t from, int64_t now_ms);

/* A keyed hash (SipHash-2-4) of the network of an address of 4 or 16 bytes: /24, or /48; an IPv4
 * address mapped into IPv6 counts as itself. Any other n gives the hash of nothing. */
uint64_t limit_network(const uint8_t key[16], const uint8_t *address, size_t n);
