#include "forms/form.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
/* cmocka.h needs the three above. */
#include <cmocka.h>

#define SETTINGS_TEXT \
	"form_title,form_id,version,default_language\nCheck-in,check-in,1,English (en)\n"
#define CHOICES_TEXT \
	"list_name,name,label::English (en),label::Español (es),ages\n" \
	"yn,yes,Yes,Sí,adult child\nyn,no,No,,adult\n"
#define SURVEY_HEAD \
	"type,name,label::English (en),label::Español (es),why::English " \
	"(en),relevant,choice_filter,countable\n"

static struct form_problems problems;

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

static enum err read_form(struct arena *a, const char *survey, const struct form_def **f)
{
	const struct form_files files = { str_z(survey), STR(CHOICES_TEXT), STR(SETTINGS_TEXT), STR(""),
		                              STR("") };

	return form_read(a, &files, f, &problems);
}

static const struct form_def *good(struct arena *a, const char *survey)
{
	const struct form_def *f = NULL;

	if (read_form(a, survey, &f) != OK)
		fail_msg("refused: row %zu, %s", problems.at[0].row, problems.at[0].words);
	return f;
}

/* The survey is refused, and the first refusal is in this row and column. */
static void assert_refused(struct arena *a, const char *survey, size_t row, const char *column)
{
	const struct form_def *f = NULL;

	assert_int_equal(read_form(a, survey, &f), ERR_INVALID);
	assert_null(f);
	for (size_t i = 0; i < problems.n; i++) {
		if (problems.at[i].weight != FORM_REFUSED)
			continue;
		assert_string_equal(problems.at[i].sheet, "survey");
		assert_int_equal(problems.at[i].row, row);
		assert_true(str_eq(problems.at[i].column, str_z(column)));
		assert_true(strlen(problems.at[i].words) > 10);
		return;
	}
	fail();
}

static const char full[] = SURVEY_HEAD
	"begin_group,day,Your day,Tu día,To help you plan,,,\n"
	"integer,age,How old?,,,,,yes\n"
	"select_one yn,alone,Alone?,¿A solas?,,${age} < 18,\"selected(ages, 'child')\",yes\n"
	"end_group,day,,,,,,\n"
	"text,more,Anything else?,¿Algo más?,So that nothing is lost,,,\n";

static void a_form_is_read_with_groups_lists_and_languages(void **state)
{
	const struct form_def *f = good(*state, full);
	const struct form_field *alone = form_find(f, STR("alone"));

	assert_true(str_eq(f->id, STR("check-in")) && str_eq(f->version, STR("1")));
	assert_int_equal(f->fields_n, 4);
	assert_int_equal(f->langs_n, 2);
	assert_true(str_eq(f->langs[1].code, STR("es")) && str_eq(f->langs[1].name, STR("Español")));
	assert_non_null(alone);
	assert_true(str_eq(alone->path, STR("day/alone")));
	assert_ptr_equal(form_find(f, STR("day/alone")), alone);
	assert_int_equal(alone->type, FORM_SELECT_ONE);
	assert_int_equal(alone->list->n, 2);
	assert_true(alone->countable);
	assert_int_equal(f->fields[3].group, FORM_NO_GROUP);
	assert_true(str_eq(alone->compartment, STR("case")) && str_eq(alone->seen_by, STR("team")));
	assert_null(f->instrument);
}

static void texts_fall_back_to_the_default_language(void **state)
{
	const struct form_def *f = good(*state, full);
	const struct form_text *age = &form_find(f, STR("age"))->label;
	const struct form_text *more = &form_find(f, STR("more"))->label;

	assert_true(str_eq(form_text_in(f, more, STR("es")), STR("¿Algo más?")));
	assert_true(str_eq(form_text_in(f, age, STR("es")), STR("How old?")));
	assert_true(str_eq(form_text_in(f, age, STR("fr")), STR("How old?")));
	assert_true(form_text_has(f, more, STR("es")));
	assert_false(form_text_has(f, age, STR("es")));
	assert_true(problems.remarks >= 2);
	assert_true(form_ready(&problems));
}

