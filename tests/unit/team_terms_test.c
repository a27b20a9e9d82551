/* team/terms: words of the interface that a house says in its own way, from the rules to the page.
 */
#include "team/terms.h"

#include "access/house_words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "harness/both.h"

static struct ctx task(const char *user)
{
	struct ctx c;

	assert_int_equal(test_ctx(&house, user, &c), OK);
	return c;
}

static enum err writes(const char *language, const char *said, const char *instead,
                       struct row_id *row)
{
	struct ctx c = task("grace");
	struct term t = { row_id_fresh(c.now), lang_find(str_z(language)), str_z(said), str_z(instead),
		              false };
	enum err e = term_write(&c, &t);

	*row = t.id;
	if (e == OK)
		e = test_commit(&c);
	test_ctx_end(&c);
	return e;
}

static enum err takes_back(struct row_id row)
{
	struct ctx c = task("grace");
	enum err e = term_take_back(&c, row);

	if (e == OK)
		e = test_commit(&c);
	test_ctx_end(&c);
	return e;
}

/* How a text reads for somebody, in a language. */
static void reads(const char *user, const char *language, const char *text, const char *as)
{
	struct ctx c = task(user);
	const struct lang *l = house_words_lang(&c, lang_find(str_z(language)));

	assert_string_equal(lang_text(l, text), as);
	test_ctx_end(&c);
}

static void a_word_is_said_anew_for_everybody_until_it_is_taken_back(void **state)
{
	struct row_id row;

	(void)state;
	reads("amara", "en", "Our own shelter", "Our own shelter");
	assert_int_equal(writes("en", "shelter", "residence", &row), OK);
	reads("amara", "en", "Our own shelter", "Our own residence");
	reads("eva", "en", "Our own shelter", "Our own residence");
	reads("amara", "es", "Our own shelter", "Nuestro propio albergue");
	assert_int_equal(takes_back(row), OK);
	reads("amara", "en", "Our own shelter", "Our own shelter");
	assert_int_equal(takes_back(row), ERR_CONFLICT);
}

static void of_two_for_one_word_the_second_is_told(void **state)
{
	struct row_id first;
	struct row_id second;

	(void)state;
	assert_int_equal(writes("es", "albergue", "hogar", &first), OK);
	assert_int_equal(writes("es", "albergue", "casa", &second), ERR_CONFLICT);
	reads("amara", "es", "Our own shelter", "Nuestro propio hogar");
	assert_int_equal(takes_back(first), OK);
}

static void signs_of_texts_never_reach_the_table(void **state)
{
	struct row_id row;

	(void)state;
	assert_int_equal(writes("en", "shelter", "<b>home</b>", &row), ERR_INVALID);
	assert_int_equal(writes("en", "{1}", "home", &row), ERR_INVALID);
	assert_int_equal(writes("en", "", "home", &row), ERR_INVALID);
}

static void every_house_keeps_its_languages_apart_while_many_change(void **state)
{
	struct row_id rows[12];
	char word[] = "residence a";

	(void)state;
	/* More than are kept: what a page still shows is never given up. */
	for (size_t i = 0; i < 12; i++) {
		struct ctx c = task("amara");
		const struct lang *shown;
		word[10] = (char)('a' + i);
		assert_int_equal(writes("en", "shelter", word, &rows[i]), OK);
		shown = house_words_lang(&c, lang_find(STR("en")));
		assert_int_equal(takes_back(rows[i]), OK);
		reads("eva", "en", "Our own shelter", "Our own shelter");
		assert_string_equal(lang_text(shown, "Our own shelter"),
		                    arena_fmt(c.arena, "Our own %s", word).p);
		test_ctx_end(&c);
	}
}

static void all_are_listed_with_what_they_change(void **state)
{
	struct reworded some[4];
	struct terms all;
	struct row_id row;
	struct term one;
	struct ctx c;

	(void)state;
	assert_int_equal(writes("en", "shelter", "residence", &row), OK);
	c = task("grace");
	assert_int_equal(terms_read(&c, &all), OK);
	assert_int_equal(all.n, 1);
	assert_int_equal(term_read(&c, row, &one), OK);
	assert_true(str_eq(one.instead, STR("residence")));
	assert_true(term_changes(&c, &one, some, 4) > 2);
	assert_non_null(strstr(some[0].after, "residence"));
	assert_int_equal(term_read(&c, row_id_fresh(c.now), &one), ERR_ABSENT);
	test_ctx_end(&c);
	assert_int_equal(takes_back(row), OK);
}

