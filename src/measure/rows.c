#include "measure/rows.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct pairs pairs_complete(struct arena *a, const double *x, const double *y, size_t n)
{
	double *left = NEW_N(a, double, n);
	double *right = NEW_N(a, double, n);
	size_t kept = 0;

	for (size_t i = 0; i < n; i++) {
		if (isnan(x[i]) || isnan(y[i]))
			continue;
		left[kept] = x[i];
		right[kept++] = y[i];
	}
	return (struct pairs){ .x = left, .y = right, .n = kept, .missing = n - kept };
}

static bool is_complete(const double *row, size_t columns)
{
	for (size_t j = 0; j < columns; j++)
		if (isnan(row[j]))
			return false;
	return true;
}

struct table table_complete(struct arena *a, const struct table *t)
{
	double *x = arena_alloc(a, arena_size(t->rows, arena_size(t->columns, sizeof *x)));
	struct table kept = { .x = x, .columns = t->columns };

	for (size_t i = 0; i < t->rows; i++) {
		const double *row = t->x + i * t->columns;

		if (!is_complete(row, t->columns))
			continue;
		memcpy(x + kept.rows++ * t->columns, row, t->columns * sizeof *x);
	}
	kept.missing = t->rows - kept.rows;
	return kept;
}

static int ascending(const void *a, const void *b)
{
	const double *x = a;
	const double *y = b;

	return (*x > *y) - (*x < *y);
}

void rows_sort(double *x, size_t n)
{
	if (n > 0)
		qsort(x, n, sizeof *x, ascending);
}

double *rows_sorted(struct arena *a, const double *x, size_t n)
{
	double *copy = NEW_N(a, double, n);

	if (n > 0)
		memcpy(copy, x, n * sizeof *x);
	rows_sort(copy, n);
	return copy;
}

struct placed {
	double x;
	size_t at;
};

/* By value, which is the first member. */
static struct placed *sorted_places(struct arena *a, const double *x, size_t n)
{
	struct placed *order = NEW_N(a, struct placed, n);

	for (size_t i = 0; i < n; i++)
		order[i] = (struct placed){ x[i], i };
	qsort(order, n, sizeof *order, ascending);
	return order;
}

double *rows_ranks(struct arena *a, const double *x, size_t n, double *ties)
{
	struct placed *order = sorted_places(a, x, n);
	double *rank = NEW_N(a, double, n);
	size_t end;

	*ties = 0.0;
	for (size_t from = 0; from < n; from = end) {
		double equal;

		for (end = from + 1; end < n && order[end].x == order[from].x; end++)
			;
		equal = (double)(end - from);
		*ties += equal * equal * equal - equal;
		for (size_t i = from; i < end; i++)
			rank[order[i].at] = (double)(from + 1 + end) / 2.0;
	}
	return rank;
}