static void a_reason_may_be_given_once_for_a_group(void **state)
{
	const struct form_def *f = good(*state, full);
	const struct form_text *why = form_why(f, form_find(f, STR("age")));

	assert_true(str_eq(why->in[0], STR("To help you plan")));
}

static void a_question_without_a_reason_stays_a_draft(void **state)
{
	const struct form_def *f =
		good(*state, SURVEY_HEAD "note,hello,Hello,,,,,\ninteger,age,How old?,,,,,\n");

	assert_non_null(f);
	assert_false(form_ready(&problems));
	assert_int_equal(problems.unready, 1);
	for (size_t i = 0; i < problems.n; i++) {
		if (problems.at[i].weight == FORM_UNREADY)
			assert_int_equal(problems.at[i].row, 3);
	}
}

static void a_filter_lets_the_fitting_choices_through(void **state)
{
	const struct form_def *f = good(*state, full);
	const struct form_field *alone = form_find(f, STR("alone"));
	struct form_choices c;

	assert_int_equal(form_choices(*state, alone, NULL, 0, &c), OK);
	assert_int_equal(c.n, 1);
	assert_true(str_eq(c.at[0]->name, STR("yes")));
}

static void what_is_not_supported_is_refused_with_its_place(void **state)
{
	static const struct {
		const char *rows;
		size_t row;
		const char *column;
	} bad[] = {
		{ "geopoint,where,Where?,,x,,,\n", 2, "type" },
		{ "select_one nolist,a,A?,,x,,,\n", 2, "type" },
		{ "select_one,a,A?,,x,,,\n", 2, "type" },
		{ "select_one ${kids},a,A?,,x,,,\n", 2, "type" },
		{ "select_one_from_file a.csv,a,A?,,x,,,\n", 2, "type" },
		{ "start-geopoint,a,,,x,,,\n", 2, "type" },
		{ "barcode,a,A?,,x,,,\n", 2, "type" },
		{ "xml-external,a,,,x,,,\n", 2, "type" },
		{ "video,a,A?,,x,,,\n", 2, "type" },
		{ "rank,a,A?,,x,,,\n", 2, "type" },
		{ ",a,A?,,x,,,\n", 2, "type" },
		{ "text yn,a,A?,,x,,,\n", 2, "type" },
		{ "text,a,A?,,x,,,\ntext,a,A?,,x,,,\n", 3, "name" },
		{ "text,1a,A?,,x,,,\n", 2, "name" },
		{ "text,a,,,x,,,\n", 2, "label::English (en)" },
		{ "text,a,A?,,x,${b} = 1,,\n", 2, "relevant" },
		{ "note,n,N,,,,,\ntext,a,A?,,x,${n} = 1,,\n", 3, "relevant" },
		{ "text,a,A?,,x,document('x'),,\n", 2, "relevant" },
		{ "text,a,A?,,x,,ages = 'x',\n", 2, "choice_filter" },
		{ "text,a,A?,,x,,,yes\n", 2, "countable" },
		{ "note,a,A?,,x,,,yes\n", 2, "countable" },
		{ "date,a,A?,,x,,,perhaps\n", 2, "countable" },
		{ "end_group,,,,,,,\n", 2, "type" },
		{ "begin_group,g,G,,x,,,\n", 2, "type" },
		{ "text,a,A?,,x,age > 5,,\n", 2, "relevant" },
		{ "begin_repeat,g,G,,x,,,\n", 2, "type" },
		{ "begin_repeat,g,G,,x,,,\nend_group,,,,,,,\n", 3, "type" },
		{ "text,a,\"A, ${b}?\",,x,,,\n", 2, "label" },
		{ "text,a,A?,,x,\"pulldata('f', 'a', 'b', 'c')\",,\n", 2, "relevant" },
		{ "decimal,a,A?,,x,,,yes\n", 2, "countable" },
		{ "calculate,a,,,,,,\n", 2, "calculation" },
	};

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct str text = arena_fmt(*state, "%s%s", SURVEY_HEAD, bad[i].rows);
		const char *column = strstr(bad[i].column, "label") ? "label" : bad[i].column;
		assert_refused(*state, text.p, bad[i].row, column);
	}
}

