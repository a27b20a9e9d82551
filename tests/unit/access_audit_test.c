#include "access/audit_inside.h"
#include "base/fault.h"
#include "base/fields.h"
#include "harness/access_house.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include <cmocka.h>

static const struct str no_words = { NULL, 0 };

/* --- helpers --- */

static void tell(void *arg, const char *sentence)
{
	struct test_house *h = arg;

	(void)h;
	if (getenv("KINTSUGI_TEST_LOUD"))
		print_message("%s\n", sentence);
}

static int64_t faults(struct test_house *h, int64_t *rows)
{
	int64_t n = -1;
	struct ctx c;

	test_house_task(h, &c);
	assert_int_equal(audit_verify(&c, tell, h, rows, &n), OK);
	read_end(c.read);
	return n;
}

static void assert_whole(struct test_house *h, int64_t wanted)
{
	int64_t rows;

	assert_int_equal(faults(h, &rows), 0);
	assert_int_equal(rows, wanted);
}

static void write_one(struct test_house *h, enum verb verb, const struct person_id *person)
{
	struct ctx c;

	test_house_task(h, &c);
	assert_int_equal(audit(&c, verb, person, REASON_CARE, no_words), OK);
	assert_int_equal(audit_commit(&c), OK);
	read_end(c.read);
}

static void write_some(struct test_house *h, int n)
{
	struct ctx c;

	test_house_task(h, &c);
	for (int i = 0; i < n; i++)
		assert_int_equal(audit(&c, VERB_SEARCHED, NULL, REASON_CARE, no_words), OK);
	assert_int_equal(audit_commit(&c), OK);
	read_end(c.read);
}

static void restart(struct test_house *h)
{
	node_stop(&h->house);
	assert_int_equal(node_start(h->arena, &h->house, h->folder), OK);
}

/* --- the chain --- */

static void entries_make_a_chain_that_is_whole(void **state)
{
	struct test_house *h = *state;
	struct person_id person = test_house_person(h);

	write_one(h, VERB_SIGNED_IN, NULL);
	write_some(h, 5);
	write_one(h, VERB_WROTE, &person);
	assert_whole(h, 7);
	restart(h);
	write_one(h, VERB_SIGNED_OUT, NULL);
	assert_whole(h, 8);
	assert_int_equal(test_house_count(h, "SELECT seq AS n FROM audit_head"), 8);
}

static void an_entry_without_anybody_signed_in_is_kept(void **state)
{
	struct test_house *h = *state;
	struct ctx c;

	test_house_task(h, &c);
	c.actor = NULL;
	assert_int_equal(audit(&c, VERB_WROTE, NULL, REASON_CARE, no_words), ERR_SIGN_IN);
	assert_int_equal(audit_unknown(&c, VERB_REFUSED_IN, NULL), OK);
	assert_int_equal(audit_unknown(&c, VERB_REFUSED_IN, &h->officer->id), OK);
	assert_int_equal(audit_commit(&c), OK);
	read_end(c.read);
	assert_whole(h, 2);
	assert_int_equal(
		test_house_count(h, "SELECT count(*) AS n FROM audit WHERE actor IS NULL AND verb = 19"),
		1);
}

static void without_a_node_nothing_is_done(void **state)
{
	struct test_house *h = *state;
	struct ctx c;

	node_stop(&h->house);
	test_house_task(h, &c);
	assert_int_equal(audit(&c, VERB_WROTE, NULL, REASON_CARE, no_words), ERR_BUG);
	assert_int_equal(audit_unknown(&c, VERB_REFUSED_IN, NULL), ERR_BUG);
	read_end(c.read);
}

HOUSE_SQL(change_role, "UPDATE audit SET role = role + 2 WHERE seq = 1");
HOUSE_SQL(change_hour, "UPDATE audit SET hour = hour - 3600 WHERE seq = 2");
HOUSE_SQL(change_verb, "UPDATE audit SET verb = 4 WHERE seq = 3");
HOUSE_SQL(change_reason, "UPDATE audit SET reason = 3 WHERE seq = 4");
HOUSE_SQL(drop_actor, "UPDATE audit SET actor = NULL WHERE seq = 5");
HOUSE_SQL(add_person, "UPDATE audit SET person = org WHERE seq = 6");
HOUSE_SQL(change_actor, "UPDATE audit SET actor = org WHERE seq = 7");
HOUSE_SQL(swap_detail, "UPDATE audit_detail SET detail = (SELECT d.detail FROM audit_detail d "
                       "WHERE d.seq = 1) WHERE seq = 8");
