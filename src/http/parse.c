#include "http/parse.h"

#include <stdlib.h>
#include <string.h>

static unsigned char lower(char c)
{
	return (unsigned char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}

bool http_same(struct str a, struct str b)
{
	if (a.n != b.n)
		return false;
	for (size_t i = 0; i < a.n; i++)
		if (lower(a.p[i]) != lower(b.p[i]))
			return false;
	return true;
}

static bool token_byte(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
	       (c && strchr("!#$%&'*+-.^_`|~", c));
}

bool http_token(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!token_byte(s.p[i]))
			return false;
	return s.n > 0;
}

struct str param(const struct params *ps, struct str name)
{
	for (size_t i = 0; i < ps->n; i++)
		if (str_eq(ps->at[i].name, name))
			return ps->at[i].value;
	return (struct str){ NULL, 0 };
}

static int hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)lower(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Decodes %XX once, and '+' when plus is set. The result carries a NUL beyond its end. */
static enum err unescape(struct arena *a, struct str raw, bool plus, struct str *out)
{
	char *p = arena_alloc(a, raw.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < raw.n; i++) {
		char c = raw.p[i];

		if (c == '%') {
			int high = raw.n - i > 2 ? hex(raw.p[i + 1]) : -1;
			int low = raw.n - i > 2 ? hex(raw.p[i + 2]) : -1;

			if (high < 0 || low < 0)
				return ERR_INVALID;
			c = (char)(high * 16 + low);
			i += 2;
		} else if (c == '+' && plus) {
			c = ' ';
		}
		p[n++] = c;
	}
	*out = (struct str){ p, n };
	return OK;
}

bool parse_clean(struct str s, bool lines)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (lines && (c == '\t' || c == '\n' || c == '\r'))
			continue;
		if (c < 0x20 || c == 0x7F)
			return false;
	}
	return str_utf8(s);
}

static size_t count(struct str s, char c)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += s.p[i] == c;
	return n;
}

static int by_name(const void *a, const void *b)
{
	return str_cmp(((const struct param *)a)->name, ((const struct param *)b)->name);
}

/* Sorting a copy keeps a thousand names of one form from costing a million comparisons. */
bool parse_doubled(struct arena *a, const struct param *at, size_t n)
{
	struct param *copy;

	if (n < 2)
		return false;
	copy = NEW_N(a, struct param, n);
	memcpy(copy, at, n * sizeof *at);
	qsort(copy, n, sizeof *copy, by_name);
	for (size_t i = 1; i < n; i++)
		if (str_eq(copy[i - 1].name, copy[i].name))
			return true;
	return false;
}

static enum err form_pair(struct arena *a, struct str raw, struct param *out)
{
	struct str value;
	struct str name = str_cut(raw, '=', &value);

	TRY(unescape(a, name, true, &out->name));
	TRY(unescape(a, value, true, &out->value));
	if (out->name.n == 0 || !parse_clean(out->name, false) || !parse_clean(out->value, true))
		return ERR_INVALID;
	return OK;
}

enum err http_parse_form(struct arena *a, struct str body, struct params *out)
{
	size_t n = body.n ? count(body, '&') + 1 : 0;
	struct param *at;

	*out = (struct params){ NULL, 0 };
	if (n == 0)
		return OK;
	if (n > FORM_FIELDS)
		return ERR_TOO_BIG;
	at = NEW_N(a, struct param, n);
	for (size_t i = 0; i < n; i++) {
		struct str piece = str_cut(body, '&', &body);

		TRY(form_pair(a, piece, &at[i]));
	}
	if (parse_doubled(a, at, n))
		return ERR_INVALID;
	*out = (struct params){ at, n };
	return OK;
}

static bool cookie_pair(struct str raw, struct param *out)
{
	out->name = str_cut(raw, '=', &out->value);
	if (out->name.n == raw.n || !http_token(out->name))
		return false;
	for (size_t i = 0; i < out->value.n; i++)
		if (out->value.p[i] < 0x20 || out->value.p[i] > 0x7E)
			return false;
	return true;
}

enum err http_parse_cookies(struct arena *a, struct str header, struct params *out)
{
	size_t most = count(header, ';') + 1;
	size_t n = 0;
	struct param *at;

	*out = (struct params){ NULL, 0 };
	if (most > HEAD_FIELDS)
		return ERR_TOO_BIG;
	at = NEW_N(a, struct param, most);
	while (header.n)
		n += cookie_pair(str_trim(str_cut(header, ';', &header)), &at[n]);
	if (parse_doubled(a, at, n))
		return ERR_INVALID;
	*out = (struct params){ at, n };
	return OK;
}

static bool holds(struct str s, struct str part)
{
	for (size_t i = 0; i + part.n <= s.n; i++)
		if (memcmp(s.p + i, part.p, part.n) == 0)
			return true;
	return false;
}

/* Two programs must not read two paths in one address: dots, doubled and escaped slashes. */
static bool plain_path(struct str s)
{
	struct str end = { s.p + s.n - (s.n < 2 ? s.n : 2), s.n < 2 ? s.n : 2 };

	return s.n && s.p[0] == '/' && !memchr(s.p, '\\', s.n) && !holds(s, STR("..")) &&
	       !holds(s, STR("//")) && !holds(s, STR("/./")) && !str_eq(end, STR("/."));
}

enum err http_parse_path(struct arena *a, struct str raw, struct str *out)
{
	struct str path;

	if (raw.n > PATH_BYTES)
		return ERR_TOO_BIG;
	TRY(unescape(a, raw, false, &path));
	if (count(path, '/') != count(raw, '/') || !plain_path(path) || !parse_clean(path, false))
		return ERR_INVALID;
	*out = path;
	return OK;
}

enum err http_parse_target(struct arena *a, struct str target, struct request *q)
{
	struct str query;
	struct str path = str_cut(target, '?', &query);

	TRY(http_parse_path(a, path, &q->path));
	return http_parse_form(a, query, &q->query);
}
