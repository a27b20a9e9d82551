#include "store/driver.h"

#include <string.h>

/* Where an answer goes, once it is there. */
struct wish {
	const struct ask *ask;
	void *out;
	struct wish *next;
};

enum { KNOWN_MOST = 64, PAGES_FROM = 1 << 20 };

struct read {
	struct store *store;
	struct connection *connection; /* NULL once ended */
	struct arena *arena;
	struct ask *first; /* to be run by the next read_now */
	struct ask **last;
	struct wish *wishes; /* to be answered by it */
	struct wish **last_wish;
	struct ask *known[KNOWN_MOST]; /* the last ones, in a ring */
	size_t nknown;
	enum err failed; /* the transaction is lost: every later answer is this */
	bool busy;       /* inside read_each */
};

/* Text, bytes and ids travel as a pointer; the rest as numbers. */
static bool is_pointed(enum carried c)
{
	return c == CARRY_ID || c == CARRY_BLOB || c == CARRY_TEXT;
}

/* What is much larger than a page lies beside the arena, as far as there is memory. */
static const void *value_copy(struct arena *a, const void *p, size_t n)
{
	void *big = n > PAGES_FROM ? arena_pages(a, n) : NULL;

	return big ? memcpy(big, p, n) : arena_str(a, (struct str){ p, n }).p;
}

const struct value *params_copy(struct arena *a, const struct query *q, const struct value *params)
{
	struct value *copy = q->nparams ? NEW_N(a, struct value, q->nparams) : NULL;

	for (size_t i = 0; i < q->nparams; i++) {
		copy[i] = params[i];
		copy[i].carried = q->params[i];
		if (params[i].null || !is_pointed(q->params[i]))
			continue;
		if (q->params[i] == CARRY_ID)
			copy[i].n = ID_BYTES;
		copy[i].p = value_copy(a, params[i].p, copy[i].n);
	}
	return copy;
}

/* --- rows --- */

bool ask_full(const struct ask *k)
{
	return k->n && k->bound.q->shape != SHAPE_MANY;
}

char *ask_row(struct ask *k, struct arena *a)
{
	size_t size = k->bound.q->row_size;
	char *wide;

	if (k->n == k->room) {
		k->room = k->room ? k->room * 2 : k->bound.q->shape == SHAPE_MANY ? 16 : 1;
		wide = arena_alloc(a, arena_size(k->room, size));
		if (k->n)
			memcpy(wide, k->rows, k->n * size);
		k->rows = wide;
	}
	return k->rows + size * k->n++;
}

static enum err null_put(const struct column *col)
{
	/* has_at is the flag of numbers and ids; an absent pointer stays NULL. A NULL that was not
	 * promised is a bug. */
	if (col->has_at != SIZE_MAX || col->carried == CARRY_BLOB || col->carried == CARRY_TEXT)
		return OK;
	log_event("unpromised-null", LOG_WORD("column", col->name));
	return ERR_BUG;
}

static enum err pointed_put(enum carried carried, char *at, const struct value *cell,
                            struct arena *a)
{
	struct bytes view = { cell->n ? cell->p : (const void *)"", cell->n };

	if (carried == CARRY_ID) {
		if (cell->n != ID_BYTES)
			return ERR_BUG;
		memcpy(at, cell->p, ID_BYTES);
		return OK;
	}
	if (a)
		view.p = (const uint8_t *)arena_str(a, (struct str){ (const char *)view.p, view.n }).p;
	/* struct str, sealed and bytes are all a pointer and a length. */
	memcpy(at, &view, sizeof view);
	return OK;
}

static void number_put(enum carried carried, char *at, const struct value *cell)
{
	struct day day = { (int32_t)cell->i };
	bool flag = cell->i != 0;

	if (carried == CARRY_DAY)
		memcpy(at, &day, sizeof day);
	else if (carried == CARRY_FLAG)
		memcpy(at, &flag, sizeof flag);
	else if (carried == CARRY_REAL)
		memcpy(at, &cell->d, sizeof cell->d);
	else
		memcpy(at, &cell->i, sizeof cell->i);
}

enum err cell_put(const struct column *col, char *row, const struct value *cell, struct arena *a)
{
	const bool has = true;

	_Static_assert(sizeof(struct bytes) == sizeof(struct str), "one layout for text and bytes");
	_Static_assert(sizeof(struct bytes) == sizeof(struct sealed),
	               "one layout for bytes and sealed");
	if (cell->null)
		return null_put(col);
	if (col->has_at != SIZE_MAX)
		memcpy(row + col->has_at, &has, sizeof has);
	if (is_pointed(col->carried))
		return pointed_put(col->carried, row + col->at, cell, a);
	number_put(col->carried, row + col->at, cell);
	return OK;
}

/* --- batches --- */

