/*
 * Casework types side by side. Whoever has several stands in each, so that groups overlap: what one
 * leaves out could be found by adding and subtracting the others. The people are therefore looked
 * at in blocks, of those who have the same of the shown types, and nothing is told from which a few
 * of them could be worked out (measure/overlap.h;
 * docs/decisions/0042-views-and-overlapping-groups.md).
 */
#include "learning/report_inside.h"

#include <stdlib.h>

enum { TYPES_MOST = 6, BLOCKS_MOST = 1 << TYPES_MOST };

/* --- which types stand there --- */

struct type_count {
	uint32_t type; /* index in the pack's list */
	uint32_t n;
};
struct grouping {
	struct type_count kept[OUTCOMES_TYPES_MAX]; /* the largest first */
	size_t n;
	struct overlap_block blocks[BLOCKS_MOST];
	size_t nblocks;
};

static bool counts(const struct report_set *set, const struct report_filter *f,
                   const struct outcomes_episode *e)
{
	return e->group == f->group && e->ordinal == (f->walk ? f->walk : 1) &&
	       e->entry <= set->params.as_of;
}

static int largest_first(const void *x, const void *y)
{
	const struct type_count *a = x;
	const struct type_count *b = y;

	if (a->n != b->n)
		return a->n > b->n ? -1 : 1;
	return a->type < b->type ? -1 : a->type > b->type;
}

static void count_types(const struct report_set *set, const struct report_filter *f,
                        struct grouping *g)
{
	size_t types = set->types.n < OUTCOMES_TYPES_MAX ? set->types.n : OUTCOMES_TYPES_MAX;

	for (uint32_t t = 0; t < types; t++)
		g->kept[t].type = t;
	for (size_t i = 0; i < set->in.n_episodes; i++)
		for (size_t t = 0; t < types && counts(set, f, &set->in.episodes[i]); t++)
			g->kept[t].n += set->in.episodes[i].types >> t & 1;
	qsort(g->kept, types, sizeof *g->kept, largest_first);
	while (g->n < types && g->n < TYPES_MOST && mean_shown(g->kept[g->n].n))
		g->n++;
}

/* In which of those that are kept somebody is. */
static uint32_t groups_in(const struct grouping *g, uint32_t types)
{
	uint32_t bits = 0;

	for (size_t i = 0; i < g->n; i++)
		bits |= (types >> g->kept[i].type & 1u) << i;
	return bits;
}

static void into_block(struct grouping *g, uint32_t groups, uint32_t n)
{
	size_t i = 0;

	while (i < g->nblocks && g->blocks[i].groups != groups)
		i++;
	if (i == g->nblocks)
		g->blocks[g->nblocks++] = (struct overlap_block){ .groups = groups };
	g->blocks[i].n += n;
}

/* Without the smallest, those who differ only in it are one block. */
static void drop_smallest(struct grouping *g)
{
	struct grouping was = *g;

	g->n--;
	g->nblocks = 0;
	for (size_t i = 0; i < was.nblocks; i++)
		into_block(g, was.blocks[i].groups & ((1u << g->n) - 1), was.blocks[i].n);
}

static void choose(const struct report_set *set, const struct report_filter *f, struct grouping *g)
{
	count_types(set, f, g);
	for (size_t i = 0; i < set->in.n_episodes; i++)
		if (counts(set, f, &set->in.episodes[i]))
			into_block(g, groups_in(g, set->in.episodes[i].types), 1);
	while (g->n > 1 && (g->n + g->nblocks > OUTCOMES_TYPES_MAX ||
	                    !overlap_safe(g->blocks, g->nblocks, DISCLOSE_CELL)))
		drop_smallest(g);
}

static uint32_t bits_of(const struct grouping *g, uint32_t types)
{
	uint32_t groups = groups_in(g, types);
	size_t block = 0;

	while (g->blocks[block].groups != groups)
		block++;
	return groups | 1u << (g->n + block);
}

void report_group_types(struct ctx *c, const struct report_filter *f, struct report_set *set)
{
	struct grouping *g = NEW(c->arena, struct grouping);
	struct list_item *list = NEW_N(c->arena, struct list_item, OUTCOMES_TYPES_MAX);

	choose(set, f, g);
	if (g->n < 2) {
		set->types = (struct code_list){ NULL, 0 };
		for (size_t i = 0; i < set->in.n_episodes; i++)
			set->in.episodes[i].types = 0;
		return;
	}
	for (size_t i = 0; i < g->n; i++)
		list[i] = set->types.at[g->kept[i].type];
	for (size_t i = 0; i < set->in.n_episodes; i++) {
		struct outcomes_episode *e = &set->in.episodes[i];

		e->types = counts(set, f, e) ? bits_of(g, e->types) : 0;
	}
	set->overlap = (struct report_overlap){ .groups = g->n, .blocks = g->nblocks };
	for (size_t i = 0; i < g->nblocks; i++)
		set->overlap.block[i] = g->blocks[i].groups;
	set->types = (struct code_list){ list, g->n + g->nblocks };
}

/* --- what may be told of them --- */

/* One count of each block, in the years that are shown. */
static bool is_safe(const struct report_overlap *o, const struct outcomes_cell *const *cells,
                    uint32_t (*read)(const struct outcomes_cell *c, size_t wave, size_t domain),
                    size_t wave, size_t domain)
{
	struct overlap_block blocks[OUTCOMES_TYPES_MAX];

	for (size_t i = 0; i < o->blocks; i++)
		blocks[i] = (struct overlap_block){ o->block[i], read(cells[i], wave, domain) };
	return overlap_safe(blocks, o->blocks, DISCLOSE_CELL);
}

static uint32_t read_people(const struct outcomes_cell *c, size_t wave, size_t domain)
{
	(void)wave;
	(void)domain;
	return c->episodes;
}

static uint32_t read_scored(const struct outcomes_cell *c, size_t wave, size_t domain)
{
	return c->wave[wave].domains.n[domain];
}

bool report_overlap_hide(struct arena *a, const struct report_set *set,
                         const struct report_spans *spans, enum outcomes_group group,
                         struct report_wave (*waves)[OUTCOMES_WAVES], size_t n)
{
	const struct report_overlap *o = &set->overlap;
	const struct outcomes_cell *cells[OUTCOMES_TYPES_MAX];

	for (size_t i = 0; i < o->blocks; i++)
		cells[i] = report_pooled(a, set, spans, (int)(o->groups + i), group, true);
	if (!is_safe(o, cells, read_people, 0, 0))
		return false;
	for (size_t w = 0; w < OUTCOMES_WAVES; w++)
		for (size_t d = 0; d < OUTCOMES_DOMAINS; d++) {
			bool safe = is_safe(o, cells, read_scored, w, d);

			for (size_t g = 0; g < n; g++)
				waves[g][w].domain[d].has_mean &= safe;
		}
	return true;
}
