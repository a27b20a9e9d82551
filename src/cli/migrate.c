/* kintsugi migrate: brings the databases to this program. */
#include "cli/commands.h"
#include "cli/house.h"
#include "cli/schema_files.h"

#include <stdio.h>

struct migrate_options {
	const char *data;
};
static const struct option options[] = { OPTION_DATA(struct migrate_options) };

static int run(const struct call *call)
{
	const struct migrate_options *o = call->options;
	struct config config;
	struct places p;
	int records;
	int keyring;

	if (house_config(call->arena, command_data(o->data), &config, &p) != OK)
		return EXIT_FAILED;
	if (store_migrate(&p.records, records_schema, records_schema_n, &records) != OK ||
	    store_migrate(&p.keyring, keyring_schema, keyring_schema_n, &keyring) != OK)
		return command_failed(
			"The databases are not at the state of this program. Please stop kintsugi serve and "
			"try again, or ask: kintsugi doctor");
	if (records + keyring == 0)
		puts("Nothing to do: both databases are up to date.");
	else
		printf("Done: %d steps for the records, %d for the keyring.\n", records, keyring);
	return EXIT_DONE;
}

const struct command migrate_command = {
	.name = "migrate",
	.words = "Brings the databases up to date with this program.",
	.options = options,
	.noptions = sizeof options / sizeof *options,
	.size = sizeof(struct migrate_options),
	.run = run,
};
