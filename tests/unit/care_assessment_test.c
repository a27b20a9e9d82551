/* The six domains: after her own words, scored by the pack, kept in its wording, counted apart from
 * her; beside her view. */
#include "access/inbox.h"
#include "base/fields.h"
#include "care/assessment_inside.h"
#include "care/assessment_sql.h"
#include "care/day_sql.h"
#include "care/words.h"
#include "harness/house.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

static const char *const all_items[] = {
	"safe_home",     "out_of_reach", "warning_signs", "phone_online", "papers",
	"rights_advice", "own_say",      "rest_calm",     "hard_days",    "gentle_self",
	"looking_ahead", "day_work",     "learning",      "means",        "trusted_people",
	"close_ties",    "belonging",    "health_care",   "food_clothes", "place_to_live"
};
enum { ITEMS = sizeof all_items / sizeof *all_items, SAFETY_ITEMS = 4, PAGE_MOST = 32 * 1024 };

static void begin(struct test_house *h, const char *user, struct ctx *c)
{
	assert_int_equal(test_ctx(h, user, c), OK);
}

static void commit(struct ctx *c)
{
	assert_int_equal(test_commit(c), OK);
}

/* Somebody who arrived forty days ago; born in `birth`, 0 when that is not known. */
static struct person_id arrived_born(struct test_house *h, int64_t birth)
{
	struct person p = { .name = STR("Person Seven"), .birth_year = birth };
	struct ctx c;

	begin(h, "amara", &c);
	p.id = person_id_fresh(c.now);
	assert_int_equal(person_arrive(&c, &p, h->teams[TEST_HARBOUR], day_add(c.today, -40)), OK);
	commit(&c);
	test_ctx_end(&c);
	return p.id;
}

static void speak(struct test_house *h, struct person_id p)
{
	struct words w = { .state = WORDS_CHOSE_NOT, .day = NO_DAY };
	struct ctx c;

	begin(h, "amara", &c);
	assert_int_equal(words_write(&c, p, row_id_fresh(c.now), &w, NULL), OK);
	commit(&c);
	test_ctx_end(&c);
}

static struct person_id with_words(struct test_house *h)
{
	struct person_id p = arrived_born(h, 0);

	speak(h, p);
	return p;
}

static void fill_items(struct assessment_item *items, int64_t value)
{
	for (int i = 0; i < ITEMS; i++)
		items[i] = (struct assessment_item){ .name = str_z(all_items[i]),
			                                 .value = value,
			                                 .kind = ANSWER_NOT_ASKED };
}

static struct row_id score_all_items(struct ctx *c, struct person_id p, int64_t value, int days_ago,
                                     const struct row_id *replaces)
{
	struct assessment_item items[ITEMS];
	struct row_id id = row_id_fresh(c->now);
	struct assessment_new n = { .day = day_add(c->today, -days_ago),
		                        .wave = WAVE_BASELINE,
		                        .setting = STR("home"),
		                        .items = items,
		                        .n = ITEMS,
		                        .replaces = replaces };

	fill_items(items, value);
	assert_int_equal(assessment_write(c, p, id, &n), OK);
	return id;
}

static void nothing_is_scored_before_their_own_words(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived_born(h, 0);
	struct assessment_item items[ITEMS];
	struct assessment_new n = { .day = NO_DAY, .items = items, .n = ITEMS };
	struct ctx c;

	fill_items(items, 3);
	begin(h, "amara", &c);
	assert_int_equal(assessment_write(&c, p, row_id_fresh(c.now), &n), ERR_DENIED);
	test_ctx_end(&c);
	speak(h, p);
	begin(h, "amara", &c);
	assert_int_equal(assessment_write(&c, p, row_id_fresh(c.now), &n), OK);
	test_ctx_end(&c);
}

