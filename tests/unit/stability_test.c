/* learning/stability: from the inbox to the page, who is counted, and what may be told. */
#include "access/inbox.h"
#include "base/fields.h"
#include "learning/stability_inside.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <math.h>

#include "harness/both.h"

#define ALMOST(got, want) assert_true(fabs((got) - (want)) < 1e-9)

static struct ctx task(const char *user)
{
	struct ctx c;

	assert_int_equal(test_ctx(&house, user, &c), OK);
	return c;
}

/* --- people who can be counted, on 2026-03-02 --- */

enum { LOOKS = 3, NO = -1 };
struct counted {
	int n;
	const char *age;
	const char *types;
	int looked[LOOKS]; /* days since arrival; 0: none more */
	int yes;           /* which of them says yes; NO: none */
	int closed;        /* days; 0: still here */
	const char *reason;
};

static const struct counted all[] = {
	{ 8, "adult", "forced_labour", { 10, 180 }, 1, 0, NULL },
	{ 8, "adult", "forced_labour", { 10, 180, 360 }, 2, 0, NULL },
	{ 6, "adult", "forced_labour", { 10 }, NO, 100, "own_wish" },
	{ 6, "adult", "forced_labour", { 10 }, NO, 0, NULL },
	{ 8, "adult", "sexual_violence", { 10, 360 }, 1, 0, NULL },
	{ 12, "adult", "sexual_violence", { 10 }, NO, 0, NULL },
	{ 6, "adult", "forced_labour sexual_violence", { 10, 360 }, 1, 0, NULL },
	{ 11, "adult", "forced_labour sexual_violence", { 10 }, NO, 50, "transferred" },
	{ 5, "adult", "forced_labour sexual_violence", { 10 }, NO, 0, NULL },
	{ 4, "6_11", "child_labour", { 10, 180 }, 1, 0, NULL },
};

static void put(struct ctx *c, struct pseudonym_id who, const struct counted *p)
{
	struct buf entry = buf_new(c->arena, 1024);
	struct buf closure = buf_new(c->arena, 1024);

	fields_put(&entry, "age_band", str_z(p->age));
	fields_put_int(&entry, "entry_month", 2024 * 12);
	fields_put(&entry, "types", str_z(p->types));
	assert_int_equal(inbox_add(c, who, 1, "entry", buf_str(&entry)), OK);
	if (!p->closed)
		return;
	fields_put_int(&closure, "closed_days", p->closed);
	fields_put(&closure, "closed_reason", str_z(p->reason));
	assert_int_equal(inbox_add(c, who, 1, "closure", buf_str(&closure)), OK);
}

static void put_look(struct ctx *c, struct pseudonym_id who, const struct counted *p, int i)
{
	struct buf b = buf_new(c->arena, 1024);

	fields_put_int(&b, "days", p->looked[i]);
	fields_put_int(&b, "wave", i);
	fields_put_int(&b, "age_group",
	               strcmp(p->age, "adult") == 0 ? OUTCOMES_ADULT : OUTCOMES_AGE_6_11);
	fields_put_int(&b, "setting", SETTING_LIVES);
	fields_put_int(&b, "stable", i == p->yes ? 63 | 1 << 6 : 0);
	fields_put(&b, "form", STR("rubric"));
	fields_put(&b, "items", STR(""));
	for (size_t d = 0; d < OUTCOMES_DOMAINS; d++)
		fields_put_int(&b, report_domain_codes[d], i == p->yes ? 340 : 200);
	assert_int_equal(inbox_add(c, who, 1, "score", buf_str(&b)), OK);
}

static void people_arrive(void **state)
{
	struct ctx c = task("amara");

	(void)state;
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		for (int k = 0; k < all[i].n; k++) {
			struct pseudonym_id who;

			id_random(who.b);
			put(&c, who, &all[i]);
			for (int l = 0; l < LOOKS && all[i].looked[l]; l++)
				put_look(&c, who, &all[i], l);
		}
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	c = task("eva");
	{
		int64_t folded;

		assert_int_equal(report_fold(&c, &folded), OK);
		assert_true(folded > 100);
	}
	test_ctx_end(&c);
}

static const struct stability_filter adults = { .type = OUTCOMES_ALL_TYPES,
	                                            .group = OUTCOMES_ADULT };

