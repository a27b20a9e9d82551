/* tmpl in.html out.h out.c: compiles the pages and parts of a template into C functions.
 * It follows the HTML to know where a value stands, picks the escaper by that, and refuses what is
 * unsafe, unbalanced or closed to somebody who cannot see or point. Any refusal ends the run before
 * a file is written. */
#include "tmpl.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* The inside of {{ }} or {% %}, trimmed; moves past it. C strings in it may hold anything. */
static struct span inside(struct tmpl *t, const char *end)
{
	const char *from = t->p, *p = from + 2;

	for (bool quoted = false; quoted || strncmp(p, end, 2) != 0; p++) {
		if (!*p || (!quoted && *p == '{' && (p[1] == '{' || p[1] == '%')))
			fail(t, from, "%.2s without %s", from, end);
		if (quoted && *p == '\\')
			p += p[1] != 0;
		else if (*p == '"' && p[-1] != '\'')
			quoted = !quoted;
	}
	t->p = p + 2;
	return trim(from + 2, p);
}

/* The C string at the start of s, without its quotes; s becomes what follows. */
static struct span take_string(const struct tmpl *t, struct span *s)
{
	struct span text = { s->p + 1, 0 };
	const char *end = s->p + s->n;

	if (s->n == 0 || *s->p != '"')
		fail(t, s->p, "a text in quotes is expected here");
	while (text.p[text.n] != '"')
		text.n += text.p[text.n] == '\\' ? 2 : 1;
	*s = trim(text.p + text.n + 1, end);
	return text;
}

/* Writes it as a C string; a line end with its indentation is one space. */
static void put_string(struct tmpl *t, struct span text)
{
	fputs(", \"", t->body);
	for (; text.n; text.p++, text.n--) {
		if (*text.p == '\n') {
			struct span rest = trim(text.p, text.p + text.n);
			fputc(' ', t->body);
			text = (struct span){ rest.p - 1, rest.n + 1 };
		} else {
			fprintf(t->body, *text.p == '?' ? "\\%c" : "%c", *text.p);
		}
	}
	fputc('"', t->body);
}

/* Writes the arguments of a text, which commas outside of brackets part; returns how many. */
static int put_args(struct tmpl *t, struct span s)
{
	int n = 0, deep = 0;
	bool quoted = false;

	for (const char *p = s.p, *from = p, *end = p + s.n; s.n && p <= end; p++) {
		char c = p < end ? *p : ',';
		quoted ^= c == '"' && p[-1] != '\\';
		deep +=
			quoted ? 0 : (c == '(' || c == '[' || c == '{') - (c == ')' || c == ']' || c == '}');
		if (p < end && (c != ',' || deep || quoted))
			continue;
		fprintf(t->body, "%sHTML_OF(h, %.*s)", n++ ? ", " : ", (struct str[]){ ", (int)(p - from),
		        from);
		from = p + 1;
	}
	fprintf(t->body, n ? " }, %d);\n" : ", NULL, %d);\n", n);
	return n;
}

/* {{_ "text" a, b }}   {{_n count "one" "{1} many" count }}   {{_v voice "text" a }} */
static void say(struct tmpl *t, const char *at, struct span s)
{
	bool many = s.p[1] == 'n', voice = s.p[1] == 'v', bare;
	const char *quote = memchr(s.p, '"', s.n), *end = s.p + s.n;
	struct span by = trim(s.p + 1 + (many || voice), quote ? quote : end), text, last;
	char place[] = "{1}";
	int n;

	s = trim(by.p + by.n, end);
	text = take_string(t, &s);
	last = many ? take_string(t, &s) : text;
	if ((many || voice) != (by.n > 0))
		fail(t, at, "only {{_n and {{_v have a value before the text, and they need one");
	bare = t->now.where == VALUE || one_of(t->open[t->now.depth].name, "title textarea option");
	code(t, t->body, at,
	     many    ? "\thtml_say_n(h, $1"
	     : voice ? "\thtml_say_voice(h, $1"
	             : "\thtml_say(h, $1",
	     bare ? (struct span){ "HTML_PLAIN", 10 } : (struct span){ "HTML_TEXT", 9 }, by);
	if (voice)
		fprintf(t->body, ", %.*s", S(by));
	put_string(t, text);
	if (many) {
		put_string(t, last);
		fprintf(t->body, ", (int64_t)(%.*s)", S(by));
	}
	n = put_args(t, s);
	for (int k = 1; k <= 9; k++, place[1]++)
		if (has(last, place) != (k <= n))
			fail(t, at, k <= n ? "the text has no place %s" : "%s has no argument", place);
}

