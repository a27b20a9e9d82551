/* Bad input for every form of the house, made from the routes' own tables: it is refused with a
 * page that keeps what was typed, and nothing of it is saved. */
#define _GNU_SOURCE /* memmem */
#include "harness/house.h"
#include "harness/rows.h"

#include "base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "access_input_house.h"

/* --- where a route leads --- */

/* Of two whose part is in the pattern, the one with the longer part. */
static const char *row_of(const struct world *w, const char *pattern)
{
	const char *row = "00000000000000000000000000000001";
	size_t best = 0;

	for (size_t i = 0; i < w->nkept_rows; i++) {
		const struct kept_row *k = &w->kept_rows[i];
		if (strlen(k->part) > best && strstr(pattern, k->part)) {
			best = strlen(k->part);
			row = k->id;
		}
	}
	return row;
}

static const char *person_of(const struct world *w, const char *pattern)
{
	static const char *const after[] = { "/closure/", "/follow-up", "/exit-interview" };

	for (size_t i = 0; i < sizeof after / sizeof *after; i++)
		if (strstr(pattern, after[i]))
			return w->closed;
	return strstr(pattern, "/hand-over/") ? w->handed : w->person;
}

/* What stands for one part of a pattern. What a form is about is found by the address up to it. */
static const char *part_of(const struct world *w, const char *whole, const char *part,
                           const char *person, const char *row)
{
	static const char *const about[] = { ":stay", ":service", ":subject" };
	static char before[256];

	if (strncmp(part, ":person", 7) == 0)
		return person;
	for (size_t i = 0; i < sizeof about / sizeof *about; i++)
		if (strncmp(part, about[i], strlen(about[i])) == 0) {
			(void)snprintf(before, sizeof before, "%.*s", (int)(part - whole), whole);
			return row_of(w, before);
		}
	return row ? row : row_of(w, whole);
}

/* The path of a pattern, with row in place of its row, or with one that is there when row is NULL.
 */
static void path_of(const struct world *w, const char *pattern, const char *row, char out[512])
{
	const char *person = person_of(w, pattern);
	const char *whole = pattern;
	size_t n = 0;

	while (*pattern && n < 400) {
		if (*pattern != ':') {
			out[n++] = *pattern++;
			continue;
		}
		n += (size_t)snprintf(out + n, 512 - n, "%s", part_of(w, whole, pattern, person, row));
		while (*pattern && *pattern != '/')
			pattern++;
	}
	out[n] = 0;
}

static struct test_browser *who_may(struct world *w, const struct route *r)
{
	if (r->permit == PERMIT_ROLES)
		return r->roles & ROLE_caseworker ? &w->amara
		       : r->roles & ROLE_manager  ? &w->officer
		                                  : &w->lena;
	if (r->permit == PERMIT_PERSON && r->verb == MAY_BREAK_GLASS)
		return &w->sage;
	return strstr(r->pattern, "/legal/") ? &w->lia : &w->amara;
}

/* --- what is typed --- */

struct bad {
	const char *value; /* url-encoded; NULL: one byte more than there is room for */
	bool unreadable;   /* refused before any form is looked at */
};
#define EVERYWHERE \
	{ "a%07b", true }, { "a%00b", true }, \
	{ \
		"%C3%28", true \
	}
static const struct bad bad_text[] = {
	{ "a%E2%80%AEb", false },
	{ "%E2%81%A6a", false },
	{ "a%C2%85b", false },
	{ "%EF%BB%BFa", false },
	{ NULL, false },
	{ "a%0Ab", false },
	EVERYWHERE,
};
static const struct bad bad_long[] = {
	{ "a%E2%80%AEb", false },
	{ "a%0A%E2%80%8Fb%E2%80%AD", false },
	{ "a%C2%9Bb", false },
	{ NULL, false },
	EVERYWHERE,
};
static const struct bad bad_int[] = {
	{ "1e3", false }, { "12x", false },    { "99999999999999999999", false },
	{ "-", false },   { "%D9%A1", false }, EVERYWHERE,
};
static const struct bad bad_day[] = {
	{ "2026-02-30", false }, { "yesterday", false },      { "2026-13-01", false },
	{ "-1", false },         { "99999999-01-01", false }, EVERYWHERE,
};
static const struct bad bad_choice[] = {
	{ "no-such", false },
	{ "%27+OR+1%3D1", false },
	{ "%E2%80%AE", false },
	EVERYWHERE,
};
static const struct bad bad_flag[] = { { "2", false }, { "yes", false }, EVERYWHERE };
static const struct bad bad_id[] = {
	{ "xyz", false },
	{ "0123456789abcdef0123456789abcde", false },
	{ "0123456789abcdef0123456789abcdef0", false },
	EVERYWHERE,
};

