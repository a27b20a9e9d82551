#include "base/fault.h"
#include "harness/store_db.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { POSTERS = 32, POSTS = 2000 };

static struct item_list read_lines(struct store_db *db)
{
	struct read *r = read_begin(db->store, db->arena);
	struct item_list all = { 0 };

	read_ask(r, &lines, PARAMS(NUMBER(0)), &all);
	assert_int_equal(read_now(r), OK);
	read_end(r);
	return all;
}

/* --- several changes in one batch --- */

/* Holds the writer in the hook of its first change, so that what is submitted meanwhile waits for
 * one batch. */
struct gate {
	pthread_mutex_t lock;
	pthread_cond_t moved;
	bool open;
	int ended;
	enum err results[8];
};

static enum err wait_at_gate(void *arg, struct change *c)
{
	struct gate *g = arg;

	(void)c;
	pthread_mutex_lock(&g->lock);
	while (!g->open)
		pthread_cond_wait(&g->moved, &g->lock);
	pthread_mutex_unlock(&g->lock);
	return OK;
}

struct sent {
	struct gate *gate;
	int n;
};

static void note_end(void *arg, enum err e)
{
	struct sent *s = arg;

	pthread_mutex_lock(&s->gate->lock);
	s->gate->results[s->n] = e;
	s->gate->ended++;
	pthread_cond_signal(&s->gate->moved);
	pthread_mutex_unlock(&s->gate->lock);
}

static void commit_together(struct store_db *db, struct gate *g, struct change *const *changes,
                            int n)
{
	struct sent sent[8];

	store_hook(db->store, (struct commit_hook){ .before = wait_at_gate, .arg = g });
	for (int i = 0; i < n; i++) {
		sent[i] = (struct sent){ g, i };
		store_submit(db->store, changes[i], note_end, &sent[i]);
	}
	pthread_mutex_lock(&g->lock);
	g->open = true;
	pthread_cond_broadcast(&g->moved);
	while (g->ended < n)
		pthread_cond_wait(&g->moved, &g->lock);
	pthread_mutex_unlock(&g->lock);
}

#define GATE \
	{ \
		.lock = PTHREAD_MUTEX_INITIALIZER, .moved = PTHREAD_COND_INITIALIZER \
	}

static void a_change_that_fails_leaves_the_others_of_its_batch(void **state)
{
	struct store_db *db = *state;
	struct gate g = GATE;
	struct change *two = item_change(db->arena, 2);
	struct change *const changes[] = { item_change(db->arena, 1), two, item_change(db->arena, 3),
		                               item_change(db->arena, 3), item_change(db->arena, 4) };

	change_add(two, &item_update, PARAMS(NUMBER(77), NUMBER(1), WORD("not there")));
	commit_together(db, &g, changes, 5);
	assert_int_equal(g.results[0], OK);
	assert_int_equal(g.results[1], ERR_CONFLICT);
	assert_int_equal(g.results[2], OK);
	assert_int_equal(g.results[3], ERR_CONFLICT);
	assert_int_equal(g.results[4], OK);
	assert_string_equal(change_failed(two), "item_update");
	assert_int_equal(item_total(db->store), 3);
}

/* Two rows, then a row that is not there to be changed: refused when both were already written. */
static struct change *refused_change(struct arena *a, int64_t id)
{
	struct change *c = item_change(a, id);

	change_add(c, &item_insert, PARAMS(NUMBER(id + 1), NUMBER(1), WORD("gone with it")));
	change_add(c, &item_update, PARAMS(NUMBER(77), NUMBER(1), WORD("not there")));
	return c;
}

static const enum carried copy_params[] = { CARRY_INT, CARRY_INT, CARRY_TEXT };
static const struct query item_copy = {
	.name = "item_copy",
	.from = "tests",
	.sql = "INSERT INTO item (id, version, note) "
		   "SELECT CAST($1 AS BIGINT), CAST($2 AS BIGINT), CAST($3 AS TEXT)",
	.params = copy_params,
	.nparams = 3,
	.shape = SHAPE_EXEC_ONE,
};

/* Its statements can fail half-way, so that the database keeps a way back from each. */
static struct change *big_change(struct arena *a, int64_t from, int n)
{
	struct change *c = change_new(a);

	for (int i = 0; i < n; i++)
		change_add(c, &item_copy, PARAMS(NUMBER(from + i), NUMBER(1), WORD("one of many")));
	return c;
}

