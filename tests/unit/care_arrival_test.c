/* The arrival card: only a label is needed, care begins today, and nobody is entered twice
 * unawares. */
#include "care/arrival.h"
#include "care/contact.h"
#include "care/day_sql.h"
#include "care/person.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "harness/both.h"

static void begin(struct test_house *h, const char *user, struct ctx *c)
{
	assert_int_equal(test_ctx(h, user, c), OK);
}

static struct person_id receive(struct test_house *h, const char *user, const struct arrival *card)
{
	struct person_id p;
	struct ctx c;

	begin(h, user, &c);
	p = person_id_fresh(c.now);
	assert_int_equal(arrival_write(&c, p, h->teams[TEST_HARBOUR], card), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	return p;
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

static void a_label_is_all_that_is_needed(void **state)
{
	struct test_house *h = *state;
	struct arrival card = { .label = STR("Person 7") };
	struct person_id p = receive(h, "amara", &card);
	struct contact_rules rules;
	struct arrival read;
	struct person her;
	struct ctx c;

	begin(h, "amara", &c);
	assert_int_equal(person_read(&c, p, &her), OK);
	assert_true(str_eq(her.name, STR("Person 7")));
	assert_int_equal(arrival_read(&c, p, &read), OK);
	assert_int_equal(read.urgent, 0);
	assert_int_equal(read.day.n, c.today.n);
	assert_int_equal(contact_read(&c, p, &rules), OK);
	assert_int_equal(rules.n, 0);
	assert_int_equal(due_on(&c, p, c.today), 0);
	assert_int_equal(due_on(&c, p, day_add(c.today, 1)), 1);
	test_ctx_end(&c);
}

static void urgent_needs_are_due_today(void **state)
{
	struct test_house *h = *state;
	struct arrival card = { .label = STR("Person 8"),
		                    .urgent = URGENT_MEDICINE | URGENT_CHILD,
		                    .urgent_words = STR("insulin") };
	struct person_id p = receive(h, "amara", &card);
	struct arrival read;
	struct ctx c;

	begin(h, "amara", &c);
	assert_int_equal(due_on(&c, p, c.today), 2);
	assert_int_equal(arrival_read(&c, p, &read), OK);
	assert_int_equal(read.urgent, URGENT_MEDICINE | URGENT_CHILD);
	assert_true(str_eq(read.urgent_words, STR("insulin")));
	test_ctx_end(&c);
	card.urgent = URGENT_SELF_HARM | URGENT_INJURY;
	p = receive(h, "amara", &card);
	begin(h, "amara", &c);
	assert_int_equal(due_on(&c, p, c.today), 2);
	test_ctx_end(&c);
}

static void a_line_about_contact_without_a_way_allows_nothing(void **state)
{
	struct test_house *h = *state;
	struct arrival card = { .label = STR("Person 9"),
		                    .contact = STR("the brother reads the phone") };
	struct person_id p = receive(h, "amara", &card);
	struct contact_rules rules;
	struct ctx c;

	begin(h, "amara", &c);
	assert_int_equal(contact_read(&c, p, &rules), OK);
	assert_int_equal(rules.n, 1);
	assert_false(contact_may(&rules.at[0], c.today));
	assert_true(str_eq(rules.at[0].hours, card.contact));
	test_ctx_end(&c);
	card.channel = STR("text");
	p = receive(h, "amara", &card);
	begin(h, "amara", &c);
	assert_int_equal(contact_read(&c, p, &rules), OK);
	assert_true(contact_may(&rules.at[0], c.today));
	assert_true(str_eq(rules.at[0].channel, STR("text")));
	test_ctx_end(&c);
}

static void a_child_gets_the_texts_of_its_age_also_without_a_year(void **state)
{
	static const char *const ages[] = { "adult", "12_17", "6_11", "0_5" };
	struct test_house *h = *state;

	for (size_t i = 0; i < sizeof ages / sizeof *ages; i++) {
		struct arrival card = { .label = STR("Young"), .age = str_z(ages[i]) };
		struct person_id p = receive(h, "amara", &card);
		struct episode e;
		struct ctx c;
		begin(h, "amara", &c);
		assert_int_equal(episode_now(&c, p, &e), OK);
		assert_true(str_eq(e.age_group, str_z(ages[i])));
		test_ctx_end(&c);
	}
}

static void whoever_is_there_at_night_receives_people(void **state)
{
	static const char *const who[] = { "nadia", "hana", "cora", "lia", "lena" };
	struct test_house *h = *state;
	struct arrival card = { .label = STR("Night guest"), .place = STR("Blue room") };

	for (size_t i = 0; i < sizeof who / sizeof *who; i++) {
		struct person_id p = receive(h, who[i], &card);
		bool location;
		struct arrival read;
		struct ctx c;
		begin(h, who[i], &c);
		location = (role_compartments(c.actor->roles) >> IN_LOCATION & 1) != 0;
		assert_int_equal(arrival_read(&c, p, &read), OK);
		assert_true(str_eq(read.label, card.label));
		assert_int_equal(read.place.p != NULL, location);
		assert_false(actor_is(c.actor, ROLE_caseworker));
		test_ctx_end(&c);
	}
}

static void nobody_receives_people_for_another_team(void **state)
{
	struct test_house *h = *state;
	struct arrival card = { .label = STR("Person 10") };
	struct ctx c;

	begin(h, "amara", &c);
	assert_int_equal(arrival_write(&c, person_id_fresh(c.now), h->teams[TEST_ORCHARD], &card),
	                 ERR_DENIED);
	test_ctx_end(&c);
}

/* --- the pages --- */

static void sign_in(struct test_browser *b, struct test_house *h, const char *user)
{
	test_browser(b, h);
	assert_int_equal(test_sign_in(b, user, NULL), 303);
}

static struct person_id person_in(struct str location)
{
	struct person_id p;

	assert_true(location.n >= strlen("/people/") + ID_TEXT);
	assert_true(id_read((struct str){ location.p + strlen("/people/"), ID_TEXT }, p.b));
	return p;
}

static void the_card_leads_to_the_welcome_and_keeps_what_was_typed(void **state)
{
	struct test_house *h = *state;
	struct test_browser b;
	struct person_id p;
	struct arrival read;
	struct ctx c;

	sign_in(&b, h, "amara");
	assert_int_equal(test_get(&b, "/people/new"), 200);
	assert_int_equal(test_post(&b, "/people/new", "urgent_words=a+fever&urgent-injury=1"), 422);
	assert_true(test_sees(&b, "a fever"));
	assert_int_equal(test_post(&b, "/people/new", "label=Zora&birth_year=12"), 422);
	assert_int_equal(test_post(&b, "/people/new", "label=Zora&language=nothing"), 422);
	assert_int_equal(test_post(&b, "/people/new",
	                           "label=Zora&urgent-injury=1&language=so&place=H2&channel=none"),
	                 303);
	p = person_in(b.location);
	assert_int_equal(test_follow(&b), 200);
	assert_true(test_sees(&b, "aria-current=\"step\""));
	test_browser_end(&b);
	begin(h, "amara", &c);
	assert_int_equal(arrival_read(&c, p, &read), OK);
	assert_int_equal(read.urgent, URGENT_INJURY);
	assert_true(str_eq(read.place, STR("H2")));
	test_ctx_end(&c);
}

static void a_name_alike_is_shown_before_it_is_saved(void **state)
{
	struct test_house *h = *state;
	struct arrival card = { .label = STR("Quetzalia Montenegro") };
	struct person_id p = receive(h, "amara", &card);
	struct test_browser b;
	char id[ID_TEXT + 1];

	id_write(p.b, id);
	sign_in(&b, h, "amara");
	assert_int_equal(test_get(&b, "/people/new"), 200);
	assert_int_equal(test_post(&b, "/people/new", "label=Quetzalia+Montenegro&place=H3"), 422);
	assert_true(test_sees(&b, id));
	assert_true(test_sees(&b, "Somebody else: save"));
	assert_true(test_sees(&b, "name=\"checked\" value=\"Quetzalia Montenegro\""));
	assert_true(test_sees(&b, "value=\"H3\""));
	assert_int_equal(test_post(&b, "/people/new", "label=Quetzalia+Montenegro&checked=Zora"), 422);
	assert_int_equal(
		test_post(&b, "/people/new", "label=Quetzalia+Montenegro&checked=Quetzalia+Montenegro"),
		303);
	assert_false(person_id_eq(person_in(b.location), p));
	test_browser_end(&b);
}

static size_t names_like(struct test_house *h, const char *text)
{
	struct person_list list;
	struct ctx c;
	size_t n;

	begin(h, "amara", &c);
	assert_int_equal(person_search(&c, str_z(text), &list), OK);
	n = list.n;
	test_ctx_end(&c);
	return n;
}

static void a_card_that_is_sent_twice_is_one_person(void **state)
{
	struct test_house *h = *state;
	struct test_browser b;
	char token[sizeof b.token];
	struct person_id p;

	sign_in(&b, h, "amara");
	assert_int_equal(test_get(&b, "/people/new"), 200);
	memcpy(token, b.token, sizeof token);
	assert_int_equal(test_post(&b, "/people/new", "label=Wilhelmina&checked=Wilhelmina"), 303);
	p = person_in(b.location);
	memcpy(b.token, token, sizeof token);
	assert_int_equal(test_post(&b, "/people/new", "label=Wilhelmina&checked=Wilhelmina"), 303);
	assert_true(person_id_eq(person_in(b.location), p));
	test_browser_end(&b);
	assert_int_equal(names_like(h, "Wilhelmina"), 1);
}

static void thirty_arrive_at_once(void **state)
{
	struct test_house *h = *state;
	struct test_browser b;
	char form[4096] = "";
	size_t n = 0;

	for (int i = 1; i <= 30; i++)
		n += (size_t)snprintf(form + n, sizeof form - n,
		                      "%slabel_%d=Boatguest+%d&u%d-medicine=1&language_%d=so",
		                      i > 1 ? "&" : "", i, i, i, i);
	sign_in(&b, h, "lena");
	assert_int_equal(test_get(&b, "/people/new/many"), 200);
	assert_int_equal(test_post(&b, "/people/new/many", ""), 422);
	assert_int_equal(test_post(&b, "/people/new/many", "label_1=A&u2-child=1"), 422);
	assert_int_equal(test_post(&b, "/people/new/many", form), 303);
	assert_true(str_starts(b.location, STR("/people?")));
	test_browser_end(&b);
	assert_int_equal(names_like(h, "Boatguest"), 30);
}

/* The same thirty once more, each ticked as somebody new from line `from` on. */
static const char *guests_again(char form[8192], int from)
{
	size_t n = 0;

	for (int i = 1; i <= 30; i++) {
		n += (size_t)snprintf(form + n, 8192 - n, "%slabel_%d=Harborguest+%d", i > 1 ? "&" : "", i,
		                      i);
		if (i >= from)
			n += (size_t)snprintf(form + n, 8192 - n, "&new_%d=Harborguest+%d", i, i);
	}
	return form;
}

static void a_line_that_may_be_somebody_known_waits_and_all_others_with_it(void **state)
{
	struct test_house *h = *state;
	struct test_browser b;
	char form[8192];

	sign_in(&b, h, "lena");
	assert_int_equal(test_get(&b, "/people/new/many"), 200);
	assert_int_equal(test_post(&b, "/people/new/many", guests_again(form, 31)), 303);
	assert_int_equal(names_like(h, "Harborguest"), 30);
	snprintf(b.lang, sizeof b.lang, "ar");
	assert_int_equal(test_get(&b, "/people/new/many"), 200);
	assert_int_equal(test_post(&b, "/people/new/many", guests_again(form, 31)), 422);
	/* Twelve are asked about at once, the others when these are settled. */
	assert_true(test_sees(&b, "name=\"new_12\" value=\"Harborguest 12\""));
	assert_false(test_sees(&b, "name=\"new_13\""));
	assert_true(test_sees(&b, "<bdi>Harborguest 7</bdi> K-"));
	/* P12: also when every line is somebody known. */
	assert_true(b.body.n <= 32 * 1024);
	assert_int_equal(names_like(h, "Harborguest"), 30);
	/* One line is not ticked, so that all of them wait. */
	assert_int_equal(test_post(&b, "/people/new/many", guests_again(form, 2)), 422);
	assert_true(test_sees(&b, "value=\"Harborguest 2\" checked"));
	assert_int_equal(names_like(h, "Harborguest"), 30);
	/* A tick holds for the name it was set for. */
	assert_int_equal(test_post(&b, "/people/new/many", "label_1=Harborguest+3&new_1=Harborguest+9"),
	                 422);
	assert_int_equal(test_post(&b, "/people/new/many", guests_again(form, 1)), 303);
	test_browser_end(&b);
	assert_int_equal(names_like(h, "Harborguest"), 50); /* and more */
}

static void who_sees_no_people_receives_none(void **state)
{
	static const char *const who[] = { "vera", "eva", "tom", "boris", "grace" };
	struct test_house *h = *state;

	for (size_t i = 0; i < sizeof who / sizeof *who; i++) {
		struct test_browser b;
		sign_in(&b, h, who[i]);
		assert_int_equal(test_get(&b, "/people/new"), 403);
		assert_int_equal(test_get(&b, "/people/new/many"), 403);
		test_browser_end(&b);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_label_is_all_that_is_needed),
		cmocka_unit_test(urgent_needs_are_due_today),
		cmocka_unit_test(a_line_about_contact_without_a_way_allows_nothing),
		cmocka_unit_test(a_child_gets_the_texts_of_its_age_also_without_a_year),
		cmocka_unit_test(whoever_is_there_at_night_receives_people),
		cmocka_unit_test(nobody_receives_people_for_another_team),
		cmocka_unit_test(the_card_leads_to_the_welcome_and_keeps_what_was_typed),
		cmocka_unit_test(a_name_alike_is_shown_before_it_is_saved),
		cmocka_unit_test(a_card_that_is_sent_twice_is_one_person),
		cmocka_unit_test(thirty_arrive_at_once),
		cmocka_unit_test(a_line_that_may_be_somebody_known_waits_and_all_others_with_it),
		cmocka_unit_test(who_sees_no_people_receives_none),
	};

	return test_on_both("arrival", tests, sizeof tests / sizeof *tests);
}