HOUSE_SQL(change_hash, "UPDATE audit SET detail_hash = hash WHERE seq = 10");
HOUSE_SQL(drop_middle, "DELETE FROM audit WHERE seq = 3");
HOUSE_SQL(drop_detail, "DELETE FROM audit_detail WHERE seq = 3");
HOUSE_SQL(add_words, "UPDATE audit_detail SET reason = detail WHERE seq = 3");
HOUSE_SQL(drop_end, "DELETE FROM audit WHERE seq = 5");

static void every_change_of_an_entry_is_found(void **state)
{
	struct test_house *h = *state;
	static const struct query *const all[] = { &change_role,   &change_hour, &change_verb,
		                                       &change_reason, &drop_actor,  &add_person,
		                                       &change_actor,  &swap_detail };
	const int64_t n = sizeof all / sizeof *all;
	int64_t rows;

	write_some(h, 12);
	for (int64_t i = 0; i < n; i++) {
		assert_int_equal(faults(h, &rows), i);
		test_house_run(h, all[i]);
	}
	assert_int_equal(faults(h, &rows), n);
	/* Then neither the entry nor its detail fits. */
	test_house_run(h, &change_hash);
	assert_int_equal(faults(h, &rows), n + 2);
}

static void one_change_at_a_time(struct test_house *h, const struct query *q)
{
	int64_t rows;

	write_some(h, 5);
	assert_whole(h, 5);
	test_house_run(h, q);
	assert_true(faults(h, &rows) >= 1);
}

static void a_missing_entry_is_found(void **state)
{
	one_change_at_a_time(*state, &drop_middle);
}

static void a_missing_end_is_found(void **state)
{
	one_change_at_a_time(*state, &drop_end);
}

static void a_lost_detail_is_found(void **state)
{
	one_change_at_a_time(*state, &drop_detail);
}

static void words_put_in_later_are_found(void **state)
{
	one_change_at_a_time(*state, &add_words);
}

HOUSE_SQL(head_back,
          "UPDATE audit_head SET seq = 4, hash = (SELECT a.hash FROM audit a WHERE a.seq = 4)");

static void a_chain_cut_back_with_its_head_is_found_by_the_checkpoint(void **state)
{
	struct test_house *h = *state;
	int64_t rows;

	write_some(h, 5);
	restart(h);
	test_house_run(h, &drop_end);
	test_house_run(h, &head_back);
	assert_int_equal(faults(h, &rows), 1);
}

HOUSE_SQL(spoil_checkpoint, "UPDATE audit_checkpoint SET signature = hash");

static void a_checkpoint_is_signed_every_thousand_entries(void **state)
{
	struct test_house *h = *state;
	int64_t rows;

	write_some(h, 999);
	assert_int_equal(test_house_count(h, "SELECT count(*) AS n FROM audit_checkpoint"), 0);
	write_some(h, 2);
	assert_int_equal(
		test_house_count(h, "SELECT count(*) AS n FROM audit_checkpoint WHERE seq = 1000"), 1);
	assert_whole(h, 1001);
	test_house_run(h, &spoil_checkpoint);
	assert_int_equal(faults(h, &rows), 1);
}

HOUSE_SQL(erase_person, "UPDATE person SET state = 9");
HOUSE_SQL(erase_details, "DELETE FROM audit_detail");

static void a_chain_stands_when_an_erased_persons_details_are_gone(void **state)
{
	struct test_house *h = *state;
	struct person_id person = test_house_person(h);
	int64_t rows;

	write_one(h, VERB_WROTE, &person);
	test_house_run(h, &erase_details);
	assert_int_equal(faults(h, &rows), 1);
	test_house_run(h, &erase_person);
	assert_whole(h, 1);
}

/* --- many changes at once --- */

enum { SENT = 200 };

struct crowd {
	pthread_mutex_t lock;
	pthread_cond_t moved;
	int ended;
	int kept;
};

static void note_end(void *arg, enum err e)
{
	struct crowd *w = arg;

	pthread_mutex_lock(&w->lock);
	w->ended++;
	w->kept += e == OK;
	pthread_cond_signal(&w->moved);
	pthread_mutex_unlock(&w->lock);
}

static const struct query never = { .name = "never",
	                                .from = "tests",
	                                .shape = SHAPE_EXEC_ONE,
	                                .sql = "UPDATE person SET state = 1 WHERE state = 77" };

