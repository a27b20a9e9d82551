/* Every route x every colleague x how she stands to the person. What should be open is written down
 * here once more, from the role table of the design, not taken from the program. */
#include "harness/house.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define BIT(c) (1u << IN_##c)
static const uint32_t caseworker = BIT(IDENTITY) | BIT(LOCATION) | BIT(SAFETY) | BIT(CASE) |
                                   BIT(STORY) | BIT(HEALTH) | BIT(MESSAGES);
static const uint32_t lead = BIT(IDENTITY) | BIT(LOCATION) | BIT(SAFETY) | BIT(CASE) | BIT(HEALTH);
static const uint32_t manager = BIT(IDENTITY) | BIT(SAFETY) | BIT(CASE);

/* One person of Harbour, made by amara. cora, a counsellor of Harbour, is kept from her. */
static struct {
	const char *user;
	int64_t roles;
	uint32_t reads;
	uint32_t writes;
	bool sees_name;
	bool assigns;
	bool breaks_glass;
	bool excluded;
} people[] = {
	{ "amara", ROLE_caseworker, caseworker, caseworker, true, true, false, false },
	{ "bela", ROLE_caseworker, 0, 0, true, false, false,
	  false }, /* caseworker of the team, not assigned */
	{ "carla", ROLE_caseworker, 0, 0, false, false, false, false }, /* caseworker of another team */
	{ "lena", ROLE_lead, lead, lead, true, true, false, false },
	{ "mila", ROLE_lead, 0, 0, false, false, false, false }, /* lead of another team */
	{ "nadia", ROLE_shelter, BIT(SAFETY), BIT(SAFETY), true, false, true,
	  false }, /* on call: what a night needs, of everybody at her site */
	{ "hana", ROLE_health, 0, 0, true, false, false, false },
	{ "cora", ROLE_counsellor, 0, 0, false, false, false, true },
	{ "lia", ROLE_legal, 0, 0, true, false, false, false },
	{ "vera", ROLE_volunteer, 0, 0, false, false, false, false },
	{ "sage", ROLE_safeguarding, 0, 0, true, false, true, false },
	{ "eva", ROLE_evaluation, 0, 0, false, false, false, false },
	{ "tom", ROLE_technician, 0, 0, false, false, false, false },
	{ "boris", ROLE_board, 0, 0, false, false, false, false },
	{ "grace", ROLE_manager, manager, 0, true, false, false, false },
};
enum { PEOPLE = sizeof people / sizeof *people };

struct world {
	struct test_house house;
	char person[ID_TEXT + 1];
	size_t tried;
};

static bool may_pass(const struct route *r, size_t who)
{
	switch (r->permit) {
	case PERMIT_ANYBODY:
	case PERMIT_SIGNED_IN:
		return true;
	case PERMIT_ROLES:
		return (people[who].roles & r->roles) != 0;
	case PERMIT_TOKEN:
		return false;
	case PERMIT_PERSON:
		break;
	}
	switch (r->verb) {
	case MAY_SEE_NAME:
		return people[who].sees_name;
	case MAY_READ:
		return people[who].reads >> r->compartment & 1;
	case MAY_WRITE:
		return people[who].writes >> r->compartment & 1;
	case MAY_ASSIGN:
		return people[who].assigns;
	case MAY_BREAK_GLASS:
		return people[who].breaks_glass;
	}
	return false;
}

/* ":person" becomes her id, any other part an id that is nothing's. */
static void path_of(const struct world *w, const char *pattern, char out[512])
{
	size_t n = 0;

	while (*pattern && n < 400) {
		if (*pattern != ':') {
			out[n++] = *pattern++;
			continue;
		}
		n += (size_t)snprintf(
			out + n, 512 - n, "%s",
			strncmp(pattern, ":person", 7) == 0 ? w->person : "00000000000000000000000000000001");
		while (*pattern && *pattern != '/')
			pattern++;
	}
	out[n] = 0;
}

/* These end or hide the session that the walk needs. */
static bool leaves(const struct route *r)
{
	static const char *const names[] = { "/sign-out", "/change-user", "/switch-to", "/reopen",
		                                 "/sign-in" };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(r->pattern, names[i]) == 0)
			return true;
	return false;
}

static void check(const struct route *r, size_t who, const char *path, int status)
{
	bool open = may_pass(r, who);

	if (people[who].excluded && r->permit == PERMIT_PERSON) {
		if (status != 404)
			print_error("%s for %s (kept out): %d\n", path, people[who].user, status);
		assert_int_equal(status, 404);
		return;
	}
	/* A cookie is no token, whoever's it is. */
	if (r->permit == PERMIT_TOKEN) {
		assert_int_equal(status, 401);
		return;
	}
	if (open ? status == 403 || status == 401 || status >= 500 : status != 403) {
		print_error("%s %s for %s: %d, should be %s\n", r->method == METHOD_POST ? "POST" : "GET",
		            path, people[who].user, status, open ? "open" : "closed");
		fail();
	}
}

