#include "cli/house.h"

#include "access/audit.h"
#include "cli/modules.h"
#include "cli/schema_files.h"

#include <stdio.h>
#include <sys/stat.h>

static const char *beside(struct arena *a, const char *dir, const char *name)
{
	return arena_fmt(a, "%s/%s", dir, name).p;
}

static struct store_config database(struct arena *a, struct str postgres, const char *path)
{
	return (struct store_config){ .sqlite_path = postgres.n ? NULL : path,
		                          .postgres = postgres.n ? arena_str(a, postgres).p : NULL };
}

void house_places(struct arena *a, const char *dir, const struct config *config, struct places *out)
{
	*out = (struct places){ .dir = dir,
		                    .config = beside(a, dir, "config"),
		                    .secret = beside(a, dir, "secret"),
		                    .pepper = beside(a, dir, "secret/pepper"),
		                    .files = beside(a, dir, "files"),
		                    .columns = beside(a, dir, "columns") };
	if (!config)
		return;
	out->records = database(a, config->postgres, beside(a, dir, "records.db"));
	out->keyring = database(a, config->postgres_keyring, beside(a, dir, "keyring.db"));
	out->records.files = records_schema;
	out->records.nfiles = records_schema_n;
	out->keyring.files = keyring_schema;
	out->keyring.nfiles = keyring_schema_n;
}

static enum err say(enum err e, const char *sentence)
{
	fprintf(stderr, "kintsugi: %s\n", sentence);
	return e;
}

enum err house_config(struct arena *a, const char *dir, struct config *config,
                      struct places *places)
{
	struct str problem;
	enum err e;

	house_places(a, dir, NULL, places);
	e = config_read(a, places->config, config, &problem);
	if (e == ERR_ABSENT)
		return say(
			e,
			arena_fmt(a, "There is no house in %s. Please make one with: kintsugi init --data %s",
		              dir, dir)
				.p);
	if (e != OK)
		return say(e, arena_fmt(a, "%s: %.*s. Please correct the file and try again.",
		                        places->config, (int)problem.n, problem.p)
		                  .p);
	house_places(a, dir, config, places);
	return OK;
}

static enum err open_vault(struct arena *a, const struct places *p, struct house *h)
{
	if (vault_start() != OK)
		return say(
			ERR_VAULT,
			"libsodium is too old or cannot be trusted here. Version 1.0.18 or later is needed.");
	if (vault_open(a, p->pepper, h->org, &h->vault) != OK)
		return say(ERR_VAULT,
		           arena_fmt(a,
		                     "%s is missing, damaged, somebody else's, or open to others. "
		                     "Please put it back from its own copy, with: chmod 400 %s",
		                     p->pepper, p->pepper)
		               .p);
	return OK;
}

static enum err open_stores(const struct places *p, struct house *h)
{
	if (store_open(&p->records, &h->records) != OK)
		return say(ERR_STORE,
		           "The database of records cannot be opened. Please run: kintsugi doctor");
	if (store_open(&p->keyring, &h->keyring) != OK)
		return say(ERR_STORE,
		           "The database of the keyring cannot be opened. Please run: kintsugi doctor");
	return OK;
}

const char *house_packs(struct arena *a, const struct config *c)
{
	struct stat s;

	if (c->packs.n)
		return arena_str(a, c->packs).p;
	if (stat(KINTSUGI_PACKS, &s) == 0)
		return KINTSUGI_PACKS;
	return KINTSUGI_PREFIX "/share/kintsugi/packs";
}

static enum err start_node(struct arena *a, const struct places *p, struct house *h)
{
	enum err e = node_start(a, h, p->secret);

	if (e == ERR_ABSENT)
		return say(e, "These databases have no organisation in them. Are they the ones of this "
		              "configuration?");
	if (e == ERR_VAULT)
		return say(e, "The auditor's key is not signed by this organisation, or secret/node.key is "
		              "damaged or "
		              "open to others. Please restore both from one backup.");
	return e == OK ? OK : say(e, "The audit chain cannot be begun. Please run: kintsugi doctor");
}

void house_close(struct house *house)
{
	if (!house)
		return;
	if (house->node)
		node_stop(house);
	store_close(house->records);
	store_close(house->keyring);
	house->node = NULL;
	house->records = NULL;
	house->keyring = NULL;
}

static void close_with_arena(void *house)
{
	house_close(house);
}

enum err house_open_at(struct arena *a, const char *dir, struct instant (*clock)(void),
                       struct house **out)
{
	struct house *h = NEW(a, struct house);
	struct config config;
	struct places places;

	*out = NULL;
	TRY(house_config(a, dir, &config, &places));
	*h = (struct house){ .org = config.org,
		                 .name = config.name,
		                 .utc_offset = (int)config.utc_offset,
		                 .sign_public = config.sign_public,
		                 .scored_twice = (int)config.scored_twice,
		                 .packs = house_packs(a, &config),
		                 .files = places.files,
		                 .columns = places.columns,
		                 .modules = &all_modules,
		                 .clock = clock };
	TRY(open_vault(a, &places, h));
	arena_defer(a, close_with_arena, h);
	TRY(open_stores(&places, h));
	TRY(start_node(a, &places, h));
	*out = h;
	return OK;
}

enum err house_open(struct arena *a, const char *dir, struct house **out)
{
	return house_open_at(a, dir, clock_now, out);
}

/* --- tasks of a command --- */

enum err house_commit(struct ctx *c)
{
	read_end(c->read);
	TRY(audit_commit(c));
	return ctx_begin(c, c->arena, c->house, c->actor, c->house->clock());
}

enum err house_sign_in(struct ctx *c, struct house *house, struct str user_name,
                       struct str passphrase)
{
	struct sign_in s = { .user_name = user_name, .passphrase = passphrase };
	struct str token;
	enum err e;

	TRY(ctx_begin(c, c->arena, house, NULL, house->clock()));
	TRY(sign_in_find(c, &s));
	sign_in_hash(c, &s);
	e = sign_in_done(c, &s, &token);
	if (e == ERR_DENIED) {
		TRY(house_commit(c));
		return e;
	}
	TRY(e);
	session_end(c, token);
	return house_commit(c);
}

enum err house_hand_over(struct ctx *c)
{
	TRY(actor_renew(c));
	TRY(holders_hand_over(c));
	return house_commit(c);
}
