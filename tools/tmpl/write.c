#include "tmpl.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static int line_of(const struct tmpl *t, const char *at)
{
	int line = 1;

	for (const char *p = t->src; p < at; p++)
		line += *p == '\n';
	return line;
}

void fail(const struct tmpl *t, const char *at, const char *fmt, ...)
{
	va_list ap;

	fprintf(stderr, "%s:%d: ", t->file, line_of(t, at));
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
	exit(1);
}

bool one_of(struct span s, const char *words)
{
	for (size_t n; *words; words += n + (words[n] == ' ')) {
		n = strcspn(words, " ");
		if (n == s.n && strncasecmp(words, s.p, n) == 0)
			return true;
	}
	return false;
}

bool has(struct span s, const char *z)
{
	for (size_t n = strlen(z); s.n >= n; s.p++, s.n--)
		if (memcmp(s.p, z, n) == 0)
			return true;
	return false;
}

bool ends(struct span s, const char *tail)
{
	return s.n > strlen(tail) && memcmp(s.p + s.n - strlen(tail), tail, strlen(tail)) == 0;
}

struct span trim(const char *p, const char *end)
{
	while (p < end && isspace((unsigned char)*p))
		p++;
	while (end > p && isspace((unsigned char)end[-1]))
		end--;
	return (struct span){ p, (size_t)(end - p) };
}

struct span word(struct tmpl *t, const char *stop)
{
	struct span s = { t->p, strcspn(t->p, stop) };

	t->p += s.n;
	return s;
}

void flush(struct tmpl *t)
{
	if (t->raw)
		fprintf(t->body, "\", %zu);\n", t->raw);
	t->raw = 0;
}

void raw(struct tmpl *t, const char *p, size_t n)
{
	for (const char *end = p + n; p < end; p++) {
		if (t->raw++ == 0)
			fputs("\thtml_raw(h, \"", t->body);
		if (*p == '\n')
			fputs("\\n\"\n\t\t\"", t->body);
		else if (*p < ' ' || *p > '~')
			fprintf(t->body, "\\%03o", (unsigned)(unsigned char)*p);
		else
			fprintf(t->body, strchr("\"\\?", *p) ? "\\%c" : "%c",
			        *p); /* "??" could be a trigraph */
		if (t->raw == RAW_MOST)
			flush(t);
	}
}

void code(struct tmpl *t, FILE *f, const char *at, const char *text, struct span a, struct span b)
{
	flush(t);
	fprintf(f, "#line %d \"%s\"\n", line_of(t, at), t->file);
	for (; *text; text++) {
		if (*text != '$') {
			fputc(*text, f);
			continue;
		}
		fputs(*++text == ',' && b.n ? ", " : "", f);
		fprintf(f, "%.*s", *text == '1' ? (int)a.n : (int)b.n, *text == '1' ? a.p : b.p);
	}
}
