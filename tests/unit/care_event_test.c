/* Something happened; a sign of self-harm calls somebody, and is never over in silence. */

#include "access/inbox.h"
#include "base/fields.h"
#include "care/arrival.h"
#include "care/checkin.h"
#include "care/closure.h"
#include "care/day_inside.h"
#include "care/event.h"
#include "care/timeline.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#include "harness/both.h"

static struct ctx task(const char *user)
{
	struct ctx c;

	assert_int_equal(test_ctx(&house, user, &c), OK);
	return c;
}

static struct person_id arrives(const char *name)
{
	struct ctx c = task("amara");
	struct person p = { .id = person_id_fresh(c.now), .name = str_z(name) };

	assert_int_equal(person_arrive(&c, &p, house.teams[TEST_HARBOUR], c.today), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	return p.id;
}

static struct event_new threat(void)
{
	return (struct event_new){ .kind = STR("threat"),
		                       .when = { .day = NO_DAY, .told = NO_DAY },
		                       .words = STR("A man stood at the gate."),
		                       .done = STR("The police came."),
		                       .plan = STR("not_yet"),
		                       .plan_day = NO_DAY,
		                       .next = STR("Change the lock"),
		                       .next_day = NO_DAY };
}

static struct row_id writes(const char *user, struct person_id id, const struct event_new *n)
{
	struct ctx c = task(user);
	struct row_id row = row_id_fresh(c.now);

