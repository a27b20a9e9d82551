#include "harness/access_house.h"

#include "cli/schema_files.h"
#include "harness/pg.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

enum { PATH_MOST = 512 };

static struct pg *server;

int test_house_group_sqlite(void **state)
{
	(void)state;
	server = NULL;
	log_quiet(true);
	return vault_start() == OK ? 0 : -1;
}

int test_house_group_postgres(void **state)
{
	(void)state;
	log_quiet(true);
	return vault_start() == OK && pg_start(&server) == OK ? 0 : -1;
}

int test_house_group_end(void **state)
{
	(void)state;
	pg_stop(server);
	server = NULL;
	return 0;
}

/* --- the house --- */

static struct store *database(struct test_house *h, const char *name, struct store_config *config)
{
	struct store *s = NULL;
	int ran;

	if (server)
		config->postgres = pg_conn(server, name);
	else
		config->sqlite_path = arena_fmt(h->arena, "%s/%s.db", h->folder, name).p;
	assert_int_equal(store_migrate(config, config->files, config->nfiles, &ran), OK);
	assert_int_equal(store_open(config, &s), OK);
	return s;
}

void test_house_task(struct test_house *h, struct ctx *c)
{
	assert_int_equal(ctx_begin(c, h->arena, &h->house, h->officer, h->now), OK);
}

static void found(struct test_house *h)
{
	const struct staff_new officer = { .user_name = STR("amara"),
		                               .passphrase = STR("seven slow herons over water"),
		                               .roles = ROLE_caseworker | ROLE_lead | ROLE_manager,
		                               .language = STR("en") };
	struct actor *actor;
	struct ctx c;

	test_house_task(h, &c);
	assert_int_equal(house_found(&c, &officer, &actor), OK);
	assert_int_equal(team_make(&c, STR("Harbour"), STR("H"), false, &h->team), OK);
	assert_int_equal(store_commit(h->house.records, c.change), OK);
	h->officer = c.actor;
}

int test_house_open(void **state)
{
	struct test_house *h = calloc(1, sizeof *h);
	const char *pepper;

	*state = h;
	if (!h)
		return -1;
	h->arena = arena_new(512 << 20);
	(void)snprintf(h->folder, sizeof h->folder, "/tmp/kintsugi-access-XXXXXX");
	if (!h->arena || !mkdtemp(h->folder))
		return -1;
	h->now = (struct instant){ 1767225600 };
	h->house.org = org_id_fresh(h->now);
	pepper = arena_fmt(h->arena, "%s/pepper", h->folder).p;
	if (vault_make_pepper(pepper) != OK ||
	    vault_open(h->arena, pepper, h->house.org, &h->house.vault) != OK)
		return -1;
	h->records.files = records_schema;
	h->records.nfiles = records_schema_n;
	h->keyring.files = keyring_schema;
	h->keyring.nfiles = keyring_schema_n;
	h->house.records = database(h, "records", &h->records);
	h->house.keyring = database(h, "keyring", &h->keyring);
	found(h);
	return node_start(h->arena, &h->house, h->folder) == OK ? 0 : -1;
}

static int any_file(const struct dirent *d)
{
	return d->d_name[0] != '.';
}

static void folder_forget(const char *folder)
{
	struct dirent **names;
	char path[PATH_MOST];
	int n = scandir(folder, &names, any_file, NULL);

	for (int i = 0; i < n; i++) {
		(void)snprintf(path, sizeof path, "%s/%s", folder, names[i]->d_name);
		(void)unlink(path);
		free(names[i]);
	}
	if (n >= 0)
		free(names);
	(void)rmdir(folder);
}

int test_house_close(void **state)
{
	struct test_house *h = *state;

	node_stop(&h->house);
	arena_free(h->arena);
	store_close(h->house.records);
	store_close(h->house.keyring);
	folder_forget(h->folder);
	free(h);
	return 0;
}

static const enum carried person_params[] = { CARRY_ID, CARRY_ID, CARRY_ID };
static const struct query person_put = {
	.name = "person_put",
	.from = "tests",
	.shape = SHAPE_EXEC_ONE,
	.params = person_params,
	.nparams = 3,
	.sql = "INSERT INTO person (org, id, team, keyver, state, hour) VALUES ($1, $2, $3, 1, 1, 0)"
};

struct person_id test_house_person(struct test_house *h)
{
	struct person_id id = person_id_fresh(h->now);
	struct ctx c;

	test_house_task(h, &c);
	change_add(c.change, &person_put,
	           (const struct value[]){ { .carried = CARRY_ID, .p = h->house.org.b, .n = ID_BYTES },
	                                   { .carried = CARRY_ID, .p = id.b, .n = ID_BYTES },
	                                   { .carried = CARRY_ID, .p = h->team.b, .n = ID_BYTES } });
	assert_int_equal(person_keys_make(&c, id, h->team), OK);
	assert_int_equal(store_commit(h->house.records, c.change), OK);
	read_end(c.read);
	return id;
}

void test_house_run(struct test_house *h, const struct query *q)
{
	struct change *c = change_new(h->arena);

	change_add(c, q, NULL);
	assert_int_equal(store_commit(h->house.records, c), OK);
}

struct one_number {
	int64_t n;
};

int64_t test_house_count(struct test_house *h, const char *sql)
{
	static const struct column columns[] = { { "n", CARRY_INT, offsetof(struct one_number, n),
		                                       SIZE_MAX } };
	/* Prepared statements are kept by the address of their query: one for each call, in the arena.
	 */
	struct query *q = NEW(h->arena, struct query);
	const struct one_number *row = NULL;
	struct read *r = read_begin(h->house.records, h->arena);

	*q = (struct query){ .name = "test_house_count",
		                 .from = "tests",
		                 .sql = sql,
		                 .columns = columns,
		                 .ncolumns = 1,
		                 .row_size = sizeof(struct one_number),
		                 .shape = SHAPE_ONE,
		                 .readonly = true };
	read_ask(r, q, NULL, &row);
	assert_int_equal(read_now(r), OK);
	read_end(r);
	return row->n;
}
