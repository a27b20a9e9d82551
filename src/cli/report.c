/* kintsugi report: figures for people and for other programs. */
#include "learning/report.h"

#include "cli/commands.h"
#include "cli/signed_in.h"

#include <stdio.h>
#include <string.h>

enum { REPORT_BYTES = 8 << 20 };

struct report_options {
	const char *data;
	const char *as;
	const char *passphrase_file;
	const char *format;
	const char *from;
	const char *to;
};
static const struct option options[] = {
	OPTION_DATA(struct report_options),
	OPTION_AS(struct report_options),
	OPTION_PASSPHRASE(struct report_options),
	OPTION(struct report_options, format, "format", TEXT, "FORMAT", OPTIONAL_OPTION,
	       "text, csv or json (text)"),
	OPTION(struct report_options, from, "from", TEXT, "DAY", OPTIONAL_OPTION,
	       "closures from this day on, for instance 2026-01-01"),
	OPTION(struct report_options, to, "to", TEXT, "DAY", OPTIONAL_OPTION, "up to this day (today)"),
};

static bool day_option(const char *text, struct day *out)
{
	*out = NO_DAY;
	return !text || day_read(str_z(text), out);
}

static int print(struct str text)
{
	bool done = fwrite(text.p, 1, text.n, stdout) == text.n && fflush(stdout) == 0;

	return done ? EXIT_DONE : command_failed("The report could not be written out.");
}

static int outcomes(struct ctx *c, const char *format, struct day from, struct day to)
{
	struct buf out = buf_new(c->arena, REPORT_BYTES);
	enum err e = report_outcomes_text(c, &out, format, from, to);

	if (e == OK)
		e = house_commit(c);
	if (e == ERR_DENIED)
		return command_failed(
			"Figures are open to evaluation and managers. Please sign in as one with --as.");
	return e == OK ? print(buf_str(&out))
	               : command_failed("The report could not be made: %s", err_words(e));
}

static int run(const struct call *call)
{
	const struct report_options *o = call->options;
	const char *format = o->format ? o->format : "text";
	struct day from;
	struct day to;
	struct ctx c;
	int status;

	if (strcmp(call->operands[0], "outcomes") != 0)
		return command_misused("There is one report: kintsugi report outcomes");
	if (strcmp(format, "text") != 0 && strcmp(format, "csv") != 0 && strcmp(format, "json") != 0)
		return command_misused("--format is text, csv or json.");
	if (!day_option(o->from, &from) || !day_option(o->to, &to))
		return command_misused("--from and --to take a day such as 2026-03-14.");
	status = signed_in_begin(call, o->data, o->as, o->passphrase_file, &c);
	if (status)
		return status;
	return outcomes(&c, format, from, to);
}

const struct command report_command = {
	.name = "report",
	.operands = "outcomes",
	.least = 1,
	.most = 1,
	.words = "Prints figures in which nobody can be recognised.",
	.options = options,
	.noptions = sizeof options / sizeof *options,
	.size = sizeof(struct report_options),
	.run = run,
};
