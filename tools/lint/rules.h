/* The tables of tools/lint/lint.c: what this house allows, and where. docs/style.md and
 * docs/rooms.md give the reasons. */
#pragma once

enum { COLUMNS = 100, FUNCTION_LINES = 70, FILE_LINES = 600, TAB = 4, PROMISES = 12 };

/* Rooms from left to right. Rooms of one rank are strangers; wings see each other's module headers.
 */
enum { BASE, MIDDLE, ACCESS, WING, CLI };
static const struct {
	const char *name;
	int rank;
} rooms[] = {
	{ "base", BASE },   { "store", MIDDLE }, { "vault", MIDDLE },   { "http", MIDDLE },
	{ "html", MIDDLE }, { "forms", MIDDLE }, { "measure", MIDDLE }, { "access", ACCESS },
	{ "care", WING },   { "voice", WING },   { "coalition", WING }, { "learning", WING },
	{ "team", WING },   { "cli", CLI },
};

/* Which files of src/ may see which library: one that is used in one place can be replaced there.
 */
static const struct {
	const char *header; /* how it begins */
	const char *files;  /* how their paths begin, with a space between */
} libraries[] = {
	{ "microhttpd.h", "src/http/server.c" },
	{ "sqlite3.h", "src/store/sqlite.c" },
	{ "libpq-fe.h", "src/store/postgres.c" },
	{ "sodium.h", "src/vault/ src/base/wipe.c src/base/random.c" },
	{ "libxml/", "src/forms/xpath src/forms/xml.c" },
	{ "pcre2.h", "src/forms/xpath_pattern.c" },
	{ "zip.h", "src/forms/zip.c" },
	{ "xlsxwriter.h", "src/forms/book.c" },
	{ "jansson.h", "src/forms/answers.c" },
	{ "csv.h", "src/forms/csv.c" },
	{ "gsl/", "src/measure/dist.c src/measure/solve.c" },
	{ "glpk.h", "src/measure/narrow.c" },
	{ "utf8proc.h", "src/base/fold.c" },
};

/* What the C library and the system give; everything else in <> must stand in the table above. */
static const char system_headers[] =
	"arpa/ assert.h ctype.h dirent.h errno.h fcntl.h float.h getopt.h iconv.h inttypes.h libgen.h "
	"limits.h "
	"linux/ locale.h "
	"math.h netinet/ poll.h pthread.h pwd.h setjmp.h signal.h stdalign.h stdarg.h stdatomic.h "
	"stdbool.h "
	"stddef.h stdint.h stdio.h stdlib.h string.h strings.h sys/ termios.h time.h unistd.h";

/* Calls that are refused, and where: paths beginning with one of in, none of except. */
static const struct {
	const char *names;
	const char *in;
	const char *except;
	const char *instead;
} banned[] = {
	{ "strcpy strcat strncpy strncat sprintf vsprintf gets strtok", "src/ tools/ tests/ bench/", "",
	  "use struct str, buf or snprintf" },
	{ "atoi rand", "src/ tools/ tests/ bench/", "", "use str_int, random_below or a dice" },
	{ "alloca", "src/ tools/ tests/ bench/", "", "use an arena" },
	{ "system popen", "src/", "", "no other program is run" },
	{ "setjmp longjmp sigsetjmp siglongjmp", "src/", "src/base/arena. src/http/call.c",
	  "the one jump of the program is in base/arena.c and http/call.c" },
	{ "malloc calloc realloc free strdup",
	  "src/care/ src/voice/ src/coalition/ src/learning/ src/team/", "",
	  "below a handler everything lives in the arena" },
};

/* What a string in C may not hold, where pages and queries have files of their own. */
static const struct {
	const char *first;
	const char *then; /* must follow somewhere; "" for nothing */
	const char *message;
} foreign_text[] = {
	{ "SELECT ", "", "SQL in C: it belongs into the module's .sql" },
	{ "INSERT INTO", "", "SQL in C: it belongs into the module's .sql" },
	{ "UPDATE ", " SET", "SQL in C: it belongs into the module's .sql" },
	{ "DELETE FROM", "", "SQL in C: it belongs into the module's .sql" },
	{ "<p", "", "HTML in C: it belongs into the module's .html" },
	{ "<div", "", "HTML in C: it belongs into the module's .html" },
	{ "</", "", "HTML in C: it belongs into the module's .html" },
};

/* Words that hurt, wherever people may read them. */
static const struct {
	const char *word;
	const char *instead;
} words[] = {
	{ "victim", "say survivor, person, or the name she chose" },
	{ "risk score", "nobody is given one; say what would make her safer" },
	{ "prostitute", "say what was done to the person" },
};

/* Paths that documents name between backquotes must be there. */
static const char document_paths[] =
	"src/ tests/ tools/ docs/ schema/ packs/ locale/ assets/ bench/";

/* The files of a module and how long they may be. */
static const struct {
	const char *suffix;
	long lines;
} module_files[] = {
	{ ".h", 80 }, { ".c", 300 }, { ".sql", 150 }, { ".html", 250 }, { "_web.c", 250 }
};