static void a_first_change_that_fails_leaves_the_others_of_its_batch(void **state)
{
	struct store_db *db = *state;
	struct gate g = GATE;
	struct change *const changes[] = { refused_change(db->arena, 10), refused_change(db->arena, 20),
		                               item_change(db->arena, 1), refused_change(db->arena, 30),
		                               item_change(db->arena, 10) };

	commit_together(db, &g, changes, 5);
	assert_int_equal(g.results[0], ERR_CONFLICT);
	assert_int_equal(g.results[1], ERR_CONFLICT);
	assert_int_equal(g.results[2], OK);
	assert_int_equal(g.results[3], ERR_CONFLICT);
	assert_int_equal(g.results[4], OK);
	assert_int_equal(item_total(db->store), 2);
}

static void a_big_change_among_small_ones_stands_or_falls_alone(void **state)
{
	struct store_db *db = *state;

	for (int refused = 0; refused < 2; refused++) {
		struct gate g = GATE;
		struct change *big = big_change(db->arena, 1000 * (refused + 1), 300);
		struct change *const changes[] = { item_change(db->arena, 10 * refused + 1), big,
			                               item_change(db->arena, 10 * refused + 2),
			                               refused_change(db->arena, 500),
			                               item_change(db->arena, 10 * refused + 3) };
		if (refused)
			change_add(big, &item_update, PARAMS(NUMBER(77), NUMBER(1), WORD("not there")));
		commit_together(db, &g, changes, 5);
		assert_int_equal(g.results[0], OK);
		assert_int_equal(g.results[1], refused ? ERR_CONFLICT : OK);
		assert_int_equal(g.results[2], OK);
		assert_int_equal(g.results[3], ERR_CONFLICT);
		assert_int_equal(g.results[4], OK);
		assert_int_equal(item_total(db->store), refused ? 306 : 303);
	}
}

/* Whatever breaks while a refused change is undone, nobody is told of a row that is not there. */
static void an_undo_that_fails_gives_up_the_batch(void **state)
{
	struct store_db *db = *state;
	bool given_up = false, went_on = false;

	log_quiet(true);
	for (long at = 1; at < 40; at++) {
		struct gate g = GATE;
		struct change *const changes[] = { refused_change(db->arena, 100 * at),
			                               item_change(db->arena, 100 * at + 10),
			                               refused_change(db->arena, 100 * at + 20),
			                               item_change(db->arena, 100 * at + 30) };
		int64_t before = item_total(db->store);

		(void)fault_at(at);
		commit_together(db, &g, changes, 4);
		(void)fault_at(0);
		for (int i = 0; i < 4; i++)
			before += g.results[i] == OK;
		assert_true(g.results[0] != OK && g.results[2] != OK);
		given_up = given_up || g.results[0] == ERR_STORE;
		went_on = went_on || (g.results[0] == ERR_CONFLICT && g.results[3] == OK);
		assert_int_equal(item_total(db->store), before);
	}
	assert_true(given_up && went_on);
}

static void a_batch_that_cannot_commit_fails_every_change(void **state)
{
	struct store_db *db = *state;
	bool failed = false;

	log_quiet(true);
	for (long at = 1; at < 40; at++) {
		struct gate g = GATE;
		struct change *const changes[] = { item_change(db->arena, 10 * at),
			                               item_change(db->arena, 10 * at + 1),
			                               item_change(db->arena, 10 * at + 2) };
		int64_t before = item_total(db->store);

		(void)fault_at(at);
		commit_together(db, &g, changes, 3);
		(void)fault_at(0);
		for (int i = 0; i < 3; i++)
			before += g.results[i] == OK;
		failed = failed || g.results[0] == ERR_STORE;
		assert_int_equal(item_total(db->store), before);
	}
	assert_true(failed);
}

/* --- expectations --- */

static void a_stale_version_is_a_conflict_and_changes_nothing(void **state)
{
	struct store_db *db = *state;
	struct change *first = change_new(db->arena), *second = change_new(db->arena);

	assert_int_equal(item_add(db, 1), OK);
	change_add(first, &item_update, PARAMS(NUMBER(1), NUMBER(1), WORD("hers")));
	assert_int_equal(store_commit(db->store, first), OK);
	assert_null(change_failed(first));
	change_add(second, &item_insert, PARAMS(NUMBER(2), NUMBER(1), WORD("gone with it")));
	change_add(second, &item_update, PARAMS(NUMBER(1), NUMBER(1), WORD("his")));
	assert_int_equal(store_commit(db->store, second), ERR_CONFLICT);
	assert_string_equal(change_failed(second), "item_update");
	assert_int_equal(item_total(db->store), 1);
}

