/* Contact notes: sealed in case, corrected by replacing, due when something was promised. */

#include "care/day_inside.h"
#include "care/note.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "harness/both.h"

static struct row_id writes(struct person_id id, const struct note_new *n)
{
	struct ctx c = test_task("amara");
	struct row_id row = row_id_fresh(c.now);

	assert_int_equal(note_write(&c, id, row, n), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	return row;
}

static void a_note_is_read_by_whoever_holds_the_case(void **state)
{
	struct person_id id = test_arrives();
	struct note_new n = {
		.how = STR("visit"), .words = STR("We had tea."), .day = NO_DAY, .next = NO_DAY
	};
	struct row_id row = writes(id, &n);
	struct ctx c = test_task("lena");
	struct note read;

	(void)state;
	assert_int_equal(note_read(&c, id, row, &read), OK);
	assert_true(str_eq(read.words, STR("We had tea.")));
	assert_int_equal(read.day.n, c.today.n);
	test_ctx_end(&c);
	c = test_task("bela");
	assert_int_equal(note_read(&c, id, row, &read), OK);
	assert_null(read.words.p);
	assert_int_equal(note_write(&c, id, row_id_fresh(c.now), &n), ERR_DENIED);
	test_ctx_end(&c);
}

static void a_correction_stands_in_place_of_the_note_and_only_once(void **state)
{
	struct person_id id = test_arrives();
	struct note_new n = {
		.how = STR("visit"), .words = STR("Tuesday."), .day = NO_DAY, .next = NO_DAY
	};
	struct row_id row = writes(id, &n);
	struct note_new right = { .how = STR("phone"),
		                      .words = STR("Wednesday."),
		                      .day = NO_DAY,
		                      .next = NO_DAY,
		                      .replaces = &row };
	struct ctx c;
	struct note read;

	(void)state;
	(void)writes(id, &right);
	c = test_task("amara");
	assert_int_equal(note_read(&c, id, row, &read), OK);
	assert_true(str_eq(read.words, STR("Wednesday.")));
	assert_int_equal(note_write(&c, id, row_id_fresh(c.now), &right), OK);
	assert_int_equal(test_commit(&c), ERR_CONFLICT);
	test_ctx_end(&c);
}

static void a_promise_is_due_until_the_next_contact(void **state)
{
	struct person_id id = test_arrives();
	struct ctx c = test_task("amara");
	struct note_new n = {
		.how = STR("phone"), .words = STR("Next week."), .day = NO_DAY, .next = day_add(c.today, 3)
	};
	struct tasks due;
	size_t before;

	(void)state;
	assert_int_equal(day_tasks(&c, 0, &due), OK);
	before = due.n;
	test_ctx_end(&c);
	(void)writes(id, &n);
	c = test_task("amara");
	assert_int_equal(day_tasks(&c, 0, &due), OK);
	assert_int_equal(due.n, before + 1);
	assert_int_equal(task_close(&c, id, TASK_CONTACT), OK);
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(day_tasks(&c, 0, &due), OK);
	assert_int_equal(due.n, before);
	test_ctx_end(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_note_is_read_by_whoever_holds_the_case),
		cmocka_unit_test(a_correction_stands_in_place_of_the_note_and_only_once),
		cmocka_unit_test(a_promise_is_due_until_the_next_contact),
	};

	return test_on_both("notes", tests, sizeof tests / sizeof *tests);
}
