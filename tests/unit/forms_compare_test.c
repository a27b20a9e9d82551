#include "forms/compare.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
/* cmocka.h needs the three above. */
#include <cmocka.h>

#define HEAD \
	"type,name,label::English (en),label::Español (es),why::English " \
	"(en),relevant,core,countable\n"
#define CHOICES "list_name,name,label::English (en),label::Español (es)\n"
#define YES_NO "yn,yes,Yes,Sí\nyn,no,No,No\n"

static struct form_problems problems;
static struct form_comparison change;

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

static const struct form_def *form(struct arena *a, const char *survey, const char *choices)
{
	const struct form_files files = { str_z(survey), str_z(choices),
		                              STR("form_title,form_id,version\nT,t,1\n"), STR(""),
		                              STR("") };
	const struct form_def *f = NULL;

	if (form_read(a, &files, &f, &problems) != OK)
		fail_msg("refused: row %zu, %s", problems.at[0].row, problems.at[0].words);
	return f;
}

static void compare(struct arena *a, const char *before, const char *after)
{
	form_compare(a, form(a, before, CHOICES YES_NO), form(a, after, CHOICES YES_NO), &change);
}

static void assert_change(size_t at, enum form_change_kind kind, const char *path,
                          const char *column)
{
	const struct form_change *c = &change.at[at];
	const struct form_field *field = c->before ? c->before : c->after;

	assert_true(at < change.n);
	assert_int_equal(c->kind, kind);
	if (path && !str_eq(field->path, str_z(path)))
		fail_msg("%s, not %s", field->path.p, path);
	assert_string_equal(c->column, column);
	assert_true(strlen(c->words) > 10);
}

static void the_same_form_has_no_changes(void **state)
{
	compare(*state, HEAD "text,a,A?,¿A?,x,,,\n", HEAD "text,a,A?,¿A?,x,,,\n");
	assert_int_equal(change.all, 0);
}

static void cells_that_differ_are_named_with_both_values(void **state)
{
	compare(*state, HEAD "text,a,A?,¿A?,x,,,\ninteger,b,B?,,x,,,\n",
	        HEAD "text,a,A!,¿A?,x,,,\ninteger,b,B?,¿B?,x,${a} = 1,,yes\n");
	assert_int_equal(change.all, 4);
	assert_change(0, CHANGE_CHANGED, "a", "label");
	assert_true(str_eq(change.at[0].lang, STR("en")));
	assert_true(str_eq(change.at[0].from, STR("A?")) && str_eq(change.at[0].to, STR("A!")));
	assert_change(1, CHANGE_CHANGED, "b", "label");
	assert_true(str_eq(change.at[1].lang, STR("es")));
	assert_change(2, CHANGE_CHANGED, "b", "countable");
	assert_change(3, CHANGE_CHANGED, "b", "relevant");
	assert_int_equal(change.refused, 0);
}

static void fields_that_come_and_go_say_what_becomes_of_answers(void **state)
{
	compare(*state, HEAD "text,a,A?,,x,,,\ntext,b,B?,,x,,,\n",
	        HEAD "text,c,C?,,x,,,\ntext,b,B?,,x,,,\n");
	assert_int_equal(change.all, 2);
	assert_change(0, CHANGE_REMOVED, "a", "");
	assert_change(1, CHANGE_ADDED, "c", "");
	assert_true(strstr(change.at[0].words, "Earlier answers stay") != NULL);
	assert_int_equal(change.refused, 0);
}

static void the_minimum_standard_cannot_be_taken_away(void **state)
{
	compare(*state, HEAD "text,a,A?,,x,,yes,\ntext,b,B?,,x,,yes,\ntext,c,C?,,x,,yes,\n",
	        HEAD "text,b,B?,,x,,,\ninteger,c,C?,,x,,yes,\n");
	assert_int_equal(change.refused, 3);
	assert_change(0, CHANGE_REMOVED, "a", "");
	assert_change(1, CHANGE_CHANGED, "b", "core");
	assert_change(2, CHANGE_CHANGED, "c", "type");
	assert_true(change.at[0].refused && change.at[1].refused && change.at[2].refused);
}

static void a_core_field_may_be_translated_and_added_to(void **state)
{
	compare(*state, HEAD "text,a,A?,,x,,yes,\n",
	        HEAD "text,a,A?,¿A?,x,,yes,\ntext,b,B?,¿B?,x,,,\n");
	assert_int_equal(change.all, 2);
	assert_int_equal(change.refused, 0);
}

