/* embed OUT.c FILE...: puts files into the program. Writes OUT.c with the table `assets` of
 * http/assets.h and, beside it, OUT.h with a name for each ("ASSET_APP_CSS"). A file is served
 * under /assets/STEM-HASH.EXT, so that it may be cached for ever. */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

struct file {
	const char *stem;
	int stem_n;
	const char *ext;
	unsigned char *data;
	size_t n;
	unsigned char *gz;
	size_t ngz;
	uint32_t hash;
};

static const struct {
	const char *ext;
	const char *type;
	bool text; /* worth compressing */
} types[] = {
	{ "css", "text/css; charset=utf-8", true },
	{ "js", "text/javascript; charset=utf-8", true },
	{ "svg", "image/svg+xml", true },
	{ "txt", "text/plain; charset=utf-8", true },
	{ "webmanifest", "application/manifest+json", true },
	{ "png", "image/png", false },
	{ "jpg", "image/jpeg", false },
	{ "ico", "image/x-icon", true },
	{ "woff2", "font/woff2", false },
	{ "mp3", "audio/mpeg", false },
};

static void fail(const char *what, const char *path)
{
	fprintf(stderr, "embed: %s: %s\n", path, what);
	exit(1);
}

static size_t type_of(const char *ext)
{
	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (strcmp(types[i].ext, ext) == 0)
			return i;
	return SIZE_MAX;
}

static void read_file(struct file *f, const char *path)
{
	FILE *in = fopen(path, "rb");
	long n = -1;

	if (in && fseek(in, 0, SEEK_END) == 0)
		n = ftell(in);
	if (!in || n < 0 || fseek(in, 0, SEEK_SET) != 0)
		fail("cannot be read", path);
	f->n = (size_t)n;
	f->data = calloc(1, f->n + 1);
	if (!f->data || fread(f->data, 1, f->n, in) != f->n)
		fail("cannot be read", path);
	(void)fclose(in);
}

/* 32 bits of a 64-bit FNV-1a: tells versions of one file apart, protects nothing. */
static uint32_t hash_of(const unsigned char *p, size_t n)
{
	uint64_t h = 14695981039346656037u;

	for (size_t i = 0; i < n; i++)
		h = (h ^ p[i]) * 1099511628211u;
	return (uint32_t)(h ^ (h >> 32));
}

/* gzip, level 9, without a time, so that a build is repeatable. Kept when it saves a tenth. */
static void compress_file(struct file *f, const char *path)
{
	z_stream z = { 0 };
	size_t room;

	if (deflateInit2(&z, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY) != Z_OK)
		fail("cannot be compressed", path);
	room = deflateBound(&z, (uLong)f->n);
	f->gz = calloc(1, room);
	if (!f->gz)
		fail("no memory", path);
	z.next_in = f->data;
	z.avail_in = (uInt)f->n;
	z.next_out = f->gz;
	z.avail_out = (uInt)room;
	if (deflate(&z, Z_FINISH) != Z_STREAM_END)
		fail("cannot be compressed", path);
	f->ngz = z.total_out;
	(void)deflateEnd(&z);
	if (f->ngz > f->n - f->n / 10)
		f->ngz = 0;
}

static bool plain_name(const struct file *f)
{
	for (int i = 0; i < f->stem_n; i++) {
		char c = f->stem[i];

		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_'))
			return false;
	}
	return f->stem_n > 0;
}

static struct file load(const char *path)
{
	const char *slash = strrchr(path, '/');
	struct file f = { .stem = slash ? slash + 1 : path };
	const char *dot = strrchr(f.stem, '.');

	if (!dot || type_of(dot + 1) == SIZE_MAX)
		fail("embed knows no type for this name", path);
	f.ext = dot + 1;
	f.stem_n = (int)(dot - f.stem);
	if (!plain_name(&f))
		fail("a name has only a-z, 0-9, - and _", path);
	read_file(&f, path);
	f.hash = hash_of(f.data, f.n);
	if (types[type_of(f.ext)].text)
		compress_file(&f, path);
	return f;
}

static void put_path(FILE *out, const struct file *f)
{
	fprintf(out, "\"/assets/%.*s-%08x.%s\"", f->stem_n, f->stem, f->hash, f->ext);
}

static void put_bytes(FILE *out, const char *name, size_t i, const unsigned char *p, size_t n)
{
	fprintf(out, "static const unsigned char %s_%zu[] = {", name, i);
	for (size_t k = 0; k < n; k++)
		fprintf(out, "%s%u,", k % 20 ? "" : "\n", p[k]);
	fprintf(out, "%s};\n", n ? "\n" : "0");
}

static void put_row(FILE *out, size_t i, const struct file *f)
{
	fputs("\t{ ", out);
	put_path(out, f);
	fprintf(out, ", \"%s\", data_%zu, %zu, ", types[type_of(f->ext)].type, i, f->n);
	if (f->ngz)
		fprintf(out, "gz_%zu, %zu },\n", i, f->ngz);
	else
		fputs("0, 0 },\n", out);
}

static void put_table(FILE *out, const struct file *files, size_t n)
{
	fputs("/* Written by tools/embed. */\n#include \"http/assets.h\"\n\n", out);
	for (size_t i = 0; i < n; i++) {
		put_bytes(out, "data", i, files[i].data, files[i].n);
		if (files[i].ngz)
			put_bytes(out, "gz", i, files[i].gz, files[i].ngz);
	}
	fputs("\nconst struct asset assets[] = {\n", out);
	for (size_t i = 0; i < n; i++)
		put_row(out, i, &files[i]);
	fprintf(out, "};\nconst size_t nassets = %zu;\n", n);
}

static char upper(char c)
{
	return (char)(c >= 'a' && c <= 'z' ? c - ('a' - 'A') : c == '-' ? '_' : c);
}

static void put_names(FILE *out, const struct file *files, size_t n)
{
	fputs("/* Written by tools/embed. */\n#pragma once\n", out);
	for (size_t i = 0; i < n; i++) {
		const struct file *f = &files[i];

		fputs("#define ASSET_", out);
		for (int k = 0; k < f->stem_n; k++)
			fputc(upper(f->stem[k]), out);
		fputc('_', out);
		for (const char *e = f->ext; *e; e++)
			fputc(upper(*e), out);
		fputc(' ', out);
		put_path(out, f);
		fputc('\n', out);
	}
}

static FILE *create(const char *path)
{
	FILE *out = fopen(path, "w");

	if (!out)
		fail("cannot be written", path);
	return out;
}

int main(int argc, char **argv)
{
	size_t n = argc > 2 ? (size_t)argc - 2 : 0;
	struct file *files;
	size_t name_n = argc > 1 ? strlen(argv[1]) : 0;
	FILE *out;

	if (n == 0 || name_n < 3 || strcmp(argv[1] + name_n - 2, ".c") != 0) {
		fputs("usage: embed OUT.c FILE...\n", stderr);
		return 2;
	}
	files = calloc(n, sizeof *files);
	if (!files)
		fail("no memory", argv[1]);
	for (size_t i = 0; i < n; i++)
		files[i] = load(argv[i + 2]);
	out = create(argv[1]);
	put_table(out, files, n);
	if (fclose(out) != 0)
		fail("cannot be written", argv[1]);
	argv[1][name_n - 1] = 'h';
	out = create(argv[1]);
	put_names(out, files, n);
	if (fclose(out) != 0)
		fail("cannot be written", argv[1]);
	for (size_t i = 0; i < n; i++) {
		free(files[i].data);
		free(files[i].gz);
	}
	free(files);
	return 0;
}