static void columns_that_would_be_left_out_silently_are_refused(void **state)
{
	assert_refused(*state, "type,name,label,why,trigger\ninteger,a,A?,x,b\n", 2, "trigger");
	assert_refused(*state, "type,name,label,why,bind::jr:preload\ninteger,a,A?,x,uid\n", 2,
	               "bind::jr:preload");
	assert_refused(*state, "type,name,label,why,media::image::English (en)\ntext,a,A?,x,../a.png\n",
	               2, "media::image");
	assert_refused(*state, "type,name,label,why,appearance\ntext,a,A?,x,quick search('a')\n", 2,
	               "appearance");
	assert_refused(*state, "type,name,label,why,label\ntext,a,A?,x,\n", 1, "label");
	assert_refused(*state, "type,name,label,why,compartment\ntext,a,A?,x,attic\n", 2,
	               "compartment");
	(void)good(*state, "type,name,label,why,trigger,our own\ninteger,a,A?,x,,anything\n");
}

static void groups_nest_to_a_limit(void **state)
{
	struct str text = STR("type,name,label,why\n");

	for (int i = 0; i < FORM_DEPTH; i++)
		text = arena_fmt(*state, "%sbegin_group,g%d,,x\n", text.p, i);
	text = arena_fmt(*state, "%stext,deep,Deep?,\n", text.p);
	for (int i = FORM_DEPTH; i-- > 0;)
		text = arena_fmt(*state, "%send_group,g%d,,\n", text.p, i);
	(void)good(*state, text.p);
	text = arena_fmt(*state, "type,name,label,why\nbegin_group,outer,,x\n%.*send_group,outer,,\n",
	                 (int)(text.n - 20), text.p + 20);
	assert_refused(*state, text.p, FORM_DEPTH + 2, "type");
}

static void choices_and_settings_are_checked(void **state)
{
	static const struct {
		const char *choices;
		const char *settings;
		const char *sheet;
	} bad[] = {
		{ "list_name,name,label\nyn,a,A\nyn,a,B\n", SETTINGS_TEXT, "choices" },
		{ "list_name,name,label\nyn,,A\n", SETTINGS_TEXT, "choices" },
		{ "list_name,name,label\n,a,A\n", SETTINGS_TEXT, "choices" },
		{ "list_name,name,label\ny n,a,A\n", SETTINGS_TEXT, "choices" },
		{ CHOICES_TEXT, "form_title,form_id,version,allow_choice_duplicates\nT,t,1,perhaps\n",
		  "settings" },
		{ "list_name,name,label\n\"yn\n", SETTINGS_TEXT, "choices" },
	};

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		const struct form_files files = { STR("type,name,label,why\ntext,a,A?,x\n"),
			                              str_z(bad[i].choices), str_z(bad[i].settings), STR(""),
			                              STR("") };
		const struct form_def *f;
		assert_int_equal(form_read(*state, &files, &f, &problems), ERR_INVALID);
		assert_string_equal(problems.at[0].sheet, bad[i].sheet);
	}
}

/* What other tools take loads, as a draft that says what is missing. */
static void settings_and_labels_that_are_missing_make_a_draft(void **state)
{
	static const struct {
		const char *choices;
		const char *settings;
		const char *sheet;
	} drafts[] = {
		{ "list_name,name,label\nyn,a,\n", SETTINGS_TEXT, "choices" },
		{ CHOICES_TEXT, "form_title,form_id,version\n", "settings" },
		{ CHOICES_TEXT,
		  "form_title,form_id,version\nT,"
		  "x23456789012345678901234567890123456789012345678901234567890123456789,1\n",
		  "settings" },
		{ CHOICES_TEXT, "form_title,form_id,version\nT,t,\n", "settings" },
		{ CHOICES_TEXT, "form_title,form_id,version\n,t,1\n", "settings" },
		{ CHOICES_TEXT, "", "settings" },
	};

	for (size_t i = 0; i < sizeof drafts / sizeof *drafts; i++) {
		const struct form_files files = { STR("type,name,label,why\ntext,a,A?,x\n"),
			                              str_z(drafts[i].choices), str_z(drafts[i].settings),
			                              STR(""), STR("") };
		const struct form_def *f;
		assert_int_equal(form_read(*state, &files, &f, &problems), OK);
		assert_false(form_ready(&problems));
		assert_string_equal(problems.at[0].sheet, drafts[i].sheet);
	}
}

