#include "vault/search.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

struct pair {
	const char *a;
	const char *b;
	int want;
};

static void folds(const char *name, const char *want)
{
	struct arena *a = arena_new(1 << 20);
	struct str s = fold_name(a, str_z(name));

	assert_int_equal(s.n, strlen(want));
	assert_string_equal(s.n ? s.p : "", want);
	assert_true(str_eq(fold_name(a, s), s)); /* folded once is folded */
	arena_free(a);
}

static int distance(const char *typed, const char *name)
{
	struct arena *a = arena_new(1 << 20);
	int d = name_distance(fold_name(a, str_z(typed)), fold_name(a, str_z(name)));

	arena_free(a);
	return d;
}

static bool similar(const char *one, const char *other)
{
	struct arena *a = arena_new(1 << 20);
	struct str x = fold_name(a, str_z(one));
	struct str y = fold_name(a, str_z(other));
	bool s = name_similar(x, y);

	assert_true(s == name_similar(y, x));
	arena_free(a);
	return s;
}

static void case_accents_and_strokes_fold_away(void **state)
{
	(void)state;
	folds("José", "jose");
	folds("Jose\xCC\x81", "jose"); /* the accent as a letter of its own */
	folds("MÜLLER", "muller");
	folds("Nguyễn Thị Đào", "nguyen thi dao");
	folds("Łucja Žižková", "lucja zizkova");
	folds("Groß", "gross");
	folds("Ærø Œuvre", "aero oeuvre");
	folds("İpek Işık", "ipek isik");
	folds("ΣΟΦΟΣ", "σοφοσ");
	folds("Алёна Йованович", "алена иованович");
}

static void arabic_spellings_fold_together(void **state)
{
	(void)state;
	folds("مُحَمَّد", "محمد");
	folds("محـــمد", "محمد");
	folds("رحمٰن", "رحمن");
	folds("أحمد", "احمد");
	folds("إيمان آمنة ٱلنور", "ايمان امنه النور");
	folds("ليلى", "ليلي");
	folds("فاطمة", "فاطمه");
	folds("علی کریم", "علي كريم"); /* Persian ya and kaf */
	folds("ﻣﺤﻤﺪ", "محمد");         /* presentation forms */
	folds("شخص ٧", "شخص 7");
	folds("۱۲", "12");
}

static void letters_that_are_vowel_signs_stay(void **state)
{
	(void)state;
	folds("राम", "राम");
	folds("रीमा", "रीमा");
	folds("फ़ातिमा", "फातिमा"); /* nukta folds away */
	folds("สมชาย", "สมชาย");
	folds("ស្រី", "ស្រី");
	folds("がき", "がき");
	folds("김민지", "김민지");
	folds("ＡＢＣ", "abc");
}

static void spaces_and_punctuation_become_one_space(void **state)
{
	(void)state;
	folds("  Anne-Marie \t O’Brien\n", "anne marie obrien");
	folds("Müller, Anna", "muller anna");
	folds("D'Souza", "dsouza");
	folds("Person 7", "person 7");
	folds("...", "");
	folds("", "");
	folds("\xFF\xFE", "");
}

static void a_search_finds_words_that_begin_so_in_any_order(void **state)
{
	(void)state;
	assert_int_equal(distance("jose", "José García"), 0);
	assert_int_equal(distance("gar jo", "José García"), 0);
	assert_int_equal(distance("García José", "José García"), 0);
	assert_int_equal(distance("محمد", "مُحَمَّد الأحمد"), 0);
	assert_int_equal(distance("nguyen", "Nguyễn Thị Đào"), 0);
	assert_int_equal(distance("j", "José"), 0);
	assert_int_equal(distance("person 7", "Person 7"), 0);
}

