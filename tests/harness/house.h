/* A whole house for tests, on either database, in a folder that goes away: two teams, colleagues of
 * every role. Making it takes some two seconds (passphrases are hashed), so make it once a program.
 *
 *   amara bela    caseworkers, Harbour       carla         caseworker, Orchard
 *   lena          lead, Harbour              mila          lead, Orchard
 *   nadia         on call, Harbour           hana          health worker, Harbour
 *   cora          counsellor, Harbour        lia           legal worker, Harbour
 *   vera          volunteer, Harbour         sage          safeguarding, both
 *   eva           evaluation                 tom           technician
 *   boris         advisory board             grace         manager, both
 *   officer       manager and first key officer, both
 */
#pragma once
#include "access/gate.h"
#include "cli/house.h"

enum { TEST_HARBOUR, TEST_ORCHARD, TEST_TEAMS, TEST_USERS = 16 };

struct test_house {
	struct house *house;
	struct arena *arena; /* of the house and of the actors */
	struct application app;
	struct gate *gate;
	struct pg *pg;
	struct team_id teams[TEST_TEAMS];
	const struct actor *actors[TEST_USERS];
	char dir[64];
};

/* Makes and opens it. ERR_STORE: no PostgreSQL to be had, or no room in /tmp. */
enum err test_house(struct test_house *out, bool postgres) NODISCARD;
/* Closes it and removes its folder or databases. */
void test_house_end(struct test_house *h);

/* The house's clock stands still (it begins on Monday 2026-03-02 at 09:00 UTC) until it is moved.
 */
void test_clock_pass(int64_t seconds);
struct instant test_clock(void);

/* The passphrase of any of them; lives until the next call. */
const char *test_passphrase(const char *user);
struct user_id test_user(struct test_house *h, const char *user);

/* Begins a task of a user, signed in at her first one. It has a connection of its own, of which
 * there are four: end it soon. */
enum err test_ctx(struct test_house *h, const char *user, struct ctx *c) NODISCARD;
void test_ctx_end(struct ctx *c);
/* Commits what c holds and goes on with a fresh view of the database. */
enum err test_commit(struct ctx *c) NODISCARD;
/* The next test_ctx of this user signs in again: to see keys that were handed to her since. */
void test_forget(struct test_house *h, const char *user);
/* A person of a team, with keys and a directory entry "name", made and committed by user. */
enum err test_person(struct test_house *h, const char *user, int team,
                     struct person_id *out) NODISCARD;

/* --- a browser without a socket --- */
struct test_browser {
	struct test_house *house;
	struct arena *arena; /* of the last answer */
	char session[400];   /* the cookie "k" */
	char lang[16];
	char token[80];            /* of the last form that was shown */
	const char *authorization; /* sent with every request; NULL: none */
	uint64_t from;             /* its network, for rate limits; 0: another one at each request */
	int status;                /* of the last answer, as the two below */
	struct str body;
	struct str location;
	struct str disposition;
	const char *type;
	bool sandbox;
};
/* NULL house or memory never happen in tests: this aborts. */
void test_browser(struct test_browser *b, struct test_house *h);
void test_browser_end(struct test_browser *b);
/* Each returns the status. */
int test_get(struct test_browser *b, const char *target);
/* form is url-encoded, without a token, which is added from the page shown last. */
int test_post(struct test_browser *b, const char *path, const char *form);
/* The same with a file in field, as a browser sends it: multipart/form-data. form is url-encoded.
 */
int test_post_file(struct test_browser *b, const char *path, const char *form, const char *field,
                   const char *name, struct str bytes);
/* Goes where the last answer sent us; 0 when it did not. */
int test_follow(struct test_browser *b);
/* Through the door as a user of the list, with a PIN or NULL; then shows the page "/". Returns the
 * status of the sign-in: 303. */
int test_sign_in(struct test_browser *b, const char *user, const char *pin);
/* True when the last page has this text in it, as bytes. */
bool test_sees(const struct test_browser *b, const char *text);
/* One page, in a browser of its own: signs user in, asks for target, and gives the status; 0 when
 * the door stays shut, or an answer of 200 does not say `sees`. */
int test_visit(struct test_house *h, const char *user, const char *target, const char *sees);
