/* Their own words: four states, of which three count; who may read them; the task of those that are
 * not yet possible. */
#include "care/arrival.h"
#include "care/day_sql.h"
#include "care/person.h"
#include "care/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#include "harness/both.h"

static struct person_id arrived(struct test_house *h)
{
	struct arrival card = { .label = STR("Person 7") };
	struct person_id p;
	struct ctx c;

	assert_int_equal(test_ctx(h, "amara", &c), OK);
	p = person_id_fresh(c.now);
	assert_int_equal(arrival_write(&c, p, h->teams[TEST_HARBOUR], &card), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	return p;
}

static void begin(struct test_house *h, const char *user, struct ctx *c)
{
	assert_int_equal(test_ctx(h, user, c), OK);
}

static struct words read_by(struct ctx *c, struct person_id p)
{
	struct words w;

	assert_int_equal(words_read(c, p, &w), OK);
	return w;
}

static struct row_id write_in(struct ctx *c, struct person_id p, const struct words *w)
{
	struct words now = read_by(c, p);
	struct row_id id = row_id_fresh(c->now);
	bool first = now.state == WORDS_NONE;

	assert_int_equal(words_write(c, p, id, w, first ? NULL : &now.id), OK);
	assert_int_equal(test_commit(c), OK);
	return id;
}

static const struct words hopes = { .state = WORDS_WRITTEN,
	                                .concerns = { "my sister", 9 },
	                                .wishes = { "to sew", 6 },
	                                .language = { "es", 2 },
	                                .spoken = { "mi hermana", 10 },
	                                .day = { INT32_MIN } };

static void nobody_was_asked_yet_and_that_is_no_error(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived(h);
	struct ctx c;
	struct words w;

	begin(h, "amara", &c);
	w = read_by(&c, p);
	assert_int_equal(w.state, WORDS_NONE);
	assert_false(w.closed);
	assert_false(words_count(&w));
	test_ctx_end(&c);
}

static void what_was_said_comes_back_as_it_was_said(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived(h);
	struct ctx c;
	struct words w;

	begin(h, "amara", &c);
	(void)write_in(&c, p, &hopes);
	w = read_by(&c, p);
	assert_int_equal(w.state, WORDS_WRITTEN);
	assert_true(str_eq(w.concerns, STR("my sister")));
	assert_true(str_eq(w.wishes, STR("to sew")));
	assert_true(str_eq(w.spoken, STR("mi hermana")));
	assert_true(str_eq(w.language, STR("es")));
	assert_true(str_eq(w.author, STR("amara")));
	assert_int_equal(w.day.n, c.today.n);
	assert_true(words_count(&w));
	test_ctx_end(&c);
}

static void the_latest_words_stand(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived(h);
	struct words later = { .state = WORDS_CHOSE_NOT, .day = NO_DAY };
	struct ctx c;
	struct words w;

	begin(h, "amara", &c);
	(void)write_in(&c, p, &hopes);
	(void)write_in(&c, p, &later);
	w = read_by(&c, p);
	assert_int_equal(w.state, WORDS_CHOSE_NOT);
	assert_int_equal(w.concerns.n, 0);
	test_ctx_end(&c);
}

static void three_states_count_and_two_do_not(void **state)
{
	(void)state;
	for (enum words_state s = WORDS_NONE; s <= WORDS_OTHER_WAY; s++) {
		struct words w = { .state = s };
		assert_int_equal(words_count(&w), s != WORDS_NONE && s != WORDS_NOT_YET);
		assert_int_equal(words_state_find(str_z(words_state_code(s))), s);
	}
	assert_int_equal(words_state_find(STR("something")), WORDS_NONE);
}

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

static void words_that_are_not_yet_possible_are_due_within_72_hours_until_they_come(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived(h);
	struct words not_yet = { .state = WORDS_NOT_YET, .why = STR("asleep"), .day = NO_DAY };
	struct ctx c;
	struct words w;

	begin(h, "amara", &c);
	(void)write_in(&c, p, &not_yet);
	assert_int_equal(due_on(&c, p, day_add(c.today, 3)), 1);
	w = read_by(&c, p);
	assert_true(str_eq(w.why, STR("asleep")));
	assert_false(words_count(&w));
	(void)write_in(&c, p, &not_yet);
	assert_int_equal(due_on(&c, p, day_add(c.today, 3)), 1);
	(void)write_in(&c, p, &hopes);
	assert_int_equal(due_on(&c, p, day_add(c.today, 3)), 0);
	test_ctx_end(&c);
}

static void of_two_who_write_at_once_the_second_is_told(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived(h);
	struct ctx c;
	struct row_id first;

	begin(h, "amara", &c);
	first = write_in(&c, p, &hopes);
	assert_int_equal(words_write(&c, p, row_id_fresh(c.now), &hopes, NULL), OK);
	assert_int_equal(test_commit(&c), ERR_CONFLICT);
	test_ctx_end(&c);
	begin(h, "amara", &c);
	(void)write_in(&c, p, &hopes);
	assert_int_equal(words_write(&c, p, row_id_fresh(c.now), &hopes, &first), OK);
	assert_int_equal(test_commit(&c), ERR_CONFLICT);
	test_ctx_end(&c);
}

static void who_has_no_key_of_the_case_sees_that_there_are_words_and_not_which(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived(h);
	struct ctx c;
	struct words w;

	begin(h, "amara", &c);
	(void)write_in(&c, p, &hopes);
	assert_int_equal(person_assign(&c, p, test_user(h, "hana")), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	begin(h, "hana", &c);
	w = read_by(&c, p);
	assert_true(w.closed);
	assert_null(w.concerns.p);
	assert_false(words_count(&w));
	assert_int_equal(words_write(&c, p, row_id_fresh(c.now), &hopes, &w.id), ERR_DENIED);
	test_ctx_end(&c);
}

/* --- the page --- */

static const char *address(struct person_id p, const char *tail)
{
	static char path[100];
	char id[ID_TEXT + 1];

	id_write(p.b, id);
	(void)snprintf(path, sizeof path, "/people/%s%s", id, tail);
	return path;
}

static void the_page_keeps_what_was_typed_and_says_what_is_missing(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived(h);
	struct test_browser b;

	test_browser(&b, h);
	assert_int_equal(test_sign_in(&b, "amara", NULL), 303);
	assert_int_equal(test_get(&b, address(p, "/words")), 200);
	assert_int_equal(test_post(&b, address(p, "/words"), "state=not_yet&how=a+drawing+of+a+house"),
	                 422);
	assert_true(test_sees(&b, "why it is not possible yet"));
	assert_true(test_sees(&b, "a drawing of a house"));
	assert_int_equal(test_post(&b, address(p, "/words"), "state=written"), 422);
	assert_int_equal(test_post(&b, address(p, "/words"), "state=other_way"), 422);
	assert_int_equal(test_post(&b, address(p, "/words"), ""), 422);
	assert_int_equal(test_post(&b, address(p, "/words"), "concerns=x&language=klingon"), 422);
	assert_int_equal(test_post(&b, address(p, "/words"), "concerns=the+night&language=ar"), 303);
	assert_int_equal(test_get(&b, address(p, "/words")), 200);
	assert_true(test_sees(&b, "the night"));
	test_browser_end(&b);
}

static void the_name_and_the_pronoun_are_theirs_to_choose(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived(h);
	struct test_browser b;
	struct person her;
	struct ctx c;

	test_browser(&b, h);
	assert_int_equal(test_sign_in(&b, "amara", NULL), 303);
	assert_int_equal(test_get(&b, address(p, "/words")), 200);
	assert_int_equal(test_post(&b, address(p, "/words"),
	                           "name=Sunflower&pronoun=they&term=other&term_other=weaver"),
	                 303);
	test_browser_end(&b);
	begin(h, "amara", &c);
	assert_int_equal(person_read(&c, p, &her), OK);
	assert_true(str_eq(her.name, STR("Sunflower")));
	assert_true(str_eq(her.term, STR("weaver")));
	assert_int_equal(her.voice, VOICE_THEY);
	assert_int_equal(read_by(&c, p).state, WORDS_NONE);
	test_ctx_end(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nobody_was_asked_yet_and_that_is_no_error),
		cmocka_unit_test(what_was_said_comes_back_as_it_was_said),
		cmocka_unit_test(the_latest_words_stand),
		cmocka_unit_test(three_states_count_and_two_do_not),
		cmocka_unit_test(words_that_are_not_yet_possible_are_due_within_72_hours_until_they_come),
		cmocka_unit_test(of_two_who_write_at_once_the_second_is_told),
		cmocka_unit_test(who_has_no_key_of_the_case_sees_that_there_are_words_and_not_which),
		cmocka_unit_test(the_page_keeps_what_was_typed_and_says_what_is_missing),
		cmocka_unit_test(the_name_and_the_pronoun_are_theirs_to_choose),
	};

	return test_on_both("words", tests, sizeof tests / sizeof *tests);
}
