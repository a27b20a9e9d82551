/* Groups side by side: who stands in which, and that what is told of some gives nothing away of the
 * rest. */
#include "access/inbox.h"
#include "base/fields.h"
#include "learning/report_inside.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "harness/both.h"

static struct ctx task(const char *user)
{
	struct ctx c;

	assert_int_equal(test_ctx(&house, user, &c), OK);
	return c;
}

/* --- people at three sites, and a few of whom nothing is written down --- */

static void put_score(struct ctx *c, struct pseudonym_id who, int days, int wave, int level)
{
	struct buf b = buf_new(c->arena, 1024);

	fields_put_int(&b, "days", days);
	fields_put_int(&b, "wave", wave);
	fields_put_int(&b, "age_group", OUTCOMES_ADULT);
	fields_put_int(&b, "setting", SETTING_LIVES);
	fields_put_int(&b, "stable", level >= 300 ? 63 | 1 << 6 : 0);
	fields_put(&b, "form", STR("rubric"));
	fields_put(&b, "items", STR(""));
	for (size_t d = 0; d < OUTCOMES_DOMAINS; d++)
		fields_put_int(&b, report_domain_codes[d], level);
	assert_int_equal(inbox_add(c, who, 1, "score", buf_str(&b)), OK);
}

static void arrive(struct ctx *c, const char *site, const char *gender, const char *age, bool seen)
{
	struct pseudonym_id who;
	struct buf b = buf_new(c->arena, 1024);

	id_random(who.b);
	fields_put(&b, "age_band", str_z(age));
	fields_put_int(&b, "entry_month", 2023 * 12);
	fields_put(&b, "types", STR("forced_labour"));
	fields_put(&b, "site", str_z(site));
	fields_put(&b, "gender", str_z(gender));
	assert_int_equal(inbox_add(c, who, 1, "entry", buf_str(&b)), OK);
	put_score(c, who, 5, WAVE_BASELINE, seen ? 200 : 150);
	if (seen)
		put_score(c, who, 365, WAVE_1_YEAR, 300);
}

static void people_arrive_at_three_sites(void **state)
{
	struct ctx c = task("amara");
	int64_t folded;

	(void)state;
	for (int i = 0; i < 24; i++)
		arrive(&c, "north", i % 2 ? "woman" : "man", "adult", i < 14);
	for (int i = 0; i < 16; i++)
		arrive(&c, "south", "woman", "adult", i < 12);
	for (int i = 0; i < 8; i++)
		arrive(&c, "east", i < 4 ? "another" : "woman", "adult", i < 4);
	for (int i = 0; i < 3; i++)
		arrive(&c, "", "", "adult", true);
	arrive(&c, "west", "woman", "6_11", false);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	c = task("eva");
	assert_int_equal(report_fold(&c, &folded), OK);
	test_ctx_end(&c);
}

static struct outcomes_report by(struct ctx *c, enum report_by dimension, const char *of)
{
	const struct report_filter f = { .type = OUTCOMES_ALL_TYPES,
		                             .group = OUTCOMES_ADULT,
		                             .walk = 1,
		                             .from = NO_DAY,
		                             .to = NO_DAY,
		                             .by = dimension,
		                             .of = str_z(of) };
	struct outcomes_report r;

	assert_int_equal(report_figures(c, &f, 0, &r), OK);
	return r;
}

static void small_sites_are_joined_with_those_of_none(void **state)
{
	struct ctx c = task("eva");
	struct outcomes_report r = by(&c, REPORT_BY_SITE, "");

	(void)state;
	assert_int_equal(r.groups.n, 3);
	assert_true(str_eq(r.groups.at[0].code, STR("north")));
	assert_true(str_eq(r.groups.at[1].code, STR("south")));
	assert_true(str_eq(r.groups.at[2].code, STR("others")));
	assert_int_equal(r.groups.at[0].people, 24);
	assert_int_equal(r.groups.at[1].people, 16);
	assert_int_equal(r.groups.at[2].people, 11);
	assert_int_equal(r.people, 51);
	assert_int_equal(r.filter.type, OUTCOMES_ALL_TYPES);
	test_ctx_end(&c);
}

/* At the north and the south enough were seen after a year, of the others seven: from all together
 * they would follow. */
static void what_one_group_cannot_tell_none_tells(void **state)
{
	struct ctx c = task("eva");
	struct outcomes_report all = by(&c, REPORT_BY_TYPE, "");
	struct outcomes_report r = by(&c, REPORT_BY_SITE, "north");

	(void)state;
	assert_true(all.waves.n > 1 && all.waves.at[1].name == WAVE_1_YEAR);
	assert_true(all.waves.at[1].domain[0].has_mean);
	for (size_t g = 0; g < r.groups.n; g++) {
		assert_int_equal(r.groups.at[g].waves.n, 1);
		assert_int_equal(r.groups.at[g].waves.at[0].name, WAVE_BASELINE);
		assert_true(r.groups.at[g].waves.at[0].domain[3].has_mean);
	}
	assert_int_equal(r.filter.type, 0);
	assert_int_equal(r.people, 24);
	assert_int_equal(r.waves.n, 1);
	assert_int_equal(r.dots_latest.n, 0);
	test_ctx_end(&c);
}

