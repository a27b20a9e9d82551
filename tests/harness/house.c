#define _GNU_SOURCE /* memmem, asprintf, nftw */
#include "house.h"

#include "access/directory.h"
#include "access/holder_sql.h"
#include "base/log.h"
#include "pg.h"
#include "vault/vault.h"

#include <ftw.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MEMORY = 64 << 20, BOTH = 3, ONLY_HARBOUR = 1, ONLY_ORCHARD = 2, NONE = 0 };

static const struct {
	const char *name;
	int64_t roles;
	int teams; /* a bit for each */
} users[TEST_USERS] = {
	{ "officer", ROLE_manager, BOTH },
	{ "amara", ROLE_caseworker, ONLY_HARBOUR },
	{ "bela", ROLE_caseworker, ONLY_HARBOUR },
	{ "carla", ROLE_caseworker, ONLY_ORCHARD },
	{ "lena", ROLE_lead, ONLY_HARBOUR },
	{ "mila", ROLE_lead, ONLY_ORCHARD },
	{ "nadia", ROLE_shelter, ONLY_HARBOUR },
	{ "hana", ROLE_health, ONLY_HARBOUR },
	{ "cora", ROLE_counsellor, ONLY_HARBOUR },
	{ "lia", ROLE_legal, ONLY_HARBOUR },
	{ "vera", ROLE_volunteer, ONLY_HARBOUR },
	{ "sage", ROLE_safeguarding, BOTH },
	{ "eva", ROLE_evaluation, NONE },
	{ "tom", ROLE_technician, NONE },
	{ "boris", ROLE_board, NONE },
	{ "grace", ROLE_manager, BOTH },
};

/* --- the clock --- */

static _Atomic int64_t now = 1772442000; /* 2026-03-02 09:00 UTC */

struct instant test_clock(void)
{
	return (struct instant){ now };
}

void test_clock_pass(int64_t seconds)
{
	now += seconds;
}

/* --- the house --- */

const char *test_passphrase(const char *user)
{
	static char text[80];

	(void)snprintf(text, sizeof text, "quiet river stones of %s", user);
	return text;
}

static int place_of(const char *user)
{
	for (int i = 0; i < TEST_USERS; i++)
		if (strcmp(users[i].name, user) == 0)
			return i;
	fprintf(stderr, "test house: there is no user %s\n", user);
	abort();
}

static struct str passphrase_in(struct arena *a, const char *user)
{
	return arena_str(a, str_z(test_passphrase(user)));
}

static enum err make(struct test_house *h, bool postgres)
{
	struct house_new made = { .dir = h->dir,
		                      .name = STR("Test house"),
		                      .team = STR("Harbour"),
		                      .team_code = STR("H"),
		                      .clock = test_clock };

	made.officer = (struct staff_new){ .user_name = STR("officer"),
		                               .passphrase = passphrase_in(h->arena, "officer"),
		                               .roles = users[0].roles,
		                               .language = STR("en") };
	if (postgres) {
		TRY(pg_start(&h->pg));
		made.postgres = str_z(pg_conn(h->pg, "records"));
		made.postgres_keyring = str_z(pg_conn(h->pg, "keyring"));
		if (!made.postgres.n || !made.postgres_keyring.n)
			return ERR_STORE;
	}
	TRY(house_make(h->arena, &made));
	TRY(house_open_at(h->arena, h->dir, test_clock, &h->house));
	/* Nothing happens by chance; tests of it set it themselves. */
	h->house->scored_twice = 0;
	return OK;
}

static enum err add_users(struct test_house *h, struct ctx *c)
{
	for (int i = 1; i < TEST_USERS; i++) {
		struct team_id mine[TEST_TEAMS];
		struct staff_new s = { .user_name = str_z(users[i].name),
			                   .roles = users[i].roles,
			                   .teams = mine,
			                   .language = STR("en") };
		struct user_id id;

		for (int t = 0; t < TEST_TEAMS; t++)
			if (users[i].teams >> t & 1)
				mine[s.nteams++] = h->teams[t];
		s.passphrase = passphrase_in(c->arena, users[i].name);
		TRY(staff_add(c, &s, &id));
	}
	return OK;
}

