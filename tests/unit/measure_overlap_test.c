/* measure/overlap: what can be found by adding and subtracting groups that overlap. */
#include "measure/overlap.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { LEAST = 5 };

static void those_of_two_groups_are_found_when_nobody_is_in_none(void **state)
{
	struct overlap_block blocks[] = { { 1, 12 }, { 2, 12 }, { 3, 3 } };

	(void)state;
	/* The two groups come to 30, and everybody to 27. */
	assert_false(overlap_safe(blocks, 3, LEAST));
	blocks[2].n = 5;
	assert_true(overlap_safe(blocks, 3, LEAST));
	blocks[2].n = 0;
	assert_true(overlap_safe(blocks, 3, LEAST));
}

static void those_of_two_groups_are_hidden_by_enough_who_are_in_none(void **state)
{
	struct overlap_block blocks[] = { { 1, 12 }, { 2, 12 }, { 3, 3 }, { 0, 7 } };

	(void)state;
	assert_true(overlap_safe(blocks, 4, LEAST));
	/* The two in none and the two in both are found together: these are four. */
	blocks[2].n = blocks[3].n = 2;
	assert_false(overlap_safe(blocks, 4, LEAST));
	blocks[3].n = 3;
	assert_true(overlap_safe(blocks, 4, LEAST));
}

static void a_group_that_nearly_everybody_is_in_tells_of_the_others(void **state)
{
	const struct overlap_block blocks[] = { { 1, 40 }, { 0, 4 } };

	(void)state;
	assert_false(overlap_safe(blocks, 2, LEAST));
	assert_true(overlap_safe(blocks, 1, LEAST));
	assert_true(overlap_safe(blocks, 0, LEAST));
}

/* --- against a reader who tries --- */

enum { GROUPS = 3, MOST_TIMES = 2, TIMES = 2 * MOST_TIMES + 1 };

/* How many people a sum speaks of: everybody times[0] often, and each group as often as it says. */
static uint32_t speaks_of(const struct overlap_block *at, size_t n, const int times[GROUPS + 1])
{
	uint32_t people = 0;

	for (size_t i = 0; i < n; i++) {
		int sum = times[0];

		for (size_t g = 0; g < GROUPS; g++)
			sum += at[i].groups >> g & 1 ? times[g + 1] : 0;
		people += sum != 0 ? at[i].n : 0;
	}
	return people;
}

/* Of three groups no sum singles out more than one that takes each of them at most twice. */
static bool reader_finds(const struct overlap_block *at, size_t n)
{
	for (int code = 0; code < TIMES * TIMES * TIMES * TIMES; code++) {
		int times[GROUPS + 1];
		uint32_t people;

		for (int i = 0, rest = code; i <= GROUPS; i++, rest /= TIMES)
			times[i] = rest % TIMES - MOST_TIMES;
		people = speaks_of(at, n, times);
		if (people > 0 && people < LEAST)
			return true;
	}
	return false;
}

static void it_is_safe_just_when_no_sum_finds_a_few(void **state)
{
	uint64_t dice = 1;
	int safe = 0;
	enum { HOUSES = 2000 };

	(void)state;
	for (int house = 0; house < HOUSES; house++) {
		struct overlap_block blocks[1 << GROUPS];

		for (uint32_t i = 0; i < 1 << GROUPS; i++) {
			dice = dice * 6364136223846793005u + 1442695040888963407u;
			blocks[i] = (struct overlap_block){ i, (uint32_t)(dice >> 33) % 9 };
			if ((dice >> 50) % 3 == 0)
				blocks[i].n = 0;
		}
		assert_int_equal(overlap_safe(blocks, 1 << GROUPS, LEAST),
		                 !reader_finds(blocks, 1 << GROUPS));
		safe += overlap_safe(blocks, 1 << GROUPS, LEAST);
	}
	assert_true(safe > HOUSES / 10 && safe < HOUSES - HOUSES / 10);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(those_of_two_groups_are_found_when_nobody_is_in_none),
		cmocka_unit_test(those_of_two_groups_are_hidden_by_enough_who_are_in_none),
		cmocka_unit_test(a_group_that_nearly_everybody_is_in_tells_of_the_others),
		cmocka_unit_test(it_is_safe_just_when_no_sum_finds_a_few),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