static struct stability_report report(struct ctx *c, struct stability_filter f)
{
	struct stability_report r;

	assert_int_equal(stability_figures(c, &f, 0, &r), OK);
	return r;
}

/* --- figures --- */

static void who_has_no_measurement_key_is_refused(void **state)
{
	struct ctx c = task("amara");
	struct stability_report r;

	(void)state;
	assert_int_equal(stability_figures(&c, &adults, 0, &r), ERR_DENIED);
	test_ctx_end(&c);
}

/* 70 adults: 11 had gone on and 6 had left before the first 8 were stable at day 180, 22 at 360. */
static void each_point_says_how_many_are_stable_by_then(void **state)
{
	struct ctx c = task("eva");
	struct stability_report r = report(&c, adults);

	(void)state;
	assert_int_equal(r.state, STABILITY_TOLD);
	assert_int_equal(r.people, 70);
	assert_int_equal(r.points.n, 2);
	assert_int_equal(r.points.at[0].months, 6);
	assert_int_equal(r.points.at[1].months, 12);
	ALMOST(r.points.at[0].stable.p, 8 / 70.0);
	ALMOST(r.points.at[1].stable.p, 30 / 70.0);
	assert_int_equal(r.points.at[0].at_risk, 45);
	assert_int_equal(r.points.at[1].at_risk, 20);
	test_ctx_end(&c);
}

static void the_earliest_is_the_assessment_before(void **state)
{
	struct ctx c = task("eva");
	struct stability_report r = report(&c, adults);

	(void)state;
	assert_true(r.points.at[0].earliest.shown);
	ALMOST(r.points.at[0].earliest.p, 30 / 70.0);
	/* Nobody more than at the point before: that would be told. */
	assert_false(r.points.at[1].earliest.shown);
	test_ctx_end(&c);
}

static void without_other_ends_more_would_be_stable(void **state)
{
	struct ctx c = task("eva");
	struct stability_report r = report(&c, adults);

	(void)state;
	ALMOST(r.points.at[0].alone.p, 8 / 53.0);
	ALMOST(r.points.at[1].alone.p, 30 / 53.0);
	assert_true(r.points.at[1].alone.ci.lo < 30 / 53.0 && r.points.at[1].alone.ci.hi > 30 / 53.0);
	assert_true(r.has_median);
	ALMOST(r.median.time, 360);
	test_ctx_end(&c);
}

/* Nobody died and no plan was completed; "left" would give these two noughts away. */
static void what_came_first_is_told_where_enough_people_are(void **state)
{
	struct ctx c = task("eva");
	struct stability_report r = report(&c, adults);

	(void)state;
	assert_true(r.ends.shown[END_STABLE] && r.ends.n[END_STABLE] == 30);
	assert_true(r.ends.shown[END_ELSEWHERE] && r.ends.n[END_ELSEWHERE] == 11);
	assert_true(r.ends.shown[END_STILL] && r.ends.n[END_STILL] == 23);
	assert_false(r.ends.shown[END_LEFT] || r.ends.shown[END_DIED] || r.ends.shown[END_COMPLETED]);
	assert_true(r.ends.total_shown && r.ends.total == 70);
	ALMOST(r.end_at[END_ELSEWHERE].p, 11 / 70.0);
	assert_false(r.end_at[END_LEFT].shown);
	test_ctx_end(&c);
}

/* By day 183 none of the other twenty was stable, which the first point of this type would tell. */
static void a_type_is_not_told_where_the_others_would_be(void **state)
{
	struct stability_filter f = adults;
	struct ctx c = task("eva");
	struct stability_report r;

	(void)state;
	f.type = 0;
	r = report(&c, f);
	assert_int_equal(r.people, 50);
	assert_int_equal(r.points.n, 1);
	assert_int_equal(r.points.at[0].months, 12);
	test_ctx_end(&c);
}

/* From 2025-01-01 on (day 336): whoever was stable, or gone, by then is not counted. */
static void since_a_year_people_enter_late(void **state)
{
	struct stability_filter f = adults;
	struct ctx c = task("eva");
	struct stability_report r;

	(void)state;
	f.since = 2025;
	f.compare = COMPARE_TYPES;
	r = report(&c, f);
	assert_int_equal(r.people, 45);
	assert_int_equal(r.points.n, 1);
	ALMOST(r.points.at[0].stable.p, 22 / 45.0);
	assert_true(isnan(r.groups.gray.p));
	test_ctx_end(&c);
}

