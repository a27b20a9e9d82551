/* learning/release: what leaves the house, from declaring a table to the signature under it. */
#include "learning/release_plan.h"

#include "access/inbox.h"
#include "access/signed.h"
#include "base/fields.h"
#include "base/random.h"
#include "forms/workbook.h"
#include "learning/release_inside.h"
#include "learning/release_view.h"
#include "learning/report.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "harness/both.h"
#include "learning_release_house.h"

static void withdraw(struct pseudonym_id who)
{
	struct ctx c = task("amara");
	struct buf b = buf_new(c.arena, 256);

	fields_put_int(&b, "statistics", 0);
	assert_int_equal(inbox_add(&c, who, 1, "consent", buf_str(&b)), OK);
	done(&c);
}

static enum release_refusal_kind refusal(struct row_id series)
{
	struct ctx c = fold("eva");
	struct release_plan plan;

	assert_int_equal(release_plan(&c, series, &plan), OK);
	test_ctx_end(&c);
	return plan.refusal.why;
}

static const struct release_line *line_of(const struct release *r, const char *codes)
{
	for (size_t i = 0; i < r->nlines; i++)
		if (str_eq(r->lines[i].codes, str_z(codes)))
			return &r->lines[i];
	return NULL;
}

static bool says(struct ctx *c, struct str csv, const char *text)
{
	return strstr(arena_str(c->arena, csv).p, text) != NULL;
}

/* --- rules; the tests go on where the one before ended --- */

static void who_has_no_measurement_key_is_refused(void **state)
{
	struct release_serieses all;
	struct release_series s = { .figure = release_figure_find(STR("people-age")) };
	struct release_plan plan;
	struct releases made;
	struct ctx c = task("lena");

	(void)state;
	assert_int_equal(release_series_read(&c, &all), ERR_DENIED);
	assert_int_equal(releases_read(&c, &made), ERR_DENIED);
	assert_int_equal(release_declare(&c, &s), ERR_DENIED);
	assert_int_equal(release_plan(&c, s.id, &plan), ERR_DENIED);
	test_ctx_end(&c);
}

static void a_house_of_thirty_four_tells_bands_only(void **state)
{
	struct row_id id = declare("people-age", RELEASE_DONORS, "", 0);
	struct release_plan plan;
	struct ctx c;

	(void)state;
	assert_int_equal(refusal(id), REFUSED_NOBODY);
	arrive(30, "adult", "forced_labour", true, true);
	arrive(4, "12_17", "", true, true);
	c = fold("eva");
	assert_int_equal(release_plan(&c, id, &plan), OK);
	assert_int_equal(plan.refusal.why, RELEASE_ALLOWED);
	assert_int_equal(line_of(&plan.release, "adult")->printed.as, PRINTED_BAND);
	assert_int_equal(line_of(&plan.release, "12_17")->printed.as, PRINTED_UNDER);
	assert_int_equal(line_of(&plan.release, "adult")->percent, -1);
	assert_int_equal(plan.hidden, 3);
	test_ctx_end(&c);
}

static void the_same_table_is_declared_once(void **state)
{
	struct release_series s = { .title = STR("Again"),
		                        .figure = release_figure_find(STR("people-age")) };
	struct ctx c = task("grace");

	(void)state;
	random_bytes(s.id.b, sizeof s.id.b);
	assert_int_equal(release_declare(&c, &s), ERR_CONFLICT);
	s.kind = RELEASE_CONTRACT;
	s.funder = STR("A ministry");
	assert_int_equal(release_declare(&c, &s), OK);
	test_ctx_end(&c);
}

static struct row_id series_of(const char *figure)
{
	struct ctx c = task("eva");
	struct release_serieses all;
	struct row_id id = { { 0 } };

	assert_int_equal(release_series_read(&c, &all), OK);
	for (size_t i = 0; i < all.n; i++)
		if (strcmp(all.at[i].figure->code, figure) == 0)
			id = all.at[i].id;
	test_ctx_end(&c);
	return id;
}

static void what_was_made_is_frozen_and_its_signature_holds(void **state)
{
	struct row_id id;
	struct release r;
	struct ctx c;

	(void)state;
	arrive(60, "adult", "", true, true);
	id = make(series_of("people-age"));
	arrive(20, "adult", "", true, true);
	c = fold("grace");
	assert_int_equal(release_read(&c, id, &r), OK);
	assert_int_equal(line_of(&r, "adult")->printed.value, 90);
	assert_true(release_final(&r));
	assert_int_equal(r.nsignatures, 1);
	assert_true(r.signatures[0].holds);
	assert_true(says(&c, r.csv, ",90,"));
	assert_int_equal(staff_signed(&c, r.signatures[0].staff, "release",
	                              arena_fmt(c.arena, "%.*s ", (int)r.csv.n, r.csv.p),
	                              r.signatures[0].bytes),
	                 ERR_VAULT);
	test_ctx_end(&c);
}

