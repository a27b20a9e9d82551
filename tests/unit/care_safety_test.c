/* Safety: needs within hours, and the plan made together. */
#include "care/arrival.h"
#include "care/day_inside.h"
#include "care/safety_inside.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "harness/both.h"

static const struct when now = { .day = { INT32_MIN }, .told = { INT32_MIN } };

static struct ctx task(const char *user)
{
	struct ctx c;

	assert_int_equal(test_ctx(&house, user, &c), OK);
	return c;
}

static struct person_id arrives(uint32_t urgent, const char *words)
{
	struct ctx c = task("amara");
	struct person_id id = person_id_fresh(c.now);
	struct arrival card = { .label = STR("Nia"), .urgent = urgent, .urgent_words = str_z(words) };

	assert_int_equal(arrival_write(&c, id, house.teams[TEST_HARBOUR], &card), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	return id;
}

static struct safety_needs open_needs(struct ctx *c, struct person_id id)
{
	struct safety_plan plan;
	struct safety_needs needs;

	assert_int_equal(safety_night_read(c, id, &plan, &needs), OK);
	return needs;
}

static size_t due(struct ctx *c, struct person_id id, enum task_kind kind)
{
	struct tasks all;
	size_t n = 0;

	assert_int_equal(day_tasks(c, 0, &all), OK);
	for (size_t i = 0; i < all.n; i++)
		n += person_id_eq(all.at[i].person, id) && all.at[i].kind == kind;
	return n;
}

static struct row_id needs(struct ctx *c, struct person_id id, const struct safety_need_new *n)
{
	struct row_id row = row_id_fresh(c->now);

