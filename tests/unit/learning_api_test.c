/* learning/api: what a program outside fetches with its key, and what that key never opens. */
#include "learning/api_inside.h"

#include "access/holder_inside.h"
#include "access/holder_sql.h"
#include "access/inbox.h"
#include "access/measured.h"
#include "base/fields.h"
#include "base/random.h"
#include "learning/release_inside.h"
#include "learning/release_sql.h"
#include "learning/report.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "harness/both.h"
#include "harness/haul.h"
#include "learning_release_house.h"

/* --- keys --- */

static struct release_series series_named(struct ctx *c, struct row_id id)
{
	struct release_serieses all;

	assert_int_equal(release_series_read(c, &all), OK);
	for (size_t i = 0; i < all.n; i++)
		if (row_id_eq(all.at[i].id, id))
			return all.at[i];
	fail();
	return all.at[0];
}

struct made_key {
	struct row_id id;
	char header[96]; /* "Bearer kin_..." */
};

static struct made_key key_for(const struct row_id *series, size_t n, int days)
{
	struct ctx c = task("eva");
	struct release_series found[4];
	const struct release_series *tables[4];
	struct made_key out;
	struct str text;

	for (size_t i = 0; i < n; i++) {
		found[i] = series_named(&c, series[i]);
		tables[i] = &found[i];
	}
	random_bytes(out.id.b, sizeof out.id.b);
	assert_int_equal(api_key_make(&c,
	                              &(struct api_key_new){ .id = out.id,
	                                                     .name = STR("A partner"),
	                                                     .until = day_add(c.today, days),
	                                                     .tables = tables,
	                                                     .ntables = n },
	                              &text),
	                 OK);
	(void)snprintf(out.header, sizeof out.header, "Bearer %.*s", (int)text.n, text.p);
	done(&c);
	return out;
}

/* A program has no actor. */
static struct ctx outside(void)
{
	struct ctx c = task("grace");

	c.actor = NULL;
	return c;
}

static enum err fetches(const char *header, struct api_releases *out, struct ctx *c)
{
	*c = outside();
	return api_fetch(c, str_z(header), out);
}

static size_t fetched(const char *header)
{
	struct api_releases all = { .n = 99 };
	struct ctx c;

	assert_int_equal(fetches(header, &all, &c), OK);
	test_ctx_end(&c);
	return all.n;
}

static bool fetched_now(const char *header)
{
	struct api_releases all;
	struct ctx c;
	enum err e = fetches(header, &all, &c);

	test_ctx_end(&c);
	return e == OK;
}

static void is_refused(const char *header)
{
	struct api_releases all;
	struct ctx c;

	assert_int_equal(fetches(header, &all, &c), ERR_SIGN_IN);
	test_ctx_end(&c);
}

static struct {
	struct row_id age;
	struct row_id reason;
	struct made_key key; /* of age */
} world;

/* --- the tests go on where the one before ended --- */

static void at_once(struct row_id id, bool key_first)
{
	struct ctx leaves = fold("eva");
	struct ctx keys = task("grace");
	struct release_series series = series_named(&keys, id);
	const struct release_series *tables[] = { &series };
	struct api_key_new n = { .id = row_id_fresh(keys.now),
		                     .name = STR("A partner"),
		                     .until = day_add(keys.today, 30),
		                     .tables = tables,
		                     .ntables = 1 };
	struct release_plan plan;
	struct str text;

	assert_int_equal(release_plan(&leaves, id, &plan), OK);
	assert_int_equal(release_make(&leaves, row_id_fresh(leaves.now), &plan), OK);
	assert_int_equal(api_key_make(&keys, &n, &text), OK);
	assert_int_equal(test_commit(key_first ? &keys : &leaves), OK);
	assert_int_equal(test_commit(key_first ? &leaves : &keys), ERR_CONFLICT);
	test_ctx_end(&leaves);
	test_ctx_end(&keys);
}

/* Each would have to know of the other: what is signed is copied for the keys that are there. */
static void a_table_does_not_leave_in_the_moment_in_which_its_first_key_is_made(void **state)
{
	(void)state;
	world.age = declare("people-age", RELEASE_DONORS, "", 0);
	world.reason = declare("closed-reason", RELEASE_DONORS, "", 0);
	arrive(60, "adult", "", true, true);
	at_once(world.age, true);
	at_once(world.reason, false);
}

