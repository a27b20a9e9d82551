/* Compiles a file of SQL queries into typed C functions.
 *     sqlgen --schema DIR [--schema DIR] --types types.def in.sql out.h out.c
 * The schema is loaded as written into an in-memory SQLite, every query is prepared there, and
 * names, types and NOT NULL come from what SQLite answers. What would mean something else on
 * PostgreSQL is refused, with file and line. Nothing is written unless the whole file is good. */
#include "sqlgen.h"

#include <ctype.h>
#include <glob.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Functions and words that one of the two databases lacks or understands otherwise. */
static const char odd_functions[] =
	" date time datetime strftime julianday unixepoch now printf format instr ifnull iif total "
	"random hex "
	"group_concat string_agg lower upper randomblob zeroblob typeof quote char unicode changes ";
static const char odd_words[] =
	" like ilike glob returning rowid current_date current_time current_timestamp ";
/* Names that C or the generated functions need for themselves. */
static const char taken_names[] = " auto bool break case char const continue default do double "
								  "else enum extern false float for goto if "
								  "inline int long register restrict return short signed sizeof "
								  "static struct switch true typedef union "
								  "unsigned void volatile while r c out row arg each args values ";

/* A piece of SQL: 'w' word, 'n' number, 's' text, 'q' quoted name, '$' parameter, a sign as itself,
 * 0 end. */
struct token {
	int kind, n;
	const char *p;
};

void refuse(const char *path, int line, const char *format, ...)
{
	va_list args;

	fprintf(stderr, "%s:%d: ", path, line);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
	exit(1);
}

static char *file_text(const char *path)
{
	FILE *f = fopen(path, "rb");
	size_t room = 1;
	char *text = calloc(1, room);

	if (!f || !text || (getdelim(&text, &room, '\0', f) < 0 && ferror(f)))
		refuse(path, 1, "cannot be read");
	fclose(f);
	return text;
}

static bool listed(const char *list, const char *p, int n)
{
	char word[NAME + 2];

	for (int i = snprintf(word, sizeof word, " %.*s ", n, p); i > 0 && i <= NAME; i--)
		word[i - 1] = (char)tolower((unsigned char)word[i - 1]);
	return n < NAME && strstr(list, word);
}

static bool is(struct token t, const char *list)
{
	return t.kind == 'w' && listed(list, t.p, t.n);
}

static int lines_in(const char *p, const char *end)
{
	int n = 0;

	for (; p < end; p++)
		n += *p == '\n';
	return n;
}

/* --- types.def and the schema --- */

static void load_types(struct gen *g, const char *path)
{
	char *text = file_text(path);

	for (const char *p = strstr(text, "\nTYPE("); p; p = strstr(p + 1, "\nTYPE(")) {
		struct type *t = &g->types[g->ntypes++];
		if (g->ntypes == TYPES || sscanf(p, " TYPE( %63[^, ] , %*[^,], %*[^,], %63[^,], %63[^) ]",
		                                 t->word, t->c, t->carried) != 3)
			refuse(path, lines_in(text, p) + 2, "not TYPE(word, SQLite, PostgreSQL, C, carried)");
	}
	free(text);
}

static void load_schema_file(struct gen *g, const char *path)
{
	char *text = file_text(path);

	for (const char *at = text, *rest = text; *at; at = rest) {
		sqlite3_stmt *s = NULL;
		int rc = sqlite3_prepare_v2(g->db, at, -1, &s, &rest), offset = sqlite3_error_offset(g->db);
		if (rc != SQLITE_OK || (s && sqlite3_step(s) != SQLITE_DONE))
			refuse(path, lines_in(text, at + (offset > 0 ? offset : 0)) + 1, "%s",
			       sqlite3_errmsg(g->db));
		sqlite3_finalize(s);
	}
	free(text);
}

static void load_schema(struct gen *g, const char *dir)
{
	char pattern[LINE];
	glob_t files;

	snprintf(pattern, sizeof pattern, "%s/*.sql", dir);
	if (glob(pattern, 0, NULL, &files) != 0)
		refuse(dir, 1, "has no schema files");
	for (size_t i = 0; i < files.gl_pathc; i++)
		load_schema_file(g, files.gl_pathv[i]);
	globfree(&files);
}

/* --- names and types --- */

