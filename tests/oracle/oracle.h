/* Data sets and golden values for the tests of measure/ (tests/oracle/README.md). Whatever cannot
 * be read, and whatever R says that nobody asks for, is a failed test. */
#pragma once
#include "measure/rows.h"

#include <stdio.h>

/* Tolerances: for what is worked out, and for what is searched for step by step. */
#define EXACT 1e-8
#define ITERATIVE 1e-6

struct oracle;

/* n values of one column; missing ones are NAN. They belong to the oracle. */
struct column {
	const double *x;
	size_t n;
};

/* tests/oracle/data/NAME.txt and golden/NAME.txt; the latter from the folder KINTSUGI_GOLDEN where
 * that is set. */
struct oracle *oracle_open(const char *name);
/* Fails when a golden value was never compared with anything. */
void oracle_close(struct oracle *o);
/* The same without asking, for tests that look at one data set. */
void oracle_free(struct oracle *o);
/* check with each data set of NAME, and an arena for the time of one; then oracle_close. */
void oracle_each(const char *name,
                 void (*check)(struct oracle *o, const char *set, struct arena *a));
/* The i-th data set's name; NULL after the last. */
const char *oracle_set(const struct oracle *o, size_t i);
/* A column of a data set. */
struct column oracle_column(const struct oracle *o, const char *set, const char *name);
/* A column that a set need not have: n is 0 then. */
struct column oracle_column_or_none(const struct oracle *o, const char *set, const char *name);
/* Columns PREFIX1, PREFIX2, ... of a data set, as a table in the arena. */
struct table oracle_table(const struct oracle *o, struct arena *a, const char *set,
                          const char *prefix);
/* Compares `got` with what R says of the set, relative to its size above 1. NAN equals NAN only. */
void oracle_is(struct oracle *o, const char *set, const char *what, double got, double tolerance);
/* The same of a value with a longer name, `what` and `part` in one: "d_z" and "_lo". */
void oracle_part_is(struct oracle *o, const char *set, const char *what, const char *part,
                    double got, double tolerance);
/* Compares with a number that was published, which has few digits. */
void published_is(double got, double want, double within);
/* For tests that read a golden file of their own form; never NULL, the caller closes it. */
FILE *oracle_golden(const char *file);
