/* Information given out: only what a live consent allows, or without one and seen by a second
 * person. */
#include "base/fields.h"
#include "care/casework.h"
#include "care/contact.h"
#include "care/day.h"
#include "care/day_sql.h"
#include "care/disclosure.h"
#include "care/disclosure_inside.h"
#include "care/person.h"
#include "care/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "harness/both.h"

static void saved(struct ctx *c)
{
	assert_int_equal(test_commit(c), OK);
	test_ctx_end(c);
}

static struct person_id arrived(struct test_house *h)
{
	struct person p = { .name = STR("Marigold"), .voice = VOICE_SHE };
	struct ctx c;

	assert_int_equal(test_ctx(h, "amara", &c), OK);
	p.id = person_id_fresh(c.now);
	assert_int_equal(person_arrive(&c, &p, h->teams[TEST_HARBOUR], c.today), OK);
	saved(&c);
	return p.id;
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

static struct row_id agreed(struct ctx *c, struct person_id p, uint32_t groups)
{
	struct consent_new n = { .terms = { .purpose = STR("referral"),
		                                .recipient = STR("Lantern House"),
		                                .groups = groups,
		                                .day = NO_DAY,
		                                .until = NO_DAY } };
	struct row_id id = row_id_fresh(c->now);

	assert_int_equal(consent_give(c, p, id, &n), OK);
	assert_int_equal(test_commit(c), OK);
	return id;
}

static void spoken(struct ctx *c, struct person_id p)
{
	const struct words w = {
		.state = WORDS_WRITTEN, .concerns = STR("my sister"), .wishes = STR("to sew"), .day = NO_DAY
	};

	assert_int_equal(words_write(c, p, row_id_fresh(c->now), &w, NULL), OK);
	assert_int_equal(test_commit(c), OK);
}

static struct disclosure one(struct ctx *c, struct person_id p, struct row_id id)
{
	struct disclosure d;

