#include "base/fault.h"
#include "store/driver.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { CACHE_KIB = 8 * 1024, BUSY_MS = 5000 };

/* The statements that hold a transaction together. */
enum step { BEGIN_READ, BEGIN_WRITE, COMMIT, ROLLBACK, MARK, RELEASE, BACK, STEPS };

static const char *const step_sql[STEPS] = {
	[BEGIN_READ] = "BEGIN",        [BEGIN_WRITE] = "BEGIN IMMEDIATE", [COMMIT] = "COMMIT",
	[ROLLBACK] = "ROLLBACK",       [MARK] = "SAVEPOINT change",       [RELEASE] = "RELEASE change",
	[BACK] = "ROLLBACK TO change",
};

struct lite {
	struct connection connection;
	sqlite3 *db;
	sqlite3_stmt *steps[STEPS];
	struct prepared prepared;
	sqlite3_stmt *running; /* one at a time */
	bool lost;             /* the file misbehaved: open again before the next use */
	bool fresh;            /* a write transaction that no change has run in */
	bool marked;           /* the last change ran in a savepoint */
};

/* at[i] is where SQLite put $i+1, which it takes for a name and numbers by first appearance. */
struct lite_statement {
	sqlite3_stmt *stmt;
	int at[];
};

static struct lite *lite(struct connection *c)
{
	return (struct lite *)c;
}

/* --- errors --- */

static enum err constraint_error(int code)
{
	switch (code) {
	case SQLITE_CONSTRAINT_UNIQUE:
	case SQLITE_CONSTRAINT_PRIMARYKEY:
	case SQLITE_CONSTRAINT_ROWID:
	case SQLITE_CONSTRAINT_FOREIGNKEY:
		return ERR_CONFLICT;
	default:
		return ERR_BUG;
	}
}

/* Why the system last refused the file or its log. sqlite3_system_errno has forgotten after a
 * failed COMMIT. */
static bool is_out_of_room(const struct lite *l)
{
	static const int files[] = { SQLITE_FCNTL_FILE_POINTER, SQLITE_FCNTL_JOURNAL_POINTER };

	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		sqlite3_file *f = NULL;
		int e = 0;
		if (sqlite3_file_control(l->db, "main", files[i], &f) != SQLITE_OK || !f || !f->pMethods)
			continue;
		(void)f->pMethods->xFileControl(f, SQLITE_FCNTL_LAST_ERRNO, &e);
		if (e == ENOSPC || e == EDQUOT || e == EFBIG)
			return true;
	}
	return false;
}

static enum err error_kind(struct lite *l, int code)
{
	switch (code & 0xff) {
	case SQLITE_OK:
	case SQLITE_ROW:
	case SQLITE_DONE:
		return OK;
	case SQLITE_CONSTRAINT:
		return constraint_error(code);
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return ERR_BUSY;
	case SQLITE_FULL:
		return ERR_FULL;
	case SQLITE_TOOBIG:
		return ERR_TOO_BIG;
	case SQLITE_ERROR:
	case SQLITE_MISMATCH:
	case SQLITE_MISUSE:
	case SQLITE_RANGE:
		return ERR_BUG;
	case SQLITE_NOMEM:
		return ERR_STORE;
	default:
		l->lost = true;
		return is_out_of_room(l) ? ERR_FULL : ERR_STORE;
	}
}

static enum err error_of(struct lite *l, int code, const char *what)
{
	enum err e = error_kind(l, code);

	/* The text of the error may hold values, so only its number is told. */
	if (e != OK && e != ERR_CONFLICT)
		log_event("sqlite", LOG_WORD("query", what), LOG_INT("code", code), LOG_ERR(e));
	return e;
}

/* --- opening --- */

static void drop_statement(void *value)
{
	struct lite_statement *s = value;

	sqlite3_finalize(s->stmt);
	free(s);
}

static void shut(struct lite *l)
{
	l->running = NULL;
	prepared_clear(&l->prepared, drop_statement);
	for (int i = 0; i < STEPS; i++) {
		sqlite3_finalize(l->steps[i]);
		l->steps[i] = NULL;
	}
	sqlite3_close(l->db);
	l->db = NULL;
}

/* Made readable by its owner alone, whatever the umask; its log files inherit that. */
static enum err create_file(const char *path)
{
	int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

	if (fd < 0)
		return errno == EEXIST ? OK : ERR_STORE;
	close(fd);
	return OK;
}

