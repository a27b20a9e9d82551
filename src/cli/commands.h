/* Every command of the program; src/main.c has the table. */
#pragma once
#include "cli/command.h"

extern const struct command init_command;
extern const struct command serve_command;
extern const struct command migrate_command;
extern const struct command staff_command;
extern const struct command verify_command;
extern const struct command doctor_command;
extern const struct command demo_command;
extern const struct command report_command;
extern const struct command pack_command;
extern const struct command import_command;