	assert_int_equal(disclosure_read(c, p, id, &d), OK);
	return d;
}

static bool on_paper(struct ctx *c, const struct disclosure *d, const char *text)
{
	struct paper_lines lines = disclosure_lines(c, d);

	for (size_t i = 0; i < lines.n; i++)
		if (str_eq(lines.at[i].text, str_z(text)))
			return true;
	return false;
}

/* --- under a consent --- */

static void only_what_is_ticked_and_allowed_goes_on_the_paper(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived(h);
	struct disclosure_share s = { .groups = 1U << GROUP_NAME,
		                          .words = STR("a bed for two"),
		                          .carry = STR("open") };
	struct disclosure d;
	struct ctx c = test_task("amara");
	struct row_id id;

	spoken(&c, p);
	s.consent = agreed(&c, p, 1U << GROUP_NAME | 1U << GROUP_CASE);
	id = row_id_fresh(c.now);
	assert_int_equal(disclosure_give(&c, p, id, &s), OK);
	assert_int_equal(test_commit(&c), OK);
	d = one(&c, p, id);
	assert_true(str_eq(d.recipient, STR("Lantern House")));
	assert_true(row_id_eq(d.consent, s.consent));
	assert_true(on_paper(&c, &d, "Marigold"));
	assert_true(on_paper(&c, &d, "a bed for two"));
	assert_false(on_paper(&c, &d, "my sister"));
	assert_false(disclosure_waits(&d));
	s.groups |= 1U << GROUP_CASE;
	id = row_id_fresh(c.now);
	assert_int_equal(disclosure_give(&c, p, id, &s), OK);
	assert_int_equal(test_commit(&c), OK);
	d = one(&c, p, id);
	assert_true(on_paper(&c, &d, "my sister"));
	assert_true(on_paper(&c, &d, "to sew"));
	s.groups = 1U << GROUP_HEALTH;
	assert_int_equal(disclosure_give(&c, p, row_id_fresh(c.now), &s), ERR_INVALID);
	test_ctx_end(&c);
}

static void what_left_stays_what_it_was(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived(h);
	struct disclosure_share s = { .groups = 1U << GROUP_NAME, .carry = STR("open") };
	struct disclosure d;
	struct person other;
	struct ctx c = test_task("amara");
	struct row_id id;

	s.consent = agreed(&c, p, s.groups);
	id = row_id_fresh(c.now);
	assert_int_equal(disclosure_give(&c, p, id, &s), OK);
	assert_int_equal(person_read(&c, p, &other), OK);
	other.name = STR("Sunflower");
	assert_int_equal(person_write(&c, &other), OK);
	assert_int_equal(test_commit(&c), OK);
	d = one(&c, p, id);
	assert_true(on_paper(&c, &d, "Marigold"));
	assert_false(on_paper(&c, &d, "Sunflower"));
	test_ctx_end(&c);
}

static void a_paper_that_names_nothing_holds_no_own_words(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived(h);
	struct disclosure_share s = { .groups = 1U << GROUP_NAME | 1U << GROUP_CASE,
		                          .carry = STR("discreet") };
	struct disclosure d;
	struct ctx c = test_task("amara");
	struct row_id id;

	spoken(&c, p);
	s.consent = agreed(&c, p, s.groups);
	id = row_id_fresh(c.now);
	assert_int_equal(disclosure_give(&c, p, id, &s), OK);
	assert_int_equal(test_commit(&c), OK);
	d = one(&c, p, id);
	assert_true(on_paper(&c, &d, "Marigold"));
	assert_false(on_paper(&c, &d, "my sister"));
	test_ctx_end(&c);
}

static void nothing_leaves_under_a_consent_that_was_taken_back_meanwhile(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived(h);
	struct disclosure_share s = { .groups = 1U << GROUP_NAME, .carry = STR("open") };
	struct disclosure_list all;
	struct ctx giving;
	struct ctx c = test_task("amara");

	s.consent = agreed(&c, p, s.groups);
	giving = test_task("amara");
	assert_int_equal(disclosure_give(&giving, p, row_id_fresh(c.now), &s), OK);
	assert_int_equal(consent_withdraw(&c, p, row_id_fresh(c.now), s.consent, STR(""), STR("")), OK);
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(test_commit(&giving), ERR_CONFLICT);
	test_ctx_end(&giving);
	assert_int_equal(disclosures_read(&c, p, &all), OK);
	assert_int_equal(all.n, 0);
	test_ctx_end(&c);
}

static void what_is_for_the_house_itself_is_given_to_nobody(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived(h);
	struct consent_new n = { .terms = { .purpose = STR("service"),
		                                .groups = 1U << GROUP_NAME,
		                                .day = NO_DAY,
		                                .until = NO_DAY } };
	struct disclosure_share s = { .groups = 1U << GROUP_NAME, .carry = STR("open") };
	struct ctx c = test_task("amara");

	s.consent = row_id_fresh(c.now);
	assert_int_equal(consent_give(&c, p, s.consent, &n), OK);
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(disclosure_give(&c, p, row_id_fresh(c.now), &s), ERR_INVALID);
	test_ctx_end(&c);
}

/* --- without one --- */

static const struct disclosure_new call = { .ground = { "danger", 6 },
	                                        .recipient = { "Rescue service", 14 },
	                                        .groups = 1U << GROUP_WHERE,
	                                        .words = { "the street", 10 },
	                                        .told = { "danger", 6 },
	                                        .wait = { "he reads the phone", 18 },
	                                        .day = { INT32_MIN },
	                                        .review = { INT32_MIN } };

static struct row_id called(struct ctx *c, struct person_id p, const struct disclosure_new *n)
{
	struct row_id id = row_id_fresh(c->now);

	assert_int_equal(disclosure_write(c, p, id, n), OK);
	assert_int_equal(test_commit(c), OK);
	return id;
}

static void the_next_working_day_is_no_saturday_and_no_sunday(void **state)
{
	(void)state;
	assert_int_equal(disclosure_working_day(day_of(2026, 3, 2)).n, day_of(2026, 3, 3).n);
	assert_int_equal(disclosure_working_day(day_of(2026, 3, 5)).n, day_of(2026, 3, 6).n);
	assert_int_equal(disclosure_working_day(day_of(2026, 3, 6)).n, day_of(2026, 3, 9).n);
	assert_int_equal(disclosure_working_day(day_of(2026, 3, 7)).n, day_of(2026, 3, 9).n);
	assert_int_equal(disclosure_working_day(day_of(1969, 12, 26)).n, day_of(1969, 12, 29).n);
}

static void a_second_person_looks_and_never_the_one_who_wrote(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived(h);
	struct ctx c = test_task("amara");
	struct row_id id;

	id = called(&c, p, &call);
	assert_int_equal(due_on(&c, p, disclosure_working_day(c.today)), 1);
	assert_true(disclosure_unseen(&(struct disclosure){ .ground = STR("court") }));
	assert_int_equal(disclosure_seen(&c, p, id), OK);
	assert_int_equal(test_commit(&c), ERR_CONFLICT);
	test_ctx_end(&c);
	c = test_task("lena");
	assert_false(one(&c, p, id).mine);
	assert_int_equal(disclosure_seen(&c, p, id), OK);
	assert_int_equal(test_commit(&c), OK);
	assert_true(str_eq(one(&c, p, id).reviewer, STR("lena")));
	assert_int_equal(due_on(&c, p, disclosure_working_day(c.today)), 0);
	assert_int_equal(disclosure_seen(&c, p, id), OK);
	assert_int_equal(test_commit(&c), ERR_CONFLICT);
	test_ctx_end(&c);
}

static void each_disclosure_waits_for_its_own_second_person(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived(h);
	struct row_id second;
	struct row_id told;
	struct row_id first;
	struct day due;
	struct ctx c = test_task("amara");

	due = disclosure_working_day(c.today);
	first = called(&c, p, &call);
	second = called(&c, p, &call);
	assert_int_equal(due_on(&c, p, due), 2);
	/* It keeps its task when what was told to her is written. */
	told = row_id_fresh(c.now);
	assert_int_equal(disclosure_tell(&c, p, told, second, STR("yes"), STR(""), NO_DAY), OK);
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(due_on(&c, p, due), 2);
	test_ctx_end(&c);
	c = test_task("lena");
	assert_int_equal(disclosure_seen(&c, p, told), OK);
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(due_on(&c, p, due), 1);
	assert_int_equal(disclosure_seen(&c, p, first), OK);
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(due_on(&c, p, due), 0);
	test_ctx_end(&c);
}

static struct str last_words(struct ctx *c, struct person_id p)
{
	struct audit_lines lines;

