/* The schema is one text for both databases. Here it becomes what each of them wants. */
#include "base/buf.h"
#include "store/driver.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum { TEXT_MOST = 1 << 20 };

static const struct {
	const char *word;
	const char *sqlite;
	const char *postgres;
} types[] = {
#define TYPE(word, sqlite, postgres, c, carried) { #word, #sqlite, #postgres },
#include "store/types.def"
#undef TYPE
};

/* How far the text before this token spells a column: "(" or "," or COLUMN, then its name, then its
 * type. */
enum part { ELSEWHERE, NAME_NEXT, TYPE_NEXT };

struct scan {
	struct buf out;
	bool postgres;
	enum part column;
	int depth;
	bool in_table; /* between CREATE TABLE and its closing parenthesis */
	bool created;  /* the word before was CREATE */
	bool cluster;  /* the line above was "-- cluster" */
};

static bool is_word(struct str s, const char *word)
{
	return s.n == strlen(word) && strncasecmp(s.p, word, s.n) == 0;
}

static bool is_word_byte(char c)
{
	return isalnum((unsigned char)c) || c == '_';
}

/* types.def writes a type of two words in quotes. */
static struct str unquoted(const char *z)
{
	struct str s = str_z(z);

	return s.n && s.p[0] == '"' ? (struct str){ s.p + 1, s.n - 2 } : s;
}

static struct str type_of(const struct scan *s, struct str word)
{
	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (str_eq(word, str_z(types[i].word)))
			return unquoted(s->postgres ? types[i].postgres : types[i].sqlite);
	return word;
}

static void put_word(struct scan *s, struct str word)
{
	buf_add(&s->out, s->column == TYPE_NEXT ? type_of(s, word) : word);
	if (is_word(word, "COLUMN"))
		s->column = NAME_NEXT;
	else
		s->column = s->column == NAME_NEXT ? TYPE_NEXT : ELSEWHERE;
	if (is_word(word, "TABLE") && s->created)
		s->in_table = true;
	s->created = is_word(word, "CREATE");
}

static void close_paren(struct scan *s)
{
	buf_byte(&s->out, ')');
	s->column = ELSEWHERE;
	if (--s->depth > 0 || !s->in_table)
		return;
	if (!s->postgres)
		buf_add(&s->out, s->cluster ? STR(" STRICT, WITHOUT ROWID") : STR(" STRICT"));
	s->in_table = s->cluster = false;
}

static void put_byte(struct scan *s, char c)
{
	if (c == ')') {
		close_paren(s);
		return;
	}
	buf_byte(&s->out, c);
	if (isspace((unsigned char)c))
		return;
	s->depth += c == '(';
	s->column = c == '(' || c == ',' ? NAME_NEXT : ELSEWHERE;
}

/* A comment or a string, copied as it stands. Returns where it ends. */
static size_t skip(struct scan *s, struct str text, size_t at)
{
	char end = text.p[at] == '\'' ? '\'' : '\n';
	size_t to = at + 1;
	struct str all;

	while (to < text.n && text.p[to] != end)
		to++;
	to += to < text.n;
	all = (struct str){ text.p + at, to - at };
	buf_add(&s->out, all);
	if (end == '\n')
		s->cluster = str_eq(str_trim(all), STR("-- cluster"));
	else
		s->column = ELSEWHERE;
	return to;
}

/* A random value of 16 bytes, as SQLite says it. */
static const char random_id[] = "randomblob(16)";

static bool is_random_id(struct str text, size_t at)
{
	size_t n = sizeof random_id - 1;

	return text.n - at >= n && memcmp(text.p + at, random_id, n) == 0;
}

static void put_random_id(struct scan *s)
{
	buf_add(&s->out, s->postgres ? STR("substr(sha256(uuid_send(gen_random_uuid())), 1, 16)")
	                             : str_z(random_id));
	s->column = ELSEWHERE;
}

static size_t word_end(struct str text, size_t at)
{
	while (at < text.n && is_word_byte(text.p[at]))
		at++;
	return at;
}

struct str dialect_of(struct arena *a, const char *sql, bool postgres)
{
	struct scan s = { .out = buf_new(a, TEXT_MOST), .postgres = postgres };
	struct str text = str_z(sql);
	size_t at = 0, to;

	while (at < text.n) {
		if (text.p[at] == '\'' || (text.p[at] == '-' && text.p[at + 1] == '-')) {
			at = skip(&s, text, at);
		} else if (is_random_id(text, at)) {
			put_random_id(&s);
			at += sizeof random_id - 1;
		} else if (is_word_byte(text.p[at])) {
			to = word_end(text, at);
			put_word(&s, (struct str){ text.p + at, to - at });
			at = to;
		} else {
			put_byte(&s, text.p[at++]);
		}
	}
	buf_byte(&s.out, '\0');
	return (struct str){ s.out.p, s.out.n - 1 };
}
