/* learning/front: who is shown which pages of reports, and where. */
#include "access/visit_corners.h"
#include "access/visit_inside.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "harness/both.h"

static void the_front_page_is_for_those_who_may_read_reports(void **state)
{
	(void)state;
	assert_int_equal(test_visit(&house, "eva", "/reports", "Is the instrument sound?"), 200);
	assert_int_equal(test_visit(&house, "grace", "/reports", "Does it help?"), 200);
	assert_int_equal(test_visit(&house, "amara", "/reports", ""), 403);
	assert_int_equal(test_visit(&house, "tom", "/reports", ""), 403);
}

static size_t corners_of(const char *user, const char *path, const char **corner)
{
	struct ctx c = test_task(user);
	struct visit v = { .c = c };
	struct page_head p = { .section = "/reports/outcomes", .path = str_z(path) };

	visit_corners(&v, &p);
	*corner = p.corner;
	test_ctx_end(&c);
	return p.corners.n;
}

static void a_page_has_the_corners_of_its_own_question(void **state)
{
	const char *corner;

	(void)state;
	assert_true(corners_of("eva", "/reports/outcomes", &corner) >= 3);
	assert_string_equal(corner, "/reports/outcomes");
	assert_true(corners_of("eva", "/reports/releases/x/sign", &corner) >= 2);
	assert_string_equal(corner, "/reports/tables");
	assert_int_equal(corners_of("eva", "/reports/outcomesandmore", &corner), 0);
	assert_null(corner);
	assert_int_equal(corners_of("amara", "/reports/outcomes", &corner), 0);
}

static void every_page_that_may_be_opened_stands_under_one_question(void **state)
{
	struct ctx c = test_task("eva");
	struct visit v = { .c = c };
	struct room_questions all = visit_questions(&v, "/reports/outcomes");
	size_t pages = 0;

	(void)state;
	assert_true(all.n >= 5);
	for (size_t i = 0; i < all.n; i++) {
		assert_true(all.at[i].pages.n > 0);
		for (size_t k = 0; k < all.at[i].pages.n; k++)
			pages += strncmp(all.at[i].pages.at[k].item.href, "/reports/", 9) == 0;
	}
	assert_true(pages >= 8);
	assert_int_equal(visit_questions(&v, "/people").n, 0);
	v.c.actor = NULL;
	assert_int_equal(visit_questions(&v, "/reports/outcomes").n, 0);
	test_ctx_end(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_front_page_is_for_those_who_may_read_reports),
		cmocka_unit_test(a_page_has_the_corners_of_its_own_question),
		cmocka_unit_test(every_page_that_may_be_opened_stands_under_one_question),
	};

	return test_on_both("learning/front", tests, sizeof tests / sizeof *tests);
}
