/* My day: what is nearest comes first; what belongs to somebody else is theirs. */

#include "care/day_inside.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "harness/both.h"

static struct ctx task_of(const char *user)
{
	struct ctx c;

	assert_int_equal(test_ctx(&house, user, &c), OK);
	return c;
}

static void what_is_late_stands_behind_today_and_before_what_is_coming(void **state)
{
	static const int days[] = { 3, -40, 0, -2, 6 };
	static const int order[] = { 0, -2, -40, 3, 6 };
	struct ctx c = task_of("amara");
	struct person p = { .id = person_id_fresh(c.now), .name = STR("Nia") };
	struct tasks due;

	(void)state;
	assert_int_equal(person_arrive(&c, &p, house.teams[TEST_HARBOUR], c.today), OK);
	for (size_t i = 0; i < 5; i++)
		assert_int_equal(task_add(&c, p.id, TASK_CONTACT, day_add(c.today, days[i]), NULL, STR("")),
		                 OK);
	/* More than a week ahead is not of this week. */
	assert_int_equal(task_add(&c, p.id, TASK_CONTACT, day_add(c.today, 9), NULL, STR("")), OK);
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(day_tasks(&c, &due), OK);
	assert_int_equal(due.n, 5);
	for (size_t i = 0; i < 5; i++)
		assert_int_equal(due.at[i].due.n - c.today.n, order[i]);
	assert_true(str_eq(due.at[0].name, STR("Nia")));
	test_ctx_end(&c);
}

static void a_task_with_an_owner_is_on_that_owners_day_alone(void **state)
{
	struct user_id bela = test_user(&house, "bela");
	struct ctx c = task_of("amara");
	struct person p = { .id = person_id_fresh(c.now), .name = STR("Selu") };
	struct tasks before;
	struct tasks after;

	(void)state;
	assert_int_equal(day_tasks(&c, &before), OK);
	assert_int_equal(person_arrive(&c, &p, house.teams[TEST_HARBOUR], c.today), OK);
	assert_int_equal(task_add(&c, p.id, TASK_CONTACT, c.today, &bela, STR("")), OK);
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(person_assign(&c, p.id, bela), OK);
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(day_tasks(&c, &after), OK);
	assert_int_equal(after.n, before.n);
	test_ctx_end(&c);
	c = task_of("bela");
	assert_int_equal(day_tasks(&c, &after), OK);
	assert_int_equal(after.n, 1);
	assert_true(str_eq(after.at[0].name, STR("Selu")));
	test_ctx_end(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_late_stands_behind_today_and_before_what_is_coming),
		cmocka_unit_test(a_task_with_an_owner_is_on_that_owners_day_alone),
	};

	return test_on_both("my day", tests, sizeof tests / sizeof *tests);
}
