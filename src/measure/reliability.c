#include "measure/reliability.h"

#include "measure/correlate.h"
#include "measure/dist.h"

#include <math.h>

/* --- alpha --- */

/* Sums over the items of each person, without item `but` (columns: with all). */
static const double *sums(struct arena *a, const struct table *t, size_t but)
{
	double *sum = NEW_N(a, double, t->rows);

	for (size_t i = 0; i < t->rows; i++)
		for (size_t j = 0; j < t->columns; j++)
			if (j != but)
				sum[i] += t->x[i * t->columns + j];
	return sum;
}

static double item_variance(struct arena *a, const struct table *t, size_t j)
{
	return stats_variance(table_column(a, t, j), t->rows);
}

/* Of the items without `but`. NAN where the formula divides by 0. */
static double alpha_without(struct arena *a, const struct table *t, size_t but)
{
	double k = (double)t->columns - (but < t->columns ? 1.0 : 0.0);
	double whole = stats_variance(sums(a, t, but), t->rows);
	double parts = 0.0;

	for (size_t j = 0; j < t->columns; j++)
		if (j != but)
			parts += item_variance(a, t, j);
	return k < RELIABILITY_ITEMS || !(whole > 0.0) ? (double)NAN
	                                               : k / (k - 1.0) * (1.0 - parts / whole);
}

static struct interval feldt(double alpha, const struct table *t, double level)
{
	double df1 = (double)t->rows - 1.0;
	double df2 = df1 * ((double)t->columns - 1.0);
	double upper = stats_upper(level);

	return (struct interval){ 1.0 - (1.0 - alpha) * dist_f_quantile(upper, df1, df2),
		                      1.0 - (1.0 - alpha) * dist_f_quantile(1.0 - upper, df1, df2) };
}

/* The correlations of all items, row by row. NAN with an item that has no spread. */
static double *correlations(struct arena *a, const struct table *t)
{
	size_t k = t->columns;
	double *r = arena_alloc(a, arena_size(k, arena_size(k, sizeof *r)));
	const double **column = arena_alloc(a, arena_size(k, sizeof *column));

	for (size_t i = 0; i < k; i++)
		column[i] = table_column(a, t, i);
	for (size_t i = 0; i < k; i++)
		for (size_t j = 0; j <= i; j++) {
			struct pairs p = { .x = column[i], .y = column[j], .n = t->rows };

			r[i * k + j] = r[j * k + i] = correlate_r(&p);
		}
	return r;
}

static double standardised(struct arena *a, const struct table *t)
{
	double k = (double)t->columns;
	const double *r = correlations(a, t);
	double sum = 0.0;

	for (size_t i = 0; i < t->columns; i++)
		for (size_t j = 0; j < i; j++)
			sum += r[i * t->columns + j];
	sum /= k * (k - 1.0) / 2.0;
	return k * sum / (1.0 + (k - 1.0) * sum);
}

double reliability_sem(double sd, double reliability)
{
	return reliability >= 0.0 && reliability <= 1.0 ? sd * sqrt(1.0 - reliability) : (double)NAN;
}

struct alpha reliability_alpha(struct arena *a, const struct table *items, double level)
{
	const double *sum = sums(a, items, items->columns);
	struct alpha f = { .n = items->rows, .missing = items->missing };

	f.mean = stats_mean(sum, f.n);
	f.sd = sqrt(stats_variance(sum, f.n));
	f.alpha = f.standardised = f.sem = (double)NAN;
	f.ci = interval_unknown;
	if (f.n < RELIABILITY_PEOPLE || items->columns < RELIABILITY_ITEMS) {
		f.why = UNSAID_TOO_FEW;
	} else if (!(f.sd > 0.0)) {
		f.why = UNSAID_NO_SPREAD;
	} else {
		f.alpha = alpha_without(a, items, items->columns);
		f.ci = feldt(f.alpha, items, level);
		f.standardised = standardised(a, items);
		f.sem = reliability_sem(f.sd, f.alpha);
	}
	return f;
}

void reliability_items(struct arena *a, const struct table *items, struct item_figures *out)
{
	for (size_t j = 0; j < items->columns; j++) {
		size_t mark = arena_mark(a);
		const double *item = table_column(a, items, j);
		struct pairs p = { .x = item, .y = sums(a, items, j), .n = items->rows };

		out[j].mean = stats_mean(item, items->rows);
		out[j].sd = sqrt(stats_variance(item, items->rows));
		out[j].rest = correlate_pearson(&p, 0.95).r;
		out[j].dropped = alpha_without(a, items, j);
		arena_back(a, mark);
	}
}

/* --- omega --- */

enum { SWEEPS = 100000 };

/* The loading of item i that fits best while the others stay. */
static double best_loading(const double *r, const double *loading, size_t k, size_t i)
{
	double product = 0.0;
	double square = 0.0;

	for (size_t j = 0; j < k; j++) {
		if (j == i)
			continue;
		product += r[i * k + j] * loading[j];
		square += loading[j] * loading[j];
	}
	return square > 0.0 ? product / square : 0.0;
}

/* Begins where one item's correlations are, the item that goes best with all. */
static void begin(const double *r, double *loading, size_t k)
{
	size_t best = 0;
	double most = 0.0;

	for (size_t i = 0; i < k; i++) {
		double square = 0.0;

		for (size_t j = 0; j < k; j++)
			square += r[i * k + j] * r[i * k + j];
		if (square > most)
			best = i;
		most = fmax(most, square);
	}
	for (size_t j = 0; j < k; j++)
		loading[j] = r[best * k + j];
}

/* False when the loadings still move after all sweeps. */
static bool minres(const double *r, double *loading, size_t k)
{
	begin(r, loading, k);
	for (int sweep = 0; sweep < SWEEPS; sweep++) {
		double moved = 0.0;

		for (size_t i = 0; i < k; i++) {
			double next = best_loading(r, loading, k, i);

			moved = fmax(moved, fabs(next - loading[i]));
			loading[i] = next;
		}
		if (moved < 1e-13)
			return true;
	}
	return false;
}

/* Also turns the factor so that most items load upwards. False when an item has nothing of its own.
 */
static bool omega_of(double *loading, size_t k, double *omega)
{
	double common = 0.0;
	double own = 0.0;
	bool proper = true;

	for (size_t j = 0; j < k; j++) {
		common += loading[j];
		own += 1.0 - loading[j] * loading[j];
		proper = proper && fabs(loading[j]) < 1.0;
	}
	for (size_t j = 0; common < 0.0 && j < k; j++)
		loading[j] = -loading[j];
	*omega = common * common / (common * common + own);
	return proper;
}

static bool all_said(const double *r, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (isnan(r[i]))
			return false;
	return true;
}

struct omega reliability_omega(struct arena *a, const struct table *items, double *loadings)
{
	struct omega o = { items->rows, items->missing, (double)NAN, UNSAID_NOTHING };
	size_t k = items->columns;
	double *loading = loadings ? loadings : NEW_N(a, double, k);
	const double *r = correlations(a, items);

	if (o.n < OMEGA_ITEMS || k < OMEGA_ITEMS)
		o.why = UNSAID_TOO_FEW;
	else if (!all_said(r, k * k))
		o.why = UNSAID_NO_SPREAD;
	else if (!minres(r, loading, k) || !omega_of(loading, k, &o.omega))
		o.why = UNSAID_NO_FIT;
	if (o.why == UNSAID_NOTHING)
		return o;
	o.omega = (double)NAN;
	for (size_t j = 0; j < k; j++)
		loading[j] = (double)NAN;
	return o;
}
