#include "vault_hex.h"

#include "base/fault.h"
#include "base/random.h"

struct place {
	uint8_t owner[16];
	uint8_t row[16];
	struct seal_at at;
};

/* A place whose owner and row count up, version 7. */
static struct seal_at counted_place(struct place *p)
{
	count_up(p->owner, 16, 0x60);
	count_up(p->row, 16, 0x80);
	p->at = (struct seal_at){ SCOPE_PERSON, SEAL_DIRECTORY, p->owner, p->row, 7 };
	return p->at;
}

struct fixture {
	struct arena *a;
	struct vault *v;
	struct key k;
	struct place place;
	struct seal_at at;
};

static int setup(void **state)
{
	static struct fixture f;

	f.a = arena_new(64 << 20);
	f.v = counted_vault(f.a);
	f.k = counted_key(0);
	f.at = counted_place(&f.place);
	*state = &f;
	return 0;
}

static int teardown(void **state)
{
	struct fixture *f = *state;

	arena_free(f->a);
	return 0;
}

static struct str text_of(struct fixture *f, size_t n)
{
	char *p = arena_alloc(f->a, n + 1);

	for (size_t i = 0; i < n; i++)
		p[i] = (char)('a' + i % 26);
	return (struct str){ p, n };
}

static struct str opened(struct fixture *f, struct sealed s)
{
	struct str out = { NULL, 0 };

	assert_int_equal(vault_unseal(f->v, f->a, &f->k, f->at, s, &out), OK);
	return out;
}

static void refuses(struct fixture *f, struct seal_at at, struct sealed s)
{
	struct str out = STR("untouched");
	size_t used = arena_used(f->a);

	assert_int_equal(vault_unseal(f->v, f->a, &f->k, at, s, &out), ERR_VAULT);
	assert_string_equal(out.p, "untouched");
	assert_int_equal(arena_used(f->a), used);
}

static const char hello[] =
	"010100000007a0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b70f8379de1e71849d5856"
	"14097130a3c03baa9f2caa06cad91d408be7e7a3fe367d6679b02755ff6eb71c9cb93372dba3";
static const char nothing[] =
	"0101fffffffea0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7c5ec0a1db75da4ac616f"
	"2d897130a3c03baa9f2caa06cad91d408be7e7a3fe3622d64f1ee238c5e28b96f7fadaa878c8";

static void a_value_sealed_by_another_program_opens(void **state)
{
	struct fixture *f = *state;
	struct bytes b = from_hex(f->a, hello);
	struct str s = opened(f, (struct sealed){ b.p, b.n });

	assert_int_equal(s.n, strlen("José, 1999"));
	assert_string_equal(s.p, "José, 1999");
}

static void every_field_of_the_place_has_its_whole_width(void **state)
{
	struct fixture *f = *state;
	struct bytes b = from_hex(f->a, nothing);

	f->at.keyver = 0xFFFFFFFE;
	f->at.scope = SCOPE_FILE;
	f->at.seal = (enum seal_id)0x0102;
	assert_int_equal(opened(f, (struct sealed){ b.p, b.n }).n, 0);
	assert_int_equal(vault_keyver((struct sealed){ b.p, b.n }), 0xFFFFFFFE);
}

static void a_fresh_value_has_the_stored_form(void **state)
{
	struct fixture *f = *state;
	struct sealed one = vault_seal(f->v, f->a, &f->k, f->at, STR("José, 1999"));
	struct sealed two = vault_seal(f->v, f->a, &f->k, f->at, STR("José, 1999"));

	assert_int_equal(one.n, sizeof hello / 2);
	assert_hex(one.p, 6, "010100000007");
	assert_memory_not_equal(one.p + 6, two.p + 6, 24);
	assert_memory_not_equal(one.p + 30, two.p + 30, one.n - 30);
	assert_int_equal(vault_keyver(one), 7);
}

static void text_of_any_length_comes_back(void **state)
{
	struct fixture *f = *state;

	for (size_t n = 0; n < 2200; n++) {
		size_t mark = arena_mark(f->a);
		struct str in = text_of(f, n);
		struct str out = opened(f, vault_seal(f->v, f->a, &f->k, f->at, in));
		assert_true(str_eq(in, out));
		assert_int_equal(out.p[n], 0);
		arena_back(f->a, mark);
	}
}