static void changes_that_fail_leave_no_gap(void **state)
{
	struct test_house *h = *state;
	struct crowd w = { PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, 0, 0 };
	struct ctx base;

	test_house_task(h, &base);
	for (int i = 0; i < SENT; i++) {
		struct ctx c = base;
		c.change = change_new(h->arena);
		assert_int_equal(audit(&c, VERB_SEARCHED, NULL, REASON_CARE, no_words), OK);
		if (i % 3 == 0)
			change_add(c.change, &never, NULL);
		store_submit(h->house.records, c.change, note_end, &w);
	}
	pthread_mutex_lock(&w.lock);
	while (w.ended < SENT)
		pthread_cond_wait(&w.moved, &w.lock);
	pthread_mutex_unlock(&w.lock);
	assert_int_equal(w.kept, SENT - (SENT + 2) / 3);
	assert_whole(h, w.kept);
}

#ifdef KINTSUGI_FAULTS
enum { STEPS_MOST = 120 };

/* One audited change whose nth step of the store fails. */
static bool write_failing(struct test_house *h, long n)
{
	struct ctx c;
	enum err e = ctx_begin(&c, h->arena, &h->house, h->officer, h->now);

	assert_int_equal(e, OK);
	assert_int_equal(audit(&c, VERB_SEARCHED, NULL, REASON_CARE, no_words), OK);
	(void)fault_at(n);
	e = audit_commit(&c);
	(void)fault_at(0);
	read_end(c.read);
	return e == OK;
}

static void a_change_lost_at_any_step_leaves_the_chain_whole(void **state)
{
	struct test_house *h = *state;
	int64_t kept = 0;
	int64_t lost = 0;

	for (long n = 1; n <= STEPS_MOST; n++) {
		bool ok = write_failing(h, n);
		kept += ok;
		lost += !ok;
		if (n % 5 == 0)
			h->now.s += 3600;
	}
	assert_true(lost >= 3);
	assert_true(kept >= STEPS_MOST / 2);
	write_one(h, VERB_SIGNED_OUT, NULL);
	assert_whole(h, kept + 1);
}
#endif

static void two_processes_share_a_chain(void **state)
{
	struct test_house *h = *state;
	struct house here = h->house;
	struct house there = h->house;

	there.node = NULL;
	assert_int_equal(store_open(&h->records, &there.records), OK);
	assert_int_equal(node_start(h->arena, &there, h->folder), OK);
	for (int i = 0; i < 10; i++) {
		h->house = i % 2 ? there : here;
		if (i == 6)
			h->now.s += 3600;
		write_one(h, VERB_SEARCHED, NULL);
	}
	h->house = here;
	node_stop(&there);
	store_close(there.records);
	assert_whole(h, 10);
}

/* --- openings --- */

static enum err open_person_page(struct test_house *h, struct person_id person,
                                 const struct query *also)
{
	struct ctx c;
	enum err e;

	test_house_task(h, &c);
	assert_int_equal(audit_opening(&c, person), OK);
	if (also)
		change_add(c.change, also, NULL);
	e = audit_commit(&c);
	read_end(c.read);
	return e;
}

static void an_opening_is_written_once_in_a_quarter_of_an_hour(void **state)
{
	struct test_house *h = *state;
	struct person_id person = test_house_person(h);
	struct person_id other = test_house_person(h);

	assert_int_equal(open_person_page(h, person, NULL), OK);
	h->now.s += 899;
	assert_int_equal(open_person_page(h, person, NULL), OK);
	assert_int_equal(open_person_page(h, person, NULL), OK);
	assert_whole(h, 1);
	assert_int_equal(open_person_page(h, other, NULL), OK);
	assert_whole(h, 2);
	h->now.s += 1;
	assert_int_equal(open_person_page(h, person, NULL), OK);
	assert_whole(h, 3);
	assert_int_equal(
		test_house_count(h, "SELECT count(*) AS n FROM audit WHERE verb = 1 AND reason = 1"), 3);
}

static void an_opening_that_was_not_committed_does_not_count(void **state)
{
	struct test_house *h = *state;
	struct person_id person = test_house_person(h);

	assert_int_equal(open_person_page(h, person, &never), ERR_CONFLICT);
	assert_whole(h, 0);
	assert_int_equal(open_person_page(h, person, NULL), OK);
	assert_whole(h, 1);
}