static void a_form_without_settings_is_named_after_its_file(void **state)
{
	const struct form_files files = { STR("type,name,label,why\ntext,a,A?,x\n"), STR(""), STR(""),
		                              STR(""), STR("2 exit talk") };
	const struct form_def *f;

	assert_int_equal(form_read(*state, &files, &f, &problems), OK);
	assert_true(str_eq(f->id, STR("_2_exit_talk")));
	assert_true(str_eq(f->title.in[0], STR("2 exit talk")));
	assert_int_equal(problems.unready, 1);
}

/* --- other tools' spellings --- */

static void every_type_is_read(void **state)
{
	static const struct {
		const char *said;
		enum form_type type;
	} types[] = {
		{ "text", FORM_TEXT },
		{ "integer", FORM_INTEGER },
		{ "int", FORM_INTEGER },
		{ "decimal", FORM_DECIMAL },
		{ "date", FORM_DATE },
		{ "time", FORM_TIME },
		{ "dateTime", FORM_DATETIME },
		{ "datetime", FORM_DATETIME },
		{ "select_one yn", FORM_SELECT_ONE },
		{ "Select One yn", FORM_SELECT_ONE },
		{ "select one from yn", FORM_SELECT_ONE },
		{ "select1 yn", FORM_SELECT_ONE },
		{ "select_multiple yn", FORM_SELECT_MULTIPLE },
		{ "select all that apply from yn", FORM_SELECT_MULTIPLE },
		{ "rank yn", FORM_RANK },
		{ "range", FORM_RANGE },
		{ "note", FORM_NOTE },
		{ "acknowledge", FORM_ACKNOWLEDGE },
		{ "image", FORM_IMAGE },
		{ "photo", FORM_IMAGE },
		{ "audio", FORM_AUDIO },
		{ "file", FORM_FILE },
		{ "hidden", FORM_HIDDEN },
		{ "start", FORM_META },
		{ "end", FORM_META },
		{ "today", FORM_META },
		{ "username", FORM_META },
	};

	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		struct str text = arena_fmt(*state, "type,name,label,why\n%s,a,A?,x\n", types[i].said);
		assert_int_equal(good(*state, text.p)->fields[0].type, types[i].type);
	}
	assert_int_equal(form_asks(good(*state, "type,name,label\nhidden,a,\n")->fields), false);
	assert_int_equal(form_keeps(good(*state, "type,name,label\nstart,a,\n")->fields), true);
}

static void columns_are_known_in_every_spelling(void **state)
{
	const struct form_def *f = good(
		*state, "Type,Name,Label:English (en),label::Español (es),why,Relevance,bind::required,"
				"ReadOnly,jr:count,Constraint Message,Guidance Hint,image::English (en),calculate,"
				"bind::jr:requiredMsg\n"
				"# a comment,,,,,,,,,,,,,\n"
				"begin group,g,G,,x,,,,,,,,,\n"
				"integer,a,A?,¿A?,,,TRUE,yes,,Too many,Ask softly,a.png,,Please\n"
				"end group,,,,,,,,,,,,,\n"
				",,,,,,,,,,,,,a comment\n"
				"begin repeat,kids,,,x,${a} = 1,,,2,,,,,\n"
				"text,kid,Kid?,,,,${a} = 2,,,,,,,\n"
				"end repeat,,,,,,,,,,,,,\n");
	const struct form_field *a = form_find(f, STR("a"));
	const struct form_field *kid = form_find(f, STR("kid"));

	assert_int_equal(f->fields_n, 4);
	assert_true(a->required && a->read_only && a->required_if.n == 0);
	assert_true(str_eq(a->constraint_message.in[0], STR("Too many")));
	assert_true(str_eq(a->guidance_hint.in[0], STR("Ask softly")));
	assert_true(str_eq(a->required_message.in[0], STR("Please")));
	assert_true(str_eq(a->media->image.in[0], STR("a.png")));
	assert_true(str_eq(a->label.in[1], STR("¿A?")));
	assert_true(str_eq(f->fields[2].relevant, STR("${a} = 1")));
	assert_true(str_eq(f->fields[2].repeat_count, STR("2")));
	assert_true(str_eq(kid->path, STR("kids/kid")) && kid->repeat == 2 && kid->group == 2);
	assert_true(!kid->required && str_eq(kid->required_if, STR("${a} = 2")));
	assert_int_equal(a->repeat, FORM_NO_GROUP);
}

