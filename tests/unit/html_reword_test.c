/* P9: words of the interface in the way of a house: whole words, in texts of the program only. */
#include "html/reword.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
/* cmocka.h needs the three above. */
#include <cmocka.h>

static struct arena *a;
static const struct reword pairs[] = {
	{ { "shelter", 7 }, { "residence", 9 } },    { { "our shelter", 11 }, { "this home", 9 } },
	{ { "shelters", 8 }, { "residences", 10 } }, { { "el albergue", 11 }, { "la casa", 7 } },
	{ { "équipe", 7 }, { "maison", 6 } },        { { "المأوى", 12 }, { "البيت", 10 } },
	{ { "plan", 4 }, { "a <b>{1}</b>", 12 } },
};
static const struct rewords list = { pairs, sizeof pairs / sizeof *pairs };

static int begin(void **state)
{
	(void)state;
	a = arena_new((size_t)64 << 20);
	return a ? 0 : -1;
}

static int end(void **state)
{
	(void)state;
	arena_free(a);
	return 0;
}

#define becomes(text, after) assert_string_equal(reword_text(a, &list, text), after)
static void stays(const char *text)
{
	assert_ptr_equal(reword_text(a, &list, text), text);
}

static void whole_words_are_said_anew(void **state)
{
	(void)state;
	becomes("a shelter, or shelters.", "a residence, or residences.");
	becomes("shelter", "residence");
	becomes("(shelter)“shelter”", "(residence)“residence”");
	stays("sheltered in shelterless");
	stays("");
}

static void the_longest_wording_counts(void **state)
{
	(void)state;
	becomes("in our shelter", "in this home");
	becomes("en el albergue; un albergue", "en la casa; un albergue");
}

static void a_capital_stays_one(void **state)
{
	(void)state;
	becomes("Shelter", "Residence");
	becomes("El albergue", "La casa");
	becomes("Équipe", "Maison");
	stays("SHELTER");
}

static void other_scripts_and_accents_are_letters(void **state)
{
	(void)state;
	becomes("في المأوى، الآن", "في البيت، الآن");
	stays("بالمأوى");
	stays("éshelter");
}

static void places_and_markup_stay_as_they_are(void **state)
{
	(void)state;
	becomes("<a shelter>{1} shelter {shelter}</a>", "<a shelter>{1} residence {shelter}</a>");
	becomes("{ shelter", "{ residence");
	becomes("a < shelter", "a < residence");
}

static void signs_that_mean_something_are_refused(void **state)
{
	static const char *const bad[] = { "", "a{1}", "<b>", "a&b", "say \"x\"", "100%", "a\nb", "}" };

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_non_null(reword_problem(str_z(bad[i])));
	assert_null(reword_problem(STR("l'équipe – día")));
	/* And passed over, should they be in a table. */
	stays("the plan");
}

static void a_language_said_anew_has_the_shape_of_the_old(void **state)
{
	const struct lang *en = lang_find(STR("en"));
	const struct lang *l = lang_reworded(a, en, &list);
	struct reworded some[2];
	size_t n = reword_changes(a, en, &list, some, 2);

	(void)state;
	assert_true(lang_same(en, l));
	assert_string_equal(lang_text(en, "Our own shelter"), "Our own shelter");
	assert_string_equal(lang_text(l, "Our own shelter"), "Our own residence");
	assert_string_equal(lang_text(l, "Save the age"), "Save the age");
	assert_string_equal(lang_voice(l, VOICE_SHE, "In their own words"), "In her own words");
	assert_true(n > 2);
	assert_string_not_equal(some[1].before, some[1].after);
	assert_ptr_equal(lang_reworded(a, en, &(struct rewords){ NULL, 0 }), en);
}

static void plural_forms_are_said_anew_each(void **state)
{
	static const struct reword one[] = { { { "people", 6 }, { "friends", 7 } } };
	const struct rewords people = { one, 1 };
	const struct lang *l = lang_reworded(a, lang_find(STR("en")), &people);

	(void)state;
	assert_string_equal(lang_plural(l, "One person", "{1} people", 2), "{1} friends");
	assert_string_equal(lang_plural(l, "One person", "{1} people", 1), "One person");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(whole_words_are_said_anew),
		cmocka_unit_test(the_longest_wording_counts),
		cmocka_unit_test(a_capital_stays_one),
		cmocka_unit_test(other_scripts_and_accents_are_letters),
		cmocka_unit_test(places_and_markup_stay_as_they_are),
		cmocka_unit_test(signs_that_mean_something_are_refused),
		cmocka_unit_test(a_language_said_anew_has_the_shape_of_the_old),
		cmocka_unit_test(plural_forms_are_said_anew_each),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
