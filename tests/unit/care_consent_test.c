/* Consents: what one must hold, when it is live, what follows when it is given, refused or taken
 * back, and its pages. */
#include "access/inbox.h"
#include "base/fields.h"
#include "care/consent.h"
#include "care/day.h"
#include "care/day_sql.h"
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

static void begin(struct test_house *h, const char *user, struct ctx *c)
{
	assert_int_equal(test_ctx(h, user, c), OK);
}

static const struct consent_new referral = { .terms = {
												 .purpose = { "referral", 8 },
												 .recipient = { "Lantern House", 13 },
												 .groups = 1U << GROUP_NAME,
												 .how = { "signature", 9 },
												 .withheld = { "nothing about the child", 23 },
												 .day = { INT32_MIN },
												 .until = { INT32_MIN } } };

static struct consent_new about(const char *purpose)
{
	struct consent_new n = { .terms = {
								 .purpose = str_z(purpose), .day = NO_DAY, .until = NO_DAY } };

	return n;
}

static struct row_id give(struct ctx *c, struct person_id p, const struct consent_new *n)
{
	struct row_id id = row_id_fresh(c->now);

	assert_int_equal(consent_give(c, p, id, n), OK);
	assert_int_equal(test_commit(c), OK);
	return id;
}

static struct consent one(struct ctx *c, struct person_id p, struct row_id id)
{
	struct consent k;

	assert_int_equal(consent_read(c, p, id, &k), OK);
	return k;
}

static enum err use(struct ctx *c, struct person_id p, struct row_id id)
{
	assert_int_equal(consent_expect(c, p, id), OK);
	return test_commit(c);
}

static void what_was_agreed_comes_back_as_it_was_said(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived(h);
	struct ctx c;
	struct consent k;

	begin(h, "amara", &c);
	k = one(&c, p, give(&c, p, &referral));
	assert_int_equal(k.state, CONSENT_GIVEN);
	assert_true(k.live);
	assert_true(str_eq(k.terms.recipient, STR("Lantern House")));
	assert_true(str_eq(k.terms.withheld, STR("nothing about the child")));
	assert_true(str_eq(k.terms.by, STR("self")));
	assert_int_equal(k.terms.groups, 1U << GROUP_NAME);
	assert_int_equal(k.terms.day.n, c.today.n);
	assert_int_equal(k.until.n, c.today.n + 30);
	assert_true(str_eq(k.explained, STR("amara")));
	test_ctx_end(&c);
}

static void a_purpose_of_the_house_itself_names_the_house_and_still_ends(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived(h);
	struct consent_new n = about("recording");
	struct ctx c;
	struct consent k;

	begin(h, "amara", &c);
	k = one(&c, p, give(&c, p, &n));
	assert_true(str_eq(k.terms.recipient, h->house->name));
	assert_int_equal(k.until.n, c.today.n + 365);
	assert_false(k.leaves);
	assert_true(consent_leaves(&c, STR("referral")));
	test_ctx_end(&c);
}

static enum err refused_as(struct ctx *c, struct person_id p, struct consent_terms t)
{
	return consent_give(c, p, row_id_fresh(c->now), &(struct consent_new){ .terms = t });
}

static void what_lacks_a_part_cannot_stand(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived(h);
	struct consent_terms t = referral.terms;
	struct ctx c;

	begin(h, "amara", &c);
	t.recipient = STR("");
	assert_int_equal(refused_as(&c, p, t), ERR_INVALID);
	t = referral.terms;
	t.purpose = STR("media");
	assert_int_equal(refused_as(&c, p, t), ERR_INVALID);
	t = referral.terms;
	t.until = day_add(c.today, -1);
	assert_int_equal(refused_as(&c, p, t), ERR_INVALID);
	t.until = day_add(c.today, CONSENT_MOST_DAYS + 1);
	assert_int_equal(refused_as(&c, p, t), ERR_INVALID);
	t = referral.terms;
	t.how = STR("spoken");
	assert_int_equal(refused_as(&c, p, t), ERR_INVALID);
	t.witness = STR("bela");
	assert_int_equal(refused_as(&c, p, t), OK);
	t.by = STR("guardian");
	t.ground = STR("mother, has custody");
	assert_int_equal(refused_as(&c, p, t), ERR_INVALID);
	t.unsuspected = true;
	assert_int_equal(refused_as(&c, p, t), ERR_INVALID);
	t.standing = STR("parent");
	assert_int_equal(refused_as(&c, p, t), OK);
	t = referral.terms;
	t.groups = 1U << GROUP_TOTALS;
	assert_int_equal(refused_as(&c, p, t), ERR_INVALID);
	t = referral.terms;
	t.day = day_add(c.today, 1);
	assert_int_equal(refused_as(&c, p, t), ERR_INVALID);
	test_ctx_end(&c);
}

