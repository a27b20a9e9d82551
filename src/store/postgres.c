#include "base/fault.h"
#include "store/driver.h"
#include "store/pg.h"
#include "store/pg_wire.h"

#include <libpq-fe.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAME = 16, TRIES = 5, VALUE_MOST = 1 << 29 };

struct pg_statement {
	char name[NAME];
	bool ready;
};

/* --- errors --- */

/* By the codes of PostgreSQL's Appendix A; two letters stand for a class. */
static enum err state_error(const char *state)
{
	static const struct {
		const char *state;
		enum err e;
	} table[] = {
		{ "23505", ERR_CONFLICT }, { "23503", ERR_CONFLICT }, { "40", ERR_BUSY },
		{ "55P03", ERR_BUSY },     { "53100", ERR_FULL },     { "54", ERR_TOO_BIG },
		{ "22", ERR_BUG },         { "23", ERR_BUG },         { "42", ERR_BUG },
		{ "0A", ERR_BUG },         { "25006", ERR_BUG },
	};

	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (strncmp(state, table[i].state, strlen(table[i].state)) == 0)
			return table[i].e;
	return ERR_STORE;
}

static void log_failure(const PGresult *r, const char *state, enum err e, const char *what)
{
	const char *words = PQresultErrorField(r, PG_DIAG_MESSAGE_PRIMARY);

	log_event("postgres", LOG_WORD("query", what), LOG_WORD("state", state), LOG_ERR(e));
	/* Class 42 speaks of the statement only; any other text may hold values. */
	if (strncmp(state, "42", 2) == 0 && words)
		log_event("postgres-refused", LOG_WORD("query", what), LOG_WORD("because", words));
}

enum err pg_lose(struct pg *p)
{
	p->lost = true;
	return ERR_STORE;
}

static enum err result_error(struct pg *p, const char *what)
{
	const char *state;
	enum err e;

	switch (PQresultStatus(p->result)) {
	case PGRES_COMMAND_OK:
	case PGRES_TUPLES_OK:
	case PGRES_SINGLE_TUPLE:
	case PGRES_PIPELINE_SYNC:
		return OK;
	case PGRES_PIPELINE_ABORTED: /* an earlier answer said why */
		return ERR_STORE;
	case PGRES_EMPTY_QUERY:
	case PGRES_COPY_OUT:
	case PGRES_COPY_IN:
	case PGRES_COPY_BOTH:
	case PGRES_BAD_RESPONSE:
	case PGRES_NONFATAL_ERROR:
	case PGRES_FATAL_ERROR:
		break;
	}
	state = PQresultErrorField(p->result, PG_DIAG_SQLSTATE);
	state = state ? state : "";
	e = state_error(state);
	if (PQstatus(p->db) != CONNECTION_OK)
		e = pg_lose(p);
	if (e != ERR_CONFLICT)
		log_failure(p->result, state, e, what);
	return e;
}

/* --- answers --- */

static void let_go(struct pg *p)
{
	PQclear(p->result);
	p->result = NULL;
}

static enum err take_next(struct pg *p, const char *what)
{
	let_go(p);
	if (p->lost)
		return ERR_STORE;
	p->result = PQgetResult(p->db);
	return p->result ? result_error(p, what) : pg_lose(p);
}

/* The answer to one command, which stays in p->result until the next is taken. */
static enum err take(struct pg *p, const char *what)
{
	enum err e = take_next(p, what);
	PGresult *end;

	/* Every command's answers end with a NULL; there is only one answer when rows do not come
	 * singly. */
	while (!p->lost && (end = PQgetResult(p->db)) != NULL)
		PQclear(end);
	return e;
}

enum err pg_take_plain(struct pg *p, int n)
{
	enum err e = OK;

	while (n-- > 0 && !p->lost) {
		enum err one = take(p, "transaction");
		e = e ? e : one;
	}
	return e;
}

/* The end of a round trip: after it the connection may be used again, whatever failed. */
enum err pg_take_sync(struct pg *p)
{
	enum err e = take_next(p, "sync");

	if (e == OK && PQresultStatus(p->result) != PGRES_PIPELINE_SYNC)
		e = pg_lose(p);
	let_go(p);
	p->midway = p->lost;
	return e;
}