static void set_name(const struct gen *g, int line, char out[NAME], const char *p, size_t n)
{
	size_t good = strspn(p, "abcdefghijklmnopqrstuvwxyz_0123456789");

	if (n == 0 || n >= NAME || good < n || isdigit((unsigned char)*p))
		refuse(g->path, line, "\"%.*s\" is not a lower_snake name", (int)n, p);
	memcpy(out, p, n);
	if (listed(taken_names, out, (int)n))
		refuse(g->path, line, "the name %s is taken by C or by the generated code", out);
}

/* Reads "sealed?" of the n bytes at p into v. SQLite says REAL for real, so case does not count. */
static void set_type(const struct gen *g, struct var *v, const char *p, size_t n)
{
	v->maybe = n > 0 && p[n - 1] == '?';
	n -= v->maybe;
	for (const struct type *t = g->types; t < g->types + g->ntypes; t++)
		if (strlen(t->word) == n && strncasecmp(t->word, p, n) == 0)
			v->type = t;
	if (!v->type)
		refuse(g->path, v->line, "the type %.*s of %s is not in types.def", (int)n, p, v->name);
}

bool needs_has(const struct var *v)
{
	return v->maybe && strcmp(v->type->carried, "BLOB") != 0 &&
	       strcmp(v->type->carried, "TEXT") != 0;
}

static struct var *find(struct vars *vars, const char *name)
{
	for (struct var *v = vars->at; v < vars->at + vars->n; v++)
		if (strcmp(v->name, name) == 0)
			return v;
	return NULL;
}

static struct var *add(const struct gen *g, struct vars *vars, int line, const char *p, size_t n)
{
	struct var *v = &vars->at[vars->n];

	if (vars->n == VARS - 1)
		refuse(g->path, line, "more than %d names", VARS - 1);
	set_name(g, line, v->name, p, n);
	if (find(vars, v->name))
		refuse(g->path, line, "the name %s is given twice", v->name);
	v->line = line;
	vars->n++;
	return v;
}

/* --- the comment above a query --- */

/* "person_id person, day? today" */
static void read_params(const struct gen *g, struct fn *f, const char *p, const char *end)
{
	for (const char *stop = p; p < end; p = stop + 1) {
		p += strspn(p, " \t");
		stop = p + strcspn(p, ",)");
		size_t n = strcspn(p, " \t,)");
		const char *name = p + n + strspn(p + n, " \t");
		if (name >= stop)
			refuse(g->path, f->line, "a parameter is a type and a name: %.*s", (int)(stop - p), p);
		set_type(g, add(g, &f->params, f->line, name, strcspn(name, " \t,)")), p, n);
	}
}

static void read_shape(const struct gen *g, struct fn *f, const char *p)
{
	size_t n = strcspn(p, " \t[?");
	const char *rest = p + n + strspn(p + n, " \t");
	bool exec = n == 4 && strncmp(p, "exec", n) == 0, expect = strcmp(p, "expect") == 0;
	const char *const ends[] = { "", "?", "[]", "each", "", "one", "" };
	int shape = expect ? EXPECT : exec ? EXEC : ONE;

	while (shape < (exec ? EXEC_ONE : EACH) && !expect && strcmp(ends[shape], rest) != 0)
		shape++;
	if (strcmp(ends[shape], expect ? "" : rest) != 0)
		refuse(g->path, f->line,
		       "\"%s\" is not a result: row, row?, row[], row each, exec, exec one, expect", p);
	if (shape < EXEC)
		set_name(g, f->line, f->row, p, n);
	f->shape = (enum shape)shape;
}

/* The fn line may run over several; what follows its result is the words about the function. */
static const char *read_comment(struct gen *g, struct fn *f, char text[LINE])
{
	const char *arrow = NULL;

	for (f->line = g->line; strncmp(g->at, "--", 2) == 0; g->line++) {
		size_t n = strcspn(g->at, "\n"), dashes = n > 3 ? 3 : n;
		char *to = arrow ? f->doc : text, *end = to + strlen(to);
		if (g->line > f->line && strncmp(g->at, "-- fn ", 6) == 0)
			refuse(g->path, f->line, "there is no query below this");
		if (end + n + 2 > to + LINE)
			refuse(g->path, g->line, "this comment is too long");
		snprintf(end, n + 2, "%s%.*s", end > to ? " " : "", (int)(n - dashes), g->at + dashes);
		arrow = strstr(text, "->");
		g->at += n + (g->at[n] == '\n');
	}
	if (!*f->doc)
		snprintf(f->doc, LINE, "%s", text + 3);
	return arrow;
}

