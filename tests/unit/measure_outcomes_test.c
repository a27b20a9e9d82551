/* measure/outcomes: the rules of 04-measure one by one, on examples worked by hand. */
#include "measure/outcomes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#define ALMOST(got, want, by) assert_true(fabs((got) - (want)) <= (by))

enum { ENTRY = 18000, LATE = ENTRY + 3000, YEAR = 2019, CELLS = 3 * 3 * OUTCOMES_GROUPS };

static struct outcomes_cell cells[CELLS];
static struct outcomes_aside aside;

/* Three entry years from 2018, two casework types. */
static struct outcomes_params params(int32_t as_of)
{
	return outcomes_defaults(as_of, YEAR - 1, 3, 2);
}

static struct outcomes_score score(int day)
{
	struct outcomes_score s = { .day = (int16_t)day,
		                        .domain = { 300, 300, 300, 300, 300, 300 },
		                        .stable = 63,
		                        .planned = WAVE_UNPLANNED,
		                        .rubric = OUTCOMES_ADULT,
		                        .own_words = 1 };
	return s;
}

static struct outcomes_score shaky(int day)
{
	struct outcomes_score s = score(day);

	s.domain[2] = 200;
	s.stable = 63 - 4;
	s.all_six = VERDICT_NO;
	return s;
}

static struct outcomes_episode episode(size_t count)
{
	return (struct outcomes_episode){ .entry = ENTRY,
		                              .entry_year = YEAR,
		                              .types = 1,
		                              .ordinal = 1,
		                              .count = (uint16_t)count,
		                              .group = OUTCOMES_ADULT };
}

static struct outcomes_episode closed(size_t count, int day, enum outcomes_reason reason)
{
	struct outcomes_episode e = episode(count);

	e.closed = day;
	e.reason = (uint8_t)reason;
	return e;
}

static enum err run(const struct outcomes_episode *e, const struct outcomes_score *s, size_t n,
                    const struct outcomes_params *p)
{
	struct outcomes_input in = { .episodes = e, .n_episodes = 1, .scores = s, .n_scores = n };

	return outcomes_run(&in, p, cells, &aside);
}

/* One episode, seen as of a day: the cell of all types. */
static const struct outcomes_cell *
count_as_of(struct outcomes_episode e, const struct outcomes_score *s, size_t n, int32_t as_of)
{
	struct outcomes_params p = params(as_of);

	assert_int_equal(run(&e, s, n, &p), OK);
	return outcomes_at(cells, &p, OUTCOMES_ALL_TYPES, 1, OUTCOMES_ADULT);
}

static const struct outcomes_cell *count(struct outcomes_episode e, const struct outcomes_score *s,
                                         size_t n)
{
	return count_as_of(e, s, n, LATE);
}

static void the_nearest_assessment_stands_for_the_wave(void **state)
{
	struct outcomes_score s[] = { score(150), score(190), score(220) };
	const struct outcomes_wave *w = &count(episode(3), s, 3)->wave[WAVE_6_MONTHS];

	(void)state;
	assert_int_equal(w->seen, 1);
	assert_int_equal(w->domains.sum[0], 300);
	s[1].domain[0] = 250;
	s[1].stable = 62;
	w = &count(episode(3), s, 3)->wave[WAVE_6_MONTHS];
	assert_int_equal(w->domains.sum[0], 250);
	assert_int_equal(w->domains.stable[0], 0);
	assert_int_equal(w->domains.stable[1], 1);
}

static void an_assessment_outside_is_not_that_wave(void **state)
{
	const struct {
		int day;
		uint32_t seen;
	} cases[] = { { 140, 0 }, { 141, 1 }, { 225, 1 }, { 226, 0 } };

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		struct outcomes_score s = score(cases[i].day);
		const struct outcomes_wave *w = &count(episode(1), &s, 1)->wave[WAVE_6_MONTHS];

		assert_int_equal(w->seen, cases[i].seen);
		assert_int_equal(w->missing, 1 - cases[i].seen);
		assert_int_equal(w->due, 1);
	}
}