static void walk_as(struct world *w, size_t who)
{
	const struct route *const *routes;
	size_t n = gate_routes(w->house.gate, &routes);
	struct test_browser b;

	test_browser(&b, &w->house);
	assert_int_equal(test_sign_in(&b, people[who].user, NULL), 303);
	for (size_t i = 0; i < n; i++) {
		char path[512];
		if (leaves(routes[i]))
			continue;
		path_of(w, routes[i]->pattern, path);
		if (routes[i]->method == METHOD_POST)
			assert_int_equal(test_get(&b, "/me"), 200);
		check(routes[i], who, path,
		      routes[i]->method == METHOD_POST ? test_post(&b, path, "") : test_get(&b, path));
		w->tried++;
	}
	test_browser_end(&b);
}

static void every_route_is_open_to_whom_it_should_be(void **state)
{
	struct world *w = *state;

	for (size_t who = 0; who < PEOPLE; who++)
		walk_as(w, who);
	print_message("%zu routes tried as somebody\n", w->tried);
	assert_true(w->tried > 500);
}

static void nothing_opens_without_a_sign_in(void **state)
{
	struct world *w = *state;
	const struct route *const *routes;
	size_t n = gate_routes(w->house.gate, &routes);
	struct test_browser b;

	test_browser(&b, &w->house);
	for (size_t i = 0; i < n; i++) {
		char path[512];
		if (routes[i]->permit == PERMIT_ANYBODY)
			continue;
		path_of(w, routes[i]->pattern, path);
		assert_int_equal(test_get(&b, "/sign-in"), 200);
		assert_int_equal(
			routes[i]->method == METHOD_POST ? test_post(&b, path, "") : test_get(&b, path), 401);
	}
	test_browser_end(&b);
}

static void break_glass(struct world *w, const char *user, uint32_t opens)
{
	struct person_id person;
	struct ctx c;

	assert_true(id_read(str_z(w->person), person.b));
	assert_int_equal(test_ctx(&w->house, user, &c), OK);
	assert_int_equal(person_break_glass(&c, person, STR("A call in the night.")), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	for (size_t who = 0; who < PEOPLE; who++)
		if (strcmp(people[who].user, user) == 0)
			people[who].reads = people[who].writes = opens;
}

static void an_emergency_opens_its_compartments_for_eight_hours_and_no_more(void **state)
{
	struct world *w = *state;

	break_glass(w, "nadia", BIT(IDENTITY) | BIT(LOCATION) | BIT(SAFETY));
	break_glass(w, "sage",
	            BIT(IDENTITY) | BIT(LOCATION) | BIT(SAFETY) | BIT(CASE) | BIT(STORY) | BIT(HEALTH));
	for (size_t who = 0; who < PEOPLE; who++)
		walk_as(w, who);
	test_clock_pass(8 * 3600 + 60);
	for (size_t who = 0; who < PEOPLE; who++)
		if (people[who].breaks_glass) {
			people[who].reads = people[who].writes =
				people[who].roles == ROLE_shelter ? BIT(SAFETY) : 0;
			walk_as(w, who);
		}
}

/* A form sent from elsewhere, or without its token, is refused whoever is signed in. */
static void no_form_is_taken_without_its_token(void **state)
{
	struct world *w = *state;
	const struct route *const *routes;
	size_t n = gate_routes(w->house.gate, &routes);
	struct test_browser b;

	test_browser(&b, &w->house);
	assert_int_equal(test_sign_in(&b, "amara", NULL), 303);
	for (size_t i = 0; i < n; i++) {
		char path[512];
		int status;
		if (routes[i]->method != METHOD_POST || routes[i]->permit == PERMIT_ANYBODY)
			continue;
		path_of(w, routes[i]->pattern, path);
		memset(b.token, '0', 64);
		status = test_post(&b, path, "");
		assert_true(status == 400 || status == 403);
	}
	test_browser_end(&b);
}

static int begin(void **state, bool postgres)
{
	static struct world w;
	struct person_id person;
	struct ctx c;

	memset(&w, 0, sizeof w);
	if (test_house(&w.house, postgres) != OK ||
	    test_person(&w.house, "amara", TEST_HARBOUR, &person) != OK)
		return -1;
	if (test_ctx(&w.house, "amara", &c) != OK)
		return -1;
	if (person_unassign(&c, person, test_user(&w.house, "cora"), true) != OK ||
	    test_commit(&c) != OK)
		return -1;
	test_ctx_end(&c);
	id_write(person.b, w.person);
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

	test_house_end(&w->house);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_route_is_open_to_whom_it_should_be),
		cmocka_unit_test(an_emergency_opens_its_compartments_for_eight_hours_and_no_more),
		cmocka_unit_test(nothing_opens_without_a_sign_in),
		cmocka_unit_test(no_form_is_taken_without_its_token),
	};
	int failed = cmocka_run_group_tests_name("matrix on SQLite", tests, on_sqlite, end);

	return failed + cmocka_run_group_tests_name("matrix on PostgreSQL", tests, on_postgres, end);
}
