/* learning/sound: from the inbox to the page, what is told, and when a rubric is validated. */
#include "access/forms.h"
#include "access/inbox.h"
#include "base/fields.h"
#include "learning/sound_inside.h"

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

/* --- people made by dice: levels lie around one number, their own rating beside it --- */

enum {
	ADULTS = 120,
	YOUNG = 110,
	CHILDREN = 12,
	LOOKS = 3,
	OWN_ROOM = 4096,
	PAIRS = 60,
	TWICE = 5
};
static uint64_t dice;

static int below(int bound)
{
	dice = dice * 6364136223846793005u + 1442695040888963407u;
	return (int)((dice >> 33) % (uint32_t)bound);
}

static int level_near(int level)
{
	int n = level + (below(10) < 3) - (below(10) < 3);

	return n < 1 ? 1 : n > 4 ? 4 : n;
}

static void put_entry(struct ctx *c, struct pseudonym_id who, const char *age)
{
	struct buf b = buf_new(c->arena, 1024);

	fields_put(&b, "age_band", str_z(age));
	fields_put_int(&b, "entry_month", 2024 * 12);
	assert_int_equal(inbox_add(c, who, 1, "entry", buf_str(&b)), OK);
}

static int made; /* people */

/* One score; level[d] is about where each domain stands. Adds what she says of herself to own. */
static void put_look(struct ctx *c, struct pseudonym_id who, const struct form_kept *form,
                     int group, int days, const int *level, struct buf *own)
{
	const struct instrument *m = form->form->instrument;
	struct buf b = buf_new(c->arena, 8192);
	struct buf items = buf_new(c->arena, 4096);

	fields_put_int(&b, "days", days);
	/* A quarter by somebody else than the own worker. */
	fields_put_int(&b, "own", made % 4 != 0);
	fields_put_int(&b, "wave", WAVE_UNPLANNED);
	fields_put_int(&b, "age_group", group);
	fields_put_int(&b, "setting", SETTING_LIVES);
	fields_put_int(&b, "stable", 0);
	fields_put(&b, "form", form->hash);
	buf_fmt(own, "%d form=x", days);
	for (size_t d = 0; d < OUTCOMES_DOMAINS; d++) {
		const struct score_scale *s = &m->scales[d];
		int sum = 0;

		for (size_t i = 0; i < s->n; i++) {
			const struct str name = m->items[s->items[i]]->name;
			int n = level_near(level[d]);

			sum += n;
			buf_fmt(&items, "%.*s=%d;", (int)name.n, name.p, n);
		}
		fields_put_int(&b, report_domain_codes[d], sum * 100 / (int)s->n);
		buf_fmt(own, " %s=%d.00", report_domain_codes[d], level_near(level[d]));
	}
	buf_byte(own, ';');
	fields_put(&b, "items", buf_str(&items));
	assert_int_equal(inbox_add(c, who, 1, "score", buf_str(&b)), OK);
}

/* At arrival, three weeks later, and a year later: one step up for half of them, or to the top. */
static void put_person(struct ctx *c, const struct form_kept *form, const char *age, int group,
                       bool to_the_top)
{
	static const int days[LOOKS] = { 5, 26, 390 };
	struct buf own = buf_new(c->arena, OWN_ROOM);
	struct buf b = buf_new(c->arena, OWN_ROOM + 64);
	struct pseudonym_id who;
	int level[OUTCOMES_DOMAINS];

	made++;
	id_random(who.b);
	put_entry(c, who, age);
	for (size_t d = 0; d < OUTCOMES_DOMAINS; d++)
		level[d] = 1 + below(3);
	for (int l = 0; l < LOOKS; l++) {
		for (size_t d = 0; l == 2 && d < OUTCOMES_DOMAINS; d++)
			level[d] = to_the_top ? 4 : level[d] + below(2);
		put_look(c, who, form, group, days[l], level, &own);
	}
	fields_put(&b, "own_view", buf_str(&own));
	assert_int_equal(inbox_add(c, who, 1, "own_view", buf_str(&b)), OK);
}

/* Two who see the same level, each in a way of her own. */
static struct str one_of_two(struct ctx *c, const struct form_kept *form, const int *level)
{
	const struct instrument *m = form->form->instrument;
	struct buf b = buf_new(c->arena, 8192);
	struct buf items = buf_new(c->arena, 4096);

	for (size_t d = 0; d < OUTCOMES_DOMAINS; d++) {
		const struct score_scale *s = &m->scales[d];
		int sum = 0;

		for (size_t i = 0; i < s->n; i++) {
			const struct str name = m->items[s->items[i]]->name;
			int n = level_near(level[d]);

			sum += n;
			buf_fmt(&items, "%.*s=%d;", (int)name.n, name.p, n);
		}
		fields_put_int(&b, report_domain_codes[d], sum * 100 / (int)s->n);
	}
	fields_put(&b, "items", buf_str(&items));
	return buf_str(&b);
}