static void a_no_is_a_full_answer(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived(h);
	struct consent_new n = about("research");
	struct ctx c;
	struct row_id id;
	struct consent k;

	n.refused = true;
	begin(h, "amara", &c);
	id = give(&c, p, &n);
	k = one(&c, p, id);
	assert_int_equal(k.state, CONSENT_REFUSED);
	assert_false(k.live);
	assert_false(day_known(k.until));
	assert_int_equal(use(&c, p, id), ERR_CONFLICT);
	test_ctx_end(&c);
	begin(h, "amara", &c);
	assert_int_equal(consent_withdraw(&c, p, row_id_fresh(c.now), id, STR(""), STR("")),
	                 ERR_INVALID);
	test_ctx_end(&c);
}

static void it_can_be_used_until_its_last_day_and_not_after(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived(h);
	struct consent_new n = referral;
	struct ctx c;
	struct row_id id;

	begin(h, "amara", &c);
	n.terms.until = day_add(c.today, 1);
	id = give(&c, p, &n);
	assert_int_equal(use(&c, p, id), OK);
	test_ctx_end(&c);
	test_clock_pass(86400);
	begin(h, "amara", &c);
	assert_int_equal(use(&c, p, id), OK);
	test_ctx_end(&c);
	test_clock_pass(86400);
	begin(h, "amara", &c);
	assert_false(one(&c, p, id).live);
	assert_int_equal(use(&c, p, id), ERR_CONFLICT);
	test_ctx_end(&c);
}

static void taking_back_works_on_what_is_already_on_its_way(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived(h);
	struct ctx using;
	struct ctx c;
	struct row_id id;
	struct row_id back;
	struct consent_list all;

	begin(h, "amara", &c);
	id = give(&c, p, &referral);
	begin(h, "amara", &using);
	assert_int_equal(consent_expect(&using, p, id), OK);
	back = row_id_fresh(c.now);
	assert_int_equal(consent_withdraw(&c, p, back, id, STR(""), STR("")), OK);
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(test_commit(&using), ERR_CONFLICT);
	test_ctx_end(&using);
	assert_int_equal(consents_read(&c, p, &all), OK);
	assert_int_equal(all.n, 1);
	assert_true(row_id_eq(all.at[0].id, back));
	assert_int_equal(all.at[0].state, CONSENT_WITHDRAWN);
	assert_true(str_eq(all.at[0].back_how, STR("spoken")));
	assert_true(str_eq(all.at[0].back_by, STR("self")));
	assert_true(str_eq(all.at[0].terms.recipient, STR("Lantern House")));
	assert_false(all.at[0].live);
	test_ctx_end(&c);
}

static void of_a_correction_and_a_taking_back_the_second_is_told(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived(h);
	struct consent_new n = referral;
	struct ctx c;
	struct row_id id;
	struct row_id later;

	begin(h, "amara", &c);
	id = give(&c, p, &referral);
	n.replaces = &id;
	n.terms.groups = 0;
	later = give(&c, p, &n);
	assert_int_equal(consent_withdraw(&c, p, row_id_fresh(c.now), id, STR(""), STR("")), OK);
	assert_int_equal(test_commit(&c), ERR_CONFLICT);
	test_ctx_end(&c);
	begin(h, "amara", &c);
	assert_false(one(&c, p, id).live);
	assert_true(one(&c, p, later).live);
	assert_int_equal(consent_withdraw(&c, p, row_id_fresh(c.now), later, STR(""), STR("")), OK);
	assert_int_equal(test_commit(&c), OK);
	n.replaces = &later;
	assert_int_equal(consent_give(&c, p, row_id_fresh(c.now), &n), OK);
	assert_int_equal(test_commit(&c), ERR_CONFLICT);
	test_ctx_end(&c);
}

/* --- what follows --- */

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

