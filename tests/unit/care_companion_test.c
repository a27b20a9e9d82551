/* Who walks with a person: shown on the keys, not only on the page. */

#include "care/companion.h"
#include "care/note.h"
#include "care/person.h"

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

/* Carla's team does not assign everybody by itself, so that who walks with whom is told here. */
static struct person_id arrives(const char *user, int team, struct str name)
{
	struct ctx c = task(user);
	struct person p = { .id = person_id_fresh(c.now), .name = name };

	assert_int_equal(person_arrive(&c, &p, house.teams[team], c.today), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	return p.id;
}

static struct row_id writes(const char *user, struct person_id id, const char *words)
{
	struct ctx c = task(user);
	struct note_new n = {
		.how = STR("visit"), .words = str_z(words), .day = NO_DAY, .next = NO_DAY
	};
	struct row_id row = row_id_fresh(c.now);

	assert_int_equal(note_write(&c, id, row, &n), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	return row;
}

static bool reads(const char *user, struct person_id id, struct row_id row)
{
	struct ctx c = task(user);
	struct note n;
	enum err e = note_read(&c, id, row, &n);

	test_ctx_end(&c);
	return e == OK && n.words.p;
}

typedef enum err decision(struct ctx *c, struct person_id person, struct user_id staff);

static enum err decides(const char *user, decision *what, struct person_id id, const char *about)
{
	struct user_id staff = test_user(&house, about);
	struct ctx c = task(user);
	enum err e = what(&c, id, staff);

	if (e == OK)
		e = test_commit(&c);
	test_ctx_end(&c);
	return e;
}

static void a_colleague_who_begins_to_walk_along_reads_what_was_written_before(void **state)
{
	struct person_id id = arrives("amara", TEST_HARBOUR, STR("Joined"));
	struct row_id row = writes("amara", id, "before");

	(void)state;
	assert_false(reads("cora", id, row));
	assert_int_equal(decides("amara", companion_begin, id, "cora"), OK);
	assert_true(reads("cora", id, row));
}

static void a_colleague_who_stops_cannot_read_what_is_written_afterwards(void **state)
{
	struct person_id id = arrives("amara", TEST_HARBOUR, STR("Left"));
	struct row_id row;

	(void)state;
	assert_int_equal(decides("amara", companion_begin, id, "cora"), OK);
	assert_int_equal(decides("amara", companion_stop, id, "cora"), OK);
	row = writes("amara", id, "after");
	assert_false(reads("cora", id, row));
	assert_true(reads("amara", id, row));
	assert_true(reads("lena", id, row));
}

static void nobody_is_left_alone(void **state)
{
	struct person_id id = arrives("carla", TEST_ORCHARD, STR("Alone"));

	(void)state;
	assert_int_equal(decides("mila", companion_stop, id, "carla"), ERR_INVALID);
	assert_int_equal(decides("mila", companion_begin, id, "mila"), OK);
	assert_int_equal(decides("mila", companion_stop, id, "carla"), OK);
}

static void who_is_kept_out_does_not_find_her_until_it_is_undone(void **state)
{
	struct person_id id = arrives("amara", TEST_HARBOUR, STR("Known privately"));
	struct row_id row = writes("amara", id, "kept");
	struct person_list list;
	struct ctx c;

	(void)state;
	assert_int_equal(decides("amara", companion_keep_out, id, "cora"), OK);
	c = task("cora");
	assert_int_equal(person_search(&c, STR("Known privately"), &list), OK);
	assert_int_equal(list.n, 0);
	test_ctx_end(&c);
	assert_false(reads("cora", id, row));
	assert_int_equal(decides("amara", companion_begin, id, "cora"), OK);
	assert_true(reads("cora", id, row));
}

static void nobody_keeps_herself_out_by_mistake(void **state)
{
	struct person_id id = arrives("amara", TEST_HARBOUR, STR("Self"));

	(void)state;
	assert_int_equal(decides("amara", companion_keep_out, id, "amara"), ERR_INVALID);
}

static void only_who_may_decides_and_only_about_the_team(void **state)
{
	struct person_id id = arrives("amara", TEST_HARBOUR, STR("Decided"));

	(void)state;
	assert_int_equal(decides("cora", companion_begin, id, "hana"), ERR_DENIED);
	assert_int_equal(decides("hana", companion_keep_out, id, "cora"), ERR_DENIED);
	assert_int_equal(decides("amara", companion_begin, id, "carla"), ERR_ABSENT);
	assert_int_equal(decides("amara", companion_stop, id, "cora"), ERR_ABSENT);
}

static bool lists(const struct companions *list, const char *user)
{
	for (size_t i = 0; i < list->n; i++)
		if (str_eq(list->at[i].user_name, str_z(user)))
			return true;
	return false;
}

static void the_list_names_who_walks_and_tells_of_exclusions_only_to_who_decides(void **state)
{
	struct person_id id = arrives("amara", TEST_HARBOUR, STR("Listed"));
	struct companions list;
	struct ctx c;

	(void)state;
	assert_int_equal(decides("amara", companion_keep_out, id, "cora"), OK);
	c = task("amara");
	assert_int_equal(companions_of(&c, id, &list), OK);
	assert_true(lists(&list, "amara"));
	assert_true(lists(&list, "cora"));
	assert_int_equal(companions_possible(&c, id, &list), OK);
	assert_true(lists(&list, "hana"));
	assert_false(lists(&list, "amara"));
	assert_false(lists(&list, "cora"));
	test_ctx_end(&c);
	c = task("hana");
	assert_int_equal(companions_of(&c, id, &list), OK);
	assert_true(lists(&list, "amara"));
	assert_false(lists(&list, "cora"));
	test_ctx_end(&c);
	c = task("carla");
	assert_int_equal(companions_of(&c, id, &list), ERR_DENIED);
	test_ctx_end(&c);
}

/* --- in an emergency --- */

static char target[200];

static const char *page_of(struct person_id id, const char *tail)
{
	char text[ID_TEXT + 1];

	id_write(id.b, text);
	(void)snprintf(target, sizeof target, "/people/%s%s", text, tail);
	return target;
}

static struct glass_lines waiting(struct ctx *c)
{
	struct glass_lines lines;

