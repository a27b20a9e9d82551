/* Passing on the walk: what is told first, and who holds which key when. */
#include "care/handover.h"
#include "care/note.h"
#include "care/person.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#include "harness/both.h"

static struct person_id arrived(struct test_house *h)
{
	struct person p = { .name = STR("Marigold"), .voice = VOICE_SHE };
	struct ctx c;

	assert_int_equal(test_ctx(h, "amara", &c), OK);
	p.id = person_id_fresh(c.now);
	assert_int_equal(person_arrive(&c, &p, h->teams[TEST_HARBOUR], c.today), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	return p.id;
}

/* A note that user writes now, or the reason why not. */
static enum err notes(struct test_house *h, const char *user, struct person_id p, struct row_id *id)
{
	const struct note_new n = { .words = STR("a word"), .day = NO_DAY, .next = NO_DAY };
	struct ctx c;
	enum err e;

	test_forget(h, user);
	assert_int_equal(test_ctx(h, user, &c), OK);
	*id = row_id_fresh(c.now);
	e = note_write(&c, p, *id, &n);
	if (e == OK)
		e = test_commit(&c);
	test_ctx_end(&c);
	return e;
}

/* True when user opens the words of a note, with a key and not only a page. */
static bool opens(struct test_house *h, const char *user, struct person_id p, struct row_id id)
{
	struct note n = { .words = STR("") };
	struct ctx c;
	bool opened;

	test_forget(h, user);
	assert_int_equal(test_ctx(h, user, &c), OK);
	opened = note_read(&c, p, id, &n) == OK && n.words.p != NULL;
	test_ctx_end(&c);
	return opened;
}

static enum err propose(struct test_house *h, struct person_id p)
{
	struct ctx c;
	enum err e;

	assert_int_equal(test_ctx(h, "amara", &c), OK);
	e = handover_propose(&c, p, row_id_fresh(c.now), test_user(h, "amara"), test_user(h, "bela"),
	                     STR("call on Mondays"), STR("I move away"));
	if (e == OK)
		e = test_commit(&c);
	test_ctx_end(&c);
	return e;
}

static enum err answer(struct test_house *h, struct person_id p, const char *code)
{
	struct ctx c;
	enum err e;

	assert_int_equal(test_ctx(h, "amara", &c), OK);
	e = handover_answer(&c, p, row_id_fresh(c.now), str_z(code), NULL, STR("all right"), NO_DAY);
	if (e == OK)
		e = test_commit(&c);
	test_ctx_end(&c);
	return e;
}

static enum err take_on(struct test_house *h, const char *user, struct person_id p)
{
	struct ctx c;
	enum err e;

