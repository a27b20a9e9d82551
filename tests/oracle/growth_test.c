/* measure/growth against lme4 in R, and against what has been published. */
#include "measure/growth.h"
#include "oracle.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

enum { MEMORY = 4 << 20 };

static struct growth fit(const struct oracle *o, struct arena *a, const char *set)
{
	struct column person = oracle_column(o, set, "person");
	struct column time = oracle_column(o, set, "time");
	struct column score = oracle_column(o, set, "score");
	struct growth_row *rows = NEW_N(a, struct growth_row, person.n);
	uint32_t people = 0;

	for (size_t i = 0; i < person.n; i++) {
		rows[i] = (struct growth_row){ (uint32_t)person.x[i], time.x[i], score.x[i] };
		people = rows[i].person >= people ? rows[i].person + 1 : people;
	}
	return growth_fit(a, rows, person.n, people, 0.95);
}

static void effect_is(struct oracle *o, const char *set, const char *name,
                      const struct growth_effect *e)
{
	oracle_part_is(o, set, name, "", e->b, ITERATIVE);
	oracle_part_is(o, set, name, "_se", e->se, ITERATIVE);
	oracle_part_is(o, set, name, "_lo", e->ci.lo, ITERATIVE);
	oracle_part_is(o, set, name, "_hi", e->ci.hi, ITERATIVE);
}

static void set_is(struct oracle *o, const char *set, struct arena *a)
{
	struct growth g = fit(o, a, set);

	oracle_is(o, set, "n", (double)g.n, 0);
	oracle_is(o, set, "missing", (double)g.missing, 0);
	oracle_is(o, set, "people", (double)g.people, 0);
	effect_is(o, set, "level", &g.level);
	effect_is(o, set, "slope", &g.slope);
	oracle_is(o, set, "between", g.between, ITERATIVE);
	oracle_is(o, set, "within", g.within, ITERATIVE);
	oracle_is(o, set, "shared", g.shared, ITERATIVE);
	oracle_is(o, set, "log_likelihood", g.log_likelihood, ITERATIVE);
	assert_int_equal(isnan(g.slope.b), g.why != UNSAID_NOTHING);
}

static void every_data_set_gives_what_r_gives(void **state)
{
	(void)state;
	oracle_each("growth", set_is);
}

/* As printed by nlme::lme in the solutions of course HDAT9700, University of New South Wales 2020,
 * assessment 1C, question 4(i). */
static void potthoff_and_roys_children_are_found_again(void **state)
{
	struct oracle *o = oracle_open("growth");
	struct arena *a = arena_new(MEMORY);
	struct growth g = fit(o, a, "orthodont");

	(void)state;
	published_is(g.level.b, 16.761111, 0.0000005);
	published_is(g.level.se, 0.8023952, 0.00000005);
	published_is(g.slope.b, 0.660185, 0.0000005);
	published_is(g.slope.se, 0.0616059, 0.00000005);
	published_is(sqrt(g.between), 2.114724, 0.0000005);
	published_is(sqrt(g.within), 1.431592, 0.0000005);
	published_is(g.log_likelihood, -223.5013, 0.00005);
	arena_free(a);
	oracle_free(o);
}

static void reasons_are_the_right_ones(void **state)
{
	static const struct {
		const char *set;
		enum unsaid why;
	} expected[] = {
		{ "once_each", UNSAID_TOO_FEW },    { "three_rows", UNSAID_TOO_FEW },
		{ "nobody", UNSAID_TOO_FEW },       { "same_time", UNSAID_NO_SPREAD },
		{ "same_score", UNSAID_NO_SPREAD }, { "one_line", UNSAID_NO_SPREAD },
		{ "own_lines", UNSAID_NO_FIT },     { "tiny", UNSAID_NOTHING },
	};
	struct oracle *o = oracle_open("growth");
	struct arena *a = arena_new(MEMORY);

	(void)state;
	for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++)
		assert_int_equal(fit(o, a, expected[i].set).why, expected[i].why);
	assert_true(fit(o, a, "none_between").none_between);
	assert_int_equal(growth_fit(a, NULL, 0, 0, 0.95).why, UNSAID_TOO_FEW);
	assert_int_equal(growth_fit(a, NULL, 0, 0, 2).why, UNSAID_INPUT);
	arena_free(a);
	oracle_free(o);
}

/* A row of a person whom nobody announced is left out, not written somewhere else. */
static void a_number_beyond_the_people_is_left_out(void **state)
{
	static const struct growth_row rows[] = {
		{ 0, 0, 1 }, { 0, 1, 2.5 }, { 1, 0, 2 }, { 1, 1, 3 }, { 2, 1, 99 },
	};
	struct arena *a = arena_new(MEMORY);
	struct growth g = growth_fit(a, rows, 5, 2, 0.95);

	(void)state;
	assert_int_equal(g.missing, 1);
	published_is(g.slope.b, 1.25, 1e-9);
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_data_set_gives_what_r_gives),
		cmocka_unit_test(potthoff_and_roys_children_are_found_again),
		cmocka_unit_test(reasons_are_the_right_ones),
		cmocka_unit_test(a_number_beyond_the_people_is_left_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
