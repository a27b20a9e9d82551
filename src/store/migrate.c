/* Schema files run once, in order, each in a transaction that also keeps its text: a file that was
 * edited after it ran is found by comparing. */
#include "store/driver.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MEMORY = 64 << 20 };

static const char table_sql[] =
	"CREATE TABLE IF NOT EXISTS schema_file (name word NOT NULL PRIMARY KEY, text word NOT NULL,"
	" ran instant NOT NULL)";

struct ran {
	struct str name;
	struct str text;
};

static const struct column ran_columns[] = {
	{ "name", CARRY_TEXT, offsetof(struct ran, name), SIZE_MAX },
	{ "text", CARRY_TEXT, offsetof(struct ran, text), SIZE_MAX },
};

static const struct query ran_list = {
	.name = "schema_ran_list",
	.from = "src/store/migrate.c",
	.sql = "SELECT name, text FROM schema_file ORDER BY name",
	.columns = ran_columns,
	.ncolumns = 2,
	.row_size = sizeof(struct ran),
	.shape = SHAPE_MANY,
	.readonly = true,
};

static const enum carried ran_params[] = { CARRY_TEXT, CARRY_TEXT, CARRY_INSTANT };

static const struct query ran_insert = {
	.name = "schema_ran_insert",
	.from = "src/store/migrate.c",
	.sql = "INSERT INTO schema_file (name, text, ran) VALUES ($1, $2, $3)",
	.params = ran_params,
	.nparams = 3,
	.shape = SHAPE_EXEC_ONE,
};

static enum err say(enum err e, const char *name, const char *what)
{
	fprintf(stderr, "kintsugi: schema file %s %s\n", name, what);
	return e;
}

/* What has run, in order. */
static enum err list_ran(struct connection *c, struct arena *a, const struct ran **at, size_t *n)
{
	struct ask k = { .bound = { .q = &ran_list } };
	enum err e = c->driver->read(c, &k, a);

	c->driver->read_end(c);
	*at = (const struct ran *)(void *)k.rows;
	*n = k.n;
	return e;
}

/* What ran must be the beginning of files, word for word. */
static enum err compare(const struct ran *ran, size_t n, const struct schema_file *files,
                        size_t nfiles)
{
	for (size_t i = 0; i < n; i++) {
		if (i >= nfiles)
			return say(ERR_STORE, ran[i].name.p,
			           "is newer than this program. Please run the program that it came with.");
		if (!str_eq(ran[i].name, str_z(files[i].name)))
			return say(ERR_STORE, files[i].name,
			           "is missing below later ones. This is not the database of this program.");
		if (!str_eq(ran[i].text, str_z(files[i].sql)))
			return say(ERR_STORE, files[i].name,
			           "was edited after it ran. Put it back, and write the change as a new file.");
	}
	return OK;
}

enum err schema_check(struct connection *c)
{
	const struct store_config *config = c->config;
	struct arena *a = arena_new(MEMORY);
	const struct ran *ran;
	size_t n = 0;
	enum err e;

	if (!a)
		return ERR_STORE;
	e = list_ran(c, a, &ran, &n);
	if (e == ERR_BUG)
		e = say(ERR_STORE, "0001", "has not run. Please run: kintsugi migrate");
	else if (e == OK)
		e = compare(ran, n, config->files, config->nfiles);
	if (e == OK && n < config->nfiles)
		e = say(ERR_STORE, config->files[n].name, "has not run. Please run: kintsugi migrate");
	arena_free(a);
	return e;
}

static struct value text_value(const char *z)
{
	return (struct value){ .carried = CARRY_TEXT, .p = z, .n = strlen(z) };
}

static enum err run_inside(struct connection *c, const struct schema_file *f, struct arena *a)
{
	const struct value params[] = { text_value(f->name),
		                            text_value(f->sql),
		                            { .carried = CARRY_INSTANT, .i = clock_now().s } };
	struct change *change = change_new(a);
	struct str sql = dialect_of(a, f->sql, c->driver->postgres);

	change_add(change, &ran_insert, params);
	TRY(c->driver->write_begin(c));
	TRY(c->driver->script(c, sql.p));
	TRY(c->driver->write_run(c, change));
	return c->driver->write_commit(c);
}

static enum err run_file(struct connection *c, const struct schema_file *f, struct arena *a)
{
	enum err e = run_inside(c, f, a);

	if (e == OK)
		return OK;
	c->driver->write_rollback(c);
	return say(e, f->name, "could not be run. The database is as it was before this file.");
}

/* Without this SQLite takes one house for ten rows, and goes through all tasks or all of the audit
 * to find those of one person. Fixed, so that no query ever changes its way: rows of a house of ten
 * thousand, and how many of them share the first column of the index, the first two, ... */
static const char rows_sql[] = "ANALYZE schema_file;"
							   "DELETE FROM sqlite_stat1;"
							   "INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES"
							   " ('person', 'person', '10000 10000 1'),"
							   " ('person', 'person_team', '10000 10000 3000 1000 1'),"
							   " ('assignment', 'assignment', '10000 10000 3 1'),"
							   " ('assignment', 'assignment_staff', '10000 10000 100 50'),"
							   " ('task', 'task', '1000000 1000000 10 1'),"
							   " ('task', 'task_owner', '1000000 1000000 1000 500 5'),"
							   " ('task', 'task_called', '100 100 2'),"
							   " ('audit', 'audit', '1000000 1000000 1000000 1'),"
							   " ('audit', 'audit_person', '1000000 1000000 100 1'),"
							   " ('audit_detail', 'audit_detail', '1000000 1000000 1000000 1')";

static enum err run_missing(struct connection *c, struct arena *a, const struct schema_file *files,
                            size_t n, int *count)
{
	const struct ran *ran;
	size_t done;

	TRY(c->driver->lock(c));
	TRY(c->driver->script(c, dialect_of(a, table_sql, c->driver->postgres).p));
	TRY(list_ran(c, a, &ran, &done));
	TRY(c->driver->ready(c));
	TRY(compare(ran, done, files, n));
	for (size_t i = done; i < n; i++) {
		TRY(run_file(c, &files[i], a));
		++*count;
	}
	return c->driver->postgres ? OK : c->driver->script(c, rows_sql);
}

enum err store_migrate(const struct store_config *config, const struct schema_file *files, size_t n,
                       int *ran)
{
	struct arena *a = arena_new(MEMORY);
	struct connection *c;
	enum err e = ERR_STORE;

	*ran = 0;
	if (!a)
		return ERR_STORE;
	c = connection_open(config, ROLE_MAKER);
	if (c)
		e = run_missing(c, a, files, n, ran);
	connection_close(c);
	arena_free(a);
	return e;
}
