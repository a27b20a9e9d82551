/* schemagen OUT.c --NAME FILE.sql... [--NAME FILE.sql...]: puts schema files into the program, a
 * table NAME_schema for each group (cli/schema_files.h), so that a house can be made and migrated
 * by the program alone. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void fail(const char *what, const char *path)
{
	fprintf(stderr, "schemagen: %s: %s\n", path, what);
	exit(1);
}

static bool is_group(const char *arg)
{
	return strncmp(arg, "--", 2) == 0;
}

/* As numbers: a string literal may not be longer than 4095 bytes. */
static void put_text(FILE *out, int i, const char *path)
{
	FILE *in = fopen(path, "rb");
	int c;

	if (!in)
		fail("cannot be read", path);
	fprintf(out, "static const char text_%d[] = {", i);
	for (int k = 0; (c = fgetc(in)) != EOF; k++) {
		if (c == 0 || c > 126)
			fail("a schema file is plain ASCII", path);
		fprintf(out, "%s%d,", k % 20 ? "" : "\n", c);
	}
	fputs("0\n};\n", out);
	if (ferror(in) || fclose(in) != 0)
		fail("cannot be read", path);
}

static void put_group(FILE *out, char **argv, int first, int end)
{
	const char *name = argv[first] + 2;

	fprintf(out, "\nconst struct schema_file %s_schema[] = {\n", name);
	for (int i = first + 1; i < end; i++) {
		const char *slash = strrchr(argv[i], '/');

		fprintf(out, "\t{ \"%s\", text_%d },\n", slash ? slash + 1 : argv[i], i);
	}
	fprintf(out, "};\nconst size_t %s_schema_n = %d;\n", name, end - first - 1);
}

int main(int argc, char **argv)
{
	FILE *out;

	if (argc < 4 || !is_group(argv[2])) {
		fputs("usage: schemagen OUT.c --NAME FILE.sql...\n", stderr);
		return 2;
	}
	out = fopen(argv[1], "w");
	if (!out)
		fail("cannot be written", argv[1]);
	fputs("/* Written by tools/schemagen. */\n#include \"cli/schema_files.h\"\n\n", out);
	for (int i = 2; i < argc; i++)
		if (!is_group(argv[i]))
			put_text(out, i, argv[i]);
	for (int i = 2, end; i < argc; i = end) {
		for (end = i + 1; end < argc && !is_group(argv[end]);)
			end++;
		put_group(out, argv, i, end);
	}
	if (fclose(out) != 0)
		fail("cannot be written", argv[1]);
	return 0;
}
