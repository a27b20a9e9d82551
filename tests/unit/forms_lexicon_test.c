/* P7: words that hurt are found as whole words, in four languages, and never in what is quoted. */
#include "base/buf.h"
#include "forms/lexicon.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
/* cmocka.h needs the three above. */
#include <cmocka.h>

static struct arena *a;
static const struct lexicon *lexicon;

static int begin(void **state)
{
	struct list_problem problem = { .file = "" };

	(void)state;
	a = arena_new((size_t)256 << 20);
	if (lexicon_load(a, SOURCE_ROOT "/packs", &lexicon, &problem) == OK)
		return 0;
	print_error("%s row %zu, %s: %d\n", problem.file, problem.row, problem.column, problem.fault);
	return -1;
}

static int end(void **state)
{
	(void)state;
	arena_free(a);
	return 0;
}

/* What was found, as it was written, with a comma between. */
static struct str found_in(const char *text)
{
	struct lexicon_finds f;
	struct buf b = buf_new(a, 4096);

	lexicon_look(a, lexicon, str_z(text), &f);
	for (size_t i = 0; i < f.n; i++)
		buf_fmt(&b, "%s%.*s", i ? "," : "", (int)f.at[i].said.n, f.at[i].said.p);
	buf_byte(&b, '\0');
	return buf_str(&b);
}
#define finds(text, said) assert_string_equal(found_in(text).p, said)

static void every_language_has_a_sheet_with_reasons(void **state)
{
	(void)state;
	assert_true(lexicon_size(lexicon) > 120);
	finds("victim", "victim");
	finds("víctima", "víctima");
	finds("victime", "victime");
	finds("ضحية", "ضحية");
}

static void whole_words_are_found_and_their_inflections(void **state)
{
	(void)state;
	finds("She is a victim.", "victim");
	finds("VICTIMS of this", "VICTIMS");
	finds("the victim's room", "victim");
	finds("victimless, convict, Victimia", "");
	finds("non-compliant, NON COMPLIANT", "non-compliant");
	finds("She had committed   suicide\tattempts", "committed   suicide");
	finds("las víctimas y la VICTIMA", "víctimas");
	finds("une prostituée, l'esclave", "prostituée,esclave");
}

static void each_word_is_pointed_out_once(void **state)
{
	struct lexicon_finds f;

	(void)state;
	finds("victim and victim and victims", "victim");
	lexicon_look(a, lexicon, STR("victim"), &f);
	assert_true(f.at[0].word->why.n > 10 && f.at[0].word->better.n > 5);
	assert_true(str_eq(f.at[0].word->code, STR("en")));
}

static void accents_marks_and_cases_do_not_matter(void **state)
{
	(void)state;
	finds("victima, DROGUÉE", "victima,DROGUÉE");
	finds("vi\xCC\x81"
	      "ctima",
	      "vi\xCC\x81"
	      "ctima");
	finds("vic\xC2\xADtim", "vic\xC2\xADtim");
	finds("ضَحِيَّة", "ضَحِيَّة");
	finds("ضـــحية", "ضـــحية");
	finds("ضحيه", "ضحيه");
}

static void arabic_words_are_found_behind_article_and_particles(void **state)
{
	(void)state;
	finds("الضحية", "الضحية");
	finds("والضحية قالت", "والضحية");
	finds("للضحية", "للضحية");
	finds("بضحية أو كالضحايا", "بضحية");
	finds("المهاجرين غير الشرعيين", "المهاجرين غير الشرعيين");
	finds("تضحية", "");
	finds("التضحيات", "");
}

static void a_name_of_a_law_or_an_office_does_no_harm(void **state)
{
	(void)state;
	finds("We called victim support today.", "");
	finds("the Trafficking Victims Protection Act", "");
	finds("victim support for the victim", "victim");
	finds("la Ley de Víctimas", "");
	finds("formation aux droits des victimes", "");
}

static void quoted_words_are_her_own_and_are_left_alone(void **state)
{
	(void)state;
	finds("She said \"I am a victim\" and wept.", "");
	finds("She said “I am a victim”; a victim", "victim");
	finds("dijo «soy una víctima»", "");
	finds("elle dit « je suis une victime »", "");
	finds("قالت «أنا ضحية»", "");
	finds("sie sagte „victim“ leise", "");
	finds("said 'I was a victim, don't you see' to me", "");
	finds("said ‘I was a victim, I’m sure’ to me", "");
	finds("\"a\nvictim\"", "");
}

static void an_apostrophe_or_a_stray_mark_quotes_nothing(void **state)
{
	(void)state;
	finds("the girls' room, a victim, the boys' room", "victim");
	finds("a 5\" scar on a victim", "victim");
	finds("“ a victim", "victim");
	finds("'til the end a victim", "victim");
	finds("it's the victim's", "victim");
}

static void a_wording_does_not_go_across_sentences_or_quotations(void **state)
{
	(void)state;
	finds("What was committed. Suicide was not spoken of.", "");
	finds("She committed \"x\" suicide", "");
}

