#include "cli/commands.h"

static const struct command *const commands[] = {
	&init_command,    &serve_command,  &demo_command,   &staff_command, &report_command,
	&migrate_command, &verify_command, &doctor_command, &pack_command,  &import_command,
};

int main(int argc, char **argv)
{
	return command_main(commands, sizeof commands / sizeof *commands, argc, argv);
}