/* The officer makes the second team and lets everybody in, then hands over the keys that she kept
 * in trust. */
static enum err people(struct test_house *h)
{
	struct team_views views;
	struct ctx c;

	TRY(test_ctx(h, "officer", &c));
	TRY(teams_mine(&c, &views));
	if (views.n != 1)
		return ERR_BUG;
	h->teams[TEST_HARBOUR] = views.at[0].id;
	TRY(team_make(&c, STR("Orchard"), STR("O"), false, &h->teams[TEST_ORCHARD]));
	TRY(add_users(h, &c));
	TRY(house_commit(&c));
	TRY(house_hand_over(&c));
	test_ctx_end(&c);
	test_forget(h, "officer");
	return OK;
}

enum err test_house(struct test_house *out, bool postgres)
{
	enum err e;

	*out = (struct test_house){ .arena = arena_new(MEMORY), .dir = "/tmp/kintsugi-house-XXXXXX" };
	log_quiet(true);
#ifdef KINTSUGI_FAULTS
	vault_passphrase_hurry();
#endif
	if (!out->arena || !mkdtemp(out->dir))
		return ERR_STORE;
	e = make(out, postgres);
	if (e == OK)
		e = people(out);
	if (e == OK)
		e = gate_open(out->arena, out->house, &out->gate, &out->app);
	return e;
}

static int remove_one(const char *path, const struct stat *s, int kind, struct FTW *at)
{
	(void)s;
	(void)kind;
	(void)at;
	return remove(path);
}

void test_house_end(struct test_house *h)
{
	if (h->gate)
		gate_close(h->gate);
	if (h->arena)
		arena_free(h->arena);
	(void)nftw(h->dir, remove_one, 8, FTW_DEPTH | FTW_PHYS);
	pg_stop(h->pg);
	*h = (struct test_house){ .arena = NULL };
}

/* --- tasks --- */

/* The actor's own arena: the house's, so that she outlives her first task. */
static enum err sign_in(struct test_house *h, int i)
{
	struct ctx c = { .arena = h->arena };

	TRY(house_sign_in(&c, h->house, str_z(users[i].name), passphrase_in(h->arena, users[i].name)));
	read_end(c.read);
	h->actors[i] = c.actor;
	return OK;
}

enum err test_ctx(struct test_house *h, const char *user, struct ctx *c)
{
	int i = place_of(user);
	struct arena *a;

	if (!h->actors[i])
		TRY(sign_in(h, i));
	a = arena_new(MEMORY);
	return a ? ctx_begin(c, a, h->house, h->actors[i], test_clock()) : ERR_STORE;
}

void test_ctx_end(struct ctx *c)
{
	arena_free(c->arena);
	c->arena = NULL;
}

enum err test_commit(struct ctx *c)
{
	return house_commit(c);
}

void test_forget(struct test_house *h, const char *user)
{
	h->actors[place_of(user)] = NULL;
}

struct user_id test_user(struct test_house *h, const char *user)
{
	const struct staff_row *row = NULL;
	struct user_id id;
	struct ctx c;

	if (test_ctx(h, "officer", &c) != OK)
		abort();
	staff_named(c.read, h->house->org, str_z(user), &row);
	if (read_now(c.read) != OK || !row)
		abort();
	id = row->id;
	test_ctx_end(&c);
	return id;
}

/* Written here so that the harness needs no module. */
static const enum carried person_row_params[] = { CARRY_ID, CARRY_ID, CARRY_ID, CARRY_INSTANT };
static const struct query person_row_insert = {
	.name = "test_person_insert",
	.from = "tests",
	.sql = "INSERT INTO person (org, id, team, keyver, state, hour) VALUES ($1, $2, $3, 1, 1, $4)",
	.params = person_row_params,
	.nparams = 4,
	.shape = SHAPE_EXEC_ONE,
};

