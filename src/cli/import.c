/* kintsugi import: a spreadsheet comes in, or is only looked at. */
#include "care/import.h"

#include "access/background.h"
#include "access/holder.h"
#include "cli/commands.h"
#include "cli/file.h"
#include "cli/signed_in.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { MAP_BYTES = 64 * 1024, SHOWN = 300 };

struct import_options {
	const char *data;
	const char *as;
	const char *passphrase_file;
	const char *map;
	const char *order;
	const char *team;
	const char *walker;
	int64_t sheet;
	bool dry_run;
	bool leave;
};
static const struct option options[] = {
	OPTION_DATA(struct import_options),
	OPTION_AS(struct import_options),
	OPTION_PASSPHRASE(struct import_options),
	OPTION(struct import_options, map, "map", TEXT, "FILE", OPTIONAL_OPTION,
	       "CSV of heading,field: what columns hold, beside what their headings tell"),
	OPTION(struct import_options, order, "days", TEXT, "ORDER", OPTIONAL_OPTION,
	       "day or month: what comes first in 03/04/2026"),
	OPTION(struct import_options, team, "team", TEXT, "NAME", OPTIONAL_OPTION,
	       "whose people they become: a team of yours, by its name or code (the first)"),
	OPTION(struct import_options, walker, "walker", TEXT, "USER", OPTIONAL_OPTION,
	       "who of the team walks with the people who are brought (you)"),
	OPTION(struct import_options, sheet, "sheet", INT, "N", OPTIONAL_OPTION,
	       "which sheet of a workbook, from 1"),
	OPTION(struct import_options, dry_run, "dry-run", FLAG, NULL, OPTIONAL_OPTION,
	       "look at every row, and write nothing"),
	OPTION(struct import_options, leave, "leave-out", FLAG, NULL, OPTIONAL_OPTION,
	       "leave out rows that cannot be read, and whoever may be here already"),
};

/* All of it, beside the arena. */
static enum err read_file(struct arena *a, const char *path, struct str *out)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct stat s;
	char *p = NULL;
	size_t n = 0;
	ssize_t did = 1;

	if (fd < 0)
		return ERR_ABSENT;
	if (fstat(fd, &s) == 0 && s.st_size > TABLE_BYTES) {
		(void)close(fd);
		return ERR_TOO_BIG;
	}
	p = arena_pages(a, TABLE_BYTES);
	while (p && did > 0 && n < TABLE_BYTES) {
		did = read(fd, p + n, TABLE_BYTES - n);
		n += did > 0 ? (size_t)did : 0;
	}
	(void)close(fd);
	*out = (struct str){ p, n };
	return p && did == 0 ? OK : ERR_STORE;
}

static int refused(const struct table_about *t, enum err e)
{
	if (!t->refused)
		return command_failed("The sheet could not be read: %s", err_words(e));
	if (t->row)
		return command_failed("Row %zu%s%.*s: %s", t->row, t->cell.n ? ", cell " : "",
		                      (int)t->cell.n, t->cell.n ? t->cell.p : "", t->refused);
	return command_failed("%s", t->refused);
}

static bool kind_of(const char *text, enum import_kind *out)
{
	for (size_t i = 0; i < import_kinds.n; i++)
		if (strcmp(text, import_kinds.at[i].value) == 0) {
			*out = (enum import_kind)(i + 1);
			return true;
		}
	return false;
}

/* By name or code; the first without one. ERR_ABSENT: the actor is in no such team. */
static enum err team_of(struct ctx *c, const char *name, struct team_id *out)
{
	struct team_views teams;

	TRY(teams_mine(c, &teams));
	for (size_t i = 0; i < teams.n; i++)
		if (!name || str_eq(teams.at[i].name, str_z(name)) ||
		    str_eq(teams.at[i].code, str_z(name))) {
			*out = teams.at[i].id;
			return OK;
		}
	return ERR_ABSENT;
}

/* The columns as a file says. */
static enum err map_columns(struct ctx *c, struct row_id id, const char *path)
{
	struct sheet sheet;
	struct str text;
	size_t row;

