#include "harness/store_db.h"
#include "store/driver.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static int fresh(void **state)
{
	struct store_db *db = calloc(1, sizeof *db);

	*state = db;
	log_quiet(true);
	return db && store_db_fresh(db) ? 0 : -1;
}

static int forget(void **state)
{
	struct store_db *db = *state;

	store_db_forget(db);
	free(db);
	return 0;
}

/* --- the two dialects --- */

static void expect_dialect(const char *sql, const char *sqlite, const char *postgres)
{
	struct arena *a = arena_new(4 << 20);

	assert_string_equal(dialect_of(a, sql, false).p, sqlite);
	assert_string_equal(dialect_of(a, sql, true).p, postgres);
	arena_free(a);
}

static void words_become_types_and_tables_become_strict(void **state)
{
	(void)state;
	expect_dialect(
		"CREATE TABLE a (id person_id NOT NULL, at instant, x real, PRIMARY KEY (id));",
		"CREATE TABLE a (id BLOB NOT NULL, at INTEGER, x REAL, PRIMARY KEY (id)) STRICT;",
		"CREATE TABLE a (id bytea NOT NULL, at bigint, x double precision, PRIMARY KEY (id));");
	expect_dialect("ALTER TABLE a ADD COLUMN born day;", "ALTER TABLE a ADD COLUMN born INTEGER;",
	               "ALTER TABLE a ADD COLUMN born integer;");
}

static void a_cluster_line_holds_for_the_table_right_below(void **state)
{
	(void)state;
	expect_dialect("-- cluster\nCREATE TABLE a (n number);\nCREATE TABLE b (n number);",
	               "-- cluster\nCREATE TABLE a (n INTEGER) STRICT, WITHOUT ROWID;\n"
	               "CREATE TABLE b (n INTEGER) STRICT;",
	               "-- cluster\nCREATE TABLE a (n bigint);\nCREATE TABLE b (n bigint);");
	expect_dialect("-- cluster\n-- but not\nCREATE TABLE a (n number);",
	               "-- cluster\n-- but not\nCREATE TABLE a (n INTEGER) STRICT;",
	               "-- cluster\n-- but not\nCREATE TABLE a (n bigint);");
}

static void only_the_type_of_a_column_is_replaced(void **state)
{
	static const char kept[] = "CREATE INDEX word ON a (day, number) WHERE flag = 1;";

	(void)state;
	expect_dialect(kept, kept, kept);
	/* A column may be called like a type; texts and comments stay. */
	expect_dialect(
		"CREATE TABLE a (day day, word word CHECK (word IN ('(a word', 'it''s day')), -- , x day\n"
		" UNIQUE (day, word));",
		"CREATE TABLE a (day INTEGER, word TEXT CHECK (word IN ('(a word', 'it''s day')), -- , x "
		"day\n"
		" UNIQUE (day, word)) STRICT;",
		"CREATE TABLE a (day integer, word text CHECK (word IN ('(a word', 'it''s day')), -- , x "
		"day\n"
		" UNIQUE (day, word));");
}

static void a_random_value_is_said_in_both(void **state)
{
	(void)state;
	expect_dialect("SELECT a, randomblob(16) FROM t;", "SELECT a, randomblob(16) FROM t;",
	               "SELECT a, substr(sha256(uuid_send(gen_random_uuid())), 1, 16) FROM t;");
}

/* --- running the files --- */

static enum err migrate(struct store_db *db, const struct schema_file *files, size_t n, int *ran)
{
	return store_migrate(&db->config, files, n, ran);
}

static void files_run_once_and_the_rest_later(void **state)
{
	struct store_db *db = *state;
	int ran;

	assert_int_equal(migrate(db, store_db_schema, 1, &ran), OK);
	assert_int_equal(ran, 1);
	assert_int_equal(migrate(db, store_db_schema, 2, &ran), OK);
	assert_int_equal(ran, 1);
	assert_int_equal(migrate(db, store_db_schema, 2, &ran), OK);
	assert_int_equal(ran, 0);
	assert_int_equal(store_open(&db->config, &db->store), OK);
	assert_int_equal(item_add(db, 1), OK);
	store_close(db->store);
}

static void random_values_of_a_file_are_ids_and_never_the_same(void **state)
{
	struct store_db *db = *state;
	const struct schema_file files[] = {
		{ "0001_random.sql",
		  "CREATE TABLE drawn (id row_id NOT NULL CHECK (length(id) = 16), PRIMARY KEY (id));"
		  "INSERT INTO drawn (id) SELECT randomblob(16) FROM (SELECT 1 AS n UNION SELECT 2) AS "
		  "two;" }
	};
	int ran;

	assert_int_equal(migrate(db, files, 1, &ran), OK);
	assert_int_equal(ran, 1);
}

