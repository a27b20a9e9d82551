/* The same tests on SQLite and on PostgreSQL, each in a house of its own. Include <cmocka.h> first.
 */
#pragma once
#include "harness/house.h"

/* The house that stands while the tests run; also their *state. */
extern struct test_house house;

/* Runs the tests on one database after the other; returns how many failed. */
int test_on_both(const char *name, const struct CMUnitTest *tests, size_t n);
