/* What is lost when something breaks: nothing that was acknowledged, and nothing by halves. */
#include "base/random.h"
#include "harness/pg.h"
#include "harness/store_db.h"

#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

enum { ROUNDS = 20, WRITERS = 4, IDS_MOST = 400000, BIG = 20000 };

/* No store is open in the parent when it forks: neither database may be used on both sides of a
 * fork. */
static int fresh_migrated(void **state)
{
	struct store_db *db = calloc(1, sizeof *db);
	int ran;

	*state = db;
	log_quiet(true);
	if (!db || !store_db_fresh(db))
		return -1;
	return store_migrate(&db->config, store_db_schema, STORE_DB_FILES, &ran) == OK ? 0 : -1;
}

static int forget(void **state)
{
	struct store_db *db = *state;

	store_db_forget(db);
	free(db);
	return 0;
}

/* --- kill -9 --- */

struct pen {
	struct store *store;
	int64_t from;
	int to;
};

/* Two rows a change; the id is told only when the change is acknowledged. */
static void *write_on(void *arg)
{
	struct pen *pen = arg;
	struct arena *a = arena_new(1 << 20);

	for (int64_t id = pen->from;; id += WRITERS) {
		struct change *c = item_change(a, id);
		change_add(c, &line_insert, PARAMS(NUMBER(id), NUMBER(id)));
		if (store_commit(pen->store, c) != OK || write(pen->to, &id, sizeof id) != sizeof id)
			_exit(3);
		arena_reset(a);
	}
	return NULL;
}

static void write_until_killed(const struct store_config *config, int64_t from, int to)
{
	static struct pen pens[WRITERS];
	pthread_t thread;
	struct store *s;

	if (store_open(config, &s) != OK)
		_exit(2);
	for (int i = 0; i < WRITERS; i++) {
		pens[i] = (struct pen){ s, from + i, to };
		if (pthread_create(&thread, NULL, write_on, &pens[i]) != 0)
			_exit(2);
	}
	for (;;)
		pause();
}

/* Lets a child write for a moment, kills it, and marks what it acknowledged. Returns how many. */
static int kill_a_writer(struct store_db *db, int64_t from, bool *acknowledged)
{
	struct timespec moment = { 0, (long)(5 + random_below(30)) * 1000000 };
	int ends[2], n = 0;
	int64_t id;
	pid_t child;

	assert_int_equal(pipe(ends), 0);
	child = fork();
	assert_true(child >= 0);
	if (child == 0)
		write_until_killed(&db->config, from, ends[1]);
	close(ends[1]);
	while (read(ends[0], &id, sizeof id) == sizeof id) {
		acknowledged[id] = true;
		if (n++ == 0) {
			nanosleep(&moment, NULL);
			kill(child, SIGKILL);
		}
	}
	close(ends[0]);
	waitpid(child, NULL, 0);
	return n;
}

/* The next free id; fails when an acknowledged row is missing or a change is there by half. */
static int64_t check_nothing_lost(struct store_db *db, const bool *acknowledged)
{
	struct item_list all, halves;
	static bool there[IDS_MOST];
	int64_t next = 1;
	struct read *r;

	memset(there, 0, sizeof there);
	assert_int_equal(store_open(&db->config, &db->store), OK);
	r = read_begin(db->store, db->arena);
	read_ask(r, &items, PARAMS(NUMBER(0)), &all);
	read_ask(r, &lines, PARAMS(NUMBER(0)), &halves);
	assert_int_equal(read_now(r), OK);
	assert_int_equal(all.n, halves.n);
	for (size_t i = 0; i < all.n; i++) {
		assert_int_equal(all.at[i].id, halves.at[i].id);
		there[all.at[i].id] = true;
		next = all.at[i].id + 1;
	}
	for (int64_t id = 0; id < IDS_MOST; id++)
		assert_true(there[id] || !acknowledged[id]);
	arena_reset(db->arena);
	store_close(db->store);
	return next;
}

static void killing_the_program_loses_nothing_that_was_acknowledged(void **state)
{
	static bool acknowledged[IDS_MOST];
	struct store_db *db = *state;
	int64_t from = 1;
	int total = 0;

	memset(acknowledged, 0, sizeof acknowledged);
	for (int round = 0; round < ROUNDS; round++) {
		total += kill_a_writer(db, from, acknowledged);
		from = check_nothing_lost(db, acknowledged);
		assert_true(from < IDS_MOST - 100000 / ROUNDS);
	}
	assert_true(total > ROUNDS);
}

/* --- a full disk --- */

static enum err add_big(struct store *s, struct arena *a, int64_t id)
{
	static char text[BIG];
	struct change *c = change_new(a);

	memset(text, 'k', sizeof text);
	change_add(c, &line_insert, PARAMS(NUMBER(id), NUMBER(id)));
	change_add(c, &item_insert,
	           PARAMS(NUMBER(id), NUMBER(1), ((struct value){ .p = text, .n = sizeof text })));
	return store_commit(s, c);
}

