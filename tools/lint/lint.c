/* lint ROOT: the rules of this house that no compiler knows. Prints "file:line: message" for each
 * fault; exit 1 when there is one, 2 when it cannot read the tree. What is allowed stands in
 * lint_rules.h. lint --requirements ROOT: where each of the twelve promises (docs/tour.md) is
 * cited. */
#include "rules.h"
#include "tree.h"

/* --- lines, functions, calls, strings --- */

static void check_lines(struct tree *t, const struct file *f)
{
	long line = 1;
	long column = 0;

	for (size_t i = 0; i < f->n; i++) {
		if (f->text[i] == '\n') {
			/* A table of texts (.def) has a sentence a line. */
			if (column > COLUMNS && !ends(f->path, ".def"))
				fault(t, f->path, line, "line of %ld columns; at most %d", column, COLUMNS);
			line++;
			column = 0;
		} else if (f->text[i] == '\t') {
			column += TAB - column % TAB;
		} else if (((unsigned char)f->text[i] & 0xC0) != 0x80) {
			column++;
		}
	}
	if (line - 1 > FILE_LINES)
		fault(t, f->path, line - 1, "file of %ld lines; at most %d", line - 1, FILE_LINES);
}

static int name_at(const struct file *f, size_t end, const char **name)
{
	size_t from;

	while (end > 0 && isspace((unsigned char)f->text[end - 1]))
		end--;
	from = end;
	while (from > 0 && (isalnum((unsigned char)f->text[from - 1]) || f->text[from - 1] == '_'))
		from--;
	*name = f->text + from;
	return (int)(end - from);
}

/* A brace at the outermost level opens a function when a parenthesis and no '=' stands before it.
 */
static void check_functions(struct tree *t, const struct file *f)
{
	int braces = 0;
	int parens = 0;
	bool table = false;
	size_t paren = 0;
	size_t open = 0;

	for (size_t i = 0; i < f->n; i++) {
		char c = f->kind[i] == CODE ? f->text[i] : ' ';
		if (braces == 0 && parens == 0 && c == '=')
			table = true;
		if (braces == 0 && c == '(' && parens++ == 0)
			paren = i;
		if (braces == 0 && c == ')')
			parens--;
		if (c == '{' && braces++ == 0)
			open = i;
		if (c == '}' && --braces == 0 && paren && !table) {
			long lines = line_of(f, i) - line_of(f, open) + 1;
			const char *name;
			int n = name_at(f, paren, &name);
			if (lines > FUNCTION_LINES)
				fault(t, f->path, line_of(f, open), "%.*s has %ld lines; at most %d", n, name,
				      lines, FUNCTION_LINES);
		}
		if (braces == 0 && (c == ';' || c == '}')) {
			table = false;
			paren = 0;
		}
	}
}

static bool in_words(const char *list, const char *word, size_t n)
{
	while (*list) {
		size_t m = strcspn(list, " ");
		if (m == n && strncmp(list, word, n) == 0)
			return true;
		list += m + (list[m] == ' ');
	}
	return false;
}

static void check_call(struct tree *t, const struct file *f, size_t paren)
{
	const char *name;
	size_t n = (size_t)name_at(f, paren, &name);

	for (size_t k = 0; n && k < COUNT(banned); k++)
		if (in_words(banned[k].names, name, n) && begins_one(f->path, banned[k].in) &&
		    !begins_one(f->path, banned[k].except))
			fault(t, f->path, line_of(f, paren), "%.*s is not used here: %s", (int)n, name,
			      banned[k].instead);
}

static void check_calls(struct tree *t, const struct file *f)
{
	for (size_t i = 0; i < f->n; i++)
		if (f->text[i] == '(' && (f->kind[i] == CODE || f->kind[i] == DIRECTIVE))
			check_call(t, f, i);
}

static int rank_of(const char *room, size_t n)
{
	for (size_t i = 0; i < COUNT(rooms); i++)
		if (strlen(rooms[i].name) == n && strncmp(rooms[i].name, room, n) == 0)
			return rooms[i].rank;
	return -1;
}

static void check_string(struct tree *t, const struct file *f, size_t from, size_t to)
{
	char *s = must(strndup(f->text + from, to - from));

	for (size_t k = 0; k < COUNT(foreign_text); k++) {
		const char *first = strstr(s, foreign_text[k].first);
		if (first && strstr(first, foreign_text[k].then))
			fault(t, f->path, line_of(f, from), "%s", foreign_text[k].message);
	}
	free(s);
}

