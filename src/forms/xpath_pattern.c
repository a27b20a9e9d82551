/* regex(): Perl's patterns by libpcre2, each with a ceiling on steps and memory: a pattern is
 * written by whoever wrote the form, and what it is tried on by anybody. */
#include "forms/xpath_inside.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <string.h>

enum { KEPT = 16, SHORT = 200, STEPS = 200000, DEPTH = 2000, HEAP_KIB = 4096 };

/* libxml2 is on the stack when a pattern is asked, so no arena may be: short ones are kept in
 * place, the others read anew. */
struct xpath_patterns {
	struct {
		char text[SHORT];
		size_t n;
		pcre2_code *code; /* NULL: it cannot be read */
	} at[KEPT];
	size_t n;
	pcre2_match_context *limits;
};

void xpath_patterns_close(struct xpath_patterns *p)
{
	for (size_t i = 0; i < p->n; i++)
		pcre2_code_free(p->at[i].code);
	pcre2_match_context_free(p->limits);
	p->n = 0;
	p->limits = NULL;
}

struct xpath_patterns *xpath_patterns(struct arena *a)
{
	return NEW(a, struct xpath_patterns);
}

static void set_limits(struct xpath_patterns *p)
{
	p->limits = pcre2_match_context_create(NULL);
	if (!p->limits)
		return;
	(void)pcre2_set_match_limit(p->limits, STEPS);
	(void)pcre2_set_depth_limit(p->limits, DEPTH);
	(void)pcre2_set_heap_limit(p->limits, HEAP_KIB);
}

static pcre2_code *understand(struct str pattern)
{
	/* ODK: the whole text must fit. */
	const uint32_t how = PCRE2_UTF | PCRE2_ANCHORED | PCRE2_ENDANCHORED | PCRE2_NEVER_BACKSLASH_C;
	PCRE2_SIZE where;
	int wrong;

	if (pattern.n > XPATH_PATTERN)
		return NULL;
	return pcre2_compile((PCRE2_SPTR)pattern.p, pattern.n, how, &wrong, &where, NULL);
}

bool xpath_pattern(struct str pattern)
{
	pcre2_code *code = understand(pattern);

	pcre2_code_free(code);
	return code != NULL;
}

static bool matches(const struct xpath_patterns *p, const pcre2_code *code, struct str s)
{
	pcre2_match_data *found = code && p->limits ? pcre2_match_data_create(1, NULL) : NULL;
	int n = found ? pcre2_match(code, (PCRE2_SPTR)s.p, s.n, 0, 0, found, p->limits) : -1;

	pcre2_match_data_free(found);
	return n >= 0;
}

static const pcre2_code *kept(const struct xpath_patterns *p, struct str pattern, bool *found)
{
	*found = false;
	for (size_t i = 0; i < p->n; i++) {
		*found = str_eq((struct str){ p->at[i].text, p->at[i].n }, pattern);
		if (*found)
			return p->at[i].code;
	}
	return NULL;
}

bool xpath_fits(struct xpath_patterns *p, struct str s, struct str pattern)
{
	bool found;
	const pcre2_code *known = kept(p, pattern, &found);
	pcre2_code *code;
	bool fits;

	if (!p->limits)
		set_limits(p);
	if (found)
		return matches(p, known, s);
	code = understand(pattern);
	fits = matches(p, code, s);
	if (p->n == KEPT || pattern.n == 0 || pattern.n > SHORT) {
		pcre2_code_free(code);
		return fits;
	}
	memcpy(p->at[p->n].text, pattern.p, pattern.n);
	p->at[p->n].n = pattern.n;
	p->at[p->n++].code = code;
	return fits;
}
