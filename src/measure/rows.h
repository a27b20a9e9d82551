/*
 * Rows without holes: what most statistics of this room work on. A missing value is NAN; a row with
 * one is left out and counted. What the functions give lives in the arena; those of
 * the other files, which give figures, use it for what they note on the way, and give that back.
 */
#pragma once
#include "base/arena.h"

/* Two values of each of n people: before and after, one rater and the other, one scale and another.
 */
struct pairs {
	const double *x;
	const double *y;
	size_t n;
	size_t missing; /* rows left out */
};

/* rows x columns values, row by row: people by items, or people by raters. */
struct table {
	const double *x;
	size_t rows;
	size_t columns;
	size_t missing; /* rows left out; 0 in a table that nobody has looked through */
};

/* The pairs of which neither x[i] nor y[i] is missing, in order. */
struct pairs pairs_complete(struct arena *a, const double *x, const double *y, size_t n);
/* The rows of t in which nothing is missing, in order. */
struct table table_complete(struct arena *a, const struct table *t);
/* Puts n values in order, smallest first. */
void rows_sort(double *x, size_t n);
/* A copy of them in that order. */
double *rows_sorted(struct arena *a, const double *x, size_t n);
/*
 * Ranks 1 to n of n values; equal ones share the mean of their ranks. *ties becomes the sum of t^3
 * - t over groups of t equal values: 0 without ties (Kendall 1948, Rank Correlation Methods, ch.
 * 3).
 */
double *rows_ranks(struct arena *a, const double *x, size_t n, double *ties);
