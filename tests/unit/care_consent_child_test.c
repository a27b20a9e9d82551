/* Consents of children: who may answer, how a child's no is heard, a decision where nobody safe is
 * there, and coming of age. */
#include "access/inbox.h"
#include "base/fields.h"
#include "care/consent_sql.h"
#include "care/day.h"
#include "care/day_sql.h"
#include "care/disclosure.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#include "care_consent_people.h"

static void a_child_answers_with_somebody_safe_and_says_no_alone(void **state)
{
	struct test_house *h = *state;
	struct person_id p = born(h, CHILD);
	struct consent_new n = by_self("referral");
	struct ctx c;
	struct row_id id;

	assert_int_equal(tried(h, p, &n), ERR_INVALID);
	n.refused = true;
	assert_int_equal(tried(h, p, &n), OK);
	n = by_guardian("referral");
	id = give(h, p, &n);
	begin(h, "amara", &c);
	assert_true(read_it(&c, p, id).live);
	assert_true(str_eq(read_it(&c, p, id).terms.standing, STR("parent")));
	assert_int_equal(read_it(&c, p, id).terms.born, this_year() - CHILD);
	/* and takes it back alone */
	assert_int_equal(consent_withdraw(&c, p, row_id_fresh(c.now), id, STR(""), STR("self")), OK);
	assert_int_equal(test_commit(&c), OK);
	assert_false(read_it(&c, p, id).live);
	test_ctx_end(&c);
}

static void a_guardian_answers_with_a_reason_and_without_suspicion(void **state)
{
	struct test_house *h = *state;
	struct person_id p = born(h, CHILD);
	struct consent_new n = by_guardian("referral");

	n.terms.unsuspected = false;
	assert_int_equal(tried(h, p, &n), ERR_INVALID);
	n.terms.unsuspected = true;
	n.terms.standing = STR("");
	assert_int_equal(tried(h, p, &n), ERR_INVALID);
	n.terms.standing = STR("neighbour");
	assert_int_equal(tried(h, p, &n), ERR_INVALID);
	n.terms.standing = STR("court");
	assert_int_equal(tried(h, p, &n), OK);
}

static void of_an_adult_only_a_court_lets_somebody_else_answer(void **state)
{
	struct test_house *h = *state;
	struct person_id p = born(h, ADULT);
	struct consent_new n = by_guardian("referral");

	assert_int_equal(tried(h, p, &n), ERR_INVALID);
	n.terms.standing = STR("court");
	assert_int_equal(tried(h, p, &n), OK);
	n = by_decision("referral", day_add(clock_day(test_clock(), 0), 30));
	assert_int_equal(tried(h, p, &n), ERR_INVALID);
	n = by_self("referral");
	assert_int_equal(tried(h, p, &n), OK);
}

static void in_the_year_of_the_birthday_either_may_answer(void **state)
{
	struct test_house *h = *state;
	struct person_id p = born(h, TURNING);
	struct consent_new self = by_self("referral");
	struct consent_new guardian = by_guardian("referral");

	assert_int_equal(tried(h, p, &self), OK);
	assert_int_equal(tried(h, p, &guardian), OK);
	p = born(h, UNKNOWN);
	assert_int_equal(tried(h, p, &self), OK);
	assert_int_equal(tried(h, p, &guardian), OK);
}

static void a_childs_no_is_heard(void **state)
{
	struct test_house *h = *state;
	struct person_id p = born(h, CHILD);
	struct consent_new n = by_guardian("referral");
	struct ctx c;
	struct row_id id;

	/* For the child's own help: not without a word about it. */
	n.terms.assent = STR("no");
	assert_int_equal(tried(h, p, &n), ERR_INVALID);
	n.terms.talked = STR("Afraid of the bus; Bela goes with her.");
	id = give(h, p, &n);
	begin(h, "amara", &c);
	assert_true(str_eq(read_it(&c, p, id).terms.talked, n.terms.talked));
	test_ctx_end(&c);
	/* For what others want: it is the answer. */
	n = by_guardian("research");
	assert_int_equal(tried(h, p, &n), OK);
	n.terms.assent = STR("no");
	n.terms.talked = STR("She would rather not.");
	assert_int_equal(tried(h, p, &n), ERR_INVALID);
	n.refused = true;
	assert_int_equal(tried(h, p, &n), OK);
}

static size_t due_between(struct test_house *h, struct person_id p, struct day from, struct day to)
{
	struct task_row_list rows;
	struct ctx c;
	size_t n = 0;

	begin(h, "amara", &c);
	tasks_of(c.read, c.house->org, p, &rows);
	assert_int_equal(read_now(c.read), OK);
	for (size_t i = 0; i < rows.n; i++)
		n += rows.at[i].due.n >= from.n && rows.at[i].due.n <= to.n;
	test_ctx_end(&c);
	return n;
}