static void value(struct tmpl *t)
{
	const char *at = t->p, *how = "\thtml_text(h, $1);\n";
	struct span s = inside(t, "}}");
	bool url = t->now.where == VALUE &&
	           one_of(t->attr_name, "href src action formaction poster cite data xlink:href");

	if (t->now.where != TEXT && t->now.where != VALUE)
		fail(t, at, "a value stands between tags or inside quotes");
	if (url)
		how = t->now.begun ? "\thtml_urlpart(h, $1);\n" : "\thtml_url(h, $1);\n";
	else if (t->now.where == VALUE)
		how = "\thtml_attr(h, $1);\n";
	if (s.n == 0 || (*s.p == '_' && url))
		fail(t, at, s.n ? "an address is not translated" : "{{ }} is empty");
	if (*s.p == '_')
		say(t, at, s);
	else
		code(t, t->body, at, how, s, s);
	t->now.begun = true;
}

static struct span piece(struct tmpl *t);

/* Compiles up to the statement that ends this branch, which must stand where the branch began;
 * returns it. */
static struct span branch(struct tmpl *t, const char *at)
{
	struct place began = t->now;
	size_t floor = t->floor;
	struct span s = { at, 0 };

	t->floor = began.depth;
	while (s.n == 0) {
		if (!*t->p)
			fail(t, at, "this has no {%% end %%}");
		s = piece(t);
	}
	if (t->now.where != began.where || t->now.tag != began.tag || t->now.value != began.value)
		fail(t, s.p, "this branch ends in another part of the markup than it began");
	if (t->now.depth > began.depth && !(floor == 0 && ends(t->name, "_open")))
		fail(t, t->open[t->now.depth].name.p, "\"%.*s\" is not closed in this branch",
		     S(t->open[t->now.depth].name));
	t->floor = floor;
	return s;
}

static void if_else(struct tmpl *t, const char *at, struct span test)
{
	bool begun = t->now.begun, begun_in_any = false, last = false;
	struct span s;

	code(t, t->body, at, "\tif ($1) {\n", test, test);
	for (;;) {
		s = branch(t, at);
		begun_in_any |= t->now.begun;
		if (one_of(s, "end"))
			break;
		if (last)
			fail(t, s.p, "after {%% else %%} comes {%% end %%}");
		last = one_of(s, "else");
		t->now.begun = begun;
		test = trim(s.p + 4, s.p + s.n);
		code(t, t->body, s.p, last ? "\t} else {\n" : "\t} else if ($1) {\n", test, test);
	}
	t->now.begun = begun_in_any;
	flush(t);
	fputs("\t}\n", t->body);
}

static void end(struct tmpl *t, const char *at)
{
	struct span s = branch(t, at);

	if (!one_of(s, "end"))
		fail(t, s.p, "no {%% if %%} is open here");
	flush(t);
}

static void each(struct tmpl *t, const char *at, struct span s)
{
	struct span name = { s.p, strcspn(s.p, " \t\r\n%") };
	struct span in = trim(name.p + name.n, s.p + s.n), list;

	if (name.n >= s.n || strncmp(in.p, "in ", 3) != 0)
		fail(t, at, "expected {%% each NAME in LIST %%}");
	list = trim(in.p + 3, s.p + s.n);
	code(t, t->body, at, "\tfor (size_t $1_i = 0; $1_i < ($2).n; $1_i++) {\n", name, list);
	code(t, t->body, at, "\tconst __typeof__(*($2).at) *$1 = &($2).at[$1_i];\n\t(void)$1;\n", name,
	     list);
	t->loops++;
	end(t, at);
	t->loops--;
	fputs("\t}\n", t->body);
}

/* A page or part: a function from its signature to its end. */
static void page(struct tmpl *t, const char *at, struct span name, struct span params)
{
	t->name = name;
	t->now = (struct place){ .where = TEXT };
	t->nseen = 0;
	code(t, t->head, at, "void $1(struct html *h$,);\n", name, params);
	code(t, t->body, at, "void $1(struct html *h$,)\n{\n\t(void)h;\n", name, params);
	end(t, at);
	fputs("}\n\n", t->body);
	t->now = (struct place){ .where = OUTSIDE };
	for (size_t i = 0; i < t->nseen; i++)
		if (t->seen[i].what == CONTROL && !seen(t, LABEL, t->seen[i].text))
			fail(t, t->seen[i].text.p, "no <label for=\"%.*s\"> in this page", S(t->seen[i].text));
}

/* Names that end in _open and _close are pairs: what one leaves open, the other closes. */
static void call(struct tmpl *t, const char *at, struct span name, struct span args)
{
	if (t->now.where != TEXT)
		fail(t, at, "a part is called between tags");
	for (size_t i = 1; one_of(name, "form_token") && i <= t->now.depth; i++)
		t->open[i].wants_token = false;
	if (ends(name, "_close"))
		pop(t, (struct span){ name.p, name.n - strlen("_close") });
	if (ends(name, "_open"))
		push(t, (struct span){ name.p, name.n - strlen("_open") }, false);
	code(t, t->body, at, "\t$1(h$,);\n", name, args);
}

