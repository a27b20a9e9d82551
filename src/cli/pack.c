/* kintsugi pack check: what keeps a form from being published, and what it changes; pack export:
 * the form as .xlsx. */
#include "access/forms.h"
#include "cli/commands.h"
#include "cli/house.h"
#include "forms/compare.h"
#include "forms/lexicon.h"
#include "forms/media.h"
#include "forms/workbook_write.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PACK_UNUSED = 200 };

struct pack_options {
	const char *against;
};
static const struct option options[] = {
	OPTION(struct pack_options, against, "against", TEXT, "FILE|DIR", OPTIONAL_OPTION,
	       "compare with this form (the one that its settings say it extends)"),
};

/* Of what is shown of a cell: up to 200 bytes of whole characters. */
static int length(struct str s)
{
	size_t n = s.n > 200 ? 200 : s.n;

	while (n > 0 && n < s.n && ((unsigned char)s.p[n] & 0xC0) == 0x80)
		n--;
	return (int)n;
}

static void put(const char *before, struct str s, const char *after)
{
	fputs(before, stdout);
	command_put((struct str){ s.p, (size_t)length(s) });
	fputs(after, stdout);
}

static void say(const struct form_problem *p)
{
	static const char *const weights[] = { "refused", "not ready", "remark" };

	printf("%s: ", weights[p->weight]);
	if (p->sheet)
		printf("%s", p->sheet);
	if (p->row)
		printf("%s row %zu", p->sheet ? "," : "", p->row);
	if (p->column.n)
		put(", ", p->column, "");
	printf("%s%s", p->sheet || p->row ? ": " : "", p->words);
	if (p->detail.n)
		put(" [", p->detail, "]");
	putchar('\n');
}

/* The heaviest first. */
static void say_problems(const struct form_problems *p)
{
	for (int weight = FORM_REFUSED; weight <= FORM_REMARK; weight++) {
		for (size_t i = 0; i < p->n; i++) {
			if (p->at[i].weight == (enum form_weight)weight)
				say(&p->at[i]);
		}
	}
	if (p->refused + p->unready + p->remarks > p->n)
		printf("More: %zu.\n", p->refused + p->unready + p->remarks - p->n);
}

static void say_unused(struct arena *a, const struct form_def *f)
{
	struct form_unused *unused = NEW_N(a, struct form_unused, PACK_UNUSED);
	size_t n = form_unused(a, f, unused, PACK_UNUSED);

	for (size_t i = 0; i < n && i < PACK_UNUSED; i++) {
		const struct form_field *field = unused[i].field;
		struct str name = field ? field->path : unused[i].list->name;
		printf("unused: %s row %zu: %s", field ? "survey," : "choices,",
		       field ? field->row : unused[i].list->at[0].row, unused[i].words);
		put(" [", name, "]\n");
	}
}

static void say_languages(const struct form_def *f)
{
	for (size_t l = 0; l < f->langs_n; l++) {
		struct form_translation t = form_translation(f, l);
		if (f->langs[l].name.n == 0)
			continue;
		put("language: ", f->langs[l].name, "");
		printf(": %zu of %zu texts are written\n", t.texts - t.missing, t.texts);
	}
}

static void say_change(const struct form_change *c)
{
	static const char *const kinds[] = { "added",   "removed",        "moved",
		                                 "changed", "language added", "language removed" };
	const struct form_field *field = c->before ? c->before : c->after;

	printf("%s%s", c->refused ? "refused: " : "", kinds[c->kind]);
	if (field)
		put(": ", field->path, "");
	if (c->column[0])
		printf(", %s", c->column);
	if (c->lang.n)
		put(" (", c->lang, ")");
	if (c->from.n || c->to.n) {
		put(": \"", c->from, "\" -> \"");
		put("", c->to, "\"");
	}
	printf(". %s\n", c->words);
}

/* The form that this one extends: given, beside it, or among the packs that came with the program.
 */
static enum err find_core(const struct call *call, const char *path, struct str id,
                          const struct form_def **core)
{
	static const struct config none = { .packs = { "", 0 } };
	const struct pack_options *o = call->options;
	struct form_problems *problems = NEW(call->arena, struct form_problems);
	const char *slash = strrchr(path, '/');
	struct str beside = arena_fmt(call->arena, "%.*s/%.*s", slash ? (int)(slash - path) : 1,
	                              slash ? path : ".", length(id), id.p);

	if (o->against)
		return form_open(call->arena, o->against, core, problems);
	if (!xpath_name(id))
		return ERR_ABSENT;
	if (form_open(call->arena, beside.p, core, problems) == OK ||
	    form_open(call->arena, arena_fmt(call->arena, "%s.xlsx", beside.p).p, core, problems) == OK)
		return OK;
	return form_open(
		call->arena,
		arena_fmt(call->arena, "%s/%.*s", house_packs(call->arena, &none), length(id), id.p).p,
		core, problems);
}

/* Returns how many changes are refused. */
static size_t say_changes(const struct call *call, const struct form_def *core,
                          const struct form_def *f)
{
	struct form_comparison *c = NEW(call->arena, struct form_comparison);

	form_compare(call->arena, core, f, c);
	printf("compared with %.*s %.*s. Changes: %zu.\n", length(core->id), core->id.p,
	       length(core->version), core->version.p, c->all);
	for (size_t i = 0; i < c->n; i++)
		say_change(&c->at[i]);
	return c->refused;
}