static void check_strings(struct tree *t, const struct file *f)
{
	size_t n = begins(f->path, "src/") ? strcspn(f->path + 4, "/") : 0;
	int rank = rank_of(f->path + 4, n);

	if (n == 0 || !ends(f->path, ".c") || (rank != ACCESS && rank != WING))
		return;
	for (size_t i = 0; i < f->n; i++) {
		size_t from = i;
		while (i < f->n && f->kind[i] == STRING)
			i++;
		if (i > from)
			check_string(t, f, from, i);
	}
}

/* --- rooms --- */

/* True when the generated header "person_sql.h" belongs to the module of a file: "person.c",
 * "person_inside.h". */
static bool same_module(const char *file, const char *header)
{
	size_t n = strlen(header) - strlen(strrchr(header, '_'));

	return strncmp(file, header, n) == 0 && (file[n] == '.' || file[n] == '_');
}

/* Why the file at path may not include target, "room/name.h"; NULL when it may. */
static const char *intrusion(const char *path, const char *target)
{
	const char *slash = strchr(target, '/');
	size_t from_n = strcspn(path + 4, "/");
	size_t to_n = slash ? (size_t)(slash - target) : 0;
	bool same = from_n == to_n && strncmp(path + 4, target, to_n) == 0;
	int from = path[4 + from_n] ? rank_of(path + 4, from_n) : CLI + 1; /* src/main.c */
	int to = rank_of(target, to_n);
	bool generated = ends(target, "_sql.h") || ends(target, "_html.h");

	if (!slash)
		return NULL; /* what the build makes for everybody: assets_names.h */
	if (to < 0)
		return "there is no such room";
	if (from < 0)
		return "this file stands in no room";
	if (to > from || (to == from && !same && from != WING))
		return "a room sees only what stands to its left (docs/rooms.md)";
	if (!same && (ends(target, "/inside.h") || ends(target, "_inside.h")))
		return "this header is private to its room";
	if (!generated || rank_of(target, to_n) == -1 || begins(target, "html/"))
		return NULL;
	if (!same || (from == WING && !same_module(path + 4 + from_n + 1, slash + 1)))
		return "queries and pages belong to one module: ask through its header";
	return NULL;
}

static void check_foreign(struct tree *t, const struct file *f, long line, const char *header)
{
	for (size_t i = 0; i < COUNT(libraries); i++) {
		if (!begins(header, libraries[i].header))
			continue;
		if (!begins_one(f->path, libraries[i].files))
			fault(t, f->path, line, "<%s> is seen only by %s", header, libraries[i].files);
		return;
	}
	if (!begins_one(header, system_headers))
		fault(t, f->path, line, "<%s> stands in no table of tools/lint/rules.h", header);
}

static void check_includes(struct tree *t, const struct file *f)
{
	const char *s = f->text;
	long line = 0;
	char name[200];

	if (!begins(f->path, "src/"))
		return;
	for (; *s; s += strcspn(s, "\n"), s += *s == '\n') {
		line++;
		if (f->kind[s - f->text] != DIRECTIVE)
			continue;
		if (sscanf(s, "#include <%199[^>\n]>", name) == 1)
			check_foreign(t, f, line, name);
		if (sscanf(s, "#include \"%199[^\"\n]\"", name) == 1 && intrusion(f->path, name))
			fault(t, f->path, line, "\"%s\": %s", name, intrusion(f->path, name));
	}
}

/* --- words --- */

static void check_word(struct tree *t, const struct file *f, size_t at)
{
	for (size_t k = 0; k < COUNT(words); k++) {
		size_t n = strlen(words[k].word);
		if (strncasecmp(f->text + at, words[k].word, n) != 0)
			continue;
		n += f->text[at + n] == 's';
		if (!isalpha((unsigned char)f->text[at + n]))
			fault(t, f->path, line_of(f, at), "\"%s\": %s", words[k].word, words[k].instead);
	}
}

/* Everything that people read: pages, packs, translations, documents, strings. A lexicon lists such
 * words itself. */
