/* The tree as tools/lint/lint.c reads it: every file once, and for C what each byte is. */
#pragma once
#include <ctype.h>
#include <dirent.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

enum { PATH_ROOM = 1024 };
enum kind { CODE = 'c', COMMENT = '/', STRING = '"', LETTER = '\'', DIRECTIVE = '#' };

struct file {
	char *path; /* from the root: "src/care/consent.c" */
	char *text;
	char *kind; /* of C: an enum kind for each byte of text; else NULL */
	size_t n;
};

struct tree {
	const char *root;
	struct file *at;
	size_t n;
	size_t room;
	long faults;
};

#define COUNT(table) (sizeof(table) / sizeof *(table))

static void *must(void *p)
{
	if (!p) {
		(void)fprintf(stderr, "lint: out of memory\n");
		exit(2);
	}
	return p;
}

__attribute__((format(printf, 4, 5))) static void fault(struct tree *t, const char *path, long line,
                                                        const char *fmt, ...)
{
	va_list ap;

	t->faults++;
	(void)printf("%s:%ld: ", path, line);
	va_start(ap, fmt);
	(void)vprintf(fmt, ap);
	va_end(ap);
	(void)putchar('\n');
}

static bool begins(const char *s, const char *prefix)
{
	return strncmp(s, prefix, strlen(prefix)) == 0;
}

static bool ends(const char *s, const char *suffix)
{
	size_t n = strlen(s);
	size_t m = strlen(suffix);

	return n >= m && strcmp(s + n - m, suffix) == 0;
}

/* True when path begins with one of a list with spaces between. */
static bool begins_one(const char *path, const char *list)
{
	while (*list) {
		size_t n = strcspn(list, " ");
		if (n && strncmp(path, list, n) == 0)
			return true;
		list += n + (list[n] == ' ');
	}
	return false;
}

static bool is_c(const char *path)
{
	return ends(path, ".c") || ends(path, ".h") || ends(path, ".def");
}

static long line_of(const struct file *f, size_t at)
{
	long line = 1;

	for (size_t i = 0; i < at && i < f->n; i++)
		line += f->text[i] == '\n';
	return line;
}

static const struct file *file_find(const struct tree *t, const char *path)
{
	for (size_t i = 0; i < t->n; i++)
		if (strcmp(t->at[i].path, path) == 0)
			return &t->at[i];
	return NULL;
}

static bool has_word(const struct file *f, const char *word)
{
	size_t n = strlen(word);

	for (const char *s = strstr(f->text, word); s; s = strstr(s + n, word))
		if ((s == f->text || (!isalnum((unsigned char)s[-1]) && s[-1] != '_')) &&
		    !isalnum((unsigned char)s[n]) && s[n] != '_')
			return true;
	return false;
}

/* Where the piece of C that begins at i ends, and what it is. */
static size_t piece(const char *s, size_t n, size_t i, bool in_directive, enum kind *kind)
{
	size_t from = i;

	*kind = in_directive ? DIRECTIVE : CODE;
	if (s[i] == '/' && i + 1 < n && (s[i + 1] == '*' || s[i + 1] == '/')) {
		bool line = s[i + 1] == '/';
		*kind = COMMENT;
		for (i += 2; i < n; i++)
			if (line ? s[i] == '\n' : i >= from + 3 && s[i] == '/' && s[i - 1] == '*')
				return line ? i : i + 1;
		return n;
	}
	if (s[i] != '"' && s[i] != '\'')
		return i + 1;
	*kind = s[i] == '"' ? STRING : LETTER;
	for (i++; i < n && s[i] != s[from] && s[i] != '\n'; i++)
		i += s[i] == '\\' && i + 1 < n;
	return i < n ? i + 1 : n;
}

static void find_kinds(struct file *f)
{
	bool directive = false;
	bool line_start = true;

	f->kind = must(malloc(f->n + 1));
	for (size_t i = 0; i < f->n;) {
		enum kind kind;
		size_t end;
		if (line_start && f->text[i] == '#')
			directive = true;
		end = piece(f->text, f->n, i, directive, &kind);
		memset(f->kind + i, (int)kind, end - i);
		if (f->text[end - 1] == '\n') {
			directive = directive && end >= 2 && f->text[end - 2] == '\\';
			line_start = true;
		} else if (!isspace((unsigned char)f->text[i]) && kind != COMMENT) {
			line_start = false;
		}
		i = end;
	}
}

static void add_file(struct tree *t, const char *path)
{
	char full[PATH_ROOM * 2];
	struct file *f;
	FILE *in;
	size_t room = 0;

	(void)snprintf(full, sizeof full, "%s/%s", t->root, path);
	in = fopen(full, "rb");
	if (!in)
		return;
	if (t->n == t->room) {
		t->room = t->room ? 2 * t->room : 256;
		t->at = must(realloc(t->at, t->room * sizeof *t->at));
	}
	f = &t->at[t->n++];
	*f = (struct file){ .path = must(strdup(path)) };
	do {
		room += 65536;
		f->text = must(realloc(f->text, room + 1));
		f->n += fread(f->text + f->n, 1, room - f->n, in);
	} while (f->n == room);
	(void)fclose(in);
	f->text[f->n] = '\0';
	if (is_c(path))
		find_kinds(f);
}

/* Fixtures that are wrong on purpose, and what others wrote. */
static bool passed_over(const char *path, const char *name)
{
	return name[0] == '.' || begins(name, "build") || strcmp(name, "node_modules") == 0 ||
	       strcmp(name, "corpus") == 0 || (begins(path, "tests/tools/") && strchr(path + 12, '/'));
}

static const char *const kinds_read[] = { ".c",  ".h",   ".def",   ".sql", ".html", ".md",
	                                      ".po", ".csv", ".story", ".js",  ".mjs",  ".sh" };

static bool add_folder(struct tree *t, const char *folder)
{
	char path[PATH_ROOM];
	struct dirent **entries;
	int n;

	(void)snprintf(path, sizeof path, "%s/%s", t->root, folder);
	n = scandir(path, &entries, NULL, alphasort);
	for (int i = 0; i < n; i++) {
		const char *name = entries[i]->d_name;
		(void)snprintf(path, sizeof path, "%s%s%s", folder, *folder ? "/" : "", name);
		if (!passed_over(path, name) && entries[i]->d_type == DT_DIR)
			(void)add_folder(t, path);
		for (size_t k = 0; k < COUNT(kinds_read); k++)
			if (!passed_over(path, name) && entries[i]->d_type == DT_REG &&
			    ends(name, kinds_read[k]))
				add_file(t, path);
		free(entries[i]);
	}
	if (n >= 0)
		free(entries);
	return n >= 0;
}
