/* An open store for a test, on either database, with a small schema and its queries written by
 * hand. */
#pragma once
#include "base/log.h"
#include "store/store.h"

/* What the tests keep. */
struct kind {
	struct row_id id;
	struct sealed seal;
	struct bytes raw;
	struct str note;
	struct instant at;
	bool has_at;
	struct day born;
	bool has_born;
	int64_t n;
	bool has_n;
	bool yes;
	bool has_yes;
	double share;
	bool has_share;
};

struct item {
	int64_t id;
	int64_t version;
	struct str note;
};

struct item_list {
	const struct item *at;
	size_t n;
};

struct count {
	int64_t n;
};

extern const struct query kind_insert, kind_one;
extern const struct query item_insert, item_update, item_live, item_one, item_maybe, item_each,
	items;
extern const struct query item_count, token_insert, line_insert, lines;

struct store_db {
	struct store *store;
	struct arena *arena;
	struct store_config config;
	char folder[64];
	char path[96];
};

extern const struct schema_file store_db_schema[];
enum { STORE_DB_FILES = 2 };

/* cmocka set-ups: a group's (once for each database) and a test's. *state becomes a struct store_db
 * *. */
int store_db_group_sqlite(void **state);
int store_db_group_postgres(void **state);
int store_db_group_end(void **state);
int store_db_open(void **state);
int store_db_close(void **state);
/* A configuration of an empty database of the group's kind; db->config names it. */
bool store_db_fresh(struct store_db *db);
void store_db_forget(struct store_db *db);

#define NUMBER(number) ((struct value){ .carried = CARRY_INT, .i = (number) })
#define WORD(text) ((struct value){ .carried = CARRY_TEXT, .p = (text), .n = sizeof(text) - 1 })
#define NOTHING(kind) ((struct value){ .carried = (kind), .null = true })
#define PARAMS(...) ((const struct value[]){ __VA_ARGS__ })

/* A change that adds item id, and committing it. */
struct change *item_change(struct arena *a, int64_t id);
enum err item_add(struct store_db *db, int64_t id);
/* How many items there are, in a read of its own; -1 when that fails. */
int64_t item_total(struct store *s);
