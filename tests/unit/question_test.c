/* learning/question: an organisation's own questions, counted from the answers to the page. */
#include "access/inbox.h"
#include "base/fields.h"
#include "care/form_house.h"
#include "care/form_inside.h"
#include "learning/question.h"
#include "learning/report.h"

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

/* The wording that the figures speak of is kept, as it is by the first who answers. */
static struct str wording(const char *about, const char *id)
{
	static char hash[80];
	struct ctx c = task("grace");
	struct form_kept form;

	assert_int_equal(forms_published_one(&c, str_z(about), str_z(id), &form), OK);
	assert_int_equal(forms_keep(&c, &form), OK);
	(void)snprintf(hash, sizeof hash, "%.*s", (int)form.hash.n, form.hash.p);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	return str_z(hash);
}

struct said {
	const char *quiet, *helped, *wakes;
	int year;
};

static void counts(struct ctx *c, struct str hash, struct pseudonym_id who, struct row_id row,
                   const struct said *s)
{
	struct buf b = buf_new(c->arena, 1024);

	fields_put_id(&b, "row", row.b);
	fields_put(&b, "form", STR("first-nights"));
	fields_put(&b, "hash", hash);
	fields_put_int(&b, "month", s->year * 12 + 2);
	if (s->quiet)
		fields_put(&b, INBOX_ANSWER "nights/quiet", str_z(s->quiet));
	if (s->helped)
		fields_put(&b, INBOX_ANSWER "nights/helped", str_z(s->helped));
	if (s->wakes)
		fields_put(&b, INBOX_ANSWER "nights/wakes", str_z(s->wakes));
	assert_int_equal(inbox_add(c, who, 1, "answers", buf_str(&b)), OK);
}

static struct row_id says(struct str hash, struct pseudonym_id who, const struct said *s)
{
	struct ctx c = task("amara");
	struct row_id row;

	id_random(row.b);
	counts(&c, hash, who, row, s);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	return row;
}

static void people(struct str hash, size_t n, const struct said *s)
{
	for (size_t i = 0; i < n; i++) {
		struct pseudonym_id who;
		id_random(who.b);
		(void)says(hash, who, s);
	}
}

static struct question_report counted(struct ctx *c, const char *form, int year)
{
	struct question_report r;
	int64_t folded;

	assert_int_equal(report_fold(c, &folded), OK);
	assert_int_equal(test_commit(c), OK);
	assert_int_equal(question_report(c, str_z(form), year, &r), OK);
	return r;
}

static const struct question *asked(const struct question_report *r, const char *label)
{
	for (size_t i = 0; i < r->questions.n; i++)
		if (str_eq(r->questions.at[i].label, str_z(label)))
			return &r->questions.at[i];
	fail_msg("%s is not there", label);
	return NULL;
}

/* -1: it is not told. */
static int told(const struct question *q, const char *label)
{
	for (size_t i = 0; i < q->choices.n; i++)
		if (str_eq(q->choices.at[i].label, str_z(label)))
			return q->choices.at[i].shown ? (int)q->choices.at[i].n : -1;
	return -2;
}

static void choices_are_counted_and_few_are_blank_with_what_gives_them_away(void **state)
{
	struct str hash = wording("stay", "first-nights");
	struct ctx c;
	struct question_report r;
	const struct question *q;

	(void)state;
	people(hash, 20, &(struct said){ "yes", "light lock", NULL, 2021 });
	people(hash, 12, &(struct said){ "mostly", "light", "2", 2021 });
	people(hash, 3, &(struct said){ "no", NULL, "9", 2021 });
	people(hash, 6, &(struct said){ "prefer_not", NULL, "not_asked", 2021 });
	people(hash, 5, &(struct said){ "later", NULL, "4", 2021 });
	c = task("eva");
	r = counted(&c, "first-nights", 2021);
	q = asked(&r, "Can one sleep here?");
	assert_int_equal(q->told, QUESTION_TOLD);
	assert_int_equal(told(q, "Yes"), 20);
	assert_int_equal(told(q, "Mostly"), -1);
	assert_int_equal(told(q, "A little"), -1);
	assert_int_equal(told(q, "No"), -1);
	assert_true(q->answered.shown && q->answered.n == 35);
	assert_true(q->asked.shown && q->asked.n == 46);
	/* Two kinds of missing are told, and the three that nobody said are not. */
	for (size_t i = 0; i < q->missing.n; i++)
		assert_int_equal(q->missing.at[i].shown ? q->missing.at[i].n : 0, i == 1   ? 0
		                                                                  : i == 2 ? 6
		                                                                           : 0);
	test_ctx_end(&c);
}

static void a_number_has_a_mean_from_eleven_people_on(void **state)
{
	struct ctx c = task("eva");
	struct question_report r;
	const struct question *q;

	(void)state;
	r = counted(&c, "first-nights", 2021);
	q = asked(&r, "How often is a night broken?");
	assert_true(q->number && q->has_mean);
	/* 12 x 2, 3 x 9, 5 x 4 */
	assert_true(q->mean > 3.54 && q->mean < 3.56);
	assert_true(q->median == 2);
	test_ctx_end(&c);
	people(wording("stay", "first-nights"), 10, &(struct said){ "yes", NULL, "1", 2025 });
	people(wording("stay", "first-nights"), 10, &(struct said){ "yes", NULL, NULL, 2025 });
	c = task("eva");
	r = counted(&c, "first-nights", 2025);
	assert_false(asked(&r, "How often is a night broken?")->has_mean);
	test_ctx_end(&c);
}

