/* What may be told inside the house (P8): cells under 5 are left out, what is left of a larger cell
 * counts as a cell, and means need 11 people. */
#include "learning/report_inside.h"

#include <math.h>

/* --- shares --- */

struct part part_of(uint32_t k, uint32_t n, double level)
{
	struct part p = { .told = TOLD_NOT };

	if (!cell_shown(n) || k > n || (!cell_shown(k) && !cell_shown(n - k)))
		return p;
	/* "All but a few" of a handful would say nothing. */
	if (!share_shown(k, n) && n < 2 * DISCLOSE_CELL)
		return p;
	p.n = n;
	p.told = !cell_shown(k) ? TOLD_UNDER : !cell_shown(n - k) ? TOLD_ALL_BUT : TOLD;
	if (p.told == TOLD)
		p.share = stats_share(k, n, level);
	return p;
}

/* Those around the cell must be as well hidden: fewer than five of them would be told by
 * subtraction. */
static bool rest_safe(const struct told_pairs *p)
{
	for (size_t i = 0; i < p->n; i++) {
		uint32_t n = p->around[i].n - p->own.n;

		if (n != 0 && !share_shown(p->around[i].k - p->own.k, n))
			return false;
	}
	return true;
}

struct part part_in(const struct told_pairs *p, double level)
{
	struct part out = part_of(p->own.k, p->own.n, level);

	if (out.told == TOLD && !rest_safe(p))
		out = (struct part){ .told = TOLD_NOT };
	return out;
}

/* --- reading pairs out of cells --- */

static struct told_pair read_consented(const struct outcomes_cell *c, size_t w, size_t d)
{
	(void)w;
	(void)d;
	return (struct told_pair){ c->consented, c->episodes };
}

static struct told_pair read_reopened(const struct outcomes_cell *c, size_t w, size_t d)
{
	(void)w;
	(void)d;
	return (struct told_pair){ c->reopened, c->episodes };
}

static struct told_pair read_harmed(const struct outcomes_cell *c, size_t w, size_t d)
{
	(void)w;
	(void)d;
	return (struct told_pair){ c->harmed, c->episodes };
}

static struct told_pair read_complete(const struct outcomes_cell *c, size_t w, size_t d)
{
	(void)d;
	return (struct told_pair){ c->wave[w].due - c->wave[w].missing, c->wave[w].due };
}

static struct told_pair read_lives(const struct outcomes_cell *c, size_t w, size_t d)
{
	(void)d;
	return (struct told_pair){ c->wave[w].setting[SETTING_LIVES],
		                       c->wave[w].seen - c->wave[w].switched };
}

static struct told_pair read_domain(const struct outcomes_cell *c, size_t w, size_t d)
{
	return (struct told_pair){ c->wave[w].domains.stable[d], c->wave[w].domains.n[d] };
}

static struct told_pair read_all_six(const struct outcomes_cell *c, size_t w, size_t d)
{
	(void)d;
	return (struct told_pair){ c->wave[w].all_six[VERDICT_YES],
		                       c->wave[w].seen - c->wave[w].switched };
}

static struct told_pair read_closed(const struct outcomes_cell *c, size_t w, size_t d)
{
	struct told_pair out = { 0, 0 };

	(void)w;
	(void)d;
	for (size_t r = 0; r < OUTCOMES_REASONS; r++) {
		out.k += c->closed[r].verdict[VERDICT_YES];
		out.n += c->closed[r].n;
	}
	return out;
}

static struct told_pair read_sustained(const struct outcomes_cell *c, size_t w, size_t d)
{
	(void)w;
	(void)d;
	return (struct told_pair){ c->sustained.sustained, c->sustained.of };
}

/* One cell with those around it. */
struct place {
	const struct outcomes_cell *cell;
	const struct report_around *around;
	double level;
};

static struct told_pairs
pairs_at(const struct place *at,
         struct told_pair (*read)(const struct outcomes_cell *, size_t, size_t), size_t w, size_t d)
{
	struct told_pairs p = { .own = read(at->cell, w, d), .n = at->around->n };

	for (size_t i = 0; i < p.n; i++)
		p.around[i] = read(at->around->at[i], w, d);
	return p;
}

static struct part part_at(const struct place *at,
                           struct told_pair (*read)(const struct outcomes_cell *, size_t, size_t),
                           size_t w, size_t d)
{
	struct told_pairs p = pairs_at(at, read, w, d);

	return part_in(&p, at->level);
}

/* --- rows --- */

static void read_verdicts(const struct outcomes_cell *c, size_t w, uint32_t *out)
{
	for (size_t v = 0; v < OUTCOMES_VERDICTS; v++)
		out[v] = c->wave[w].all_six[v];
}

static void read_reasons(const struct outcomes_cell *c, size_t w, uint32_t *out)
{
	(void)w;
	for (size_t r = 0; r < OUTCOMES_REASONS; r++)
		out[r] = c->closed[r].n;
}

static void read_at_closure(const struct outcomes_cell *c, size_t w, uint32_t *out)
{
	(void)w;
	for (size_t r = 0; r < OUTCOMES_REASONS; r++) {
		for (size_t v = 0; v < OUTCOMES_VERDICTS; v++)
			out[v] += c->closed[r].verdict[v];
		out[CLOSED_UNASSESSED] += c->closed[r].unassessed;
	}
}

static void read_after(const struct outcomes_cell *c, size_t w, uint32_t *out)
{
	const struct outcomes_sustained *s = &c->sustained;

	(void)w;
	out[SUSTAINED_YES] = s->sustained;
	out[SUSTAINED_NO] = s->not_sustained;
	out[SUSTAINED_CANNOT_SAY] = s->cannot_say;
	out[SUSTAINED_NOT_FOUND] = s->not_found;
	out[SUSTAINED_NOT_WISHED] = s->not_wished;
	out[SUSTAINED_NOT_TRIED] = s->not_tried;
	out[SUSTAINED_DIED] = s->died;
}

