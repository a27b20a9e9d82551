#include "forms/answers.h"

#include "base/buf.h"
#include "base/wipe.h"

#include <jansson.h>
#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

static const char *const words[] = {
	[ANSWER_NOT_ASKED] = "not_asked",           [ANSWER_LATER] = "later",
	[ANSWER_PREFER_NOT] = "prefer_not",         [ANSWER_NOT_KNOWN] = "not_known",
	[ANSWER_NOT_APPLICABLE] = "not_applicable",
};
enum { KINDS = sizeof words / sizeof *words };

/* Every block remembers its length in front, so that it can be wiped when it is given back. */
enum { FRONT = alignof(max_align_t) };

static void *take(size_t n)
{
	char *p = n > SIZE_MAX - FRONT ? NULL : malloc(n + FRONT);

	if (!p)
		return NULL;
	memcpy(p, &n, sizeof n);
	return p + FRONT;
}

static void give_back(void *at)
{
	char *p = at;
	size_t n;

	if (!p)
		return;
	p -= FRONT;
	memcpy(&n, p, sizeof n);
	wipe(p + FRONT, n);
	free(p);
}

void answers_start(void)
{
	json_set_alloc_funcs(take, give_back);
}

const char *answer_word(enum answer_kind kind)
{
	return (size_t)kind < KINDS ? words[kind] : NULL;
}

bool answer_kind_read(struct str word, enum answer_kind *out)
{
	for (int k = ANSWER_NOT_ASKED; k < (int)KINDS; k++) {
		if (str_eq(word, str_z(words[k]))) {
			*out = (enum answer_kind)k;
			return true;
		}
	}
	return false;
}

/* The arena may jump: a tree that is held while it is asked hangs in one of these. */
struct tree {
	json_t *root;
};

static void cut_down(void *arg)
{
	struct tree *t = arg;

	json_decref(t->root);
	t->root = NULL;
}

static struct tree *tree_new(struct arena *a)
{
	struct tree *t = NEW(a, struct tree);

	arena_defer(a, cut_down, t);
	return t;
}

static json_t *choices_json(struct str names)
{
	json_t *all = json_array();

	while (names.n) {
		struct str name = str_cut(names, ' ', &names);
		if (name.n)
			(void)json_array_append_new(all, json_stringn(name.p, name.n));
	}
	return all;
}

static json_t *value_json(const struct answer *a)
{
	const char *word = answer_word(a->kind);

	if (word)
		return json_pack("{s:s}", "missing", word);
	if (a->kind == ANSWER_CHOICES)
		return choices_json(a->text);
	return a->kind == ANSWER_INTEGER ? json_integer(a->n) : json_stringn(a->text.p, a->text.n);
}

/* Brings the array at key to n rounds or more. */
static enum err need_rounds(json_t *in, struct str key, int64_t n, json_t **out)
{
	json_t *all = json_object_getn(in, key.p, key.n);

	if (n < 0 || n > ANSWERS_ROUNDS)
		return ERR_TOO_BIG;
	if (!all) {
		all = json_array();
		if (json_object_setn_new(in, key.p, key.n, all) != 0)
			return ERR_BUG;
	}
	if (!json_is_array(all) || (json_array_size(all) && !json_is_object(json_array_get(all, 0))))
		return ERR_INVALID;
	while ((int64_t)json_array_size(all) < n)
		if (json_array_append_new(all, json_object()) != 0)
			return ERR_BUG;
	*out = all;
	return OK;
}

/* Goes down to the round that path ("a/b[2]/c") begins with; what is left of it is the key there.
 */
static enum err go_down(json_t **in, struct str *path)
{
	const char *bracket;
	struct str number;
	json_t *all;
	int64_t n;

	for (int depth = 0; (bracket = memchr(path->p, '[', path->n)); depth++) {
		struct str key = { path->p, (size_t)(bracket - path->p) };
		struct str rest = { bracket + 1, path->n - key.n - 1 };
		number = str_cut(rest, ']', &rest);
		if (depth == ANSWERS_DEPTH)
			return ERR_TOO_BIG;
		if (key.n == 0 || !str_int(number, &n) || n < 1 || !str_starts(rest, STR("/")))
			return ERR_INVALID;
		TRY(need_rounds(*in, key, n, &all));
		*in = json_array_get(all, (size_t)n - 1);
		*path = (struct str){ rest.p + 1, rest.n - 1 };
	}
	return path->n ? OK : ERR_INVALID;
}

