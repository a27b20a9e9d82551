/* Phone and accounts: kept, looked at again, closed to whoever lacks safety. */
#include "care/day_inside.h"
#include "care/digital.h"
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

static struct person_id arrives(void)
{
	struct person_id id;

	assert_int_equal(test_person(&house, "amara", TEST_HARBOUR, &id), OK);
	return id;
}

static size_t due(struct ctx *c, struct person_id id)
{
	struct tasks all;
	size_t n = 0;

	assert_int_equal(day_tasks(c, 0, &all), OK);
	for (size_t i = 0; i < all.n; i++)
		n += person_id_eq(all.at[i].person, id) && all.at[i].kind == TASK_SAFETY_PLAN;
	return n;
}

static void phone_and_accounts_are_kept_and_looked_at_again(void **state)
{
	struct person_id id = arrives();
	struct ctx c = task("amara");
	struct row_id row = row_id_fresh(c.now);
	struct digital d = { .noticed = STR("yes"),
		                 .wish = STR("leave"),
		                 .when = { NO_DAY, NO_DAY, { NULL, 0 } },
		                 .again = day_add(c.today, 2) };
	struct digital read;

	(void)state;
	d.item[2] = (struct digital_answer){ STR("unsure"), STR("a family group") };
	assert_int_equal(digital_read(&c, id, &read), OK);
	assert_false(read.held);
	assert_int_equal(digital_write(&c, id, row, &d, NULL), OK);
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(due(&c, id), 1);
	assert_int_equal(digital_read(&c, id, &read), OK);
	assert_true(str_eq(read.item[2].words, STR("a family group")));
	assert_true(str_eq(read.noticed, STR("yes")));
	d.again = NO_DAY;
	assert_int_equal(digital_write(&c, id, row_id_fresh(c.now), &d, &row), OK);
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(due(&c, id), 0);
	assert_int_equal(digital_write(&c, id, row_id_fresh(c.now), &d, &row), OK);
	assert_int_equal(test_commit(&c), ERR_CONFLICT);
	test_ctx_end(&c);
}

static void who_lacks_safety_opens_and_writes_nothing_of_it(void **state)
{
	static const char *const others[] = { "bela", "carla", "hana", "vera", "sage", "eva" };
	struct person_id id = arrives();
	struct ctx c = task("amara");
	struct digital d = { .changed = STR("a new number"), .again = NO_DAY };
	struct digital read;

	(void)state;
	assert_int_equal(digital_write(&c, id, row_id_fresh(c.now), &d, NULL), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		c = task(others[i]);
		assert_int_equal(digital_read(&c, id, &read), OK);
		assert_true(read.held && read.closed && !read.changed.p);
		assert_int_equal(digital_write(&c, id, row_id_fresh(c.now), &d, NULL), ERR_DENIED);
		test_ctx_end(&c);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(phone_and_accounts_are_kept_and_looked_at_again),
		cmocka_unit_test(who_lacks_safety_opens_and_writes_nothing_of_it),
	};

	return test_on_both("phone and accounts", tests, sizeof tests / sizeof *tests);
}
