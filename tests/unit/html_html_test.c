#include "html/html.h"

#include "base/random.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static unsigned by_size(unsigned long n)
{
	return n == 0 ? 0 : n == 1 ? 1 : 2;
}

static const char *const says[] = {
	"{2} <> {1}", "none", "one", "some, {1}", "sie", "Marz",
};
static const struct lang_entry entries[] = {
	{ "", "a {1} and {2}", says, 1 },
	{ "", "one", says + 1, 3 },
	{ "she", "their", says + 4, 1 },
};
static const struct lang english = { "en", "English", false, false, by_size, 1, NULL, 0 };
static const struct lang other = { "xx", "Other", false, false, by_size, 3, entries, 3 };
const struct lang *const lang_table[] = { &english, &other };
const size_t lang_table_n = 2;

static struct arena *arena;
static struct buf out;
/* The marks that set an argument apart where no tags may stand. */
#define FSI "\xE2\x81\xA8"
#define PDI "\xE2\x81\xA9"

static struct html h;

static int setup(void **state)
{
	(void)state;
	arena = arena_new(8 << 20);
	return arena ? 0 : 1;
}

static int teardown(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static void fresh(const struct lang *lang)
{
	out = buf_new(arena, 1 << 20);
	h = (struct html){ .out = &out, .lang = lang };
}

static void wrote_n(const char *expected, size_t n)
{
	assert_int_equal(out.n, n);
	if (n)
		assert_memory_equal(out.p, expected, n);
	fresh(h.lang);
}

static void wrote(const char *expected)
{
	wrote_n(expected, strlen(expected));
}

static void text_escapes_what_would_begin_markup(void **state)
{
	(void)state;
	fresh(&english);
	html_text(&h, "a <b> & \"c\" 'd'");
	wrote("a &lt;b&gt; &amp; \"c\" 'd'");
	html_text(&h, "");
	wrote("");
	html_text(&h, "&&");
	wrote("&amp;&amp;");
	html_text(&h, "a\r\nb");
	wrote("a&#13;\nb");
}

static void an_attribute_escapes_both_quotes(void **state)
{
	(void)state;
	fresh(&english);
	html_attr(&h, "a <b> & \"c\" 'd'");
	wrote("a &lt;b&gt; &amp; &quot;c&quot; &#39;d&#39;");
}

static void bytes_that_are_no_text_are_replaced(void **state)
{
	(void)state;
	fresh(&english);
	html_text(&h, STR("a\0b"));
	wrote("a\xEF\xBF\xBD"
	      "b");
	html_text(&h, STR("<\xC3(\xE2\x82"));
	wrote("&lt;\xEF\xBF\xBD(\xEF\xBF\xBD\xEF\xBF\xBD");
	html_attr(&h, STR("\xED\xA0\x80\""));
	wrote("\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD&quot;");
	html_urlpart(&h, STR("\xFF"));
	wrote("%EF%BF%BD");
	html_url(&h, STR("/\xFF"));
	wrote("/\xEF\xBF\xBD");
}

static void text_of_any_script_stays_as_it_is(void **state)
{
	(void)state;
	fresh(&english);
	html_text(&h, "نور <ñ> 🌿");
	wrote("نور &lt;ñ&gt; 🌿");
}

static void an_address_stays_in_the_house(void **state)
{
	static const char *const kept[] = { "/", "/people/1?a=b#c", "#a", "?a=b" };
	static const char *const refused[] = {
		"",       "//host",   "/\\host", "\\host", "http://host/", "javascript:go()",
		"people", "/\t/host", " /a",     "/a\nb",  "/a\x7F",
	};

	(void)state;
	fresh(&english);
	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
		html_url(&h, kept[i]);
		wrote(kept[i]);
	}
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
		html_url(&h, refused[i]);
		wrote("#");
	}
	html_url(&h, "/a?b=c&d='\"");
	wrote("/a?b=c&amp;d=&#39;&quot;");
}

static void a_part_of_an_address_is_percent_encoded(void **state)
{
	(void)state;
	fresh(&english);
	html_urlpart(&h, "aZ09-._~");
	wrote("aZ09-._~");
	html_urlpart(&h, "a/b?c&d=e f+g%\"<é");
	wrote("a%2Fb%3Fc%26d%3De%20f%2Bg%25%22%3C%C3%A9");
}

static void every_type_of_a_page_has_its_words(void **state)
{
	const struct person_id id = { { 0xAB, 1 } };
	const uint8_t small = 255;

	(void)state;
	fresh(&english);
	html_text(&h, -5);
	wrote("-5");
	html_text(&h, INT64_MIN);
	wrote("-9223372036854775808");
	html_text(&h, UINT64_MAX);
	wrote("18446744073709551615");
	html_text(&h, small);
	wrote("255");
	html_text(&h, id);
	wrote("ab010000000000000000000000000000");
	html_text(&h, day_of(2026, 3, 4));
	wrote("2026-03-04");
	html_text(&h, NO_DAY);
	wrote("");
	html_text(&h, (const char *)NULL);
	wrote("");
}

