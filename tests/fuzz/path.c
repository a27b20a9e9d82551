/* Paths: whatever is accepted has one reading, and every route either matches it or does not. */
#include "http/router.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void claim(bool holds)
{
	if (!holds)
		abort();
}

static const struct str patterns[] = {
	{ "/", 1 },
	{ "/people/:person", 15 },
	{ "/people/new", 11 },
	{ "/people/:person/consents/:row", 29 },
	{ "/a/:b/:c", 8 },
};

enum { PATTERNS = sizeof patterns / sizeof *patterns };

static void check_path(struct str path)
{
	claim(path.n > 0 && path.p[0] == '/');
	claim(str_utf8(path));
	claim(!strstr(path.p, "..") && !strstr(path.p, "//") && !strstr(path.p, "/./"));
	claim(strlen(path.p) == path.n && !strchr(path.p, '\\'));
}

static void check_routes(struct arena *a, struct str path)
{
	struct router_find f = router_find(router_new(a, patterns, PATTERNS), path);
	struct route_parts parts;
	size_t found = 0;
	size_t matching = 0;
	size_t i;

	while (router_next(&f, &i, &parts)) {
		claim(route_match(patterns[i], path, &parts));
		for (size_t k = 0; k < parts.n; k++)
			claim(parts.at[k].value.n > 0 &&
			      !memchr(parts.at[k].value.p, '/', parts.at[k].value.n));
		found++;
	}
	for (i = 0; i < PATTERNS; i++)
		matching += route_match(patterns[i], path, &parts);
	claim(found == matching);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static struct arena *a;
	struct str text = { (const char *)data, n };
	struct route_parts parts;
	struct request q;
	struct str path;

	if (!a)
		a = arena_new((size_t)64 * 1024 * 1024);
	if (!a)
		return 0;
	if (http_parse_path(a, text, &path) == OK) {
		check_path(path);
		check_routes(a, path);
	}
	if (n <= TARGET_BYTES && http_parse_target(a, text, &q) == OK)
		check_path(q.path);
	/* Matching itself must bear any text. */
	(void)route_match(patterns[3], text, &parts);
	(void)route_match(text, STR("/people/1/consents/2"), &parts);
	check_routes(a, text);
	arena_reset(a);
	return 0;
}
