#include "forms/fill.h"
#include "harness/samples.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
/* cmocka.h needs the three above. */
#include <cmocka.h>

#define SETTINGS "form_title,form_id,version,default_language\nTest,test,1,en\n"

static const struct form_def *form(struct arena *a, const char *survey, const char *choices)
{
	static struct form_problems problems;
	const struct form_files files = { .survey = str_z(survey),
		                              .choices = str_z(choices),
		                              .settings = STR(SETTINGS) };
	const struct form_def *out;

	if (form_read(a, &files, &out, &problems) != OK)
		fail_msg("%s %zu %.*s: %s (%s)", problems.at[0].sheet, problems.at[0].row,
		         (int)problems.at[0].column.n, problems.at[0].column.p, problems.at[0].words,
		         problems.at[0].detail.p);
	return out;
}

/* "a=1|b=x y" as answers; "r#2" says that r has two rounds, "a!" that she prefers not to say. */
static const struct answers *said(struct arena *a, const char *all)
{
	struct answers *out = NEW(a, struct answers);
	struct answer *at = NEW_N(a, struct answer, 400);
	struct str left = str_z(all);

	out->at = at;
	while (left.n) {
		struct str one = str_cut(left, '|', &left);
		struct str value;
		struct str path = str_cut(one, '=', &value);
		at[out->n] = (struct answer){ path, ANSWER_TEXT, value, 0 };
		if (path.p[path.n - 1] == '!') {
			at[out->n].kind = ANSWER_PREFER_NOT;
			at[out->n].path.n--;
		} else if (path.n > 2 && path.p[path.n - 2] == '#') {
			at[out->n].kind = ANSWER_ROUNDS;
			at[out->n].n = path.p[path.n - 1] - '0';
			at[out->n].path.n -= 2;
		}
		at[out->n].path = arena_str(a, at[out->n].path);
		at[out->n].text = arena_str(a, value);
		out->n++;
	}
	return out;
}

static struct fill *fill_with(struct arena *a, const struct form_def *d, const struct answers *kept,
                              const char *given, bool fresh)
{
	struct fill_start *s = NEW(a, struct fill_start);
	struct fill *f;

	*s = (struct fill_start){ .form = d,
		                      .lang = STR("en"),
		                      .today = day_of(2026, 11, 22),
		                      .now = { 1795435200 },
		                      .username = STR("ana"),
		                      .kept = kept,
		                      .given = given ? said(a, given) : NULL,
		                      .fresh = fresh };
	assert_int_equal(fill_open(a, s, &f), OK);
	return f;
}

static struct fill *fill(struct arena *a, const struct form_def *d, const char *given)
{
	return fill_with(a, d, NULL, given, false);
}

static size_t find(const struct fill *f, struct str path)
{
	size_t n;
	const struct fill_node *all = fill_nodes(f, &n);

	for (size_t i = 0; i < n; i++)
		if (str_eq(all[i].path, path))
			return i;
	return FILL_NONE;
}

static const struct fill_node *node(const struct fill *f, const char *path)
{
	size_t n;
	size_t at = find(f, str_z(path));
	const struct fill_node *all = fill_nodes(f, &n);

	if (at == FILL_NONE)
		fail_msg("no node %s", path);
	return &all[at];
}

static const char *value(const struct fill *f, const char *path)
{
	const struct fill_node *n = node(f, path);
	static char z[200];

	if (!n->answered)
		return "";
	if (n->value.kind == ANSWER_INTEGER)
		(void)snprintf(z, sizeof z, "%lld", (long long)n->value.n);
	else
		(void)snprintf(z, sizeof z, "%.*s", (int)n->value.text.n, n->value.text.p);
	return z;
}

/* The rule that the answer at path breaks, or -1. */
static int broken(const struct fill *f, const char *path)
{
	size_t n;
	size_t all;
	const struct fill_problem *p = fill_problems(f, &n, &all);
	size_t at = node(f, path)->problem;

	return at == FILL_NONE ? -1 : (int)p[at].rule;
}

static struct str json(struct arena *a, struct fill *f)
{
	struct answers out;
	struct str text;

	assert_int_equal(fill_answers(f, &out), OK);
	assert_int_equal(answers_write(a, &out, &text), OK);
	return text;
}

static void says(struct arena *a, struct fill *f, const char *answers)
{
	struct str want =
		arena_fmt(a, "{\"answers\":%s,\"form\":\"test\",\"hash\":\"\",\"version\":\"1\"}", answers);
	struct str got = json(a, f);

	if (!str_eq(want, got))
		fail_msg("%s\nand not\n%s", got.p, want.p);
}

