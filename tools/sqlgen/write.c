/* The C that stands for a file of queries. */
#include "sqlgen.h"

#include <stdio.h>
#include <string.h>

static const char *const shapes[] = {
	"ONE", "MAYBE", "MANY", "EACH", "EXEC", "EXEC_ONE", "EXPECT"
};
static void write_members(FILE *o, const char *tag, const char *suffix, const struct vars *vars)
{
	fprintf(o, "\nstruct %s%s {\n", tag, suffix);
	for (const struct var *v = vars->at; v < vars->at + vars->n; v++)
		fprintf(o, "%s%s%s\t%s %s;\n", needs_has(v) ? "\tbool has_" : "",
		        needs_has(v) ? v->name : "", needs_has(v) ? ";\n" : "", v->type->c, v->name);
	fprintf(o, "};\n");
}

static void write_signature(FILE *o, const struct fn *f)
{
	bool plain = f->params.n <= PLAIN_ARGS;

	fprintf(o, "%s %s(struct %s", f->shape == EACH ? "enum err" : "void", f->name,
	        f->shape >= EXEC ? "change *c" : "read *r");
	if (!plain)
		fprintf(o, ", const struct %s_args *args", f->name);
	for (const struct var *v = f->params.at; plain && v < f->params.at + f->params.n; v++)
		fprintf(o, "%s%s, %s %s", needs_has(v) ? ", bool has_" : "", needs_has(v) ? v->name : "",
		        v->type->c, v->name);
	if (f->shape == EACH)
		fprintf(o, ", enum err (*row)(void *arg, const struct %s *row), void *arg", f->row);
	else if (*f->row)
		fprintf(o, f->shape == MANY ? ", struct %s_list *out" : ", const struct %s **out", f->row);
	fprintf(o, ")");
}

static void write_header(FILE *o, const struct gen *g, const char *stem)
{
	fprintf(o, "/* Made by sqlgen of %s.sql. */\n#pragma once\n#include \"store/store.h\"\n", stem);
	for (const struct fn *f = g->fns; f < g->fns + g->nfns; f++) {
		if (*f->row && row_owner(g, f) == f) {
			write_members(o, f->row, "", &f->columns);
			fprintf(o, "struct %s_list {\n\tconst struct %s *at;\n\tsize_t n;\n};\n", f->row,
			        f->row);
		}
		if (f->params.n > PLAIN_ARGS)
			write_members(o, f->name, "_args", &f->params);
		fprintf(o, "\n/* %s */\n", f->doc);
		write_signature(o, f);
		fprintf(o, f->shape == EACH ? " NODISCARD;\n" : ";\n");
	}
	fprintf(o,
	        "\n/* Every query of the file, then NULL. */\nextern const struct query *const "
	        "%s_queries[];\n",
	        stem);
}

static void write_text(FILE *o, const char *p)
{
	for (size_t n = 0; *p; p += n + (p[n] == '\n')) {
		n = strcspn(p, "\n");
		if (strspn(p, " \t") >= n)
			continue;
		fprintf(o, "\n\t\t\"");
		for (size_t i = 0; i < n; i++)
			fprintf(o, strchr("\"\\?", p[i]) ? "\\%c" : "%c", p[i] == '\t' ? ' ' : p[i]);
		fprintf(o, "\\n\"");
	}
}

static void write_columns(FILE *o, const struct fn *f)
{
	const char *row = f->row;

	fprintf(o, "\nstatic const struct column %s_row[] = {\n", row);
	for (const struct var *v = f->columns.at; v < f->columns.at + f->columns.n; v++) {
		fprintf(o, "\t{ \"%s\", CARRY_%s, offsetof(struct %s, %s), ", v->name, v->type->carried,
		        row, v->name);
		fprintf(o, needs_has(v) ? "offsetof(struct %s, has_%s) },\n" : "SIZE_MAX },\n", row,
		        v->name);
	}
	fprintf(o, "};\n");
}

static void write_query(FILE *o, const struct fn *f, const char *from)
{
	fprintf(o,
	        "\nstatic const struct query %s_query = {\n\t.name = \"%s\",\n\t.from = "
	        "\"%s:%d\",\n\t.sql =",
	        f->name, f->name, from, f->line);
	write_text(o, f->sql);
	fprintf(o, ",\n\t.shape = SHAPE_%s,\n\t.readonly = %s,\n\t.nparams = %d,\n", shapes[f->shape],
	        f->readonly ? "true" : "false", f->params.n);
	for (int i = 0; i < f->params.n; i++)
		fprintf(o, "%sCARRY_%s%s", i ? ", " : "\t.params = (const enum carried[]){ ",
		        f->params.at[i].type->carried, i + 1 < f->params.n ? "" : " },\n");
	if (*f->row)
		fprintf(o, "\t.columns = %s_row,\n\t.ncolumns = %d,\n\t.row_size = sizeof(struct %s),\n",
		        f->row, f->columns.n, f->row);
	fprintf(o, "};\n");
}

