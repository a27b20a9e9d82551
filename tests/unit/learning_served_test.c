/* learning/served: service totals by a funder's categories, from the row that was written to what
 * may be told. */
#include "learning/served.h"

#include "access/inbox.h"
#include "base/fields.h"
#include "care/service.h"
#include "learning/report.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "harness/both.h"

static void done(struct ctx *c)
{
	assert_int_equal(test_commit(c), OK);
	test_ctx_end(c);
}

static int quarter(const struct ctx *c)
{
	struct date d = day_date(c->today);

	return d.year * 4 + (d.month - 1) / 3;
}

/* n people of whom served says the same; ago: quarters before this one. */
static void people(int n, int ago, const char *kind, int first_ago)
{
	struct ctx c = test_task("amara");

	for (int i = 0; i < n; i++) {
		struct buf b = buf_new(c.arena, 256);
		struct pseudonym_id who;

		id_random(who.b);
		fields_put(&b, "served", arena_fmt(c.arena, "%d %s 2 90;", quarter(&c) - ago, kind));
		fields_put_int(&b, "served_first", quarter(&c) - first_ago);
		assert_int_equal(inbox_add(&c, who, 1, "service", buf_str(&b)), OK);
	}
	done(&c);
}

static struct ctx gathered(const char *funder, struct served_table *t)
{
	struct ctx c = test_task("eva");
	struct funders all;
	int64_t folded;

	assert_int_equal(report_fold(&c, &folded), OK);
	funders_read(&c, &all);
	for (size_t i = 0; i < all.n; i++)
		if (str_eq(all.at[i].code, str_z(funder))) {
			assert_int_equal(served_gather(&c, &all.at[i], t), OK);
			return c;
		}
	fail_msg("%s is not there", funder);
	return c;
}

static struct served_lines told(struct ctx *c, const struct served_table *t, int ago,
                                enum served_for reader)
{
	struct served_lines lines;

	served_tell(c, t, t->n - 1 - ago, reader, &lines);
	return lines;
}

static const struct served_told *line(const struct served_lines *lines, const char *code)
{
	for (size_t i = 0; i < lines->n; i++)
		if (str_eq(lines->at[i].category->code, str_z(code)))
			return &lines->at[i].told;
	fail_msg("%s is not there", code);
	return NULL;
}

static void kinds_of_service_come_under_their_category_and_few_people_are_left_out(void **state)
{
	struct served_table t;
	struct served_lines lines;
	struct ctx c;

	(void)state;
	people(14, 3, "housing", 3);
	people(6, 3, "housing", 5);
	people(4, 3, "legal", 3);
	people(7, 3, "faith", 3);
	c = gathered("voca", &t);
	lines = told(&c, &t, 3, SERVED_HERE);
	assert_int_equal(line(&lines, "D")->people.value, 20);
	assert_int_equal(line(&lines, "D")->fresh.value, 14);
	assert_int_equal(line(&lines, "D")->times, 40);
	assert_int_equal(line(&lines, "D")->hours, 30);
	assert_int_equal(line(&lines, "E")->people.as, PRINTED_NOT);
	assert_int_equal(line(&lines, "E")->times, -1);
	assert_int_equal(line(&lines, "")->people.value, 7);
	/* All seven are new: to tell it would tell that nobody else is there. */
	assert_int_equal(line(&lines, "")->fresh.as, PRINTED_NOT);
	/* The sum of all, less what is told, would be the four. */
	assert_int_equal(lines.all.people.as, PRINTED_NOT);
	assert_int_equal(lines.all.times, -1);
	test_ctx_end(&c);
}

static void the_sum_is_told_when_what_is_left_out_is_several_rows_of_enough_people(void **state)
{
	struct served_table t;
	struct served_lines lines;
	struct ctx c;

	(void)state;
	people(9, 6, "housing", 9);
	people(3, 6, "legal", 9);
	people(2, 6, "talk", 9);
	c = gathered("voca", &t);
	lines = told(&c, &t, 6, SERVED_HERE);
	assert_int_equal(lines.all.people.value, 14);
	assert_int_equal(lines.all.times, 28);
	assert_int_equal(line(&lines, "C")->people.as, PRINTED_NOT);
	test_ctx_end(&c);
}

