/* What can happen to good input: a form is sent twice, somebody else saves meanwhile, the session
 * ends before it is sent. */
#define _GNU_SOURCE /* memmem */
#include "access/audit_sql.h"
#include "harness/house.h"
#include "harness/rows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

struct world {
	struct test_house house;
	struct test_browser amara;
	struct test_browser lena;
	char person[ID_TEXT + 1];
};

/* --- how much is written down --- */

/* A page that was shown last still reads, as long as its memory stands; of connections there are
 * few. */
static void let_go(struct test_browser *b)
{
	arena_reset(b->arena);
	b->body = b->location = (struct str){ NULL, 0 };
}

static int64_t rows(struct world *w)
{
	let_go(&w->amara);
	let_go(&w->lena);
	return test_rows(&w->house);
}

/* --- somebody at work --- */

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

/* --- tests --- */

static void a_form_sent_twice_is_one_post(void **state)
{
	static const struct {
		const char *page; /* below a person, or a whole address */
		const char *form;
	} forms[] = {
		{ "/notes/new", "how=phone&words=once" },
		{ "/consents/new?purpose=service", "purpose=service&answer=given&groups-case=1&how=mark" },
		{ "/disclosures/new", "ground=court&recipient=The+court&told=yes" },
		{ "/own-view/new", "i_my_safety=3&how=paper" },
		{ "/events/new", "kind=selfharm&words=once&plan=not_yet&next=once" },
		{ "/beside", "done=once&safe=no" },
		{ "/check-ins/new", "level=2&words=once&worried=1" },
		{ "/questions/looking-back", "page=1&go=save&here%2Fbetter=once" },
		{ "/people/new", "label=Only+once" },
		{ "/people/new/many", "label_1=Boat+one" },
	};
	struct world *w = *state;
	struct test_browser *b = &w->amara;

	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		bool whole = strncmp(forms[i].page, "/people", 7) == 0;
		char path[256];
		char first[256];
		int64_t after;
		(void)snprintf(path, sizeof path, "%s",
		               whole ? forms[i].page : of(w->person, forms[i].page));
		saves(b, path, forms[i].form);
		(void)snprintf(first, sizeof first, "%.*s", (int)b->location.n, b->location.p);
		after = rows(w);
		/* test_post goes on with the token of the page that was shown last: the same one. */
		if (test_post(b, path, forms[i].form) != 303)
			print_error("%s: %d\n", path, b->status);
		assert_int_equal(b->status, 303);
		assert_int_equal(b->location.n, strlen(first));
		assert_memory_equal(b->location.p, first, b->location.n);
		assert_int_equal(rows(w), after);
	}
}

static void the_second_of_two_who_save_sees_what_the_first_wrote(void **state)
{
	struct world *w = *state;
	char path[256];
	char note[ID_TEXT + 1];

	saves(&w->amara, of(w->person, "/notes/new"), "how=visit&words=A+first+text.");
	assert_int_equal(test_get(&w->amara, of(w->person, "/timeline?kind=note")), 200);
	keep(&w->amara, "/notes/", note);
	(void)snprintf(path, sizeof path, "/people/%s/notes/%s", w->person, note);
	assert_int_equal(test_get(&w->amara, path), 200);
	assert_int_equal(test_get(&w->lena, path), 200);
	assert_int_equal(test_post(&w->amara, path, "how=visit&words=What+amara+wrote."), 303);
	assert_int_equal(test_post(&w->lena, path, "how=visit&words=What+lena+typed."), 409);
	assert_true(test_sees(&w->lena, "What amara wrote."));
	assert_true(test_sees(&w->lena, "What lena typed."));
	assert_int_equal(test_get(&w->lena, of(w->person, "/timeline?kind=note")), 200);
	assert_false(test_sees(&w->lena, "What lena typed."));
}

/* Nine hours later the session is over; the text waits behind the door. */
static void a_long_form_survives_the_end_of_a_session(void **state)
{
	struct world *w = *state;
	struct test_browser b;
	char path[256];

	sign_in(w, &b, "amara");
	(void)snprintf(path, sizeof path, "%s", of(w->person, "/notes/new"));
	assert_int_equal(test_get(&b, path), 200);
	test_clock_pass(9 * 3600);
	assert_int_equal(test_post(&b, path, "how=visit&words=A+long+%3Cb%3E+story."), 401);
	assert_true(test_sees(&b, "A long &lt;b&gt; story."));
	assert_int_equal(
		test_post(
			&b, "/sign-in",
			"user_name=amara&passphrase=quiet+river+stones+of+amara&pin=&next=%2F&kept.how=visit"
			"&kept.words=A+long+%3Cb%3E+story."),
		200);
	assert_true(test_sees(&b, "A long &lt;b&gt; story."));
	assert_int_equal(test_post(&b, path, "how=visit&words=A+long+%3Cb%3E+story."), 303);
	assert_int_equal(test_get(&b, of(w->person, "/timeline?kind=note")), 200);
	assert_true(test_sees(&b, "A long &lt;b&gt; story."));
	test_browser_end(&b);
}

