/* What has changed: what is compared, when it is more than noise, and what the page says of it. */
#include "care/course_inside.h"
#include "care/words.h"
#include "html/chart_way.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <math.h>

#include "harness/both.h"

#define ALMOST(got, want) assert_true(fabs((got) - (want)) < 1e-9)

/* --- when a change counts --- */

static struct course_point point(int day, int mean, const char *age, const char *place)
{
	return (struct course_point){ { day }, mean, str_z(age), str_z(place), STR("form") };
}

static const struct yardstick steady = { .sd = 0.5, .reliability = 0.92, .people = 120 };

static void a_rule_is_published_or_of_the_house_or_assumed(void **state)
{
	struct course_rule r = course_rule(50, &steady, (struct day){ 7 });

	(void)state;
	assert_int_equal(r.basis, BASIS_PUBLISHED);
	ALMOST(r.least, 0.5);
	r = course_rule(0, &steady, (struct day){ 7 });
	assert_int_equal(r.basis, BASIS_HOUSE);
	assert_int_equal(r.since.n, 7);
	/* 1.959963984540054 * 0.5 * sqrt(0.16) */
	ALMOST(r.least, 1.959963984540054 * 0.2);
	r = course_rule(0, &(struct yardstick){ .sd = 0 }, (struct day){ 7 });
	assert_int_equal(r.basis, BASIS_ASSUMED);
	assert_false(day_known(r.since));
	ALMOST(r.least, 1.959963984540054 * 0.75 * sqrt(0.6));
}

static enum course_told told(const struct course_point *at, size_t n, const struct course_rule *r)
{
	return course_change(&(struct course_points){ at, n }, r, false).told;
}

static void only_what_is_beyond_the_limit_is_more_than_noise(void **state)
{
	struct course_rule r = course_rule(0, &steady, NO_DAY); /* more than 0.392 */
	struct course_point two[] = { point(0, 200, "adult", "home"), point(9, 239, "adult", "home") };

	(void)state;
	assert_int_equal(told(two, 2, &r), COURSE_SAME);
	two[1].mean = 240;
	assert_int_equal(told(two, 2, &r), COURSE_STEADIER);
	two[1].mean = 160;
	assert_int_equal(told(two, 2, &r), COURSE_HARDER);
	r = course_rule(40, NULL, NO_DAY); /* at least 0.40 */
	assert_int_equal(told(two, 2, &r), COURSE_HARDER);
	two[1].mean = 161;
	assert_int_equal(told(two, 2, &r), COURSE_SAME);
}

static void another_age_or_place_is_not_compared(void **state)
{
	struct course_rule r = course_rule(0, NULL, NO_DAY);
	struct course_point all[] = { point(0, 100, "12-17", "home"), point(5, 110, "adult", "shelter"),
		                          point(9, 400, "adult", "home"), point(12, 390, "adult", "home") };
	struct course_points three = { all, 3 };
	struct course_change ch;

	(void)state;
	assert_int_equal(told(all, 3, &r), COURSE_OTHER_PLACE);
	assert_true(course_apart(&three, 1) && course_apart(&three, 2));
	assert_false(course_apart(&three, 0));
	all[1].mean = BOWL_MISSING;
	assert_int_equal(told(all, 3, &r), COURSE_OTHER_AGE);
	all[0].mean = BOWL_MISSING;
	assert_int_equal(told(all, 3, &r), COURSE_ONCE);
	ch = course_change(&(struct course_points){ all, 4 }, &r, false);
	assert_int_equal(ch.told, COURSE_SAME);
	assert_int_equal(ch.from->day.n, 9);
	all[3].mean = BOWL_MISSING;
	assert_int_equal(told(all, 4, &r), COURSE_NOTHING);
	assert_int_equal(told(all, 0, &r), COURSE_NOTHING);
}

static void the_time_before_is_the_latest_that_compares(void **state)
{
	struct course_rule r = course_rule(0, &steady, NO_DAY);
	struct course_point all[] = { point(0, 100, "adult", "home"), point(5, 300, "adult", "home"),
		                          point(8, 100, "adult", "shelter"),
		                          point(9, 200, "adult", "home") };
	struct course_points points = { all, 4 };

	(void)state;
	assert_int_equal(course_change(&points, &r, false).told, COURSE_STEADIER);
	assert_int_equal(course_change(&points, &r, true).told, COURSE_HARDER);
	assert_int_equal(course_change(&points, &r, true).from->day.n, 5);
}