	TRY(file_read(c->arena, path, MAP_BYTES, &text));
	TRY(sheet_read(c->arena, text, &sheet, &row));
	for (size_t i = 0; i < sheet.n; i++) {
		const struct sheet_row *r = &sheet.rows[i];
		struct str field = r->n > 1 ? r->cells[1] : STR("");
		if (i == 0 && str_eq(field, STR("field")))
			continue;
		TRY(import_column(c, id, r->cells[0], field));
		TRY(house_commit(c));
	}
	return OK;
}

static enum err plan(struct ctx *c, struct row_id id, const struct import_options *o)
{
	if (o->map)
		TRY(map_columns(c, id, o->map));
	if (o->order) {
		TRY(import_order(c, id, strcmp(o->order, "month") == 0 ? ORDER_MONTH : ORDER_DAY));
		TRY(house_commit(c));
	}
	if (o->leave) {
		TRY(import_leave(c, id));
		TRY(house_commit(c));
	}
	return OK;
}

static void say_cell(size_t row, struct str column, const char *words, struct str said)
{
	printf("row %zu, ", row);
	command_put(column);
	printf(": %s [", words);
	command_put(said);
	putchar(']');
}

/* As the page does: each word once, with the first row that has it. */
static enum err say_unknown(struct ctx *c, struct row_id id)
{
	struct import_unknowns all;

	TRY(import_unknowns(c, id, &all));
	for (size_t i = 0; i < all.n; i++) {
		say_cell(all.at[i].row, all.at[i].column, "this word is not known here", all.at[i].said);
		printf(", in %lld rows\n", (long long)all.at[i].times);
	}
	if (all.n)
		printf("what such a word means is said at /people/import; or change it in the sheet\n");
	return OK;
}

static enum err say(struct ctx *c, struct row_id id, struct import_sum *sum)
{
	struct import_troubles all;

	TRY(import_sum(c, id, sum));
	TRY(import_troubles(c, id, &all));
	for (size_t i = 0; i < all.n && i < SHOWN; i++) {
		say_cell(all.at[i].row, all.at[i].column, all.at[i].words, all.at[i].said);
		putchar('\n');
	}
	TRY(say_unknown(c, id));
	printf(
		"%lld rows: %lld can be written (%lld new people), %lld cannot be read, %lld may be here "
		"already, %lld left out, %lld words are not known\n",
		(long long)sum->rows, (long long)sum->good, (long long)sum->people, (long long)sum->bad,
		(long long)sum->undecided, (long long)sum->left, (long long)sum->unknown);
	if (sum->unkept)
		printf("in %lld of them a note or a place is left out: you may not write there\n",
		       (long long)sum->unkept);
	return fflush(stdout) == 0 ? OK : ERR_STORE;
}

enum { LOOKS_A_SECOND = 10, TOLD_EVERY = 5 };

/* What is at work is waited for, and how far it is told on standard error; what it wrote is then
 * seen. */
static enum err after(struct ctx *c, struct row_id id, enum err begun)
{
	const struct timespec pause = { .tv_nsec = 1000000000 / LOOKS_A_SECOND };
	int64_t done;
	int64_t all;

	TRY(begun);
	for (int looks = 1; background_look(c->house, id, &done, &all); looks++) {
		(void)nanosleep(&pause, NULL);
		if (looks % (TOLD_EVERY * LOOKS_A_SECOND) == 0)
			fprintf(stderr, "%lld of %lld rows\n", (long long)done, (long long)all);
	}
	background_wait(c->house);
	return house_commit(c);
}

