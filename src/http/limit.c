#include "http/limit.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

static const struct {
	int burst;
	int64_t interval_ms;
} rules[LIMIT_COUNT_] = {
#define LIMIT(name, burst, seconds) [LIMIT_##name] = { (burst), (int64_t)((seconds)*1000) },
#include "http/limits.def"
#undef LIMIT
};

enum { SETS = 1024, WAYS = 8 };

/* full_at: when the bucket will be full again. One number says all (the generic cell rate
 * algorithm, ITU-T I.371): a token costs interval_ms, and full_at may lie at most burst intervals
 * ahead. */
struct bucket {
	uint64_t from;
	int64_t full_at;
	enum limit_action action;
};

struct limits {
	pthread_mutex_t lock;
	struct bucket of[SETS][WAYS];
};

struct limits *limits_new(void)
{
	struct limits *l = calloc(1, sizeof *l);

	if (l)
		pthread_mutex_init(&l->lock, NULL);
	return l;
}

void limits_free(struct limits *l)
{
	if (!l)
		return;
	pthread_mutex_destroy(&l->lock);
	free(l);
}

/* The bucket of action and from, or the one that is given up for it. */
static struct bucket *find(struct limits *l, enum limit_action action, uint64_t from)
{
	struct bucket *set = l->of[(from + (uint64_t)action * 0x9E3779B97F4A7C15u) % SETS];
	struct bucket *least = set;

	for (size_t i = 0; i < WAYS; i++) {
		if (set[i].full_at && set[i].from == from && set[i].action == action)
			return &set[i];
		if (set[i].full_at < least->full_at)
			least = &set[i];
	}
	*least = (struct bucket){ .from = from, .action = action };
	return least;
}

int64_t limit_take(struct limits *l, enum limit_action action, uint64_t from, int64_t now_ms)
{
	int64_t interval = rules[action].interval_ms;
	int64_t wait;
	struct bucket *b;

	pthread_mutex_lock(&l->lock);
	b = find(l, action, from);
	if (b->full_at < now_ms)
		b->full_at = now_ms;
	wait = b->full_at + interval - now_ms - rules[action].burst * interval;
	if (wait <= 0)
		b->full_at += interval;
	pthread_mutex_unlock(&l->lock);
	return wait > 0 ? wait : 0;
}

static uint64_t turn(uint64_t x, int bits)
{
	return (x << bits) | (x >> (64 - bits));
}

static void sip_round(uint64_t v[4])
{
	v[0] += v[1];
	v[2] += v[3];
	v[1] = turn(v[1], 13) ^ v[0];
	v[3] = turn(v[3], 16) ^ v[2];
	v[0] = turn(v[0], 32);
	v[2] += v[1];
	v[0] += v[3];
	v[1] = turn(v[1], 17) ^ v[2];
	v[3] = turn(v[3], 21) ^ v[0];
	v[2] = turn(v[2], 32);
}

static uint64_t little(const uint8_t *p, size_t n)
{
	uint64_t x = 0;

	for (size_t i = 0; i < n; i++)
		x |= (uint64_t)p[i] << (8 * i);
	return x;
}

/* SipHash-2-4 (Aumasson, Bernstein 2012) of at most 7 bytes: a single block. */
static uint64_t sip(const uint8_t key[16], const uint8_t *p, size_t n)
{
	uint64_t k0 = little(key, 8);
	uint64_t k1 = little(key + 8, 8);
	uint64_t block = little(p, n) | (uint64_t)n << 56;
	uint64_t v[4] = { k0 ^ 0x736f6d6570736575u, k1 ^ 0x646f72616e646f6du, k0 ^ 0x6c7967656e657261u,
		              k1 ^ 0x7465646279746573u };

	v[3] ^= block;
	sip_round(v);
	sip_round(v);
	v[0] ^= block;
	v[2] ^= 0xFF;
	for (int i = 0; i < 4; i++)
		sip_round(v);
	return v[0] ^ v[1] ^ v[2] ^ v[3];
}

uint64_t limit_network(const uint8_t key[16], const uint8_t *address, size_t n)
{
	static const uint8_t mapped[12] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF };

	if (n == 16 && memcmp(address, mapped, sizeof mapped) == 0)
		return limit_network(key, address + 12, 4);
	return sip(key, address, n == 4 ? 3 : n == 16 ? 6 : 0);
}
