/* Everything in order, and who opened it. */

#include "care/note.h"
#include "care/safety.h"
#include "care/stay.h"
#include "care/timeline_inside.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#include "harness/both.h"

static struct ctx task(const char *user)
{
	struct ctx c;

	assert_int_equal(test_ctx(&house, user, &c), OK);
	return c;
}

static struct person_id arrives(const char *user, struct str name)
{
	struct ctx c = task(user);
	struct person p = { .id = person_id_fresh(c.now), .name = name };

	assert_int_equal(person_arrive(&c, &p, house.teams[TEST_HARBOUR], c.today), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	return p.id;
}

static void write_note(const char *user, struct person_id id, const char *words,
                       const struct row_id *replaces, struct row_id *row)
{
	struct ctx c = task(user);
	struct note_new n = { .how = STR("phone"),
		                  .words = str_z(words),
		                  .day = NO_DAY,
		                  .next = NO_DAY,
		                  .replaces = replaces };

	*row = row_id_fresh(c.now);
	assert_int_equal(note_write(&c, id, *row, &n), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
}

static void a_note_with_a_day(struct person_id id, int days, int next)
{
	struct ctx c = task("amara");
	struct note_new n = { .how = STR("visit"),
		                  .words = STR("said"),
		                  .day = day_add(c.today, days),
		                  .next = day_add(c.today, next) };

	assert_int_equal(note_write(&c, id, row_id_fresh(c.now), &n), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
}

static void moments_stand_newest_first_and_steps_soonest_first(void **state)
{
	struct person_id id = arrives("amara", STR("In order"));
	struct page_parts parts;
	struct ctx c;

	(void)state;
	for (int i = 0; i < 40; i++)
		a_note_with_a_day(id, -(i * 7) % 40, 1 + i * 11 % 40);
	c = task("amara");
	assert_int_equal(timeline_tell(&c, id, timeline_ask(&c, id), &parts), OK);
	assert_true(parts.nmoments >= 40);
	assert_true(parts.nsteps >= 40);
	for (size_t i = 1; i < parts.nmoments; i++)
		assert_true(parts.moments[i - 1].day.n >= parts.moments[i].day.n);
	for (size_t i = 1; i < parts.nsteps; i++)
		assert_true(parts.steps[i - 1].due.n <= parts.steps[i].due.n);
	test_ctx_end(&c);
}

/* Nobody keeps the minute of typing. */
static void what_was_typed_in_one_hour_stands_in_the_order_of_the_modules(void **state)
{
	struct person_id id = arrives("amara", STR("One hour"));
	struct row_id last_note = { { 0 } };
	struct page_parts first;
	struct page_parts again;
	struct row_id row;
	size_t notes = 0;
	struct ctx c;
	struct ctx d;

	(void)state;
	c = task("amara");
	assert_int_equal(stay_write(&c, id, row_id_fresh(c.now),
	                            &(struct stay_new){ .kind = STR("shelter"),
	                                                .since = { NO_DAY, NO_DAY, { NULL, 0 } },
	                                                .until = NO_DAY,
	                                                .ended = NO_DAY }),
	                 OK);
	assert_int_equal(
		safety_plan_write(
			&c, id, row_id_fresh(c.now),
			&(struct safety_plan){ .review = NO_DAY, .when = { .day = NO_DAY, .told = NO_DAY } },
			NULL),
		OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	for (int i = 0; i < 6; i++)
		write_note("amara", id, "said", NULL, &row);
	c = task("amara");
	d = task("amara");
	assert_int_equal(timeline_tell(&c, id, timeline_ask(&c, id), &first), OK);
	assert_int_equal(timeline_tell(&d, id, timeline_ask(&d, id), &again), OK);
	assert_int_equal(first.nmoments, again.nmoments);
	assert_int_equal(first.nmoments, 8);
	for (size_t i = 0; i < first.nmoments; i++) {
		const struct moment *m = &first.moments[i];
		assert_true(row_id_eq(m->row, again.moments[i].row));
		assert_string_equal(m->kind, again.moments[i].kind);
		assert_true(i == 0 || m[-1].rank <= m->rank);
		if (strcmp(m->kind, "note") == 0) {
			assert_true(notes == 0 || memcmp(last_note.b, m->row.b, sizeof m->row.b) > 0);
			last_note = m->row;
			notes++;
		}
	}
	assert_int_equal(notes, 6);
	assert_string_equal(first.moments[6].kind, "safety-plan");
	assert_string_equal(first.moments[7].kind, "stay");
	test_ctx_end(&c);
	test_ctx_end(&d);
}

static void more_than_the_most_is_left_out(void **state)
{
	static struct next_step places[STEPS_MAX];
	struct page_parts fixed = { .steps = places };
	struct arena *a = arena_new(16 << 20);
	struct page_parts grows = { .arena = a };

	(void)state;
	for (int i = 0; i < MOMENTS_MAX + 10; i++)
		page_moment(&grows, (struct moment){ .day = { i } });
	assert_int_equal(grows.nmoments, MOMENTS_MAX);
	for (int i = 0; i < MOMENTS_MAX; i++)
		assert_int_equal(grows.moments[i].day.n, i);
	for (int i = 0; i < STEPS_MAX + 10; i++)
		page_step(&fixed, (struct next_step){ .due = { i } });
	assert_int_equal(fixed.nsteps, STEPS_MAX);
	assert_ptr_equal(fixed.steps, places);
	arena_free(a);
}

static void long_words_are_cut_between_words_and_never_inside_a_letter(void **state)
{
	struct arena *a = arena_new(1 << 20);

	(void)state;
	assert_true(str_eq(words_begin(a, STR("short"), 10), STR("short")));
	assert_true(str_eq(words_begin(a, STR("one two three"), 9), STR("one two …")));
	assert_true(str_utf8(words_begin(a, STR("ภาษาไทยไม่มีช่องว่างระหว่างคำ"), 10)));
	arena_free(a);
}

static char target[200];

static const char *page_of(struct person_id id, const char *tail)
{
	char text[ID_TEXT + 1];

	id_write(id.b, text);
	(void)snprintf(target, sizeof target, "/people/%s%s", text, tail);
	return target;
}

static void a_correction_folds_what_it_replaces(void **state)
{
	struct person_id id = arrives("amara", STR("Corrected"));
	struct test_browser b;
	struct row_id first;
	struct row_id second;

	(void)state;
	write_note("amara", id, "first-words", NULL, &first);
	write_note("amara", id, "second-words", &first, &second);
	test_browser(&b, &house);
	assert_int_equal(test_sign_in(&b, "amara", NULL), 303);
	assert_int_equal(test_get(&b, page_of(id, "")), 200);
	assert_false(test_sees(&b, "first-words"));
	assert_int_equal(test_get(&b, page_of(id, "/timeline?kind=note")), 200);
	assert_true(test_sees(&b, "as it was written before the correction"));
	assert_true(test_sees(&b, "first-words"));
	assert_true(test_sees(&b, "second-words"));
	assert_int_equal(test_get(&b, page_of(id, "/timeline?kind=nothing-of-the-kind")), 200);
	assert_false(test_sees(&b, "second-words"));
	test_browser_end(&b);
}

static void she_sees_who_opened_her_record(void **state)
{
	struct person_id id = arrives("amara", STR("Opened"));
	struct test_browser b;

	(void)state;
	test_browser(&b, &house);
	assert_int_equal(test_sign_in(&b, "lena", NULL), 303);
	assert_int_equal(test_get(&b, page_of(id, "")), 200);
	assert_int_equal(test_sign_in(&b, "amara", NULL), 303);
	assert_int_equal(test_get(&b, page_of(id, "/opened")), 200);
	assert_true(test_sees(&b, "<bdi>lena</bdi>"));
	assert_true(test_sees(&b, "opened this record"));
	test_browser_end(&b);
}

static struct audit_line line_at(const char *who, int hour, const char *did, bool emergency)
{
	return (struct audit_line){ .hour = { 1772442000 - hour * 3600 }, /* 2026-03-02 09:00 UTC */
		                        .who = str_z(who),
		                        .role = "Caseworker",
		                        .did = did,
		                        .why = "to care",
		                        .emergency = emergency };
}

static void a_day_has_one_line_for_each_colleague_and_an_emergency_its_own(void **state)
{
	static const char opened[] = "opened";
	static const char wrote[] = "wrote";
	const struct audit_line lines[] = {
		line_at("amara", 0, opened, false), line_at("bela", 1, wrote, false),
		line_at("amara", 2, wrote, false),  line_at("amara", 2, opened, true),
		line_at("amara", 3, wrote, false),  line_at("amara", 24, wrote, false),
	};
	struct ctx c = task("amara");
	struct opened_days days;
	const struct opened_by *amara;

	(void)state;
	opened_by_day(&c, &(struct audit_lines){ lines, 6 }, &days);
	assert_int_equal(days.n, 2);
	assert_int_equal(days.older, 0);
	assert_int_equal(days.at[0].n, 3);
	amara = days.at[0].at;
	assert_int_equal(amara->times, 3);
	assert_true(str_eq(amara->hours, STR("06:00, 07:00, 09:00")));
	assert_int_equal(amara->dids.n, 2);
	assert_true(str_eq(days.at[0].at[1].who, STR("bela")));
	assert_true(days.at[0].at[2].alone);
	assert_int_equal(days.at[0].at[2].times, 1);
	assert_int_equal(days.at[1].n, 1);
	test_ctx_end(&c);
}

static void a_full_page_ends_with_a_whole_day(void **state)
{
	struct audit_line lines[AUDIT_LINES];
	struct ctx c = task("amara");
	struct opened_days days;

	(void)state;
	for (int i = 0; i < AUDIT_LINES; i++) {
		lines[i] = line_at("amara", i < AUDIT_LINES - 3 ? 0 : 30, "opened", false);
		lines[i].seq = 1000 - i;
	}
	opened_by_day(&c, &(struct audit_lines){ lines, AUDIT_LINES }, &days);
	assert_int_equal(days.n, 1);
	assert_int_equal(days.at->at->times, AUDIT_LINES - 3);
	assert_int_equal(days.older, 1000 - (AUDIT_LINES - 4));
	/* A day of more than a page cannot wait. */
	lines[AUDIT_LINES - 1].hour = lines[AUDIT_LINES - 2].hour = lines[AUDIT_LINES - 3].hour =
		lines[0].hour;
	opened_by_day(&c, &(struct audit_lines){ lines, AUDIT_LINES }, &days);
	assert_int_equal(days.at->at->times, AUDIT_LINES);
	assert_int_equal(days.older, 1000 - (AUDIT_LINES - 1));
	test_ctx_end(&c);
}

static void many_entries_come_in_pages(void **state)
{
	struct person_id id = arrives("amara", STR("Paged"));
	struct test_browser b;

	(void)state;
	for (int i = 0; i < AUDIT_LINES + 2; i++)
		a_note_with_a_day(id, -i, 1);
	test_browser(&b, &house);
	assert_int_equal(test_sign_in(&b, "amara", NULL), 303);
	assert_int_equal(test_get(&b, page_of(id, "/timeline?kind=note")), 200);
	assert_true(test_sees(&b, "from=50"));
	assert_int_equal(test_get(&b, page_of(id, "/timeline?kind=note&from=200")), 200);
	assert_true(test_sees(&b, "Newer"));
	assert_false(test_sees(&b, "Older"));
	assert_int_equal(test_get(&b, page_of(id, "/opened")), 200);
	assert_true(test_sees(&b, "/opened?before="));
	test_browser_end(&b);
}

static void both_are_closed_to_who_does_not_walk_along(void **state)
{
	struct person_id id = arrives("amara", STR("Closed"));
	struct test_browser b;

	(void)state;
	test_browser(&b, &house);
	assert_int_equal(test_sign_in(&b, "cora", NULL), 303);
	assert_int_equal(test_get(&b, page_of(id, "/timeline")), 403);
	assert_int_equal(test_get(&b, page_of(id, "/opened")), 403);
	test_browser_end(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(moments_stand_newest_first_and_steps_soonest_first),
		cmocka_unit_test(what_was_typed_in_one_hour_stands_in_the_order_of_the_modules),
		cmocka_unit_test(more_than_the_most_is_left_out),
		cmocka_unit_test(long_words_are_cut_between_words_and_never_inside_a_letter),
		cmocka_unit_test(a_correction_folds_what_it_replaces),
		cmocka_unit_test(she_sees_who_opened_her_record),
		cmocka_unit_test(a_day_has_one_line_for_each_colleague_and_an_emergency_its_own),
		cmocka_unit_test(a_full_page_ends_with_a_whole_day),
		cmocka_unit_test(many_entries_come_in_pages),
		cmocka_unit_test(both_are_closed_to_who_does_not_walk_along),
	};

	return test_on_both("timelines", tests, sizeof tests / sizeof *tests);
}