static void a_search_forgives_little_and_less_in_short_words(void **state)
{
	static const struct pair t[] = {
		{ "muler", "Müller", 1 },
		{ "mueller", "Müller", 1 },
		{ "mulelr", "Müller", 1 },
		{ "katarina", "Catarina", 1 },
		{ "katerina", "Catarina", 2 },
		{ "katerine", "Catarina", -1 },
		{ "merio", "Maria", 2 },
		{ "enne", "Anna", -1 },
		{ "ana", "Ina", 1 },
		{ "ana", "Ona Anna", 1 },
		{ "anna", "Hana", -1 },
		{ "li", "Lu", -1 },
		{ "li", "Lin", 0 },
		{ "maria", "Mar", -1 },
		{ "maria lopez", "Mario Lopes", 2 },
		{ "jose x", "José García", -1 },
		{ "مجمد", "محمد", 1 },
		{ "abdullah", "Abd Ullah", 1 },
		{ "عبدالله", "عبد الله", 1 },
		{ "abd allah", "Abdallah", 1 },
		{ "", "Anna", -1 },
		{ "anna", "", -1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof t[0]; i++)
		if (distance(t[i].a, t[i].b) != t[i].want)
			fail_msg("%s / %s: %d, not %d", t[i].a, t[i].b, distance(t[i].a, t[i].b), t[i].want);
}

static void names_that_may_be_one_persons_are_similar(void **state)
{
	static const struct pair t[] = {
		{ "José García", "garcia jose", 1 },
		{ "Karla Diaz", "Diaz Carla", 1 },
		{ "Maria Elena Lopez", "Maria Lopez", 1 },
		{ "Maria Lopez", "Mariya Lopes", 1 },
		{ "محمد علي", "مُحَمَّد على", 1 },
		{ "Mary Ann", "Maryann", 1 },
		{ "عبد الله", "عبدالله", 1 },
		{ "Fatima", "Fatma", 1 },
		{ "Li", "Li", 1 },
		{ "Nguyễn Thị Đào", "Nguyen Thi Dao", 1 },
		{ "Maria", "Maria Lopez", 0 },
		{ "Maria Lopez", "Maria Hernandez", 0 },
		{ "Li Na", "Na Li", 0 },
		{ "Li Na", "Lu Na", 0 },
		{ "Maria Maria", "Maria Lopez", 0 },
		{ "Anna Bo", "Hanna Po", 0 },
		{ "", "", 0 },
		{ "", "Maria", 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof t[0]; i++)
		if (similar(t[i].a, t[i].b) != (t[i].want != 0))
			fail_msg("%s / %s: not %d", t[i].a, t[i].b, t[i].want);
}

/* The first word takes the second name's first; the second fits nowhere else, so the first moves
 * on. */
static void words_make_room_for_each_other(void **state)
{
	(void)state;
	assert_true(similar("abcdef ghabcdef", "abcdef abcdxy"));
	assert_false(similar("abcdef ghabcdef", "abcdef uvwxyz"));
}

static void long_names_and_words_are_bounded(void **state)
{
	char many[400] = "";
	char word[400];

	(void)state;
	for (int i = 0; i < 40; i++)
		memcpy(many + 8 * (size_t)i, "abcdefg ", 9);
	memset(word, 'x', sizeof word - 1);
	word[sizeof word - 1] = 0;
	assert_int_equal(distance(many, many), 0);
	assert_true(similar(many, many));
	assert_int_equal(distance(word, word), 0);
	assert_int_equal(distance(word, many), -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(case_accents_and_strokes_fold_away),
		cmocka_unit_test(arabic_spellings_fold_together),
		cmocka_unit_test(letters_that_are_vowel_signs_stay),
		cmocka_unit_test(spaces_and_punctuation_become_one_space),
		cmocka_unit_test(a_search_finds_words_that_begin_so_in_any_order),
		cmocka_unit_test(a_search_forgives_little_and_less_in_short_words),
		cmocka_unit_test(names_that_may_be_one_persons_are_similar),
		cmocka_unit_test(words_make_room_for_each_other),
		cmocka_unit_test(long_names_and_words_are_bounded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