static void what_a_change_expects_must_be_there(void **state)
{
	struct store_db *db = *state;
	struct change *c = change_new(db->arena);

	change_add(c, &item_live, PARAMS(NUMBER(1)));
	change_add(c, &item_insert, PARAMS(NUMBER(2), NUMBER(1), WORD("x")));
	assert_int_equal(store_commit(db->store, c), ERR_CONFLICT);
	assert_string_equal(change_failed(c), "item_live");
	assert_int_equal(item_add(db, 1), OK);
	assert_int_equal(store_commit(db->store, c), OK);
	assert_int_equal(item_total(db->store), 2);
}

static void the_same_key_twice_is_a_conflict(void **state)
{
	struct store_db *db = *state;
	struct change *again = item_change(db->arena, 1);

	assert_int_equal(item_add(db, 1), OK);
	assert_int_equal(store_commit(db->store, again), ERR_CONFLICT);
	assert_string_equal(change_failed(again), "item_insert");
}

static void a_form_sent_twice_is_repeated_whatever_else_fails(void **state)
{
	struct store_db *db = *state;

	for (int round = 0; round < 2; round++) {
		/* The token is added last, and the item is a conflict too. */
		struct change *c = item_change(db->arena, 1);
		change_add(c, &token_insert, PARAMS(NUMBER(9)));
		assert_int_equal(store_commit(db->store, c), round ? ERR_REPEATED : OK);
	}
	assert_int_equal(item_total(db->store), 1);
}

static void a_value_that_breaks_a_rule_is_our_bug(void **state)
{
	struct store_db *db = *state;
	struct change *c = change_new(db->arena);

	log_quiet(true);
	change_add(c, &item_insert, PARAMS(NUMBER(1), NUMBER(0), WORD("version 0")));
	assert_int_equal(store_commit(db->store, c), ERR_BUG);
	assert_int_equal(item_total(db->store), 0);
	assert_int_equal(item_add(db, 1), OK);
}

static void a_query_that_the_database_refuses_is_our_bug_and_passes(void **state)
{
	static const struct query broken = {
		.name = "broken", .from = "tests", .sql = "UPDATE nowhere SET x = 1", .shape = SHAPE_EXEC
	};
	struct store_db *db = *state;

	log_quiet(true);
	for (int i = 0; i < 2; i++) {
		struct change *c = change_new(db->arena);
		change_add(c, &broken, NULL);
		change_add(c, &item_insert, PARAMS(NUMBER(1), NUMBER(1), WORD("x")));
		assert_int_equal(store_commit(db->store, c), ERR_BUG);
	}
	assert_int_equal(item_add(db, 1), OK);
	assert_int_equal(item_total(db->store), 1);
}

/* --- the hook --- */

struct chain {
	int64_t seq; /* the next entry; steps back when an entry was not kept */
	int64_t kept;
	int refused;
};

/* Like the audit chain: every change gets the next number, and numbers have no holes. */
static enum err chain_before(void *arg, struct change *c)
{
	struct chain *chain = arg;
	const int64_t *id = change_noted(c);

	if (id && *id == 13)
		return ERR_DENIED;
	change_add(c, &line_insert, PARAMS(NUMBER(chain->seq), NUMBER(id ? *id : 0)));
	chain->seq++;
	return OK;
}

static void chain_after(void *arg, struct change *c, enum err e)
{
	struct chain *chain = arg;

	(void)c;
	if (e == OK) {
		chain->kept++;
	} else {
		chain->seq--;
		chain->refused++;
	}
}

static struct change *noted_change(struct arena *a, int64_t id)
{
	struct change *c = item_change(a, id);
	int64_t *note = NEW(a, int64_t);

	*note = id;
	change_note(c, note);
	return c;
}

