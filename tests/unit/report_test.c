/* learning/report: what may be told of few people, from the inbox to the page. */
#include "harness/house.h"

#include "access/inbox.h"
#include "base/fields.h"
#include "learning/report_inside.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "report_house.h"

static const struct report_filter adults = { .type = OUTCOMES_ALL_TYPES,
	                                         .group = OUTCOMES_ADULT,
	                                         .walk = 1,
	                                         .from = { INT32_MIN },
	                                         .to = { INT32_MIN } };

static struct outcomes_report report(struct ctx *c, struct report_filter f)
{
	struct outcomes_report r;

	assert_int_equal(report_outcomes(c, &f, &r), OK);
	return r;
}

static const struct report_wave *wave_of(const struct outcomes_report *r,
                                         enum outcomes_wave_name name)
{
	for (size_t i = 0; i < r->waves.n; i++)
		if (r->waves.at[i].name == name)
			return &r->waves.at[i];
	return NULL;
}

/* --- rules --- */

static void who_has_no_measurement_key_is_refused(void **state)
{
	struct ctx c = task("amara");
	struct outcomes_report r;

	(void)state;
	assert_int_equal(report_outcomes(&c, &adults, &r), ERR_DENIED);
	assert_int_equal(report_figures(&c, &adults, 0, &r), ERR_DENIED);
	test_ctx_end(&c);
}

static void folding_is_counted_once_and_audited(void **state)
{
	struct ctx c = task("eva");
	struct outcomes_report first;
	struct outcomes_report second;

	(void)state;
	first = report(&c, adults);
	assert_int_equal(first.folded, 34 * 2 + 6 + 6 + 6 * 4 * 2 + 6 * 3 + 6 * 2 + 6 + 4 * 2);
	assert_int_equal(first.waiting, 0);
	assert_non_null(change_noted(c.change));
	assert_int_equal(test_commit(&c), OK);
	second = report(&c, adults);
	assert_int_equal(second.folded, 0);
	assert_int_equal(second.people, first.people);
	test_ctx_end(&c);
}

static void years_are_joined_until_there_are_eleven(void **state)
{
	struct ctx c = task("eva");
	struct outcomes_report r = report(&c, adults);

	(void)state;
	assert_int_equal(r.spans.n, 3);
	assert_true(r.spans.at[0].full && r.spans.at[1].full);
	assert_false(r.spans.at[2].full);
	assert_int_equal(r.people, 24);
	assert_int_equal(r.dots_latest.n, 6 * OUTCOMES_DOMAINS);
	assert_int_equal(r.dots_baseline.n, 6 * OUTCOMES_DOMAINS);
	test_ctx_end(&c);
}

static void a_mean_has_its_interval_and_its_people(void **state)
{
	struct ctx c = task("eva");
	struct outcomes_report r = report(&c, adults);
	const struct report_wave *w = wave_of(&r, WAVE_BASELINE);

	(void)state;
	assert_non_null(w);
	assert_true(w->domain[0].has_mean);
	assert_int_equal(w->domain[0].n, 24);
	assert_true(w->domain[0].mean > 1.87 && w->domain[0].mean < 1.88);
	assert_true(w->domain[0].ci.lo < w->domain[0].mean && w->domain[0].ci.hi > w->domain[0].mean);
	test_ctx_end(&c);
}

static void children_are_apart_and_too_few(void **state)
{
	struct ctx c = task("eva");
	struct report_filter f = adults;
	struct outcomes_report r;

	(void)state;
	f.group = OUTCOMES_AGE_6_11;
	r = report(&c, f);
	assert_int_equal(r.people, 0);
	assert_int_equal(r.waves.n, 0);
	assert_int_equal(r.dots_latest.n, 4 * OUTCOMES_DOMAINS);
	test_ctx_end(&c);
}

static void consent_and_its_other_side_are_cells(void **state)
{
	struct ctx c = task("eva");
	struct outcomes_report r = report(&c, adults);

	(void)state;
	assert_int_equal(r.consented.told, TOLD);
	assert_int_equal(r.consented.share.k, 18);
	assert_int_equal(r.reopened.told, TOLD_UNDER);
	assert_int_equal(r.reopened.share.k, 0);
	test_ctx_end(&c);
}