static void the_next_one_waits_for_days_and_for_people(void **state)
{
	struct row_id id = series_of("people-age");

	(void)state;
	/* Twenty have come since, but on the same day. */
	assert_int_equal(refusal(id), REFUSED_DAYS);
	test_clock_pass(89 * DAY);
	assert_int_equal(refusal(id), REFUSED_DAYS);
	test_clock_pass(DAY);
	assert_int_equal(refusal(id), RELEASE_ALLOWED);
	make(id);
	test_clock_pass(90 * DAY);
	arrive(10, "adult", "", true, true);
	assert_int_equal(refusal(id), REFUSED_PEOPLE);
	arrive(1, "adult", "", true, true);
	assert_int_equal(refusal(id), RELEASE_ALLOWED);
}

static void a_refused_table_is_not_made(void **state)
{
	struct row_id id = series_of("people-age");
	struct release_plan plan;
	struct ctx c;

	(void)state;
	make(id);
	c = fold("eva");
	assert_int_equal(release_plan(&c, id, &plan), OK);
	assert_int_equal(plan.refusal.why, REFUSED_DAYS);
	assert_int_equal(release_make(&c, id, &plan), ERR_INVALID);
	test_ctx_end(&c);
}

static void only_who_agreed_is_counted_and_how_many_that_is_of_all(void **state)
{
	struct row_id id = declare("closed-age", RELEASE_DONORS, "", 0);
	struct pseudonym_id who = arrive(20, "adult", "", true, false);
	struct release_plan plan;
	uint32_t counted;
	struct ctx c;

	(void)state;
	c = fold("eva");
	assert_int_equal(release_plan(&c, id, &plan), OK);
	counted = plan.counted;
	/* Four young people are hidden: the total would tell how few they are. */
	assert_int_equal(plan.form, TABLE_NO_TOTAL);
	assert_int_equal(plan.release.people.as, PRINTED_NOT);
	assert_int_equal(plan.release.others.value, 20);
	test_ctx_end(&c);
	who = arrive(1, "adult", "", true, true);
	withdraw(who);
	c = fold("eva");
	assert_int_equal(release_plan(&c, id, &plan), OK);
	assert_int_equal(plan.counted, counted);
	test_ctx_end(&c);
}

static void a_contract_return_is_exact_joined_and_signed_by_two(void **state)
{
	struct row_id series = declare("closed-age", RELEASE_CONTRACT, "A ministry", 0);
	struct row_id id = make(series);
	struct release r;
	struct ctx c = task("eva");

	(void)state;
	assert_int_equal(release_read(&c, id, &r), OK);
	assert_false(release_final(&r));
	/* 4 young people and no child: joined with the adults, their only neighbours. */
	assert_int_equal(r.nlines, 1);
	assert_int_equal(r.lines[0].printed.as, PRINTED_EXACT);
	assert_int_equal(release_sign(&c, id), ERR_CONFLICT);
	test_ctx_end(&c);
	assert_int_equal(refusal(series_of("closed-age")), REFUSED_WAITING);
	c = task("grace");
	assert_int_equal(release_sign(&c, id), OK);
	done(&c);
	c = task("grace");
	assert_int_equal(release_read(&c, id, &r), OK);
	assert_true(release_final(&r));
	assert_true(r.signatures[0].holds && r.signatures[1].holds);
	assert_int_equal(release_decline(&c, id), ERR_CONFLICT);
	test_ctx_end(&c);
}

static void a_return_that_is_taken_back_never_was(void **state)
{
	struct row_id series = declare("closed-age", RELEASE_CONTRACT, "A foundation", 0);
	struct row_id id = make(series);
	struct release r;
	struct ctx c = task("grace");

	(void)state;
	assert_int_equal(release_decline(&c, id), OK);
	done(&c);
	c = task("eva");
	assert_int_equal(release_read(&c, id, &r), ERR_ABSENT);
	test_ctx_end(&c);
	assert_int_equal(refusal(series), RELEASE_ALLOWED);
}

