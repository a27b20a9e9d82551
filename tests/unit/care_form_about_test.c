/* Forms about a stay, a service, a colleague and the organisation: who opens what, from the keys;
 * what a form lets nobody else see. */
#include "access/house_key_sql.h"
#include "care/form_house.h"
#include "care/form_inside.h"
#include "care/form_sql.h"
#include "care/service.h"
#include "care/stay.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "harness/both.h"
#include "harness/haul.h"

static struct ctx task(const char *user)
{
	struct ctx c;

	assert_int_equal(test_ctx(&house, user, &c), OK);
	return c;
}

#define NEVER \
	{ \
		{ INT32_MIN }, { INT32_MIN }, \
		{ \
			"", 0 \
		} \
	}

static struct filled_new asked(struct ctx *c, const char *about, const char *form,
                               const struct answers *given, struct form_kept *kept)
{
	assert_int_equal(forms_published_one(c, str_z(about), str_z(form), kept), OK);
	return (struct filled_new){ .form = kept, .given = given, .when = NEVER };
}

static bool has(const struct filled *f, const char *path)
{
	return answers_find(&f->answers, str_z(path)) != NULL;
}

/* --- a stay --- */

static struct row_id stays(struct person_id p, const struct row_id *replaces, const char *kind)
{
	struct ctx c = task("amara");
	struct row_id id = row_id_fresh(c.now);
	struct stay_new n = { .kind = str_z(kind),
		                  .since = { c.today, NO_DAY, { "", 0 } },
		                  .until = NO_DAY,
		                  .ended = NO_DAY,
		                  .replaces = replaces };

	assert_int_equal(stay_write(&c, p, id, &n), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	return id;
}

static const struct answer slept[] = {
	{ { "nights/quiet", 12 }, ANSWER_TEXT, { "little", 6 }, 0 },
	{ { "nights/wakes", 12 }, ANSWER_TEXT, { "3", 1 }, 0 },
	{ { "house_word", 10 }, ANSWER_TEXT, { "somebody shouts", 15 }, 0 },
};
static const struct answers nights = { .at = slept, .n = sizeof slept / sizeof *slept };

static enum err about_stay(const char *user, struct person_id p, struct row_id stay,
                           struct row_id *out)
{
	struct ctx c = task(user);
	struct form_kept form;
	struct filled_new n = asked(&c, "stay", "first-nights", &nights, &form);
	enum err e;

