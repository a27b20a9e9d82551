/* What was not possible: in the record of whom we know, and in the totals of a team, where nobody
 * is named. */
#include "care/unmet.h"

#include "care/person.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "harness/both.h"

static const struct unmet_new full_house = { .asked = { "housing", 7 },
	                                         .why = { "full", 4 },
	                                         .words = { "A bed for two.", 14 },
	                                         .when = {
												 { INT32_MIN }, { INT32_MIN }, { NULL, 0 } } };

static enum err writes(const char *user, struct person_id id, const struct unmet_new *n,
                       struct row_id *row)
{
	struct ctx c = test_task(user);
	enum err e;

	*row = row_id_fresh(c.now);
	e = unmet_write(&c, id, *row, n);
	if (e == OK)
		e = test_commit(&c);
	test_ctx_end(&c);
	return e;
}

/* How many rows of Harbour give this reason, of those with a record or of the others. */
static size_t counted(const char *user, struct str why, bool known)
{
	struct ctx c = test_task(user);
	struct turned_away_list all;
	size_t n = 0;

	assert_int_equal(unmet_of_team(&c, house.teams[TEST_HARBOUR], day_add(c.today, -365), &all),
	                 OK);
	for (size_t i = 0; i < all.n; i++) {
		n += all.at[i].known == known && str_eq(all.at[i].why, why);
		if (all.at[i].known)
			assert_int_equal(all.at[i].words.n, 0);
	}
	test_ctx_end(&c);
	return n;
}

static void an_unmet_need_lies_in_the_record_and_in_the_totals_without_words(void **state)
{
	struct person_id id = test_arrives();
	size_t before = counted("lena", STR("full"), true);
	struct unmet_list all;
	struct row_id row;
	struct ctx c;

	(void)state;
	assert_int_equal(writes("amara", id, &full_house, &row), OK);
	assert_int_equal(writes("bela", id, &full_house, &row), ERR_DENIED);
	assert_int_equal(counted("lena", STR("full"), true), before + 1);
	c = test_task("lena");
	assert_int_equal(unmet_read(&c, id, &all), OK);
	assert_int_equal(all.n, 1);
	assert_true(str_eq(all.at[0].words, STR("A bed for two.")));
	test_ctx_end(&c);
	c = test_task("bela");
	assert_int_equal(unmet_read(&c, id, &all), OK);
	assert_true(all.at[0].closed);
	assert_null(all.at[0].words.p);
	test_ctx_end(&c);
}

static void a_correction_corrects_the_totals_too(void **state)
{
	struct person_id id = test_arrives();
	size_t cost = counted("lena", STR("cost"), true);
	size_t full = counted("lena", STR("full"), true);
	struct unmet_new n = full_house;
	struct row_id row;
	struct row_id now;

	(void)state;
	assert_int_equal(writes("amara", id, &n, &row), OK);
	n.why = STR("cost");
	n.replaces = &row;
	assert_int_equal(writes("amara", id, &n, &now), OK);
	assert_int_equal(counted("lena", STR("cost"), true), cost + 1);
	assert_int_equal(counted("lena", STR("full"), true), full);
	assert_int_equal(writes("lena", id, &n, &now), ERR_CONFLICT);
}

static void who_was_turned_away_is_a_row_of_the_team_alone(void **state)
{
	struct ctx c = test_task("nadia");
	size_t before = counted("lena", STR("full"), false);
	struct turned_away_list all;
	struct row_id id;

	(void)state;
	id_random(id.b);
	assert_int_equal(unmet_turned_away(&c, house.teams[TEST_HARBOUR], id, &full_house), OK);
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(unmet_turned_away(&c, house.teams[TEST_ORCHARD], id, &full_house), ERR_DENIED);
	test_ctx_end(&c);
	assert_int_equal(counted("lena", STR("full"), false), before + 1);
	c = test_task("mila");
	assert_int_equal(unmet_of_team(&c, house.teams[TEST_HARBOUR], c.today, &all), ERR_DENIED);
	test_ctx_end(&c);
}

static enum err turns_away(const char *user, const struct unmet_new *n, struct row_id *id)
{
	struct ctx c = test_task(user);
	enum err e;

	id_random(id->b);
	e = unmet_turned_away(&c, house.teams[TEST_HARBOUR], *id, n);
	if (e == OK)
		e = test_commit(&c);
	test_ctx_end(&c);
	return e;
}

static void a_row_without_a_record_is_corrected_by_another_and_counts_once(void **state)
{
	size_t full = counted("lena", STR("full"), false);
	size_t rule = counted("lena", STR("rule"), false);
	struct unmet_new n = full_house;
	struct turned_away now;
	struct team_id team;
	struct row_id first;
	struct row_id later;
	struct row_id more;
	struct ctx c;

	(void)state;
	assert_int_equal(turns_away("nadia", &n, &first), OK);
	n.why = STR("rule");
	n.replaces = &first;
	assert_int_equal(turns_away("amara", &n, &later), OK);
	assert_int_equal(counted("lena", STR("full"), false), full);
	assert_int_equal(counted("lena", STR("rule"), false), rule + 1);
	/* Whoever had the older one open is told. */
	assert_int_equal(turns_away("bela", &n, &more), ERR_CONFLICT);
	c = test_task("bela");
	assert_int_equal(unmet_of_nobody(&c, first, &team, &now), OK);
	assert_true(row_id_eq(now.id, later));
	assert_true(team_id_eq(team, house.teams[TEST_HARBOUR]));
	assert_true(str_eq(now.why, STR("rule")));
	test_ctx_end(&c);
	n.replaces = &later;
	assert_int_equal(turns_away("bela", &n, &more), OK);
	c = test_task("mila");
	assert_int_equal(unmet_of_nobody(&c, more, &team, &now), ERR_ABSENT);
	test_ctx_end(&c);
}

static void what_is_counted_of_somebody_known_is_not_corrected_as_nobody(void **state)
{
	struct person_id id = test_arrives();
	struct unmet_new n = full_house;
	struct turned_away_list all;
	struct turned_away now;
	struct team_id team;
	struct row_id row;
	struct row_id known = { { 0 } };
	struct ctx c;

	(void)state;
	assert_int_equal(writes("amara", id, &n, &row), OK);
	c = test_task("amara");
	assert_int_equal(unmet_of_team(&c, house.teams[TEST_HARBOUR], day_add(c.today, -365), &all),
	                 OK);
	for (size_t i = 0; i < all.n; i++)
		if (all.at[i].known)
			known = all.at[i].id;
	assert_int_equal(unmet_of_nobody(&c, known, &team, &now), ERR_ABSENT);
	test_ctx_end(&c);
	n.replaces = &known;
	assert_int_equal(turns_away("amara", &n, &row), ERR_ABSENT);
}

static void a_reason_that_is_none_is_refused(void **state)
{
	struct unmet_new n = full_house;
	struct row_id row;

	(void)state;
	n.why = STR("because");
	assert_int_equal(writes("amara", test_arrives(), &n, &row), ERR_INVALID);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_unmet_need_lies_in_the_record_and_in_the_totals_without_words),
		cmocka_unit_test(a_correction_corrects_the_totals_too),
		cmocka_unit_test(who_was_turned_away_is_a_row_of_the_team_alone),
		cmocka_unit_test(a_row_without_a_record_is_corrected_by_another_and_counts_once),
		cmocka_unit_test(what_is_counted_of_somebody_known_is_not_corrected_as_nobody),
		cmocka_unit_test(a_reason_that_is_none_is_refused),
	};

	return test_on_both("what was not possible", tests, sizeof tests / sizeof *tests);
}
