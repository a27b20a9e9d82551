/* The house as its people meet it: founding, colleagues, and the door. */
#include "access/holder_inside.h"
#include "access/holder_sql.h"
#include "harness/house.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static void begin(struct test_house *h, const char *user, struct ctx *c)
{
	assert_int_equal(test_ctx(h, user, c), OK);
}

/* --- founding and colleagues --- */

static bool holds(struct test_house *h, const char *user, enum holder_kind kind)
{
	struct ctx c;
	bool yes;

	begin(h, user, &c);
	yes = actor_holds(c.actor, kind, NULL) != NULL;
	test_ctx_end(&c);
	return yes;
}

static void a_founded_house_is_certified_through_and_through(void **state)
{
	struct test_house *h = *state;
	struct holder_row_list shared;
	struct ctx c;

	begin(h, "officer", &c);
	holders_shared(c.read, h->house->org, &shared);
	assert_int_equal(read_now(c.read), OK);
	assert_int_equal(shared.n, 5 + 2 * 3);
	for (size_t i = 0; i < shared.n; i++) {
		const struct holder_row *r = &shared.at[i];
		struct holder_public p = { .id = r->id,
			                       .kind = (enum holder_kind)r->kind,
			                       .team = r->team,
			                       .keyver = (uint32_t)r->keyver,
			                       .public_key = r->public_key,
			                       .certificate = r->certificate };
		assert_true(holder_certified(h->house, &p));
		p.keyver++;
		assert_false(holder_certified(h->house, &p));
	}
	test_ctx_end(&c);
}

static void a_house_is_not_made_over_another_and_leaves_nothing_of_a_failure(void **state)
{
	struct test_house *h = *state;
	struct arena *a = arena_new(16 << 20);
	struct house_new made = { .dir = h->dir, .name = STR("Another"), .team = STR("Team 1") };
	int loud = dup(STDERR_FILENO);
	int null = open("/dev/null", O_WRONLY);

	assert_int_equal(dup2(null, STDERR_FILENO), STDERR_FILENO);
	made.officer = (struct staff_new){ .user_name = STR("ada"),
		                               .passphrase = STR("amber river lantern copper"),
		                               .roles = ROLE_manager,
		                               .language = STR("en") };
	assert_int_equal(house_make(a, &made), ERR_CONFLICT);
	made.dir = arena_fmt(a, "%s/files/another", h->dir).p;
	made.officer.passphrase = STR("too short");
	assert_int_equal(house_make(a, &made), ERR_INVALID);
	made.officer.passphrase = STR("amber river lantern copper");
	made.postgres = STR("host=/nowhere");
	made.postgres_keyring = STR("host=/nowhere");
	assert_int_equal(house_make(a, &made), ERR_STORE);
	assert_int_equal(remove(made.dir), -1);
	(void)dup2(loud, STDERR_FILENO);
	(void)close(loud);
	(void)close(null);
	arena_free(a);
}

static void colleagues_hold_the_keys_of_their_office_and_no_other(void **state)
{
	struct test_house *h = *state;
	static const struct {
		const char *user;
		uint32_t kinds;
	} want[] = {
		{ "amara", 1u << HOLDER_TEAM },
		{ "lena", 1u << HOLDER_TEAM | 1u << HOLDER_LEAD },
		{ "nadia", 1u << HOLDER_TEAM | 1u << HOLDER_ON_CALL },
		{ "vera", 0 },
		{ "sage", 1u << HOLDER_TEAM | 1u << HOLDER_SAFEGUARDING },
		{ "eva", 1u << HOLDER_MEASURE },
		{ "tom", 0 },
		{ "boris", 0 },
		{ "grace", 1u << HOLDER_TEAM | 1u << HOLDER_MANAGER | 1u << HOLDER_MEASURE |
		               1u << HOLDER_AUDITOR | 1u << HOLDER_SIGNING },
		/* What she kept in trust at the founding is with its owners now; Orchard has nobody on call
		   yet. */
		{ "officer", 1u << HOLDER_ON_CALL | 1u << HOLDER_TEAM | 1u << HOLDER_MANAGER |
		                 1u << HOLDER_MEASURE | 1u << HOLDER_AUDITOR | 1u << HOLDER_SIGNING },
	};

	for (size_t i = 0; i < sizeof want / sizeof *want; i++)
		for (int kind = HOLDER_TEAM; kind <= HOLDER_SIGNING; kind++)
			if (holds(h, want[i].user, (enum holder_kind)kind) != (want[i].kinds >> kind & 1))
				fail_msg("%s and holder %d", want[i].user, kind);
}