	n.about = (struct filled_about){ STR("stay"), stay, IN_CASE };
	*out = row_id_fresh(c.now);
	e = filled_write(&c, p, *out, &n);
	if (e == OK)
		assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	return e;
}

static void a_form_stays_with_its_stay_when_that_is_corrected(void **state)
{
	struct person_id p = haul_person(&house, "amara");
	struct row_id first = stays(p, NULL, "family");
	struct row_id later = stays(p, &first, "friends");
	struct row_id other = stays(p, NULL, "hospital");
	struct filled_about about = { .about = STR("stay"), .row = later };
	struct filled f;
	struct row_id id;
	struct ctx c;

	(void)state;
	assert_int_equal(about_stay("amara", p, first, &id), OK);
	c = task("amara");
	assert_int_equal(filled_read(&c, p, id, &f), OK);
	assert_true(about_same(&c, p, &f, &about));
	about.row = other;
	assert_false(about_same(&c, p, &f, &about));
	test_ctx_end(&c);
}

static void a_form_about_a_stay_of_somebody_else_is_not_written(void **state)
{
	struct person_id p = haul_person(&house, "amara");
	struct person_id q = haul_person(&house, "amara");
	struct row_id stay = stays(q, NULL, "family");
	struct row_id id;

	(void)state;
	assert_int_equal(about_stay("amara", p, stay, &id), ERR_ABSENT);
	assert_int_equal(about_stay("carla", q, stay, &id), ERR_DENIED);
	assert_int_equal(about_stay("nadia", q, stay, &id), ERR_DENIED);
}

static void seen_by_hides_an_answer_and_not_that_it_was_asked(void **state)
{
	struct person_id p = haul_person(&house, "amara");
	struct row_id stay = stays(p, NULL, "family");
	struct answer_lines lines;
	struct form_kept form;
	struct filled f;
	struct row_id id;
	struct ctx c;

	(void)state;
	assert_int_equal(about_stay("amara", p, stay, &id), OK);
	c = task("lena");
	assert_int_equal(filled_read(&c, p, id, &f), OK);
	assert_true(has(&f, "house_word") && has(&f, "nights/wakes") && !f.closed);
	test_ctx_end(&c);
	c = task("amara");
	assert_int_equal(filled_read(&c, p, id, &f), OK);
	assert_true(has(&f, "nights/wakes") && f.closed);
	assert_false(has(&f, "house_word"));
	assert_int_equal(forms_get(&c, f.form, &form), OK);
	lines = answer_lines_of(&c, &p, &form, &f);
	assert_true(lines.n > 0 && lines.at[lines.n - 1].closed && !lines.at[lines.n - 1].said.n);
	test_ctx_end(&c);
}

/* --- a service --- */

static void a_form_about_counselling_opens_as_its_note_does(void **state)
{
	static const struct answer said = { { "next", 4 }, ANSWER_TEXT, { "the garden", 10 }, 0 };
	static const struct answers given = { .at = &said, .n = 1 };
	struct person_id p = haul_person(&house, "amara");
	struct service_new s = { .type = STR("counselling"), .when = NEVER, .promised = NO_DAY };
	struct form_answer_row_list rows;
	struct form_kept form;
	struct filled_new n;
	struct row_id service;
	struct filled f;
	struct row_id id;
	struct str text;
	struct ctx c;

	(void)state;
	haul_assign(&house, "lena", p, "cora");
	c = task("cora");
	service = row_id_fresh(c.now);
	assert_int_equal(service_write(&c, p, service, &s), OK);
	assert_int_equal(test_commit(&c), OK);
	n = asked(&c, "service", "after-service", &given, &form);
	n.about = (struct filled_about){ .about = STR("service"), .row = service };
	id = row_id_fresh(c.now);
	assert_int_equal(filled_write(&c, p, id, &n), OK);
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(filled_read(&c, p, id, &f), OK);
	assert_true(has(&f, "next") && f.open == 1u << IN_COUNSEL);
	test_ctx_end(&c);
	/* The caseworker has the case, and no row of it opens with that key. */
	c = task("amara");
	assert_int_equal(filled_read(&c, p, id, &f), OK);
	assert_true(f.closed && f.answers.n == 0);
	form_answers_of(c.read, house.house->org, p, &rows);
	assert_int_equal(read_now(c.read), OK);
	assert_int_equal(rows.n, 1);
	assert_int_equal(open_person(&c, p, IN_CASE, SEAL_FORM_ANSWER, id, rows.at[0].body, &text),
	                 ERR_VAULT);
	assert_int_equal(open_person(&c, p, IN_COUNSEL, SEAL_FORM_ANSWER, id, rows.at[0].body, &text),
	                 ERR_DENIED);
	assert_int_equal(filled_write(&c, p, row_id_fresh(c.now), &n), ERR_DENIED);
	test_ctx_end(&c);
}

/* --- a colleague, the organisation --- */

static const struct answer work[] = {
	{ { "supervised", 10 }, ANSWER_TEXT, { "no", 2 }, 0 },
	{ { "heavy", 5 }, ANSWER_TEXT, { "the nights", 10 }, 0 },
};
static const struct answers worked = { .at = work, .n = 2 };
static const struct answer doors = { { "doors", 5 }, ANSWER_TEXT, { "yes", 3 }, 0 };
static const struct answers walked = { .at = &doors, .n = 1 };

static struct row_id subject(const char *user)
{
	struct row_id s;

	if (user)
		memcpy(s.b, test_user(&house, user).b, sizeof s.b);
	else
		memcpy(s.b, house.house->org.b, sizeof s.b);
	return s;
}

static enum err about_house(const char *user, struct row_id s, const struct filled *replaces,
                            struct row_id *out)
{
	struct ctx c = task(user);
	bool org = house_about_org(&c, s);
	struct form_kept form;
	struct filled_new n = asked(&c, org ? "organisation" : "staff", org ? "our-house" : "our-work",
	                            org ? &walked : &worked, &form);
	enum err e;