static void the_hook_adds_to_each_change_and_hears_how_it_ended(void **state)
{
	struct store_db *db = *state;
	struct chain chain = { 0 };
	struct item_list all;

	store_hook(db->store, (struct commit_hook){ chain_before, chain_after, &chain, NULL });
	assert_int_equal(store_commit(db->store, noted_change(db->arena, 1)), OK);
	assert_int_equal(store_commit(db->store, noted_change(db->arena, 1)), ERR_CONFLICT);
	assert_int_equal(store_commit(db->store, noted_change(db->arena, 13)), ERR_DENIED);
	assert_int_equal(store_commit(db->store, change_new(db->arena)), OK);
	all = read_lines(db);
	assert_int_equal(all.n, 2);
	assert_int_equal(all.at[0].version, 1);
	assert_int_equal(all.at[1].id, 1);
	assert_int_equal(chain.kept, 2);
	assert_int_equal(chain.refused, 1);
	assert_int_equal(item_total(db->store), 1);
}

static void a_change_run_again_carries_the_hooks_entry_once(void **state)
{
	struct store_db *db = *state;
	struct chain chain = { 0 };
	struct change *c = noted_change(db->arena, 2);

	store_hook(db->store, (struct commit_hook){ chain_before, chain_after, &chain, NULL });
	change_add(c, &item_live, PARAMS(NUMBER(1)));
	assert_int_equal(store_commit(db->store, c), ERR_CONFLICT);
	assert_int_equal(store_commit(db->store, noted_change(db->arena, 1)), OK);
	assert_int_equal(store_commit(db->store, c), OK);
	assert_int_equal(read_lines(db).n, 2);
	assert_int_equal(chain.seq, 2);
}

struct poster {
	struct store *store;
	pthread_t thread;
	int64_t first;
	atomic_int ok;
	atomic_int conflicts;
};

/* Every tenth post repeats a key that this poster used before. */
static void *post(void *arg)
{
	struct poster *p = arg;
	struct arena *a = arena_new(1 << 20);

	for (int64_t i = 0; i < POSTS / POSTERS + 1; i++) {
		int64_t id = p->first + (i % 10 == 9 ? 0 : i);
		enum err e = store_commit(p->store, noted_change(a, id));
		p->ok += e == OK;
		p->conflicts += e == ERR_CONFLICT;
		arena_reset(a);
	}
	arena_free(a);
	return NULL;
}

static void many_posters_lose_nothing_and_the_chain_has_no_hole(void **state)
{
	struct store_db *db = *state;
	struct chain chain = { 0 };
	static struct poster posters[POSTERS];
	struct item_list all;
	int ok = 0, conflicts = 0;

	store_hook(db->store, (struct commit_hook){ chain_before, chain_after, &chain, NULL });
	for (int i = 0; i < POSTERS; i++) {
		posters[i] = (struct poster){ .store = db->store, .first = 1000 * (i + 1) };
		assert_int_equal(pthread_create(&posters[i].thread, NULL, post, &posters[i]), 0);
	}
	for (int i = 0; i < POSTERS; i++) {
		pthread_join(posters[i].thread, NULL);
		ok += posters[i].ok;
		conflicts += posters[i].conflicts;
	}
	assert_int_equal(ok + conflicts, POSTERS * (POSTS / POSTERS + 1));
	assert_int_equal(conflicts, POSTERS * ((POSTS / POSTERS + 1) / 10));
	assert_int_equal(item_total(db->store), ok);
	all = read_lines(db);
	assert_int_equal(all.n, ok);
	for (size_t i = 0; i < all.n; i++)
		assert_int_equal(all.at[i].id, i);
	assert_int_equal(chain.kept, ok);
	assert_int_equal(chain.refused, conflicts);
}

struct rival {
	struct store *store;
	pthread_t thread;
	int ok;
	int conflicts;
	int others;
};

/* Raises the version of item 1 from the one just read, as two people at one record do. */
static void *raise_version(void *arg)
{
	struct rival *v = arg;
	struct arena *a = arena_new(1 << 20);

	for (int i = 0; i < 100; i++) {
		struct change *c = change_new(a);
		struct read *r = read_begin(v->store, a);
		const struct item *item = NULL;
		enum err e = ERR_BUG;

		read_ask(r, &item_one, PARAMS(NUMBER(1)), &item);
		if (read_now(r) == OK) {
			change_add(c, &item_update, PARAMS(NUMBER(1), NUMBER(item->version), WORD("mine")));
			e = store_commit(v->store, c);
		}
		v->ok += e == OK;
		v->conflicts += e == ERR_CONFLICT;
		v->others += e != OK && e != ERR_CONFLICT;
		arena_reset(a);
	}
	arena_free(a);
	return NULL;
}