/* A statement alone on its line takes the line with it. A call is not: something stands there in
 * the end. */
static void drop_line(struct tmpl *t, const char *at)
{
	const char *after = t->p + strspn(t->p, " \t\r");

	while (at > t->src && (at[-1] == ' ' || at[-1] == '\t'))
		at--;
	if (t->now.where <= TEXT && !verbatim(t) && *after == '\n' && (at == t->src || at[-1] == '\n'))
		t->p += strspn(t->p, " \t\r\n");
}

/* Compiles a statement; one that ends a branch is returned instead. */
static struct span statement(struct tmpl *t)
{
	const char *at = t->p;
	struct span s = inside(t, "%}"), verb = { s.p, strcspn(s.p, " \t\r\n%") };
	struct span rest = trim(s.p + verb.n, s.p + (verb.n < s.n ? s.n : verb.n));
	const char *open = memchr(rest.p, '(', rest.n);
	struct span name = trim(rest.p, open ? open : rest.p), args = { rest.p, 0 };

	if (one_of(verb, "page part call") && (name.n == 0 || rest.p[rest.n - 1] != ')'))
		fail(t, at, "expected %.*s NAME(...)", S(verb));
	if (open)
		args = trim(open + 1, rest.p + rest.n - 1);
	if (one_of(verb, "page part") != (t->now.where == OUTSIDE))
		fail(t, at, "\"%.*s\" stands %s a page", S(verb),
		     t->now.where == OUTSIDE ? "outside" : "inside");
	if (!one_of(verb, "call"))
		drop_line(t, at);
	if (one_of(verb, "end else") ? rest.n == 0 : one_of(verb, "elif") && rest.n)
		return s;
	if (one_of(verb, "page part"))
		page(t, at, name, args);
	else if (one_of(verb, "call"))
		call(t, at, name, args);
	else if (one_of(verb, "if"))
		if_else(t, at, rest);
	else if (one_of(verb, "each"))
		each(t, at, rest);
	else
		fail(t, at, "unknown statement \"%.*s\"", S(s));
	return (struct span){ at, 0 };
}

static void outside(struct tmpl *t)
{
	const char *at = t->p;
	struct span s = *at == '#' ? word(t, "\n") : (struct span){ at, 0 };

	if (strncmp(at, "<!--", 4) == 0)
		markup(t);
	else if (s.n)
		code(t, t->head, at, "$1\n", s, s);
	else if (!isspace((unsigned char)*t->p++))
		fail(t, at, "this stands outside a page or part");
}

/* Compiles what begins here. A statement that ends a branch is returned; anything else gives an
 * empty span. */
static struct span piece(struct tmpl *t)
{
	void (*const parse[])(struct tmpl *) = {
		[OUTSIDE] = outside, [TEXT] = in_text, [TAG] = in_tag, [VALUE] = in_value
	};

	if (strncmp(t->p, "{%", 2) == 0)
		return statement(t);
	if (strncmp(t->p, "{{", 2) == 0)
		value(t);
	else
		parse[t->now.where](t);
	return (struct span){ t->p, 0 };
}

static void save(const char *path, const char *text, size_t n)
{
	FILE *f = fopen(path, "w");

	if (!f || fwrite(text, 1, n, f) != n || fclose(f)) {
		perror(path);
		exit(1);
	}
}

static char *load(const char *path)
{
	FILE *f = fopen(path, "r");
	char *text = NULL;
	size_t room = 0;

	if (!f || getdelim(&text, &room, 0, f) < 0) {
		perror(path);
		exit(1);
	}
	fclose(f);
	return text;
}

int main(int argc, char **argv)
{
	static struct tmpl t;
	char *head, *body, *slash;
	size_t nhead, nbody;

	if (argc != 4) {
		fputs("usage: tmpl in.html out.h out.c\n", stderr);
		return 2;
	}
	t.file = argv[1];
	t.src = load(argv[1]);
	t.head = open_memstream(&head, &nhead);
	t.body = open_memstream(&body, &nbody);
	if (!t.head || !t.body)
		abort();
	slash = strrchr(argv[2], '/');
	fputs("#pragma once\n#include \"html/html.h\"\n", t.head);
	fprintf(t.body, "#include \"%s\"\n\n", slash ? slash + 1 : argv[2]);
	fputs("#define tr(x) str_z(lang_text(h->lang, (x)))\n\n", t.body);
	for (t.p = t.src; *t.p;)
		piece(&t);
	fclose(t.head);
	fclose(t.body);
	save(argv[2], head, nhead);
	save(argv[3], body, nbody);
	free(head);
	free(body);
	free(t.src);
	return 0;
}
