#include "vault_hex.h"

static const char seed_public[] =
	"03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8";
static const char stored[] =
	"be0f0249cd904c274c13ee5bfaa8582f63306c4e3e1d76d38064830b616aac57991aaf66c83cf6fe"
	"57f1d6c105708c35d69f0879077b8cf8a33fba4c3d4e3a07";

/* The pair of the seed 00 01 02 ... 1f: an Ed25519 secret is the seed and then the public key. */
static struct sign_pair counted_pair(struct arena *a)
{
	struct sign_pair by;

	memcpy(by.pub.b, from_hex(a, seed_public).p, 32);
	count_up(by.secret, 32, 0);
	memcpy(by.secret + 32, by.pub.b, 32);
	return by;
}

static void a_signature_has_the_stored_value(void **state)
{
	struct arena *a = arena_new(1 << 20);
	struct sign_pair by = counted_pair(a);
	struct signature s;

	(void)state;
	sign_bytes(&by, "check", bytes_of(STR("to be signed")), &s);
	assert_hex(s.b, sizeof s.b, stored);
	assert_true(sign_check(&by.pub, "check", bytes_of(STR("to be signed")), &s));
	arena_free(a);
}

static void another_message_label_or_signer_is_refused(void **state)
{
	struct sign_pair by;
	struct sign_pair other;
	struct signature s;

	(void)state;
	sign_fresh(&by);
	sign_fresh(&other);
	sign_bytes(&by, "check", bytes_of(STR("to be signed")), &s);
	assert_true(sign_check(&by.pub, "check", bytes_of(STR("to be signed")), &s));
	assert_false(sign_check(&other.pub, "check", bytes_of(STR("to be signed")), &s));
	assert_false(sign_check(&by.pub, "chec", bytes_of(STR("to be signed")), &s));
	assert_false(sign_check(&by.pub, "grant", bytes_of(STR("to be signed")), &s));
	assert_false(sign_check(&by.pub, "check", bytes_of(STR("to be signed.")), &s));
	assert_false(sign_check(&by.pub, "check", bytes_of(STR("to be signe")), &s));
	assert_false(sign_check(&by.pub, "check", bytes_of(STR("")), &s));
}

static void every_flipped_bit_of_a_signature_is_refused(void **state)
{
	struct sign_pair by;
	struct signature s;

	(void)state;
	sign_fresh(&by);
	sign_bytes(&by, "check", bytes_of(STR("")), &s);
	for (size_t bit = 0; bit < 8 * sizeof s.b; bit++) {
		s.b[bit / 8] ^= (uint8_t)(1U << bit % 8);
		assert_false(sign_check(&by.pub, "check", bytes_of(STR("")), &s));
		s.b[bit / 8] ^= (uint8_t)(1U << bit % 8);
	}
	assert_true(sign_check(&by.pub, "check", bytes_of(STR("")), &s));
}

/* With a public key of small order one signature fits many messages; the library must not take it.
 */
static void a_public_key_of_small_order_is_refused(void **state)
{
	const struct public_key none = { { 1 } };
	const struct signature s = { { 1 } };

	(void)state;
	assert_false(sign_check(&none, "check", bytes_of(STR("anything")), &s));
}

static void equal_bytes_are_told_from_others(void **state)
{
	(void)state;
	assert_true(vault_equal("abc", "abc", 3));
	assert_false(vault_equal("abc", "abd", 3));
	assert_true(vault_equal("abc", "abd", 2));
	assert_true(vault_equal("", "", 0));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_signature_has_the_stored_value),
		cmocka_unit_test(another_message_label_or_signer_is_refused),
		cmocka_unit_test(every_flipped_bit_of_a_signature_is_refused),
		cmocka_unit_test(a_public_key_of_small_order_is_refused),
		cmocka_unit_test(equal_bytes_are_told_from_others),
	};

	if (vault_start() != OK)
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
