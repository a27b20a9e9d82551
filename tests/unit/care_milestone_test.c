/* First days of own words, consent, plan and service: from the record that is written to what is
 * counted of it. */
#include "care/milestone.h"

#include "access/inbox.h"
#include "base/fields.h"
#include "care/checkin.h"
#include "care/closure.h"
#include "care/consent.h"
#include "care/service.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#include "harness/both.h"

/* --- writing --- */

static struct person_id arrives(int days_ago)
{
	struct ctx c = test_task("amara");
	struct person p = { .id = person_id_fresh(c.now), .name = STR("Nia") };

	assert_int_equal(person_arrive(&c, &p, house.teams[TEST_HARBOUR], day_add(c.today, -days_ago)),
	                 OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	return p.id;
}

static void done(struct ctx *c)
{
	assert_int_equal(test_commit(c), OK);
	test_ctx_end(c);
}

static struct row_id says(struct person_id id, enum words_state state, int days_ago,
                          const struct row_id *before)
{
	struct ctx c = test_task("amara");
	struct row_id row = row_id_fresh(c.now);
	struct words w = { .state = state,
		               .concerns = STR("My sister."),
		               .day = day_add(c.today, -days_ago) };

	assert_int_equal(words_write(&c, id, row, &w, before), OK);
	done(&c);
	return row;
}

static struct row_id answers(struct person_id id, bool no, int days_ago)
{
	struct ctx c = test_task("amara");
	struct row_id row = row_id_fresh(c.now);
	struct consent_new n = { .terms = { .purpose = STR("service"),
		                                .how = STR("signature"),
		                                .day = day_add(c.today, -days_ago),
		                                .until = NO_DAY },
		                     .refused = no };

	assert_int_equal(consent_give(&c, id, row, &n), OK);
	done(&c);
	return row;
}

static struct row_id serves(struct person_id id, int days_ago, const struct row_id *replaces)
{
	struct ctx c = test_task("amara");
	struct row_id row = row_id_fresh(c.now);
	struct service_new n = { .type = STR("legal"),
		                     .when = { day_add(c.today, -days_ago), NO_DAY, { NULL, 0 } },
		                     .promised = NO_DAY,
		                     .replaces = replaces };

	assert_int_equal(service_write(&c, id, row, &n), OK);
	done(&c);
	return row;
}

static struct plan_entry entry(const char *state, struct day day)
{
	return (struct plan_entry){ .words = STR("To sleep through the night"),
		                        .state = str_z(state),
		                        .domain = -1,
		                        .day = day,
		                        .due = NO_DAY,
		                        .ended = NO_DAY };
}

static struct row_id plans(struct person_id id, int days_ago)
{
	struct ctx c = test_task("amara");
	struct row_id row = row_id_fresh(c.now);
	struct plan_new n = { entry("chosen", day_add(c.today, -days_ago)), NULL };

	assert_int_equal(plan_goal_write(&c, id, row, &n), OK);
	done(&c);
	return row;
}

static void checks_in(struct person_id id, struct day next)
{
	struct ctx c = test_task("amara");
	struct checkin_new n = { .when = { NO_DAY, NO_DAY, { NULL, 0 } }, .level = 3, .next = next };

	assert_int_equal(checkin_write(&c, id, row_id_fresh(c.now), &n), OK);
	done(&c);
}

/* --- reading what was folded, of one walk --- */

struct wanted {
	struct pseudonym_id who;
	int64_t walk;
	struct arena *arena;
	struct str body;
};

static enum err find(void *arg, const struct folded *f)
{
	struct wanted *w = arg;

	if (pseudonym_id_eq(f->pseudonym, w->who) && f->episode == w->walk)
		w->body = arena_str(w->arena, f->body);
	return OK;
}

static struct wanted walk_of(struct person_id id)
{
	struct ctx c = test_task("amara");
	struct episode e;