static enum err add_answer(json_t *to, const struct answer *a)
{
	struct str key = a->path;
	json_t *value;
	json_t *all;

	if (a->text.n > ANSWERS_TEXT || a->path.n > ANSWERS_NAME)
		return ERR_TOO_BIG;
	if (a->path.n == 0 || !str_utf8(a->path) || !str_utf8(a->text))
		return ERR_INVALID;
	TRY(go_down(&to, &key));
	if (a->kind == ANSWER_ROUNDS)
		return need_rounds(to, key, a->n, &all);
	if (json_object_getn(to, key.p, key.n))
		return ERR_INVALID;
	value = value_json(a);
	if (json_object_setn_new(to, key.p, key.n, value) != 0)
		return ERR_BUG;
	return a->kind == ANSWER_CHOICES && json_array_size(value) == 0 ? ERR_INVALID : OK;
}

static enum err add_head(json_t *root, const char *key, struct str value)
{
	if (value.n > ANSWERS_NAME)
		return ERR_TOO_BIG;
	if (!str_utf8(value))
		return ERR_INVALID;
	return json_object_set_new(root, key, json_stringn(value.p, value.n)) == 0 ? OK : ERR_BUG;
}

static enum err build(const struct answers *in, json_t *root)
{
	json_t *all = json_object();

	if (!root || json_object_set_new(root, "answers", all) != 0)
		return ERR_BUG;
	TRY(add_head(root, "form", in->form));
	TRY(add_head(root, "version", in->version));
	TRY(add_head(root, "hash", in->hash));
	for (size_t i = 0; i < in->n; i++)
		TRY(add_answer(all, &in->at[i]));
	return OK;
}

enum err answers_write(struct arena *a, const struct answers *in, struct str *json)
{
	const size_t flags = JSON_SORT_KEYS | JSON_COMPACT;
	struct tree *t;
	enum err e;
	char *p;
	size_t n;

	if (in->n > ANSWERS_MAX)
		return ERR_TOO_BIG;
	t = tree_new(a);
	t->root = json_object();
	e = build(in, t->root);
	n = e == OK ? json_dumpb(t->root, NULL, 0, flags) : 0;
	if (e == OK && n > ANSWERS_BYTES)
		e = ERR_TOO_BIG;
	if (e == OK) {
		p = arena_alloc(a, n + 1);
		*json = (struct str){ p, json_dumpb(t->root, p, n, flags) };
	}
	cut_down(t);
	return e;
}

static struct str text_of(struct arena *a, const json_t *v)
{
	return arena_str(a, (struct str){ json_string_value(v), json_string_length(v) });
}

/* Answers are gathered into room for ANSWERS_MAX at most, which doubles. */
struct gathering {
	struct arena *a;
	struct answer *at;
	size_t n;
	size_t room;
};

static enum err one_more(struct gathering *g, struct answer **out)
{
	struct answer *more;

	if (g->n == ANSWERS_MAX)
		return ERR_TOO_BIG;
	if (g->n == g->room) {
		more = NEW_N(g->a, struct answer, 2 * g->room + 16);
		if (g->n)
			memcpy(more, g->at, g->n * sizeof *more);
		g->at = more;
		g->room = 2 * g->room + 16;
	}
	*out = &g->at[g->n++];
	**out = (struct answer){ .text = STR("") };
	return OK;
}

static enum err read_choices(struct arena *a, const json_t *v, struct answer *out)
{
	struct buf b = buf_new(a, ANSWERS_TEXT);
	const json_t *name;
	size_t i;

	out->kind = ANSWER_CHOICES;
	json_array_foreach(v, i, name)
	{
		struct str s = { json_string_value(name), json_string_length(name) };
		if (!json_is_string(name) || s.n == 0 || memchr(s.p, ' ', s.n))
			return ERR_INVALID;
		if (i)
			buf_byte(&b, ' ');
		buf_add(&b, s);
	}
	out->text = buf_str(&b);
	return b.full ? ERR_TOO_BIG : OK;
}

static enum err read_value(struct arena *a, const json_t *v, struct answer *out)
{
	const json_t *word;

