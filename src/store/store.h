/* One query API over SQLite and PostgreSQL. Only queries compiled by tools/sqlgen can be run: there
 * is no way to pass a string. Reads gather in a batch (one round trip on PostgreSQL); writes are
 * changes that the one writer commits in groups. */
#pragma once
#include "base/arena.h"
#include "base/err.h"
#include "base/id.h"
#include "base/sealed.h"

/* How a value travels; types.def maps the schema's words to these. */
enum carried {
	CARRY_ID,
	CARRY_BLOB,
	CARRY_TEXT,
	CARRY_DAY,
	CARRY_INSTANT,
	CARRY_INT,
	CARRY_FLAG,
	CARRY_REAL
};

struct column {
	const char *name;
	enum carried carried;
	size_t at;     /* offsetof in the row struct */
	size_t has_at; /* offsetof of bool has_NAME, or SIZE_MAX when the column is NOT NULL */
};

/* What a query promises. EXEC: any number of rows change. EXEC_ONE: exactly one, else ERR_CONFLICT.
 * EXPECT: a SELECT inside a change that must find a row, else ERR_CONFLICT. */
enum shape {
	SHAPE_ONE,
	SHAPE_MAYBE,
	SHAPE_MANY,
	SHAPE_EACH,
	SHAPE_EXEC,
	SHAPE_EXEC_ONE,
	SHAPE_EXPECT
};

struct query {
	const char *name; /* "consent_live" */
	const char *from; /* "src/care/consent.sql:12" */
	const char *sql;
	const enum carried *params; /* $1 is params[0] */
	const struct column *columns;
	size_t nparams;
	size_t ncolumns;
	size_t row_size;
	enum shape shape;
	bool readonly;
};

/* A bound parameter; made by the generated functions. */
struct value {
	enum carried carried;
	bool null;
	int64_t i;
	double d;
	const void *p;
	size_t n;
};

struct store;
struct read;
struct change;

/* A schema file compiled into the program: name and text, in order of their numbers. */
struct schema_file {
	const char *name;
	const char *sql;
};

struct store_config {
	const char *sqlite_path;         /* one of the two */
	const char *postgres;            /* a libpq connection string */
	int readers;                     /* connections for pages; 4 when 0 */
	size_t cache_kib;                /* page cache of one reader on SQLite; 16 MiB when 0 */
	const struct schema_file *files; /* what store_open must find; NULL leaves that unchecked */
	size_t nfiles;
};

/* Opens, recovers and checks that the schema is the one compiled in (ERR_STORE when it must be
 * migrated first). The store belongs to the caller. */
enum err store_open(const struct store_config *config, struct store **out) NODISCARD;
/* Finishes what was submitted, then closes. */
void store_close(struct store *s);
bool store_is_postgres(const struct store *s);
/* Makes unreadable when the rows of a table were written, and in which order. PostgreSQL stamps
 * each row with the transaction that wrote it and leaves it where it was put: here all rows get one
 * stamp, and lie in the order of their primary key. Clustered tables of SQLite have neither, so
 * nothing is done. table has a column org and lives as long as the program. ERR_STORE, ERR_FULL,
 * ERR_BUSY: the table is as it was; somebody may have been reading it all the time. */
enum err store_settle(struct store *s, const char *table) NODISCARD;
/* Has the database prepare q, without running it, and compares the types of its columns with what q
 * promises. For tests, which call it for every query of the program on both databases. ERR_BUG when
 * q would not work. */
enum err store_check(struct store *s, const struct query *q) NODISCARD;

/* Brings the database to the files given: creates, or runs the missing ones, each in a transaction,
 * and checks that the ones that ran have not been edited since. Safe to run twice. *ran counts. */
enum err store_migrate(const struct store_config *config, const struct schema_file *files, size_t n,
                       int *ran) NODISCARD;

/* --- reading: one transaction a page --- */

/* Starts a batch of reads over one snapshot. Ends by itself when the arena is reset. NULL when no
 * connection can be had. */
