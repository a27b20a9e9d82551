#include "forms/answers.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
/* cmocka.h needs the three above. */
#include <cmocka.h>

static int set_up(void **state)
{
	*state = arena_new((size_t)16 << 20);
	return *state ? 0 : -1;
}

static int tear_down(void **state)
{
	arena_free(*state);
	return 0;
}

static void answers_are_written_in_one_canonical_way(void **state)
{
	const struct answer at[] = {
		{ STR("safety/z"), ANSWER_TEXT, STR("say \"no\"\n"), 0 },
		{ STR("age"), ANSWER_INTEGER, STR(""), -5 },
		{ STR("safety/a"), ANSWER_PREFER_NOT, STR(""), 0 },
	};
	const struct answers in = { STR("rubric"), STR("2026.1"), STR("ab12"), at, 3 };
	struct str json;

	assert_int_equal(answers_write(*state, &in, &json), OK);
	assert_true(str_eq(
		json, STR("{\"answers\":{\"age\":-5,\"safety/a\":{\"missing\":\"prefer_not\"},"
	              "\"safety/z\":\"say \\\"no\\\"\\n\"},\"form\":\"rubric\",\"hash\":\"ab12\","
	              "\"version\":\"2026.1\"}")));
}

static void every_kind_survives_the_round_trip(void **state)
{
	struct answer at[ANSWER_NOT_APPLICABLE + 1];
	struct answers in = { STR("f"), STR("1"), STR("00"), at, ANSWER_NOT_APPLICABLE + 1 };
	struct answers back;
	struct str json;
	struct str again;

	for (int k = 0; k <= ANSWER_NOT_APPLICABLE; k++) {
		at[k] = (struct answer){ arena_fmt(*state, "g/q%d", k), (enum answer_kind)k, STR(""), 0 };
		if (k == ANSWER_TEXT)
			at[k].text = STR("\xD8\xA8\xD9\x8A\xD8\xAA \xC3\xB1 \\ /");
		if (k == ANSWER_INTEGER)
			at[k].n = INT64_MIN;
	}
	assert_int_equal(answers_write(*state, &in, &json), OK);
	assert_int_equal(answers_read(*state, json, &back), OK);
	assert_int_equal(back.n, in.n);
	assert_true(str_eq(back.form, in.form) && str_eq(back.version, in.version) &&
	            str_eq(back.hash, in.hash));
	for (size_t i = 0; i < in.n; i++) {
		assert_true(str_eq(back.at[i].path, at[i].path));
		assert_int_equal(back.at[i].kind, at[i].kind);
		assert_true(str_eq(back.at[i].text, at[i].text));
		assert_true(back.at[i].n == at[i].n);
	}
	assert_int_equal(answers_write(*state, &back, &again), OK);
	assert_true(str_eq(json, again));
}

static void an_answer_is_found_by_its_path(void **state)
{
	const struct answer at[] = { { STR("a"), ANSWER_TEXT, STR("1"), 0 } };
	const struct answers in = { STR("f"), STR("1"), STR(""), at, 1 };

	(void)state;
	assert_ptr_equal(answers_find(&in, STR("a")), &at[0]);
	assert_null(answers_find(&in, STR("b")));
}

static void a_path_there_twice_or_bad_text_is_not_written(void **state)
{
	struct answer at[] = { { STR("a"), ANSWER_TEXT, STR("1"), 0 },
		                   { STR("a"), ANSWER_LATER, STR(""), 0 } };
	const struct answers in = { STR("f"), STR("1"), STR(""), at, 2 };
	struct str json;

	assert_int_equal(answers_write(*state, &in, &json), ERR_INVALID);
	at[1].path = STR("");
	assert_int_equal(answers_write(*state, &in, &json), ERR_INVALID);
	at[1] = (struct answer){ STR("b"), ANSWER_TEXT, STR("\xFF"), 0 };
	assert_int_equal(answers_write(*state, &in, &json), ERR_INVALID);
	at[1].text = STR("fine");
	assert_int_equal(answers_write(*state, &in, &json), OK);
}

static void other_json_is_refused(void **state)
{
#define HEAD "\"form\":\"f\",\"hash\":\"h\",\"version\":\"1\""
	static const char *const bad[] = {
		"",
		"[]",
		"{}",
		"null",
		"{" HEAD "}",
		"{\"answers\":[]," HEAD "}",
		"{\"answers\":{\"a\":1.5}," HEAD "}",
		"{\"answers\":{\"a\":null}," HEAD "}",
		"{\"answers\":{\"a\":[1]}," HEAD "}",
		"{\"answers\":{\"\":1}," HEAD "}",
		"{\"answers\":{\"a\":{\"missing\":\"lost\"}}," HEAD "}",
		"{\"answers\":{\"a\":{\"missing\":\"later\",\"x\":1}}," HEAD "}",
		"{\"answers\":{\"a\":1,\"a\":2}," HEAD "}",
		"{\"answers\":{},\"more\":1," HEAD "}",
		"{\"answers\":{},\"form\":1,\"hash\":\"h\",\"version\":\"1\"}",
		"{\"answers\":{}," HEAD "} x",
		"{\"answers\":{\"a\":[[[[[[1]]]]]]}," HEAD "}",
		"{\"answers\":{\"a\":\"\\u0000\"}," HEAD "}",
	};
	struct answers out;

	assert_int_equal(answers_read(*state, STR("{\"answers\":{}," HEAD "}"), &out), OK);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		if (answers_read(*state, str_z(bad[i]), &out) != ERR_INVALID)
			fail_msg("accepted: %s", bad[i]);
	}
}

