/* What the marks of a review come to, and when nothing is said. */
#include "learning/review_count.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { RECORDS = 12, ITEMS = 4, ARENA = 4 << 20 };

static int first[RECORDS][SCORE_ITEMS] = { { 2, 2, 1, 0 }, { 2, 1, 1, 2 }, { 0, 0, 1, 2 },
	                                       { 2, 2, 2, 2 }, { 1, 1, 0, 2 }, { 2, 0, 1, 1 },
	                                       { 2, 2, 2, 1 }, { 0, 1, 2, 2 }, { 1, 2, 1, 0 },
	                                       { 2, 2, 0, 1 }, { 2, 1, 2, 2 }, { 0, 2, 1, 1 } };
static int second[RECORDS][SCORE_ITEMS] = { { 2, 1, 1, 0 }, { 2, 1, 2, 2 }, { 0, 1, 1, 2 },
	                                        { 2, 2, 2, 1 }, { 1, 1, 0, 1 }, { 2, 0, 2, 1 },
	                                        { 2, 2, 2, 2 }, { 1, 1, 2, 2 }, { 1, 1, 1, 0 },
	                                        { 2, 2, 0, 0 }, { 2, 1, 2, 2 }, { 0, 2, 1, 2 } };

static struct instrument instrument(void)
{
	struct instrument m = { .items_n = ITEMS, .scales_n = 1 };
	struct score_scale *s = &m.scales[0];

	*s = (struct score_scale){ .figure = FIGURE_MEAN,
		                       .multiply = 100,
		                       .n = ITEMS,
		                       .highest = 2,
		                       .higher_is_better = true,
		                       .limits = { .needs = 2, .of = 3 } };
	for (size_t i = 0; i < ITEMS; i++)
		s->items[i] = i;
	return m;
}

static struct review_totals count(struct arena *a, const struct instrument *m, size_t n,
                                  size_t twice)
{
	struct review_levels at[RECORDS];
	struct review_totals t;

	for (size_t i = 0; i < n; i++)
		at[i] = (struct review_levels){ first[i], i < twice ? second[i] : NULL };
	assert_int_equal(review_count(a, m, at, n, &t), OK);
	return t;
}

static void kappa_over_all_leaves_out_one_record_at_a_time(void **state)
{
	struct arena *a = arena_new(ARENA);
	const struct instrument m = instrument();
	struct review_totals t = count(a, &m, RECORDS, RECORDS);

	(void)state;
	/* Worked out in R: kappa by its definition with weights 1 - |i - j| / 2, and the same without
	 * each record: sqrt(11 / 12 * sum((l - mean(l))^2)), qt(0.975, 11). */
	assert_true(t.all.shown);
	assert_int_equal(t.all.pairs, RECORDS * ITEMS);
	assert_float_equal(t.all.kappa.kappa, 0.7102085620197585, 1e-12);
	assert_float_equal(t.all.kappa.se, 0.0251295830348038, 1e-12);
	assert_float_equal(t.all.kappa.ci.lo, 0.6548987226808647, 1e-10);
	assert_float_equal(t.all.kappa.ci.hi, 0.7655184013586522, 1e-10);
	arena_free(a);
}

static void few_records_read_twice_say_nothing(void **state)
{
	struct arena *a = arena_new(ARENA);
	const struct instrument m = instrument();
	struct review_totals t = count(a, &m, RECORDS, REVIEW_TWICE - 1);

	(void)state;
	assert_int_equal(t.all.records, REVIEW_TWICE - 1);
	assert_true(t.all.pairs >= REVIEW_PAIRS);
	assert_false(t.all.shown);
	/* Of one criterion there are too few pairs. */
	t = count(a, &m, RECORDS, RECORDS);
	assert_int_equal(t.items[0].two.pairs, RECORDS);
	assert_false(t.items[0].two.shown);
	arena_free(a);
}

static void a_share_needs_five_on_each_side_and_a_mean_eleven(void **state)
{
	struct arena *a = arena_new(ARENA);
	const struct instrument m = instrument();
	struct review_totals t = count(a, &m, RECORDS, 0);

	(void)state;
	assert_int_equal(t.items[0].met, 7);
	assert_int_equal(t.items[0].of, 12);
	assert_true(t.items[0].shown);
	/* Four of twelve give themselves away. */
	assert_int_equal(t.items[2].met, 4);
	assert_false(t.items[2].shown);
	assert_true(t.scales[0].shown);
	t = count(a, &m, 10, 0);
	assert_false(t.scales[0].shown);
	/* Six of ten leave four. */
	assert_false(t.items[0].shown);
	arena_free(a);
}

static void what_does_not_apply_is_not_counted(void **state)
{
	struct arena *a = arena_new(ARENA);
	const struct instrument m = instrument();
	int kept[3] = { first[0][0], first[1][0], second[2][0] };
	struct review_totals t;

	(void)state;
	first[0][0] = SCORE_NOT_APPLICABLE;
	first[1][0] = SCORE_MISSING;
	second[2][0] = SCORE_NOT_APPLICABLE;
	t = count(a, &m, RECORDS, RECORDS);
	first[0][0] = kept[0];
	first[1][0] = kept[1];
	second[2][0] = kept[2];
	assert_int_equal(t.items[0].of, 10);
	assert_int_equal(t.items[0].met, 5);
	assert_int_equal(t.items[0].not_applicable, 1);
	assert_int_equal(t.items[0].two.pairs, 9);
	assert_int_equal(t.items[0].two.apart, 3);
	arena_free(a);
}

static void a_level_that_the_rubric_does_not_have_is_refused(void **state)
{
	struct arena *a = arena_new(ARENA);
	const struct instrument m = instrument();
	int wrong[SCORE_ITEMS] = { 3, 0, 0, 0 };
	struct review_totals t;

	(void)state;
	assert_int_equal(review_count(a, &m, &(struct review_levels){ wrong, NULL }, 1, &t),
	                 ERR_INVALID);
	arena_free(a);
}

static void an_item_that_counts_the_other_way_is_met_at_its_lowest(void **state)
{
	struct arena *a = arena_new(ARENA);
	struct instrument m = instrument();
	struct review_totals t;

	(void)state;
	m.scales[0].reversed[0] = true;
	t = count(a, &m, RECORDS, 0);
	assert_int_equal(t.items[0].met, 3);
	assert_int_equal(t.items[1].met, 6);
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(kappa_over_all_leaves_out_one_record_at_a_time),
		cmocka_unit_test(few_records_read_twice_say_nothing),
		cmocka_unit_test(a_share_needs_five_on_each_side_and_a_mean_eleven),
		cmocka_unit_test(what_does_not_apply_is_not_counted),
		cmocka_unit_test(a_level_that_the_rubric_does_not_have_is_refused),
		cmocka_unit_test(an_item_that_counts_the_other_way_is_met_at_its_lowest),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
