#include "harness/store_db.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static struct value bytes_value(enum carried carried, const void *p, size_t n)
{
	return (struct value){ .carried = carried, .p = p, .n = n };
}

static struct value number_value(enum carried carried, int64_t i)
{
	return (struct value){ .carried = carried, .i = i };
}

static const struct kind *kind_back(struct store_db *db, const struct row_id *id)
{
	struct read *r = read_begin(db->store, db->arena);
	const struct kind *k = NULL;

	read_ask(r, &kind_one, PARAMS(bytes_value(CARRY_ID, id->b, ID_BYTES)), &k);
	assert_int_equal(read_now(r), OK);
	read_end(r);
	return k;
}

static void every_kind_of_value_comes_back_as_it_went(void **state)
{
	struct store_db *db = *state;
	struct row_id id = { "0123456789abcde" };
	const uint8_t seal[] = { 0, 255, 0, '\'', '\\', 7 };
	struct value share = { .carried = CARRY_REAL, .d = -0.1 };
	struct change *c = change_new(db->arena);
	const struct kind *k;

	change_add(c, &kind_insert,
	           PARAMS(bytes_value(CARRY_ID, id.b, ID_BYTES),
	                  bytes_value(CARRY_BLOB, seal, sizeof seal), bytes_value(CARRY_BLOB, "", 0),
	                  WORD("gr\xc3\xbc\xc3\x9f 'x' \\"), number_value(CARRY_INSTANT, 4102444800),
	                  number_value(CARRY_DAY, -20000), number_value(CARRY_INT, INT64_MIN),
	                  number_value(CARRY_FLAG, 1), share));
	assert_int_equal(store_commit(db->store, c), OK);
	k = kind_back(db, &id);
	assert_memory_equal(k->id.b, id.b, ID_BYTES);
	assert_int_equal(k->seal.n, sizeof seal);
	assert_memory_equal(k->seal.p, seal, sizeof seal);
	assert_non_null(k->raw.p);
	assert_int_equal(k->raw.n, 0);
	assert_true(str_eq(k->note, STR("gr\xc3\xbc\xc3\x9f 'x' \\")));
	assert_true(k->has_at && k->at.s == 4102444800);
	assert_true(k->has_born && k->born.n == -20000);
	assert_true(k->has_n && k->n == INT64_MIN);
	assert_true(k->has_yes && k->yes);
	assert_true(k->has_share && k->share >= -0.1 && k->share <= -0.1);
}

static void what_was_left_out_comes_back_as_absent(void **state)
{
	struct store_db *db = *state;
	struct row_id id = { "an id of sixteen" };
	struct change *c = change_new(db->arena);
	const struct kind *k;

	change_add(c, &kind_insert,
	           PARAMS(bytes_value(CARRY_ID, id.b, ID_BYTES), NOTHING(CARRY_BLOB),
	                  NOTHING(CARRY_BLOB), NOTHING(CARRY_TEXT), NOTHING(CARRY_INSTANT),
	                  NOTHING(CARRY_DAY), NOTHING(CARRY_INT), NOTHING(CARRY_FLAG),
	                  NOTHING(CARRY_REAL)));
	assert_int_equal(store_commit(db->store, c), OK);
	k = kind_back(db, &id);
	assert_null(k->seal.p);
	assert_null(k->raw.p);
	assert_null(k->note.p);
	assert_false(k->has_at || k->has_born || k->has_n || k->has_yes || k->has_share);
}

static void fill(struct store_db *db, int64_t n)
{
	struct change *c = change_new(db->arena);

	for (int64_t id = 1; id <= n; id++)
		change_add(c, &item_insert, PARAMS(NUMBER(id), NUMBER(id + 1), WORD("filled")));
	assert_int_equal(store_commit(db->store, c), OK);
}

