#include "base/random.h"

#include <sodium.h>

void random_bytes(void *p, size_t n)
{
	randombytes_buf(p, n);
}

uint32_t random_below(uint32_t bound)
{
	return randombytes_uniform(bound);
}

/* SplitMix64 (Steele, Lea, Flood 2014). */
uint32_t dice_below(struct dice *d, uint32_t bound)
{
	uint64_t z = d->state += 0x9E3779B97F4A7C15u;

	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
	z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
	z ^= z >> 31;
	return (uint32_t)(((z >> 32) * bound) >> 32);
}