void read_end(struct read *r)
{
	if (!r || !r->connection)
		return;
	r->connection->driver->read_end(r->connection);
	store_give(r->store, r->connection);
	r->connection = NULL;
}

static void end_with_arena(void *r)
{
	read_end(r);
}

struct read *read_begin(struct store *s, struct arena *a)
{
	/* Memory first: the arena may jump away, and a connection taken before that would be lost. */
	struct read *r = NEW(a, struct read);

	*r = (struct read){ .store = s, .arena = a, .last = &r->first, .last_wish = &r->wishes };
	arena_defer(a, end_with_arena, r);
	r->connection = store_take(s);
	return r->connection ? r : NULL;
}

/* Only queries that sqlgen found to write nothing may run in a read. */
static bool may_run(struct read *r, const struct query *q)
{
	if (!r->connection || r->busy || !q->readonly) {
		log_event("refused-read", LOG_WORD("query", q->name));
		r->failed = r->failed ? r->failed : ERR_BUG;
	}
	return r->failed == OK;
}

static bool value_same(enum carried carried, const struct value *a, const struct value *b)
{
	if (a->null || b->null)
		return a->null && b->null;
	if (carried == CARRY_ID)
		return memcmp(a->p, b->p, ID_BYTES) == 0;
	if (is_pointed(carried))
		return a->n == b->n && (a->n == 0 || memcmp(a->p, b->p, a->n) == 0);
	return carried == CARRY_REAL ? memcmp(&a->d, &b->d, sizeof a->d) == 0 : a->i == b->i;
}

/* A snapshot has one answer to a question: what a page and its modules both ask is read once. */
static struct ask *asked_before(const struct read *r, const struct query *q,
                                const struct value *params)
{
	size_t n = r->nknown < KNOWN_MOST ? r->nknown : KNOWN_MOST;

	for (size_t i = 0; i < n; i++) {
		struct ask *k = r->known[i];
		size_t p = 0;
		if (k->bound.q != q)
			continue;
		while (p < q->nparams && value_same(q->params[p], &k->bound.params[p], &params[p]))
			p++;
		if (p == q->nparams)
			return k;
	}
	return NULL;
}

static struct ask *ask_new(struct read *r, const struct query *q, const struct value *params)
{
	struct ask *k = NEW(r->arena, struct ask);

	k->bound = (struct bound){ q, params_copy(r->arena, q, params), false };
	*r->last = k;
	r->last = &k->next;
	r->known[r->nknown++ % KNOWN_MOST] = k;
	return k;
}

void read_ask(struct read *r, const struct query *q, const struct value *params, void *out)
{
	struct wish *w;

	if (!r || !may_run(r, q))
		return;
	w = NEW(r->arena, struct wish);
	w->ask = asked_before(r, q, params);
	if (!w->ask)
		w->ask = ask_new(r, q, params);
	w->out = out;
	*r->last_wish = w;
	r->last_wish = &w->next;
}

/* Hands the rows over. ERR_ABSENT when the one row that was promised is not there. */
static enum err answer(const struct wish *w)
{
	const struct ask *k = w->ask;
	struct {
		const void *at;
		size_t n;
	} many = { k->rows, k->n };

	if (k->bound.q->shape == SHAPE_MANY)
		memcpy(w->out, &many, sizeof many);
	else
		memcpy(w->out, &many.at, sizeof many.at);
	return k->bound.q->shape == SHAPE_ONE && !k->n ? ERR_ABSENT : OK;
}

enum err read_now(struct read *r)
{
	struct ask *asks;
	enum err e = OK;

	if (!r)
		return ERR_STORE;
	if (r->failed || r->busy || !r->connection)
		return r->failed ? r->failed : ERR_BUG;
	asks = r->first;
	r->first = NULL;
	r->last = &r->first;
	if (asks)
		r->failed = r->connection->driver->read(r->connection, asks, r->arena);
	for (struct wish *w = r->wishes; w && !r->failed; w = w->next) {
		enum err one = answer(w);
		e = e ? e : one;
	}
	r->wishes = NULL;
	r->last_wish = &r->wishes;
	return r->failed ? r->failed : e;
}

enum err read_each(struct read *r, const struct query *q, const struct value *params,
                   enum err (*row)(void *arg, const void *row), void *arg)
{
	struct ask k = { .bound = { q, params, false } };
	struct each each = { row, arg, NULL };
	enum err e;

	if (!r)
		return ERR_STORE;
	/* What was asked before is answered before, so that the order of the code is the order of the
	 * reads. */
	TRY(read_now(r));
	if (!may_run(r, q))
		return r->failed;
	each.place = arena_alloc(r->arena, q->row_size);
	k.bound.params = params_copy(r->arena, q, params);
	r->busy = true;
	e = r->connection->driver->read_each(r->connection, &k, &each);
	r->busy = false;
	return e;
}