static void a_wave_is_due_on_the_day_after_its_window(void **state)
{
	struct outcomes_score s = score(190);

	(void)state;
	assert_int_equal(count_as_of(episode(0), NULL, 0, ENTRY + 225)->wave[WAVE_6_MONTHS].due, 0);
	assert_int_equal(count_as_of(episode(0), NULL, 0, ENTRY + 226)->wave[WAVE_6_MONTHS].missing, 1);
	assert_int_equal(count_as_of(episode(1), &s, 1, ENTRY + 225)->wave[WAVE_6_MONTHS].early, 1);
	assert_int_equal(count_as_of(episode(1), &s, 1, ENTRY + 226)->wave[WAVE_6_MONTHS].early, 0);
	assert_int_equal(count_as_of(episode(1), &s, 1, ENTRY + 189)->wave[WAVE_6_MONTHS].seen, 0);
}

static void of_two_equally_near_the_planned_one_wins_then_the_earlier(void **state)
{
	struct outcomes_score s[] = { score(180), score(186) };

	(void)state;
	s[0].domain[0] = 100;
	assert_int_equal(count(episode(2), s, 2)->wave[WAVE_6_MONTHS].domains.sum[0], 100);
	s[1].planned = WAVE_6_MONTHS;
	assert_int_equal(count(episode(2), s, 2)->wave[WAVE_6_MONTHS].domains.sum[0], 300);
}

static void the_baseline_is_the_first_sufficient_one_after_her_own_words(void **state)
{
	struct outcomes_score s[] = { score(-1), score(2), score(5), score(9), score(12) };
	const struct outcomes_wave *w;

	(void)state;
	s[1].own_words = 0;
	s[2].domain[0] = s[2].domain[1] = s[2].domain[2] = OUTCOMES_INSUFFICIENT;
	s[3].domain[0] = 111;
	w = &count(episode(5), s, 5)->wave[WAVE_BASELINE];
	assert_int_equal(w->seen, 1);
	assert_int_equal(w->domains.sum[0], 111);
	assert_int_equal(w->unfit, 0);
	w = &count(episode(3), s, 5)->wave[WAVE_BASELINE];
	assert_int_equal(w->seen, 0);
	assert_int_equal(w->unfit, 1);
	assert_int_equal(w->missing, 1);
}

static void own_words_are_asked_for_at_baseline_only(void **state)
{
	struct outcomes_score s = score(183);

	(void)state;
	s.own_words = 0;
	assert_int_equal(count(episode(1), &s, 1)->wave[WAVE_6_MONTHS].seen, 1);
}

static void missing_domains_are_counted_by_kind_and_not_averaged(void **state)
{
	struct outcomes_score s = score(183);
	const struct outcomes_wave *w;

	(void)state;
	s.domain[1] = OUTCOMES_INSUFFICIENT;
	s.domain[4] = OUTCOMES_NOT_APPLICABLE;
	s.all_six = VERDICT_CANNOT_SAY;
	w = &count(episode(1), &s, 1)->wave[WAVE_6_MONTHS];
	assert_int_equal(w->domains.n[1] + w->domains.n[4], 0);
	assert_int_equal(w->domains.stable[1] + w->domains.stable[4], 0);
	assert_int_equal(w->domains.insufficient[1], 1);
	assert_int_equal(w->domains.not_applicable[4], 1);
	assert_int_equal(w->all_six[VERDICT_CANNOT_SAY], 1);
}

static void all_six_is_said_only_of_where_she_lives(void **state)
{
	struct outcomes_score s = score(183);
	const struct outcomes_wave *w;

	(void)state;
	s.setting = SETTING_SHELTER;
	w = &count(episode(1), &s, 1)->wave[WAVE_6_MONTHS];
	assert_int_equal(w->all_six[VERDICT_YES], 0);
	assert_int_equal(w->all_six[VERDICT_CANNOT_SAY], 1);
	assert_int_equal(w->setting[SETTING_SHELTER], 1);
}