static void a_bowl_follows_the_scores_and_keeps_its_gold(void **state)
{
	struct test_house *h = *state;
	struct person_id p = with_words(h);
	struct seams_list seams;
	struct ctx c;

	begin(h, "amara", &c);
	(void)score_all_items(&c, p, 4, 30, NULL);
	commit(&c);
	(void)score_all_items(&c, p, 2, 10, NULL);
	commit(&c);
	assert_int_equal(assessment_seams(&c, p, &seams), OK);
	assert_int_equal(seams.n, 2);
	assert_int_equal(seams.at[0].bowl.domain[0].state, 400);
	assert_int_equal(seams.at[0].stable, 63 | 1 << 6);
	assert_int_equal(seams.at[1].bowl.domain[5].state, 200);
	assert_int_equal(seams.at[1].bowl.domain[5].best, 400);
	assert_int_equal(seams.at[1].stable, 0);
	assert_true(state_harder(seams.at[1].bowl.domain[5]));
	assert_memory_equal(seams.at[1].bowl.id, p.b, ID_BYTES);
	test_ctx_end(&c);
}

static void kinds_of_missing_are_answers_and_leave_a_domain_open(void **state)
{
	struct test_house *h = *state;
	struct person_id p = with_words(h);
	struct assessment_item items[ITEMS];
	struct assessment_new n = {
		.day = NO_DAY, .wave = WAVE_UNPLANNED, .setting = STR("shelter"), .items = items, .n = ITEMS
	};
	struct row_id id;
	struct assessment a;
	struct answers in;
	struct ctx c;

	fill_items(items, 3);
	for (int i = 0; i < SAFETY_ITEMS; i++)
		items[i] =
			(struct assessment_item){ .name = str_z(all_items[i]), .kind = ANSWER_PREFER_NOT };
	for (int i = SAFETY_ITEMS; i < SAFETY_ITEMS + 3; i++)
		items[i] = (struct assessment_item){ .name = str_z(all_items[i]),
			                                 .kind = ANSWER_NOT_APPLICABLE,
			                                 .evidence = STR("no case is open") };
	begin(h, "amara", &c);
	id = row_id_fresh(c.now);
	assert_int_equal(assessment_write(&c, p, id, &n), OK);
	commit(&c);
	assert_int_equal(assessment_read(&c, p, id, &a), OK);
	assert_int_equal(a.means.domain[0], MEAN_UNKNOWN);
	assert_int_equal(a.means.domain[1], MEAN_NOT_APPLICABLE);
	assert_int_equal(a.means.domain[2], 300);
	assert_int_equal(a.means.stable >> 6, 2);
	assert_int_equal(answers_read(c.arena, a.json, &in), OK);
	assert_int_equal(answers_find(&in, STR("safety/safe_home"))->kind, ANSWER_PREFER_NOT);
	assert_true(
		str_eq(answers_find(&in, STR("legal/papers/evidence"))->text, STR("no case is open")));
	test_ctx_end(&c);
}

/* Stable in Safety asks that no item lies below 3, whatever the mean says. */
static void a_high_mean_with_one_low_item_is_only_nearly_stable(void **state)
{
	struct test_house *h = *state;
	struct person_id p = with_words(h);
	struct assessment_item items[ITEMS];
	struct assessment_new n = { .day = NO_DAY, .setting = STR("home"), .items = items, .n = ITEMS };
	struct seams_list seams;
	struct ctx c;

	fill_items(items, 4);
	items[0].value = 2;
	begin(h, "amara", &c);
	assert_int_equal(assessment_write(&c, p, row_id_fresh(c.now), &n), OK);
	commit(&c);
	assert_int_equal(assessment_seams(&c, p, &seams), OK);
	assert_int_equal(seams.at[0].bowl.domain[0].state, 350);
	assert_int_equal(seams.at[0].stable & 1, 0);
	assert_string_equal(state_words(seams.at[0].bowl.domain[0], false), "Nearly stable");
	assert_string_equal(state_words(seams.at[0].bowl.domain[1], true), "Stable");
	assert_int_equal(seams.at[0].stable >> 6, 0);
	test_ctx_end(&c);
}

