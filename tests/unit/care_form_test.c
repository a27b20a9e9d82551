/* Forms about a person: kept by compartment, corrected, counted, told once. */
#include "access/inbox.h"
#include "care/form_inside.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "harness/both.h"

static struct person_id person(struct test_house *h)
{
	struct person p = { .name = STR("Marigold") };
	struct ctx c;

	assert_int_equal(test_ctx(h, "amara", &c), OK);
	p.id = person_id_fresh(c.now);
	assert_int_equal(person_arrive(&c, &p, h->teams[TEST_HARBOUR], c.today), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	return p.id;
}

static const struct answer said[] = {
	{ { "body/allergy", 12 }, ANSWER_TEXT, { "yes", 3 }, 0 },
	{ { "body/allergy_what", 17 }, ANSWER_TEXT, { "penicillin", 10 }, 0 },
	{ { "days/food_avoid", 15 }, ANSWER_PREFER_NOT, { "", 0 }, 0 },
	{ { "days/food_what", 14 }, ANSWER_TEXT, { "not asked", 9 }, 0 },
	{ { "days/rest", 9 }, ANSWER_TEXT, { "quiet light", 11 }, 0 },
	{ { "family/child", 12 }, ANSWER_ROUNDS, { "", 0 }, 1 },
	{ { "family/child[1]/age", 19 }, ANSWER_TEXT, { "7", 1 }, 0 },
	{ { "family/child[1]/called", 22 }, ANSWER_TEXT, { "Lu", 2 }, 0 },
	{ { "money/debt", 10 }, ANSWER_TEXT, { "yes", 3 }, 0 },
};
static const struct answers given = { .at = said, .n = sizeof said / sizeof *said };

#define NEVER \
	{ \
		{ INT32_MIN }, { INT32_MIN }, \
		{ \
			"", 0 \
		} \
	}

static struct row_id write(struct test_house *h, const char *user, struct person_id p,
                           const struct answers *in, enum err expected)
{
	struct filled_new n = { .given = in, .when = NEVER };
	struct form_kept form;
	struct row_id id;
	struct ctx c;

	assert_int_equal(test_ctx(h, user, &c), OK);
	assert_int_equal(forms_published_one(&c, STR("person"), STR("everyday"), &form), OK);
	n.form = &form;
	id = row_id_fresh(c.now);
	assert_int_equal(filled_write(&c, p, id, &n), expected);
	if (expected == OK)
		assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	return id;
}

static void answers_are_kept_as_the_form_takes_them(void **state)
{
	struct test_house *h = *state;
	struct person_id p = person(h);
	struct row_id id = write(h, "amara", p, &given, OK);
	struct filled f;
	struct ctx c;

	assert_int_equal(test_ctx(h, "amara", &c), OK);
	assert_int_equal(filled_read(&c, p, id, &f), OK);
	assert_false(f.closed);
	assert_true(str_eq(answers_find(&f.answers, STR("days/rest"))->text, STR("light quiet")));
	assert_int_equal(answers_find(&f.answers, STR("days/food_avoid"))->kind, ANSWER_PREFER_NOT);
	assert_null(answers_find(&f.answers, STR("days/food_what")));
	assert_int_equal(answers_find(&f.answers, STR("family/child[1]/age"))->n, 7);
	assert_int_equal(answers_find(&f.answers, STR("family/child"))->n, 1);
	assert_true(str_eq(answers_find(&f.answers, STR("family/child[1]/called"))->text, STR("Lu")));
	assert_int_equal(f.when.day.n, c.today.n);
	test_ctx_end(&c);
}

static bool has(const struct filled *f, const char *path)
{
	return answers_find(&f->answers, str_z(path)) != NULL;
}

static void who_lacks_a_compartment_opens_nothing_of_it(void **state)
{
	struct test_house *h = *state;
	struct person_id p = person(h);
	struct row_id id = write(h, "amara", p, &given, OK);
	struct filled f;
	struct ctx c;

	/* Nobody of another team opens a word. */
	assert_int_equal(test_ctx(h, "carla", &c), OK);
	assert_int_equal(filled_read(&c, p, id, &f), OK);
	assert_int_equal(f.open, 0);
	assert_int_equal(f.answers.n, 0);
	assert_true(f.closed);
	test_ctx_end(&c);
	/* The lead has case and health, and not the story. */
	assert_int_equal(test_ctx(h, "lena", &c), OK);
	assert_int_equal(filled_read(&c, p, id, &f), OK);
	assert_true(has(&f, "days/rest") && has(&f, "body/allergy"));
	assert_false(has(&f, "money/debt"));
	assert_true(f.closed);
	test_ctx_end(&c);
	/* The one on call at night sees neither. */
	assert_int_equal(test_ctx(h, "nadia", &c), OK);
	assert_int_equal(filled_read(&c, p, id, &f), OK);
	assert_false(has(&f, "days/rest") || has(&f, "body/allergy") || has(&f, "money/debt"));
	test_ctx_end(&c);
	(void)write(h, "nadia", p, &given, ERR_DENIED);
	(void)write(h, "carla", p, &given, ERR_DENIED);
}

static void what_breaks_a_rule_is_refused(void **state)
{
	static const struct {
		const char *path;
		const char *text;
	} bad[] = {
		{ "body/medicine_days", "many" }, { "body/medicine_days", "400" },
		{ "days/rest", "unknown" },       { "days/food_avoid", "perhaps" },
		{ "family/child[1]/age", "-1" },
	};
	struct test_house *h = *state;
	struct person_id p = person(h);

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		const struct answer at[] = {
			{ STR("family/child"), ANSWER_ROUNDS, STR(""), 1 },
			{ str_z(bad[i].path), ANSWER_TEXT, str_z(bad[i].text), 0 },
		};
		const struct answers in = { .at = at, .n = 2 };
		(void)write(h, "amara", p, &in, ERR_INVALID);
	}
}

