/* team/staff: who may see whom, and colleagues that come and go, through the pages. */
#include "harness/house.h"

#include "team/staff.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct test_house house;

static int group_begin(void **state)
{
	(void)state;
	return test_house(&house, false) == OK ? 0 : -1;
}

static int group_end(void **state)
{
	(void)state;
	test_house_end(&house);
	return 0;
}

static struct ctx task(const char *user)
{
	struct ctx c;

	assert_int_equal(test_ctx(&house, user, &c), OK);
	return c;
}

static struct test_browser signed_in(const char *user)
{
	struct test_browser b;

	test_browser(&b, &house);
	assert_int_equal(test_sign_in(&b, user, NULL), 303);
	return b;
}

/* The door for somebody who is not on the list of the house. */
static int sign_in_as(const char *user, const char *passphrase)
{
	struct test_browser b;
	char form[300];
	int status;

	test_browser(&b, &house);
	assert_int_equal(test_get(&b, "/sign-in"), 200);
	(void)snprintf(form, sizeof form, "user_name=%s&passphrase=%s&pin=", user, passphrase);
	status = test_post(&b, "/sign-in", form);
	test_browser_end(&b);
	return status;
}

static bool lists(const char *user, const char *name)
{
	struct ctx c = task(user);
	struct colleagues all;
	bool found = false;

	assert_int_equal(colleagues_read(&c, &all), OK);
	for (size_t i = 0; i < all.n; i++)
		found |= str_eq(all.at[i].user_name, str_z(name));
	test_ctx_end(&c);
	return found;
}

static void a_user_name_is_short_and_plain(void **state)
{
	(void)state;
	assert_null(user_name_problem(STR("amara")));
	assert_null(user_name_problem(STR("j.de-la_cruz2")));
	assert_non_null(user_name_problem(STR("a")));
	assert_non_null(user_name_problem(STR("Amara")));
	assert_non_null(user_name_problem(STR("am ara")));
	assert_non_null(user_name_problem(STR("abcdefghijabcdefghijabcdefghijabcdefghij1")));
}

static void a_lead_sees_her_own_team_and_a_manager_everybody(void **state)
{
	(void)state;
	assert_true(lists("lena", "amara"));
	assert_false(lists("lena", "carla"));
	assert_true(lists("grace", "amara"));
	assert_true(lists("grace", "carla"));
	assert_true(lists("grace", "tom"));
}

static void only_managers_and_leads_open_the_list(void **state)
{
	static const struct {
		const char *user;
		int list;
		int add;
	} all[] = { { "grace", 200, 200 },
		        { "lena", 200, 403 },
		        { "amara", 403, 403 },
		        { "tom", 403, 403 },
		        { "eva", 403, 403 } };

	(void)state;
	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		struct test_browser b = signed_in(all[i].user);

		assert_int_equal(test_get(&b, "/team/staff"), all[i].list);
		assert_int_equal(test_get(&b, "/team/staff/new"), all[i].add);
		assert_int_equal(test_get(&b, "/team/teams/new"), all[i].add);
		test_browser_end(&b);
	}
}

static const char *team_box(int team)
{
	static char box[64];
	char id[ID_TEXT + 1];

	id_write(house.teams[team].b, id);
	(void)snprintf(box, sizeof box, "team-%s=1", id);
	return box;
}

static int adds(struct test_browser *b, const char *name, const char *passphrase, const char *rest)
{
	char form[500];

	assert_int_equal(test_get(b, "/team/staff/new"), 200);
	(void)snprintf(form, sizeof form, "user_name=%s&passphrase=%s&%s", name, passphrase, rest);
	return test_post(b, "/team/staff/new", form);
}

#define PASSPHRASE "small+boats+over+the+bar"

static void a_new_colleague_can_sign_in_and_sees_her_team(void **state)
{
	struct test_browser b = signed_in("officer");
	char rest[200];
	struct ctx c;
	struct colleagues all;
	size_t known = 0;

	(void)state;
	(void)snprintf(rest, sizeof rest, "roles-caseworker=1&%s", team_box(TEST_HARBOUR));
	assert_int_equal(adds(&b, "noor", PASSPHRASE, rest), 303);
	assert_int_equal(test_follow(&b), 200);
	assert_true(test_sees(&b, "noor"));
	test_browser_end(&b);
	assert_int_equal(sign_in_as("noor", PASSPHRASE), 303);
	c = task("lena");
	assert_int_equal(colleagues_read(&c, &all), OK);
	for (size_t i = 0; i < all.n; i++)
		known += str_eq(all.at[i].user_name, STR("noor")) && all.at[i].active;
	assert_int_equal(known, 1);
	test_ctx_end(&c);
}

