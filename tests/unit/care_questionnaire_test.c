/* Questionnaires: sealed where the pack says, kept in their wording, counted without a name; a
 * safety question calls, and the page says nothing. */
#include "access/inbox.h"
#include "base/fields.h"
#include "care/day_call.h"
#include "care/day_inside.h"
#include "care/questionnaire.h"
#include "care/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "harness/both.h"
#include "harness/haul.h"

enum { DAY = 24 * 3600 };

/* Amara writes down what state her own words are in. */
static void says(struct person_id id, struct row_id row, enum words_state state,
                 const struct row_id *before)
{
	struct words w = { .state = state, .day = NO_DAY };
	struct ctx c = test_task("amara");

	assert_int_equal(words_write(&c, id, row, &w, before), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
}

static struct person_id with_words(void)
{
	struct person_id id = test_arrives();

	says(id, row_id_fresh(test_clock()), WORDS_CHOSE_NOT, NULL);
	return id;
}

/* PHQ-9, one digit an item; '-' leaves it open, 'p' is "prefers not to say". */
static struct answers phq9(struct arena *a, const char *items)
{
	struct answer *list = NEW_N(a, struct answer, 9);

	for (int i = 0; i < 9; i++) {
		list[i] = (struct answer){ .path = arena_fmt(a, "mood/phq_%d", i + 1),
			                       .kind = items[i] == 'p' ? ANSWER_PREFER_NOT : ANSWER_TEXT };
		if (items[i] >= '0' && items[i] <= '9')
			list[i].text = arena_fmt(a, "%c", items[i]);
	}
	return (struct answers){ STR("phq-9"), STR(""), STR(""), list, 9 };
}

static enum err try_write(struct ctx *c, struct person_id id, const char *items,
                          const struct row_id *replaces, struct row_id *row)
{
	struct answers given = phq9(c->arena, items);
	const struct questionnaire_new n = { .form = STR("phq-9"),
		                                 .when = { .day = NO_DAY, .told = NO_DAY },
		                                 .given = &given,
		                                 .replaces = replaces };

	*row = row_id_fresh(c->now);
	return questionnaire_write(c, id, *row, &n);
}

static struct row_id writes(const char *user, struct person_id id, const char *items,
                            const struct row_id *replaces)
{
	struct ctx c = test_task(user);
	struct row_id row;

	assert_int_equal(try_write(&c, id, items, replaces, &row), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	return row;
}

static size_t open_to(const char *user, struct person_id id)
{
	struct questionnaire_list all;
	struct ctx c = test_task(user);
	size_t n = 0;

	assert_int_equal(questionnaires(&c, id, &all), OK);
	for (size_t i = 0; i < all.n; i++)
		n += !all.at[i].closed;
	test_ctx_end(&c);
	return n;
}

static bool called(struct person_id id)
{
	struct task_call call;
	struct ctx c = test_task("amara");

	assert_int_equal(task_called(&c, id, TASK_HARM_SIGN, &call), OK);
	test_ctx_end(&c);
	return call.open;
}

static void answers_are_read_as_they_were_given(void **state)
{
	struct person_id id = with_words();
	struct questionnaire_list all;
	struct ctx c;

	(void)state;
	(void)writes("amara", id, "21p000000", NULL);
	c = test_task("lena");
	assert_int_equal(questionnaires(&c, id, &all), OK);
	assert_int_equal(all.n, 1);
	assert_true(str_eq(answers_find(&all.at[0].answers, STR("mood/phq_1"))->text, STR("2")));
	assert_int_equal(answers_find(&all.at[0].answers, STR("mood/phq_3"))->kind, ANSWER_PREFER_NOT);
	assert_int_equal(all.at[0].score.domains[0].state, SCORE_INSUFFICIENT);
	test_ctx_end(&c);
}

static void who_has_no_key_of_health_opens_nothing(void **state)
{
	struct person_id id = with_words();
	struct haul night;

	(void)state;
	(void)writes("amara", id, "000000000", NULL);
	assert_int_equal(open_to("lena", id), 1);
	assert_int_equal(open_to("nadia", id), 0);
	assert_int_equal(open_to("grace", id), 0);
	/* From the keys: on call holds nothing that unwraps health. */
	night = haul_take(&house, "nadia");
	assert_int_equal(haul_unwraps(&house, &night, id, haul_keyver(&house, id)) & 1u << IN_HEALTH,
	                 0);
	assert_true(haul_open_to(&house, "amara", id, MAY_READ) & 1u << IN_HEALTH);
}

static void only_those_whom_the_pack_names_fill_it_in(void **state)
{
	struct person_id id = with_words();
	struct row_id row;
	struct ctx c = test_task("lena");

	(void)state;
	/* A lead reads health, and PHQ-9 does not name leads. */
	assert_int_equal(try_write(&c, id, "000000000", NULL, &row), ERR_DENIED);
	test_ctx_end(&c);
	c = test_task("nadia");
	assert_int_equal(try_write(&c, id, "000000000", NULL, &row), ERR_DENIED);
	test_ctx_end(&c);
}

static enum err can_write(const char *user, struct person_id id)
{
	struct row_id row;
	struct ctx c = test_task(user);
	enum err e = try_write(&c, id, "000000000", NULL, &row);

	test_ctx_end(&c);
	return e;
}

static void nothing_is_scored_before_their_own_words(void **state)
{
	(void)state;
	assert_int_equal(can_write("amara", test_arrives()), ERR_DENIED);
}

/* A health worker has no key of the case: what stands there stays closed, and holds for her, too.
 */
static void words_that_are_closed_to_somebody_come_first_as_well(void **state)
{
	struct person_id id = test_arrives();
	struct row_id first = row_id_fresh(test_clock());

	(void)state;
	haul_assign(&house, "lena", id, "hana");
	test_forget(&house, "hana");
	assert_int_equal(can_write("hana", id), ERR_DENIED);
	says(id, first, WORDS_NOT_YET, NULL);
	assert_int_equal(can_write("hana", id), ERR_DENIED);
	says(id, row_id_fresh(test_clock()), WORDS_CHOSE_NOT, &first);
	assert_int_equal(can_write("hana", id), OK);
}

static void what_the_form_does_not_offer_is_refused(void **state)
{
	struct person_id id = with_words();
	struct row_id row;
	struct ctx c = test_task("amara");

	(void)state;
	assert_int_equal(try_write(&c, id, "400000000", NULL, &row), ERR_INVALID);
	assert_int_equal(try_write(&c, id, "---------", NULL, &row), ERR_INVALID);
	test_ctx_end(&c);
}

static void the_ninth_line_calls_until_somebody_says_what_was_done(void **state)
{
	struct person_id id = with_words();
	struct task_lines due;
	struct row_id row;
	struct ctx c;
	bool seen = false;

	(void)state;
	(void)writes("amara", id, "333333330", NULL);
	assert_false(called(id));
	row = writes("amara", id, "000000001", NULL);
	assert_true(called(id));
	/* On call sees it at once, and neither a later zero nor a correction ends it. */
	c = test_task("nadia");
	assert_int_equal(calls_due(&c, &due), OK);
	for (size_t i = 0; i < due.n; i++)
		seen = seen || person_id_eq(due.at[i].person, id);
	assert_true(seen);
	test_ctx_end(&c);
	(void)writes("amara", id, "000000000", NULL);
	(void)writes("amara", id, "000000000", &row);
	assert_true(called(id));
}

static void a_correction_calls_when_the_first_typing_missed_it(void **state)
{
	struct person_id id = with_words();
	struct row_id row = writes("amara", id, "000000000", NULL);

	(void)state;
	(void)writes("amara", id, "000000002", &row);
	assert_true(called(id));
}

/* All that a page shows but what is its own each time: ids, and the code made of them. */
static char *page_after(struct person_id id, const char *ninth, size_t *n)
{
	struct test_browser b;
	char form[600];
	char path[160];
	char person[ID_TEXT + 1];
	char *copy;
	size_t k = 0;

	id_write(id.b, person);
	test_browser(&b, &house);
	assert_int_equal(test_sign_in(&b, "amara", NULL), 303);
	(void)snprintf(path, sizeof path, "/people/%s/questionnaires/new/phq-9", person);
	assert_int_equal(test_get(&b, path), 200);
	(void)snprintf(form, sizeof form,
	               "day=&q_mood-phq_1=1&q_mood-phq_2=1&q_mood-phq_3=1&q_mood-phq_4=1&"
	               "q_mood-phq_5=1&q_mood-phq_6=1&q_mood-phq_7=1&q_mood-phq_8=1&q_mood-phq_9=%s",
	               ninth);
	assert_int_equal(test_post(&b, path, form), 303);
	assert_int_equal(test_follow(&b), 200);
	copy = malloc(b.body.n + 1);
	for (size_t i = 0; i < b.body.n; i++) {
		size_t hex = 0;
		while (i + hex < b.body.n && ((b.body.p[i + hex] >= '0' && b.body.p[i + hex] <= '9') ||
		                              (b.body.p[i + hex] >= 'a' && b.body.p[i + hex] <= 'f')))
			hex++;
		i += hex >= ID_TEXT ? hex : 0;
		copy[k++] = b.body.p[i];
	}
	*n = k;
	test_browser_end(&b);
	return copy;
}

static void the_page_after_saving_is_the_same_for_both_answers(void **state)
{
	struct person_id id = with_words();
	size_t n;
	size_t m;
	char *no = page_after(id, "0", &n);
	char *yes = page_after(id, "1", &m);

	(void)state;
	assert_true(called(id));
	assert_int_equal(n, m);
	assert_memory_equal(no, yes, n);
	free(no);
	free(yes);
}

static size_t due(struct person_id id)
{
	struct ctx c = test_task("amara");
	struct task_row_list rows;
	size_t n = 0;

	tasks_of(c.read, c.house->org, id, &rows);
	assert_int_equal(read_now(c.read), OK);
	for (size_t i = 0; i < rows.n; i++) {
		struct task t;
		assert_int_equal(task_open(&c, &rows.at[i], &t), OK);
		n += t.kind == TASK_QUESTIONNAIRE;
	}
	test_ctx_end(&c);
	return n;
}

static void the_next_one_is_planned_once(void **state)
{
	struct person_id id = with_words();
	struct row_id row;

	(void)state;
	row = writes("amara", id, "000000000", NULL);
	assert_int_equal(due(id), 1);
	(void)writes("amara", id, "000000000", NULL);
	assert_int_equal(due(id), 1);
	(void)writes("amara", id, "100000000", &row);
	assert_int_equal(due(id), 1);
}

static void of_two_who_correct_it_the_second_is_told(void **state)
{
	struct person_id id = with_words();
	struct row_id row = writes("amara", id, "000000000", NULL);
	struct row_id mine;
	struct ctx c = test_task("amara");

	(void)state;
	assert_int_equal(try_write(&c, id, "100000000", &row, &mine), OK);
	(void)writes("amara", id, "200000000", &row);
	assert_int_equal(test_commit(&c), ERR_CONFLICT);
	test_ctx_end(&c);
	assert_int_equal(open_to("amara", id), 2);
}

struct counted {
	char line[2000];
	size_t with;
};

/* The one whose third line is "prefers not to say" beside two ones. */
static enum err look(void *arg, const struct folded *f)
{
	struct counted *out = arg;
	struct str sum = fields_get(f->body, "q_phq-9");
	char line[2000] = "";

	if (sum.n && sum.n < sizeof line)
		memcpy(line, sum.p, sum.n);
	if (!strstr(line, "phq_1=1 phq_2=1 phq_3=prefer_not"))
		return OK;
	memcpy(out->line, line, sizeof line);
	out->with++;
	return OK;
}

static void counts_are_codes_and_a_correction_counts_once(void **state)
{
	struct counted seen = { .with = 0 };
	struct person_id id = with_words();
	struct row_id row;
	struct ctx c;
	int64_t n;

	(void)state;
	c = test_task("eva");
	assert_int_equal(inbox_fold(&c, &n), OK);
	test_ctx_end(&c);
	row = writes("amara", id, "300000000", NULL);
	test_clock_pass(10 * DAY);
	(void)writes("amara", id, "11p000000", NULL);
	test_clock_pass(60);
	(void)writes("amara", id, "200000000", &row);
	c = test_task("eva");
	assert_int_equal(inbox_fold(&c, &n), OK);
	test_ctx_end(&c);
	c = test_task("eva");
	assert_int_equal(folded_each(&c, look, &seen), OK);
	test_ctx_end(&c);
	assert_int_equal(seen.with, 1);
	assert_true(str_starts(str_z(seen.line), STR("10 form=")));
	assert_non_null(strstr(seen.line, " mood=2.00 phq_1=2 "));
	assert_null(strstr(seen.line, "phq_1=3"));
	/* No mean of a sum with an open line. */
	assert_null(strstr(seen.line, "mood=2.00 phq_1=1"));
}

static void put_file(const char *folder, const char *name, const char *text, bool there)
{
	char path[300];
	FILE *f;

	(void)snprintf(path, sizeof path, "%s/%s.csv", folder, name);
	if (!there) {
		(void)unlink(path);
		return;
	}
	f = fopen(path, "w");
	assert_non_null(f);
	assert_true(fputs(text, f) >= 0);
	assert_int_equal(fclose(f), 0);
}

/* As it comes from a house that has leave to use it; it says that it is about a person. */
static void put_pack(const char *folder, bool there)
{
	put_file(
		folder, "survey",
		"type,name,label,why,compartment\nselect_one n,a,A?,x,case\nselect_one n,b,B?,x,case\n",
		there);
	put_file(folder, "choices", "list_name,name,label\nn,0,no\nn,1,yes\n", there);
	put_file(folder, "settings", "form_title,form_id,version,about\nOurs,ours,1,person\n", there);
	put_file(folder, "scoring",
	         "scale,label,kind,items,aggregation,direction,lowest,highest,licence,citation,status\n"
	         "s,S,scale,a b,sum,lower,0,1,,,\nall,A,about,,,,,,l,c,s\n",
	         there);
}

static void any_form_with_a_scoring_sheet_is_one(void **state)
{
	char folder[] = "/tmp/kintsugi-packs-XXXXXX";
	const char *shipped = house.house->packs;
	struct person_id id = with_words();
	const struct answer said[] = { { STR("a"), ANSWER_TEXT, STR("1"), 0 },
		                           { STR("b"), ANSWER_TEXT, STR("1"), 0 } };
	const struct answers given = { STR("ours"), STR("1"), STR(""), said, 2 };
	const struct questionnaire_new n = { .form = STR("ours"),
		                                 .when = { .day = NO_DAY, .told = NO_DAY },
		                                 .given = &given };
	struct questionnaire_list all;
	char pack[64];
	struct ctx c;

	(void)state;
	assert_non_null(mkdtemp(folder));
	(void)snprintf(pack, sizeof pack, "%s/ours", folder);
	assert_int_equal(mkdir(pack, 0700), 0);
	put_pack(pack, true);
	house.house->packs = folder;
	c = test_task("amara");
	assert_int_equal(questionnaire_write(&c, id, row_id_fresh(c.now), &n), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	house.house->packs = shipped;
	put_pack(pack, false);
	(void)rmdir(pack);
	(void)rmdir(folder);
	/* Its wording is kept: what was answered reads on when the pack is gone. It lies with the case,
	 * which a manager opens, too. */
	c = test_task("amara");
	assert_int_equal(questionnaires(&c, id, &all), OK);
	assert_int_equal(all.n, 1);
	assert_int_equal(all.at[0].score.domains[0].hundredths, 200);
	assert_true(str_eq(all.at[0].form.form->id, STR("ours")));
	test_ctx_end(&c);
	assert_int_equal(open_to("grace", id), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(answers_are_read_as_they_were_given),
		cmocka_unit_test(who_has_no_key_of_health_opens_nothing),
		cmocka_unit_test(only_those_whom_the_pack_names_fill_it_in),
		cmocka_unit_test(nothing_is_scored_before_their_own_words),
		cmocka_unit_test(words_that_are_closed_to_somebody_come_first_as_well),
		cmocka_unit_test(what_the_form_does_not_offer_is_refused),
		cmocka_unit_test(the_ninth_line_calls_until_somebody_says_what_was_done),
		cmocka_unit_test(a_correction_calls_when_the_first_typing_missed_it),
		cmocka_unit_test(the_page_after_saving_is_the_same_for_both_answers),
		cmocka_unit_test(the_next_one_is_planned_once),
		cmocka_unit_test(of_two_who_correct_it_the_second_is_told),
		cmocka_unit_test(counts_are_codes_and_a_correction_counts_once),
		cmocka_unit_test(any_form_with_a_scoring_sheet_is_one),
	};

	return test_on_both("questionnaires", tests, sizeof tests / sizeof *tests);
}