/* Twelve people of 2023 are of this type; the six of 2024 wait until five more have come. */
static void a_type_has_years_of_its_own(void **state)
{
	struct ctx c = task("eva");
	struct report_filter f = adults;
	struct outcomes_report r;

	(void)state;
	f.type = 0;
	r = report(&c, f);
	assert_false(r.nearly_all);
	assert_int_equal(r.people, 12);
	assert_int_equal(r.dots_latest.n, 6 * OUTCOMES_DOMAINS);
	test_ctx_end(&c);
}

static void a_choice_of_years_grows_to_whole_spans(void **state)
{
	struct ctx c = task("eva");
	struct report_filter f = adults;
	struct outcomes_report r;

	(void)state;
	f.from_year = 2024;
	f.to_year = 2024;
	r = report(&c, f);
	assert_int_equal(r.people, 12);
	assert_int_equal(r.dots_latest.n, 0);
	test_ctx_end(&c);
}

/* --- hiding, on cells made by dice --- */

static uint32_t below(uint64_t *dice, uint32_t bound)
{
	*dice = *dice * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)((*dice >> 33) % bound);
}

static void deal_wave(uint64_t *dice, struct outcomes_wave *w, uint32_t most)
{
	w->due = below(dice, most);
	w->missing = below(dice, w->due + 1);
	w->seen = w->due - w->missing;
	w->setting[SETTING_LIVES] = below(dice, w->seen + 1);
	w->all_six[VERDICT_YES] = below(dice, w->seen + 1);
	w->all_six[VERDICT_NO] = below(dice, w->seen - w->all_six[VERDICT_YES] + 1);
	w->all_six[VERDICT_CANNOT_SAY] = w->seen - w->all_six[VERDICT_YES] - w->all_six[VERDICT_NO];
	for (size_t d = 0; d < OUTCOMES_DOMAINS; d++) {
		w->domains.n[d] = below(dice, w->seen + 1);
		w->domains.stable[d] = below(dice, w->domains.n[d] + 1);
		w->domains.sum[d] = 200 * (int64_t)w->domains.n[d];
		w->domains.squares[d] = 40000 * (int64_t)w->domains.n[d];
	}
}

static void deal(uint64_t *dice, struct outcomes_cell *c)
{
	*c = (struct outcomes_cell){ .episodes = below(dice, 60) };
	c->consented = below(dice, c->episodes + 1);
	c->reopened = below(dice, c->episodes + 1);
	c->harmed = below(dice, c->episodes + 1);
	for (size_t w = 0; w < OUTCOMES_WAVES; w++)
		deal_wave(dice, &c->wave[w], 40);
	for (size_t r = 1; r < OUTCOMES_REASONS; r++) {
		c->closed[r].n = below(dice, 12);
		c->closed[r].verdict[VERDICT_YES] = c->closed[r].n;
	}
	c->sustained.sustained = below(dice, 12);
	c->sustained.not_found = below(dice, 12);
	c->sustained.died = below(dice, 12);
	c->sustained.of = c->sustained.sustained + c->sustained.not_found + c->sustained.died;
}

static void check_part(const struct part *p, uint32_t k, uint32_t n, uint32_t more_k,
                       uint32_t more_n)
{
	if (p->told == TOLD) {
		assert_true(share_shown(k, n));
		assert_true(more_n == n || share_shown(more_k - k, more_n - n));
		assert_int_equal(p->share.k, k);
	} else
		assert_int_equal(p->share.k, 0);
	if (p->told == TOLD_UNDER)
		assert_true(k < DISCLOSE_CELL && n - k >= DISCLOSE_CELL);
	if (p->told == TOLD_ALL_BUT)
		assert_true(n - k < DISCLOSE_CELL);
}

static void check_row(const struct row_cells *row, const uint32_t *n, const uint32_t *more,
                      size_t cells)
{
	size_t blanks = 0;

	for (size_t i = 0; i < cells; i++) {
		blanks += !row->shown[i];
		assert_true(!row->shown[i] || n[i] >= DISCLOSE_CELL);
		assert_true(!row->shown[i] || more[i] == n[i] || more[i] - n[i] >= DISCLOSE_CELL);
		assert_true(row->shown[i] || row->n[i] == 0);
	}
	assert_true(!row->total_shown || blanks != 1);
	assert_true(row->total_shown || row->total == 0);
}

