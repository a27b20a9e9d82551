#include "store/driver.h"

#include <stdlib.h>

static size_t slot(const struct prepared *p, const struct query *q)
{
	size_t at = ((uintptr_t)q >> 4) * 0x9E3779B1u;

	for (at &= p->room - 1; p->keys[at] && p->keys[at] != q; at = (at + 1) & (p->room - 1))
		continue;
	return at;
}

void *prepared_get(const struct prepared *p, const struct query *q)
{
	return p->room ? p->values[slot(p, q)] : NULL;
}

static bool grow(struct prepared *p)
{
	struct prepared wide = { .room = p->room ? p->room * 2 : 64 };

	wide.keys = calloc(wide.room, sizeof(const struct query *));
	wide.values = calloc(wide.room, sizeof(void *));
	if (!wide.keys || !wide.values) {
		free(wide.keys);
		free(wide.values);
		return false;
	}
	for (size_t i = 0; i < p->room; i++)
		if (p->keys[i])
			(void)prepared_keep(&wide, p->keys[i], p->values[i]);
	free(p->keys);
	free(p->values);
	*p = wide;
	return true;
}

bool prepared_keep(struct prepared *p, const struct query *q, void *value)
{
	size_t at;

	/* Half empty, so that a search ends soon. */
	if (p->n * 2 >= p->room && !grow(p))
		return false;
	at = slot(p, q);
	p->keys[at] = q;
	p->values[at] = value;
	p->n++;
	return true;
}

void prepared_clear(struct prepared *p, void (*drop)(void *value))
{
	for (size_t i = 0; i < p->room; i++)
		if (p->keys[i])
			drop(p->values[i]);
	free(p->keys);
	free(p->values);
	*p = (struct prepared){ 0 };
}