static void answers_to_what_is_not_asked_are_dropped(void **state)
{
	const struct form_def *d = form(*state,
	                                "type,name,label,relevant\n"
	                                "integer,age,Age,\n"
	                                "begin_group,young,Young,${age} < 18\n"
	                                "text,school,School,\n"
	                                "begin_group,deep,Deep,${school} != ''\n"
	                                "text,teacher,Teacher,\n"
	                                "end_group,,,\nend_group,,,\n",
	                                "");
	const char *given = "age=12|young/school=North|young/deep/teacher=Li";

	says(*state, fill(*state, d, given),
	     "{\"age\":12,\"young/deep/teacher\":\"Li\",\"young/school\":\"North\"}");
	given = "age=30|young/school=North|young/deep/teacher=Li|nothing=1|young=x";
	says(*state, fill(*state, d, given), "{\"age\":30}");
	assert_false(node(fill(*state, d, given), "young/deep/teacher")->relevant);
	/* What was not asked reads as empty, so the inner group closes with its outer question. */
	given = "age=12|young/school=|young/deep/teacher=Li";
	says(*state, fill(*state, d, given), "{\"age\":12}");
}

static void calculations_follow_what_they_depend_on(void **state)
{
	const struct form_def *d = form(*state,
	                                "type,name,label,calculation,relevant\n"
	                                "calculate,c,,${b} * 2,\n"
	                                "calculate,b,,${a} + 1,\n"
	                                "integer,a,A,,\n"
	                                "note,n,Seen,,${c} > 5\n"
	                                "calculate,hid,,'x',${c} > 100\n",
	                                "");
	struct fill *f = fill(*state, d, "a=4|c=999|b=7");

	says(*state, f, "{\"a\":4,\"b\":\"5\",\"c\":\"10\"}");
	assert_true(node(f, "n")->relevant);
	f = fill(*state, d, "");
	says(*state, f, "{}");
	assert_false(node(f, "n")->relevant);
}

static void only_people_say_what_people_are_asked(void **state)
{
	const struct form_def *d = form(*state,
	                                "type,name,label,calculation,default,read_only\n"
	                                "text,ro,Seen only,,fixed,yes\n"
	                                "hidden,h,,,secret,\n"
	                                "calculate,once,,once(${t}),,\n"
	                                "text,t,T,,,\n"
	                                "start,start,,,,\n"
	                                "username,who,,,,\n",
	                                "");
	const struct answers *kept = said(*state, "once=first|start=2026-01-01T00:00:00.000+00:00");
	struct fill *f =
		fill_with(*state, d, kept, "ro=changed|h=x|once=y|t=second|start=now|who=eve", false);

	says(*state, f,
	     "{\"h\":\"secret\",\"once\":\"first\",\"ro\":\"fixed\","
	     "\"start\":\"2026-01-01T00:00:00.000+00:00\",\"t\":\"second\",\"who\":\"ana\"}");
}

static void each_type_takes_its_own(void **state)
{
	static const struct {
		const char *type;
		const char *given;
		const char *value; /* NULL: refused */
	} rows[] = {
		{ "integer", " 12 ", "12" },
		{ "integer", "-3", "-3" },
		{ "integer", "\xD9\xA1\xD9\xA2", "12" },
		{ "integer", "12.5", NULL },
		{ "integer", "twelve", NULL },
		{ "integer", "99999999999999999999", NULL },
		{ "decimal", "12.50", "12.50" },
		{ "decimal", "12,5", "12.5" },
		{ "decimal", "1,000", NULL },
		{ "decimal", "0.1000000000000000000000001", "0.1000000000000000000000001" },
		{ "decimal", ".5", "0.5" },
		{ "decimal", "5.", "5" },
		{ "decimal", "-007", "-7" },
		{ "decimal", ".", NULL },
		{ "decimal", "1e3", NULL },
		{ "date", "2026-03-14", "2026-03-14" },
		{ "date", "2026-02-30", NULL },
		{ "date", "14.03.2026", NULL },
		{ "time", "09:30", "09:30" },
		{ "time", "09:30:15.000+02:00", "09:30:15.000+02:00" },
		{ "time", "25:00", NULL },
		{ "dateTime", "2026-03-14T09:30", "2026-03-14T09:30" },
		{ "dateTime", "2026-03-14", NULL },
		{ "range", "7", "7" },
		{ "range", "11", NULL },
		{ "range", "1.5", NULL },
		{ "acknowledge", "yes", "OK" },
		{ "select_one l", "a", "a" },
		{ "select_one l", "c", NULL },
		{ "select_multiple l", "b  a", "a b" },
		{ "select_multiple l", "a c", NULL },
		{ "select_multiple l", "a a", NULL },
		{ "rank l", "b a", "b a" },
		{ "rank l", "b", NULL },
		{ "text", "two\nlines \x1F", "two\nlines " },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct str survey = arena_fmt(*state, "type,name,label\n%s,q,Question\n", rows[i].type);
		const struct form_def *d = form(*state, survey.p, "list_name,name,label\nl,a,A\nl,b,B\n");
		struct fill *f = fill(*state, d, arena_fmt(*state, "q=%s", rows[i].given).p);
		if ((rows[i].value == NULL) != (broken(f, "q") >= 0))
			fail_msg("%s '%s': %d", rows[i].type, rows[i].given, broken(f, "q"));
		if (rows[i].value)
			assert_string_equal(value(f, "q"), rows[i].value);
		f = fill(*state, d, "q!");
		assert_int_equal(broken(f, "q"), -1);
		assert_int_equal(node(f, "q")->value.kind, ANSWER_PREFER_NOT);
	}
}

