/* learning/report, learning/stability: figures taken from a page as a file, read back. */
#include "harness/house.h"

#include "access/inbox.h"
#include "base/fields.h"
#include "forms/book.h"
#include "forms/workbook.h"
#include "learning/report_inside.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "report_house.h"

static struct str taken(struct arena *a, const char *user, const char *target)
{
	struct test_browser b;
	struct str body;

	test_browser(&b, &house);
	assert_int_equal(test_sign_in(&b, user, NULL), 303);
	assert_int_equal(test_get(&b, target), 200);
	body = arena_str(a, b.body);
	test_browser_end(&b);
	return body;
}

/* The sheets of a workbook that was taken. */
enum { ABOUT, FIGURES, COLUMNS, DEFINITIONS, BOOK_SHEETS };

static void book_of(struct arena *a, const char *target, struct workbook *out)
{
	static const char *const names[] = { "about", "figures", "columns", "definitions" };

	assert_int_equal(workbook_read(a, taken(a, "eva", target), names, BOOK_SHEETS, out), OK);
	assert_int_equal(out->troubles_n, 0);
}

static struct str cell(const struct sheet *s, size_t row, size_t column)
{
	return column < s->rows[row].n ? s->rows[row].cells[column] : STR("");
}

static void a_workbook_says_the_same_as_the_csv_and_explains_every_figure(void **state)
{
	static const char *const pages[] = { "/reports/outcomes/file?age=adult&walk=1",
		                                 "/reports/stability/file?age=adult",
		                                 "/reports/path/file?age=adult",
		                                 "/reports/care/file?age=adult" };
	struct arena *a = arena_new(256 << 20);

	(void)state;
	for (size_t k = 0; k < sizeof pages / sizeof *pages; k++) {
		struct str csv = taken(a, "eva", arena_fmt(a, "%s&format=csv", pages[k]).p);
		struct workbook *book = NEW(a, struct workbook);
		struct sheet same;
		size_t bad;

		assert_int_equal(sheet_read(a, csv, &same, &bad), OK);
		book_of(a, arena_fmt(a, "%s&format=xlsx", pages[k]).p, book);
		assert_true(same.n > 5);
		assert_int_equal(book->sheets[FIGURES].n, same.n);
		for (size_t i = 1; i < same.n; i++) {
			struct str figure = cell(&same, i, 5);
			struct str told = arena_fmt(a, "figure: %.*s", (int)figure.n, figure.p);
			bool explained = false;

			for (size_t c = 0; c < same.rows[i].n; c++)
				if (c != 9 && c != 10 && c != 11) /* digits of a share */
					assert_true(str_eq(cell(&book->sheets[FIGURES], i, c), cell(&same, i, c)));
			for (size_t d = 1; d < book->sheets[COLUMNS].n; d++)
				explained |= str_eq(cell(&book->sheets[COLUMNS], d, 0), told);
			assert_true(explained);
			assert_string_equal(cell(&same, i, 14).p, "not yet validated");
		}
		assert_true(book->sheets[DEFINITIONS].n > 40);
		assert_non_null(strstr(cell(&book->sheets[ABOUT], 1, 0).p, "not yet validated"));
	}
	arena_free(a);
}

static void no_file_tells_of_fewer_than_five(void **state)
{
	static const char *const pages[] = { "/reports/outcomes/file?format=csv&age=adult",
		                                 "/reports/outcomes/file?format=csv&age=6_11",
		                                 "/reports/outcomes/file?format=csv&type=sexual_violence",
		                                 "/reports/outcomes/file?format=csv&walk=2",
		                                 "/reports/stability/file?format=csv&age=6_11" };
	struct arena *a = arena_new(256 << 20);
	size_t counts = 0;

	(void)state;
	for (size_t k = 0; k < sizeof pages / sizeof *pages; k++) {
		struct sheet s;
		size_t bad;

		assert_int_equal(sheet_read(a, taken(a, "eva", pages[k]), &s, &bad), OK);
		for (size_t i = 1; i < s.n; i++)
			for (size_t c = 7; c < 9; c++) {
				int64_t n;

				if (!str_int(cell(&s, i, c), &n))
					continue;
				counts++;
				assert_true(n >= DISCLOSE_CELL);
			}
	}
	assert_true(counts > 20);
	arena_free(a);
}

static void a_file_is_for_evaluation_and_managers_only_and_of_a_known_kind(void **state)
{
	(void)state;
	assert_int_equal(visits("grace", "/reports/outcomes/file?format=json", "\"rubric\":\"not yet"),
	                 200);
	assert_int_equal(
		visits("eva", "/reports/stability/file?format=json", "\"report\":\"stability\""), 200);
	assert_int_equal(visits("eva", "/reports/outcomes/file?format=exe", ""), 404);
	assert_int_equal(visits("eva", "/reports/outcomes/file", ""), 404);
	assert_int_equal(visits("amara", "/reports/outcomes/file?format=csv", ""), 403);
	assert_int_equal(visits("amara", "/reports/stability/file?format=csv", ""), 403);
}

static void nothing_in_a_workbook_is_calculated(void **state)
{
	static const struct str head[] = { { "=1+1", 4 }, { "n", 1 } };
	static const struct str cells[] = { { "=HYPERLINK(\"x\")", 15 }, { "=2+2", 4 } };
	static const struct str more[] = { { "@SUM(A1)", 8 }, { "-3.5", 4 } };
	static const struct sheet_row rows[] = { { 1, head, 2 }, { 2, cells, 2 }, { 3, more, 2 } };
	static const struct book_sheet sheet = { "Figures", { rows, 3 }, 1 << 1 };
	static const char *const names[] = { "figures" };
	struct arena *a = arena_new(64 << 20);
	struct workbook *book = NEW(a, struct workbook);
	struct str bytes;

	(void)state;
	assert_int_equal(book_write(a, &sheet, 1, &bytes), OK);
	assert_int_equal(workbook_read(a, bytes, names, 1, book), OK); /* a formula is refused */
	assert_string_equal(cell(&book->sheets[0], 0, 0).p, "=1+1");
	assert_string_equal(cell(&book->sheets[0], 1, 0).p, "=HYPERLINK(\"x\")");
	assert_string_equal(cell(&book->sheets[0], 1, 1).p, "=2+2");
	assert_string_equal(cell(&book->sheets[0], 2, 0).p, "@SUM(A1)");
	assert_string_equal(cell(&book->sheets[0], 2, 1).p, "-3.5");
	arena_free(a);
}

static int begin_postgres(void **state)
{
	(void)state;
	return group_begin(true);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_workbook_says_the_same_as_the_csv_and_explains_every_figure),
		cmocka_unit_test(no_file_tells_of_fewer_than_five),
		cmocka_unit_test(a_file_is_for_evaluation_and_managers_only_and_of_a_known_kind),
		cmocka_unit_test(nothing_in_a_workbook_is_calculated),
	};

	return cmocka_run_group_tests(tests, begin_sqlite, group_end) +
	       cmocka_run_group_tests(tests, begin_postgres, group_end);
}