	test_forget(h, user);
	assert_int_equal(test_ctx(h, user, &c), OK);
	e = handover_take_on(&c, p, row_id_fresh(c.now));
	if (e == OK)
		e = test_commit(&c);
	test_ctx_end(&c);
	return e;
}

static void until_she_is_told_nothing_changes(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived(h);
	struct row_id note;

	assert_int_equal(notes(h, "amara", p, &note), OK);
	assert_int_equal(propose(h, p), OK);
	assert_false(opens(h, "bela", p, note));
	assert_int_equal(propose(h, p), ERR_CONFLICT);
	assert_int_equal(take_on(h, "bela", p), ERR_CONFLICT);
}

static void a_no_is_a_full_answer_and_another_may_be_proposed(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived(h);
	struct handover now;
	struct row_id note;
	struct ctx c;

	assert_int_equal(notes(h, "amara", p, &note), OK);
	assert_int_equal(propose(h, p), OK);
	assert_int_equal(answer(h, p, "maybe"), ERR_INVALID);
	assert_int_equal(answer(h, p, "other"), ERR_INVALID);
	assert_int_equal(answer(h, p, "no"), OK);
	assert_false(opens(h, "bela", p, note));
	assert_int_equal(test_ctx(h, "amara", &c), OK);
	assert_int_equal(handover_read(&c, p, &now), OK);
	assert_int_equal(now.state, HANDOVER_DECLINED);
	assert_true(str_eq(now.words, STR("all right")));
	test_ctx_end(&c);
	assert_int_equal(propose(h, p), OK);
}

static void taken_on_the_former_worker_cannot_open_what_is_written_then(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived(h);
	struct row_id before;
	struct row_id after;

	assert_int_equal(notes(h, "amara", p, &before), OK);
	assert_int_equal(propose(h, p), OK);
	assert_int_equal(answer(h, p, "yes"), OK);
	assert_true(opens(h, "bela", p, before));
	assert_true(opens(h, "amara", p, before));
	assert_int_equal(take_on(h, "amara", p), ERR_DENIED);
	assert_int_equal(take_on(h, "bela", p), OK);
	assert_int_equal(notes(h, "bela", p, &after), OK);
	assert_true(opens(h, "bela", p, after));
	assert_true(opens(h, "bela", p, before));
	assert_false(opens(h, "amara", p, after));
	assert_false(opens(h, "amara", p, before));
	assert_int_equal(notes(h, "amara", p, &after), ERR_DENIED);
}

static void after_fourteen_days_the_former_worker_has_no_key_any_more(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived(h);
	struct row_id before;
	struct row_id after;

	assert_int_equal(notes(h, "amara", p, &before), OK);
	assert_int_equal(propose(h, p), OK);
	assert_int_equal(answer(h, p, "fine"), OK);
	test_clock_pass((int64_t)13 * 86400);
	assert_true(opens(h, "amara", p, before));
	test_clock_pass((int64_t)2 * 86400);
	assert_false(opens(h, "amara", p, before));
	assert_int_equal(notes(h, "amara", p, &after), ERR_DENIED);
	assert_int_equal(notes(h, "bela", p, &after), OK);
	assert_true(opens(h, "lena", p, after));
	assert_false(opens(h, "amara", p, after));
	assert_int_equal(take_on(h, "bela", p), OK);
}

static void after_a_sudden_leaving_the_lead_hands_over_and_telling_is_due(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived(h);
	struct handover now;
	struct row_id note;
	struct ctx c;

	assert_int_equal(notes(h, "amara", p, &note), OK);
	assert_int_equal(test_ctx(h, "amara", &c), OK);
	assert_int_equal(handover_sudden(&c, p, row_id_fresh(c.now), test_user(h, "amara"),
	                                 test_user(h, "bela"), STR("")),
	                 ERR_DENIED);
	test_ctx_end(&c);
	assert_int_equal(test_ctx(h, "lena", &c), OK);
	assert_int_equal(handover_sudden(&c, p, row_id_fresh(c.now), test_user(h, "amara"),
	                                 test_user(h, "bela"), STR("left")),
	                 OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	assert_true(opens(h, "bela", p, note));
	assert_int_equal(notes(h, "bela", p, &note), OK);
	assert_false(opens(h, "amara", p, note));
	assert_int_equal(test_ctx(h, "bela", &c), OK);
	assert_int_equal(handover_read(&c, p, &now), OK);
	assert_int_equal(now.state, HANDOVER_SUDDEN);
	assert_int_equal(handover_answer(&c, p, row_id_fresh(c.now), STR("yes"), NULL, STR(""), NO_DAY),
	                 OK);
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(handover_read(&c, p, &now), OK);
	assert_int_equal(now.state, HANDOVER_TAKEN);
	test_ctx_end(&c);
}

/* --- what a lead does not hold --- */

/* Something that was told, sealed by user. */
static struct sealed told(struct test_house *h, const char *user, struct person_id p,
                          struct row_id row)
{
	struct sealed s;
	struct ctx c;

	test_forget(h, user);
	assert_int_equal(test_ctx(h, user, &c), OK);
	assert_int_equal(seal_person(&c, p, IN_STORY, SEAL_STORY, row, STR("a word"), &s), OK);
	s.p = (const uint8_t *)arena_str(h->arena, (struct str){ (const char *)s.p, s.n }).p;
	test_ctx_end(&c);
	return s;
}

static enum err reads(struct test_house *h, const char *user, struct person_id p, struct row_id row,
                      struct sealed s)
{
	struct str words;
	struct ctx c;
	enum err e;

	test_forget(h, user);
	assert_int_equal(test_ctx(h, user, &c), OK);
	e = open_person(&c, p, IN_STORY, SEAL_STORY, row, s, &words);
	test_ctx_end(&c);
	return e;
}

static uint32_t gaps(struct test_house *h, const char *user, struct person_id p)
{
	uint32_t out;
	struct ctx c;

	test_forget(h, user);
	assert_int_equal(test_ctx(h, user, &c), OK);
	assert_int_equal(person_gaps(&c, p, ROLE_caseworker, &out), OK);
	test_ctx_end(&c);
	return out;
}

static void leaves_suddenly(struct test_house *h, struct person_id p)
{
	struct ctx c;

	test_forget(h, "lena");
	assert_int_equal(test_ctx(h, "lena", &c), OK);
	assert_int_equal(handover_sudden(&c, p, row_id_fresh(c.now), test_user(h, "amara"),
	                                 test_user(h, "bela"), STR("left")),
	                 OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
}

static void what_the_lead_lacks_stays_closed_and_the_new_worker_is_told(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived(h);
	struct row_id row = { { 7 } };
	struct sealed s = told(h, "amara", p, row);

	assert_int_equal(gaps(h, "amara", p), 0);
	assert_int_equal(gaps(h, "lena", p), 1u << IN_STORY | 1u << IN_MESSAGES);
	leaves_suddenly(h, p);
	assert_int_equal(reads(h, "bela", p, row, s), ERR_DENIED);
	assert_int_equal(gaps(h, "bela", p), 1u << IN_STORY | 1u << IN_MESSAGES);
	/* What is told from now on opens. */
	s = told(h, "bela", p, row);
	assert_int_equal(reads(h, "bela", p, row, s), OK);
}

/* The lead writes down the yes, and holds less than the former worker. */
static void agreed_by_the_lead(struct test_house *h, struct person_id p)
{
	struct ctx c;

	test_forget(h, "lena");
	assert_int_equal(test_ctx(h, "lena", &c), OK);
	assert_int_equal(handover_propose(&c, p, row_id_fresh(c.now), test_user(h, "amara"),
	                                  test_user(h, "bela"), STR(""), STR("")),
	                 OK);
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(handover_answer(&c, p, row_id_fresh(c.now), STR("yes"), NULL, STR(""), NO_DAY),
	                 OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
}

static enum err hands_on_the_rest(struct test_house *h, const char *user, struct person_id p)
{
	struct ctx c;
	enum err e;

	test_forget(h, user);
	assert_int_equal(test_ctx(h, user, &c), OK);
	e = handover_rest(&c, p);
	if (e == OK)
		e = test_commit(&c);
	test_ctx_end(&c);
	return e;
}

static void the_former_worker_hands_on_the_rest_until_it_is_taken_on(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived(h);
	struct row_id row = { { 9 } };
	struct sealed s = told(h, "amara", p, row);
	struct ctx c;

	agreed_by_the_lead(h, p);
	assert_int_equal(reads(h, "bela", p, row, s), ERR_DENIED);
	assert_int_equal(hands_on_the_rest(h, "lena", p), ERR_DENIED);
	assert_int_equal(hands_on_the_rest(h, "amara", p), OK);
	assert_int_equal(reads(h, "bela", p, row, s), OK);
	assert_int_equal(gaps(h, "bela", p), 0);
	test_forget(h, "bela");
	assert_int_equal(test_ctx(h, "bela", &c), OK);
	assert_int_equal(handover_take_on(&c, p, row_id_fresh(c.now)), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	assert_int_equal(hands_on_the_rest(h, "bela", p), ERR_DENIED);
}

static void whoever_walks_along_already_loses_nothing_when_the_lead_hands_over(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived(h);
	struct row_id row = { { 8 } };
	struct sealed s = told(h, "amara", p, row);
	struct ctx c;

	assert_int_equal(test_ctx(h, "amara", &c), OK);
	assert_int_equal(person_assign(&c, p, test_user(h, "bela")), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	assert_int_equal(reads(h, "bela", p, row, s), OK);
	leaves_suddenly(h, p);
	assert_int_equal(reads(h, "bela", p, row, s), OK);
	assert_int_equal(gaps(h, "bela", p), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(until_she_is_told_nothing_changes),
		cmocka_unit_test(a_no_is_a_full_answer_and_another_may_be_proposed),
		cmocka_unit_test(taken_on_the_former_worker_cannot_open_what_is_written_then),
		cmocka_unit_test(what_the_lead_lacks_stays_closed_and_the_new_worker_is_told),
		cmocka_unit_test(the_former_worker_hands_on_the_rest_until_it_is_taken_on),
		cmocka_unit_test(whoever_walks_along_already_loses_nothing_when_the_lead_hands_over),
		cmocka_unit_test(after_fourteen_days_the_former_worker_has_no_key_any_more),
		cmocka_unit_test(after_a_sudden_leaving_the_lead_hands_over_and_telling_is_due),
	};

	return test_on_both("handing over", tests, sizeof tests / sizeof *tests);
}
