/* A person: finding her, her walks, and what her page shows to whom. */

#include "base/fields.h"
#include "care/note.h"
#include "care/person.h"
#include "care/person_alike.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#include "harness/both.h"

static struct ctx task(const char *user)
{
	struct ctx c;

	assert_int_equal(test_ctx(&house, user, &c), OK);
	return c;
}

static struct person_id arrives(const char *user, int team, struct person p)
{
	struct ctx c = task(user);

	p.id = person_id_fresh(c.now);
	assert_int_equal(person_arrive(&c, &p, house.teams[team], c.today), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	return p.id;
}

static bool has(const struct person_list *list, struct person_id id)
{
	for (size_t i = 0; i < list->n; i++)
		if (person_id_eq(list->at[i].id, id))
			return true;
	return false;
}

static bool finds(const char *user, const char *text, struct person_id id)
{
	struct ctx c = task(user);
	struct person_list list;
	bool found;

	assert_int_equal(person_search(&c, str_z(text), &list), OK);
	found = has(&list, id);
	test_ctx_end(&c);
	return found;
}

static void somebody_who_arrives_can_be_read_as_she_is_called(void **state)
{
	struct person_id id = arrives("amara", TEST_HARBOUR,
	                              (struct person){ .name = STR("Nia"),
	                                               .others = STR("Namukasa Grace, N. Grace"),
	                                               .birth_year = 1999,
	                                               .voice = VOICE_SHE,
	                                               .term = STR("survivor"),
	                                               .language = STR("Luganda") });
	struct ctx c = task("amara");
	struct person p;

	(void)state;
	assert_int_equal(person_read(&c, id, &p), OK);
	assert_true(str_eq(p.name, STR("Nia")));
	assert_true(str_eq(p.others, STR("Namukasa Grace, N. Grace")));
	assert_true(str_eq(p.term, STR("survivor")));
	assert_true(str_eq(p.language, STR("Luganda")));
	assert_int_equal(p.birth_year, 1999);
	assert_int_equal(p.voice, VOICE_SHE);
	assert_true(str_starts(p.code, STR("K-")) && p.code.n == 6);
	test_ctx_end(&c);
}

static void another_team_sees_the_code_and_no_name(void **state)
{
	struct person_id id =
		arrives("amara", TEST_HARBOUR, (struct person){ .name = STR("Hidden One") });
	struct ctx c = task("carla");
	struct person p;

	(void)state;
	assert_int_equal(person_read(&c, id, &p), OK);
	assert_null(p.name.p);
	assert_int_equal(p.code.n, 6);
	test_ctx_end(&c);
	assert_false(finds("carla", "Hidden", id));
}

static void a_new_name_replaces_the_old_one(void **state)
{
	struct person_id id =
		arrives("amara", TEST_HARBOUR, (struct person){ .name = STR("Person 7") });
	struct ctx c = task("amara");
	struct person p;

	(void)state;
	assert_int_equal(person_read(&c, id, &p), OK);
	p.name = STR("Wanjiru");
	assert_int_equal(person_write(&c, &p), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	assert_true(finds("amara", "wanjiru", id));
	assert_false(finds("amara", "person 7", id));
}

static void nobody_without_identity_writes_a_name(void **state)
{
	struct person_id id =
		arrives("amara", TEST_HARBOUR, (struct person){ .name = STR("Untouched") });
	struct ctx c = task("carla");
	struct person p = { .id = id, .name = STR("Other") };

	(void)state;
	assert_int_equal(person_write(&c, &p), ERR_DENIED);
	test_ctx_end(&c);
}

static void the_first_walk_begins_with_the_arrival(void **state)
{
	struct person_id id =
		arrives("amara", TEST_HARBOUR, (struct person){ .name = STR("Ayo"), .birth_year = 2016 });
	struct ctx c = task("amara");
	struct pseudonym_id none = { { 0 } };
	struct episode e;

	(void)state;
	assert_int_equal(episode_now(&c, id, &e), OK);
	assert_int_equal(e.number, 1);
	assert_int_equal(e.state, PERSON_WITH_US);
	assert_int_equal(e.entry.n, c.today.n);
	assert_false(day_known(e.closed));
	assert_true(str_eq(e.age_group, STR("6_11")));
	assert_false(pseudonym_id_eq(e.pseudonym, none));
	test_ctx_end(&c);
}

static void the_night_shift_may_receive_somebody_and_not_read_the_case(void **state)
{
	struct person_id id =
		arrives("nadia", TEST_HARBOUR, (struct person){ .name = STR("Came at night") });
	struct ctx night = task("nadia");
	struct ctx c;
	struct episode e;

	(void)state;
	assert_int_equal(episode_now(&night, id, &e), ERR_DENIED);
	test_ctx_end(&night);
	c = task("lena");
	assert_int_equal(episode_now(&c, id, &e), OK);
	test_ctx_end(&c);
}

static void a_closed_walk_keeps_what_others_added_to_it(void **state)
{
	struct person_id id = arrives("amara", TEST_HARBOUR, (struct person){ .name = STR("Sela") });
	struct ctx c = task("amara");
	struct buf body = buf_new(c.arena, 1024);
	struct episode e;

	(void)state;
	assert_int_equal(episode_now(&c, id, &e), OK);
	buf_add(&body, e.body);
	fields_put(&body, "site", STR("harbour"));
	e.body = buf_str(&body);
	e.state = PERSON_CLOSED;
	e.closed = day_add(c.today, 30);
	e.reason = STR("goals_met");
	assert_int_equal(episode_write(&c, id, &e), OK);
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(episode_now(&c, id, &e), OK);
	assert_int_equal(e.state, PERSON_CLOSED);
	assert_int_equal(e.closed.n, c.today.n + 30);
	assert_true(str_eq(e.reason, STR("goals_met")));
	assert_true(str_eq(fields_get(e.body, "site"), STR("harbour")));
	test_ctx_end(&c);
}

static void somebody_who_comes_back_keeps_her_pseudonym(void **state)
{
	struct person_id id = arrives("amara", TEST_HARBOUR, (struct person){ .name = STR("Back") });
	struct ctx c = task("amara");
	struct episode first;
	struct episode second;

	(void)state;
	assert_int_equal(episode_now(&c, id, &first), OK);
	assert_int_equal(episode_open(&c, id, c.today), OK);
	assert_int_equal(test_commit(&c), ERR_CONFLICT);
	test_ctx_end(&c);
	c = task("amara");
	assert_int_equal(episode_now(&c, id, &first), OK);
	first.state = PERSON_CLOSED;
	first.closed = c.today;
	assert_int_equal(episode_write(&c, id, &first), OK);
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(episode_open(&c, id, day_add(c.today, 90)), OK);
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(episode_now(&c, id, &second), OK);
	assert_int_equal(second.number, 2);
	assert_true(pseudonym_id_eq(first.pseudonym, second.pseudonym));
	assert_int_equal(second.entry.n, c.today.n + 90);
	test_ctx_end(&c);
}

static void a_search_finds_other_spellings_other_names_and_codes(void **state)
{
	struct person_id id = arrives(
		"amara", TEST_HARBOUR,
		(struct person){ .name = STR("Zainab al-Rashid"), .others = STR("Zeinab, Umm Kareem") });
	struct ctx c = task("amara");
	struct person p;

	(void)state;
	assert_int_equal(person_read(&c, id, &p), OK);
	assert_true(finds("amara", "zeinab", id));
	assert_true(finds("bela", "RASHID", id));
	assert_true(finds("amara", "kareem", id));
	assert_true(finds("amara", p.code.p, id));
	assert_false(finds("amara", "qqqqqqq", id));
	test_ctx_end(&c);
}

static void the_nearest_names_stand_first_and_fifty_at_most(void **state)
{
	struct person_id exact = { { 0 } };
	struct person_list list;
	struct ctx c;

	(void)state;
	for (int i = 0; i < 60; i++)
		exact = arrives("carla", TEST_ORCHARD,
		                (struct person){ .name = i == 59 ? STR("Makena") : STR("Makenna") });
	c = task("carla");
	assert_int_equal(person_search(&c, STR("Makena"), &list), OK);
	assert_int_equal(list.n, 50);
	assert_true(person_id_eq(list.at[0].id, exact));
	test_ctx_end(&c);
}

static void a_search_is_written_down_and_an_empty_one_is_not(void **state)
{
	struct ctx c = task("amara");
	struct person_list list;

	(void)state;
	assert_int_equal(person_search(&c, STR("  "), &list), OK);
	assert_true(change_empty(c.change));
	assert_int_equal(person_search(&c, STR("nobody"), &list), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
}

static bool alike(struct person p, struct person_id id)
{
	struct ctx c = task("amara");
	struct person_list list;
	bool found;

	p.id = person_id_fresh(c.now);
	assert_int_equal(person_alike(&c, &p, &list), OK);
	found = has(&list, id);
	test_ctx_end(&c);
	return found;
}

static void a_similar_name_with_a_year_nearby_may_be_the_same_person(void **state)
{
	struct person_id id =
		arrives("amara", TEST_HARBOUR,
	            (struct person){
					.name = STR("Fatuma Hassan"), .others = STR("Fatima"), .birth_year = 1995 });

	(void)state;
	assert_true(alike((struct person){ .name = STR("Fatima Hasan"), .birth_year = 1997 }, id));
	assert_true(alike((struct person){ .name = STR("Fatuma Hassan") }, id));
	assert_true(alike(
		(struct person){ .name = STR("Someone"), .others = STR("Fatima"), .birth_year = 1994 },
		id));
	assert_false(alike((struct person){ .name = STR("Fatuma Hassan"), .birth_year = 1998 }, id));
	assert_false(alike((struct person){ .name = STR("Rosa Lopez"), .birth_year = 1995 }, id));
}

static void nobody_is_a_duplicate_of_herself(void **state)
{
	struct person_id id =
		arrives("amara", TEST_HARBOUR, (struct person){ .name = STR("Only One Here") });
	struct ctx c = task("amara");
	struct person p = { .id = id, .name = STR("Only One Here") };
	struct person_list list;

	(void)state;
	assert_int_equal(person_alike(&c, &p, &list), OK);
	assert_false(has(&list, id));
	test_ctx_end(&c);
}

static void mine_are_those_i_walk_with_and_no_others(void **state)
{
	struct person_id mine = arrives("lia", TEST_HARBOUR, (struct person){ .name = STR("Bbb") });
	struct person_id first = arrives("lia", TEST_HARBOUR, (struct person){ .name = STR("Aaa") });
	struct person_id other = arrives("amara", TEST_HARBOUR, (struct person){ .name = STR("Ccc") });
	struct ctx c = task("lia");
	struct person_list list;

	(void)state;
	assert_int_equal(person_mine(&c, &list), OK);
	assert_true(has(&list, mine));
	assert_true(person_id_eq(list.at[0].id, first));
	assert_false(has(&list, other));
	test_ctx_end(&c);
}

static void many_of_mine_are_found_as_few_are(void **state)
{
	struct person_list list;
	struct ctx c;
	struct person_id last = { { 0 } };

	(void)state;
	for (int i = 0; i < 45; i++)
		last = arrives("cora", TEST_HARBOUR, (struct person){ .name = STR("With Cora") });
	c = task("cora");
	assert_int_equal(person_mine(&c, &list), OK);
	assert_int_equal(list.n, 45);
	assert_true(has(&list, last));
	assert_true(str_eq(list.at[44].name, STR("With Cora")));
	test_ctx_end(&c);
}

static void age_groups_follow_the_birth_year(void **state)
{
	struct day d = day_of(2026, 3, 2);

	(void)state;
	assert_string_equal(person_age_group(0, d), "adult");
	assert_string_equal(person_age_group(2008, d), "adult");
	assert_string_equal(person_age_group(2009, d), "12_17");
	assert_string_equal(person_age_group(2014, d), "12_17");
	assert_string_equal(person_age_group(2015, d), "6_11");
	assert_string_equal(person_age_group(2021, d), "0_5");
}

/* --- pages --- */

static char target[200];

static const char *page_of(struct person_id id, const char *tail)
{
	char text[ID_TEXT + 1];

	id_write(id.b, text);
	(void)snprintf(target, sizeof target, "/people/%s%s", text, tail);
	return target;
}

static void write_note(const char *user, struct person_id id, const char *words,
                       const struct row_id *replaces, struct row_id *row)
{
	struct ctx c = task(user);
	struct note_new n = { .how = STR("phone"),
		                  .words = str_z(words),
		                  .day = NO_DAY,
		                  .next = NO_DAY,
		                  .replaces = replaces };

	*row = row_id_fresh(c.now);
	assert_int_equal(note_write(&c, id, *row, &n), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
}

static void her_page_shows_who_she_is_and_its_title_does_not(void **state)
{
	struct person_id id = arrives(
		"amara", TEST_HARBOUR,
		(struct person){ .name = STR("Seenname"), .voice = VOICE_THEY, .term = STR("warrior") });
	struct test_browser b;
	struct row_id row;

	(void)state;
	write_note("amara", id, "We drank tea.", NULL, &row);
	test_browser(&b, &house);
	assert_int_equal(test_sign_in(&b, "amara", NULL), 303);
	assert_int_equal(test_get(&b, page_of(id, "")), 200);
	assert_true(test_sees(&b, "<bdi>Seenname</bdi>"));
	assert_true(test_sees(&b, "they / them"));
	assert_true(test_sees(&b, "warrior"));
	assert_true(test_sees(&b, "We drank tea."));
	assert_true(test_sees(&b, "What is next"));
	assert_true(test_sees(&b, "<title>A person</title>"));
	assert_true(b.body.n <= 32 * 1024);
	test_browser_end(&b);
}

static void her_page_is_closed_to_colleagues_who_do_not_walk_with_her(void **state)
{
	struct person_id id =
		arrives("amara", TEST_HARBOUR, (struct person){ .name = STR("Closedname") });
	struct test_browser b;

	(void)state;
	test_browser(&b, &house);
	assert_int_equal(test_sign_in(&b, "cora", NULL), 303);
	assert_int_equal(test_get(&b, page_of(id, "")), 403);
	assert_int_equal(test_get(&b, "/people?q=closedname"), 200);
	assert_true(test_sees(&b, "whom to ask"));
	assert_int_equal(test_sign_in(&b, "tom", NULL), 303);
	assert_int_equal(test_get(&b, "/people"), 403);
	test_browser_end(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(somebody_who_arrives_can_be_read_as_she_is_called),
		cmocka_unit_test(another_team_sees_the_code_and_no_name),
		cmocka_unit_test(a_new_name_replaces_the_old_one),
		cmocka_unit_test(nobody_without_identity_writes_a_name),
		cmocka_unit_test(the_first_walk_begins_with_the_arrival),
		cmocka_unit_test(the_night_shift_may_receive_somebody_and_not_read_the_case),
		cmocka_unit_test(a_closed_walk_keeps_what_others_added_to_it),
		cmocka_unit_test(somebody_who_comes_back_keeps_her_pseudonym),
		cmocka_unit_test(a_search_finds_other_spellings_other_names_and_codes),
		cmocka_unit_test(the_nearest_names_stand_first_and_fifty_at_most),
		cmocka_unit_test(a_search_is_written_down_and_an_empty_one_is_not),
		cmocka_unit_test(a_similar_name_with_a_year_nearby_may_be_the_same_person),
		cmocka_unit_test(nobody_is_a_duplicate_of_herself),
		cmocka_unit_test(mine_are_those_i_walk_with_and_no_others),
		cmocka_unit_test(many_of_mine_are_found_as_few_are),
		cmocka_unit_test(age_groups_follow_the_birth_year),
		cmocka_unit_test(her_page_shows_who_she_is_and_its_title_does_not),
		cmocka_unit_test(her_page_is_closed_to_colleagues_who_do_not_walk_with_her),
	};

	return test_on_both("a person", tests, sizeof tests / sizeof *tests);
}