static void a_problem_names_the_column_as_it_is_written(void **state)
{
	assert_refused(*state, "type,name,label,why,Relevance\ntext,a,A?,x,${b} = 1\n", 2, "Relevance");
}

static void the_default_language_is_found_by_name_or_code(void **state)
{
	static const char *const said[] = { "Español (es)", "Español", "es" };

	for (size_t i = 0; i < 3; i++) {
		const struct form_files files = {
			STR("type,name,label::English,label::Español (es),why::Español "
			    "(es)\ntext,a,A?,¿A?,x\n"),
			STR(""),
			arena_fmt(*state, "form_title,form_id,version,default_language\nT,t,1,%s\n", said[i]),
			STR(""), STR("")
		};
		const struct form_def *f;
		assert_int_equal(form_read(*state, &files, &f, &problems), OK);
		assert_true(str_eq(f->langs[0].code, STR("es")) && str_eq(f->langs[1].code, STR("en")));
		assert_true(str_eq(f->title.in[0], STR("T")));
	}
}

static void or_other_asks_which(void **state)
{
	const struct form_def *f = good(*state, "type,name,label::English (en),label::Español "
	                                        "(es),why,countable\n"
	                                        "select_multiple yn or_other,a,A?,,x,yes\n");
	const struct form_field *which = form_find(f, STR("a_other"));

	assert_true(f->fields[0].or_other && f->fields[0].list->n == 3);
	assert_true(str_eq(f->fields[0].list->at[2].label.in[1], STR("Otro")));
	assert_int_equal(f->lists[0].n, 2);
	assert_int_equal(which->type, FORM_TEXT);
	assert_false(which->countable);
	assert_true(str_eq(which->relevant, STR("selected(${a}, 'other')")));
	assert_true(str_eq(which->label.in[1], STR("¿Cuál?")));
	assert_true(form_ready(&problems));
}

/* Nothing but marks of which none closes: gone through once, not once for each of them, which would
 * take minutes. */
static void a_text_of_many_marks_is_read_in_one_pass(void **state)
{
	static const char *const marks[] = { "**a ", "<b " };
	static char text[900 * 1024];
	clock_t began = clock();

	for (size_t i = 0; i < 2; i++) {
		size_t n = (size_t)snprintf(text, sizeof text, "type,name,label,why\ntext,a,");
		while (n < sizeof text - 16)
			n += (size_t)snprintf(text + n, sizeof text - n, "%s", marks[i]);
		(void)snprintf(text + n, sizeof text - n, ",x\n");
		(void)good(*state, text);
	}
	assert_true((clock() - began) / CLOCKS_PER_SEC < 30);
}

static void looks_ranges_and_defaults_are_read(void **state)
{
	const struct form_def *f =
		good(*state, "type,name,label,why,appearance,parameters,default\n"
	                 "range,a,A?,x,,start=0 end=2.5;step=0.5,\n"
	                 "date,b,B?,x,month-year,,string('2026-01-01')\n"
	                 "text,c,C?,x,multiline w4,,Berlin (Mitte)\n"
	                 "select_one yn,d,D?,x,likert minimal,randomize=true,yes\n"
	                 "range,e,E?,x,,,\n");

	assert_true(str_eq(f->fields[0].range.end, STR("2.5")));
	assert_true(str_eq(f->fields[0].range.step, STR("0.5")));
	assert_int_equal(f->fields[1].look, FORM_MONTH_YEAR);
	assert_true(f->fields[1].initial_is_formula && !f->fields[2].initial_is_formula);
	assert_int_equal(f->fields[3].look, FORM_LIKERT | FORM_MINIMAL);
	assert_true(str_eq(f->fields[4].range.start, STR("1")));
	assert_true(problems.remarks >= 2);
	assert_refused(*state, "type,name,label,why,parameters\nrange,a,A?,x,step=0\n", 2,
	               "parameters");
	assert_refused(*state, "type,name,label,why,parameters\nrange,a,A?,x,start=9 end=2\n", 2,
	               "parameters");
	assert_refused(*state, "type,name,label,why,default\nselect_one yn,a,A?,x,maybe\n", 2,
	               "default");
}

