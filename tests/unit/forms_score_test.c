#include "forms/score.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
/* cmocka.h needs the three above. */
#include <cmocka.h>

static int set_up(void **state)
{
	*state = arena_new((size_t)64 << 20);
	return *state ? 0 : -1;
}

static int tear_down(void **state)
{
	arena_free(*state);
	return 0;
}

/* One scale of n items with the rubric's limits; safety's when strict. */
static void put_scale(struct instrument *m, size_t n, bool strict)
{
	struct score_scale *s = &m->scales[m->scales_n++];

	*s = (struct score_scale){
		.n = n,
		.multiply = 100,
		.lowest = 1,
		.highest = 4,
		.higher_is_better = true,
		.limits = { 2, 3, 300, strict ? 3 : 2, strict },
		.bands = { { .name = STR("fragile"), .from = 100 },
		           { .name = STR("growing"), .from = 200 },
		           { .name = STR("stable"), .from = 300 } },
		.bands_n = 3,
	};
	for (size_t i = 0; i < n; i++)
		s->items[i] = m->items_n++;
}

static struct score counted(const struct instrument *m, const int *levels)
{
	struct score s;

	assert_int_equal(score_count(m, levels, true, &s), OK);
	return s;
}

/* The next combination of {not applicable, missing, 1, 2, 3, 4}; false after the last. */
static bool next(int *levels, size_t n)
{
	static const int after[] = { SCORE_MISSING, 1, 0, 2, 3, 4, SCORE_NOT_APPLICABLE };

	for (size_t i = 0; i < n; i++) {
		levels[i] = after[levels[i] + 2];
		if (levels[i] != SCORE_NOT_APPLICABLE)
			return true;
	}
	return false;
}

/* A second telling of the definitions, in floating point and counts, to compare with. */
struct told {
	enum score_state state;
	double mean;
	enum score_say stable;
};

static struct told tell(const int *levels, size_t n, bool strict)
{
	int number[5] = { 0 };
	int missing = 0;
	double applicable;
	double scored;
	double mean;
	bool low;

	for (size_t i = 0; i < n; i++) {
		missing += levels[i] == SCORE_MISSING;
		for (int l = 1; l <= 4; l++)
			number[l] += levels[i] == l;
	}
	scored = number[1] + number[2] + number[3] + number[4];
	applicable = scored + missing;
	if (applicable < 0.5)
		return (struct told){ SCORE_NONE_APPLICABLE, 0, SCORE_CANNOT_SAY };
	if (scored / applicable < 2.0 / 3 - 1e-9)
		return (struct told){ SCORE_INSUFFICIENT, 0, SCORE_CANNOT_SAY };
	mean = (number[1] + 2 * number[2] + 3 * number[3] + 4 * number[4]) / scored;
	if (strict && missing)
		return (struct told){ SCORE_MEAN, mean, SCORE_CANNOT_SAY };
	low = number[1] > 0 || (strict && number[2] > 0);
	return (struct told){ SCORE_MEAN, mean, mean > 3 - 1e-9 && !low ? SCORE_YES : SCORE_NO };
}

static void assert_as_told(const struct score_domain *d, struct told t)
{
	assert_int_equal(d->state, t.state);
	assert_int_equal(d->stable, t.stable);
	assert_true(fabs(d->mean - t.mean) < 1e-12);
	assert_int_equal(d->hundredths, (int)floor(t.mean * 100 + 0.5 + 1e-9));
	assert_int_equal(d->band, t.state != SCORE_MEAN ? 3
	                          : t.mean < 2 - 1e-9   ? 0
	                          : t.mean < 3 - 1e-9   ? 1
	                                                : 2);
}

static void every_scale_of_up_to_five_items_follows_the_definitions(void **state)
{
	(void)state;
	for (size_t n = 1; n <= 5; n++) {
		for (int strict = 0; strict < 2; strict++) {
			struct instrument m = { .overall_needs = 1 };
			int levels[5];
			long combinations = 0;
			put_scale(&m, n, strict);
			for (size_t i = 0; i < n; i++)
				levels[i] = SCORE_NOT_APPLICABLE;
			do {
				struct score s = counted(&m, levels);
				assert_as_told(&s.domains[0], tell(levels, n, strict));
				combinations++;
			} while (next(levels, n));
			assert_int_equal(combinations, (long)lround(pow(6, (double)n)));
		}
	}
}

static enum score_say tell_all(const int *levels, int needs)
{
	const struct told t[3] = { tell(levels, 2, true), tell(levels + 2, 2, false),
		                       tell(levels + 4, 2, false) };
	int means = 0;
	int yes = 0;
	int in_doubt = 0;