static void of_a_question_that_nearly_all_were_asked_nothing_is_told(void **state)
{
	struct str hash = wording("stay", "first-nights");
	struct question_report r;
	struct ctx c;

	(void)state;
	people(hash, 20, &(struct said){ "no", NULL, "1", 2028 });
	people(hash, 2, &(struct said){ "yes", NULL, NULL, 2028 });
	c = task("eva");
	r = counted(&c, "first-nights", 2028);
	assert_int_equal(asked(&r, "How often is a night broken?")->told, QUESTION_NEARLY);
	/* The two who said yes cannot be read from the other question either. */
	assert_int_equal(told(asked(&r, "Can one sleep here?"), "No"), -1);
	test_ctx_end(&c);
}

static void years_with_few_people_are_shown_together(void **state)
{
	struct str hash = wording("stay", "first-nights");
	struct question_report r;
	struct ctx c;

	(void)state;
	people(hash, 6, &(struct said){ "yes", NULL, NULL, 2015 });
	people(hash, 6, &(struct said){ "yes", NULL, NULL, 2016 });
	c = task("eva");
	r = counted(&c, "first-nights", 2015);
	assert_int_equal(r.periods.at[0].first, 2015);
	assert_int_equal(r.periods.at[0].last, 2016);
	assert_true(r.periods.at[0].chosen);
	assert_int_equal(asked(&r, "Can one sleep here?")->answered.n, 12);
	test_ctx_end(&c);
}

static void somebody_counts_once_and_a_correction_takes_the_place_of_what_it_corrects(void **state)
{
	struct str hash = wording("stay", "first-nights");
	static const char *const levels[] = { "no", "yes", "mostly", "little" };
	struct pseudonym_id who[24];
	struct row_id rows[24];
	struct question_report r;
	struct ctx c;

	(void)state;
	for (size_t i = 0; i < 24; i++) {
		id_random(who[i].b);
		rows[i] = says(hash, who[i], &(struct said){ levels[i / 6], NULL, NULL, 2031 });
	}
	c = task("eva");
	r = counted(&c, "first-nights", 2031);
	assert_int_equal(told(asked(&r, "Can one sleep here?"), "No"), 6);
	assert_int_equal(told(asked(&r, "Can one sleep here?"), "Yes"), 6);
	test_ctx_end(&c);
	c = task("amara");
	for (size_t i = 0; i < 6; i++)
		counts(&c, hash, who[i], rows[i], &(struct said){ "yes", NULL, NULL, 2031 });
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	/* And one of them was asked a second time. */
	(void)says(hash, who[0], &(struct said){ "yes", NULL, NULL, 2031 });
	c = task("eva");
	r = counted(&c, "first-nights", 2031);
	assert_int_equal(told(asked(&r, "Can one sleep here?"), "Yes"), 12);
	assert_int_equal(told(asked(&r, "Can one sleep here?"), "No"), -1);
	test_ctx_end(&c);
}

static void the_forms_come_with_a_rough_number_and_only_with_the_key(void **state)
{
	struct question_forms all;
	struct question_report r;
	struct ctx c = task("eva");

	(void)state;
	assert_int_equal(question_forms(&c, &all), OK);
	assert_int_equal(all.n, 1);
	assert_true(str_eq(all.at[0].id, STR("first-nights")));
	assert_int_equal(all.at[0].at_least % 5, 0);
	assert_true(all.at[0].at_least >= 100);
	assert_int_equal(question_report(&c, STR("nothing"), 0, &r), ERR_ABSENT);
	test_ctx_end(&c);
	c = task("amara");
	assert_int_equal(question_forms(&c, &all), ERR_DENIED);
	assert_int_equal(question_report(&c, STR("first-nights"), 0, &r), ERR_DENIED);
	test_ctx_end(&c);
}

/* From the page of a colleague to the figure: one who answers twice is one. */
static void what_colleagues_answer_is_counted_under_a_name_that_says_nothing(void **state)
{
	static const char *const users[] = { "amara", "bela", "carla", "nadia", "hana", "cora" };
	static const struct answer at = { { "rest", 4 }, ANSWER_TEXT, { "little", 6 }, 0 };
	static const struct answers given = { .at = &at, .n = 1 };
	struct question_report r;
	struct ctx c;

	(void)state;
	for (size_t i = 0; i < 2 * sizeof users / sizeof *users; i++) {
		const char *user = users[i % (sizeof users / sizeof *users)];
		struct user_id id = test_user(&house, user);
		struct form_kept form;
		struct row_id s;
		struct filled_new n = { .form = &form,
			                    .given = &given,
			                    .when = { NO_DAY, NO_DAY, { "", 0 } } };
		memcpy(s.b, id.b, sizeof s.b);
		c = task(user);
		assert_int_equal(forms_published_one(&c, STR("staff"), STR("our-work"), &form), OK);
		assert_int_equal(house_filled_write(&c, s, row_id_fresh(c.now), &n), OK);
		assert_int_equal(test_commit(&c), OK);
		test_ctx_end(&c);
	}
	c = task("eva");
	r = counted(&c, "our-work", 0);
	assert_int_equal(asked(&r, "Is there enough rest between hard days?")->answered.n, 6);
	test_ctx_end(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(choices_are_counted_and_few_are_blank_with_what_gives_them_away),
		cmocka_unit_test(a_number_has_a_mean_from_eleven_people_on),
		cmocka_unit_test(of_a_question_that_nearly_all_were_asked_nothing_is_told),
		cmocka_unit_test(years_with_few_people_are_shown_together),
		cmocka_unit_test(somebody_counts_once_and_a_correction_takes_the_place_of_what_it_corrects),
		cmocka_unit_test(the_forms_come_with_a_rough_number_and_only_with_the_key),
		cmocka_unit_test(what_colleagues_answer_is_counted_under_a_name_that_says_nothing),
	};

	return test_on_both("question", tests, sizeof tests / sizeof *tests);
}