static void a_key_fetches_what_was_signed_before_and_after_it_was_made(void **state)
{
	struct row_id both[2];
	struct made_key wide;

	(void)state;
	make(world.age);
	world.key = key_for(&world.age, 1, 364);
	/* Another table, which has left as well, does not stand on this key. */
	assert_int_equal(fetched(world.key.header), 1);
	both[0] = world.reason;
	both[1] = world.age;
	wide = key_for(both, 2, 10);
	assert_int_equal(fetched(wide.header), 2);
	test_clock_pass(90 * DAY);
	arrive(30, "adult", "", true, true);
	make(world.age);
	assert_int_equal(fetched(world.key.header), 2);
	/* Ten days have passed. */
	is_refused(wide.header);
}

static void what_is_fetched_is_what_was_printed_and_signed_and_nothing_of_the_auditor(void **state)
{
	struct api_releases all;
	struct public_key pub;
	struct releases made;
	struct signature s;
	struct ctx c;
	struct ctx in = task("eva");
	const struct release *r;

	(void)state;
	assert_int_equal(fetches(world.key.header, &all, &c), OK);
	assert_int_equal(releases_read(&in, &made), OK);
	r = &all.at[0].release;
	assert_true(str_eq(r->csv, made.at[1].csv));
	assert_true(row_id_eq(r->id, made.at[1].id));
	assert_int_equal(made.at[1].ntold > 0, true);
	assert_int_equal(r->ntold + r->natoms, 0);
	assert_int_equal(r->everybody, 0);
	assert_int_equal(all.at[0].nsignatures, 1);
	assert_int_equal(all.at[0].signatures[0].key.n, sizeof pub.b);
	memcpy(pub.b, all.at[0].signatures[0].key.p, sizeof pub.b);
	memcpy(s.b, all.at[0].signatures[0].bytes.p, sizeof s.b);
	assert_true(
		sign_check(&pub, "release", (struct bytes){ (const uint8_t *)r->csv.p, r->csv.n }, &s));
	test_ctx_end(&c);
	test_ctx_end(&in);
}

static void what_is_no_token_of_ours_is_refused(void **state)
{
	char other[96];

	(void)state;
	is_refused("");
	is_refused("Bearer");
	is_refused("Bearer kin_");
	is_refused("Basic ZXZhOmV2YQ==");
	memcpy(other, world.key.header, sizeof other);
	other[20] = other[20] == '0' ? '1' : '0';
	is_refused(other);
	memcpy(other, world.key.header, sizeof other);
	other[strlen(other) - 1] = 0;
	is_refused(other);
}

static void
a_return_by_contract_is_fetched_when_two_have_signed_the_key_and_the_return(void **state)
{
	struct row_id series = declare("closed-age", RELEASE_CONTRACT, "A ministry", 0);
	struct made_key key = key_for(&series, 1, 300);
	struct row_id id;
	struct ctx c;

	(void)state;
	is_refused(key.header);
	c = task("eva");
	assert_int_equal(api_key_sign(&c, key.id), ERR_CONFLICT);
	test_ctx_end(&c);
	c = task("grace");
	assert_int_equal(api_key_sign(&c, key.id), OK);
	done(&c);
	assert_int_equal(fetched(key.header), 0);
	id = make(series);
	assert_int_equal(fetched(key.header), 0);
	c = task("grace");
	assert_int_equal(release_sign(&c, id), OK);
	done(&c);
	assert_int_equal(fetched(key.header), 1);
}

static void a_key_that_was_taken_back_opens_nothing(void **state)
{
	struct made_key key = key_for(&world.age, 1, 300);
	struct ctx c = task("grace");

	(void)state;
	assert_int_equal(fetched(key.header), 2);
	assert_int_equal(api_key_take_back(&c, key.id), OK);
	done(&c);
	is_refused(key.header);
	c = task("grace");
	assert_int_equal(api_key_take_back(&c, key.id), ERR_CONFLICT);
	test_ctx_end(&c);
}