	assert_int_equal(event_write(&c, id, row, n), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	return row;
}

/* How many open tasks of a kind a person has, as that colleague sees them on her page. */
static size_t open_tasks(const char *user, struct person_id id, enum task_kind kind)
{
	struct ctx c = task(user);
	struct task_row_list rows;
	size_t n = 0;

	tasks_of(c.read, house.house->org, id, &rows);
	assert_int_equal(read_now(c.read), OK);
	for (size_t i = 0; i < rows.n; i++) {
		struct task t;
		assert_int_equal(task_open(&c, &rows.at[i], &t), OK);
		n += t.open && t.kind == kind;
	}
	test_ctx_end(&c);
	return n;
}

static bool called(const char *user, struct person_id id)
{
	struct ctx c = task(user);
	struct tasks calls;
	bool found = false;

	assert_int_equal(day_calls(&c, &calls), OK);
	for (size_t i = 0; i < calls.n; i++)
		found |= person_id_eq(calls.at[i].person, id);
	test_ctx_end(&c);
	return found;
}

static void sign(struct person_id id)
{
	struct ctx c = task("amara");

	assert_int_equal(event_harm_sign(&c, id, HARM_IN_CHECK_IN), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
}

static enum err answers(const char *user, struct person_id id, const char *safe)
{
	struct ctx c = task(user);
	struct harm_answer_new n = { .with = STR("Nadia"),
		                         .done = STR("We sat in the kitchen."),
		                         .safe = str_z(safe),
		                         .next_day = NO_DAY };
	struct task_call call;
	enum err e;

	assert_int_equal(task_called(&c, id, TASK_HARM_SIGN, &call), OK);
	n.call = call.open ? &call.id : NULL;
	e = event_harm_answer(&c, id, row_id_fresh(c.now), &n);
	if (e == OK)
		e = test_commit(&c);
	test_ctx_end(&c);
	return e;
}

/* --- what happened --- */

static void the_words_open_with_the_case_and_what_was_done_with_safety(void **state)
{
	struct person_id id = arrives("Nia");
	struct event_new n = threat();
	struct event_list read;
	struct ctx c;

	(void)state;
	(void)writes("amara", id, &n);
	c = task("lena");
	assert_int_equal(events_read(&c, id, &read), OK);
	assert_int_equal(read.n, 1);
	assert_true(str_eq(read.at[0].words, STR("A man stood at the gate.")));
	test_ctx_end(&c);
	c = task("nadia");
	assert_int_equal(events_read(&c, id, &read), OK);
	assert_true(str_eq(read.at[0].done, STR("The police came.")));
	assert_null(read.at[0].words.p);
	assert_true(read.at[0].words_closed);
	test_ctx_end(&c);
	c = task("bela");
	assert_int_equal(events_read(&c, id, &read), OK);
	assert_true(read.at[0].closed);
	assert_null(read.at[0].kind.p);
	assert_int_equal(event_write(&c, id, row_id_fresh(c.now), &n), ERR_DENIED);
	test_ctx_end(&c);
}

static void it_makes_the_tasks_that_follow_and_a_correction_replaces_them(void **state)
{
	struct person_id id = arrives("Selu");
	struct event_new n = threat();
	struct row_id row = writes("amara", id, &n);

	(void)state;
	assert_int_equal(open_tasks("amara", id, TASK_SAFETY_PLAN), 1);
	assert_int_equal(open_tasks("amara", id, TASK_EVENT), 1);
	/* Another one keeps its own. */
	(void)writes("amara", id, &n);
	assert_int_equal(open_tasks("amara", id, TASK_EVENT), 2);
	n.replaces = &row;
	n.plan = STR("yes");
	n.next = STR("");
	(void)writes("amara", id, &n);
	assert_int_equal(open_tasks("amara", id, TASK_SAFETY_PLAN), 1);
	assert_int_equal(open_tasks("amara", id, TASK_EVENT), 1);
}

static void of_two_who_correct_it_the_second_is_told(void **state)
{
	struct person_id id = arrives("Tam");
	struct event_new n = threat();
	struct row_id row = writes("amara", id, &n);
	struct ctx c = task("lena");

	(void)state;
	n.replaces = &row;
	assert_int_equal(event_write(&c, id, row_id_fresh(c.now), &n), OK);
	(void)writes("amara", id, &n);
	assert_int_equal(test_commit(&c), ERR_CONFLICT);
	test_ctx_end(&c);
}

static void whoever_is_on_call_writes_what_was_done_and_no_words_are_lost(void **state)
{
	struct person_id id = arrives("Awa");
	struct event_new n = threat();
	struct row_id row = writes("amara", id, &n);
	struct ctx c = task("nadia");

	(void)state;
	assert_int_equal(event_write(&c, id, row_id_fresh(c.now), &n), ERR_DENIED);
	n.words = STR("");
	n.replaces = &row;
	assert_int_equal(event_write(&c, id, row_id_fresh(c.now), &n), ERR_DENIED);
	test_ctx_end(&c);
	n.replaces = NULL;
	n.kind = STR("missing");
	n.next = STR("");
	(void)writes("nadia", id, &n);
	/* Somebody who walks along is asked to add what is missing. */
	assert_int_equal(open_tasks("amara", id, TASK_EVENT), 2);
}

static void a_kind_that_nobody_knows_is_refused(void **state)
{
	struct person_id id = arrives("Ola");
	struct event_new n = threat();
	struct ctx c = task("amara");

	(void)state;
	n.kind = STR("gossip");
	assert_int_equal(event_write(&c, id, row_id_fresh(c.now), &n), ERR_INVALID);
	test_ctx_end(&c);
}

/* --- what is counted --- */

static int64_t waiting(void)
{
	struct ctx c = task("amara");
	int64_t n;

	assert_int_equal(inbox_waiting(&c, &n), OK);
	test_ctx_end(&c);
	return n;
}

struct found {
	char harm[400];
	int64_t answered;
};

static enum err look(void *arg, const struct folded *f)
{
	struct found *to = arg;
	struct str name;
	struct str value;

	for (size_t at = 0; fields_next(f->body, &at, &name, &value);)
		if (name.n > 5 && memcmp(name.p, "harm_", 5) == 0 && value.n)
			snprintf(to->harm + strlen(to->harm), sizeof to->harm - strlen(to->harm), "%.*s ",
			         (int)value.n, value.p);
	to->answered += fields_int(f->body, "checkin_4", 0);
	return OK;
}

static struct found folded(void)
{
	struct found to = { .answered = 0 };
	struct ctx c = task("eva");
	int64_t n;

	assert_int_equal(inbox_fold(&c, &n), OK);
	test_ctx_end(&c);
	c = task("eva");
	assert_int_equal(folded_each(&c, look, &to), OK);
	test_ctx_end(&c);
	return to;
}

static void new_harm_is_counted_once_however_often_it_is_corrected(void **state)
{
	struct found before = folded();
	size_t was = strlen(before.harm);
	struct person_id id = arrives("Rin");
	struct event_new n = threat();
	struct row_id row;
	struct row_id next;

	(void)state;
	test_clock_pass(3 * 86400);
	row = writes("amara", id, &n);
	assert_int_equal(strlen(folded().harm), was + strlen("threat:3 "));
	n.replaces = &row;
	n.kind = STR("crime");
	next = writes("amara", id, &n);
	assert_int_equal(strlen(folded().harm), was + strlen("crime:3 "));
	n.replaces = &next;
	n.kind = STR("missing");
	(void)writes("amara", id, &n);
	assert_int_equal(strlen(folded().harm), was);
}

static void harm_before_arrival_and_what_is_no_harm_is_not_counted(void **state)
{
	struct person_id id = arrives("Mae");
	struct event_new n = threat();
	struct ctx c = task("amara");
	int64_t before = waiting();

	(void)state;
	n.when.day = day_add(c.today, -10);
	test_ctx_end(&c);
	(void)writes("amara", id, &n);
	n.when.day = NO_DAY;
	n.kind = STR("lost");
	(void)writes("amara", id, &n);
	assert_int_equal(waiting(), before);
}

/* --- a sign of self-harm --- */

static void a_sign_reaches_worker_and_on_call_and_the_lead_after_its_hour(void **state)
{
	struct person_id id = arrives("Ines");

	(void)state;
	sign(id);
	assert_true(called("amara", id));
	assert_true(called("nadia", id));
	assert_false(called("lena", id));
	assert_false(called("bela", id));
	assert_false(called("carla", id));
	assert_false(called("mila", id));
	test_clock_pass(3600 - 1);
	assert_false(called("lena", id));
	test_clock_pass(2);
	assert_true(called("lena", id));
	assert_true(called("nadia", id));
	assert_false(called("mila", id));
}

static void two_signs_are_one_call(void **state)
{
	struct person_id id = arrives("Bo");

	(void)state;
	sign(id);
	sign(id);
	assert_int_equal(open_tasks("amara", id, TASK_HARM_SIGN), 1);
}

static void nothing_but_the_answer_closes_it(void **state)
{
	struct person_id id = arrives("Jun");
	struct closure_new end = {
		.reason = STR("own_wish"), .day = NO_DAY, .told_back = true, .replaces = NULL
	};
	struct ctx c;
	struct task_row_list rows;

	(void)state;
	sign(id);
	c = task("amara");
	assert_int_equal(task_close(&c, id, TASK_HARM_SIGN), OK);
	assert_int_equal(task_close_about(&c, id, (struct row_id){ { 0 } }, TASK_HARM_SIGN), OK);
	tasks_of(c.read, house.house->org, id, &rows);
	assert_int_equal(read_now(c.read), OK);
	for (size_t i = 0; i < rows.n; i++)
		task_done(c.change, house.house->org, id, rows.at[i].id);
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(closure_write(&c, id, row_id_fresh(c.now), &end), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	assert_true(called("nadia", id));
	assert_int_equal(answers("nadia", id, ""), ERR_INVALID);
	assert_true(called("nadia", id));
	assert_int_equal(answers("nadia", id, "yes"), OK);
	assert_false(called("nadia", id));
	assert_false(called("amara", id));
}

static void an_answer_that_says_not_safe_yet_calls_again(void **state)
{
	struct person_id id = arrives("Lio");

	(void)state;
	sign(id);
	test_clock_pass(2 * 3600);
	assert_true(called("lena", id));
	assert_int_equal(answers("amara", id, "no"), OK);
	assert_int_equal(open_tasks("amara", id, TASK_HARM_SIGN), 1);
	assert_true(called("nadia", id));
	/* A new hour has begun. */
	assert_false(called("lena", id));
	assert_int_equal(answers("amara", id, "yes"), OK);
	assert_int_equal(open_tasks("amara", id, TASK_HARM_SIGN), 0);
}

static void of_two_who_answer_the_second_is_told_and_may_add(void **state)
{
	struct person_id id = arrives("Kim");
	struct harm_answer_new n = { .done = STR("I phoned."), .safe = STR("yes"), .next_day = NO_DAY };
	struct task_call call;
	struct event_list read;
	struct ctx c;

	(void)state;
	sign(id);
	c = task("nadia");
	assert_int_equal(task_called(&c, id, TASK_HARM_SIGN, &call), OK);
	n.call = &call.id;
	assert_int_equal(event_harm_answer(&c, id, row_id_fresh(c.now), &n), OK);
	assert_int_equal(answers("amara", id, "yes"), OK);
	assert_int_equal(test_commit(&c), ERR_CONFLICT);
	test_ctx_end(&c);
	c = task("nadia");
	n.call = NULL;
	assert_int_equal(event_harm_answer(&c, id, row_id_fresh(c.now), &n), OK);
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(events_read(&c, id, &read), OK);
	assert_int_equal(read.n, 2);
	test_ctx_end(&c);
}

static void it_is_noticed_at_arrival_in_what_happened_and_in_a_check_in(void **state)
{
	struct ctx c = task("nadia");
	struct person_id by_night = person_id_fresh(c.now);
	struct arrival card = { .label = STR("Person 7"), .urgent = URGENT_SELF_HARM };
	struct event_new n = threat();
	struct checkin_new k = {
		.when = { .day = NO_DAY, .told = NO_DAY }, .level = 1, .next = NO_DAY, .worried = true
	};
	struct person_id hurt = arrives("Zoe");
	struct person_id sad = arrives("Uma");

	(void)state;
	assert_int_equal(arrival_write(&c, by_night, house.teams[TEST_HARBOUR], &card), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	assert_true(called("nadia", by_night));
	n.kind = STR("selfharm");
	(void)writes("amara", hurt, &n);
	assert_true(called("nadia", hurt));
	c = task("amara");
	assert_int_equal(checkin_write(&c, sad, row_id_fresh(c.now), &k), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	assert_true(called("nadia", sad));
}

static void whoever_is_kept_from_a_person_is_not_called(void **state)
{
	struct person_id id = arrives("Eli");
	struct ctx c = task("amara");

	(void)state;
	assert_int_equal(person_unassign(&c, id, test_user(&house, "nadia"), true), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	test_forget(&house, "nadia");
	sign(id);
	assert_false(called("nadia", id));
}

/* What is on her page may be read by herself. */
static void nothing_on_her_page_tells_of_it(void **state)
{
	struct person_id id = arrives("Pia");
	struct page_parts parts;
	struct ctx c;
	void **asked;
	bool found = false;

	(void)state;
	sign(id);
	c = task("amara");
	asked = timeline_ask(&c, id);
	assert_int_equal(timeline_tell(&c, id, asked, &parts), OK);
	for (size_t i = 0; i < parts.nsteps; i++) {
		assert_null(strstr(parts.steps[i].title, "arm"));
		assert_null(strstr(parts.steps[i].title, "be with this person"));
		if (strcmp(parts.steps[i].title, "Time together") != 0)
			continue;
		assert_int_equal(parts.steps[i].words.n, 0);
		found = true;
	}
	assert_true(found);
	test_ctx_end(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_words_open_with_the_case_and_what_was_done_with_safety),
		cmocka_unit_test(it_makes_the_tasks_that_follow_and_a_correction_replaces_them),
		cmocka_unit_test(of_two_who_correct_it_the_second_is_told),
		cmocka_unit_test(whoever_is_on_call_writes_what_was_done_and_no_words_are_lost),
		cmocka_unit_test(a_kind_that_nobody_knows_is_refused),
		cmocka_unit_test(new_harm_is_counted_once_however_often_it_is_corrected),
		cmocka_unit_test(harm_before_arrival_and_what_is_no_harm_is_not_counted),
		cmocka_unit_test(a_sign_reaches_worker_and_on_call_and_the_lead_after_its_hour),
		cmocka_unit_test(two_signs_are_one_call),
		cmocka_unit_test(nothing_but_the_answer_closes_it),
		cmocka_unit_test(an_answer_that_says_not_safe_yet_calls_again),
		cmocka_unit_test(of_two_who_answer_the_second_is_told_and_may_add),
		cmocka_unit_test(it_is_noticed_at_arrival_in_what_happened_and_in_a_check_in),
		cmocka_unit_test(whoever_is_kept_from_a_person_is_not_called),
		cmocka_unit_test(nothing_on_her_page_tells_of_it),
	};

	return test_on_both("what happened", tests, sizeof tests / sizeof *tests);
}
