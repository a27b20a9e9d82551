/* Every figure has one written definition, in words that a person can read. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

struct definition {
	const char *id;
	const char *title;
	const char *text;
};

static const struct definition definitions[] = {
#define DEF(id, title, text) { #id, "" title, "" text },
#include "measure/definitions.def"
#undef DEF
};

enum { COUNT = sizeof definitions / sizeof definitions[0] };

static void no_id_or_title_is_used_twice(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT; i++)
		for (size_t j = 0; j < i; j++) {
			assert_string_not_equal(definitions[i].id, definitions[j].id);
			assert_string_not_equal(definitions[i].title, definitions[j].title);
		}
}

static void every_text_is_a_sentence(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT; i++) {
		size_t n = strlen(definitions[i].text);

		assert_true(strlen(definitions[i].title) > 2 && n > 20);
		assert_int_equal(definitions[i].text[n - 1], '.');
		assert_null(strstr(definitions[i].text, "  "));
		assert_null(strstr(definitions[i].text, "victim"));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_id_or_title_is_used_twice),
		cmocka_unit_test(every_text_is_a_sentence),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
