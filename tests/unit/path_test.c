/* learning/path: from the inbox to the figures, counted by hand, and what
 * may be told of few. */
#include "learning/path_inside.h"

#include "access/inbox.h"
#include "base/fields.h"
#include "learning/report.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "harness/both.h"

#include "path_house.h"

/* Each test has an age group of its own. */

static struct path_report path(struct ctx *c, enum outcomes_group group, int type)
{
	struct report_filter f = of(group, type);
	struct path_report r;

	assert_int_equal(path_figures(c, &f, 0, &r), OK);
	return r;
}

static void is_when(const struct path_when *w, int32_t low, int32_t middle, int32_t high)
{
	assert_true(w->shown);
	assert_int_equal(w->low, low);
	assert_int_equal(w->middle, middle);
	assert_int_equal(w->high, high);
}

/* --- the path --- */

static void each_step_is_counted_by_itself(void **state)
{
	struct path_report r;
	struct ctx c;

	(void)state;
	forty_six_arrive();
	c = folded();
	r = path(&c, OUTCOMES_ADULT, OUTCOMES_ALL_TYPES);
	assert_int_equal(r.outcomes.people, 46);
	assert_int_equal(r.step[STEP_WORDS].reached.told, TOLD_ALL_BUT);
	assert_int_equal(r.step[STEP_WORDS].reached.n, 38);
	assert_int_equal(r.step[STEP_WORDS].unknown, 8);
	is_part(&r.step[STEP_CONSENT].reached, 26, 38);
	is_part(&r.step[STEP_CONSENT].left, 6, 12);
	is_part(&r.step[STEP_ASSESSMENT].reached, 26, 46);
	is_part(&r.step[STEP_ASSESSMENT].left, 6, 20);
	assert_int_equal(r.step[STEP_ASSESSMENT].unknown, 0);
	is_part(&r.step[STEP_PLAN].reached, 26, 38);
	assert_int_equal(r.step[STEP_SERVICE].reached.told, TOLD_ALL_BUT);
	assert_int_equal(r.step[STEP_SERVICE].reached.n, 46);
	is_part(&r.step[STEP_END].reached, 12, 46);
	/* Services on the days 0 (6), 2 (6), 4 (6), 5 (20), 9 (8): quarters 2.5, 5, 5. */
	is_when(&r.step[STEP_SERVICE].when, 3, 5, 5);
	/* Plans on day 20 (20) and 30 (6), which is told as four weeks. */
	is_when(&r.step[STEP_PLAN].when, 20, 20, 20);
	/* Ends on day 40 (6) and 400 (6): the middle is 220 days, seven months. */
	is_when(&r.step[STEP_END].when, 42, 213, 396);
	test_ctx_end(&c);
}

static void where_people_stood_is_told_by_how_it_ended(void **state)
{
	static const struct counted all[] = {
		{ 8, "12_17", NULL, 1, NONE, NONE, NONE, 4, 40, "own_wish", false },
		{ 7, "12_17", NULL, 2, NONE, NONE, NONE, 1, 30, "own_wish", false },
		{ 3, "12_17", NULL, 1, 3, NONE, NONE, NONE, 20, "lost", false },
		{ 2, "12_17", NULL, NONE, NONE, NONE, NONE, NONE, 3, "returned", false },
		{ 9, "12_17", NULL, 1, 1, NONE, 30, 2, 300, "plan_completed", false },
		{ 6, "12_17", NULL, 1, 1, NONE, 30, 30, 200, "plan_completed", false },
		/* What came after the end does not count. */
		{ 5, "12_17", NULL, 1, 1, NONE, NONE, 350, 300, "plan_completed", false },
		/* Of whom something is not known. */
		{ 4, "12_17", NULL, 1, NONE, NONE, NONE, NONE, 90, "plan_completed", true },
	};
	const struct row_cells *early;
	const struct row_cells *planned;
	struct path_report r;
	struct ctx c;

	(void)state;
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		arrive(&all[i], STR(""));
	c = folded();
	r = path(&c, OUTCOMES_AGE_12_17, OUTCOMES_ALL_TYPES);
	early = &r.stood[END_EARLY];
	planned = &r.stood[END_AS_PLANNED];
	assert_true(r.stood_told);
	assert_true(early->shown[STEP_SERVICE] && early->shown[STEP_WORDS]);
	assert_int_equal(early->n[STEP_SERVICE], 8);
	assert_int_equal(early->n[STEP_WORDS], 7);
	assert_false(early->shown[STEP_CONSENT]);
	assert_false(early->shown[STOOD_AT_ARRIVAL]);
	/* 9 plans, 6 services on the day of the plan, 5 consents; no other cell is there to hide among,
	 * so the smallest of them is hidden with those that are empty. */
	assert_int_equal(planned->n[STEP_PLAN], 9);
	assert_int_equal(planned->n[STEP_SERVICE], 6);
	assert_false(planned->shown[STEP_CONSENT]);
	assert_int_equal(planned->n[STEP_CONSENT], 0);
	/* Nobody died or moved, which is not told either. */
	for (size_t k = 0; k < STOOD; k++)
		assert_false(r.stood[END_DEATH].shown[k] || r.stood[END_GOES_ON_ELSEWHERE].shown[k]);
	test_ctx_end(&c);
}

