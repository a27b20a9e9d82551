/* measure/table and measure/narrow: what a table, and all the tables before it, give away. */
#include "measure/table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { ROWS = 4 };

struct made {
	struct table t;
	struct table_row rows[ROWS];
};

static void make(struct made *m, int32_t day, const uint32_t *people, size_t n)
{
	*m = (struct made){ .t = { .n = n, .day = day } };
	m->t.rows = m->rows;
	for (size_t i = 0; i < n; i++) {
		m->rows[i] = (struct table_row){ .atoms = 1ULL << i, .people = people[i] };
		m->t.people += people[i];
	}
}

static struct narrowed print(struct made *m, const struct told *before, size_t n)
{
	struct narrowed why;

	assert_int_equal(table_print(&m->t, before, n, &why), OK);
	return why;
}

static void a_lone_small_row_takes_the_total_with_it(void **state)
{
	const uint32_t people[] = { 60, 3 };
	struct made m;

	(void)state;
	make(&m, 0, people, 2);
	assert_false(print(&m, NULL, 0).found);
	assert_int_equal(m.t.form, TABLE_NO_TOTAL);
	assert_int_equal(m.rows[1].printed.as, PRINTED_UNDER);
	assert_int_equal(m.rows[0].printed.value, 60);
}

static void a_table_without_small_rows_is_whole(void **state)
{
	const uint32_t people[] = { 40, 30, 13 };
	struct made m;

	(void)state;
	make(&m, 0, people, 3);
	assert_false(print(&m, NULL, 0).found);
	assert_int_equal(m.t.printed_people.value, 85);
}

static void who_is_not_in_a_row_is_a_group_too(void **state)
{
	const uint32_t people[] = { 57, 30 };
	struct made m;

	(void)state;
	/* Types overlap: 57 of 60 have the first one, so that 3 do not. */
	make(&m, 0, people, 2);
	m.t.overlap = true;
	m.t.people = 60;
	assert_false(print(&m, NULL, 0).found);
	assert_int_equal(m.t.form, TABLE_NO_TOTAL);
	make(&m, 0, people, 2);
	m.t.overlap = true;
	m.t.people = 80;
	assert_false(print(&m, NULL, 0).found);
	assert_int_equal(m.t.printed_people.value, 80);
}

/* Six domains, 57 to 60 people in each: printed side by side they would tell who is missing. */
static void beside_a_mean_only_eleven_or_more_is_told(void **state)
{
	const uint32_t people[] = { 60, 57, 9 };
	struct made m;

	(void)state;
	make(&m, 0, people, 3);
	m.t.overlap = true;
	m.t.people = 60;
	assert_true(print(&m, NULL, 0).found);
	m.t.means = true;
	assert_false(print(&m, NULL, 0).found);
	assert_int_equal(m.rows[1].printed.as, PRINTED_ENOUGH);
	assert_int_equal(m.rows[2].printed.as, PRINTED_UNDER);
	assert_int_equal(m.t.printed_people.value, 60);
}

static void the_few_who_did_not_agree_are_not_told_by_the_total_of_all(void **state)
{
	const uint32_t people[] = { 40, 30 };
	struct made m;

	(void)state;
	make(&m, 0, people, 2);
	m.t.part = true;
	m.t.others = 4;
	assert_false(print(&m, NULL, 0).found);
	assert_int_equal(m.t.form, TABLE_NO_ALL);
	assert_int_equal(m.t.printed_others.as, PRINTED_UNDER);
	m.t.others = 30;
	assert_false(print(&m, NULL, 0).found);
	assert_int_equal(m.t.form, TABLE_WHOLE);
	assert_int_equal(m.t.printed_all.value, 100);
}

/* A row that was "under 11" is 13 to 17 now, and all grew by at most 4: it was 9 or 10 before. */
static void a_later_table_may_not_narrow_an_earlier_one(void **state)
{
	const struct told_row first[] = { { .plus = 4, .hi = 10, .guarded = true },
		                              { .plus = 15, .lo = 83, .hi = 87 } };
	const struct told_row second[] = { { .plus = 4, .lo = 13, .hi = 17 },
		                               { .plus = 15, .lo = 83, .hi = 87 } };
	const struct told both[] = { { 0, 0, 15, first, 2 }, { 90, 0, 15, second, 2 } };
	struct narrowed why;

	(void)state;
	assert_int_equal(narrow_find(both, 2, &why), OK);
	assert_true(why.found && why.told == 0 && why.row == 0);
	assert_true(why.lo == 9 && why.hi == 10);
}

/* That a row has just passed 11 tells how near it was before. */
static void a_row_that_was_small_is_told_again_at_twenty_two(void **state)
{
	const uint32_t then[] = { 40, 30, 10, 4 };
	const uint32_t now[] = { 60, 40, 21, 4 };
	const uint32_t later[] = { 60, 40, 22, 4 };
	struct told before[2];
	struct made a;
	struct made b;
	struct made c;

	(void)state;
	make(&a, 0, then, 4);
	make(&b, 90, now, 4);
	make(&c, 180, later, 4);
	assert_false(print(&a, NULL, 0).found);
	before[0] = table_told(&a.t);
	assert_false(print(&b, before, 1).found);
	assert_true(b.rows[2].printed.as == PRINTED_UNDER && b.rows[2].printed.hi == 21);
	assert_true(b.rows[3].printed.as == PRINTED_UNDER && b.rows[3].printed.hi == 21);
	before[1] = table_told(&b.t);
	assert_false(print(&c, before, 2).found);
	assert_int_equal(c.rows[2].printed.value, 20);
	assert_int_equal(c.rows[3].printed.hi, 21);
}

