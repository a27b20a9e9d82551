#include "vault_hex.h"

static void a_passphrase_gives_the_stored_halves(void **state)
{
	struct arena *a = arena_new(1 << 20);
	struct vault *v = counted_vault(a);
	struct passphrase_keys keys;
	uint8_t salt[16];

	(void)state;
	count_up(salt, 16, 0x51);
	assert_int_equal(vault_passphrase(v, STR("seven quiet rivers in spring"), salt, &keys), OK);
	assert_hex(keys.verifier, 32,
	           "cc8fdcc32ff31656bcd2dcf216e41cfcc923dcaac3e489a9c4cba442a1436c14");
	assert_hex(keys.wrap.b, 32, "1608a9d7170e73234265272d6712890749e9497b482f016acd698283d45a67ac");
	arena_free(a);
}

/* Another pepper, salt or passphrase: both halves change. */
static void anything_else_gives_other_halves(void **state)
{
	struct arena *a = arena_new(1 << 20);
	struct vault *v[2] = { counted_vault(a), NULL };
	struct str path = arena_fmt(a, "/tmp/kintsugi-pepper-%ld", (long)getpid());
	struct passphrase_keys keys[4];
	const uint8_t salt[2][16] = { { 1 }, { 2 } };

	(void)state;
	assert_int_equal(vault_make_pepper(path.p), OK);
	assert_int_equal(vault_open(a, path.p, vault_org(v[0]), &v[1]), OK);
	assert_int_equal(unlink(path.p), 0);
	assert_int_equal(vault_passphrase(v[0], STR("one"), salt[0], &keys[0]), OK);
	assert_int_equal(vault_passphrase(v[0], STR("two"), salt[0], &keys[1]), OK);
	assert_int_equal(vault_passphrase(v[0], STR("one"), salt[1], &keys[2]), OK);
	assert_int_equal(vault_passphrase(v[1], STR("one"), salt[0], &keys[3]), OK);
	for (int i = 0; i < 4; i++) {
		assert_memory_not_equal(keys[i].verifier, keys[i].wrap.b, 32);
		for (int j = i + 1; j < 4; j++) {
			assert_memory_not_equal(keys[i].verifier, keys[j].verifier, 32);
			assert_memory_not_equal(keys[i].wrap.b, keys[j].wrap.b, 32);
		}
	}
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_passphrase_gives_the_stored_halves),
		cmocka_unit_test(anything_else_gives_other_halves),
	};

	if (vault_start() != OK)
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