static enum err take_prepared(struct pg *p, const struct bound *b)
{
	struct pg_statement *s = prepared_get(&p->prepared, b->q);
	enum err e;

	if (!b->preparing)
		return OK;
	e = take(p, b->q->name);
	s->ready = e == OK;
	return e;
}

/* The answer to a bound query, and to its preparation if that was sent too. */
enum err pg_take_bound(struct pg *p, const struct bound *b)
{
	enum err prepared = take_prepared(p, b);
	enum err e = take(p, b->q->name);

	return prepared ? prepared : e;
}

bool pg_has_row(const struct pg *p)
{
	return PQntuples(p->result) > 0;
}

bool pg_changed_one(const struct pg *p)
{
	return strcmp(PQcmdTuples(p->result), "1") == 0;
}

bool pg_was(const struct pg *p, const char *command)
{
	return strcmp(PQcmdStatus(p->result), command) == 0;
}

/* --- questions --- */

static enum err sent(struct pg *p, int ok)
{
	return ok ? OK : pg_lose(p);
}

/* Nothing has gone out yet that has not been answered; from here until take_sync it has. */
enum err pg_open_trip(struct pg *p)
{
	FAULT("store-step", ERR_STORE);
	if (p->midway)
		return pg_lose(p);
	p->midway = true;
	return OK;
}

enum err pg_send_text(struct pg *p, const char *sql)
{
	return sent(p, PQsendQueryParams(p->db, sql, 0, NULL, NULL, NULL, NULL, 1));
}

enum err pg_send_sync(struct pg *p)
{
	return sent(p, PQpipelineSync(p->db));
}

static enum err send_prepare(struct pg *p, const struct query *q, struct pg_statement *s)
{
	Oid types[PG_PARAMS];

	if (q->nparams > PG_PARAMS)
		return ERR_BUG;
	for (size_t i = 0; i < q->nparams; i++)
		types[i] = pg_type_of(q->params[i]);
	return sent(p, PQsendPrepare(p->db, s->name, q->sql, (int)q->nparams, types));
}

static enum err statement(struct pg *p, const struct query *q, struct pg_statement **out)
{
	struct pg_statement *s = prepared_get(&p->prepared, q);

	*out = s;
	if (s)
		return OK;
	s = calloc(1, sizeof *s);
	if (!s || !prepared_keep(&p->prepared, q, s)) {
		free(s);
		return ERR_STORE;
	}
	(void)snprintf(s->name, sizeof s->name, "q%u", ++p->names);
	*out = s;
	return OK;
}

enum err pg_send_bound(struct pg *p, struct bound *b)
{
	struct pg_statement *s;
	struct pg_wire w;

	TRY(statement(p, b->q, &s));
	b->preparing = !s->ready;
	if (b->preparing)
		TRY(send_prepare(p, b->q, s));
	/* Taken back by take_prepared when the server refuses; until then the same query need not be
	 * sent again. */
	s->ready = true;
	for (size_t i = 0; i < b->q->nparams; i++) {
		if (b->params[i].n > VALUE_MOST)
			return ERR_TOO_BIG;
		pg_wire_put(&w, i, &b->params[i]);
	}
	return sent(p, PQsendQueryPrepared(p->db, s->name, (int)b->q->nparams, w.values, w.lengths,
	                                   w.formats, 1));
}

/* --- opening --- */

static void shut(struct pg *p)
{
	let_go(p);
	prepared_clear(&p->prepared, free);
	PQfinish(p->db);
	p->db = NULL;
	p->midway = p->reading = p->ending = false;
	p->begin_waits = p->writing = p->marked = p->back = false;
}

static void no_notice(void *arg, const PGresult *r)
{
	(void)arg;
	(void)r;
}

static enum err connect_db(struct pg *p)
{
	/* What stands before dbname is a default that the configuration may change. */
	static const char *const keys[] = { "connect_timeout",
		                                "tcp_user_timeout",
		                                "keepalives_idle",
		                                "fallback_application_name",
		                                "dbname",
		                                "client_encoding",
		                                NULL };
	const char *const values[] = {
		"3", "10000", "10", "kintsugi", p->connection.config->postgres, "UTF8", NULL
	};