static void put_pair(struct ctx *c, struct pseudonym_id who, const struct form_kept *form,
                     int group, struct str wording)
{
	struct buf b = buf_new(c->arena, 20000);
	int level[OUTCOMES_DOMAINS];
	uint8_t row[ID_BYTES];

	for (size_t d = 0; d < OUTCOMES_DOMAINS; d++)
		level[d] = 1 + below(4);
	id_random(row);
	fields_put_id(&b, "row", row);
	fields_put(&b, "form", wording);
	fields_put_int(&b, "age_group", group);
	fields_put(&b, "first", one_of_two(c, form, level));
	fields_put(&b, "second", one_of_two(c, form, level));
	assert_int_equal(inbox_add(c, who, 1, "pair", buf_str(&b)), OK);
}

/* Some are paired twice, and some in another wording: neither counts once more. */
static void pairs_are_scored(struct ctx *c, const struct form_kept *form, int group, int n)
{
	for (int i = 0; i < n; i++) {
		struct pseudonym_id who;

		id_random(who.b);
		put_pair(c, who, form, group, form->hash);
		if (i < TWICE)
			put_pair(c, who, form, group, form->hash);
		if (i < TWICE)
			put_pair(c, who, form, group, STR("another"));
	}
}

static void people_are_scored(void **state)
{
	struct ctx c = task("amara");
	struct form_kept form;
	int64_t folded;

	(void)state;
	dice = 5;
	assert_int_equal(forms_pack(&c, "recovery-rubric", &form), OK);
	assert_int_equal(forms_keep(&c, &form), OK);
	for (int i = 0; i < ADULTS; i++)
		put_person(&c, &form, "adult", OUTCOMES_ADULT, false);
	for (int i = 0; i < YOUNG; i++)
		put_person(&c, &form, "12_17", OUTCOMES_AGE_12_17, true);
	for (int i = 0; i < CHILDREN; i++)
		put_person(&c, &form, "6_11", OUTCOMES_AGE_6_11, false);
	pairs_are_scored(&c, &form, OUTCOMES_ADULT, PAIRS);
	pairs_are_scored(&c, &form, OUTCOMES_AGE_12_17, PAIRS);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	c = task("eva");
	assert_int_equal(report_fold(&c, &folded), OK);
	assert_int_equal(folded, (ADULTS + YOUNG + CHILDREN) * (2 + LOOKS) + 2 * (PAIRS + 2 * TWICE));
	test_ctx_end(&c);
}

static struct sound_report report(struct ctx *c, enum outcomes_group group)
{
	struct sound_report r;

	assert_int_equal(sound_figures(c, group, 0, &r), OK);
	return r;
}

/* --- figures --- */

static void who_has_no_measurement_key_is_refused(void **state)
{
	struct ctx c = task("amara");
	struct sound_report r;

	(void)state;
	assert_int_equal(sound_figures(&c, OUTCOMES_ADULT, 0, &r), ERR_DENIED);
	test_ctx_end(&c);
}

static void each_person_counts_once_and_questions_move_together(void **state)
{
	struct ctx c = task("eva");
	struct sound_report r = report(&c, OUTCOMES_ADULT);

	(void)state;
	assert_int_equal(r.people, ADULTS);
	assert_true(r.worded);
	assert_int_equal(r.domains.n, OUTCOMES_DOMAINS);
	for (size_t d = 0; d < OUTCOMES_DOMAINS; d++) {
		const struct sound_domain *one = &r.domains.at[d];

		assert_int_equal(one->alpha.n, ADULTS);
		assert_int_equal(one->left_out, 0);
		assert_true(one->alpha.x > 0.7 && one->alpha.x < 1);
		assert_true(one->alpha.ci.lo < one->alpha.x && one->alpha.x < one->alpha.ci.hi);
		assert_true(one->items.n >= 3 && one->items.at[0].label.n > 0);
		assert_true(one->items.at[0].rest.x > 0.3);
	}
	test_ctx_end(&c);
}

/* Each person once, in the wording that most scores have. */
static void two_who_do_not_see_each_other_agree(void **state)
{
	struct ctx c = task("eva");
	struct sound_report r = report(&c, OUTCOMES_ADULT);

	(void)state;
	for (size_t d = 0; d < OUTCOMES_DOMAINS; d++) {
		const struct sound_domain *one = &r.domains.at[d];

		assert_int_equal(one->raters.n, PAIRS);
		assert_true(one->raters.x > 0.7 && one->raters.x < 1);
		assert_true(one->raters.ci.lo < one->raters.x && one->raters.x < one->raters.ci.hi);
		for (size_t i = 0; i < one->items.n; i++) {
			assert_int_equal(one->items.at[i].kappa.n, PAIRS);
			assert_true(one->items.at[i].kappa.x > 0.4);
		}
	}
	assert_int_equal(r.others.told, TOLD);
	assert_true(r.others.share.p > 0.2 && r.others.share.p < 0.3);
	test_ctx_end(&c);
}