static void children_are_apart_and_too_few(void **state)
{
	struct stability_filter f = adults;
	struct ctx c = task("eva");
	struct stability_report r;

	(void)state;
	f.group = OUTCOMES_AGE_6_11;
	f.compare = COMPARE_AGES;
	r = report(&c, f);
	assert_int_equal(r.state, STABILITY_FEW);
	assert_int_equal(r.people, 0);
	assert_int_equal(r.groups.n, 0);
	test_ctx_end(&c);
}

static void nobody_stands_in_two_groups(void **state)
{
	struct stability_filter f = adults;
	struct ctx c = task("eva");
	struct stability_report r;

	(void)state;
	f.compare = COMPARE_TYPES;
	r = report(&c, f);
	assert_int_equal(r.groups.n, 3);
	assert_int_equal(r.groups.at[0].people, 28);
	assert_int_equal(r.groups.at[1].people, 22);
	assert_int_equal(r.groups.at[2].people, 20);
	assert_int_equal(r.groups.n_points, 1);
	assert_int_equal(r.groups.months[0], 12);
	ALMOST(r.groups.at[0].at[0].p, 16 / 28.0);
	ALMOST(r.groups.at[1].at[0].p, 6 / 22.0);
	ALMOST(r.groups.at[2].at[0].p, 8 / 20.0);
	assert_true(r.groups.log_rank.p > 0 && r.groups.log_rank.p < 1);
	assert_true(r.groups.gray.p > 0 && r.groups.gray.p < 1);
	ALMOST(r.groups.gray.df, 2);
	test_ctx_end(&c);
}

static void a_chosen_type_stands_beside_all_others(void **state)
{
	struct stability_filter f = adults;
	struct ctx c = task("eva");
	struct stability_report r;

	(void)state;
	f.compare = COMPARE_TYPES;
	f.type = 0;
	r = report(&c, f);
	assert_int_equal(r.groups.n, 2);
	assert_int_equal(r.groups.at[0].people, 50);
	assert_int_equal(r.groups.at[1].people, 20);
	ALMOST(r.groups.at[0].at[0].p, 22 / 50.0);
	ALMOST(r.groups.at[1].at[0].p, 8 / 20.0);
	test_ctx_end(&c);
}

static int visits(const char *user, const char *target, const char *sees)
{
	return test_visit(&house, user, target, sees);
}

static void the_page_opens_for_evaluation_and_managers_only(void **state)
{
	(void)state;
	assert_int_equal(visits("eva", "/reports/stability", "not yet validated"), 200);
	assert_int_equal(visits("eva", "/reports/stability", "If nobody had left before"), 200);
	assert_int_equal(visits("grace", "/reports/stability?compare=types", "Nobody is in two groups"),
	                 200);
	assert_int_equal(visits("eva", "/reports/stability?since=2025", "watched from then on"), 200);
	assert_int_equal(
		visits("eva", "/reports/stability?age=0_5&type=x&since=y&compare=z", "Too few people"),
		200);
	assert_int_equal(visits("amara", "/reports/stability", ""), 403);
	assert_int_equal(visits("tom", "/reports/stability", ""), 403);
}

/* --- who is counted, without a house --- */

enum { HAND = 400, HAND_SCORES = 3 };
struct hand {
	struct outcomes_episode episodes[HAND];
	struct outcomes_score scores[HAND * HAND_SCORES];
	struct report_set set;
};

static void hand_begin(struct hand *h)
{
	memset(h, 0, sizeof *h);
	h->set.in.episodes = h->episodes;
	h->set.in.scores = h->scores;
	h->set.in.first_year = 2020;
	h->set.in.last_year = 2024;
	h->set.params = outcomes_defaults(20000, 2020, 5, 4);
}

static struct outcomes_episode *hand_person(struct hand *h, int entered_ago)
{
	struct outcomes_episode *e = &h->episodes[h->set.in.n_episodes++];

	*e = (struct outcomes_episode){ .entry = 20000 - entered_ago,
		                            .ordinal = 1,
		                            .group = OUTCOMES_ADULT,
		                            .first = (uint32_t)h->set.in.n_scores };
	return e;
}

