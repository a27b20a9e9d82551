#include "measure/disclose.h"

bool cell_shown(uint32_t n)
{
	return n >= DISCLOSE_CELL;
}

bool share_shown(uint32_t k, uint32_t n)
{
	return k <= n && cell_shown(k) && cell_shown(n - k);
}

bool mean_shown(uint32_t n)
{
	return n >= DISCLOSE_MEAN;
}

/* The index of the smallest cell still shown; cells when none is. */
static size_t smallest_shown(const uint32_t *n, size_t cells, const bool *shown)
{
	size_t best = cells;

	for (size_t i = 0; i < cells; i++)
		if (shown[i] && (best == cells || n[i] < n[best]))
			best = i;
	return best;
}

bool row_hide(const uint32_t *n, size_t cells, bool total_wanted, bool *shown)
{
	uint64_t total = 0;
	uint64_t hidden = 0;
	size_t blanks = 0;

	for (size_t i = 0; i < cells; i++) {
		shown[i] = cell_shown(n[i]);
		blanks += shown[i] ? 0 : 1;
		hidden += shown[i] ? 0 : n[i];
		total += n[i];
	}
	if (!total_wanted || total < DISCLOSE_CELL)
		return false;
	while (blanks == 1 || (blanks > 1 && hidden < DISCLOSE_CELL)) {
		size_t next = smallest_shown(n, cells, shown);

		if (next == cells)
			return false;
		shown[next] = false;
		hidden += n[next];
		blanks++;
	}
	return true;
}

size_t pool_years(const uint32_t *n, size_t years, struct year_span *out)
{
	size_t used = 0;
	bool open = false;

	for (size_t y = 0; y < years; y++) {
		if (!open)
			out[used++] = (struct year_span){ .first = y };
		out[used - 1].last = y;
		out[used - 1].n += n[y];
		out[used - 1].mean = mean_shown(out[used - 1].n);
		open = !out[used - 1].mean;
	}
	return used;
}