static void two_programs_on_one_database_lose_no_update(void **state)
{
	struct store_db *db = *state;
	struct rival rivals[4] = { 0 };
	const struct item *item = NULL;
	struct store *second;
	struct read *r;
	int ok = 0;

	assert_int_equal(item_add(db, 1), OK);
	assert_int_equal(store_open(&db->config, &second), OK);
	for (int i = 0; i < 4; i++) {
		rivals[i].store = i % 2 ? second : db->store;
		assert_int_equal(pthread_create(&rivals[i].thread, NULL, raise_version, &rivals[i]), 0);
	}
	for (int i = 0; i < 4; i++) {
		pthread_join(rivals[i].thread, NULL);
		assert_int_equal(rivals[i].others, 0);
		assert_int_equal(rivals[i].ok + rivals[i].conflicts, 100);
		ok += rivals[i].ok;
	}
	store_close(second);
	r = read_begin(db->store, db->arena);
	read_ask(r, &item_one, PARAMS(NUMBER(1)), &item);
	assert_int_equal(read_now(r), OK);
	assert_true(ok > 0);
	assert_int_equal(item->version, 1 + ok);
}

static void the_chain_has_no_hole_when_batches_fail(void **state)
{
	struct store_db *db = *state;
	struct chain chain = { 0 };
	struct item_list all;
	int64_t ok = 0;

	log_quiet(true);
	store_hook(db->store, (struct commit_hook){ chain_before, chain_after, &chain, NULL });
	for (int64_t id = 100; id < 160; id++) {
		(void)fault_at(id % 12);
		ok += store_commit(db->store, noted_change(db->arena, id)) == OK;
		(void)fault_at(0);
	}
	all = read_lines(db);
	assert_true(ok > 0 && ok < 60);
	assert_int_equal(all.n, ok);
	for (size_t i = 0; i < all.n; i++)
		assert_int_equal(all.at[i].id, i);
}

static void a_big_change_goes_through_whole(void **state)
{
	struct store_db *db = *state;
	struct change *c = change_new(db->arena);
	static char text[100000];

	memset(text, 'k', sizeof text);
	for (int64_t id = 0; id < 3000; id++)
		change_add(
			c, &item_insert,
			PARAMS(NUMBER(id), NUMBER(1),
		           ((struct value){
					   .carried = CARRY_TEXT, .p = text, .n = id % 100 ? 10 : sizeof text })));
	assert_int_equal(store_commit(db->store, c), OK);
	assert_int_equal(item_total(db->store), 3000);
}

#define STORE_TEST(fn) cmocka_unit_test_setup_teardown(fn, store_db_open, store_db_close)

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(a_change_that_fails_leaves_the_others_of_its_batch),
		STORE_TEST(a_first_change_that_fails_leaves_the_others_of_its_batch),
		STORE_TEST(a_big_change_among_small_ones_stands_or_falls_alone),
		STORE_TEST(an_undo_that_fails_gives_up_the_batch),
		STORE_TEST(a_batch_that_cannot_commit_fails_every_change),
		STORE_TEST(a_stale_version_is_a_conflict_and_changes_nothing),
		STORE_TEST(what_a_change_expects_must_be_there),
		STORE_TEST(the_same_key_twice_is_a_conflict),
		STORE_TEST(a_form_sent_twice_is_repeated_whatever_else_fails),
		STORE_TEST(a_value_that_breaks_a_rule_is_our_bug),
		STORE_TEST(a_query_that_the_database_refuses_is_our_bug_and_passes),
		STORE_TEST(the_hook_adds_to_each_change_and_hears_how_it_ended),
		STORE_TEST(a_change_run_again_carries_the_hooks_entry_once),
		STORE_TEST(many_posters_lose_nothing_and_the_chain_has_no_hole),
		STORE_TEST(two_programs_on_one_database_lose_no_update),
		STORE_TEST(the_chain_has_no_hole_when_batches_fail),
		STORE_TEST(a_big_change_goes_through_whole),
	};
	int failed = cmocka_run_group_tests_name("store_write on SQLite", tests, store_db_group_sqlite,
	                                         store_db_group_end);

	return failed + cmocka_run_group_tests_name("store_write on PostgreSQL", tests,
	                                            store_db_group_postgres, store_db_group_end);
}