/* Somebody who writes into the database, and has a token of her own. */
static void nobody_makes_or_widens_a_key_in_the_database(void **state)
{
	struct made_key key = key_for(&world.age, 1, 300);
	struct ctx c = task("eva");
	struct bearer token;
	struct sealed body;
	struct row_id id;
	struct str text;
	char header[96];

	(void)state;
	random_bytes(id.b, sizeof id.b);
	assert_int_equal(seal_measure(&c, SEAL_API_KEY, id, STR(""), &body), OK);
	bearer_fresh(&c, &token, &text);
	(void)snprintf(header, sizeof header, "Bearer %.*s", (int)text.n, text.p);
	api_key_insert(c.change, &(struct api_key_insert_args){ .org = c.house->org,
	                                                        .id = id,
	                                                        .hash = token.hash,
	                                                        .needs = 0,
	                                                        .until = day_add(c.today, 90),
	                                                        .author = c.actor->id,
	                                                        .hour = clock_hour(c.now),
	                                                        .body = body });
	api_key_table_insert(c.change, c.house->org, key.id, world.reason, token.hash);
	done(&c);
	is_refused(header);
	is_refused(key.header);
}

/* What is too long, or of nothing, is no key. */
static void a_key_has_an_end_a_name_and_a_table(void **state)
{
	struct ctx c = task("eva");
	const struct release_series s = series_named(&c, world.age);
	const struct release_series *tables = &s;
	struct api_key_new n = {
		.name = STR("A"), .until = day_add(c.today, 400), .tables = &tables, .ntables = 1
	};
	struct str text;

	(void)state;
	assert_int_equal(api_key_make(&c, &n, &text), ERR_INVALID);
	n.until = day_add(c.today, -1);
	assert_int_equal(api_key_make(&c, &n, &text), ERR_INVALID);
	n.until = c.today;
	n.ntables = 0;
	assert_int_equal(api_key_make(&c, &n, &text), ERR_INVALID);
	n.ntables = 1;
	n.name.n = 0;
	assert_int_equal(api_key_make(&c, &n, &text), ERR_INVALID);
	test_ctx_end(&c);
	c = task("lena");
	n.name = STR("A");
	assert_int_equal(api_key_make(&c, &n, &text), ERR_DENIED);
	assert_int_equal(api_keys_read(&c, &(struct api_keys){ .n = 0 }), ERR_DENIED);
	test_ctx_end(&c);
}

/* --- what it never opens --- */

static void taken(struct haul *haul, const struct key *k)
{
	box_from(k, &haul->keys[haul->n++].pair);
	/* Also where it stands for the symmetric half itself. */
	box_from(k, &haul->keys[haul->n].pair);
	haul->keys[haul->n++].pair.sym = *k;
}

/* The token, what is derived from it, and every secret that it unwraps. */
static struct haul all_of(struct ctx *c, const struct made_key *key)
{
	struct haul haul = { .n = 0 };
	struct api_copy_row_list rows;
	struct bearer token;
	struct key secret;

	assert_int_equal(bearer_read(c, str_z(key->header), &token), OK);
	taken(&haul, &token.token);
	api_copies(c->read, c->house->org, key->id, &rows);
	assert_int_equal(read_now(c->read), OK);
	assert_true(rows.n > 0);
	assert_int_equal(bearer_unwrap(c, &token, rows.at[0].series, rows.at[0].wrap, &secret), OK);
	taken(&haul, &secret);
	return haul;
}

static void opens_no_shared_key(struct ctx *c, const struct haul *haul, const char *user)
{
	struct user_id id = test_user(&house, user);
	struct holder_wrap_row_list rows;

	holder_wraps_of(c->read, c->house->org, id, &rows);
	assert_int_equal(read_now(c->read), OK);
	assert_true(rows.n > 0);
	for (size_t i = 0; i < rows.n; i++)
		for (size_t k = 0; k < haul->n; k++) {
			struct bytes context = share_context(c->arena, c->house->org, id, rows.at[i].holder);
			struct bytes plain;
			bool was_box;

			assert_int_equal(unwrap(c->arena, &haul->keys[k].pair, context,
			                        (struct sealed){ rows.at[i].wrap.p, rows.at[i].wrap.n }, &plain,
			                        &was_box),
			                 ERR_VAULT);
		}
}

