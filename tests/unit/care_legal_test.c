/* Status, hearings, proceedings: what care needs is open to whoever walks along, and the rest to
 * legal help alone, shown on the keys; protections are warned of, hearings have a companion. */

#include "care/day_inside.h"
#include "care/legal_inside.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "harness/both.h"
#include "harness/haul.h"

#define WHEN \
	{ \
		.day = NO_DAY, .told = NO_DAY \
	}

static struct ctx task(const char *user)
{
	struct ctx c;

	assert_int_equal(test_ctx(&house, user, &c), OK);
	return c;
}

/* Lia gives legal help and receives: so she holds the key of the law and can hand it on. */
static struct person_id arrives(void)
{
	struct ctx c = task("lia");
	struct person p = { .id = person_id_fresh(c.now), .name = STR("Nia") };

	assert_int_equal(person_arrive(&c, &p, house.teams[TEST_HARBOUR], c.today), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	haul_assign(&house, "lena", p.id, "amara");
	test_forget(&house, "amara");
	return p.id;
}

static void commit(struct ctx *c, enum err want)
{
	assert_int_equal(test_commit(c), want);
	test_ctx_end(c);
}

static struct legal_status reflection(struct day today, int ends_in)
{
	return (struct legal_status){ .code = STR("reflection"),
		                          .until = NO_DAY,
		                          .reflection = today,
		                          .reflection_end = day_add(today, ends_in),
		                          .extended = NO_DAY,
		                          .when = WHEN };
}

/* The days on which tasks of a kind are due, in the order of days. */
static size_t due(const char *user, struct person_id id, enum task_kind kind, struct day out[8])
{
	struct ctx c = task(user);
	struct page_parts parts = { .arena = c.arena };
	const char *const title = kind == TASK_LEGAL ? "A protection ends soon" : "A hearing";
	void *state;
	size_t n = 0;

	day_module.ask(&c, id, &state);
	assert_int_equal(read_now(c.read), OK);
	assert_int_equal(day_module.tell(&c, id, state, &parts), OK);
	for (size_t i = 0; i < parts.nsteps && n < 8; i++)
		if (strncmp(parts.steps[i].title, title, strlen(title)) == 0)
			out[n++] = parts.steps[i].due;
	test_ctx_end(&c);
	return n;
}

static void status_and_days_are_open_to_care_and_the_law_is_not(void **state)
{
	struct person_id id = arrives();
	struct ctx c = task("lia");
	struct row_id case_row = row_id_fresh(c.now);
	struct row_id note_row = row_id_fresh(c.now);
	struct legal_status s = reflection(c.today, 60);
	struct legal_proceeding p = { .kind = STR("compensation"),
		                          .words = STR("Wages."),
		                          .when = WHEN };
	struct legal_view w = { .justice = STR("My passport back."),
		                    .part = STR("not_yet"),
		                    .when = WHEN };
	struct legal_note note = { .words = STR("Between us."), .when = WHEN };
	struct legal_hearing h = { .day = day_add(c.today, 5),
		                       .companion = STR("amara"),
		                       .place = STR("Room 4"),
		                       .proceeding = case_row,
		                       .when = WHEN };
	struct legal all;

	(void)state;
	assert_int_equal(legal_status_write(&c, id, row_id_fresh(c.now), &s, NULL), OK);
	assert_int_equal(legal_proceeding_write(&c, id, case_row, &p, NULL), OK);
	assert_int_equal(legal_view_write(&c, id, row_id_fresh(c.now), &w, NULL), OK);
	assert_int_equal(legal_note_write(&c, id, note_row, &note, NULL), OK);
	assert_int_equal(legal_hearing_write(&c, id, row_id_fresh(c.now), &h, NULL), OK);
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(legal_read(&c, id, &all), OK);
	assert_false(all.closed);
	assert_true(str_eq(all.view.justice, STR("My passport back.")));
	assert_true(str_eq(all.notes.at[0].words, STR("Between us.")));
	assert_true(str_eq(all.hearings.at[0].place, STR("Room 4")));
	assert_true(row_id_eq(all.hearings.at[0].proceeding, all.proceedings.at[0].root));
	test_ctx_end(&c);

	c = task("amara");
	assert_int_equal(legal_read(&c, id, &all), OK);
	assert_true(all.closed);
	assert_true(str_eq(all.status.code, STR("reflection")));
	assert_int_equal(legal_reflection_until(&all.status).n, c.today.n + 60);
	assert_int_equal(legal_hearing_next(&all, c.today)->day.n, c.today.n + 5);
	assert_null(all.hearings.at[0].place.p);
	assert_null(all.view.justice.p);
	assert_int_equal(all.proceedings.n, 0);
	assert_int_equal(all.notes.n, 0);
	assert_int_equal(legal_note_read(&c, id, note_row, &note), ERR_ABSENT);
	assert_int_equal(legal_note_write(&c, id, row_id_fresh(c.now), &note, NULL), ERR_DENIED);
	test_ctx_end(&c);
	c = task("carla");
	assert_int_equal(legal_read(&c, id, &all), OK);
	assert_null(all.status.author.p);
	assert_int_equal(legal_status_write(&c, id, row_id_fresh(c.now), &s, NULL), ERR_DENIED);
	test_ctx_end(&c);
}

/* From the keys: nobody but legal help and the person's own compartments' makers unwraps legal. */
static void nobody_elses_keys_open_what_legal_help_wrote(void **state)
{
	static const char *const others[] = { "amara", "bela", "lena", "grace", "nadia", "hana",
		                                  "cora",  "vera", "sage", "eva",   "tom",   "boris" };
	struct person_id id = arrives();
	struct kept kept = haul_write(&house, "lia", id, IN_LEGAL);
	struct haul haul;

	(void)state;
	assert_int_equal(haul_read(&house, "lia", id, IN_LEGAL, &kept), OK);
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		haul = haul_take(&house, others[i]);
		if (haul_unwraps(&house, &haul, id, 1) & 1u << IN_LEGAL)
			fail_msg("%s can open what legal help wrote", others[i]);
		assert_int_equal(haul_read(&house, others[i], id, IN_LEGAL, &kept), ERR_DENIED);
	}
}