static void arguments_of_a_sentence_are_set_apart_and_escaped(void **state)
{
	const struct str args[] = { STR("<x>"), STR("{1}") };

	(void)state;
	fresh(&english);
	html_say(&h, HTML_TEXT, "a {1} and {2}", args, 2);
	wrote("a <bdi>&lt;x&gt;</bdi> and <bdi>{1}</bdi>");
	html_say(&h, HTML_PLAIN, "a \"{1}\" and {2}", args, 2);
	wrote("a &quot;" FSI "&lt;x&gt;" PDI "&quot; and " FSI "{1}" PDI);
	fresh(&other);
	html_say(&h, HTML_TEXT, "a {1} and {2}", args, 2);
	wrote("<bdi>{1}</bdi> &lt;&gt; <bdi>&lt;x&gt;</bdi>");
}

static void a_place_without_an_argument_stays(void **state)
{
	const struct str one = STR("x");

	(void)state;
	fresh(&english);
	html_say(&h, HTML_TEXT, "{1} {2} {0} {a} {1", &one, 1);
	wrote("<bdi>x</bdi> {2} {0} {a} {1");
	html_say(&h, HTML_TEXT, "{1}", NULL, 0);
	wrote("{1}");
}

static void a_sentence_takes_the_plural_of_its_language(void **state)
{
	const struct str n = STR("7");

	(void)state;
	fresh(&english);
	html_say_n(&h, HTML_PLAIN, "one", "{1} many", 1, &n, 1);
	wrote("one");
	html_say_n(&h, HTML_PLAIN, "one", "{1} many", 0, &n, 1);
	wrote(FSI "7" PDI " many");
	fresh(&other);
	html_say_n(&h, HTML_PLAIN, "one", "{1} many", 0, &n, 1);
	wrote("none");
	html_say_n(&h, HTML_PLAIN, "one", "{1} many", 7, &n, 1);
	wrote("some, " FSI "7" PDI);
}

static void a_sentence_takes_the_voice(void **state)
{
	(void)state;
	fresh(&other);
	html_say_voice(&h, HTML_TEXT, VOICE_SHE, "their", NULL, 0);
	wrote("sie");
	html_say_voice(&h, HTML_TEXT, VOICE_HE, "their", NULL, 0);
	wrote("their");
}

static void a_filled_text_is_not_escaped_yet(void **state)
{
	const struct str args[] = { STR("<x>"), STR("y") };
	struct str s;

	(void)state;
	fresh(&english);
	s = html_fill(&h, "{2}: {1}.", args, 2);
	assert_true(str_eq(s, STR(FSI "y" PDI ": " FSI "<x>" PDI ".")));
	s = html_fill_bare(&h, "{2}: {1}.", args, 2);
	assert_true(str_eq(s, STR("y: <x>.")));
	wrote("");
}

/* Reads back what an escaper wrote, knowing only the entities it may use. */
static size_t unescape(const char *p, size_t n, char *to)
{
	static const struct {
		const char *name;
		char c;
	} entities[] = { { "&amp;", '&' },  { "&lt;", '<' },   { "&gt;", '>' },
		             { "&quot;", '"' }, { "&#39;", '\'' }, { "&#13;", '\r' } };
	size_t k = 0;

	for (size_t i = 0; i < n; i++) {
		to[k] = p[i];
		for (size_t e = 0; p[i] == '&' && e < 6; e++) {
			size_t length = strlen(entities[e].name);
			if (n - i >= length && memcmp(p + i, entities[e].name, length) == 0) {
				to[k] = entities[e].c;
				i += length - 1;
				break;
			}
		}
		k++;
	}
	return k;
}

static void escaped_text_reads_back_as_it_was(void **state)
{
	struct dice dice = { 1 };
	char in[64];
	char back[64];

	(void)state;
	fresh(&english);
	for (int round = 0; round < 20000; round++) {
		size_t n = dice_below(&dice, sizeof in);
		for (size_t i = 0; i < n; i++)
			in[i] = "ab&<>\"'\r\n;#l13gt"[dice_below(&dice, 16)];
		if (round % 2)
			html_text(&h, ((struct str){ in, n }));
		else
			html_attr(&h, ((struct str){ in, n }));
		for (size_t i = 0; i < out.n; i++)
			assert_null(out.p[i] ? strchr(round % 2 ? "<>" : "<>\"'", out.p[i]) : NULL);
		assert_int_equal(unescape(out.p, out.n, back), n);
		assert_memory_equal(back, in, n);
		fresh(&english);
		arena_reset(arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_escapes_what_would_begin_markup),
		cmocka_unit_test(an_attribute_escapes_both_quotes),
		cmocka_unit_test(bytes_that_are_no_text_are_replaced),
		cmocka_unit_test(text_of_any_script_stays_as_it_is),
		cmocka_unit_test(an_address_stays_in_the_house),
		cmocka_unit_test(a_part_of_an_address_is_percent_encoded),
		cmocka_unit_test(every_type_of_a_page_has_its_words),
		cmocka_unit_test(arguments_of_a_sentence_are_set_apart_and_escaped),
		cmocka_unit_test(a_place_without_an_argument_stays),
		cmocka_unit_test(a_sentence_takes_the_plural_of_its_language),
		cmocka_unit_test(a_sentence_takes_the_voice),
		cmocka_unit_test(a_filled_text_is_not_escaped_yet),
		cmocka_unit_test(escaped_text_reads_back_as_it_was),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
