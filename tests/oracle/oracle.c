#include "oracle.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#ifndef SOURCE_ROOT
#define SOURCE_ROOT "."
#endif

enum { NAME = 40, PATH = 1000, MEMORY = 4 << 20 };

/* "name 1 2 3" of a data set, or "set what 1" of a golden file. */
struct named {
	char set[NAME];
	char name[NAME];
	double *x;
	size_t n;
	bool used;
};

struct list {
	struct named *row;
	size_t n;
};

struct oracle {
	char set[NAME][NAME];
	size_t sets;
	struct list data;
	struct list golden;
};

static void *grow(void *old, size_t bytes)
{
	void *more = realloc(old, bytes);

	assert_non_null(more);
	return more;
}

static FILE *open_or_fail(const char *folder, const char *name, const char *ending)
{
	char path[PATH];
	FILE *f;

	(void)snprintf(path, sizeof path, "%s/%s%s", folder, name, ending);
	f = fopen(path, "r");
	if (!f)
		fail_msg("cannot read %s", path);
	return f;
}

FILE *oracle_golden(const char *file)
{
	const char *folder = getenv("KINTSUGI_GOLDEN");

	return open_or_fail(folder ? folder : SOURCE_ROOT "/tests/oracle/golden", file, "");
}

/* Numbers to the end of the line; NA, as R writes what is missing, is NAN. */
static void read_values(const char *text, struct named *out)
{
	text += strspn(text, " \n");
	while (*text) {
		char *end = NULL;
		double x = strncmp(text, "NA", 2) == 0 ? (double)NAN : strtod(text, &end);

		if (end == text)
			fail_msg("%s %s: not a number: %.20s", out->set, out->name, text);
		out->x = grow(out->x, (out->n + 1) * sizeof *out->x);
		out->x[out->n++] = x;
		text += strcspn(text, " \n");
		text += strspn(text, " \n");
	}
}

static struct named *add(struct list *l, const char *set, const char *name)
{
	struct named *new;

	l->row = grow(l->row, (l->n + 1) * sizeof *l->row);
	new = &l->row[l->n++];
	*new = (struct named){ 0 };
	(void)snprintf(new->set, NAME, "%s", set);
	(void)snprintf(new->name, NAME, "%s", name);
	return new;
}

static void read_data_line(struct oracle *o, const char *line)
{
	char name[NAME];
	int after = 0;

	if (sscanf(line, "[%39[^]]]", name) == 1) {
		assert_true(o->sets < NAME);
		(void)snprintf(o->set[o->sets++], NAME, "%s", name);
	} else if (sscanf(line, "%39[^ #\n]%n", name, &after) == 1) {
		assert_true(o->sets > 0);
		read_values(line + after, add(&o->data, o->set[o->sets - 1], name));
	}
}

static void read_golden_line(struct oracle *o, const char *line)
{
	char set[NAME];
	char name[NAME];
	int after = 0;

	if (sscanf(line, "%39s %39s%n", set, name, &after) != 2 || *set == '#')
		return;
	read_values(line + after, add(&o->golden, set, name));
	if (o->golden.row[o->golden.n - 1].n != 1)
		fail_msg("golden: one number a line, but: %s", line);
}

static void each_line(FILE *f, struct oracle *o, void (*read)(struct oracle *o, const char *line))
{
	char *line = NULL;
	size_t size = 0;

	while (getline(&line, &size, f) > 0)
		read(o, line);
	free(line);
	(void)fclose(f);
}

struct oracle *oracle_open(const char *name)
{
	struct oracle *o = grow(NULL, sizeof *o);
	char file[NAME];

	*o = (struct oracle){ 0 };
	each_line(open_or_fail(SOURCE_ROOT "/tests/oracle/data", name, ".txt"), o, read_data_line);
	(void)snprintf(file, sizeof file, "%s.txt", name);
	each_line(oracle_golden(file), o, read_golden_line);
	return o;
}