/* Hides what a larger cell would give away, and then one more when only one is hidden. */
static void hide_by_rest(const uint32_t *n, const uint32_t *more, size_t cells,
                         struct row_cells *row)
{
	size_t blanks = 0;
	size_t least = cells;

	for (size_t i = 0; i < cells; i++) {
		if (more[i] > n[i] && !cell_shown(more[i] - n[i]))
			row->shown[i] = false;
		blanks += !row->shown[i];
		if (row->shown[i] && (least == cells || n[i] < n[least]))
			least = i;
	}
	if (blanks == 1 && least < cells)
		row->shown[least] = false;
	else if (blanks == 1)
		row->total_shown = false;
}

struct row_cells row_of(const struct row_counts *own, size_t cells, const struct row_counts *around,
                        size_t n_around)
{
	struct row_cells row = { .total = 0 };

	row.total_shown = row_hide(own->n, cells, true, row.shown);
	for (size_t i = 0; i < n_around; i++)
		hide_by_rest(own->n, around[i].n, cells, &row);
	for (size_t i = 0; i < cells; i++) {
		row.n[i] = row.shown[i] ? own->n[i] : 0;
		row.total += row.total_shown ? own->n[i] : 0;
	}
	return row;
}

static struct row_cells row_at(const struct place *at,
                               void (*read)(const struct outcomes_cell *, size_t, uint32_t *),
                               size_t w, size_t cells)
{
	struct row_counts own = { { 0 } };
	struct row_counts around[REPORT_AROUND] = { { { 0 } } };

	read(at->cell, w, own.n);
	for (size_t i = 0; i < at->around->n; i++)
		read(at->around->at[i], w, around[i].n);
	return row_of(&own, cells, around, at->around->n);
}

/* The limits give away how many are yes and how many are not known. */
static struct bounds bounds_at(const struct part *yes, struct interval possible)
{
	struct bounds b = { .shown = false };
	uint32_t high;

	if (yes->told != TOLD || isnan(possible.hi))
		return b;
	high = (uint32_t)lround(possible.hi * yes->n);
	b.shown = cell_shown(high - yes->share.k) && cell_shown(yes->n - high);
	if (b.shown)
		b.at = possible;
	return b;
}

/* --- the figures --- */

/* Fewer than five would be what is left of a larger mean. */
static bool mean_safe(const struct told_pairs *p)
{
	for (size_t i = 0; i < p->n; i++)
		if (p->around[i].n != p->own.n && !cell_shown(p->around[i].n - p->own.n))
			return false;
	return mean_shown(p->own.n);
}

static void domains_at(const struct place *at, size_t w, const struct outcomes_wave_figures *f,
                       struct report_wave *out)
{
	uint32_t least = UINT32_MAX;

	for (size_t d = 0; d < OUTCOMES_DOMAINS; d++) {
		struct told_pairs p = pairs_at(at, read_domain, w, d);
		struct report_domain *one = &out->domain[d];

		one->stable = part_in(&p, at->level);
		one->has_mean = mean_safe(&p);
		if (!one->has_mean)
			continue;
		one->n = p.own.n;
		one->mean = f->domain[d].mean;
		one->ci = f->domain[d].ci;
		least = p.own.n < least ? p.own.n : least;
	}
	for (size_t d = 0; d < OUTCOMES_DOMAINS; d++)
		if (out->domain[d].has_mean && !cell_shown(out->domain[d].n - least))
			out->domain[d].n = least;
}

static void wave_at(const struct place *at, size_t w, struct report_wave *out)
{
	struct outcomes_wave_figures f = outcomes_wave_figures(&at->cell->wave[w], at->level);

	*out = (struct report_wave){ .name = (enum outcomes_wave_name)w };
	out->complete = part_at(at, read_complete, w, 0);
	out->lives = part_at(at, read_lives, w, 0);
	domains_at(at, w, &f, out);
	out->all_six = row_at(at, read_verdicts, w, OUTCOMES_VERDICTS);
	out->all_six_yes = part_at(at, read_all_six, w, 0);
	out->all_six_possible = bounds_at(&out->all_six_yes, f.all_six_possible);
}

static void closed_at(const struct place *at, struct report_closed *out)
{
	struct outcomes_closed_figures f = outcomes_closed_figures(at->cell, at->level);
	struct outcomes_sustained_figures s =
		outcomes_sustained_figures(&at->cell->sustained, at->level);

	out->reasons = row_at(at, read_reasons, 0, OUTCOMES_REASONS);
	out->verdicts = row_at(at, read_at_closure, 0, CLOSED_PARTS);
	out->stable = part_at(at, read_closed, 0, 0);
	out->possible = bounds_at(&out->stable, f.possible);
	out->sustained = row_at(at, read_after, 0, SUSTAINED_PARTS);
	out->sustained_yes = part_at(at, read_sustained, 0, 0);
	out->sustained_possible = bounds_at(&out->sustained_yes, s.possible);
}

void report_figures_of(const struct outcomes_cell *cell, const struct report_around *around,
                       double level, struct report_wave waves[OUTCOMES_WAVES],
                       struct outcomes_report *out)
{
	const struct place at = { cell, around, level };

	out->people = cell->episodes;
	out->consented = part_at(&at, read_consented, 0, 0);
	out->reopened = part_at(&at, read_reopened, 0, 0);
	out->harmed = part_at(&at, read_harmed, 0, 0);
	for (size_t w = 0; w < OUTCOMES_WAVES; w++)
		wave_at(&at, w, &waves[w]);
	closed_at(&at, &out->closed);
}