static void rules_are_said_with_the_words_of_the_form(void **state)
{
	const struct form_def *d =
		form(*state,
	         "type,name,label,constraint,constraint_message::en,constraint_message::es,"
	         "required,required_message\n"
	         "integer,age,Age,. >= 0 and . < 120,Up to 119,Hasta 119,yes,We need it\n"
	         "text,word,Word,\"regex(., '[a-z]+')\",,,,\n"
	         "text,must,Must,,,,${age} > 17,\n",
	         "");
	size_t n;
	size_t all;
	struct fill *f = fill(*state, d, "age=130|word=ABC");
	const struct fill_problem *p = fill_problems(f, &n, &all);

	assert_int_equal(n, 3);
	assert_int_equal(p[0].rule, FILL_CONSTRAINT);
	assert_true(str_eq(p[0].own, STR("Up to 119")));
	assert_int_equal(p[1].rule, FILL_CONSTRAINT);
	assert_int_equal(p[1].own.n, 0);
	assert_int_equal(p[2].rule, FILL_REQUIRED);
	f = fill(*state, d, "");
	p = fill_problems(f, &n, &all);
	assert_int_equal(n, 1);
	assert_true(str_eq(p[0].own, STR("We need it")));
	f = fill(*state, d, "age!|must=");
	(void)fill_problems(f, &n, &all);
	assert_int_equal(n, 0);
	(void)fill_problems(fill(*state, d, "age=119|word=abc|must=x"), &n, &all);
	assert_int_equal(n, 0);
}

static const char family[] = "type,name,label,calculation,relevant,constraint\n"
							 "text,me,Me,,,\n"
							 "begin_repeat,child,Child,,${me} != 'none',\n"
							 "text,name,Name,,,\n"
							 "integer,age,Age,,,. < 100\n"
							 "calculate,n,,position(..),,\n"
							 "calculate,line,,\"concat(${me}, '/', ${name})\",,\n"
							 "begin_repeat,toy,Toy,,,\n"
							 "text,what,What,,,\n"
							 "calculate,whose,,\"concat(${name}, ' ', ${what})\",,\n"
							 "end_repeat,,,,,\n"
							 "calculate,toys,,count(${toy}),,\n"
							 "end_repeat,,,,,\n"
							 "calculate,total,,sum(${age}),,\n"
							 "calculate,many,,count(${child}),,\n"
							 "calculate,all_toys,,count(${toy}),,\n"
							 "calculate,second,,\"indexed-repeat(${name}, ${child}, 2)\",,\n"
							 "calculate,names,,\"join('+', ${name})\",,\n";

static void a_round_sees_itself_and_the_form_sees_all(void **state)
{
	const struct form_def *d = form(*state, family, "");
	struct fill *f = fill(*state, d,
	                      "me=Li|child#2|child[1]/name=A|child[1]/age=3|child[2]/name=B|"
	                      "child[2]/age=5|child[2]/toy#2|child[2]/toy[1]/what=car|"
	                      "child[2]/toy[2]/what=ball|child[7]/name=Z");

	says(*state, f,
	     "{\"all_toys\":\"2\",\"child\":[{\"age\":3,\"line\":\"Li/A\",\"n\":\"1\",\"name\":\"A\","
	     "\"toy\":[],\"toys\":\"0\"},{\"age\":5,\"line\":\"Li/"
	     "B\",\"n\":\"2\",\"name\":\"B\",\"toy\":["
	     "{\"what\":\"car\",\"whose\":\"B car\"},{\"what\":\"ball\",\"whose\":\"B ball\"}],"
	     "\"toys\":\"2\"}],\"many\":\"2\",\"me\":\"Li\",\"names\":\"A+B\",\"second\":\"B\","
	     "\"total\":\"8\"}");
	f = fill(*state, d, "me=none|child#2|child[1]/name=A");
	says(*state, f, "{\"all_toys\":\"0\",\"many\":\"0\",\"me\":\"none\",\"total\":\"0\"}");
	assert_int_equal(broken(fill(*state, d, "child#1|child[1]/age=200"), "child[1]/age"),
	                 FILL_CONSTRAINT);
}