static void the_verdict_follows_the_written_rule(void **state)
{
	struct outcomes_score s = score(0);

	(void)state;
	assert_int_equal(outcomes_all_six(&s, 4), VERDICT_YES);
	s.domain[0] = s.domain[1] = OUTCOMES_NOT_APPLICABLE;
	s.stable = 60;
	assert_int_equal(outcomes_all_six(&s, 4), VERDICT_YES);
	s.domain[2] = OUTCOMES_NOT_APPLICABLE;
	assert_int_equal(outcomes_all_six(&s, 4), VERDICT_CANNOT_SAY);
	s = shaky(0);
	assert_int_equal(outcomes_all_six(&s, 4), VERDICT_NO);
	s.domain[5] = OUTCOMES_INSUFFICIENT;
	assert_int_equal(outcomes_all_six(&s, 4), VERDICT_CANNOT_SAY);
	s = score(0);
	s.setting = SETTING_OTHER;
	assert_int_equal(outcomes_all_six(&s, 4), VERDICT_CANNOT_SAY);
}

static void children_and_adults_are_never_averaged_together(void **state)
{
	struct outcomes_score s = score(731);
	struct outcomes_episode e = episode(1);
	struct outcomes_params p = params(LATE);
	const struct outcomes_wave *w;

	(void)state;
	e.group = OUTCOMES_AGE_12_17;
	assert_int_equal(run(&e, &s, 1, &p), OK);
	w = &outcomes_at(cells, &p, OUTCOMES_ALL_TYPES, 1, OUTCOMES_AGE_12_17)->wave[WAVE_2_YEARS];
	assert_int_equal(w->seen, 1);
	assert_int_equal(w->switched, 1);
	assert_int_equal(w->domains.n[0], 0);
	assert_int_equal(w->all_six[VERDICT_YES], 0);
	assert_int_equal(outcomes_at(cells, &p, OUTCOMES_ALL_TYPES, 1, OUTCOMES_ADULT)->episodes, 0);
}

static void who_left_before_the_window_is_neither_seen_nor_missing(void **state)
{
	struct outcomes_score s = score(183);
	const struct outcomes_wave *w =
		&count(closed(1, 140, CLOSED_MOVED), &s, 1)->wave[WAVE_6_MONTHS];

	(void)state;
	assert_int_equal(w->seen + w->due + w->missing, 0);
	assert_int_equal(w->left, 1);
	w = &count(closed(1, 141, CLOSED_MOVED), &s, 1)->wave[WAVE_6_MONTHS];
	assert_int_equal(w->seen, 1);
	assert_int_equal(w->left, 0);
}

static void each_casework_type_counts_a_person_and_all_types_count_her_once(void **state)
{
	struct outcomes_episode e = episode(0);
	struct outcomes_params p = params(LATE);

	(void)state;
	e.types = 3;
	assert_int_equal(run(&e, NULL, 0, &p), OK);
	assert_int_equal(outcomes_at(cells, &p, 0, 1, OUTCOMES_ADULT)->episodes, 1);
	assert_int_equal(outcomes_at(cells, &p, 1, 1, OUTCOMES_ADULT)->episodes, 1);
	assert_int_equal(outcomes_at(cells, &p, OUTCOMES_ALL_TYPES, 1, OUTCOMES_ADULT)->episodes, 1);
	e.types = 0;
	assert_int_equal(run(&e, NULL, 0, &p), OK);
	assert_int_equal(outcomes_at(cells, &p, 0, 1, OUTCOMES_ADULT)->episodes, 0);
	assert_int_equal(outcomes_at(cells, &p, OUTCOMES_ALL_TYPES, 1, OUTCOMES_ADULT)->episodes, 1);
}

static void reopened_episodes_are_shown_apart(void **state)
{
	struct outcomes_episode e = episode(0);
	struct outcomes_params p = params(LATE);

	(void)state;
	e.ordinal = 2;
	assert_int_equal(run(&e, NULL, 0, &p), OK);
	assert_int_equal(outcomes_at(cells, &p, OUTCOMES_ALL_TYPES, 1, OUTCOMES_ADULT)->episodes, 0);
	assert_int_equal(aside.other_ordinal, 1);
	p.ordinal = 2;
	assert_int_equal(run(&e, NULL, 0, &p), OK);
	assert_int_equal(outcomes_at(cells, &p, OUTCOMES_ALL_TYPES, 1, OUTCOMES_ADULT)->episodes, 1);
}