static void where_nobody_safe_is_there_help_goes_on_by_a_decision_and_research_never(void **state)
{
	struct test_house *h = *state;
	struct person_id p = born(h, CHILD);
	struct day review = day_add(clock_day(test_clock(), 0), 40);
	struct consent_new n = by_decision("referral", review);
	struct ctx c;
	struct row_id id;

	n.terms.deciders = STR("");
	assert_int_equal(tried(h, p, &n), ERR_INVALID);
	n = by_decision("referral", review);
	n.terms.nobody = STR("");
	assert_int_equal(tried(h, p, &n), ERR_INVALID);
	n = by_decision("referral", review);
	n.terms.weighed = STR("");
	assert_int_equal(tried(h, p, &n), ERR_INVALID);
	n = by_decision("referral", NO_DAY);
	assert_int_equal(tried(h, p, &n), ERR_INVALID);
	n = by_decision("referral", day_add(review, CONSENT_REVIEW_DAYS));
	assert_int_equal(tried(h, p, &n), ERR_INVALID);
	for (size_t i = 0; i < 3; i++) {
		static const char *const never[] = { "research", "statistics", "observation" };
		n = by_decision(never[i], review);
		assert_int_equal(tried(h, p, &n), ERR_INVALID);
	}
	n = by_decision("referral", review);
	id = give(h, p, &n);
	assert_int_equal(due_between(h, p, review, review), 1);
	begin(h, "amara", &c);
	assert_int_equal(consent_expect(&c, p, id), OK);
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(consent_withdraw(&c, p, row_id_fresh(c.now), id, STR(""), STR("")), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	assert_int_equal(due_between(h, p, review, review), 0);
}

/* --- coming of age --- */

static void only_the_year_is_known(void **state)
{
	struct person_id one = { .b = { [15] = 0 } };
	struct person_id other = { .b = { [15] = 90 } };

	(void)state;
	assert_int_equal(consent_majority(0, day_of(2026, 3, 2)), AGE_UNKNOWN);
	assert_int_equal(consent_majority(2030, day_of(2026, 3, 2)), AGE_UNKNOWN);
	assert_int_equal(consent_majority(2009, day_of(2026, 12, 31)), AGE_CHILD);
	assert_int_equal(consent_majority(2008, day_of(2026, 1, 1)), AGE_TURNING);
	assert_int_equal(consent_majority(2008, day_of(2026, 12, 31)), AGE_TURNING);
	assert_int_equal(consent_majority(2008, day_of(2027, 1, 1)), AGE_ADULT);
	assert_false(day_known(consent_majority_day(0, one)));
	assert_int_equal(consent_majority_day(2009, one).n, day_of(2027, 7, 1).n);
	assert_int_equal(consent_majority_day(2009, other).n, day_of(2027, 9, 29).n);
}

static void who_comes_of_age_is_asked_anew_and_alone(void **state)
{
	struct test_house *h = *state;
	struct person_id p = born(h, NEARLY);
	struct consent_new n = by_guardian("research");
	struct consent_new own = by_self("research");
	int year = this_year() + 1;
	struct day from = day_of(year, 7, 1);
	struct day to = day_of(year, 9, 29);
	struct row_id id;

	/* Ends before: it is asked anew before. */
	n.terms.until = day_of(year, 6, 1);
	(void)give(h, p, &n);
	assert_int_equal(due_between(h, p, from, to), 0);
	n.terms.until = day_of(year, 12, 1);
	id = give(h, p, &n);
	assert_int_equal(due_between(h, p, from, to), 1);
	pass_until(day_of(year, 8, 1));
	own.replaces = &id;
	own.terms.until = day_of(year + 1, 6, 1);
	(void)give(h, p, &own);
	assert_int_equal(due_between(h, p, from, to), 0);
}

static void what_was_agreed_for_a_child_is_not_used_for_the_adult(void **state)
{
	struct test_house *h = *state;
	int year = this_year() + 1;
	struct person_id p = born(h, TURNING);
	struct consent_new n = by_guardian("research");
	struct disclosure_share s = { .groups = 1U << GROUP_NAME, .carry = STR("open") };
	struct ctx c;

	n.terms.groups = 1U << GROUP_NAME;
	n.terms.until = day_add(clock_day(test_clock(), 0), 730);
	s.consent = give(h, p, &n);
	begin(h, "amara", &c);
	assert_int_equal(disclosure_give(&c, p, row_id_fresh(c.now), &s), OK);
	test_ctx_end(&c);
	pass_until(day_of(year, 1, 2));
	begin(h, "amara", &c);
	assert_int_equal(day_date(c.today).year, year);
	assert_true(read_it(&c, p, s.consent).until.n >= c.today.n);
	assert_true(read_it(&c, p, s.consent).outgrown);
	assert_false(read_it(&c, p, s.consent).live);
	assert_int_equal(consent_expect(&c, p, s.consent), OK);
	assert_int_equal(test_commit(&c), ERR_CONFLICT);
	test_ctx_end(&c);
	begin(h, "amara", &c);
	assert_int_equal(disclosure_give(&c, p, row_id_fresh(c.now), &s), OK);
	assert_int_equal(test_commit(&c), ERR_CONFLICT);
	test_ctx_end(&c);
}

struct counted {
	struct pseudonym_id pseudonym;
	int64_t until;
};

static enum err keep_until(void *arg, const struct folded *f)
{
	struct counted *k = arg;

	if (pseudonym_id_eq(f->pseudonym, k->pseudonym))
		k->until = fields_int(f->body, "until", -1);
	return OK;
}

static void a_guardians_yes_is_counted_until_the_child_is_grown_up(void **state)
{
	struct test_house *h = *state;
	int year = this_year() + 1;
	struct person_id p = born(h, NEARLY);
	struct consent_new n = by_guardian("statistics");
	struct counted k = { .until = -1 };
	struct episode e;
	int64_t folded;
	struct ctx c;

	n.terms.until = day_add(clock_day(test_clock(), 0), 730);
	(void)give(h, p, &n);
	begin(h, "amara", &c);
	assert_int_equal(episode_now(&c, p, &e), OK);
	k.pseudonym = e.pseudonym;
	test_ctx_end(&c);
	begin(h, "eva", &c);
	assert_int_equal(inbox_fold(&c, &folded), OK);
	test_ctx_end(&c);
	begin(h, "eva", &c);
	assert_int_equal(folded_each(&c, keep_until, &k), OK);
	test_ctx_end(&c);
	assert_int_equal(k.until, day_of(year, 12, 31).n);
}

/* --- the keys --- */

static void who_has_no_key_of_the_case_learns_nothing_of_a_child(void **state)
{
	struct test_house *h = *state;
	struct person_id p = born(h, CHILD);
	struct consent_new n = by_guardian("referral");
	struct consent_row_list rows;
	struct consent_list all;
	struct str body;
	struct ctx c;

	(void)give(h, p, &n);
	begin(h, "amara", &c);
	assert_int_equal(person_assign(&c, p, test_user(h, "hana")), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	begin(h, "hana", &c);
	assert_int_equal(consents_read(&c, p, &all), OK);
	assert_true(all.at[0].closed);
	assert_null(all.at[0].terms.standing.p);
	consents_of(c.read, c.house->org, p, &rows);
	assert_int_equal(read_now(c.read), OK);
	assert_int_equal(
		open_person(&c, p, IN_CASE, SEAL_CONSENT, rows.at[0].id, rows.at[0].body, &body),
		ERR_DENIED);
	test_ctx_end(&c);
}

/* --- the pages --- */

static const char *address(struct person_id p, const char *tail)
{
	static char path[200];
	char id[ID_TEXT + 1];

	id_write(p.b, id);
	(void)snprintf(path, sizeof path, "/people/%s%s", id, tail);
	return path;
}

static void nothing_is_ticked_beforehand_and_a_renewal_keeps_what_was_chosen(void **state)
{
	static const char *const all[] = { "service",  "recording",   "statistics", "follow_up",
		                               "referral", "observation", "research" };
	struct test_house *h = *state;
	struct person_id p = born(h, UNKNOWN);
	struct consent_new n = by_self("service");
	struct test_browser b;
	char tail[100];
	char id[ID_TEXT + 1];

	test_browser(&b, h);
	assert_int_equal(test_sign_in(&b, "amara", NULL), 303);
	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		(void)snprintf(tail, sizeof tail, "/consents/new?purpose=%s", all[i]);
		assert_int_equal(test_get(&b, address(p, tail)), 200);
		assert_false(test_sees(&b, "value=\"1\" checked"));
	}
	n.terms.groups = 1U << GROUP_SAFETY;
	id_write(give(h, p, &n).b, id);
	(void)snprintf(tail, sizeof tail, "/consents/%s", id);
	assert_int_equal(test_get(&b, address(p, tail)), 200);
	assert_true(test_sees(&b, "name=\"groups-safety\" value=\"1\" checked"));
	assert_false(test_sees(&b, "name=\"groups-name\" value=\"1\" checked"));
	n.refused = true;
	id_write(give(h, p, &n).b, id);
	(void)snprintf(tail, sizeof tail, "/consents/%s", id);
	assert_int_equal(test_get(&b, address(p, tail)), 200);
	assert_false(test_sees(&b, "value=\"1\" checked"));
	test_browser_end(&b);
}

static void the_page_of_a_child_asks_the_child_too_and_says_what_is_missing(void **state)
{
	struct test_house *h = *state;
	struct person_id p = born(h, CHILD);
	struct test_browser b;

	test_browser(&b, h);
	assert_int_equal(test_sign_in(&b, "amara", NULL), 303);
	assert_int_equal(test_get(&b, address(p, "/consents/new?purpose=referral")), 200);
	assert_true(test_sees(&b, "A child does not answer this alone here."));
	assert_true(test_sees(&b, "Nobody safe can answer"));
	assert_int_equal(test_post(&b, address(p, "/consents/new"),
	                           "purpose=referral&answer=given&recipient=Lantern+House&by=self"),
	                 422);
	assert_true(test_sees(&b, "Please ask a parent or guardian who is safe."));
	assert_int_equal(test_post(&b, address(p, "/consents/new"),
	                           "purpose=referral&answer=given&recipient=Lantern+House&by=guardian&"
	                           "standing=parent&unsuspected=1&assent=no"),
	                 422);
	assert_true(test_sees(&b, "what was talked about and what is done"));
	assert_int_equal(test_post(&b, address(p, "/consents/new"),
	                           "purpose=referral&answer=given&recipient=Lantern+House&by=guardian&"
	                           "standing=parent&unsuspected=1&assent=no&talked=Bela+goes+along"),
	                 303);
	assert_int_equal(test_follow(&b), 200);
	assert_true(test_sees(&b, "That is not passed over"));
	assert_true(test_sees(&b, "Bela goes along"));
	assert_int_equal(test_get(&b, address(p, "/consents/new?purpose=research")), 200);
	assert_false(test_sees(&b, "Nobody safe can answer"));
	test_browser_end(&b);
}

static void the_page_of_somebody_grown_up_says_kindly_that_all_is_asked_anew(void **state)
{
	struct test_house *h = *state;
	int year = this_year() + 1;
	struct person_id p = born(h, TURNING);
	struct consent_new n = by_guardian("research");
	struct test_browser b;
	char tail[100];
	char id[ID_TEXT + 1];

	n.terms.until = day_of(year, 12, 1);
	id_write(give(h, p, &n).b, id);
	pass_until(day_of(year, 1, 2));
	test_browser(&b, h);
	assert_int_equal(test_sign_in(&b, "amara", NULL), 303);
	assert_int_equal(test_get(&b, address(p, "/consents")), 200);
	assert_true(test_sees(&b, "this person is an adult now and decides alone."));
	assert_true(test_sees(&b, "Ask anew"));
	(void)snprintf(tail, sizeof tail, "/consents/%s", id);
	assert_int_equal(test_get(&b, address(p, tail)), 200);
	assert_false(test_sees(&b, "value=\"guardian\" checked"));
	assert_int_equal(test_post(&b, address(p, tail),
	                           "purpose=research&answer=given&recipient=University&by=self"),
	                 303);
	assert_int_equal(test_follow(&b), 200);
	assert_false(test_sees(&b, "this person is an adult now"));
	test_browser_end(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_child_answers_with_somebody_safe_and_says_no_alone),
		cmocka_unit_test(a_guardian_answers_with_a_reason_and_without_suspicion),
		cmocka_unit_test(of_an_adult_only_a_court_lets_somebody_else_answer),
		cmocka_unit_test(in_the_year_of_the_birthday_either_may_answer),
		cmocka_unit_test(a_childs_no_is_heard),
		cmocka_unit_test(where_nobody_safe_is_there_help_goes_on_by_a_decision_and_research_never),
		cmocka_unit_test(only_the_year_is_known),
		cmocka_unit_test(a_guardians_yes_is_counted_until_the_child_is_grown_up),
		cmocka_unit_test(who_has_no_key_of_the_case_learns_nothing_of_a_child),
		cmocka_unit_test(nothing_is_ticked_beforehand_and_a_renewal_keeps_what_was_chosen),
		cmocka_unit_test(the_page_of_a_child_asks_the_child_too_and_says_what_is_missing),
		/* These move the clock on by years. */
		cmocka_unit_test(who_comes_of_age_is_asked_anew_and_alone),
		cmocka_unit_test(what_was_agreed_for_a_child_is_not_used_for_the_adult),
		cmocka_unit_test(the_page_of_somebody_grown_up_says_kindly_that_all_is_asked_anew),
	};

	return test_on_both("consents of children", tests, sizeof tests / sizeof *tests);
}