static void one_task_asks_again_before_the_first_that_ends(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived(h);
	struct consent_new recording = about("recording");
	struct consent_new research = about("research");
	struct ctx c;
	struct row_id id;

	begin(h, "amara", &c);
	(void)give(&c, p, &referral);
	assert_int_equal(due_on(&c, p, day_add(c.today, 30 - CONSENT_WARN_DAYS)), 0);
	(void)give(&c, p, &recording);
	assert_int_equal(due_on(&c, p, day_add(c.today, 365 - CONSENT_WARN_DAYS)), 1);
	research.terms.recipient = STR("University");
	research.terms.until = day_add(c.today, 100);
	id = give(&c, p, &research);
	assert_int_equal(due_on(&c, p, day_add(c.today, 100 - CONSENT_WARN_DAYS)), 1);
	assert_int_equal(due_on(&c, p, day_add(c.today, 365 - CONSENT_WARN_DAYS)), 0);
	assert_int_equal(consent_withdraw(&c, p, row_id_fresh(c.now), id, STR(""), STR("")), OK);
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(due_on(&c, p, day_add(c.today, 365 - CONSENT_WARN_DAYS)), 1);
	assert_int_equal(due_on(&c, p, day_add(c.today, 100 - CONSENT_WARN_DAYS)), 0);
	test_ctx_end(&c);
}

struct search {
	struct pseudonym_id pseudonym;
	int64_t statistics;
	int64_t until;
};

static enum err keep_folded(void *arg, const struct folded *f)
{
	struct search *s = arg;

	if (pseudonym_id_eq(f->pseudonym, s->pseudonym)) {
		s->statistics = fields_int(f->body, "statistics", -1);
		s->until = fields_int(f->body, "until", -1);
	}
	return OK;
}

static int64_t folded_statistics(struct test_house *h, struct pseudonym_id pseudonym)
{
	struct search s = { .pseudonym = pseudonym, .statistics = -1 };
	int64_t folded;
	struct ctx c;

	begin(h, "eva", &c);
	assert_int_equal(inbox_fold(&c, &folded), OK);
	test_ctx_end(&c);
	begin(h, "eva", &c);
	assert_int_equal(folded_each(&c, keep_folded, &s), OK);
	test_ctx_end(&c);
	return s.statistics;
}

static void being_counted_reaches_the_figures_without_a_name_and_ends_there_too(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived(h);
	struct consent_new n = about("statistics");
	struct episode e;
	struct ctx c;
	struct row_id id;

	begin(h, "amara", &c);
	assert_int_equal(episode_now(&c, p, &e), OK);
	assert_int_equal(folded_statistics(h, e.pseudonym), -1);
	id = give(&c, p, &n);
	assert_int_equal(folded_statistics(h, e.pseudonym), 1);
	test_clock_pass(1);
	test_ctx_end(&c);
	begin(h, "amara", &c);
	assert_int_equal(consent_withdraw(&c, p, row_id_fresh(c.now), id, STR("written"), STR("self")),
	                 OK);
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(folded_statistics(h, e.pseudonym), 0);
	test_ctx_end(&c);
}

