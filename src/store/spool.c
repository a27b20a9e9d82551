/* A change that is too long for memory: its statements wait in a file without a name. */
#define _GNU_SOURCE /* O_TMPFILE */
#include "base/fault.h"
#include "store/driver.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { PIECE_MEMORY = 64 << 20 };

struct spool {
	FILE *file;
	struct arena *arena; /* of the piece at hand */
	int64_t added;
	int64_t written;
};

static void spool_close(void *arg)
{
	struct spool *s = arg;

	if (s->file)
		(void)fclose(s->file);
	arena_free(s->arena);
}

enum err spool_open(struct arena *a, const char *folder, struct spool **out)
{
	struct spool *s = NEW(a, struct spool);
	int fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);

	*out = s;
	s->file = fd >= 0 ? fdopen(fd, "w+b") : NULL;
	s->arena = arena_new(PIECE_MEMORY);
	if (fd >= 0 && !s->file)
		(void)close(fd);
	if (s->file && s->arena) {
		arena_defer(a, spool_close, s);
		return OK;
	}
	spool_close(s);
	return errno == ENOSPC ? ERR_FULL : ERR_STORE;
}

/* --- writing --- */

static enum err put(struct spool *s, const void *p, size_t n)
{
	if (n == 0 || fwrite(p, 1, n, s->file) == n)
		return OK;
	return errno == ENOSPC || errno == EDQUOT ? ERR_FULL : ERR_STORE;
}

static bool pointed(const struct value *v)
{
	return !v->null && v->p;
}

/* Queries are of the program, and this process alone reads the file: their address will do. */
static enum err put_statement(struct spool *s, const struct bound *b)
{
	TRY(put(s, &b->q, sizeof b->q));
	TRY(put(s, b->params, b->q->nparams * sizeof *b->params));
	for (size_t i = 0; i < b->q->nparams; i++)
		if (pointed(&b->params[i]))
			TRY(put(s, b->params[i].p, b->params[i].n));
	return OK;
}

enum err spool_add(struct spool *s, const struct change *c, struct bytes note)
{
	TRY(put(s, &c->n, sizeof c->n));
	TRY(put(s, &note.n, sizeof note.n));
	TRY(put(s, note.p, note.n));
	for (const struct statement *one = c->first; one; one = one->next)
		TRY(put_statement(s, &one->bound));
	s->added++;
	return OK;
}

/* --- reading, on the writer's thread --- */

static enum err get(struct spool *s, void *p, size_t n)
{
	return n == 0 || fread(p, 1, n, s->file) == n ? OK : ERR_STORE;
}

static enum err get_bytes(struct spool *s, size_t n, const void **out)
{
	char *p = arena_alloc(s->arena, n + 1);

	*out = p;
	return get(s, p, n);
}

static enum err get_statement(struct spool *s, struct change *c)
{
	const struct query *q;
	struct value *params;

	TRY(get(s, (void *)&q, sizeof q));
	params = NEW_N(s->arena, struct value, q->nparams + 1);
	TRY(get(s, params, q->nparams * sizeof *params));
	for (size_t i = 0; i < q->nparams; i++)
		if (pointed(&params[i]))
			TRY(get_bytes(s, params[i].n, &params[i].p));
	change_add(c, q, params);
	return OK;
}

enum err spool_rewind(struct spool *s)
{
	s->written = 0;
	return fflush(s->file) == 0 && fseek(s->file, 0, SEEK_SET) == 0 ? OK : ERR_STORE;
}

enum err spool_next(struct spool *s, struct change **piece, struct bytes *note)
{
	struct change *c;
	const void *p;
	size_t n;

	*piece = NULL;
	arena_reset(s->arena);
	if (s->written == s->added)
		return OK;
	FAULT("spool-next", ERR_STORE);
	TRY(get(s, &n, sizeof n));
	TRY(get(s, &note->n, sizeof note->n));
	TRY(get_bytes(s, note->n, &p));
	note->p = p;
	c = change_new(s->arena);
	while (c->n < n)
		TRY(get_statement(s, c));
	s->written++;
	*piece = c;
	return OK;
}
