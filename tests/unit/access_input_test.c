/* Bad input for every form of the house, made from the routes' own tables: it is refused with a
 * page that keeps what was typed, and nothing of it is saved. */
#define _GNU_SOURCE /* memmem */
#include "harness/house.h"

#include "base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Texts of LIST_MOST bytes or less are codes of a list, which shows no other. */
enum { FORM_MOST = 200 * 1024, LIST_MOST = 16, ROWS_MOST = 40 };

/* Typed into every other text of a form; a page shows it escaped, once for each. */
static const char typed[] = "kept%3Cb%3E%26+words";
static const char shown[] = "kept&lt;b&gt;&amp; words";
static const char raw[] = "kept<b>";

/* A row that is there, for the patterns that hold part. */
struct kept_row {
	const char *part;
	char id[ID_TEXT + 1];
};

struct world {
	struct test_house house;
	struct test_browser amara;
	struct test_browser lia; /* gives legal help */
	struct test_browser sage;
	struct test_browser lena;
	struct test_browser officer;
	char person[ID_TEXT + 1];
	char closed[ID_TEXT + 1]; /* a person whose walk has ended, and who may be asked how it is */
	char handed[ID_TEXT + 1]; /* a person whose hand-over is proposed */
	struct kept_row kept_rows[ROWS_MOST];
	size_t nkept_rows;
	char *form; /* FORM_MOST */
	size_t tried;
	size_t kept;
	size_t wrong;
};

/* --- how much is written down --- */

struct number {
	int64_t n;
};
static const struct column number_columns[] = {
	{ .name = "n", .carried = CARRY_INT, .at = offsetof(struct number, n) },
};
static const struct query number_of_rows = {
	.name = "test_number_of_rows",
	.from = "tests",
	.sql = "SELECT (SELECT count(*) FROM posted) + (SELECT count(*) FROM note) + (SELECT count(*) "
		   "FROM person)"
		   " + (SELECT count(*) FROM words) + (SELECT count(*) FROM contact) + (SELECT count(*) "
		   "FROM welcome)"
		   " + (SELECT count(*) FROM consent) + (SELECT count(*) FROM disclosure) + (SELECT "
		   "count(*) FROM closure)"
		   " + (SELECT count(*) FROM assessment) + (SELECT count(*) FROM own_view) + (SELECT "
		   "count(*) FROM glass)"
		   " + (SELECT count(*) FROM staff) + (SELECT count(*) FROM team) + (SELECT count(*) FROM "
		   "draft)"
		   " + (SELECT count(*) FROM task) + (SELECT count(*) FROM measure_inbox)"
		   " + (SELECT count(*) FROM event) + (SELECT count(*) FROM checkin)"
		   " + (SELECT count(*) FROM safety_need) + (SELECT count(*) FROM safety_plan)"
		   " + (SELECT count(*) FROM digital) + (SELECT count(*) FROM circle)"
		   " + (SELECT count(*) FROM legal) + (SELECT count(*) FROM telling)"
		   " + (SELECT count(*) FROM withheld) + (SELECT count(*) FROM plan)"
		   " + (SELECT count(*) FROM service) + (SELECT count(*) FROM onward)"
		   " + (SELECT count(*) FROM unmet) + (SELECT count(*) FROM turned_away)"
		   " + (SELECT count(*) FROM stay) + (SELECT count(*) FROM followup)"
		   " + (SELECT count(*) FROM exit_interview) + (SELECT count(*) FROM handover) AS n",
	.columns = number_columns,
	.ncolumns = 1,
	.row_size = sizeof(struct number),
	.shape = SHAPE_ONE,
	.readonly = true,
};

/* A page that was shown last still reads, as long as its memory stands; of connections there are
 * few. */
static void let_go(struct test_browser *b)
{
	arena_reset(b->arena);
	b->body = b->location = (struct str){ NULL, 0 };
}

static int64_t rows(struct world *w)
{
	struct arena *a = arena_new(1 << 20);
	const struct number *number = NULL;
	struct read *r;
	int64_t n;

	let_go(&w->amara);
	let_go(&w->lia);
	let_go(&w->sage);
	let_go(&w->lena);
	let_go(&w->officer);
	r = read_begin(w->house.house->records, a);
	assert_non_null(r);
	read_ask(r, &number_of_rows, NULL, &number);
	assert_int_equal(read_now(r), OK);
	n = number->n;
	arena_free(a);
	return n;
}

/* --- a house with one of everything --- */

static void sign_in(struct world *w, struct test_browser *b, const char *user)
{
	test_browser(b, &w->house);
	assert_int_equal(test_sign_in(b, user, NULL), 303);
}

/* The first id behind before on the last page. */
static void keep(const struct test_browser *b, const char *before, char out[ID_TEXT + 1])
{
	const char *at = b->body.p;
	const char *end = b->body.p + b->body.n;

	do {
		at = memmem(at, (size_t)(end - at), before, strlen(before));
		assert_non_null(at);
		at += strlen(before);
	} while (strspn(at, "0123456789abcdef") < ID_TEXT);
	(void)snprintf(out, ID_TEXT + 1, "%s", at);
}