static void tables_by_another_dimension_meet_in_the_total(void **state)
{
	/* By age, with the total 53 to 57; by site a day later, its total not printed: the two sites
	 * that are told hold 50 at least, so the third has at most 7. */
	const struct told_row age[] = { { .plus = 3, .lo = 53, .hi = 57 } };
	const struct told_row site[] = { { .plus = 1, .lo = 28, .hi = 32 },
		                             { .plus = 2, .lo = 22, .hi = 26 },
		                             { .plus = 4, .hi = 10, .guarded = true } };
	struct told both[] = { { 0, 0, 3, age, 1 }, { 0, 1, 7, site, 3 } };
	struct narrowed why;

	(void)state;
	assert_int_equal(narrow_find(both, 2, &why), OK);
	assert_true(why.found && why.told == 1 && why.row == 2);
	assert_int_equal(why.hi, 7);
	assert_int_equal(narrow_find(both + 1, 1, &why), OK);
	assert_false(why.found);
}

static void exact_rows_may_not_narrow_what_was_rounded_before(void **state)
{
	const uint32_t then[] = { 40, 30, 9 };
	const uint32_t joined[] = { 40, 39 };
	struct narrowed why;
	struct told before;
	struct made a;
	struct made b;

	(void)state;
	make(&a, 0, then, 3);
	assert_false(print(&a, NULL, 0).found);
	before = table_told(&a.t);
	/* The return joins the second and the third row on the same day: 39, of which 28 to 32 are
	 * known to be the second. */
	make(&b, 0, joined, 2);
	b.rows[1].atoms = 2 | 4;
	b.t.exact = true;
	assert_int_equal(table_print(&b.t, &before, 1, &why), OK);
	assert_true(why.found && why.told == 0 && why.row == 2);
	b.rows[1].people = 10;
	assert_int_equal(table_print(&b.t, &before, 1, &why), ERR_INVALID);
}

static void people_who_left_do_not_stop_the_auditor(void **state)
{
	const struct told_row first[] = { { .plus = 1, .lo = 58, .hi = 62 },
		                              { .plus = 2, .hi = 10, .guarded = true } };
	const struct told_row second[] = { { .plus = 1, .lo = 48, .hi = 52 },
		                               { .plus = 2, .hi = 10, .guarded = true } };
	const struct told both[] = { { 0, 0, 3, first, 2 }, { 90, 0, 3, second, 2 } };
	struct narrowed why;

	(void)state;
	assert_int_equal(narrow_find(both, 2, &why), OK);
	assert_false(why.found);
}

/* Against a reader who tries every whole number by hand: three rows, the total printed. */
static void the_bounds_are_those_of_trying_every_number(void **state)
{
	(void)state;
	for (uint32_t lo = 11; lo < 40; lo += 3) {
		const struct told_row rows[] = { { .plus = 1, .lo = 13, .hi = 17 },
			                             { .plus = 2, .hi = 10, .guarded = true },
			                             { .plus = 4, .hi = 10 },
			                             { .plus = 7, .lo = lo, .hi = lo + 4 } };
		const struct told one = { 0, 0, 7, rows, 4 };
		uint32_t least = UINT32_MAX;
		uint32_t most = 0;
		struct narrowed why;
		enum err e = narrow_find(&one, 1, &why);

		for (uint32_t a = 13; a <= 17; a++)
			for (uint32_t b = 0; b <= 10; b++)
				for (uint32_t c = 0; c <= 10; c++)
					if (a + b + c >= lo && a + b + c <= lo + 4) {
						least = b < least ? b : least;
						most = b > most ? b : most;
					}
		assert_int_equal(e, least == UINT32_MAX ? ERR_INVALID : OK);
		if (e != OK)
			continue;
		assert_int_equal(why.found, least > 0 || most < 10);
		if (why.found)
			assert_true(why.lo == least && why.hi == most);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_lone_small_row_takes_the_total_with_it),
		cmocka_unit_test(a_table_without_small_rows_is_whole),
		cmocka_unit_test(who_is_not_in_a_row_is_a_group_too),
		cmocka_unit_test(beside_a_mean_only_eleven_or_more_is_told),
		cmocka_unit_test(the_few_who_did_not_agree_are_not_told_by_the_total_of_all),
		cmocka_unit_test(a_later_table_may_not_narrow_an_earlier_one),
		cmocka_unit_test(a_row_that_was_small_is_told_again_at_twenty_two),
		cmocka_unit_test(tables_by_another_dimension_meet_in_the_total),
		cmocka_unit_test(exact_rows_may_not_narrow_what_was_rounded_before),
		cmocka_unit_test(people_who_left_do_not_stop_the_auditor),
		cmocka_unit_test(the_bounds_are_those_of_trying_every_number),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
