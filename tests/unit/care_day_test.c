/* My day: what is nearest comes first; what belongs to somebody else is theirs. */

#include "care/day_inside.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#include "harness/both.h"

static struct ctx task_of(const char *user)
{
	struct ctx c;

	assert_int_equal(test_ctx(&house, user, &c), OK);
	return c;
}

static void what_is_late_stands_behind_today_and_before_what_is_coming(void **state)
{
	static const int days[] = { 3, -40, 0, -2, 6 };
	static const int order[] = { 0, -2, -40, 3, 6 };
	struct ctx c = task_of("amara");
	struct person p = { .id = person_id_fresh(c.now), .name = STR("Nia") };
	struct tasks due;

	(void)state;
	assert_int_equal(person_arrive(&c, &p, house.teams[TEST_HARBOUR], c.today), OK);
	for (size_t i = 0; i < 5; i++)
		assert_int_equal(task_add(&c, p.id, TASK_CONTACT, day_add(c.today, days[i]), NULL, STR("")),
		                 OK);
	/* More than a week ahead is not of this week. */
	assert_int_equal(task_add(&c, p.id, TASK_CONTACT, day_add(c.today, 9), NULL, STR("")), OK);
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(day_tasks(&c, 0, &due), OK);
	assert_int_equal(due.n, 5);
	for (size_t i = 0; i < 5; i++)
		assert_int_equal(due.at[i].due.n - c.today.n, order[i]);
	assert_true(str_eq(due.at[0].name, STR("Nia")));
	test_ctx_end(&c);
}

static void a_task_with_an_owner_is_on_that_owners_day_alone(void **state)
{
	struct user_id bela = test_user(&house, "bela");
	struct ctx c = task_of("amara");
	struct person p = { .id = person_id_fresh(c.now), .name = STR("Selu") };
	struct tasks before;
	struct tasks after;

	(void)state;
	assert_int_equal(day_tasks(&c, 0, &before), OK);
	assert_int_equal(person_arrive(&c, &p, house.teams[TEST_HARBOUR], c.today), OK);
	assert_int_equal(task_add(&c, p.id, TASK_CONTACT, c.today, &bela, STR("")), OK);
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(person_assign(&c, p.id, bela), OK);
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(day_tasks(&c, 0, &after), OK);
	assert_int_equal(after.n, before.n);
	test_ctx_end(&c);
	c = task_of("bela");
	assert_int_equal(day_tasks(&c, 0, &after), OK);
	assert_int_equal(after.n, 1);
	assert_true(str_eq(after.at[0].name, STR("Selu")));
	test_ctx_end(&c);
}

/* --- more than a page --- */

static struct person_id arrives(const char *user, int team, const char *name)
{
	struct ctx c = task_of(user);
	struct person p = { .id = person_id_fresh(c.now), .name = str_z(name) };

