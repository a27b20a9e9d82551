/* A group: one row for each who was there, and all of them or none. */
#include "care/gathering.h"

#include "care/person.h"
#include "care/service.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "harness/both.h"

enum { TWELVE = 12 };

static struct ctx task(const char *user)
{
	struct ctx c;

	assert_int_equal(test_ctx(&house, user, &c), OK);
	return c;
}

static struct person_id arrives(const char *user, int team)
{
	struct ctx c = task(user);
	struct person p = { .id = person_id_fresh(c.now), .name = STR("Nia") };

	assert_int_equal(person_arrive(&c, &p, house.teams[team], c.today), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	return p.id;
}

static size_t services(struct person_id id)
{
	struct ctx c = task("lena");
	struct service_list all;
	size_t n;

	assert_int_equal(services_read(&c, id, &all), OK);
	n = all.n && !all.at[0].closed && str_eq(all.at[0].group, STR("cooking")) ? all.n : 0;
	test_ctx_end(&c);
	return n;
}

static struct gathering_new cooking(const struct person_id *who, size_t n)
{
	return (struct gathering_new){ .type = STR("leisure"),
		                           .title = STR("cooking"),
		                           .minutes = 90,
		                           .when = { NO_DAY, NO_DAY, { NULL, 0 } },
		                           .who = who,
		                           .n = n };
}

static void twelve_who_were_there_get_a_row_each_in_one_change(void **state)
{
	struct person_id who[TWELVE];
	struct gathering_new n = cooking(who, TWELVE);
	struct gathering_closed closed;
	struct ctx c;

	(void)state;
	for (int i = 0; i < TWELVE; i++)
		who[i] = arrives("amara", TEST_HARBOUR);
	c = task("amara");
	assert_int_equal(gathering_write(&c, &n, &closed), OK);
	assert_int_equal(closed.n, 0);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	for (int i = 0; i < TWELVE; i++)
		assert_int_equal(services(who[i]), 1);
}

static void when_one_is_closed_nobody_is_half_saved(void **state)
{
	struct person_id who[3];
	struct gathering_new n = cooking(who, 3);
	struct gathering_closed closed;
	struct ctx c;

	(void)state;
	who[0] = arrives("amara", TEST_HARBOUR);
	who[1] = arrives("carla", TEST_ORCHARD);
	who[2] = arrives("amara", TEST_HARBOUR);
	c = task("amara");
	assert_int_equal(gathering_write(&c, &n, &closed), ERR_DENIED);
	assert_int_equal(closed.n, 1);
	assert_true(person_id_eq(closed.at[0], who[1]));
	assert_true(change_empty(c.change));
	test_ctx_end(&c);
	assert_int_equal(services(who[0]), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(twelve_who_were_there_get_a_row_each_in_one_change),
		cmocka_unit_test(when_one_is_closed_nobody_is_half_saved),
	};

	return test_on_both("gatherings", tests, sizeof tests / sizeof *tests);
}
