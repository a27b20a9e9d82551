/* Asking afterwards: only with a live yes, and "does not wish it" is a full answer. */
#include "access/inbox.h"
#include "base/fields.h"
#include "care/closure.h"
#include "care/consent.h"
#include "care/day_sql.h"
#include "care/followup.h"
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

static size_t due(struct ctx *c, struct person_id p)
{
	struct task_row_list rows;

	tasks_of(c->read, c->house->org, p, &rows);
	assert_int_equal(read_now(c->read), OK);
	return rows.n;
}

static const struct followup_wish yes = {
	.wish = { "yes", 3 }, .until = { INT32_MIN }, .rule_right = true, .how = { "signature", 9 }
};

static enum err closed_with(struct ctx *c, struct person_id p, const struct followup_wish *w)
{
	const struct closure_new n = { .reason = STR("moved"), .day = NO_DAY };

	TRY(closure_write(c, p, row_id_fresh(c->now), &n));
	TRY(followup_agree(c, p, row_id_fresh(c->now), w, c->today));
	return test_commit(c);
}

static enum err found(struct ctx *c, struct person_id p, const char *outcome, bool herself)
{
	const struct followup_new n = { .outcome = str_z(outcome), .day = NO_DAY, .herself = herself };

	TRY(followup_write(c, p, row_id_fresh(c->now), &n));
	return test_commit(c);
}

static void a_yes_is_a_consent_and_plans_three_questions(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived(h);
	struct followups all;
	struct ctx c;

	assert_int_equal(test_ctx(h, "amara", &c), OK);
	assert_int_equal(closed_with(&c, p, &yes), OK);
	assert_int_equal(followup_read(&c, p, &all), OK);
	assert_true(all.live);
	/* And one that asks before the consent ends. */
	assert_int_equal(due(&c, p), 4);
	assert_int_equal(found(&c, p, "not_found", false), OK);
	assert_int_equal(due(&c, p), 4);
	test_ctx_end(&c);
	test_clock_pass((int64_t)95 * 86400);
	assert_int_equal(test_ctx(h, "amara", &c), OK);
	assert_int_equal(found(&c, p, "seen", false), OK);
	assert_int_equal(due(&c, p), 3);
	test_ctx_end(&c);
}

static void without_a_yes_or_a_rule_nobody_is_asked(void **state)
{
	struct test_house *h = *state;
	struct followup_wish w = yes;
	struct followups all;
	struct ctx c;
	struct person_id p = arrived(h);
	struct person_id q = arrived(h);

	assert_int_equal(test_ctx(h, "amara", &c), OK);
	w.wish = STR("no");
	assert_int_equal(closed_with(&c, p, &w), OK);
	w = yes;
	w.rule_right = false;
	assert_int_equal(closed_with(&c, q, &w), OK);
	assert_int_equal(due(&c, p), 0);
	assert_int_equal(due(&c, q), 1);
	assert_int_equal(followup_read(&c, q, &all), OK);
	assert_false(all.live);
	assert_int_equal(found(&c, p, "seen", false), ERR_DENIED);
	assert_int_equal(found(&c, q, "not_found", false), ERR_DENIED);
	test_ctx_end(&c);
	assert_int_equal(test_ctx(h, "amara", &c), OK);
	assert_int_equal(found(&c, p, "seen", true), OK);
	test_ctx_end(&c);
}

static void not_wishing_it_ends_the_asking_and_takes_the_consent_back(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived(h);
	struct consent_list consents;
	struct followups all;
	struct ctx c;

	assert_int_equal(test_ctx(h, "amara", &c), OK);
	assert_int_equal(closed_with(&c, p, &yes), OK);
	assert_int_equal(found(&c, p, "did_not_wish", false), OK);
	assert_int_equal(due(&c, p), 0);
	assert_int_equal(followup_read(&c, p, &all), OK);
	assert_false(all.live);
	assert_int_equal(consents_read(&c, p, &consents), OK);
	assert_int_equal(consents.at[0].state, CONSENT_WITHDRAWN);
	test_ctx_end(&c);
}