static void rounds_are_added_and_removed(void **state)
{
	const struct form_def *d = form(*state, family, "");
	struct answers in;
	struct answers out;
	struct str added;

	assert_int_equal(
		fill_answers(fill(*state, d, "me=x|child#2|child[1]/name=A|child[2]/name=B|child[2]/toy#1"),
	                 &in),
		OK);
	assert_int_equal(fill_add(*state, &in, STR("child"), &out, &added), OK);
	assert_true(str_eq(added, STR("child[3]")));
	assert_string_equal(value(fill_with(*state, d, &out, NULL, false), "many"), "3");
	assert_int_equal(fill_add(*state, &in, STR("child[1]/toy"), &out, &added), OK);
	assert_true(str_eq(added, STR("child[1]/toy[1]")));
	assert_int_equal(fill_remove(*state, &in, STR("child[1]"), &out), OK);
	assert_string_equal(value(fill_with(*state, d, &out, NULL, false), "child[1]/name"), "B");
	assert_string_equal(value(fill_with(*state, d, &out, NULL, false), "child[1]/toys"), "1");
	assert_int_equal(fill_remove(*state, &in, STR("child[3]"), &out), ERR_ABSENT);
	assert_int_equal(fill_remove(*state, &in, STR("child"), &out), ERR_ABSENT);
}

static void an_expression_may_say_how_many_rounds(void **state)
{
	const struct form_def *d = form(*state,
	                                "type,name,label,repeat_count\n"
	                                "integer,many,How many,\n"
	                                "begin_repeat,one,One,${many}\n"
	                                "text,name,Name,\n"
	                                "end_repeat,,,\n",
	                                "");
	struct fill *f = fill(*state, d, "many=2|one#7|one[2]/name=B|one[3]/name=C");

	assert_true(node(f, "one")->rounds_fixed);
	says(*state, f, "{\"many\":2,\"one\":[{},{\"name\":\"B\"}]}");
	says(*state, fill(*state, d, "many=-4"), "{\"many\":-4,\"one\":[]}");
	assert_int_equal(node(fill(*state, d, "many=100000"), "one")->rounds, FILL_ROUNDS);
}

static void defaults_are_for_what_is_new(void **state)
{
	const struct form_def *d = form(*state,
	                                "type,name,label,default\n"
	                                "text,a,A,plain\n"
	                                "date,b,B,today()\n"
	                                "text,c,C,\"concat(${a}, '!')\"\n"
	                                "begin_repeat,r,R,\n"
	                                "text,x,X,new\n"
	                                "end_repeat,,,\n",
	                                "");
	struct answers kept;
	struct answers more;
	struct fill_start s = { .form = d, .lang = STR("en"), .today = day_of(2026, 11, 22) };
	struct fill *f;

	says(*state, fill_with(*state, d, NULL, NULL, true),
	     "{\"a\":\"plain\",\"b\":\"2026-11-22\",\"c\":\"plain!\",\"r\":[]}");
	says(*state, fill_with(*state, d, NULL, "a=x|c=", true),
	     "{\"a\":\"x\",\"b\":\"2026-11-22\",\"r\":[]}");
	says(*state, fill_with(*state, d, NULL, NULL, false), "{\"r\":[]}");
	kept = *said(*state, "a=mine|r#1");
	assert_int_equal(fill_add(*state, &kept, STR("r"), &more, &s.added), OK);
	s.kept = &more;
	assert_int_equal(fill_open(*state, &s, &f), OK);
	says(*state, f, "{\"a\":\"mine\",\"r\":[{},{\"x\":\"new\"}]}");
}

