/* trgen out.c en.po es.po ar.po ...: compiles translations into sorted C tables for
 * src/html/lang.c. English comes first; its file holds only what a voice changes, since English is
 * the text in the source. What the others translate is added to its table, so that all texts of the
 * program can be gone through in any language. */
#include <ctype.h>
#include <gettext-po.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MANY_TEXTS = 8192, MANY_FORMS = 6, MANY_LANGS = 64, FIELD = 512 };

struct catalog {
	const char *file;
	po_file_t po; /* owns the texts; never freed */
	char code[FIELD], name[FIELD], rule[FIELD];
	bool rtl, draft;
	int nforms, fuzzy;
	struct entry {
		const char *context, *text, *many; /* many: the plural in English, or NULL */
		const char *says[MANY_FORMS];
		int nsays, line;
	} at[MANY_TEXTS];
	int n;
	int lines[MANY_TEXTS]; /* where the k-th msgid stands in the file */
	int nlines;
};

__attribute__((noreturn, format(printf, 3, 4))) static void fail(const char *file, int line,
                                                                 const char *fmt, ...)
{
	va_list ap;

	fprintf(stderr, "%s:%d: ", file, line);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
	exit(1);
}

/* libgettextpo's own errors: the file is no .po file. */
static void on_error(int severity, po_message_t m, const char *file, size_t line, size_t column,
                     int multiline, const char *text)
{
	(void)m, (void)column, (void)multiline;
	if (severity != PO_SEVERITY_WARNING)
		fail(file ? file : "trgen", file ? (int)line : 0, "%s", text);
}

static void on_two_errors(int severity, po_message_t m1, const char *file1, size_t line1,
                          size_t column1, int multiline1, const char *text1, po_message_t m2,
                          const char *file2, size_t line2, size_t column2, int multiline2,
                          const char *text2)
{
	(void)m2, (void)file2, (void)line2, (void)column2, (void)multiline2, (void)text2;
	on_error(severity, m1, file1, line1, column1, multiline1, text1);
}

/* The library does not tell where a message stands; the k-th msgid is the k-th message. */
static void find_lines(struct catalog *c)
{
	FILE *f = fopen(c->file, "r");
	char *text = NULL;
	size_t room = 0;

	if (!f)
		fail(c->file, 0, "cannot be read");
	for (int line = 1; getline(&text, &room, f) > 0; line++) {
		const char *p = strncmp(text, "#~ ", 3) == 0 ? text + 3 : text;
		if (strncmp(p, "msgid ", 6) == 0 && c->nlines < MANY_TEXTS)
			c->lines[c->nlines++] = line;
	}
	fclose(f);
	free(text);
}

static void check_names(const struct catalog *c, const char *header)
{
	static const char known[] =
		"\nProject-Id-Version\nReport-Msgid-Bugs-To\nPOT-Creation-Date\n"
		"PO-Revision-Date\nLast-Translator\nLanguage-Team\nLanguage\nMIME-Version\nContent-Type\n"
		"Content-Transfer-Encoding\nPlural-Forms\nX-Generator\nX-Language-Name\nX-Direction\n"
		"X-Draft\n";
	char name[FIELD];

	for (const char *p = header; p && *p; p += *p == '\n') {
		int n = (int)strcspn(p, ":\n");
		snprintf(name, sizeof name, "\n%.*s\n", n, p);
		if (!strstr(known, name))
			fail(c->file, c->lines[0], "unknown header \"%.*s\"", n, p);
		p += strcspn(p, "\n");
	}
}

/* Copies a header's value; "" when it is absent. */
static void field(const char *header, const char *name, char out[FIELD])
{
	char *v = po_header_field(header, name);

	snprintf(out, FIELD, "%s", v ? v : "");
	free(v);
}

/* A plural rule may hold nothing but what gettext's grammar has. */
static void read_rule(struct catalog *c, const char *header)
{
	char forms[FIELD], *rule = NULL;
	size_t n;

	field(header, "Plural-Forms", forms);
	if (sscanf(forms, "nplurals=%d;", &c->nforms) == 1 && c->nforms >= 1 && c->nforms <= MANY_FORMS)
		rule = strstr(forms, "; plural=");
	if (!rule)
		fail(c->file, c->lines[0], "Plural-Forms must be \"nplurals=1..6; plural=...;\"");
	rule += strlen("; plural=");
	n = strspn(rule, "0123456789n?:=!<>&|%()+-*/ ");
	if (n == 0 || strcmp(rule + n, ";") != 0)
		fail(c->file, c->lines[0], "the plural rule may not hold \"%s\"", rule + n);
	snprintf(c->rule, sizeof c->rule, "%.*s", (int)n, rule);
}

