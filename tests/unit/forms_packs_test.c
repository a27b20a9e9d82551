/* The shipped packs keep what is promised of them. */
#include "forms/score.h"
#include "harness/samples.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
/* cmocka.h needs the three above. */
#include <cmocka.h>

static const char *const codes[] = { "en", "es", "ar" };
static struct form_problems problems;

static void assert_complete(const struct form_def *f)
{
	assert_true(form_ready(&problems));
	assert_int_equal(problems.remarks, 0);
	assert_int_equal(f->langs_n, 3);
	for (size_t l = 0; l < 3; l++)
		assert_true(str_eq(f->langs[l].code, str_z(codes[l])));
}

static void every_pack_loads_ready_and_in_three_languages(void **state)
{
	assert_complete(pack_form(*state, "recovery-rubric", &problems));
	assert_complete(pack_form(*state, "own-view", &problems));
	assert_complete(pack_form(*state, "welcome", &problems));
}

static void the_rubric_has_six_domains_of_three_or_more_items(void **state)
{
	const struct instrument *m = pack_form(*state, "recovery-rubric", &problems)->instrument;

	assert_non_null(m);
	assert_int_equal(m->scales_n, 6);
	assert_true(m->items_n >= 18 && m->items_n <= 22);
	assert_int_equal(m->overall_needs, 4);
	assert_true(str_eq(m->status, STR("not yet validated")));
	assert_true(str_eq(m->licence, STR("CC BY 4.0")));
	for (size_t i = 0; i < m->scales_n; i++) {
		const struct score_scale *s = &m->scales[i];
		bool safety = str_eq(s->name, STR("safety"));
		assert_true(s->n >= 3);
		assert_int_equal(s->limits.stable_from, 300);
		assert_int_equal(s->limits.min_item, safety ? 3 : 2);
		assert_int_equal(s->limits.none_missing, safety);
		assert_int_equal(s->limits.needs * 3, s->limits.of * 2);
		assert_int_equal(s->bands_n, 3);
	}
}

static void every_item_and_age_group_has_four_different_anchors_in_order(void **state)
{
	static const char *const ages[] = { "adult", "12-17", "6-11", "0-5" };
	const struct form_def *f = pack_form(*state, "recovery-rubric", &problems);

	for (size_t i = 0; i < f->instrument->items_n; i++) {
		for (size_t g = 0; g < 4; g++) {
			const struct xpath_pair age = { STR("age_group"), str_z(ages[g]) };
			struct form_choices c;
			assert_int_equal(form_choices(*state, f->instrument->items[i], &age, 1, &c), OK);
			assert_int_equal(c.n, 4);
			for (size_t k = 0; k < 4; k++) {
				char level[2] = { (char)('1' + k), '\0' };
				assert_true(str_eq(c.at[k]->name, str_z(level)));
				assert_true(k == 0 || !str_eq(c.at[k]->label.in[0], c.at[k - 1]->label.in[0]));
			}
		}
	}
}

static void no_choice_shows_before_the_age_group_is_known(void **state)
{
	const struct form_def *f = pack_form(*state, "recovery-rubric", &problems);
	struct form_choices c;

	assert_int_equal(form_choices(*state, f->instrument->items[0], NULL, 0, &c), OK);
	assert_int_equal(c.n, 0);
}