static int posts(struct test_browser *b, const char *page, const char *path, const char *form)
{
	char target[512];

	assert_int_equal(test_get(b, page), 200);
	(void)snprintf(target, sizeof target, "%s", path);
	return test_post(b, target, form);
}

static void saves(struct test_browser *b, const char *page, const char *form)
{
	int status = posts(b, page, page, form);

	if (status != 303)
		print_error("%s: %d\n%.*s\n", page, status, (int)b->body.n, b->body.p);
	assert_int_equal(status, 303);
}

static const char *of(const char *person, const char *rest)
{
	static char path[256];

	(void)snprintf(path, sizeof path, "/people/%s%s", person, rest);
	return path;
}

static void arrives(struct test_browser *b, const char *form, char out[ID_TEXT + 1])
{
	saves(b, "/people/new", form);
	(void)snprintf(out, ID_TEXT + 1, "%s", b->location.p + strlen("/people/"));
}

/* Sends a form, and keeps the row that the page after it leads to by part. */
static void row_made(struct world *w, struct test_browser *b, const char *page, const char *form,
                     const char *seen_on, const char *part)
{
	struct kept_row *row = &w->kept_rows[w->nkept_rows++];
	char path[256];

	assert_true(w->nkept_rows <= ROWS_MOST);
	(void)snprintf(path, sizeof path, "%s", seen_on);
	saves(b, page, form);
	assert_int_equal(test_get(b, path), 200);
	row->part = part;
	keep(b, part, row->id);
}

static void write_of_care(struct world *w, struct test_browser *b)
{
	static const struct {
		const char *page, *form, *seen_on, *part;
	} all[] = {
		{ "/notes/new", "how=visit&words=We+had+tea.", "/timeline", "/notes/" },
		{ "/consents/new?purpose=referral",
		  "purpose=referral&answer=given&recipient=Lantern+House&groups-name=1&how=mark",
		  "/consents", "/consents/" },
		{ "/disclosures/new", "ground=danger&recipient=Rescue&told=later", "/disclosures",
		  "/disclosures/" },
		{ "/assessments/new", "wave=intake&setting=home&at=6&i_safe_home=3&go=save", "/assessments",
		  "/assessments/" },
		{ "/own-view/new", "i_my_safety=2&how=alone", "/assessments", "/own-view/" },
		{ "/events/new", "kind=threat&words=At+the+gate.", "/events", "/events/" },
		{ "/check-ins/new", "level=3&words=Better.", "/check-ins", "/check-ins/" },
		{ "/safety/needs/new", "kind=medicine&what=insulin", "/safety", "/safety/needs/" },
		{ "/circle/new", "kind=safe&name=Rosa", "/circle", "/circle/" },
		{ "/plan/goals/new", "words=To+sew.&state=chosen", "/plan", "/plan/goals/" },
		{ "/plan/agree", "state=not&words=Good.", "/plan", "/plan/agreements/" },
		{ "/services", "type=talk&minutes=30", "/services", "/services/" },
		{ "/services/savings", "put_aside=20", "/services/savings", "/onward/" },
		{ "/services/unmet", "asked=housing&why=full", "/services/unmet", "/unmet/" },
		{ "/stays", "kind=family&place=Hill", "/stays", "/stays/" },
	};

	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		char page[256];
		(void)snprintf(page, sizeof page, "%s", of(w->person, all[i].page));
		row_made(w, b, page, all[i].form, of(w->person, all[i].seen_on), all[i].part);
	}
}

static const char *row_of(const struct world *w, const char *pattern);

/* Each kind of what leads onward has its own address, a way and a step lie under their goal. */
static void write_of_parts(struct world *w, struct test_browser *b)
{
	static const struct {
		const char *page, *form, *part;
	} onward[] = {
		{ "/services/work", "what=work&place=Bakery", "/onward/:row/work" },
		{ "/services/return", "choice=To+stay", "/onward/:row/return" },
		{ "/services/after", "reached=yes", "/onward/:row/after" },
	};
	char page[256];
	char under[128];

	for (size_t i = 0; i < sizeof onward / sizeof *onward; i++) {
		(void)snprintf(page, sizeof page, "%s", of(w->person, onward[i].page));
		row_made(w, b, page, onward[i].form, page, "/onward/");
		w->kept_rows[w->nkept_rows - 1].part = onward[i].part;
	}
	(void)snprintf(under, sizeof under, "/plan/goals/%s/offer", row_of(w, "/plan/goals/"));
	(void)snprintf(page, sizeof page, "%s", of(w->person, under));
	row_made(w, b, page, "words=A+course.", of(w->person, "/plan"), "/plan/options/");
	(void)snprintf(under, sizeof under, "/plan/goals/%s/step", row_of(w, "/plan/goals/"));
	(void)snprintf(page, sizeof page, "%s", of(w->person, under));
	row_made(w, b, page, "words=Ring+them.", of(w->person, "/plan"), "/plan/steps/");
	saves(b, of(w->person, "/safety/plan"), "night=Tea.");
	saves(b, of(w->person, "/story/new"), "words=Long+ago.&concepts-before=1");
	assert_int_equal(test_get(b, of(w->person, "/story")), 200);
	w->kept_rows[w->nkept_rows].part = "/story/";
	keep(b, "/story/", w->kept_rows[w->nkept_rows++].id);
}

