/* Private to measure/survival: the walk over times that all its figures make. */
#pragma once
#include "measure/survival.h"

/* Starts as { .data = data }. */
struct survival_walk {
	const struct survival_data *data;
	size_t left;    /* of by_exit: whose observation was over before this time */
	size_t next;    /* of by_exit: the first whose observation ends later */
	size_t entered; /* of by_entry */
	double time;
	uint32_t at_risk[SURVIVAL_GROUPS];
	uint32_t ends[SURVIVAL_GROUPS][SURVIVAL_ENDS];
};

/* The next time at which anybody's observation ends; false after the last. */
bool survival_next(struct survival_walk *w);
