/* Private to this room: what read.c, writer.c and migrate.c ask of a database. sqlite.c and
 * postgres.c each give one struct driver; nothing outside the two knows which is at work. */
#pragma once
#include "base/log.h"
#include "store/store.h"

#include <pthread.h>

/* A query with its values. preparing: the driver sent its text too, and waits for two answers. */
struct bound {
	const struct query *q;
	const struct value *params;
	bool preparing;
};

/* A bound read and its rows. */
struct ask {
	struct bound bound;
	char *rows;
	size_t n;
	size_t room;
	struct ask *next;
};

/* Whom read_each calls; row is the one place that every row is written to. */
struct each {
	enum err (*row)(void *arg, const void *row);
	void *arg;
	void *place;
};

/* A bound write. hooked: the commit hook added it, so that it goes away when the change is run
 * again. */
struct statement {
	struct bound bound;
	bool hooked;
	struct statement *next;
};

struct change {
	struct arena *arena;
	struct statement *first;
	struct statement *last;
	size_t n; /* statements */
	const char *failed;
	void *note;
	bool hooked; /* the hook is adding */
	bool ran;    /* in this batch, and its hook waits for the end of it */
	enum err result;
	void (*done)(void *arg, enum err e);
	void *arg;
	struct change *next;
	struct spool *spool; /* what stands behind it; NULL: nothing */
};

/* Goes to the first piece again. */
enum err spool_rewind(struct spool *s) NODISCARD;
/* The next piece, as a change in an arena of the spool that the next call resets; NULL at the end.
 */
enum err spool_next(struct spool *s, struct change **piece, struct bytes *note) NODISCARD;
/* Forgets what the hook added. */
void change_unhook(struct change *c);
/* What a statement that broke a rule means: the posted token's is ERR_REPEATED, any other's
 * ERR_CONFLICT. */
enum err change_refused(struct change *c, const struct query *q);

enum role { ROLE_READER, ROLE_WRITER, ROLE_MAKER };

/* The first member of a driver's own struct. A connection is used by one thread at a time. */
struct connection {
	const struct driver *driver;
	const struct store_config *config;
	enum role role;
};

/* Every call that gives ERR_STORE, ERR_FULL or ERR_BUSY leaves nothing of its transaction behind
 * once read_end or write_rollback was called; a connection that was lost is made again by the next
 * ready. */
struct driver {
	bool postgres;
	int tries; /* how often a batch that met another writer is run */
	/* A connection that is not open yet; NULL without memory. */
	struct connection *(*make)(void);
	void (*unmake)(struct connection *c);
	/* Opens, or opens again. ERR_STORE when the database cannot be reached. */
	enum err (*ready)(struct connection *c);

	/* Begins the snapshot when none is open, then answers every ask. Rows go to the arena. */
	enum err (*read)(struct connection *c, struct ask *asks, struct arena *a);
	enum err (*read_each)(struct connection *c, struct ask *k, const struct each *each);
	void (*read_end)(struct connection *c);
	/* Prepares q and compares its columns; see store_check. */
	enum err (*check)(struct connection *c, const struct query *q);

	enum err (*write_begin)(struct connection *c);
	/* Runs the change. ERR_CONFLICT, ERR_REPEATED, ERR_TOO_BIG, ERR_BUG: write_undo takes it back,
	 * and it alone; when it was the first since write_begin, that may be by beginning anew. Being
	 * first, a change costs least. */
	enum err (*write_run)(struct connection *c, struct change *change);
	/* An error is one of the whole transaction. */
	enum err (*write_undo)(struct connection *c);
	enum err (*write_commit)(struct connection *c);
	void (*write_rollback)(struct connection *c);

	/* Runs a whole text inside the open transaction. Schema files only. */
	enum err (*script)(struct connection *c, const char *sql);
	/* Keeps other programs from migrating until this connection closes. */
	enum err (*lock)(struct connection *c);
};

extern const struct driver sqlite_driver;
extern const struct driver postgres_driver;

/* A connection that is open; NULL when that fails. */
struct connection *connection_open(const struct store_config *config, enum role role);
void connection_close(struct connection *c);

/* --- rows --- */

/* Room for one more row of k, zeroed. */
char *ask_row(struct ask *k, struct arena *a);
/* True when k wants no more rows than it has. */
bool ask_full(const struct ask *k);
/* Writes cell into row. Text and bytes are copied to a, or pointed at when a is NULL. ERR_BUG when
 * the value is not what the column promised. */
enum err cell_put(const struct column *col, char *row, const struct value *cell, struct arena *a);
/* A copy of params, and of what they point to. */
const struct value *params_copy(struct arena *a, const struct query *q, const struct value *params);

/* --- prepared statements of one connection, by the address of their query --- */

struct prepared {
	const struct query **keys;
	void **values;
	size_t room;
	size_t n;
};

/* What was kept for q; NULL when nothing was. */
void *prepared_get(const struct prepared *p, const struct query *q);
/* Keeps value, which is not NULL, for q. False without memory. */
bool prepared_keep(struct prepared *p, const struct query *q, void *value);
/* Calls drop for every value and forgets them. */
void prepared_clear(struct prepared *p, void (*drop)(void *value));

/* --- schema --- */

/* The text of a schema file as the database wants it: types.def's words replaced; on SQLite tables
 * are STRICT, and WITHOUT ROWID below a line "-- cluster". */
struct str dialect_of(struct arena *a, const char *sql, bool postgres);
/* OK when the database is at exactly the files of config; otherwise says on stderr what to do. */
enum err schema_check(struct connection *c);

/* --- the writer --- */

struct writer;
/* Starts the thread, which owns c from now on. NULL when it cannot. */
struct writer *writer_start(struct connection *c);
/* Finishes what waits, ends the thread and closes its connection. */
void writer_stop(struct writer *w);
void writer_submit(struct writer *w, struct change *c);
void writer_hook(struct writer *w, struct commit_hook hook);

/* --- the pool of readers --- */

/* An open connection; NULL when none came free in two seconds or the database cannot be reached. */
struct connection *store_take(struct store *s);
void store_give(struct store *s, struct connection *c);

/* Query names and states of the SQL standard are words of the program, never of a person. */
#define LOG_WORD(k, word) ((struct log_value){ .key = "" k, .literal = (word) })