static void taking_the_consent_back_elsewhere_ends_the_asking_too(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived(h);
	struct followups all;
	struct ctx c;

	assert_int_equal(test_ctx(h, "amara", &c), OK);
	assert_int_equal(closed_with(&c, p, &yes), OK);
	assert_int_equal(followup_read(&c, p, &all), OK);
	assert_int_equal(
		consent_withdraw(&c, p, row_id_fresh(c.now), all.consent, STR("spoken"), STR("")), OK);
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(due(&c, p), 0);
	assert_int_equal(found(&c, p, "seen", false), ERR_DENIED);
	test_ctx_end(&c);
}

static void beginning_again_ends_the_asking(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived(h);
	struct ctx c;

	assert_int_equal(test_ctx(h, "amara", &c), OK);
	assert_int_equal(found(&c, p, "seen", true), ERR_CONFLICT);
	test_ctx_end(&c);
	assert_int_equal(test_ctx(h, "amara", &c), OK);
	assert_int_equal(closed_with(&c, p, &yes), OK);
	assert_int_equal(closure_reopen(&c, p, NO_DAY), OK);
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(due(&c, p), 1);
	test_ctx_end(&c);
}

static void of_two_who_correct_the_second_is_told(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived(h);
	struct followups all;
	struct ctx one;
	struct ctx c;
	struct followup_new n = { .outcome = STR("seen"), .day = NO_DAY };

	assert_int_equal(test_ctx(h, "amara", &c), OK);
	assert_int_equal(closed_with(&c, p, &yes), OK);
	assert_int_equal(found(&c, p, "not_found", false), OK);
	assert_int_equal(followup_read(&c, p, &all), OK);
	n.replaces = &all.found.at[0].id;
	assert_int_equal(test_ctx(h, "amara", &one), OK);
	assert_int_equal(followup_write(&one, p, row_id_fresh(c.now), &n), OK);
	assert_int_equal(followup_write(&c, p, row_id_fresh(c.now), &n), OK);
	assert_int_equal(test_commit(&one), OK);
	assert_int_equal(test_commit(&c), ERR_CONFLICT);
	test_ctx_end(&one);
	test_ctx_end(&c);
}

static enum err keep_outcome(void *arg, const struct folded *f)
{
	bool *counted = arg;

	*counted |= str_eq(fields_get(f->body, "followup"), STR("not_found"));
	return OK;
}

static void what_was_found_reaches_the_figures_without_a_word(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived(h);
	bool counted = false;
	int64_t folded;
	struct ctx c;

	assert_int_equal(test_ctx(h, "amara", &c), OK);
	assert_int_equal(closed_with(&c, p, &yes), OK);
	assert_int_equal(found(&c, p, "not_found", false), OK);
	test_ctx_end(&c);
	assert_int_equal(test_ctx(h, "eva", &c), OK);
	assert_int_equal(inbox_fold(&c, &folded), OK);
	test_ctx_end(&c);
	assert_int_equal(test_ctx(h, "eva", &c), OK);
	assert_int_equal(folded_each(&c, keep_outcome, &counted), OK);
	assert_true(counted);
	test_ctx_end(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_yes_is_a_consent_and_plans_three_questions),
		cmocka_unit_test(without_a_yes_or_a_rule_nobody_is_asked),
		cmocka_unit_test(not_wishing_it_ends_the_asking_and_takes_the_consent_back),
		cmocka_unit_test(taking_the_consent_back_elsewhere_ends_the_asking_too),
		cmocka_unit_test(beginning_again_ends_the_asking),
		cmocka_unit_test(of_two_who_correct_the_second_is_told),
		cmocka_unit_test(what_was_found_reaches_the_figures_without_a_word),
	};

	return test_on_both("asking afterwards", tests, sizeof tests / sizeof *tests);
}