static void list_free(struct list *l)
{
	for (size_t i = 0; i < l->n; i++)
		free(l->row[i].x);
	free(l->row);
}

void oracle_close(struct oracle *o)
{
	for (size_t i = 0; i < o->golden.n; i++)
		if (!o->golden.row[i].used)
			fail_msg("nobody asked for %s %s", o->golden.row[i].set, o->golden.row[i].name);
	assert_true(o->golden.n > 0);
	oracle_free(o);
}

void oracle_free(struct oracle *o)
{
	list_free(&o->data);
	list_free(&o->golden);
	free(o);
}

const char *oracle_set(const struct oracle *o, size_t i)
{
	return i < o->sets ? o->set[i] : NULL;
}

static struct named *find(const struct list *l, const char *set, const char *name)
{
	for (size_t i = 0; i < l->n; i++)
		if (strcmp(l->row[i].set, set) == 0 && strcmp(l->row[i].name, name) == 0)
			return &l->row[i];
	return NULL;
}

struct column oracle_column_or_none(const struct oracle *o, const char *set, const char *name)
{
	const struct named *found = find(&o->data, set, name);

	return found ? (struct column){ found->x, found->n } : (struct column){ NULL, 0 };
}

struct column oracle_column(const struct oracle *o, const char *set, const char *name)
{
	struct column c = oracle_column_or_none(o, set, name);

	if (!c.x)
		fail_msg("no column %s in data set %s", name, set);
	return c;
}

struct table oracle_table(const struct oracle *o, struct arena *a, const char *set,
                          const char *prefix)
{
	struct table t = { 0 };
	struct column c;
	char name[NAME];
	double *x = NULL;

	for (;; t.columns++) {
		(void)snprintf(name, sizeof name, "%s%zu", prefix, t.columns + 1);
		c = oracle_column_or_none(o, set, name);
		if (c.n == 0)
			break;
		t.rows = c.n;
	}
	x = NEW_N(a, double, t.rows *t.columns);
	for (size_t j = 0; j < t.columns; j++) {
		(void)snprintf(name, sizeof name, "%s%zu", prefix, j + 1);
		c = oracle_column(o, set, name);
		assert_int_equal(c.n, t.rows);
		for (size_t i = 0; i < t.rows; i++)
			x[i * t.columns + j] = c.x[i];
	}
	t.x = x;
	return t;
}

void oracle_is(struct oracle *o, const char *set, const char *what, double got, double tolerance)
{
	struct named *want = find(&o->golden, set, what);
	double x;
	double scale;

	if (!want)
		fail_msg("R says nothing of %s %s; here it is %.15g", set, what, got);
	want->used = true;
	x = want->x[0];
	scale = fabs(x) > 1.0 ? fabs(x) : 1.0;
	/* Equal first: two infinities have no difference. */
	if (got == x || (isnan(x) ? isnan(got) : fabs(got - x) <= tolerance * scale))
		return;
	fail_msg("%s %s: %.15g, R says %.15g", set, what, got, x);
}

void oracle_part_is(struct oracle *o, const char *set, const char *what, const char *part,
                    double got, double tolerance)
{
	char name[NAME];

	(void)snprintf(name, sizeof name, "%s%s", what, part);
	oracle_is(o, set, name, got, tolerance);
}

void oracle_each(const char *name,
                 void (*check)(struct oracle *o, const char *set, struct arena *a))
{
	struct oracle *o = oracle_open(name);
	struct arena *a = arena_new(MEMORY);

	assert_non_null(a);
	for (size_t i = 0; i < o->sets; i++) {
		check(o, o->set[i], a);
		arena_reset(a);
	}
	arena_free(a);
	oracle_close(o);
}

void published_is(double got, double want, double within)
{
	if (!(fabs(got - want) <= within))
		fail_msg("%.15g; published is %.15g", got, want);
}
