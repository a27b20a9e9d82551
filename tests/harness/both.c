#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "care/person.h"
#include "harness/both.h"

struct test_house house;

static int on_sqlite(void **state)
{
	*state = &house;
	return test_house(&house, false) == OK ? 0 : -1;
}

static int on_postgres(void **state)
{
	*state = &house;
	return test_house(&house, true) == OK ? 0 : -1;
}

static int end(void **state)
{
	(void)state;
	test_house_end(&house);
	return 0;
}

int test_on_both(const char *name, const struct CMUnitTest *tests, size_t n)
{
	char title[120];
	int failed;

	(void)snprintf(title, sizeof title, "%s, on SQLite", name);
	failed = _cmocka_run_group_tests(title, tests, n, on_sqlite, end);
	(void)snprintf(title, sizeof title, "%s, on PostgreSQL", name);
	return failed + _cmocka_run_group_tests(title, tests, n, on_postgres, end);
}

struct ctx test_task(const char *user)
{
	struct ctx c;

	assert_int_equal(test_ctx(&house, user, &c), OK);
	return c;
}

struct person_id test_arrives(void)
{
	struct ctx c = test_task("amara");
	struct person p = { .id = person_id_fresh(c.now), .name = STR("Nia") };

	assert_int_equal(person_arrive(&c, &p, house.teams[TEST_HARBOUR], c.today), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	return p.id;
}
