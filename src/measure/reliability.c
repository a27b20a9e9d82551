#include "measure/reliability.h"

#include "measure/dist.h"

#include <math.h>

/* --- alpha --- */

/* Means and covariances of all items: everything else is made of them. */
struct spread {
	size_t k;
	double *mean;
	double *c; /* row by row */
};

static struct spread spread_of(struct arena *a, const struct table *t)
{
	size_t k = t->columns;
	struct spread s = { k, NEW_N(a, double, k), arena_alloc(a, arena_size(k, k * sizeof *s.c)) };

	/* Welford's mean: values that are all the same leave no distance from it. */
	for (size_t i = 0; i < t->rows; i++)
		for (size_t j = 0; j < k; j++)
			s.mean[j] += (t->x[i * k + j] - s.mean[j]) / (double)(i + 1);
	for (size_t i = 0; i < t->rows; i++)
		for (size_t j = 0; j < k; j++)
			for (size_t l = 0; l <= j; l++)
				s.c[j * k + l] += (t->x[i * k + j] - s.mean[j]) * (t->x[i * k + l] - s.mean[l]);
	for (size_t j = 0; j < k; j++)
		for (size_t l = 0; l <= j; l++)
			s.c[l * k + j] = s.c[j * k + l] /= t->rows < 2 ? (double)NAN : (double)t->rows - 1.0;
	return s;
}

/* The variance of the sum of all items but `but` (k: all), and the sum of their own. */
static double whole(const struct spread *s, size_t but, double *parts)
{
	double sum = 0.0;

	*parts = 0.0;
	for (size_t i = 0; i < s->k; i++) {
		if (i == but)
			continue;
		*parts += s->c[i * s->k + i];
		for (size_t j = 0; j < s->k; j++)
			sum += j == but ? 0.0 : s->c[i * s->k + j];
	}
	/* What rounding leaves of 0. */
	return sum > 1e-14 * *parts || isnan(sum) ? sum : 0.0;
}

/* Of the items without `but`. NAN where the formula divides by 0. */
static double alpha_without(const struct spread *s, size_t but)
{
	double k = (double)s->k - (but < s->k ? 1.0 : 0.0);
	double parts;
	double sum = whole(s, but, &parts);

	return k < RELIABILITY_ITEMS || !(sum > 0.0) ? (double)NAN
	                                             : k / (k - 1.0) * (1.0 - parts / sum);
}

static struct interval feldt(double alpha, const struct table *t, double level)
{
	double df1 = (double)t->rows - 1.0;
	double df2 = df1 * ((double)t->columns - 1.0);
	double upper = stats_upper(level);

	return (struct interval){ 1.0 - (1.0 - alpha) * dist_f_quantile(upper, df1, df2),
		                      1.0 - (1.0 - alpha) * dist_f_quantile(1.0 - upper, df1, df2) };
}

/* NAN with an item that has no spread. */
static double correlation(const struct spread *s, size_t i, size_t j)
{
	return s->c[i * s->k + j] / sqrt(s->c[i * s->k + i] * s->c[j * s->k + j]);
}

static double standardised(const struct spread *s)
{
	double k = (double)s->k;
	double sum = 0.0;

	for (size_t i = 0; i < s->k; i++)
		for (size_t j = 0; j < i; j++)
			sum += correlation(s, i, j);
	sum /= k * (k - 1.0) / 2.0;
	return k * sum / (1.0 + (k - 1.0) * sum);
}

/* Of item j with the sum of the others. */
static double rest(const struct spread *s, size_t j)
{
	double together = -s->c[j * s->k + j];
	double parts;

	for (size_t i = 0; i < s->k; i++)
		together += s->c[i * s->k + j];
	return together / sqrt(s->c[j * s->k + j] * whole(s, j, &parts));
}

double reliability_sem(double sd, double reliability)
{
	return reliability >= 0.0 && reliability <= 1.0 ? sd * sqrt(1.0 - reliability) : (double)NAN;
}

struct alpha reliability_alpha(struct arena *a, const struct table *items, double level)
{
	size_t mark = arena_mark(a);
	struct spread s = spread_of(a, items);
	struct alpha f = { .n = items->rows, .missing = items->missing };
	double parts;

	for (size_t j = 0; j < s.k; j++)
		f.mean += f.n == 0 ? (double)NAN : s.mean[j];
	f.sd = sqrt(whole(&s, s.k, &parts));
	f.alpha = f.standardised = f.sem = (double)NAN;
	f.ci = interval_unknown;
	if (f.n < RELIABILITY_PEOPLE || items->columns < RELIABILITY_ITEMS) {
		f.why = UNSAID_TOO_FEW;
	} else if (!(f.sd > 0.0)) {
		f.why = UNSAID_NO_SPREAD;
	} else {
		f.alpha = alpha_without(&s, s.k);
		f.ci = feldt(f.alpha, items, level);
		f.standardised = standardised(&s);
		f.sem = reliability_sem(f.sd, f.alpha);
	}
	arena_back(a, mark);
	return f;
}

void reliability_items(struct arena *a, const struct table *items, struct item_figures *out)
{
	size_t mark = arena_mark(a);
	struct spread s = spread_of(a, items);

	for (size_t j = 0; j < s.k; j++) {
		out[j].mean = items->rows == 0 ? (double)NAN : s.mean[j];
		out[j].sd = sqrt(s.c[j * s.k + j]);
		out[j].rest = items->rows < 3 ? (double)NAN : rest(&s, j);
		out[j].dropped = alpha_without(&s, j);
	}
	arena_back(a, mark);
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
	size_t mark = arena_mark(a);
	size_t k = items->columns;
	double *loading = loadings ? loadings : NEW_N(a, double, k);
	double *r = arena_alloc(a, arena_size(k, k * sizeof *r));
	struct spread s = spread_of(a, items);

	for (size_t i = 0; i < k * k; i++)
		r[i] = correlation(&s, i / k, i % k);
	if (o.n < OMEGA_ITEMS || k < OMEGA_ITEMS)
		o.why = UNSAID_TOO_FEW;
	else if (!all_said(r, k * k))
		o.why = UNSAID_NO_SPREAD;
	else if (!minres(r, loading, k) || !omega_of(loading, k, &o.omega))
		o.why = UNSAID_NO_FIT;
	if (o.why != UNSAID_NOTHING) {
		o.omega = (double)NAN;
		for (size_t j = 0; j < k; j++)
			loading[j] = (double)NAN;
	}
	arena_back(a, mark);
	return o;
}
