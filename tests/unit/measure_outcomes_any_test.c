/* measure/outcomes: what must hold for any input, on invented programmes. */
#include "measure/outcomes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

enum { ENTRY = 18000, YEAR = 2019, CELLS = 3 * 3 * OUTCOMES_GROUPS, SCORES = 4000 };

static struct outcomes_cell cells[CELLS];
static struct outcomes_aside aside;

/* Three entry years from 2018, two casework types. */
static struct outcomes_params params(int32_t as_of)
{
	return outcomes_defaults(as_of, YEAR - 1, 3, 2);
}

/* An invented programme that uses every kind of value. */
struct invented {
	struct outcomes_episode episodes[SCORES / 4];
	struct outcomes_score scores[SCORES];
	struct outcomes_input in;
};

static uint32_t below(uint64_t *state, uint32_t bound)
{
	*state = *state * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)((*state >> 33) % bound);
}

static struct outcomes_score invent_score(uint64_t *dice, int day)
{
	struct outcomes_score s = { .day = (int16_t)day, .planned = WAVE_UNPLANNED };

	for (size_t d = 0; d < OUTCOMES_DOMAINS; d++)
		s.domain[d] = (int16_t)((int)below(dice, 8) == 0 ? -1 - (int)below(dice, 2)
		                                                 : 100 + (int)below(dice, 301));
	s.stable = (uint8_t)(below(dice, 64) | below(dice, 64) | below(dice, 64));
	s.rubric = (uint8_t)below(dice, OUTCOMES_GROUPS);
	s.setting = (uint8_t)(below(dice, 5) == 0 ? 1 : 0);
	s.own_words = (uint8_t)below(dice, 2);
	s.all_six = (uint8_t)outcomes_all_six(&s, 4);
	return s;
}

static void invent(struct invented *out, uint64_t seed)
{
	uint64_t dice = seed;
	size_t n = 0;

	out->in = (struct outcomes_input){ out->episodes, SCORES / 4, out->scores, SCORES };
	for (size_t i = 0; i < SCORES / 4; i++) {
		struct outcomes_episode e = { .entry = ENTRY, .ordinal = 1, .count = 4 };
		int day = 0;

		e.closed = (int32_t)below(&dice, 900);
		e.reason = (uint8_t)below(&dice, OUTCOMES_REASONS);
		e.first = (uint32_t)n;
		e.entry += (int32_t)below(&dice, 1096) - 300;
		e.entry_year = (int16_t)(YEAR - 1 + (int)below(&dice, 3));
		e.types = below(&dice, 4);
		e.group = (uint8_t)below(&dice, OUTCOMES_GROUPS);
		e.followup = (uint8_t)below(&dice, OUTCOMES_FOLLOWUPS);
		out->episodes[i] = e;
		for (int k = 0; k < 4; k++) {
			day += (int)below(&dice, 300);
			out->scores[n++] = invent_score(&dice, day);
		}
	}
}

static void expect_wave_adds_up(const struct outcomes_cell *c, const struct outcomes_wave *w)
{
	uint32_t same = w->seen - w->switched;

	assert_int_equal(w->due, w->seen - w->early + w->missing);
	assert_true(w->due + w->early + w->left <= c->episodes);
	assert_int_equal(w->all_six[0] + w->all_six[1] + w->all_six[2], same);
	assert_int_equal(w->setting[0] + w->setting[1] + w->setting[2], same);
	for (size_t d = 0; d < OUTCOMES_DOMAINS; d++) {
		const struct outcomes_sums *s = &w->domains;

		assert_int_equal(s->n[d] + s->insufficient[d] + s->not_applicable[d], same);
		assert_true(s->stable[d] <= s->n[d]);
		assert_true(s->sum[d] >= 100LL * s->n[d] && s->sum[d] <= 400LL * s->n[d]);
	}
}

static void expect_ends_add_up(const struct outcomes_cell *c)
{
	const struct outcomes_sustained *s = &c->sustained;
	struct outcomes_closed_figures f = outcomes_closed_figures(c, 0.95);
	uint32_t assessed = f.all.verdict[0] + f.all.verdict[1] + f.all.verdict[2];

	assert_int_equal(f.all.n, assessed + f.all.unassessed);
	assert_int_equal(c->closed[CLOSED_NOT].n, 0);
	assert_int_equal(s->of, s->sustained + s->not_sustained + s->cannot_say + s->not_found +
	                            s->not_wished + s->not_tried + s->died);
	assert_int_equal(s->of + s->waiting, f.all.verdict[VERDICT_YES]);
	assert_true(s->switched <= s->sustained + s->not_sustained + s->cannot_say);
}

static void every_count_adds_up_as_the_contract_says(void **state)
{
	static struct invented in;
	struct outcomes_params p = params(ENTRY + 1500);
	uint32_t people = 0;

	(void)state;
	for (uint64_t seed = 1; seed < 6; seed++) {
		invent(&in, seed);
		assert_int_equal(outcomes_run(&in.in, &p, cells, &aside), OK);
		for (size_t i = 0; i < CELLS; i++) {
			for (size_t w = 0; w < OUTCOMES_WAVES; w++)
				expect_wave_adds_up(&cells[i], &cells[i].wave[w]);
			expect_ends_add_up(&cells[i]);
		}
		people = aside.outside + aside.other_ordinal + aside.no_consent;
		for (int year = 0; year < p.years; year++)
			for (int g = 0; g < OUTCOMES_GROUPS; g++)
				people += outcomes_at(cells, &p, OUTCOMES_ALL_TYPES, year, (enum outcomes_group)g)
				              ->episodes;
		assert_int_equal(people, in.in.n_episodes);
	}
}

