/* kintsugi verify: is everything whole? */
#include "access/audit.h"
#include "access/module.h"
#include "care/file.h"
#include "cli/commands.h"
#include "cli/signed_in.h"

#include <stdio.h>

struct verify_options {
	const char *data;
	const char *as;
	const char *passphrase_file;
};
static const struct option options[] = {
	OPTION_DATA(struct verify_options),
	OPTION(struct verify_options, as, "as", TEXT, "USER", OPTIONAL_OPTION,
	       "also open every value that this user can open"),
	OPTION_PASSPHRASE(struct verify_options),
};

static void say(void *arg, const char *sentence)
{
	(void)arg;
	printf("  %s\n", sentence);
}

static int verify(struct ctx *c, bool with_keys)
{
	struct verify v = { .c = c, .with_keys = with_keys, .say = say };
	int64_t rows;
	int64_t faults;
	enum err e = audit_verify(c, say, NULL, &rows, &faults);

	if (e == OK)
		e = verify_store(&v);
	for (size_t i = 0; e == OK && i < c->house->modules->n; i++)
		e = verify_columns(&v, c->house->modules->at[i]->sealed, c->house->modules->at[i]->nsealed);
	if (e == OK)
		e = file_verify(&v);
	if (e != OK)
		return command_failed("The check could not be finished: %s", err_words(e));
	printf("Audit: %lld entries. Records: %lld checked, %lld of them not opened.\n",
	       (long long)rows, (long long)v.checked, (long long)v.not_opened);
	if (faults + v.faults)
		return command_failed(
			"%lld faults were found. Please stop using this copy and restore the last good backup.",
			(long long)(faults + v.faults));
	puts("Everything that was checked is whole.");
	return EXIT_DONE;
}

static int run(const struct call *call)
{
	const struct verify_options *o = call->options;
	struct house *house;
	struct ctx c;
	int status = EXIT_DONE;

	if (o->as) {
		status = signed_in_begin(call, o->data, o->as, o->passphrase_file, &c);
	} else {
		if (house_open(call->arena, command_data(o->data), &house) != OK)
			return EXIT_FAILED;
		if (ctx_begin(&c, call->arena, house, NULL, house->clock()) != OK)
			return command_failed("%s", err_words(ERR_STORE));
	}
	if (status)
		return status;
	return verify(&c, o->as != NULL);
}

const struct command verify_command = {
	.name = "verify",
	.words = "Checks the audit chain, references and sealed values.",
	.options = options,
	.noptions = sizeof options / sizeof *options,
	.size = sizeof(struct verify_options),
	.run = run,
};
