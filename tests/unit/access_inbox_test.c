#include "access/inbox.h"
#include "base/fields.h"
#include "base/random.h"
#include "harness/access_house.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

/* --- helpers --- */

static struct pseudonym_id pseudonym_new(void)
{
	struct pseudonym_id id;

	id_random(id.b);
	return id;
}

/* A record of two fields. */
static struct str pair(struct test_house *h, const char *name, const char *value, const char *also,
                       const char *other)
{
	struct buf b = buf_new(h->arena, 4096);

	fields_put(&b, name, str_z(value));
	if (also)
		fields_put(&b, also, str_z(other));
	return buf_str(&b);
}

static void add(struct test_house *h, struct pseudonym_id p, int64_t episode, const char *kind,
                struct str fields)
{
	struct ctx c;

	test_house_task(h, &c);
	assert_int_equal(inbox_add(&c, p, episode, kind, fields), OK);
	assert_int_equal(store_commit(h->house.records, c.change), OK);
	read_end(c.read);
}

static int64_t waiting(struct test_house *h)
{
	int64_t n = -1;
	struct ctx c;

	test_house_task(h, &c);
	assert_int_equal(inbox_waiting(&c, &n), OK);
	read_end(c.read);
	return n;
}

static int64_t fold(struct test_house *h)
{
	int64_t n = -1;
	struct ctx c;

	test_house_task(h, &c);
	assert_int_equal(inbox_fold(&c, &n), OK);
	read_end(c.read);
	return n;
}

struct seen {
	struct test_house *h;
	size_t n;
	struct folded at[8];
	size_t nscores;
	struct scored scores[8];
};

static enum err see_folded(void *arg, const struct folded *f)
{
	struct seen *s = arg;

	assert_in_range(s->n, 0, 7);
	s->at[s->n] = *f;
	s->at[s->n++].body = arena_str(s->h->arena, f->body);
	return OK;
}

static enum err see_scored(void *arg, const struct scored *f)
{
	struct seen *s = arg;

	assert_in_range(s->nscores, 0, 7);
	s->scores[s->nscores] = *f;
	s->scores[s->nscores].form = arena_str(s->h->arena, f->form);
	s->scores[s->nscores++].items = arena_str(s->h->arena, f->items);
	return OK;
}

static struct seen see(struct test_house *h)
{
	struct seen s = { .h = h };
	struct ctx c;

	test_house_task(h, &c);
	assert_int_equal(folded_each(&c, see_folded, &s), OK);
	assert_int_equal(scores_each(&c, see_scored, &s), OK);
	read_end(c.read);
	return s;
}

static struct str score(struct test_house *h, int64_t days, int64_t safety, int64_t stable)
{
	struct buf b = buf_new(h->arena, 4096);

	fields_put_int(&b, "days", days);
	fields_put_int(&b, "wave", 2);
	fields_put(&b, "form", STR("outcomes-3"));
	fields_put_int(&b, "age_group", 3);
	fields_put_int(&b, "setting", 1);
	fields_put(&b, "items", STR("safe_home=3;safe_work=2"));
	fields_put_int(&b, "safety", safety);
	fields_put_int(&b, "legal", -1);
	fields_put_int(&b, "stable", stable);
	return buf_str(&b);
}

/* --- folding --- */

static void a_record_waits_until_it_is_folded(void **state)
{
	struct test_house *h = *state;
	struct pseudonym_id p = pseudonym_new();
	struct seen s;

	add(h, p, 1, "entry", pair(h, "site", "north", "age_band", "adult"));
	assert_int_equal(waiting(h), 1);
	assert_int_equal(see(h).n, 0);
	assert_int_equal(fold(h), 1);
	assert_int_equal(waiting(h), 0);
	s = see(h);
	assert_int_equal(s.n, 1);
	assert_true(pseudonym_id_eq(s.at[0].pseudonym, p));
	assert_int_equal(s.at[0].episode, 1);
	assert_true(str_eq(fields_get(s.at[0].body, "site"), STR("north")));
	assert_int_equal(fold(h), 0);
}