/* --- details and the key of the hour --- */

/* Opens the node's key of a version as the auditor would. */
static void auditor_opens(struct test_house *h, const struct bytes *wrap, int64_t keyver,
                          int64_t hour, struct key *out)
{
	const struct holder_key *ak = actor_holds(h->officer, HOLDER_AUDITOR, NULL);
	uint8_t context[16 + 24] = { 0 };
	struct bytes secret;
	bool was_box;

	memcpy(context, h->house.org.b, 16);
	context[16 + 7] = NODE_NUMBER;
	context[24 + 7] = (uint8_t)keyver;
	for (int i = 0; i < 8; i++)
		context[32 + i] = (uint8_t)((uint64_t)hour >> (56 - 8 * i));
	assert_non_null(ak);
	assert_int_equal(unwrap(h->arena, &ak->pair, (struct bytes){ context, sizeof context },
	                        (struct sealed){ wrap->p, wrap->n }, &secret, &was_box),
	                 OK);
	assert_int_equal(secret.n, sizeof out->b);
	memcpy(out->b, secret.p, sizeof out->b);
}

struct detail_row {
	struct row_id id;
	int64_t keyver;
	struct sealed detail;
	struct bytes wrap;
	int64_t hour;
};
struct detail_rows {
	const struct detail_row *at;
	size_t n;
};
static const struct column detail_columns[] = {
	{ "id", CARRY_ID, offsetof(struct detail_row, id), SIZE_MAX },
	{ "keyver", CARRY_INT, offsetof(struct detail_row, keyver), SIZE_MAX },
	{ "detail", CARRY_BLOB, offsetof(struct detail_row, detail), SIZE_MAX },
	{ "wrap", CARRY_BLOB, offsetof(struct detail_row, wrap), SIZE_MAX },
	{ "hour", CARRY_INT, offsetof(struct detail_row, hour), SIZE_MAX },
};
static const struct query details = {
	.name = "details",
	.from = "tests",
	.columns = detail_columns,
	.ncolumns = 5,
	.row_size = sizeof(struct detail_row),
	.shape = SHAPE_MANY,
	.readonly = true,
	.sql = "SELECT d.id, d.keyver, d.detail, k.wrap, k.hour FROM audit_detail d JOIN audit_key k "
		   "ON k.org = d.org"
		   " AND k.node = d.node AND k.keyver = d.keyver ORDER BY d.seq"
};

static void details_open_with_the_auditors_key_and_the_ratchet_turns_by_the_hour(void **state)
{
	struct test_house *h = *state;
	struct person_id person = test_house_person(h);
	struct detail_rows rows = { 0 };
	struct key k[3];
	struct key next;
	struct str text;
	struct ctx c;

	h->now.s += 61;
	assert_int_equal(open_person_page(h, person, NULL), OK);
	assert_int_equal(open_person_page(h, person, NULL), OK);
	h->now.s += 3600;
	assert_int_equal(open_person_page(h, person, NULL), OK);
	write_one(h, VERB_WROTE, &person);
	test_house_task(h, &c);
	read_ask(c.read, &details, NULL, &rows);
	assert_int_equal(read_now(c.read), OK);
	assert_int_equal(rows.n, 3);
	for (size_t i = 0; i < 3; i++) {
		const struct detail_row *r = &rows.at[i];
		struct seal_at at = { SCOPE_ORG, SEAL_AUDIT_DETAIL, h->house.org.b, r->id.b,
			                  (uint32_t)r->keyver };
		auditor_opens(h, &r->wrap, r->keyver, r->hour, &k[i]);
		assert_int_equal(vault_unseal(h->house.vault, h->arena, &k[i], at, r->detail, &text), OK);
		assert_int_equal(fields_int(text, "second", -1), 61);
		assert_int_equal(fields_int(text, "repeats", -1), i == 1 ? 1 : 0);
	}
	key_derive(&k[0], "ratchet", (struct bytes){ NULL, 0 }, &next);
	assert_memory_equal(next.b, k[1].b, sizeof next.b);
	assert_memory_equal(k[1].b, k[2].b, sizeof next.b);
	assert_int_equal(test_house_count(h, "SELECT count(*) AS n FROM audit_key"), 2);
}

/* --- who opened my record --- */

