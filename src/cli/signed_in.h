/* The beginning of every command that must open something sealed. */
#pragma once
#include "cli/command.h"
#include "cli/house.h"

/* Opens the house, which closes with the call's arena, and signs in as user with the passphrase
 * from file or typed. EXIT_DONE: c is begun with the actor; else what to return from run, after a
 * sentence. */
int signed_in_begin(const struct call *call, const char *data, const char *user,
                    const char *passphrase_file, struct ctx *c);
