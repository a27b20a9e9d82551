/* Settings > Forms: drafts, reasons, versions that stay, and two who decide at once. */

#include "team/forms_inside.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "harness/both.h"

static const char plain[] = "type,name,label\n"
							"text,wish,What would you wish?\n"
							"\n"
							"begin_group,rest,Rest\n"
							"integer,nights,How many nights?\n"
							"text,noise,What keeps you awake?\n"
							"end_group,,\n";

static struct ctx task(const char *user)
{
	struct ctx c;

	assert_int_equal(test_ctx(&house, user, &c), OK);
	return c;
}

static struct row_id brings(const char *survey, const char *name)
{
	struct ctx c = task("grace");
	struct row_id id = row_id_fresh(c.now);
	struct form_draft upload;

	assert_int_equal(form_upload(&c, str_z(survey), str_z(name), &upload), OK);
	assert_int_equal(form_draft_add(&c, id, &upload, NULL), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	return id;
}

static struct form_draft reads(struct ctx *c, struct row_id id)
{
	struct form_draft d;

	assert_int_equal(form_draft_read(c, id, &d), OK);
	return d;
}

/* One reason for each of the rows 2 and 4: a question and a group. */
static void gives_reasons(struct row_id id)
{
	static const struct form_reason told[] = { { 2, { "To change the house.", 20 } },
		                                       { 4, { "For \"quiet\", nights", 19 } } };
	struct ctx c = task("grace");
	struct form_draft d = reads(&c, id);

	assert_int_equal(form_draft_reasons(&c, &d, 0, told, 2), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
}

static enum err publishes(const char *user, struct row_id id, int64_t serial)
{
	struct ctx c = task(user);
	struct form_draft d = reads(&c, id);
	enum err e = form_publish(&c, &d, serial);

	if (e == OK)
		e = test_commit(&c);
	test_ctx_end(&c);
	return e;
}

static void what_is_missing_is_said_by_the_row_of_the_spreadsheet(void **state)
{
	struct row_id id = brings(plain, "rows.csv");
	struct ctx c = task("lena");
	struct form_draft d = reads(&c, id);
	size_t rows[3];
	size_t n = 0;

	(void)state;
	assert_int_equal(d.problems->unready, 3);
	for (size_t i = 0; i < d.problems->n; i++)
		if (d.problems->at[i].weight == FORM_UNREADY)
			rows[n++] = d.problems->at[i].row;
	assert_int_equal(rows[0], 2);
	assert_int_equal(rows[1], 5);
	assert_int_equal(rows[2], 6);
	assert_true(str_eq(d.form->id, STR("rows")));
	test_ctx_end(&c);
}

static void a_reason_for_a_group_is_enough_for_its_questions(void **state)
{
	struct row_id id = brings(plain, "group.csv");
	struct ctx c;
	struct form_draft d;

	(void)state;
	gives_reasons(id);
	c = task("lena");
	d = reads(&c, id);
	assert_true(form_ready(d.problems));
	assert_int_equal(d.edition, 2);
	assert_true(str_eq(form_why(d.form, form_find(d.form, STR("noise")))->in[0],
	                   STR("For \"quiet\", nights")));
	test_ctx_end(&c);
}

static void without_reasons_nothing_is_put_into_use(void **state)
{
	struct row_id id = brings(plain, "early.csv");

	(void)state;
	assert_int_equal(publishes("grace", id, 0), ERR_INVALID);
}

static void of_two_who_decide_at_once_the_second_is_told(void **state)
{
	struct row_id first = brings(plain, "twice.csv");
	struct row_id second = brings(plain, "twice.csv");

	(void)state;
	gives_reasons(first);
	gives_reasons(second);
	assert_int_equal(publishes("grace", first, 0), OK);
	assert_int_equal(publishes("officer", second, 0), ERR_CONFLICT);
	assert_int_equal(publishes("officer", second, 1), OK);
}

static void a_wording_stays_under_its_hash_when_another_is_in_use(void **state)
{
	struct row_id id = brings(plain, "stays.csv");
	struct form_kept before;
	struct form_kept now;
	struct ctx c;

	(void)state;
	gives_reasons(id);
	assert_int_equal(publishes("grace", id, 0), OK);
	c = task("amara");
	assert_int_equal(forms_published_one(&c, STR("person"), STR("stays"), &before), OK);
	test_ctx_end(&c);
	id = brings("type,name,label,why\ntext,wish,Another wording?,To learn.\n", "stays.csv");
	assert_int_equal(publishes("grace", id, 1), OK);
	c = task("amara");
	assert_int_equal(forms_published_one(&c, STR("person"), STR("stays"), &now), OK);
	assert_false(str_eq(before.hash, now.hash));
	assert_int_equal(forms_get(&c, before.hash, &before), OK);
	assert_true(
		str_eq(form_find(before.form, STR("wish"))->label.in[0], STR("What would you wish?")));
	assert_int_equal(forms_published_one(&c, STR("stay"), STR("stays"), &now), ERR_ABSENT);
	test_ctx_end(&c);
}

static void what_is_taken_out_of_use_is_not_asked_and_can_come_back(void **state)
{
	struct row_id id = brings(plain, "retired.csv");
	struct form_kept kept;
	struct ctx c;

	(void)state;
	gives_reasons(id);
	assert_int_equal(publishes("grace", id, 0), OK);
	for (int64_t serial = 1; serial < 3; serial++) {
		c = task("grace");
		assert_int_equal(form_decisions_of(&c, STR("retired"), &(struct form_decisions){ NULL, 0 }),
		                 OK);
		if (serial == 1)
			assert_int_equal(forms_published_one(&c, STR("person"), STR("retired"), &kept), OK);
		else
			assert_int_equal(forms_get(&c, kept.hash, &kept), OK);
		assert_int_equal(form_retire(&c, &kept, serial, serial == 1), OK);
		assert_int_equal(test_commit(&c), OK);
		assert_int_equal(forms_published_one(&c, STR("person"), STR("retired"), &kept),
		                 serial == 1 ? ERR_ABSENT : OK);
		kept.hash = arena_str(house.arena, kept.hash);
		test_ctx_end(&c);
	}
}

static void a_pack_is_in_use_as_it_ships_and_its_core_stays(void **state)
{
	struct ctx c = task("grace");
	struct form_draft upload;
	struct form_kept rubric;
	const char *objection;

	(void)state;
	assert_int_equal(forms_pack(&c, "recovery-rubric", &rubric), OK);
	assert_int_equal(form_retire(&c, &rubric, 0, true), ERR_INVALID);
	assert_int_equal(form_upload(&c, STR("type,name,label,why\ntext,a,One question?,To learn.\n"),
	                             STR("recovery-rubric.csv"), &upload),
	                 OK);
	assert_int_equal(form_objection(&c, &upload, &objection), OK);
	assert_non_null(objection);
	test_ctx_end(&c);
}

static void what_cannot_be_read_is_refused_with_reasons(void **state)
{
	static const struct {
		const char *name;
		const char *bytes;
	} bad[] = { { "a.xlsx", "PK\3\4 torn" },
		        { "a.csv", "type,name,label\ntext,a,\"open" },
		        { "a.csv", "no header at all" },
		        { "a.csv", "type,name,label,countable\ntext,a,A?,yes\n" },
		        { "a.pdf", "%PDF-1.4 \xff\xfe" } };
	struct ctx c = task("grace");

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct form_draft d;
		assert_int_equal(form_upload(&c, str_z(bad[i].bytes), str_z(bad[i].name), &d), ERR_INVALID);
		assert_true(d.problems->n > 0);
	}
	test_ctx_end(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_missing_is_said_by_the_row_of_the_spreadsheet),
		cmocka_unit_test(a_reason_for_a_group_is_enough_for_its_questions),
		cmocka_unit_test(without_reasons_nothing_is_put_into_use),
		cmocka_unit_test(of_two_who_decide_at_once_the_second_is_told),
		cmocka_unit_test(a_wording_stays_under_its_hash_when_another_is_in_use),
		cmocka_unit_test(what_is_taken_out_of_use_is_not_asked_and_can_come_back),
		cmocka_unit_test(a_pack_is_in_use_as_it_ships_and_its_core_stays),
		cmocka_unit_test(what_cannot_be_read_is_refused_with_reasons),
	};

	return test_on_both("forms", tests, sizeof tests / sizeof *tests);
}