static void a_person_can_see_who_opened_her_record_and_why(void **state)
{
	struct test_house *h = *state;
	struct person_id person = test_house_person(h);
	struct audit_lines lines;
	struct ctx c;

	assert_int_equal(open_person_page(h, person, NULL), OK);
	test_house_task(h, &c);
	assert_int_equal(audit(&c, VERB_PRINTED, &person, REASON_OWN_REQUEST, STR("for the embassy")),
	                 OK);
	assert_int_equal(audit_commit(&c), OK);
	test_house_task(h, &c);
	assert_int_equal(audit_of_person(&c, person, 0, &lines), OK);
	assert_int_equal(lines.n, 2);
	assert_true(str_eq(lines.at[0].words, STR("for the embassy")));
	assert_string_equal(lines.at[0].did, "printed a page of this record");
	assert_string_equal(lines.at[0].why, "because this person asked");
	assert_true(str_eq(lines.at[1].who, STR("amara")));
	assert_string_equal(lines.at[1].did, "opened this record");
	assert_null(lines.at[1].words.p);
	assert_int_equal(lines.at[1].hour.s, clock_hour(h->now).s);
	assert_int_equal(audit_of_person(&c, person, lines.at[0].seq, &lines), OK);
	assert_int_equal(lines.n, 1);
}

static void somebody_who_is_kept_away_sees_no_audit(void **state)
{
	struct test_house *h = *state;
	struct person_id person = test_house_person(h);
	struct audit_lines lines;
	struct actor stranger = *h->officer;
	struct ctx c;

	stranger.id = user_id_fresh(h->now);
	stranger.roles = ROLE_technician;
	test_house_task(h, &c);
	c.actor = &stranger;
	assert_int_equal(audit_of_person(&c, person, 0, &lines), ERR_DENIED);
	assert_int_equal(lines.n, 0);
}

/* --- the node's key --- */

static void a_node_key_that_others_may_read_is_refused(void **state)
{
	struct test_house *h = *state;
	const char *path = arena_fmt(h->arena, "%s/node.key", h->folder).p;
	struct stat st;

	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0400);
	assert_int_equal(st.st_size, 32);
	node_stop(&h->house);
	assert_int_equal(chmod(path, 0440), 0);
	assert_int_equal(node_start(h->arena, &h->house, h->folder), ERR_VAULT);
	assert_null(h->house.node);
}

HOUSE_SQL(spoil_auditor, "UPDATE holder SET certificate = public_key WHERE kind = 8");

static void an_auditors_key_that_nobody_signed_is_refused(void **state)
{
	struct test_house *h = *state;

	node_stop(&h->house);
	test_house_run(h, &spoil_auditor);
	assert_int_equal(node_start(h->arena, &h->house, h->folder), ERR_VAULT);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, test_house_open, test_house_close)

static const struct CMUnitTest tests[] = {
	TEST(entries_make_a_chain_that_is_whole),
	TEST(an_entry_without_anybody_signed_in_is_kept),
	TEST(without_a_node_nothing_is_done),
	TEST(every_change_of_an_entry_is_found),
	TEST(a_missing_entry_is_found),
	TEST(a_missing_end_is_found),
	TEST(a_lost_detail_is_found),
	TEST(words_put_in_later_are_found),
	TEST(a_chain_cut_back_with_its_head_is_found_by_the_checkpoint),
	TEST(a_checkpoint_is_signed_every_thousand_entries),
	TEST(a_chain_stands_when_an_erased_persons_details_are_gone),
	TEST(changes_that_fail_leave_no_gap),
#ifdef KINTSUGI_FAULTS
	TEST(a_change_lost_at_any_step_leaves_the_chain_whole),
#endif
	TEST(two_processes_share_a_chain),
	TEST(an_opening_is_written_once_in_a_quarter_of_an_hour),
	TEST(an_opening_that_was_not_committed_does_not_count),
	TEST(details_open_with_the_auditors_key_and_the_ratchet_turns_by_the_hour),
	TEST(a_person_can_see_who_opened_her_record_and_why),
	TEST(somebody_who_is_kept_away_sees_no_audit),
	TEST(a_node_key_that_others_may_read_is_refused),
	TEST(an_auditors_key_that_nobody_signed_is_refused),
};

int main(void)
{
	int failed = cmocka_run_group_tests_name("audit on SQLite", tests, test_house_group_sqlite,
	                                         test_house_group_end);

	return failed + cmocka_run_group_tests_name("audit on PostgreSQL", tests,
	                                            test_house_group_postgres, test_house_group_end);
}
