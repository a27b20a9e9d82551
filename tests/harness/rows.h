/* How much is written down in a house: one number that changes with every row of every table, so
 * that "nothing was saved" and "saved once" are asked of new tables as well. */
#pragma once
#include "house.h"

/* The rows of all tables but those that every request may write to: audit and sessions. Takes a
 * reader for a moment: end or empty other arenas first. Aborts when the database cannot be read. */
int64_t test_rows(struct test_house *h);