static void nothing_told_gives_fewer_than_five_away(void **state)
{
	struct report_wave waves[OUTCOMES_WAVES];
	uint64_t dice = 7;

	(void)state;
	for (int i = 0; i < 3000; i++) {
		struct outcomes_cell cell;
		struct outcomes_cell other;
		struct outcomes_cell more;
		struct report_around around = { .at = { &more }, .n = 1 };
		struct outcomes_report r = { .people = 0 };

		deal(&dice, &cell);
		deal(&dice, &other);
		more = cell;
		if (i % 3)
			outcomes_pool(&more, &other);
		report_figures_of(&cell, &around, 0.95, waves, &r);
		check_part(&r.consented, cell.consented, cell.episodes, more.consented, more.episodes);
		check_part(&r.harmed, cell.harmed, cell.episodes, more.harmed, more.episodes);
		for (size_t w = 0; w < OUTCOMES_WAVES; w++) {
			const struct outcomes_wave *a = &cell.wave[w];
			const struct outcomes_wave *b = &more.wave[w];

			check_part(&waves[w].complete, a->due - a->missing, a->due, b->due - b->missing,
			           b->due);
			check_part(&waves[w].all_six_yes, a->all_six[VERDICT_YES], a->seen,
			           b->all_six[VERDICT_YES], b->seen);
			check_row(&waves[w].all_six, a->all_six, b->all_six, OUTCOMES_VERDICTS);
			for (size_t d = 0; d < OUTCOMES_DOMAINS; d++) {
				check_part(&waves[w].domain[d].stable, a->domains.stable[d], a->domains.n[d],
				           b->domains.stable[d], b->domains.n[d]);
				assert_true(!waves[w].domain[d].has_mean || a->domains.n[d] >= DISCLOSE_MEAN);
				assert_true(waves[w].domain[d].n <= a->domains.n[d]);
			}
		}
	}
}

/* --- new harm --- */

static void new_harm_stands_beside_the_outcomes_and_in_its_period_only(void **state)
{
	struct report_filter later = adults;
	struct ctx c = task("eva");
	struct outcomes_report r = report(&c, adults);

	(void)state;
	assert_int_equal(r.people, 24);
	assert_int_equal(r.harmed.told, TOLD);
	assert_int_equal(r.harmed.share.k, 6);
	later.from = day_of(2024, 1, 1);
	r = report(&c, later);
	assert_int_equal(r.harmed.told, TOLD_UNDER);
	assert_int_equal(r.harmed.share.k, 0);
	later.from = day_of(2023, 5, 1);
	later.to = day_of(2023, 6, 1);
	r = report(&c, later);
	assert_int_equal(r.harmed.told, TOLD_NOT);
	test_ctx_end(&c);
}

/* --- files and pages --- */

static struct str text_of(struct ctx *c, const char *format)
{
	struct buf *out = NEW(c->arena, struct buf);

	*out = buf_new(c->arena, 1 << 20);
	assert_int_equal(report_outcomes_text(c, out, format, NO_DAY, NO_DAY), OK);
	return arena_str(c->arena, buf_str(out));
}

static void a_file_has_the_same_number_of_columns_in_every_row(void **state)
{
	struct ctx c = task("eva");
	struct str rest = text_of(&c, "csv");
	size_t rows = 0;

	(void)state;
	for (; rest.n; rows++) {
		struct str line = str_cut(rest, '\n', &rest);
		size_t commas = 0;

		for (size_t i = 0; i < line.n; i++)
			commas += line.p[i] == ',';
		assert_int_equal(commas, 14);
	}
	assert_true(rows > 100);
	test_ctx_end(&c);
}

static void every_format_says_the_same_mean(void **state)
{
	struct ctx c = task("eva");

	(void)state;
	assert_non_null(
		strstr(text_of(&c, "csv").p, "adult,\"all\",2023,2024,baseline,mean,safety,24,,1.8800,"));
	assert_non_null(strstr(text_of(&c, "json").p,
	                       "\"figure\":\"mean\",\"of\":\"safety\",\"people\":24,\"value\":1.8800"));
	assert_non_null(strstr(text_of(&c, "text").p, "1.88 ("));
	assert_null(strstr(text_of(&c, "json").p, "nan"));
	test_ctx_end(&c);
}

