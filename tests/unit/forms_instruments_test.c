/* Published instruments are scored as their authors say: /packs, and sheets of those that are not
 * shipped. Figures here are worked out by hand. */
#include "access/access.h"
#include "base/buf.h"
#include "forms/score.h"
#include "forms/workbook_write.h"
#include "harness/samples.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
/* cmocka.h needs the three above. */
#include <cmocka.h>

static struct form_problems problems;

/* One answer to each item, in the order of the instrument: a digit, 'm' for missing, 'x' for not
 * applicable. gate: the answer before them, or NULL. */
static struct answers said(struct arena *a, const struct instrument *m, const char *items,
                           const char *gate)
{
	struct answer *list = NEW_N(a, struct answer, m->items_n + 1);
	size_t n = 0;

	assert_int_equal(strlen(items), m->items_n);
	for (size_t i = 0; i < m->items_n; i++) {
		struct answer *one = &list[n++];
		*one = (struct answer){ .path = m->items[i]->path, .kind = ANSWER_TEXT };
		one->text = arena_fmt(a, "%c", items[i]);
		if (items[i] == 'm')
			one->kind = ANSWER_PREFER_NOT;
		if (items[i] == 'x')
			one->kind = ANSWER_NOT_APPLICABLE;
	}
	if (gate)
		list[n++] = (struct answer){ m->gate->path, ANSWER_TEXT, str_z(gate), 0 };
	return (struct answers){ STR("f"), STR("1"), STR(""), list, n };
}

static struct score scored(struct arena *a, const struct form_def *f, const char *items,
                           const char *gate)
{
	struct answers in = said(a, f->instrument, items, gate);
	struct score s;

	assert_int_equal(score_answers(f->instrument, &in, &s), OK);
	return s;
}

/* The name of the band of a scale; "-" when there is no figure. */
static const char *band(struct arena *a, const struct form_def *f, const struct score *s, size_t i)
{
	const struct score_scale *scale = &f->instrument->scales[i];

	if (s->domains[i].state != SCORE_MEAN || s->domains[i].band >= scale->bands_n)
		return "-";
	return arena_str(a, scale->bands[s->domains[i].band].name).p;
}

static void assert_scores(struct arena *a, const struct form_def *f, const char *items, int figure,
                          const char *name)
{
	struct score s = scored(a, f, items, NULL);

	assert_int_equal(s.domains[0].state, SCORE_MEAN);
	assert_int_equal(s.domains[0].hundredths, figure * 100);
	assert_string_equal(band(a, f, &s, 0), name);
}

static void who_5_is_the_sum_times_four(void **state)
{
	const struct form_def *f = pack_form(*state, "who-5", &problems);

	assert_scores(*state, f, "00000", 0, "talk");
	assert_scores(*state, f, "11111", 20, "talk");
	assert_scores(*state, f, "22323", 48, "talk"); /* raw 12 */
	assert_scores(*state, f, "32323", 52, "well"); /* raw 13 */
	assert_scores(*state, f, "55555", 100, "well");
	assert_int_equal(f->instrument->scales[0].change, 1000);
	assert_true(f->instrument->scales[0].higher_is_better);
}

static void a_sum_is_not_made_of_some_of_its_items(void **state)
{
	const struct form_def *f = pack_form(*state, "who-5", &problems);

	assert_int_equal(scored(*state, f, "5555m", NULL).domains[0].state, SCORE_INSUFFICIENT);
	assert_int_equal(scored(*state, f, "5555x", NULL).domains[0].state, SCORE_INSUFFICIENT);
	assert_int_equal(scored(*state, f, "mmmmm", NULL).domains[0].state, SCORE_INSUFFICIENT);
	assert_int_equal(scored(*state, f, "xxxxx", NULL).domains[0].state, SCORE_NONE_APPLICABLE);
	assert_int_equal(scored(*state, f, "5555m", NULL).domains[0].hundredths, 0);
}

