/* Who can open what, shown on the keys themselves: everything that somebody ever held is tried, not
 * only what the program lets her do. */
#include "access/holder_inside.h"
#include "access/holder_sql.h"
#include "access/keys.h"
#include "access/keys_sql.h"
#include "harness/haul.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#define BIT(c) (1u << IN_##c)
static const uint32_t EVERYTHING = ((1u << (IN_LAST_ + 1)) - 1) & ~1u;

static void begin(struct test_house *h, const char *user, struct ctx *c)
{
	assert_int_equal(test_ctx(h, user, c), OK);
}

static bool holds(struct test_house *h, const char *user, enum holder_kind kind)
{
	struct ctx c;
	bool yes;

	begin(h, user, &c);
	yes = actor_holds(c.actor, kind, NULL) != NULL;
	test_ctx_end(&c);
	return yes;
}

/* --- who can open what --- */

static void each_role_opens_its_compartments_and_no_other(void **state)
{
	struct test_house *h = *state;
	struct person_id p = haul_person(h, "amara");
	const uint32_t lead = BIT(IDENTITY) | BIT(LOCATION) | BIT(SAFETY) | BIT(CASE) | BIT(HEALTH);
	const uint32_t manager = BIT(IDENTITY) | BIT(SAFETY) | BIT(CASE);
	const uint32_t worker = lead | BIT(STORY) | BIT(MESSAGES);
	const struct {
		const char *user;
		uint32_t read;
		uint32_t write;
	} want[] = {
		{ "amara", worker, worker },
		{ "bela", 0, 0 },
		{ "carla", 0, 0 },
		{ "lena", lead, lead },
		{ "mila", 0, 0 },
		{ "nadia", BIT(SAFETY), BIT(SAFETY) },
		{ "hana", 0, 0 },
		{ "cora", 0, 0 },
		{ "lia", 0, 0 },
		{ "vera", 0, 0 },
		{ "sage", 0, 0 },
		{ "eva", 0, 0 },
		{ "tom", 0, 0 },
		{ "boris", 0, 0 },
		{ "grace", manager, 0 },
		{ "officer", manager, 0 },
	};

	for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
		if (haul_open_to(h, want[i].user, p, MAY_READ) != want[i].read)
			fail_msg("%s reads %x", want[i].user, haul_open_to(h, want[i].user, p, MAY_READ));
		if (haul_open_to(h, want[i].user, p, MAY_WRITE) != want[i].write)
			fail_msg("%s writes %x", want[i].user, haul_open_to(h, want[i].user, p, MAY_WRITE));
	}
}

static void the_keys_themselves_are_cut_to_the_role(void **state)
{
	struct test_house *h = *state;
	struct person_id p = haul_person(h, "amara");
	static const char *const nothing[] = { "bela", "carla", "mila", "hana", "cora",
		                                   "lia",  "vera",  "eva",  "tom",  "boris" };
	struct haul haul;

	for (size_t i = 0; i < sizeof nothing / sizeof *nothing; i++) {
		haul = haul_take(h, nothing[i]);
		if (haul_unwraps(h, &haul, p, 1) != 0)
			fail_msg("%s can unwrap something", nothing[i]);
	}
	haul = haul_take(h, "amara");
	assert_int_equal(haul_unwraps(h, &haul, p, 1), role_compartments(ROLE_caseworker));
	haul = haul_take(h, "lena");
	assert_int_equal(haul_unwraps(h, &haul, p, 1), role_compartments(ROLE_lead));
	haul = haul_take(h, "grace");
	assert_int_equal(haul_unwraps(h, &haul, p, 1), role_compartments(ROLE_manager));
	haul = haul_take(h, "nadia");
	assert_int_equal(haul_unwraps(h, &haul, p, 1), role_compartments(ROLE_shelter));
}