static void nothing_hurts_in_plain_notes(void **state)
{
	(void)state;
	finds("", "");
	finds("She saved her money and left with John. She is a survivor and sleeps better.", "");
	finds("Hoy vino con su hijo y habló del trabajo que le gusta. Está cansada.", "");
	finds("Elle est venue avec son fils et nous avons parlé du travail.", "");
	finds("جاءت اليوم مع ابنها وتحدثنا عن العمل الذي تحبه.", "");
}

static void what_is_no_text_has_no_words(void **state)
{
	struct lexicon_finds f;

	(void)state;
	finds("victim \xFF", "");
	lexicon_look(a, lexicon, (struct str){ "victim\0victim", 13 }, &f);
	assert_int_equal(f.n, 0);
}

static void a_long_text_takes_its_length_and_gives_its_room_back(void **state)
{
	static const char *const pieces[] = { "victim ", "' \" “ ", "la la ", "ال ", "«", "sex " };
	struct lexicon_finds f;

	(void)state;
	for (size_t k = 0; k < sizeof pieces / sizeof *pieces; k++) {
		struct buf b = buf_new(a, LEXICON_TEXT);
		size_t used;
		while (b.n + 16 < LEXICON_TEXT)
			buf_add(&b, str_z(pieces[k]));
		used = arena_used(a);
		lexicon_look(a, lexicon, buf_str(&b), &f);
		assert_int_equal(arena_used(a), used);
		assert_int_equal(f.n, k == 0);
	}
}

static void a_form_is_looked_through_cell_by_cell(void **state)
{
	struct form_problems *problems = NEW(a, struct form_problems);
	const struct form_files files = {
		.survey = STR("type,name,label,label::Español (es),why,note\n"
		              "text,a,How are you?,¿Cómo estás?,To help.,victim\n"
		              "text,b,What did the victim say?,\"Dijo «víctima»\",To help.,\n"),
	};
	const struct form_def *f;
	size_t before;

	(void)state;
	assert_int_equal(form_read(a, &files, &f, problems), OK);
	before = problems->remarks;
	lexicon_check(a, lexicon, f, problems);
	assert_int_equal(problems->remarks, before + 1);
	assert_int_equal(problems->refused, 0);
	assert_int_equal(problems->at[problems->n - 1].row, 3);
	assert_true(str_eq(problems->at[problems->n - 1].column, STR("label")));
	assert_true(str_starts(problems->at[problems->n - 1].detail, STR("victim: ")));
}

/* --- sheets --- */

static void write_sheet(const char *folder, const char *text)
{
	char path[300];
	FILE *f;

	(void)snprintf(path, sizeof path, "%s/lexicon/xx.csv", folder);
	f = fopen(path, "w");
	assert_non_null(f);
	(void)fputs(text, f);
	(void)fclose(f);
}

static void a_sheet_without_a_reason_is_refused_with_its_row(void **state)
{
	char folder[] = "/tmp/lexicon-XXXXXX";
	const struct lexicon *l;
	struct list_problem p;

	(void)state;
	assert_non_null(mkdtemp(folder));
	assert_int_equal(lexicon_load(a, folder, &l, &p), OK);
	assert_int_equal(lexicon_size(l), 0);
	(void)mkdir(arena_fmt(a, "%s/lexicon", folder).p, 0700);
	write_sheet(folder, "word,forms,fine,why,better\nzork,,,It stings.,zark\nzirk,,,,zerk\n");
	assert_int_equal(lexicon_load(a, folder, &l, &p), ERR_INVALID);
	assert_int_equal(p.row, 3);
	assert_string_equal(p.column, "why");
	assert_int_equal(lexicon_size(lexicon_of(a, folder)), 0);
	write_sheet(folder,
	            "word,forms,fine,why,better\nzork,zorks|the zork,zork house,It stings.,z\n");
	assert_int_equal(lexicon_size(lexicon_of(a, folder)), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_language_has_a_sheet_with_reasons),
		cmocka_unit_test(whole_words_are_found_and_their_inflections),
		cmocka_unit_test(each_word_is_pointed_out_once),
		cmocka_unit_test(accents_marks_and_cases_do_not_matter),
		cmocka_unit_test(arabic_words_are_found_behind_article_and_particles),
		cmocka_unit_test(a_name_of_a_law_or_an_office_does_no_harm),
		cmocka_unit_test(quoted_words_are_her_own_and_are_left_alone),
		cmocka_unit_test(an_apostrophe_or_a_stray_mark_quotes_nothing),
		cmocka_unit_test(a_wording_does_not_go_across_sentences_or_quotations),
		cmocka_unit_test(nothing_hurts_in_plain_notes),
		cmocka_unit_test(what_is_no_text_has_no_words),
		cmocka_unit_test(a_long_text_takes_its_length_and_gives_its_room_back),
		cmocka_unit_test(a_form_is_looked_through_cell_by_cell),
		cmocka_unit_test(a_sheet_without_a_reason_is_refused_with_its_row),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