static struct outcomes_score *hand_score(struct hand *h, struct outcomes_episode *e, int day,
                                         enum outcomes_verdict verdict)
{
	struct outcomes_score *s = &h->scores[h->set.in.n_scores++];

	*s = (struct outcomes_score){ .day = (int16_t)day,
		                          .all_six = (uint8_t)verdict,
		                          .setting = SETTING_LIVES,
		                          .rubric = OUTCOMES_ADULT };
	e->count++;
	return s;
}

static struct survival_between only(struct hand *h, int since)
{
	struct arena *a = arena_new(1 << 20);
	struct stability_people p;
	struct survival_between one;
	struct stability_filter f = adults;

	f.since = since;
	stability_gather(a, &h->set, &f, &p);
	assert_int_equal(p.n, 1);
	one = p.at[0];
	arena_free(a);
	return one;
}

static void the_first_yes_is_the_end_and_cannot_say_changes_nothing(void **state)
{
	static struct hand h;
	struct outcomes_episode *e;
	struct survival_between one;

	(void)state;
	hand_begin(&h);
	e = hand_person(&h, 900);
	hand_score(&h, e, -3, VERDICT_NO);
	hand_score(&h, e, 180, VERDICT_CANNOT_SAY);
	hand_score(&h, e, 360, VERDICT_YES);
	one = only(&h, 0);
	assert_int_equal(one.late.end, END_STABLE);
	ALMOST(one.late.exit, 360);
	ALMOST(one.after, 0);
}

static void a_yes_for_another_place_is_none(void **state)
{
	static struct hand h;
	struct outcomes_episode *e;

	(void)state;
	hand_begin(&h);
	e = hand_person(&h, 900);
	hand_score(&h, e, 180, VERDICT_YES)->setting = SETTING_SHELTER;
	assert_int_equal(only(&h, 0).late.end, END_STILL);
	ALMOST(only(&h, 0).late.exit, 900);
}

static void watching_stops_at_another_age_groups_steps(void **state)
{
	static struct hand h;
	struct outcomes_episode *e;

	(void)state;
	hand_begin(&h);
	e = hand_person(&h, 900);
	hand_score(&h, e, 200, VERDICT_YES)->rubric = OUTCOMES_AGE_12_17;
	hand_score(&h, e, 400, VERDICT_YES);
	assert_int_equal(only(&h, 0).late.end, END_STILL);
	ALMOST(only(&h, 0).late.exit, 200);
}

static void an_assessment_some_weeks_after_closure_still_counts(void **state)
{
	static struct hand h;
	struct outcomes_episode *e;

	(void)state;
	for (int late = 30; late <= 31; late++) {
		hand_begin(&h);
		e = hand_person(&h, 900);
		e->reason = CLOSED_PLAN_COMPLETED;
		e->closed = 400;
		hand_score(&h, e, 400 + late, VERDICT_YES);
		assert_int_equal(only(&h, 0).late.end, late == 30 ? END_STABLE : END_COMPLETED);
		ALMOST(only(&h, 0).late.exit, 400);
	}
}

static void what_comes_after_today_is_not_seen(void **state)
{
	static struct hand h;
	struct outcomes_episode *e;

	(void)state;
	hand_begin(&h);
	e = hand_person(&h, 100);
	e->reason = CLOSED_DIED;
	e->closed = 101;
	hand_score(&h, e, 101, VERDICT_YES);
	assert_int_equal(only(&h, 0).late.end, END_STILL);
	ALMOST(only(&h, 0).late.exit, 100);
}

/* --- what is told of people made by dice --- */

static uint32_t below(uint64_t *dice, uint32_t bound)
{
	*dice = *dice * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)((*dice >> 33) % bound);
}

static void deal(struct hand *h, uint64_t *dice, uint32_t people)
{
	hand_begin(h);
	for (uint32_t i = 0; i < people; i++) {
		struct outcomes_episode *e = hand_person(h, 200 + (int)below(dice, 1600));

		e->types = below(dice, 4);
		e->reason = (uint8_t)(below(dice, 2) * below(dice, OUTCOMES_REASONS));
		e->closed = (int)below(dice, 900);
		hand_score(h, e, (int)below(dice, 20), VERDICT_NO);
		hand_score(h, e, 150 + (int)below(dice, 60), (enum outcomes_verdict)below(dice, 3));
		hand_score(h, e, 340 + (int)below(dice, 400), (enum outcomes_verdict)below(dice, 3));
	}
}