static void what_is_sealed_by_one_opens_for_the_others_who_may(void **state)
{
	struct test_house *h = *state;
	struct person_id p = haul_person(h, "amara");
	struct kept k = haul_write(h, "amara", p, IN_CASE);
	struct kept story = haul_write(h, "amara", p, IN_STORY);

	assert_int_equal(haul_read(h, "amara", p, IN_CASE, &k), OK);
	assert_int_equal(haul_read(h, "lena", p, IN_CASE, &k), OK);
	assert_int_equal(haul_read(h, "grace", p, IN_CASE, &k), OK);
	assert_int_equal(haul_read(h, "bela", p, IN_CASE, &k), ERR_DENIED);
	assert_int_equal(haul_read(h, "lena", p, IN_STORY, &story), ERR_DENIED);
	assert_int_equal(haul_read(h, "amara", p, IN_HEALTH, &k), ERR_VAULT);
	k.at[k.n - 1] ^= 1;
	assert_int_equal(haul_read(h, "amara", p, IN_CASE, &k), ERR_VAULT);
}

static void assigned_colleagues_get_what_their_role_opens(void **state)
{
	struct test_house *h = *state;
	struct person_id p = haul_person(h, "amara");

	haul_assign(h, "amara", p, "cora");
	assert_int_equal(haul_open_to(h, "cora", p, MAY_READ) & ~role_compartments(ROLE_counsellor), 0);
	/* Amara has no key of the counselling notes that she could hand over. */
	assert_int_equal(haul_open_to(h, "cora", p, MAY_READ),
	                 role_compartments(ROLE_counsellor) & role_compartments(ROLE_caseworker));
	haul_assign(h, "lena", p, "vera");
	assert_int_equal(haul_open_to(h, "vera", p, MAY_READ), BIT(SAFETY));
}

static void an_unassigned_worker_cannot_open_later_writes_with_anything_she_kept(void **state)
{
	struct test_house *h = *state;
	struct person_id p = haul_person(h, "amara");
	struct kept before;
	struct kept after;
	struct haul haul;

	haul_assign(h, "amara", p, "bela");
	before = haul_write(h, "amara", p, IN_CASE);
	assert_int_equal(haul_read(h, "bela", p, IN_CASE, &before), OK);
	haul = haul_take(h, "bela");
	assert_int_not_equal(haul_unwraps(h, &haul, p, 1), 0);
	haul_unassign(h, "amara", p, "bela", false);
	after = haul_write(h, "amara", p, IN_CASE);
	assert_int_equal(haul_keyver(h, p), 2);
	assert_int_equal(vault_keyver((struct sealed){ after.at, after.n }), 2);
	assert_int_equal(haul_unwraps(h, &haul, p, 2), 0);
	assert_int_equal(haul_unwraps(h, &haul, p, 1), 0);
	assert_int_equal(haul_read(h, "bela", p, IN_CASE, &after), ERR_DENIED);
	assert_int_equal(haul_read(h, "amara", p, IN_CASE, &before), OK);
	assert_int_equal(haul_read(h, "lena", p, IN_CASE, &after), OK);
}

static void unassigning_ends_her_sessions(void **state)
{
	struct test_house *h = *state;
	struct person_id p = haul_person(h, "amara");
	struct test_browser b;

	haul_assign(h, "amara", p, "bela");
	test_browser(&b, h);
	assert_int_equal(test_sign_in(&b, "bela", NULL), 303);
	assert_int_equal(test_get(&b, "/me"), 200);
	haul_unassign(h, "amara", p, "bela", false);
	assert_int_equal(test_get(&b, "/me"), 401);
	test_browser_end(&b);
}

/* The lead's key stays with the lead: what is written after she is excluded is not wrapped to it
 * any more. */