static void who_is_in_no_cell_is_counted_aside(void **state)
{
	struct outcomes_episode e = episode(0);
	struct outcomes_params p = params(LATE);

	(void)state;
	p.consented_only = true;
	assert_int_equal(run(&e, NULL, 0, &p), OK);
	assert_int_equal(aside.no_consent, 1);
	e.entry_year = YEAR + 2;
	assert_int_equal(run(&e, NULL, 0, &p), OK);
	assert_int_equal(aside.outside, 1);
	assert_int_equal(aside.no_consent, 0);
	e = episode(0);
	e.entry = LATE + 1;
	assert_int_equal(run(&e, NULL, 0, &p), OK);
	assert_int_equal(aside.outside, 1);
}

static void stable_at_closure_is_of_all_closed_in_the_period(void **state)
{
	struct outcomes_score s = score(395);
	struct outcomes_episode e = closed(1, 400, CLOSED_PLAN_COMPLETED);
	struct outcomes_params p = params(LATE);
	const struct outcomes_cell *c = outcomes_at(cells, &p, OUTCOMES_ALL_TYPES, 1, OUTCOMES_ADULT);

	(void)state;
	p.period_from = p.period_to = ENTRY + 400;
	assert_int_equal(run(&e, &s, 1, &p), OK);
	assert_int_equal(c->closed[CLOSED_PLAN_COMPLETED].n, 1);
	assert_int_equal(c->closed[CLOSED_PLAN_COMPLETED].verdict[VERDICT_YES], 1);
	p.period_from++;
	p.period_to++;
	assert_int_equal(run(&e, &s, 1, &p), OK);
	assert_int_equal(c->closed[CLOSED_PLAN_COMPLETED].n, 0);
	p.period_from = p.period_to = ENTRY + 399;
	assert_int_equal(run(&e, &s, 1, &p), OK);
	assert_int_equal(c->closed[CLOSED_PLAN_COMPLETED].n, 0);
	s.day = 339;
	assert_int_equal(count(e, &s, 1)->closed[CLOSED_PLAN_COMPLETED].unassessed, 1);
}

static void a_closure_counts_from_its_own_day(void **state)
{
	struct outcomes_score s = score(395);
	struct outcomes_episode e = closed(1, 400, CLOSED_HER_WISH);

	(void)state;
	assert_int_equal(count_as_of(e, &s, 1, ENTRY + 399)->closed[CLOSED_HER_WISH].n, 0);
	assert_int_equal(count_as_of(e, &s, 1, ENTRY + 400)->closed[CLOSED_HER_WISH].n, 1);
}

/* Closed stable on day 400; what is found a year later, if anything. */
static struct outcomes_sustained follow(const struct outcomes_score *later,
                                        enum outcomes_followup found, enum outcomes_reason reason)
{
	struct outcomes_score s[2] = { score(400), later ? *later : score(400) };
	struct outcomes_episode e = closed(later ? 2 : 1, 400, reason);

	e.followup = (uint8_t)found;
	return count(e, s, 2)->sustained;
}

static void who_was_stable_at_closure_is_in_exactly_one_part(void **state)
{
	struct outcomes_score yes = score(765);
	struct outcomes_score no = shaky(765);
	struct outcomes_score unclear = score(765);

	(void)state;
	unclear.setting = SETTING_OTHER;
	assert_int_equal(follow(&yes, FOLLOWUP_NONE, CLOSED_MOVED).sustained, 1);
	assert_int_equal(follow(&yes, FOLLOWUP_DIED, CLOSED_MOVED).sustained, 1);
	assert_int_equal(follow(&no, FOLLOWUP_NONE, CLOSED_MOVED).not_sustained, 1);
	assert_int_equal(follow(&unclear, FOLLOWUP_NONE, CLOSED_MOVED).cannot_say, 1);
	assert_int_equal(follow(NULL, FOLLOWUP_NONE, CLOSED_MOVED).not_tried, 1);
	assert_int_equal(follow(NULL, FOLLOWUP_NOT_FOUND, CLOSED_MOVED).not_found, 1);
	assert_int_equal(follow(NULL, FOLLOWUP_NOT_FOUND, CLOSED_DIED).not_found, 0);
	assert_int_equal(follow(NULL, FOLLOWUP_NOT_WISHED, CLOSED_MOVED).not_wished, 1);
	assert_int_equal(follow(NULL, FOLLOWUP_DIED, CLOSED_MOVED).died, 1);
	assert_int_equal(follow(NULL, FOLLOWUP_NONE, CLOSED_DIED).died, 1);
}

