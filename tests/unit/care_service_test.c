/* Services: that they took place is part of the case; notes open by their kind, counted without
 * words, promised and kept. */
#include "care/service.h"

#include "access/inbox.h"
#include "base/fields.h"
#include "care/day_inside.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#include "harness/both.h"

static void walks_along(const char *user, struct person_id id)
{
	struct ctx c = test_task("amara");

	assert_int_equal(person_assign(&c, id, test_user(&house, user)), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
}

static struct service_new of(const char *type, const char *note)
{
	return (struct service_new){ .type = str_z(type),
		                         .minutes = 45,
		                         .when = { NO_DAY, NO_DAY, { NULL, 0 } },
		                         .promised = NO_DAY,
		                         .note = str_z(note) };
}

static enum err writes(const char *user, struct person_id id, const struct service_new *n,
                       struct row_id *row)
{
	struct ctx c = test_task(user);
	enum err e;

	*row = row_id_fresh(c.now);
	e = service_write(&c, id, *row, n);
	if (e == OK)
		e = test_commit(&c);
	test_ctx_end(&c);
	return e;
}

/* What a colleague sees of it; the texts are copied. */
static struct service sees(const char *user, struct person_id id, struct row_id row)
{
	struct ctx c = test_task(user);
	static char note[64];
	struct service s;

	assert_int_equal(service_read(&c, id, row, &s), OK);
	snprintf(note, sizeof note, "%.*s", (int)s.note.n, s.note.n ? s.note.p : "");
	s.note.p = s.note.p ? note : NULL;
	s.type.p = NULL;
	test_ctx_end(&c);
	return s;
}

static void a_service_is_seen_by_whoever_holds_the_case(void **state)
{
	struct person_id id = test_arrives();
	struct service_new n = of("housing", "Two rooms seen.");
	struct row_id row;
	struct service s;

	(void)state;
	assert_int_equal(writes("amara", id, &n, &row), OK);
	s = sees("lena", id, row);
	assert_false(s.closed);
	assert_int_equal(s.minutes, 45);
	assert_string_equal(s.note.p, "Two rooms seen.");
	assert_true(sees("bela", id, row).closed);
	assert_int_equal(writes("bela", id, &n, &row), ERR_DENIED);
	assert_int_equal(writes("grace", id, &n, &row), ERR_DENIED);
}

static void a_counsellors_note_opens_for_counsellors_and_nobody_else(void **state)
{
	static const char *const others[] = { "amara", "lena", "grace" };
	struct person_id id = test_arrives();
	struct service_new n = of("counselling", "About the nights.");
	struct service_list all;
	struct row_id row;
	struct ctx c;

	(void)state;
	walks_along("cora", id);
	assert_int_equal(writes("amara", id, &n, &row), ERR_DENIED);
	assert_int_equal(writes("cora", id, &n, &row), OK);
	assert_string_equal(sees("cora", id, row).note.p, "About the nights.");
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		struct service s = sees(others[i], id, row);
		assert_false(s.closed);
		assert_true(s.noted);
		assert_null(s.note.p);
		c = test_task(others[i]);
		assert_false(can(&c, id, MAY_READ, IN_COUNSEL));
		assert_int_equal(services_read(&c, id, &all), OK);
		test_ctx_end(&c);
	}
	/* Nor with the keys of an emergency. */
	c = test_task("sage");
	assert_int_equal(person_break_glass(&c, id, STR("fire")), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	assert_null(sees("sage", id, row).note.p);
	assert_int_equal(sees("sage", id, row).minutes, 45);
}

static void a_health_worker_writes_what_those_who_see_health_may_read(void **state)
{
	struct person_id id = test_arrives();
	struct service_new n = of("health", "Wound cleaned.");
	struct service_new talk = of("talk", "");
	struct row_id row;

	(void)state;
	walks_along("hana", id);
	assert_int_equal(writes("hana", id, &talk, &row), ERR_DENIED);
	assert_int_equal(writes("hana", id, &n, &row), OK);
	assert_string_equal(sees("hana", id, row).note.p, "Wound cleaned.");
	assert_string_equal(sees("amara", id, row).note.p, "Wound cleaned.");
	assert_true(sees("grace", id, row).closed);
}

static void a_correction_without_the_key_of_the_note_leaves_the_note(void **state)
{
	struct person_id id = test_arrives();
	struct service_new n = of("counselling", "About the nights.");
	struct service_new right = of("counselling", "");
	struct row_id row;
	struct row_id now;
	struct service s;

	(void)state;
	walks_along("cora", id);
	assert_int_equal(writes("cora", id, &n, &row), OK);
	right.minutes = 60;
	right.note = (struct str){ NULL, 0 };
	right.replaces = &row;
	assert_int_equal(writes("amara", id, &right, &now), OK);
	s = sees("cora", id, row);
	assert_int_equal(s.minutes, 60);
	assert_string_equal(s.note.p, "About the nights.");
	/* The second of two who correct it is told. */
	assert_int_equal(writes("amara", id, &right, &now), ERR_CONFLICT);
}

static size_t due(const char *user, enum task_kind kind, struct person_id id)
{
	struct ctx c = test_task(user);
	struct tasks all;
	size_t n = 0;

	assert_int_equal(day_tasks(&c, 0, &all), OK);
	for (size_t i = 0; i < all.n; i++)
		n += all.at[i].kind == kind && person_id_eq(all.at[i].person, id);
	test_ctx_end(&c);
	return n;
}

static void what_was_promised_is_due_until_it_takes_place(void **state)
{
	struct person_id id = test_arrives();
	struct service_new first = of("housing", "");
	struct service_new second = of("papers", "");
	struct row_id row;
	struct row_id other;
	struct ctx c = test_task("amara");

	(void)state;
	first.promised = day_add(c.today, 3);
	second.promised = day_add(c.today, 5);
	test_ctx_end(&c);
	assert_int_equal(writes("amara", id, &first, &row), OK);
	assert_int_equal(writes("amara", id, &second, &other), OK);
	assert_int_equal(due("amara", TASK_SERVICE, id), 2);
	first.promised = NO_DAY;
	first.replaces = &row;
	assert_int_equal(writes("amara", id, &first, &other), OK);
	assert_int_equal(due("amara", TASK_SERVICE, id), 1);
}

struct seen {
	struct pseudonym_id pseudonym;
	int64_t times;
	int64_t minutes;
	int64_t days;
	bool words;
};

static enum err look(void *arg, const struct folded *f)
{
	struct seen *s = arg;

	if (!pseudonym_id_eq(s->pseudonym, f->pseudonym))
		return OK;
	s->times = fields_int(f->body, "services_talk", 0);
	s->minutes = fields_int(f->body, "minutes_talk", 0);
	s->days = fields_int(f->body, "service_days", -1);
	s->words = fields_get(f->body, "note").p != NULL;
	return OK;
}

static void what_is_counted_is_the_sum_of_what_stands_and_no_word(void **state)
{
	struct person_id id = test_arrives();
	struct service_new n = of("talk", "About the sea.");
	struct seen seen = { .times = 0 };
	struct episode e;
	struct row_id row;
	struct row_id now;
	struct ctx c;
	int64_t folded;

	(void)state;
	assert_int_equal(writes("amara", id, &n, &row), OK);
	n.replaces = &row;
	n.minutes = 30;
	assert_int_equal(writes("amara", id, &n, &now), OK);
	n.replaces = NULL;
	assert_int_equal(writes("amara", id, &n, &now), OK);
	c = test_task("amara");
	assert_int_equal(episode_now(&c, id, &e), OK);
	seen.pseudonym = e.pseudonym;
	test_ctx_end(&c);
	c = test_task("eva");
	assert_int_equal(inbox_fold(&c, &folded), OK);
	test_ctx_end(&c);
	c = test_task("eva");
	assert_int_equal(folded_each(&c, look, &seen), OK);
	test_ctx_end(&c);
	assert_int_equal(seen.times, 2);
	assert_int_equal(seen.minutes, 60);
	assert_int_equal(seen.days, 0);
	assert_false(seen.words);
}

static void a_kind_that_the_pack_does_not_have_is_refused(void **state)
{
	struct person_id id = test_arrives();
	struct service_new n = of("magic", "");
	struct row_id row;

	(void)state;
	assert_int_equal(writes("amara", id, &n, &row), ERR_INVALID);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_service_is_seen_by_whoever_holds_the_case),
		cmocka_unit_test(a_counsellors_note_opens_for_counsellors_and_nobody_else),
		cmocka_unit_test(a_health_worker_writes_what_those_who_see_health_may_read),
		cmocka_unit_test(a_correction_without_the_key_of_the_note_leaves_the_note),
		cmocka_unit_test(what_was_promised_is_due_until_it_takes_place),
		cmocka_unit_test(what_is_counted_is_the_sum_of_what_stands_and_no_word),
		cmocka_unit_test(a_kind_that_the_pack_does_not_have_is_refused),
	};

	return test_on_both("services", tests, sizeof tests / sizeof *tests);
}