static void a_token_and_all_that_it_unwraps_open_no_person_and_no_shared_key(void **state)
{
	struct person_id nia = haul_person(&house, "amara");
	struct haul amara = haul_take(&house, "amara");
	struct ctx c = task("eva");
	struct haul haul = all_of(&c, &world.key);

	(void)state;
	opens_no_shared_key(&c, &haul, "eva");
	opens_no_shared_key(&c, &haul, "grace");
	opens_no_shared_key(&c, &haul, "amara");
	test_ctx_end(&c);
	for (int64_t keyver = 1; keyver <= haul_keyver(&house, nia); keyver++)
		assert_int_equal(haul_unwraps(&house, &haul, nia, keyver), 0);
	/* The same look with a key that opens her finds her. */
	assert_true(haul_unwraps(&house, &amara, nia, haul_keyver(&house, nia)) != 0);
}

/* What was measured is sealed to the house's own key: the secret of a table is none of its halves.
 */
static void a_token_opens_no_row_of_the_house_but_its_copies(void **state)
{
	struct ctx c = task("eva");
	struct haul haul = all_of(&c, &world.key);
	const struct api_table_row *row;
	struct release_row_list made;
	struct str text;

	(void)state;
	release_all(c.read, c.house->org, &made);
	api_table_one(c.read, c.house->org, world.age, &row);
	assert_int_equal(read_now(c.read), OK);
	for (size_t k = 0; k < haul.n; k++) {
		const struct key *sym = &haul.keys[k].pair.sym;

		assert_int_equal(open_outside(&c, sym, SEAL_RELEASE, made.at[0].id, made.at[0].body, &text),
		                 ERR_VAULT);
		assert_int_equal(open_outside(&c, sym, SEAL_API_TABLE, world.age, row->body, &text),
		                 ERR_VAULT);
	}
	test_ctx_end(&c);
}

/* --- over the air --- */

static bool says_json(const struct test_browser *b, int status)
{
	return b->status == status && strstr(b->type, "application/json") && b->body.p[0] == '{';
}

static void a_cookie_is_no_key_and_a_key_is_no_cookie(void **state)
{
	struct test_browser b;

	(void)state;
	test_browser(&b, &house);
	assert_int_equal(test_sign_in(&b, "grace", NULL), 303);
	test_get(&b, "/api/v1/releases");
	assert_true(says_json(&b, 401));
	b.session[0] = 0;
	b.authorization = world.key.header;
	assert_int_equal(test_get(&b, "/reports/tables"), 401);
	assert_int_equal(test_get(&b, "/people"), 401);
	assert_int_equal(test_get(&b, "/api/v1/releases"), 200);
	test_browser_end(&b);
}

static void nothing_said(void *arg, const char *sentence)
{
	(void)arg;
	(void)sentence;
}

/* How long the chain is. */
static int64_t entries(void)
{
	struct ctx c = task("eva");
	int64_t rows = 0;
	int64_t faults = 0;

	assert_int_equal(audit_verify(&c, nothing_said, NULL, &rows, &faults), OK);
	assert_int_equal(faults, 0);
	test_ctx_end(&c);
	return rows;
}

static void its_first_use_on_a_day_is_in_the_audit_and_no_other(void **state)
{
	struct test_browser b;
	int64_t before;

	(void)state;
	test_clock_pass(DAY);
	test_browser(&b, &house);
	b.authorization = world.key.header;
	before = entries();
	assert_int_equal(test_get(&b, "/api/v1/releases"), 200);
	assert_true(test_sees(&b, "\"table\":\"people-age\""));
	assert_int_equal(entries(), before + 1);
	assert_int_equal(test_get(&b, "/api/v1/definitions"), 200);
	assert_true(test_sees(&b, "\"code\":\"released\""));
	assert_int_equal(entries(), before + 1);
	test_browser_end(&b);
}

