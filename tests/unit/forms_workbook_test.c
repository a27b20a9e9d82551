/* Workbooks of tests/forms/xlsx, which tests/forms/make.py writes: what spreadsheet programs make,
 * and what nobody should. */
#include "forms/workbook_write.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
/* cmocka.h needs the three above. */
#include <cmocka.h>

enum { FLAT = 24 << 20 }; /* what the arena may take for a file that is refused */

static struct form_problems problems;

static int set_up(void **state)
{
	*state = arena_new((size_t)256 << 20);
	return *state ? 0 : -1;
}

static int tear_down(void **state)
{
	arena_free(*state);
	return 0;
}

static enum err open_form(struct arena *a, const char *name, const struct form_def **f)
{
	return form_open(a, arena_fmt(a, "%s/tests/forms/xlsx/%s.xlsx", SOURCE_ROOT, name).p, f,
	                 &problems);
}

static const struct form_def *opened(struct arena *a, const char *name)
{
	const struct form_def *f = NULL;

	if (open_form(a, name, &f) != OK)
		fail_msg("%s: %s", name, problems.n ? problems.at[0].words : "not there");
	return f;
}

static void assert_initial(const struct form_def *f, const char *name, const char *seen)
{
	const struct form_field *field = form_find(f, str_z(name));

	assert_non_null(field);
	if (!str_eq(field->initial, str_z(seen)))
		fail_msg("%s: %s", name, field->initial.p);
}

static void numbers_and_days_are_read_as_they_are_seen(void **state)
{
	const struct form_def *f = opened(*state, "kinds");

	assert_initial(f, "padded", "07");
	assert_initial(f, "date", "2026-03-14");
	assert_initial(f, "time", "13:30:00");
	assert_initial(f, "moment", "2026-03-14T13:30:00");
	assert_initial(f, "fixed", "2026.10");
	assert_initial(f, "percent", "50%");
	assert_initial(f, "sum", "0.3");
	assert_initial(f, "large", "1234567890123");
	assert_initial(f, "words", "3.50");
	assert_initial(f, "plain", "said");
	assert_initial(f, "old", "1900-02-28");
	assert_initial(f, "no", "FALSE");
}

static void rich_text_is_its_characters_and_yes_no_cells_are_words(void **state)
{
	const struct form_field *rich = form_find(opened(*state, "kinds"), STR("rich"));

	assert_true(str_eq(rich->label.in[0], STR("How are you?")));
	assert_true(str_eq(rich->why.in[0], STR("two\nlines & more")));
	assert_true(rich->required);
	assert_int_equal(rich->row, 2);
}

static void empty_rows_keep_the_numbers_that_people_see(void **state)
{
	const struct form_def *f = opened(*state, "kinds");

	assert_int_equal(f->fields_n, 14);
	assert_int_equal(form_find(f, STR("merged"))->row, 16);
}

static void sheets_are_found_whatever_their_capitals_and_others_may_hold_formulas(void **state)
{
	assert_int_equal(opened(*state, "capitals")->fields_n, 1);
	assert_int_equal(opened(*state, "empty-styled")->fields_n, 1);
}

static bool remarked(const char *words, const char *detail)
{
	for (size_t i = 0; i < problems.n; i++) {
		if (problems.at[i].weight == FORM_REMARK && strcmp(problems.at[i].words, words) == 0 &&
		    str_eq(problems.at[i].detail, str_z(detail)))
			return true;
	}
	return false;
}

static void a_workbook_of_several_hands_is_read_as_it_is_meant(void **state)
{
	const struct form_def *f = opened(*state, "other-hands");
	const struct form_field *calm = form_find(f, STR("calm"));

	assert_int_equal(f->fields_n, 2);
	assert_int_equal(f->langs_n, 1);
	assert_int_equal(calm->row, 4);
	assert_true(calm->required);
	assert_true(str_eq(calm->label.in[0], STR("How calm is it?")));
	assert_int_equal(calm->list->n, 3);
	assert_true(str_eq(calm->list->at[2].name, STR("3")));
	assert_true(str_eq(calm->list->at[2].label.in[0], STR("Very")));
	assert_initial(f, "calm", "2");
	assert_initial(f, "nights", "3");
	assert_true(str_eq(form_find(f, STR("nights"))->relevant, STR("${calm} >= 2")));
	assert_true(str_eq(f->id, STR("nights_in_the_house")));
	assert_true(str_eq(f->version, STR("20260314")));
	assert_true(form_ready(&problems));
	assert_true(remarked("This sheet is not read.", "external_choices"));
	assert_true(remarked("Here this form is known by this id.", "nights_in_the_house"));
}

static void a_sheet_that_nothing_uses_is_no_reason_to_refuse(void **state)
{
	assert_int_equal(opened(*state, "external")->fields_n, 1);
	assert_true(remarked("This sheet is not read.", "external_choices"));
}

