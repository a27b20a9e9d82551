#include "forms/table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
/* cmocka.h needs the three above. */
#include <cmocka.h>

enum { ROOM = 64 << 20, SEEN = 4096 };

/* What was told: cells with | between, rows with a line. */
struct seen {
	char text[SEEN];
	size_t n;
	size_t rows;
	size_t last;
};

static enum err tell(void *arg, const struct sheet_row *row)
{
	struct seen *s = arg;

	s->rows++;
	s->last = row->number;
	for (size_t i = 0; i < row->n && s->n + row->cells[i].n + 2 < SEEN; i++) {
		memcpy(s->text + s->n, row->cells[i].p, row->cells[i].n);
		s->n += row->cells[i].n;
		s->text[s->n++] = i + 1 < row->n ? '|' : '\n';
	}
	s->text[s->n] = '\0';
	return OK;
}

static enum err read_text(struct str bytes, struct seen *s, struct table_about *about)
{
	struct arena *a = arena_new(ROOM);
	enum err e;

	assert_non_null(a);
	*s = (struct seen){ .n = 0 };
	e = table_read(a, bytes, 0, (struct csv_on){ tell, s }, about);
	arena_free(a);
	return e;
}

static void assert_table(struct str bytes, const char *expected)
{
	struct table_about about;
	struct seen s;

	assert_int_equal(read_text(bytes, &s, &about), OK);
	assert_string_equal(s.text, expected);
}

static void delimiters_are_found(void **state)
{
	(void)state;
	assert_table(STR("name,born\nAda,1987\n"), "name|born\nAda|1987\n");
	assert_table(STR("name;born\nLopez, Ada;1987\n"), "name|born\nLopez, Ada|1987\n");
	assert_table(STR("name\tborn\r\nAda\t1987\r\n"), "name|born\nAda|1987\n");
	assert_table(STR("sep=;\r\nname;born\r\nAda;1987\r\n"), "name|born\nAda|1987\n");
	assert_table(STR("name,note\nAda,\"a;b;c;d\ne;f\"\n"), "name|note\nAda|a;b;c;d\ne;f\n");
}

static void encodings_are_found(void **state)
{
	struct table_about about;
	struct seen s;

	(void)state;
	assert_table(STR("\xEF\xBB\xBFname;born\nAna\xC3\xAD;1\n"), "name|born\nAna\xC3\xAD|1\n");
	assert_int_equal(read_text(STR("name;born\nAna\xED;1987\n"), &s, &about), OK);
	assert_string_equal(s.text, "name|born\nAna\xC3\xAD|1987\n");
	assert_string_equal(about.encoding, "Windows-1252");
	assert_int_equal(read_text((struct str){ "\xFF\xFEn\0;\0b\0\n\0\x46\x06;\0"
	                                         "1\0\n\0",
	                                         18 },
	                           &s, &about),
	                 OK);
	assert_string_equal(s.text, "n|b\n\xD9\x86|1\n");
}

static void nonsense_is_refused_with_a_reason(void **state)
{
	static const struct str bad[] = {
		{ "", 0 },
		{ " \r\n ", 4 },
		{ "name\n", 5 },
		{ "a\0b\1\2\3\4\5\6,\n\n", 12 },
		{ "name;b\n\xC7\xE3\xED\xE4\xC9;\xC7\xE3\xED\xE4\xC9\n", 19 }, /* Windows-1256 */
		{ "PK\3\4 torn", 9 },
		{ "%PDF-1.4 x", 10 },
	};
	struct table_about about;
	struct seen s;

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		if (read_text(bad[i], &s, &about) == OK || !about.refused)
			fail_msg("%zu was read", i);
	}
}

static void a_thousand_columns_and_an_open_quote_are_refused(void **state)
{
	struct arena *a = arena_new(ROOM);
	struct table_about about;
	struct seen s;
	char *wide = arena_alloc(a, 2 << 20);
	size_t n = 0;

	(void)state;
	n += (size_t)snprintf(wide, 32, "name,born\n");
	for (int i = 0; i < 1000; i++)
		wide[n++] = ',';
	assert_int_equal(read_text((struct str){ wide, n }, &s, &about), ERR_TOO_BIG);
	assert_int_equal(about.row, 2);
	n = (size_t)snprintf(wide, 32, "name,born\nAda,\"");
	memset(wide + n, 'x', 1 << 20);
	assert_int_equal(read_text((struct str){ wide, n + (1 << 20) }, &s, &about), ERR_TOO_BIG);
	assert_non_null(about.refused);
	arena_free(a);
}

/* Memory is what it was after the first rows, whatever comes. */
static void memory_does_not_grow_with_the_rows(void **state)
{
	struct arena *text = arena_new(ROOM);
	struct arena *a = arena_new((size_t)16 << 20);
	struct table_about about;
	struct seen s = { .n = 0 };
	char *p = arena_alloc(text, 16 << 20);
	size_t n = (size_t)snprintf(p, 32, "name;born\n");

	(void)state;
	for (int i = 0; i < 100000; i++)
		n += (size_t)snprintf(p + n, 128, "Somebody of a longer name %d;%d\r\n", i, 1950 + i % 60);
	assert_int_equal(table_read(a, (struct str){ p, n }, 0, (struct csv_on){ tell, &s }, &about),
	                 OK);
	assert_int_equal(s.rows, 100001);
	assert_int_equal(s.last, 100001);
	assert_true(arena_used(a) < (size_t)12 << 20);
	p[n] = 'x';
	p[n + 1] = '\n';
	assert_int_equal(
		table_read(a, (struct str){ p, n + 2 }, 0, (struct csv_on){ tell, &s }, &about),
		ERR_TOO_BIG);
	arena_free(a);
	arena_free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(delimiters_are_found),
		cmocka_unit_test(encodings_are_found),
		cmocka_unit_test(nonsense_is_refused_with_a_reason),
		cmocka_unit_test(a_thousand_columns_and_an_open_quote_are_refused),
		cmocka_unit_test(memory_does_not_grow_with_the_rows),
	};

	return cmocka_run_group_tests_name("forms/table", tests, NULL, NULL);
}