/* Three weeks later the same level stands behind; a year later most are a step up. */
static void close_scores_are_alike_and_a_year_changes(void **state)
{
	struct ctx c = task("eva");
	struct sound_report r = report(&c, OUTCOMES_ADULT);

	(void)state;
	for (size_t d = 0; d < OUTCOMES_DOMAINS; d++) {
		const struct sound_domain *one = &r.domains.at[d];

		assert_int_equal(one->again.n, ADULTS);
		assert_true(one->again.x > 0.7);
		assert_int_equal(one->change.n, ADULTS);
		ALMOST(one->after - one->before, one->change.x);
		assert_true(one->change.x > 0.3 && one->change.x < 1);
	}
	test_ctx_end(&c);
}

static void own_rating_goes_with_ours_and_nobody_closed(void **state)
{
	struct ctx c = task("eva");
	struct sound_report r = report(&c, OUTCOMES_ADULT);

	(void)state;
	for (size_t d = 0; d < OUTCOMES_DOMAINS; d++) {
		assert_int_equal(r.claims.at[d].figure.n, ADULTS);
		assert_int_equal(r.claims.at[d].answer, SOUND_YES);
	}
	for (size_t i = OUTCOMES_DOMAINS; i + 1 < r.claims.n; i++) {
		assert_int_equal(r.claims.at[i].figure.said, SOUND_FEW);
		assert_int_equal(r.claims.at[i].answer, SOUND_CANNOT_SAY);
	}
	assert_int_equal(r.claims.at[r.claims.n - 1].answer, SOUND_YES);
	test_ctx_end(&c);
}

static void children_are_apart_and_too_few_to_say(void **state)
{
	struct ctx c = task("eva");
	struct sound_report r = report(&c, OUTCOMES_AGE_6_11);

	(void)state;
	assert_int_equal(r.people, CHILDREN);
	assert_int_equal(r.domains.n, 0);
	assert_false(r.validated);
	test_ctx_end(&c);
}

static void it_is_validated_when_every_limit_holds(void **state)
{
	struct ctx c = task("eva");
	struct sound_report r = report(&c, OUTCOMES_ADULT);

	(void)state;
	assert_int_equal(r.criteria.n, 4);
	for (size_t i = 0; i < r.criteria.n; i++)
		assert_int_equal(r.criteria.at[i].answer, SOUND_YES);
	assert_true(r.validated);
	test_ctx_end(&c);
}

/* A year later all of these stand at the top, where no further change can be seen. */
static void one_limit_that_does_not_hold_is_enough(void **state)
{
	struct ctx c = task("eva");
	struct sound_report r = report(&c, OUTCOMES_AGE_12_17);

	(void)state;
	assert_int_equal(r.people, YOUNG);
	assert_int_equal(r.criteria.at[1].answer, SOUND_YES);
	assert_int_equal(r.criteria.at[2].answer, SOUND_NO);
	assert_int_equal(r.domains.at[0].ceiling.told, TOLD);
	assert_true(r.domains.at[0].ceiling.share.p > 0.15);
	assert_false(r.validated);
	test_ctx_end(&c);
}

/* --- what lies beside a score --- */

static struct sound_people one_person(struct sound_person *who, struct sound_look *looks, size_t n)
{
	*who = (struct sound_person){ .n = n };
	return (struct sound_people){ .at = who, .n = 1, .looks = looks };
}

static void the_latest_answer_close_to_a_score_counts(void **state)
{
	struct sound_look looks[2] = { { .day = 10 }, { .day = 200 } };
	struct sound_person who;
	struct sound_people p = one_person(&who, looks, 2);
	const struct sound_look *look = NULL;

	(void)state;
	who.others[OTHER_PHQ4] = STR("12 form=a all_four=9.00;190 form=a all_four=3.50;300 form=a "
	                             "all_four=0.00;");
	ALMOST(sound_beside(&p, &who, OTHER_PHQ4, "all_four", &look), 3.5);
	assert_ptr_equal(look, &looks[1]);
}

static void a_shut_gate_and_an_open_line_are_no_numbers(void **state)
{
	struct sound_look looks[1] = { { .day = 10 } };
	struct sound_person who;
	struct sound_people p = one_person(&who, looks, 1);
	const struct sound_look *look = NULL;

	(void)state;
	who.others[OTHER_CRIES8] = STR("12 form=a gate=shut impact=0.00;14 form=a intrusion=3.00;x;");
	assert_true(isnan(sound_beside(&p, &who, OTHER_CRIES8, "impact", &look)));
	assert_null(look);
}