struct bads {
	const struct bad *at;
	size_t n;
};
#define BADS(list) \
	{ \
		(list), sizeof(list) / sizeof *(list) \
	}

static struct bads bads_of(enum field_kind kind)
{
	static const struct bads all[] = {
		[FIELD_TEXT] = BADS(bad_text), [FIELD_LONG] = BADS(bad_long),
		[FIELD_OWN] = BADS(bad_long),  [FIELD_INT] = BADS(bad_int),
		[FIELD_DAY] = BADS(bad_day),   [FIELD_CHOICE] = BADS(bad_choice),
		[FIELD_FLAG] = BADS(bad_flag), [FIELD_FLAGS] = { NULL, 0 },
		[FIELD_ID] = BADS(bad_id),
	};

	return all[kind];
}

static void add(struct world *w, const char *name, const char *value)
{
	size_t n = strlen(w->form);

	(void)snprintf(w->form + n, FORM_MOST - n, "%s%s=%s", n ? "&" : "", name, value);
}

static void add_too_long(struct world *w, const struct field *f)
{
	size_t n;

	add(w, f->name, "");
	n = strlen(w->form);
	memset(w->form + n, 'a', f->max + 1);
	w->form[n + f->max + 1] = 0;
}

static bool is_text(const struct field *f)
{
	return (f->kind == FIELD_TEXT || f->kind == FIELD_LONG || f->kind == FIELD_OWN) &&
	       f->max > LIST_MOST;
}

/* Something that fits, for the fields beside the bad one. */
static void add_good(struct world *w, const struct field *f)
{
	if (strcmp(f->name, "purpose") == 0)
		add(w, f->name, "referral"); /* the form with all of its fields */
	else if (strcmp(f->name, "concept") == 0)
		add(w, f->name, "before"); /* what was told */
	else if (is_text(f))
		add(w, f->name, typed);
	else if (f->kind == FIELD_CHOICE)
		add(w, f->name, f->choices->at[0].value);
}

/* How often the last page has a text in it. */
static size_t times(const struct test_browser *b, const char *text)
{
	size_t n = 0;
	const char *at = b->body.p;
	const char *end = b->body.p + b->body.n;

	while (at && (at = memmem(at, (size_t)(end - at), text, strlen(text))) != NULL) {
		n++;
		at++;
	}
	return n;
}

static void compose(struct world *w, const struct form_table *t, size_t wrong,
                    const struct bad *bad)
{
	w->form[0] = 0;
	for (size_t i = 0; i < t->n; i++) {
		if (i != wrong)
			add_good(w, &t->at[i]);
		else if (bad->value)
			add(w, t->at[i].name, bad->value);
		else
			add_too_long(w, &t->at[i]);
	}
}

/* All of them are told before the test fails. */
static void complain(struct world *w, const char *path, const char *field, const char *value,
                     int status)
{
	print_error("%s: %s=%s: %d; the form was %.200s\n", path, field, value ? value : "(too long)",
	            status, w->form);
	w->wrong++;
}

/* Passphrases and numbers do not come back, codes of a pack are chosen anew from its list, and
 * fields that only a step of a form shows, or none yet, may not. */