static void choices_follow_what_was_chosen_before(void **state)
{
	const struct form_def *d = form(*state,
	                                "type,name,label,choice_filter\n"
	                                "select_one c,country,Country,\n"
	                                "select_one t,town,In ${country}?,country = ${country}\n",
	                                "list_name,name,label,country\nc,x,Xland,\nc,y,Yland,\n"
	                                "t,a,A-town,x\nt,b,B-town,y\nt,e,E-town,x\n");
	struct fill *f = fill(*state, d, "country=x|town=b");
	struct form_choices all;

	assert_int_equal(broken(f, "town"), FILL_CHOICE);
	assert_int_equal(fill_choices(f, find(f, STR("town")), &all), OK);
	assert_int_equal(all.n, 2);
	assert_true(str_eq(all.at[1]->name, STR("e")));
	assert_true(str_eq(fill_text(f, 1, &d->fields[1].label), STR("In Xland?")));
	assert_int_equal(broken(fill(*state, d, "country=y|town=b"), "town"), -1);
}

/* The reader asks form_order, too. */
static const char *first_refusal(const struct form_problems *p)
{
	for (size_t i = 0; i < p->n; i++)
		if (p->at[i].weight == FORM_REFUSED)
			return p->at[i].words;
	return "";
}

static void a_form_that_turns_in_circles_is_refused(void **state)
{
	static const struct {
		const char *survey;
		const char *words;
	} rows[] = {
		{ "type,name,label,relevant\ntext,a,A,${b} = 1\ntext,b,B,${a} = 1\n", "itself" },
		{ "type,name,label,relevant\ntext,a,A,${a} = 1\n", "itself" },
		{ "type,name,label,calculation\ncalculate,a,,${b}\ncalculate,b,,${a}\n", "itself" },
		{ "type,name,label,relevant\nbegin_group,g,G,${a} = 1\ntext,a,A,\nend_group,,,\n",
		  "itself" },
		{ "type,name,label,repeat_count\nbegin_repeat,r,R,${a}\ninteger,a,A,\nend_repeat,,,\n",
		  "rounds" },
		{ "type,name,label,calculation\ncalculate,a,,position(..)\n", "position" },
		{ "type,name,label,constraint\ninteger,a,A,${a} > 1\n", NULL },
		{ "type,name,label,calculation\ncalculate,a,,if(. = ''; 1; .)\n", NULL },
	};

	for (size_t i = 0; i < 7; i++) {
		static struct form_problems problems;
		const struct form_files files = { .survey = str_z(rows[i].survey),
			                              .settings = STR(SETTINGS) };
		const struct form_def *d;
		const char *wrong;
		size_t at = 0;
		if (form_read(*state, &files, &d, &problems) != OK)
			wrong = first_refusal(&problems);
		else
			wrong = form_order(*state, d, &at);
		if (!rows[i].words ? wrong != NULL : !wrong || !strstr(wrong, rows[i].words))
			fail_msg("%s: %s", rows[i].survey, wrong ? wrong : "accepted");
	}
}

static void what_is_too_much_is_said_and_not_lost(void **state)
{
	const struct form_def *d = form(*state,
	                                "type,name,label,calculation\n"
	                                "text,a,A,\n"
	                                "calculate,b,,\"concat(${a}, ${a}, ${a}, ${a})\"\n"
	                                "calculate,c,,\"concat(${b}, ${b}, ${b}, ${b})\"\n",
	                                "");
	char *long_text = arena_alloc(*state, ANSWERS_TEXT + 10);
	struct answer a = { STR("a"), ANSWER_TEXT, { long_text, ANSWERS_TEXT + 1 }, 0 };
	struct answers given = { .at = &a, .n = 1 };
	struct fill_start s = { .form = d, .lang = STR("en"), .given = &given };
	struct fill *f;

	memset(long_text, 'x', ANSWERS_TEXT + 1);
	assert_int_equal(fill_open(*state, &s, &f), OK);
	assert_int_equal(broken(f, "a"), FILL_TOO_MANY);
	assert_string_equal(value(f, "b"), "");
	a.text.n = 4000;
	assert_int_equal(fill_open(*state, &s, &f), OK);
	assert_int_equal(node(f, "b")->value.text.n, 16000);
	assert_string_equal(value(f, "c"), "");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, samples_set_up, samples_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(answers_to_what_is_not_asked_are_dropped),
		TEST(calculations_follow_what_they_depend_on),
		TEST(only_people_say_what_people_are_asked),
		TEST(each_type_takes_its_own),
		TEST(rules_are_said_with_the_words_of_the_form),
		TEST(a_round_sees_itself_and_the_form_sees_all),
		TEST(rounds_are_added_and_removed),
		TEST(an_expression_may_say_how_many_rounds),
		TEST(defaults_are_for_what_is_new),
		TEST(choices_follow_what_was_chosen_before),
		TEST(a_form_that_turns_in_circles_is_refused),
		TEST(what_is_too_much_is_said_and_not_lost),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