static void one_batch_answers_every_shape(void **state)
{
	struct store_db *db = *state;
	const struct item *one = NULL, *there = NULL, *not_there = db->arena ? (const void *)db : NULL;
	struct item_list all = { 0 }, none = { (const void *)db, 9 };
	struct read *r;

	fill(db, 100);
	r = read_begin(db->store, db->arena);
	read_ask(r, &item_one, PARAMS(NUMBER(7)), &one);
	read_ask(r, &items, PARAMS(NUMBER(1)), &all);
	read_ask(r, &item_maybe, PARAMS(NUMBER(8)), &there);
	read_ask(r, &item_maybe, PARAMS(NUMBER(101)), &not_there);
	read_ask(r, &items, PARAMS(NUMBER(101)), &none);
	assert_int_equal(read_now(r), OK);
	assert_int_equal(one->version, 8);
	assert_int_equal(there->id, 8);
	assert_null(not_there);
	assert_int_equal(none.n, 0);
	assert_int_equal(all.n, 100);
	for (size_t i = 0; i < all.n; i++)
		assert_int_equal(all.at[i].id, i + 1);
	assert_true(str_eq(all.at[99].note, STR("filled")));
}

static void a_question_asked_twice_has_one_answer(void **state)
{
	struct store_db *db = *state;
	const struct item *early = NULL, *late = NULL, *other = NULL, *none = (const void *)db;
	struct item_list a = { 0 }, b = { 0 }, c = { 0 };
	struct read *r;

	fill(db, 9);
	r = read_begin(db->store, db->arena);
	read_ask(r, &items, PARAMS(NUMBER(1)), &a);
	read_ask(r, &items, PARAMS(NUMBER(1)), &b);
	read_ask(r, &items, PARAMS(NUMBER(2)), &c);
	read_ask(r, &item_maybe, PARAMS(NUMBER(4)), &early);
	assert_int_equal(read_now(r), OK);
	assert_int_equal(a.n, 9);
	assert_ptr_equal(a.at, b.at);
	assert_int_equal(b.n, 9);
	assert_int_equal(c.n, 8);
	read_ask(r, &item_maybe, PARAMS(NUMBER(4)), &late);
	read_ask(r, &item_maybe, PARAMS(NUMBER(5)), &other);
	assert_null(late);
	assert_int_equal(read_now(r), OK);
	assert_ptr_equal(early, late);
	assert_int_equal(other->id, 5);
	/* What there is not is known as well, and a promise stays one. */
	for (int i = 0; i < 2; i++) {
		read_ask(r, &item_one, PARAMS(NUMBER(10)), &none);
		assert_int_equal(read_now(r), ERR_ABSENT);
		assert_null(none);
	}
}

static void what_was_asked_long_ago_is_asked_again(void **state)
{
	struct store_db *db = *state;
	const struct item *item = NULL;
	struct read *r;

	fill(db, 200);
	r = read_begin(db->store, db->arena);
	for (int round = 0; round < 2; round++)
		for (int64_t id = 1; id <= 200; id++) {
			read_ask(r, &item_one, PARAMS(NUMBER(id)), &item);
			assert_int_equal(read_now(r), OK);
			assert_int_equal(item->id, id);
		}
}

static void a_promised_row_that_is_missing_is_absent_and_the_read_goes_on(void **state)
{
	struct store_db *db = *state;
	const struct item *missing = NULL, *there = NULL;
	struct read *r;

	fill(db, 2);
	r = read_begin(db->store, db->arena);
	read_ask(r, &item_one, PARAMS(NUMBER(3)), &missing);
	read_ask(r, &item_one, PARAMS(NUMBER(2)), &there);
	assert_int_equal(read_now(r), ERR_ABSENT);
	assert_null(missing);
	assert_int_equal(there->id, 2);
	read_ask(r, &item_one, PARAMS(NUMBER(1)), &there);
	assert_int_equal(read_now(r), OK);
	assert_int_equal(there->id, 1);
}

struct walk {
	int64_t sum;
	int64_t stop_at;
};