static void the_rest_of_a_larger_choice_counts_as_a_cell(void **state)
{
	static const struct counted all[] = {
		{ 10, "6_11", "child_labour", 1, 3, NONE, NONE, NONE, 0, NULL, false },
		{ 10, "6_11", "child_labour", 1, NONE, NONE, 9, NONE, 0, NULL, false },
		{ 2, "6_11", "", 1, 3, NONE, NONE, NONE, 0, NULL, false },
		{ 8, "6_11", "", 1, NONE, NONE, 9, NONE, 0, NULL, false },
		{ 6, "6_11", "", 1, NONE, NONE, NONE, NONE, 0, NULL, false },
	};
	struct path_report every;
	struct path_report some;
	struct ctx c;
	int type = 0;

	(void)state;
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		arrive(&all[i], STR(""));
	c = folded();
	every = path(&c, OUTCOMES_AGE_6_11, OUTCOMES_ALL_TYPES);
	while (!str_eq(every.outcomes.types.at[type].name, STR("child_labour")))
		type++;
	some = path(&c, OUTCOMES_AGE_6_11, type);
	is_part(&every.step[STEP_CONSENT].reached, 12, 36);
	assert_int_equal(some.outcomes.people, 20);
	/* 10 of 20, were it not that 12 less 10 are two people. */
	assert_int_equal(some.step[STEP_CONSENT].reached.told, TOLD_NOT);
	assert_int_equal(some.step[STEP_CONSENT].left.told, TOLD_NOT);
	assert_false(some.step[STEP_CONSENT].when.shown);
	is_part(&every.step[STEP_PLAN].reached, 18, 36);
	is_part(&some.step[STEP_PLAN].reached, 10, 20);
	test_ctx_end(&c);
}

static void few_people_are_dots_in_order_of_time(void **state)
{
	static const struct counted all[] = {
		{ 3, "0_5", NULL, 4, 16, NONE, NONE, 100, 0, NULL, false },
		{ 2, "0_5", NULL, 1, NONE, NONE, NONE, 3, 0, NULL, false },
	};
	struct path_report r;
	struct ctx c;

	(void)state;
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		arrive(&all[i], STR(""));
	c = folded();
	r = path(&c, OUTCOMES_AGE_0_5, OUTCOMES_ALL_TYPES);
	assert_int_equal(r.outcomes.people, 0);
	assert_true(r.dotted);
	assert_int_equal(r.dots[STEP_WORDS].n, 5);
	assert_true(r.dots[STEP_WORDS].at[0] < 2 && r.dots[STEP_WORDS].at[4] > 3);
	assert_int_equal(r.dots[STEP_SERVICE].at[4], 91);
	assert_int_equal(r.dots[STEP_PLAN].n, 0);
	assert_int_equal(r.step[STEP_WORDS].reached.told, TOLD_NOT);
	/* Of one type only, so few would be pointed at. */
	r = path(&c, OUTCOMES_AGE_0_5, 0);
	assert_false(r.dotted);
	test_ctx_end(&c);
}

