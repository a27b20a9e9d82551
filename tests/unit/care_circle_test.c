/* The people around: nothing flows along a tie, shown on the keys; who is kept away is known at
 * night; a tie is corrected and ended by replacing. */

#include "care/circle.h"
#include "care/note.h"
#include "care/person.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "harness/both.h"
#include "harness/haul.h"

static struct ctx task(const char *user)
{
	struct ctx c;

	assert_int_equal(test_ctx(&house, user, &c), OK);
	return c;
}

static struct person_id arrives(const char *user, struct str name)
{
	struct ctx c = task(user);
	struct person p = { .id = person_id_fresh(c.now), .name = name };

	assert_int_equal(person_arrive(&c, &p, house.teams[TEST_HARBOUR], c.today), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	return p.id;
}

static struct circle_new to_record(const char *kind, const struct person_id *other)
{
	return (struct circle_new){ .kind = str_z(kind),
		                        .other = other,
		                        .when = { .day = NO_DAY, .told = NO_DAY } };
}

static struct circle_new outside(const char *kind, const char *name)
{
	return (struct circle_new){ .kind = str_z(kind),
		                        .name = str_z(name),
		                        .reach = STR("through the school"),
		                        .when = { .day = NO_DAY, .told = NO_DAY } };
}

static struct row_id ties(const char *user, struct person_id id, const struct circle_new *n)
{
	struct ctx c = task(user);
	struct row_id row = row_id_fresh(c.now);

	assert_int_equal(circle_write(&c, id, row, n), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	return row;
}

static struct row_id child_says(const char *user, struct person_id id)
{
	struct ctx c = task(user);
	struct row_id row = row_id_fresh(c.now);
	struct note_new n = {
		.how = STR("visit"), .words = STR("I am afraid of her."), .day = NO_DAY, .next = NO_DAY
	};

