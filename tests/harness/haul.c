#include "haul.h"

#include "access/house_key_sql.h"
#include "access/keys.h"
#include "access/keys_sql.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void begin(struct test_house *h, const char *user, struct ctx *c)
{
	assert_int_equal(test_ctx(h, user, c), OK);
}

static struct row_id row_named(const char *name)
{
	struct row_id id = { { 0 } };

	memcpy(id.b, name, strlen(name));
	return id;
}

struct person_id haul_person(struct test_house *h, const char *user)
{
	struct person_id p;

	assert_int_equal(test_person(h, user, TEST_HARBOUR, &p), OK);
	return p;
}

struct kept haul_write(struct test_house *h, const char *user, struct person_id p,
                       enum compartment comp)
{
	struct ctx c;
	struct sealed s;
	struct kept k;

	begin(h, user, &c);
	assert_int_equal(
		seal_person(&c, p, comp, SEAL_NOTE, row_named("note"), STR("what she said"), &s), OK);
	assert_true(s.n <= sizeof k.at);
	memcpy(k.at, s.p, s.n);
	k.n = s.n;
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
	return k;
}

enum err haul_read(struct test_house *h, const char *user, struct person_id p,
                   enum compartment comp, const struct kept *k)
{
	struct ctx c;
	struct str plain;
	enum err e;

	begin(h, user, &c);
	e = open_person(&c, p, comp, SEAL_NOTE, row_named("note"), (struct sealed){ k->at, k->n },
	                &plain);
	if (e == OK)
		assert_true(str_eq(plain, STR("what she said")));
	test_ctx_end(&c);
	return e;
}

uint32_t haul_open_to(struct test_house *h, const char *user, struct person_id p,
                      enum verb_wanted verb)
{
	static const enum compartment all[] = { IN_IDENTITY, IN_LOCATION, IN_SAFETY,
		                                    IN_CASE,     IN_STORY,    IN_HEALTH,
		                                    IN_COUNSEL,  IN_LEGAL,    IN_MESSAGES };
	uint32_t mask = 0;
	struct ctx c;

	begin(h, user, &c);
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (can(&c, p, verb, all[i]))
			mask |= 1u << all[i];
	test_ctx_end(&c);
	return mask;
}

struct haul haul_take(struct test_house *h, const char *user)
{
	struct haul haul = { .n = 0 };
	struct ctx c;

	begin(h, user, &c);
	haul.keys[haul.n++] = c.actor->own;
	for (size_t i = 0; i < c.actor->nheld; i++)
		haul.keys[haul.n++] = c.actor->held[i];
	test_ctx_end(&c);
	return haul;
}

uint32_t haul_unwraps(struct test_house *h, const struct haul *haul, struct person_id p,
                      int64_t keyver)
{
	struct wrap_row_list wraps;
	uint32_t mask = 0;
	struct ctx c;

	begin(h, "officer", &c);
	wraps_of(c.read, h->house->org, p, &wraps);
	assert_int_equal(read_now(c.read), OK);
	for (size_t i = 0; i < wraps.n; i++) {
		const struct wrap_row *w = &wraps.at[i];
		struct bytes context =
			wrap_context(c.arena, h->house->org, p, w->holder, (uint32_t)w->keyver);

		for (size_t k = 0; w->keyver == keyver && k < haul->n; k++) {
			struct bytes bundle;
			bool was_box;

			if (unwrap(c.arena, &haul->keys[k].pair, context,
			           (struct sealed){ w->wrap.p, w->wrap.n }, &bundle, &was_box) == OK)
				mask |= (uint32_t)bundle.p[0] << 8 | bundle.p[1];
		}
	}
	test_ctx_end(&c);
	return mask;
}

int64_t haul_keyver(struct test_house *h, struct person_id p)
{
	const struct person_row *row;
	int64_t keyver;
	struct ctx c;

	begin(h, "officer", &c);
	person_row(c.read, h->house->org, p, c.actor->id, (struct instant){ 0 }, &row);
	assert_int_equal(read_now(c.read), OK);
	assert_non_null(row);
	keyver = row->keyver;
	test_ctx_end(&c);
	return keyver;
}

void haul_assign(struct test_house *h, const char *by, struct person_id p, const char *user)
{
	struct user_id staff = test_user(h, user);
	struct ctx c;

	begin(h, by, &c);
	assert_int_equal(person_assign(&c, p, staff), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
}

void haul_unassign(struct test_house *h, const char *by, struct person_id p, const char *user,
                   bool excluded)
{
	struct user_id staff = test_user(h, user);
	struct ctx c;

	begin(h, by, &c);
	assert_int_equal(person_unassign(&c, p, staff, excluded), OK);
	assert_int_equal(test_commit(&c), OK);
	test_ctx_end(&c);
}

bool haul_unwraps_row(struct test_house *h, const char *user, struct row_id row)
{
	struct haul haul = haul_take(h, user);
	struct house_key_row_list all;
	struct ctx c;
	bool any = false;

	begin(h, "officer", &c);
	house_keys_of(c.read, h->house->org, row, &all);
	assert_int_equal(read_now(c.read), OK);
	assert_true(all.n > 0);
	for (size_t i = 0; i < all.n; i++) {
		uint8_t context[3 * ID_BYTES];
		memcpy(context, h->house->org.b, ID_BYTES);
		memcpy(context + ID_BYTES, row.b, ID_BYTES);
		memcpy(context + 2 * ID_BYTES, all.at[i].holder.b, ID_BYTES);
		for (size_t k = 0; k < haul.n; k++) {
			struct bytes secret;
			bool was_box;
			any |= unwrap(c.arena, &haul.keys[k].pair, (struct bytes){ context, sizeof context },
			              (struct sealed){ all.at[i].wrap.p, all.at[i].wrap.n }, &secret,
			              &was_box) == OK;
		}
	}
	test_ctx_end(&c);
	return any;
}
