/* Commands: a table of options each, --help everywhere, one plain sentence when something is wrong.
 * Exit 0 done, 1 failed, 2 usage. */
#pragma once
#include "base/arena.h"
#include "base/err.h"

enum { EXIT_DONE = 0, EXIT_FAILED = 1, EXIT_USAGE = 2, OPTION_TIMES = 16 };

enum option_kind {
	OPTION_TEXT, /* const char *; NULL when not given */
	OPTION_MANY, /* struct texts */
	OPTION_INT,  /* int64_t; the option struct's default stays when not given */
	OPTION_FLAG  /* bool */
};
struct texts {
	const char *at[OPTION_TIMES];
	size_t n;
};
struct option {
	const char *name; /* without dashes */
	enum option_kind kind;
	const char *value; /* "DIR" in the help; NULL for flags */
	const char *words;
	bool needed;
	size_t at;
};
#define OPTION(type, member, name_, kind_, value_, needed_, words_) \
	{ \
		.name = (name_), .kind = OPTION_##kind_, .value = (value_), .words = (words_), \
		.needed = (needed_), .at = offsetof(type, member) \
	}
enum { OPTIONAL_OPTION = 0, NEEDED_OPTION = 1 };

/* What a command is run with. */
struct call {
	struct arena *arena; /* lives as long as the command */
	const void *options; /* the struct of its table */
	const char *const *operands;
	size_t noperands;
};
struct command {
	const char *name;
	const char *operands; /* "add|list NAME" in the help; NULL: it takes none */
	size_t least;         /* operands */
	size_t most;
	const char *words; /* what it does, one sentence */
	const struct option *options;
	size_t noptions;
	size_t size; /* of the options struct */
	int (*run)(const struct call *call);
};
/* The options that nearly every command has: members data, as, passphrase_file. */
#define OPTION_DATA(type) \
	OPTION(type, data, "data", TEXT, "DIR", OPTIONAL_OPTION, "the folder of the house")
#define OPTION_AS(type) \
	OPTION(type, as, "as", TEXT, "USER", OPTIONAL_OPTION, "sign in as this user")
#define OPTION_PASSPHRASE(type) \
	OPTION(type, passphrase_file, "passphrase-file", TEXT, "FILE", OPTIONAL_OPTION, \
	       "take the passphrase from the first line of FILE instead of asking for it")

/* Finds the command that argv names, reads its options and runs it. Returns the exit status. */
int command_main(const struct command *const *commands, size_t n, int argc, char **argv);
/* --data, else KINTSUGI_DATA, else /var/lib/kintsugi. */
const char *command_data(const char *given);
/* Prints "kintsugi: " and a sentence to stderr; for returning from run: EXIT_FAILED and EXIT_USAGE.
 */
int command_failed(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
int command_misused(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
/* Prints what somebody else wrote to stdout: what would be an order to the terminal is a "?". */
void command_put(struct str s);