static void a_user_name_is_taken_once(void **state)
{
	struct test_house *h = *state;
	struct staff_new again = { .user_name = STR("amara"),
		                       .passphrase = STR("another set of plain words"),
		                       .roles = ROLE_caseworker,
		                       .language = STR("en") };
	struct user_id id;
	struct ctx c;

	begin(h, "officer", &c);
	assert_int_equal(staff_add(&c, &again, &id), OK);
	assert_int_equal(test_commit(&c), ERR_CONFLICT);
	test_ctx_end(&c);
	begin(h, "amara", &c);
	assert_int_equal(staff_add(&c, &again, &id), ERR_DENIED);
	test_ctx_end(&c);
}

/* --- the door --- */

/* The page without what differs at every showing. */
static void shown(const struct test_browser *b, char *out, size_t room)
{
	size_t n = 0;

	for (size_t i = 0; i < b->body.n && n + 1 < room;) {
		if (b->token[0] && b->body.n - i >= 64 && memcmp(b->body.p + i, b->token, 64) == 0)
			i += 64;
		else
			out[n++] = b->body.p[i++];
	}
	out[n] = '\0';
}

static void an_unknown_user_and_a_wrong_passphrase_get_the_same_answer(void **state)
{
	struct test_house *h = *state;
	static char pages[2][100000];
	static const char *const tries[] = { "user_name=nobody&passphrase=quiet+river+stones",
		                                 "user_name=amara&passphrase=quiet+river+stones" };
	struct test_browser b;

	test_browser(&b, h);
	for (int i = 0; i < 2; i++) {
		char *at;

		(void)test_get(&b, "/sign-in");
		assert_int_equal(test_post(&b, "/sign-in", tries[i]), 422);
		assert_true(test_sees(&b, "is not right"));
		assert_string_equal(b.session, "");
		shown(&b, pages[i], sizeof pages[i]);
		at = strstr(pages[i], i ? "value=\"amara\"" : "value=\"nobody\"");
		assert_non_null(at);
		memset(at, '-', strlen(i ? "value=\"amara\"" : "value=\"nobody\""));
		if (i)
			memmove(at + 1, at, strlen(at) + 1);
	}
	assert_string_equal(pages[0], pages[1]);
	test_browser_end(&b);
}

static void a_session_hides_when_idle_and_opens_again_with_the_pin(void **state)
{
	struct test_house *h = *state;
	struct test_browser b;

	test_browser(&b, h);
	assert_int_equal(test_sign_in(&b, "amara", "2468"), 303);
	assert_int_equal(test_get(&b, "/me"), 200);
	test_clock_pass(IDLE_SECONDS - 60);
	assert_int_equal(test_get(&b, "/me"), 200);
	test_clock_pass(IDLE_SECONDS - 60);
	assert_int_equal(test_get(&b, "/me"), 200);
	test_clock_pass(IDLE_SECONDS + 1);
	assert_int_equal(test_get(&b, "/me"), 401);
	assert_true(test_sees(&b, "action=\"/reopen\""));
	assert_int_equal(test_post(&b, "/reopen", "pin=1111&next=/me"), 422);
	assert_int_equal(test_get(&b, "/me"), 401);
	assert_int_equal(test_post(&b, "/reopen", "pin=2468&next=/me"), 303);
	assert_int_equal(test_follow(&b), 200);
	test_clock_pass(SESSION_SECONDS);
	assert_int_equal(test_get(&b, "/me"), 401);
	assert_true(test_sees(&b, "action=\"/sign-in\""));
	test_browser_end(&b);
}