static void what_the_form_does_not_have_is_refused(void **state)
{
	struct test_house *h = *state;
	struct person_id p = with_words(h);
	struct assessment_item item = { .name = STR("safe_home"), .value = 5 };
	struct assessment_new n = { .day = NO_DAY, .items = &item, .n = 1 };
	struct ctx c;

	begin(h, "amara", &c);
	assert_int_equal(assessment_write(&c, p, row_id_fresh(c.now), &n), ERR_INVALID);
	item = (struct assessment_item){ .name = STR("nothing_such"), .value = 2 };
	assert_int_equal(assessment_write(&c, p, row_id_fresh(c.now), &n), ERR_INVALID);
	item.name = STR("safe_home");
	n.setting = STR("the moon");
	assert_int_equal(assessment_write(&c, p, row_id_fresh(c.now), &n), ERR_INVALID);
	test_ctx_end(&c);
}

static void a_correction_replaces_and_the_second_corrector_is_told(void **state)
{
	struct test_house *h = *state;
	struct person_id p = with_words(h);
	struct seams_list seams;
	struct assessment first;
	struct assessment now;
	struct row_id id;
	struct ctx c;

	begin(h, "amara", &c);
	id = score_all_items(&c, p, 2, 5, NULL);
	commit(&c);
	assert_int_equal(assessment_read(&c, p, id, &first), OK);
	(void)score_all_items(&c, p, 3, 5, &id);
	commit(&c);
	assert_int_equal(assessment_seams(&c, p, &seams), OK);
	assert_int_equal(seams.n, 1);
	assert_int_equal(seams.at[0].bowl.domain[3].state, 300);
	assert_int_equal(seams.at[0].bowl.domain[3].best, 300);
	assert_int_equal(assessment_read(&c, p, id, &now), OK);
	assert_memory_equal(first.score.b, now.score.b, ID_BYTES);
	(void)score_all_items(&c, p, 4, 5, &id);
	assert_int_equal(test_commit(&c), ERR_CONFLICT);
	test_ctx_end(&c);
}

static void the_next_one_is_planned_and_the_last_task_closed(void **state)
{
	struct test_house *h = *state;
	struct person_id p = with_words(h);
	struct task_row_list tasks;
	struct ctx c;

	begin(h, "amara", &c);
	for (int i = 0; i < 2; i++) {
		(void)score_all_items(&c, p, 2, 0, NULL);
		commit(&c);
	}
	tasks_of(c.read, c.house->org, p, &tasks);
	assert_int_equal(read_now(c.read), OK);
	assert_int_equal(tasks.n, 1);
	assert_int_equal(tasks.at[0].due.n, day_add_months(day_add(c.today, -40), 6).n);
	test_ctx_end(&c);
}

static void waves_follow_the_windows_and_the_schedule(void **state)
{
	static const struct str plan = { "intake +6m yearly closure closure+1y", 36 };
	struct episode e = { .entry = day_of(2026, 1, 10), .closed = NO_DAY, .state = PERSON_WITH_US };

	(void)state;
	assert_int_equal(wave_of(&e, day_of(2026, 1, 20), true), WAVE_BASELINE);
	assert_int_equal(wave_of(&e, day_of(2026, 1, 20), false), WAVE_UNPLANNED);
	assert_int_equal(wave_of(&e, day_of(2026, 6, 20), false), WAVE_6_MONTHS);
	assert_int_equal(wave_of(&e, day_of(2027, 2, 1), false), WAVE_1_YEAR);
	assert_int_equal(wave_next(&e, plan, WAVE_BASELINE, day_of(2026, 1, 20)).n,
	                 day_of(2026, 7, 10).n);
	assert_int_equal(wave_next(&e, plan, WAVE_6_MONTHS, day_of(2026, 6, 20)).n,
	                 day_of(2027, 1, 10).n);
	assert_int_equal(wave_next(&e, plan, WAVE_1_YEAR, day_of(2027, 1, 2)).n, day_of(2028, 1, 10).n);
	e.closed = day_of(2027, 3, 1);
	assert_int_equal(wave_of(&e, day_of(2027, 3, 5), false), WAVE_CLOSURE);
	assert_int_equal(wave_of(&e, day_of(2028, 3, 5), false), WAVE_AFTER);
	assert_int_equal(wave_next(&e, plan, WAVE_CLOSURE, day_of(2027, 3, 5)).n, day_of(2028, 3, 1).n);
	assert_false(day_known(wave_next(&e, plan, WAVE_AFTER, day_of(2028, 2, 5))));
}