static void every_item_says_why_and_may_be_counted(void **state)
{
	const struct form_def *f = pack_form(*state, "recovery-rubric", &problems);

	for (size_t i = 0; i < f->instrument->items_n; i++) {
		const struct form_field *item = f->instrument->items[i];
		assert_true(item->countable && item->core);
		assert_true(str_eq(item->compartment, STR("case")));
		for (size_t l = 0; l < 3; l++)
			assert_true(item->why.in[l].n > 0 && item->hint.in[l].n > 0);
	}
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

/* Whether word (lower case) stands alone somewhere in s. */
static bool says(struct str s, const char *word)
{
	size_t n = strlen(word);

	for (size_t i = 0; i + n <= s.n; i++) {
		size_t k = 0;
		bool starts = i == 0 || lower(s.p[i - 1]) < 'a' || lower(s.p[i - 1]) > 'z';
		while (k < n && lower(s.p[i + k]) == word[k])
			k++;
		if (k == n && starts &&
		    (i + n == s.n || lower(s.p[i + n]) < 'a' || lower(s.p[i + n]) > 'z'))
			return true;
	}
	return false;
}

static void assert_kind_words(struct str s)
{
	static const char *const never[] = {
		"victim",       "victims", "perpetrator", "abuser",  "prostitute", "she",
		"he",           "her",     "his",         "him",     "failed",     "refuses",
		"noncompliant", "rescued", "normal",      "víctima", "fails",      "bad mother",
	};

	for (size_t i = 0; i < sizeof never / sizeof *never; i++) {
		if (says(s, never[i]))
			fail_msg("\"%s\" in: %.*s", never[i], (int)s.n, s.p);
	}
}

static void no_text_blames_labels_or_names_a_gender(void **state)
{
	static const char *const names[] = { "recovery-rubric", "own-view", "welcome" };

	for (size_t p = 0; p < 3; p++) {
		const struct form_def *f = pack_form(*state, names[p], &problems);
		for (size_t i = 0; i < f->fields_n; i++) {
			assert_kind_words(f->fields[i].label.in[0]);
			assert_kind_words(f->fields[i].hint.in[0]);
			assert_kind_words(f->fields[i].why.in[0]);
		}
		for (size_t l = 0; l < f->lists_n; l++) {
			for (size_t c = 0; c < f->lists[l].n; c++) {
				assert_kind_words(f->lists[l].at[c].label.in[0]);
				assert_kind_words(f->lists[l].at[c].label.in[1]);
			}
		}
	}
}

static void her_own_view_has_six_questions_with_four_pictures(void **state)
{
	static const char *const pictures[] = { "seed", "sprout", "plant", "tree" };
	const struct form_def *f = pack_form(*state, "own-view", &problems);
	const struct instrument *rubric = pack_form(*state, "recovery-rubric", &problems)->instrument;

	assert_int_equal(f->instrument->items_n, 6);
	for (size_t i = 0; i < 6; i++) {
		const struct form_list *l = f->instrument->items[i]->list;
		assert_true(str_eq(f->instrument->scales[i].name, rubric->scales[i].name));
		assert_int_equal(l->n, 4);
		for (size_t k = 0; k < 4; k++)
			assert_true(str_eq(l->at[k].picture, str_z(pictures[k])));
	}
}

/* Words of three or more vowel groups are hard; sentences stay short. Roughly what a child of eight
 * reads. */
static void assert_easy(struct str s)
{
	size_t words = 0;
	size_t groups = 0;
	bool in_word = false;
	bool in_vowel = false;

	for (size_t i = 0; i <= s.n; i++) {
		char c = i < s.n ? lower(s.p[i]) : '.';
		bool is_letter = (c >= 'a' && c <= 'z') || c == '\'';
		bool vowel = is_letter && strchr("aeiouy", c);
		groups += vowel && !in_vowel;
		if (in_word && !is_letter && groups > 4)
			fail_msg("a long word in: %.*s", (int)s.n, s.p);
		words += is_letter && !in_word;
		groups = is_letter ? groups : 0;
		if (c == '.' || c == '?') {
			if (words > 14)
				fail_msg("a long sentence: %.*s", (int)s.n, s.p);
			words = 0;
		}
		in_word = is_letter;
		in_vowel = vowel;
	}
}

static void her_own_view_reads_easily(void **state)
{
	const struct form_def *f = pack_form(*state, "own-view", &problems);

	for (size_t i = 0; i < f->instrument->items_n; i++) {
		const struct form_field *q = f->instrument->items[i];
		assert_easy(q->label.in[0]);
		assert_easy(q->why.in[0]);
		for (size_t k = 0; k < q->list->n; k++)
			assert_easy(q->list->at[k].label.in[0]);
	}
}

static void the_welcome_marks_what_the_organisation_must_write(void **state)
{
	const struct form_def *f = pack_form(*state, "welcome", &problems);
	size_t open = 0;

	for (size_t i = 0; i < f->fields_n; i++) {
		bool bracketed = str_starts(f->fields[i].label.in[0], STR("["));
		assert_false(form_asks(&f->fields[i]));
		assert_int_equal(f->fields[i].adapt, bracketed);
		open += bracketed;
	}
	assert_int_equal(open, 2);
	assert_true(form_find(f, STR("mandatory_reports"))->adapt);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, samples_set_up, samples_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(every_pack_loads_ready_and_in_three_languages),
		TEST(the_rubric_has_six_domains_of_three_or_more_items),
		TEST(every_item_and_age_group_has_four_different_anchors_in_order),
		TEST(no_choice_shows_before_the_age_group_is_known),
		TEST(every_item_says_why_and_may_be_counted),
		TEST(no_text_blames_labels_or_names_a_gender),
		TEST(her_own_view_has_six_questions_with_four_pictures),
		TEST(her_own_view_reads_easily),
		TEST(the_welcome_marks_what_the_organisation_must_write),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