static void an_excluded_lead_cannot_open_later_writes_even_with_the_key_of_her_office(void **state)
{
	struct test_house *h = *state;
	struct person_id p = haul_person(h, "amara");
	struct haul haul = haul_take(h, "lena");
	struct kept after;

	assert_int_equal(haul_unwraps(h, &haul, p, 1), role_compartments(ROLE_lead));
	haul_unassign(h, "amara", p, "lena", true);
	after = haul_write(h, "amara", p, IN_CASE);
	assert_int_equal(haul_unwraps(h, &haul, p, 2), 0);
	assert_int_equal(haul_read(h, "lena", p, IN_CASE, &after), ERR_DENIED);
	assert_int_equal(haul_open_to(h, "lena", p, MAY_SEE_NAME), 0);
	assert_int_equal(haul_read(h, "grace", p, IN_CASE, &after), OK);
	/* And so it stays when the keys are raised for another reason. */
	haul_assign(h, "amara", p, "bela");
	haul_unassign(h, "amara", p, "bela", false);
	assert_int_equal(haul_keyver(h, p), 3);
	assert_int_equal(haul_unwraps(h, &haul, p, 3), 0);
}

static enum err break_glass(struct test_house *h, const char *user, struct person_id p)
{
	struct ctx c;
	enum err e;

	begin(h, user, &c);
	e = person_break_glass(&c, p, STR("She stands at the door."));
	if (e == OK)
		e = test_commit(&c);
	test_ctx_end(&c);
	return e;
}

static void breaking_the_glass_opens_for_eight_hours(void **state)
{
	struct test_house *h = *state;
	struct person_id p = haul_person(h, "amara");

	assert_int_equal(haul_open_to(h, "nadia", p, MAY_READ), BIT(SAFETY));
	assert_int_equal(break_glass(h, "bela", p), ERR_DENIED);
	assert_int_equal(break_glass(h, "nadia", p), OK);
	assert_int_equal(haul_open_to(h, "nadia", p, MAY_READ), role_compartments(ROLE_shelter));
	assert_int_equal(haul_open_to(h, "sage", p, MAY_READ), 0);
	assert_int_equal(break_glass(h, "sage", p), OK);
	assert_int_equal(haul_open_to(h, "sage", p, MAY_READ), role_compartments(ROLE_safeguarding));
	test_clock_pass(8 * 3600 - 60);
	assert_int_equal(haul_open_to(h, "nadia", p, MAY_READ), role_compartments(ROLE_shelter));
	test_clock_pass(60);
	assert_int_equal(haul_open_to(h, "nadia", p, MAY_READ), BIT(SAFETY));
	assert_int_equal(haul_open_to(h, "sage", p, MAY_READ), 0);
}

/* --- a pen in the database --- */

/* What somebody with a pen in the database does: no query of the program can. */
#define PEN(name_, sql_, ...) \
	static const enum carried name_##_params[] = { __VA_ARGS__ }; \
	static const struct query name_ = { .name = #name_, \
		                                .from = "tests", \
		                                .sql = (sql_), \
		                                .params = name_##_params, \
		                                .nparams = sizeof name_##_params / sizeof *name_##_params, \
		                                .shape = SHAPE_EXEC_ONE }
PEN(wrap_set, "UPDATE person_wrap SET wrap = $3 WHERE person = $1 AND holder = $2", CARRY_ID,
    CARRY_ID, CARRY_BLOB);
PEN(wrap_sign,
    "UPDATE person_wrap SET giver = $3, signature = $4 WHERE person = $1 AND holder = $2", CARRY_ID,
    CARRY_ID, CARRY_ID, CARRY_BLOB);
PEN(staff_sign_set, "UPDATE staff SET sign_public = $2 WHERE id = $1", CARRY_ID, CARRY_BLOB);
PEN(staff_roles_set, "UPDATE staff SET roles = $2 WHERE id = $1", CARRY_ID, CARRY_INT);
PEN(holder_key_set, "UPDATE holder SET public_key = $2 WHERE id = $1", CARRY_ID, CARRY_BLOB);

static void tamper(struct test_house *h, const struct query *q, const struct value *params)
{
	struct arena *a = arena_new(1 << 20);
	struct change *change = change_new(a);

	change_add(change, q, params);
	assert_int_equal(store_commit(h->house->records, change), OK);
	arena_free(a);
}