static void put_sheet(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	assert_true(fputs(text, f) >= 0);
	assert_int_equal(fclose(f), 0);
}

/* Houses of a coalition share their packs, and each may still say it in its own way. */
static void what_the_packs_say_anew_holds_until_the_house_says_otherwise(void **state)
{
	char folder[] = "/tmp/kintsugi-packs-XXXXXX";
	const char *shipped = house.house->packs;
	char terms[80];
	char sheet[100];
	struct terms all;
	struct row_id row;
	struct ctx c;

	(void)state;
	assert_non_null(mkdtemp(folder));
	(void)snprintf(terms, sizeof terms, "%s/terms", folder);
	(void)snprintf(sheet, sizeof sheet, "%s/en.csv", terms);
	assert_int_equal(mkdir(terms, 0700), 0);
	put_sheet(sheet, "said,instead\nshelter,refuge\nmy day,<b>\n");
	house.house->packs = folder;
	reads("amara", "en", "Our own shelter", "Our own refuge");
	reads("amara", "en", "My day", "My day");
	reads("amara", "es", "Our own shelter", "Nuestro propio albergue");
	assert_int_equal(writes("en", "shelter", "residence", &row), OK);
	reads("amara", "en", "Our own shelter", "Our own residence");
	assert_int_equal(takes_back(row), OK);
	/* Also back to the program's own word. */
	c = task("grace");
	assert_int_equal(terms_read(&c, &all), OK);
	assert_int_equal(all.n, 2);
	assert_true(all.at[0].shared);
	test_ctx_end(&c);
	assert_int_equal(writes("en", "shelter", "shelter", &row), OK);
	reads("amara", "en", "Our own shelter", "Our own shelter");
	assert_int_equal(takes_back(row), OK);
	house.house->packs = shipped;
	(void)unlink(sheet);
	(void)rmdir(terms);
	(void)rmdir(folder);
}

static void words_go_from_one_house_to_another_in_a_file(void **state)
{
	struct term_refusals refused;
	struct ctx c = task("grace");
	struct row_id id;
	struct terms all;
	struct str csv;

	(void)state;
	assert_int_equal(
		terms_bring(&c, STR("said,instead,language\nshelter,\"home, ours\",en\n"), &refused), OK);
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(terms_csv(&c, &csv), OK);
	assert_true(str_eq(csv, STR("language,said,instead\r\nen,\"shelter\",\"home, ours\"\r\n")));
	/* What is said so already is passed over; what is said otherwise is not changed by a file. */
	assert_int_equal(terms_bring(&c, csv, &refused), OK);
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(terms_read(&c, &all), OK);
	assert_int_equal(all.n, 1);
	id = all.at[0].id;
	assert_int_equal(terms_bring(&c,
	                             STR("language,said,instead\nes,albergue,casa\nen,shelter,house\n"
	                                 "en,my day,my today\nen,my day,our day\n"),
	                             &refused),
	                 ERR_INVALID);
	assert_int_equal(refused.n, 2);
	assert_int_equal(refused.at[0].row, 3);
	assert_int_equal(refused.at[1].row, 5);
	assert_int_equal(terms_bring(&c, STR("\xff"), &refused), ERR_INVALID);
	test_ctx_end(&c);
	assert_int_equal(takes_back(id), OK);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_word_is_said_anew_for_everybody_until_it_is_taken_back),
		cmocka_unit_test(of_two_for_one_word_the_second_is_told),
		cmocka_unit_test(signs_of_texts_never_reach_the_table),
		cmocka_unit_test(every_house_keeps_its_languages_apart_while_many_change),
		cmocka_unit_test(what_the_packs_say_anew_holds_until_the_house_says_otherwise),
		cmocka_unit_test(words_go_from_one_house_to_another_in_a_file),
		cmocka_unit_test(all_are_listed_with_what_they_change),
	};

	return test_on_both("words of the house", tests, sizeof tests / sizeof *tests);
}