static void read_head(struct gen *g, struct fn *f)
{
	char text[LINE] = "";
	const char *arrow = read_comment(g, f, text), *open = strchr(text, '('),
			   *close = strrchr(text, ')');

	if (!arrow || !open || !close || close < open || arrow < close)
		refuse(g->path, f->line, "this is not \"-- fn name(type name, ...) -> result\"");
	if (strstr(f->doc, "*/") || strstr(f->doc, "/*"))
		refuse(g->path, f->line, "the words above would end the comment that they become");
	set_name(g, f->line, f->name, text + 3, (size_t)(open - text) - 3);
	read_params(g, f, open + 1, close);
	read_shape(g, f, arrow + 2 + strspn(arrow + 2, " \t"));
	for (const struct fn *o = g->fns; o < f; o++)
		if (strcmp(o->name, f->name) == 0)
			refuse(g->path, f->line, "the query %s is there already, in line %d", f->name, o->line);
}

/* --- the SQL text --- */

static void put(const struct gen *g, struct fn *f, const char *p, size_t n)
{
	size_t used = strlen(f->sql);

	if (used + n > SQL_MAX)
		refuse(g->path, f->line, "the query %s is longer than %d bytes", f->name, SQL_MAX);
	memcpy(f->sql + used, p, n);
}

/* Steps over white space and comments; line ends stay, so that SQLite's offsets lead to lines. */
static void skip(struct gen *g, struct fn *f)
{
	for (;; g->at++) {
		if (strncmp(g->at, "-- fn ", 6) == 0)
			refuse(g->path, f->line, "the query %s has no ; at its end", f->name);
		if (strncmp(g->at, "--", 2) == 0)
			g->at += strcspn(g->at, "\n");
		if (!*g->at || !isspace((unsigned char)*g->at))
			return;
		put(g, f, g->at, 1);
		g->line += *g->at == '\n';
	}
}

static struct token next(struct gen *g, struct fn *f)
{
	skip(g, f);
	struct token t = { (unsigned char)*g->at, *g->at ? 1 : 0, g->at };
	const char *p = g->at + t.n;

	if (t.kind == '\'' || t.kind == '"') {
		p += strcspn(p, t.kind == '"' ? "\"\n" : "'\n");
		if (*p++ != t.kind)
			refuse(g->path, g->line, "a quote ends in the line where it began");
		t.kind = t.kind == '"' ? 'q' : 's';
	} else if (isalnum(t.kind) || t.kind == '_' || t.kind == '$') {
		while (isalnum((unsigned char)*p) || *p == '_')
			p++;
		t.kind = t.kind == '$' ? '$' : isdigit(t.kind) ? 'n' : 'w';
	}
	g->at = p;
	t.n = (int)(p - t.p);
	return t;
}

/* Puts the token; of "n: number" it keeps the type as a note and puts "n". */
static void put_token(const struct gen *g, struct fn *f, struct token t)
{
	const char *colon = t.kind == 'q' ? memchr(t.p, ':', (size_t)t.n) : NULL, *end = t.p + t.n - 1;

	put(g, f, t.p, (size_t)((colon ? colon : t.p + t.n) - t.p));
	if (!colon)
		return;
	put(g, f, "\"", 1);
	struct var *v = add(g, &f->notes, g->line, t.p + 1, (size_t)(colon - t.p) - 1);
	colon += 1 + strspn(colon + 1, " ");
	set_type(g, v, colon, (size_t)(end - colon));
}

static void check_param(const struct gen *g, struct fn *f, struct token t)
{
	char *end = NULL;
	long n = strtol(t.p + 1, &end, 10);

	if (t.kind != '$' || n < 1 || end != t.p + t.n)
		refuse(g->path, g->line, "parameters are written $1, $2, ...");
	if (n > f->params.n)
		refuse(g->path, g->line, "$%ld is beyond the %d parameters", n, f->params.n);
	f->params.at[n - 1].used = true;
}

static bool starts_item(struct token t)
{
	return t.kind == ',' || is(t, " select distinct all ");
}