static void read_header(struct catalog *c, const char *header)
{
	char type[FIELD], direction[FIELD], draft[FIELD];
	size_t n;

	check_names(c, header);
	field(header, "Language", c->code);
	field(header, "X-Language-Name", c->name);
	field(header, "X-Direction", direction);
	field(header, "X-Draft", draft);
	field(header, "Content-Type", type);
	read_rule(c, header);
	n = strspn(c->code, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_");
	if (n < 2 || n > 15 || c->code[n] || !*c->name)
		fail(c->file, c->lines[0], "the header needs Language and X-Language-Name");
	if (strcmp(type, "text/plain; charset=UTF-8") != 0)
		fail(c->file, c->lines[0], "the file must be UTF-8 and its header say so");
	if ((*direction && strcmp(direction, "rtl") != 0) || (*draft && strcmp(draft, "yes") != 0))
		fail(c->file, c->lines[0], "X-Direction is rtl or absent, X-Draft is yes or absent");
	c->rtl = *direction;
	c->draft = *draft;
}

/* A place that both English forms have must be kept; the singular may leave out the number. */
static void check_text(const struct catalog *c, const struct entry *e, const char *said)
{
	const char *many = e->many ? e->many : e->text;

	for (char place[] = "{1}"; place[1] <= '9'; place[1]++) {
		if (strstr(e->text, place) && strstr(many, place) && !strstr(said, place))
			fail(c->file, e->line, "%s is missing from the translation", place);
		if (!strstr(e->text, place) && !strstr(many, place) && strstr(said, place))
			fail(c->file, e->line, "%s is not in the text", place);
	}
	for (const char *p = strchr(said, '<'); p; p = strchr(p + 1, '<')) {
		char tag[FIELD];
		snprintf(tag, sizeof tag, "%.*s", (int)strcspn(p, ">") + 1, p);
		if (!strstr(e->text, tag) && !strstr(many, tag))
			fail(c->file, e->line, "markup that is not in the text: %s", tag);
	}
}

/* Fills e from m; false when a form is empty, so that English is shown. */
static bool read_entry(struct catalog *c, po_message_t m, struct entry *e)
{
	const char *context = po_message_msgctxt(m);

	*e = (struct entry){ .context = context ? context : "",
		                 .text = po_message_msgid(m),
		                 .many = po_message_msgid_plural(m),
		                 .line = e->line };
	e->nsays = e->many ? c->nforms : 1;
	for (int i = 0; i < e->nsays; i++) {
		e->says[i] = e->many ? po_message_msgstr_plural(m, i) : po_message_msgstr(m);
		if (!e->says[i] || !*e->says[i])
			return false;
		check_text(c, e, e->says[i]);
	}
	if (e->many && po_message_msgstr_plural(m, c->nforms))
		fail(c->file, e->line, "more plural forms than the header promises");
	return true;
}

static int by_key(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;
	int c = strcmp(x->context, y->context);

	return c ? c : strcmp(x->text, y->text);
}

static void read_catalog(struct catalog *c)
{
	struct po_xerror_handler handler = { on_error, on_two_errors };
	po_message_iterator_t it;
	po_message_t m;

	find_lines(c);
	c->po = po_file_read(c->file, &handler);
	it = po_message_iterator(c->po, NULL);
	for (int k = 0; (m = po_next_message(it)); k++) {
		struct entry *e = &c->at[c->n];
		if (c->n == MANY_TEXTS || k >= c->nlines)
			fail(c->file, 0, "more than %d texts", MANY_TEXTS);
		e->line = c->lines[k];
		if (k == 0 && !*po_message_msgid(m) && !po_message_is_fuzzy(m))
			read_header(c, po_message_msgstr(m));
		else if (!c->nforms)
			fail(c->file, e->line, "the file does not begin with a header");
		else if (po_message_is_fuzzy(m))
			c->fuzzy += !po_message_is_obsolete(m);
		else if (!po_message_is_obsolete(m) && read_entry(c, m, e))
			c->n++;
	}
	po_message_iterator_free(it);
	qsort(c->at, (size_t)c->n, sizeof c->at[0], by_key);
}

static bool voiced(const struct entry *e)
{
	return strcmp(e->context, "she") == 0 || strcmp(e->context, "he") == 0 ||
	       strcmp(e->context, "they") == 0;
}

/* Texts of other that English has not yet. What it lacks for a voice, it says without one. */
static void add_english(struct catalog *en, const struct catalog *other)
{
	int known = en->n;

	for (int i = 0; i < other->n; i++) {
		const struct entry *e = &other->at[i];
		if (voiced(e) || bsearch(e, en->at, (size_t)known, sizeof en->at[0], by_key))
			continue;
		if (en->n == MANY_TEXTS)
			fail(en->file, 0, "more than %d texts", MANY_TEXTS);
		en->at[en->n++] = (struct entry){ .context = e->context,
			                              .text = e->text,
			                              .many = e->many,
			                              .says = { e->text, e->many },
			                              .nsays = e->many ? 2 : 1 };
	}
	qsort(en->at, (size_t)en->n, sizeof en->at[0], by_key);
}

static void put_string(FILE *f, const char *before, const char *s)
{
	fprintf(f, "%s\"", before);
	for (; *s; s++)
		if ((unsigned char)*s < ' ')
			fprintf(f, "\\%03o", (unsigned)*s);
		else
			fprintf(f, strchr("\"\\?", *s) ? "\\%c" : "%c", *s);
	fputc('"', f);
}

/* c->n > 0. */
static void put_entries(FILE *f, const struct catalog *c)
{
	int at = 0;

	fprintf(f, "static const char *const %s_says[] = {\n", c->code);
	for (int i = 0; i < c->n; i++)
		for (int k = 0; k < c->at[i].nsays; k++) {
			put_string(f, "\t", c->at[i].says[k]);
			fputs(",\n", f);
		}
	fprintf(f, "};\n\nstatic const struct lang_entry %s_at[] = {\n", c->code);
	for (int i = 0; i < c->n; at += c->at[i++].nsays) {
		put_string(f, "\t{ ", c->at[i].context);
		put_string(f, ", ", c->at[i].text);
		fprintf(f, ", %s_says + %d, %d },\n", c->code, at, c->at[i].nsays);
	}
	fputs("};\n\n", f);
}

static void put_catalog(FILE *f, const struct catalog *c)
{
	char *region = strchr(c->code, '_');

	fprintf(f, "static unsigned %s_form(unsigned long n)\n{\n\t(void)n;\n", c->code);
	fprintf(f, "\treturn (unsigned)(%s);\n}\n\n", c->rule);
	if (c->n)
		put_entries(f, c);
	fprintf(f, "static const struct lang %s = { \"%.*s%s%s\"", c->code, (int)strcspn(c->code, "_"),
	        c->code, region ? "-" : "", region ? region + 1 : "");
	put_string(f, ", ", c->name);
	fprintf(f, ", %s, %s, %s_form, %d, %s%s, %d };\n\n", c->rtl ? "true" : "false",
	        c->draft ? "true" : "false", c->code, c->nforms, c->n ? c->code : "NULL",
	        c->n ? "_at" : "", c->n);
}

int main(int argc, char **argv)
{
	static struct catalog c[MANY_LANGS];
	FILE *f;
	int n = argc - 2;

	if (n < 1 || n > MANY_LANGS) {
		fputs("usage: trgen out.c en.po [other.po ...]\n", stderr);
		return 2;
	}
	for (int i = 0; i < n; i++) {
		c[i].file = argv[i + 2];
		read_catalog(&c[i]);
		if (c[i].fuzzy)
			printf("%s: %d fuzzy texts left out\n", c[i].file, c[i].fuzzy);
	}
	if (strcmp(c[0].code, "en") != 0)
		fail(c[0].file, c[0].lines[0], "English comes first");
	for (int i = 1; i < n; i++)
		add_english(&c[0], &c[i]);
	f = fopen(argv[1], "w");
	if (!f)
		fail(argv[1], 0, "cannot be written");
	fputs("#include \"html/lang.h\"\n\n", f);
	for (int i = 0; i < n; i++)
		put_catalog(f, &c[i]);
	fputs("const struct lang *const lang_table[] = {", f);
	for (int i = 0; i < n; i++)
		fprintf(f, "%s&%s", i ? ", " : " ", c[i].code);
	fprintf(f, " };\nconst size_t lang_table_n = %d;\n", n);
	return fclose(f) ? 1 : 0;
}
