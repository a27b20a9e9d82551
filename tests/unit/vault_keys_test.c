#include "vault_hex.h"

#include "base/fault.h"

struct fixture {
	struct arena *a;
	struct box_pair pair;
	struct bytes context;
	uint8_t secret[32];
};

static int setup(void **state)
{
	static struct fixture f;
	const struct key k = counted_key(0);

	f.a = arena_new(16 << 20);
	box_from(&k, &f.pair);
	f.context = bytes_of(STR("wrap of row 7"));
	count_up(f.secret, 32, 0xe0);
	*state = &f;
	return 0;
}

static int teardown(void **state)
{
	struct fixture *f = *state;

	arena_free(f->a);
	return 0;
}

static const char sym_wrap[] =
	"01a0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b79946c150b024fe266c84aeeb9e49d0"
	"1d71d8daaa60fe9b0e1e91ab4c03066d26a0efea666cd2b4ec0bc728c939689d23";
static const char box_wrap[] =
	"02358072d6365880d1aeea329adf9121383851ed21a28e3b75e965d0d2cd166254ac8bb45959da6f"
	"bfc870c9dca5b19e2f170a01e00ded5453e0af6a9a1ecc88f9c7242f928b5a149ed67ec5ddbbda86"
	"1cd35872de79f57d82b17bef76a40f71f3fa06bbe35b468570881500e185e55d52";

static void opens(struct fixture *f, struct sealed w, bool box)
{
	struct bytes out = { NULL, 0 };
	bool was_box = !box;

	assert_int_equal(unwrap(f->a, &f->pair, f->context, w, &out, &was_box), OK);
	assert_int_equal(out.n, 32);
	assert_memory_equal(out.p, f->secret, 32);
	assert_true(was_box == box);
}

static void refuses(struct fixture *f, struct bytes context, struct sealed w)
{
	struct bytes out = { NULL, 77 };
	size_t used = arena_used(f->a);
	bool was_box;

	assert_int_equal(unwrap(f->a, &f->pair, context, w, &out, &was_box), ERR_VAULT);
	assert_int_equal(out.n, 77);
	assert_int_equal(arena_used(f->a), used);
}

/* A wrap of each form, made here. */
static struct sealed made(struct fixture *f, bool box)
{
	const struct bytes secret = { f->secret, 32 };

	return box ? wrap_box(f->a, &f->pair.pub, f->context, secret)
	           : wrap_sym(f->a, &f->pair.sym, f->context, secret);
}

static void derived_keys_have_the_stored_values(void **state)
{
	const struct key k = counted_key(0);
	const struct key erasure = counted_key(0xc0);
	struct key out;
	uint8_t org[16];

	(void)state;
	count_up(org, 16, 0x40);
	key_derive(&k, "sid", (struct bytes){ org, 16 }, &out);
	assert_hex(out.b, 32, "350097afa8076e2fb1d6504a4750250643307e5f5fcf82c7d83809304c99395e");
	key_person(&k, &erasure, IN_CASE, 0x01020304, &out);
	assert_hex(out.b, 32, "572ecea08775489aa7d919a44a0c4cc473490a0564037cb507978de7f18fae27");
}