static void who_has_no_key_of_the_case_sees_that_there_is_one_and_not_which(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived(h);
	struct consent_list all;
	struct ctx c;
	struct row_id id;

	begin(h, "amara", &c);
	id = give(&c, p, &referral);
	assert_int_equal(person_assign(&c, p, test_user(h, "hana")), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	begin(h, "hana", &c);
	assert_int_equal(consents_read(&c, p, &all), OK);
	assert_int_equal(all.n, 1);
	assert_true(all.at[0].closed);
	assert_null(all.at[0].terms.recipient.p);
	assert_int_equal(consent_expect(&c, p, id), ERR_DENIED);
	assert_int_equal(consent_withdraw(&c, p, row_id_fresh(c.now), id, STR(""), STR("")),
	                 ERR_DENIED);
	assert_int_equal(consent_give(&c, p, row_id_fresh(c.now), &referral), ERR_DENIED);
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

static void the_form_says_what_is_missing_and_keeps_the_rest(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived(h);
	struct test_browser b;

	test_browser(&b, h);
	assert_int_equal(test_sign_in(&b, "amara", NULL), 303);
	assert_int_equal(test_get(&b, address(p, "/consents/new?purpose=referral")), 200);
	assert_true(test_sees(&b, "You get help all the same."));
	assert_int_equal(test_post(&b, address(p, "/consents/new"),
	                           "purpose=referral&answer=given&withheld=the+child"),
	                 422);
	assert_true(test_sees(&b, "Please name one person or place"));
	assert_true(test_sees(&b, "the child"));
	assert_int_equal(test_get(&b, address(p, "/consents/new?purpose=media")), 404);
	assert_int_equal(test_get(&b, address(p, "/consents/new?purpose=referral")), 200);
	assert_int_equal(
		test_post(&b, address(p, "/consents/new"),
	              "purpose=referral&answer=given&recipient=Lantern+House&groups-name=1&how=mark"),
		303);
	assert_int_equal(test_follow(&b), 200);
	assert_true(test_sees(&b, "Lantern House"));
	assert_true(test_sees(&b, "Give information"));
	test_browser_end(&b);
}

static const char *consent_address(struct person_id p, struct row_id id, const char *tail)
{
	static char path[200];
	char text[ID_TEXT + 1];
	char row[100];

	id_write(id.b, text);
	(void)snprintf(row, sizeof row, "/consents/%s%s", text, tail);
	(void)snprintf(path, sizeof path, "%s", address(p, row));
	return path;
}

static void one_tap_takes_it_back(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived(h);
	struct test_browser b;
	struct ctx c;
	struct row_id id;

	begin(h, "amara", &c);
	id = give(&c, p, &referral);
	test_ctx_end(&c);
	test_browser(&b, h);
	assert_int_equal(test_sign_in(&b, "amara", NULL), 303);
	assert_int_equal(test_get(&b, address(p, "/consents")), 200);
	assert_int_equal(test_post(&b, consent_address(p, id, "/withdraw"), ""), 303);
	assert_int_equal(test_follow(&b), 200);
	assert_true(test_sees(&b, "Taken back; written down by"));
	assert_false(test_sees(&b, "Give information"));
	assert_int_equal(test_get(&b, address(p, "/consents")), 200);
	assert_int_equal(test_post(&b, consent_address(p, id, "/withdraw"), ""), 409);
	test_browser_end(&b);
}

static void the_page_that_is_safe_to_carry_names_nothing(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived(h);
	struct test_browser b;
	struct ctx c;
	struct row_id id;

	begin(h, "amara", &c);
	id = give(&c, p, &referral);
	test_ctx_end(&c);
	test_browser(&b, h);
	assert_int_equal(test_sign_in(&b, "amara", NULL), 303);
	assert_int_equal(test_get(&b, consent_address(p, id, "/print")), 200);
	assert_int_equal(test_post(&b, consent_address(p, id, "/print"), ""), 422);
	assert_int_equal(test_post(&b, consent_address(p, id, "/print"), "carry=discreet"), 303);
	assert_int_equal(test_follow(&b), 200);
	assert_true(test_sees(&b, "Yes to one thing"));
	assert_false(test_sees(&b, "Marigold"));
	assert_false(test_sees(&b, "Lantern House"));
	assert_false(test_sees(&b, "onsent<"));
	assert_false(test_sees(&b, "Kintsugi"));
	assert_int_equal(test_get(&b, consent_address(p, id, "/paper")), 200);
	assert_true(test_sees(&b, "Marigold"));
	assert_true(test_sees(&b, "Lantern House"));
	test_browser_end(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_agreed_comes_back_as_it_was_said),
		cmocka_unit_test(a_purpose_of_the_house_itself_names_the_house_and_still_ends),
		cmocka_unit_test(what_lacks_a_part_cannot_stand),
		cmocka_unit_test(a_no_is_a_full_answer),
		cmocka_unit_test(it_can_be_used_until_its_last_day_and_not_after),
		cmocka_unit_test(taking_back_works_on_what_is_already_on_its_way),
		cmocka_unit_test(of_a_correction_and_a_taking_back_the_second_is_told),
		cmocka_unit_test(one_task_asks_again_before_the_first_that_ends),
		cmocka_unit_test(being_counted_reaches_the_figures_without_a_name_and_ends_there_too),
		cmocka_unit_test(who_has_no_key_of_the_case_sees_that_there_is_one_and_not_which),
		cmocka_unit_test(the_form_says_what_is_missing_and_keeps_the_rest),
		cmocka_unit_test(one_tap_takes_it_back),
		cmocka_unit_test(the_page_that_is_safe_to_carry_names_nothing),
	};

	return test_on_both("consents", tests, sizeof tests / sizeof *tests);
}
