#include "cli/command.h"

#include "base/log.h"
#include "forms/answers.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { COMMAND_BYTES = 256 << 20, NAME_WIDTH = 28 };

__attribute__((format(printf, 1, 0))) static void complain(const char *fmt, va_list ap)
{
	fputs("kintsugi: ", stderr);
	vfprintf(stderr, fmt, ap);
	fputc('\n', stderr);
}

int command_failed(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	complain(fmt, ap);
	va_end(ap);
	return EXIT_FAILED;
}

int command_misused(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	complain(fmt, ap);
	va_end(ap);
	return EXIT_USAGE;
}

const char *command_data(const char *given)
{
	const char *set = getenv("KINTSUGI_DATA");

	if (given)
		return given;
	return set && *set ? set : "/var/lib/kintsugi";
}

/* --- help --- */

static int help_all(const struct command *const *commands, size_t n, FILE *out)
{
	fputs("Kintsugi " KINTSUGI_VERSION
	      ": case work for shelters and services.\n\nUsage: kintsugi COMMAND [OPTION...]\n\n",
	      out);
	for (size_t i = 0; i < n; i++)
		fprintf(out, "  %-10s %s\n", commands[i]->name, commands[i]->words);
	fputs("\nkintsugi COMMAND --help tells what each one takes. The folder of the house is --data "
	      "DIR,\n"
	      "else KINTSUGI_DATA, else /var/lib/kintsugi.\n",
	      out);
	return EXIT_DONE;
}

static int help_one(const struct command *c)
{
	printf("%s\n\nUsage: kintsugi %s%s%s [OPTION...]\n\n", c->words, c->name,
	       c->operands ? " " : "", c->operands ? c->operands : "");
	for (size_t i = 0; i < c->noptions; i++) {
		const struct option *o = &c->options[i];
		char name[64];

		(void)snprintf(name, sizeof name, "--%s%s%s", o->name, o->value ? " " : "",
		               o->value ? o->value : "");
		printf("  %-*s %s%s\n", NAME_WIDTH, name, o->words, o->needed ? " (needed)" : "");
	}
	return EXIT_DONE;
}

/* --- reading --- */

struct reading {
	const struct command *command;
	void *options;
	bool *seen;
	const char **operands;
	size_t noperands;
	bool help;
};

static int keep(const struct option *o, struct reading *r, const char *value)
{
	void *at = (char *)r->options + o->at;
	struct texts *many = at;

	switch (o->kind) {
	case OPTION_TEXT:
		*(const char **)at = value;
		break;
	case OPTION_MANY:
		if (many->n == OPTION_TIMES)
			return command_misused("--%s is given too often.", o->name);
		many->at[many->n++] = value;
		break;
	case OPTION_INT:
		if (!str_int(str_z(value), at))
			return command_misused("--%s takes a whole number.", o->name);
		break;
	case OPTION_FLAG:
		*(bool *)at = true;
		break;
	}
	return EXIT_DONE;
}

/* "--name value", "--name=value", "--flag". *i is moved on over a value. */
static int read_option(struct reading *r, char **argv, int argc, int *i)
{
	struct str value;
	struct str name = str_cut(str_z(argv[*i] + 2), '=', &value);
	bool inside = strchr(argv[*i], '=') != NULL;

	for (size_t k = 0; k < r->command->noptions; k++) {
		const struct option *o = &r->command->options[k];
		bool flag = o->kind == OPTION_FLAG;

		if (!str_eq(name, str_z(o->name)))
			continue;
		if (r->seen[k] && o->kind != OPTION_MANY)
			return command_misused("--%s is given twice.", o->name);
		if (flag ? inside : !inside && *i + 1 >= argc)
			return command_misused(flag ? "--%s takes no value." : "--%s needs a value.", o->name);
		r->seen[k] = true;
		return keep(o, r, flag ? NULL : inside ? value.p : argv[++*i]);
	}
	if (!str_eq(name, STR("help")))
		return command_misused("There is no option %s. Please look at: kintsugi %s --help",
		                       argv[*i], r->command->name);
	r->help = true;
	return EXIT_DONE;
}

static int read_all(struct reading *r, int argc, char **argv)
{
	bool only_operands = false;

	for (int i = 2; i < argc && !r->help; i++) {
		if (!only_operands && strcmp(argv[i], "--") == 0) {
			only_operands = true;
		} else if (!only_operands && strncmp(argv[i], "--", 2) == 0) {
			int bad = read_option(r, argv, argc, &i);

			if (bad)
				return bad;
		} else {
			r->operands[r->noperands++] = argv[i];
		}
	}
	return EXIT_DONE;
}

static int check(const struct reading *r)
{
	const struct command *c = r->command;

	if (r->noperands < c->least || r->noperands > c->most)
		return command_misused("Usage: kintsugi %s %s [OPTION...]; more with --help", c->name,
		                       c->operands ? c->operands : "");
	for (size_t k = 0; k < c->noptions; k++)
		if (c->options[k].needed && !r->seen[k])
			return command_misused("--%s %s is needed: %s.", c->options[k].name,
			                       c->options[k].value ? c->options[k].value : "",
			                       c->options[k].words);
	return EXIT_DONE;
}

static int run(const struct command *c, struct arena *a, int argc, char **argv)
{
	struct reading r = { .command = c,
		                 .options = arena_alloc(a, c->size + 1),
		                 .seen = NEW_N(a, bool, c->noptions + 1),
		                 .operands = NEW_N(a, const char *, (size_t)argc) };
	int bad = read_all(&r, argc, argv);

	if (bad)
		return bad;
	if (r.help)
		return help_one(c);
	bad = check(&r);
	return bad ? bad
	           : c->run(&(struct call){ .arena = a,
	                                    .options = r.options,
	                                    .operands = r.operands,
	                                    .noperands = r.noperands });
}

int command_main(const struct command *const *commands, size_t n, int argc, char **argv)
{
	struct arena *a = arena_new(COMMAND_BYTES);
	int status = EXIT_USAGE;

	if (!a)
		return command_failed("There is not enough memory.");
	answers_start();
	log_quiet(true);
	if (argc < 2) {
		(void)help_all(commands, n, stderr);
	} else if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "help") == 0) {
		status = help_all(commands, n, stdout);
	} else if (strcmp(argv[1], "--version") == 0) {
		status = puts("kintsugi " KINTSUGI_VERSION) >= 0 ? EXIT_DONE : EXIT_FAILED;
	} else {
		size_t i = 0;

		while (i < n && strcmp(commands[i]->name, argv[1]) != 0)
			i++;
		status = i < n ? run(commands[i], a, argc, argv)
		               : command_misused("There is no command %s. Please look at: kintsugi --help",
		                                 argv[1]);
	}
	arena_free(a);
	return status;
}

/* C0, delete, and C1 as UTF-8 has it (U+0080 to U+009F). */
void command_put(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		unsigned char next = i + 1 < s.n ? (unsigned char)s.p[i + 1] : 0;
		bool high = c == 0xC2 && next >= 0x80 && next < 0xA0;

		putchar(c < ' ' || c == 0x7F || high ? '?' : c);
		i += high;
	}
}
