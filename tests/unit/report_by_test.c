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

static void put_score(struct ctx *c, struct pseudonym_id who, int days, enum outcomes_group group,
                      int wave, int level)
{
	struct buf b = buf_new(c->arena, 1024);

	fields_put_int(&b, "days", days);
	fields_put_int(&b, "wave", wave);
	fields_put_int(&b, "age_group", group);
	fields_put_int(&b, "setting", SETTING_LIVES);
	fields_put_int(&b, "stable", level >= 300 ? 63 | 1 << 6 : 0);
	fields_put(&b, "form", STR("rubric"));
	fields_put(&b, "items", STR(""));
	for (size_t d = 0; d < OUTCOMES_DOMAINS; d++)
		fields_put_int(&b, report_domain_codes[d], level);
	assert_int_equal(inbox_add(c, who, 1, "score", buf_str(&b)), OK);
}

static void come(struct ctx *c, const char *site, const char *gender, enum outcomes_group group,
                 const char *types, bool seen)
{
	struct pseudonym_id who;
	struct buf b = buf_new(c->arena, 1024);

	id_random(who.b);
	fields_put(&b, "age_band", str_z(report_group_codes[group]));
	fields_put_int(&b, "entry_month", 2023 * 12);
	fields_put(&b, "types", str_z(types));
	fields_put(&b, "site", str_z(site));
	fields_put(&b, "gender", str_z(gender));
	assert_int_equal(inbox_add(c, who, 1, "entry", buf_str(&b)), OK);
	put_score(c, who, 5, group, WAVE_BASELINE, seen ? 200 : 150);
	if (seen)
		put_score(c, who, 365, group, WAVE_1_YEAR, 300);
}

static void arrive(struct ctx *c, const char *site, const char *gender, bool seen)
{
	come(c, site, gender, OUTCOMES_ADULT, "forced_labour", seen);
}

/* n people with these casework types, who were all seen after a year or not at all. */
static void come_with(struct ctx *c, int n, enum outcomes_group group, const char *types, bool seen)
{
	for (int i = 0; i < n; i++)
		come(c, "west", "woman", group, types, seen);
}

static void people_arrive_at_three_sites(void **state)
{
	struct ctx c = task("amara");
	int64_t folded;

	(void)state;
	for (int i = 0; i < 24; i++)
		arrive(&c, "north", i % 2 ? "woman" : "man", i < 14);
	for (int i = 0; i < 16; i++)
		arrive(&c, "south", "woman", i < 12);
	for (int i = 0; i < 8; i++)
		arrive(&c, "east", i < 4 ? "another" : "woman", i < 4);
	for (int i = 0; i < 3; i++)
		arrive(&c, "", "", true);
	come_with(&c, 1, OUTCOMES_AGE_6_11, "forced_labour", false);
	/* Three have two types; whoever has neither was not seen after a year. */
	come_with(&c, 12, OUTCOMES_AGE_12_17, "forced_labour", true);
	come_with(&c, 11, OUTCOMES_AGE_12_17, "sexual_exploitation", true);
	come_with(&c, 3, OUTCOMES_AGE_12_17, "forced_labour sexual_exploitation", true);
	come_with(&c, 12, OUTCOMES_AGE_12_17, "domestic_servitude", false);
	come_with(&c, 12, OUTCOMES_AGE_0_5, "forced_labour", true);
	come_with(&c, 12, OUTCOMES_AGE_0_5, "sexual_exploitation", true);
	come_with(&c, 3, OUTCOMES_AGE_0_5, "forced_labour sexual_exploitation", true);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	c = task("eva");
	assert_int_equal(report_fold(&c, &folded), OK);
	test_ctx_end(&c);
}

static struct outcomes_report of_age(struct ctx *c, enum outcomes_group group,
                                     enum report_by dimension, const char *of)
{
	const struct report_filter f = { .type = OUTCOMES_ALL_TYPES,
		                             .group = group,
		                             .walk = 1,
		                             .from = NO_DAY,
		                             .to = NO_DAY,
		                             .by = dimension,
		                             .of = str_z(of) };
	struct outcomes_report r;

	assert_int_equal(report_figures(c, &f, 0, &r), OK);
	return r;
}

static struct outcomes_report by(struct ctx *c, enum report_by dimension, const char *of)
{
	return of_age(c, OUTCOMES_ADULT, dimension, of);
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
		test_visit(&house, "eva", "/reports/outcomes?by=site&of=east", "is not told alone"), 200);
	assert_int_equal(
		test_visit(&house, "eva", "/reports/outcomes?by=site&age=6_11", "Too few people in one"),
		200);
	assert_int_equal(test_visit(&house, "eva",
	                            "/reports/outcomes/file?by=site&of=south&age=adult&format=csv",
	                            "site=south"),
	                 200);
	assert_int_equal(test_visit(&house, "amara", "/reports/outcomes?by=site", ""), 403);
}

