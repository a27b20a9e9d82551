/* The exit interview: kept, corrected, closed to others. */
#include "care/exit_interview.h"
#include "care/person.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#include "harness/both.h"

static struct person_id person(struct test_house *h)
{
	struct person p = { .name = STR("Marigold") };
	struct ctx c;

	assert_int_equal(test_ctx(h, "amara", &c), OK);
	p.id = person_id_fresh(c.now);
	assert_int_equal(person_arrive(&c, &p, h->teams[TEST_HARBOUR], c.today), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	return p.id;
}

static const struct exit_interview said = { .when = { .day = { INT32_MIN }, .told = { INT32_MIN } },
	                                        .helped = { "the garden", 10 },
	                                        .respected = { "yes", 3 } };

static void what_is_said_is_kept_and_of_two_corrections_the_second_is_told(void **state)
{
	struct test_house *h = *state;
	struct person_id p = person(h);
	struct exit_interviews all;
	struct row_id id;
	struct ctx one;
	struct ctx c;

	assert_int_equal(test_ctx(h, "amara", &c), OK);
	id = row_id_fresh(c.now);
	assert_int_equal(exit_interview_write(&c, p, id, &said, NULL), OK);
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(exit_interviews_read(&c, p, &all), OK);
	assert_int_equal(all.n, 1);
	assert_true(str_eq(all.at[0].helped, STR("the garden")));
	assert_int_equal(all.at[0].when.day.n, c.today.n);
	assert_int_equal(test_ctx(h, "amara", &one), OK);
	assert_int_equal(exit_interview_write(&one, p, row_id_fresh(c.now), &said, &id), OK);
	assert_int_equal(exit_interview_write(&c, p, row_id_fresh(c.now), &said, &id), OK);
	assert_int_equal(test_commit(&one), OK);
	assert_int_equal(test_commit(&c), ERR_CONFLICT);
	test_ctx_end(&one);
	test_ctx_end(&c);
}

static void an_unknown_answer_is_refused(void **state)
{
	struct test_house *h = *state;
	struct person_id p = person(h);
	struct exit_interview e = said;
	struct ctx c;

	e.decided = STR("perhaps");
	assert_int_equal(test_ctx(h, "amara", &c), OK);
	assert_int_equal(exit_interview_write(&c, p, row_id_fresh(c.now), &e, NULL), ERR_INVALID);
	test_ctx_end(&c);
}

static void who_does_not_walk_along_opens_no_word(void **state)
{
	struct test_house *h = *state;
	struct person_id p = person(h);
	struct exit_interviews all;
	struct ctx c;

	assert_int_equal(test_ctx(h, "amara", &c), OK);
	assert_int_equal(exit_interview_write(&c, p, row_id_fresh(c.now), &said, NULL), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	assert_int_equal(test_ctx(h, "bela", &c), OK);
	assert_int_equal(exit_interviews_read(&c, p, &all), OK);
	assert_null(all.at[0].helped.p);
	test_ctx_end(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_said_is_kept_and_of_two_corrections_the_second_is_told),
		cmocka_unit_test(an_unknown_answer_is_refused),
		cmocka_unit_test(who_does_not_walk_along_opens_no_word),
	};

	return test_on_both("exit interviews", tests, sizeof tests / sizeof *tests);
}