static void days_are_rounded_the_more_the_longer_ago(void **state)
{
	(void)state;
	assert_int_equal(path_rounded(0), 0);
	assert_int_equal(path_rounded(2.5), 3);
	assert_int_equal(path_rounded(21), 21);
	assert_int_equal(path_rounded(23), 21);
	assert_int_equal(path_rounded(30), 28);
	assert_int_equal(path_rounded(75), 61);
	assert_int_equal(path_rounded(365), 365);
	assert_int_equal(path_rounded(370), 365);
}

/* --- nothing is told of few, whoever came --- */

enum { HAND = 300 };
struct hand {
	struct outcomes_episode episodes[HAND];
	struct path_person people[HAND];
	struct report_set set;
	struct path_people all;
};

static uint32_t below(uint64_t *dice, uint32_t bound)
{
	*dice = *dice * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)((*dice >> 33) % bound);
}

static void deal(struct hand *h, struct arena *a, uint64_t *dice, uint32_t n)
{
	memset(h, 0, sizeof *h);
	h->set.in = (struct report_input){
		.episodes = h->episodes, .n_episodes = n, .first_year = 2020, .last_year = 2023
	};
	h->set.params = outcomes_defaults(20000, 2020, 4, 2);
	h->all = (struct path_people){ h->people, n };
	for (uint32_t i = 0; i < n; i++) {
		struct outcomes_episode *e = &h->episodes[i];
		struct path_person *p = &h->people[i];

		e->entry = 18400 + (int32_t)below(dice, 1300);
		e->entry_year = (int16_t)(2020 + below(dice, 4));
		e->ordinal = 1;
		e->group = OUTCOMES_ADULT;
		e->types = below(dice, 4);
		e->reason = (uint8_t)(below(dice, 2) * below(dice, OUTCOMES_REASONS));
		e->closed = 20 + (int32_t)below(dice, 80);
		*p = (struct path_person){
			.types = e->types, .year = e->entry_year, .group = e->group, .reason = e->reason
		};
		for (int s = 0; s < PATH_BEFORE_END; s++)
			p->first[s] = below(dice, 12) == 0  ? PATH_UNKNOWN
			              : below(dice, 3) == 0 ? PATH_NOT
			                                    : (int32_t)below(dice, 90);
		p->first[STEP_END] = e->reason == CLOSED_NOT ? PATH_NOT : e->closed;
	}
	h->set.cells = NEW_N(a, struct outcomes_cell, outcomes_cells(&h->set.params));
	assert_int_equal(outcomes_run(&(struct outcomes_input){ h->episodes, n, NULL, 0 },
	                              &h->set.params, h->set.cells, &h->set.aside),
	                 OK);
}

static bool large(uint32_t n)
{
	return n == 0 || n >= DISCLOSE_CELL;
}

/* Of a choice: [came to it or not][left or not], each person of whom it is known. */
static void square(const struct hand *h, const struct path_chosen *c, enum path_choice i, int step,
                   uint32_t out[2][2])
{
	memset(out, 0, 4 * sizeof **out);
	for (size_t k = 0; k < h->all.n; k++) {
		const struct path_person *p = &h->all.at[k];

		if (path_is_in(c, i, p) && p->first[step] != PATH_UNKNOWN)
			out[p->first[step] == PATH_NOT][p->reason == CLOSED_NOT]++;
	}
}

