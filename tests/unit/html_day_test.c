/* Built with the table that tools/trgen makes of the catalogues in locale: they are under test too.
 */
#include "html/html.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static struct arena *arena;
static struct buf out;

static int setup(void **state)
{
	(void)state;
	arena = arena_new(1 << 20);
	return arena ? 0 : 1;
}

static int teardown(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static struct html page_in(const char *code)
{
	out = buf_new(arena, 4096);
	return (struct html){ .out = &out, .lang = lang_find(str_z(code)) };
}

static void says(const char *code, struct day d, const char *expected)
{
	struct html h = page_in(code);
	struct str s = day_words(&h, d);

	assert_int_equal(s.n, strlen(expected));
	assert_memory_equal(s.p, expected, s.n);
}

static void a_day_reads_as_people_say_it(void **state)
{
	(void)state;
	says("en", day_of(2026, 3, 14), "14 March 2026");
	says("es", day_of(2026, 3, 14), "14 de marzo de 2026");
	says("ar", day_of(2026, 3, 14), "14 مارس 2026");
	says("en", day_of(1969, 12, 1), "1 December 1969");
	says("ar", day_of(2024, 2, 29), "29 فبراير 2024");
}

static void no_day_says_nothing(void **state)
{
	(void)state;
	says("en", NO_DAY, "");
	says("es", NO_DAY, "");
}

static void every_month_has_a_name_in_every_language(void **state)
{
	(void)state;
	for (int month = 1; month <= 12; month++) {
		struct html en = page_in("en");
		struct str english = day_words(&en, day_of(2026, month, 1));
		struct html es = page_in("es");
		struct html ar = page_in("ar");

		assert_false(str_eq(english, day_words(&es, day_of(2026, month, 1))));
		assert_false(str_eq(english, day_words(&ar, day_of(2026, month, 1))));
	}
}

static void a_chosen_voice_inflects_a_heading(void **state)
{
	(void)state;
	assert_string_equal(lang_voice(lang_find(STR("en")), VOICE_SHE, "In their own words"),
	                    "In her own words");
	assert_string_equal(lang_voice(lang_find(STR("ar")), VOICE_SHE, "In their own words"),
	                    "بكلماتها");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_day_reads_as_people_say_it),
		cmocka_unit_test(no_day_says_nothing),
		cmocka_unit_test(every_month_has_a_name_in_every_language),
		cmocka_unit_test(a_chosen_voice_inflects_a_heading),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