static void limits_hold_in_both_directions(void **state)
{
	static char text[ANSWERS_TEXT + 1];
	static struct answer many[ANSWERS_MAX + 1];
	struct answer one = { STR("a"), ANSWER_TEXT, { text, ANSWERS_TEXT }, 0 };
	struct answers in = { STR("f"), STR("1"), STR(""), &one, 1 };
	struct str json;
	struct answers out;

	memset(text, 'x', sizeof text);
	assert_int_equal(answers_write(*state, &in, &json), OK);
	assert_int_equal(answers_read(*state, json, &out), OK);
	one.text.n++;
	assert_int_equal(answers_write(*state, &in, &json), ERR_TOO_BIG);
	for (int i = 0; i <= ANSWERS_MAX; i++)
		many[i] = (struct answer){ arena_fmt(*state, "q%d", i), ANSWER_LATER, STR(""), 0 };
	in = (struct answers){ STR("f"), STR("1"), STR(""), many, ANSWERS_MAX };
	assert_int_equal(answers_write(*state, &in, &json), OK);
	in.n++;
	assert_int_equal(answers_write(*state, &in, &json), ERR_TOO_BIG);
}

static void kinds_of_missing_have_words(void **state)
{
	enum answer_kind k;

	(void)state;
	assert_null(answer_word(ANSWER_TEXT));
	assert_null(answer_word(ANSWER_INTEGER));
	assert_string_equal(answer_word(ANSWER_NOT_APPLICABLE), "not_applicable");
	assert_true(answer_kind_read(STR("not_known"), &k));
	assert_int_equal(k, ANSWER_NOT_KNOWN);
	assert_false(answer_kind_read(STR(""), &k));
}

static void repeats_are_arrays_of_objects(void **state)
{
	const struct answer at[] = {
		{ STR("me"), ANSWER_TEXT, STR("Li"), 0 },
		{ STR("g/child"), ANSWER_ROUNDS, STR(""), 3 },
		{ STR("g/child[2]/deep/name"), ANSWER_TEXT, STR("B"), 0 },
		{ STR("g/child[2]/toy[1]/what"), ANSWER_CHOICES, STR("car  ball"), 0 },
		{ STR("g/child[3]/age"), ANSWER_NOT_KNOWN, STR(""), 0 },
		{ STR("none"), ANSWER_ROUNDS, STR(""), 0 },
		{ STR("weight"), ANSWER_TEXT, STR("12.50"), 0 },
	};
	const struct answers in = { STR("f"), STR("1"), STR(""), at, sizeof at / sizeof *at };
	struct answers back;
	struct str json;
	struct str again;

	assert_int_equal(answers_write(*state, &in, &json), OK);
	assert_true(str_starts(
		json, STR("{\"answers\":{\"g/child\":[{},{\"deep/name\":\"B\",\"toy\":[{\"what\":[\"car\","
	              "\"ball\"]}]},{\"age\":{\"missing\":\"not_known\"}}],\"me\":\"Li\",\"none\":[],"
	              "\"weight\":\"12.50\"}")));
	assert_int_equal(answers_read(*state, json, &back), OK);
	assert_int_equal(answers_find(&back, STR("g/child"))->n, 3);
	assert_int_equal(answers_find(&back, STR("none"))->kind, ANSWER_ROUNDS);
	assert_true(str_eq(answers_find(&back, STR("g/child[2]/toy[1]/what"))->text, STR("car ball")));
	assert_int_equal(answers_write(*state, &back, &again), OK);
	assert_true(str_eq(json, again));
}

static void paths_that_are_none_are_refused(void **state)
{
	static const char *const paths[] = { "a[",      "a[1]",   "a[1]/", "[1]/a",   "a[0]/b",
		                                 "a[-1]/b", "a[x]/b", "a[1]b", "a[1]/b[", "" };
	struct str json;

	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
		const struct answer one = { str_z(paths[i]), ANSWER_TEXT, STR("x"), 0 };
		const struct answers in = { STR("f"), STR("1"), STR(""), &one, 1 };
		if (answers_write(*state, &in, &json) != ERR_INVALID)
			fail_msg("taken: %s", paths[i]);
	}
	const struct answer twice[] = { { STR("a"), ANSWER_TEXT, STR("x"), 0 },
		                            { STR("a[1]/b"), ANSWER_TEXT, STR("x"), 0 } };
	const struct answers both = { STR("f"), STR("1"), STR(""), twice, 2 };
	assert_int_equal(answers_write(*state, &both, &json), ERR_INVALID);
	const struct answer far = { STR("a[1001]/b"), ANSWER_TEXT, STR("x"), 0 };
	const struct answers too_far = { STR("f"), STR("1"), STR(""), &far, 1 };
	assert_int_equal(answers_write(*state, &too_far, &json), ERR_TOO_BIG);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(answers_are_written_in_one_canonical_way),
		TEST(every_kind_survives_the_round_trip),
		TEST(repeats_are_arrays_of_objects),
		TEST(paths_that_are_none_are_refused),
		TEST(an_answer_is_found_by_its_path),
		TEST(a_path_there_twice_or_bad_text_is_not_written),
		TEST(other_json_is_refused),
		TEST(limits_hold_in_both_directions),
		TEST(kinds_of_missing_have_words),
	};

	answers_start();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