static void check_words(struct tree *t, const struct file *f)
{
	bool all = ends(f->path, ".html") || ends(f->path, ".md") || ends(f->path, ".po") ||
	           ends(f->path, ".csv");

	if (begins(f->path, "packs/lexicon") || (!all && !begins(f->path, "src/")))
		return;
	for (size_t i = 0; i < f->n; i++)
		if ((all || (f->kind && f->kind[i] == STRING)) &&
		    (i == 0 || !isalpha((unsigned char)f->text[i - 1])))
			check_word(t, f, i);
}

/* --- documents --- */

/* "care/consent.c" within backquotes: a path of this tree must exist, a folder too. */
static void check_path(struct tree *t, const struct file *f, size_t at)
{
	const char *s = f->text + at;
	size_t n = strcspn(s, "`\n");
	char path[PATH_ROOM * 2];

	if (s[n] != '`' || n >= PATH_ROOM || !begins_one(s, document_paths) ||
	    s[strcspn(s, " *<>{}N`")] != '`')
		return;
	(void)snprintf(path, sizeof path, "%s/%.*s", t->root, (int)n, s);
	if (access(path, F_OK) != 0)
		fault(t, f->path, line_of(f, at), "%.*s is not there", (int)n, s);
}

/* A block that begins with ```c src/FILE quotes that file: its lines stand there, in this order. */
static size_t check_quote(struct tree *t, const struct file *f, size_t at)
{
	char path[PATH_ROOM];
	const struct file *quoted;
	const char *found;

	if (sscanf(f->text + at, "```%*[a-z] %1023s", path) != 1 || !strchr(path, '/'))
		return at;
	quoted = file_find(t, path);
	if (!quoted) {
		fault(t, f->path, line_of(f, at), "%s is quoted and not there", path);
		return at;
	}
	found = quoted->text;
	for (at += strcspn(f->text + at, "\n") + 1; at < f->n && !begins(f->text + at, "```");) {
		size_t skip = strspn(f->text + at, " \t");
		size_t n = strcspn(f->text + at, "\n");
		char line[PATH_ROOM];
		(void)snprintf(line, sizeof line, "%.*s", (int)(n - skip), f->text + at + skip);
		found = strcmp(line, "...") == 0 ? found : strstr(found, line);
		if (!found) {
			fault(t, f->path, line_of(f, at), "%s has no such line (any more): %s", path, line);
			return at;
		}
		at += n + 1;
	}
	return at;
}

static void check_document(struct tree *t, const struct file *f)
{
	for (size_t i = 0; i < f->n; i++) {
		if (begins(f->text + i, "```") && (i == 0 || f->text[i - 1] == '\n'))
			i = check_quote(t, f, i) + 2;
		else if (f->text[i] == '`')
			check_path(t, f, i + 1);
	}
}

/* --- lists --- */

static void check_seals(struct tree *t, const struct file *f)
{
	int last = 0;
	int number;
	long line = 0;

	for (const char *s = f->text; *s; s += strcspn(s, "\n"), s += *s == '\n') {
		line++;
		if (sscanf(s, "SEAL(%d,", &number) != 1)
			continue;
		if (number <= last)
			fault(t, f->path, line,
			      "seal %d after %d: a number is never used again, new ones go to the end", number,
			      last);
		last = number;
	}
}

/* How schema/clear.def lists a column: 0 not at all, else its line; *empty when it gives no reason.
 */
static long clear_line(const struct file *clear, const char *table, const char *column, bool *empty)
{
	char in[64];
	char name[64];
	char why[4];
	long line = 0;

	for (const char *s = clear ? clear->text : ""; *s; s += strcspn(s, "\n"), s += *s == '\n') {
		line++;
		if (sscanf(s, "CLEAR(%63[^, ], %63[^, ], \"%3[^\"\n]", in, name, why) < 2)
			continue;
		*empty = sscanf(s, "CLEAR(%63[^, ], %63[^, ], \"%3[^\"\n]", in, name, why) != 3;
		if (strcmp(name, column) == 0 && (strcmp(in, table) == 0 || strcmp(in, "*") == 0))
			return line;
	}
	return 0;
}

