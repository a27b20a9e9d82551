#include "cli/config.h"

#include "base/buf.h"
#include "cli/file.h"

enum { CONFIG_BYTES = 64 * 1024 };

enum kind { KIND_TEXT, KIND_ID, KIND_KEY, KIND_NUMBER, KIND_PERCENT, KIND_FLAG };

#define KEY(member, kind_, needed_, words_) \
	{ \
		.name = #member, .kind = KIND_##kind_, .needed = (needed_), \
		.at = offsetof(struct config, member), .words = "" words_ \
	}
static const struct {
	const char *name;
	enum kind kind;
	bool needed;
	size_t at;
	const char *words; /* a remark above it in a new file; what the value must be */
} keys[] = {
	KEY(org, ID, true, "32 hexadecimal digits"),
	KEY(name, TEXT, true, "the organisation's name"),
	KEY(sign_public, KEY, true, "64 hexadecimal digits"),
	KEY(utc_offset, NUMBER, false, "minutes from UTC, for instance 60 or -300"),
	KEY(listen, TEXT, false, "address and port, for instance 127.0.0.1:8080"),
	KEY(hosts, TEXT, false, "names under which browsers reach it"),
	KEY(postgres, TEXT, false, "a connection string"),
	KEY(postgres_keyring, TEXT, false, "a connection string"),
	KEY(behind_proxy, FLAG, false, "yes or no"),
	KEY(tls_cert, TEXT, false, "a file"),
	KEY(tls_key, TEXT, false, "a file"),
	KEY(packs, TEXT, false, "a folder"),
	KEY(scored_twice, PERCENT, false,
	    "how many of 100 assessments a second colleague scores alone"),
};
#undef KEY
enum { KEYS = sizeof keys / sizeof *keys };

static bool hex_read(struct str s, uint8_t *out, size_t n)
{
	if (s.n != 2 * n)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		int v = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;

		if (v < 0)
			return false;
		out[i / 2] = (uint8_t)(i % 2 ? out[i / 2] << 4 | v : v);
	}
	return true;
}

static bool flag_read(struct str s, bool *out)
{
	*out = str_eq(s, STR("yes"));
	return *out || str_eq(s, STR("no"));
}

static bool value_read(struct arena *a, size_t i, struct str s, struct config *c)
{
	void *at = (char *)c + keys[i].at;

	switch (keys[i].kind) {
	case KIND_TEXT:
		*(struct str *)at = arena_str(a, s);
		return str_utf8(s) && (s.n > 0 || !keys[i].needed);
	case KIND_ID:
		return id_read(s, ((struct org_id *)at)->b);
	case KIND_KEY:
		return hex_read(s, ((struct public_key *)at)->b, sizeof(struct public_key));
	case KIND_NUMBER:
		return str_int(s, at) && *(int64_t *)at >= -14 * 60 && *(int64_t *)at <= 14 * 60;
	case KIND_PERCENT:
		return str_int(s, at) && *(int64_t *)at >= 0 && *(int64_t *)at <= 100;
	case KIND_FLAG:
		return flag_read(s, at);
	}
	return false;
}

static enum err line_read(struct arena *a, struct str line, struct config *c, bool seen[KEYS],
                          struct str *problem)
{
	struct str value;
	struct str name = str_trim(str_cut(line, '=', &value));

	for (size_t i = 0; i < KEYS; i++) {
		if (!str_eq(name, str_z(keys[i].name)))
			continue;
		if (seen[i])
			*problem = arena_fmt(a, "%s stands there twice", keys[i].name);
		else if (!value_read(a, i, str_trim(value), c))
			*problem = arena_fmt(a, "%s must be %s", keys[i].name, keys[i].words);
		else {
			seen[i] = true;
			return OK;
		}
		return ERR_INVALID;
	}
	*problem = arena_fmt(a, "it knows no key \"%.*s\"", (int)(name.n < 40 ? name.n : 40), name.p);
	return ERR_INVALID;
}

static enum err whole(struct arena *a, const struct config *c, const bool seen[KEYS],
                      struct str *problem)
{
	for (size_t i = 0; i < KEYS; i++)
		if (keys[i].needed && !seen[i]) {
			*problem = arena_fmt(a, "%s is missing", keys[i].name);
			return ERR_INVALID;
		}
	if ((c->postgres.n == 0) != (c->postgres_keyring.n == 0))
		*problem = STR("postgres and postgres_keyring belong together");
	else if ((c->tls_cert.n == 0) != (c->tls_key.n == 0))
		*problem = STR("tls_cert and tls_key belong together");
	else
		return OK;
	return ERR_INVALID;
}

enum err config_parse(struct arena *a, struct str text, struct config *out, struct str *problem)
{
	bool seen[KEYS] = { false };

	*out = (struct config){ .scored_twice = CONFIG_SCORED_TWICE };
	for (struct str rest = text; rest.n;) {
		struct str line = str_trim(str_cut(rest, '\n', &rest));

		if (line.n && line.p[0] != '#')
			TRY(line_read(a, line, out, seen, problem));
	}
	return whole(a, out, seen, problem);
}

enum err config_read(struct arena *a, const char *path, struct config *out, struct str *problem)
{
	struct str text;

	*problem = STR("it cannot be read");
	TRY(file_read(a, path, CONFIG_BYTES, &text));
	return config_parse(a, text, out, problem);
}

static void put_hex(struct buf *b, const uint8_t *p, size_t n)
{
	for (size_t i = 0; i < n; i++)
		buf_fmt(b, "%02x", p[i]);
}

static void put_value(struct buf *b, size_t i, const struct config *c)
{
	const void *at = (const char *)c + keys[i].at;

	switch (keys[i].kind) {
	case KIND_TEXT:
		buf_add(b, *(const struct str *)at);
		return;
	case KIND_ID:
		put_hex(b, ((const struct org_id *)at)->b, ID_BYTES);
		return;
	case KIND_KEY:
		put_hex(b, ((const struct public_key *)at)->b, sizeof(struct public_key));
		return;
	case KIND_NUMBER:
	case KIND_PERCENT:
		buf_fmt(b, "%lld", (long long)*(const int64_t *)at);
		return;
	case KIND_FLAG:
		buf_add(b, *(const bool *)at ? STR("yes") : STR("no"));
		return;
	}
}

/* Keys without a value are there as remarks, so that somebody who opens the file sees what can be
 * set. */
enum err config_write(struct arena *a, const char *path, const struct config *c)
{
	struct buf b = buf_new(a, CONFIG_BYTES);

	buf_add(&b, STR("# Kintsugi. Changes count from the next start.\n"));
	for (size_t i = 0; i < KEYS; i++) {
		const struct str *text = (const void *)((const char *)c + keys[i].at);
		bool empty = keys[i].kind == KIND_TEXT && text->n == 0;

		if (keys[i].kind == KIND_TEXT && text->n && memchr(text->p, '\n', text->n))
			return ERR_INVALID;
		buf_fmt(&b, "%s%s =%s", empty ? "#" : "", keys[i].name, empty ? "" : " ");
		if (!empty)
			put_value(&b, i, c);
		buf_byte(&b, '\n');
	}
	return b.full ? ERR_TOO_BIG : file_make(path, buf_str(&b));
}
