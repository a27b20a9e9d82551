/* Open data: what is printed has noise. */
#include "base/random.h"
#include "learning/release_inside.h"
#include "measure/noise.h"

static uint32_t bits_of_system(void *arg)
{
	uint32_t x;

	(void)arg;
	random_bytes(&x, sizeof x);
	return x;
}

/* A row and its noise. Below zero there is nobody: what is done to a noisy number tells no more. */
static int64_t noisy(const struct release *r, int64_t people)
{
	const struct noise_bits bits = { bits_of_system, NULL };
	int64_t n = noise_count(&bits, (uint32_t)people, (uint32_t)r->series.epsilon);

	return n > 0 ? n : 0;
}

/* Sums are sums of noisy rows and cost nothing more. */
void release_noise(struct arena *a, struct release *r)
{
	struct release_line *lines = NEW_N(a, struct release_line, r->nlines);

	r->people.value = 0;
	for (size_t i = 0; i < r->nlines; i++) {
		lines[i] = r->lines[i];
		lines[i].printed.value = noisy(r, r->lines[i].printed.value);
		r->people.value += lines[i].printed.value;
	}
	r->lines = lines;
	if (r->part)
		r->others.value = noisy(r, r->others.value);
}