static void phq_9_has_its_lines_at_5_10_15_and_20(void **state)
{
	const struct form_def *f = pack_form(*state, "phq-9", &problems);

	assert_scores(*state, f, "000000000", 0, "minimal");
	assert_scores(*state, f, "111100000", 4, "minimal");
	assert_scores(*state, f, "111110000", 5, "mild");
	assert_scores(*state, f, "111111111", 9, "mild");
	assert_scores(*state, f, "211111111", 10, "moderate");
	assert_scores(*state, f, "222221111", 14, "moderate");
	assert_scores(*state, f, "222222111", 15, "moderately_severe");
	assert_scores(*state, f, "322222222", 19, "moderately_severe");
	assert_scores(*state, f, "332222222", 20, "severe");
	assert_scores(*state, f, "333333333", 27, "severe");
	assert_false(f->instrument->scales[0].higher_is_better);
}

static void the_ninth_line_of_phq_9_calls_and_no_other_does(void **state)
{
	const struct form_def *f = pack_form(*state, "phq-9", &problems);
	struct answers in = said(*state, f->instrument, "333333330", NULL);

	assert_false(score_calls(f->instrument, &in));
	in = said(*state, f->instrument, "000000001", NULL);
	assert_true(score_calls(f->instrument, &in));
	in = said(*state, f->instrument, "mmmmmmmm3", NULL);
	assert_true(score_calls(f->instrument, &in));
	in = said(*state, f->instrument, "33333333m", NULL);
	assert_false(score_calls(f->instrument, &in));
}

static void phq_4_has_a_total_and_two_halves(void **state)
{
	const struct form_def *f = pack_form(*state, "phq-4", &problems);
	struct score s = scored(*state, f, "2103", NULL);

	assert_int_equal(s.domains[0].hundredths, 600);
	assert_int_equal(s.domains[1].hundredths, 300);
	assert_int_equal(s.domains[2].hundredths, 300);
	assert_string_equal(band(*state, f, &s, 0), "moderate");
	assert_string_equal(band(*state, f, &s, 1), "look");
	assert_scores(*state, f, "1100", 2, "none");
	assert_scores(*state, f, "1200", 3, "mild");
	assert_scores(*state, f, "2300", 5, "mild");
	assert_scores(*state, f, "3320", 8, "moderate");
	assert_scores(*state, f, "3330", 9, "severe");
	assert_scores(*state, f, "3333", 12, "severe");
	s = scored(*state, f, "11m3", NULL);
	assert_int_equal(s.domains[0].state, SCORE_INSUFFICIENT);
	assert_string_equal(band(*state, f, &s, 1), "below");
	assert_int_equal(s.domains[2].state, SCORE_INSUFFICIENT);
}

static void the_gate_of_pc_ptsd_5_tells_two_zeros_apart(void **state)
{
	const struct form_def *f = pack_form(*state, "pc-ptsd-5", &problems);
	struct score shut = scored(*state, f, "mmmmm", "no");
	struct score open = scored(*state, f, "00000", "yes");
	struct score unsaid = scored(*state, f, "11111", NULL);

	assert_int_equal(shut.gate, GATE_SHUT);
	assert_int_equal(shut.domains[0].state, SCORE_MEAN);
	assert_int_equal(shut.domains[0].hundredths, 0);
	assert_int_equal(shut.domains[0].scored, 0);
	assert_int_equal(open.gate, GATE_OPEN);
	assert_int_equal(open.domains[0].hundredths, 0);
	assert_int_equal(open.domains[0].scored, 5);
	assert_int_equal(unsaid.gate, GATE_UNANSWERED);
	assert_int_equal(unsaid.domains[0].state, SCORE_INSUFFICIENT);
	/* What was ticked behind a shut gate counts for nothing. */
	shut = scored(*state, f, "11111", "no");
	assert_int_equal(shut.domains[0].hundredths, 0);
}

static void pc_ptsd_5_has_its_lines_at_3_and_4(void **state)
{
	static const struct {
		const char *items;
		const char *band;
	} cases[] = {
		{ "11000", "below" }, { "11100", "look" }, { "11110", "soon" }, { "11111", "soon" }
	};
	const struct form_def *f = pack_form(*state, "pc-ptsd-5", &problems);

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct score s = scored(*state, f, cases[i].items, "yes");
		assert_string_equal(band(*state, f, &s, 0), cases[i].band);
	}
}