static void whoever_was_not_stable_at_closure_is_not_asked_about_later(void **state)
{
	struct outcomes_score s[] = { shaky(400), score(765) };

	(void)state;
	assert_int_equal(count(closed(2, 400, CLOSED_MOVED), s, 2)->sustained.of, 0);
}

static void sustained_waits_until_the_window_has_ended(void **state)
{
	struct outcomes_score s[] = { score(400), score(765) };
	struct outcomes_episode e = closed(2, 400, CLOSED_MOVED);

	(void)state;
	assert_int_equal(count_as_of(e, s, 2, ENTRY + 948)->sustained.waiting, 1);
	assert_int_equal(count_as_of(e, s, 2, ENTRY + 948)->sustained.of, 0);
	assert_int_equal(count_as_of(e, s, 2, ENTRY + 949)->sustained.sustained, 1);
}

static void the_bounds_of_sustained_hold_every_truth(void **state)
{
	const struct outcomes_sustained s = { .of = 20,
		                                  .sustained = 8,
		                                  .not_sustained = 3,
		                                  .cannot_say = 1,
		                                  .not_found = 4,
		                                  .not_wished = 1,
		                                  .not_tried = 1,
		                                  .died = 2 };
	struct outcomes_sustained_figures f = outcomes_sustained_figures(&s, 0.95);
	const struct outcomes_sustained nobody = { 0 };

	(void)state;
	ALMOST(f.seen_and_sustained.p, 0.4, 1e-12);
	ALMOST(f.possible.lo, 0.4, 1e-12);
	ALMOST(f.possible.hi, 0.75, 1e-12);
	assert_true(isnan(outcomes_sustained_figures(&nobody, 0.95).possible.hi));
}

static void domain_figures_are_those_worked_by_hand(void **state)
{
	/* 2.00, 3.00, 4.00: mean 3, variance 1, half width 4.302653 / sqrt(3); 2 of 3 stable. */
	struct outcomes_wave w = { .seen = 3, .due = 4, .missing = 1, .all_six = { 1, 1, 1 } };
	struct outcomes_wave_figures f;

	(void)state;
	w.domains.n[0] = 3;
	w.domains.sum[0] = 900;
	w.domains.squares[0] = 290000;
	w.domains.stable[0] = 2;
	f = outcomes_wave_figures(&w, 0.95);
	ALMOST(f.domain[0].mean, 3.0, 1e-12);
	ALMOST(f.domain[0].ci.lo, 3.0 - 2.484138, 1e-6);
	ALMOST(f.domain[0].ci.hi, 3.0 + 2.484138, 1e-6);
	ALMOST(f.domain[0].stable.p, 2.0 / 3.0, 1e-12);
	ALMOST(f.complete.p, 0.75, 1e-12);
	ALMOST(f.all_six.p, 1.0 / 3.0, 1e-12);
	ALMOST(f.all_six_possible.hi, 2.0 / 3.0, 1e-12);
	assert_true(isnan(f.domain[1].mean) && isnan(f.domain[1].ci.lo) && isnan(f.domain[1].stable.p));
}

static void a_variance_is_exact_with_ten_million_people(void **state)
{
	/* All at 5.00 but one at 4.99: variance 1e-4 / n. */
	const uint32_t n = OUTCOMES_EPISODES_MAX;
	struct outcomes_wave w = { .seen = n };
	struct outcomes_wave_figures f;

	(void)state;
	w.domains.n[0] = n;
	w.domains.sum[0] = 500LL * n - 1;
	w.domains.squares[0] = 250000LL * n - 250000 + 499 * 499;
	f = outcomes_wave_figures(&w, 0.95);
	ALMOST((f.domain[0].ci.hi - f.domain[0].mean) / (1.959964 * 0.01 / n), 1.0, 1e-3);
}

