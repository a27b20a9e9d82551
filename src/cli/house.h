/* A house in a folder: opening it, making a new one, signing in for a command. */
#pragma once
#include "access/session.h"
#include "cli/config.h"

/* Where the parts of DIR lie. */
struct places {
	const char *dir;
	const char *config;
	const char *secret; /* folder */
	const char *pepper;
	const char *files; /* folder */
	const char *columns;
	struct store_config records;
	struct store_config keyring;
};
/* config may be NULL: then the databases are left out. Everything lives in a. */
void house_places(struct arena *a, const char *dir, const struct config *config,
                  struct places *out);

/* Reads DIR/config and finds the places. ERR_ABSENT: no house there; else as config_read. A
 * sentence about what is wrong, and what to do, goes to stderr. */
enum err house_config(struct arena *a, const char *dir, struct config *config,
                      struct places *places) NODISCARD;
/* The folder of packs: what the configuration names; else beside the sources of this build; else
 * where it was installed. */
const char *house_packs(struct arena *a, const struct config *c);
/* Opens everything: configuration, pepper, both databases (ERR_STORE when they must be migrated
 * first), node. Says on stderr what is wrong. The house and what belongs to it live in a and are
 * closed with it, after every task that was begun in a later; tasks in other arenas end before. */
enum err house_open(struct arena *a, const char *dir, struct house **out) NODISCARD;
/* The same with another clock, for tests and demonstrations. */
enum err house_open_at(struct arena *a, const char *dir, struct instant (*clock)(void),
                       struct house **out) NODISCARD;
/* The same at once: no task may have a read left open, wherever it lives. Twice does no harm; NULL
 * is nothing to close. */
void house_close(struct house *house);

/* What a new house is made from. */
struct house_new {
	const char *dir; /* must not exist, or be empty */
	struct str name;
	int64_t utc_offset;
	struct str postgres; /* both empty: SQLite in dir; else two empty databases */
	struct str postgres_keyring;
	struct staff_new
		officer; /* the first key officer; roles must have manager; its teams are not looked at */
	struct str team; /* the first team */
	struct str team_code;
	bool assign_all;               /* everybody in the first team walks with everybody */
	struct instant (*clock)(void); /* clock_now when NULL */
};
/* Makes folder, pepper, databases and configuration, and founds the house in them. Says on stderr
 * what is wrong; then nothing is left in dir. ERR_CONFLICT: there is something already;
 * ERR_INVALID: weak passphrase, unusable name. */
enum err house_make(struct arena *a, const struct house_new *made) NODISCARD;

/* Signs in for one command or test: c->arena is the caller's, the rest of c is begun here and
 * afterwards has the actor and an empty change. No session stays behind. ERR_DENIED: user name or
 * passphrase is not right, which is in the audit then. */
enum err house_sign_in(struct ctx *c, struct house *house, struct str user_name,
                       struct str passphrase) NODISCARD;
/* Commits c->change and begins anew with the same actor, so that the next reads see it. */
enum err house_commit(struct ctx *c) NODISCARD;
/* After colleagues or keys were added and committed: hands what the actor holds to whom it belongs,
 * and commits. */
enum err house_hand_over(struct ctx *c) NODISCARD;