static bool comes_back(const struct route *r, const struct field *f)
{
	static const char *const hidden[] = { "passphrase", "pin",       "checked", "go",    "site",
		                                  "type",       "title",     "concept", "asked", "code",
		                                  "purpose",    "indicator", "walker" };
	static const struct {
		const char *pattern, *field;
	} later[] = {
		{ "/people/:person/closure/:row", "way" },
		{ "/people/:person/closure/:row", "witness" },
		{ "/people/:person/plan/goals/:row/step", "reason" },
		{ "/hand-over", "note" },
		{ "/reports/cycles/new", "act" },
		{ "/reports/cycles/new", "result" },
		{ "/reports/cycles/new", "learned" },
		{ "/team/forms/drafts/:row/media", "name" }, /* of a file that this form does not want */
	};

	for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++)
		if (strcmp(f->name, hidden[i]) == 0)
			return false;
	for (size_t i = 0; i < sizeof later / sizeof *later; i++)
		if (strcmp(r->pattern, later[i].pattern) == 0 && strcmp(f->name, later[i].field) == 0)
			return false;
	return is_text(f) && r->permit != PERMIT_ANYBODY && strncmp(f->name, "new_", 4) != 0;
}

static void check_kept(struct world *w, const struct route *r, size_t wrong,
                       const struct test_browser *b, const char *path)
{
	size_t texts = 0;

	assert_false(test_sees(b, raw));
	for (size_t i = 0; i < r->form.n; i++)
		texts += i != wrong && comes_back(r, &r->form.at[i]);
	w->kept += texts;
	if (times(b, shown) >= texts)
		return;
	print_error("%s with a bad %s: %zu of %zu texts came back\n", path, r->form.at[wrong].name,
	            times(b, shown), texts);
	w->wrong++;
}

/* How a bad value is answered: without some hidden fields there is no form to show again. */
static int says_which_form(const struct route *r, const struct field *f)
{
	if (strcmp(f->name, "concept") == 0)
		return 400;
	/* The question that a file is brought for. */
	if (strstr(r->pattern, "/attach"))
		return 404;
	return strcmp(f->name, "purpose") == 0 && strstr(r->pattern, "/consents/") ? 404 : 422;
}

static void try_one(struct world *w, const struct route *r, size_t wrong, const struct bad *bad,
                    const char *path)
{
	struct test_browser *b = who_may(w, r);
	const struct field *f = &r->form.at[wrong];
	int status;

	compose(w, &r->form, wrong, bad);
	status = test_post(b, path, w->form);
	w->tried++;
	if (status != (bad->unreadable ? 400 : says_which_form(r, f)))
		complain(w, path, f->name, bad->value, status);
	if (status == 422)
		check_kept(w, r, wrong, b, path);
}

static void try_route(struct world *w, const struct route *r)
{
	char path[512];

	path_of(w, r->pattern, NULL, path);
	assert_int_equal(test_get(who_may(w, r), "/me"), 200);
	for (size_t i = 0; i < r->form.n; i++) {
		struct bads bads = bads_of(r->form.at[i].kind);
		/* Tables repeat their first lines: two of them are tried. */
		if (i > 16 && r->form.n > 60)
			break;
		for (size_t k = 0; k < bads.n; k++)
			try_one(w, r, i, &bads.at[k], path);
	}
}

static void bad_input_comes_back_and_is_not_saved(void **state)
{
	struct world *w = *state;
	const struct route *const *routes;
	size_t n = gate_routes(w->house.gate, &routes);
	size_t forms = 0;

	w->tried = w->kept = w->wrong = 0;
	for (size_t i = 0; i < n; i++) {
		int64_t before = rows(w);
		if (routes[i]->method != METHOD_POST || routes[i]->form.n == 0)
			continue;
		try_route(w, routes[i]);
		if (rows(w) != before)
			complain(w, routes[i]->pattern, "", "saved something", 0);
		forms++;
	}
	print_message("%zu bad inputs for %zu forms; %zu texts came back\n", w->tried, forms, w->kept);
	assert_int_equal(w->wrong, 0);
	assert_true(forms > 25 && w->tried > 1000 && w->kept > 1000);
}