static void check_token(const struct gen *g, struct fn *f, struct token last, struct token t)
{
	bool call = t.kind == 'w' && g->at[strspn(g->at, " \t\n")] == '(';

	if (t.kind == ':' && *g->at == ':')
		refuse(g->path, g->line, ":: is only PostgreSQL's: write CAST(x AS type)");
	if (t.kind && strchr("$?:@", t.kind))
		check_param(g, f, t);
	if (t.kind == '*' && (starts_item(last) || last.kind == '.'))
		refuse(g->path, g->line, "name the columns instead of *");
	if (t.kind == '[' || t.kind == '`' || (t.kind == '*' && last.kind == '/') ||
	    (t.kind == '>' && last.kind == '-'))
		refuse(g->path, g->line, "%c is not the same in both databases here", t.kind);
	if (call && (is(t, odd_functions) || strncasecmp(t.p, "json_", 5) == 0))
		refuse(g->path, g->line, "%.*s() is not the same in both databases: do it in C", t.n, t.p);
	if ((is(last, " insert ") && is(t, " or ")) || (is(last, " replace ") && is(t, " into ")))
		refuse(g->path, g->line, "write ON CONFLICT instead of %.*s %.*s", last.n, last.p, t.n,
		       t.p);
	if (is(t, odd_words))
		refuse(g->path, g->line, "%.*s is not the same in both databases", t.n, t.p);
	if (!last.kind && !is(t, " select with insert update delete "))
		refuse(g->path, g->line, "a query begins with SELECT, WITH, INSERT, UPDATE or DELETE");
}

/* Where in a SELECT the scan is. */
struct place {
	struct token before, last; /* the two tokens behind */
	int depth, column;
	bool in_list, left;
};

/* Finds which columns may be NULL although their table says NOT NULL. */
static void follow(const struct gen *g, struct fn *f, struct place *at, struct token t)
{
	if (at->depth == 0 && at->in_list && t.kind == '(' && starts_item(at->last))
		f->bracketed |= (uint64_t)1 << (at->column & 63);
	if (at->depth > 1 && is(t, " select ") && at->last.kind == '(' && starts_item(at->before))
		f->note_all = true;
	if (at->left && is(at->last, " join ")) {
		char *name = f->left[f->nleft < VARS - 1 ? f->nleft++ : 0];
		snprintf(name, NAME, "%.*s", t.n, t.p);
		at->left = false;
		if (sqlite3_table_column_metadata(g->db, NULL, name, NULL, NULL, NULL, NULL, NULL, NULL) !=
		    SQLITE_OK)
			f->note_all = true;
	}
	f->note_all = f->note_all || is(t, " right full union ");
	at->left = at->left || is(t, " left ");
	if (at->depth == 0 && is(t, " select from "))
		at->in_list = is(t, " select ");
	at->column += at->depth == 0 && at->in_list && t.kind == ',';
	at->depth += (t.kind == '(') - (t.kind == ')');
	at->before = at->last;
	at->last = t;
}

/* Copies the text up to its ; into f->sql, without comments and notes. */
static void read_sql(struct gen *g, struct fn *f)
{
	struct place at = { 0 };

	f->sql_line = g->line;
	for (struct token t = next(g, f); t.kind != ';'; t = next(g, f)) {
		if (!t.kind)
			refuse(g->path, f->line, "the query %s has no ; at its end", f->name);
		check_token(g, f, at.last, t);
		follow(g, f, &at, t);
		put_token(g, f, t);
	}
	for (int i = 0; i < f->params.n; i++)
		if (!f->params.at[i].used)
			refuse(g->path, f->line, "$%d (%s) is never used", i + 1, f->params.at[i].name);
}

/* --- what SQLite says of it --- */

static void read_column(const struct gen *g, struct fn *f, sqlite3_stmt *s, int i)
{
	const char *name = sqlite3_column_name(s, i), *declared = sqlite3_column_decltype(s, i);
	const char *table = sqlite3_column_table_name(s, i), *origin = sqlite3_column_origin_name(s, i);
	struct var *note = find(&f->notes, name);
	bool may_miss = f->note_all || (f->bracketed >> i & 1);
	int not_null = 0;

	if (!note && !declared)
		refuse(g->path, f->line, "the expression %s needs AS \"name: type\"", name);
	for (int k = 0; k < f->nleft; k++)
		may_miss = may_miss || (table && strcasecmp(table, f->left[k]) == 0);
	if (!note && may_miss)
		refuse(g->path, f->line, "%s may be missing here: say AS \"%s: type?\"", name, name);
	struct var *v = add(g, &f->columns, f->line, name, strlen(name));
	if (declared)
		set_type(g, v, declared, strlen(declared));
	if (note && declared && note->type != v->type)
		refuse(g->path, note->line, "%s is %s in its table, not %s", name, declared,
		       note->type->word);
	if (!note)
		sqlite3_table_column_metadata(g->db, NULL, table, origin, NULL, NULL, &not_null, NULL,
		                              NULL);
	v->type = note ? note->type : v->type;
	v->maybe = note ? note->maybe : !not_null;
	if (note)
		note->used = true;
}