static void text_that_ends_like_padding_comes_back(void **state)
{
	struct fixture *f = *state;
	static const char *const ends[] = { "\x80", "\x80\0", "\0", "x\x80\0\0\0", "\x80\x80" };
	static const size_t lengths[] = { 1, 2, 1, 5, 2 };

	for (size_t i = 0; i < 5; i++) {
		struct str in = { ends[i], lengths[i] };
		assert_true(str_eq(in, opened(f, vault_seal(f->v, f->a, &f->k, f->at, in))));
	}
}

static void the_length_tells_only_steps_of_32_and_then_padme(void **state)
{
	static const struct {
		size_t plain;
		size_t padded;
	} t[] = {
		{ 0, 32 },      { 1, 32 },      { 31, 32 },     { 32, 64 },        { 63, 64 },
		{ 64, 96 },     { 991, 992 },   { 992, 1024 },  { 1023, 1024 },    { 1024, 1088 },
		{ 1500, 1536 }, { 2047, 2048 }, { 2048, 2176 }, { 99999, 100352 }, { 1048576, 1081344 },
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof t / sizeof t[0]; i++) {
		struct sealed s = vault_seal(f->v, f->a, &f->k, f->at, text_of(f, t[i].plain));
		assert_int_equal(s.n, t[i].padded + 46);
	}
}

static void every_flipped_bit_is_refused(void **state)
{
	struct fixture *f = *state;
	struct sealed s = vault_seal(f->v, f->a, &f->k, f->at, text_of(f, 70));
	uint8_t *copy = arena_alloc(f->a, s.n);

	memcpy(copy, s.p, s.n);
	for (size_t bit = 0; bit < 8 * s.n; bit++) {
		copy[bit / 8] ^= (uint8_t)(1U << bit % 8);
		refuses(f, f->at, (struct sealed){ copy, s.n });
		copy[bit / 8] ^= (uint8_t)(1U << bit % 8);
	}
	(void)opened(f, (struct sealed){ copy, s.n });
}

static void every_shorter_and_longer_value_is_refused(void **state)
{
	struct fixture *f = *state;
	struct sealed s = vault_seal(f->v, f->a, &f->k, f->at, text_of(f, 70));
	uint8_t *longer = arena_alloc(f->a, s.n + 64);

	memcpy(longer, s.p, s.n);
	for (size_t n = 0; n < s.n; n++)
		refuses(f, f->at, (struct sealed){ s.p, n });
	for (size_t n = s.n + 1; n <= s.n + 64; n++)
		refuses(f, f->at, (struct sealed){ longer, n });
	refuses(f, f->at, (struct sealed){ NULL, 0 });
}

static void another_place_is_refused(void **state)
{
	struct fixture *f = *state;
	struct sealed s = vault_seal(f->v, f->a, &f->k, f->at, STR("a name"));
	struct seal_at at = f->at;
	uint8_t other[16];

	for (int scope = SCOPE_PERSON; scope <= SCOPE_FILE; scope++) {
		at.scope = (enum seal_scope)scope;
		if (at.scope != f->at.scope)
			refuses(f, at, s);
	}
	at = f->at;
	for (unsigned bit = 0; bit < 16; bit++) {
		at.seal = (enum seal_id)((unsigned)SEAL_DIRECTORY ^ 1U << bit);
		refuses(f, at, s);
	}
	at = f->at;
	for (unsigned bit = 0; bit < 32; bit++) {
		at.keyver = f->at.keyver ^ 1U << bit;
		refuses(f, at, s);
	}
	for (size_t bit = 0; bit < 128; bit++) {
		at = f->at;
		memcpy(other, f->at.owner, 16);
		other[bit / 8] ^= (uint8_t)(1U << bit % 8);
		at.owner = other;
		refuses(f, at, s);
		at = f->at;
		memcpy(other, f->at.row, 16);
		other[bit / 8] ^= (uint8_t)(1U << bit % 8);
		at.row = other;
		refuses(f, at, s);
	}
	at = f->at;
	at.owner = f->at.row;
	at.row = f->at.owner;
	refuses(f, at, s);
	(void)opened(f, s);
}

/* A version written anew into the value's head, so that head and place agree again. */
static void a_version_changed_on_both_sides_is_refused(void **state)
{
	struct fixture *f = *state;
	struct sealed s = vault_seal(f->v, f->a, &f->k, f->at, STR("a name"));
	uint8_t copy[128];

	assert_true(s.n <= sizeof copy);
	memcpy(copy, s.p, s.n);
	copy[5] = 8;
	f->at.keyver = 8;
	refuses(f, f->at, (struct sealed){ copy, s.n });
}

