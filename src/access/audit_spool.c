/* Entries of a change that is too long for memory: they wait beside their statements. */
#include "access/audit_inside.h"
#include "base/buf.h"

enum { NOTE_ROOM = 8 << 20 };

/* The entry as it lies, and the words that it points to. */
static void pack(struct buf *b, const struct entry *e)
{
	buf_add(b, (struct str){ (const char *)e, sizeof *e });
	buf_add(b, (struct str){ (const char *)e->words.p, e->words.n });
}

enum err audit_spool(struct ctx *c, struct spool *s)
{
	const struct note *note = change_noted(c->change);
	struct buf b = buf_new(c->arena, NOTE_ROOM);

	for (const struct entry *e = note ? note->first : NULL; e; e = e->next)
		pack(&b, e);
	if (b.full)
		return ERR_TOO_BIG;
	return spool_add(s, c->change, str_bytes(buf_str(&b)));
}

void *audit_revive(struct arena *a, struct bytes packed)
{
	struct note *note = NEW(a, struct note);
	size_t at = 0;

	note->piece = true;
	while (packed.n - at >= sizeof(struct entry)) {
		struct entry *e = NEW(a, struct entry);
		memcpy(e, packed.p + at, sizeof *e);
		at += sizeof *e;
		e->next = NULL;
		e->words.p = e->words.n ? packed.p + at : NULL;
		at += e->words.n;
		if (note->last)
			note->last->next = e;
		else
			note->first = e;
		note->last = e;
	}
	return note;
}

enum err audit_commit_spool(struct ctx *c, struct spool *s)
{
	note_of(c)->piece = true;
	return store_commit_spool(c->house->records, c->change, s);
}