enum err test_person(struct test_house *h, const char *user, int team, struct person_id *out)
{
	struct ctx c;

	TRY(test_ctx(h, user, &c));
	*out = person_id_fresh(c.now);
	change_add(
		c.change, &person_row_insert,
		(const struct value[]){ { .carried = CARRY_ID, .p = h->house->org.b, .n = ID_BYTES },
	                            { .carried = CARRY_ID, .p = out->b, .n = ID_BYTES },
	                            { .carried = CARRY_ID, .p = h->teams[team].b, .n = ID_BYTES },
	                            { .carried = CARRY_INSTANT, .i = clock_hour(c.now).s } });
	TRY(person_keys_make(&c, *out, h->teams[team]));
	TRY(directory_write(&c, h->teams[team], *out, STR("somebody")));
	TRY(test_commit(&c));
	test_ctx_end(&c);
	return OK;
}

/* --- a browser --- */

void test_browser(struct test_browser *b, struct test_house *h)
{
	*b = (struct test_browser){ .house = h, .arena = arena_new(MEMORY) };
	if (!b->arena)
		abort();
}

void test_browser_end(struct test_browser *b)
{
	arena_free(b->arena);
	b->arena = NULL;
}

bool test_sees(const struct test_browser *b, const char *text)
{
	return b->body.n && memmem(b->body.p, b->body.n, text, strlen(text)) != NULL;
}

/* "k=abc; Path=/; ..." */
static void keep_cookie(struct test_browser *b, struct str cookie)
{
	struct str rest;
	struct str pair = str_cut(cookie, ';', &rest);
	struct str value;
	struct str name = str_cut(pair, '=', &value);
	bool gone = rest.n && memmem(rest.p, rest.n, "Max-Age=0", 9) != NULL;

	if (str_eq(name, STR("k")))
		(void)snprintf(b->session, sizeof b->session, "%.*s", gone ? 0 : (int)value.n, value.p);
	else if (str_eq(name, STR("lang")))
		(void)snprintf(b->lang, sizeof b->lang, "%.*s", (int)value.n, value.p);
}

static void keep_token(struct test_browser *b)
{
	static const char before[] = "name=\"token\" value=\"";
	const char *at = b->body.n ? memmem(b->body.p, b->body.n, before, sizeof before - 1) : NULL;
	struct str rest;
	struct str token;

	if (!at)
		return;
	rest = (struct str){ at + sizeof before - 1,
		                 (size_t)(b->body.p + b->body.n - at) - (sizeof before - 1) };
	token = str_cut(rest, '"', &rest);
	(void)snprintf(b->token, sizeof b->token, "%.*s", (int)token.n, token.p);
}

/* boundary: of a form with a file; p is NULL for one without. */
static int visit(struct test_browser *b, enum method method, struct str target, struct str form,
                 struct str boundary)
{
	static _Atomic uint64_t network = 1;
	struct exchange x = { .arena = b->arena };
	enum err e;
	struct str cookies =
		arena_fmt(b->arena, "%s%s%s%s%s", b->session[0] ? "k=" : "", b->session,
	              b->session[0] && b->lang[0] ? "; " : "", b->lang[0] ? "lang=" : "", b->lang);

