#include "measure/wilcoxon.h"

#include "measure/dist.h"

#include <math.h>
#include <string.h>

enum { SUMS = WILCOXON_EXACT_BELOW * (WILCOXON_EXACT_BELOW + 1) / 2 + 1 };

/* --- the exact distribution --- */

/* How many of the 2^n ways to choose among ranks 1 to n give each sum; n below 50. Whole numbers
 * below 2^53. */
static void count_sums(size_t n, double ways[SUMS])
{
	memset(ways, 0, SUMS * sizeof *ways);
	ways[0] = 1.0;
	for (size_t rank = 1; rank <= n; rank++)
		for (size_t sum = rank * (rank + 1) / 2; sum >= rank; sum--)
			ways[sum] += ways[sum - rank];
}

/* The probability of a sum of at most v. */
static double exact_below(double v, size_t n)
{
	double ways[SUMS];
	double below = 0.0;

	count_sums(n, ways);
	for (size_t sum = 0; (double)sum <= v; sum++)
		below += ways[sum];
	return ldexp(below, -(int)n);
}

/* The distribution is symmetric, so that the smaller of both sums says it all. */
static double exact_p(double v, size_t n)
{
	double other = (double)(n * (n + 1) / 2) - v;

	return fmin(1.0, 2.0 * exact_below(fmin(v, other), n));
}

/* --- the normal distribution in its place --- */

static double normal_mean(double n)
{
	return n * (n + 1.0) / 4.0;
}

static double normal_variance(double n, double ties)
{
	return n * (n + 1.0) * (2.0 * n + 1.0) / 24.0 - ties / 48.0;
}

static double normal_p(double v, double n, double ties)
{
	double far = fmax(0.0, fabs(v - normal_mean(n)) - 0.5);

	return dist_normal_two_sided(far / sqrt(normal_variance(n, ties)));
}

/* --- the test --- */

static void test(struct arena *a, struct wilcoxon *w, const double *d, size_t n)
{
	double *size = NEW_N(a, double, n);
	const double *rank;
	double ties;

	for (size_t i = 0; i < n; i++)
		size[i] = fabs(d[i]);
	rank = rows_ranks(a, size, n, &ties);
	w->v = 0.0;
	for (size_t i = 0; i < n; i++)
		w->v += d[i] > 0.0 ? rank[i] : 0.0;
	w->exact = w->n < WILCOXON_EXACT_BELOW && w->zeros == 0 && ties == 0.0;
	w->p = w->exact ? exact_p(w->v, n) : normal_p(w->v, (double)n, ties);
}

/* --- the shift --- */

/* How many means of two of the sorted d, each with itself too, are at most x. The larger the first,
 * the fewer the partners. */
static double means_up_to(const double *d, size_t n, double x)
{
	double count = 0.0;
	size_t partners = n;

	for (size_t i = 0; i < n; i++) {
		while (partners > i && (d[i] + d[partners - 1]) / 2.0 > x)
			partners--;
		if (partners <= i)
			break;
		count += (double)(partners - i);
	}
	return count;
}

/* The k-th smallest of those means, found by halving, without writing all of them down. */
static double kth_mean(const double *d, size_t n, double k)
{
	double lo = d[0];
	double hi = d[n - 1];
	double middle = lo + (hi - lo) / 2.0;

	if (means_up_to(d, n, lo) >= k)
		return lo;
	while (middle > lo && middle < hi) {
		if (means_up_to(d, n, middle) >= k)
			hi = middle;
		else
			lo = middle;
		middle = lo + (hi - lo) / 2.0;
	}
	return hi;
}

static double median_of_means(const double *d, size_t n)
{
	double all = (double)n * (double)(n + 1) / 2.0;
	double low = kth_mean(d, n, floor((all + 1.0) / 2.0));
	double high = kth_mean(d, n, ceil((all + 1.0) / 2.0));

	return (low + high) / 2.0;
}

/* The smallest c with a chance of at least `tail` for a sum of at most c, by the exact
 * distribution; *below is the chance of a sum below c. */
static double exact_c(double tail, size_t n, double *below)
{
	double ways[SUMS];
	double chance = 0.0;
	size_t c = 0;

	count_sums(n, ways);
	*below = 0.0;
	for (; (chance += ldexp(ways[c], -(int)n)) < tail; c++)
		*below = chance;
	return (double)c;
}

static double normal_c(double tail, double n, double *below)
{
	double sd = sqrt(normal_variance(n, 0.0));
	double c = ceil(normal_mean(n) + dist_normal_quantile(tail) * sd - 0.5);

	*below = dist_normal_two_sided((normal_mean(n) - (c - 0.5)) / sd) / 2.0;
	return c;
}

static void shift(struct wilcoxon *w, const double *d, double level)
{
	double tail = 1.0 - stats_upper(level);
	double all = (double)w->n * (double)(w->n + 1) / 2.0;
	double below;
	double c;

	w->shift = median_of_means(d, w->n);
	if (!stats_is_level(level))
		return;
	c = w->n < WILCOXON_EXACT_BELOW ? exact_c(tail, w->n, &below)
	                                : normal_c(tail, (double)w->n, &below);
	if (c < 1.0) {
		c = 1.0;
		below = ldexp(1.0, -(int)w->n);
	}
	w->ci = (struct interval){ kth_mean(d, w->n, c), kth_mean(d, w->n, all + 1.0 - c) };
	w->reached = 1.0 - 2.0 * below;
}

/* All differences, and apart those that are not 0, of which it returns the number. */
static size_t subtract(const struct pairs *p, double *d, double *changed)
{
	size_t n = 0;

	for (size_t i = 0; i < p->n; i++) {
		d[i] = p->y[i] - p->x[i];
		if (d[i] != 0.0)
			changed[n++] = d[i];
	}
	return n;
}

struct wilcoxon wilcoxon_signed_rank(struct arena *a, const struct pairs *p, double level)
{
	size_t mark = arena_mark(a);
	double *d = NEW_N(a, double, p->n);
	double *changed = NEW_N(a, double, p->n);
	size_t n = subtract(p, d, changed);
	struct wilcoxon w = { .n = p->n, .missing = p->missing, .zeros = p->n - n };

	w.v = w.p = w.shift = w.reached = (double)NAN;
	w.ci = interval_unknown;
	if (w.n == 0)
		w.why = UNSAID_TOO_FEW;
	else
		shift(&w, rows_sorted(a, d, w.n), level);
	if (w.n > 0 && n == 0)
		w.why = UNSAID_NO_SPREAD;
	if (n > 0)
		test(a, &w, changed, n);
	arena_back(a, mark);
	return w;
}