	n.replaces = replaces;
	*out = row_id_fresh(c.now);
	e = house_filled_write(&c, s, *out, &n);
	if (e == OK)
		e = test_commit(&c);
	test_ctx_end(&c);
	return e;
}

static void what_a_colleague_says_opens_to_her_and_the_managers_alone(void **state)
{
	static const char *const others[] = { "amara", "lena", "mila", "nadia", "hana", "cora",
		                                  "lia",   "vera", "sage", "eva",   "tom",  "boris" };
	struct row_id s = subject("bela");
	struct filled f;
	struct row_id id;
	struct ctx c;

	(void)state;
	assert_int_equal(about_house("bela", s, NULL, &id), OK);
	assert_true(haul_unwraps_row(&house, "bela", id) && haul_unwraps_row(&house, "grace", id) &&
	            haul_unwraps_row(&house, "officer", id));
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		struct row_id never;
		assert_false(haul_unwraps_row(&house, others[i], id));
		assert_int_equal(about_house(others[i], s, NULL, &never), ERR_DENIED);
		c = task(others[i]);
		assert_int_equal(house_filled_read(&c, s, id, &f), ERR_DENIED);
		test_ctx_end(&c);
	}
	c = task("grace");
	assert_int_equal(house_filled_read(&c, s, id, &f), OK);
	assert_true(has(&f, "heavy") && !f.closed);
	test_ctx_end(&c);
}

static void what_is_said_of_the_organisation_opens_to_managers_and_leads(void **state)
{
	static const char *const others[] = { "amara", "carla", "nadia", "eva", "tom", "boris" };
	struct row_id s = subject(NULL);
	struct row_id never;
	struct row_id id;

	(void)state;
	assert_int_equal(about_house("mila", s, NULL, &id), OK);
	assert_true(haul_unwraps_row(&house, "lena", id) && haul_unwraps_row(&house, "mila", id) &&
	            haul_unwraps_row(&house, "grace", id));
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		assert_false(haul_unwraps_row(&house, others[i], id));
		assert_int_equal(about_house(others[i], s, NULL, &never), ERR_DENIED);
	}
}

static void of_two_who_correct_the_second_is_told(void **state)
{
	struct row_id s = subject("vera");
	struct filled_list all;
	struct filled before;
	struct row_id id;
	struct row_id new;
	struct ctx c;

	(void)state;
	assert_int_equal(about_house("vera", s, NULL, &id), OK);
	c = task("vera");
	assert_int_equal(house_filled_read(&c, s, id, &before), OK);
	assert_int_equal(about_house("grace", s, &before, &new), OK);
	assert_int_equal(about_house("vera", s, &before, &new), ERR_CONFLICT);
	test_ctx_end(&c);
	c = task("vera");
	assert_int_equal(house_filled_all(&c, s, &all), OK);
	assert_int_equal(all.n, 1);
	assert_true(all.at[0].corrected && str_eq(all.at[0].author, STR("grace")));
	test_ctx_end(&c);
}

static void a_value_moved_to_another_row_does_not_open(void **state)
{
	struct row_id s = subject("hana");
	struct house_answer_row_list rows;
	struct row_id id;
	struct row_id other;
	struct str text;
	struct ctx c;

	(void)state;
	assert_int_equal(about_house("hana", s, NULL, &id), OK);
	assert_int_equal(about_house("hana", s, NULL, &other), OK);
	c = task("hana");
	house_answers_of(c.read, house.house->org, s, &rows);
	assert_int_equal(read_now(c.read), OK);
	assert_int_equal(rows.n, 2);
	assert_int_equal(
		house_row_open(&c, s, SEAL_HOUSE_ANSWER, rows.at[0].id, rows.at[0].body, &text), OK);
	assert_int_equal(
		house_row_open(&c, s, SEAL_HOUSE_ANSWER, rows.at[1].id, rows.at[0].body, &text), ERR_VAULT);
	test_ctx_end(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_form_stays_with_its_stay_when_that_is_corrected),
		cmocka_unit_test(a_form_about_a_stay_of_somebody_else_is_not_written),
		cmocka_unit_test(seen_by_hides_an_answer_and_not_that_it_was_asked),
		cmocka_unit_test(a_form_about_counselling_opens_as_its_note_does),
		cmocka_unit_test(what_a_colleague_says_opens_to_her_and_the_managers_alone),
		cmocka_unit_test(what_is_said_of_the_organisation_opens_to_managers_and_leads),
		cmocka_unit_test(of_two_who_correct_the_second_is_told),
		cmocka_unit_test(a_value_moved_to_another_row_does_not_open),
	};

	return test_on_both("care_form_about", tests, sizeof tests / sizeof *tests);
}
