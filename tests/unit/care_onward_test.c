/* Savings, work, going home: in the case, corrected by replacing, asked again after going home. */
#include "care/onward.h"

#include "care/day_inside.h"
#include "care/person.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "harness/both.h"

static struct onward_new a(enum onward_kind kind)
{
	return (struct onward_new){
		.kind = kind, .when = { NO_DAY, NO_DAY, { NULL, 0 } }, .checked = NO_DAY, .next = NO_DAY
	};
}

static enum err writes(const char *user, struct person_id id, const struct onward_new *n,
                       struct row_id *row)
{
	struct ctx c = test_task(user);
	enum err e;

	*row = row_id_fresh(c.now);
	e = onward_write(&c, id, *row, n);
	if (e == OK)
		e = test_commit(&c);
	test_ctx_end(&c);
	return e;
}

static void savings_are_read_by_whoever_holds_the_case(void **state)
{
	struct person_id id = test_arrives();
	struct onward_new n = a(ONWARD_SAVINGS);
	struct onward_list all;
	struct row_id row;
	struct ctx c;

	(void)state;
	n.value[SAVED_IN] = STR("20 dollars");
	n.value[SAVED_HOLDER] = STR("self");
	assert_int_equal(writes("amara", id, &n, &row), OK);
	c = test_task("lena");
	assert_int_equal(onward_read(&c, id, &all), OK);
	assert_int_equal(all.n, 1);
	assert_int_equal(all.at[0].kind, ONWARD_SAVINGS);
	assert_true(str_eq(all.at[0].value[SAVED_IN], STR("20 dollars")));
	test_ctx_end(&c);
	c = test_task("bela");
	assert_int_equal(onward_read(&c, id, &all), OK);
	assert_true(all.at[0].closed);
	assert_null(all.at[0].value[SAVED_IN].p);
	test_ctx_end(&c);
	assert_int_equal(writes("bela", id, &n, &row), ERR_DENIED);
}

static void the_second_of_two_who_correct_it_is_told(void **state)
{
	struct person_id id = test_arrives();
	struct onward_new n = a(ONWARD_WORK);
	struct row_id row;
	struct row_id now;

	(void)state;
	n.value[WORK_PLACE] = STR("The bakery");
	assert_int_equal(writes("amara", id, &n, &row), OK);
	n.replaces = &row;
	n.value[WORK_SAFE] = STR("yes");
	assert_int_equal(writes("amara", id, &n, &now), OK);
	assert_int_equal(writes("lena", id, &n, &now), ERR_CONFLICT);
}

static void an_answer_that_is_not_offered_is_refused(void **state)
{
	struct onward_new n = a(ONWARD_WORK);
	struct row_id row;

	(void)state;
	n.value[WORK_SAFE] = STR("perhaps");
	assert_int_equal(writes("amara", test_arrives(), &n, &row), ERR_INVALID);
}

static size_t due(struct person_id id)
{
	struct ctx c = test_task("amara");
	struct tasks all;
	size_t n = 0;

	assert_int_equal(day_tasks(&c, 0, &all), OK);
	for (size_t i = 0; i < all.n; i++)
		n += all.at[i].kind == TASK_RETURN && person_id_eq(all.at[i].person, id);
	test_ctx_end(&c);
	return n;
}

static void after_going_home_somebody_asks_until_nothing_more_is_agreed(void **state)
{
	struct person_id id = test_arrives();
	struct onward_new home = a(ONWARD_RETURN);
	struct onward_new after = a(ONWARD_AFTER);
	struct row_id row;
	struct row_id now;
	struct ctx c = test_task("amara");

	(void)state;
	home.value[RETURN_DECIDED] = STR("goes");
	home.next = day_add(c.today, 4);
	after.value[AFTER_HOW] = STR("well");
	after.next = day_add(c.today, 6);
	test_ctx_end(&c);
	assert_int_equal(writes("amara", id, &home, &row), OK);
	assert_int_equal(due(id), 1);
	/* A correction that says nothing of the day leaves it. */
	home.next = NO_DAY;
	home.replaces = &row;
	assert_int_equal(writes("amara", id, &home, &now), OK);
	assert_int_equal(due(id), 1);
	assert_int_equal(writes("amara", id, &after, &now), OK);
	assert_int_equal(due(id), 1);
	after.next = NO_DAY;
	assert_int_equal(writes("amara", id, &after, &now), OK);
	assert_int_equal(due(id), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(savings_are_read_by_whoever_holds_the_case),
		cmocka_unit_test(the_second_of_two_who_correct_it_is_told),
		cmocka_unit_test(an_answer_that_is_not_offered_is_refused),
		cmocka_unit_test(after_going_home_somebody_asks_until_nothing_more_is_agreed),
	};

	return test_on_both("steps onward", tests, sizeof tests / sizeof *tests);
}
