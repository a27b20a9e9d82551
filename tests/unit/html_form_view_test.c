#include "html/problems.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static const struct field_view fields[] = {
	{ "label", { "Nia", 3 }, NULL },
	{ "sleep", { "no", 2 }, NULL },
	{ "needs", { "medicine child", 14 }, NULL },
	{ "urgent-injury", { "1", 1 }, NULL },
	{ "urgent-danger", { "", 0 }, NULL },
	{ "day", { "32 May", 6 }, "This is no day." },
};
static const struct form_view form = { fields, sizeof fields / sizeof *fields, "token" };
static const struct form_view fresh = { NULL, 0, "token" };

static void values_come_back_as_they_were_entered(void **state)
{
	(void)state;
	assert_true(str_eq(form_value(&form, "day"), STR("32 May")));
	assert_int_equal(form_value(&form, "absent").n, 0);
	assert_int_equal(form_value(&fresh, "day").n, 0);
}

static void problems_stand_with_their_field(void **state)
{
	(void)state;
	assert_string_equal(form_problem(&form, "day"), "This is no day.");
	assert_null(form_problem(&form, "label"));
	assert_null(form_problem(&form, "absent"));
	assert_int_equal(form_problems(&form), 1);
	assert_int_equal(form_problems(&fresh), 0);
}

static void a_choice_is_checked_by_its_whole_value(void **state)
{
	(void)state;
	assert_true(form_checked(&form, "sleep", "no"));
	assert_false(form_checked(&form, "sleep", "n"));
	assert_false(form_checked(&form, "sleep", "not"));
	assert_false(form_checked(&form, "absent", ""));
}

static void a_group_knows_each_of_its_boxes(void **state)
{
	(void)state;
	assert_true(form_flagged(&form, "needs", "medicine"));
	assert_true(form_flagged(&form, "needs", "child"));
	assert_false(form_flagged(&form, "needs", "med"));
	assert_true(form_flagged(&form, "urgent", "injury"));
	assert_false(form_flagged(&form, "urgent", "danger"));
	assert_false(form_flagged(&form, "urgent", "inj"));
	assert_false(form_flagged(&form, "slee", "")); /* "sleep" has no hyphen there */
}

static void a_field_names_only_the_words_it_has(void **state)
{
	struct arena *a = *state;

	assert_string_equal(form_described(a, &form, "day", "hint").p, "h-day p-day");
	assert_string_equal(form_described(a, &form, "day", NULL).p, "p-day");
	assert_string_equal(form_described(a, &form, "label", "hint").p, "h-label");
	assert_int_equal(form_described(a, &form, "label", NULL).n, 0);
}

/* The form as a whole has no field that a link could lead to. */
static void problems_are_told_above_the_form_by_the_names_of_their_fields(void **state)
{
	static const struct field_view wrong[] = {
		{ "day", { "32 May", 6 }, "This is no day." },
		{ "", { "", 0 }, "Another sheet is at work." },
		{ "file", { "", 0 }, "There is no file." },
	};
	const struct form_view f = { wrong, sizeof wrong / sizeof *wrong, "token" };
	struct buf out = buf_new(*state, 4096);
	struct html h = { .out = &out, .lang = lang_find(STR("en")) };
	const char *page;

	problems_here(&h, &f);
	field_named(&h, &f, "day", "The day");
	problems_end(&h);
	page = arena_str(*state, buf_str(&out)).p;
	assert_non_null(strstr(page, "<a href=\"#f-day\">The day</a><p>This is no day.</p>"));
	assert_non_null(strstr(page, "<li>Another sheet is at work.</li>"));
	assert_non_null(strstr(page, "<li><a href=\"#f-file\">There is no file.</a></li>"));
}

static int open_arena(void **state)
{
	*state = arena_new(1 << 20);
	return *state ? 0 : -1;
}

static int close_arena(void **state)
{
	arena_free(*state);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_come_back_as_they_were_entered),
		cmocka_unit_test(problems_stand_with_their_field),
		cmocka_unit_test(a_choice_is_checked_by_its_whole_value),
		cmocka_unit_test(a_group_knows_each_of_its_boxes),
		cmocka_unit_test_setup_teardown(a_field_names_only_the_words_it_has, open_arena,
		                                close_arena),
		cmocka_unit_test_setup_teardown(
			problems_are_told_above_the_form_by_the_names_of_their_fields, open_arena, close_arena),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
