/* Private to this room: one conversation with PostgreSQL in pipeline mode. A round trip is
 * pg_open_trip, then everything to be sent, pg_send_sync, then one answer taken for everything
 * sent, in order, and pg_take_sync. Whoever leaves it midway loses the connection, which is made
 * again at the next use. */
#pragma once
#include "store/driver.h"

struct pg {
	struct connection connection;
	struct pg_conn *db;
	struct pg_result *result; /* the answer in hand */
	struct prepared prepared;
	unsigned names; /* statements named so far */
	bool lost;      /* connect again before the next use */
	bool midway;    /* answers are still to be taken; whoever jumps away now loses the connection */
	bool reading;   /* a read transaction is open */
	bool ending;    /* its COMMIT was sent, and the answer is taken at the next use */
	bool begin_waits; /* BEGIN goes out with the first change */
	bool writing;     /* a write transaction is open */
	bool marked;      /* the last change's savepoint stands */
	bool back;        /* and is to be gone back to */
};

static inline struct pg *pg(struct connection *c)
{
	return (struct pg *)c;
}

/* Marks the connection as lost; ERR_STORE, to be returned. */
enum err pg_lose(struct pg *p);

/* Begins a round trip. ERR_STORE when the last one was left midway. */
enum err pg_open_trip(struct pg *p);
/* Sends a statement without parameters. */
enum err pg_send_text(struct pg *p, const char *sql);
/* Sends b, and its text before it when this connection has not prepared it. */
enum err pg_send_bound(struct pg *p, struct bound *b);
enum err pg_send_sync(struct pg *p);

/* Takes n answers to pg_send_text and returns the first error; the last answer stays in hand. */
enum err pg_take_plain(struct pg *p, int n);
/* Takes the answer to pg_send_bound; it stays in hand. */
enum err pg_take_bound(struct pg *p, const struct bound *b);
/* Ends the round trip. */
enum err pg_take_sync(struct pg *p);

/* Of the answer in hand: it has a row; it changed exactly one; it is that of this command. */
bool pg_has_row(const struct pg *p);
bool pg_changed_one(const struct pg *p);
bool pg_was(const struct pg *p, const char *command);

/* The writing half of the driver; see struct driver. */
enum err pg_write_begin(struct connection *c);
enum err pg_write_run(struct connection *c, struct change *change);
enum err pg_write_undo(struct connection *c);
enum err pg_write_commit(struct connection *c);
void pg_write_rollback(struct connection *c);
