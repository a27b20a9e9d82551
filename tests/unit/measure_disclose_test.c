/* measure/disclose: what small counts may show, and that blanks cannot be taken back from a total.
 */
#include "measure/disclose.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { CELLS_MAX = 8 };

static void a_cell_under_five_is_blank_and_zero_is_too(void **state)
{
	(void)state;
	assert_false(cell_shown(0));
	assert_false(cell_shown(4));
	assert_true(cell_shown(5));
}

static void a_share_is_blank_when_either_side_of_it_is_small(void **state)
{
	(void)state;
	assert_true(share_shown(5, 10));
	assert_false(share_shown(4, 40));
	assert_false(share_shown(36, 40));
	assert_false(share_shown(40, 40));
	assert_false(share_shown(11, 10));
}

static void a_mean_needs_eleven_people(void **state)
{
	(void)state;
	assert_false(mean_shown(10));
	assert_true(mean_shown(11));
}

static void a_lone_blank_takes_the_next_smallest_with_it(void **state)
{
	const uint32_t n[] = { 20, 3, 9, 7 };
	bool shown[4];

	(void)state;
	assert_true(row_hide(n, 4, true, shown));
	assert_true(shown[0] && !shown[1] && shown[2] && !shown[3]);
	assert_false(row_hide(n, 4, false, shown));
	assert_true(shown[0] && !shown[1] && shown[2] && shown[3]);
}

static void a_row_without_small_cells_stays_whole(void **state)
{
	const uint32_t n[] = { 5, 5, 12 };
	bool shown[3];

	(void)state;
	assert_true(row_hide(n, 3, true, shown));
	assert_true(shown[0] && shown[1] && shown[2]);
}

static void blanks_that_are_few_together_take_another_with_them(void **state)
{
	const uint32_t n[] = { 1, 0, 6, 30 };
	bool shown[4];

	(void)state;
	assert_true(row_hide(n, 4, true, shown));
	assert_true(!shown[0] && !shown[1] && !shown[2] && shown[3]);
}

static void a_total_that_nothing_can_protect_is_not_printed(void **state)
{
	const uint32_t one[] = { 3 };
	const uint32_t few[] = { 1, 2 };
	bool shown[2];

	(void)state;
	assert_false(row_hide(one, 1, true, shown));
	assert_false(row_hide(few, 2, true, shown));
	assert_false(row_hide(few, 0, true, shown));
}

/* Every row of three cells below nine: no printed total gives a lone or small blank away. */
static void no_row_gives_its_blanks_away(void **state)
{
	bool shown[CELLS_MAX];

	(void)state;
	for (uint32_t code = 0; code < 9 * 9 * 9; code++) {
		const uint32_t n[] = { code % 9, code / 9 % 9, code / 81 };
		bool total = row_hide(n, 3, true, shown);
		uint32_t hidden = 0;
		size_t blanks = 0;

		for (size_t i = 0; i < 3; i++) {
			assert_true(!shown[i] || n[i] >= 5);
			hidden += shown[i] ? 0 : n[i];
			blanks += shown[i] ? 0 : 1;
		}
		if (total && blanks > 0)
			assert_true(blanks >= 2 && hidden >= 5);
	}
}

static void years_are_joined_until_there_are_eleven_people(void **state)
{
	const uint32_t n[] = { 4, 6, 1, 12, 3, 2 };
	struct year_span span[6];

	(void)state;
	assert_int_equal(pool_years(n, 6, span), 3);
	assert_true(span[0].first == 0 && span[0].last == 2 && span[0].n == 11 && span[0].mean);
	assert_true(span[1].first == 3 && span[1].last == 3 && span[1].n == 12 && span[1].mean);
	assert_true(span[2].first == 4 && span[2].last == 5 && span[2].n == 5 && !span[2].mean);
	assert_int_equal(pool_years(n, 0, span), 0);
}

static void a_full_span_does_not_change_when_a_year_is_added(void **state)
{
	const uint32_t n[] = { 7, 8, 2, 3, 9, 0, 1 };
	struct year_span before[7];
	struct year_span after[7];

	(void)state;
	for (size_t years = 1; years < 7; years++) {
		size_t old = pool_years(n, years, before);

		assert_true(pool_years(n, years + 1, after) >= old);
		for (size_t i = 0; i < old; i++)
			if (before[i].mean)
				assert_int_equal(before[i].n, after[i].n);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_cell_under_five_is_blank_and_zero_is_too),
		cmocka_unit_test(a_share_is_blank_when_either_side_of_it_is_small),
		cmocka_unit_test(a_mean_needs_eleven_people),
		cmocka_unit_test(a_lone_blank_takes_the_next_smallest_with_it),
		cmocka_unit_test(a_row_without_small_cells_stays_whole),
		cmocka_unit_test(blanks_that_are_few_together_take_another_with_them),
		cmocka_unit_test(a_total_that_nothing_can_protect_is_not_printed),
		cmocka_unit_test(no_row_gives_its_blanks_away),
		cmocka_unit_test(years_are_joined_until_there_are_eleven_people),
		cmocka_unit_test(a_full_span_does_not_change_when_a_year_is_added),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
