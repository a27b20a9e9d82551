/* What was promised to whoever is written about, shown on all that colleagues hold: what an
 * emergency opens, and what it never does. Each module's own tests show the rest. */
#include "care/circle.h"
#include "care/person.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "harness/both.h"
#include "harness/haul.h"

enum { NEVER = 1u << IN_COUNSEL | 1u << IN_LEGAL };

static void breaks_glass(const char *user, struct person_id id)
{
	struct ctx c;

	assert_int_equal(test_ctx(&house, user, &c), OK);
	assert_int_equal(person_break_glass(&c, id, STR("A call in the night.")), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	test_forget(&house, user);
}

static void is_related(const char *user, struct person_id to, const char *kind,
                       const struct person_id *other)
{
	struct circle_new n = { .kind = str_z(kind),
		                    .other = other,
		                    .when = { NO_DAY, NO_DAY, { "", 0 } } };
	struct ctx c;

	assert_int_equal(test_ctx(&house, user, &c), OK);
	assert_int_equal(circle_write(&c, to, row_id_fresh(c.now), &n), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
}

/* All that user holds unwraps nothing of what may never open to her, at any version. */
static void holds_nothing_of(const char *user, struct person_id id, uint32_t compartments)
{
	struct haul haul = haul_take(&house, user);

	for (int64_t keyver = 1; keyver <= haul_keyver(&house, id); keyver++)
		assert_int_equal(haul_unwraps(&house, &haul, id, keyver) & compartments, 0);
	assert_int_equal(haul_open_to(&house, user, id, MAY_READ) & compartments, 0);
}

static void an_emergency_of_a_mother_opens_nothing_of_her_child(void **state)
{
	struct person_id mother = haul_person(&house, "amara");
	struct person_id child = haul_person(&house, "bela");
	struct kept said = haul_write(&house, "bela", child, IN_CASE);

	(void)state;
	is_related("amara", mother, "child", &child);
	is_related("bela", child, "mother", &mother);
	is_related("bela", child, "guardian", &mother);
	breaks_glass("sage", mother);
	assert_int_not_equal(haul_open_to(&house, "sage", mother, MAY_READ), 0);
	assert_int_equal(haul_open_to(&house, "sage", child, MAY_READ), 0);
	assert_int_equal(haul_read(&house, "sage", child, IN_CASE, &said), ERR_DENIED);
	holds_nothing_of("amara", child, UINT32_MAX);
}

static void neither_an_office_nor_an_emergency_opens_counselling_or_law(void **state)
{
	static const char *const offices[] = { "amara", "lena", "grace", "nadia", "sage" };
	struct person_id id = haul_person(&house, "amara");
	struct kept counsel;
	struct kept law;

	(void)state;
	haul_assign(&house, "amara", id, "cora");
	haul_assign(&house, "amara", id, "lia");
	counsel = haul_write(&house, "cora", id, IN_COUNSEL);
	law = haul_write(&house, "lia", id, IN_LEGAL);
	breaks_glass("sage", id);
	breaks_glass("nadia", id);
	for (size_t i = 0; i < sizeof offices / sizeof *offices; i++) {
		holds_nothing_of(offices[i], id, NEVER);
		assert_int_equal(haul_read(&house, offices[i], id, IN_COUNSEL, &counsel), ERR_DENIED);
		assert_int_equal(haul_read(&house, offices[i], id, IN_LEGAL, &law), ERR_DENIED);
	}
	assert_int_equal(haul_read(&house, "cora", id, IN_COUNSEL, &counsel), OK);
	assert_int_equal(haul_read(&house, "lia", id, IN_LEGAL, &law), OK);
	assert_int_equal(haul_read(&house, "cora", id, IN_LEGAL, &law), ERR_DENIED);
	assert_int_equal(haul_read(&house, "lia", id, IN_COUNSEL, &counsel), ERR_DENIED);
}

static void after_eight_hours_an_emergency_is_over_and_the_lead_has_seen_it(void **state)
{
	struct person_id id = haul_person(&house, "amara");
	struct kept said = haul_write(&house, "amara", id, IN_CASE);
	struct test_browser lena;

	(void)state;
	breaks_glass("sage", id);
	assert_int_equal(haul_read(&house, "sage", id, IN_CASE, &said), OK);
	test_clock_pass(8 * 3600 + 60);
	assert_int_equal(haul_read(&house, "sage", id, IN_CASE, &said), ERR_DENIED);
	test_forget(&house, "sage");
	assert_int_equal(haul_open_to(&house, "sage", id, MAY_READ), 0);
	test_browser(&lena, &house);
	assert_int_equal(test_sign_in(&lena, "lena", NULL), 303);
	assert_int_equal(test_get(&lena, "/companions/review"), 200);
	assert_true(test_sees(&lena, "A call in the night."));
	test_browser_end(&lena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_emergency_of_a_mother_opens_nothing_of_her_child),
		cmocka_unit_test(neither_an_office_nor_an_emergency_opens_counselling_or_law),
		cmocka_unit_test(after_eight_hours_an_emergency_is_over_and_the_lead_has_seen_it),
	};

	return test_on_both("promises", tests, sizeof tests / sizeof *tests);
}