static void another_organisation_or_key_is_refused(void **state)
{
	struct fixture *f = *state;
	struct sealed s = vault_seal(f->v, f->a, &f->k, f->at, STR("a name"));
	struct org_id org = vault_org(f->v);
	struct vault *other = NULL;
	struct str path = arena_fmt(f->a, "/tmp/kintsugi-pepper-%ld", (long)getpid());
	struct str out;

	assert_int_equal(vault_make_pepper(path.p), OK);
	org.b[15] ^= 1;
	assert_int_equal(vault_open(f->a, path.p, org, &other), OK);
	assert_int_equal(unlink(path.p), 0);
	assert_int_equal(vault_unseal(other, f->a, &f->k, f->at, s, &out), ERR_VAULT);
	f->k.b[31] ^= 0x80;
	refuses(f, f->at, s);
}

enum { MANY = 200, SWAPS = 10000 };

static void ten_thousand_swaps_among_two_hundred_values_are_refused(void **state)
{
	static struct place places[MANY];
	static struct sealed values[MANY];
	struct fixture *f = *state;
	int swapped = 0;

	for (size_t i = 0; i < MANY; i++) {
		(void)counted_place(&places[i]);
		random_bytes(places[i].owner, 16);
		random_bytes(places[i].row, 16);
		/* Some share owner or row and differ in one other thing. */
		if (i % 4)
			memcpy(places[i].owner, places[i - 1].owner, 16);
		if (i % 4 == 2) {
			memcpy(places[i].row, places[i - 1].row, 16);
			places[i].at.seal = (enum seal_id)((int)SEAL_DIRECTORY + 1 + (int)(i % 50));
		}
		values[i] = vault_seal(f->v, f->a, &f->k, places[i].at, STR("the same text"));
	}
	while (swapped < SWAPS) {
		uint32_t from = random_below(MANY);
		uint32_t to = random_below(MANY);
		if (from == to)
			continue;
		refuses(f, places[to].at, values[from]);
		swapped++;
	}
	for (size_t i = 0; i < MANY; i++) {
		f->at = places[i].at;
		assert_string_equal(opened(f, values[i]).p, "the same text");
	}
}

static void the_key_version_of_what_is_no_sealed_value_is_zero(void **state)
{
	struct fixture *f = *state;
	uint8_t p[78] = { 1, 1, 0, 0, 0, 5 };

	(void)f;
	assert_int_equal(vault_keyver((struct sealed){ p, 78 }), 5);
	assert_int_equal(vault_keyver((struct sealed){ p, 77 }), 0);
	assert_int_equal(vault_keyver((struct sealed){ NULL, 0 }), 0);
	p[1] = 2;
	assert_int_equal(vault_keyver((struct sealed){ p, 78 }), 0);
	p[1] = 1;
	p[0] = 0;
	assert_int_equal(vault_keyver((struct sealed){ p, 78 }), 0);
}

#ifdef KINTSUGI_FAULTS
static void an_injected_fault_is_an_error_of_the_vault(void **state)
{
	struct fixture *f = *state;
	struct sealed s = vault_seal(f->v, f->a, &f->k, f->at, STR("a name"));

	(void)fault_at(1);
	refuses(f, f->at, s);
	(void)fault_at(0);
	(void)opened(f, s);
}
#endif

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_value_sealed_by_another_program_opens),
		TEST(every_field_of_the_place_has_its_whole_width),
		TEST(a_fresh_value_has_the_stored_form),
		TEST(text_of_any_length_comes_back),
		TEST(text_that_ends_like_padding_comes_back),
		TEST(the_length_tells_only_steps_of_32_and_then_padme),
		TEST(every_flipped_bit_is_refused),
		TEST(every_shorter_and_longer_value_is_refused),
		TEST(another_place_is_refused),
		TEST(a_version_changed_on_both_sides_is_refused),
		TEST(another_organisation_or_key_is_refused),
		TEST(ten_thousand_swaps_among_two_hundred_values_are_refused),
		TEST(the_key_version_of_what_is_no_sealed_value_is_zero),
#ifdef KINTSUGI_FAULTS
		TEST(an_injected_fault_is_an_error_of_the_vault),
#endif
	};

	if (vault_start() != OK)
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
