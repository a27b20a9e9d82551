/* The plan: goals that point at their words, ways that are chosen or declined, steps, agreement. */

#include "access/inbox.h"
#include "base/fields.h"
#include "care/day_inside.h"
#include "care/plan_inside.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "harness/both.h"

#define NONE ((struct str){ "", 0 })

static struct plan_new entry(const char *words, const char *state)
{
	return (struct plan_new){ .what = { .words = str_z(words),
		                                .state = str_z(state),
		                                .domain = -1,
		                                .day = NO_DAY,
		                                .due = NO_DAY,
		                                .ended = NO_DAY } };
}

typedef enum err writes_fn(struct ctx *c, struct person_id person, struct row_id id,
                           const struct plan_new *n);

static struct row_id writes(writes_fn *write, struct person_id id, const struct plan_new *n)
{
	struct ctx c = test_task("amara");
	struct row_id row = row_id_fresh(c.now);

	assert_int_equal(write(&c, id, row, n), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	return row;
}

static struct row_id goal(struct person_id id, const char *words)
{
	struct plan_new n = entry(words, "chosen");

	return writes(plan_goal_write, id, &n);
}

static struct row_id step(struct person_id id, struct row_id goal, int days)
{
	struct ctx c = test_task("amara");
	struct plan_new n = entry("Ring the school.", "open");

