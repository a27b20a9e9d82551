/* kintsugi doctor: looks at what goes wrong most often, and says what to do about it. */
#include "care/consent_purpose.h"
#include "cli/commands.h"
#include "cli/house.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

struct doctor_options {
	const char *data;
};
static const struct option options[] = { OPTION_DATA(struct doctor_options) };

/* A visit: every finding is said as it comes. */
struct patient {
	struct arena *arena;
	struct places places;
	struct config config;
	int wrong;
};

static void well(const char *what)
{
	printf("ok     %s\n", what);
}

static void wrong(struct patient *p, struct str sentence)
{
	printf("WRONG  %s\n", sentence.p);
	p->wrong++;
}

static void look_at_mode(struct patient *p, const char *path, mode_t allowed, const char *remedy)
{
	struct stat s;

	if (stat(path, &s) != 0)
		wrong(p, arena_fmt(p->arena, "%s is not there. Please restore it from a backup.", path));
	else if (s.st_uid != geteuid())
		wrong(p,
		      arena_fmt(p->arena,
		                "%s belongs to somebody else. Please run this as its owner, or use chown.",
		                path));
	else if (s.st_mode & 0777 & ~allowed)
		wrong(p, arena_fmt(p->arena, "%s is open to others. Please run: chmod %s %s", path, remedy,
		                   path));
	else
		well(path);
}

static void look_at_modes(struct patient *p)
{
	look_at_mode(p, p->places.dir, 0700, "700");
	look_at_mode(p, p->places.secret, 0700, "700");
	look_at_mode(p, p->places.config, 0600, "600");
	look_at_mode(p, p->places.files, 0700, "700");
	if (!p->config.postgres.n) {
		look_at_mode(p, p->places.records.sqlite_path, 0600, "600");
		look_at_mode(p, p->places.keyring.sqlite_path, 0600, "600");
	}
}

static void look_at_pepper(struct patient *p)
{
	struct vault *v;

	if (vault_start() == OK && vault_open(p->arena, p->places.pepper, p->config.org, &v) == OK)
		well("the pepper can be read");
	else
		wrong(p,
		      arena_fmt(
				  p->arena,
				  "%s is missing, damaged or open to others. Please put back its own copy, then: "
				  "chmod 400 %s",
				  p->places.pepper, p->places.pepper));
}

/* A synchronising program copies a database while it is written, and sends it away. */
static void look_for_sync(struct patient *p)
{
	static const char *const names[] = { "Dropbox",  "OneDrive",  "Google Drive", "GoogleDrive",
		                                 "My Drive", "Nextcloud", "ownCloud",     "iCloud",
		                                 "pCloud",   "Syncthing", "Sync",         "Box Sync" };
	char full[PATH_MAX];
	struct str rest = str_z(realpath(p->places.dir, full) ? full : p->places.dir);

	while (rest.n) {
		struct str part = str_cut(rest, '/', &rest);

		for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
			size_t n = strlen(names[i]);
			bool begins = part.n >= n && strncasecmp(part.p, names[i], n) == 0;

			if (begins && (part.n == n || strchr(" -(_", part.p[n]))) {
				wrong(
					p,
					arena_fmt(
						p->arena,
						"The house lies in a folder that %s copies elsewhere. Please move it out.",
						names[i]));
				return;
			}
		}
	}
	well("no synchronised folder");
}

static void look_at_room(struct patient *p)
{
	struct statvfs s = { .f_bavail = 0 };
	long long mib;

	if (statvfs(p->places.dir, &s) != 0) {
		wrong(p, STR("The free room cannot be measured."));
		return;
	}
	mib = (long long)(s.f_bavail * s.f_frsize / (1024 * 1024));
	if (mib < 1024)
		wrong(p,
		      arena_fmt(p->arena,
		                "Only %lld MiB are free here. Please make room before saving stops.", mib));
	else
		printf("ok     %lld MiB free\n", mib);
}

static void look_at_store(struct patient *p, const struct store_config *config, const char *what)
{
	struct store *s;

	if (store_open(config, &s) != OK) {
		wrong(p,
		      arena_fmt(p->arena,
		                "The database of the %s cannot be opened, or must be migrated. Please run: "
		                "kintsugi migrate --data %s",
		                what, p->places.dir));
		return;
	}
	store_close(s);
	printf("ok     the database of the %s opens and is up to date\n", what);
}

static void look_at_packs(struct patient *p)
{
	struct stat s;

	if (p->config.packs.n && stat(p->config.packs.p, &s) != 0)
		wrong(p, arena_fmt(p->arena,
		                   "The folder of packs, %s, is not there. Please look at packs in %s.",
		                   p->config.packs.p, p->places.config));
}

/* What a broken pack would tell a caseworker in the middle of a conversation is told here first. */
static void look_at_purposes(struct patient *p)
{
	const struct purposes *all = purposes_read(p->arena, house_packs(p->arena, &p->config), "en");
	const struct list_problem *it = &all->problem;

	if (it->fault == LIST_WELL)
		printf("ok     the %zu purposes of consents can be read\n", all->n);
	else
		wrong(p, arena_fmt(p->arena, "%s, line %zu, %s: %s", it->file, it->row, it->column,
		                   purposes_advice(it)));
}

static int run(const struct call *call)
{
	const struct doctor_options *o = call->options;
	struct patient p = { .arena = call->arena };

	if (house_config(call->arena, command_data(o->data), &p.config, &p.places) != OK)
		return EXIT_FAILED;
	look_at_modes(&p);
	look_at_pepper(&p);
	look_for_sync(&p);
	look_at_room(&p);
	look_at_store(&p, &p.places.records, "records");
	look_at_store(&p, &p.places.keyring, "keyring");
	look_at_packs(&p);
	look_at_purposes(&p);
	if (p.wrong)
		return command_failed("%d things are wrong; each line above says what to do.", p.wrong);
	return EXIT_DONE;
}

const struct command doctor_command = {
	.name = "doctor",
	.words = "Looks for what commonly goes wrong, and says what to do.",
	.options = options,
	.noptions = sizeof options / sizeof *options,
	.size = sizeof(struct doctor_options),
	.run = run,
};
