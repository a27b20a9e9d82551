/* A founded house for tests of the room access, on either database: an officer who is caseworker,
 * lead and manager, one team, and a started node. Made anew for each test: it is smaller than the
 * house of harness/house.h, which is made once for each program. */
#pragma once
#include "access/audit.h"
#include "access/holder.h"
#include "base/log.h"

struct test_house {
	struct arena *arena;
	struct house house;
	const struct actor *officer;
	struct team_id team;
	struct instant now;
	struct store_config records;
	struct store_config keyring;
	char folder[64];
};

/* cmocka set-ups: a group's (once for each database) and a test's; *state becomes a struct
 * test_house *. */
int test_house_group_sqlite(void **state);
int test_house_group_postgres(void **state);
int test_house_group_end(void **state);
int test_house_open(void **state);
int test_house_close(void **state);

/* A new task of the officer at h->now. Fails the test when it cannot begin. */
void test_house_task(struct test_house *h, struct ctx *c);
/* A new person of the team, committed, with the officer assigned. */
struct person_id test_house_person(struct test_house *h);

/* Statements that only a test may write: no parameters, any number of rows. */
#define HOUSE_SQL(call, text) \
	static const struct query call = { \
		.name = #call, .from = "tests", .sql = (text), .shape = SHAPE_EXEC \
	}
void test_house_run(struct test_house *h, const struct query *q);
/* One number: SELECT ... AS n. */
int64_t test_house_count(struct test_house *h, const char *sql);
