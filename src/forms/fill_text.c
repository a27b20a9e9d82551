/* The form's texts as they read with the answers so far, and the answers themselves. */
#include "forms/fill_inside.h"

#include <string.h>

static void add_text(struct fill *f, struct buf *b, size_t node, struct str s, bool again);

/* Labels may name answers, too; but not without end. */
static void add_choices(struct fill *f, struct buf *b, size_t node, const struct form_list *l,
                        struct str names, bool again)
{
	while (names.n) {
		const struct form_choice *one = form_choice(l, str_cut(names, ' ', &names));
		if (one)
			add_text(f, b, node, form_text_in(f->form, &one->label, f->start->lang), again);
		if (names.n)
			buf_add(b, STR(", "));
	}
}

/* The first node of the field that can be seen from node. */
static void add_value(struct fill *f, struct buf *b, size_t node, struct str name, bool again)
{
	const struct xpath_host *h = &f->engine->host;
	int field = h->field(f, name);
	struct str value;

	if (field < 0)
		return;
	f->here = node;
	value = h->value(f, field);
	if (f->form->fields[field].list && again)
		add_choices(f, b, node, f->form->fields[field].list, value, false);
	else
		buf_add(b, value);
}

static void add_text(struct fill *f, struct buf *b, size_t node, struct str s, bool again)
{
	while (s.n) {
		struct str name;
		size_t at;
		size_t plain = 0;
		while (plain < s.n && s.p[plain] != '$')
			plain++;
		buf_add(b, (struct str){ s.p, plain });
		s = (struct str){ s.p + plain, s.n - plain };
		if (s.n == 0)
			break;
		at = xpath_reference(s, &name);
		if (at)
			add_value(f, b, node, name, again);
		else
			buf_byte(b, '$');
		at += at == 0;
		s = (struct str){ s.p + at, s.n - at };
	}
}

struct str fill_text(struct fill *f, size_t node, const struct form_text *t)
{
	struct str s = form_text_in(f->form, t, f->start->lang);
	struct buf b;

	if (s.n == 0 || !memchr(s.p, '$', s.n))
		return s;
	b = buf_new(f->a, ANSWERS_TEXT);
	add_text(f, &b, node, s, true);
	return arena_str(f->a, buf_str(&b));
}

static bool kept(const struct fill_node *n)
{
	bool set = n->field->type == FORM_REPEAT && n->round == 0;

	return n->relevant && (set || (form_keeps(n->field) && n->answered));
}

enum err fill_answers(struct fill *f, struct answers *out)
{
	struct answer *at = NEW_N(f->a, struct answer, f->n + 1);
	size_t n = 0;

	for (size_t i = 0; i < f->n; i++) {
		const struct fill_node *node = &f->nodes[i];
		if (!kept(node))
			continue;
		at[n] = node->value;
		if (node->field->type == FORM_REPEAT)
			at[n] = (struct answer){ node->path, ANSWER_ROUNDS, STR(""), (int64_t)node->rounds };
		n++;
	}
	if (n > ANSWERS_MAX)
		return ERR_TOO_BIG;
	answers_sort(at, n);
	*out = (struct answers){ f->form->id, f->form->version, STR(""), at, n };
	return OK;
}

static void copy_head(const struct answers *in, struct answers *out, struct answer *at, size_t n)
{
	*out = *in;
	out->at = at;
	out->n = n;
	answers_sort(at, n);
}

enum err fill_add(struct arena *a, const struct answers *in, struct str repeat, struct answers *out,
                  struct str *added)
{
	struct answer *at = NEW_N(a, struct answer, in->n + 1);
	size_t set = in->n;
	size_t n = in->n;

	for (size_t i = 0; i < in->n; i++) {
		at[i] = in->at[i];
		if (at[i].kind == ANSWER_ROUNDS && str_eq(at[i].path, repeat))
			set = i;
	}
	if (set == in->n)
		at[n++] = (struct answer){ repeat, ANSWER_ROUNDS, STR(""), 0 };
	if (at[set].n >= FILL_ROUNDS)
		return ERR_TOO_BIG;
	at[set].n++;
	*added = arena_fmt(a, "%.*s[%lld]", (int)repeat.n, repeat.p, (long long)at[set].n);
	copy_head(in, out, at, n);
	return OK;
}

/* "children[2]" as "children" and 2. */
static bool cut_round(struct str path, struct str *repeat, int64_t *round)
{
	size_t n = path.n;

	if (n < 4 || path.p[n - 1] != ']')
		return false;
	while (n > 0 && path.p[n - 1] != '[')
		n--;
	*repeat = (struct str){ path.p, n ? n - 1 : 0 };
	return repeat->n && str_int((struct str){ path.p + n, path.n - n - 1 }, round) && *round > 0;
}

/* Which round of repeat path is in, with what follows it; 0 when in none. */
static int64_t round_in(struct str path, struct str repeat, struct str *rest)
{
	int64_t round = 0;

	if (!str_starts(path, repeat) || path.n <= repeat.n || path.p[repeat.n] != '[')
		return 0;
	*rest = (struct str){ path.p + repeat.n + 1, path.n - repeat.n - 1 };
	if (!str_int(str_cut(*rest, ']', rest), &round))
		return 0;
	return round;
}

enum err fill_remove(struct arena *a, const struct answers *in, struct str round,
                     struct answers *out)
{
	struct answer *at = NEW_N(a, struct answer, in->n + 1);
	struct str repeat;
	struct str rest;
	int64_t gone;
	size_t n = 0;
	bool there = false;

	if (!cut_round(round, &repeat, &gone))
		return ERR_ABSENT;
	for (size_t i = 0; i < in->n; i++) {
		int64_t in_round = round_in(in->at[i].path, repeat, &rest);
		bool set = in->at[i].kind == ANSWER_ROUNDS && str_eq(in->at[i].path, repeat);
		if (in_round == gone)
			continue;
		at[n] = in->at[i];
		if (in_round > gone)
			at[n].path = arena_fmt(a, "%.*s[%lld]%.*s", (int)repeat.n, repeat.p,
			                       (long long)(in_round - 1), (int)rest.n, rest.p);
		there |= set && at[n].n >= gone;
		at[n].n -= set;
		n++;
	}
	copy_head(in, out, at, n);
	return there ? OK : ERR_ABSENT;
}