/* Stable by a day: k of n, as the report gathers them. */
struct pair {
	uint32_t k;
	uint32_t n;
};

static struct pair stable_by(struct hand *h, struct stability_filter f, int day)
{
	struct arena *a = arena_new(1 << 24);
	struct stability_people p;
	struct pair out;

	stability_gather(a, &h->set, &f, &p);
	out = (struct pair){ stability_stable_by(&p, SURVIVAL_ALL_GROUPS, day), (uint32_t)p.n };
	arena_free(a);
	return out;
}

static void check_points(struct hand *h, const struct stability_report *r)
{
	struct stability_filter larger = r->filter;
	uint32_t before = 0;

	larger.type = OUTCOMES_ALL_TYPES;
	for (size_t i = 0; i < r->points.n; i++) {
		int day = stability_day((size_t)r->points.at[i].months / 3 - 1);
		struct pair own = stable_by(h, r->filter, day);
		struct pair more = stable_by(h, larger, day);

		assert_true(own.k - before >= DISCLOSE_CELL && own.n - own.k >= DISCLOSE_CELL);
		assert_true(own.n >= DISCLOSE_MEAN);
		assert_true(more.n == own.n || share_shown(more.k - own.k, more.n - own.n));
		assert_int_equal(r->points.at[i].at_risk % DISCLOSE_CELL, 0);
		assert_true(r->points.at[i].at_risk >= DISCLOSE_CELL);
		before = own.k;
	}
}

static void check_groups(const struct stability_report *r)
{
	uint32_t people = 0;

	for (size_t i = 0; i < r->groups.n; i++) {
		assert_true(r->groups.at[i].people >= DISCLOSE_MEAN);
		people += r->groups.at[i].people;
	}
	assert_true(r->groups.n == 0 || people == r->people);
}

static void no_point_tells_of_fewer_than_five(void **state)
{
	static struct hand h;
	size_t points = 0;
	size_t groups = 0;
	uint64_t dice = 11;

	(void)state;
	for (int i = 0; i < 300; i++) {
		struct ctx c = task("eva");
		struct stability_filter f = { .type = (int)(i % 3) - 1,
			                          .group = OUTCOMES_ADULT,
			                          .compare = COMPARE_TYPES };
		struct stability_report r;

		deal(&h, &dice, 5 + below(&dice, 300));
		assert_int_equal(stability_view(&c, &h.set, &f, &r), OK);
		check_points(&h, &r);
		if (f.type == OUTCOMES_ALL_TYPES && r.people)
			check_groups(&r);
		points += r.points.n;
		groups += r.groups.n_points;
		test_ctx_end(&c);
	}
	assert_true(points > 300 && groups > 100);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(people_arrive),
		cmocka_unit_test(who_has_no_measurement_key_is_refused),
		cmocka_unit_test(each_point_says_how_many_are_stable_by_then),
		cmocka_unit_test(the_earliest_is_the_assessment_before),
		cmocka_unit_test(without_other_ends_more_would_be_stable),
		cmocka_unit_test(what_came_first_is_told_where_enough_people_are),
		cmocka_unit_test(a_type_is_not_told_where_the_others_would_be),
		cmocka_unit_test(since_a_year_people_enter_late),
		cmocka_unit_test(children_are_apart_and_too_few),
		cmocka_unit_test(nobody_stands_in_two_groups),
		cmocka_unit_test(a_chosen_type_stands_beside_all_others),
		cmocka_unit_test(the_page_opens_for_evaluation_and_managers_only),
		cmocka_unit_test(the_first_yes_is_the_end_and_cannot_say_changes_nothing),
		cmocka_unit_test(a_yes_for_another_place_is_none),
		cmocka_unit_test(watching_stops_at_another_age_groups_steps),
		cmocka_unit_test(an_assessment_some_weeks_after_closure_still_counts),
		cmocka_unit_test(what_comes_after_today_is_not_seen),
		cmocka_unit_test(no_point_tells_of_fewer_than_five),
	};

	return test_on_both("learning/stability", tests, sizeof tests / sizeof *tests);
}