static int end(struct ctx *c, struct row_id id, const struct import_options *o)
{
	struct import_sum sum;
	enum err e = after(c, id, import_check(c, id));

	if (e == OK)
		e = say(c, id, &sum);
	if (e == OK && !o->dry_run)
		e = after(c, id, import_write(c, id));
	if (e == OK && !o->dry_run)
		e = import_sum(c, id, &sum);
	if (e == OK && !o->dry_run && sum.state == IMPORT_DONE) {
		printf("written\n");
		return EXIT_DONE;
	}
	/* The file is still where it was: nothing of it stays here. */
	if (import_drop(c, id) != OK || house_commit(c) != OK)
		return command_failed("What was read could not be removed; it goes by itself in %d days.",
		                      IMPORT_DAYS);
	if (e == ERR_INVALID)
		return command_failed(
			"Nothing was written. Please mend the rows above, or use --leave-out, "
			"or decide about them at /people/import.");
	if (e != OK || !o->dry_run)
		return command_failed("Nothing was written: %s", err_words(e));
	return EXIT_DONE;
}

/* Why this actor brings nothing of this kind; NULL: nothing is in the way. */
static const char *objection(const struct ctx *c, enum import_kind kind)
{
	if (!(c->actor->roles & IMPORTS) || c->actor->nteams == 0)
		return "Managers and leads of a team bring sheets in.";
	if (kind != IMPORT_PEOPLE && !actor_is(c->actor, ROLE_lead))
		return "A lead of the team brings scores, services and stays: managers may not write about "
			   "somebody who is here.";
	return NULL;
}

/* What is said beforehand about the rows that were read, then the rows. */
static int planned(struct ctx *c, struct row_id id, const struct import_options *o)
{
	enum err e = house_commit(c);
	bool nobody = false;

	if (e == OK && o->walker) {
		e = import_walk_with(c, id, str_z(o->walker));
		nobody = e == ERR_ABSENT;
	}
	if (e == OK && o->walker)
		e = house_commit(c);
	if (e == OK)
		e = plan(c, id, o);
	if (e == OK)
		return end(c, id, o);
	if (import_drop(c, id) != OK || house_commit(c) != OK)
		return EXIT_FAILED;
	if (nobody)
		return command_failed("Nobody of the team who can walk with people has the user name %s.",
		                      o->walker);
	return command_failed("The file of --map names a column or a field that is not there.");
}

static int bring(struct ctx *c, enum import_kind kind, const char *path,
                 const struct import_options *o)
{
	const char *slash = strrchr(path, '/');
	struct import_new n = { .kind = kind,
		                    .name = str_z(slash ? slash + 1 : path),
		                    .sheet = o->sheet > 0 ? (size_t)o->sheet - 1 : 0 };
	struct row_id id = row_id_fresh(c->now);
	struct table_about about;
	enum err e = read_file(c->arena, path, &n.bytes);

	if (e == ERR_TOO_BIG)
		return command_failed("%s is too big. Please split it, and bring one part after the other.",
		                      path);
	if (e != OK)
		return command_failed("%s cannot be read.", path);
	if (objection(c, kind))
		return command_failed("%s", objection(c, kind));
	if (team_of(c, o->team, &n.team) != OK)
		return command_failed("You are in no team that is called so.");
	e = import_take(c, id, &n, &about);
	return e == OK ? planned(c, id, o) : refused(&about, e);
}

static int run(const struct call *call)
{
	const struct import_options *o = call->options;
	enum import_kind kind = IMPORT_PEOPLE;
	struct ctx c;
	int status;

	if (call->noperands == 2 && !kind_of(call->operands[0], &kind))
		return command_misused("There are people, scores, services and stays.");
	if (o->order && strcmp(o->order, "day") != 0 && strcmp(o->order, "month") != 0)
		return command_misused("--days is day or month.");
	status = signed_in_begin(call, o->data, o->as, o->passphrase_file, &c);
	if (status)
		return status;
	if (background_start(c.house) != OK)
		return command_failed("There is not enough memory.");
	status = bring(&c, kind, call->operands[call->noperands - 1], o);
	background_stop(c.house);
	return status;
}

const struct command import_command = {
	.name = "import",
	.operands = "[people|scores|services|stays] FILE",
	.least = 1,
	.most = 2,
	.words = "Brings in a spreadsheet, wholly or not at all.",
	.options = options,
	.noptions = sizeof options / sizeof *options,
	.size = sizeof(struct import_options),
	.run = run,
};
