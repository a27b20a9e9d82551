/* Random bytes: from the system; from a seed in demonstrations and tests that must repeat. */
#pragma once
#include <stddef.h>
#include <stdint.h>

/* Fills p with n unpredictable bytes. */
void random_bytes(void *p, size_t n);
/* A number below bound, without bias. bound > 0. */
uint32_t random_below(uint32_t bound);

/* A repeatable stream for demonstrations: never for keys. */
struct dice {
	uint64_t state;
};
/* A number below bound from the stream. bound > 0. */
uint32_t dice_below(struct dice *d, uint32_t bound);