static void one_name_may_stand_in_two_groups_but_not_in_an_expression(void **state)
{
#define TWINS \
	"type,name,label,why,relevant\nbegin_group,g,,x,\ntext,a,A?,,\nend_group,,,,\n" \
	"begin_group,h,,x,\ntext,a,A?,,\nend_group,,,,\n"
	const struct form_def *f = good(*state, TWINS);

	assert_true(str_eq(f->fields[3].path, STR("h/a")));
	assert_refused(*state, TWINS "text,b,B?,x,${a} = 1\n", 8, "relevant");
}

static void choices_of_one_list_may_stand_apart(void **state)
{
	const struct form_files files = {
		STR("type,name,label,why\nselect_one yn,a,A?,x\nselect_one other,b,B?,x\n"),
		STR("list name,value,label\nyn,a,A\nother,a,A\nyn,very well,B\n,,a comment\n"),
		STR(SETTINGS_TEXT), STR(""), STR("")
	};
	const struct form_def *f;

	assert_int_equal(form_read(*state, &files, &f, &problems), OK);
	assert_int_equal(f->lists_n, 2);
	assert_int_equal(f->fields[0].list->n, 2);
	assert_true(str_eq(f->fields[0].list->at[1].name, STR("very well")));
}

static void the_same_content_has_the_same_canonical_bytes(void **state)
{
	const char *one = "type,name,label,why\ntext,a,A?,x\n";
	const char *same = "\xEF\xBB\xBFname,type,why,label,empty\r\n\r\n\"a\",text, x ,A?,\r\n";
	const char *other = "type,name,label,why\ntext,a,A!,x\n";
	struct str bytes = form_canonical(*state, good(*state, one));

	assert_true(bytes.n > 0);
	assert_true(str_eq(bytes, form_canonical(*state, good(*state, same))));
	assert_false(str_eq(bytes, form_canonical(*state, good(*state, other))));
}

static void a_folder_without_a_survey_is_absent(void **state)
{
	const struct form_def *f;

	assert_int_equal(form_load(*state, "/nonexistent", &f, &problems), ERR_ABSENT);
	assert_null(f);
}

static void more_problems_than_fit_are_still_counted(void **state)
{
	struct str text = STR("type,name,label,why\n");
	const struct form_def *f;

	for (int i = 0; i < FORM_PROBLEMS + 10; i++)
		text = arena_fmt(*state, "%svideo,v%d,V,x\n", text.p, i);
	assert_int_equal(read_form(*state, text.p, &f), ERR_INVALID);
	assert_int_equal(problems.n, FORM_PROBLEMS);
	assert_true(problems.refused >= FORM_PROBLEMS + 10);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_form_is_read_with_groups_lists_and_languages),
		TEST(texts_fall_back_to_the_default_language),
		TEST(a_reason_may_be_given_once_for_a_group),
		TEST(a_question_without_a_reason_stays_a_draft),
		TEST(a_filter_lets_the_fitting_choices_through),
		TEST(what_is_not_supported_is_refused_with_its_place),
		TEST(columns_that_would_be_left_out_silently_are_refused),
		TEST(groups_nest_to_a_limit),
		TEST(choices_and_settings_are_checked),
		TEST(settings_and_labels_that_are_missing_make_a_draft),
		TEST(a_form_without_settings_is_named_after_its_file),
		TEST(every_type_is_read),
		TEST(columns_are_known_in_every_spelling),
		TEST(a_problem_names_the_column_as_it_is_written),
		TEST(the_default_language_is_found_by_name_or_code),
		TEST(or_other_asks_which),
		TEST(a_text_of_many_marks_is_read_in_one_pass),
		TEST(looks_ranges_and_defaults_are_read),
		TEST(one_name_may_stand_in_two_groups_but_not_in_an_expression),
		TEST(choices_of_one_list_may_stand_apart),
		TEST(the_same_content_has_the_same_canonical_bytes),
		TEST(a_folder_without_a_survey_is_absent),
		TEST(more_problems_than_fit_are_still_counted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