static void what_leaves_is_rounded_and_only_of_quarters_that_have_ended(void **state)
{
	struct served_table t;
	struct served_lines lines;
	struct ctx c;

	(void)state;
	people(52, 8, "food", 9);
	people(8, 8, "childcare", 9);
	people(60, 0, "food", 9);
	c = gathered("otip", &t);
	lines = told(&c, &t, 8, SERVED_AWAY);
	assert_int_equal(line(&lines, "basic_necessities")->people.as, PRINTED_ROUNDED);
	assert_int_equal(line(&lines, "basic_necessities")->people.value, 50);
	assert_int_equal(line(&lines, "basic_necessities")->times, 105);
	assert_int_equal(line(&lines, "childcare")->people.as, PRINTED_UNDER);
	assert_int_equal(line(&lines, "childcare")->times, -1);
	assert_int_equal(lines.all.people.as, PRINTED_NOT);
	lines = told(&c, &t, 0, SERVED_AWAY);
	assert_int_equal(line(&lines, "basic_necessities")->people.as, PRINTED_NOT);
	lines = told(&c, &t, 0, SERVED_HERE);
	assert_int_equal(line(&lines, "basic_necessities")->people.value, 60);
	test_ctx_end(&c);
}

static void the_sheet_holds_what_may_leave(void **state)
{
	struct served_table t;
	struct buf b;
	struct ctx c;
	const char *text;

	(void)state;
	people(57, 12, "money", 12);
	c = gathered("otip", &t);
	b = buf_new(c.arena, 1 << 16);
	assert_int_equal(served_csv(&c, &t, &b), OK);
	text = arena_str(c.arena, buf_str(&b)).p;
	assert_non_null(
		strstr(text, "\"basic_necessities\",\"Basic necessities\",55,not told,115,85\r\n"));
	assert_non_null(strstr(text, "\"childcare\",\"Childcare\",under 11,not told,,\r\n"));
	assert_null(strstr(text, "57"));
	test_ctx_end(&c);
}

static int64_t visits(struct served_table *t, int ago, const char *code)
{
	struct ctx c = gathered("voca", t);
	size_t at = 0;
	int64_t times;

	while (!str_eq(t->funder->at[at].code, str_z(code)))
		at++;
	times = t->sums[(size_t)(t->n - 1 - ago) * (t->funder->n + 1) + at].times;
	test_ctx_end(&c);
	return times;
}

static struct row_id writes(struct person_id id, struct day day, const struct row_id *replaces)
{
	struct ctx c = test_task("amara");
	struct row_id row = row_id_fresh(c.now);
	struct service_new n = { .type = STR("legal"),
		                     .minutes = 60,
		                     .when = { day, NO_DAY, { NULL, 0 } },
		                     .promised = NO_DAY,
		                     .replaces = replaces };

	assert_int_equal(service_write(&c, id, row, &n), OK);
	done(&c);
	return row;
}

static void
a_service_counts_in_its_quarter_and_a_correction_takes_it_out_of_the_old_one(void **state)
{
	struct person_id id = test_arrives();
	struct served_table t;
	struct row_id row;
	struct ctx c = test_task("amara");
	struct day then = day_add_months(c.today, -45);

	(void)state;
	test_ctx_end(&c);
	row = writes(id, then, NULL);
	assert_int_equal(visits(&t, 15, "E"), 1);
	(void)writes(id, then, NULL);
	assert_int_equal(visits(&t, 15, "E"), 2);
	(void)writes(id, day_add_months(then, -6), &row);
	assert_int_equal(visits(&t, 15, "E"), 1);
	assert_int_equal(visits(&t, 17, "E"), 1);
}

static void without_the_measurement_key_nothing_is_counted(void **state)
{
	struct ctx c = test_task("amara");
	struct served_table t;
	struct funders all;

	(void)state;
	funders_read(&c, &all);
	assert_true(all.n >= 2);
	assert_int_equal(served_gather(&c, &all.at[0], &t), ERR_DENIED);
	test_ctx_end(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(kinds_of_service_come_under_their_category_and_few_people_are_left_out),
		cmocka_unit_test(the_sum_is_told_when_what_is_left_out_is_several_rows_of_enough_people),
		cmocka_unit_test(what_leaves_is_rounded_and_only_of_quarters_that_have_ended),
		cmocka_unit_test(the_sheet_holds_what_may_leave),
		cmocka_unit_test(
			a_service_counts_in_its_quarter_and_a_correction_takes_it_out_of_the_old_one),
		cmocka_unit_test(without_the_measurement_key_nothing_is_counted),
	};

	return test_on_both("served", tests, sizeof tests / sizeof *tests);
}
