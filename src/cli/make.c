/* A new house: all of it or nothing. */
#include "access/keys.h"
#include "cli/house.h"
#include "cli/modules.h"
#include "cli/schema_files.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

enum { TASK_BYTES = 64 << 20 };

static enum err say(struct arena *a, enum err e, const char *before, const char *sentence)
{
	fprintf(stderr, "kintsugi: %s\n", arena_fmt(a, "%s%s", before, sentence).p);
	return e;
}

static bool folder_empty(const char *dir)
{
	DIR *d = opendir(dir);
	int n = 0;

	if (!d)
		return false;
	while (n < 3 && readdir(d))
		n++;
	closedir(d);
	return n < 3;
}

/* *fresh: the folder was not there before. */
static enum err make_folders(struct arena *a, const struct places *p, bool *fresh)
{
	*fresh = mkdir(p->dir, S_IRWXU) == 0;
	if (!*fresh && errno == EEXIST && !folder_empty(p->dir))
		return say(a, ERR_CONFLICT, p->dir,
		           " is not empty. A new house needs a folder of its own; please name another.");
	if (!*fresh && errno != EEXIST)
		return say(a, ERR_STORE, p->dir,
		           " cannot be made. Please name a folder in a place that is yours.");
	if (chmod(p->dir, S_IRWXU) != 0 || mkdir(p->secret, S_IRWXU) != 0 ||
	    mkdir(p->files, S_IRWXU) != 0)
		return say(a, ERR_STORE, p->dir,
		           " cannot be written. Please name a folder in a place that is yours.");
	if (vault_start() != OK || vault_make_pepper(p->pepper) != OK)
		return say(a, ERR_VAULT, p->pepper, " cannot be written.");
	return OK;
}

/* Only what a house that failed half-way can have left. */
static void unmake_folders(struct arena *a, const struct places *p, bool fresh)
{
	static const char *const names[] = { "config",         "records.db",    "records.db-wal",
		                                 "records.db-shm", "keyring.db",    "keyring.db-wal",
		                                 "keyring.db-shm", "secret/pepper", "secret/node.key" };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		(void)unlink(arena_fmt(a, "%s/%s", p->dir, names[i]).p);
	(void)rmdir(p->secret);
	(void)rmdir(p->files);
	if (fresh)
		(void)rmdir(p->dir);
}

static enum err migrate_both(struct arena *a, const struct places *p)
{
	int ran;

	if (store_migrate(&p->records, records_schema, records_schema_n, &ran) != OK)
		return say(a, ERR_STORE, "",
		           "The database of records cannot be made. Please look at the connection string.");
	if (ran == 0)
		return say(a, ERR_CONFLICT, "",
		           "There are records in this database already. A new house needs an empty one.");
	if (store_migrate(&p->keyring, keyring_schema, keyring_schema_n, &ran) != OK)
		return say(
			a, ERR_STORE, "",
			"The database of the keyring cannot be made. Please look at the connection string.");
	if (ran == 0)
		return say(a, ERR_CONFLICT, "",
		           "There are keys in this database already. A new house needs an empty one.");
	return OK;
}

static enum err found(struct arena *a, struct house *h, const struct house_new *made)
{
	struct actor *officer;
	struct team_id team;
	struct ctx c;

	TRY(ctx_begin(&c, a, h, NULL, h->clock()));
	TRY(house_found(&c, &made->officer, &officer));
	TRY(team_make(&c, made->team, made->team_code, made->assign_all, &team));
	return store_commit(h->records, c.change);
}

/* The node is started at the first opening: it needs the auditor's key that is made here. */
static enum err found_inside(struct arena *a, const struct places *p, const struct house_new *made,
                             struct config *config)
{
	struct house h = { .org = config->org,
		               .name = made->name,
		               .utc_offset = (int)made->utc_offset,
		               .modules = &all_modules,
		               .clock = made->clock ? made->clock : clock_now };
	struct arena *task = arena_new(TASK_BYTES);
	enum err e = vault_open(a, p->pepper, h.org, &h.vault);

	if (e == OK)
		e = store_open(&p->records, &h.records);
	if (e == OK)
		e = store_open(&p->keyring, &h.keyring);
	if (e == OK)
		e = task ? found(task, &h, made) : ERR_BUSY;
	if (task)
		arena_free(task);
	store_close(h.records);
	store_close(h.keyring);
	config->sign_public = h.sign_public;
	return e == OK ? OK : say(a, e, "The house could not be founded: ", err_words(e));
}

static enum err check(struct arena *a, const struct house_new *made)
{
	const char *problem = passphrase_problem(made->officer.passphrase, made->officer.user_name);

	if (problem)
		return say(a, ERR_INVALID, "", problem);
	if (made->name.n == 0 || made->team.n == 0)
		return say(a, ERR_INVALID, "", "The organisation and its first team need a name each.");
	return OK;
}

enum err house_make(struct arena *a, const struct house_new *made)
{
	struct config config = { .org = org_id_fresh(clock_now()),
		                     .name = made->name,
		                     .utc_offset = made->utc_offset,
		                     .scored_twice = CONFIG_SCORED_TWICE,
		                     .postgres = made->postgres,
		                     .postgres_keyring = made->postgres_keyring };
	struct places p;
	bool fresh;
	enum err e;

	TRY(check(a, made));
	house_places(a, made->dir, &config, &p);
	e = make_folders(a, &p, &fresh);
	if (e == ERR_CONFLICT)
		return e;
	if (e == OK)
		e = migrate_both(a, &p);
	if (e == OK)
		e = found_inside(a, &p, made, &config);
	if (e == OK && config_write(a, p.config, &config) != OK)
		e = say(a, ERR_STORE, p.config, " cannot be written. Please look at names and free room.");
	if (e != OK)
		unmake_folders(a, &p, fresh);
	return e;
}
