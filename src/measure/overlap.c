/*
 * Blocks are vectors: a 1 for everybody, and a 1 or 0 for each group. A sum that a reader makes is
 * a linear map of them, and speaks of the blocks that it does not map to 0. So a set of blocks can
 * be singled out just when the others span less than all of them together do. Looked for are such
 * sets of fewer than `least` people.
 */
#include "measure/overlap.h"

#include <string.h>

/* Ranks are counted modulo a prime: the determinants of so few rows of 0 and 1 are smaller. */
enum { DIMENSIONS = OVERLAP_GROUPS + 1, PRIME = 2147483647 };

/* Rows in steps: row[d] begins with a 1 at d. */
struct span {
	uint64_t row[DIMENSIONS][DIMENSIONS];
	bool has[DIMENSIONS];
	size_t rank;
};

static uint64_t inverse(uint64_t x)
{
	uint64_t out = 1;

	for (uint64_t power = PRIME - 2; power; power >>= 1) {
		if (power & 1)
			out = out * x % PRIME;
		x = x * x % PRIME;
	}
	return out;
}

/* What is left of v without the rows of s; the place where it begins, DIMENSIONS for nothing. */
static size_t reduce(const struct span *s, uint64_t v[DIMENSIONS])
{
	for (size_t d = 0; d < DIMENSIONS; d++) {
		uint64_t times = v[d];

		if (times == 0)
			continue;
		if (!s->has[d])
			return d;
		for (size_t k = d; k < DIMENSIONS; k++)
			v[k] = (v[k] + (PRIME - times) * s->row[d][k]) % PRIME;
	}
	return DIMENSIONS;
}

static size_t rest_of(const struct span *s, const struct overlap_block *b, uint64_t v[DIMENSIONS])
{
	v[0] = 1;
	for (size_t g = 0; g < OVERLAP_GROUPS; g++)
		v[g + 1] = b->groups >> g & 1;
	return reduce(s, v);
}

static void add(struct span *s, const struct overlap_block *b)
{
	uint64_t v[DIMENSIONS];
	size_t d = rest_of(s, b, v);
	uint64_t times;

	if (d == DIMENSIONS)
		return;
	times = inverse(v[d]);
	for (size_t k = d; k < DIMENSIONS; k++)
		s->row[d][k] = v[k] * times % PRIME;
	s->has[d] = true;
	s->rank++;
}

static bool within(const struct span *s, const struct overlap_block *b)
{
	uint64_t v[DIMENSIONS];

	return rest_of(s, b, v) == DIMENSIONS;
}

/* Small blocks that the large ones do not span: whatever is singled out is made of these. */
struct search {
	const struct overlap_block *at;
	size_t n;
	struct span large;
	size_t whole;   /* the rank of all */
	uint32_t least; /* people */
};

/* A set of fewer than least people is of fewer than least blocks. */
enum { LEFT_MOST = 16 };
struct left {
	size_t at[LEFT_MOST];
	size_t n;
	uint32_t people;
};

static bool is_left(const struct left *l, size_t block)
{
	for (size_t i = 0; i < l->n; i++)
		if (l->at[i] == block)
			return true;
	return false;
}

static bool outside(const struct search *s, size_t block)
{
	const struct overlap_block *b = &s->at[block];

	return b->n > 0 && !within(&s->large, b);
}

static size_t rank_without(const struct search *s, const struct left *l)
{
	struct span rest = s->large;

	for (size_t i = 0; i < s->n && rest.rank < s->whole; i++)
		if (s->at[i].n > 0 && !is_left(l, i))
			add(&rest, &s->at[i]);
	return rest.rank;
}

static bool singled_out(const struct search *s, struct left l, size_t from)
{
	if (l.n && rank_without(s, &l) < s->whole)
		return true;
	for (size_t i = from; i < s->n && l.n < LEFT_MOST; i++) {
		struct left more = l;

		if (!outside(s, i) || l.people + s->at[i].n >= s->least)
			continue;
		more.at[more.n++] = i;
		more.people += s->at[i].n;
		if (singled_out(s, more, i + 1))
			return true;
	}
	return false;
}

bool overlap_safe(const struct overlap_block *at, size_t n, uint32_t least)
{
	struct search s = { .at = at, .n = n, .least = least };
	struct span all;

	memset(&s.large, 0, sizeof s.large);
	for (size_t i = 0; i < n; i++)
		if (at[i].n >= least)
			add(&s.large, &at[i]);
	all = s.large;
	for (size_t i = 0; i < n; i++)
		if (at[i].n > 0)
			add(&all, &at[i]);
	s.whole = all.rank;
	return s.large.rank == s.whole || !singled_out(&s, (struct left){ .n = 0 }, 0);
}