	n.what.goal = goal;
	n.what.due = day_add(c.today, days);
	test_ctx_end(&c);
	return writes(plan_step_write, id, &n);
}

static size_t due_tasks(struct person_id id, enum task_kind kind, struct day *last)
{
	struct ctx c;
	struct tasks tasks;
	size_t n = 0;

	c = test_task("amara");
	assert_int_equal(day_tasks(&c, 0, &tasks), OK);
	for (size_t i = 0; i < tasks.n; i++)
		if (person_id_eq(tasks.at[i].person, id) && tasks.at[i].kind == kind) {
			*last = tasks.at[i].due;
			n++;
		}
	test_ctx_end(&c);
	return n;
}

static void a_goal_keeps_pointing_at_the_words_it_grew_out_of(void **state)
{
	struct person_id id = test_arrives();
	struct ctx c = test_task("amara");
	struct words w = { .state = WORDS_WRITTEN, .concerns = STR("My brother."), .day = NO_DAY };
	struct words later = { .state = WORDS_WRITTEN, .concerns = STR("Money."), .day = NO_DAY };
	struct row_id said = row_id_fresh(c.now);
	struct plan_new n = entry("To see him.", "chosen");
	struct row_id row;
	struct plan plan;
	struct str quote;
	struct day day;

	(void)state;
	assert_int_equal(words_write(&c, id, said, &w, NULL), OK);
	assert_int_equal(test_commit(&c), OK);
	n.what.from = STR("concern");
	n.what.source = said;
	row = writes(plan_goal_write, id, &n);
	assert_int_equal(words_write(&c, id, row_id_fresh(c.now), &later, &said), OK);
	assert_int_equal(test_commit(&c), OK);
	/* Also when the goal is worded anew. */
	n = entry("To see him this year.", "chosen");
	n.replaces = &row;
	(void)writes(plan_goal_write, id, &n);
	test_ctx_end(&c);
	c = test_task("amara");
	assert_int_equal(plan_read(&c, id, &plan), OK);
	assert_non_null(plan_find(&plan, row));
	assert_int_equal(plan_quote(&c, id, plan_find(&plan, row)->from, plan_find(&plan, row)->source,
	                            &quote, &day),
	                 OK);
	assert_true(str_eq(quote, STR("My brother.")));
	test_ctx_end(&c);
}

static void who_lacks_the_case_reads_and_writes_nothing(void **state)
{
	struct person_id id = test_arrives();
	struct plan_new n = entry("To see him.", "chosen");
	struct plan plan;
	struct ctx c;

	(void)state;
	(void)goal(id, "To learn to swim.");
	c = test_task("lena");
	assert_int_equal(plan_read(&c, id, &plan), OK);
	assert_int_equal(plan.n, 1);
	test_ctx_end(&c);
	for (int i = 0; i < 2; i++) {
		c = test_task(i ? "nadia" : "bela");
		assert_int_equal(plan_read(&c, id, &plan), OK);
		assert_int_equal(plan.n, 0);
		assert_true(plan.closed);
		assert_int_equal(plan_goal_write(&c, id, row_id_fresh(c.now), &n), ERR_DENIED);
		test_ctx_end(&c);
	}
}

static void the_second_of_two_who_change_a_goal_is_told(void **state)
{
	struct person_id id = test_arrives();
	struct row_id row = goal(id, "To learn to swim.");
	struct plan_new n = entry("To swim in the sea.", "reached");
	struct plan plan;
	struct ctx c;

	(void)state;
	n.replaces = &row;
	(void)writes(plan_goal_write, id, &n);
	c = test_task("amara");
	assert_int_equal(plan_goal_write(&c, id, row_id_fresh(c.now), &n), OK);
	assert_int_equal(test_commit(&c), ERR_CONFLICT);
	test_ctx_end(&c);
	c = test_task("amara");
	assert_int_equal(plan_read(&c, id, &plan), OK);
	assert_int_equal(plan.n, 2);
	assert_true(str_eq(plan_find(&plan, row)->words, STR("To swim in the sea.")));
	assert_int_equal(plan_find(&plan, row)->ended.n, c.today.n);
	test_ctx_end(&c);
}

static void what_was_offered_keeps_hardships_and_the_no(void **state)
{
	struct person_id id = test_arrives();
	struct row_id g = goal(id, "To work again.");
	struct plan_new n = entry("A course in the bakery.", "declined");
	struct row_id row;
	struct plan plan;
	struct ctx c;

	(void)state;
	n.what.goal = g;
	n.what.hardships = STR("It begins at four in the morning.");
	n.what.no_promise = STR("A job.");
	n.what.reason = STR("Not at night.");
	row = writes(plan_option_write, id, &n);
	c = test_task("amara");
	assert_int_equal(plan_read(&c, id, &plan), OK);
	assert_true(str_eq(plan_find(&plan, row)->hardships, n.what.hardships));
	assert_true(str_eq(plan_find(&plan, row)->reason, n.what.reason));
	assert_true(plan_is(plan_find(&plan, row), "declined"));
	n.what.goal = row_id_fresh(c.now);
	assert_int_equal(plan_option_write(&c, id, row_id_fresh(c.now), &n), ERR_ABSENT);
	n.what.goal = g;
	n.what.state = STR("reached");
	assert_int_equal(plan_option_write(&c, id, row_id_fresh(c.now), &n), ERR_INVALID);
	n.what.state = STR("offered");
	n.what.words = STR("  ");
	assert_int_equal(plan_option_write(&c, id, row_id_fresh(c.now), &n), ERR_INVALID);
	test_ctx_end(&c);
}

static void a_step_is_due_until_it_is_done_and_the_others_stay(void **state)
{
	struct person_id id = test_arrives();
	struct row_id g = goal(id, "School.");
	struct row_id first = step(id, g, 2);
	struct day due;
	struct ctx c;

	(void)state;
	(void)step(id, g, 3);
	(void)step(id, g, 3); /* one task for one day */
	assert_int_equal(due_tasks(id, TASK_STEP, &due), 2);
	c = test_task("amara");
	assert_int_equal(plan_step_done(&c, id, row_id_fresh(c.now), first, STR("They were kind.")),
	                 OK);
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(due_tasks(id, TASK_STEP, &due), 1);
	assert_int_equal(due.n, c.today.n + 3);
	assert_int_equal(plan_step_done(&c, id, row_id_fresh(c.now), g, NONE), ERR_ABSENT);
	test_ctx_end(&c);
}

static void the_plan_is_looked_at_again_within_three_months_also_unsigned(void **state)
{
	struct person_id id = test_arrives();
	struct plan_new n = entry("", "not");
	struct day due = NO_DAY;
	struct ctx c;

	(void)state;
	(void)goal(id, "School.");
	c = test_task("amara");
	n.what.due = day_add(c.today, 400);
	test_ctx_end(&c);
	(void)writes(plan_agree, id, &n);
	assert_int_equal(due_tasks(id, TASK_PLAN, &due), 0); /* my day looks one week ahead */
	test_clock_pass((int64_t)PLAN_REVIEW_DAYS * 86400);
	c = test_task("amara");
	assert_int_equal(due_tasks(id, TASK_PLAN, &due), 1);
	assert_int_equal(due.n, c.today.n);
	test_ctx_end(&c);
	/* Looking at it moves it on. */
	n = entry("It is good.", "word");
	(void)writes(plan_agree, id, &n);
	assert_int_equal(due_tasks(id, TASK_PLAN, &due), 0);
}

static enum err find_counts(void *arg, const struct folded *f)
{
	struct ctx *c = ((void **)arg)[0];
	struct str *out = ((void **)arg)[1];
	const struct pseudonym_id *who = ((void **)arg)[2];

