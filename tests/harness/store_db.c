#include "harness/store_db.h"

#include "harness/pg.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const struct schema_file store_db_schema[] = {
	{ "0001_kind.sql", "CREATE TABLE kind (\n"
	                   "  id row_id NOT NULL PRIMARY KEY, seal sealed, raw bytes, note word,\n"
	                   "  at instant, born day, n number, yes flag, share real\n"
	                   ");\n" },
	{ "0002_item.sql",
	  "-- cluster\n"
	  "CREATE TABLE item (id number NOT NULL, version number NOT NULL, note word NOT NULL,\n"
	  "  PRIMARY KEY (id), CHECK (version > 0));\n"
	  "CREATE TABLE posted (token number NOT NULL PRIMARY KEY);\n"
	  "CREATE TABLE line (seq number NOT NULL PRIMARY KEY, item number NOT NULL);\n" },
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const struct column kind_columns[] = {
	{ "id", CARRY_ID, offsetof(struct kind, id), SIZE_MAX },
	{ "seal", CARRY_BLOB, offsetof(struct kind, seal), SIZE_MAX },
	{ "raw", CARRY_BLOB, offsetof(struct kind, raw), SIZE_MAX },
	{ "note", CARRY_TEXT, offsetof(struct kind, note), SIZE_MAX },
	{ "at", CARRY_INSTANT, offsetof(struct kind, at), offsetof(struct kind, has_at) },
	{ "born", CARRY_DAY, offsetof(struct kind, born), offsetof(struct kind, has_born) },
	{ "n", CARRY_INT, offsetof(struct kind, n), offsetof(struct kind, has_n) },
	{ "yes", CARRY_FLAG, offsetof(struct kind, yes), offsetof(struct kind, has_yes) },
	{ "share", CARRY_REAL, offsetof(struct kind, share), offsetof(struct kind, has_share) },
};

static const struct column item_columns[] = {
	{ "id", CARRY_INT, offsetof(struct item, id), SIZE_MAX },
	{ "version", CARRY_INT, offsetof(struct item, version), SIZE_MAX },
	{ "note", CARRY_TEXT, offsetof(struct item, note), SIZE_MAX },
};

static const struct column count_columns[] = { { "n", CARRY_INT, 0, SIZE_MAX } };

static const enum carried kind_params[] = { CARRY_ID,   CARRY_BLOB,    CARRY_BLOB,
	                                        CARRY_TEXT, CARRY_INSTANT, CARRY_DAY,
	                                        CARRY_INT,  CARRY_FLAG,    CARRY_REAL };
static const enum carried item_params[] = { CARRY_INT, CARRY_INT, CARRY_TEXT };

#define WRITES(call, text, kinds, count, promise) \
	const struct query call = { .name = #call, \
		                        .from = "tests", \
		                        .sql = (text), \
		                        .params = (kinds), \
		                        .nparams = (count), \
		                        .shape = (promise) }
#define READS(call, text, kinds, count, cols, row, promise) \
	const struct query call = { .name = #call, \
		                        .from = "tests", \
		                        .sql = (text), \
		                        .params = (kinds), \
		                        .nparams = (count), \
		                        .columns = (cols), \
		                        .ncolumns = COUNT(cols), \
		                        .row_size = sizeof(row), \
		                        .shape = (promise), \
		                        .readonly = true }

WRITES(kind_insert,
       "INSERT INTO kind (id, seal, raw, note, at, born, n, yes, share)"
       " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
       kind_params, 9, SHAPE_EXEC_ONE);
READS(kind_one, "SELECT id, seal, raw, note, at, born, n, yes, share FROM kind WHERE id = $1",
      kind_params, 1, kind_columns, struct kind, SHAPE_ONE);

WRITES(item_insert, "INSERT INTO item (id, version, note) VALUES ($1, $2, $3)", item_params, 3,
       SHAPE_EXEC_ONE);
/* $3 stands first: SQLite would number it 1. */
WRITES(item_update,
       "UPDATE item SET note = $3, version = version + 1 WHERE id = $1 AND version = $2",
       item_params, 3, SHAPE_EXEC_ONE);
READS(item_live, "SELECT id, version, note FROM item WHERE id = $1", item_params, 1, item_columns,
      struct item, SHAPE_EXPECT);