static void a_pair_has_the_stored_values(void **state)
{
	struct fixture *f = *state;

	assert_hex(f->pair.pub.b, 32,
	           "8f40c5adb68f25624ae5b214ea767a6ec94d829d3d7b5e1ad1ba6f3e2138285f");
	assert_hex(f->pair.sym.b, 32,
	           "6af120231a132f851cda7482d9bfe83a00711f08080108e089ac96697e5744c5");
	assert_hex(f->pair.secret.b, 32,
	           "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
}

static void hashes_have_the_stored_values(void **state)
{
	struct key previous = counted_key(0);
	uint8_t out[32];

	(void)state;
	hash_bytes((struct bytes){ NULL, 0 }, out);
	assert_hex(out, 32, "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
	hash_bytes(bytes_of(STR("entry")), out);
	assert_hex(out, 32, "bfa95756580eb5635fbb6c8e7442e9919924132905065b1f2a98ecf537163991");
	hash_link(previous.b, bytes_of(STR("entry")), out);
	assert_hex(out, 32, "d5880a76aca28297be7bc8611055ffa8f093fd98360c9d8a2096885cd874d4c6");
}

static void wraps_made_by_another_program_open(void **state)
{
	struct fixture *f = *state;
	struct bytes sym = from_hex(f->a, sym_wrap);
	struct bytes box = from_hex(f->a, box_wrap);

	opens(f, (struct sealed){ sym.p, sym.n }, false);
	opens(f, (struct sealed){ box.p, box.n }, true);
}

static void wraps_made_here_open_and_have_the_stored_length(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(made(f, false).n, sizeof sym_wrap / 2);
	assert_int_equal(made(f, true).n, sizeof box_wrap / 2);
	opens(f, made(f, false), false);
	opens(f, made(f, true), true);
}

static void fresh_keys_differ(void **state)
{
	struct box_pair one;
	struct box_pair two;
	struct key k;
	struct key l;

	(void)state;
	box_fresh(&one);
	box_fresh(&two);
	key_fresh(&k);
	key_fresh(&l);
	assert_memory_not_equal(&one.secret, &two.secret, 32);
	assert_memory_not_equal(&one.sym, &two.sym, 32);
	assert_memory_not_equal(&one.pub, &two.pub, 32);
	assert_memory_not_equal(&one.secret, &one.sym, 32);
	assert_memory_not_equal(&k, &l, 32);
}

static void anything_else_in_a_derivation_gives_another_key(void **state)
{
	const struct key k = counted_key(0);
	const struct key l = counted_key(1);
	struct key out[12];
	const size_t n = sizeof out / sizeof out[0];

	(void)state;
	key_derive(&k, "sid", bytes_of(STR("ab")), &out[0]);
	key_derive(&k, "sid", bytes_of(STR("ac")), &out[1]);
	key_derive(&k, "sid", bytes_of(STR("")), &out[2]);
	key_derive(&k, "wrap", bytes_of(STR("ab")), &out[3]);
	key_derive(&l, "sid", bytes_of(STR("ab")), &out[4]);
	key_derive(&k, "sida", bytes_of(STR("b")), &out[5]);
	key_person(&k, &l, IN_CASE, 1, &out[6]);
	key_person(&k, &l, IN_CASE, 2, &out[7]);
	key_person(&k, &l, IN_STORY, 1, &out[8]);
	key_person(&k, &k, IN_CASE, 1, &out[9]);
	key_person(&l, &l, IN_CASE, 1, &out[10]);
	key_derive(&k, "pc", (struct bytes){ l.b, 32 }, &out[11]);
	for (size_t i = 0; i < n; i++)
		for (size_t j = i + 1; j < n; j++)
			assert_memory_not_equal(&out[i], &out[j], 32);
}

static void every_flipped_bit_of_a_wrap_is_refused(void **state)
{
	struct fixture *f = *state;

	for (int box = 0; box < 2; box++) {
		struct sealed w = made(f, box != 0);
		uint8_t *copy = arena_alloc(f->a, w.n);
		memcpy(copy, w.p, w.n);
		for (size_t bit = 0; bit < 8 * w.n; bit++) {
			/* X25519 takes no notice of the highest bit of a point; the box's nonce does. */
			copy[bit / 8] ^= (uint8_t)(1U << bit % 8);
			refuses(f, f->context, (struct sealed){ copy, w.n });
			copy[bit / 8] ^= (uint8_t)(1U << bit % 8);
		}
	}
}

static void every_other_length_and_form_is_refused(void **state)
{
	struct fixture *f = *state;

	for (int box = 0; box < 2; box++) {
		struct sealed w = made(f, box != 0);
		uint8_t *copy = arena_alloc(f->a, w.n + 600);
		memcpy(copy, w.p, w.n);
		for (size_t n = 0; n < w.n + 600; n++)
			if (n != w.n)
				refuses(f, f->context, (struct sealed){ copy, n });
		for (int form = 0; form < 256; form++) {
			copy[0] = (uint8_t)form;
			if (form != w.p[0])
				refuses(f, f->context, (struct sealed){ copy, w.n });
		}
	}
	refuses(f, f->context, (struct sealed){ NULL, 0 });
}

static void another_context_is_refused(void **state)
{
	struct fixture *f = *state;

	for (int box = 0; box < 2; box++) {
		struct sealed w = made(f, box != 0);
		refuses(f, bytes_of(STR("wrap of row 8")), w);
		refuses(f, bytes_of(STR("wrap of row 77")), w);
		refuses(f, bytes_of(STR("wrap of row ")), w);
		refuses(f, (struct bytes){ NULL, 0 }, w);
		opens(f, w, box != 0);
	}
}

static void another_holder_is_refused(void **state)
{
	struct fixture *f = *state;
	struct sealed sym = made(f, false);
	struct sealed box = made(f, true);

	box_fresh(&f->pair);
	refuses(f, f->context, sym);
	refuses(f, f->context, box);
}

/* A holder known by the symmetric half alone must not be talked into a box that anybody could have
 * made. */
static void half_a_pair_opens_no_box(void **state)
{
	struct fixture *f = *state;
	const struct key zero = { { 0 } };
	struct sealed sym = made(f, false);
	struct box_pair known;
	struct bytes out;

	box_from(&zero, &known);
	known.sym = f->pair.sym;
	f->pair = known;
	refuses(f, f->context, made(f, true));
	opens(f, sym, false);
	assert_int_equal(unwrap_sym(f->a, &f->pair.sym, f->context, made(f, true), &out), ERR_VAULT);
	assert_int_equal(unwrap_sym(f->a, &f->pair.sym, f->context, sym, &out), OK);
	assert_memory_equal(out.p, f->secret, 32);
}

static void secrets_up_to_the_ceiling_and_none_beyond(void **state)
{
	static uint8_t big[WRAP_MOST + 1];
	static const size_t lengths[] = { 0, 1, 31, 256, WRAP_MOST };
	struct fixture *f = *state;

	count_up(big, sizeof big, 3);
	for (size_t i = 0; i < 2 * sizeof lengths / sizeof lengths[0]; i++) {
		const struct bytes in = { big, lengths[i / 2] };
		struct sealed w = i % 2 ? wrap_box(f->a, &f->pair.pub, f->context, in)
		                        : wrap_sym(f->a, &f->pair.sym, f->context, in);
		struct bytes out;
		bool box;
		assert_int_equal(unwrap(f->a, &f->pair, f->context, w, &out, &box), OK);
		assert_int_equal(out.n, in.n);
		assert_memory_equal(out.p, in.p, in.n);
	}
	assert_int_equal(wrap_sym(f->a, &f->pair.sym, f->context, (struct bytes){ big, sizeof big }).n,
	                 0);
	assert_int_equal(wrap_box(f->a, &f->pair.pub, f->context, (struct bytes){ big, sizeof big }).n,
	                 0);
}

static void a_public_key_that_is_none_gives_nothing(void **state)
{
	struct fixture *f = *state;
	const struct public_key none = { { 0 } };

	assert_int_equal(wrap_box(f->a, &none, f->context, (struct bytes){ f->secret, 32 }).n, 0);
}

#ifdef KINTSUGI_FAULTS
static void an_injected_fault_is_an_error_of_the_vault(void **state)
{
	struct fixture *f = *state;

	for (int box = 0; box < 2; box++) {
		struct sealed w = made(f, box != 0);
		(void)fault_at(1);
		refuses(f, f->context, w);
		(void)fault_at(0);
		opens(f, w, box != 0);
	}
}
#endif

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(derived_keys_have_the_stored_values),
		TEST(a_pair_has_the_stored_values),
		TEST(hashes_have_the_stored_values),
		TEST(wraps_made_by_another_program_open),
		TEST(wraps_made_here_open_and_have_the_stored_length),
		TEST(fresh_keys_differ),
		TEST(anything_else_in_a_derivation_gives_another_key),
		TEST(every_flipped_bit_of_a_wrap_is_refused),
		TEST(every_other_length_and_form_is_refused),
		TEST(another_context_is_refused),
		TEST(another_holder_is_refused),
		TEST(half_a_pair_opens_no_box),
		TEST(secrets_up_to_the_ceiling_and_none_beyond),
		TEST(a_public_key_that_is_none_gives_nothing),
#ifdef KINTSUGI_FAULTS
		TEST(an_injected_fault_is_an_error_of_the_vault),
#endif
	};

	if (vault_start() != OK)
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