	FAULT("store-step", ERR_STORE);
	p->db = PQconnectdbParams(keys, values, 1);
	if (PQstatus(p->db) != CONNECTION_OK)
		return ERR_STORE;
	PQsetNoticeReceiver(p->db, no_notice, NULL);
	return PQenterPipelineMode(p->db) ? OK : ERR_STORE;
}

/* A server that went away left a word of parting, then an end: both are read. Nothing waits on a
 * sound connection. */
static bool has_ended(struct pg *p)
{
	struct pollfd socket = { .fd = PQsocket(p->db), .events = POLLIN };

	while (PQstatus(p->db) == CONNECTION_OK && poll(&socket, 1, 0) > 0)
		if (!PQconsumeInput(p->db))
			return true;
	return PQstatus(p->db) != CONNECTION_OK;
}

/* True when the connection stands, as far as can be seen without a round trip. */
static bool is_alive(struct pg *p)
{
	if (!p->db || p->lost || p->midway)
		return false;
	if (p->ending) {
		p->ending = false;
		(void)take(p, "end of reading");
		(void)pg_take_sync(p);
	}
	return !p->lost && !has_ended(p);
}

static enum err pg_ready(struct connection *c)
{
	struct pg *p = pg(c);

	if (is_alive(p))
		return OK;
	shut(p);
	p->lost = connect_db(p) != OK;
	if (!p->lost)
		return OK;
	log_event("postgres-not-reached", LOG_INT("role", c->role));
	shut(p);
	return ERR_STORE;
}

static struct connection *pg_make(void)
{
	struct pg *p = calloc(1, sizeof *p);

	return p ? &p->connection : NULL;
}

static void pg_unmake(struct connection *c)
{
	shut(pg(c));
	free(c);
}

/* --- rows --- */

static struct value cell_at(const PGresult *r, int row, int col, enum carried carried)
{
	if (PQgetisnull(r, row, col))
		return (struct value){ .carried = carried, .null = true };
	return pg_wire_get(PQftype(r, col), carried, PQgetvalue(r, row, col),
	                   (size_t)PQgetlength(r, row, col));
}

static enum err columns_fit(const PGresult *r, const struct query *q)
{
	bool fit = (size_t)PQnfields(r) == q->ncolumns;

	for (size_t i = 0; fit && i < q->ncolumns; i++) {
		fit = pg_type_fits(PQftype(r, (int)i), q->columns[i].carried);
		if (!fit)
			log_event("postgres-type", LOG_WORD("from", q->from),
			          LOG_WORD("column", q->columns[i].name), LOG_INT("type", PQftype(r, (int)i)));
	}
	return fit ? OK : ERR_BUG;
}

static enum err row_put(const PGresult *r, int n, const struct query *q, char *row, struct arena *a)
{
	for (size_t i = 0; i < q->ncolumns; i++) {
		struct value v = cell_at(r, n, (int)i, q->columns[i].carried);
		TRY(cell_put(&q->columns[i], row, &v, a));
	}
	return OK;
}

static enum err rows_put(const PGresult *r, struct ask *k, struct arena *a)
{
	enum err e = columns_fit(r, k->bound.q);

	for (int n = 0; e == OK && n < PQntuples(r) && !ask_full(k); n++)
		e = row_put(r, n, k->bound.q, ask_row(k, a), a);
	return e;
}

/* --- reading --- */

/* Sends BEGIN when no transaction is open; *n counts the answers to wait for. */
static enum err send_begin_read(struct pg *p, int *n)
{
	*n = !p->reading;
	if (p->reading)
		return OK;
	p->reading = true;
	return pg_send_text(p, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
}

/* One round trip for all. */
static enum err pg_read(struct connection *c, struct ask *asks, struct arena *a)
{
	struct pg *p = pg(c);
	enum err e, one;
	int n;

