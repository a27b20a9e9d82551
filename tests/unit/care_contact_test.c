/* Safe contact: nothing is allowed before it was asked, and what was allowed grows old. */
#include "care/contact.h"
#include "care/day_sql.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#include "harness/both.h"

static struct person_id arrived(struct test_house *h)
{
	struct person_id p;

	assert_int_equal(test_person(h, "amara", TEST_HARBOUR, &p), OK);
	return p;
}

static void begin(struct test_house *h, const char *user, struct ctx *c)
{
	assert_int_equal(test_ctx(h, user, c), OK);
}

static struct contact_rules read_by(struct ctx *c, struct person_id p)
{
	struct contact_rules rules;

	assert_int_equal(contact_read(c, p, &rules), OK);
	return rules;
}

static void write_in(struct ctx *c, struct person_id p, const struct contact_rule *rule)
{
	struct contact_rules rules = { rule, 1 };
	struct row_id before;
	bool has;

	assert_int_equal(contact_latest(c, p, &before, &has), OK);
	assert_int_equal(contact_write(c, p, row_id_fresh(c->now), &rules, has ? &before : NULL), OK);
	assert_int_equal(test_commit(c), OK);
}

static void who_was_never_asked_has_no_rule_at_all(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived(h);
	struct contact_rules rules;
	struct ctx c;

	begin(h, "amara", &c);
	rules = read_by(&c, p);
	assert_int_equal(rules.n, 0);
	assert_false(contact_stale(&rules, c.today));
	test_ctx_end(&c);
}

static void a_rule_comes_back_as_it_was_asked(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived(h);
	struct contact_rules rules;
	struct ctx c;
	struct contact_rule rule = { .channel = STR("phone"),
		                         .hours = STR("after 18"),
		                         .who_may_answer = STR("my aunt"),
		                         .words = STR("It is Ana from the sewing class."),
		                         .allowed = true,
		                         .message = true };

	begin(h, "amara", &c);
	rule.valid_until = day_add(c.today, 10);
	write_in(&c, p, &rule);
	rules = read_by(&c, p);
	assert_int_equal(rules.n, 1);
	assert_true(str_eq(rules.at[0].channel, STR("phone")));
	assert_true(str_eq(rules.at[0].hours, rule.hours));
	assert_true(str_eq(rules.at[0].who_may_answer, rule.who_may_answer));
	assert_true(str_eq(rules.at[0].words, rule.words));
	assert_true(rules.at[0].allowed);
	assert_true(rules.at[0].message);
	assert_int_equal(rules.at[0].valid_until.n, rule.valid_until.n);
	assert_int_equal(rules.at[0].asked.n, c.today.n);
	test_ctx_end(&c);
}

static void a_rule_ends_after_its_last_day(void **state)
{
	struct contact_rule rule = { .allowed = true, .valid_until = { 100 } };

	(void)state;
	assert_true(contact_may(&rule, (struct day){ 100 }));
	assert_false(contact_may(&rule, (struct day){ 101 }));
	rule.valid_until = NO_DAY;
	assert_true(contact_may(&rule, (struct day){ 5000 }));
	rule.allowed = false;
	assert_false(contact_may(&rule, (struct day){ 100 }));
}

static void rules_grow_old_after_thirty_days(void **state)
{
	struct contact_rule rule = { .asked = { 100 } };
	struct contact_rules rules = { &rule, 1 };

	(void)state;
	assert_false(contact_stale(&rules, (struct day){ 130 }));
	assert_true(contact_stale(&rules, (struct day){ 131 }));
}

static void asking_again_moves_the_one_task_on(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived(h);
	struct contact_rule rule = { .channel = STR("letter"), .valid_until = NO_DAY };
	struct task_row_list rows;
	struct ctx c;

	begin(h, "amara", &c);
	write_in(&c, p, &rule);
	write_in(&c, p, &rule);
	tasks_of(c.read, c.house->org, p, &rows);
	assert_int_equal(read_now(c.read), OK);
	assert_int_equal(rows.n, 1);
	assert_int_equal(rows.at[0].due.n, c.today.n + CONTACT_STALE_DAYS);
	test_ctx_end(&c);
}

static void of_two_who_ask_at_once_the_second_is_told(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived(h);
	struct contact_rule rule = { .channel = STR("letter"), .valid_until = NO_DAY };
	struct contact_rules rules = { &rule, 1 };
	struct ctx c;

	begin(h, "amara", &c);
	write_in(&c, p, &rule);
	assert_int_equal(contact_write(&c, p, row_id_fresh(c.now), &rules, NULL), OK);
	assert_int_equal(test_commit(&c), ERR_CONFLICT);
	test_ctx_end(&c);
}

static void a_colleague_of_another_team_sees_no_rule(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived(h);
	struct contact_rule rule = { .channel = STR("phone"), .allowed = true, .valid_until = NO_DAY };
	struct ctx c;

	begin(h, "amara", &c);
	write_in(&c, p, &rule);
	test_ctx_end(&c);
	begin(h, "carla", &c);
	assert_int_equal(read_by(&c, p).n, 0);
	test_ctx_end(&c);
}

static void the_page_says_do_not_contact_until_it_was_asked(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived(h);
	struct test_browser b;
	char path[100];
	char id[ID_TEXT + 1];

	id_write(p.b, id);
	(void)snprintf(path, sizeof path, "/people/%s/contact", id);
	test_browser(&b, h);
	assert_int_equal(test_sign_in(&b, "amara", NULL), 303);
	assert_int_equal(test_get(&b, path), 200);
	assert_true(test_sees(&b, "Do not contact."));
	assert_int_equal(test_post(&b, path, "phone_message=1"), 422);
	assert_int_equal(
		test_post(&b, path,
	              "phone_answer=yes&phone_hours=evenings&letter_words=never+to+the+old+house"),
		303);
	assert_int_equal(test_get(&b, path), 200);
	assert_true(test_sees(&b, "evenings"));
	assert_true(test_sees(&b, "never to the old house"));
	assert_true(test_sees(&b, "Leave no message."));
	assert_false(test_sees(&b, "Do not contact. It"));
	test_browser_end(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_was_never_asked_has_no_rule_at_all),
		cmocka_unit_test(a_rule_comes_back_as_it_was_asked),
		cmocka_unit_test(a_rule_ends_after_its_last_day),
		cmocka_unit_test(rules_grow_old_after_thirty_days),
		cmocka_unit_test(asking_again_moves_the_one_task_on),
		cmocka_unit_test(of_two_who_ask_at_once_the_second_is_told),
		cmocka_unit_test(a_colleague_of_another_team_sees_no_rule),
		cmocka_unit_test(the_page_says_do_not_contact_until_it_was_asked),
	};

	return test_on_both("contact", tests, sizeof tests / sizeof *tests);
}
