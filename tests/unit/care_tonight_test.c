/* The night card: who sees whom, what stands on it, and who can see that it was opened. */
#include "care/companion.h"
#include "care/stay.h"
#include "care/tonight.h"

#include <setjmp.h>
#include <stdarg.h>

#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "harness/both.h"

static struct ctx task(const char *user)
{
	struct ctx c;

	assert_int_equal(test_ctx(&house, user, &c), OK);
	return c;
}

static struct person_id arrives(const char *name)
{
	struct ctx c = task("amara");
	struct person p = { .id = person_id_fresh(c.now), .name = str_z(name) };
	struct safety_plan plan = { .when = { NO_DAY, NO_DAY, { NULL, 0 } }, .review = NO_DAY };

	plan.part[PART_NIGHT] = STR("Light on.");
	plan.part[PART_BARRED] = STR("A man with a grey car.");
	assert_int_equal(person_arrive(&c, &p, house.teams[TEST_HARBOUR], c.today), OK);
	assert_int_equal(safety_plan_write(&c, p.id, row_id_fresh(c.now), &plan, NULL), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	return p.id;
}

static const struct tonight_person *find(const struct tonight *t, struct person_id id)
{
	for (size_t i = 0; i < t->n; i++)
		if (person_id_eq(t->at[i].person.id, id))
			return &t->at[i];
	return NULL;
}

/* The one site of these tests; its code stands in the stays. */
static struct team_view harbour = { .code = { "H", 1 } };

static struct tonight card(struct ctx *c, bool site)
{
	struct tonight t;