static void an_unknown_format_is_refused(void **state)
{
	struct ctx c = task("eva");
	struct buf out = buf_new(c.arena, 1000);

	(void)state;
	assert_int_equal(report_outcomes_text(&c, &out, "xlsx", NO_DAY, NO_DAY), ERR_INVALID);
	test_ctx_end(&c);
}

static void the_page_opens_for_evaluation_and_managers_only(void **state)
{
	(void)state;
	assert_int_equal(visits("eva", "/reports/outcomes", "not yet validated"), 200);
	assert_int_equal(visits("grace", "/reports/outcomes?type=forced_labour&age=adult&from=2023",
	                        "people counted"),
	                 200);
	assert_int_equal(visits("eva", "/reports/outcomes?age=6_11", "look at the people"), 200);
	assert_int_equal(visits("eva", "/reports/outcomes?walk=2&to=nonsense&age=x", "Too few people"),
	                 200);
	assert_int_equal(visits("eva", "/reports/definitions", "id=\"sustained_bounds\""), 200);
	assert_int_equal(visits("amara", "/reports/outcomes", ""), 403);
	assert_int_equal(visits("tom", "/reports/outcomes", ""), 403);
}

struct number {
	int64_t n;
};

/* How often the audit says that somebody looked at the outcomes, and took a copy. */
static int64_t looks(void)
{
	static const struct column columns[] = { { "n", CARRY_INT, offsetof(struct number, n),
		                                       SIZE_MAX } };
	static const struct query q = { .name = "looks",
		                            .from = "tests",
		                            .sql = "SELECT count(*) AS n FROM audit WHERE verb IN (24, 90)",
		                            .columns = columns,
		                            .ncolumns = 1,
		                            .row_size = sizeof(struct number),
		                            .shape = SHAPE_ONE,
		                            .readonly = true };
	struct ctx c = task("amara");
	const struct number *row = NULL;
	int64_t n;

	read_ask(c.read, &q, NULL, &row);
	assert_int_equal(read_now(c.read), OK);
	n = row->n;
	test_ctx_end(&c);
	return n;
}

static void every_view_of_the_page_stands_in_the_audit(void **state)
{
	int64_t before = looks();

	(void)state;
	assert_int_equal(visits("eva", "/reports/outcomes", "Outcomes"), 200);
	assert_int_equal(looks(), before + 1);
	assert_int_equal(visits("eva", "/reports/outcomes/file?format=xlsx", ""), 200);
	assert_int_equal(looks(), before + 3);
}

/* The page itself folds, on the slow thread, what came since. */
static void a_visit_counts_what_came_since(void **state)
{
	static const struct counted one = { 2026, 2, "adult", "", 1, 200, 0, NULL, true, NULL };
	struct ctx c = task("amara");

	(void)state;
	arrive(&c, &one, 1);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	assert_int_equal(visits("eva", "/reports/outcomes", "Every record is counted in."), 200);
	c = task("eva");
	assert_int_equal(report(&c, adults).folded, 0);
	test_ctx_end(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_has_no_measurement_key_is_refused),
		cmocka_unit_test(folding_is_counted_once_and_audited),
		cmocka_unit_test(years_are_joined_until_there_are_eleven),
		cmocka_unit_test(a_mean_has_its_interval_and_its_people),
		cmocka_unit_test(children_are_apart_and_too_few),
		cmocka_unit_test(consent_and_its_other_side_are_cells),
		cmocka_unit_test(a_type_has_years_of_its_own),
		cmocka_unit_test(a_choice_of_years_grows_to_whole_spans),
		cmocka_unit_test(nothing_told_gives_fewer_than_five_away),
		cmocka_unit_test(new_harm_stands_beside_the_outcomes_and_in_its_period_only),
		cmocka_unit_test(a_file_has_the_same_number_of_columns_in_every_row),
		cmocka_unit_test(every_format_says_the_same_mean),
		cmocka_unit_test(an_unknown_format_is_refused),
		cmocka_unit_test(the_page_opens_for_evaluation_and_managers_only),
		cmocka_unit_test(a_visit_counts_what_came_since),
		cmocka_unit_test(every_view_of_the_page_stands_in_the_audit),
	};

	return cmocka_run_group_tests(tests, begin_sqlite, group_end);
}