static int compared(const struct call *call, const char *path, const struct form_def *f,
                    const struct form_problems *problems)
{
	const struct pack_options *o = call->options;
	const struct form_def *core = NULL;
	bool wanted = o->against || f->extends.n;
	size_t refused = 0;

	if (wanted && find_core(call, path, f->extends, &core) != OK)
		return command_failed("The form that it is to be compared with could not be read. Name it "
		                      "with --against.");
	if (wanted)
		refused = say_changes(call, core, f);
	if (refused)
		printf("It takes away from the minimum standard. Places: %zu.\n", refused);
	else if (form_ready(problems))
		puts("It can be published.");
	else
		printf("It loads as a draft. Missing before it can be published: %zu.\n",
		       problems->unready);
	return refused || !form_ready(problems) ? EXIT_FAILED : EXIT_DONE;
}

/* What the house says to it; and P7: its own texts hold to the words that the house uses. */
static void look_at(const struct call *call, const struct form_def *f,
                    struct form_problems *problems)
{
	static const struct config none = { .packs = { "", 0 } };

	forms_check(call->arena, house_packs(call->arena, &none), f, problems);
	lexicon_check(call->arena, lexicon_of(call->arena, house_packs(call->arena, &none)), f,
	              problems);
}

static int check(const struct call *call, const char *path, const struct form_def *f, enum err e,
                 struct form_problems *problems)
{
	printf("%s\n", path);
	if (e == OK)
		look_at(call, f, problems);
	say_problems(problems);
	if (e != OK) {
		printf("It cannot be read. Refused: %zu.\n", problems->refused);
		return EXIT_FAILED;
	}
	say_unused(call->arena, f);
	say_languages(f);
	return compared(call, path, f, problems);
}

static bool workbook(const char *name)
{
	size_t n = strlen(name);

	return n > 5 && name[0] != '.' && name[0] != '~' && strcmp(name + n - 5, ".xlsx") == 0;
}

/* Every form in a folder of packs; lists of codes are no forms. *found counts them. */
static int check_folder(const struct call *call, const char *path, size_t *found)
{
	struct form_problems *problems = NEW(call->arena, struct form_problems);
	struct dirent **names = NULL;
	int n = scandir(path, &names, NULL, alphasort);
	int status = EXIT_DONE;

	for (int i = 0; i < n; i++) {
		struct str one = arena_fmt(call->arena, "%s/%s", path, names[i]->d_name);
		const struct form_def *f = NULL;
		enum err e = ERR_ABSENT;
		if (workbook(names[i]->d_name))
			e = form_open(call->arena, one.p, &f, problems);
		else if (names[i]->d_name[0] != '.')
			e = form_load(call->arena, one.p, &f, problems);
		free(names[i]);
		if (e == ERR_ABSENT)
			continue;
		*found += 1;
		if (check(call, one.p, f, e, problems) != EXIT_DONE)
			status = EXIT_FAILED;
		putchar('\n');
	}
	free(names);
	return status;
}

static int check_any(const struct call *call, const char *path)
{
	struct form_problems *problems = NEW(call->arena, struct form_problems);
	const struct form_def *f;
	size_t found = 0;
	enum err e = form_open(call->arena, path, &f, problems);
	int status;

	if (e != ERR_ABSENT)
		return check(call, path, f, e, problems);
	status = check_folder(call, path, &found);
	if (found)
		return status;
	return command_failed(
		"There is no form at %s: no folder with survey.csv, and no .xlsx or .csv.", path);
}

/* With its pictures and sounds when the new file is a .zip. */
static enum err export_bytes(const struct call *call, const struct form_def *f, const char *to,
                             struct str *out)
{
	size_t n = strlen(to);

	if (n < 5 || strcmp(to + n - 4, ".zip") != 0)
		return form_write_workbook(call->arena, f, out);
	for (size_t i = 0; i < f->files_n; i++)
		TRY(form_file_bring(call->arena, &f->files[i]));
	return form_write_zip(call->arena, f, f->files, f->files_n, out);
}

static int export(const struct call *call, const char *path, const char *to)
{
	struct form_problems *problems = NEW(call->arena, struct form_problems);
	const struct form_def *f;
	struct str bytes;
	FILE *out;
	bool done;

	if (form_open(call->arena, path, &f, problems) != OK)
		return command_failed("The form cannot be read. This says why: kintsugi pack check %s",
		                      path);
	if (export_bytes(call, f, to, &bytes) != OK)
		return command_failed("The workbook cannot be written. Is there room in %s?",
		                      getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp");
	out = fopen(to, "wbx");
	if (!out)
		return command_failed("%s cannot be made. Is it there already?", to);
	done = fwrite(bytes.p, 1, bytes.n, out) == bytes.n;
	return fclose(out) == 0 && done ? EXIT_DONE : command_failed("%s cannot be written.", to);
}

static int run(const struct call *call)
{
	const char *const *word = call->operands;

	if (strcmp(word[0], "check") == 0 && call->noperands == 2)
		return check_any(call, word[1]);
	if (strcmp(word[0], "export") == 0 && call->noperands == 3)
		return export(call, word[1], word[2]);
	return command_misused("Say kintsugi pack check FILE|DIR or kintsugi pack export FILE|DIR "
	                       "NEW.xlsx|NEW.zip");
}

const struct command pack_command = {
	.name = "pack",
	.operands = "check|export FILE|DIR [NEW.xlsx]",
	.least = 2,
	.most = 3,
	.words = "Checks a form (.xlsx, .zip, .csv, or a folder of sheets), or writes it as .xlsx or, "
			 "with its pictures and sounds, as .zip.",
	.options = options,
	.noptions = sizeof options / sizeof *options,
	.size = sizeof(struct pack_options),
	.run = run,
};