static void a_protection_is_warned_of_two_weeks_before_it_ends(void **state)
{
	struct person_id id = arrives();
	struct ctx c = task("amara");
	struct row_id first = row_id_fresh(c.now);
	struct legal_status s = reflection(c.today, 45);
	struct day days[8];
	struct day today = c.today;

	(void)state;
	assert_int_equal(legal_status_write(&c, id, first, &s, NULL), OK);
	commit(&c, OK);
	assert_int_equal(due("amara", id, TASK_LEGAL, days), 1);
	assert_int_equal(days[0].n, today.n + 31);
	c = task("amara");
	s.extended = day_add(today, 75);
	assert_int_equal(legal_status_write(&c, id, row_id_fresh(c.now), &s, &first), OK);
	commit(&c, OK);
	assert_int_equal(due("amara", id, TASK_LEGAL, days), 1);
	assert_int_equal(days[0].n, today.n + 61);
	/* The first one was replaced: whoever still has it open is shown what changed. */
	c = task("amara");
	assert_int_equal(legal_status_write(&c, id, row_id_fresh(c.now), &s, &first), OK);
	commit(&c, ERR_CONFLICT);
	/* Two who write the first status at once. */
	c = task("amara");
	assert_int_equal(legal_status_write(&c, id, row_id_fresh(c.now), &s, NULL), OK);
	commit(&c, ERR_CONFLICT);
}

static void a_protection_that_ends_sooner_is_due_today(void **state)
{
	struct person_id id = arrives();
	struct ctx c = task("amara");
	struct legal_status s = reflection(c.today, 3);
	struct day days[8];

	(void)state;
	s.code = STR("permit");
	s.until = day_add(c.today, -2);
	assert_int_equal(legal_status_write(&c, id, row_id_fresh(c.now), &s, NULL), OK);
	commit(&c, OK);
	assert_int_equal(due("amara", id, TASK_LEGAL, days), 2);
	c = task("amara");
	assert_int_equal(days[0].n, c.today.n);
	assert_int_equal(days[1].n, c.today.n);
	test_ctx_end(&c);
}