	x.request = (struct request){ .method = method,
		                          .authorization = str_z(b->authorization),
		                          .host = STR("127.0.0.1:8080"),
		                          .fetch_site = STR("same-origin"),
		                          .accept_language = STR("en"),
		                          .from = b->from ? b->from : ++network };
	e = boundary.p
	        ? http_parse_multipart(b->arena, form, boundary, &x.request.form, &x.request.upload)
	        : http_parse_form(b->arena, form, &x.request.form);
	if (e != OK || http_parse_target(b->arena, target, &x.request) != OK ||
	    http_parse_cookies(b->arena, cookies, &x.request.cookies) != OK)
		return b->status = 400;
	http_call(&b->house->app, &x);
	b->status = x.reply.status;
	b->body = buf_str(&x.reply.body);
	b->location = x.reply.location;
	b->disposition = x.reply.disposition;
	b->type = x.reply.type;
	b->sandbox = x.reply.sandbox;
	keep_cookie(b, x.reply.cookie);
	keep_token(b);
	return b->status;
}

static const struct str no_boundary = { NULL, 0 };

/* "target form", kept while the last answer, in which either may lie, goes. */
static struct str keep_text(struct test_browser *b, const char *target, const char *form)
{
	char *text = NULL;
	struct str kept;

	if (asprintf(&text, "%s %s", target, form) < 0)
		abort();
	arena_reset(b->arena);
	kept = arena_str(b->arena, str_z(text));
	free(text);
	return kept;
}

int test_get(struct test_browser *b, const char *target)
{
	struct str form;
	struct str kept = str_cut(keep_text(b, target, ""), ' ', &form);

	return visit(b, METHOD_GET, kept, form, no_boundary);
}

int test_post(struct test_browser *b, const char *path, const char *form)
{
	struct str all = keep_text(b, path, form);
	struct str body;
	struct str target = str_cut(all, ' ', &body);

	body = arena_fmt(b->arena, "token=%s%s%.*s", b->token, body.n ? "&" : "", (int)body.n, body.p);
	return visit(b, METHOD_POST, target, body, no_boundary);
}

static void add_part(struct buf *b, struct str name, struct str value)
{
	buf_fmt(b, "--test-boundary\r\nContent-Disposition: form-data; name=\"%.*s\"\r\n\r\n",
	        (int)name.n, name.p);
	buf_add(b, value);
	buf_add(b, STR("\r\n"));
}

int test_post_file(struct test_browser *b, const char *path, const char *form, const char *field,
                   const char *name, struct str bytes)
{
	struct str all = keep_text(b, path, form);
	struct buf body = buf_new(b->arena, (size_t)24 << 20);
	struct str rest;
	struct str target = str_cut(all, ' ', &rest);
	struct params fields;

	if (http_parse_form(b->arena, rest, &fields) != OK)
		return 0;
	add_part(&body, STR("token"), str_z(b->token));
	for (size_t i = 0; i < fields.n; i++)
		add_part(&body, fields.at[i].name, fields.at[i].value);
	buf_fmt(&body,
	        "--test-boundary\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\n"
	        "Content-Type: application/octet-stream\r\n\r\n",
	        field, name);
	buf_add(&body, bytes);
	buf_add(&body, STR("\r\n--test-boundary--\r\n"));
	return visit(b, METHOD_POST, target, buf_str(&body), STR("test-boundary"));
}

int test_follow(struct test_browser *b)
{
	return b->location.n ? test_get(b, arena_str(b->arena, b->location).p) : 0;
}

int test_sign_in(struct test_browser *b, const char *user, const char *pin)
{
	char form[200];
	int status;

	(void)test_get(b, "/sign-in");
	(void)snprintf(form, sizeof form,
	               "user_name=%s&passphrase=quiet+river+stones+of+%s&pin=%s&next=/", user, user,
	               pin ? pin : "");
	status = test_post(b, "/sign-in", form);
	(void)test_get(b, "/");
	return status;
}

int test_visit(struct test_house *h, const char *user, const char *target, const char *sees)
{
	struct test_browser b;
	int status = 0;

	test_browser(&b, h);
	if (test_sign_in(&b, user, NULL) == 303)
		status = test_get(&b, target);
	if (status == 200 && !test_sees(&b, sees)) {
		fprintf(stderr, "%s does not say %s\n", target, sees);
		status = 0;
	}
	test_browser_end(&b);
	return status;
}
