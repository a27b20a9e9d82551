/* Check-ins: sealed in case, planned anew, counted by their answers. */

#include "access/inbox.h"
#include "base/fields.h"
#include "care/checkin.h"
#include "care/day_inside.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "harness/both.h"

static struct checkin_new good_day(int level)
{
	return (struct checkin_new){ .when = { .day = NO_DAY, .told = NO_DAY },
		                         .how = STR("phone"),
		                         .level = level,
		                         .words = STR("I slept."),
		                         .next = NO_DAY };
}

static struct row_id writes(struct person_id id, const struct checkin_new *n)
{
	struct ctx c = test_task("amara");
	struct row_id row = row_id_fresh(c.now);

	assert_int_equal(checkin_write(&c, id, row, n), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	return row;
}

static void a_check_in_opens_with_the_case_and_to_nobody_else(void **state)
{
	struct person_id id = test_arrives();
	struct checkin_new n = good_day(4);
	struct checkin_list read;
	struct ctx c;

	(void)state;
	(void)writes(id, &n);
	c = test_task("lena");
	assert_int_equal(checkins_read(&c, id, &read), OK);
	assert_int_equal(read.n, 1);
	assert_int_equal(read.at[0].level, 4);
	assert_true(str_eq(read.at[0].words, STR("I slept.")));
	test_ctx_end(&c);
	c = test_task("nadia");
	assert_int_equal(checkins_read(&c, id, &read), OK);
	assert_int_equal(read.n, 0);
	assert_int_equal(checkin_write(&c, id, row_id_fresh(c.now), &n), ERR_DENIED);
	test_ctx_end(&c);
}

static void the_next_one_takes_the_place_of_what_was_planned(void **state)
{
	struct person_id id = test_arrives();
	struct checkin_new n = good_day(3);
	struct ctx c = test_task("amara");
	struct tasks due;
	size_t before;
	struct row_id row;

	(void)state;
	assert_int_equal(day_tasks(&c, 0, &due), OK);
	before = due.n;
	n.next = day_add(c.today, 2);
	test_ctx_end(&c);
	(void)writes(id, &n);
	row = writes(id, &n);
	c = test_task("amara");
	assert_int_equal(day_tasks(&c, 0, &due), OK);
	assert_int_equal(due.n, before + 1);
	test_ctx_end(&c);
	/* It is late, and still there. */
	test_clock_pass(5 * 86400);
	c = test_task("amara");
	assert_int_equal(day_tasks(&c, 0, &due), OK);
	assert_int_equal(due.n, before + 1);
	test_ctx_end(&c);
	/* A correction leaves the plan. */
	n = good_day(2);
	n.replaces = &row;
	(void)writes(id, &n);
	c = test_task("amara");
	assert_int_equal(day_tasks(&c, 0, &due), OK);
	assert_int_equal(due.n, before + 1);
	test_ctx_end(&c);
	n.replaces = NULL;
	(void)writes(id, &n);
	c = test_task("amara");
	assert_int_equal(day_tasks(&c, 0, &due), OK);
	assert_int_equal(due.n, before);
	test_ctx_end(&c);
}

static void of_two_who_correct_it_the_second_is_told(void **state)
{
	struct person_id id = test_arrives();
	struct checkin_new n = good_day(0);
	struct row_id row = writes(id, &n);
	struct ctx c = test_task("lena");

	(void)state;
	n.replaces = &row;
	assert_int_equal(checkin_write(&c, id, row_id_fresh(c.now), &n), OK);
	(void)writes(id, &n);
	assert_int_equal(test_commit(&c), ERR_CONFLICT);
	test_ctx_end(&c);
}

static enum err look(void *arg, const struct folded *f)
{
	int64_t *counts = arg;

	for (int i = 0; i <= CHECKIN_LEVELS; i++) {
		char name[] = "checkin_0";
		name[8] = (char)('0' + i);
		counts[i] += fields_int(f->body, name, 0);
	}
	return OK;
}

static void count_all(int64_t counts[CHECKIN_LEVELS + 1])
{
	struct ctx c = test_task("eva");
	int64_t n;

	assert_int_equal(inbox_fold(&c, &n), OK);
	test_ctx_end(&c);
	c = test_task("eva");
	assert_int_equal(folded_each(&c, look, counts), OK);
	test_ctx_end(&c);
}

static void answers_are_counted_and_a_correction_counts_once(void **state)
{
	int64_t before[CHECKIN_LEVELS + 1] = { 0 };
	int64_t after[CHECKIN_LEVELS + 1] = { 0 };
	struct person_id id = test_arrives();
	struct checkin_new n = good_day(5);
	struct row_id row;

	(void)state;
	count_all(before);
	row = writes(id, &n);
	n.level = 0;
	(void)writes(id, &n);
	n.level = 1;
	n.replaces = &row;
	(void)writes(id, &n);
	count_all(after);
	assert_int_equal(after[0], before[0] + 1);
	assert_int_equal(after[1], before[1] + 1);
	assert_int_equal(after[5], before[5]);
}

static void a_step_that_is_none_is_refused(void **state)
{
	struct person_id id = test_arrives();
	struct checkin_new n = good_day(6);
	struct ctx c = test_task("amara");

	(void)state;
	assert_int_equal(checkin_write(&c, id, row_id_fresh(c.now), &n), ERR_INVALID);
	test_ctx_end(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_check_in_opens_with_the_case_and_to_nobody_else),
		cmocka_unit_test(the_next_one_takes_the_place_of_what_was_planned),
		cmocka_unit_test(of_two_who_correct_it_the_second_is_told),
		cmocka_unit_test(answers_are_counted_and_a_correction_counts_once),
		cmocka_unit_test(a_step_that_is_none_is_refused),
	};

	return test_on_both("check-ins", tests, sizeof tests / sizeof *tests);
}
