/* Her own view of the six: waits for nothing, may be skipped, shows nothing of ours, stays as it
 * was said. */
#include "access/inbox.h"
#include "base/fields.h"
#include "care/own_view_inside.h"
#include "harness/house.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const char *const own_items[] = { "my_safety", "my_rights", "my_feelings",
	                                     "my_days",   "my_people", "my_body" };

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

static void her_view_waits_for_nothing_and_may_be_skipped(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived_born(h, 0);
	struct assessment_item items[2] = { { .name = str_z(own_items[0]), .value = 3 },
		                                { .name = str_z(own_items[1]),
		                                  .kind = ANSWER_PREFER_NOT } };
	struct own_view_new n = { .day = NO_DAY, .how = STR("alone"), .items = items, .n = 2 };
	struct own_view_list all;
	struct ctx c;

	begin(h, "amara", &c);
	assert_int_equal(own_view_write(&c, p, row_id_fresh(c.now), &n), OK);
	commit(&c);
	assert_int_equal(own_views(&c, p, &all), OK);
	assert_int_equal(all.n, 1);
	assert_int_equal(all.at[0].domain[0].level, 3);
	assert_true(str_eq(all.at[0].domain[0].words, STR("I feel safe on most days.")));
	assert_true(str_eq(all.at[0].domain[0].picture, STR("plant")));
	assert_int_equal(all.at[0].domain[1].level, 0);
	test_ctx_end(&c);
}

static void what_the_form_does_not_offer_is_refused(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived_born(h, 0);
	struct assessment_item item = { .name = str_z(own_items[0]), .value = 5 };
	struct own_view_new n = { .day = NO_DAY, .items = &item, .n = 1 };
	struct ctx c;

	begin(h, "amara", &c);
	assert_int_equal(own_view_write(&c, p, row_id_fresh(c.now), &n), ERR_INVALID);
	item = (struct assessment_item){ .name = STR("safe_home"), .value = 2 };
	assert_int_equal(own_view_write(&c, p, row_id_fresh(c.now), &n), ERR_INVALID);
	test_ctx_end(&c);
}

static void what_was_typed_wrongly_is_replaced_once(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived_born(h, 0);
	struct assessment_item item = { .name = str_z(own_items[5]), .value = 1 };
	struct own_view_new n = { .day = NO_DAY, .items = &item, .n = 1 };
	struct own_view now;
	struct row_id first;
	struct ctx c;

	begin(h, "amara", &c);
	first = row_id_fresh(c.now);
	assert_int_equal(own_view_write(&c, p, first, &n), OK);
	commit(&c);
	n.replaces = &first;
	item.value = 4;
	assert_int_equal(own_view_write(&c, p, row_id_fresh(c.now), &n), OK);
	commit(&c);
	assert_int_equal(own_view_read(&c, p, first, &now), OK);
	assert_int_equal(now.domain[5].level, 4);
	assert_int_equal(own_view_write(&c, p, row_id_fresh(c.now), &n), OK);
	assert_int_equal(test_commit(&c), ERR_CONFLICT);
	test_ctx_end(&c);
}

/* --- what is counted --- */

struct counted {
	char line[400];
	size_t with;
};

static enum err look(void *arg, const struct folded *f)
{
	struct counted *out = arg;
	struct str sum = fields_get(f->body, "own_view");
	char line[400];

	(void)snprintf(line, sizeof line, "%.*s", (int)sum.n, sum.n ? sum.p : "");
	if (!strstr(line, "legal=2"))
		return OK;
	memcpy(out->line, line, sizeof line);
	out->with++;
	return OK;
}

static void fold(struct test_house *h, struct counted *seen)
{
	struct ctx c;
	int64_t n;

	begin(h, "eva", &c);
	assert_int_equal(inbox_fold(&c, &n), OK);
	test_ctx_end(&c);
	begin(h, "eva", &c);
	assert_int_equal(folded_each(&c, look, seen), OK);
	test_ctx_end(&c);
}

static void levels_are_counted_and_a_correction_counts_once(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived_born(h, 0);
	struct assessment_item item = { .name = str_z(own_items[0]), .value = 4 };
	struct own_view_new n = { .day = NO_DAY, .items = &item, .n = 1 };
	struct counted seen = { .with = 0 };
	struct row_id first;
	struct ctx c;

	begin(h, "amara", &c);
	first = row_id_fresh(c.now);
	assert_int_equal(own_view_write(&c, p, first, &n), OK);
	commit(&c);
	item = (struct assessment_item){ .name = str_z(own_items[1]), .value = 2 };
	n.replaces = &first;
	assert_int_equal(own_view_write(&c, p, row_id_fresh(c.now), &n), OK);
	commit(&c);
	test_ctx_end(&c);
	fold(h, &seen);
	assert_int_equal(seen.with, 1);
	assert_true(str_starts(str_z(seen.line), STR("40 form=")));
	assert_non_null(strstr(seen.line, " legal=2;"));
	assert_null(strstr(seen.line, "safety="));
}

static void a_form_reads_in_the_language_of_the_page(void **state)
{
	struct test_house *h = *state;
	struct own_questions q;
	struct form_kept r;
	struct ctx c;

	begin(h, "amara", &c);
	assert_int_equal(rubric_now(&c, OWN_VIEW_PACK, &r), OK);
	c.lang = lang_find(STR("es"));
	assert_int_equal(own_questions_of(&c, &r, &q), OK);
	assert_int_equal(q.n, 6);
	assert_int_equal(q.at[0].choices.n, 4);
	assert_true(str_eq(q.at[0].choices.at[3].words, STR("Me siento a salvo.")));
	assert_string_equal(q.at[5].choices.at[0].picture, "seed");
	test_ctx_end(&c);
}

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

static void her_page_shows_nothing_of_our_scores(void **state)
{
	struct test_house *h = *state;
	struct person_id p = arrived_born(h, 0);
	struct test_browser b;

	test_browser(&b, h);
	assert_int_equal(test_sign_in(&b, "amara", NULL), 303);
	assert_int_equal(test_get(&b, at(p, "/own-view/new")), 200);
	assert_false(test_sees(&b, "/assessments"));
	assert_true(test_sees(&b, "I feel safe on most days."));
	assert_int_equal(
		test_post(&b, at(p, "/own-view/new"), "i_my_safety=2&i_my_rights=skip&how=alone"), 303);
	assert_int_equal(test_get(&b, at(p, "/assessments")), 200);
	assert_true(test_sees(&b, "I feel safe on some days."));
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
		cmocka_unit_test(her_view_waits_for_nothing_and_may_be_skipped),
		cmocka_unit_test(what_the_form_does_not_offer_is_refused),
		cmocka_unit_test(what_was_typed_wrongly_is_replaced_once),
		cmocka_unit_test(levels_are_counted_and_a_correction_counts_once),
		cmocka_unit_test(a_form_reads_in_the_language_of_the_page),
		cmocka_unit_test(her_page_shows_nothing_of_our_scores),
	};

	return cmocka_run_group_tests(tests, open_house, close_house);
}