static void what_is_out_of_range_is_refused(void **state)
{
	struct outcomes_params p = params(LATE);
	struct outcomes_score s[] = { score(5), score(4) };
	struct outcomes_episode e = episode(2);

	(void)state;
	assert_int_equal(run(&e, s, 2, &p), ERR_INVALID);
	s[1].day = 5;
	assert_int_equal(run(&e, s, 2, &p), OK);
	assert_int_equal(run(&e, s, 1, &p), ERR_INVALID);
	s[0].domain[3] = -3;
	assert_int_equal(run(&e, s, 2, &p), ERR_INVALID);
	s[0].domain[3] = OUTCOMES_VALUE_MAX + 1;
	assert_int_equal(run(&e, s, 2, &p), ERR_INVALID);
	s[0] = score(5);
	s[0].setting = OUTCOMES_SETTINGS;
	assert_int_equal(run(&e, s, 2, &p), ERR_INVALID);
	s[0] = score(5);
	s[0].all_six = OUTCOMES_VERDICTS;
	assert_int_equal(run(&e, s, 2, &p), ERR_INVALID);
	e = episode(0);
	e.types = 4;
	assert_int_equal(run(&e, s, 2, &p), ERR_INVALID);
	e = episode(0);
	e.group = OUTCOMES_GROUPS;
	assert_int_equal(run(&e, s, 2, &p), ERR_INVALID);
	e = closed(0, -1, CLOSED_LOST);
	assert_int_equal(run(&e, s, 2, &p), ERR_INVALID);
	e = closed(0, 1, OUTCOMES_REASONS);
	assert_int_equal(run(&e, s, 2, &p), ERR_INVALID);
	e = episode(0);
	e.first = 3;
	assert_int_equal(run(&e, s, 2, &p), ERR_INVALID);
}

static void parameters_that_cannot_be_have_no_cells(void **state)
{
	struct outcomes_params p = params(LATE);

	(void)state;
	assert_int_equal(outcomes_cells(&p), CELLS);
	p.types = OUTCOMES_TYPES_MAX + 1;
	assert_int_equal(outcomes_cells(&p), 0);
	p = params(LATE);
	p.years = 0;
	assert_int_equal(outcomes_cells(&p), 0);
	p = params(LATE);
	p.window[WAVE_1_YEAR].hi = p.window[WAVE_1_YEAR].target - 1;
	assert_int_equal(outcomes_cells(&p), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_nearest_assessment_stands_for_the_wave),
		cmocka_unit_test(an_assessment_outside_is_not_that_wave),
		cmocka_unit_test(a_wave_is_due_on_the_day_after_its_window),
		cmocka_unit_test(of_two_equally_near_the_planned_one_wins_then_the_earlier),
		cmocka_unit_test(the_baseline_is_the_first_sufficient_one_after_her_own_words),
		cmocka_unit_test(own_words_are_asked_for_at_baseline_only),
		cmocka_unit_test(missing_domains_are_counted_by_kind_and_not_averaged),
		cmocka_unit_test(all_six_is_said_only_of_where_she_lives),
		cmocka_unit_test(the_verdict_follows_the_written_rule),
		cmocka_unit_test(children_and_adults_are_never_averaged_together),
		cmocka_unit_test(who_left_before_the_window_is_neither_seen_nor_missing),
		cmocka_unit_test(each_casework_type_counts_a_person_and_all_types_count_her_once),
		cmocka_unit_test(reopened_episodes_are_shown_apart),
		cmocka_unit_test(who_is_in_no_cell_is_counted_aside),
		cmocka_unit_test(stable_at_closure_is_of_all_closed_in_the_period),
		cmocka_unit_test(a_closure_counts_from_its_own_day),
		cmocka_unit_test(who_was_stable_at_closure_is_in_exactly_one_part),
		cmocka_unit_test(whoever_was_not_stable_at_closure_is_not_asked_about_later),
		cmocka_unit_test(sustained_waits_until_the_window_has_ended),
		cmocka_unit_test(the_bounds_of_sustained_hold_every_truth),
		cmocka_unit_test(domain_figures_are_those_worked_by_hand),
		cmocka_unit_test(a_variance_is_exact_with_ten_million_people),
		cmocka_unit_test(what_is_out_of_range_is_refused),
		cmocka_unit_test(parameters_that_cannot_be_have_no_cells),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