static void later_records_replace_what_earlier_ones_said(void **state)
{
	struct test_house *h = *state;
	struct pseudonym_id p = pseudonym_new();
	struct seen s;

	/* Ids are random: only what is sealed inside tells which came last. */
	for (int i = 0; i < 12; i++) {
		add(h, p, 1, "entry",
		    pair(h, "site", i == 11 ? "south" : "north", i == 0 ? "gender" : NULL, "f"));
		h->now.s++;
	}
	assert_int_equal(fold(h), 12);
	add(h, p, 1, "closure", pair(h, "closed_days", "90", NULL, NULL));
	add(h, p, 2, "entry", pair(h, "site", "east", NULL, NULL));
	assert_int_equal(fold(h), 2);
	s = see(h);
	assert_int_equal(s.n, 2);
	assert_true(str_eq(fields_get(s.at[0].body, "site"), STR("south")));
	assert_true(str_eq(fields_get(s.at[0].body, "gender"), STR("f")));
	assert_true(str_eq(fields_get(s.at[0].body, "closed_days"), STR("90")));
	assert_int_equal(s.at[1].episode, 2);
	assert_true(str_eq(fields_get(s.at[1].body, "site"), STR("east")));
}

static void the_last_of_one_second_counts(void **state)
{
	struct test_house *h = *state;
	struct pseudonym_id p = pseudonym_new();
	struct ctx c;

	/* The clock of the house stands still; each is a commit of its own. */
	add(h, p, 1, "closure", pair(h, "closed_days", "90", "told", "0"));
	for (int i = 1; i <= 12; i++)
		add(h, p, 1, "entry", pair(h, "told", arena_fmt(h->arena, "%d", i).p, NULL, NULL));
	assert_int_equal(fold(h), 13);
	assert_true(str_eq(fields_get(see(h).at[0].body, "told"), STR("12")));
	/* And of one commit. */
	test_house_task(h, &c);
	for (int i = 12; i > 0; i--)
		assert_int_equal(inbox_add(&c, p, 1, "story",
		                           pair(h, "told", arena_fmt(h->arena, "%d", i).p, NULL, NULL)),
		                 OK);
	assert_int_equal(store_commit(h->house.records, c.change), OK);
	read_end(c.read);
	assert_int_equal(fold(h), 12);
	assert_true(str_eq(fields_get(see(h).at[0].body, "told"), STR("1")));
	assert_null(fields_get(see(h).at[0].body, "order").p);
}

static void a_score_becomes_a_row_of_its_own_and_no_blob(void **state)
{
	struct test_house *h = *state;
	struct pseudonym_id p = pseudonym_new();
	struct seen s;

	add(h, p, 1, "score", score(h, 180, 325, 1 | 1 << 6));
	add(h, p, 1, "score", score(h, 2, 150, 2 << 6));
	assert_int_equal(fold(h), 2);
	s = see(h);
	assert_int_equal(s.n, 0);
	assert_int_equal(s.nscores, 2);
	assert_int_equal(s.scores[0].days, 2);
	assert_int_equal(s.scores[0].all_six, VERDICT_CANNOT_SAY);
	assert_int_equal(s.scores[1].days, 180);
	assert_int_equal(s.scores[1].domain[0], 325);
	assert_int_equal(s.scores[1].domain[1], OUTCOMES_NOT_APPLICABLE);
	assert_int_equal(s.scores[1].domain[2], OUTCOMES_INSUFFICIENT);
	assert_int_equal(s.scores[1].stable, 1);
	assert_int_equal(s.scores[1].all_six, VERDICT_YES);
	assert_true(str_eq(s.scores[1].items, STR("safe_home=3;safe_work=2")));
	assert_true(str_eq(s.scores[1].form, STR("outcomes-3")));
}

HOUSE_SQL(keep_ids,
          "INSERT INTO posted (org, token, hour) SELECT i.org, i.id, 0 FROM measure_inbox i");

