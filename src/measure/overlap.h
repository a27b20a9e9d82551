/* Groups that overlap: whether what they and everybody come to, added and subtracted in any way,
 * could speak of a few people. docs/decisions/0042-views-and-overlapping-groups.md. */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { OVERLAP_GROUPS = 16 };

/* People who are in the same groups: bit g for each. Nobody is in two blocks. */
struct overlap_block {
	uint32_t groups;
	uint32_t n;
};

/*
 * A reader knows one figure of everybody and one of each group; a figure of a block is what she
 * must not find. Any sum that she can make counts each block some number of times: true when each
 * such sum speaks of nobody, or of at least least people. Blocks of nobody do not matter. At most
 * OVERLAP_GROUPS groups.
 */
bool overlap_safe(const struct overlap_block *at, size_t n, uint32_t least);