READS(item_one, "SELECT id, version, note FROM item WHERE id = $1", item_params, 1, item_columns,
      struct item, SHAPE_ONE);
READS(item_maybe, "SELECT id, version, note FROM item WHERE id = $1", item_params, 1, item_columns,
      struct item, SHAPE_MAYBE);
READS(item_each, "SELECT id, version, note FROM item WHERE id >= $1 ORDER BY id", item_params, 1,
      item_columns, struct item, SHAPE_EACH);
READS(items, "SELECT id, version, note FROM item WHERE id >= $1 ORDER BY id", item_params, 1,
      item_columns, struct item, SHAPE_MANY);
READS(item_count, "SELECT count(*) AS n FROM item", NULL, 0, count_columns, struct count,
      SHAPE_ONE);

/* The store knows a form's token by this name. */
const struct query token_insert = { .name = "posted_insert",
	                                .from = "tests",
	                                .sql = "INSERT INTO posted (token) VALUES ($1)",
	                                .params = item_params,
	                                .nparams = 1,
	                                .shape = SHAPE_EXEC_ONE };
WRITES(line_insert, "INSERT INTO line (seq, item) VALUES ($1, $2)", item_params, 2, SHAPE_EXEC_ONE);
READS(lines,
      "SELECT seq AS id, item AS version, 'x' AS note FROM line WHERE seq >= $1 ORDER BY seq",
      item_params, 1, item_columns, struct item, SHAPE_MANY);

/* One server for all tests of a program. */
static struct pg *server;

int store_db_group_sqlite(void **state)
{
	(void)state;
	server = NULL;
	return 0;
}

int store_db_group_postgres(void **state)
{
	(void)state;
	return pg_start(&server) == OK ? 0 : -1;
}

int store_db_group_end(void **state)
{
	(void)state;
	pg_stop(server);
	server = NULL;
	return 0;
}

bool store_db_fresh(struct store_db *db)
{
	*db = (struct store_db){ .folder = "/tmp/kintsugi-store-XXXXXX" };
	db->config = (struct store_config){ .files = store_db_schema, .nfiles = STORE_DB_FILES };
	if (!mkdtemp(db->folder))
		return false;
	(void)snprintf(db->path, sizeof db->path, "%s/records.db", db->folder);
	db->arena = arena_new(64 << 20);
	if (server)
		db->config.postgres = pg_conn(server, "store");
	else
		db->config.sqlite_path = db->path;
	return db->arena && (db->config.postgres || db->config.sqlite_path);
}

void store_db_forget(struct store_db *db)
{
	static const char *const ends[] = { "", "-wal", "-shm" };
	char path[sizeof db->path + 8];

	arena_free(db->arena);
	for (size_t i = 0; i < COUNT(ends); i++) {
		(void)snprintf(path, sizeof path, "%s%s", db->path, ends[i]);
		(void)unlink(path);
	}
	(void)rmdir(db->folder);
}

int store_db_open(void **state)
{
	struct store_db *db = calloc(1, sizeof *db);
	int ran;

	*state = db;
	if (!db || !store_db_fresh(db))
		return -1;
	if (store_migrate(&db->config, store_db_schema, STORE_DB_FILES, &ran) != OK)
		return -1;
	return store_open(&db->config, &db->store) == OK ? 0 : -1;
}

int store_db_close(void **state)
{
	struct store_db *db = *state;

	arena_reset(db->arena);
	store_close(db->store);
	store_db_forget(db);
	free(db);
	return 0;
}

struct change *item_change(struct arena *a, int64_t id)
{
	struct change *c = change_new(a);

	change_add(c, &item_insert, PARAMS(NUMBER(id), NUMBER(1), WORD("new")));
	return c;
}

enum err item_add(struct store_db *db, int64_t id)
{
	return store_commit(db->store, item_change(db->arena, id));
}

int64_t item_total(struct store *s)
{
	struct arena *a = arena_new(1 << 20);
	const struct count *count = NULL;
	struct read *r = read_begin(s, a);
	int64_t n = -1;

	read_ask(r, &item_count, NULL, &count);
	if (read_now(r) == OK)
		n = count->n;
	arena_free(a);
	return n;
}