static void prepare(const struct gen *g, struct fn *f)
{
	sqlite3_stmt *s = NULL;
	bool changes = f->shape == EXEC || f->shape == EXEC_ONE;

	if (sqlite3_prepare_v2(g->db, f->sql, -1, &s, NULL) != SQLITE_OK) {
		int offset = sqlite3_error_offset(g->db);
		int line = offset < 0 ? f->line : f->sql_line + lines_in(f->sql, f->sql + offset);
		refuse(g->path, line, "%s", sqlite3_errmsg(g->db));
	}
	f->readonly = sqlite3_stmt_readonly(s) != 0;
	if (changes && f->readonly)
		refuse(g->path, f->line, "%s changes nothing: its result is a row or expect", f->name);
	if (!changes && !f->readonly)
		refuse(g->path, f->line, "%s changes rows: its result is exec or exec one", f->name);
	for (int i = 0; *f->row && i < sqlite3_column_count(s); i++)
		read_column(g, f, s, i);
	for (const struct var *v = f->notes.at; v < f->notes.at + f->notes.n; v++)
		if (!v->used)
			refuse(g->path, v->line, "\"%s: type\" is no column of the result", v->name);
	sqlite3_finalize(s);
}

const struct fn *row_owner(const struct gen *g, const struct fn *f)
{
	const struct fn *o = g->fns;

	while (strcmp(o->row, f->row) != 0)
		o++;
	bool same = o->columns.n == f->columns.n;
	for (int i = 0; same && i < f->columns.n; i++) {
		const struct var *a = &o->columns.at[i], *b = &f->columns.at[i];
		same = strcmp(a->name, b->name) == 0 && a->type == b->type && a->maybe == b->maybe;
	}
	if (!same)
		refuse(g->path, f->line, "the row %s has other columns in line %d", f->row, o->line);
	return o;
}

static void read_query(struct gen *g)
{
	struct fn *f = &g->fns[g->nfns++];

	if (g->nfns == FNS)
		refuse(g->path, g->line, "more than %d queries in a file", FNS - 1);
	read_head(g, f);
	read_sql(g, f);
	prepare(g, f);
	row_owner(g, f);
}

static void read_file(struct gen *g, const char *text)
{
	for (g->at = text, g->line = 1; *g->at;) {
		if (strncmp(g->at, "-- fn ", 6) == 0)
			read_query(g);
		else if (strncmp(g->at, "--", 2) == 0)
			g->at += strcspn(g->at, "\n");
		else if (isspace((unsigned char)*g->at))
			g->line += *g->at++ == '\n';
		else
			refuse(g->path, g->line, "a query without -- fn above it");
	}
}

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

int main(int argc, char **argv)
{
	static struct gen g;
	char stem[NAME];
	int i = 1;

	if (sqlite3_open(":memory:", &g.db) != SQLITE_OK)
		refuse(argv[0], 1, "SQLite cannot be opened");
	sqlite3_db_config(g.db, SQLITE_DBCONFIG_DQS_DML, 0, (void *)NULL);
	sqlite3_db_config(g.db, SQLITE_DBCONFIG_DQS_DDL, 0, (void *)NULL);
	for (; i + 1 < argc && strncmp(argv[i], "--", 2) == 0; i += 2)
		(strcmp(argv[i], "--types") == 0 ? load_types : load_schema)(&g, argv[i + 1]);
	if (argc - i != 3)
		refuse(argv[0], 1, "use: --schema DIR --types types.def in.sql out.h out.c");
	g.path = argv[i];
	char *text = file_text(g.path);
	read_file(&g, text);
	snprintf(stem, sizeof stem, "%s", base_name(argv[i]));
	stem[strcspn(stem, ".")] = '\0';
	write_files(&g, stem, argv[i + 1], argv[i + 2]);
	free(text);
	sqlite3_close(g.db);
	return 0;
}