	assert_int_equal(episode_now(&c, id, &e), OK);
	test_ctx_end(&c);
	return (struct wanted){ .who = e.pseudonym, .walk = e.number };
}

/* A day, or -1 where none is counted, or -2 where nothing is said. */
static int64_t counted(struct person_id id, const char *name)
{
	struct wanted w = walk_of(id);
	struct ctx c = test_task("eva");
	int64_t n;
	int64_t value;

	assert_int_equal(inbox_fold(&c, &n), OK);
	test_ctx_end(&c);
	c = test_task("eva");
	w.arena = c.arena;
	assert_int_equal(folded_each(&c, find, &w), OK);
	value = fields_get(w.body, name).p ? fields_int(w.body, name, -1) : -2;
	test_ctx_end(&c);
	return value;
}

static void own_words_count_from_the_day_they_were_said(void **state)
{
	struct person_id id = arrives(10);
	struct row_id first;
	struct row_id second;

	(void)state;
	assert_int_equal(counted(id, "firsts_known"), 1);
	assert_int_equal(counted(id, "first_words"), -2);
	first = says(id, WORDS_NOT_YET, 9, NULL);
	assert_int_equal(counted(id, "first_words"), -1);
	second = says(id, WORDS_CHOSE_NOT, 6, &first);
	assert_int_equal(counted(id, "first_words"), 4);
	assert_int_equal(counted(id, "no_words"), 4);
	(void)says(id, WORDS_WRITTEN, 2, &second);
	assert_int_equal(counted(id, "first_words"), 4);
}

static void a_no_is_an_answer_and_taking_back_is_a_no(void **state)
{
	struct person_id id = arrives(10);
	struct person_id other = arrives(10);
	struct row_id yes = answers(id, false, 7);
	struct ctx c;

	(void)state;
	assert_int_equal(counted(id, "first_consent"), 3);
	assert_int_equal(counted(id, "no_consent"), -1);
	c = test_task("amara");
	assert_int_equal(consent_withdraw(&c, id, row_id_fresh(c.now), yes, STR(""), STR("")), OK);
	done(&c);
	assert_int_equal(counted(id, "first_consent"), 3);
	assert_int_equal(counted(id, "no_consent"), 10);
	(void)answers(other, true, 8);
	assert_int_equal(counted(other, "first_consent"), 2);
	assert_int_equal(counted(other, "no_consent"), 2);
}

static void agrees(struct person_id id, const char *how, int days_ago)
{
	struct ctx c = test_task("amara");
	struct plan_new n = { entry(how, day_add(c.today, -days_ago)), NULL };

	assert_int_equal(plan_agree(&c, id, row_id_fresh(c.now), &n), OK);
	done(&c);
}

static void a_goal_is_a_plan_and_not_to_sign_is_a_no(void **state)
{
	struct person_id id = arrives(30);
	struct row_id goal = plans(id, 20);
	struct ctx c = test_task("amara");
	struct plan_new n = { entry("declined", day_add(c.today, -18)), NULL };

	(void)state;
	n.what.goal = goal;
	assert_int_equal(plan_option_write(&c, id, row_id_fresh(c.now), &n), OK);
	done(&c);
	assert_int_equal(counted(id, "first_plan"), 10);
	assert_int_equal(counted(id, "no_plan"), -1);
	agrees(id, "not", 15);
	assert_int_equal(counted(id, "no_plan"), 15);
	id = arrives(30);
	agrees(id, "not", 12);
	assert_int_equal(counted(id, "first_plan"), -1);
	agrees(id, "word", 8);
	assert_int_equal(counted(id, "first_plan"), 22);
	assert_int_equal(counted(id, "no_plan"), 18);
}

static void a_corrected_day_moves_the_first_service(void **state)
{
	struct person_id id = arrives(20);
	struct row_id row = serves(id, 18, NULL);

	(void)state;
	(void)serves(id, 5, NULL);
	assert_int_equal(counted(id, "first_service"), 2);
	(void)serves(id, 9, &row);
	assert_int_equal(counted(id, "first_service"), 11);
}

static void a_check_in_catches_up_with_what_was_not_counted_yet(void **state)
{
	struct person_id id = arrives(20);
	struct wanted w = walk_of(id);
	struct ctx c;
	struct buf b;

	(void)state;
	(void)says(id, WORDS_WRITTEN, 19, NULL);
	(void)answers(id, false, 18);
	(void)plans(id, 12);
	(void)serves(id, 17, NULL);
	/* As of a house that was older than this count. */
	c = test_task("amara");
	b = buf_new(c.arena, 256);
	fields_put(&b, "first_words", STR(""));
	fields_put(&b, "first_consent", STR(""));
	fields_put(&b, "first_plan", STR(""));
	fields_put(&b, "first_service", STR(""));
	fields_put(&b, "firsts_known", STR(""));
	assert_int_equal(inbox_add(&c, w.who, w.walk, "first", buf_str(&b)), OK);
	done(&c);
	assert_int_equal(counted(id, "first_words"), -1);
	c = test_task("amara");
	checks_in(id, day_add(c.today, 8));
	assert_int_equal(counted(id, "first_words"), 1);
	assert_int_equal(counted(id, "first_consent"), 2);
	assert_int_equal(counted(id, "first_plan"), 8);
	assert_int_equal(counted(id, "first_service"), 3);
	assert_int_equal(counted(id, "firsts_known"), 1);
	/* The week of Monday 2026-03-09, and no day. */
	assert_int_equal(counted(id, "checkin_next"), day_week(day_add(c.today, 7)));
	assert_int_equal(counted(id, "checkin_next"), day_week(c.today) + 1);
	test_ctx_end(&c);
	checks_in(id, NO_DAY);
	assert_int_equal(counted(id, "checkin_next"), -1);
}

static void who_is_written_down_late_is_known_only_by_what_stands(void **state)
{
	struct person_id id = arrives(400);

	(void)state;
	assert_int_equal(counted(id, "firsts_known"), -2);
	(void)serves(id, 390, NULL);
	checks_in(id, NO_DAY);
	assert_int_equal(counted(id, "first_service"), 10);
	assert_int_equal(counted(id, "firsts_known"), -2);
}

static void the_end_of_a_walk_counts_its_days_anew_and_a_second_walk_has_its_own(void **state)
{
	struct person_id id = arrives(20);
	struct closure_new n = { .reason = STR("moved"), .day = NO_DAY };
	struct ctx c;

	(void)state;
	(void)serves(id, 15, NULL);
	c = test_task("amara");
	assert_int_equal(closure_write(&c, id, row_id_fresh(c.now), &n), OK);
	done(&c);
	assert_int_equal(counted(id, "first_service"), 5);
	c = test_task("amara");
	assert_int_equal(closure_reopen(&c, id, NO_DAY), OK);
	done(&c);
	(void)serves(id, 0, NULL);
	assert_int_equal(counted(id, "first_service"), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(own_words_count_from_the_day_they_were_said),
		cmocka_unit_test(a_no_is_an_answer_and_taking_back_is_a_no),
		cmocka_unit_test(a_goal_is_a_plan_and_not_to_sign_is_a_no),
		cmocka_unit_test(a_corrected_day_moves_the_first_service),
		cmocka_unit_test(a_check_in_catches_up_with_what_was_not_counted_yet),
		cmocka_unit_test(who_is_written_down_late_is_known_only_by_what_stands),
		cmocka_unit_test(the_end_of_a_walk_counts_its_days_anew_and_a_second_walk_has_its_own),
	};

	return test_on_both("care/milestone", tests, sizeof tests / sizeof *tests);
}