	assert_int_equal(safety_need_write(c, id, row, n), OK);
	assert_int_equal(test_commit(c), OK);
	return row;
}

/* --- needs --- */

static void what_was_urgent_at_arrival_is_a_need_and_is_not_asked_again(void **state)
{
	struct person_id id = arrives(URGENT_MEDICINE | URGENT_CHILD, "insulin");
	struct ctx c = task("amara");
	struct safety_needs open = open_needs(&c, id);

	(void)state;
	assert_int_equal(open.n, 2);
	assert_true(str_eq(open.at[0].kind, STR("medicine")) ||
	            str_eq(open.at[1].kind, STR("medicine")));
	for (size_t i = 0; i < open.n; i++) {
		assert_int_equal(open.at[i].due.s, c.now.s + 4 * 3600);
		assert_true(str_eq(open.at[i].what,
		                   str_eq(open.at[i].kind, STR("medicine")) ? STR("insulin") : STR("")));
	}
	assert_int_equal(due(&c, id, TASK_NEED), 2);
	test_ctx_end(&c);
	id = arrives(0, "she has not eaten for two days");
	c = task("amara");
	open = open_needs(&c, id);
	assert_int_equal(open.n, 1);
	assert_true(str_eq(open.at[0].kind, STR("other")));
	test_ctx_end(&c);
}

static void words_about_self_harm_alone_are_no_need_that_everybody_reads(void **state)
{
	struct person_id id = arrives(URGENT_SELF_HARM, "she said it quietly");
	struct ctx c = task("amara");

	(void)state;
	assert_int_equal(open_needs(&c, id).n, 0);
	test_ctx_end(&c);
}

static void a_need_ends_only_by_saying_what_was_done(void **state)
{
	struct person_id id = arrives(0, "");
	struct ctx c = task("amara");
	struct safety_need_new n = { .kind = STR("medicine"), .what = STR("insulin"), .hours = 1 };
	struct row_id one = needs(&c, id, &n);
	struct row_id two = needs(&c, id, &(struct safety_need_new){ .what = STR("a warm coat") });
	struct safety_need read;

	(void)state;
	assert_int_equal(due(&c, id, TASK_NEED), 2);
	assert_int_equal(safety_need_done(&c, id, row_id_fresh(c.now), one, STR(""), STR(""), &now),
	                 ERR_INVALID);
	assert_int_equal(
		safety_need_done(&c, id, row_id_fresh(c.now), one, STR("soon"), STR("x"), &now),
		ERR_INVALID);
	assert_int_equal(safety_need_done(&c, id, row_id_fresh(c.now), one, STR("met"),
	                                  STR("The pharmacy brought it."), &now),
	                 OK);
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(due(&c, id, TASK_NEED), 1);
	assert_int_equal(open_needs(&c, id).n, 1);
	assert_true(row_id_eq(open_needs(&c, id).at[0].id, two));
	assert_int_equal(need_now(&c, id, one, &read), OK);
	assert_false(read.open);
	assert_true(str_eq(read.done, STR("The pharmacy brought it.")));
	assert_true(str_eq(read.what, STR("insulin")));
	test_ctx_end(&c);
}

static void of_two_who_look_after_a_need_the_second_is_told(void **state)
{
	struct person_id id = arrives(0, "");
	struct ctx c = task("amara");
	struct row_id one = needs(&c, id, &(struct safety_need_new){ .kind = STR("food") });

	(void)state;
	for (int i = 0; i < 2; i++) {
		assert_int_equal(
			safety_need_done(&c, id, row_id_fresh(c.now), one, STR(""), STR("Bread."), &now), OK);
		assert_int_equal(test_commit(&c), i == 0 ? OK : ERR_CONFLICT);
		/* Only the row that was asked for counts, as for two who look at the same page. */
		test_ctx_end(&c);
		c = task("amara");
	}
	test_ctx_end(&c);
}

static void a_correction_keeps_the_hour_unless_another_is_chosen(void **state)
{
	struct person_id id = arrives(0, "");
	struct ctx c = task("amara");
	struct row_id one =
		needs(&c, id, &(struct safety_need_new){ .kind = STR("shelter"), .hours = 4 });
	int64_t hour = c.now.s + 4 * 3600;
	struct row_id two;

	(void)state;
	test_ctx_end(&c);
	test_clock_pass(600);
	c = task("amara");
	two = needs(&c, id,
	            &(struct safety_need_new){
					.kind = STR("shelter"), .what = STR("two beds"), .replaces = &one });
	assert_int_equal(open_needs(&c, id).n, 1);
	assert_int_equal(open_needs(&c, id).at[0].due.s, hour);
	assert_int_equal(due(&c, id, TASK_NEED), 1);
	(void)needs(&c, id,
	            &(struct safety_need_new){ .kind = STR("shelter"), .hours = 12, .replaces = &two });
	assert_int_equal(open_needs(&c, id).at[0].due.s, c.now.s + 12 * 3600);
	test_ctx_end(&c);
}

static void what_is_given_to_a_colleague_stands_on_her_day_only_if_she_walks_along(void **state)
{
	struct person_id id = arrives(0, "");
	struct ctx c = task("amara");
	struct safety_need_new n = { .kind = STR("papers"), .who = test_user(&house, "nadia") };

	(void)state;
	(void)needs(&c, id, &n);
	assert_true(str_eq(open_needs(&c, id).at[0].who, STR("nadia")));
	assert_int_equal(due(&c, id, TASK_NEED), 1);
	n.who = (struct user_id){ { 1 } };
	assert_int_equal(safety_need_write(&c, id, row_id_fresh(c.now), &n), ERR_INVALID);
	n = (struct safety_need_new){ .kind = STR("gold") };
	assert_int_equal(safety_need_write(&c, id, row_id_fresh(c.now), &n), ERR_INVALID);
	n = (struct safety_need_new){ .kind = STR("food"), .hours = 500 };
	assert_int_equal(safety_need_write(&c, id, row_id_fresh(c.now), &n), ERR_INVALID);
	test_ctx_end(&c);
}

/* --- the plan --- */

static struct row_id plans(const char *user, struct person_id id, const char *night,
                           const struct row_id *before, enum err ends)
{
	struct ctx c = task(user);
	struct row_id row = row_id_fresh(c.now);
	struct safety_plan p = { .when = now, .review = NO_DAY };

	p.part[PART_NIGHT] = str_z(night);
	p.part[PART_CODE] = STR("lemon tea");
	assert_int_equal(safety_plan_write(&c, id, row, &p, before), OK);
	assert_int_equal(test_commit(&c), ends);
	test_ctx_end(&c);
	return row;
}

static void a_new_plan_takes_the_place_of_the_old_and_the_old_stays(void **state)
{
	struct person_id id = arrives(0, "");
	struct row_id first = plans("amara", id, "Light on.", NULL, OK);
	struct safety_plan read;
	struct ctx c;

	(void)state;
	(void)plans("amara", id, "Somebody else's first.", NULL, ERR_CONFLICT);
	(void)plans("amara", id, "Light on, tea.", &first, OK);
	(void)plans("amara", id, "Too late.", &first, ERR_CONFLICT);
	c = task("amara");
	assert_int_equal(safety_plan_read(&c, id, &read), OK);
	assert_true(str_eq(read.part[PART_NIGHT], STR("Light on, tea.")));
	assert_int_equal(read.review.n, c.today.n + 30);
	assert_int_equal(read.part[PART_LEAVE].n, 0);
	assert_int_equal(safety_plan_read_row(&c, id, first, &read), OK);
	assert_true(str_eq(read.part[PART_NIGHT], STR("Light on.")));
	assert_false(read.current);
	test_ctx_end(&c);
	test_clock_pass((int64_t)30 * 86400);
	c = task("amara");
	assert_int_equal(due(&c, id, TASK_SAFETY_PLAN), 1);
	test_ctx_end(&c);
}

static void who_lacks_safety_opens_and_writes_nothing_of_it(void **state)
{
	static const char *const others[] = { "bela", "carla", "hana", "vera", "sage", "eva" };
	struct person_id id = arrives(URGENT_INJURY, "a deep cut");
	struct safety_plan plan;
	struct safety_needs open;

	(void)state;
	(void)plans("amara", id, "Light on.", NULL, OK);
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		struct ctx c = task(others[i]);
		assert_int_equal(safety_night_read(&c, id, &plan, &open), OK);
		assert_true(plan.held && plan.closed && !plan.part[PART_NIGHT].p);
		assert_true(open.n == 1 && open.at[0].closed && !open.at[0].what.p);
		assert_int_equal(safety_plan_write(&c, id, row_id_fresh(c.now), &plan, NULL), ERR_DENIED);
		assert_int_equal(safety_need_write(&c, id, row_id_fresh(c.now),
		                                   &(struct safety_need_new){ .kind = STR("food") }),
		                 ERR_DENIED);
		assert_int_equal(
			safety_need_done(&c, id, row_id_fresh(c.now), open.at[0].id, STR(""), STR("x"), &now),
			ERR_DENIED);
		test_ctx_end(&c);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_urgent_at_arrival_is_a_need_and_is_not_asked_again),
		cmocka_unit_test(words_about_self_harm_alone_are_no_need_that_everybody_reads),
		cmocka_unit_test(a_need_ends_only_by_saying_what_was_done),
		cmocka_unit_test(of_two_who_look_after_a_need_the_second_is_told),
		cmocka_unit_test(a_correction_keeps_the_hour_unless_another_is_chosen),
		cmocka_unit_test(what_is_given_to_a_colleague_stands_on_her_day_only_if_she_walks_along),
		cmocka_unit_test(a_new_plan_takes_the_place_of_the_old_and_the_old_stays),
		cmocka_unit_test(who_lacks_safety_opens_and_writes_nothing_of_it),
	};

	return test_on_both("safety", tests, sizeof tests / sizeof *tests);
}