static void who_are_too_few_together_are_joined_by_the_smallest_group(void **state)
{
	struct ctx c = task("eva");
	struct outcomes_report r = by(&c, REPORT_BY_GENDER, "woman");

	(void)state;
	/* Seven of another gender or of none that is known are too few: the 12 men join them. */
	assert_int_equal(r.groups.n, 2);
	assert_true(str_eq(r.groups.at[0].code, STR("woman")));
	assert_int_equal(r.groups.at[0].people, 32);
	assert_int_equal(r.groups.at[1].people, 19);
	test_ctx_end(&c);
}

static void who_was_missing_is_beside_who_was_seen(void **state)
{
	struct ctx c = task("eva");
	struct outcomes_report r = by(&c, REPORT_BY_SEEN, "");

	(void)state;
	/* All are due: a third group, of nobody, does not stand there. */
	assert_int_equal(r.groups.n, 2);
	assert_true(str_eq(r.groups.at[0].code, STR("seen")));
	assert_int_equal(r.groups.at[0].people, 33);
	assert_int_equal(r.groups.at[1].people, 18);
	assert_true(r.groups.at[0].waves.at[0].domain[0].mean > 1.99);
	assert_true(r.groups.at[1].waves.at[0].domain[0].mean < 1.51);
	test_ctx_end(&c);
}

static void what_was_asked_for_beside_groups_is_said_to_be_left_out(void **state)
{
	const char *const more = "At most two things can be chosen together";
	const char *const joined = "Groups of fewer than 11 people are joined";
	const char *const three = "/reports/outcomes?by=site&type=forced_labour";

	(void)state;
	assert_int_equal(test_visit(&house, "eva", three, more), 200);
	assert_int_equal(test_visit(&house, "eva", three, "type=forced_labour&amp;age=adult"), 200);
	assert_int_equal(test_visit(&house, "eva", "/reports/outcomes?by=gender&from=2023", more), 200);
	assert_int_equal(test_visit(&house, "eva", "/reports/outcomes?by=site", joined), 200);
	assert_int_equal(test_visit(&house, "eva", "/reports/outcomes?by=site&of=south", "<h2>south"),
	                 200);
	assert_int_equal(test_visit(&house, "eva", "/reports/outcomes?by=site&of=%22%3E%3Cb", joined),
	                 200);
	assert_int_equal(
		test_visit(&house, "eva", "/reports/outcomes?by=site&age=6_11", "Too few people in one"),
		200);
	assert_int_equal(test_visit(&house, "eva",
	                            "/reports/outcomes/file?by=site&of=south&age=adult&format=csv",
	                            "site=south"),
	                 200);
	assert_int_equal(test_visit(&house, "amara", "/reports/outcomes?by=site", ""), 403);
}

/* --- agreeing --- */

static void a_row_is_told_when_all_groups_leave_out_the_same(void **state)
{
	struct outcomes_report groups[3] = { { .people = 20 }, { .people = 20 }, { .people = 20 } };
	struct report_wave waves[3][OUTCOMES_WAVES];

	(void)state;
	memset(waves, 0, sizeof waves);
	for (size_t g = 0; g < 3; g++) {
		groups[g].closed.reasons = (struct row_cells){
			.n = { 0, 9, 8 }, .shown = { false, true, true }, .total_shown = true, .total = 24
		};
		groups[g].harmed = (struct part){ .told = TOLD, .n = 20, .share = { .k = 6, .n = 20 } };
		groups[g].consented = groups[g].harmed;
		waves[g][WAVE_1_YEAR].domain[2].has_mean = true;
	}
	report_agree(groups, waves, 3);
	for (size_t g = 0; g < 3; g++) {
		assert_true(groups[g].closed.reasons.total_shown && groups[g].closed.reasons.shown[1]);
		assert_int_equal(groups[g].harmed.told, TOLD);
		assert_true(waves[g][WAVE_1_YEAR].domain[2].has_mean);
	}
	groups[1].closed.reasons.shown[2] = false;
	groups[2].harmed.told = TOLD_UNDER;
	waves[0][WAVE_1_YEAR].domain[2].has_mean = false;
	report_agree(groups, waves, 3);
	for (size_t g = 0; g < 3; g++) {
		assert_false(groups[g].closed.reasons.total_shown || groups[g].closed.reasons.shown[1]);
		assert_int_equal(groups[g].closed.reasons.n[1], 0);
		assert_int_equal(groups[g].harmed.told, TOLD_NOT);
		assert_int_equal(groups[g].consented.told, TOLD);
		assert_false(waves[g][WAVE_1_YEAR].domain[2].has_mean);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(people_arrive_at_three_sites),
		cmocka_unit_test(small_sites_are_joined_with_those_of_none),
		cmocka_unit_test(what_one_group_cannot_tell_none_tells),
		cmocka_unit_test(who_are_too_few_together_are_joined_by_the_smallest_group),
		cmocka_unit_test(who_was_missing_is_beside_who_was_seen),
		cmocka_unit_test(what_was_asked_for_beside_groups_is_said_to_be_left_out),
		cmocka_unit_test(a_row_is_told_when_all_groups_leave_out_the_same),
	};

	return test_on_both("learning/report, side by side", tests, sizeof tests / sizeof *tests);
}