#define ID_VALUE(id) ((struct value){ .carried = CARRY_ID, .p = (id).b, .n = ID_BYTES })
#define INT_VALUE(number) ((struct value){ .carried = CARRY_INT, .i = (number) })
#define BYTES_VALUE(bytes_) \
	((struct value){ .carried = CARRY_BLOB, .p = (bytes_).p, .n = (bytes_).n })

static void set_wrap(struct test_house *h, struct person_id p, struct holder_id holder,
                     struct bytes wrap)
{
	tamper(h, &wrap_set,
	       (const struct value[]){ ID_VALUE(p), ID_VALUE(holder), BYTES_VALUE(wrap) });
}

static struct bytes wrap_of(struct ctx *c, struct person_id p, struct holder_id holder)
{
	struct wrap_row_list wraps;

	wraps_of(c->read, c->house->org, p, &wraps);
	assert_int_equal(read_now(c->read), OK);
	for (size_t i = 0; i < wraps.n; i++)
		if (holder_id_eq(wraps.at[i].holder, holder))
			return wraps.at[i].wrap;
	fail();
	return (struct bytes){ NULL, 0 };
}

static enum err relate(struct test_house *h, const char *user, struct person_id p)
{
	const struct relation *r;
	struct ctx c;
	enum err e;

	begin(h, user, &c);
	e = relation_of(&c, p, &r);
	test_ctx_end(&c);
	return e;
}

static void wraps_of_two_people_that_were_swapped_do_not_open(void **state)
{
	struct test_house *h = *state;
	struct person_id one = haul_person(h, "amara");
	struct person_id two = haul_person(h, "amara");
	struct holder_id amara = holder_of(test_user(h, "amara"));
	struct ctx c;

	begin(h, "officer", &c);
	set_wrap(h, one, amara, wrap_of(&c, two, amara));
	test_ctx_end(&c);
	assert_int_equal(relate(h, "amara", one), ERR_VAULT);
	assert_int_equal(relate(h, "amara", two), OK);
	assert_int_equal(relate(h, "lena", one), OK);
}

/* Secrets of the forger's own, so that what is written next could be read by him. */
static struct bytes forged_box(struct ctx *c, struct person_id p, const struct actor *to)
{
	struct keyset k = { .keyver = 1, .mask = EVERYTHING };
	struct sealed w = wrap_box(c->arena, &to->own.pair.pub,
	                           wrap_context(c->arena, c->house->org, p, to->own.id, 1),
	                           bundle_make(c->arena, &k, EVERYTHING));

	return (struct bytes){ w.p, w.n };
}

static void a_forged_box_without_a_colleagues_signature_is_refused(void **state)
{
	struct test_house *h = *state;
	struct person_id p = haul_person(h, "amara");
	struct ctx c;

	begin(h, "amara", &c);
	set_wrap(h, p, c.actor->own.id, forged_box(&c, p, c.actor));
	test_ctx_end(&c);
	assert_int_equal(relate(h, "amara", p), ERR_VAULT);
}

static void a_forged_box_with_a_signature_that_nobody_certified_is_refused(void **state)
{
	struct test_house *h = *state;
	struct person_id p = haul_person(h, "amara");
	struct user_id tom = test_user(h, "tom");
	struct sign_pair forger;
	struct signature s;
	struct bytes wrap;
	struct bytes context;
	struct bytes old = { NULL, 0 };
	const struct staff_row *row;
	struct ctx c;

	begin(h, "amara", &c);
	sign_fresh(&forger);
	staff_by_id(c.read, h->house->org, tom, &row);
	assert_int_equal(read_now(c.read), OK);
	old = row->sign_public;
	wrap = forged_box(&c, p, c.actor);
	context = wrap_context(c.arena, h->house->org, p, c.actor->own.id, 1);
	sign_bytes(&forger, "wrap", wrap_signed(c.arena, context, wrap), &s);
	set_wrap(h, p, c.actor->own.id, wrap);
	tamper(h, &staff_sign_set,
	       (const struct value[]){ ID_VALUE(tom),
	                               { .carried = CARRY_BLOB, .p = forger.pub.b, .n = 32 } });
	tamper(h, &wrap_sign,
	       (const struct value[]){ ID_VALUE(p),
	                               ID_VALUE(c.actor->id),
	                               ID_VALUE(tom),
	                               { .carried = CARRY_BLOB, .p = s.b, .n = sizeof s.b } });
	assert_int_equal(relate(h, "amara", p), ERR_VAULT);
	tamper(h, &staff_sign_set, (const struct value[]){ ID_VALUE(tom), BYTES_VALUE(old) });
	test_ctx_end(&c);
}