	assert_int_equal(audit_of_person(c, p, 0, &lines), OK);
	assert_true(lines.n > 0);
	return lines.at[0].words;
}

static void the_list_of_who_opened_it_says_why_unless_telling_endangers(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived(h);
	struct disclosure_new report = call;
	struct ctx c = test_task("amara");
	struct row_id id;

	id = called(&c, p, &call);
	assert_true(last_words(&c, p).n == 0);
	assert_int_equal(one(&c, p, id).review.n, c.today.n + REVIEW_DAYS);
	assert_int_equal(disclosure_tell(&c, p, row_id_fresh(c.now), id, STR("yes"), STR(""), NO_DAY),
	                 OK);
	assert_int_equal(test_commit(&c), OK);
	assert_true(
		str_eq(last_words(&c, p), STR("Rescue service: Where I live. A life is in danger")));
	report.ground = STR("report");
	report.told = STR("yes");
	(void)called(&c, p, &report);
	assert_true(
		str_eq(last_words(&c, p), STR("Rescue service: Where I live. The law makes us report it")));
	test_ctx_end(&c);
}

static void telling_is_thought_of_again_and_loses_nothing_of_the_rest(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived(h);
	struct row_id later;
	struct disclosure d;
	struct ctx c = test_task("amara");
	struct row_id id;

	id = called(&c, p, &call);
	assert_int_equal(due_on(&c, p, day_add(c.today, REVIEW_DAYS)), 1);
	test_ctx_end(&c);
	c = test_task("lena");
	assert_int_equal(disclosure_seen(&c, p, id), OK);
	assert_int_equal(test_commit(&c), OK);
	later = row_id_fresh(c.now);
	assert_int_equal(
		disclosure_tell(&c, p, later, id, STR("later"), STR("away"), day_add(c.today, 3)), OK);
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(due_on(&c, p, day_add(c.today, REVIEW_DAYS)), 0);
	assert_int_equal(due_on(&c, p, day_add(c.today, 3)), 1);
	d = one(&c, p, later);
	assert_true(str_eq(d.author, STR("amara")));
	assert_true(str_eq(d.reviewer, STR("lena")));
	assert_true(str_eq(d.words, STR("the street")));
	assert_true(str_eq(d.wait, STR("away")));
	assert_int_equal(disclosure_tell(&c, p, row_id_fresh(c.now), id, STR("yes"), STR(""), NO_DAY),
	                 OK);
	assert_int_equal(test_commit(&c), ERR_CONFLICT);
	test_ctx_end(&c);
	c = test_task("lena");
	assert_int_equal(
		disclosure_tell(&c, p, row_id_fresh(c.now), later, STR("yes"), STR(""), NO_DAY), OK);
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(due_on(&c, p, day_add(c.today, 3)), 0);
	test_ctx_end(&c);
}

static void what_was_not_told_yet_is_one_task_on_the_soonest_day(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived(h);
	struct disclosure_new soon = call;
	struct row_id first;
	struct row_id second;
	struct ctx c = test_task("amara");

	first = called(&c, p, &call);
	soon.review = day_add(c.today, 5);
	second = called(&c, p, &soon);
	assert_int_equal(due_on(&c, p, day_add(c.today, 5)), 1);
	assert_int_equal(due_on(&c, p, day_add(c.today, REVIEW_DAYS)), 0);
	assert_int_equal(
		disclosure_tell(&c, p, row_id_fresh(c.now), second, STR("yes"), STR(""), NO_DAY), OK);
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(due_on(&c, p, day_add(c.today, 5)), 0);
	assert_int_equal(due_on(&c, p, day_add(c.today, REVIEW_DAYS)), 1);
	assert_int_equal(
		disclosure_tell(&c, p, row_id_fresh(c.now), first, STR("yes"), STR(""), NO_DAY), OK);
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(due_on(&c, p, day_add(c.today, REVIEW_DAYS)), 0);
	test_ctx_end(&c);
}

static void only_three_reasons_count(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived(h);
	struct disclosure_new n = call;
	struct ctx c = test_task("amara");

	n.ground = STR("consent");
	assert_int_equal(disclosure_write(&c, p, row_id_fresh(c.now), &n), ERR_INVALID);
	n = call;
	n.recipient = STR("");
	assert_int_equal(disclosure_write(&c, p, row_id_fresh(c.now), &n), ERR_INVALID);
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

static void the_paper_is_shown_once_it_is_written_down_and_not_after_the_consent(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived(h);
	struct test_browser b;
	struct row_id consent;
	struct str paper;
	char text[ID_TEXT + 1];
	char tail[100];
	char path[200];
	struct ctx c = test_task("amara");

	consent = agreed(&c, p, 1U << GROUP_NAME);
	id_write(consent.b, text);
	(void)snprintf(tail, sizeof tail, "/consents/%s/share", text);
	test_browser(&b, h);
	assert_int_equal(test_sign_in(&b, "amara", NULL), 303);
	assert_int_equal(test_get(&b, address(p, tail)), 200);
	assert_true(test_sees(&b, "may receive"));
	assert_false(test_sees(&b, "My health"));
	assert_int_equal(test_post(&b, address(p, tail), "groups-health=1&carry=open"), 422);
	assert_int_equal(test_post(&b, address(p, tail), "groups-name=1&carry=open&words=a+bed"), 303);
	paper = b.location;
	(void)snprintf(path, sizeof path, "%.*s", (int)paper.n, paper.p);
	assert_int_equal(test_get(&b, path), 200);
	assert_true(test_sees(&b, "Marigold"));
	assert_true(test_sees(&b, "a bed"));
	assert_false(test_sees(&b, "class=\"top\""));
	assert_int_equal(consent_withdraw(&c, p, row_id_fresh(c.now), consent, STR(""), STR("")), OK);
	saved(&c);
	assert_int_equal(test_get(&b, path), 200);
	assert_false(test_sees(&b, "Marigold"));
	assert_true(test_sees(&b, "does not hold any more"));
	assert_int_equal(test_get(&b, address(p, tail)), 200);
	assert_false(test_sees(&b, "may receive"));
	test_browser_end(&b);
}

/* --- in the fields of HTCDS --- */

static const uint32_t whole = 1U << GROUP_NAME | 1U << GROUP_STORY | 1U << GROUP_CASE;

/* The consent of these tests is to a referral: of that the file says to whom, when and what. */
#define REFERRAL "cas_ReferredOrganisation,cas_OutgoingReferralDate,cas_OutgoingReferralDetails"

static struct row_id file_given(struct ctx *c, struct person_id p, struct row_id consent,
                                uint32_t groups)
{
	struct disclosure_share s = {
		.consent = consent, .groups = groups, .words = STR("a bed"), .carry = STR("file")
	};
	struct row_id id = row_id_fresh(c->now);

	assert_int_equal(disclosure_give(c, p, id, &s), OK);
	assert_int_equal(test_commit(c), OK);
	return id;
}

static struct str file_of(struct ctx *c, struct person_id p, struct row_id id, const char *format)
{
	struct disclosure d = one(c, p, id);
	struct buf file;

	assert_int_equal(disclosure_htcds(c, &d, str_z(format), &file), OK);
	return buf_str(&file);
}

static void known(struct ctx *c, struct person_id p, const char *types, const char *gender)
{
	const struct casework w = { .types = str_z(types), .gender = str_z(gender) };

	assert_int_equal(casework_write(c, p, &w), OK);
	assert_int_equal(test_commit(c), OK);
}

/* Not only up to the first byte of nought. */
static bool lies_in(struct str bytes, const char *text)
{
	struct str wanted = str_z(text);

	for (size_t i = 0; i + wanted.n <= bytes.n; i++)
		if (memcmp(bytes.p + i, wanted.p, wanted.n) == 0)
			return true;
	return false;
}

static void a_file_has_the_fields_of_the_groups_that_were_ticked_and_no_guess(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived(h);
	struct row_id consent;
	struct row_id id;
	struct ctx c = test_task("amara");

	spoken(&c, p);
	known(&c, p, "domestic_servitude sexual_exploitation online_exploitation violence_at_home",
	      "woman");
	consent = agreed(&c, p, whole);
	id = file_given(&c, p, consent, whole);
	assert_non_null(strstr(arena_str(c.arena, file_of(&c, p, id, "json")).p,
	                       "\"fields\":{\n\"prs_FirstName\":\"Marigold\",\n"
	                       "\"prs_Gender\":\"Feminine\",\n"
	                       "\"vic_TypeOfExploitation\":[\"Servitude\",\"SexualExploitation\"],\n"
	                       "\"cas_Status\":\"Active\",\n"
	                       "\"cas_ReferredOrganisation\":\"Lantern House\",\n"
	                       "\"cas_OutgoingReferralDate\":\""));
	/* Her own words and ways to reach her are on paper only. */
	assert_true(lies_in(one(&c, p, id).body, "Marigold"));
	assert_false(lies_in(one(&c, p, id).body, "my sister"));
	id = file_given(&c, p, consent, 1U << GROUP_STORY);
	assert_non_null(strstr(arena_str(c.arena, file_of(&c, p, id, "csv")).p,
	                       "reference,vic_TypeOfExploitation," REFERRAL "\r\n\"K-"));
	known(&c, p, "violence_at_home", "another");
	id = file_given(&c, p, consent, 1U << GROUP_STORY | 1U << GROUP_CASE);
	assert_non_null(strstr(arena_str(c.arena, file_of(&c, p, id, "csv")).p,
	                       "reference,cas_Status," REFERRAL "\r\n\"K-"));
	test_ctx_end(&c);
}

/* What left then is what leaves again, and nothing leaves when the consent was taken back. */
static void a_file_is_handed_out_only_while_its_consent_holds(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived(h);
	struct test_browser b;
	struct row_id consent;
	struct row_id id;
	struct ctx c = test_task("amara");
	char person[ID_TEXT + 1];
	char row[ID_TEXT + 1];
	char path[160];

	spoken(&c, p);
	consent = agreed(&c, p, 1U << GROUP_NAME);
	id = file_given(&c, p, consent, 1U << GROUP_NAME);
	id_write(p.b, person);
	id_write(id.b, row);
	person[ID_TEXT] = row[ID_TEXT] = 0;
	(void)snprintf(path, sizeof path, "/people/%s/disclosures/%s/file?format=csv", person, row);
	test_browser(&b, h);
	assert_int_equal(test_sign_in(&b, "amara", NULL), 303);
	assert_int_equal(test_get(&b, path), 200);
	assert_true(test_sees(&b, "Marigold"));
	assert_int_equal(consent_withdraw(&c, p, row_id_fresh(c.now), consent, STR(""), STR("")), OK);
	saved(&c);
	assert_int_equal(test_get(&b, path), 303);
	assert_int_equal(test_follow(&b), 200);
	assert_false(test_sees(&b, "Marigold"));
	test_browser_end(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_what_is_ticked_and_allowed_goes_on_the_paper),
		cmocka_unit_test(what_left_stays_what_it_was),
		cmocka_unit_test(a_paper_that_names_nothing_holds_no_own_words),
		cmocka_unit_test(nothing_leaves_under_a_consent_that_was_taken_back_meanwhile),
		cmocka_unit_test(what_is_for_the_house_itself_is_given_to_nobody),
		cmocka_unit_test(the_next_working_day_is_no_saturday_and_no_sunday),
		cmocka_unit_test(a_second_person_looks_and_never_the_one_who_wrote),
		cmocka_unit_test(each_disclosure_waits_for_its_own_second_person),
		cmocka_unit_test(the_list_of_who_opened_it_says_why_unless_telling_endangers),
		cmocka_unit_test(telling_is_thought_of_again_and_loses_nothing_of_the_rest),
		cmocka_unit_test(what_was_not_told_yet_is_one_task_on_the_soonest_day),
		cmocka_unit_test(only_three_reasons_count),
		cmocka_unit_test(the_paper_is_shown_once_it_is_written_down_and_not_after_the_consent),
		cmocka_unit_test(a_file_has_the_fields_of_the_groups_that_were_ticked_and_no_guess),
		cmocka_unit_test(a_file_is_handed_out_only_while_its_consent_holds),
	};

	return test_on_both("disclosures", tests, sizeof tests / sizeof *tests);
}