static enum err correct(struct ctx *c, struct person_id p, const struct row_id *seen,
                        const struct answers *in)
{
	struct filled_new n = { .given = in, .when = NEVER, .base = seen };
	struct form_kept form;
	struct filled f;

	TRY(filled_read(c, p, *seen, &f));
	TRY(forms_get(c, f.form, &form));
	n.form = &form;
	n.kept = &f.answers;
	n.replaces = &f;
	return filled_write(c, p, row_id_fresh(c->now), &n);
}

static void a_correction_replaces_and_the_second_of_two_is_told(void **state)
{
	struct test_house *h = *state;
	struct person_id p = person(h);
	struct row_id id = write(h, "amara", p, &given, OK);
	const struct answer now = { STR("days/days_of_rest"), ANSWER_TEXT, STR("Friday"), 0 };
	const struct answers in = { .at = &now, .n = 1 };
	struct filled_list all;
	struct ctx one;
	struct ctx two;

	assert_int_equal(test_ctx(h, "amara", &one), OK);
	assert_int_equal(test_ctx(h, "amara", &two), OK);
	assert_int_equal(correct(&one, p, &id, &in), OK);
	assert_int_equal(correct(&two, p, &id, &in), OK);
	assert_int_equal(test_commit(&one), OK);
	assert_int_equal(test_commit(&two), ERR_CONFLICT);
	test_ctx_end(&two);
	/* Also when the second begins after the first was saved, from the page as it was before. */
	assert_int_equal(test_ctx(h, "amara", &two), OK);
	assert_int_equal(correct(&two, p, &id, &in), OK);
	assert_int_equal(test_commit(&two), ERR_CONFLICT);
	assert_int_equal(filled_all(&one, p, &all), OK);
	assert_int_equal(all.n, 1);
	assert_true(all.at[0].corrected);
	assert_true(has(&all.at[0], "days/days_of_rest") && has(&all.at[0], "money/debt"));
	test_ctx_end(&one);
	test_ctx_end(&two);
	/* Who cannot read all of it does not correct it: what depends on the rest would be lost. */
	assert_int_equal(test_ctx(h, "lena", &one), OK);
	assert_int_equal(correct(&one, p, &id, &in), ERR_DENIED);
	test_ctx_end(&one);
}