static void what_is_wrong_stands_beside_its_field_and_the_rest_is_kept(void **state)
{
	struct test_browser b = signed_in("officer");
	char rest[200];

	(void)state;
	(void)snprintf(rest, sizeof rest, "roles-lead=1&%s", team_box(TEST_ORCHARD));
	assert_int_equal(adds(&b, "amara", "short", rest), 422);
	assert_true(test_sees(&b, "This user name is taken"));
	assert_true(test_sees(&b, "at least 15 characters"));
	assert_true(test_sees(&b, "name=\"roles-lead\" value=\"1\" checked"));
	assert_true(test_sees(&b, "amara"));
	assert_false(test_sees(&b, "value=\"short\""));
	assert_int_equal(adds(&b, "olga", PASSPHRASE, "roles-caseworker=1"), 422);
	assert_true(test_sees(&b, "This work needs a team"));
	assert_int_equal(adds(&b, "olga", PASSPHRASE, team_box(TEST_ORCHARD)), 422);
	assert_true(test_sees(&b, "at least one kind of work"));
	test_browser_end(&b);
	assert_false(lists("grace", "olga"));
}

static void ticked_teams_stay_ticked(void **state)
{
	struct test_browser b = signed_in("officer");
	char id[ID_TEXT + 1];
	char box[120];

	(void)state;
	assert_int_equal(adds(&b, "olga", "short", team_box(TEST_ORCHARD)), 422);
	id_write(house.teams[TEST_ORCHARD].b, id);
	(void)snprintf(box, sizeof box, "name=\"team-%s\" value=\"1\" checked", id);
	assert_true(test_sees(&b, box));
	test_browser_end(&b);
}

static void who_leaves_cannot_come_back_in(void **state)
{
	struct test_browser b = signed_in("officer");
	char path[100];
	char id[ID_TEXT + 1];

	(void)state;
	id_write(test_user(&house, "bela").b, id);
	(void)snprintf(path, sizeof path, "/team/staff/%s/leave", id);
	assert_int_equal(test_get(&b, path), 200);
	assert_true(test_sees(&b, "bela"));
	assert_int_equal(test_post(&b, path, ""), 303);
	test_browser_end(&b);
	test_forget(&house, "officer");
	b = signed_in("officer");
	assert_int_equal(test_get(&b, "/team/staff"), 200);
	assert_true(test_sees(&b, "has left"));
	(void)snprintf(path, sizeof path, "/team/staff/%s/leave", id);
	assert_int_equal(test_get(&b, path), 404);
	test_browser_end(&b);
	assert_int_not_equal(sign_in_as("bela", test_passphrase("bela")), 303);
}

static void nobody_closes_her_own_account(void **state)
{
	struct test_browser b = signed_in("officer");
	char path[100];
	char id[ID_TEXT + 1];

	(void)state;
	id_write(test_user(&house, "officer").b, id);
	(void)snprintf(path, sizeof path, "/team/staff/%s/leave", id);
	assert_int_equal(test_get(&b, path), 404);
	test_browser_end(&b);
}

static void a_new_team_opens_after_signing_in_once_more(void **state)
{
	struct test_browser b = signed_in("officer");

	(void)state;
	assert_int_equal(test_get(&b, "/team/teams/new"), 200);
	assert_int_equal(test_post(&b, "/team/teams/new", "name=Lantern&code=no+way&assign_all=1"),
	                 422);
	assert_int_equal(test_post(&b, "/team/teams/new", "name=Lantern&code=L7&assign_all=1"), 303);
	assert_int_equal(test_follow(&b), 401);
	test_browser_end(&b);
	test_forget(&house, "officer");
	b = signed_in("officer");
	assert_int_equal(test_get(&b, "/team/staff"), 200);
	assert_true(test_sees(&b, "Lantern"));
	assert_true(test_sees(&b, "The whole team"));
	test_browser_end(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_user_name_is_short_and_plain),
		cmocka_unit_test(a_lead_sees_her_own_team_and_a_manager_everybody),
		cmocka_unit_test(only_managers_and_leads_open_the_list),
		cmocka_unit_test(a_new_colleague_can_sign_in_and_sees_her_team),
		cmocka_unit_test(what_is_wrong_stands_beside_its_field_and_the_rest_is_kept),
		cmocka_unit_test(ticked_teams_stay_ticked),
		cmocka_unit_test(who_leaves_cannot_come_back_in),
		cmocka_unit_test(nobody_closes_her_own_account),
		cmocka_unit_test(a_new_team_opens_after_signing_in_once_more),
	};

	return cmocka_run_group_tests(tests, group_begin, group_end);
}
