/* The same tests on SQLite and on PostgreSQL, each in a house of its own. Include <cmocka.h> first.
 */
#pragma once
#include "harness/house.h"

/* The house that stands while the tests run; also their *state. */
extern struct test_house house;

/* Runs the tests on one database after the other; returns how many failed. */
int test_on_both(const char *name, const struct CMUnitTest *tests, size_t n);

/* Begins a task of a user. It asserts that this can be done, as the next does. */
struct ctx test_task(const char *user);
/* Amara takes somebody in at the Harbour, under the name Nia. */
struct person_id test_arrives(void);
