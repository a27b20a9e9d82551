/* learning/practice: the practice register, from its key to its history. */
#include "learning/practice.h"

#include "access/everybody.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "harness/both.h"

static struct practice circle(struct ctx *c, const char *what)
{
	return (struct practice){ .id = row_id_fresh(c->now),
		                      .name = STR("Savings circle"),
		                      .what = str_z(what),
		                      .level = STR("promising"),
		                      .reviewed = NO_DAY };
}

static enum err writes(const char *user, const char *what, const struct row_id *replaces,
                       struct row_id *row)
{
	struct ctx c = test_task(user);
	struct practice p = circle(&c, what);
	enum err e = practice_write(&c, &p, replaces);

	*row = p.id;
	if (e == OK)
		e = test_commit(&c);
	test_ctx_end(&c);
	return e;
}

static void whoever_evaluates_or_leads_writes_and_nobody_else(void **state)
{
	static const char *const may[] = { "eva", "lena", "grace" };
	static const char *const may_not[] = { "amara", "vera", "tom", "boris", "nadia" };
	struct row_id row;

	(void)state;
	for (size_t i = 0; i < sizeof may / sizeof *may; i++)
		assert_int_equal(writes(may[i], "Ten people save.", NULL, &row), OK);
	for (size_t i = 0; i < sizeof may_not / sizeof *may_not; i++)
		assert_int_equal(writes(may_not[i], "Ten people save.", NULL, &row), ERR_DENIED);
}

static void everybody_who_is_signed_in_reads(void **state)
{
	static const char *const all[] = { "amara", "vera", "tom", "boris", "eva", "carla" };
	struct row_id row;

	(void)state;
	assert_int_equal(writes("lena", "Read by all.", NULL, &row), OK);
	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		struct ctx c = test_task(all[i]);
		struct practices p;
		assert_int_equal(practice_history(&c, row, &p), OK);
		assert_int_equal(p.n, 1);
		assert_true(str_eq(p.at[0].what, STR("Read by all.")));
		assert_true(str_eq(p.at[0].author, STR("lena")));
		assert_false(day_known(p.at[0].reviewed));
		test_ctx_end(&c);
	}
}

static void before_the_door_nothing_opens(void **state)
{
	struct ctx c = test_task("eva");
	struct sealed s;
	struct str words;
	struct row_id row = row_id_fresh(c.now);

	(void)state;
	assert_int_equal(seal_everybody(&c, SEAL_PRACTICE, row, STR("a circle"), &s), OK);
	assert_int_equal(open_everybody(&c, SEAL_PRACTICE, row, s, &words), OK);
	assert_true(str_eq(words, STR("a circle")));
	/* Moved to another row it does not open. */
	assert_int_equal(open_everybody(&c, SEAL_PRACTICE, row_id_fresh(c.now), s, &words), ERR_VAULT);
	c.actor = NULL;
	assert_int_equal(open_everybody(&c, SEAL_PRACTICE, row, s, &words), ERR_DENIED);
	assert_null(words.p);
	assert_int_equal(seal_everybody(&c, SEAL_PRACTICE, row, STR("a circle"), &s), ERR_DENIED);
	test_ctx_end(&c);
}

static void a_correction_stands_and_what_was_before_is_kept_in_order(void **state)
{
	struct row_id row[4];
	struct practices p;
	struct ctx c;

	(void)state;
	assert_int_equal(writes("eva", "first", NULL, &row[0]), OK);
	assert_int_equal(writes("lena", "second", &row[0], &row[1]), OK);
	assert_int_equal(writes("grace", "third", &row[1], &row[2]), OK);
	c = test_task("amara");
	for (size_t i = 0; i < 3; i++) {
		assert_int_equal(practice_history(&c, row[i], &p), OK);
		assert_int_equal(p.n, 3);
		assert_true(p.at[0].current);
		assert_true(str_eq(p.at[0].what, STR("third")));
		assert_true(str_eq(p.at[1].what, STR("second")));
		assert_true(str_eq(p.at[2].what, STR("first")));
	}
	assert_int_equal(practices_read(&c, &p), OK);
	for (size_t i = 0; i < p.n; i++)
		assert_true(p.at[i].current);
	test_ctx_end(&c);
	assert_int_equal(writes("eva", "too late", &row[0], &row[3]), ERR_CONFLICT);
	assert_int_equal(writes("eva", "of nothing", &row[3], &row[3]), ERR_ABSENT);
}

