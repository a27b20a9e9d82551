/* The welcome and the path of the first steps: each can be left and resumed, and nothing waits for
 * consent. */
#include "care/contact.h"
#include "care/day_sql.h"
#include "care/welcome.h"
#include "care/words.h"

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

static struct welcome_path path_of(struct ctx *c, struct person_id p)
{
	struct welcome_path path;

	assert_int_equal(welcome_path_read(c, p, &path), OK);
	assert_int_equal(path.n, WELCOME_STEPS);
	return path;
}

static void write_in(struct ctx *c, struct person_id p, const struct welcome *w)
{
	struct welcome now;

	assert_int_equal(welcome_read(c, p, &now), OK);
	assert_int_equal(welcome_write(c, p, row_id_fresh(c->now), w, now.held ? &now.id : NULL), OK);
	assert_int_equal(test_commit(c), OK);
}

static void say_words(struct ctx *c, struct person_id p)
{
	struct words w = { .state = WORDS_WRITTEN, .wishes = STR("to sew"), .day = NO_DAY };

	assert_int_equal(words_write(c, p, row_id_fresh(c->now), &w, NULL), OK);
	assert_int_equal(test_commit(c), OK);
}

static void ask_contact(struct ctx *c, struct person_id p)
{
	struct contact_rule rule = { .channel = STR("phone"), .valid_until = NO_DAY };
	struct contact_rules rules = { &rule, 1 };

	assert_int_equal(contact_write(c, p, row_id_fresh(c->now), &rules, NULL), OK);
	assert_int_equal(test_commit(c), OK);
}

/* How many tasks are due that day. */
static size_t due_on(struct ctx *c, struct person_id p, struct day day)
{
	struct task_row_list rows;
	size_t n = 0;

	tasks_of(c->read, c->house->org, p, &rows);
	assert_int_equal(read_now(c->read), OK);
	for (size_t i = 0; i < rows.n; i++)
		n += rows.at[i].due.n == day.n;
	return n;
}

static const struct welcome held_it = { .day = { INT32_MIN },
	                                    .due = { INT32_MIN },
	                                    .language = { "ar", 2 },
	                                    .interpreter = { "phone", 5 } };

static void at_first_every_step_is_open(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived(h);
	struct welcome_path path;
	struct ctx c;

	begin(h, "amara", &c);
	path = path_of(&c, p);
	for (size_t i = 0; i < path.n; i++)
		assert_int_equal(path.at[i].state, WELCOME_OPEN);
	test_ctx_end(&c);
}

static void each_step_is_done_by_its_own_record(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived(h);
	struct welcome_path path;
	struct welcome w;
	struct ctx c;

	begin(h, "amara", &c);
	write_in(&c, p, &held_it);
	assert_int_equal(welcome_read(&c, p, &w), OK);
	assert_true(w.held);
	assert_false(w.later);
	assert_true(str_eq(w.language, STR("ar")));
	assert_true(str_eq(w.interpreter, STR("phone")));
	assert_int_equal(w.day.n, c.today.n);
	say_words(&c, p);
	ask_contact(&c, p);
	path = path_of(&c, p);
	assert_int_equal(path.at[STEP_WELCOME].state, WELCOME_DONE);
	assert_int_equal(path.at[STEP_WORDS].state, WELCOME_DONE);
	assert_int_equal(path.at[STEP_CONTACT].state, WELCOME_DONE);
	assert_int_equal(path.at[STEP_CONSENT].state, WELCOME_OPEN);
	test_ctx_end(&c);
}

static void what_is_left_becomes_a_task_that_ends_with_the_last_step(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived(h);
	struct welcome left = held_it;
	struct ctx c;
	struct day when;

	begin(h, "amara", &c);
	when = day_add(c.today, 2);
	left.later = true;
	left.left = STR("a crying child");
	left.due = when;
	write_in(&c, p, &left);
	assert_int_equal(path_of(&c, p).at[STEP_WELCOME].state, WELCOME_LATER);
	assert_int_equal(due_on(&c, p, when), 1);
	say_words(&c, p);
	assert_int_equal(due_on(&c, p, when), 1);
	ask_contact(&c, p);
	assert_int_equal(due_on(&c, p, when), 1);
	write_in(&c, p, &held_it);
	assert_int_equal(due_on(&c, p, when), 0);
	test_ctx_end(&c);
}

