#include "html/lang.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

/* Arabic's rule, as in its catalogue. */
static unsigned six(unsigned long n)
{
	return n == 0                          ? 0
	       : n == 1                        ? 1
	       : n == 2                        ? 2
	       : n % 100 >= 3 && n % 100 <= 10 ? 3
	       : n % 100 >= 11                 ? 4
	                                       : 5;
}

static unsigned two(unsigned long n)
{
	return n != 1;
}

static const char *const en_says[] = { "In his own words", "In her own words" };
static const struct lang_entry en_at[] = {
	{ "he", "In their own words", en_says, 1 },
	{ "she", "In their own words", en_says + 1, 1 },
};
static const char *const ar_says[] = { "0",   "1",     "2",    "3-10", "11-99",
	                                   "100", "plain", "hers", "may",  "May" };
static const struct lang_entry ar_at[] = {
	{ "", "May", ar_says + 8, 1 },       { "", "one day", ar_says, 6 },
	{ "", "spoken", ar_says + 6, 1 },    { "month", "May", ar_says + 9, 1 },
	{ "she", "spoken", ar_says + 7, 1 },
};
static const struct lang en = { "en", "English", false, false, two, 2, en_at, 2 };
static const struct lang es = { "es", "Español", false, true, two, 2, NULL, 0 };
static const struct lang ar = { "ar", "العربية", true, true, six, 6, ar_at, 5 };
const struct lang *const lang_table[] = { &en, &es, &ar };
const size_t lang_table_n = 3;

static void a_language_is_found_by_its_code(void **state)
{
	(void)state;
	assert_ptr_equal(lang_find(STR("ar")), &ar);
	assert_ptr_equal(lang_find(STR("ES")), &es);
	assert_null(lang_find(STR("e")));
	assert_null(lang_find(STR("esp")));
	assert_null(lang_find(STR("")));
}

static void a_language_tells_about_itself(void **state)
{
	size_t n;

	(void)state;
	assert_ptr_equal(lang_all(&n)[0], &en);
	assert_int_equal(n, 3);
	assert_string_equal(lang_code(&ar), "ar");
	assert_string_equal(lang_name(&es), "Español");
	assert_true(lang_rtl(&ar));
	assert_false(lang_rtl(&es));
	assert_true(lang_draft(&es));
	assert_false(lang_draft(&en));
}

static void the_browser_asks_for_its_best_language(void **state)
{
	static const struct {
		const char *header;
		const struct lang *best;
	} cases[] = {
		{ "", &en },
		{ "es", &es },
		{ "es-MX,es;q=0.9,en;q=0.8", &es },
		{ "fr,ar;q=0.5", &ar },
		{ "en;q=0.3, ar;q=0.31", &ar },
		{ "ar;q=0, es;q=0.001", &es },
		{ "ar;q=1.0,es", &ar },
		{ " AR-eg ;q=0.7 , en;q=0.2", &ar },
		{ "*", &en },
		{ "de", &en },
		{ "ar;q=x,es;q=0.1", &es },
		{ "ar;q=2,es;q=0.1", &es },
		{ "ar;q", &en },
		{ ",,;;,", &en },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_ptr_equal(lang_accept(str_z(cases[i].header)), cases[i].best);
}

static void a_missing_translation_is_english(void **state)
{
	(void)state;
	assert_string_equal(lang_text(&ar, "spoken"), "plain");
	assert_string_equal(lang_text(&ar, "unknown"), "unknown");
	assert_string_equal(lang_text(&es, "spoken"), "spoken");
}

static void a_context_tells_equal_texts_apart(void **state)
{
	(void)state;
	assert_string_equal(lang_text(&ar, "May"), "may");
	assert_string_equal(lang_context(&ar, "month", "May"), "May");
	assert_string_equal(lang_context(&ar, "month", "spoken"), "spoken");
}

static void a_voice_inflects_or_falls_back(void **state)
{
	(void)state;
	assert_string_equal(lang_voice(&ar, VOICE_SHE, "spoken"), "hers");
	assert_string_equal(lang_voice(&ar, VOICE_HE, "spoken"), "plain");
	assert_string_equal(lang_voice(&ar, VOICE_NONE, "spoken"), "plain");
	assert_string_equal(lang_voice(&en, VOICE_HE, "In their own words"), "In his own words");
	assert_string_equal(lang_voice(&en, VOICE_THEY, "In their own words"), "In their own words");
	assert_string_equal(lang_voice(&es, VOICE_SHE, "In their own words"), "In her own words");
	assert_string_equal(lang_voice(&es, VOICE_SHE, "other"), "other");
}

static void each_number_takes_its_form(void **state)
{
	static const struct {
		int64_t n;
		const char *form;
	} cases[] = { { 0, "0" },     { 1, "1" },      { 2, "2" },      { 3, "3-10" },
		          { 10, "3-10" }, { 11, "11-99" }, { 99, "11-99" }, { 100, "100" },
		          { 102, "100" }, { 103, "3-10" }, { -2, "2" } };

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_string_equal(lang_plural(&ar, "one day", "days", cases[i].n), cases[i].form);
	assert_non_null(lang_plural(&ar, "one day", "days", INT64_MIN));
	assert_string_equal(lang_plural(&es, "one day", "days", 1), "one day");
	assert_string_equal(lang_plural(&es, "one day", "days", 0), "days");
	assert_string_equal(lang_plural(&es, "one day", "days", -1), "one day");
	assert_string_equal(lang_plural(&ar, "spoken", "many", 2), "many"); /* it has one form only */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_language_is_found_by_its_code),
		cmocka_unit_test(a_language_tells_about_itself),
		cmocka_unit_test(the_browser_asks_for_its_best_language),
		cmocka_unit_test(a_missing_translation_is_english),
		cmocka_unit_test(a_context_tells_equal_texts_apart),
		cmocka_unit_test(a_voice_inflects_or_falls_back),
		cmocka_unit_test(each_number_takes_its_form),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