/* In the child: 0 when all went as it should, else the number of the step that did not. */
static int fill_the_disk(const struct store_config *config)
{
	struct rlimit limit = { 600 * 1024, RLIM_INFINITY };
	struct arena *a = arena_new(64 << 20);
	struct item_list all = { 0 }, halves = { 0 };
	enum err e = OK;
	int64_t id = 0;
	struct store *s;
	struct read *r;

	signal(SIGXFSZ, SIG_IGN);
	if (store_open(config, &s) != OK || setrlimit(RLIMIT_FSIZE, &limit) != 0)
		return 1;
	while (e == OK && id < 1000)
		e = add_big(s, a, ++id);
	if (e != ERR_FULL || add_big(s, a, id) != ERR_FULL)
		return 2;
	r = read_begin(s, a);
	read_ask(r, &items, PARAMS(NUMBER(0)), &all);
	read_ask(r, &lines, PARAMS(NUMBER(0)), &halves);
	if (read_now(r) != OK || all.n != (size_t)id - 1 || halves.n != all.n)
		return 3;
	read_end(r);
	limit.rlim_cur = RLIM_INFINITY;
	if (setrlimit(RLIMIT_FSIZE, &limit) != 0 || add_big(s, a, id) != OK)
		return 4;
	if (item_total(s) != id)
		return 5;
	arena_reset(a);
	store_close(s);
	arena_free(a);
	return 0;
}

static void a_full_disk_loses_nothing_and_space_heals_it(void **state)
{
	struct store_db *db = *state;
	int status = -1;
	pid_t child = fork();

	assert_true(child >= 0);
	if (child == 0)
		_exit(fill_the_disk(&db->config));
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

/* --- a database server that goes away and comes back --- */

static bool can_read(struct store *s, struct arena *a)
{
	const struct count *count = NULL;
	struct read *r = read_begin(s, a);

	read_ask(r, &item_count, NULL, &count);
	return read_now(r) == OK;
}

static void the_store_outlives_a_stopped_server(void **state)
{
	struct store_config config = { 0 };
	struct arena *a = arena_new(1 << 20);
	struct store *s;
	struct pg *pg;
	int ran;

	(void)state;
	assert_int_equal(pg_start_own(&pg), OK);
	config.postgres = pg_conn(pg, "stopped");
	assert_int_equal(store_migrate(&config, store_db_schema, STORE_DB_FILES, &ran), OK);
	assert_int_equal(store_open(&config, &s), OK);
	assert_int_equal(store_commit(s, item_change(a, 1)), OK);
	assert_true(can_read(s, a));
	assert_int_equal(pg_down(pg), OK);
	assert_int_equal(store_commit(s, item_change(a, 2)), ERR_STORE);
	assert_false(can_read(s, a));
	arena_reset(a);
	assert_int_equal(pg_up(pg), OK);
	assert_int_equal(store_commit(s, item_change(a, 2)), OK);
	/* All readers, and the one that was in the middle of a page. */
	for (int i = 0; i < 4; i++)
		assert_true(can_read(s, a));
	assert_int_equal(pg_down(pg), OK);
	assert_int_equal(pg_up(pg), OK);
	arena_reset(a);
	for (int i = 0; i < 4; i++)
		assert_true(can_read(s, a));
	arena_reset(a);
	assert_int_equal(item_total(s), 2);
	store_close(s);
	arena_free(a);
	pg_stop(pg);
}

static void a_page_cut_in_the_middle_ends_with_an_error(void **state)
{
	struct store_config config = { .readers = 1 };
	struct arena *a = arena_new(1 << 20);
	const struct count *count = NULL;
	struct item_list rows;
	struct store *s;
	struct read *r;
	struct pg *pg;
	int ran;

	(void)state;
	assert_int_equal(pg_start_own(&pg), OK);
	config.postgres = pg_conn(pg, "cut");
	assert_int_equal(store_migrate(&config, store_db_schema, STORE_DB_FILES, &ran), OK);
	assert_int_equal(store_open(&config, &s), OK);
	r = read_begin(s, a);
	read_ask(r, &item_count, NULL, &count);
	assert_int_equal(read_now(r), OK);
	assert_int_equal(pg_down(pg), OK);
	assert_int_equal(pg_up(pg), OK);
	/* The snapshot is gone: a new connection would show another moment. */
	for (int i = 0; i < 2; i++) {
		read_ask(r, &items, PARAMS(NUMBER(i)), &rows);
		assert_int_equal(read_now(r), ERR_STORE);
	}
	read_end(r);
	assert_true(can_read(s, a));
	arena_reset(a);
	store_close(s);
	arena_free(a);
	pg_stop(pg);
}

#define LOSS_TEST(fn) cmocka_unit_test_setup_teardown(fn, fresh_migrated, forget)

int main(void)
{
	const struct CMUnitTest sqlite[] = {
		LOSS_TEST(killing_the_program_loses_nothing_that_was_acknowledged),
		LOSS_TEST(a_full_disk_loses_nothing_and_space_heals_it),
	};
	const struct CMUnitTest postgres[] = {
		LOSS_TEST(killing_the_program_loses_nothing_that_was_acknowledged),
		cmocka_unit_test(the_store_outlives_a_stopped_server),
		cmocka_unit_test(a_page_cut_in_the_middle_ends_with_an_error),
	};
	int failed = cmocka_run_group_tests_name("store_loss on SQLite", sqlite, store_db_group_sqlite,
	                                         store_db_group_end);

	return failed + cmocka_run_group_tests_name("store_loss on PostgreSQL", postgres,
	                                            store_db_group_postgres, store_db_group_end);
}
