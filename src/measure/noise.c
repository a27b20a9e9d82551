#include "measure/noise.h"

uint64_t noise_below(const struct noise_bits *bits, uint64_t n)
{
	/* The highest multiple of n that 64 bits hold: above it some numbers would be likelier. */
	uint64_t end = UINT64_MAX / n * n;
	uint64_t x;

	do {
		x = (uint64_t)bits->draw(bits->arg) << 32;
		x |= bits->draw(bits->arg);
	} while (x >= end);
	return x % n;
}

/* Algorithm 1 for gamma = num/den <= 1: the first k at which a chance of gamma/k fails is odd with
 * probability exp(-gamma). */
static bool exp_of_fraction(const struct noise_bits *bits, uint64_t num, uint64_t den)
{
	uint64_t k = 1;

	while (noise_below(bits, den * k) < num)
		k++;
	return k & 1;
}

bool noise_exp(const struct noise_bits *bits, uint64_t num, uint64_t den)
{
	for (; num > den; num -= den)
		if (!exp_of_fraction(bits, 1, 1))
			return false;
	return exp_of_fraction(bits, num, den);
}

/* Algorithm 2, with t = den and s = num. */
int64_t noise_laplace(const struct noise_bits *bits, uint64_t num, uint64_t den)
{
	for (;;) {
		uint64_t u = noise_below(bits, den);
		uint64_t v = 0;
		uint64_t y;
		bool negative;

		if (!noise_exp(bits, u, den))
			continue;
		while (noise_exp(bits, 1, 1))
			v++;
		y = (u + den * v) / num;
		negative = noise_below(bits, 2);
		/* Zero has one sign only. */
		if (!negative || y != 0)
			return negative ? -(int64_t)y : (int64_t)y;
	}
}

int64_t noise_count(const struct noise_bits *bits, uint32_t n, uint32_t epsilon)
{
	return n + noise_laplace(bits, epsilon, (uint64_t)NOISE_UNIT * NOISE_SENSITIVITY);
}

bool noise_affordable(uint64_t spent, uint32_t epsilon)
{
	return spent <= NOISE_YEAR && epsilon <= NOISE_YEAR - spent;
}