static void a_field_in_another_group_or_place_was_moved(void **state)
{
	compare(*state,
	        HEAD "text,a,A?,,x,,,\nbegin_group,g,,,x,,,\ntext,b,B?,,,,,\nend_group,,,,,,,\n",
	        HEAD "begin_group,g,,,x,,,\ntext,b,B?,,,,,\ntext,a,A?,,x,,,\nend_group,,,,,,,\n");
	assert_int_equal(change.all, 1);
	assert_change(0, CHANGE_MOVED, "a", "");
	assert_true(str_eq(change.at[0].to, STR("g/a")));
	compare(*state, HEAD "text,a,A?,,x,,,\ntext,b,B?,,x,,,\ntext,c,C?,,x,,,\n",
	        HEAD "text,b,B?,,x,,,\ntext,c,C?,,x,,,\ntext,a,A?,,x,,,\n");
	assert_int_equal(change.all, 1);
	assert_change(0, CHANGE_MOVED, "a", "");
}

static void choices_are_compared_with_their_words(void **state)
{
	const char *survey = HEAD "select_one yn,a,A?,,x,,,\n";

	form_compare(*state, form(*state, survey, CHOICES YES_NO),
	             form(*state, survey, CHOICES YES_NO "yn,perhaps,Perhaps,\n"), &change);
	assert_int_equal(change.all, 1);
	assert_change(0, CHANGE_CHANGED, "a", "choices");
	assert_true(str_eq(change.at[0].from, STR("yes = Yes, no = No")));
	form_compare(*state, form(*state, survey, CHOICES YES_NO),
	             form(*state, survey, CHOICES "yn,yes,Yes!,Sí\nyn,no,No,No\n"), &change);
	assert_int_equal(change.all, 1);
}

static void a_new_language_is_one_change(void **state)
{
	compare(*state, "type,name,label::English (en),why::English (en)\ntext,a,A?,x\n",
	        "type,name,label::English (en),why::English (en),label::Français (fr)\n"
	        "text,a,A?,x,A ?\n");
	assert_int_equal(change.all, 1);
	assert_change(0, CHANGE_LANGUAGE_ADDED, NULL, "");
	assert_true(str_eq(change.at[0].to, STR("Français")));
}

static void what_nothing_uses_is_found(void **state)
{
	struct form_unused unused[8];
	const struct form_def *f = form(*state,
	                                "type,name,label,why,relevant,calculation\n"
	                                "integer,a,A?,x,,\n"
	                                "calculate,twice,,,,${a} * 2\n"
	                                "calculate,shown,,,,${a} + 1\n"
	                                "calculate,seen,Together,,,${a} + 2\n"
	                                "note,n,You said ${shown},,,\n"
	                                "text,b,B?,x,false(),\n"
	                                "text,c,C?,x,${a} = 1,\n"
	                                "select_one ok,d,D?,x,,\n"
	                                "text,e,E?,x,${d} != 'fine' or ${a} = 'gone',\n"
	                                "text,f,F?,x,\"selected(${d}, 'gone')\",\n",
	                                "list_name,name,label\nyn,yes,Yes\nok,fine,Fine\n");

	assert_int_equal(form_unused(*state, f, unused, 8), 4);
	assert_true(str_eq(unused[0].field->name, STR("twice")));
	assert_true(str_eq(unused[1].field->name, STR("b")));
	assert_true(str_eq(unused[2].field->name, STR("f")));
	assert_true(str_eq(unused[3].list->name, STR("yn")));
}

static void translations_are_counted(void **state)
{
	const struct form_def *f = form(*state, HEAD "select_one yn,a,A?,,x,,,\n", CHOICES YES_NO);
	struct form_translation en = form_translation(f, 0);
	struct form_translation es = form_translation(f, 1);

	assert_int_equal(en.texts, 5);
	assert_int_equal(en.missing, 0);
	assert_int_equal(es.missing, 3);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_same_form_has_no_changes),
		TEST(cells_that_differ_are_named_with_both_values),
		TEST(fields_that_come_and_go_say_what_becomes_of_answers),
		TEST(the_minimum_standard_cannot_be_taken_away),
		TEST(a_core_field_may_be_translated_and_added_to),
		TEST(a_field_in_another_group_or_place_was_moved),
		TEST(choices_are_compared_with_their_words),
		TEST(a_new_language_is_one_change),
		TEST(what_nothing_uses_is_found),
		TEST(translations_are_counted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
