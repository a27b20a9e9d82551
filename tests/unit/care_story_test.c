/* The story: told once, opened as an act of its own, kept from whom the person names. */

#include "access/inbox.h"
#include "base/fields.h"
#include "care/companion.h"
#include "care/story_inside.h"
#include "harness/haul.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "harness/both.h"

#define NONE ((struct str){ "", 0 })

static struct story_new told(const char *words, const char *concepts)
{
	return (struct story_new){ .told = { .about = { .when = { NO_DAY, NO_DAY, NONE },
		                                            .to = STR("us"),
		                                            .form = STR("spoken"),
		                                            .concepts = str_z(concepts) } },
		                       .words = str_z(words),
		                       .spoken = NONE };
}

static struct row_id adds(const char *user, struct person_id id, const struct story_new *n)
{
	struct ctx c = test_task(user);
	struct row_id row = row_id_fresh(c.now);

	assert_int_equal(story_add(&c, id, row, n), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	return row;
}

static enum err reads(const char *user, struct person_id id, struct story *story, struct ctx *c)
{
	enum err e;

	*c = test_task(user);
	e = story_read(c, id, story);
	if (e == OK)
		assert_int_equal(test_commit(c), OK);
	return e;
}

static size_t readings(struct person_id id)
{
	struct audit_lines lines;
	struct ctx c = test_task("amara");
	size_t n;

	assert_int_equal(audit_of_verb(&c, id, VERB_READ_STORY, 0, &lines), OK);
	n = lines.n;
	test_ctx_end(&c);
	return n;
}

static void keeps(const char *by, struct person_id id, const char *user, bool kept)
{
	struct ctx c = test_task(by);

	assert_int_equal(story_keep_from(&c, id, test_user(&house, user), kept), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
}

static void without_the_story_key_one_sees_when_and_to_whom_and_no_word(void **state)
{
	struct person_id id = test_arrives();
	struct story_new n = told("They took my papers.", "held debt");
	struct told_list list;
	struct story story;
	struct ctx c;

	(void)state;
	(void)adds("amara", id, &n);
	c = test_task("lena");
	assert_int_equal(tellings_of(&c, id, STR("debt beginning"), &list), OK);
	assert_int_equal(list.n, 1);
	assert_true(str_eq(list.at[0].concept.name, STR("debt")));
	assert_true(str_eq(list.at[0].whom, STR("amara")));
	assert_int_equal(list.at[0].day.n, c.today.n);
	assert_int_equal(story_read(&c, id, &story), ERR_DENIED);
	test_ctx_end(&c);
	assert_int_equal(reads("bela", id, &story, &c), ERR_DENIED);
	test_ctx_end(&c);
}

static void each_opening_of_the_words_stands_in_the_audit(void **state)
{
	struct person_id id = test_arrives();
	struct story_new n = told("They took my papers.", "held");
	struct story story;
	struct ctx c;

	(void)state;
	(void)adds("amara", id, &n);
	assert_int_equal(readings(id), 0);
	assert_int_equal(reads("amara", id, &story, &c), OK);
	assert_int_equal(story.n, 1);
	assert_true(str_eq(story.at[0].words, STR("They took my papers.")));
	test_ctx_end(&c);
	assert_int_equal(reads("amara", id, &story, &c), OK);
	test_ctx_end(&c);
	assert_int_equal(readings(id), 2);
}

static void who_has_read_it_goes_on_after_the_newest_fifty(void **state)
{
	struct person_id id = test_arrives();
	struct story_new n = told("They took my papers.", "held");
	struct audit_lines lines;
	struct story story;
	struct ctx c;

	(void)state;
	(void)adds("amara", id, &n);
	for (int i = 0; i < AUDIT_DID + 3; i++) {
		assert_int_equal(reads("amara", id, &story, &c), OK);
		test_ctx_end(&c);
	}
	c = test_task("amara");
	assert_int_equal(audit_of_verb(&c, id, VERB_READ_STORY, 0, &lines), OK);
	assert_int_equal(lines.n, AUDIT_DID + 1);
	assert_int_equal(audit_of_verb(&c, id, VERB_READ_STORY, lines.at[AUDIT_DID - 1].seq, &lines),
	                 OK);
	assert_int_equal(lines.n, 3);
	test_ctx_end(&c);
}

static void additions_stand_side_by_side_and_a_correction_wins_only_once(void **state)
{
	struct person_id id = test_arrives();
	struct story_new first = told("It was in June.", "beginning");
	struct story_new more = told("There was a debt.", "debt");
	struct story_new right = told("It was in July.", "beginning");
	struct row_id row = adds("amara", id, &first);
	struct telling_list all;
	struct story story;
	struct ctx c;

	(void)state;
	(void)adds("amara", id, &more);
	right.told.replaces = &row;
	(void)adds("amara", id, &right);
	assert_int_equal(reads("amara", id, &story, &c), OK);
	assert_int_equal(story.n, 2);
	assert_int_equal(tellings_read(&c, id, &all), OK);
	assert_int_equal(all.n, 3);
	assert_int_equal(story_add(&c, id, row_id_fresh(c.now), &right), OK);
	assert_int_equal(test_commit(&c), ERR_CONFLICT);
	test_ctx_end(&c);
}

static void telling_again_wants_a_reason_and_a_paper_does_not(void **state)
{
	struct person_id id = test_arrives();
	struct story_new n = told("They took my papers.", "held");
	struct telling_new again = n.told;
	struct ctx c;

	(void)state;
	(void)adds("amara", id, &n);
	c = test_task("amara");
	assert_int_equal(telling_add(&c, id, row_id_fresh(c.now), &again), ERR_INVALID);
	again.about.reason = STR("other");
	assert_int_equal(telling_add(&c, id, row_id_fresh(c.now), &again), ERR_INVALID);
	again.about.reason_words = STR("A colleague had not looked here.");
	assert_int_equal(telling_add(&c, id, row_id_fresh(c.now), &again), OK);
	assert_int_equal(test_commit(&c), OK);
	again.about.reason = STR("raised");
	assert_int_equal(telling_add(&c, id, row_id_fresh(c.now), &again), OK);
	again.about.reason = NONE;
	again.about.form = STR("paper");
	assert_int_equal(telling_add(&c, id, row_id_fresh(c.now), &again), OK);
	test_ctx_end(&c);
}

/* The last count of a pseudonym, as evaluation folds it. */
static enum err find_counts(void *arg, const struct folded *f)
{
	struct ctx *c = ((void **)arg)[0];
	struct str *out = ((void **)arg)[1];
	const struct pseudonym_id *who = ((void **)arg)[2];

	if (memcmp(f->pseudonym.b, who->b, ID_BYTES) == 0)
		*out = arena_str(c->arena, f->body);
	return OK;
}

static void how_often_people_are_asked_again_is_counted_by_reason(void **state)
{
	struct person_id id = test_arrives();
	struct story_new n = told("They took my papers.", "held");
	struct telling_new again = n.told;
	struct ctx c = test_task("amara");
	struct pseudonym_id who;
	struct episode e;
	struct str body = NONE;
	void *arg[3] = { &c, &body, &who };
	int64_t folded;

	(void)state;
	assert_int_equal(story_add(&c, id, row_id_fresh(c.now), &n), OK);
	assert_int_equal(test_commit(&c), OK);
	test_clock_pass(60);
	test_ctx_end(&c);
	c = test_task("amara");
	again.about.reason = STR("needed");
	assert_int_equal(telling_add(&c, id, row_id_fresh(c.now), &again), OK);
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(episode_now(&c, id, &e), OK);
	who = e.pseudonym;
	test_ctx_end(&c);
	c = test_task("eva");
	assert_int_equal(inbox_fold(&c, &folded), OK);
	test_ctx_end(&c);
	c = test_task("eva");
	assert_int_equal(folded_each(&c, find_counts, arg), OK);
	assert_int_equal(fields_int(body, "told", -1), 2);
	assert_int_equal(fields_int(body, "retold_needed", -1), 1);
	assert_int_equal(fields_int(body, "retold_other", -1), 0);
	test_ctx_end(&c);
}

static void a_colleague_it_is_kept_from_cannot_open_it_with_any_key_she_has(void **state)
{
	struct person_id id = test_arrives();
	struct story_new n = told("They took my papers.", "held");
	struct kept before;
	struct kept after;
	struct haul haul;
	struct story story;
	struct ctx c;

	(void)state;
	haul_assign(&house, "amara", id, "bela");
	before = haul_write(&house, "amara", id, IN_STORY);
	assert_int_equal(haul_read(&house, "bela", id, IN_STORY, &before), OK);
	keeps("amara", id, "bela", true);
	after = haul_write(&house, "amara", id, IN_STORY);
	haul = haul_take(&house, "bela");
	assert_int_equal(haul_keyver(&house, id), 2);
	assert_int_equal(haul_unwraps(&house, &haul, id, 1) >> IN_STORY & 1, 0);
	assert_int_equal(haul_unwraps(&house, &haul, id, 2) >> IN_STORY & 1, 0);
	/* All else stays open to her. */
	assert_int_equal(haul_unwraps(&house, &haul, id, 2),
	                 role_compartments(ROLE_caseworker) & ~(1u << IN_STORY));
	assert_int_equal(haul_read(&house, "bela", id, IN_STORY, &before), ERR_DENIED);
	assert_int_equal(haul_read(&house, "bela", id, IN_STORY, &after), ERR_DENIED);
	assert_int_equal(haul_read(&house, "amara", id, IN_STORY, &before), OK);
	assert_int_equal(reads("bela", id, &story, &c), ERR_DENIED);
	assert_int_equal(story_add(&c, id, row_id_fresh(c.now), &n), ERR_DENIED);
	test_ctx_end(&c);
	/* And so it stays, whoever else comes and goes. */
	haul_assign(&house, "amara", id, "cora");
	haul_unassign(&house, "amara", id, "cora", false);
	haul_assign(&house, "amara", id, "bela");
	/* A counsellor who comes gets keys that begin with her, and who goes takes none along. */
	assert_int_equal(haul_keyver(&house, id), 4);
	assert_int_equal(haul_unwraps(&house, &haul, id, 3) >> IN_STORY & 1, 0);
	assert_int_equal(haul_unwraps(&house, &haul, id, 4) >> IN_STORY & 1, 0);
}

static void safeguarding_whom_she_names_cannot_open_it_by_breaking_the_glass(void **state)
{
	struct person_id id = test_arrives();
	struct kept after;
	struct haul haul;
	struct ctx c;

	(void)state;
	keeps("amara", id, "sage", true);
	after = haul_write(&house, "amara", id, IN_STORY);
	c = test_task("sage");
	assert_int_equal(person_break_glass(&c, id, STR("She is missing.")), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	haul = haul_take(&house, "sage");
	assert_int_equal(haul_unwraps(&house, &haul, id, 2),
	                 role_compartments(ROLE_safeguarding) & ~(1u << IN_STORY));
	assert_int_equal(haul_read(&house, "sage", id, IN_STORY, &after), ERR_DENIED);
	assert_true(haul_open_to(&house, "sage", id, MAY_READ) >> IN_CASE & 1);
}

static void she_may_allow_it_again(void **state)
{
	struct person_id id = test_arrives();
	struct story_new n = told("They took my papers.", "held");
	struct story story;
	struct ctx c;

	(void)state;
	haul_assign(&house, "amara", id, "bela");
	keeps("amara", id, "bela", true);
	(void)adds("amara", id, &n);
	keeps("amara", id, "bela", false);
	assert_int_equal(reads("bela", id, &story, &c), OK);
	assert_int_equal(story.n, 1);
	assert_non_null(story.at[0].words.p);
	test_ctx_end(&c);
}

static void nobody_keeps_the_story_from_herself_or_from_outside(void **state)
{
	struct person_id id = test_arrives();
	struct ctx c = test_task("amara");

	(void)state;
	assert_int_equal(story_keep_from(&c, id, test_user(&house, "amara"), true), ERR_INVALID);
	test_ctx_end(&c);
	c = test_task("carla");
	assert_int_equal(person_withhold(&c, id, test_user(&house, "amara"), 1u << IN_STORY),
	                 ERR_DENIED);
	test_ctx_end(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(without_the_story_key_one_sees_when_and_to_whom_and_no_word),
		cmocka_unit_test(each_opening_of_the_words_stands_in_the_audit),
		cmocka_unit_test(who_has_read_it_goes_on_after_the_newest_fifty),
		cmocka_unit_test(additions_stand_side_by_side_and_a_correction_wins_only_once),
		cmocka_unit_test(telling_again_wants_a_reason_and_a_paper_does_not),
		cmocka_unit_test(how_often_people_are_asked_again_is_counted_by_reason),
		cmocka_unit_test(a_colleague_it_is_kept_from_cannot_open_it_with_any_key_she_has),
		cmocka_unit_test(safeguarding_whom_she_names_cannot_open_it_by_breaking_the_glass),
		cmocka_unit_test(she_may_allow_it_again),
		cmocka_unit_test(nobody_keeps_the_story_from_herself_or_from_outside),
	};

	return test_on_both("story", tests, sizeof tests / sizeof *tests);
}
