/* Who is counted in a table, and in which of its rows. What every word means is decided by
 * measure/outcomes, asked about one person at a time. */
#include "learning/release_inside.h"
#include "measure/disclose.h"

#include <stdlib.h>
#include <string.h>

static const char *const stable_codes[] = { "yes", "no", "cannot_say", "not_seen" };
static const char *const after_codes[] = { "yes",        "no",        "cannot_say", "not_found",
	                                       "not_wished", "not_tried", "died" };

struct gather {
	struct ctx *c;
	const struct release_figure *figure;
	struct report_input in;
	struct code_list types;
	struct release_data *out;
};

/* --- rows --- */

static void add_code(struct release_data *d, struct str code, struct str label)
{
	d->code[d->ncodes] = code;
	d->label[d->ncodes++] = label;
}

static struct str said(const struct gather *g, const char *text)
{
	return str_z(lang_text(g->c->lang, text));
}

static void add_names(const struct gather *g, const char *const *codes, struct report_names names)
{
	for (size_t i = 0; i < names.n; i++)
		add_code(g->out, str_z(codes[names.at[i].i]), said(g, names.at[i].words));
}

static int by_words(const void *a, const void *b)
{
	const struct str *x = a;
	const struct str *y = b;

	return str_cmp(*x, *y);
}

static enum err add_sites(const struct gather *g)
{
	struct str *sites = NEW_N(g->c->arena, struct str, g->in.n_episodes + 1);

	if (g->in.n_episodes) {
		memcpy(sites, g->in.sites, g->in.n_episodes * sizeof *sites);
		qsort(sites, g->in.n_episodes, sizeof *sites, by_words);
	}
	for (size_t i = 0; i < g->in.n_episodes; i++) {
		if (sites[i].n == 0 || (i && str_eq(sites[i], sites[i - 1])))
			continue;
		if (g->out->ncodes + 1 == TABLE_ROWS)
			return ERR_TOO_BIG;
		add_code(g->out, sites[i], sites[i]);
	}
	add_code(g->out, STR("unknown"), said(g, T("Not written down")));
	return OK;
}

static enum err add_years(const struct gather *g)
{
	if (g->in.last_year - g->in.first_year >= TABLE_ROWS)
		return ERR_TOO_BIG;
	for (int y = g->in.first_year; g->in.first_year && y <= g->in.last_year; y++) {
		struct str year = arena_fmt(g->c->arena, "%d", y);

		add_code(g->out, year, year);
	}
	return OK;
}

static void add_types(const struct gather *g)
{
	for (size_t t = 0; t < g->types.n && t < OUTCOMES_TYPES_MAX; t++)
		add_code(g->out, g->types.at[t].name, g->types.at[t].label);
	add_code(g->out, STR("unknown"), said(g, T("Not written down")));
}

static void add_ctdc(const struct gather *g)
{
	for (size_t i = 0; i < CTDC_COLUMNS; i++)
		add_code(g->out, str_z(release_ctdc[i].code), said(g, release_ctdc[i].words));
}

static enum err add_codes(const struct gather *g)
{
	switch (g->figure->by) {
	case BY_TYPE:
		add_types(g);
		return OK;
	case BY_SITE:
		return add_sites(g);
	case BY_AGE:
		for (size_t i = 0; i < OUTCOMES_GROUPS; i++)
			add_code(g->out, str_z(report_group_codes[i]), said(g, report_group_words[i]));
		return OK;
	case BY_YEAR:
		return add_years(g);
	case BY_REASON:
		add_names(g, report_reason_codes, report_reasons());
		return OK;
	case BY_STABLE:
		add_names(g, stable_codes, report_closed_parts());
		return OK;
	case BY_AFTER:
		add_names(g, after_codes, report_sustained_parts());
		return OK;
	case BY_DOMAIN:
		add_names(g, report_domain_codes, report_domains());
		return OK;
	case BY_CTDC:
		add_ctdc(g);
		return OK;
	}
	return ERR_BUG;
}

/* --- one person --- */

/* Her own cell of a table with nobody else in it. */
static enum err cell_of(const struct gather *g, const struct outcomes_episode *e,
                        struct outcomes_cell *cells, const struct outcomes_cell **out)
{
	struct outcomes_params p = outcomes_defaults(g->c->today.n, e->entry_year, 1, 0);
	struct outcomes_episode alone = *e;
	struct outcomes_input in = { &alone, 1, e->count ? g->in.scores + e->first : NULL, e->count };
	struct outcomes_aside aside;

	alone.first = 0;
	alone.types = 0;
	TRY(outcomes_run(&in, &p, cells, &aside));
	*out = outcomes_at(cells, &p, OUTCOMES_ALL_TYPES, 0, (enum outcomes_group)e->group);
	return OK;
}

static uint64_t bit(size_t i)
{
	return 1ULL << i;
}

static uint64_t code_bit(const struct release_data *d, struct str code)
{
	for (size_t i = 0; i < d->ncodes; i++)
		if (str_eq(d->code[i], code))
			return bit(i);
	return bit(d->ncodes - 1); /* "unknown" stands last where there can be one */
}

static uint64_t stable_row(const struct outcomes_closed *closed)
{
	for (size_t v = 0; v < OUTCOMES_VERDICTS; v++)
		if (closed->verdict[v])
			return bit(v);
	return bit(OUTCOMES_VERDICTS);
}