	harbour.id = house.teams[TEST_HARBOUR];
	assert_int_equal(tonight_read(c, site ? &harbour : NULL, 0, &t), OK);
	return t;
}

static void on_call_reads_the_safety_of_the_site_and_nothing_else_without_an_emergency(void **state)
{
	struct person_id id = arrives("Nia");
	struct ctx c = task("nadia");
	struct tonight t = card(&c, true);
	const struct tonight_person *p = find(&t, id);

	(void)state;
	assert_non_null(p);
	assert_true(str_eq(p->person.name, STR("Nia")));
	assert_true(str_eq(p->plan.part[PART_BARRED], STR("A man with a grey car.")));
	assert_true(p->may_write && p->wider && !p->record);
	for (int comp = 1; comp <= IN_LAST_; comp++)
		assert_int_equal(can(&c, id, MAY_READ, (enum compartment)comp), comp == IN_SAFETY);
	test_ctx_end(&c);
}

static void others_see_only_those_they_walk_with(void **state)
{
	static const char *const nobody[] = { "bela", "hana", "vera", "sage", "carla" };
	struct person_id id = arrives("Nia");
	struct tonight t;
	struct ctx c;

	(void)state;
	for (size_t i = 0; i < sizeof nobody / sizeof *nobody; i++) {
		c = task(nobody[i]);
		t = card(&c, false);
		assert_null(find(&t, id));
		/* Even with the address of the site: the keys decide. */
		t = card(&c, true);
		assert_null(find(&t, id));
		test_ctx_end(&c);
	}
	c = task("amara");
	t = card(&c, false);
	assert_non_null(find(&t, id));
	test_ctx_end(&c);
	c = task("amara");
	assert_int_equal(person_assign(&c, id, test_user(&house, "vera")), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	c = task("vera");
	t = card(&c, false);
	assert_non_null(find(&t, id));
	test_ctx_end(&c);
}

static void an_emergency_brings_a_person_onto_the_card_of_safeguarding(void **state)
{
	struct person_id id = arrives("Nia");
	struct ctx c = task("sage");
	struct tonight t;

	(void)state;
	assert_int_equal(companion_emergency(&c, id, STR("A call in the night.")), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	c = task("sage");
	t = card(&c, false);
	assert_non_null(find(&t, id));
	test_ctx_end(&c);
	test_clock_pass(8 * 3600 + 60);
	c = task("sage");
	t = card(&c, false);
	assert_null(find(&t, id));
	test_ctx_end(&c);
}

static void a_colleague_who_is_kept_out_does_not_see_the_person(void **state)
{
	struct person_id id = arrives("Nia");
	struct ctx c = task("amara");
	struct tonight t;

	(void)state;
	assert_int_equal(person_unassign(&c, id, test_user(&house, "nadia"), true), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	test_forget(&house, "nadia");
	c = task("nadia");
	t = card(&c, true);
	assert_null(find(&t, id));
	test_ctx_end(&c);
}

static void whoever_is_needed_first_stands_first(void **state)
{
	struct person_id first = arrives("Early");
	struct ctx c = task("amara");
	struct tonight t;

	(void)state;
	assert_int_equal(safety_need_write(&c, first, row_id_fresh(c.now),
	                                   &(struct safety_need_new){ .kind = STR("medicine") }),
	                 OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	test_clock_pass(7200);
	(void)arrives("Late");
	c = task("nadia");
	t = card(&c, true);
	assert_true(person_id_eq(t.at[0].person.id, first));
	assert_int_equal(t.at[0].needs.n, 1);
	test_ctx_end(&c);
}

static void a_sign_that_somebody_must_be_near_stands_on_top_for_those_on_duty(void **state)
{
	struct person_id id = arrives("Nia");
	struct ctx c = task("amara");
	struct task_call call;
	struct tonight t;
	size_t before;

	(void)state;
	before = card(&c, false).signs.n;
	assert_int_equal(
		task_call(&c, id, TASK_HARM_SIGN, (struct instant){ c.now.s + 3600 }, STR("Sit with her.")),
		OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	c = task("nadia");
	t = card(&c, true);
	assert_int_equal(t.signs.n, before + 1);
	assert_true(person_id_eq(t.signs.at[0].person, id));
	assert_true(str_eq(t.names.at[0].name, STR("Nia")));
	test_ctx_end(&c);
	c = task("bela");
	t = card(&c, true);
	for (size_t i = 0; i < t.signs.n; i++)
		assert_false(person_id_eq(t.signs.at[i].person, id));
	test_ctx_end(&c);
	c = task("amara");
	assert_int_equal(task_close(&c, id, TASK_HARM_SIGN), OK);
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(card(&c, false).signs.n, before + 1);
	assert_int_equal(task_called(&c, id, TASK_HARM_SIGN, &call), OK);
	assert_int_equal(task_answer(&c, id, TASK_HARM_SIGN, call.id, (struct instant){ 0 }), OK);
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(card(&c, false).signs.n, before);
	test_ctx_end(&c);
}

static size_t openings(struct person_id id, const char *who, const char *why)
{
	struct ctx c = task("lena");
	struct audit_lines lines;
	size_t n = 0;

	assert_int_equal(audit_of_person(&c, id, 0, &lines), OK);
	for (size_t i = 0; i < lines.n; i++)
		n += str_eq(lines.at[i].who, str_z(who)) && strcmp(lines.at[i].why, why) == 0 &&
		     strcmp(lines.at[i].did, verb_words(VERB_OPENED)) == 0;
	test_ctx_end(&c);
	return n;
}

/* P5 */
static void each_person_can_see_that_the_card_was_opened(void **state)
{
	const char *why = reason_words(REASON_NIGHT_CARD);
	struct person_id one = arrives("Nia");
	struct person_id two = arrives("Zora");
	struct test_browser b;
	char path[128];
	char id[ID_TEXT + 1];
	struct ctx c;

	(void)state;
	c = task("amara");
	assert_int_equal(task_call(&c, one, TASK_HARM_SIGN, (struct instant){ c.now.s + 3600 },
	                           STR("Sit with her.")),
	                 OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	test_browser(&b, &house);
	assert_int_equal(test_sign_in(&b, "nadia", NULL), 303);
	assert_int_equal(test_get(&b, "/tonight"), 200);
	assert_true(test_sees(&b, "Please be with them now"));
	assert_true(test_sees(&b, "Nia") && test_sees(&b, "Zora"));
	assert_int_equal(test_get(&b, "/tonight"), 200);
	assert_int_equal(openings(one, "nadia", why), 1);
	assert_int_equal(openings(two, "nadia", why), 1);
	/* A look at the card does not hide a look at a page of her own. */
	id_write(one.b, id);
	snprintf(path, sizeof path, "/people/%s/safety", id);
	assert_int_equal(test_get(&b, path), 200);
	assert_int_equal(openings(one, "nadia", reason_words(REASON_CARE)), 1);
	assert_int_equal(openings(two, "nadia", reason_words(REASON_CARE)), 0);
	test_clock_pass(15 * 60);
	test_browser_end(&b);
	test_browser(&b, &house);
	assert_int_equal(test_sign_in(&b, "nadia", NULL), 303);
	assert_int_equal(test_get(&b, "/tonight"), 200);
	assert_int_equal(openings(one, "nadia", why), 2);
	test_browser_end(&b);
}

/* --- who sleeps here --- */

static void sleeps(struct person_id id, const char *kind, const char *site)
{
	struct ctx c = task("amara");
	struct stay_new n = { .kind = str_z(kind),
		                  .site = str_z(site),
		                  .place = STR("Room 4"),
		                  .since = { NO_DAY, NO_DAY, { NULL, 0 } },
		                  .until = NO_DAY,
		                  .ended = NO_DAY };

	assert_int_equal(stay_write(&c, id, row_id_fresh(c.now), &n), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
}

/* Of those that opened a later page: where one stands; -1: nowhere. */
static int place_of(struct ctx *c, struct person_id id, struct tonight *t)
{
	for (size_t from = 0; from < 400; from += TONIGHT_PAGE) {
		assert_int_equal(tonight_read(c, &harbour, from, t), OK);
		if (find(t, id))
			return (int)from + (int)(find(t, id) - t->at);
		if (!t->more)
			return -1;
	}
	return -1;
}

static void whoever_sleeps_here_stands_before_those_who_sleep_elsewhere(void **state)
{
	struct person_id here;
	struct person_id moved;
	struct person_id home;
	struct tonight t;
	struct ctx c;

	(void)state;
	test_clock_pass(3600);
	moved = arrives("Moved");
	test_clock_pass(3600);
	here = arrives("Here");
	sleeps(here, "shelter", "H");
	sleeps(moved, "shelter", "H");
	sleeps(moved, "family", "");
	test_clock_pass(7200);
	home = arrives("Home");
	sleeps(home, "own_home", "");
	c = task("lena");
	assert_int_equal(place_of(&c, here, &t), 0);
	assert_true(t.sorted && t.at[0].here);
	assert_true(place_of(&c, home, &t) > 0);
	assert_false(find(&t, home)->here);
	assert_true(place_of(&c, moved, &t) > 0);
	assert_false(find(&t, moved)->here);
	test_ctx_end(&c);
}

/* 0014: on call reads safety, and not where anybody sleeps: not from the order either. */
static void on_call_cannot_tell_from_the_card_who_sleeps_here(void **state)
{
	struct person_id one = arrives("One");
	struct person_id two = arrives("Two");
	struct person_id order[TONIGHT_PAGE];
	struct tonight t;
	size_t n;
	struct ctx c = task("nadia");

	(void)state;
	t = card(&c, true);
	assert_false(t.sorted);
	n = t.n;
	for (size_t i = 0; i < n; i++)
		order[i] = t.at[i].person.id;
	test_ctx_end(&c);
	sleeps(order[n - 1], "shelter", "H");
	sleeps(two, "shelter", "H");
	c = task("nadia");
	t = card(&c, true);
	assert_false(t.sorted);
	assert_int_equal(t.n, n);
	for (size_t i = 0; i < n; i++) {
		assert_true(person_id_eq(t.at[i].person.id, order[i]));
		assert_false(t.at[i].here);
	}
	test_ctx_end(&c);
	/* Whoever walks along and works in the house holds the key. */
	sleeps(one, "shelter", "H");
	c = task("amara");
	assert_int_equal(person_assign(&c, one, test_user(&house, "nadia")), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	test_forget(&house, "nadia");
	c = task("nadia");
	t = card(&c, true);
	assert_true(t.sorted);
	assert_true(person_id_eq(t.at[0].person.id, one));
	for (size_t i = 1; i < t.n; i++)
		assert_false(t.at[i].here);
	assert_false(find(&t, two) && find(&t, two)->here);
	test_ctx_end(&c);
}

static void an_urgent_need_on_a_later_page_is_told_in_front(void **state)
{
	struct person_id late = arrives("Needs something");
	struct tonight t;
	struct ctx c = task("amara");
	int place;

	(void)state;
	assert_int_equal(safety_need_write(&c, late, row_id_fresh(c.now),
	                                   &(struct safety_need_new){ .kind = STR("medicine") }),
	                 OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	for (int i = 0; i < TONIGHT_PAGE; i++)
		sleeps(arrives("Sleeps"), "shelter", "H");
	c = task("lena");
	place = place_of(&c, late, &t);
	assert_true(place >= TONIGHT_PAGE);
	t = card(&c, true);
	assert_true(t.needs_later >= 1);
	assert_true(t.needs_from <= (size_t)place && t.needs_from >= TONIGHT_PAGE);
	assert_int_equal(tonight_read(&c, &harbour, t.needs_from, &t), OK);
	assert_true(find(&t, late) != NULL);
	test_ctx_end(&c);
}

static void the_card_names_both_parts_in_plain_words(void **state)
{
	struct test_browser b;

	(void)state;
	test_browser(&b, &house);
	assert_int_equal(test_sign_in(&b, "lena", NULL), 303);
	assert_int_equal(test_get(&b, "/tonight"), 200);
	assert_true(test_sees(&b, "Who sleeps here tonight"));
	assert_true(test_sees(&b, "more person needs something within hours") ||
	            test_sees(&b, "more people need something within hours"));
	assert_int_equal(test_get(&b, "/tonight?from=20"), 200);
	assert_true(test_sees(&b, "Everybody else"));
	assert_false(test_sees(&b, "Room 4"));
	test_browser_end(&b);
}

static void a_long_list_has_pages(void **state)
{
	struct tonight t;
	struct ctx c;

	(void)state;
	for (int i = 0; i < TONIGHT_PAGE + 1; i++)
		(void)arrives("One of many");
	c = task("lena");
	assert_int_equal(tonight_read(&c, &harbour, 0, &t), OK);
	assert_int_equal(t.n, TONIGHT_PAGE);
	assert_true(t.more);
	assert_int_equal(tonight_read(&c, &harbour, 1000, &t), OK);
	assert_int_equal(t.n, 0);
	assert_false(t.more);
	test_ctx_end(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			on_call_reads_the_safety_of_the_site_and_nothing_else_without_an_emergency),
		cmocka_unit_test(others_see_only_those_they_walk_with),
		cmocka_unit_test(an_emergency_brings_a_person_onto_the_card_of_safeguarding),
		cmocka_unit_test(a_colleague_who_is_kept_out_does_not_see_the_person),
		cmocka_unit_test(whoever_is_needed_first_stands_first),
		cmocka_unit_test(a_sign_that_somebody_must_be_near_stands_on_top_for_those_on_duty),
		cmocka_unit_test(each_person_can_see_that_the_card_was_opened),
		cmocka_unit_test(on_call_cannot_tell_from_the_card_who_sleeps_here),
		cmocka_unit_test(whoever_sleeps_here_stands_before_those_who_sleep_elsewhere),
		cmocka_unit_test(an_urgent_need_on_a_later_page_is_told_in_front),
		cmocka_unit_test(the_card_names_both_parts_in_plain_words),
		cmocka_unit_test(a_long_list_has_pages),
	};

	return test_on_both("tonight", tests, sizeof tests / sizeof *tests);
}