	for (int i = 0; i < 3; i++) {
		means += t[i].state == SCORE_MEAN;
		yes += t[i].stable == SCORE_YES;
		in_doubt += t[i].state != SCORE_NONE_APPLICABLE && t[i].stable == SCORE_CANNOT_SAY;
	}
	if (in_doubt || means < needs)
		return SCORE_CANNOT_SAY;
	return yes == means ? SCORE_YES : SCORE_NO;
}

static void stable_in_all_follows_the_definition_on_every_small_case(void **state)
{
	(void)state;
	for (int needs = 1; needs <= 3; needs++) {
		struct instrument m = { .overall_needs = needs };
		int levels[6];
		put_scale(&m, 2, true);
		put_scale(&m, 2, false);
		put_scale(&m, 2, false);
		for (size_t i = 0; i < 6; i++)
			levels[i] = SCORE_NOT_APPLICABLE;
		do {
			assert_int_equal(counted(&m, levels).stable_in_all, tell_all(levels, needs));
		} while (next(levels, 6));
	}
}

static void a_mean_of_exactly_three_is_stable(void **state)
{
	struct instrument m = { .overall_needs = 1 };
	const int three[] = { 2, 3, 4 };
	const int below[] = { 2, 3, 3 };

	(void)state;
	put_scale(&m, 3, false);
	assert_int_equal(counted(&m, three).domains[0].stable, SCORE_YES);
	assert_int_equal(counted(&m, below).domains[0].stable, SCORE_NO);
	assert_int_equal(counted(&m, below).domains[0].hundredths, 267);
}

static void one_item_below_two_is_not_made_up_for(void **state)
{
	struct instrument m = { .overall_needs = 1 };
	const int levels[] = { 1, 4, 4, 4 };

	(void)state;
	put_scale(&m, 4, false);
	assert_true(fabs(counted(&m, levels).domains[0].mean - 3.25) < 1e-12);
	assert_int_equal(counted(&m, levels).domains[0].stable, SCORE_NO);
}

static void another_setting_cannot_say(void **state)
{
	struct instrument m = { .overall_needs = 1 };
	const int levels[] = { 4, 4 };
	struct score s;

	(void)state;
	put_scale(&m, 2, false);
	assert_int_equal(counted(&m, levels).stable_in_all, SCORE_YES);
	assert_int_equal(score_count(&m, levels, false, &s), OK);
	assert_int_equal(s.stable_in_all, SCORE_CANNOT_SAY);
	assert_int_equal(s.domains[0].stable, SCORE_YES);
}

static void a_level_outside_its_scale_is_refused(void **state)
{
	struct instrument m = { .overall_needs = 1 };
	const int levels[] = { 5, 4 };
	const int zero[] = { 0, 4 };
	struct score s;

	(void)state;
	put_scale(&m, 2, false);
	assert_int_equal(score_count(&m, levels, true, &s), ERR_INVALID);
	assert_int_equal(score_count(&m, zero, true, &s), ERR_INVALID);
}

static void changed_limits_change_the_result(void **state)
{
	struct instrument m = { .overall_needs = 1 };
	const int levels[] = { 3, 3, SCORE_MISSING };

	(void)state;
	put_scale(&m, 3, false);
	assert_int_equal(counted(&m, levels).domains[0].stable, SCORE_YES);
	m.scales[0].limits.stable_from = 350;
	assert_int_equal(counted(&m, levels).domains[0].stable, SCORE_NO);
	m.scales[0].limits.needs = 3;
	assert_int_equal(counted(&m, levels).domains[0].state, SCORE_INSUFFICIENT);
}

/* A form with two questions q and r, scored as the sheet says. */
static enum err read_scored(struct arena *a, const char *rows, const struct form_def **f)
{
	static struct form_problems problems;
	const struct form_files files = {
		STR("type,name,label,why\nselect_one l,q,Q?,x\nselect_one l,r,R?,x\nselect_one "
		    "w,where,W?,x\n"
		    "text,free,F?,x\n"),
		STR("list_name,name,label\nl,1,a\nl,2,b\nl,3,c\nl,4,d\nw,home,H\nw,shelter,S\n"),
		STR("form_title,form_id,version\nT,t,1\n"),
		arena_fmt(
			a,
			"scale,kind,items,reversed,aggregation,needs,direction,lowest,highest,bands,min_item,"
			"none_missing,setting,licence,citation,status\n%s",
			rows),
		STR(""),
	};

	return form_read(a, &files, f, &problems);
}

#define OVERALL "all,overall,,,,1,,,,,,,where:home,CC BY 4.0,ours,not yet validated\n"
#define SCALE "s,scale,q r,r,mean,2/3,higher,1,4,low:1 stable:2.5,2,no,,,,\n"

