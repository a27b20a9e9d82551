/* Casework types: a list of the packs, kept with the walk, counted sealed. */

#include "access/inbox.h"
#include "care/casework.h"
#include "care/person.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "harness/both.h"

static struct ctx task(const char *user)
{
	struct ctx c;

	assert_int_equal(test_ctx(&house, user, &c), OK);
	return c;
}

static void the_list_is_read_from_the_pack_in_the_language_of_the_page(void **state)
{
	struct ctx c = task("amara");
	struct code_list english;
	struct code_list spanish;

	(void)state;
	assert_int_equal(casework_list(&c, &english), OK);
	c.lang = lang_find(STR("es"));
	assert_int_equal(casework_list(&c, &spanish), OK);
	assert_true(english.n > 5);
	assert_int_equal(english.n, spanish.n);
	assert_true(str_eq(english.at[0].name, spanish.at[0].name));
	assert_false(str_eq(english.at[0].label, spanish.at[0].label));
	test_ctx_end(&c);
}

static void types_stay_with_the_walk_and_are_counted(void **state)
{
	struct ctx c = task("amara");
	struct person p = { .id = person_id_fresh(c.now), .name = STR("Nia") };
	struct casework w = { .types = STR("forced_labour other"),
		                  .said_by = STR("team"),
		                  .gender = STR("woman") };
	struct casework now;
	struct episode before;
	struct episode after;
	int64_t waiting;
	int64_t more;

	(void)state;
	assert_int_equal(person_arrive(&c, &p, house.teams[TEST_HARBOUR], c.today), OK);
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(episode_now(&c, p.id, &before), OK);
	assert_int_equal(inbox_waiting(&c, &waiting), OK);
	assert_int_equal(casework_write(&c, p.id, &w), OK);
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(casework_read(&c, p.id, &now), OK);
	assert_true(str_eq(now.types, w.types));
	assert_true(str_eq(now.gender, w.gender));
	assert_true(now.site.n > 0);
	assert_int_equal(inbox_waiting(&c, &more), OK);
	assert_int_equal(more, waiting + 1);
	assert_int_equal(episode_now(&c, p.id, &after), OK);
	assert_memory_equal(after.pseudonym.b, before.pseudonym.b, ID_BYTES);
	assert_int_equal(after.entry.n, before.entry.n);
	test_ctx_end(&c);
}

static void who_may_not_write_the_case_writes_no_type(void **state)
{
	struct ctx c = task("amara");
	struct person p = { .id = person_id_fresh(c.now), .name = STR("Nia") };
	struct casework w = { .types = STR("other") };

	(void)state;
	assert_int_equal(person_arrive(&c, &p, house.teams[TEST_HARBOUR], c.today), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	c = task("hana");
	assert_int_equal(casework_write(&c, p.id, &w), ERR_DENIED);
	test_ctx_end(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_list_is_read_from_the_pack_in_the_language_of_the_page),
		cmocka_unit_test(types_stay_with_the_walk_and_are_counted),
		cmocka_unit_test(who_may_not_write_the_case_writes_no_type),
	};

	return test_on_both("casework", tests, sizeof tests / sizeof *tests);
}