/* Of each person as of all together. */
static void whoever_is_seen_or_missing_is_so_in_the_sums_as_well(void **state)
{
	static struct invented in;
	struct outcomes_params p = params(ENTRY + 700);
	uint32_t all[2] = { 0 };
	uint32_t one[2] = { 0 };

	(void)state;
	invent(&in, 14);
	in.episodes[7].entry = ENTRY + 1501;
	assert_int_equal(outcomes_run(&in.in, &p, cells, &aside), OK);
	for (size_t i = 0; i < CELLS / 3; i++) {
		const struct outcomes_wave *w = &cells[i].wave[WAVE_1_YEAR];

		all[0] += w->seen;
		all[1] += w->missing;
	}
	for (size_t i = 0; i < in.in.n_episodes; i++) {
		enum outcomes_presence is = outcomes_presence(&in.in, &p, &in.episodes[i], WAVE_1_YEAR);

		one[0] += is == PRESENCE_SEEN;
		one[1] += is == PRESENCE_MISSING;
	}
	assert_true(all[0] > 50 && all[1] > 50);
	assert_int_equal(one[0], all[0]);
	assert_int_equal(one[1], all[1]);
	in.episodes[0].group = OUTCOMES_GROUPS;
	assert_int_equal(outcomes_presence(&in.in, &p, &in.episodes[0], WAVE_1_YEAR), PRESENCE_NEITHER);
}

static void pooled_years_are_what_one_long_year_would_be(void **state)
{
	static struct invented in;
	static struct outcomes_cell pooled;
	struct outcomes_params p = params(ENTRY + 1500);

	(void)state;
	invent(&in, 11);
	assert_int_equal(outcomes_run(&in.in, &p, cells, &aside), OK);
	memset(&pooled, 0, sizeof pooled);
	for (int year = 0; year < p.years; year++)
		outcomes_pool(&pooled, outcomes_at(cells, &p, 1, year, OUTCOMES_AGE_6_11));
	for (size_t i = 0; i < in.in.n_episodes; i++)
		in.episodes[i].entry_year = YEAR;
	assert_int_equal(outcomes_run(&in.in, &p, cells, &aside), OK);
	assert_true(pooled.episodes > 50);
	assert_memory_equal(&pooled, outcomes_at(cells, &p, 1, 1, OUTCOMES_AGE_6_11), sizeof pooled);
}

static void what_happens_after_the_day_of_the_report_does_not_change_it(void **state)
{
	static struct invented in;
	static struct outcomes_cell before[CELLS];
	struct outcomes_params p = params(ENTRY + 700);

	(void)state;
	invent(&in, 12);
	assert_int_equal(outcomes_run(&in.in, &p, cells, &aside), OK);
	memcpy(before, cells, sizeof before);
	for (size_t i = 0; i < in.in.n_episodes; i++) {
		struct outcomes_episode *e = &in.episodes[i];

		while (e->count > 0 && e->entry + in.scores[e->first + e->count - 1u].day > p.as_of)
			e->count--;
		if (e->entry + e->closed > p.as_of)
			e->reason = CLOSED_NOT;
	}
	assert_int_equal(outcomes_run(&in.in, &p, cells, &aside), OK);
	assert_memory_equal(before, cells, sizeof before);
}

/* So many people are counted in two halves at once. */
static void very_many_people_come_to_so_many_times_the_few(void **state)
{
	enum { TIMES = 150, FEW = SCORES / 4 };
	static struct invented in;
	static struct outcomes_episode all[TIMES * FEW];
	static struct outcomes_cell expected[CELLS];
	struct outcomes_params p = params(ENTRY + 1500);
	struct outcomes_input many = { all, TIMES * FEW, in.scores, SCORES };
	uint32_t outside;

	(void)state;
	invent(&in, 13);
	in.episodes[7].entry = ENTRY + 1501;
	assert_int_equal(outcomes_run(&in.in, &p, cells, &aside), OK);
	outside = aside.outside;
	assert_true(outside > 0);
	memset(expected, 0, sizeof expected);
	for (size_t t = 0; t < TIMES; t++) {
		memcpy(&all[t * FEW], in.episodes, sizeof in.episodes);
		for (size_t i = 0; i < CELLS; i++)
			outcomes_pool(&expected[i], &cells[i]);
	}
	assert_int_equal(outcomes_run(&many, &p, cells, &aside), OK);
	assert_memory_equal(expected, cells, sizeof expected);
	assert_int_equal(aside.outside, TIMES * outside);
	all[3].group = OUTCOMES_GROUPS;
	assert_int_equal(outcomes_run(&many, &p, cells, &aside), ERR_INVALID);
	all[3].group = 0;
	all[TIMES * FEW - 1].group = OUTCOMES_GROUPS;
	assert_int_equal(outcomes_run(&many, &p, cells, &aside), ERR_INVALID);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_count_adds_up_as_the_contract_says),
		cmocka_unit_test(whoever_is_seen_or_missing_is_so_in_the_sums_as_well),
		cmocka_unit_test(pooled_years_are_what_one_long_year_would_be),
		cmocka_unit_test(what_happens_after_the_day_of_the_report_does_not_change_it),
		cmocka_unit_test(very_many_people_come_to_so_many_times_the_few),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