static enum err keep_score(void *arg, const struct scored *s)
{
	struct scored *into = arg;

	if (s->days == into->days)
		*into = *s;
	return OK;
}

static void the_score_reaches_the_figures_without_her(void **state)
{
	struct test_house *h = *state;
	struct person_id p = with_words(h);
	struct scored found = { .days = 33, .wave = -1 };
	int64_t folded;
	struct ctx c;

	begin(h, "amara", &c);
	(void)score_all_items(&c, p, 3, 7, NULL);
	commit(&c);
	test_ctx_end(&c);
	begin(h, "eva", &c);
	assert_int_equal(inbox_fold(&c, &folded), OK);
	assert_true(folded >= 1);
	test_ctx_end(&c);
	begin(h, "eva", &c);
	assert_int_equal(scores_each(&c, keep_score, &found), OK);
	assert_int_equal(found.wave, WAVE_BASELINE);
	assert_int_equal(found.domain[0], 300);
	assert_int_equal(found.stable, 63);
	assert_int_equal(found.all_six, VERDICT_YES);
	assert_int_equal(found.age_group, OUTCOMES_ADULT);
	assert_int_equal(found.setting, SETTING_LIVES);
	test_ctx_end(&c);
}

static void a_form_is_read_back_from_its_kept_text(void **state)
{
	struct test_house *h = *state;
	struct person_id p = with_words(h);
	struct form_kept now;
	struct form_kept again;
	struct ctx c;

	begin(h, "amara", &c);
	(void)score_all_items(&c, p, 3, 7, NULL);
	commit(&c);
	assert_int_equal(rubric_now(&c, RUBRIC_PACK, &now), OK);
	assert_int_equal(forms_get(&c, now.hash, &again), OK);
	assert_true(str_eq(now.hash, again.hash));
	assert_int_equal(again.form->instrument->items_n, ITEMS);
	assert_true(str_eq(form_text_in(again.form, &again.form->title, STR("es")),
	                   form_text_in(now.form, &now.form->title, STR("es"))));
	assert_int_equal(forms_parse(&c, STR("kintsugi form 1\nsurvey\n9:a"), &again), ERR_INVALID);
	test_ctx_end(&c);
}

static void children_have_sentences_of_their_own(void **state)
{
	struct test_house *h = *state;
	struct domain_view adult;
	struct domain_view child;
	struct form_kept r;
	struct ctx c;

	begin(h, "amara", &c);
	assert_int_equal(rubric_now(&c, RUBRIC_PACK, &r), OK);
	assert_int_equal(domain_of(&c, &r, 0, STR("adult"), NULL, NULL, &adult), OK);
	assert_int_equal(domain_of(&c, &r, 0, pack_age(c.arena, "6_11"), NULL, NULL, &child), OK);
	assert_int_equal(adult.items.at[0].anchors.n, 4);
	assert_int_equal(child.items.at[0].anchors.n, 4);
	assert_false(
		str_eq(adult.items.at[0].anchors.at[2].words, child.items.at[0].anchors.at[2].words));
	test_ctx_end(&c);
}