/* One signs while another takes it back: whoever is later has not seen what the other did. */
static void a_return_is_signed_or_taken_back_and_never_both(void **state)
{
	struct row_id series = declare("closed-age", RELEASE_CONTRACT, "Another foundation", 0);

	(void)state;
	for (int back_first = 1; back_first >= 0; back_first--) {
		struct row_id id = make(series);
		struct ctx signs = task("grace");
		struct ctx back = task("eva");
		struct release r;

		assert_int_equal(release_sign(&signs, id), OK);
		assert_int_equal(release_decline(&back, id), OK);
		assert_int_equal(test_commit(back_first ? &back : &signs), OK);
		assert_int_equal(test_commit(back_first ? &signs : &back), ERR_CONFLICT);
		test_ctx_end(&signs);
		test_ctx_end(&back);
		signs = task("grace");
		assert_int_equal(release_read(&signs, id, &r), back_first ? ERR_ABSENT : OK);
		assert_true(back_first || release_final(&r));
		test_ctx_end(&signs);
	}
}

/* Three people between two exact returns could be told apart by comparing them. */
static void two_funders_do_not_get_exact_tables_that_are_a_few_people_apart(void **state)
{
	struct row_id id = declare("closed-age", RELEASE_CONTRACT, "A third funder", 0);

	(void)state;
	assert_int_equal(refusal(id), RELEASE_ALLOWED);
	arrive(3, "adult", "", true, true);
	assert_int_equal(refusal(id), REFUSED_PEOPLE);
}

/* People by age were told rounded, with rows under 11: their exact number would tell more. */
static void an_exact_return_that_would_narrow_an_earlier_table_is_refused(void **state)
{
	(void)state;
	assert_int_equal(refusal(declare("people-site", RELEASE_CONTRACT, "A ministry", 0)),
	                 REFUSED_NARROW);
}

static void open_data_needs_many_people_one_row_each_and_a_budget(void **state)
{
	struct row_id age = declare("people-age", RELEASE_NOISE, "", 1024);
	struct row_id type = declare("people-type", RELEASE_NOISE, "", 1024);
	struct row_id site = declare("people-site", RELEASE_NOISE, "", 1024);
	struct row_id year = declare("people-year", RELEASE_NOISE, "", 1024);
	struct row_id more = declare("closed-reason", RELEASE_NOISE, "", 1024);
	struct release r;
	struct row_id id;
	struct ctx c;

	(void)state;
	assert_int_equal(refusal(age), REFUSED_OPEN);
	assert_int_equal(refusal(type), REFUSED_OVERLAP);
	arrive(400, "adult", "", true, true);
	id = make(age);
	make(site);
	make(year);
	assert_int_equal(refusal(more), REFUSED_BUDGET);
	c = task("eva");
	assert_int_equal(release_read(&c, id, &r), OK);
	/* 521 adults or so; noise of this epsilon is beyond 60 once in 10^13. */
	assert_true(line_of(&r, "adult")->printed.value > 450 &&
	            line_of(&r, "adult")->printed.value < 600);
	assert_int_equal(r.ntold, 0);
	test_ctx_end(&c);
	test_clock_pass(365 * DAY);
	assert_int_equal(refusal(more), RELEASE_ALLOWED);
}

/* Neither was checked against the other. */
static void two_tables_made_at_once_are_not_both_saved(void **state)
{
	struct row_id one = declare("closed-stable", RELEASE_DONORS, "", 0);
	struct row_id two = declare("closed-reason", RELEASE_DONORS, "", 0);
	struct ctx first = fold("eva");
	struct ctx second = task("grace");
	struct release_plan a;
	struct release_plan b;

	(void)state;
	assert_int_equal(release_plan(&first, one, &a), OK);
	assert_int_equal(release_plan(&second, two, &b), OK);
	assert_int_equal(release_make(&first, one, &a), OK);
	assert_int_equal(release_make(&second, two, &b), OK);
	assert_int_equal(test_commit(&first), OK);
	assert_int_equal(test_commit(&second), ERR_CONFLICT);
	test_ctx_end(&first);
	test_ctx_end(&second);
}

static void a_spreadsheet_does_not_calculate_a_title(void **state)
{
	struct ctx c = task("eva");
	const struct release_line l = { .codes = STR("a"), .label = STR("+1"), .percent = -1 };
	struct release r = { .series = { .title = STR("=1+\"1\""),
		                             .figure = release_figure_find(STR("people-age")) },
		                 .lines = &l,
		                 .nlines = 1 };
	struct str csv;

	(void)state;
	assert_int_equal(release_csv(c.arena, &r, &csv), OK);
	assert_true(says(&c, csv, "\"'=1+\"\"1\"\"\","));
	assert_true(says(&c, csv, "\"'+1\""));
	assert_false(says(&c, csv, "not yet validated"));
	r.series.figure = release_figure_find(STR("closed-stable"));
	assert_int_equal(release_csv(c.arena, &r, &csv), OK);
	assert_true(says(&c, csv, "not yet validated"));
	test_ctx_end(&c);
}