struct read *read_begin(struct store *s, struct arena *a);
/* Asks; the answer is in *out after read_now. ONE, MAYBE: out is const ROW **; MANY: struct { const
 * ROW *at; size_t n; } *. What was asked a moment ago with the same values is not asked again: both
 * share the rows, so nobody goes back in the arena (arena_back) over a question. */
void read_ask(struct read *r, const struct query *q, const struct value *params, void *out);
/* Runs all that was asked. ERR_ABSENT when a SHAPE_ONE found nothing. */
enum err read_now(struct read *r) NODISCARD;
/* Runs q at once and calls row for each row; the row and what it points to are valid during the
 * call only. */
enum err read_each(struct read *r, const struct query *q, const struct value *params,
                   enum err (*row)(void *arg, const void *row), void *arg) NODISCARD;
/* Ends the transaction early and gives the connection back. */
void read_end(struct read *r);

/* --- writing: a change is all or nothing --- */

struct change *change_new(struct arena *a);
/* Adds a bound statement; values are copied into the change's arena. */
void change_add(struct change *c, const struct query *q, const struct value *params);
bool change_empty(const struct change *c);
/* Which statement failed its expectation in the last commit: the query's name, or NULL. */
const char *change_failed(const struct change *c);
/* Something that the commit hook needs to know of this change (access: its audit entries). */
void change_note(struct change *c, void *note);
void *change_noted(const struct change *c);

/* Hands the change to the writer and returns at once. done(arg, e) is called on the writer's thread
 * after the commit; until then the change and its arena must live. */
void store_submit(struct store *s, struct change *c, void (*done)(void *arg, enum err e),
                  void *arg);
/* The same, waiting. ERR_CONFLICT: an expectation failed, or a unique or foreign key was broken,
 * and nothing was changed. ERR_REPEATED: the same of a query named posted_insert, which always runs
 * first. ERR_BUG: any other rule of the schema was broken. ERR_FULL, ERR_STORE, ERR_BUSY: the whole
 * batch was given up; the change may be committed again. When PostgreSQL goes away during the
 * commit itself, ERR_STORE may be said of a change that was kept: only a form's token tells. */
enum err store_commit(struct store *s, struct change *c) NODISCARD;

/*
 * A change of any length, in memory that does not grow with it. Its pieces wait in a file without a
 * name, which nobody else can open and which is gone with the process; what lies there is what will
 * lie in the database. While it is committed nobody else's change is.
 */
struct spool;
/* A file in folder, which must take files without a name. Closed with a. ERR_STORE, ERR_FULL. */
enum err spool_open(struct arena *a, const char *folder, struct spool **out) NODISCARD;
/* Adds what c holds, which may then be let go, and what the commit hook needs to know of it (its
 * revive makes that a note again). */
enum err spool_add(struct spool *s, const struct change *c, struct bytes note) NODISCARD;
/* store_commit for c with everything in s behind it: all or nothing. */
enum err store_commit_spool(struct store *s, struct change *c, struct spool *pieces) NODISCARD;

/* The hook that sees every change on the writer's thread, in order of their commit. before runs
 * just ahead of the change and may add statements (change_add; they are forgotten when the change
 * ends); its error fails the change. after is called once for each before that gave OK: at once
 * when the change itself fails, after the commit when it is kept, with the error when the batch is
 * given up. A batch that met another program's writes is run again, before and all. */
struct commit_hook {
	enum err (*before)(void *arg, struct change *c);
	void (*after)(void *arg, struct change *c, enum err e);
	void *arg;
	/* The note of a piece, from what spool_add was given. before is called for each piece of a long
	 * change, after only for the change that they stand behind. */
	void *(*revive)(struct arena *a, struct bytes note);
};
/* True for the errors that undo one change; any other gives up the batch. */
bool change_alone(enum err e);
void store_hook(struct store *s, struct commit_hook hook);