static bool form_has(struct world *w, const char *user, const char *words)
{
	struct test_browser b;
	bool sees;

	sign_in(w, &b, user);
	assert_int_equal(test_get(&b, of(w->person, "/questions/looking-back")), 200);
	sees = test_sees(&b, words);
	test_browser_end(&b);
	return sees;
}

/* What a form has typed in it is kept before it is saved, also after the session, for whoever typed
 * it and nobody else; it is one row, and goes with saving. */
static void a_draft_of_a_form_waits_for_whoever_wrote_it(void **state)
{
	static const char typed[] = "page=1&here%2Fbetter=Kept+so+far.";
	struct world *w = *state;
	struct test_browser b;
	char path[256];
	int64_t once;

	(void)snprintf(path, sizeof path, "%s", of(w->person, "/questions/looking-back"));
	sign_in(w, &b, "amara");
	assert_int_equal(posts(&b, path, of(w->person, "/questions/looking-back/look"), typed), 200);
	let_go(&b);
	once = rows(w);
	assert_int_equal(posts(&b, path, of(w->person, "/questions/looking-back/look"), typed), 200);
	let_go(&b);
	assert_int_equal(rows(w), once);
	test_browser_end(&b);
	test_clock_pass(9 * 3600);
	assert_true(form_has(w, "amara", "Kept so far."));
	assert_false(form_has(w, "lena", "Kept so far."));
	sign_in(w, &b, "amara");
	saves(&b, path, "page=1&go=save&here%2Fbetter=Kept+so+far.");
	test_browser_end(&b);
	assert_false(form_has(w, "amara", "Kept so far."));
}

struct rival {
	struct org_id org;
	int left; /* commits that it is ahead of */
};

/* As if another process had moved the head of the chain: it does not stand where it is expected. */
static enum err overtake(void *arg, struct change *c)
{
	static const uint8_t hash[32];
	struct rival *r = arg;

	if (r->left == 0)
		return OK;
	r->left--;
	audit_head_move(c, r->org, 1, -1, -1, (struct bytes){ hash, sizeof hash });
	return OK;
}

/* From here on the house keeps no audit: these are the last tests. */
static void a_commit_that_is_always_overtaken_is_given_up(void **state)
{
	struct world *w = *state;
	struct rival rival = { .org = w->house.house->org, .left = AUDIT_TRIES - 1 };
	struct ctx c;

	store_hook(w->house.house->records, (struct commit_hook){ .before = overtake, .arg = &rival });
	assert_int_equal(test_ctx(&w->house, "lena", &c), OK);
	assert_int_equal(audit(&c, VERB_SEARCHED, NULL, REASON_CARE, STR("")), OK);
	assert_int_equal(audit_commit(&c), OK);
	rival.left = AUDIT_TRIES + 1;
	assert_int_equal(audit_commit(&c), ERR_BUSY);
	assert_int_equal(rival.left, 1);
	test_ctx_end(&c);
	store_hook(w->house.house->records, (struct commit_hook){ .before = NULL });
}

static void a_form_is_saved_though_another_process_was_faster_a_few_times(void **state)
{
	struct world *w = *state;
	struct rival rival = { .org = w->house.house->org };
	struct test_browser b;
	char path[256];
	int64_t before;

	sign_in(w, &b, "amara");
	store_hook(w->house.house->records, (struct commit_hook){ .before = overtake, .arg = &rival });
	(void)snprintf(path, sizeof path, "%s", of(w->person, "/notes/new"));
	assert_int_equal(test_get(&b, path), 200);
	let_go(&b);
	before = rows(w);
	rival.left = AUDIT_TRIES;
	assert_int_equal(test_post(&b, path, "how=phone&words=overtaken"), 503);
	assert_int_equal(rival.left, 0);
	let_go(&b);
	assert_int_equal(rows(w), before);
	rival.left = AUDIT_TRIES - 1;
	assert_int_equal(test_post(&b, path, "how=phone&words=overtaken"), 303);
	assert_int_equal(rival.left, 0);
	test_browser_end(&b);
	assert_true(rows(w) > before);
	store_hook(w->house.house->records, (struct commit_hook){ .before = NULL });
}

/* --- the house --- */

static int begin(void **state, bool postgres)
{
	static struct world w;

	memset(&w, 0, sizeof w);
	if (test_house(&w.house, postgres) != OK)
		return -1;
	sign_in(&w, &w.amara, "amara");
	sign_in(&w, &w.lena, "lena");
	arrives(&w.amara, "label=Zoraya", w.person);
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
	test_browser_end(&w->lena);
	test_house_end(&w->house);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_form_sent_twice_is_one_post),
		cmocka_unit_test(the_second_of_two_who_save_sees_what_the_first_wrote),
		cmocka_unit_test(a_long_form_survives_the_end_of_a_session),
		cmocka_unit_test(a_draft_of_a_form_waits_for_whoever_wrote_it),
		cmocka_unit_test(a_commit_that_is_always_overtaken_is_given_up),
		cmocka_unit_test(a_form_is_saved_though_another_process_was_faster_a_few_times),
	};
	int failed = cmocka_run_group_tests_name("saving on SQLite", tests, on_sqlite, end);

	return failed + cmocka_run_group_tests_name("saving on PostgreSQL", tests, on_postgres, end);
}