static void fewer_than_thirty_are_not_told(void **state)
{
	(void)state;
	assert_int_equal(sound_figure(29, 0.8, interval_unknown).said, SOUND_FEW);
	assert_true(isnan(sound_figure(29, 0.8, interval_unknown).x));
	assert_int_equal(sound_figure(30, 0.8, interval_unknown).said, SOUND_SAID);
	assert_int_equal(sound_figure(30, (double)NAN, interval_unknown).said, SOUND_FLAT);
}

/* --- pages --- */

static int visits(const char *user, const char *target, const char *sees)
{
	return test_visit(&house, user, target, sees);
}

static void the_page_opens_for_evaluation_and_managers_only(void **state)
{
	(void)state;
	assert_int_equal(visits("eva", "/reports/sound", "Do the questions of a domain move together?"),
	                 200);
	assert_int_equal(visits("grace", "/reports/sound?age=6_11", "Too few to say"), 200);
	assert_int_equal(visits("amara", "/reports/sound", ""), 403);
	assert_int_equal(visits("tom", "/reports/sound", ""), 403);
}

static void other_pages_follow_what_this_page_says(void **state)
{
	static const char *const meets = "meets the limits that were set";
	static const char *const not_yet = "not yet validated";

	(void)state;
	assert_int_equal(visits("eva", "/reports/sound", "All limits hold here."), 200);
	assert_int_equal(visits("eva", "/reports/outcomes", meets), 200);
	assert_int_equal(visits("eva", "/reports/stability", meets), 200);
	assert_int_equal(visits("eva", "/reports/outcomes?age=12_17", not_yet), 200);
	assert_int_equal(visits("eva", "/reports/stability?age=12_17", not_yet), 200);
	assert_int_equal(visits("eva", "/reports/outcomes?age=6_11", not_yet), 200);
}

/* --- for the pages of people --- */

static void enough_people_make_a_yardstick(void **state)
{
	struct ctx c = task("eva");
	struct yardsticks sticks;
	struct yardsticks used;
	struct sound_report r = report(&c, OUTCOMES_ADULT);

	(void)state;
	assert_true(sound_sticks(&r, &sticks));
	for (size_t d = 0; d < OUTCOMES_DOMAINS; d++) {
		const struct yardstick *y = &sticks.domain[d];

		ALMOST(y->sd, r.domains.at[d].spread.x);
		ALMOST(y->reliability, r.domains.at[d].again.x);
		assert_int_equal(y->people, ADULTS);
	}
	assert_int_equal(sound_put_in_use(&c, row_id_fresh(c.now), OUTCOMES_AGE_6_11), ERR_INVALID);
	assert_int_equal(sound_put_in_use(&c, row_id_fresh(c.now), OUTCOMES_ADULT), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	c = task("amara");
	assert_int_equal(yardsticks_read(&c, OUTCOMES_ADULT, &used), OK);
	assert_true(str_eq(used.form, r.form));
	assert_true(fabs(used.domain[3].sd - sticks.domain[3].sd) < 1e-4);
	assert_int_equal(sound_put_in_use(&c, row_id_fresh(c.now), OUTCOMES_ADULT), ERR_DENIED);
	test_ctx_end(&c);
	assert_int_equal(visits("eva", "/reports/sound", "use figures of this house since"), 200);
	assert_int_equal(visits("eva", "/reports/sound", "Use these figures on the pages of people"),
	                 200);
	assert_int_equal(
		visits("eva", "/reports/sound?age=12_17", "nothing of this house is in use yet"), 200);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(people_are_scored),
		cmocka_unit_test(who_has_no_measurement_key_is_refused),
		cmocka_unit_test(each_person_counts_once_and_questions_move_together),
		cmocka_unit_test(two_who_do_not_see_each_other_agree),
		cmocka_unit_test(close_scores_are_alike_and_a_year_changes),
		cmocka_unit_test(own_rating_goes_with_ours_and_nobody_closed),
		cmocka_unit_test(children_are_apart_and_too_few_to_say),
		cmocka_unit_test(it_is_validated_when_every_limit_holds),
		cmocka_unit_test(one_limit_that_does_not_hold_is_enough),
		cmocka_unit_test(the_latest_answer_close_to_a_score_counts),
		cmocka_unit_test(a_shut_gate_and_an_open_line_are_no_numbers),
		cmocka_unit_test(fewer_than_thirty_are_not_told),
		cmocka_unit_test(the_page_opens_for_evaluation_and_managers_only),
		cmocka_unit_test(other_pages_follow_what_this_page_says),
		cmocka_unit_test(enough_people_make_a_yardstick),
	};

	return test_on_both("learning/sound", tests, sizeof tests / sizeof *tests);
}
