#include "store/driver.h"

#include <string.h>

struct change *change_new(struct arena *a)
{
	struct change *c = NEW(a, struct change);

	c->arena = a;
	return c;
}

static bool is_token(const struct query *q)
{
	return strcmp(q->name, "posted_insert") == 0;
}

void change_add(struct change *c, const struct query *q, const struct value *params)
{
	struct statement *s = NEW(c->arena, struct statement);

	s->bound = (struct bound){ q, params_copy(c->arena, q, params), false };
	s->hooked = c->hooked;
	c->n++;
	/* The token goes first: a form sent twice is "saved before", even when its other expectations
	 * fail too. */
	if (!c->first || is_token(q)) {
		s->next = c->first;
		c->first = s;
		c->last = c->last ? c->last : s;
	} else {
		c->last->next = s;
		c->last = s;
	}
}

void change_unhook(struct change *c)
{
	struct statement **at = &c->first;

	c->last = NULL;
	while (*at) {
		if ((*at)->hooked) {
			*at = (*at)->next;
			c->n--;
		} else {
			c->last = *at;
			at = &(*at)->next;
		}
	}
}

enum err change_refused(struct change *c, const struct query *q)
{
	c->failed = q->name;
	return is_token(q) ? ERR_REPEATED : ERR_CONFLICT;
}

bool change_empty(const struct change *c)
{
	return !c->first;
}

const char *change_failed(const struct change *c)
{
	return c->failed;
}

void change_note(struct change *c, void *note)
{
	c->note = note;
}

void *change_noted(const struct change *c)
{
	return c->note;
}