static enum err walk_row(void *arg, const void *row)
{
	struct walk *w = arg;
	const struct item *item = row;

	w->sum += item->id;
	return item->id == w->stop_at ? ERR_DENIED : OK;
}

static void each_sees_every_row_and_may_stop(void **state)
{
	struct store_db *db = *state;
	struct walk all = { 0, 0 }, some = { 0, 10 };
	const struct count *count = NULL;
	struct read *r;

	fill(db, 1000);
	r = read_begin(db->store, db->arena);
	assert_int_equal(read_each(r, &item_each, PARAMS(NUMBER(1)), walk_row, &all), OK);
	assert_int_equal(all.sum, 500500);
	assert_int_equal(read_each(r, &item_each, PARAMS(NUMBER(1)), walk_row, &some), ERR_DENIED);
	assert_int_equal(some.sum, 55);
	read_ask(r, &item_count, NULL, &count);
	assert_int_equal(read_now(r), OK);
	assert_int_equal(count->n, 1000);
}

static void each_holds_one_row_at_a_time(void **state)
{
	struct store_db *db = *state;
	struct walk all = { 0, 0 };
	size_t before;
	struct read *r;

	fill(db, 5000);
	r = read_begin(db->store, db->arena);
	before = arena_used(db->arena);
	assert_int_equal(read_each(r, &item_each, PARAMS(NUMBER(1)), walk_row, &all), OK);
	assert_true(arena_used(db->arena) - before < 1024);
}

static void a_read_refuses_to_write(void **state)
{
	struct store_db *db = *state;
	struct read *r = read_begin(db->store, db->arena);
	const void *out = NULL;

	log_quiet(true);
	read_ask(r, &item_insert, PARAMS(NUMBER(1), NUMBER(1), WORD("x")), &out);
	assert_int_equal(read_now(r), ERR_BUG);
	read_end(r);
	assert_int_equal(item_total(db->store), 0);
}

static void a_query_that_lies_about_reading_is_stopped_by_the_database(void **state)
{
	static struct query liar;
	struct store_db *db = *state;
	struct read *r = read_begin(db->store, db->arena);
	const void *out = NULL;

	log_quiet(true);
	liar = item_insert;
	liar.readonly = true;
	read_ask(r, &liar, PARAMS(NUMBER(1), NUMBER(1), WORD("x")), &out);
	assert_int_not_equal(read_now(r), OK);
	read_end(r);
	assert_int_equal(item_total(db->store), 0);
}

static void a_read_sees_one_moment(void **state)
{
	struct store_db *db = *state;
	struct arena *other = arena_new(1 << 20);
	const struct count *count = NULL;
	struct read *r = read_begin(db->store, db->arena);

	read_ask(r, &item_count, NULL, &count);
	assert_int_equal(read_now(r), OK);
	assert_int_equal(count->n, 0);
	assert_int_equal(store_commit(db->store, item_change(other, 1)), OK);
	assert_int_equal(item_total(db->store), 1);
	read_ask(r, &item_count, NULL, &count);
	assert_int_equal(read_now(r), OK);
	assert_int_equal(count->n, 0);
	read_end(r);
	arena_free(other);
}

static void resetting_the_arena_gives_the_connection_back(void **state)
{
	struct store_db *db = *state;
	const struct count *count = NULL;

	for (int i = 0; i < 50; i++) {
		struct read *r = read_begin(db->store, db->arena);
		assert_non_null(r);
		read_ask(r, &item_count, NULL, &count);
		assert_int_equal(read_now(r), OK);
		arena_reset(db->arena);
	}
}

static void a_jump_out_of_a_full_arena_costs_no_connection(void **state)
{
	struct store_db *db = *state;
	struct arena *volatile small = arena_new(64 * 1024);
	jmp_buf place;

	log_quiet(true);
	fill(db, 3000);
	for (volatile int i = 0; i < 10; i++) {
		arena_guard(small, &place);
		if (setjmp(place) == 0) {
			struct item_list all;
			struct read *r = read_begin(db->store, small);
			read_ask(r, &items, PARAMS(NUMBER(1)), &all);
			(void)!read_now(r);
			fail_msg("the arena should have been too small");
		}
		arena_reset(small);
	}
	arena_free(small);
	assert_int_equal(item_total(db->store), 3000);
}

