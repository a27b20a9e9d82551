#include "measure/release.h"

#include <stdlib.h>
#include <string.h>

/* --- a count --- */

static struct printed band(uint32_t lo, uint32_t hi)
{
	return (struct printed){ PRINTED_BAND, lo, lo, hi };
}

static struct printed under(uint32_t limit)
{
	return (struct printed){ PRINTED_UNDER, 0, 0, limit - 1 };
}

static struct printed rounded(uint32_t n)
{
	uint32_t value = (n + RELEASE_STEP / 2) / RELEASE_STEP * RELEASE_STEP;
	uint32_t lo = value - RELEASE_STEP / 2;

	/* Anything smaller would have been told as "under 11". */
	return (struct printed){ PRINTED_ROUNDED, value, lo < RELEASE_SMALL ? RELEASE_SMALL : lo,
		                     value + RELEASE_STEP / 2 };
}

struct printed release_count(uint32_t n, uint32_t of)
{
	if (n < RELEASE_SMALL)
		return under(RELEASE_SMALL);
	if (of >= RELEASE_FEW)
		return rounded(n);
	return n < RELEASE_BAND ? band(RELEASE_SMALL, RELEASE_BAND - 1)
	                        : band(RELEASE_BAND, RELEASE_FEW - 1);
}

struct printed release_count_again(uint32_t n, uint32_t of)
{
	return n < RELEASE_AGAIN ? under(RELEASE_AGAIN) : release_count(n, of);
}

int release_percent(struct printed part, struct printed whole)
{
	if (part.as != PRINTED_ROUNDED || whole.as != PRINTED_ROUNDED || whole.value < RELEASE_BASE)
		return -1;
	return (int)((200 * part.value + whole.value) / (2 * whole.value));
}

bool release_mean_shown(uint32_t n)
{
	return n >= RELEASE_SMALL;
}

/* --- people --- */

static int by_id(const void *a, const void *b)
{
	const struct release_member *x = a;
	const struct release_member *y = b;

	return memcmp(x->id, y->id, sizeof x->id);
}

void release_sort(struct release_member *members, size_t n)
{
	if (n)
		qsort(members, n, sizeof *members, by_id);
}

size_t release_changed(const struct release_member *before, size_t nbefore,
                       const struct release_member *now, size_t nnow)
{
	size_t changed = 0;
	size_t i = 0;
	size_t j = 0;

	while (i < nbefore && j < nnow) {
		int order = by_id(&before[i], &now[j]);

		changed += order != 0 || before[i].rows != now[j].rows;
		i += order <= 0;
		j += order >= 0;
	}
	return changed + (nbefore - i) + (nnow - j);
}

uint32_t release_counted(const struct release_member *members, size_t n, uint64_t rows)
{
	uint32_t counted = 0;

	for (size_t i = 0; i < n; i++)
		counted += (members[i].rows & rows) != 0;
	return counted;
}

enum release_wait release_wait(int64_t days, int64_t calendar, size_t changed)
{
	if (days < (calendar > RELEASE_DAYS ? calendar : RELEASE_DAYS))
		return RELEASE_WAIT_DAYS;
	return changed < RELEASE_CHANGED ? RELEASE_WAIT_PEOPLE : RELEASE_NOW;
}

/* --- joining rows --- */

struct joining {
	const struct release_member *members;
	size_t nmembers;
	uint64_t *rows;
	size_t n;
};

static uint32_t people_of(const struct joining *j, size_t row)
{
	return release_counted(j->members, j->nmembers, j->rows[row]);
}

/* Row b goes into row a. */
static void join(struct joining *j, size_t a, size_t b)
{
	j->rows[a] |= j->rows[b];
	memmove(&j->rows[b], &j->rows[b + 1], (j->n - b - 1) * sizeof *j->rows);
	j->n--;
}

/* The row with the fewest people, the first of equals, but for `besides`; n: there is none. */
static size_t smallest(const struct joining *j, size_t besides)
{
	size_t best = j->n;
	uint32_t least = UINT32_MAX;

	for (size_t i = 0; i < j->n; i++) {
		uint32_t people = people_of(j, i);

		if (i != besides && people < least) {
			best = i;
			least = people;
		}
	}
	return best;
}

static size_t beside(const struct joining *j, size_t row)
{
	if (row == 0)
		return 1;
	if (row + 1 == j->n)
		return row - 1;
	return people_of(j, row - 1) <= people_of(j, row + 1) ? row - 1 : row + 1;
}

size_t release_join(const struct release_member *members, size_t nmembers, uint64_t *rows,
                    size_t nrows, bool neighbour)
{
	struct joining j = { members, nmembers, rows, nrows };

	while (j.n > 1) {
		size_t row = smallest(&j, j.n);
		size_t with = neighbour ? beside(&j, row) : smallest(&j, row);

		if (people_of(&j, row) >= RELEASE_SMALL)
			break;
		join(&j, row < with ? row : with, row < with ? with : row);
	}
	return j.n;
}