static void cries_8_comes_without_its_wording_and_is_scored_with_it(void **state)
{
	const struct form_def *f = pack_form(*state, "cries-8", &problems);
	struct score s;

	assert_false(form_ready(&problems));
	assert_int_equal(problems.unready, 8);
	assert_scores(*state, f, "00000000", 0, "below");
	assert_scores(*state, f, "55555555", 40, "look");
	/* Items in the order of the first scale: 1 to 8. */
	s = scored(*state, f, "51351030", NULL);
	assert_int_equal(s.domains[0].hundredths, 1800);
	assert_int_equal(s.domains[1].hundredths, (5 + 3 + 0 + 3) * 100); /* 1, 3, 6, 7 */
	assert_int_equal(s.domains[2].hundredths, (1 + 5 + 1 + 0) * 100); /* 2, 4, 5, 8 */
	assert_string_equal(band(*state, f, &s, 0), "look");
	s = scored(*state, f, "51331030", NULL); /* 16 */
	assert_string_equal(band(*state, f, &s, 0), "below");
}

/* --- sheets of an organisation that has permission --- */

#define HEAD \
	"scale,label,kind,items,reversed,aggregation,multiply,needs,direction,lowest,highest,bands," \
	"change,gate,safety,schedule,roles,licence,citation,status\n"
#define ABOUT "all,A,about,,,,,,,,,,,,,,,l,c,s\n"

/* Ten items i1 to i10 from 0 to 5, a gate g, free words w. */
static enum err read_sheet(struct arena *a, const char *rows, const struct form_def **f)
{
	struct buf survey = buf_new(a, 4096);
	struct form_files files = { .settings = STR("form_id,version\nf,1\n"), .name = STR("f") };

	buf_add(&survey, STR("type,name,label,why\nselect_one yn,g,G?,x\ntext,w,W?,x\n"));
	for (int i = 1; i <= 10; i++)
		buf_fmt(&survey, "select_one n,i%d,I?,x\n", i);
	files.survey = buf_str(&survey);
	files.choices = STR("list_name,name,label\nyn,yes,Y\nyn,no,N\nn,0,a\nn,1,b\nn,2,c\nn,3,d\n"
	                    "n,4,e\nn,5,f\n");
	files.scoring = arena_fmt(a, HEAD "%s", rows);
	return form_read(a, &files, f, &problems);
}

static const struct form_def *sheet(struct arena *a, const char *rows)
{
	const struct form_def *f;

	if (read_sheet(a, rows, &f) != OK)
		fail_msg("row %zu, %s: %s", problems.at[0].row, problems.at[0].column.p,
		         problems.at[0].words);
	return f;
}

/* Burnout of ProQOL 5 on its own ten items, of which five are reversed; without its wording. */
static void reversed_items_turn_before_they_are_added(void **state)
{
	const struct form_def *f =
		sheet(*state, "b,B,scale,i1 i2 i3 i4 i5 i6 i7 i8 i9 i10,i1 i2 i5 i6 i10,sum,,,lower,0,5,"
	                  "low:0 middle:23 high:42,,,,,,,,\n" ABOUT);

	/* 5-5 + 5-4 + 3 + 2 + 5-1 + 5-0 + 1 + 2 + 3 + 5-2 = 24 */
	assert_scores(*state, f, "5432101232", 24, "middle");
	assert_scores(*state, f, "5500550000", 5, "low");
	assert_scores(*state, f, "0055005550", 50, "high");
}

static void a_manual_may_allow_a_sum_of_some_items(void **state)
{
	const struct form_def *f = sheet(
		*state, "p,P,scale,i1 i2 i3 i4 i5 i6,,sum,,2/3,lower,0,5,low:0 high:10.5,,,,,,,,\n" ABOUT);
	struct score s = scored(*state, f, "3211mm", NULL);

	/* 7 of four items, as if of six: 10.5, and exactly on its line. */
	assert_int_equal(s.domains[0].hundredths, 1050);
	assert_string_equal(band(*state, f, &s, 0), "high");
	assert_int_equal(scored(*state, f, "321mmm", NULL).domains[0].state, SCORE_INSUFFICIENT);
	/* 10 / 3 * 6 would be 20; all six are 20. */
	assert_int_equal(scored(*state, f, "554321", NULL).domains[0].hundredths, 2000);
}

