/* measure/release: how a count leaves the organisation, and when a table may follow another. */
#include "measure/release.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void a_count_under_eleven_is_only_said_to_be_so(void **state)
{
	(void)state;
	for (uint32_t n = 0; n < 11; n++) {
		struct printed p = release_count(n, 100);

		assert_int_equal(p.as, PRINTED_UNDER);
		assert_true(p.lo == 0 && p.hi == 10 && p.value == 0);
	}
}

static void every_other_count_is_rounded_to_five_and_lies_in_its_bounds(void **state)
{
	uint32_t before = 0;

	(void)state;
	for (uint32_t n = 11; n < 2000; n++) {
		struct printed p = release_count(n, 5000);

		assert_int_equal(p.as, PRINTED_ROUNDED);
		assert_int_equal(p.value % 5, 0);
		assert_true(p.lo <= n && n <= p.hi && p.hi - p.lo <= 4);
		assert_true(p.value >= before);
		before = (uint32_t)p.value;
	}
	assert_int_equal(release_count(11, 60).value, 10);
	assert_int_equal(release_count(12, 60).hi, 12);
	assert_int_equal(release_count(13, 60).value, 15);
}

static void of_fewer_than_fifty_people_only_bands_are_told(void **state)
{
	struct printed p = release_count(34, 34);

	(void)state;
	assert_int_equal(p.as, PRINTED_BAND);
	assert_true(p.lo == 25 && p.hi == 49);
	p = release_count(11, 49);
	assert_true(p.as == PRINTED_BAND && p.lo == 11 && p.hi == 24);
	assert_int_equal(release_count(10, 34).as, PRINTED_UNDER);
	assert_int_equal(release_count(30, 50).as, PRINTED_ROUNDED);
}

static void a_percentage_comes_from_rounded_counts_of_twenty_or_more(void **state)
{
	(void)state;
	assert_int_equal(release_percent(release_count(33, 67), release_count(67, 67)), 54);
	assert_int_equal(release_percent(release_count(67, 67), release_count(67, 67)), 100);
	assert_int_equal(release_percent(release_count(12, 60), release_count(17, 60)), -1);
	assert_int_equal(release_percent(release_count(9, 60), release_count(60, 60)), -1);
	assert_int_equal(release_percent(release_count(30, 34), release_count(34, 34)), -1);
}

static void a_mean_needs_eleven_people(void **state)
{
	(void)state;
	assert_false(release_mean_shown(10));
	assert_true(release_mean_shown(11));
}

static struct release_member member(uint8_t id, uint64_t rows)
{
	struct release_member m = { .rows = rows };

	memset(m.id, id, sizeof m.id);
	return m;
}

static void who_came_left_or_moved_has_changed(void **state)
{
	struct release_member before[] = { member(4, 1), member(1, 1), member(2, 2), member(3, 1) };
	struct release_member now[] = { member(5, 1), member(3, 2), member(2, 2), member(1, 1) };

	(void)state;
	release_sort(before, 4);
	release_sort(now, 4);
	/* 4 left, 5 came, 3 moved. */
	assert_int_equal(release_changed(before, 4, now, 4), 3);
	assert_int_equal(release_changed(before, 4, before, 4), 0);
	assert_int_equal(release_changed(NULL, 0, now, 4), 4);
	assert_int_equal(release_changed(before, 4, NULL, 0), 4);
}

static void the_next_table_waits_for_days_and_for_people(void **state)
{
	(void)state;
	assert_int_equal(release_wait(89, 90, 50), RELEASE_WAIT_DAYS);
	assert_int_equal(release_wait(90, 90, 10), RELEASE_WAIT_PEOPLE);
	assert_int_equal(release_wait(90, 90, 11), RELEASE_NOW);
	/* A calendar cannot be shorter than the rule. */
	assert_int_equal(release_wait(40, 30, 50), RELEASE_WAIT_DAYS);
	assert_int_equal(release_wait(300, 365, 50), RELEASE_WAIT_DAYS);
}

/* 3 people in row 0, 20 in row 1, 9 in row 2, 14 in row 3. */
static size_t four_rows(struct release_member *out)
{
	static const uint32_t people[] = { 3, 20, 9, 14 };
	size_t n = 0;

	for (size_t row = 0; row < 4; row++)
		for (uint32_t i = 0; i < people[row]; i++)
			out[n++] = member((uint8_t)(16 * i + row), 1ULL << row);
	return n;
}

static void small_rows_are_joined_with_a_neighbour(void **state)
{
	struct release_member m[64];
	uint64_t rows[] = { 1, 2, 4, 8 };
	size_t n = four_rows(m);

	(void)state;
	assert_int_equal(release_join(m, n, rows, 4, true), 2);
	assert_int_equal(rows[0], 1 | 2);
	assert_int_equal(rows[1], 4 | 8);
}

static void small_rows_without_an_order_are_joined_together(void **state)
{
	struct release_member m[64];
	uint64_t rows[] = { 1, 2, 4, 8 };
	size_t n = four_rows(m);

	(void)state;
	assert_int_equal(release_join(m, n, rows, 4, false), 3);
	assert_int_equal(rows[0], 1 | 4);
	assert_int_equal(release_counted(m, n, rows[0]), 12);
}

static void joining_ends_with_one_row_when_there_are_too_few_people(void **state)
{
	struct release_member m[] = { member(1, 1), member(2, 2) };
	uint64_t rows[] = { 1, 2, 4 };

	(void)state;
	assert_int_equal(release_join(m, 2, rows, 3, true), 1);
	assert_int_equal(rows[0], 7);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_count_under_eleven_is_only_said_to_be_so),
		cmocka_unit_test(every_other_count_is_rounded_to_five_and_lies_in_its_bounds),
		cmocka_unit_test(of_fewer_than_fifty_people_only_bands_are_told),
		cmocka_unit_test(a_percentage_comes_from_rounded_counts_of_twenty_or_more),
		cmocka_unit_test(a_mean_needs_eleven_people),
		cmocka_unit_test(who_came_left_or_moved_has_changed),
		cmocka_unit_test(the_next_table_waits_for_days_and_for_people),
		cmocka_unit_test(small_rows_are_joined_with_a_neighbour),
		cmocka_unit_test(small_rows_without_an_order_are_joined_together),
		cmocka_unit_test(joining_ends_with_one_row_when_there_are_too_few_people),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