static enum err refused(const struct practice *p)
{
	struct ctx c = test_task("eva");
	enum err e = practice_write(&c, p, NULL);

	test_ctx_end(&c);
	return e;
}

static void a_claim_of_evidence_needs_its_source(void **state)
{
	struct ctx c = test_task("eva");
	struct practice p = circle(&c, "Ten people save.");
	struct day tomorrow = day_add(c.today, 1);

	(void)state;
	test_ctx_end(&c);
	p.level = STR("evidence");
	assert_int_equal(refused(&p), ERR_INVALID);
	p.source = STR("A trial");
	assert_int_equal(refused(&p), OK);
	p.reviewed = tomorrow;
	assert_int_equal(refused(&p), ERR_INVALID);
	p.reviewed = NO_DAY;
	p.level = STR("proven");
	assert_int_equal(refused(&p), ERR_INVALID);
	p.level = STR("promising");
	p.name = STR("");
	assert_int_equal(refused(&p), ERR_INVALID);
}

static void after_a_year_it_is_time_to_look_again(void **state)
{
	struct day today = day_of(2026, 3, 2);
	struct practice p = { .reviewed = day_of(2025, 3, 2) };

	(void)state;
	assert_false(practice_stale(&p, today));
	p.reviewed = day_of(2025, 3, 1);
	assert_true(practice_stale(&p, today));
	p.stopped = true;
	assert_false(practice_stale(&p, today));
	/* Of what nobody looked at since, the day on which it was written. */
	p = (struct practice){ .reviewed = NO_DAY, .day = day_of(2025, 3, 2) };
	assert_false(practice_stale(&p, today));
	p.day = day_of(2025, 3, 1);
	assert_true(practice_stale(&p, today));
}

static void what_is_done_stands_first_by_level_then_by_name(void **state)
{
	static const char *const level[] = { "promising", "evidence", "informed", "evidence" };
	static const char *const name[] = { "1", "4", "2", "3" };
	struct ctx c = test_task("grace");
	struct practices p;
	bool stopped = false;
	int rank = 0;

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		struct practice one = circle(&c, "Something.");
		one.name = str_z(name[i]);
		one.level = str_z(level[i]);
		one.source = STR("A source");
		one.stopped = i == 3;
		assert_int_equal(practice_write(&c, &one, NULL), OK);
	}
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(practices_read(&c, &p), OK);
	assert_true(str_eq(p.at[0].name, STR("4")));
	assert_true(str_eq(p.at[1].name, STR("2")));
	assert_true(str_eq(p.at[p.n - 1].name, STR("3")));
	for (size_t i = 0; i < p.n; i++) {
		int now = str_eq(p.at[i].level, STR("evidence"))   ? 1
		          : str_eq(p.at[i].level, STR("informed")) ? 2
		                                                   : 3;
		assert_true(p.at[i].stopped >= stopped);
		assert_true(p.at[i].stopped || now >= rank);
		stopped = p.at[i].stopped;
		rank = now;
	}
	test_ctx_end(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(whoever_evaluates_or_leads_writes_and_nobody_else),
		cmocka_unit_test(everybody_who_is_signed_in_reads),
		cmocka_unit_test(before_the_door_nothing_opens),
		cmocka_unit_test(a_correction_stands_and_what_was_before_is_kept_in_order),
		cmocka_unit_test(a_claim_of_evidence_needs_its_source),
		cmocka_unit_test(after_a_year_it_is_time_to_look_again),
		cmocka_unit_test(what_is_done_stands_first_by_level_then_by_name),
	};

	return test_on_both("learning_practice", tests, sizeof tests / sizeof *tests);
}