/* Calls column for each column of a schema file, until it returns false. */
static void each_column(const struct file *f,
                        bool (*column)(void *arg, long line, const char *table, const char *name,
                                       const char *type),
                        void *arg)
{
	char table[64] = "";
	char name[64];
	char type[64];
	long line = 0;
	bool on = true;

	for (const char *s = f->text; *s && on; s += strcspn(s, "\n"), s += *s == '\n') {
		line++;
		if (sscanf(s, "CREATE TABLE %63[a-z_]", table) == 1)
			continue;
		if (sscanf(s, "ALTER TABLE %63[a-z_] ADD COLUMN %63[a-z_] %63[a-z_]", table, name, type) ==
		    3)
			on = column(arg, line, table, name, type);
		else if (*table && sscanf(s, " %63[a-z_] %63[a-z_]", name, type) == 2)
			on = column(arg, line, table, name, type);
		if (begins(s, ")") || strchr(s, ';') == s + strcspn(s, "\n;"))
			*table = '\0';
	}
}

struct column_search {
	struct tree *t;
	const struct file *file;
	const struct file *clear;
	const char *table; /* looked for, with column, when clear is NULL */
	const char *column;
	bool found;
};

static bool clear_column(void *arg, long line, const char *table, const char *name,
                         const char *type)
{
	struct column_search *c = arg;
	bool empty = false;

	if (strcmp(type, "sealed") == 0)
		return true;
	if (clear_line(c->clear, table, name, &empty) == 0)
		fault(c->t, c->file->path, line, "%s.%s is readable and not in schema/clear.def", table,
		      name);
	else if (empty)
		fault(c->t, c->file->path, line, "%s.%s: schema/clear.def gives no reason", table, name);
	return true;
}

static bool same_column(void *arg, long line, const char *table, const char *name, const char *type)
{
	struct column_search *c = arg;

	(void)line;
	c->found = strcmp(name, c->column) == 0 && strcmp(type, "sealed") != 0 &&
	           (strcmp(c->table, "*") == 0 || strcmp(c->table, table) == 0);
	return !c->found;
}

static void check_stale(struct tree *t, const struct file *clear)
{
	char table[64];
	char column[64];
	long line = 0;

	for (const char *s = clear->text; *s; s += strcspn(s, "\n"), s += *s == '\n') {
		struct column_search c = { .table = table, .column = column };
		line++;
		if (sscanf(s, "CLEAR(%63[^, ], %63[^, )]", table, column) != 2)
			continue;
		for (size_t i = 0; i < t->n && !c.found; i++)
			if (begins(t->at[i].path, "schema/") && ends(t->at[i].path, ".sql"))
				each_column(&t->at[i], same_column, &c);
		if (!c.found)
			fault(t, clear->path, line, "no schema has a readable column %s.%s", table, column);
	}
}

static void check_columns(struct tree *t, const struct file *f)
{
	struct column_search c = { .t = t, .file = f, .clear = file_find(t, "schema/clear.def") };

	each_column(f, clear_column, &c);
}

/* A query that nobody runs. */
static void check_queries(struct tree *t, const struct file *f)
{
	char name[64];
	long line = 0;

	for (const char *s = f->text; *s; s += strcspn(s, "\n"), s += *s == '\n') {
		bool found = false;
		line++;
		if (sscanf(s, "-- fn %63[a-z0-9_](", name) != 1)
			continue;
		for (size_t i = 0; i < t->n && !found; i++)
			found = t->at[i].kind && begins(t->at[i].path, "src/") && has_word(&t->at[i], name);
		if (!found)
			fault(t, f->path, line, "nobody calls %s", name);
	}
}

/* A module that writes a table of its name has a file with it; one that only reads others' needs
 * none. */
static bool has_schema(const struct tree *t, const char *wing, const char *name)
{
	char text[PATH_ROOM];
	const struct file *f;

	(void)snprintf(text, sizeof text, "src/%s/%s.sql", wing, name);
	f = file_find(t, text);
	(void)snprintf(text, sizeof text, "INSERT INTO %s ", name);
	if (!f || !strstr(f->text, text))
		return true;
	(void)snprintf(text, sizeof text, "CREATE TABLE %s (", name);
	for (size_t i = 0; i < t->n; i++)
		if (begins(t->at[i].path, "schema/") && strstr(t->at[i].text, text))
			return true;
	return false;
}