/* Returns how many numbers were told. */
static size_t looks_at_step(const struct hand *h, const struct path_report *r, int step)
{
	struct path_chosen c = path_chosen(&r->outcomes);
	const struct path_step_figures *f = &r->step[step];
	uint32_t own[2][2];

	square(h, &c, CHOICE_ITSELF, step, own);
	assert_true(large(f->unknown));
	for (size_t i = 0; i < c.n && f->reached.told == TOLD; i++) {
		uint32_t all[2][2];
		uint32_t came;
		uint32_t not ;

		square(h, &c, (enum path_choice)i, step, all);
		came = all[0][0] + all[0][1] - (i ? own[0][0] + own[0][1] : 0);
		not = all[1][0] + all[1][1] - (i ? own[1][0] + own[1][1] : 0);
		assert_true(came + not == 0 || (came >= DISCLOSE_CELL && not >= DISCLOSE_CELL));
		for (int k = 0; k < 4 && f->left.told == TOLD; k++)
			assert_true(large(all[k / 2][k % 2] - (i ? own[k / 2][k % 2] : 0)));
	}
	if (f->left.told != TOLD_NOT)
		assert_int_equal(f->reached.told, TOLD);
	return (size_t)(f->reached.told == TOLD) + (f->left.told == TOLD);
}

/* What is left out of a column is nobody, or five at least, of whom no cell is known alone. */
static size_t looks_at_stood(const struct row_cells *row, uint32_t total)
{
	uint32_t rest = total;
	size_t told = 0;

	for (size_t k = 0; k < STOOD; k++) {
		assert_true(!row->shown[k] || row->n[k] >= DISCLOSE_CELL);
		rest -= row->n[k];
		told += row->shown[k];
	}
	assert_true(told == 0 || rest == 0 || (rest >= DISCLOSE_CELL && told + 2 <= STOOD));
	return told;
}

static size_t looks_at_report(const struct hand *h, const struct path_report *r)
{
	size_t told = 0;

	for (int s = 0; s < PATH_BEFORE_END; s++)
		told += looks_at_step(h, r, s);
	for (int e = 0; e < PATH_ENDS; e++) {
		const struct row_cells *row = &r->stood[e];
		uint32_t total = row->total_shown ? row->total : 0;

		told += looks_at_stood(row, total);
	}
	return told;
}

static void no_figure_sets_fewer_than_five_apart(void **state)
{
	static struct hand h;
	uint64_t dice = 7;
	size_t told = 0;

	(void)state;
	for (int i = 0; i < 400; i++) {
		struct arena *a = arena_new(64 << 20);
		struct report_filter f = of(OUTCOMES_ADULT, i % 3 - 1);
		struct path_report r;

		deal(&h, a, &dice, 20 + below(&dice, HAND - 20));
		f.from_year = i % 2 ? 2021 : 0;
		path_view(a, &h.set, &h.all, &f, &r);
		told += looks_at_report(&h, &r);
		arena_free(a);
	}
	/* And something is. */
	assert_true(told > 1000);
}

static void only_those_with_the_key_of_measurement_see_figures(void **state)
{
	struct report_filter f = of(OUTCOMES_ADULT, OUTCOMES_ALL_TYPES);
	struct ctx c = test_task("amara");
	struct path_report r;

	(void)state;
	assert_int_equal(path_figures(&c, &f, 0, &r), ERR_DENIED);
	test_ctx_end(&c);
	assert_int_equal(test_visit(&house, "eva", "/reports/path", "It is no ladder"), 200);
	assert_int_equal(test_visit(&house, "eva", "/reports/path?age=0_5", "so each is a dot"), 200);
	assert_int_equal(test_visit(&house, "eva", "/reports/path/file?format=json", "came_to"), 200);
	assert_int_equal(test_visit(&house, "amara", "/reports/path", ""), 403);
	assert_int_equal(test_visit(&house, "tom", "/reports/path", ""), 403);
	assert_int_equal(test_visit(&house, "lena", "/reports/path/file?format=csv", ""), 403);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_step_is_counted_by_itself),
		cmocka_unit_test(where_people_stood_is_told_by_how_it_ended),
		cmocka_unit_test(the_rest_of_a_larger_choice_counts_as_a_cell),
		cmocka_unit_test(few_people_are_dots_in_order_of_time),
		cmocka_unit_test(days_are_rounded_the_more_the_longer_ago),
		cmocka_unit_test(no_figure_sets_fewer_than_five_apart),
		cmocka_unit_test(only_those_with_the_key_of_measurement_see_figures),
	};

	return test_on_both("learning/path", tests, sizeof tests / sizeof *tests);
}