static void a_score_does_not_keep_the_id_that_it_waited_under(void **state)
{
	struct test_house *h = *state;

	add(h, pseudonym_new(), 1, "score", score(h, 2, 150, 0));
	test_house_run(h, &keep_ids);
	assert_int_equal(fold(h), 1);
	assert_int_equal(test_house_count(h, "SELECT count(*) AS n FROM score"), 1);
	assert_int_equal(
		test_house_count(h, "SELECT count(*) AS n FROM score s JOIN posted p ON p.token = s.id"),
		0);
}

static void consent_is_kept_on_the_pseudonym_and_the_last_word_counts(void **state)
{
	struct test_house *h = *state;
	struct pseudonym_id p = pseudonym_new();

	add(h, p, 2, "consent", pair(h, "statistics", "1", "until", "20600"));
	assert_int_equal(fold(h), 1);
	assert_int_equal(
		test_house_count(h, "SELECT count(*) AS n FROM pseudonym WHERE statistics = 1"), 1);
	h->now.s++;
	add(h, p, 2, "consent", pair(h, "statistics", "1", NULL, NULL));
	h->now.s++;
	add(h, p, 1, "consent", pair(h, "statistics", "0", NULL, NULL));
	assert_int_equal(fold(h), 2);
	assert_int_equal(
		test_house_count(h, "SELECT count(*) AS n FROM pseudonym WHERE statistics = 0"), 1);
}

static void without_the_measurement_key_nothing_opens(void **state)
{
	struct test_house *h = *state;
	struct actor other = *h->officer;
	struct seen s = { .h = h };
	int64_t n;
	struct ctx c;

	add(h, pseudonym_new(), 1, "entry", pair(h, "site", "north", NULL, NULL));
	other.nheld = 0;
	test_house_task(h, &c);
	c.actor = &other;
	assert_int_equal(inbox_fold(&c, &n), ERR_DENIED);
	assert_int_equal(folded_each(&c, see_folded, &s), ERR_DENIED);
	assert_int_equal(scores_each(&c, see_scored, &s), ERR_DENIED);
	/* Adding needs no key of one's own. */
	assert_int_equal(
		inbox_add(&c, pseudonym_new(), 1, "entry", pair(h, "site", "north", NULL, NULL)), OK);
	assert_int_equal(store_commit(h->house.records, c.change), OK);
	read_end(c.read);
	assert_int_equal(waiting(h), 2);
}

HOUSE_SQL(spoil_measure, "UPDATE holder SET certificate = public_key WHERE kind = 7");

static void nothing_is_sealed_to_a_key_that_nobody_signed(void **state)
{
	struct test_house *h = *state;
	struct ctx c;

	test_house_run(h, &spoil_measure);
	test_house_task(h, &c);
	assert_int_equal(
		inbox_add(&c, pseudonym_new(), 1, "entry", pair(h, "site", "north", NULL, NULL)),
		ERR_VAULT);
	assert_true(change_empty(c.change));
	read_end(c.read);
}

HOUSE_SQL(damage_all, "UPDATE measure_inbox SET box = org");

static void what_does_not_open_stays_and_keeps_nobody_waiting(void **state)
{
	struct test_house *h = *state;

	add(h, pseudonym_new(), 1, "entry", pair(h, "site", "north", NULL, NULL));
	test_house_run(h, &damage_all);
	add(h, pseudonym_new(), 1, "entry", pair(h, "site", "north", NULL, NULL));
	add(h, pseudonym_new(), 1, "score", pair(h, "days", "3", NULL, NULL));
	assert_int_equal(fold(h), 1);
	assert_int_equal(waiting(h), 2);
	assert_int_equal(see(h).n, 1);
}

static void a_record_that_is_too_big_is_refused(void **state)
{
	struct test_house *h = *state;
	struct str big = { arena_alloc(h->arena, 40000), 40000 };
	struct ctx c;

	test_house_task(h, &c);
	assert_int_equal(inbox_add(&c, pseudonym_new(), 1, "entry", big), ERR_TOO_BIG);
	read_end(c.read);
}