	assert_int_equal(glass_to_review(c, &lines), OK);
	return lines;
}

static void an_emergency_opens_for_eight_hours_and_the_lead_is_told(void **state)
{
	struct person_id id = arrives("amara", TEST_HARBOUR, STR("In danger"));
	struct glass_lines lines;
	struct test_browser b;
	struct ctx c;

	(void)state;
	test_browser(&b, &house);
	assert_int_equal(test_sign_in(&b, "sage", NULL), 303);
	assert_int_equal(test_get(&b, page_of(id, "")), 403);
	assert_int_equal(test_get(&b, page_of(id, "/emergency")), 200);
	assert_int_equal(test_post(&b, page_of(id, "/emergency"), "reason="), 422);
	assert_int_equal(test_post(&b, page_of(id, "/emergency"), "reason=He+waits+outside"), 303);
	assert_int_equal(test_get(&b, page_of(id, "")), 200);

	c = task("lena");
	lines = waiting(&c);
	assert_int_equal(lines.n, 1);
	assert_true(str_eq(lines.at[0].reason, STR("He waits outside")));
	assert_true(str_eq(lines.at[0].who, STR("sage")));
	test_ctx_end(&c);
	c = task("mila");
	assert_int_equal(waiting(&c).n, 0);
	test_ctx_end(&c);

	c = task("lena");
	lines = waiting(&c);
	assert_int_equal(companion_reviewed(&c, id, lines.at[0].id), OK);
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(waiting(&c).n, 0);
	test_ctx_end(&c);

	test_clock_pass(8 * 3600 + 60);
	assert_int_equal(test_sign_in(&b, "sage", NULL), 303);
	assert_int_equal(test_get(&b, page_of(id, "")), 403);
	test_browser_end(&b);
}

static void who_has_no_such_office_cannot_break_the_glass(void **state)
{
	struct person_id id = arrives("amara", TEST_HARBOUR, STR("Safe"));
	struct test_browser b;

	(void)state;
	test_browser(&b, &house);
	assert_int_equal(test_sign_in(&b, "cora", NULL), 303);
	assert_int_equal(test_get(&b, page_of(id, "/emergency")), 403);
	assert_int_equal(test_get(&b, "/companions/review"), 403);
	test_browser_end(&b);
}

static void the_page_decides_about_a_colleague(void **state)
{
	struct person_id id = arrives("amara", TEST_HARBOUR, STR("Paged"));
	struct user_id hana = test_user(&house, "hana");
	struct test_browser b;
	char form[100];
	char text[ID_TEXT + 1];

	(void)state;
	id_write(hana.b, text);
	test_browser(&b, &house);
	assert_int_equal(test_sign_in(&b, "amara", NULL), 303);
	assert_int_equal(test_get(&b, page_of(id, "/companions")), 200);
	(void)snprintf(form, sizeof form, "staff=%s&action=keep", text);
	assert_int_equal(test_post(&b, page_of(id, "/companions"), form), 303);
	assert_int_equal(test_follow(&b), 200);
	assert_true(test_sees(&b, "Kept from this record"));
	assert_true(test_sees(&b, "Undo"));
	(void)snprintf(form, sizeof form, "staff=%s&action=walk", text);
	assert_int_equal(test_post(&b, page_of(id, "/companions"), form), 303);
	assert_int_equal(test_follow(&b), 200);
	assert_false(test_sees(&b, "Undo"));
	assert_int_equal(test_post(&b, page_of(id, "/companions"), "staff=&action=walk"), 422);
	test_browser_end(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_colleague_who_begins_to_walk_along_reads_what_was_written_before),
		cmocka_unit_test(a_colleague_who_stops_cannot_read_what_is_written_afterwards),
		cmocka_unit_test(nobody_is_left_alone),
		cmocka_unit_test(who_is_kept_out_does_not_find_her_until_it_is_undone),
		cmocka_unit_test(nobody_keeps_herself_out_by_mistake),
		cmocka_unit_test(only_who_may_decides_and_only_about_the_team),
		cmocka_unit_test(the_list_names_who_walks_and_tells_of_exclusions_only_to_who_decides),
		cmocka_unit_test(an_emergency_opens_for_eight_hours_and_the_lead_is_told),
		cmocka_unit_test(who_has_no_such_office_cannot_break_the_glass),
		cmocka_unit_test(the_page_decides_about_a_colleague),
	};

	return test_on_both("companions", tests, sizeof tests / sizeof *tests);
}
