/* Every module is asked first, one read answers all, then each tells. */
#include "care/timeline.h"

#include "care/timeline_sql.h"

#include <stdlib.h>

void **timeline_ask(struct ctx *c, struct person_id person)
{
	const struct modules *all = c->house->modules;
	void **states = NEW_N(c->arena, void *, all->n + 1);

	for (size_t i = 0; i < all->n; i++)
		if (all->at[i]->ask)
			all->at[i]->ask(c, person, &states[i]);
	return states;
}

/* Nobody keeps the minute in which something was typed, so within an hour there is no first and
 * last: what a night needs stands first (modules.def), and the order is the same on every page. */
static int same_hour(const struct moment *x, const struct moment *y)
{
	int by_kind = strcmp(x->kind, y->kind);
	int by_row = memcmp(y->row.b, x->row.b, ID_BYTES);

	if (x->rank != y->rank)
		return x->rank < y->rank ? -1 : 1;
	if (by_kind)
		return by_kind;
	return by_row ? by_row : strcmp(x->title, y->title);
}

static int newest_first(const void *a, const void *b)
{
	const struct moment *x = a;
	const struct moment *y = b;

	if (x->day.n != y->day.n)
		return x->day.n > y->day.n ? -1 : 1;
	if (x->hour.s != y->hour.s)
		return x->hour.s > y->hour.s ? -1 : 1;
	if (x->replaced != y->replaced)
		return x->replaced ? 1 : -1;
	return same_hour(x, y);
}

static int soonest_first(const void *a, const void *b)
{
	const struct next_step *x = a;
	const struct next_step *y = b;

	if (x->first != y->first)
		return x->first ? -1 : 1;
	return (x->due.n > y->due.n) - (x->due.n < y->due.n);
}

struct str moment_correct(struct html *h, struct person_id person, const struct moment *m)
{
	const char *below = arena_fmt(h->out->arena, "/%s/", m->correct).p;

	return html_under(h, html_under(h, "/people/", person.b, below).p, m->row.b, "");
}

enum err timeline_tell(struct ctx *c, struct person_id person, void **asked, struct page_parts *out)
{
	const struct modules *all = c->house->modules;

	*out = (struct page_parts){ .arena = c->arena };
	TRY(read_now(c->read));
	for (size_t i = 0; i < all->n; i++) {
		size_t before = out->nmoments;
		if (all->at[i]->tell)
			TRY(all->at[i]->tell(c, person, asked[i], out));
		for (size_t k = before; k < out->nmoments; k++)
			out->moments[k].rank = i;
	}
	if (out->nmoments)
		qsort(out->moments, out->nmoments, sizeof *out->moments, newest_first);
	if (out->nsteps)
		qsort(out->steps, out->nsteps, sizeof *out->steps, soonest_first);
	return OK;
}

struct str words_begin(struct arena *a, struct str words, size_t room)
{
	size_t n = room;

	if (words.n <= room)
		return words;
	while (n > 0 && words.p[n] != ' ' && words.p[n] != '\n')
		n--;
	/* A script without spaces: between two letters at least. */
	if (n == 0)
		for (n = room; n > 0 && ((unsigned char)words.p[n] & 0xc0) == 0x80;)
			n--;
	return arena_fmt(a, "%.*s …", (int)n, words.p);
}

const struct module timeline_module = {
	.name = "timeline",
	.routes = &timeline_routes,
	.queries = timeline_queries,
};
