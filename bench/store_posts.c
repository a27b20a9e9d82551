/* Posts a second: the store's one writer against one SQLite connection for each poster. A post is
 * two rows. Usage: store_posts FOLDER [SECONDS]. FOLDER must be empty; put it on the disk that is
 * to be measured. */
#include "store/store.h"

#include <pthread.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { POSTERS_MOST = 64, LATENCIES = 1 << 20 };

static const struct schema_file files[] = {
	{ "0001_post.sql",
	  "-- cluster\nCREATE TABLE post (id number NOT NULL, note word NOT NULL, PRIMARY KEY (id));"
	  "CREATE TABLE seen (id number NOT NULL PRIMARY KEY, at instant NOT NULL);" },
};

static const enum carried post_params[] = { CARRY_INT, CARRY_TEXT };
static const enum carried seen_params[] = { CARRY_INT, CARRY_INSTANT };
static const struct query post_insert = { .name = "post_insert",
	                                      .from = "bench",
	                                      .nparams = 2,
	                                      .sql = "INSERT INTO post (id, note) VALUES ($1, $2)",
	                                      .params = post_params,
	                                      .shape = SHAPE_EXEC_ONE };
static const struct query seen_insert = { .name = "seen_insert",
	                                      .from = "bench",
	                                      .nparams = 2,
	                                      .sql = "INSERT INTO seen (id, at) VALUES ($1, $2)",
	                                      .params = seen_params,
	                                      .shape = SHAPE_EXEC_ONE };

static const char note[] =
	"A note of about two hundred bytes, as a caseworker writes after a visit: who was there, "
	"what she asked for, what was promised, and on which day somebody will call her again.";

struct poster {
	struct store *store; /* NULL: the baseline */
	const char *path;
	pthread_t thread;
	int64_t id;
	double until;
	double *took; /* milliseconds */
	size_t n;
	bool failed;
};

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void keep(struct poster *p, double began)
{
	if (p->n < LATENCIES)
		p->took[p->n++] = (now() - began) * 1e3;
}

static void *post_to_store(void *arg)
{
	struct poster *p = arg;
	struct arena *a = arena_new(1 << 20);

	for (double began; (began = now()) < p->until && !p->failed; p->id++) {
		struct change *c = change_new(a);
		const struct value post[] = { { .i = p->id }, { .p = note, .n = sizeof note - 1 } };
		const struct value seen[] = { { .i = p->id }, { .i = 1 } };
		change_add(c, &post_insert, post);
		change_add(c, &seen_insert, seen);
		p->failed = store_commit(p->store, c) != OK;
		keep(p, began);
		arena_reset(a);
	}
	arena_free(a);
	return NULL;
}

static bool step(sqlite3_stmt *s)
{
	(void)sqlite3_step(s);
	return sqlite3_reset(s) == SQLITE_OK;
}

static bool post_alone(sqlite3_stmt *const s[4], int64_t id)
{
	sqlite3_bind_int64(s[1], 1, id);
	sqlite3_bind_text(s[1], 2, note, sizeof note - 1, SQLITE_STATIC);
	sqlite3_bind_int64(s[2], 1, id);
	sqlite3_bind_int64(s[2], 2, 1);
	return step(s[0]) && step(s[1]) && step(s[2]) && step(s[3]);
}

static void *post_alone_to_sqlite(void *arg)
{
	const char *const sql[4] = { "BEGIN IMMEDIATE", post_insert.sql, seen_insert.sql, "COMMIT" };
	struct poster *p = arg;
	sqlite3_stmt *s[4] = { 0 };
	sqlite3 *db = NULL;

	p->failed =
		sqlite3_open(p->path, &db) != SQLITE_OK || sqlite3_busy_timeout(db, 30000) ||
		sqlite3_exec(db, "PRAGMA synchronous=FULL; PRAGMA secure_delete=ON", NULL, NULL, NULL);
	for (int i = 0; i < 4 && !p->failed; i++)
		p->failed = sqlite3_prepare_v2(db, sql[i], -1, &s[i], NULL) != SQLITE_OK;
	for (double began; (began = now()) < p->until && !p->failed; p->id++) {
		p->failed = !post_alone(s, p->id);
		keep(p, began);
	}
	for (int i = 0; i < 4; i++)
		sqlite3_finalize(s[i]);
	sqlite3_close(db);
	return NULL;
}

static int by_size(const void *a, const void *b)
{
	double x, y;

	memcpy(&x, a, sizeof x);
	memcpy(&y, b, sizeof y);
	return (x > y) - (x < y);
}

static void print_line(const char *how, const struct poster *posters, int n, double seconds)
{
	double *all = calloc(LATENCIES, sizeof *all);
	size_t total = 0;
	bool failed = !all;

	for (int i = 0; i < n && all; i++) {
		for (size_t j = 0; j < posters[i].n && total < LATENCIES; j++)
			all[total++] = posters[i].took[j];
		failed = failed || posters[i].failed;
	}
	if (failed || !total) {
		printf("%-28s %7d  failed\n", how, n);
	} else {
		qsort(all, total, sizeof *all, by_size);
		printf("%-28s %7d %9.0f %8.2f %9.1f\n", how, n, (double)total / seconds,
		       all[total * 99 / 100], all[total - 1]);
	}
	free(all);
}

static void run(struct store *s, const char *path, int n, double seconds)
{
	static struct poster posters[POSTERS_MOST];
	static int64_t first;
	double until = now() + seconds;

	for (int i = 0; i < n; i++) {
		first += 10000000;
		posters[i] = (struct poster){ .store = s, .path = path, .id = first, .until = until };
		posters[i].took = calloc(LATENCIES, sizeof(double));
		if (!posters[i].took ||
		    pthread_create(&posters[i].thread, NULL, s ? post_to_store : post_alone_to_sqlite,
		                   &posters[i]))
			exit(1);
	}
	for (int i = 0; i < n; i++)
		pthread_join(posters[i].thread, NULL);
	print_line(s ? "one writer, batched" : "a connection each", posters, n, seconds);
	for (int i = 0; i < n; i++)
		free(posters[i].took);
}

int main(int argc, char **argv)
{
	static const int posters[] = { 1, 8, 32 };
	double seconds = argc > 2 ? strtod(argv[2], NULL) : 3;
	struct store_config config = { .files = files, .nfiles = 1 };
	char path[4096];
	struct store *s;
	int ran;

	if (argc < 2) {
		fputs("usage: store_posts FOLDER [SECONDS]\n", stderr);
		return 2;
	}
	(void)snprintf(path, sizeof path, "%s/posts.db", argv[1]);
	config.sqlite_path = path;
	if (store_migrate(&config, files, 1, &ran) != OK || store_open(&config, &s) != OK)
		return 1;
	printf("%-28s %7s %9s %8s %9s\n", "how", "posters", "posts/s", "p99 ms", "max ms");
	for (size_t i = 0; i < sizeof posters / sizeof *posters; i++) {
		run(s, path, posters[i], seconds);
		run(NULL, path, posters[i], seconds);
	}
	store_close(s);
	return 0;
}
