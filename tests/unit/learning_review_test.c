/* learning/review: who is drawn, who reads, what the second reader sees, and what is left. */
#include "access/directory.h"
#include "access/house_key.h"
#include "access/house_key_sql.h"
#include "access/session_sql.h"
#include "access/visit_inside.h"
#include "care/note.h"
#include "learning/review_read.h"
#include "learning/review_sql.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "harness/both.h"
#include "harness/haul.h"

/* A day of its own for each test: only its people are drawn. */
static void another_day(void)
{
	test_clock_pass(2 * 86400);
}

static void writes_about(const char *user, struct person_id p)
{
	struct ctx c = test_task(user);
	const struct note_new note = { STR("visit"), STR("Well."), NO_DAY, NO_DAY, NULL };

	assert_int_equal(note_write(&c, p, row_id_fresh(c.now), &note), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
}

/* Somebody of Harbour in whose record something was written today. */
static struct person_id written_about(void)
{
	struct person_id p = test_arrives();

	writes_about("amara", p);
	return p;
}

static struct review_new today_s(struct ctx *c, const struct user_id *readers, size_t n)
{
	return (struct review_new){ .name = STR("Spring, first look"),
		                        .from = c->today,
		                        .until = c->today,
		                        .wanted = REVIEW_MOST,
		                        .second = STR("none"),
		                        .read_by = NO_DAY,
		                        .form = STR("record-review"),
		                        .readers = readers,
		                        .nreaders = n };
}

static int64_t begins(const char *by, const char *first, const char *second, struct row_id *id)
{
	struct ctx c = test_task(by);
	struct user_id readers[2] = { test_user(&house, first) };
	struct review_new n = today_s(&c, readers, second ? 2 : 1);
	int64_t drawn;

	if (second) {
		readers[1] = test_user(&house, second);
		n.second = STR("all");
	}
	*id = row_id_fresh(c.now);
	assert_int_equal(review_begin(&c, *id, &n, &drawn), OK);
	if (drawn)
		assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	return drawn;
}

static struct review review_as(struct ctx *c, struct row_id id)
{
	struct review r;

	assert_int_equal(review_read(c, id, &r), OK);
	return r;
}

/* The only reading that somebody has of a review. */
static struct review_reading only(struct ctx *c, struct row_id review)
{
	struct review_reading one = { .place = 0 };
	struct review_readings all;
	size_t found = 0;

	assert_int_equal(review_mine(c, &all), OK);
	for (size_t i = 0; i < all.n; i++)
		if (row_id_eq(all.at[i].review, review)) {
			assert_int_equal(review_reading(c, all.at[i].id, &one), OK);
			found++;
		}
	assert_int_equal(found, 1);
	return one;
}

static enum err marks(const char *user, struct row_id review, const char *level, const char *words,
                      bool again)
{
	struct ctx c = test_task(user);
	struct review_reading d = only(&c, review);
	struct answer said[] = {
		{ STR("voice/own_words"), ANSWER_TEXT, str_z(level), 0 },
		{ STR("voice/plan_words"), ANSWER_NOT_APPLICABLE, STR(""), 0 },
		{ STR("safety/needs"), ANSWER_NOT_KNOWN, STR(""), 0 },
		{ STR("said/went_well"), ANSWER_TEXT, str_z(words), 0 },
	};
	const struct answers given = { .at = said, .n = sizeof said / sizeof *said };
	struct review_marks before;
	enum err e;

	if (again)
		assert_int_equal(review_own_marks(&c, &d, &before), OK);
	e = review_mark(&c, &d, row_id_fresh(c.now), &given, again ? &before.row : NULL);
	if (e == OK)
		e = test_commit(&c);
	test_ctx_end(&c);
	return e;
}

static void nobody_but_leads_and_managers_begins_or_reads(void **state)
{
	static const char *const without[] = {
		"amara", "nadia", "cora", "sage", "eva", "tom", "boris"
	};
	const struct user_id lena = test_user(&house, "lena");

	(void)state;
	for (size_t i = 0; i < sizeof without / sizeof *without; i++) {
		struct ctx c = test_task(without[i]);
		struct review_new n = today_s(&c, &lena, 1);
		struct review_readings mine;
		struct reviews all;
		int64_t drawn;
		assert_int_equal(review_begin(&c, row_id_fresh(c.now), &n, &drawn), ERR_DENIED);
		assert_int_equal(reviews_read(&c, &all), ERR_DENIED);
		assert_int_equal(review_mine(&c, &mine), ERR_DENIED);
		test_ctx_end(&c);
	}
}

static void a_plan_that_cannot_be_is_refused(void **state)
{
	struct ctx c = test_task("lena");
	const struct user_id readers[] = { test_user(&house, "lena"), test_user(&house, "amara") };
	const struct user_id mila = test_user(&house, "mila");
	struct review_new n = today_s(&c, readers, 1);
	int64_t drawn;

	(void)state;
	n.wanted = REVIEW_MOST + 1;
	assert_int_equal(review_begin(&c, row_id_fresh(c.now), &n, &drawn), ERR_INVALID);
	n.wanted = 1;
	n.until = day_add(c.today, 1);
	assert_int_equal(review_begin(&c, row_id_fresh(c.now), &n, &drawn), ERR_INVALID);
	n.until = c.today;
	n.form = STR("phq-9");
	assert_int_equal(review_begin(&c, row_id_fresh(c.now), &n, &drawn), ERR_ABSENT);
	/* A caseworker does not read for a review, and mila leads another team than lena. */
	n = today_s(&c, readers, 2);
	assert_int_equal(review_begin(&c, row_id_fresh(c.now), &n, &drawn), ERR_INVALID);
	n = today_s(&c, &mila, 1);
	assert_int_equal(review_begin(&c, row_id_fresh(c.now), &n, &drawn), ERR_INVALID);
	test_ctx_end(&c);
}

static void whoever_was_written_about_in_the_period_is_drawn_and_nobody_else(void **state)
{
	struct person_id before;
	struct person_id inside;
	struct row_id id;
	struct ctx c;

	(void)state;
	another_day();
	before = written_about();
	another_day();
	assert_int_equal(begins("lena", "lena", NULL, &id), 0);
	inside = written_about();
	assert_int_equal(begins("lena", "lena", NULL, &id), 1);
	c = test_task("lena");
	assert_true(person_id_eq(only(&c, id).person, inside));
	assert_false(person_id_eq(only(&c, id).person, before));
	assert_int_equal(review_as(&c, id).pool, 1);
	test_ctx_end(&c);
}

static void a_lead_draws_from_her_teams_and_a_manager_from_all(void **state)
{
	struct person_id orchard;
	struct row_id id;

	(void)state;
	another_day();
	(void)written_about();
	assert_int_equal(test_person(&house, "carla", TEST_ORCHARD, &orchard), OK);
	writes_about("carla", orchard);
	assert_int_equal(begins("lena", "lena", NULL, &id), 1);
	assert_int_equal(begins("grace", "grace", NULL, &id), 2);
	/* Of both, mila can read the one of her team. */
	assert_int_equal(begins("grace", "mila", NULL, &id), 1);
}

static void whoever_is_kept_from_a_person_is_not_handed_the_record(void **state)
{
	struct person_id p;
	struct row_id id;
	struct ctx c;

	(void)state;
	another_day();
	p = written_about();
	haul_unassign(&house, "amara", p, "lena", true);
	assert_int_equal(begins("grace", "lena", NULL, &id), 0);
	assert_int_equal(begins("grace", "lena", "grace", &id), 1);
	c = test_task("grace");
	assert_int_equal(only(&c, id).place, REVIEW_FIRST);
	test_ctx_end(&c);
}

static void whoever_does_not_walk_along_reads_first(void **state)
{
	struct person_id p;
	struct row_id id = { { 0 } };
	struct ctx c;

	(void)state;
	another_day();
	p = written_about();
	haul_assign(&house, "amara", p, "lena");
	for (int i = 0; i < 6; i++) {
		assert_int_equal(begins("grace", "lena", "grace", &id), 1);
		c = test_task("grace");
		assert_int_equal(only(&c, id).place, REVIEW_FIRST);
		assert_false(only(&c, id).walks);
		test_ctx_end(&c);
	}
	c = test_task("lena");
	assert_int_equal(only(&c, id).place, REVIEW_SECOND);
	assert_true(only(&c, id).walks);
	test_ctx_end(&c);
}

/* What somebody sees of the only record of a review. */
struct seen {
	bool open;
	int first[2]; /* levels; -9: no marks */
	int second;
};
static struct seen seen_by(const char *user, struct row_id review)
{
	struct ctx c = test_task(user);
	struct review r = review_as(&c, review);
	struct review_records all;
	struct review_record one;
	struct seen s = { false, { -9, -9 }, -9 };

	assert_int_equal(review_records(&c, &r, &all), OK);
	assert_int_equal(all.n, 1);
	assert_int_equal(review_record(&c, &r, all.at[0].first.record, &one), OK);
	s.open = one.open;
	for (int i = 0; one.marks[0] && i < 2; i++)
		s.first[i] = one.marks[0]->levels[i];
	if (one.marks[1])
		s.second = one.marks[1]->levels[0];
	test_ctx_end(&c);
	return s;
}

static void marks_stay_hidden_until_both_readers_are_done(void **state)
{
	struct row_id id;
	struct seen both;
	const char *first;
	const char *second;
	struct ctx c;

	(void)state;
	another_day();
	(void)written_about();
	assert_int_equal(begins("grace", "lena", "grace", &id), 1);
	c = test_task("grace");
	first = only(&c, id).place == REVIEW_FIRST ? "grace" : "lena";
	second = *first == 'g' ? "lena" : "grace";
	test_ctx_end(&c);
	assert_int_equal(marks(first, id, "0", "Her own words lead.", false), OK);
	both = seen_by(second, id);
	assert_false(both.open);
	assert_int_equal(both.first[0], -9);
	/* Nor does anybody else who may open the record. */
	assert_int_equal(seen_by("officer", id).first[0], -9);
	assert_int_equal(marks(first, id, "1", "Her own words lead.", false), ERR_CONFLICT);
	assert_int_equal(marks(first, id, "2", "Her own words lead.", true), OK);
	assert_int_equal(marks(second, id, "9", "No such mark.", false), ERR_INVALID);
	assert_int_equal(marks(second, id, "1", "I read it in another way.", false), OK);
	both = seen_by("officer", id);
	assert_true(both.open);
	assert_int_equal(both.first[0], 2);
	assert_int_equal(both.first[1], SCORE_NOT_APPLICABLE);
	assert_int_equal(both.second, 1);
	/* Side by side they stand. */
	assert_int_equal(marks(first, id, "1", "Now I see it, too.", true), ERR_CONFLICT);
}

static void a_reading_is_open_to_its_reader_alone_and_can_be_given_back(void **state)
{
	struct review_reading d;
	struct row_id id;
	struct ctx c;

	(void)state;
	another_day();
	(void)written_about();
	assert_int_equal(begins("grace", "lena", NULL, &id), 1);
	c = test_task("lena");
	d = only(&c, id);
	test_ctx_end(&c);
	c = test_task("grace");
	assert_int_equal(review_reading(&c, d.id, &d), ERR_ABSENT);
	assert_int_equal(review_give_back(&c, &d), ERR_DENIED);
	test_ctx_end(&c);
	c = test_task("lena");
	assert_int_equal(review_give_back(&c, &d), OK);
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(review_as(&c, id).waits, 0);
	assert_int_equal(review_as(&c, id).read, 0);
	test_ctx_end(&c);
}

static bool draft_waits(const char *user, const char *path)
{
	struct ctx c = test_task(user);
	const struct draft_row *row;

	draft_of(c.read, c.house->org, c.actor->id, draft_id(str_z(path)), &row);
	assert_int_equal(read_now(c.read), OK);
	test_ctx_end(&c);
	return row != NULL;
}

static void what_was_begun_is_forgotten_with_a_record_that_is_given_back(void **state)
{
	char id[ID_TEXT + 1];
	char draft[120];
	char back[120];
	char path[100];
	struct test_browser b;
	struct row_id review;
	struct ctx c;

	(void)state;
	another_day();
	(void)written_about();
	assert_int_equal(begins("grace", "lena", NULL, &review), 1);
	c = test_task("lena");
	id_write(only(&c, review).id.b, id);
	test_ctx_end(&c);
	(void)snprintf(path, sizeof path, "/reviews/read/%s", id);
	(void)snprintf(draft, sizeof draft, "/draft?of=%s", path);
	(void)snprintf(back, sizeof back, "%s/back", path);
	test_browser(&b, &house);
	assert_int_equal(test_sign_in(&b, "lena", NULL), 303);
	assert_int_equal(test_get(&b, path), 200);
	assert_int_equal(test_post(&b, draft, "q_1=2"), 303);
	assert_true(draft_waits("lena", path));
	assert_int_equal(test_get(&b, path), 200);
	assert_int_equal(test_post(&b, back, ""), 303);
	assert_false(draft_waits("lena", path));
	test_browser_end(&b);
}

static void she_sees_that_it_was_read_for_a_review(void **state)
{
	struct audit_lines lines;
	struct person_id p;
	struct row_id id;
	struct ctx c;

	(void)state;
	another_day();
	p = written_about();
	assert_int_equal(begins("grace", "lena", NULL, &id), 1);
	c = test_task("lena");
	assert_int_equal(audit_opening_for(&c, p, REASON_REVIEW), OK);
	assert_int_equal(audit_commit(&c), OK);
	test_ctx_end(&c);
	/* She reads on from there: not to support a colleague. */
	test_clock_pass(20 * 60);
	c = test_task("lena");
	assert_int_equal(audit_opening(&c, p), OK);
	assert_int_equal(audit_commit(&c), OK);
	test_ctx_end(&c);
	assert_int_equal(marks("lena", id, "2", "Well.", false), OK);
	c = test_task("amara");
	assert_int_equal(audit_of_person(&c, p, 0, &lines), OK);
	assert_true(lines.n >= 3);
	assert_string_equal(lines.at[0].did, verb_words(VERB_REVIEW_READ));
	for (size_t i = 0; i < 3; i++) {
		assert_string_equal(lines.at[i].why, reason_words(REASON_REVIEW));
		assert_true(str_eq(lines.at[i].who, STR("lena")));
	}
	test_ctx_end(&c);
	/* The next day is another reason. */
	another_day();
	c = test_task("lena");
	assert_int_equal(audit_opening(&c, p), OK);
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(audit_of_person(&c, p, 0, &lines), OK);
	assert_string_equal(lines.at[0].why, reason_words(REASON_SUPERVISION));
	test_ctx_end(&c);
}

static void after_the_end_nothing_leads_from_the_marks_to_a_person(void **state)
{
	struct review_records all;
	struct review_reading d;
	struct review r;
	struct row_id id;
	struct row_id end;
	struct str learned = STR("Ask for her words on the first day.");
	struct ctx c;

	(void)state;
	another_day();
	(void)written_about();
	assert_int_equal(begins("lena", "lena", NULL, &id), 1);
	assert_int_equal(marks("lena", id, "2", "She chose the school herself.", false), OK);
	c = test_task("lena");
	d = only(&c, id);
	end = row_id_fresh(c.now);
	assert_int_equal(review_end(&c, id, end, learned), OK);
	assert_int_equal(test_commit(&c), OK);
	r = review_as(&c, end);
	assert_true(r.over && row_id_eq(r.id, id));
	assert_true(str_eq(r.learned, learned));
	assert_int_equal(review_end(&c, id, row_id_fresh(c.now), learned), ERR_ABSENT);
	assert_int_equal(review_reading(&c, d.id, &d), ERR_ABSENT);
	assert_int_equal(review_records(&c, &r, &all), OK);
	assert_int_equal(all.n, 1);
	assert_int_equal(all.at[0].marks[0]->levels[0], 2);
	/* Words are gone with their key. */
	for (size_t i = 0; i < all.at[0].marks[0]->answers.n; i++)
		assert_false(str_eq(all.at[0].marks[0]->answers.at[i].path, STR("said/went_well")));
	test_ctx_end(&c);
}

static void words_of_the_last_moment_lose_their_key_as_well(void **state)
{
	struct house_key_row_list keys;
	const struct review_marks_row *row;
	struct review_reading d;
	struct row_id words;
	struct row_id id;
	struct ctx ends;
	struct ctx c;

	(void)state;
	another_day();
	(void)written_about();
	assert_int_equal(begins("lena", "lena", NULL, &id), 1);
	ends = test_task("lena");
	assert_int_equal(review_end(&ends, id, row_id_fresh(ends.now), STR("")), OK);
	assert_int_equal(marks("lena", id, "2", "Written just before the end.", false), OK);
	c = test_task("lena");
	d = only(&c, id);
	review_marks_of(c.read, c.house->org, d.id, &row);
	assert_int_equal(read_now(c.read), OK);
	assert_true(row && row->has_words);
	words = row->words;
	test_ctx_end(&c);
	assert_int_equal(test_commit(&ends), OK);
	house_keys_of(ends.read, ends.house->org, words, &keys);
	assert_int_equal(read_now(ends.read), OK);
	assert_int_equal(keys.n, 0);
	test_ctx_end(&ends);
}

static void a_lead_does_not_end_what_a_manager_began(void **state)
{
	struct row_id id;
	struct ctx c;

	(void)state;
	another_day();
	(void)written_about();
	assert_int_equal(begins("grace", "lena", NULL, &id), 1);
	c = test_task("lena");
	assert_false(review_as(&c, id).may_end);
	assert_int_equal(review_end(&c, id, row_id_fresh(c.now), STR("")), ERR_DENIED);
	test_ctx_end(&c);
}

static void only_the_leads_of_a_team_and_managers_hold_the_key_of_its_rows(void **state)
{
	struct row_id team = house_team(house.teams[TEST_HARBOUR]);
	struct team_id harbour = house.teams[TEST_HARBOUR];
	struct ctx c = test_task("grace");
	struct row_id row = row_id_fresh(c.now);
	struct sealed kept;
	static uint8_t at[512];
	struct actor pretends;
	struct str words;

	(void)state;
	assert_int_equal(house_row_seal(&c, team, SEAL_REVIEW_WORDS, row, STR("Quiet."), &kept), OK);
	assert_true(kept.n <= sizeof at);
	memcpy(at, kept.p, kept.n);
	kept.p = at;
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(house_row_open(&c, team, SEAL_REVIEW_WORDS, row, kept, &words), OK);
	test_ctx_end(&c);
	c = test_task("lena");
	assert_int_equal(house_row_open(&c, team, SEAL_REVIEW_WORDS, row, kept, &words), OK);
	assert_true(str_eq(words, STR("Quiet.")));
	test_ctx_end(&c);
	c = test_task("mila");
	assert_int_equal(house_row_open(&c, team, SEAL_REVIEW_WORDS, row, kept, &words), ERR_DENIED);
	/* Also when the program took her for somebody of the team: she has no key. */
	pretends = *c.actor;
	pretends.teams = &harbour;
	pretends.nteams = 1;
	c.actor = &pretends;
	assert_true(house_may(&c, team));
	assert_int_equal(house_row_open(&c, team, SEAL_REVIEW_WORDS, row, kept, &words), ERR_DENIED);
	test_ctx_end(&c);
	c = test_task("grace");
	house_row_forget(&c, row);
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(house_row_open(&c, team, SEAL_REVIEW_WORDS, row, kept, &words), ERR_DENIED);
	test_ctx_end(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nobody_but_leads_and_managers_begins_or_reads),
		cmocka_unit_test(a_plan_that_cannot_be_is_refused),
		cmocka_unit_test(whoever_was_written_about_in_the_period_is_drawn_and_nobody_else),
		cmocka_unit_test(a_lead_draws_from_her_teams_and_a_manager_from_all),
		cmocka_unit_test(whoever_is_kept_from_a_person_is_not_handed_the_record),
		cmocka_unit_test(whoever_does_not_walk_along_reads_first),
		cmocka_unit_test(marks_stay_hidden_until_both_readers_are_done),
		cmocka_unit_test(a_reading_is_open_to_its_reader_alone_and_can_be_given_back),
		cmocka_unit_test(what_was_begun_is_forgotten_with_a_record_that_is_given_back),
		cmocka_unit_test(she_sees_that_it_was_read_for_a_review),
		cmocka_unit_test(after_the_end_nothing_leads_from_the_marks_to_a_person),
		cmocka_unit_test(words_of_the_last_moment_lose_their_key_as_well),
		cmocka_unit_test(a_lead_does_not_end_what_a_manager_began),
		cmocka_unit_test(only_the_leads_of_a_team_and_managers_hold_the_key_of_its_rows),
	};

	return test_on_both("learning_review", tests, sizeof tests / sizeof *tests);
}
