/* How old, how sure, and who said so. */

#include "care/age.h"

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

static struct person_id arrives(struct str name, int64_t birth_year)
{
	struct ctx c = task("amara");
	struct person p = { .id = person_id_fresh(c.now), .name = name, .birth_year = birth_year };

	assert_int_equal(person_arrive(&c, &p, house.teams[TEST_HARBOUR], c.today), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	return p.id;
}

static void a_guess_is_kept_with_whoever_made_it_and_counted_anew(void **state)
{
	struct person_id id = arrives(STR("Dani"), 2000);
	struct age_new a = { .birth_year = 2014, .estimated = true, .said_by = STR("relative") };
	struct ctx c = task("amara");
	struct episode e;
	struct person p;

	(void)state;
	assert_int_equal(age_write(&c, id, row_id_fresh(c.now), &a), OK);
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(person_read(&c, id, &p), OK);
	assert_true(p.estimated);
	assert_true(str_eq(p.age_said_by, STR("relative")));
	assert_int_equal(age_years(&p, c.today), 12);
	assert_true(str_eq(p.name, STR("Dani")));
	assert_int_equal(episode_now(&c, id, &e), OK);
	assert_true(str_eq(e.age_group, STR("12_17")));
	test_ctx_end(&c);
}

static void not_known_stays_not_known(void **state)
{
	struct person_id id = arrives(STR("Emi"), 0);
	struct age_new a = { .birth_year = 0, .estimated = true, .said_by = STR("papers") };
	struct ctx c = task("amara");
	struct person p;

	(void)state;
	assert_int_equal(age_write(&c, id, row_id_fresh(c.now), &a), OK);
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(person_read(&c, id, &p), OK);
	assert_false(p.estimated);
	assert_int_equal(age_years(&p, c.today), -1);
	test_ctx_end(&c);
}

static void whoever_does_not_walk_along_cannot_write_an_age(void **state)
{
	struct person_id id = arrives(STR("Fari"), 2000);
	struct age_new a = { .birth_year = 2014, .said_by = STR("papers") };
	struct ctx c;

	(void)state;
	c = task("bela");
	assert_int_equal(age_write(&c, id, row_id_fresh(c.now), &a), ERR_DENIED);
	test_ctx_end(&c);
	c = task("carla");
	assert_int_equal(age_write(&c, id, row_id_fresh(c.now), &a), ERR_DENIED);
	test_ctx_end(&c);
	c = task("amara");
	a.said_by = STR("somebody");
	assert_int_equal(age_write(&c, id, row_id_fresh(c.now), &a), ERR_INVALID);
	a.said_by = STR("papers");
	a.birth_year = 2090;
	assert_int_equal(age_write(&c, id, row_id_fresh(c.now), &a), ERR_INVALID);
	test_ctx_end(&c);
}

/* --- two who save --- */

static enum err writes(const char *user, struct person_id id, struct row_id row,
                       const struct age_new *a)
{
	struct ctx c = task(user);
	enum err e = age_write(&c, id, row, a);

	if (e == OK)
		e = test_commit(&c);
	test_ctx_end(&c);
	return e;
}

static void the_second_of_two_who_save_an_age_is_told(void **state)
{
	struct person_id id = arrives(STR("Gita"), 0);
	struct age_new a = { .birth_year = 2014, .estimated = true, .said_by = STR("relative") };
	struct age_new b = { .birth_year = 2009, .said_by = STR("papers") };
	struct row_id first = { { 1 } };
	struct row_id second = { { 2 } };
	struct row_id now;
	struct str author;
	struct person p;
	struct ctx c = task("amara");

	(void)state;
	assert_int_equal(age_now(&c, id, &now, &author), ERR_ABSENT);
	test_ctx_end(&c);
	/* Two first ones. */
	assert_int_equal(writes("amara", id, first, &a), OK);
	assert_int_equal(writes("lena", id, second, &b), ERR_CONFLICT);
	/* Two that correct the same one. */
	b.replaces = &first;
	assert_int_equal(writes("lena", id, second, &b), OK);
	a.replaces = &first;
	assert_int_equal(writes("amara", id, (struct row_id){ { 3 } }, &a), ERR_CONFLICT);
	c = task("amara");
	assert_int_equal(age_now(&c, id, &now, &author), OK);
	assert_true(row_id_eq(now, second));
	assert_true(str_eq(author, STR("lena")));
	assert_int_equal(person_read(&c, id, &p), OK);
	assert_int_equal(p.birth_year, 2009);
	test_ctx_end(&c);
}

static void a_name_and_an_age_written_at_once_do_not_undo_each_other(void **state)
{
	struct person_id id = arrives(STR("Hedy"), 0);
	struct age_new a = { .birth_year = 2001, .said_by = STR("papers") };
	struct ctx c = task("amara");
	struct person p;

	(void)state;
	/* She has read the entry; meanwhile a colleague writes the age into it. */
	assert_int_equal(person_read(&c, id, &p), OK);
	assert_int_equal(writes("lena", id, (struct row_id){ { 4 } }, &a), OK);
	p.name = STR("Hedda");
	assert_int_equal(person_write(&c, &p), OK);
	assert_int_equal(test_commit(&c), ERR_CONFLICT);
	test_ctx_end(&c);
	c = task("amara");
	assert_int_equal(person_read(&c, id, &p), OK);
	assert_int_equal(p.birth_year, 2001);
	assert_true(str_eq(p.name, STR("Hedy")));
	test_ctx_end(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_guess_is_kept_with_whoever_made_it_and_counted_anew),
		cmocka_unit_test(not_known_stays_not_known),
		cmocka_unit_test(whoever_does_not_walk_along_cannot_write_an_age),
		cmocka_unit_test(the_second_of_two_who_save_an_age_is_told),
		cmocka_unit_test(a_name_and_an_age_written_at_once_do_not_undo_each_other),
	};

	return test_on_both("ages", tests, sizeof tests / sizeof *tests);
}