static void a_mean_can_be_multiplied_too(void **state)
{
	const struct form_def *f =
		sheet(*state, "p,P,scale,i1 i2 i3,,mean,2.5,,higher,0,5,,,,,,,,,\n" ABOUT);

	/* 8 / 3 * 2.5 = 6.666... */
	assert_int_equal(scored(*state, f, "332", NULL).domains[0].hundredths, 667);
	assert_int_equal(scored(*state, f, "33m", NULL).domains[0].hundredths, 750);
	assert_int_equal(scored(*state, f, "3mm", NULL).domains[0].state, SCORE_INSUFFICIENT);
	assert_int_equal(scored(*state, f, "332", NULL).domains[0].stable, SCORE_CANNOT_SAY);
}

/* Every set of answers to three items, against a second telling. */
static void every_sum_of_three_items_follows_the_definition(void **state)
{
	static const char levels[] = "012345mx";
	const struct form_def *f =
		sheet(*state, "p,P,scale,i1 i2 i3,i2,sum,2,2/3,lower,0,5,low:0 high:20,,,,,,,,\n" ABOUT);

	for (int n = 0; n < 8 * 8 * 8; n++) {
		const char items[] = { levels[n / 64], levels[n / 8 % 8], levels[n % 8], '\0' };
		double sum = 0;
		int given = 0;
		int none = 0;
		struct score s = scored(*state, f, items, NULL);
		for (int i = 0; i < 3; i++) {
			bool answered = items[i] >= '0' && items[i] <= '5';
			given += answered;
			none += items[i] == 'x';
			sum += !answered ? 0 : i == 1 ? '5' - items[i] : items[i] - '0';
		}
		assert_int_equal(s.domains[0].state, none == 3    ? SCORE_NONE_APPLICABLE
		                                     : given >= 2 ? SCORE_MEAN
		                                                  : SCORE_INSUFFICIENT);
		if (given >= 2)
			assert_int_equal(s.domains[0].hundredths, (int)(sum / given * 3 * 2 * 100 + 0.5));
	}
}

/* Whoever has leave for an instrument sends it as the workbook that she keeps it in. */
static void an_instrument_comes_as_a_workbook_too(void **state)
{
	static const char *const names[] = { "who-5", "phq-9", "phq-4", "pc-ptsd-5", "cries-8" };
	const struct form_def *f;
	struct str bytes;

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const struct form_def *shipped = pack_form(*state, names[i], &problems);
		assert_int_equal(form_write_workbook(*state, shipped, &bytes), OK);
		assert_int_equal(form_read_workbook(*state, bytes, STR("x"), &f, &problems), OK);
		assert_non_null(f->instrument);
		assert_true(str_eq(form_canonical(*state, f), form_canonical(*state, shipped)));
	}
	f = pack_form(*state, "phq-9", &problems);
	assert_int_equal(form_write_workbook(*state, f, &bytes), OK);
	assert_int_equal(form_read_workbook(*state, bytes, STR("x"), &f, &problems), OK);
	assert_scores(*state, f, "332222222", 20, "severe");
}

static void bands_are_told_in_plain_words(void **state)
{
	const struct form_def *f = sheet(*state, "p,P,scale,i1,,sum,,,lower,0,5,low:0 high:3,,,,,,,,\n"
	                                         "high,Worth a talk.,band,,,,,,,,,,,,,,,,,\n" ABOUT);
	const struct score_scale *s = &f->instrument->scales[0];

	assert_null(s->bands[0].label);
	assert_true(str_eq(form_text_in(f, s->bands[1].label, STR("en")), STR("Worth a talk.")));
}