static void how_much_was_counted_does_not_show_in_the_length(void **state)
{
	struct test_house *h = *state;
	char much[3500];

	memset(much, 'x', sizeof much - 1);
	much[sizeof much - 1] = '\0';
	add(h, pseudonym_new(), 1, "entry", pair(h, "site", "north", NULL, NULL));
	add(h, pseudonym_new(), 1, "entry", pair(h, "site", much, NULL, NULL));
	assert_int_equal(fold(h), 2);
	assert_int_equal(
		test_house_count(h, "SELECT count(DISTINCT length(body)) AS n FROM measure_fold"), 1);
}

/* --- many --- */

enum { MANY = 1100 };

static void add_many(struct test_house *h, int n)
{
	struct ctx c;

	test_house_task(h, &c);
	for (int i = 0; i < n; i++) {
		struct pseudonym_id p = pseudonym_new();
		assert_int_equal(inbox_add(&c, p, 1, "entry", pair(h, "site", "north", NULL, NULL)), OK);
		assert_int_equal(inbox_add(&c, p, 1, "score", score(h, 2, 150, 0)), OK);
	}
	assert_int_equal(store_commit(h->house.records, c.change), OK);
	read_end(c.read);
}

static void more_than_one_change_is_folded(void **state)
{
	struct test_house *h = *state;

	add_many(h, MANY / 2);
	assert_int_equal(fold(h), MANY / 2 * 2);
	assert_int_equal(waiting(h), 0);
	assert_int_equal(test_house_count(h, "SELECT count(*) AS n FROM score"), MANY / 2);
	assert_int_equal(test_house_count(h, "SELECT count(*) AS n FROM measure_fold"), MANY / 2);
}

struct folder {
	struct test_house *h;
	enum err e;
	int64_t folded;
};

static void *fold_beside(void *arg)
{
	struct folder *f = arg;
	struct arena *a = arena_new(256 << 20);
	struct ctx c;

	f->e = ctx_begin(&c, a, &f->h->house, f->h->officer, f->h->now);
	if (f->e == OK)
		f->e = inbox_fold(&c, &f->folded);
	arena_free(a);
	return NULL;
}

static void two_who_fold_at_once_count_nothing_twice(void **state)
{
	struct test_house *h = *state;
	struct folder f[2] = { { h, OK, 0 }, { h, OK, 0 } };
	pthread_t t[2];

	add_many(h, 300);
	for (int i = 0; i < 2; i++)
		assert_int_equal(pthread_create(&t[i], NULL, fold_beside, &f[i]), 0);
	for (int i = 0; i < 2; i++)
		assert_int_equal(pthread_join(t[i], NULL), 0);
	for (int i = 0; i < 2; i++)
		assert_true(f[i].e == OK || f[i].e == ERR_CONFLICT);
	(void)fold(h);
	assert_int_equal(waiting(h), 0);
	assert_int_equal(test_house_count(h, "SELECT count(*) AS n FROM score"), 300);
	assert_int_equal(test_house_count(h, "SELECT count(*) AS n FROM measure_fold"), 300);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, test_house_open, test_house_close)

static const struct CMUnitTest tests[] = {
	TEST(a_record_waits_until_it_is_folded),
	TEST(later_records_replace_what_earlier_ones_said),
	TEST(the_last_of_one_second_counts),
	TEST(a_score_becomes_a_row_of_its_own_and_no_blob),
	TEST(a_score_does_not_keep_the_id_that_it_waited_under),
	TEST(consent_is_kept_on_the_pseudonym_and_the_last_word_counts),
	TEST(without_the_measurement_key_nothing_opens),
	TEST(nothing_is_sealed_to_a_key_that_nobody_signed),
	TEST(what_does_not_open_stays_and_keeps_nobody_waiting),
	TEST(a_record_that_is_too_big_is_refused),
	TEST(how_much_was_counted_does_not_show_in_the_length),
	TEST(more_than_one_change_is_folded),
	TEST(two_who_fold_at_once_count_nothing_twice),
};

int main(void)
{
	int failed = cmocka_run_group_tests_name("inbox on SQLite", tests, test_house_group_sqlite,
	                                         test_house_group_end);

	return failed + cmocka_run_group_tests_name("inbox on PostgreSQL", tests,
	                                            test_house_group_postgres, test_house_group_end);
}