static void what_a_form_says_twice_is_not_read(void **state)
{
	struct world *w = *state;
	const struct route *const *routes;
	size_t n = gate_routes(w->house.gate, &routes);
	int64_t before = rows(w);

	w->wrong = 0;
	for (size_t i = 0; i < n; i++) {
		const struct route *r = routes[i];
		char path[512];
		if (r->method != METHOD_POST || r->form.n == 0)
			continue;
		path_of(w, r->pattern, NULL, path);
		w->form[0] = 0;
		add(w, r->form.at[0].name, "a");
		add(w, r->form.at[0].name, "b");
		if (test_post(who_may(w, r), path, w->form) != 400)
			complain(w, path, r->form.at[0].name, "twice", who_may(w, r)->status);
		assert_int_equal(test_post(who_may(w, r), path, "token=a"), 400);
	}
	assert_int_equal(w->wrong, 0);
	assert_int_equal(rows(w), before);
}

static void addresses_of_nothing_lead_nowhere(void **state)
{
	static const char *const nothing[] = { "00000000000000000000000000000001",
		                                   "zz",
		                                   "ffffffffffffffffffffffffffffffff",
		                                   "%E2%80%AE",
		                                   "1",
		                                   "0123456789abcdef0123456789abcdef0" };
	struct world *w = *state;
	const struct route *const *routes;
	size_t n = gate_routes(w->house.gate, &routes);
	int64_t before = rows(w);

	w->wrong = 0;
	for (size_t i = 0; i < n; i++) {
		if (!strstr(routes[i]->pattern, ":row"))
			continue;
		/* That a paper was asked for is noted, whether there is one or not. */
		if (routes[i]->method == METHOD_POST && strstr(routes[i]->pattern, "/print"))
			continue;
		for (size_t k = 0; k < sizeof nothing / sizeof *nothing; k++) {
			struct test_browser *b = who_may(w, routes[i]);
			bool post = routes[i]->method == METHOD_POST;
			char path[512];
			int status;
			path_of(w, routes[i]->pattern, nothing[k], path);
			w->form[0] = 0;
			for (size_t f = 0; post && f < routes[i]->form.n; f++)
				add_good(w, &routes[i]->form.at[f]);
			assert_int_equal(test_get(b, "/me"), 200);
			status = post ? test_post(b, path, w->form) : test_get(b, path);
			if (status < 400 || status >= 500)
				complain(w, path, "row", nothing[k], status);
		}
	}
	assert_int_equal(w->wrong, 0);
	assert_int_equal(rows(w), before);
}

/* --- the house --- */

static int begin(void **state, bool postgres)
{
	static struct world w;

	memset(&w, 0, sizeof w);
	w.form = malloc(FORM_MOST);
	if (!w.form || test_house(&w.house, postgres) != OK)
		return -1;
	sign_in(&w, &w.amara, "amara");
	write_one_of_everything(&w);
	sign_in(&w, &w.lena, "lena");
	sign_in(&w, &w.sage, "sage");
	sign_in(&w, &w.officer, "officer");
	write_of_two(&w);
	write_of_forms(&w);
	write_of_learning(&w);
	write_of_reviews(&w);
	*state = &w;
	return 0;
}

static int on_sqlite(void **state)
{
	return begin(state, false);
}

static int on_postgres(void **state)
{
	return begin(state, true);
}

static int end(void **state)
{
	struct world *w = *state;

	test_browser_end(&w->amara);
	test_browser_end(&w->lia);
	test_browser_end(&w->lena);
	test_browser_end(&w->sage);
	test_browser_end(&w->officer);
	free(w->form);
	test_house_end(&w->house);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bad_input_comes_back_and_is_not_saved),
		cmocka_unit_test(what_a_form_says_twice_is_not_read),
		cmocka_unit_test(addresses_of_nothing_lead_nowhere),
	};
	int failed = cmocka_run_group_tests_name("input on SQLite", tests, on_sqlite, end);

	return failed + cmocka_run_group_tests_name("input on PostgreSQL", tests, on_postgres, end);
}