static void a_faulty_sheet_is_told_what_to_do(void **state)
{
#define SCALE "p,P,scale,i1,,sum,,,lower,0,5,low:0,,,,,,,,\n"
	static const struct {
		const char *rows;
		const char *column;
	} bad[] = {
		{ "p,P,scale,i1,,total,,,lower,0,5,,,,,,,,,\n" ABOUT, "aggregation" },
		{ "p,P,scale,i1,,sum,four,,lower,0,5,,,,,,,,,\n" ABOUT, "multiply" },
		{ "p,P,scale,i1,,sum,0,,lower,0,5,,,,,,,,,\n" ABOUT, "multiply" },
		{ "p,P,scale,i1,,sum,,,lower,0,5,,much,,,,,,,\n" ABOUT, "change" },
		{ "p,P,scale,i1,,sum,,,lower,1,5,,,,,,,,,\n" ABOUT, "highest" },
		{ "p,P,scale,w,,sum,,,lower,0,5,,,,,,,,,\n" ABOUT, "items" },
		{ SCALE "all,A,about,,,,,,,,,,,g,,,,l,c,s\n", "gate" },
		{ SCALE "all,A,about,,,,,,,,,,,w:no,,,,l,c,s\n", "gate" },
		{ SCALE "all,A,about,,,,,,,,,,,,i1,,,l,c,s\n", "safety" },
		{ SCALE "all,A,about,,,,,,,,,,,,w:1,,,l,c,s\n", "safety" },
		{ SCALE "all,A,about,,,,,,,,,,,,,weekly,,l,c,s\n", "schedule" },
		{ SCALE "all,A,about,,,,,,,,,,,,,,doctor,l,c,s\n", "roles" },
		{ SCALE "all,A,about,,,,,,,,,,,,,,,,c,s\n", "licence" },
		{ SCALE "none,N,band,,,,,,,,,,,,,,,,,\n" ABOUT, "scale" },
		{ SCALE "low,,band,,,,,,,,,,,,,,,,,\n" ABOUT, "scale" },
		{ SCALE ABOUT ABOUT, "kind" },
		{ SCALE, "kind" },
		{ SCALE "all,A,overall,,,,,1,,,,,,,,,,l,c,s\n", "bands" },
		{ "p,P,scale,i1,,sum,,,higher,0,5,stable:3,,,,,,,,\n"
		  "all,A,overall,,,,,1,,,,,,,,,,l,c,s\n",
		  "aggregation" },
	};
	const struct form_def *f;

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		if (read_sheet(*state, bad[i].rows, &f) != ERR_INVALID)
			fail_msg("accepted: %s", bad[i].rows);
		if (!str_eq(problems.at[0].column, str_z(bad[i].column)))
			fail_msg("%s is told about %s: %s", bad[i].rows, problems.at[0].column.p,
			         problems.at[0].words);
	}
}

static void a_sheet_may_name_every_role_of_those_who_care(void **state)
{
	static const char *const names[] = { "caseworker", "lead",       "manager", "shelter",
		                                 "health",     "counsellor", "legal",   "volunteer" };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		assert_true(role_find(str_z(names[i])) != 0);
		(void)sheet(*state,
		            arena_fmt(*state, SCALE "all,A,about,,,,,,,,,,,,,,%s,l,c,s\n", names[i]).p);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, samples_set_up, samples_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(who_5_is_the_sum_times_four),
		TEST(a_sum_is_not_made_of_some_of_its_items),
		TEST(phq_9_has_its_lines_at_5_10_15_and_20),
		TEST(the_ninth_line_of_phq_9_calls_and_no_other_does),
		TEST(phq_4_has_a_total_and_two_halves),
		TEST(the_gate_of_pc_ptsd_5_tells_two_zeros_apart),
		TEST(pc_ptsd_5_has_its_lines_at_3_and_4),
		TEST(cries_8_comes_without_its_wording_and_is_scored_with_it),
		TEST(reversed_items_turn_before_they_are_added),
		TEST(a_manual_may_allow_a_sum_of_some_items),
		TEST(a_mean_can_be_multiplied_too),
		TEST(every_sum_of_three_items_follows_the_definition),
		TEST(an_instrument_comes_as_a_workbook_too),
		TEST(bands_are_told_in_plain_words),
		TEST(a_faulty_sheet_is_told_what_to_do),
		TEST(a_sheet_may_name_every_role_of_those_who_care),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