/* Both are opened by whoever gets them: the workbook says what the signed file says. */
static void a_workbook_holds_the_rows_that_were_signed_and_no_formula(void **state)
{
	struct ctx c = task("eva");
	struct buf out = buf_new(c.arena, 64 * 1024);
	struct html h = { .out = &out, .lang = c.lang };
	const struct release_line l = { .codes = STR("a"), .label = STR("=1+1"), .percent = 40 };
	struct release r = { .series = { .title = STR("=2+2"),
		                             .figure = release_figure_find(STR("people-age")) },
		                 .lines = &l,
		                 .nlines = 1 };
	static const char *const names[] = { "about", "table", "columns" };
	struct workbook book;
	struct str bytes;

	(void)state;
	assert_int_equal(release_csv(c.arena, &r, &r.csv), OK);
	assert_int_equal(release_book(&h, &r, &bytes), OK);
	assert_int_equal(workbook_read(c.arena, bytes, names, 3, &book), OK);
	assert_int_equal(book.troubles_n, 0);
	/* Under the headings the row, then the people counted; and each heading is explained. */
	assert_true(str_eq(book.sheets[1].rows[1].cells[4], STR("'=1+1")));
	assert_true(str_eq(book.sheets[1].rows[1].cells[6], STR("40")));
	assert_int_equal(book.sheets[2].n, book.sheets[1].rows[0].n + 1);
	assert_true(str_eq(book.sheets[0].rows[0].cells[0], STR("=2+2")));
	test_ctx_end(&c);
}

static struct release_data ctdc_now(struct ctx *c)
{
	struct release_data d;

	assert_int_equal(release_gather(c, release_figure_find(STR("ctdc-exploitation")), &d), OK);
	return d;
}

static void the_percentages_of_ctdc_are_of_people_with_any_answer_in_the_group(void **state)
{
	struct ctx c = fold("eva");
	struct release_data was = ctdc_now(&c);
	struct release_data now;

	(void)state;
	test_ctx_end(&c);
	arrive(40, "adult", "sexual_exploitation forced_labour", true, true);
	arrive(20, "adult", "online_exploitation", true, true);
	arrive(100, "adult", "violence_at_home", true, true);
	arrive(50, "adult", "child_labour", true, true);
	arrive(30, "adult", "", true, true);
	arrive(15, "adult", "forced_marriage", true, false);
	c = fold("eva");
	now = ctdc_now(&c);
	assert_int_equal(now.n - was.n, 60);
	assert_int_equal(now.others - was.others, 15);
	assert_int_equal(now.ncodes, 3);
	assert_true(str_eq(now.code[1], STR("isSexualExploit")));
	assert_int_equal(release_counted(now.members, now.n, 2), 60);
	assert_int_equal(release_counted(now.members, now.n, 4), 0);
	test_ctx_end(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_has_no_measurement_key_is_refused),
		cmocka_unit_test(a_house_of_thirty_four_tells_bands_only),
		cmocka_unit_test(the_same_table_is_declared_once),
		cmocka_unit_test(what_was_made_is_frozen_and_its_signature_holds),
		cmocka_unit_test(the_next_one_waits_for_days_and_for_people),
		cmocka_unit_test(a_refused_table_is_not_made),
		cmocka_unit_test(only_who_agreed_is_counted_and_how_many_that_is_of_all),
		cmocka_unit_test(a_contract_return_is_exact_joined_and_signed_by_two),
		cmocka_unit_test(a_return_that_is_taken_back_never_was),
		cmocka_unit_test(a_return_is_signed_or_taken_back_and_never_both),
		cmocka_unit_test(two_funders_do_not_get_exact_tables_that_are_a_few_people_apart),
		cmocka_unit_test(an_exact_return_that_would_narrow_an_earlier_table_is_refused),
		cmocka_unit_test(open_data_needs_many_people_one_row_each_and_a_budget),
		cmocka_unit_test(two_tables_made_at_once_are_not_both_saved),
		cmocka_unit_test(the_percentages_of_ctdc_are_of_people_with_any_answer_in_the_group),
		cmocka_unit_test(a_spreadsheet_does_not_calculate_a_title),
		cmocka_unit_test(a_workbook_holds_the_rows_that_were_signed_and_no_formula),
	};

	return test_on_both("learning/release", tests, sizeof tests / sizeof *tests);
}
