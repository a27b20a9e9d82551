/* What a page inside the organisation may print about few people (P8). Releases to the outside have
 * stricter rules. */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	DISCLOSE_CELL = 5,  /* a smaller count is blank */
	DISCLOSE_MEAN = 11, /* fewer people are dots, not a mean */
};

/* Consecutive years first to last (indices into the counts) that are shown as one; mean: enough
 * people for a mean. */
struct year_span {
	size_t first;
	size_t last;
	uint32_t n;
	bool mean;
};

/* May a count of n people be printed? Zero may not: "nobody" is as telling as "one". */
bool cell_shown(uint32_t n);

/* May "k of n" be printed? k and n - k are both cells, since either gives the other away. */
bool share_shown(uint32_t k, uint32_t n);

/* May a mean of n people be printed? Otherwise: dots, "too few: look at the people, not at the
 * figure". */
bool mean_shown(uint32_t n);

/*
 * Decides shown[0..cells) for one row of counts of different people. Small cells are blank. With
 * the total printed the blanks together are a cell too: as long as there is only one, or together
 * they are below DISCLOSE_CELL, the smallest cell still shown (the first of equals) goes blank as
 * well. Returns whether the total may be printed: false when it is small itself, or when the row
 * has blanks that no further blank can protect. total_wanted false: only the small cells go blank
 * and the answer is false. A reader who knows this rule can narrow a hidden pair a little; hence
 * internal pages only.
 */
bool row_hide(const uint32_t *n, size_t cells, bool total_wanted, bool *shown);

/*
 * Small houses: joins years, oldest first, until a span has DISCLOSE_MEAN people. out has room for
 * `years` spans; returns how many are used (0 for no years). Newest years that do not reach the
 * number yet stay a span of their own with mean = false: a span once full never changes, so that no
 * newcomer can be read from the difference of two pages.
 */
size_t pool_years(const uint32_t *n, size_t years, struct year_span *out);