/* The volunteer is on the walk too and holds safety only. */
static void who_lacks_the_compartment_sees_none_of_it(void **state)
{
	struct test_house *h = *state;
	struct person_id p = with_words(h);
	struct seams_list seams;
	struct assessment_new n = { .day = NO_DAY };
	struct ctx c;

	begin(h, "amara", &c);
	(void)score_all_items(&c, p, 3, 7, NULL);
	commit(&c);
	test_ctx_end(&c);
	begin(h, "lena", &c);
	assert_int_equal(person_assign(&c, p, test_user(h, "vera")), OK);
	commit(&c);
	test_ctx_end(&c);
	test_forget(h, "vera");
	begin(h, "vera", &c);
	assert_int_equal(assessment_seams(&c, p, &seams), OK);
	assert_int_equal(seams.n, 0);
	assert_int_equal(assessment_write(&c, p, row_id_fresh(c.now), &n), ERR_DENIED);
	test_ctx_end(&c);
}

/* --- in the browser --- */

static const char *id_text(struct person_id p)
{
	static char text[ID_TEXT + 1];

	id_write(p.b, text);
	return text;
}

static const char *at(struct person_id p, const char *rest)
{
	static char path[200];

	(void)snprintf(path, sizeof path, "/people/%s%s", id_text(p), rest);
	return path;
}

static void pages_explain_that_words_come_first(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived_born(h, 0);
	struct test_browser b;

	test_browser(&b, h);
	assert_int_equal(test_sign_in(&b, "amara", NULL), 303);
	assert_int_equal(test_get(&b, at(p, "/assessments/new")), 200);
	assert_true(test_sees(&b, "Their own words come first"));
	assert_false(test_sees(&b, "<textarea"));
	assert_int_equal(test_post(&b, at(p, "/assessments/new"), "i_safe_home=3&go=save"), 422);
	assert_int_equal(test_get(&b, at(p, "/assessments")), 200);
	test_browser_end(&b);
}

static void a_form_of_six_steps_keeps_everything_until_it_is_saved(void **state)
{
	struct test_house *h = *state;
	struct person_id p = with_words(h);
	struct seams_list seams;
	struct test_browser b;
	struct ctx c;

	test_browser(&b, h);
	assert_int_equal(test_sign_in(&b, "amara", NULL), 303);
	assert_int_equal(test_get(&b, at(p, "/assessments/new")), 200);
	assert_true(test_sees(&b, "not yet validated"));
	assert_int_equal(
		test_post(&b, at(p, "/assessments/new"),
	              "day=2026-03-02&wave=intake&setting=home&at=1&i_safe_home=3"
	              "&e_safe_home=the+door+locks&i_phone_online=2&m_phone_online=later&go=2"),
		303);
	assert_int_equal(test_follow(&b), 200);
	assert_true(test_sees(&b, "<h2>Legal protection</h2>"));
	assert_true(test_sees(&b, "name=\"e_safe_home\" value=\"the door locks\""));
	assert_int_equal(
		test_post(&b, at(p, "/assessments/new"),
	              "day=2026-03-02&wave=intake&setting=home&at=2&i_safe_home=9&go=save"),
		422);
	assert_true(test_sees(&b, "<h2>Safety</h2>"));
	assert_int_equal(test_post(&b, at(p, "/assessments/new"),
	                           "day=2026-03-02&wave=intake&setting=home&at=6&i_safe_home=3"
	                           "&i_out_of_reach=3&i_warning_signs=3&i_phone_online=3&go=save"),
	                 303);
	assert_int_equal(test_get(&b, at(p, "/assessments")), 200);
	assert_true(test_sees(&b, "At the beginning"));
	assert_int_equal(test_get(&b, at(p, "/assessments/new")), 200);
	assert_true(test_sees(&b, "last time"));
	assert_false(test_sees(&b, "the door locks"));
	test_browser_end(&b);
	begin(h, "amara", &c);
	assert_int_equal(assessment_seams(&c, p, &seams), OK);
	assert_int_equal(seams.n, 1);
	assert_int_equal(seams.at[0].bowl.domain[0].state, 300);
	assert_int_equal(seams.at[0].bowl.domain[1].state, BOWL_MISSING);
	test_ctx_end(&c);
}