	assert_int_equal(note_write(&c, id, row, &n), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	return row;
}

/* Amara walks with the mother, bela with the child. Mother of, guardian of, both ways: and still
 * amara's keys open nothing of what the child said. */
static void the_keys_of_a_mothers_worker_open_nothing_of_the_child(void **state)
{
	struct person_id mother = arrives("amara", STR("Miriam"));
	struct person_id child = arrives("bela", STR("Ilo"));
	struct row_id said = child_says("bela", child);
	struct circle_new is_mother = to_record("mother", &mother);
	struct circle_new is_guardian = to_record("guardian", &mother);
	struct circle_new is_child = to_record("child", &child);
	struct kept kept = haul_write(&house, "bela", child, IN_CASE);
	struct haul haul;
	struct note n;
	struct ctx c;

	(void)state;
	(void)ties("amara", mother, &is_child);
	(void)ties("bela", child, &is_mother);
	(void)ties("bela", child, &is_guardian);
	test_forget(&house, "amara");
	haul = haul_take(&house, "amara");
	assert_int_not_equal(haul_unwraps(&house, &haul, mother, 1), 0);
	assert_int_equal(haul_unwraps(&house, &haul, child, 1), 0);
	assert_int_equal(haul_open_to(&house, "amara", child, MAY_READ), 0);
	assert_int_equal(haul_read(&house, "amara", child, IN_CASE, &kept), ERR_DENIED);
	haul = haul_take(&house, "bela");
	assert_int_equal(haul_unwraps(&house, &haul, mother, 1), 0);
	c = task("amara");
	assert_int_equal(note_read(&c, child, said, &n), OK);
	assert_null(n.words.p);
	assert_int_equal(circle_write(&c, child, row_id_fresh(c.now), &is_mother), ERR_DENIED);
	test_ctx_end(&c);
}

static void a_tie_stands_in_one_record_only(void **state)
{
	struct person_id mother = arrives("amara", STR("Salma"));
	struct person_id child = arrives("amara", STR("Nour"));
	struct circle_new n = to_record("child", &child);
	struct circle_links all;
	struct ctx c;

	(void)state;
	(void)ties("amara", mother, &n);
	c = task("amara");
	assert_int_equal(circle_read(&c, mother, &all), OK);
	assert_int_equal(all.n, 1);
	assert_true(str_eq(all.at[0].called, STR("Nour")));
	assert_true(all.at[0].has_record && all.at[0].opens);
	assert_int_equal(circle_read(&c, child, &all), OK);
	assert_int_equal(all.n, 0);
	test_ctx_end(&c);
}

static void who_must_be_kept_away_is_open_to_safety_and_ties_are_not(void **state)
{
	struct person_id id = arrives("amara", STR("Tiya"));
	struct circle_new uncle = outside("not_met", "the uncle");
	struct circle_new aunt = outside("caregiver", "Aunt Rosa");
	struct circle_links all;
	struct ctx c;

	(void)state;
	(void)ties("amara", id, &uncle);
	(void)ties("amara", id, &aunt);
	haul_assign(&house, "lena", id, "vera");
	test_forget(&house, "vera");
	c = task("vera");
	assert_int_equal(circle_kept_away(&c, id, &all), OK);
	assert_int_equal(all.n, 1);
	assert_true(str_eq(all.at[0].called, STR("the uncle")));
	assert_int_equal(circle_read(&c, id, &all), OK);
	assert_int_equal(all.n, 2);
	assert_null(all.at[1].kind.p);
	assert_null(all.at[1].called.p);
	assert_null(all.at[1].reach.p);
	assert_int_equal(circle_guardians(&c, id, &all), OK);
	assert_int_equal(all.n, 0);
	test_ctx_end(&c);
	c = task("amara");
	assert_int_equal(circle_guardians(&c, id, &all), OK);
	assert_int_equal(all.n, 1);
	assert_true(str_eq(all.at[0].reach, STR("through the school")));
	test_ctx_end(&c);
	c = task("carla");
	assert_int_equal(circle_kept_away(&c, id, &all), OK);
	assert_int_equal(all.n, 0);
	assert_int_equal(circle_write(&c, id, row_id_fresh(c.now), &uncle), ERR_DENIED);
	test_ctx_end(&c);
}

static void a_tie_is_corrected_only_once_and_ends_with_a_reason(void **state)
{
	struct person_id id = arrives("amara", STR("Pela"));
	struct circle_new first = outside("mother", "Rosa");
	struct row_id row = ties("amara", id, &first);
	struct circle_new right = outside("relative", "Rosa");
	struct when when = { .day = NO_DAY, .told = NO_DAY };
	struct circle_links all;
	struct circle_link one;
	struct ctx c;

	(void)state;
	right.replaces = &row;
	(void)ties("amara", id, &right);
	c = task("amara");
	assert_int_equal(circle_read_one(&c, id, row, &one), OK);
	assert_true(str_eq(one.kind, STR("relative")));
	assert_int_equal(circle_write(&c, id, row_id_fresh(c.now), &right), OK);
	assert_int_equal(test_commit(&c), ERR_CONFLICT);
	test_ctx_end(&c);
	c = task("amara");
	assert_int_equal(circle_end(&c, id, row_id_fresh(c.now), one.id, &when, STR("moved away")), OK);
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(circle_read(&c, id, &all), OK);
	assert_int_equal(all.n, 1);
	assert_int_equal(all.at[0].ended.n, c.today.n);
	assert_true(str_eq(all.at[0].reason, STR("moved away")));
	assert_int_equal(circle_guardians(&c, id, &all), OK);
	assert_int_equal(all.n, 0);
	test_ctx_end(&c);
}

static void a_tie_needs_a_kind_somebody_and_a_name_that_may_be_seen(void **state)
{
	struct person_id id = arrives("amara", STR("Zola"));
	struct person_id theirs;
	struct circle_new n = outside("enemy", "X");
	struct ctx c;

	(void)state;
	assert_int_equal(test_person(&house, "carla", TEST_ORCHARD, &theirs), OK);
	c = task("amara");
	assert_int_equal(circle_write(&c, id, row_id_fresh(c.now), &n), ERR_INVALID);
	n = outside("mother", " ");
	assert_int_equal(circle_write(&c, id, row_id_fresh(c.now), &n), ERR_INVALID);
	n = to_record("mother", &id);
	assert_int_equal(circle_write(&c, id, row_id_fresh(c.now), &n), ERR_INVALID);
	n = to_record("mother", &theirs);
	assert_int_equal(circle_write(&c, id, row_id_fresh(c.now), &n), ERR_DENIED);
	test_ctx_end(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_keys_of_a_mothers_worker_open_nothing_of_the_child),
		cmocka_unit_test(a_tie_stands_in_one_record_only),
		cmocka_unit_test(who_must_be_kept_away_is_open_to_safety_and_ties_are_not),
		cmocka_unit_test(a_tie_is_corrected_only_once_and_ends_with_a_reason),
		cmocka_unit_test(a_tie_needs_a_kind_somebody_and_a_name_that_may_be_seen),
	};

	return test_on_both("the people around", tests, sizeof tests / sizeof *tests);
}