static void when_all_readers_are_taken_the_wait_ends(void **state)
{
	struct store_db *db = *state;
	struct arena *other = arena_new(1 << 20);

	log_quiet(true);
	for (int i = 0; i < 4; i++)
		assert_non_null(read_begin(db->store, db->arena));
	assert_null(read_begin(db->store, other));
	assert_int_equal(read_now(NULL), ERR_STORE);
	arena_reset(db->arena);
	assert_non_null(read_begin(db->store, other));
	arena_free(other);
}

static void every_query_of_this_file_passes_the_check(void **state)
{
	static const struct query *const all[] = { &kind_insert, &kind_one,     &item_insert,
		                                       &item_update, &item_live,    &item_one,
		                                       &item_maybe,  &item_each,    &items,
		                                       &item_count,  &token_insert, &line_insert };
	struct store_db *db = *state;

	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		assert_int_equal(store_check(db->store, all[i]), OK);
	assert_int_equal(item_total(db->store), 0);
}

static void a_query_that_would_not_work_fails_the_check(void **state)
{
	static const struct column text[] = { { "id", CARRY_TEXT, 0, SIZE_MAX } };
	static const struct query misspelt = { .name = "misspelt",
		                                   .from = "tests",
		                                   .shape = SHAPE_EXEC,
		                                   .sql = "UPDATE itme SET version = 1" };
	static const struct query no_text = { .name = "no_text",
		                                  .from = "tests",
		                                  .shape = SHAPE_MANY,
		                                  .sql = "SELECT id FROM item",
		                                  .readonly = true,
		                                  .columns = text,
		                                  .ncolumns = 1,
		                                  .row_size = 16 };
	struct store_db *db = *state;

	log_quiet(true);
	assert_int_equal(store_check(db->store, &misspelt), ERR_BUG);
	/* SQLite knows types only by the value; sqlgen has compared them there. */
	assert_int_equal(store_check(db->store, &no_text), store_is_postgres(db->store) ? ERR_BUG : OK);
	assert_int_equal(store_check(db->store, &items), OK);
}

#define STORE_TEST(fn) cmocka_unit_test_setup_teardown(fn, store_db_open, store_db_close)

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(every_kind_of_value_comes_back_as_it_went),
		STORE_TEST(what_was_left_out_comes_back_as_absent),
		STORE_TEST(one_batch_answers_every_shape),
		STORE_TEST(a_question_asked_twice_has_one_answer),
		STORE_TEST(what_was_asked_long_ago_is_asked_again),
		STORE_TEST(a_promised_row_that_is_missing_is_absent_and_the_read_goes_on),
		STORE_TEST(each_sees_every_row_and_may_stop),
		STORE_TEST(each_holds_one_row_at_a_time),
		STORE_TEST(a_read_refuses_to_write),
		STORE_TEST(a_query_that_lies_about_reading_is_stopped_by_the_database),
		STORE_TEST(a_read_sees_one_moment),
		STORE_TEST(resetting_the_arena_gives_the_connection_back),
		STORE_TEST(a_jump_out_of_a_full_arena_costs_no_connection),
		STORE_TEST(when_all_readers_are_taken_the_wait_ends),
		STORE_TEST(every_query_of_this_file_passes_the_check),
		STORE_TEST(a_query_that_would_not_work_fails_the_check),
	};
	int failed = cmocka_run_group_tests_name("store_read on SQLite", tests, store_db_group_sqlite,
	                                         store_db_group_end);

	return failed + cmocka_run_group_tests_name("store_read on PostgreSQL", tests,
	                                            store_db_group_postgres, store_db_group_end);
}