	if (json_is_array(v))
		return read_choices(a, v, out);
	if (json_is_integer(v)) {
		out->kind = ANSWER_INTEGER;
		out->n = json_integer_value(v);
		return OK;
	}
	if (json_is_string(v)) {
		out->kind = ANSWER_TEXT;
		out->text = text_of(a, v);
		return out->text.n > ANSWERS_TEXT ? ERR_TOO_BIG : OK;
	}
	word = json_object_size(v) == 1 ? json_object_get(v, "missing") : NULL;
	if (!json_is_string(word) || !answer_kind_read(str_z(json_string_value(word)), &out->kind))
		return ERR_INVALID;
	return OK;
}

static bool is_repeat(const json_t *v)
{
	return json_is_array(v) && (json_array_size(v) == 0 || json_is_object(json_array_get(v, 0)));
}

static enum err read_object(struct gathering *g, json_t *in, struct str under, int depth);

static enum err read_rounds(struct gathering *g, json_t *all, struct str path, int depth)
{
	size_t n = json_array_size(all);
	struct answer *rounds;

	if (n > ANSWERS_ROUNDS || depth == ANSWERS_DEPTH)
		return ERR_TOO_BIG;
	TRY(one_more(g, &rounds));
	*rounds = (struct answer){ path, ANSWER_ROUNDS, STR(""), (int64_t)n };
	for (size_t i = 0; i < n; i++) {
		json_t *round = json_array_get(all, i);
		if (!json_is_object(round))
			return ERR_INVALID;
		TRY(read_object(g, round, arena_fmt(g->a, "%s[%zu]/", path.p, i + 1), depth + 1));
	}
	return OK;
}

static enum err read_object(struct gathering *g, json_t *in, struct str under, int depth)
{
	struct answer *one;
	const char *key;
	json_t *v;

	json_object_foreach(in, key, v)
	{
		struct str path = arena_fmt(g->a, "%s%s", under.p, key);
		if (!*key || strchr(key, '['))
			return ERR_INVALID;
		if (path.n > ANSWERS_NAME)
			return ERR_TOO_BIG;
		if (is_repeat(v)) {
			TRY(read_rounds(g, v, path, depth));
			continue;
		}
		TRY(one_more(g, &one));
		TRY(read_value(g->a, v, one));
		one->path = path;
	}
	return OK;
}

static int by_path(const void *x, const void *y)
{
	const struct answer *a = x;
	const struct answer *b = y;

	return str_cmp(a->path, b->path);
}

void answers_sort(struct answer *at, size_t n)
{
	if (n)
		qsort(at, n, sizeof *at, by_path);
}

static enum err read_answers(struct arena *a, json_t *all, struct answers *out)
{
	struct gathering g = { .a = a };

	TRY(read_object(&g, all, STR(""), 0));
	answers_sort(g.at, g.n);
	out->at = g.at;
	out->n = g.n;
	return OK;
}

static enum err read_head(struct arena *a, const json_t *root, const char *key, struct str *out)
{
	const json_t *v = json_object_get(root, key);

	if (!json_is_string(v))
		return ERR_INVALID;
	*out = text_of(a, v);
	return out->n > ANSWERS_NAME ? ERR_TOO_BIG : OK;
}

static enum err read_root(struct arena *a, const json_t *root, struct answers *out)
{
	json_t *all = json_object_get(root, "answers");

	if (json_object_size(root) != 4 || !json_is_object(all))
		return ERR_INVALID;
	TRY(read_head(a, root, "form", &out->form));
	TRY(read_head(a, root, "version", &out->version));
	TRY(read_head(a, root, "hash", &out->hash));
	return read_answers(a, all, out);
}

enum err answers_read(struct arena *a, struct str json, struct answers *out)
{
	json_error_t where;
	struct tree *t;
	enum err e;

	*out = (struct answers){ .n = 0 };
	if (json.n > ANSWERS_BYTES)
		return ERR_TOO_BIG;
	if (!str_utf8(json))
		return ERR_INVALID;
	t = tree_new(a);
	t->root = json_loadb(json.p, json.n, JSON_REJECT_DUPLICATES, &where);
	e = t->root ? read_root(a, t->root, out) : ERR_INVALID;
	cut_down(t);
	return e;
}

const struct answer *answers_find(const struct answers *in, struct str path)
{
	for (size_t i = 0; i < in->n; i++) {
		if (str_eq(in->at[i].path, path))
			return &in->at[i];
	}
	return NULL;
}
