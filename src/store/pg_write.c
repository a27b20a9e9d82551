/* Changes on PostgreSQL: one round trip each. What postgres.c offers is all that is known of libpq
 * here. */
#include "store/pg.h"

/* BEGIN goes out with the first change, and what becomes of a savepoint with the next: one round
 * trip a change. */
enum err pg_write_begin(struct connection *c)
{
	pg(c)->begin_waits = true;
	return OK;
}

static enum err send_ahead(struct pg *p, int *n)
{
	*n = 0;
	if (p->begin_waits) {
		p->begin_waits = false;
		p->writing = true;
		++*n;
		TRY(pg_send_text(p, "BEGIN ISOLATION LEVEL SERIALIZABLE"));
	}
	if (p->back) {
		++*n;
		TRY(pg_send_text(p, "ROLLBACK TO SAVEPOINT change"));
	}
	if (p->marked) {
		++*n;
		TRY(pg_send_text(p, "RELEASE SAVEPOINT change"));
	}
	p->marked = p->back = false;
	return OK;
}

static bool is_met(const struct pg *p, enum shape shape)
{
	if (shape == SHAPE_EXPECT)
		return pg_has_row(p);
	return shape != SHAPE_EXEC_ONE || pg_changed_one(p);
}

static enum err take_statement(struct pg *p, struct change *change, const struct bound *b)
{
	enum err e = pg_take_bound(p, b);

	if (e == ERR_CONFLICT || (e == OK && !is_met(p, b->q->shape)))
		return change_refused(change, b->q);
	if (e == ERR_BUG)
		change->failed = b->q->name;
	return e;
}

static enum err take_change(struct pg *p, struct change *change, int ahead)
{
	enum err e = pg_take_plain(p, ahead), one;

	/* The first that failed says why; what follows it is undone and only has to be taken. */
	for (struct statement *s = change->first; s && !p->lost; s = s->next) {
		if (e == OK)
			e = take_statement(p, change, &s->bound);
		else
			(void)pg_take_bound(p, &s->bound);
	}
	one = pg_take_sync(p);
	return p->lost || e == OK ? one : e;
}

enum err pg_write_run(struct connection *c, struct change *change)
{
	struct pg *p = pg(c);
	int n;

	TRY(pg_open_trip(p));
	TRY(send_ahead(p, &n));
	TRY(pg_send_text(p, "SAVEPOINT change"));
	p->marked = true;
	for (struct statement *s = change->first; s; s = s->next)
		TRY(pg_send_bound(p, &s->bound));
	TRY(pg_send_sync(p));
	return take_change(p, change, n + 1);
}

enum err pg_write_undo(struct connection *c)
{
	struct pg *p = pg(c);

	p->back = p->marked;
	return p->lost || p->midway ? pg_lose(p) : OK;
}

static enum err end_write(struct pg *p, const char *how, bool *done)
{
	enum err e, one;
	int n;

	TRY(pg_open_trip(p));
	TRY(send_ahead(p, &n));
	TRY(pg_send_text(p, how));
	TRY(pg_send_sync(p));
	e = pg_take_plain(p, n + 1);
	/* COMMIT of a transaction that had failed is answered by ROLLBACK, without an error. */
	*done = e == OK && pg_was(p, how);
	one = pg_take_sync(p);
	p->writing = false;
	return e ? e : one;
}

enum err pg_write_commit(struct connection *c)
{
	struct pg *p = pg(c);
	bool done;

	p->begin_waits = false;
	if (!p->writing)
		return OK;
	TRY(end_write(p, "COMMIT", &done));
	return done ? OK : ERR_STORE;
}

void pg_write_rollback(struct connection *c)
{
	struct pg *p = pg(c);
	bool done = false;

	p->begin_waits = p->marked = p->back = false;
	p->lost = p->lost || p->midway;
	if (p->lost || !p->writing)
		return;
	/* A connection that cannot roll back is closed, which does. */
	if (end_write(p, "ROLLBACK", &done) != OK || !done)
		p->lost = true;
}