static void nothing_is_wrapped_to_a_key_that_the_organisation_did_not_sign(void **state)
{
	struct test_house *h = *state;
	struct person_id p = haul_person(h, "amara");
	struct user_id bela = test_user(h, "bela");
	const struct giver_row *was;
	struct box_pair forger;
	struct ctx c;

	box_fresh(&forger);
	begin(h, "amara", &c);
	giver_of(c.read, h->house->org, bela, &was);
	assert_int_equal(read_now(c.read), OK);
	tamper(h, &holder_key_set,
	       (const struct value[]){ ID_VALUE(bela),
	                               { .carried = CARRY_BLOB, .p = forger.pub.b, .n = 32 } });
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(person_assign(&c, p, bela), ERR_VAULT);
	tamper(h, &holder_key_set,
	       (const struct value[]){ ID_VALUE(bela), BYTES_VALUE(was->public_key) });
	test_ctx_end(&c);
	haul_assign(h, "amara", p, "bela");
}

static void a_role_written_into_the_database_gets_no_keys(void **state)
{
	struct test_house *h = *state;
	struct user_id tom = test_user(h, "tom");
	struct ctx c;

	tamper(h, &staff_roles_set, (const struct value[]){ ID_VALUE(tom), INT_VALUE(ROLE_manager) });
	begin(h, "officer", &c);
	assert_int_equal(holders_hand_over(&c), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	test_forget(h, "tom");
	assert_false(holds(h, "tom", HOLDER_SIGNING));
	assert_false(holds(h, "tom", HOLDER_MANAGER));
	tamper(h, &staff_roles_set,
	       (const struct value[]){ ID_VALUE(tom), INT_VALUE(ROLE_technician) });
	test_forget(h, "tom");
}

/* --- leaving; last, because they do not come back --- */

static void who_leaves_cannot_open_later_writes_with_anything_she_kept(void **state)
{
	struct test_house *h = *state;
	struct person_id p = haul_person(h, "amara");
	struct user_id nadia = test_user(h, "nadia");
	struct test_browser b;
	struct haul haul;
	struct kept after;
	struct ctx c;

	haul_assign(h, "amara", p, "nadia");
	haul = haul_take(h, "nadia");
	assert_int_not_equal(haul_unwraps(h, &haul, p, 1), 0);
	test_browser(&b, h);
	assert_int_equal(test_sign_in(&b, "amara", NULL), 303);
	begin(h, "officer", &c);
	assert_int_equal(staff_leave(&c, nadia), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	test_forget(h, "officer");
	test_forget(h, "amara");
	/* Those who shared a key with her sign in again, to have the new one. */
	assert_int_equal(test_get(&b, "/me"), 401);
	test_browser_end(&b);
	after = haul_write(h, "amara", p, IN_LOCATION);
	assert_int_equal(haul_unwraps(h, &haul, p, vault_keyver((struct sealed){ after.at, after.n })),
	                 0);
	assert_int_equal(haul_unwraps(h, &haul, p, haul_keyver(h, p)), 0);
	assert_int_equal(haul_read(h, "lena", p, IN_LOCATION, &after), OK);
	test_forget(h, "nadia");
	assert_int_equal(test_ctx(h, "nadia", &c), ERR_DENIED);
}

/* Nobody walked with her; only her office had the key. */
static void who_leaves_an_office_cannot_open_what_is_written_of_anybody(void **state)
{
	struct test_house *h = *state;
	struct person_id p = haul_person(h, "amara");
	struct user_id lena = test_user(h, "lena");
	struct haul haul = haul_take(h, "lena");
	struct kept after;
	struct ctx c;

	assert_int_equal(haul_unwraps(h, &haul, p, 1), role_compartments(ROLE_lead));
	begin(h, "officer", &c);
	assert_int_equal(staff_leave(&c, lena), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	test_forget(h, "officer");
	test_forget(h, "amara");
	after = haul_write(h, "amara", p, IN_CASE);
	assert_int_equal(vault_keyver((struct sealed){ after.at, after.n }), 2);
	assert_int_equal(haul_unwraps(h, &haul, p, 2), 0);
	assert_int_equal(haul_read(h, "amara", p, IN_CASE, &after), OK);
	/* She was the only lead: the new key of her office is kept for the next one. */
	begin(h, "officer", &c);
	assert_non_null(actor_holds(c.actor, HOLDER_LEAD, &h->teams[TEST_HARBOUR]));
	test_ctx_end(&c);
	haul = haul_take(h, "officer");
	assert_int_equal(haul_unwraps(h, &haul, p, 2), role_compartments(ROLE_lead));
}

static void a_reset_colleague_has_her_name_and_keys_of_her_own(void **state)
{
	struct test_house *h = *state;
	struct person_id p = haul_person(h, "amara");
	struct user_id old = test_user(h, "bela");
	struct haul haul;
	struct user_id fresh;
	struct ctx c;

	haul_assign(h, "amara", p, "bela");
	haul = haul_take(h, "bela");
	begin(h, "officer", &c);
	assert_int_equal(staff_reset(&c, old, str_z(test_passphrase("bela")), &fresh), OK);
	assert_int_equal(test_commit(&c), OK);
	assert_int_equal(house_hand_over(&c), OK);
	test_ctx_end(&c);
	test_forget(h, "officer");
	test_forget(h, "amara");
	test_forget(h, "bela");
	assert_true(holds(h, "bela", HOLDER_TEAM));
	assert_int_equal(haul_open_to(h, "bela", p, MAY_READ), 0);
	assert_int_equal(haul_unwraps(h, &haul, p, haul_keyver(h, p)), 0);
	haul_assign(h, "amara", p, "bela");
	assert_int_equal(haul_open_to(h, "bela", p, MAY_READ), role_compartments(ROLE_caseworker));
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
		cmocka_unit_test(each_role_opens_its_compartments_and_no_other),
		cmocka_unit_test(the_keys_themselves_are_cut_to_the_role),
		cmocka_unit_test(what_is_sealed_by_one_opens_for_the_others_who_may),
		cmocka_unit_test(assigned_colleagues_get_what_their_role_opens),
		cmocka_unit_test(an_unassigned_worker_cannot_open_later_writes_with_anything_she_kept),
		cmocka_unit_test(unassigning_ends_her_sessions),
		cmocka_unit_test(an_excluded_lead_cannot_open_later_writes_even_with_the_key_of_her_office),
		cmocka_unit_test(breaking_the_glass_opens_for_eight_hours),
		cmocka_unit_test(wraps_of_two_people_that_were_swapped_do_not_open),
		cmocka_unit_test(a_forged_box_without_a_colleagues_signature_is_refused),
		cmocka_unit_test(a_forged_box_with_a_signature_that_nobody_certified_is_refused),
		cmocka_unit_test(nothing_is_wrapped_to_a_key_that_the_organisation_did_not_sign),
		cmocka_unit_test(a_role_written_into_the_database_gets_no_keys),
		cmocka_unit_test(who_leaves_cannot_open_later_writes_with_anything_she_kept),
		cmocka_unit_test(who_leaves_an_office_cannot_open_what_is_written_of_anybody),
		cmocka_unit_test(a_reset_colleague_has_her_name_and_keys_of_her_own),
	};
	int failed = cmocka_run_group_tests_name("keys on SQLite", tests, on_sqlite, end);

	return failed + cmocka_run_group_tests_name("keys on PostgreSQL", tests, on_postgres, end);
}