static void check_module(struct tree *t, long line, const char *wing, const char *name)
{
	const char *list = "src/modules.def";
	char path[PATH_ROOM];
	char other[PATH_ROOM];

	for (size_t i = 0; i < COUNT(module_files); i++) {
		const struct file *f;
		(void)snprintf(path, sizeof path, "src/%s/%s%s", wing, name, module_files[i].suffix);
		f = file_find(t, path);
		if (!f)
			fault(t, list, line, "%s is missing", path);
		else if (line_of(f, f->n) - 1 > module_files[i].lines)
			fault(t, path, line_of(f, f->n) - 1, "%ld lines; this file of a module has at most %ld",
			      line_of(f, f->n) - 1, module_files[i].lines);
	}
	if (!has_schema(t, wing, name))
		fault(t, list, line, "schema/NNNN_%s.sql is missing", name);
	(void)snprintf(path, sizeof path, "tests/unit/%s_test.c", name);
	(void)snprintf(other, sizeof other, "tests/unit/%s_%s_test.c", wing, name);
	if (!file_find(t, path) && !file_find(t, other))
		fault(t, list, line, "%s is missing", path);
	(void)snprintf(path, sizeof path, "tests/http/%s.story", name);
	if (file_find(t, "tests/http/story.c") && !file_find(t, path))
		fault(t, list, line, "%s is missing", path);
}

static void check_modules(struct tree *t, const struct file *f)
{
	char wing[64];
	char name[64];
	long line = 0;

	for (const char *s = f->text; *s; s += strcspn(s, "\n"), s += *s == '\n') {
		line++;
		if (sscanf(s, "MODULE(%63[a-z_], %63[a-z_])", wing, name) == 2)
			check_module(t, line, wing, name);
	}
}

/* --- all of it --- */

static void check_file(struct tree *t, const struct file *f)
{
	check_words(t, f);
	if (f->kind) {
		check_lines(t, f);
		check_functions(t, f);
		check_calls(t, f);
		check_strings(t, f);
		check_includes(t, f);
	}
	if (ends(f->path, ".md"))
		check_document(t, f);
	if (begins(f->path, "schema/") && ends(f->path, ".sql"))
		check_columns(t, f);
	if (begins(f->path, "src/") && ends(f->path, ".sql"))
		check_queries(t, f);
	if (strcmp(f->path, "schema/clear.def") == 0)
		check_stale(t, f);
	if (strcmp(f->path, "src/vault/seals.def") == 0)
		check_seals(t, f);
	if (strcmp(f->path, "src/modules.def") == 0)
		check_modules(t, f);
}

/* "P4: consent before anything leaves" or "(P4)": prints the line without what surrounds it. */
static bool cite(const struct file *f, int promise)
{
	bool found = false;

	for (size_t i = 1; i < f->n; i++) {
		int number;
		char after;
		size_t from = i;
		if (f->text[i] != 'P' || isalnum((unsigned char)f->text[i - 1]) ||
		    (f->kind && f->kind[i] != COMMENT) ||
		    sscanf(f->text + i, "P%d%c", &number, &after) != 2 || number != promise ||
		    !strchr(":),", after))
			continue;
		while (from > 0 && f->text[from - 1] != '\n')
			from--;
		from += strspn(f->text + from, " \t/*#<!-");
		(void)printf("P%d %s:%ld: %.*s\n", promise, f->path, line_of(f, i),
		             (int)strcspn(f->text + from, "\n"), f->text + from);
		found = true;
	}
	return found;
}

static void list_requirements(const struct tree *t)
{
	for (int promise = 1; promise <= PROMISES; promise++) {
		bool found = false;
		for (size_t i = 0; i < t->n; i++)
			if (begins_one(t->at[i].path, "src/ schema/ tests/ assets/") &&
			    cite(&t->at[i], promise))
				found = true;
		if (!found)
			(void)printf("P%d is cited nowhere\n", promise);
	}
}

int main(int argc, char **argv)
{
	bool requirements = argc == 3 && strcmp(argv[1], "--requirements") == 0;
	struct tree t = { .root = argv[argc - 1] };

	if ((argc != 2 && !requirements) || begins(t.root, "--")) {
		(void)fprintf(stderr, "usage: lint [--requirements] ROOT\n");
		return 2;
	}
	if (!add_folder(&t, "")) {
		(void)fprintf(stderr, "lint: %s cannot be read\n", t.root);
		return 2;
	}
	if (requirements)
		list_requirements(&t);
	for (size_t i = 0; i < t.n && !requirements; i++)
		check_file(&t, &t.at[i]);
	for (size_t i = 0; i < t.n; i++) {
		free(t.at[i].path);
		free(t.at[i].text);
		free(t.at[i].kind);
	}
	free(t.at);
	return t.faults ? 1 : 0;
}