/* --- figures of the house --- */

static struct ctx task(const char *user)
{
	struct ctx c;

	assert_int_equal(test_ctx(&house, user, &c), OK);
	return c;
}

static struct yardsticks sticks(const char *form, double sd)
{
	struct yardsticks y = { .form = str_z(form), .since = NO_DAY };

	y.domain[0] = (struct yardstick){ .sd = sd, .reliability = 0.81, .people = 60 };
	y.domain[5] = (struct yardstick){ .sd = 0.7, .reliability = 0.75, .people = 110 };
	return y;
}

static void only_evaluation_and_managers_put_figures_in_use(void **state)
{
	struct ctx c = task("amara");
	struct yardsticks y = sticks("a", 0.6);

	(void)state;
	assert_int_equal(yardsticks_write(&c, row_id_fresh(c.now), OUTCOMES_ADULT, &y), ERR_DENIED);
	test_ctx_end(&c);
	c = task("eva");
	y.domain[0].reliability = 1;
	assert_int_equal(yardsticks_write(&c, row_id_fresh(c.now), OUTCOMES_ADULT, &y), ERR_INVALID);
	y = sticks("", 0.6);
	assert_int_equal(yardsticks_write(&c, row_id_fresh(c.now), OUTCOMES_ADULT, &y), ERR_INVALID);
	y = sticks("a", (double)NAN);
	y.domain[5].sd = 0;
	assert_int_equal(yardsticks_write(&c, row_id_fresh(c.now), OUTCOMES_ADULT, &y), ERR_INVALID);
	test_ctx_end(&c);
}

