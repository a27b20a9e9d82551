/* What a file of queries says, as sqlgen.c reads it and write.c writes it. */
#pragma once
#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

enum { NAME = 64, TYPES = 64, VARS = 64, FNS = 200, PLAIN_ARGS = 6, SQL_MAX = 4095, LINE = 1024 };
enum shape { ONE, MAYBE, MANY, EACH, EXEC, EXEC_ONE, EXPECT };

struct type {
	char word[NAME], c[NAME], carried[NAME];
};
/* A parameter, a column, or what an alias says of a column. */
struct var {
	char name[NAME];
	const struct type *type;
	bool maybe, used;
	int line;
};
struct vars {
	struct var at[VARS];
	int n;
};
struct fn {
	char name[NAME], row[NAME], doc[LINE], sql[SQL_MAX + 2];
	struct vars params, columns, notes;
	int line, sql_line;
	enum shape shape;
	uint64_t bracketed;    /* columns that begin with a bracket and so may be a subquery */
	char left[VARS][NAME]; /* tables that a LEFT JOIN may leave out */
	int nleft;
	bool note_all, readonly;
};
struct gen {
	const char *path, *at;
	int line, ntypes, nfns;
	sqlite3 *db;
	struct type types[TYPES];
	struct fn fns[FNS];
};
/* Says file, line and why, and ends the program. */
__attribute__((noreturn, format(printf, 3, 4))) void refuse(const char *path, int line,
                                                            const char *format, ...);
/* Types without their own way to say NULL (which is p == NULL) have a has_ beside them. */
bool needs_has(const struct var *v);
/* The first query with f's row; that one's columns are written out, so they must be the same. */
const struct fn *row_owner(const struct gen *g, const struct fn *f);
/* Writes the header and the source, in this order. Ends the program when a file cannot be written.
 */
void write_files(const struct gen *g, const char *stem, const char *header, const char *source);
