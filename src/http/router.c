#include "http/router.h"

enum { BUCKETS = 128, NONE = -1 };

struct link {
	struct str pattern;
	size_t index;
	int next;
};

struct router {
	int first[BUCKETS];
	struct link *links;
};

/* The next part of *rest, which begins with '/'; *rest moves on to the '/' after it. */
static struct str part(struct str *rest)
{
	struct str whole = { rest->p + 1, rest->n - 1 };
	struct str after;
	struct str p = str_cut(whole, '/', &after);

	*rest = (struct str){ p.p + p.n, whole.n - p.n };
	return p;
}

static bool named(struct str p)
{
	return p.n > 1 && p.p[0] == ':';
}

bool route_match(struct str pattern, struct str path, struct route_parts *parts)
{
	parts->n = 0;
	while (pattern.n && path.n && pattern.p[0] == '/' && path.p[0] == '/') {
		struct str want = part(&pattern);
		struct str have = part(&path);

		if (!named(want)) {
			if (!str_eq(want, have))
				return false;
			continue;
		}
		if (have.n == 0 || parts->n == PATH_PARTS)
			return false;
		parts->at[parts->n++] = (struct param){ { want.p + 1, want.n - 1 }, have };
	}
	return pattern.n == 0 && path.n == 0;
}

bool route_same(struct str a, struct str b)
{
	while (a.n && b.n) {
		struct str x = part(&a);
		struct str y = part(&b);

		if (named(x) != named(y) || (!named(x) && !str_eq(x, y)))
			return false;
	}
	return a.n == b.n;
}

static size_t bucket(struct str path)
{
	uint32_t h = 2166136261u; /* FNV-1a */
	struct str first = path.n ? part(&path) : path;

	for (size_t i = 0; i < first.n; i++)
		h = (h ^ (unsigned char)first.p[i]) * 16777619u;
	return h % BUCKETS;
}

/* Below 0 when a is asked before b: at the first part where one is named and the other literal. */
static int rank(struct str a, struct str b)
{
	while (a.n && b.n) {
		bool na = named(part(&a));
		bool nb = named(part(&b));

		if (na != nb)
			return na ? 1 : -1;
	}
	return 0;
}

static void enter(struct router *r, size_t i)
{
	struct link *l = &r->links[i];
	int *at = &r->first[bucket(l->pattern)];

	while (*at != NONE && rank(r->links[*at].pattern, l->pattern) <= 0)
		at = &r->links[*at].next;
	l->next = *at;
	*at = (int)i;
}

struct router *router_new(struct arena *a, const struct str *patterns, size_t n)
{
	struct router *r = NEW(a, struct router);

	r->links = NEW_N(a, struct link, n ? n : 1);
	for (size_t i = 0; i < BUCKETS; i++)
		r->first[i] = NONE;
	for (size_t i = 0; i < n; i++) {
		r->links[i] = (struct link){ .pattern = patterns[i], .index = i, .next = NONE };
		enter(r, i);
	}
	return r;
}

struct router_find router_find(const struct router *r, struct str path)
{
	return (struct router_find){ r, path, r->first[bucket(path)] };
}

bool router_next(struct router_find *f, size_t *index, struct route_parts *parts)
{
	while (f->next != NONE) {
		const struct link *l = &f->router->links[f->next];

		f->next = l->next;
		if (route_match(l->pattern, f->path, parts)) {
			*index = l->index;
			return true;
		}
	}
	return false;
}