static uint64_t after_row(const struct outcomes_sustained *s)
{
	const uint32_t parts[] = { s->sustained,  s->not_sustained, s->cannot_say, s->not_found,
		                       s->not_wished, s->not_tried,     s->died };
	uint64_t row = 0;

	for (size_t i = 0; s->of && i < sizeof parts / sizeof *parts; i++)
		row |= parts[i] ? bit(i) : 0;
	return row;
}

static uint64_t domain_rows(const struct outcomes_episode *e, const struct outcomes_wave *w)
{
	uint64_t rows = 0;

	for (size_t d = 0; d < OUTCOMES_DOMAINS && e->group == OUTCOMES_ADULT; d++)
		rows |= w->domains.n[d] ? bit(d) : 0;
	return rows;
}

static uint64_t type_rows(const struct gather *g, const struct outcomes_episode *e)
{
	return e->types ? e->types : bit(g->out->ncodes - 1);
}

static uint64_t rows_of(const struct gather *g, size_t i, const struct outcomes_cell *cell)
{
	const struct outcomes_episode *e = &g->in.episodes[i];

	switch (g->figure->by) {
	case BY_TYPE:
		return type_rows(g, e);
	case BY_SITE:
		return code_bit(g->out, g->in.sites[i]);
	case BY_AGE:
		return bit(e->group);
	case BY_YEAR:
		return bit((size_t)(e->entry_year - g->in.first_year));
	case BY_REASON:
		return bit((size_t)e->reason - 1);
	case BY_STABLE:
		return stable_row(&cell->closed[e->reason]);
	case BY_AFTER:
		return after_row(&cell->sustained);
	case BY_DOMAIN:
		return domain_rows(e,
		                   &cell->wave[g->figure->of == OF_BASELINE ? WAVE_BASELINE : WAVE_1_YEAR]);
	case BY_CTDC:
		return release_ctdc_columns(&g->types, e->types);
	}
	return 0;
}

static void add_sums(const struct gather *g, const struct outcomes_cell *cell)
{
	const struct outcomes_wave *w =
		&cell->wave[g->figure->of == OF_BASELINE ? WAVE_BASELINE : WAVE_1_YEAR];

	for (size_t d = 0; d < OUTCOMES_DOMAINS; d++)
		g->out->sum[d] += w->domains.sum[d];
}

/* Everybody once, by the first walk; who closed only where that is asked. */
static bool wanted(const struct gather *g, const struct outcomes_episode *e)
{
	bool closed = g->figure->of == OF_CLOSED || g->figure->of == OF_SUSTAINED;

	return e->ordinal == 1 && (!closed || e->reason != CLOSED_NOT);
}

static enum err take(const struct gather *g, size_t i, struct outcomes_cell *cells)
{
	const struct outcomes_episode *e = &g->in.episodes[i];
	struct release_data *d = g->out;
	const struct outcomes_cell *cell = cells;
	uint64_t rows;

	if (!wanted(g, e))
		return OK;
	if (release_figure_scored(g->figure))
		TRY(cell_of(g, e, cells, &cell));
	rows = rows_of(g, i, cell);
	if (rows == 0)
		return OK;
	if (release_figure_consented(g->figure) && !e->consent) {
		d->others++;
		return OK;
	}
	if (release_figure_means(g->figure))
		add_sums(g, cell);
	d->members[d->n] = (struct release_member){ .rows = rows };
	memcpy(d->members[d->n++].id, g->in.pseudonyms[i].b, ID_BYTES);
	return OK;
}

/* --- years joined, until there are enough people --- */

static void span_years(const struct gather *g)
{
	struct release_data *d = g->out;
	uint32_t n[TABLE_ROWS];
	struct year_span spans[TABLE_ROWS];

	for (size_t y = 0; y < d->ncodes; y++)
		n[y] = release_counted(d->members, d->n, bit(y));
	d->nrows = pool_years(n, d->ncodes, spans);
	for (size_t i = 0; i < d->nrows; i++) {
		d->row[i] = 0;
		for (size_t y = spans[i].first; y <= spans[i].last; y++)
			d->row[i] |= bit(y);
	}
}

enum err release_gather(struct ctx *c, const struct release_figure *f, struct release_data *out)
{
	struct gather g = { .c = c, .figure = f, .out = out };
	struct report_filter all = { .from = NO_DAY, .to = NO_DAY };
	struct str path = arena_fmt(c->arena, "%s/core/casework-types.csv", c->house->packs);
	struct outcomes_params one = outcomes_defaults(c->today.n, 2000, 1, 0);
	struct outcomes_cell *cells = NEW_N(c->arena, struct outcomes_cell, outcomes_cells(&one));

	*out = (struct release_data){ .members = NULL };
	TRY(list_load(c->arena, path.p, str_z(lang_code(c->lang)), &g.types));
	TRY(report_gather(c, &all, &g.types, &g.in));
	out->members = NEW_N(c->arena, struct release_member, g.in.n_episodes + 1);
	TRY(add_codes(&g));
	for (size_t i = 0; i < g.in.n_episodes; i++)
		TRY(take(&g, i, cells));
	release_sort(out->members, out->n);
	out->nrows = out->ncodes;
	for (size_t i = 0; i < out->nrows; i++)
		out->row[i] = bit(i);
	if (f->by == BY_YEAR)
		span_years(&g);
	return OK;
}