static void what_goes_wrong_is_said_as_json(void **state)
{
	struct test_browser b;
	int status = 200;

	(void)state;
	test_browser(&b, &house);
	b.authorization = world.key.header;
	test_get(&b, "/api/v1/nothing");
	assert_true(says_json(&b, 404));
	assert_true(test_sees(&b, "\"code\":\"not-there\""));
	test_get(&b, "/api/v1/releases/00000000000000000000000000000001");
	assert_true(says_json(&b, 404));
	test_get(&b, "/api/v1/releases/nothing");
	assert_true(says_json(&b, 404));
	test_post(&b, "/api/v1/releases", "");
	assert_true(says_json(&b, 405));
	assert_true(test_sees(&b, "\"code\":\"only-get\""));
	b.authorization = "Bearer kin_1";
	test_get(&b, "/api/v1/releases/nothing");
	b.from = 4711;
	for (int i = 0; i < 80 && status != 429; i++)
		status = test_get(&b, "/api/v1/releases");
	assert_true(says_json(&b, 429));
	test_browser_end(&b);
}

/* --- who answers for it leaves; last, because she does not come back --- */

static int64_t alone_for(const char *user)
{
	struct ctx c = task(user);
	int64_t n;

	assert_int_equal(api_alone(&c, &n), OK);
	test_ctx_end(&c);
	return n;
}

static struct api_key key_seen(struct row_id id)
{
	struct ctx c = task("grace");
	struct api_key found = { .needs = -1 };
	struct api_keys all;

	assert_int_equal(api_keys_read(&c, &all), OK);
	for (size_t i = 0; i < all.n; i++)
		if (row_id_eq(all.at[i].id, id))
			found = all.at[i];
	test_ctx_end(&c);
	return found;
}

static void leaves(const char *user)
{
	struct user_id who = test_user(&house, user);
	struct ctx c = task("officer");

	assert_int_equal(staff_leave(&c, who), OK);
	done(&c);
	test_forget(&house, "officer");
	test_forget(&house, "grace");
	test_forget(&house, user);
}

static void a_key_rests_two_weeks_after_the_last_who_signed_it_left_until_another_does(void **state)
{
	struct made_key mine = key_for(&world.age, 1, 300);
	struct made_key other = key_for(&world.age, 1, 300);
	struct ctx c = task("grace");

	(void)state;
	assert_int_equal(api_key_sign(&c, mine.id), ERR_CONFLICT);
	test_ctx_end(&c);
	assert_int_equal(alone_for("grace"), 0);
	leaves("eva");
	assert_true(alone_for("grace") >= 2);
	assert_int_equal(alone_for("amara"), 0);
	assert_true(key_seen(mine.id).alone);
	test_clock_pass(API_DAYS_ALONE * DAY);
	assert_true(fetched_now(mine.header));
	test_clock_pass(DAY);
	assert_false(fetched_now(mine.header));
	c = task("grace");
	assert_int_equal(api_key_sign(&c, mine.id), OK);
	done(&c);
	assert_true(fetched_now(mine.header));
	assert_false(fetched_now(other.header));
	assert_false(key_seen(mine.id).alone);
	c = task("grace");
	assert_int_equal(api_key_sign(&c, mine.id), ERR_CONFLICT);
	test_ctx_end(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_table_does_not_leave_in_the_moment_in_which_its_first_key_is_made),
		cmocka_unit_test(a_key_fetches_what_was_signed_before_and_after_it_was_made),
		cmocka_unit_test(what_is_fetched_is_what_was_printed_and_signed_and_nothing_of_the_auditor),
		cmocka_unit_test(what_is_no_token_of_ours_is_refused),
		cmocka_unit_test(
			a_return_by_contract_is_fetched_when_two_have_signed_the_key_and_the_return),
		cmocka_unit_test(a_key_that_was_taken_back_opens_nothing),
		cmocka_unit_test(nobody_makes_or_widens_a_key_in_the_database),
		cmocka_unit_test(a_key_has_an_end_a_name_and_a_table),
		cmocka_unit_test(a_token_and_all_that_it_unwraps_open_no_person_and_no_shared_key),
		cmocka_unit_test(a_token_opens_no_row_of_the_house_but_its_copies),
		cmocka_unit_test(a_cookie_is_no_key_and_a_key_is_no_cookie),
		cmocka_unit_test(its_first_use_on_a_day_is_in_the_audit_and_no_other),
		cmocka_unit_test(what_goes_wrong_is_said_as_json),
		cmocka_unit_test(
			a_key_rests_two_weeks_after_the_last_who_signed_it_left_until_another_does),
	};

	return test_on_both("learning/api", tests, sizeof tests / sizeof *tests);
}
