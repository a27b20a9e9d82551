/* Which words of the sheets no sample of tests/forms/good uses: types, columns in every spelling,
 * looks, functions; and which kinds of answers and of refusals. */
#include "forms/fill.h"
#include "forms/types.h"
#include "forms/xpath_inside.h"
#include "harness/samples.h"

#include "forms/reader.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
/* cmocka.h needs the three above. */
#include <cmocka.h>

enum { MOST_WORDS = 200 };

struct seen {
	bool types[MOST_WORDS];
	bool spellings[MOST_WORDS];
	bool looks[MOST_WORDS];
	bool functions[MOST_WORDS];
	bool outcomes[MOST_WORDS];
};

/* What stands in a sample when it is answered that way, or refused that way. */
static const char *const outcomes[] = {
	"! not_asked", "! later",   "! prefer_not", "! not_known",  "! not_applicable",
	"\nmissing ",  "\nunread ", "\nrefused ",   "\nno choice ", "\ntoo many ",
	"@fresh",      "@kept ",    "@added ",      "@lang ",
};

static void see_functions(struct seen *seen, struct str expr)
{
	for (size_t i = 0; i < xpath_words_n; i++)
		seen->functions[i] |= xpath_calls(expr, str_z(xpath_words[i].name));
}

static void see_field(struct seen *seen, const struct form_field *f)
{
	const struct str all[] = { f->relevant,      f->constraint,   f->calculation, f->required_if,
		                       f->choice_filter, f->repeat_count, f->initial };

	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		see_functions(seen, all[i]);
	for (struct str left = f->appearance; left.n;) {
		struct str word = str_cut(left, ' ', &left);
		for (size_t i = 0; i < type_looks_n; i++)
			seen->looks[i] |= str_eq(word, str_z(type_looks[i].word));
	}
}

/* The header up to its language, as head.c says it. */
static bool spells(struct str header, const char *said)
{
	size_t i = 0;
	size_t k = 0;

	while (i < header.n && said[k]) {
		char c = header.p[i];
		c = c == ' ' ? '_' : c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
		if (c == ':' && said[k] == ':' && said[k + 1] == ':' &&
		    !(i + 1 < header.n && header.p[i + 1] == ':'))
			k++; /* one : for two */
		if (c != said[k] && !(said[k] >= 'A' && said[k] <= 'Z' && c == said[k] + 32))
			return false;
		i++;
		k++;
	}
	return said[k] == '\0' && (i == header.n || header.p[i] == ':' || header.p[i] == ' ');
}

static void see_sheet(struct arena *a, struct seen *seen, struct str text, bool survey)
{
	struct sheet sheet;
	size_t row;
	struct str rest;

	assert_int_equal(sheet_read(a, text, &sheet, &row), OK);
	for (size_t i = 0; sheet.n && i < sheet.rows[0].n; i++) {
		for (size_t k = 0; k < reader_spellings_n; k++)
			seen->spellings[k] |= spells(sheet.rows[0].cells[i], reader_spellings[k].said);
	}
	for (size_t i = 1; survey && i < sheet.n; i++) {
		const struct type_word *w = type_word(sheet.rows[i].cells[0], &rest);
		if (w)
			seen->types[w - type_words] = true;
	}
}

static bool holds(struct str s, struct str part)
{
	for (size_t i = 0; i + part.n <= s.n; i++) {
		if (memcmp(s.p + i, part.p, part.n) == 0)
			return true;
	}
	return false;
}

static void see_sample(struct arena *a, const struct sample *s, void *arg)
{
	static struct form_problems problems;
	struct seen *seen = arg;
	const struct form_def *d = NULL;

	assert_int_equal(sample_form(a, s, &d, &problems), OK);
	for (size_t i = 0; i < d->fields_n; i++)
		see_field(seen, &d->fields[i]);
	see_sheet(a, seen, sample_text(s, "survey"), true);
	see_sheet(a, seen, sample_text(s, "choices"), false);
	see_sheet(a, seen, sample_text(s, "settings"), false);
	for (size_t i = 0; i < s->n; i++) {
		struct str text = arena_fmt(a, "\n%.*s", (int)s->at[i].text.n, s->at[i].text.p);
		for (size_t k = 0; k < sizeof outcomes / sizeof *outcomes; k++)
			seen->outcomes[k] |= holds(text, str_z(outcomes[k]));
	}
}

/* The words that are not seen, one after the other. */
struct unseen {
	char words[4000];
	size_t n;
};

static void miss(struct unseen *u, const char *kind, const char *word)
{
	int n = snprintf(u->words + u->n, sizeof u->words - u->n, "%s %s; ", kind, word);

	u->n += n > 0 && (size_t)n < sizeof u->words - u->n ? (size_t)n : 0;
}

static void every_word_that_is_read_stands_in_a_sample(void **state)
{
	static struct seen seen;
	static struct unseen u;

	assert_true(type_words_n <= MOST_WORDS && reader_spellings_n <= MOST_WORDS &&
	            xpath_words_n <= MOST_WORDS);
	(void)samples_each(*state, "good", see_sample, &seen);
	for (size_t i = 0; i < type_words_n; i++)
		if (!seen.types[i] && type_words[i].kind != TYPE_REFUSED)
			miss(&u, "type", type_words[i].phrase);
	/* What stands under trigger is refused; an empty column is not. */
	for (size_t i = 0; i < reader_spellings_n; i++)
		if (!seen.spellings[i])
			miss(&u, "column", reader_spellings[i].said);
	for (size_t i = 0; i < type_looks_n; i++)
		if (!seen.looks[i])
			miss(&u, "appearance", type_looks[i].word);
	for (size_t i = 0; i < xpath_words_n; i++)
		if (!seen.functions[i] && xpath_words[i].inside)
			miss(&u, "function", xpath_words[i].name);
	for (size_t i = 0; i < sizeof outcomes / sizeof *outcomes; i++)
		if (!seen.outcomes[i])
			miss(&u, "outcome", outcomes[i]);
	if (u.n)
		fail_msg("no sample has: %s", u.words);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, samples_set_up, samples_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(every_word_that_is_read_stands_in_a_sample),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