static void five_wrong_pins_end_the_session(void **state)
{
	struct test_house *h = *state;
	struct test_browser b;

	test_browser(&b, h);
	assert_int_equal(test_sign_in(&b, "amara", "2468"), 303);
	test_clock_pass(IDLE_SECONDS + 1);
	for (int i = 0; i < PIN_TRIES; i++) {
		assert_int_equal(test_get(&b, "/me"), 401);
		assert_true(test_sees(&b, "action=\"/reopen\""));
		assert_int_equal(test_post(&b, "/reopen", "pin=1111&next=/me"), 422);
	}
	assert_int_equal(test_get(&b, "/me"), 401);
	assert_true(test_sees(&b, "action=\"/sign-in\""));
	test_browser_end(&b);
}

static void without_a_pin_an_idle_session_is_over(void **state)
{
	struct test_house *h = *state;
	struct test_browser b;

	test_browser(&b, h);
	assert_int_equal(test_sign_in(&b, "amara", NULL), 303);
	assert_int_equal(test_get(&b, "/me"), 200);
	test_clock_pass(IDLE_SECONDS + 1);
	assert_int_equal(test_get(&b, "/me"), 401);
	assert_true(test_sees(&b, "action=\"/sign-in\""));
	test_browser_end(&b);
}

static void the_database_alone_does_not_open_a_session(void **state)
{
	struct test_house *h = *state;
	struct ctx c;
	struct sign_in s = { .user_name = STR("amara"), .passphrase = str_z(test_passphrase("amara")) };
	struct session found;
	struct str token;
	char other[TOKEN_TEXT];

	begin(h, "officer", &c);
	c.actor = NULL;
	assert_int_equal(sign_in_find(&c, &s), OK);
	sign_in_hash(&c, &s);
	assert_int_equal(sign_in_done(&c, &s, &token), OK);
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(session_load(&c, token, &found), OK);
	assert_int_equal(found.state, SESSION_OPEN);
	memcpy(other, token.p, TOKEN_TEXT);
	other[TOKEN_TEXT - 1] = other[TOKEN_TEXT - 1] == '0' ? '1' : '0';
	assert_int_equal(session_load(&c, (struct str){ other, TOKEN_TEXT }, &found), OK);
	assert_int_equal(found.state, SESSION_NONE);
	test_ctx_end(&c);
}

/* --- once on each database --- */

static int start(void **state, bool postgres)
{
	static struct test_house h;

	*state = &h;
	return test_house(&h, postgres) == OK ? 0 : -1;
}

static int on_sqlite(void **state)
{
	return start(state, false);
}

static int on_postgres(void **state)
{
	return start(state, true);
}

static int end(void **state)
{
	test_house_end(*state);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_founded_house_is_certified_through_and_through),
		cmocka_unit_test(a_house_is_not_made_over_another_and_leaves_nothing_of_a_failure),
		cmocka_unit_test(colleagues_hold_the_keys_of_their_office_and_no_other),
		cmocka_unit_test(a_user_name_is_taken_once),
		cmocka_unit_test(an_unknown_user_and_a_wrong_passphrase_get_the_same_answer),
		cmocka_unit_test(a_session_hides_when_idle_and_opens_again_with_the_pin),
		cmocka_unit_test(five_wrong_pins_end_the_session),
		cmocka_unit_test(without_a_pin_an_idle_session_is_over),
		cmocka_unit_test(the_database_alone_does_not_open_a_session),
	};
	int failed = cmocka_run_group_tests_name("the house on SQLite", tests, on_sqlite, end);

	return failed + cmocka_run_group_tests_name("the house on PostgreSQL", tests, on_postgres, end);
}