static void the_next_step_is_the_next_that_is_open(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived(h);
	const char *next;
	struct ctx c;

	begin(h, "amara", &c);
	assert_int_equal(welcome_next(&c, p, STEP_WELCOME, &next), OK);
	assert_non_null(strstr(next, "/words"));
	say_words(&c, p);
	assert_int_equal(welcome_next(&c, p, STEP_WELCOME, &next), OK);
	assert_non_null(strstr(next, "/consents"));
	assert_int_equal(welcome_next(&c, p, STEP_CONTACT, &next), OK);
	assert_int_equal(strlen(next), strlen("/people/") + ID_TEXT);
	test_ctx_end(&c);
}

static void of_two_who_note_it_at_once_the_second_is_told(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived(h);
	struct ctx c;

	begin(h, "amara", &c);
	write_in(&c, p, &held_it);
	assert_int_equal(welcome_write(&c, p, row_id_fresh(c.now), &held_it, NULL), OK);
	assert_int_equal(test_commit(&c), ERR_CONFLICT);
	test_ctx_end(&c);
}

static void a_colleague_without_the_case_sees_which_steps_are_closed(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived(h);
	struct welcome_path path;
	struct ctx c;

	begin(h, "amara", &c);
	say_words(&c, p);
	assert_int_equal(person_assign(&c, p, test_user(h, "hana")), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	begin(h, "hana", &c);
	path = path_of(&c, p);
	assert_int_equal(path.at[STEP_WELCOME].state, WELCOME_OPEN);
	assert_int_equal(path.at[STEP_WORDS].state, WELCOME_CLOSED);
	assert_int_equal(path.at[STEP_CONSENT].state, WELCOME_CLOSED);
	assert_int_equal(path.at[STEP_CONTACT].state, WELCOME_OPEN);
	test_ctx_end(&c);
}

static void the_languages_come_from_the_pack(void **state)
{
	struct test_house *h = *state;
	struct choice_list all;
	struct ctx c;

	begin(h, "amara", &c);
	assert_int_equal(welcome_languages(&c, &all), OK);
	assert_true(all.n > 30);
	assert_string_equal(all.at[0].value, "none");
	assert_true(welcome_language_known(&all, STR("ar")));
	assert_true(welcome_language_known(&all, STR("")));
	assert_false(welcome_language_known(&all, STR("name")));
	assert_true(str_eq(welcome_language(&all, STR("es")), STR("Español (Spanish)")));
	assert_true(str_eq(welcome_language(&all, STR("a dialect")), STR("a dialect")));
	test_ctx_end(&c);
}

static const char *address(struct person_id p, const char *tail)
{
	static char path[100];
	char id[ID_TEXT + 1];

	id_write(p.b, id);
	(void)snprintf(path, sizeof path, "/people/%s%s", id, tail);
	return path;
}

static void the_words_are_shown_in_the_language_that_was_asked_for(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived(h);
	struct test_browser b;

	test_browser(&b, h);
	assert_int_equal(test_sign_in(&b, "amara", NULL), 303);
	assert_int_equal(test_get(&b, address(p, "/welcome")), 200);
	assert_true(test_sees(&b, "Help here is free."));
	assert_true(test_sees(&b, "What we cannot keep secret here"));
	assert_int_equal(test_get(&b, address(p, "/welcome?in=ar")), 200);
	assert_true(test_sees(&b, "lang=\"ar\" dir=\"rtl\""));
	assert_false(test_sees(&b, "Help here is free."));
	assert_int_equal(test_post(&b, address(p, "/welcome"), "language=xx"), 422);
	assert_int_equal(test_post(&b, address(p, "/welcome"), "left=too+tired"), 303);
	assert_int_equal(test_get(&b, address(p, "/welcome")), 200);
	assert_true(test_sees(&b, "too tired"));
	test_browser_end(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(at_first_every_step_is_open),
		cmocka_unit_test(each_step_is_done_by_its_own_record),
		cmocka_unit_test(what_is_left_becomes_a_task_that_ends_with_the_last_step),
		cmocka_unit_test(the_next_step_is_the_next_that_is_open),
		cmocka_unit_test(of_two_who_note_it_at_once_the_second_is_told),
		cmocka_unit_test(a_colleague_without_the_case_sees_which_steps_are_closed),
		cmocka_unit_test(the_languages_come_from_the_pack),
		cmocka_unit_test(the_words_are_shown_in_the_language_that_was_asked_for),
	};

	return test_on_both("welcome", tests, sizeof tests / sizeof *tests);
}