	TRY(pg_open_trip(p));
	TRY(send_begin_read(p, &n));
	for (struct ask *k = asks; k; k = k->next)
		TRY(pg_send_bound(p, &k->bound));
	TRY(pg_send_sync(p));
	e = pg_take_plain(p, n);
	for (struct ask *k = asks; k && !p->lost; k = k->next) {
		one = pg_take_bound(p, &k->bound);
		if (e == OK && one == OK)
			one = rows_put(p->result, k, a);
		e = e ? e : one;
	}
	one = pg_take_sync(p);
	return e ? e : one;
}

/* Rows come singly, so that a long answer is never held whole. After an error the rest is taken and
 * passed over. */
static enum err take_each(struct pg *p, const struct query *q, const struct each *each)
{
	enum err e = take_next(p, q->name);

	if (e == OK)
		e = columns_fit(p->result, q);
	while (p->result && PQresultStatus(p->result) == PGRES_SINGLE_TUPLE) {
		memset(each->place, 0, q->row_size);
		if (e == OK)
			e = row_put(p->result, 0, q, each->place, NULL);
		if (e == OK)
			e = each->row(each->arg, each->place);
		enum err next = take_next(p, q->name);
		e = e ? e : next;
	}
	let_go(p);
	return p->lost || PQgetResult(p->db) == NULL ? e : pg_lose(p);
}

static enum err pg_read_each(struct connection *c, struct ask *k, const struct each *each)
{
	struct pg *p = pg(c);
	enum err e, one;
	int n;

	TRY(pg_open_trip(p));
	TRY(send_begin_read(p, &n));
	TRY(pg_send_bound(p, &k->bound));
	TRY(pg_send_sync(p));
	e = pg_take_plain(p, n);
	one = take_prepared(p, &k->bound);
	e = e ? e : one;
	one = PQsetSingleRowMode(p->db) ? OK : pg_lose(p);
	e = e ? e : one;
	one = take_each(p, k->bound.q, each);
	e = e ? e : one;
	one = pg_take_sync(p);
	return e ? e : one;
}

static void pg_read_end(struct connection *c)
{
	struct pg *p = pg(c);

	let_go(p);
	p->lost = p->lost || p->midway;
	if (p->lost || !p->reading)
		return;
	p->reading = false;
	p->ending = pg_send_text(p, "COMMIT") == OK && pg_send_sync(p) == OK;
}

static enum err pg_check(struct connection *c, const struct query *q)
{
	struct pg *p = pg(c);
	struct bound b = { .q = q };
	struct pg_statement *s;
	enum err e, one;

	TRY(statement(p, q, &s));
	TRY(pg_open_trip(p));
	b.preparing = !s->ready;
	if (b.preparing)
		TRY(send_prepare(p, q, s));
	TRY(sent(p, PQsendDescribePrepared(p->db, s->name)));
	TRY(pg_send_sync(p));
	e = take_prepared(p, &b);
	one = take(p, q->name);
	if (one == OK && q->shape != SHAPE_EXPECT)
		one = columns_fit(p->result, q);
	e = e ? e : one;
	one = pg_take_sync(p);
	return e ? e : one;
}

/* --- schema files: several statements in one text, which a pipeline cannot carry --- */

static enum err pg_script(struct connection *c, const char *sql)
{
	struct pg *p = pg(c);
	enum err e;

	if (p->begin_waits) {
		p->begin_waits = false;
		p->writing = true;
		TRY(pg_script(c, "BEGIN"));
	}
	let_go(p);
	if (!PQexitPipelineMode(p->db))
		return pg_lose(p);
	p->result = PQexec(p->db, sql);
	e = p->result ? result_error(p, "schema") : pg_lose(p);
	let_go(p);
	return PQenterPipelineMode(p->db) ? e : pg_lose(p);
}

static enum err pg_lock(struct connection *c)
{
	/* The number only has to be the same in every program of this name: "kintsugi" in ASCII. */
	return pg_script(c, "SELECT pg_advisory_lock(7739838881045243753)");
}

const struct driver postgres_driver = {
	.postgres = true,
	.tries = TRIES,
	.make = pg_make,
	.unmake = pg_unmake,
	.ready = pg_ready,
	.read = pg_read,
	.read_each = pg_read_each,
	.read_end = pg_read_end,
	.check = pg_check,
	.write_begin = pg_write_begin,
	.write_run = pg_write_run,
	.write_undo = pg_write_undo,
	.write_commit = pg_write_commit,
	.write_rollback = pg_write_rollback,
	.script = pg_script,
	.lock = pg_lock,
};