static void write_value(FILE *o, const struct var *v, const char *from)
{
	const char *carried = v->type->carried, *name = v->name;
	bool view = strcmp(carried, "BLOB") == 0 || strcmp(carried, "TEXT") == 0;

	fprintf(o, "\t\t{ .carried = CARRY_%s, ", carried);
	if (v->maybe)
		fprintf(o, view ? ".null = !%s%s.p, " : ".null = !%shas_%s, ", from, name);
	if (view)
		fprintf(o, ".p = %s%s.p, .n = %s%s.n },\n", from, name, from, name);
	else if (strcmp(carried, "ID") == 0)
		fprintf(o, ".p = %s%s.b, .n = ID_BYTES },\n", from, name);
	else
		fprintf(o, ".%c = %s%s%s },\n", strcmp(carried, "REAL") == 0 ? 'd' : 'i', from, name,
		        strcmp(carried, "DAY") == 0       ? ".n"
		        : strcmp(carried, "INSTANT") == 0 ? ".s"
		                                          : "");
}

/* read_each gives its rows untyped: a struct and a function between give them their type. */
static void write_each(FILE *o, const char *name, const char *row)
{
	fprintf(o,
	        "\nstruct %s_each {\n\tenum err (*row)(void *arg, const struct %s *row);\n\tvoid "
	        "*arg;\n};\n"
	        "\nstatic enum err %s_row_(void *arg, const void *row)\n{\n"
	        "\tconst struct %s_each *e = arg;\n\n\treturn e->row(e->arg, row);\n}\n",
	        name, row, name, name);
}

static void write_function(FILE *o, const struct fn *f)
{
	const char *values = f->params.n ? "values" : "NULL",
			   *from = f->params.n > PLAIN_ARGS ? "args->" : "";

	fprintf(o, "\n");
	write_signature(o, f);
	fprintf(o, f->params.n ? "\n{\n\tconst struct value values[] = {\n" : "\n{\n");
	for (int i = 0; i < f->params.n; i++)
		write_value(o, &f->params.at[i], from);
	fprintf(o, "%s%s", f->params.n ? "\t};\n" : "", f->params.n && f->shape != EACH ? "\n" : "");
	if (f->shape >= EXEC)
		fprintf(o, "\tchange_add(c, &%s_query, %s);\n}\n", f->name, values);
	else if (f->shape == EACH)
		fprintf(o,
		        "\tstruct %s_each each = { row, arg };\n\n\treturn read_each(r, &%s_query, %s, "
		        "%s_row_, &each);\n}\n",
		        f->name, f->name, values, f->name);
	else
		fprintf(o, "\tread_ask(r, &%s_query, %s, out);\n}\n", f->name, values);
}

static void write_source(FILE *o, const struct gen *g, const char *stem, const char *header)
{
	const char *from = strstr(g->path, "src/");

	fprintf(o, "/* Made by sqlgen of %s.sql. */\n#include \"%s\"\n", stem, header);
	for (const struct fn *f = g->fns; f < g->fns + g->nfns; f++) {
		if (*f->row && row_owner(g, f) == f)
			write_columns(o, f);
		write_query(o, f, from ? from : g->path);
		if (f->shape == EACH)
			write_each(o, f->name, f->row);
		write_function(o, f);
	}
	fprintf(o, "\nconst struct query *const %s_queries[] = {\n", stem);
	for (const struct fn *f = g->fns; f < g->fns + g->nfns; f++)
		fprintf(o, "\t&%s_query,\n", f->name);
	fprintf(o, "\tNULL,\n};\n");
}

static FILE *create(const char *path)
{
	FILE *o = fopen(path, "w");

	if (!o)
		refuse(path, 1, "cannot be written");
	return o;
}

void write_files(const struct gen *g, const char *stem, const char *header, const char *source)
{
	const char *slash = strrchr(header, '/');
	FILE *h = create(header);
	FILE *c = create(source);

	write_header(h, g, stem);
	write_source(c, g, stem, slash ? slash + 1 : header);
	if (ferror(h) || fclose(h) != 0)
		refuse(header, 1, "cannot be written");
	if (ferror(c) || fclose(c) != 0)
		refuse(source, 1, "cannot be written");
}