static void assert_refused(struct arena *a, const char *name, const char *words, const char *cell)
{
	const struct form_def *f;

	assert_int_equal(open_form(a, name, &f), ERR_INVALID);
	assert_null(f);
	if (strncmp(problems.at[0].words, words, strlen(words)) != 0)
		fail_msg("%s: %s", name, problems.at[0].words);
	if (!str_eq(problems.at[0].column, str_z(cell)))
		fail_msg("%s: %s", name, problems.at[0].column.p);
	assert_true(arena_used(a) < FLAT);
	arena_reset(a);
}

static void what_is_no_plain_workbook_is_refused_kindly(void **state)
{
	assert_refused(*state, "formula", "This cell is a formula. Copy it and paste it as values",
	               "C2");
	assert_refused(*state, "macros", "This workbook holds macros", "");
	assert_refused(*state, "password", "This workbook has a password", "");
	assert_refused(*state, "part-password", "This workbook has a password", "");
	assert_refused(*state, "old", "This is an old workbook (.xls)", "");
	assert_refused(*state, "binary", "This is a binary workbook", "");
	assert_refused(*state, "opendocument", "This is an OpenDocument", "");
	assert_refused(*state, "other-zip", "This is no .xlsx workbook", "");
	assert_refused(*state, "torn", "This is no .xlsx workbook, or it is torn", "");
	assert_refused(*state, "torn-xml", "This workbook is torn", "");
	assert_refused(*state, "no-survey", "There is no sheet named survey", "");
	assert_refused(*state, "entities", "Answers are not saved into lists of other programs", "");
}

/* However it is called: it would else be read as a sheet of one strange line. */
static void what_was_printed_or_photographed_is_no_form(void **state)
{
	static const char *const begins[] = { "%PDF-1.7\n", "\x89PNG\r\n", "\xFF\xD8\xFF\xE0" };
	const struct form_def *f;

	for (size_t i = 0; i < sizeof begins / sizeof *begins; i++) {
		problems = (struct form_problems){ 0 };
		assert_int_equal(form_read_file(*state, str_z(begins[i]), STR("form.csv"), &f, &problems),
		                 ERR_INVALID);
		assert_int_equal(strncmp(problems.at[0].words, "This is no .xlsx workbook", 25), 0);
	}
}

/* Nothing here may take the memory that it asks for: the arena stays small, and the libraries too.
 */
static void what_would_grow_is_refused_before_it_does(void **state)
{
	struct rusage used;

	assert_refused(*state, "laughs", "This workbook declares entities", "");
	assert_refused(*state, "outside", "This workbook declares entities", "");
	assert_refused(*state, "bomb", "This workbook is too big", "");
	assert_refused(*state, "liar", "This workbook is too big", "");
	assert_refused(*state, "huge-cell", "This workbook is too big", "");
	assert_refused(*state, "many-rows", "A sheet may have 50,000 rows below its header", "");
	assert_refused(*state, "many-questions", "This sheet may have 5,000 rows below its header", "");
	assert_refused(*state, "many-columns", "This sheet has too many columns", "GS1");
	assert_refused(*state, "far-row", "This sheet has too many columns", "ZZZ999999999999999999");
	assert_int_equal(getrusage(RUSAGE_SELF, &used), 0);
#ifndef __SANITIZE_ADDRESS__
#if !defined(__has_feature)
	assert_true(used.ru_maxrss < 100L << 10);
#endif
#endif
}

static void no_beginning_of_a_workbook_is_read_wrongly(void **state)
{
	static char bytes[8192];
	struct str path = arena_fmt(*state, "%s/tests/forms/xlsx/kinds.xlsx", SOURCE_ROOT);
	FILE *file = fopen(path.p, "rb");
	const struct form_def *f;
	size_t n;

	assert_non_null(file);
	n = fread(bytes, 1, sizeof bytes, file);
	(void)fclose(file);
	for (size_t i = 0; i < n; i += 7) {
		assert_int_equal(
			form_read_workbook(*state, (struct str){ bytes, i }, STR("x"), &f, &problems),
			ERR_INVALID);
		assert_true(problems.n > 0);
		arena_reset(*state);
	}
}

/* Cells that a workbook could bend: numbers, formulas, escapes, spaces, lines, signs that XML has
 * no place for. */