	if (memcmp(f->pseudonym.b, who->b, ID_BYTES) == 0)
		*out = arena_str(c->arena, f->body);
	return OK;
}

static void goals_are_counted_by_domain_without_a_word(void **state)
{
	struct person_id id = test_arrives();
	struct plan_new n = entry("To sleep.", "chosen");
	struct ctx c = test_task("amara");
	struct pseudonym_id who;
	struct episode e;
	struct str body = NONE;
	void *arg[3] = { &c, &body, &who };
	struct row_id row;
	int64_t folded;

	(void)state;
	assert_int_equal(episode_now(&c, id, &e), OK);
	who = e.pseudonym;
	test_ctx_end(&c);
	n.what.domain = 2;
	row = writes(plan_goal_write, id, &n);
	test_clock_pass(60);
	n.what.state = STR("reached");
	n.replaces = &row;
	(void)writes(plan_goal_write, id, &n);
	c = test_task("eva");
	assert_int_equal(inbox_fold(&c, &folded), OK);
	test_ctx_end(&c);
	c = test_task("eva");
	assert_int_equal(folded_each(&c, find_counts, arg), OK);
	assert_int_equal(fields_int(body, "goals_chosen_mental", -1), 1);
	assert_int_equal(fields_int(body, "goals_reached_mental", -1), 1);
	assert_int_equal(fields_int(body, "goals_chosen_safety", -1), 0);
	test_ctx_end(&c);
}

static void what_was_low_is_offered_and_nothing_is_taken_over(void **state)
{
	struct person_id id = test_arrives();
	struct ctx c = test_task("amara");
	struct words w = { .state = WORDS_WRITTEN, .wishes = STR("Rest."), .day = NO_DAY };
	const struct assessment_item items[] = { { .name = STR("safe_home"), .value = 1 } };
	struct assessment_new n = { .day = NO_DAY, .wave = WAVE_BASELINE, .items = items, .n = 1 };
	const struct low_item *low;
	struct plan plan;
	size_t count;

	(void)state;
	assert_int_equal(assessment_low(&c, id, &low, &count), OK);
	assert_int_equal(count, 0);
	assert_int_equal(words_write(&c, id, row_id_fresh(c.now), &w, NULL), OK);
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(assessment_write(&c, id, row_id_fresh(c.now), &n), OK);
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(assessment_low(&c, id, &low, &count), OK);
	assert_int_equal(count, 1);
	assert_int_equal(low[0].domain, 0);
	assert_true(low[0].label.n > 0);
	assert_int_equal(plan_read(&c, id, &plan), OK);
	assert_int_equal(plan.n, 0);
	test_ctx_end(&c);
	c = test_task("nadia");
	assert_int_equal(assessment_low(&c, id, &low, &count), OK);
	assert_int_equal(count, 0);
	test_ctx_end(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_goal_keeps_pointing_at_the_words_it_grew_out_of),
		cmocka_unit_test(who_lacks_the_case_reads_and_writes_nothing),
		cmocka_unit_test(the_second_of_two_who_change_a_goal_is_told),
		cmocka_unit_test(what_was_offered_keeps_hardships_and_the_no),
		cmocka_unit_test(a_step_is_due_until_it_is_done_and_the_others_stay),
		cmocka_unit_test(the_plan_is_looked_at_again_within_three_months_also_unsigned),
		cmocka_unit_test(goals_are_counted_by_domain_without_a_word),
		cmocka_unit_test(what_was_low_is_offered_and_nothing_is_taken_over),
	};

	return test_on_both("plan", tests, sizeof tests / sizeof *tests);
}