static void a_scoring_sheet_becomes_an_instrument(void **state)
{
	const struct form_def *f;
	const struct answer at[] = {
		{ STR("q"), ANSWER_TEXT, STR("3"), 0 },
		{ STR("r"), ANSWER_TEXT, STR("2"), 0 },
		{ STR("where"), ANSWER_TEXT, STR("home"), 0 },
	};
	struct answers in = { STR("t"), STR("1"), STR(""), at, 3 };
	int levels[SCORE_ITEMS];
	struct score s;

	assert_int_equal(read_scored(*state, SCALE OVERALL, &f), OK);
	assert_int_equal(f->instrument->items_n, 2);
	assert_int_equal(f->instrument->scales[0].limits.stable_from, 250);
	assert_int_equal(score_levels(f->instrument, &in, levels), OK);
	assert_true(score_setting(f->instrument, &in));
	s = counted(f->instrument, levels);
	/* r is reversed: 2 counts as 3. */
	assert_int_equal(s.domains[0].hundredths, 300);
	assert_int_equal(s.stable_in_all, SCORE_YES);
	in.n = 2;
	assert_false(score_setting(f->instrument, &in));
}

static void kinds_of_missing_become_levels(void **state)
{
	const struct form_def *f;
	struct answer at[] = {
		{ STR("q"), ANSWER_PREFER_NOT, STR(""), 0 },
		{ STR("r"), ANSWER_NOT_APPLICABLE, STR(""), 0 },
	};
	const struct answers in = { STR("t"), STR("1"), STR(""), at, 2 };
	int levels[SCORE_ITEMS];

	assert_int_equal(read_scored(*state, SCALE OVERALL, &f), OK);
	assert_int_equal(score_levels(f->instrument, &in, levels), OK);
	assert_int_equal(levels[0], SCORE_MISSING);
	assert_int_equal(levels[1], SCORE_NOT_APPLICABLE);
	at[0] = (struct answer){ STR("q"), ANSWER_INTEGER, STR(""), 4 };
	at[1].path = STR("elsewhere");
	assert_int_equal(score_levels(f->instrument, &in, levels), OK);
	assert_int_equal(levels[0], 4);
	assert_int_equal(levels[1], SCORE_MISSING);
	at[0] = (struct answer){ STR("q"), ANSWER_TEXT, STR("three"), 0 };
	assert_int_equal(score_levels(f->instrument, &in, levels), ERR_INVALID);
}

static void a_faulty_scoring_sheet_is_refused(void **state)
{
	static const char *const bad[] = {
		SCALE,
		OVERALL,
		SCALE OVERALL OVERALL,
		"s,scale,q absent,,mean,2/3,higher,1,4,stable:3,2,no,,,,\n" OVERALL,
		"s,scale,free,,mean,2/3,higher,1,4,stable:3,2,no,,,,\n" OVERALL,
		"s,scale,where,,mean,2/3,higher,1,4,stable:3,2,no,,,,\n" OVERALL,
		"s,scale,,,mean,2/3,higher,1,4,stable:3,2,no,,,,\n" OVERALL,
		"s,scale,q,r,mean,2/3,higher,1,4,stable:3,2,no,,,,\n" OVERALL,
		"s,scale,q,,sum,2/3,higher,1,4,stable:3,2,no,,,,\n" OVERALL,
		"s,scale,q,,mean,3/2,higher,1,4,stable:3,2,no,,,,\n" OVERALL,
		"s,scale,q,,mean,2/3,up,1,4,stable:3,2,no,,,,\n" OVERALL,
		"s,scale,q,,mean,2/3,higher,4,1,stable:3,2,no,,,,\n" OVERALL,
		"s,scale,q,,mean,2/3,higher,1,4,stable:3 low:1,2,no,,,,\n" OVERALL,
		"s,scale,q,,mean,2/3,higher,1,4,low:1,2,no,,,,\n" OVERALL,
		"s,scale,q,,mean,2/3,higher,1,4,stable:3,7,no,,,,\n" OVERALL,
		SCALE "all,overall,,,,1,,,,,,,free:x,CC,c,s\n",
		SCALE "all,overall,,,,1,,,,,,,,,,\n",
		SCALE "all,total,,,,1,,,,,,,,CC,c,s\n" OVERALL,
	};
	const struct form_def *f;

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		if (read_scored(*state, bad[i], &f) != ERR_INVALID)
			fail_msg("accepted: %s", bad[i]);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(every_scale_of_up_to_five_items_follows_the_definitions),
		TEST(stable_in_all_follows_the_definition_on_every_small_case),
		TEST(a_mean_of_exactly_three_is_stable),
		TEST(one_item_below_two_is_not_made_up_for),
		TEST(another_setting_cannot_say),
		TEST(a_level_outside_its_scale_is_refused),
		TEST(changed_limits_change_the_result),
		TEST(a_scoring_sheet_becomes_an_instrument),
		TEST(kinds_of_missing_become_levels),
		TEST(a_faulty_scoring_sheet_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
