/* kintsugi init: a new house and its first key officer. */
#include "cli/commands.h"
#include "cli/file.h"
#include "cli/house.h"
#include "team/staff.h"

#include <stdio.h>

struct init_options {
	const char *data;
	const char *org;
	int64_t utc_offset;
	const char *postgres;
	const char *postgres_keyring;
	const char *team;
	bool assign_all;
	const char *language;
	const char *as;
	const char *passphrase_file;
};
static const struct option options[] = {
	OPTION_DATA(struct init_options),
	OPTION(struct init_options, org, "org", TEXT, "NAME", NEEDED_OPTION, "the organisation's name"),
	OPTION(struct init_options, as, "as", TEXT, "USER", NEEDED_OPTION,
	       "user name of the first key officer, who adds the others"),
	OPTION_PASSPHRASE(struct init_options),
	OPTION(struct init_options, team, "team", TEXT, "NAME", OPTIONAL_OPTION,
	       "the first team (Team 1)"),
	OPTION(struct init_options, assign_all, "assign-all", FLAG, NULL, OPTIONAL_OPTION,
	       "in a small house: the whole team walks with everybody"),
	OPTION(struct init_options, utc_offset, "utc-offset", INT, "MINUTES", OPTIONAL_OPTION,
	       "local time, minutes from UTC (0)"),
	OPTION(struct init_options, language, "language", TEXT, "CODE", OPTIONAL_OPTION,
	       "language of the key officer (en)"),
	OPTION(struct init_options, postgres, "postgres", TEXT, "CONN", OPTIONAL_OPTION,
	       "keep the records in this PostgreSQL database"),
	OPTION(struct init_options, postgres_keyring, "postgres-keyring", TEXT, "CONN", OPTIONAL_OPTION,
	       "and the keyring in this one, with a backup of its own"),
};

static void say_next(const char *dir, const char *user)
{
	printf("The house is made in %s.\n\n"
	       "%s is its first key officer. Nobody has a master key: when every key officer has lost "
	       "the\n"
	       "passphrase, or secret/pepper is gone, the records are lost for good. Please\n"
	       "  1. copy %s/secret/pepper to a place of its own, apart from the backups;\n"
	       "  2. add a second key officer soon:\n"
	       "       kintsugi staff add NAME --roles manager --data %s --as %s\n"
	       "  3. add the others, then start:\n"
	       "       kintsugi serve --data %s\n",
	       dir, user, dir, dir, user, dir);
}

static int run(const struct call *call)
{
	const struct init_options *o = call->options;
	struct house_new made = { .dir = command_data(o->data),
		                      .name = str_trim(str_z(o->org)),
		                      .utc_offset = o->utc_offset,
		                      .postgres = str_z(o->postgres),
		                      .postgres_keyring = str_z(o->postgres_keyring),
		                      .team = o->team ? str_trim(str_z(o->team)) : STR("Team 1"),
		                      .team_code = STR("1"),
		                      .assign_all = o->assign_all };

	if (!o->postgres != !o->postgres_keyring)
		return command_misused("--postgres and --postgres-keyring belong together: two databases.");
	if (o->utc_offset < -14 * 60 || o->utc_offset > 14 * 60)
		return command_misused("--utc-offset is in minutes, for instance 60 or -300.");
	if (user_name_problem(str_trim(str_z(o->as))))
		return command_misused("%s", user_name_problem(str_trim(str_z(o->as))));
	made.officer = (struct staff_new){ .user_name = str_trim(str_z(o->as)),
		                               .roles = ROLE_manager,
		                               .language = o->language ? str_z(o->language) : STR("en") };
	if (passphrase_ask(call->arena, o->passphrase_file, "A new passphrase, 15 characters or more",
	                   true, &made.officer.passphrase) != OK)
		return command_failed("No passphrase was given, or the two differ. Please try again, or "
		                      "use --passphrase-file.");
	if (house_make(call->arena, &made) != OK)
		return EXIT_FAILED;
	say_next(made.dir, o->as);
	return EXIT_DONE;
}

const struct command init_command = {
	.name = "init",
	.words = "Makes a new house.",
	.options = options,
	.noptions = sizeof options / sizeof *options,
	.size = sizeof(struct init_options),
	.run = run,
};