static int set_options(sqlite3 *db)
{
	static const struct {
		int option;
		int on;
	} options[] = {
		{ SQLITE_DBCONFIG_DQS_DML, 0 },        { SQLITE_DBCONFIG_DQS_DDL, 0 },
		{ SQLITE_DBCONFIG_ENABLE_FKEY, 1 },    { SQLITE_DBCONFIG_DEFENSIVE, 1 },
		{ SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
	};
	int rc = SQLITE_OK;

	for (size_t i = 0; i < sizeof options / sizeof *options && rc == SQLITE_OK; i++)
		rc = sqlite3_db_config(db, options[i].option, options[i].on, NULL);
	return rc;
}

static int set_pragmas(struct lite *l)
{
	size_t kib = l->connection.config->cache_kib ? l->connection.config->cache_kib : CACHE_KIB;
	char text[400];

	/* Pages of 8 KiB, of a file that is new: sealed values of 1 to 2 KiB lie in them and not in
	 * pages of their own, which makes the file a third smaller and a page's reads a third fewer. No
	 * mmap: an I/O error must be an error code, not a signal. */
	(void)snprintf(text, sizeof text,
	               "PRAGMA page_size=8192; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
	               "PRAGMA secure_delete=ON; PRAGMA mmap_size=0; PRAGMA temp_store=MEMORY;"
	               "PRAGMA cell_size_check=ON; PRAGMA cache_size=-%zu; PRAGMA query_only=%d;"
	               "SELECT count(*) FROM sqlite_schema",
	               kib, l->connection.role == ROLE_READER);
	return sqlite3_exec(l->db, text, NULL, NULL, NULL);
}

static enum err open_db(struct lite *l)
{
	const char *path = l->connection.config->sqlite_path;
	int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE |
	            SQLITE_OPEN_EXRESCODE;
	int rc;

	FAULT("store-step", ERR_STORE);
	if (l->connection.role == ROLE_MAKER)
		TRY(create_file(path));
	rc = sqlite3_open_v2(path, &l->db, flags, NULL);
	if (rc == SQLITE_OK)
		rc = sqlite3_busy_timeout(l->db, BUSY_MS);
	if (rc == SQLITE_OK)
		rc = set_options(l->db);
	if (rc == SQLITE_OK)
		rc = set_pragmas(l);
	for (int i = 0; i < STEPS && rc == SQLITE_OK; i++)
		rc = sqlite3_prepare_v3(l->db, step_sql[i], -1, SQLITE_PREPARE_PERSISTENT, &l->steps[i],
		                        NULL);
	return rc == SQLITE_OK ? OK : ERR_STORE;
}

static enum err lite_ready(struct connection *c)
{
	struct lite *l = lite(c);

	if (l->db && !l->lost)
		return OK;
	shut(l);
	if (open_db(l) == OK) {
		l->lost = false;
		return OK;
	}
	log_event("sqlite-not-opened", LOG_INT("code", l->db ? sqlite3_extended_errcode(l->db) : 0));
	shut(l);
	return ERR_STORE;
}

static struct connection *lite_make(void)
{
	struct lite *l = calloc(1, sizeof *l);

	return l ? &l->connection : NULL;
}

static void lite_unmake(struct connection *c)
{
	struct lite *l = lite(c);

	/* The log is folded in, so that a copy of the one file is a copy of everything. */
	if (l->db && c->role != ROLE_READER)
		(void)sqlite3_exec(l->db, "PRAGMA wal_checkpoint(TRUNCATE)", NULL, NULL, NULL);
	shut(l);
	free(l);
}

/* --- statements --- */

static enum err step(struct lite *l, enum step which)
{
	int rc;

	FAULT("store-step", ERR_STORE);
	(void)sqlite3_step(l->steps[which]);
	rc = sqlite3_reset(l->steps[which]);
	return error_of(l, rc, step_sql[which]);
}

static enum err compile(struct lite *l, const struct query *q, struct lite_statement *s)
{
	char name[24];
	int rc = sqlite3_prepare_v3(l->db, q->sql, -1, SQLITE_PREPARE_PERSISTENT, &s->stmt, NULL);

	if (rc != SQLITE_OK) {
		/* No value has been bound yet, so the text is only SQL. */
		log_event("sqlite-refused", LOG_WORD("from", q->from),
		          LOG_WORD("because", sqlite3_errmsg(l->db)));
		return error_of(l, rc, q->name);
	}
	for (size_t i = 0; i < q->nparams; i++) {
		(void)snprintf(name, sizeof name, "$%zu", i + 1);
		s->at[i] = sqlite3_bind_parameter_index(s->stmt, name);
	}
	return OK;
}

static enum err statement(struct lite *l, const struct query *q, struct lite_statement **out)
{
	struct lite_statement *s = prepared_get(&l->prepared, q);
	enum err e;

	*out = s;
	if (s)
		return OK;
	s = calloc(1, sizeof *s + q->nparams * sizeof s->at[0]);
	if (!s)
		return ERR_STORE;
	e = compile(l, q, s);
	if (e == OK && !prepared_keep(&l->prepared, q, s))
		e = ERR_STORE;
	if (e != OK) {
		drop_statement(s);
		return e;
	}
	*out = s;
	return OK;
}

static int bind_one(sqlite3_stmt *stmt, int at, const struct value *v)
{
	/* What is bound outlives the run: it lies in the arena of the read or change. */
	const void *p = v->p ? v->p : "";

	if (v->null)
		return sqlite3_bind_null(stmt, at);
	switch (v->carried) {
	case CARRY_ID:
	case CARRY_BLOB:
		return sqlite3_bind_blob64(stmt, at, p, v->n, SQLITE_STATIC);
	case CARRY_TEXT:
		return sqlite3_bind_text64(stmt, at, p, v->n, SQLITE_STATIC, SQLITE_UTF8);
	case CARRY_REAL:
		return sqlite3_bind_double(stmt, at, v->d);
	case CARRY_DAY:
	case CARRY_INSTANT:
	case CARRY_INT:
	case CARRY_FLAG:
		return sqlite3_bind_int64(stmt, at, v->i);
	}
	return SQLITE_MISUSE;
}

/* A statement with its values, about to take its first step. */
static enum err start(struct lite *l, const struct bound *b, sqlite3_stmt **out)
{
	struct lite_statement *s;
	int rc = SQLITE_OK;

	FAULT("store-step", ERR_STORE);
	TRY(statement(l, b->q, &s));
	for (size_t i = 0; i < b->q->nparams && rc == SQLITE_OK; i++)
		if (s->at[i])
			rc = bind_one(s->stmt, s->at[i], &b->params[i]);
	*out = l->running = s->stmt;
	return error_of(l, rc, b->q->name);
}

/* Ends a run and lets go of the values. */
static enum err finish(struct lite *l, sqlite3_stmt *stmt, const char *name)
{
	int rc = sqlite3_reset(stmt);

	l->running = NULL;
	sqlite3_clear_bindings(stmt);
	return error_of(l, rc, name);
}

/* --- reading --- */

static struct value cell_at(sqlite3_stmt *stmt, int i, enum carried carried)
{
	struct value v = { .carried = carried };

	v.null = sqlite3_column_type(stmt, i) == SQLITE_NULL;
	if (v.null)
		return v;
	if (carried == CARRY_REAL) {
		v.d = sqlite3_column_double(stmt, i);
	} else if (carried == CARRY_TEXT) {
		v.p = sqlite3_column_text(stmt, i);
		v.n = (size_t)sqlite3_column_bytes(stmt, i);
	} else if (carried == CARRY_ID || carried == CARRY_BLOB) {
		v.p = sqlite3_column_blob(stmt, i);
		v.n = (size_t)sqlite3_column_bytes(stmt, i);
	} else {
		v.i = sqlite3_column_int64(stmt, i);
	}
	return v;
}

static enum err row_put(sqlite3_stmt *stmt, const struct query *q, char *row, struct arena *a)
{
	if ((size_t)sqlite3_column_count(stmt) != q->ncolumns)
		return ERR_BUG;
	for (size_t i = 0; i < q->ncolumns; i++) {
		struct value v = cell_at(stmt, (int)i, q->columns[i].carried);
		TRY(cell_put(&q->columns[i], row, &v, a));
	}
	return OK;
}

static enum err begin_read(struct lite *l)
{
	return sqlite3_get_autocommit(l->db) ? step(l, BEGIN_READ) : OK;
}

static enum err read_one(struct lite *l, struct ask *k, struct arena *a)
{
	sqlite3_stmt *stmt;
	enum err e = OK, ended;

	TRY(start(l, &k->bound, &stmt));
	while (e == OK && !ask_full(k) && sqlite3_step(stmt) == SQLITE_ROW)
		e = row_put(stmt, k->bound.q, ask_row(k, a), a);
	ended = finish(l, stmt, k->bound.q->name);
	return e ? e : ended;
}

static enum err lite_read(struct connection *c, struct ask *asks, struct arena *a)
{
	TRY(begin_read(lite(c)));
	for (struct ask *k = asks; k; k = k->next)
		TRY(read_one(lite(c), k, a));
	return OK;
}

static enum err lite_read_each(struct connection *c, struct ask *k, const struct each *each)
{
	struct lite *l = lite(c);
	sqlite3_stmt *stmt;
	enum err e = OK, ended;

	TRY(begin_read(l));
	TRY(start(l, &k->bound, &stmt));
	while (e == OK && sqlite3_step(stmt) == SQLITE_ROW) {
		memset(each->place, 0, k->bound.q->row_size);
		e = row_put(stmt, k->bound.q, each->place, NULL);
		if (e == OK)
			e = each->row(each->arg, each->place);
	}
	ended = finish(l, stmt, k->bound.q->name);
	return e ? e : ended;
}

static void lite_read_end(struct connection *c)
{
	struct lite *l = lite(c);

	/* A jump out of a full arena may have left a statement in the middle of its rows. */
	if (l->running)
		(void)finish(l, l->running, "read_end");
	if (!sqlite3_get_autocommit(l->db) && step(l, COMMIT) != OK)
		l->lost = true;
}

static enum err lite_check(struct connection *c, const struct query *q)
{
	struct lite_statement *s;

	TRY(statement(lite(c), q, &s));
	for (size_t i = 0; i < q->nparams; i++)
		if (!s->at[i])
			return ERR_BUG;
	if (q->shape == SHAPE_EXPECT || (size_t)sqlite3_column_count(s->stmt) == q->ncolumns)
		return OK;
	return ERR_BUG;
}

/* --- writing --- */

static enum err lite_write_begin(struct connection *c)
{
	lite(c)->fresh = true;
	return step(lite(c), BEGIN_WRITE);
}

static bool is_met(struct lite *l, enum shape shape, int rc)
{
	if (shape == SHAPE_EXPECT)
		return rc == SQLITE_ROW;
	return shape != SHAPE_EXEC_ONE || sqlite3_changes64(l->db) == 1;
}

static enum err write_one(struct lite *l, struct change *change, const struct bound *b)
{
	enum shape shape = b->q->shape;
	sqlite3_stmt *stmt;
	bool met;
	enum err e;
	int rc;

	TRY(start(l, b, &stmt));
	do
		rc = sqlite3_step(stmt);
	while (rc == SQLITE_ROW && shape != SHAPE_EXPECT);
	met = is_met(l, shape, rc);
	e = finish(l, stmt, b->q->name);
	if (e == ERR_CONFLICT || (e == OK && !met))
		return change_refused(change, b->q);
	if (e == ERR_BUG)
		change->failed = b->q->name;
	return e;
}

/* An error may have made SQLite give up the whole transaction; then there is no savepoint to go
 * back to. */
static enum err unless_given_up(const struct lite *l, enum err e)
{
	return e != OK && sqlite3_get_autocommit(l->db) ? ERR_STORE : e;
}

/* In a savepoint SQLite copies every page before it is changed, and walks over all those copies at
 * the end of every statement that could fail half-way: a change of thousands of statements would
 * cost their square. The first one needs no savepoint: to undo it is to begin anew. */
static enum err lite_write_run(struct connection *c, struct change *change)
{
	struct lite *l = lite(c);
	enum err e = OK;

	l->marked = !l->fresh;
	l->fresh = false;
	if (l->marked)
		TRY(step(l, MARK));
	for (struct statement *s = change->first; s && e == OK; s = s->next)
		e = write_one(l, change, &s->bound);
	if (e == OK)
		return l->marked ? step(l, RELEASE) : OK;
	return e == ERR_FULL ? e : unless_given_up(l, e);
}

static enum err lite_write_undo(struct connection *c)
{
	struct lite *l = lite(c);

	TRY(step(l, l->marked ? BACK : ROLLBACK));
	return l->marked ? step(l, RELEASE) : lite_write_begin(c);
}

static enum err lite_write_commit(struct connection *c)
{
	return step(lite(c), COMMIT);
}

static void lite_write_rollback(struct connection *c)
{
	struct lite *l = lite(c);

	/* A connection that cannot even roll back is closed, which does. */
	if (l->db && !sqlite3_get_autocommit(l->db) && step(l, ROLLBACK) != OK)
		l->lost = true;
}

static enum err lite_script(struct connection *c, const char *sql)
{
	struct lite *l = lite(c);
	int rc = sqlite3_exec(l->db, sql, NULL, NULL, NULL);

	if (rc != SQLITE_OK)
		log_event("sqlite-schema", LOG_WORD("because", sqlite3_errmsg(l->db)));
	return error_of(l, rc, "schema");
}

/* BEGIN IMMEDIATE is the lock. */
static enum err lite_lock(struct connection *c)
{
	(void)c;
	return OK;
}

const struct driver sqlite_driver = {
	.postgres = false,
	.tries = 1,
	.make = lite_make,
	.unmake = lite_unmake,
	.ready = lite_ready,
	.read = lite_read,
	.read_each = lite_read_each,
	.read_end = lite_read_end,
	.check = lite_check,
	.write_begin = lite_write_begin,
	.write_run = lite_write_run,
	.write_undo = lite_write_undo,
	.write_commit = lite_write_commit,
	.write_rollback = lite_write_rollback,
	.script = lite_script,
	.lock = lite_lock,
};
