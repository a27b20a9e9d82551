#include "cli/signed_in.h"

#include "cli/file.h"

int signed_in_begin(const struct call *call, const char *data, const char *user,
                    const char *passphrase_file, struct ctx *c)
{
	struct house *house;
	struct str passphrase;
	enum err e;

	if (!user)
		return command_misused("--as USER is needed: what is asked for is sealed.");
	if (passphrase_ask(call->arena, passphrase_file, "Passphrase", false, &passphrase) != OK)
		return command_failed(
			"There is no passphrase. Please type it at a terminal, or use --passphrase-file FILE.");
	if (house_open(call->arena, command_data(data), &house) != OK)
		return EXIT_FAILED;
	*c = (struct ctx){ .arena = call->arena };
	e = house_sign_in(c, house, str_z(user), passphrase);
	if (e == ERR_DENIED)
		return command_failed("The user name or the passphrase is not right. Please try again.");
	return e == OK ? EXIT_DONE : command_failed("The sign-in failed: %s", err_words(e));
}