/* --- casework types --- */

/* With domestic servitude beside the two others, those who have both could be worked out. */
static void a_type_that_would_give_a_few_away_is_not_there(void **state)
{
	struct ctx c = task("eva");
	struct outcomes_report r = of_age(&c, OUTCOMES_AGE_12_17, REPORT_BY_TYPES, "");

	(void)state;
	assert_int_equal(r.people, 38);
	assert_int_equal(r.groups.n, 2);
	assert_true(str_eq(r.groups.at[0].code, STR("forced_labour")));
	assert_true(str_eq(r.groups.at[1].code, STR("sexual_exploitation")));
	assert_int_equal(r.groups.at[0].people, 15);
	assert_int_equal(r.groups.at[1].people, 14);
	test_ctx_end(&c);
}

/* At arrival twelve with neither type hide the three with both; of them nobody was seen after a
 * year. */
static void a_wave_in_which_the_overlap_stands_alone_is_told_of_no_type(void **state)
{
	struct ctx c = task("eva");
	struct outcomes_report r = of_age(&c, OUTCOMES_AGE_12_17, REPORT_BY_TYPES, "");

	(void)state;
	for (size_t g = 0; g < r.groups.n; g++) {
		assert_int_equal(r.groups.at[g].waves.n, 1);
		assert_int_equal(r.groups.at[g].waves.at[0].name, WAVE_BASELINE);
		assert_true(r.groups.at[g].waves.at[0].domain[0].has_mean);
	}
	assert_true(r.waves.n > 1 && r.waves.at[1].name == WAVE_1_YEAR);
	test_ctx_end(&c);
}

static void types_that_can_only_give_a_few_away_do_not_stand_side_by_side(void **state)
{
	struct ctx c = task("eva");
	struct outcomes_report r = of_age(&c, OUTCOMES_AGE_0_5, REPORT_BY_TYPES, "");

	(void)state;
	assert_int_equal(r.people, 27);
	assert_int_equal(r.groups.n, 0);
	/* All adults have one type. */
	r = by(&c, REPORT_BY_TYPES, "");
	assert_int_equal(r.groups.n, 0);
	test_ctx_end(&c);
}

static void that_types_overlap_is_said_on_the_page_and_in_every_file(void **state)
{
	const char *const page = "/reports/outcomes?by=types&age=12_17";
	const char *const alone = "/reports/outcomes?age=12_17&amp;walk=1&amp;type=forced_labour";
	const char *const csv = "/reports/outcomes/file?by=types&age=12_17&format=csv";

	(void)state;
	assert_int_equal(test_visit(&house, "eva", page, "never to be added up"), 200);
	assert_int_equal(test_visit(&house, "eva", page, alone), 200);
	assert_int_equal(test_visit(&house, "eva", page, "by=types&amp;of=&amp;age=12_17"), 200);
	assert_int_equal(test_visit(&house, "eva", csv,
	                            "12_17,\"types=forced_labour\",2023,2023,,people,,15,,,,,"
	                            "groups overlap; never add them up,first"),
	                 200);
	assert_int_equal(test_visit(&house, "eva",
	                            "/reports/outcomes/file?by=types&age=12_17&format=json",
	                            "\"note\":\"groups overlap; never add them up\""),
	                 200);
	assert_int_equal(
		test_visit(&house, "eva", "/reports/outcomes/file?by=types&age=12_17&format=xlsx", "PK"),
		200);
	assert_int_equal(test_visit(&house, "eva", "/reports/outcomes?by=types&age=0_5",
	                            "There are not two casework types"),
	                 200);
	assert_int_equal(test_visit(&house, "eva",
	                            "/reports/outcomes?by=types&type=forced_labour&from=2023",
	                            "At most two things can be chosen together"),
	                 200);
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
		cmocka_unit_test(a_type_that_would_give_a_few_away_is_not_there),
		cmocka_unit_test(a_wave_in_which_the_overlap_stands_alone_is_told_of_no_type),
		cmocka_unit_test(types_that_can_only_give_a_few_away_do_not_stand_side_by_side),
		cmocka_unit_test(that_types_overlap_is_said_on_the_page_and_in_every_file),
		cmocka_unit_test(a_row_is_told_when_all_groups_leave_out_the_same),
	};

	return test_on_both("learning/report, side by side", tests, sizeof tests / sizeof *tests);
}