static void put(const char *user, enum outcomes_group group, const char *form, double sd)
{
	struct ctx c = task(user);
	struct yardsticks y = sticks(form, sd);

	assert_int_equal(yardsticks_write(&c, row_id_fresh(c.now), group, &y), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
}

static void each_age_group_has_its_own_and_the_newest_holds(void **state)
{
	struct yardsticks y;
	struct ctx c;

	(void)state;
	put("eva", OUTCOMES_ADULT, "a", 0.6);
	put("grace", OUTCOMES_AGE_12_17, "b", 0.9);
	put("eva", OUTCOMES_ADULT, "c", 0.65);
	c = task("amara");
	assert_int_equal(yardsticks_read(&c, OUTCOMES_ADULT, &y), OK);
	assert_true(str_eq(y.form, STR("c")));
	ALMOST(y.domain[0].sd, 0.65);
	ALMOST(y.domain[0].reliability, 0.81);
	assert_int_equal(y.domain[5].people, 110);
	ALMOST(y.domain[1].sd, 0);
	assert_int_equal(y.since.n, c.today.n);
	assert_int_equal(yardsticks_read(&c, OUTCOMES_AGE_12_17, &y), OK);
	assert_true(str_eq(y.form, STR("b")));
	assert_int_equal(yardsticks_read(&c, OUTCOMES_AGE_6_11, &y), OK);
	assert_int_equal(y.form.n, 0);
	test_ctx_end(&c);
}

static void two_who_put_figures_in_use_at_once_find_each_other(void **state)
{
	struct ctx first = task("eva");
	struct ctx second = task("grace");
	struct yardsticks y = sticks("d", 0.6);

	(void)state;
	assert_int_equal(yardsticks_write(&first, row_id_fresh(first.now), OUTCOMES_ADULT, &y), OK);
	assert_int_equal(yardsticks_write(&second, row_id_fresh(second.now), OUTCOMES_ADULT, &y), OK);
	assert_int_equal(test_commit(&first), OK);
	assert_int_equal(test_commit(&second), ERR_CONFLICT);
	test_ctx_end(&first);
	test_ctx_end(&second);
}

/* --- the page --- */

static struct person_id somebody(void)
{
	struct person p = { .name = STR("Person Seven") };
	struct words w = { .state = WORDS_CHOSE_NOT, .day = NO_DAY };
	struct ctx c = task("amara");

	p.id = person_id_fresh(c.now);
	assert_int_equal(person_arrive(&c, &p, house.teams[TEST_HARBOUR], day_add(c.today, -400)), OK);
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(words_write(&c, p.id, row_id_fresh(c.now), &w, NULL), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	return p.id;
}

static void score(struct person_id p, int days_ago, int64_t level, const char *place)
{
	static const char *const names[] = { "safe_home", "out_of_reach", "warning_signs",
		                                 "phone_online" };
	struct assessment_item items[4];
	struct assessment_new n = { .setting = str_z(place), .items = items, .n = 4 };
	struct ctx c = task("amara");

	for (size_t i = 0; i < 4; i++)
		items[i] = (struct assessment_item){ .name = str_z(names[i]), .value = level };
	n.day = day_add(c.today, -days_ago);
	assert_int_equal(assessment_write(&c, p, row_id_fresh(c.now), &n), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
}

static void hopes(struct person_id p)
{
	struct plan_new n = { .what = { .kind = PLAN_GOAL,
		                            .words = STR("A door that locks"),
		                            .from = STR("own"),
		                            .state = STR("chosen"),
		                            .domain = 0,
		                            .due = NO_DAY,
		                            .ended = NO_DAY } };
	struct ctx c = task("amara");

	n.what.day = day_add(c.today, -300);
	assert_int_equal(plan_goal_write(&c, p, row_id_fresh(c.now), &n), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
}

static void sees_herself(struct person_id p)
{
	struct assessment_item item = { .name = STR("my_safety"), .value = 3 };
	struct own_view_new n = { .how = STR("alone"), .items = &item, .n = 1 };
	struct ctx c = task("amara");

	n.day = day_add(c.today, -10);
	assert_int_equal(own_view_write(&c, p, row_id_fresh(c.now), &n), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
}

static char address[128];

static const char *page_of(struct person_id p, const char *rest)
{
	char id[ID_TEXT + 1];

	id_write(p.b, id);
	(void)snprintf(address, sizeof address, "/people/%s/course%s", id, rest);
	return address;
}

static int visits(const char *user, const char *target, const char *sees)
{
	return test_visit(&house, user, target, sees);
}

static void a_page_shows_both_views_and_goals_and_says_what_it_assumes(void **state)
{
	struct person_id p = somebody();

	(void)state;
	assert_int_equal(visits("amara", page_of(p, ""), "Nothing is scored yet"), 200);
	score(p, 380, 1, "home");
	assert_int_equal(visits("amara", page_of(p, ""), "Scored once"), 200);
	score(p, 10, 3, "home");
	hopes(p);
	sees_herself(p);
	assert_int_equal(visits("amara", page_of(p, ""), "Needs much support"), 200);
	assert_int_equal(visits("amara", page_of(p, ""), "Clearly steadier"), 200);
	assert_int_equal(visits("amara", page_of(p, ""), "A door that locks"), 200);
	assert_int_equal(visits("amara", page_of(p, "?domain=1"), "I feel safe on most days."), 200);
	assert_int_equal(visits("amara", page_of(p, "?domain=1"), "A door that locks"), 200);
	assert_int_equal(visits("amara", page_of(p, "?domain=1"), "clearly steadier."), 200);
	assert_int_equal(visits("amara", page_of(p, "?domain=1"), "Nobody has measured yet"), 200);
	assert_int_equal(visits("amara", page_of(p, "?domain=2"), "too little about this domain"), 200);
	assert_int_equal(visits("amara", page_of(p, "?domain=7"), "The six domains"), 200);
	score(p, 5, 3, "shelter");
	assert_int_equal(visits("amara", page_of(p, "?domain=1"), "another place was described"), 200);
	assert_int_equal(visits("amara", page_of(p, "?domain=1"), "Not comparable with the one before"),
	                 200);
}

static void the_house_figures_are_told_where_the_wording_is_the_same(void **state)
{
	struct person_id p = somebody();
	struct assessment_list all;
	struct yardsticks y;
	struct ctx c;

	(void)state;
	score(p, 380, 2, "home");
	score(p, 10, 3, "home");
	assert_int_equal(visits("amara", page_of(p, "?domain=1"), "too close to tell whether"), 200);
	c = task("amara");
	assert_int_equal(assessments(&c, p, &all), OK);
	y = sticks(arena_str(c.arena, all.at[0].form).p, 0.4);
	put("eva", OUTCOMES_ADULT, y.form.p, 0.4);
	test_ctx_end(&c);
	assert_int_equal(visits("amara", page_of(p, "?domain=1"), "Among the people of this house"),
	                 200);
	assert_int_equal(visits("amara", page_of(p, "?domain=1"), "clearly steadier."), 200);
}

static void who_may_not_read_the_case_sees_none_of_it(void **state)
{
	struct person_id p = somebody();

	(void)state;
	score(p, 10, 3, "home");
	assert_int_equal(visits("nadia", page_of(p, ""), "closed to you"), 200);
	assert_int_equal(visits("nadia", page_of(p, "?domain=1"), "closed to you"), 200);
	assert_int_equal(visits("eva", page_of(p, ""), ""), 403);
}

/* --- the picture --- */

static void draws(struct html *h, const char *name)
{
	html_text_str(h, str_z(name));
}

static void a_picture_has_rows_for_what_there_is_and_none_beside_its_axis(void **state)
{
	static const struct chart_way_point points[] = { { 0, 1.5, false },
		                                             { 0.5, 3, true },
		                                             { 1, 4, false } };
	static const struct chart_way_picture own[] = { { 0, "<seed>" },
		                                            { 0.99, "old" },
		                                            { 1, "tree" } };
	static const struct chart_way_goal goals[] = { { 0.25, 1, true, true, 1 },
		                                           { 2, 3, false, false, 2 } };
	struct arena *a = arena_new(1 << 20);
	struct buf out = buf_new(a, 1 << 16);
	struct html h = { .out = &out, .lang = NULL };
	const struct chart_way w = { .label = STR("Safety"),
		                         .first = STR("May"),
		                         .last = STR("June"),
		                         .ours = STR("Team"),
		                         .own = STR("Own"),
		                         .goals = STR("Goals"),
		                         .point = points,
		                         .n_points = 3,
		                         .picture = own,
		                         .n_pictures = 3,
		                         .draw = draws,
		                         .goal = goals,
		                         .n_goals = 2 };
	struct str svg;

	(void)state;
	chart_way(&h, &w);
	svg = arena_str(a, buf_str(&out));
	/* The second point cannot be compared with the first: no line leads there. */
	assert_non_null(strstr(svg.p, "d=\"M132.0 117.0M377.0 54.0L622.0 12.0\""));
	assert_non_null(strstr(svg.p, "&lt;seed&gt;"));
	assert_null(strstr(svg.p, ">old<"));
	assert_non_null(strstr(svg.p, ">tree<"));
	assert_non_null(strstr(svg.p, "d=\"M622.0 "));
	assert_null(strstr(svg.p, "H623"));
	out.n = 0;
	chart_way(&h, &(struct chart_way){ .label = STR("Nothing") });
	svg = arena_str(a, buf_str(&out));
	assert_null(strstr(svg.p, "class=\"name\""));
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_rule_is_published_or_of_the_house_or_assumed),
		cmocka_unit_test(only_what_is_beyond_the_limit_is_more_than_noise),
		cmocka_unit_test(another_age_or_place_is_not_compared),
		cmocka_unit_test(the_time_before_is_the_latest_that_compares),
		cmocka_unit_test(only_evaluation_and_managers_put_figures_in_use),
		cmocka_unit_test(two_who_put_figures_in_use_at_once_find_each_other),
		cmocka_unit_test(each_age_group_has_its_own_and_the_newest_holds),
		cmocka_unit_test(two_who_put_figures_in_use_at_once_find_each_other),
		cmocka_unit_test(a_page_shows_both_views_and_goals_and_says_what_it_assumes),
		cmocka_unit_test(the_house_figures_are_told_where_the_wording_is_the_same),
		cmocka_unit_test(who_may_not_read_the_case_sees_none_of_it),
		cmocka_unit_test(a_picture_has_rows_for_what_there_is_and_none_beside_its_axis),
	};

	return test_on_both("care/course", tests, sizeof tests / sizeof *tests);
}
