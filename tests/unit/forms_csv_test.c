#include "forms/csv.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
/* cmocka.h needs the three above. */
#include <cmocka.h>

static int set_up(void **state)
{
	*state = arena_new((size_t)64 << 20);
	return *state ? 0 : -1;
}

static int tear_down(void **state)
{
	arena_free(*state);
	return 0;
}

static struct sheet read_well(struct arena *a, const char *text)
{
	struct sheet s;
	size_t row;

	assert_int_equal(sheet_read(a, str_z(text), &s, &row), OK);
	return s;
}

static void assert_cell(struct sheet s, size_t row, size_t cell, const char *text)
{
	assert_true(row < s.n && cell < s.rows[row].n);
	assert_string_equal(s.rows[row].cells[cell].p, text);
	assert_int_equal(s.rows[row].cells[cell].n, strlen(text));
}

static void quoted_cells_keep_commas_quotes_and_lines(void **state)
{
	struct sheet s = read_well(*state, "a,b\n\"x, \"\"y\"\"\",\"two\nlines\"\n");

	assert_int_equal(s.n, 2);
	assert_cell(s, 1, 0, "x, \"y\"");
	assert_cell(s, 1, 1, "two\nlines");
}

static void rows_are_numbered_as_a_spreadsheet_shows_them(void **state)
{
	struct sheet s = read_well(*state, "a\r\n\r\nb\r\n\"c\"\r\n\r\n\r\nd");

	assert_int_equal(s.n, 4);
	assert_int_equal(s.rows[0].number, 1);
	assert_int_equal(s.rows[1].number, 3);
	assert_int_equal(s.rows[2].number, 4);
	assert_int_equal(s.rows[3].number, 7);
}

static void a_byte_order_mark_is_not_part_of_the_first_cell(void **state)
{
	struct sheet s = read_well(*state, "\xEF\xBB\xBFtype,name\n");

	assert_cell(s, 0, 0, "type");
}

static void cells_are_trimmed_even_inside_quotes(void **state)
{
	struct sheet s = read_well(*state, " a , \" b \" ,\n");

	assert_int_equal(s.rows[0].n, 3);
	assert_cell(s, 0, 0, "a");
	assert_cell(s, 0, 1, "b");
	assert_cell(s, 0, 2, "");
}

static void an_empty_text_is_an_empty_sheet(void **state)
{
	assert_int_equal(read_well(*state, "").n, 0);
	assert_int_equal(read_well(*state, "\n\n").n, 0);
}

static void an_open_quote_is_refused_with_its_row(void **state)
{
	struct sheet s;
	size_t row = 0;

	assert_int_equal(sheet_read(*state, STR("a\nb\n\"c\n"), &s, &row), ERR_INVALID);
	assert_int_equal(row, 3);
	assert_int_equal(sheet_read(*state, STR("a\nb\"c\n"), &s, &row), ERR_INVALID);
	assert_int_equal(row, 2);
}

static void text_that_is_not_utf8_is_refused(void **state)
{
	struct sheet s;
	size_t row;

	assert_int_equal(sheet_read(*state, STR("Espa\xF1ol\n"), &s, &row), ERR_INVALID);
	assert_int_equal(sheet_read(*state, STR("a\0b\n"), &s, &row), ERR_INVALID);
}

static void too_many_rows_columns_or_bytes_are_refused(void **state)
{
	static char big[SHEET_BYTES + 1];
	struct sheet s;
	size_t row;

	memset(big, 'x', sizeof big);
	assert_int_equal(sheet_read(*state, (struct str){ big, sizeof big }, &s, &row), ERR_TOO_BIG);
	assert_int_equal(row, 0);
	memset(big, ',', SHEET_COLUMNS);
	assert_int_equal(sheet_read(*state, (struct str){ big, SHEET_COLUMNS }, &s, &row), ERR_TOO_BIG);
	assert_int_equal(sheet_read(*state, (struct str){ big, SHEET_COLUMNS - 1 }, &s, &row), OK);
	for (size_t i = 0; i < sizeof big; i++)
		big[i] = i % 2 ? '\n' : 'x';
	assert_int_equal(sheet_read(*state, (struct str){ big, 2 * SHEET_ROWS }, &s, &row), OK);
	assert_int_equal(sheet_read(*state, (struct str){ big, 2 * SHEET_ROWS + 1 }, &s, &row),
	                 ERR_TOO_BIG);
	assert_int_equal(row, SHEET_ROWS + 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(quoted_cells_keep_commas_quotes_and_lines),
		TEST(rows_are_numbered_as_a_spreadsheet_shows_them),
		TEST(a_byte_order_mark_is_not_part_of_the_first_cell),
		TEST(cells_are_trimmed_even_inside_quotes),
		TEST(an_empty_text_is_an_empty_sheet),
		TEST(an_open_quote_is_refused_with_its_row),
		TEST(text_that_is_not_utf8_is_refused),
		TEST(too_many_rows_columns_or_bytes_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