static void write_of_law(struct world *w)
{
	static const struct {
		const char *page, *form, *part;
	} all[] = {
		{ "/legal/hearings/new", "hearing=2026-06-01&state=planned", "/legal/hearings/" },
		{ "/legal/proceedings/new", "kind=labour", "/legal/proceedings/" },
		{ "/legal/notes/new", "words=A+quiet+word.", "/legal/notes/" },
	};
	struct user_id lia = test_user(&w->house, "lia");
	char id[ID_TEXT + 1];
	char form[128];

	id_write(lia.b, id);
	(void)snprintf(form, sizeof form, "staff=%s&action=walk", id);
	saves(&w->amara, of(w->person, "/companions"), form);
	sign_in(w, &w->lia, "lia");
	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		char page[256];
		(void)snprintf(page, sizeof page, "%s", of(w->person, all[i].page));
		row_made(w, &w->lia, page, all[i].form, of(w->person, "/legal"), all[i].part);
	}
}

/* A walk that has ended, with somebody who may be asked afterwards; one that is handed over. */
static void write_of_endings(struct world *w, struct test_browser *b)
{
	struct user_id amara = test_user(&w->house, "amara");
	struct user_id bela = test_user(&w->house, "bela");
	char from[ID_TEXT + 1];
	char to[ID_TEXT + 1];
	char page[256];
	char form[160];

	(void)snprintf(page, sizeof page, "%s", of(w->closed, "/closure"));
	row_made(
		w, b, page,
		"reason=moved&wish=how&way=a+letter&given=spoken&witness=Bela&rule_right=1&told_back=1",
		page, "/closure/");
	(void)snprintf(page, sizeof page, "%s", of(w->closed, "/follow-up"));
	row_made(w, b, page, "outcome=seen", page, "/follow-up/");
	(void)snprintf(page, sizeof page, "%s", of(w->closed, "/exit-interview"));
	row_made(w, b, page, "helped=The+garden", of(w->closed, "/timeline"), "/exit-interview/");
	id_write(amara.b, from);
	id_write(bela.b, to);
	(void)snprintf(form, sizeof form, "from=%s&to=%s&note=All+well", from, to);
	saves(b, of(w->handed, "/hand-over"), form);
}

static void write_one_of_everything(struct world *w)
{
	struct test_browser *b = &w->amara;

	arrives(b, "label=Zoraya", w->person);
	arrives(b, "label=Quentin", w->closed);
	arrives(b, "label=Ottilie", w->handed);
	saves(b, of(w->person, "/words"), "concerns=the+night&wishes=to+sew");
	write_of_care(w, b);
	write_of_parts(w, b);
	write_of_law(w);
	write_of_endings(w, b);
}

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

/* The path of a pattern, with row in place of its row, or with one that is there when row is NULL.
 */
static void path_of(const struct world *w, const char *pattern, const char *row, char out[512])
{
	const char *person = person_of(w, pattern);
	size_t n = 0;

	row = row ? row : row_of(w, pattern);
	while (*pattern && n < 400) {
		if (*pattern != ':') {
			out[n++] = *pattern++;
			continue;
		}
		n += (size_t)snprintf(out + n, 512 - n, "%s",
		                      strncmp(pattern, ":person", 7) == 0 ? person : row);
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
		[FIELD_TEXT] = BADS(bad_text),     [FIELD_LONG] = BADS(bad_long),
		[FIELD_INT] = BADS(bad_int),       [FIELD_DAY] = BADS(bad_day),
		[FIELD_CHOICE] = BADS(bad_choice), [FIELD_FLAG] = BADS(bad_flag),
		[FIELD_FLAGS] = { NULL, 0 },       [FIELD_ID] = BADS(bad_id),
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
	return (f->kind == FIELD_TEXT || f->kind == FIELD_LONG) && f->max > LIST_MOST;
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
	static const char *const hidden[] = { "passphrase", "pin",  "checked", "go",
		                                  "site",       "type", "title",   "concept",
		                                  "asked",      "code", "purpose" };
	static const struct {
		const char *pattern, *field;
	} later[] = {
		{ "/people/:person/closure/:row", "way" },
		{ "/people/:person/closure/:row", "witness" },
		{ "/people/:person/plan/goals/:row/step", "reason" },
		{ "/hand-over", "note" },
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