static void a_painful_fact_is_told_once(void **state)
{
	const struct filled_again why[] = { { { "debt", 4 }, { "needed", 6 }, { "", 0 } } };
	struct test_house *h = *state;
	struct person_id p = person(h);
	struct filled_new n = { .given = &given, .when = NEVER };
	struct telling_list tellings;
	struct form_kept form;
	struct told_list told;
	struct ctx c;

	(void)write(h, "amara", p, &given, OK);
	assert_int_equal(test_ctx(h, "amara", &c), OK);
	assert_int_equal(tellings_of(&c, p, STR("debt"), &told), OK);
	assert_int_equal(told.n, 1);
	assert_int_equal(told.at[0].times, 1);
	test_ctx_end(&c);
	(void)write(h, "amara", p, &given, ERR_INVALID);
	assert_int_equal(test_ctx(h, "amara", &c), OK);
	assert_int_equal(forms_published_one(&c, STR("person"), STR("everyday"), &form), OK);
	n.form = &form;
	n.again = why;
	n.nagain = 1;
	assert_int_equal(filled_write(&c, p, row_id_fresh(c.now), &n), OK);
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(tellings_read(&c, p, &tellings), OK);
	assert_int_equal(tellings.n, 2);
	assert_true(str_eq(tellings.at[0].form, STR("everyday")));
	assert_true(str_eq(tellings.at[0].reason, STR("needed")) ||
	            str_eq(tellings.at[1].reason, STR("needed")));
	test_ctx_end(&c);
}

static void what_may_be_counted_waits_in_the_inbox(void **state)
{
	struct test_house *h = *state;
	struct person_id p = person(h);
	int64_t before;
	int64_t after;
	struct ctx c;

	assert_int_equal(test_ctx(h, "amara", &c), OK);
	assert_int_equal(inbox_waiting(&c, &before), OK);
	test_ctx_end(&c);
	(void)write(h, "amara", p, &given, OK);
	assert_int_equal(test_ctx(h, "amara", &c), OK);
	assert_int_equal(inbox_waiting(&c, &after), OK);
	assert_true(after > before);
	test_ctx_end(&c);
}

static void old_answers_keep_their_wording(void **state)
{
	struct test_house *h = *state;
	struct person_id p = person(h);
	struct row_id id = write(h, "amara", p, &given, OK);
	struct answer_lines lines;
	struct form_kept form;
	struct filled f;
	struct ctx c;

	assert_int_equal(test_ctx(h, "amara", &c), OK);
	assert_int_equal(filled_read(&c, p, id, &f), OK);
	assert_int_equal(forms_get(&c, f.form, &form), OK);
	lines = answer_lines_of(&c, &p, &form, &f);
	assert_true(lines.n > 8);
	assert_true(lines.at[0].heading);
	assert_true(str_eq(lines.at[1].label, STR("What helps to rest?")));
	assert_true(str_eq(lines.at[1].said, STR("A light in the night \xC2\xB7 A quiet room")));
	test_ctx_end(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(answers_are_kept_as_the_form_takes_them),
		cmocka_unit_test(who_lacks_a_compartment_opens_nothing_of_it),
		cmocka_unit_test(what_breaks_a_rule_is_refused),
		cmocka_unit_test(a_correction_replaces_and_the_second_of_two_is_told),
		cmocka_unit_test(a_painful_fact_is_told_once),
		cmocka_unit_test(what_may_be_counted_waits_in_the_inbox),
		cmocka_unit_test(old_answers_keep_their_wording),
	};

	return test_on_both("care_form", tests, sizeof tests / sizeof *tests);
}