	assert_int_equal(person_arrive(&c, &p, house.teams[team], c.today), OK);
	assert_int_equal(task_close(&c, p.id, TASK_WELCOME), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	return p.id;
}

static void promise(const char *user, struct person_id id, enum task_kind kind, int days, int times)
{
	struct ctx c = task_of(user);

	for (int i = 0; i < times; i++)
		assert_int_equal(task_add(&c, id, kind, day_add(c.today, days), NULL, STR("")), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
}

static size_t pages_of(struct ctx *c, size_t *pages)
{
	struct tasks due = { .next = 0 };
	size_t n = 0;

	*pages = 0;
	do {
		assert_int_equal(day_tasks(c, due.next, &due), OK);
		n += due.n;
		++*pages;
	} while (due.next && *pages < 100);
	return n;
}

static void what_is_coming_never_pushes_out_today_or_what_is_late(void **state)
{
	struct person_id id = arrives("carla", TEST_ORCHARD, "Ines");
	struct tasks due;
	struct ctx c;
	size_t pages;

	(void)state;
	promise("carla", id, TASK_CONTACT, 7, 45);
	promise("carla", id, TASK_CONTACT, 0, 5);
	promise("carla", id, TASK_CONTACT, -30, 5);
	promise("carla", id, TASK_CONTACT, -1, 5);
	c = task_of("carla");
	assert_int_equal(day_tasks(&c, 0, &due), OK);
	assert_int_equal(due.n, DAY_TASKS_PAGE);
	for (size_t i = 0; i < due.n; i++)
		assert_int_equal(due.at[i].due.n - c.today.n, i < 5 ? 0 : i < 10 ? -1 : i < 15 ? -30 : 7);
	assert_int_equal(due.more, 60 - DAY_TASKS_PAGE);
	assert_int_equal(due.next, DAY_TASKS_PAGE);
	assert_int_equal(day_tasks(&c, due.next, &due), OK);
	assert_int_equal(due.n, 60 - DAY_TASKS_PAGE);
	assert_true(due.more == 0 && due.next == 0);
	test_ctx_end(&c);
	/* More than one look takes in. */
	promise("carla", id, TASK_CONTACT, 3, 190);
	c = task_of("carla");
	assert_int_equal(day_tasks(&c, 0, &due), OK);
	assert_int_equal(due.more, 250 - DAY_TASKS_PAGE);
	assert_int_equal(pages_of(&c, &pages), 250);
	assert_int_equal(pages, 8);
	test_ctx_end(&c);
}

static void the_page_says_how_many_more_and_leads_there(void **state)
{
	struct test_browser b;

	(void)state;
	test_browser(&b, &house);
	assert_int_equal(test_sign_in(&b, "carla", NULL), 303);
	assert_true(test_sees(&b, "<bdi>218</bdi> more after these"));
	assert_int_equal(test_get(&b, "/due?from=32"), 200);
	assert_true(test_sees(&b, "<bdi>186</bdi> more after these"));
	assert_int_equal(test_get(&b, "/due?from=240"), 200);
	assert_false(test_sees(&b, "more after these"));
	assert_true(test_sees(&b, "From the beginning"));
	assert_int_equal(test_get(&b, "/due?from=9999"), 200);
	assert_true(test_sees(&b, "Nothing is due this week"));
	test_browser_end(&b);
}

/* --- who does what --- */

static void walks(const char *user, struct person_id id)
{
	struct ctx c = task_of("amara");

	assert_int_equal(person_assign(&c, id, test_user(&house, user)), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	test_forget(&house, user);
}

#define KIND(k) ((uint64_t)1 << TASK_##k)
#define OF_SAFETY \
	(KIND(SAFE_CONTACT) | KIND(WELCOME) | KIND(NEED) | KIND(SAFETY_PLAN) | KIND(EVENT))

/* The kinds that stand on the day of a user, of one person. */
static uint64_t kinds_on_day(const char *user, struct person_id id)
{
	struct ctx c = task_of(user);
	struct tasks due;
	uint64_t kinds = 0;

	assert_int_equal(day_tasks(&c, 0, &due), OK);
	for (size_t i = 0; i < due.n; i++)
		if (person_id_eq(due.at[i].person, id))
			kinds |= (uint64_t)1 << due.at[i].kind;
	test_ctx_end(&c);
	return kinds;
}

static void everybody_is_asked_only_for_what_their_role_can_do(void **state)
{
	struct person_id id = arrives("amara", TEST_HARBOUR, "Tove");
	uint64_t all = 0;

	(void)state;
	for (int kind = TASK_CONTACT; kind <= TASK_BEST_INTERESTS; kind++) {
		if ((kind > TASK_FOLLOW_UP && kind < TASK_MAJORITY) || kind == TASK_HARM_SIGN)
			continue;
		promise("amara", id, (enum task_kind)kind, 0, 1);
		all |= (uint64_t)1 << kind;
	}
	assert_true(kinds_on_day("amara", id) == all);
	walks("nadia", id);
	walks("hana", id);
	walks("vera", id);
	walks("cora", id);
	assert_true(kinds_on_day("nadia", id) == (OF_SAFETY | KIND(SERVICE) | KIND(STAY)));
	assert_true(kinds_on_day("hana", id) == (OF_SAFETY | KIND(SERVICE)));
	assert_true(kinds_on_day("vera", id) == OF_SAFETY);
	assert_true(kinds_on_day("cora", id) == all);
}

static void a_call_still_reaches_whoever_is_on_call(void **state)
{
	struct person_id id = arrives("amara", TEST_HARBOUR, "Wim");
	struct ctx c = task_of("amara");
	struct tasks calls;
	size_t before;

	(void)state;
	test_ctx_end(&c);
	c = task_of("nadia");
	assert_int_equal(day_calls(&c, &calls), OK);
	before = calls.n;
	test_ctx_end(&c);
	c = task_of("amara");
	assert_int_equal(task_call(&c, id, TASK_HARM_SIGN, (struct instant){ c.now.s + 3600 }, STR("")),
	                 OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	c = task_of("nadia");
	assert_int_equal(day_calls(&c, &calls), OK);
	assert_int_equal(calls.n, before + 1);
	test_ctx_end(&c);
}

static void what_others_do_is_neither_listed_nor_counted(void **state)
{
	struct person_id id = arrives("amara", TEST_HARBOUR, "Yara");
	struct ctx c;
	struct tasks due;
	size_t before;
	size_t pages;

	(void)state;
	walks("vera", id);
	c = task_of("vera");
	before = pages_of(&c, &pages);
	test_ctx_end(&c);
	promise("amara", id, TASK_PLAN, 0, 70);
	c = task_of("vera");
	assert_int_equal(pages_of(&c, &pages), before);
	assert_int_equal(day_tasks(&c, 0, &due), OK);
	assert_true(due.more == 0 && due.next == 0);
	test_ctx_end(&c);
	promise("amara", id, TASK_NEED, 1, 60);
	c = task_of("vera");
	assert_int_equal(day_tasks(&c, 0, &due), OK);
	assert_int_equal(due.n, DAY_TASKS_PAGE);
	assert_int_equal(due.more, before + 60 - DAY_TASKS_PAGE);
	assert_int_equal(pages_of(&c, &pages), before + 60);
	test_ctx_end(&c);
	/* Past one look it says only that there is more, and leads past what others do. */
	promise("amara", id, TASK_PLAN, 0, 200);
	c = task_of("vera");
	assert_int_equal(day_tasks(&c, 0, &due), OK);
	assert_true(due.next > 0 && due.more == 0);
	assert_int_equal(pages_of(&c, &pages), before + 60);
	test_ctx_end(&c);
}

static void a_closed_record_is_named_by_its_code_and_nothing_leads_into_it(void **state)
{
	struct person_id id = arrives("amara", TEST_HARBOUR, "Ilse");
	struct test_browser b;
	char hex[ID_TEXT + 1];
	char page[64];
	char whom[64];

	(void)state;
	walks("vera", id);
	promise("amara", id, TASK_SAFE_CONTACT, 0, 1);
	id_write(id.b, hex);
	(void)snprintf(page, sizeof page, "href=\"/people/%s\"", hex);
	(void)snprintf(whom, sizeof whom, "/people/%s/companions", hex);
	test_browser(&b, &house);
	assert_int_equal(test_sign_in(&b, "vera", NULL), 303);
	assert_true(test_sees(&b, "Ask again about safe contact"));
	assert_true(test_sees(&b, "whom to ask"));
	assert_true(test_sees(&b, whom));
	assert_false(test_sees(&b, page));
	assert_false(test_sees(&b, "href=\"/people/new\""));
	assert_int_equal(test_get(&b, whom), 200);
	test_browser_end(&b);
	test_browser(&b, &house);
	assert_int_equal(test_sign_in(&b, "hana", NULL), 303);
	assert_true(test_sees(&b, "href=\"/people/new\""));
	test_browser_end(&b);
}

/* --- about a row --- */

static void a_task_about_a_row_is_closed_alone(void **state)
{
	struct person_id id = arrives("amara", TEST_HARBOUR, "Zoe");
	struct ctx c = task_of("amara");
	struct row_id one = row_id_fresh(c.now);
	struct row_id two = row_id_fresh(c.now);

	(void)state;
	assert_int_equal(task_add_about(&c, id, one, TASK_NEED, c.today, NULL, STR("")), OK);
	assert_int_equal(task_add_about(&c, id, one, TASK_EVENT, c.today, NULL, STR("")), OK);
	assert_int_equal(task_add_about(&c, id, two, TASK_EVENT, c.today, NULL, STR("")), OK);
	assert_int_equal(task_add(&c, id, TASK_SAFETY_PLAN, c.today, NULL, STR("")), OK);
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(task_close_about(&c, id, two, TASK_EVENT), OK);
	assert_int_equal(task_close_about(&c, id, two, TASK_NEED), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	assert_true(kinds_on_day("amara", id) == (KIND(NEED) | KIND(EVENT) | KIND(SAFETY_PLAN)));
	c = task_of("amara");
	assert_int_equal(task_close_about(&c, id, one, TASK_EVENT), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	assert_true(kinds_on_day("amara", id) == (KIND(NEED) | KIND(SAFETY_PLAN)));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_late_stands_behind_today_and_before_what_is_coming),
		cmocka_unit_test(a_task_with_an_owner_is_on_that_owners_day_alone),
		cmocka_unit_test(what_is_coming_never_pushes_out_today_or_what_is_late),
		cmocka_unit_test(the_page_says_how_many_more_and_leads_there),
		cmocka_unit_test(everybody_is_asked_only_for_what_their_role_can_do),
		cmocka_unit_test(a_closed_record_is_named_by_its_code_and_nothing_leads_into_it),
		cmocka_unit_test(a_call_still_reaches_whoever_is_on_call),
		cmocka_unit_test(a_task_about_a_row_is_closed_alone),
		cmocka_unit_test(what_others_do_is_neither_listed_nor_counted),
	};

	return test_on_both("my day", tests, sizeof tests / sizeof *tests);
}