static void a_store_that_is_behind_does_not_open(void **state)
{
	struct store_db *db = *state;
	int ran;

	assert_int_equal(store_open(&db->config, &db->store), ERR_STORE);
	assert_int_equal(migrate(db, store_db_schema, 1, &ran), OK);
	assert_int_equal(store_open(&db->config, &db->store), ERR_STORE);
	assert_null(db->store);
}

static void a_store_that_is_ahead_is_left_alone(void **state)
{
	struct store_db *db = *state;
	int ran;

	assert_int_equal(migrate(db, store_db_schema, 2, &ran), OK);
	assert_int_equal(migrate(db, store_db_schema, 1, &ran), ERR_STORE);
	db->config.nfiles = 1;
	assert_int_equal(store_open(&db->config, &db->store), ERR_STORE);
}

static void a_file_edited_after_it_ran_is_found(void **state)
{
	struct store_db *db = *state;
	struct schema_file edited[] = { store_db_schema[0], store_db_schema[1] };
	int ran;

	assert_int_equal(migrate(db, store_db_schema, 2, &ran), OK);
	edited[0].sql = "CREATE TABLE kind (id row_id);";
	assert_int_equal(migrate(db, edited, 2, &ran), ERR_STORE);
	db->config.files = edited;
	assert_int_equal(store_open(&db->config, &db->store), ERR_STORE);
}

static void a_file_that_fails_leaves_nothing(void **state)
{
	const struct schema_file broken[] = {
		{ "0001_a.sql", "CREATE TABLE a (n number NOT NULL);" },
		{ "0002_b.sql", "CREATE TABLE b (n number NOT NULL); INSERT INTO nowhere VALUES (1);" },
	};
	const struct schema_file mended[] = {
		broken[0],
		{ "0002_b.sql", "CREATE TABLE b (n number NOT NULL); INSERT INTO a VALUES (1);" },
	};
	struct store_db *db = *state;
	int ran;

	assert_int_not_equal(migrate(db, broken, 2, &ran), OK);
	assert_int_equal(ran, 1);
	assert_int_equal(migrate(db, mended, 2, &ran), OK);
	assert_int_equal(ran, 1);
}

static void the_file_is_open_to_its_owner_only(void **state)
{
	static const char *const ends[] = { "", "-wal", "-shm" };
	struct store_db *db = *state;
	char path[sizeof db->path + 8];
	mode_t mask = umask(0);
	struct stat info;
	int ran;

	assert_int_equal(migrate(db, store_db_schema, 2, &ran), OK);
	assert_int_equal(store_open(&db->config, &db->store), OK);
	assert_int_equal(item_add(db, 1), OK);
	umask(mask);
	for (size_t i = 0; i < 3; i++) {
		(void)snprintf(path, sizeof path, "%s%s", db->path, ends[i]);
		assert_int_equal(stat(path, &info), 0);
		assert_int_equal(info.st_mode & 0777, 0600);
	}
	store_close(db->store);
	/* Closed, the log is folded into the one file. */
	(void)snprintf(path, sizeof path, "%s-wal", db->path);
	assert_int_not_equal(stat(path, &info), 0);
}

#define FRESH(fn) cmocka_unit_test_setup_teardown(fn, fresh, forget)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_become_types_and_tables_become_strict),
		cmocka_unit_test(a_cluster_line_holds_for_the_table_right_below),
		cmocka_unit_test(only_the_type_of_a_column_is_replaced),
		cmocka_unit_test(a_random_value_is_said_in_both),
		FRESH(files_run_once_and_the_rest_later),
		FRESH(random_values_of_a_file_are_ids_and_never_the_same),
		FRESH(a_store_that_is_behind_does_not_open),
		FRESH(a_store_that_is_ahead_is_left_alone),
		FRESH(a_file_edited_after_it_ran_is_found),
		FRESH(a_file_that_fails_leaves_nothing),
	};
	const struct CMUnitTest file[] = { FRESH(the_file_is_open_to_its_owner_only) };
	int failed = cmocka_run_group_tests_name("store_migrate on SQLite", tests,
	                                         store_db_group_sqlite, store_db_group_end);

	failed += cmocka_run_group_tests_name("store_migrate on SQLite's file", file,
	                                      store_db_group_sqlite, store_db_group_end);
	return failed + cmocka_run_group_tests_name("store_migrate on PostgreSQL", tests,
	                                            store_db_group_postgres, store_db_group_end);
}