static void every_step_is_a_small_page_in_every_language(void **state)
{
	static const char *const langs[] = { "en", "es", "ar" };
	struct test_house *h = *state;
	struct person_id p = with_words(h);
	struct test_browser b;
	struct ctx c;

	begin(h, "amara", &c);
	for (int i = 0; i < 6; i++) {
		(void)score_all_items(&c, p, 1 + i % 4, 30 - i, NULL);
		commit(&c);
	}
	test_ctx_end(&c);
	test_browser(&b, h);
	assert_int_equal(test_sign_in(&b, "amara", NULL), 303);
	for (size_t l = 0; l < sizeof langs / sizeof *langs; l++) {
		(void)snprintf(b.lang, sizeof b.lang, "%s", langs[l]);
		for (int d = 1; d <= BOWL_DOMAINS; d++) {
			char path[240];
			(void)snprintf(path, sizeof path, "%s?domain=%d", at(p, "/assessments/new"), d);
			assert_int_equal(test_get(&b, path), 200);
			assert_in_range(b.body.n, 4096, PAGE_MOST);
		}
		assert_int_equal(test_get(&b, at(p, "/assessments")), 200);
		assert_in_range(b.body.n, 4096, PAGE_MOST);
		assert_int_equal(test_get(&b, at(p, "/own-view/new")), 200);
		assert_in_range(b.body.n, 4096, PAGE_MOST);
	}
	test_browser_end(&b);
}

static void the_second_corrector_sees_what_the_first_one_changed(void **state)
{
	struct test_house *h = *state;
	struct person_id p = with_words(h);
	struct test_browser b;
	char path[200];
	char row[ID_TEXT + 1];
	struct row_id id;
	struct ctx c;

	begin(h, "amara", &c);
	id = score_all_items(&c, p, 2, 5, NULL);
	commit(&c);
	test_ctx_end(&c);
	id_write(id.b, row);
	(void)snprintf(path, sizeof path, "/people/%s/assessments/%s", id_text(p), row);
	test_browser(&b, h);
	assert_int_equal(test_sign_in(&b, "amara", NULL), 303);
	assert_int_equal(test_get(&b, path), 200);
	assert_true(test_sees(&b, "value=\"2\" checked"));
	begin(h, "lena", &c);
	(void)score_all_items(&c, p, 3, 5, &id);
	commit(&c);
	test_ctx_end(&c);
	assert_int_equal(
		test_post(&b, path, "day=2026-02-25&wave=intake&setting=home&at=1&i_safe_home=4&go=save"),
		409);
	assert_true(test_sees(&b, "lena"));
	assert_true(test_sees(&b, "value=\"4\" checked"));
	test_browser_end(&b);
}

static int open_house(void **state)
{
	static struct test_house h;

	*state = &h;
	return test_house(&h, false) == OK ? 0 : -1;
}

static int close_house(void **state)
{
	test_house_end(*state);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_is_scored_before_their_own_words),
		cmocka_unit_test(a_bowl_follows_the_scores_and_keeps_its_gold),
		cmocka_unit_test(kinds_of_missing_are_answers_and_leave_a_domain_open),
		cmocka_unit_test(a_high_mean_with_one_low_item_is_only_nearly_stable),
		cmocka_unit_test(what_the_form_does_not_have_is_refused),
		cmocka_unit_test(a_correction_replaces_and_the_second_corrector_is_told),
		cmocka_unit_test(the_next_one_is_planned_and_the_last_task_closed),
		cmocka_unit_test(waves_follow_the_windows_and_the_schedule),
		cmocka_unit_test(the_score_reaches_the_figures_without_her),
		cmocka_unit_test(a_form_is_read_back_from_its_kept_text),
		cmocka_unit_test(children_have_sentences_of_their_own),
		cmocka_unit_test(who_lacks_the_compartment_sees_none_of_it),
		cmocka_unit_test(pages_explain_that_words_come_first),
		cmocka_unit_test(a_form_of_six_steps_keeps_everything_until_it_is_saved),
		cmocka_unit_test(every_step_is_a_small_page_in_every_language),
		cmocka_unit_test(the_second_corrector_sees_what_the_first_one_changed),
	};

	return cmocka_run_group_tests(tests, open_house, close_house);
}