static void a_form_that_is_written_reads_the_same_again(void **state)
{
	const struct form_files files = {
		STR("type,name,label,why,default,relevant,our own\n"
		    "text,a,\"two\nlines <&> \"\"q\"\" _x0041_ \x01\",=1+1,007,,2026-01-02\n"
		    "text,b,سلام ¿qué? 🌱,x,1e5,${a} = '1',TRUE\n"),
		STR("list_name,name,label\nl,1,One\n"),
		STR("form_title,form_id,version\nT,t,2026.10\n"),
		STR(""),
		STR(""),
	};
	const struct form_def *f;
	const struct form_def *again;
	struct str bytes;

	assert_int_equal(form_read(*state, &files, &f, &problems), OK);
	assert_int_equal(form_write_workbook(*state, f, &bytes), OK);
	assert_int_equal(form_read_workbook(*state, bytes, STR(""), &again, &problems), OK);
	assert_true(str_eq(form_canonical(*state, f), form_canonical(*state, again)));
}

static void the_shipped_packs_go_to_a_workbook_and_back(void **state)
{
	static const char *const packs[] = { "recovery-rubric", "own-view", "welcome" };

	for (size_t i = 0; i < 3; i++) {
		const struct form_def *f;
		const struct form_def *again;
		struct str bytes;
		struct str path = arena_fmt(*state, "%s/packs/%s", SOURCE_ROOT, packs[i]);
		assert_int_equal(form_open(*state, path.p, &f, &problems), OK);
		assert_int_equal(form_write_workbook(*state, f, &bytes), OK);
		assert_int_equal(form_read_workbook(*state, bytes, STR(""), &again, &problems), OK);
		assert_true(form_ready(&problems));
		assert_true(str_eq(form_canonical(*state, f), form_canonical(*state, again)));
	}
}

static void the_canonical_bytes_are_a_form_again(void **state)
{
	const struct form_def *f = opened(*state, "kinds");
	struct str bytes = form_canonical(*state, f);
	const struct form_def *again;

	assert_int_equal(form_read_canonical(*state, bytes, &again, &problems), OK);
	assert_true(str_eq(bytes, form_canonical(*state, again)));
	assert_int_equal(again->fields_n, f->fields_n);
	for (size_t i = 0; i + 1 < bytes.n; i += 13)
		assert_true(form_read_canonical(*state, (struct str){ bytes.p, i }, &again, &problems) !=
		            OK);
}

/* Columns have no order in the canonical bytes, and yet the first language is the default. */
static void the_first_language_stays_the_first(void **state)
{
	const struct form_files files = {
		STR("type,name,label::Zulu (zu),label::English (en),why\ntext,a,Z?,A?,x\n"), STR(""),
		STR("form_title,form_id,version\nT,t,1\n"), STR(""), STR("")
	};
	const struct form_def *f;
	const struct form_def *again;
	struct str bytes;

	assert_int_equal(form_read(*state, &files, &f, &problems), OK);
	bytes = form_canonical(*state, f);
	assert_int_equal(form_read_canonical(*state, bytes, &again, &problems), OK);
	assert_true(str_eq(again->langs[0].code, STR("zu")));
	assert_true(str_eq(bytes, form_canonical(*state, again)));
	assert_int_equal(form_write_workbook(*state, f, &bytes), OK);
	assert_int_equal(form_read_workbook(*state, bytes, STR(""), &again, &problems), OK);
	assert_true(str_eq(again->langs[0].code, STR("zu")));
}

/* Its column has no cell that would tell. */
static void a_language_in_which_nothing_is_written_stays(void **state)
{
	const struct form_files files = {
		STR("type,name,label::Zulu (zu)\nbegin_group,g,\nend_group,,\n"), STR(""), STR(""), STR(""),
		STR("")
	};
	const struct form_def *f;
	const struct form_def *again;
	struct str bytes;

	assert_int_equal(form_read(*state, &files, &f, &problems), OK);
	bytes = form_canonical(*state, f);
	assert_int_equal(form_read_canonical(*state, bytes, &again, &problems), OK);
	assert_int_equal(again->langs_n, 1);
	assert_true(str_eq(again->langs[0].code, STR("zu")));
	assert_true(str_eq(bytes, form_canonical(*state, again)));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_would_grow_is_refused_before_it_does),
		TEST(numbers_and_days_are_read_as_they_are_seen),
		TEST(rich_text_is_its_characters_and_yes_no_cells_are_words),
		TEST(empty_rows_keep_the_numbers_that_people_see),
		TEST(sheets_are_found_whatever_their_capitals_and_others_may_hold_formulas),
		TEST(a_workbook_of_several_hands_is_read_as_it_is_meant),
		TEST(a_sheet_that_nothing_uses_is_no_reason_to_refuse),
		TEST(what_is_no_plain_workbook_is_refused_kindly),
		TEST(what_was_printed_or_photographed_is_no_form),
		TEST(no_beginning_of_a_workbook_is_read_wrongly),
		TEST(a_form_that_is_written_reads_the_same_again),
		TEST(the_shipped_packs_go_to_a_workbook_and_back),
		TEST(the_canonical_bytes_are_a_form_again),
		TEST(the_first_language_stays_the_first),
		TEST(a_language_in_which_nothing_is_written_stays),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
