/* An arena that is widened: what lies in both parts keeps its place and its bytes. */
#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { CAP = 64 * 1024, WIDE = 1 << 20 };

static bool refused(struct arena *a, size_t n)
{
	jmp_buf place;
	volatile bool jumped = true;

	arena_guard(a, &place);
	if (setjmp(place) == 0) {
		(void)arena_alloc(a, n);
		jumped = false;
	}
	arena_guard(a, NULL);
	return jumped;
}

static void a_widened_arena_gives_more_and_no_more_than_that(void **state)
{
	struct arena *a = arena_new(CAP);

	(void)state;
	assert_true(refused(a, CAP + 1));
	arena_widen(a, WIDE);
	assert_false(refused(a, CAP + 1));
	assert_true(refused(a, WIDE));
	arena_reset(a);
	assert_true(refused(a, CAP + 1));
	arena_free(a);
}

static void bytes_keep_their_place_across_both_parts(void **state)
{
	struct arena *a = arena_new(CAP);
	char *at[100];

	(void)state;
	arena_widen(a, WIDE);
	for (int i = 0; i < 100; i++) {
		at[i] = arena_alloc(a, 5000);
		memset(at[i], i, 5000);
	}
	for (int i = 0; i < 100; i++)
		for (size_t k = 0; k < 5000; k++)
			assert_int_equal(at[i][k], i);
	arena_free(a);
}

static void text_that_does_not_fit_in_the_first_part_is_written_whole(void **state)
{
	struct arena *a = arena_new(CAP);
	struct str s;

	(void)state;
	arena_widen(a, WIDE);
	(void)arena_alloc(a, CAP - 100);
	s = arena_fmt(a, "%0*d", 400, 7);
	assert_int_equal(s.n, 400);
	assert_int_equal(strlen(s.p), 400);
	assert_true(s.p[0] == '0' && s.p[399] == '7');
	arena_free(a);
}

static void going_back_across_the_parts_gives_zeros_again(void **state)
{
	struct arena *a = arena_new(CAP);
	size_t mark;

	(void)state;
	arena_widen(a, WIDE);
	(void)arena_alloc(a, CAP / 2);
	mark = arena_mark(a);
	for (int round = 0; round < 2; round++) {
		for (int i = 0; i < 20; i++) {
			char *p = arena_alloc(a, 10000);
			for (size_t k = 0; k < 10000; k++)
				assert_int_equal(p[k], 0);
			memset(p, 'x', 10000);
		}
		arena_back(a, mark);
		assert_int_equal(arena_used(a), mark);
	}
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_widened_arena_gives_more_and_no_more_than_that),
		cmocka_unit_test(bytes_keep_their_place_across_both_parts),
		cmocka_unit_test(text_that_does_not_fit_in_the_first_part_is_written_whole),
		cmocka_unit_test(going_back_across_the_parts_gives_zeros_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