static void a_caseworker_moves_a_hearing_without_losing_what_is_closed_to_her(void **state)
{
	struct person_id id = arrives();
	struct ctx c = task("lia");
	struct row_id row = row_id_fresh(c.now);
	struct day today = c.today;
	struct legal_hearing h = { .day = day_add(today, 20), .place = STR("Room 4"), .when = WHEN };
	struct legal_hearing moved = { .day = day_add(today, 30),
		                           .companion = STR("amara"),
		                           .when = WHEN };
	struct legal_hearing read;
	struct day days[8];

	(void)state;
	assert_int_equal(legal_hearing_write(&c, id, row, &h, NULL), OK);
	commit(&c, OK);
	assert_int_equal(due("amara", id, TASK_HEARING, days), 1);
	assert_int_equal(days[0].n, today.n + 13);
	c = task("amara");
	assert_int_equal(legal_hearing_write(&c, id, row_id_fresh(c.now), &moved, &row), OK);
	commit(&c, OK);
	assert_int_equal(due("amara", id, TASK_HEARING, days), 1);
	assert_int_equal(days[0].n, today.n + 30);
	c = task("lia");
	assert_int_equal(legal_hearing_read(&c, id, row, &read), OK);
	assert_int_equal(read.day.n, today.n + 30);
	assert_true(str_eq(read.place, STR("Room 4")));
	row = read.id;
	moved.state = STR("held");
	moved.after = STR("It was long. Tea helped.");
	moved.decided = STR("Adjourned.");
	moved.place = read.place;
	assert_int_equal(legal_hearing_write(&c, id, row_id_fresh(c.now), &moved, &row), OK);
	commit(&c, OK);
	assert_int_equal(due("amara", id, TASK_HEARING, days), 0);
	c = task("amara");
	assert_int_equal(legal_hearing_read(&c, id, row, &read), OK);
	assert_true(str_eq(read.after, STR("It was long. Tea helped.")));
	assert_null(read.decided.p);
	row = read.id;
	assert_int_equal(legal_hearing_write(&c, id, row_id_fresh(c.now), &moved, &row), OK);
	commit(&c, OK);
	c = task("lia");
	assert_int_equal(legal_hearing_read(&c, id, row, &read), OK);
	assert_true(str_eq(read.decided, STR("Adjourned.")));
	test_ctx_end(&c);
}

static void codes_that_are_none_are_refused(void **state)
{
	struct person_id id = arrives();
	struct ctx c = task("lia");
	struct legal_proceeding p = { .kind = STR("revenge"), .when = WHEN };
	struct legal_view w = { .part = STR("must"), .when = WHEN };
	struct legal_hearing h = { .day = NO_DAY, .when = WHEN };

	(void)state;
	assert_int_equal(legal_proceeding_write(&c, id, row_id_fresh(c.now), &p, NULL), ERR_INVALID);
	assert_int_equal(legal_view_write(&c, id, row_id_fresh(c.now), &w, NULL), ERR_INVALID);
	assert_int_equal(legal_hearing_write(&c, id, row_id_fresh(c.now), &h, NULL), ERR_INVALID);
	h.day = c.today;
	h.state = STR("won");
	assert_int_equal(legal_hearing_write(&c, id, row_id_fresh(c.now), &h, NULL), ERR_INVALID);
	test_ctx_end(&c);
}

static void the_pack_of_statuses_reads_in_every_language(void **state)
{
	static const char *const langs[] = { "en", "es", "ar" };
	struct ctx c = task("amara");
	struct choice_list all;

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		c.lang = lang_find(str_z(langs[i]));
		assert_int_equal(legal_statuses(&c, &all), OK);
		assert_int_equal(all.n, 11);
		assert_true(*all.at[2].label != 0);
	}
	assert_true(str_eq(legal_status_words(&c, STR("of another pack")), STR("of another pack")));
	test_ctx_end(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(status_and_days_are_open_to_care_and_the_law_is_not),
		cmocka_unit_test(nobody_elses_keys_open_what_legal_help_wrote),
		cmocka_unit_test(a_protection_is_warned_of_two_weeks_before_it_ends),
		cmocka_unit_test(a_protection_that_ends_sooner_is_due_today),
		cmocka_unit_test(a_caseworker_moves_a_hearing_without_losing_what_is_closed_to_her),
		cmocka_unit_test(codes_that_are_none_are_refused),
		cmocka_unit_test(the_pack_of_statuses_reads_in_every_language),
	};

	return test_on_both("legal", tests, sizeof tests / sizeof *tests);
}
