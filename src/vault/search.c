#include "vault/search.h"

#include <string.h>

enum { WORDS = 16, LETTERS = 64, FAR = 3 };

struct word {
	uint32_t letter[LETTERS];
	size_t n;
};

struct words {
	struct str word[WORDS];
	size_t n;
};

static struct words split(struct str s)
{
	struct words w = { .n = 0 };

	while (s.n && w.n < WORDS) {
		struct str word = str_cut(s, ' ', &s);
		if (word.n)
			w.word[w.n++] = word;
	}
	return w;
}

/* The letters of s but its spaces. */
static struct word letters(struct str s)
{
	struct word w;

	w.n = 0;
	for (size_t at = 0; at < s.n && w.n < LETTERS;) {
		uint32_t c = str_rune(s, &at);
		if (c != ' ')
			w.letter[w.n++] = c;
	}
	return w;
}

static int least(int a, int b)
{
	return a < b ? a : b;
}

/* What two words may differ by: what the shorter one bears. */
static int allowed(size_t a, size_t b)
{
	size_t n = a < b ? a : b;

	return n >= 5 ? 2 : n >= 3 ? 1 : 0;
}

/* One row of the table below: now from before and the one before that. Returns its smallest entry.
 */
static int next_row(const struct word *a, const struct word *b, size_t i, const int *earlier,
                    const int *before, int *now)
{
	int smallest = now[0] = (int)i;

	for (size_t j = 1; j <= b->n; j++) {
		int differs = a->letter[i - 1] != b->letter[j - 1];
		int d = least(before[j - 1] + differs, least(before[j], now[j - 1]) + 1);
		if (i > 1 && j > 1 && a->letter[i - 1] == b->letter[j - 2] &&
		    a->letter[i - 2] == b->letter[j - 1])
			d = least(d, earlier[j - 2] + 1);
		now[j] = d;
		smallest = least(smallest, d);
	}
	return smallest;
}

/* Letters put in, left out, changed, or two neighbours swapped (optimal string alignment: no letter
 * is touched twice); FAR when more than limit. */
static int spelling(const struct word *a, const struct word *b, int limit)
{
	int rows[3][LETTERS + 1];

	if (a->n > b->n + (size_t)limit || b->n > a->n + (size_t)limit)
		return FAR;
	for (size_t j = 0; j <= b->n; j++)
		rows[0][j] = (int)j;
	for (size_t i = 1; i <= a->n; i++) {
		int smallest = next_row(a, b, i, rows[(i + 1) % 3], rows[(i + 2) % 3], rows[i % 3]);
		if (smallest > limit)
			return FAR;
	}
	return rows[a->n % 3][b->n] > limit ? FAR : rows[a->n % 3][b->n];
}

static int word_distance(struct str a, struct str b)
{
	struct word x;
	struct word y;

	if (str_eq(a, b))
		return 0;
	x = letters(a);
	y = letters(b);
	return spelling(&x, &y, allowed(x.n, y.n));
}

/* The smallest distance from a to a word of b or to what a begins. */
static int nearest(struct str a, const struct words *b)
{
	int best = FAR;

	for (size_t i = 0; i < b->n && best; i++)
		if (str_starts(b->word[i], a))
			best = 0;
	for (size_t i = 0; i < b->n && best; i++)
		best = least(best, word_distance(a, b->word[i]));
	return best;
}

/* The same letters once spaces are left out, and enough of them to mean something; prefix: or a is
 * how b begins. */
static bool joined(struct str a, struct str b, bool prefix)
{
	struct word x = letters(a);
	struct word y = letters(b);

	return x.n >= 5 && (prefix ? x.n <= y.n : x.n == y.n) &&
	       memcmp(x.letter, y.letter, x.n * sizeof x.letter[0]) == 0;
}

int name_distance(struct str folded_a, struct str folded_b)
{
	struct words a = split(folded_a);
	struct words b = split(folded_b);
	int sum = 0;

	for (size_t i = 0; i < a.n; i++) {
		int d = nearest(a.word[i], &b);
		if (d == FAR)
			return joined(folded_a, folded_b, true) ? 1 : -1;
		sum += d;
	}
	return a.n ? sum : -1;
}

/* For each word of few, the words of many near it (a bit each), and which word of few has taken
 * each word of many. */
struct pairing {
	unsigned near[WORDS];
	int taken_by[WORDS];
};

/* Finds word i a word of its own; those who hold one make room when they can (augmenting paths,
 * Kuhn 1955). */
static bool place(struct pairing *p, size_t i, unsigned *tried)
{
	for (size_t j = 0; j < WORDS; j++) {
		if (!(p->near[i] & ~*tried & 1U << j))
			continue;
		*tried |= 1U << j;
		if (p->taken_by[j] < 0 || place(p, (size_t)p->taken_by[j], tried)) {
			p->taken_by[j] = (int)i;
			return true;
		}
	}
	return false;
}

/* Whether every word of few has a near word of its own in many. */
static bool paired(const struct words *few, const struct words *many)
{
	struct pairing p = { .near = { 0 } };

	for (size_t j = 0; j < WORDS; j++)
		p.taken_by[j] = -1;
	for (size_t i = 0; i < few->n; i++) {
		unsigned tried = 0;
		for (size_t j = 0; j < many->n; j++)
			if (word_distance(few->word[i], many->word[j]) != FAR)
				p.near[i] |= 1U << j;
		if (!place(&p, i, &tried))
			return false;
	}
	return true;
}

static bool telling(const struct words *w)
{
	for (size_t i = 0; i < w->n; i++)
		if (letters(w->word[i]).n >= 3)
			return true;
	return false;
}

bool name_similar(struct str folded_a, struct str folded_b)
{
	struct words a = split(folded_a);
	struct words b = split(folded_b);
	const struct words *few = a.n <= b.n ? &a : &b;
	const struct words *many = a.n <= b.n ? &b : &a;

	if (few->n == 0)
		return false;
	if (str_eq(folded_a, folded_b) || joined(folded_a, folded_b, false))
		return true;
	if (few->n == 1 && many->n > 1)
		return false;
	return telling(few) && paired(few, many);
}
