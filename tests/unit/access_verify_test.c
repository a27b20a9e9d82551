#include "access/verify.h"
#include "harness/access_house.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static void tell(void *arg, const char *sentence)
{
	(void)arg;
	if (getenv("KINTSUGI_TEST_LOUD"))
		print_message("%s\n", sentence);
}

HOUSE_SQL(erase_person, "UPDATE person SET state = 9");

static const enum carried task_params[] = { CARRY_ID, CARRY_ID, CARRY_ID, CARRY_BLOB };
static const struct query task_put = {
	.name = "task_put",
	.from = "tests",
	.shape = SHAPE_EXEC_ONE,
	.params = task_params,
	.nparams = 4,
	.sql = "INSERT INTO task (org, person, id, due, state, body) VALUES ($1, $2, $3, 0, 1, $4)"
};

static void add_task(struct test_house *h, struct person_id person)
{
	struct row_id id = row_id_fresh(h->now);
	struct sealed body;
	struct ctx c;

	test_house_task(h, &c);
	assert_int_equal(
		seal_person(&c, person, IN_SAFETY, SEAL_TASK, id, STR("call the clinic"), &body), OK);
	change_add(c.change, &task_put,
	           (const struct value[]){ { .p = h->house.org.b },
	                                   { .p = person.b },
	                                   { .p = id.b },
	                                   { .p = body.p, .n = body.n } });
	assert_int_equal(store_commit(h->house.records, c.change), OK);
	read_end(c.read);
}

static struct verify verify_now(struct test_house *h, bool with_keys)
{
	struct ctx *c = NEW(h->arena, struct ctx);
	struct verify v = { .c = c, .with_keys = with_keys, .say = tell, .arg = h };

	test_house_task(h, c);
	assert_int_equal(verify_store(&v), OK);
	read_end(c->read);
	return v;
}

HOUSE_SQL(cut_task, "UPDATE task SET body = org");
HOUSE_SQL(mix_tasks, "UPDATE task SET body = (SELECT t.body FROM task t ORDER BY t.id LIMIT 1)");
HOUSE_SQL(lose_holder, "DELETE FROM holder WHERE kind = 6");

static void a_whole_house_has_no_faults(void **state)
{
	struct test_house *h = *state;
	struct person_id person = test_house_person(h);
	struct verify v;

	add_task(h, person);
	add_task(h, test_house_person(h));
	v = verify_now(h, false);
	assert_int_equal(v.faults, 0);
	assert_int_equal(v.not_opened, 3); /* two tasks and the team's name */
	v = verify_now(h, true);
	assert_int_equal(v.faults, 0);
	assert_int_equal(v.not_opened, 0);
	assert_true(v.checked >= 5);
}

static void a_value_moved_to_another_row_is_found_with_keys_only(void **state)
{
	struct test_house *h = *state;
	struct person_id person = test_house_person(h);

	add_task(h, person);
	add_task(h, person);
	test_house_run(h, &mix_tasks);
	assert_int_equal(verify_now(h, false).faults, 0);
	assert_int_equal(verify_now(h, true).faults, 1);
}

static void a_cut_value_and_a_lost_holder_are_found_without_keys(void **state)
{
	struct test_house *h = *state;

	add_task(h, test_house_person(h));
	test_house_run(h, &cut_task);
	assert_int_equal(verify_now(h, false).faults, 1);
	test_house_run(h, &lose_holder);
	assert_int_equal(verify_now(h, false).faults, 3); /* her wrap, and the officer's share of it */
}

static void what_is_left_of_an_erased_person_is_a_fault(void **state)
{
	struct test_house *h = *state;

	add_task(h, test_house_person(h));
	test_house_run(h, &erase_person);
	assert_int_equal(verify_now(h, false).faults, 3); /* erasure value, wraps, the task */
}

static const enum carried ring_params[] = { CARRY_ID };
static const struct query ring_drop = { .name = "ring_drop",
	                                    .from = "tests",
	                                    .shape = SHAPE_EXEC_ONE,
	                                    .params = ring_params,
	                                    .nparams = 1,
	                                    .sql = "DELETE FROM erasure WHERE person = $1" };

static void a_person_without_an_erasure_value_is_a_fault(void **state)
{
	struct test_house *h = *state;
	struct person_id person = test_house_person(h);
	struct change *c = change_new(h->arena);

	change_add(c, &ring_drop, (const struct value[]){ { .p = person.b } });
	assert_int_equal(store_commit(h->house.keyring, c), OK);
	assert_int_equal(verify_now(h, false).faults, 1);
}

HOUSE_SQL(no_version, "UPDATE person SET keyver = 0");

static void a_value_of_a_key_version_that_does_not_exist_is_a_fault(void **state)
{
	struct test_house *h = *state;

	add_task(h, test_house_person(h));
	test_house_run(h, &no_version);
	assert_int_equal(verify_now(h, false).faults, 3); /* the person, her wraps, the task */
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, test_house_open, test_house_close)

static const struct CMUnitTest tests[] = {
	TEST(a_whole_house_has_no_faults),
	TEST(a_value_moved_to_another_row_is_found_with_keys_only),
	TEST(a_cut_value_and_a_lost_holder_are_found_without_keys),
	TEST(what_is_left_of_an_erased_person_is_a_fault),
	TEST(a_person_without_an_erasure_value_is_a_fault),
	TEST(a_value_of_a_key_version_that_does_not_exist_is_a_fault),
};

int main(void)
{
	int failed = cmocka_run_group_tests_name("verify on SQLite", tests, test_house_group_sqlite,
	                                         test_house_group_end);

	return failed + cmocka_run_group_tests_name("verify on PostgreSQL", tests,
	                                            test_house_group_postgres, test_house_group_end);
}
