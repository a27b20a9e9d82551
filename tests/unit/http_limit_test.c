#include "http/limit.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* SIGN_IN: 30 at once, one back every 10 s. */
enum { BURST = 30, BACK_MS = 10000 };

static void a_burst_passes_and_then_one_at_a_time(void **state)
{
	struct limits *l = limits_new();
	int64_t now = 1000000;

	(void)state;
	for (int i = 0; i < BURST; i++)
		assert_int_equal(limit_take(l, LIMIT_SIGN_IN, 7, now), 0);
	assert_int_equal(limit_take(l, LIMIT_SIGN_IN, 7, now), BACK_MS);
	assert_int_equal(limit_take(l, LIMIT_SIGN_IN, 7, now + BACK_MS - 1), 1);
	assert_int_equal(limit_take(l, LIMIT_SIGN_IN, 7, now + BACK_MS), 0);
	assert_true(limit_take(l, LIMIT_SIGN_IN, 7, now + BACK_MS) > 0);
	limits_free(l);
}

static void a_refused_try_costs_nothing(void **state)
{
	struct limits *l = limits_new();

	(void)state;
	for (int i = 0; i < 1000; i++)
		(void)limit_take(l, LIMIT_SIGN_IN, 7, 1000000);
	assert_int_equal(limit_take(l, LIMIT_SIGN_IN, 7, 1000000 + BACK_MS), 0);
	limits_free(l);
}

static void networks_and_actions_do_not_share(void **state)
{
	struct limits *l = limits_new();

	(void)state;
	for (int i = 0; i < BURST; i++)
		(void)limit_take(l, LIMIT_SIGN_IN, 7, 1000000);
	assert_true(limit_take(l, LIMIT_SIGN_IN, 7, 1000000) > 0);
	assert_int_equal(limit_take(l, LIMIT_SIGN_IN, 8, 1000000), 0);
	assert_int_equal(limit_take(l, LIMIT_SEARCH, 7, 1000000), 0);
	limits_free(l);
}

static void a_flood_of_networks_does_not_free_the_guilty(void **state)
{
	struct limits *l = limits_new();

	(void)state;
	for (int i = 0; i < BURST; i++)
		(void)limit_take(l, LIMIT_SIGN_IN, 7, 1000000);
	for (uint64_t other = 100; other < 100000; other++)
		(void)limit_take(l, LIMIT_SIGN_IN, other * 0x9E3779B97F4A7C15u, 1000000);
	assert_true(limit_take(l, LIMIT_SIGN_IN, 7, 1000000) > 0);
	limits_free(l);
}

/* The published vectors of SipHash-2-4: key 00..0f, message 00, 01, ... (little-endian). */
static void the_hash_is_siphash(void **state)
{
	static const uint8_t key[16] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15 };
	static const uint8_t address[16] = { 0, 1, 2, 3, 4, 5, 6, 7 };

	(void)state;
	assert_true(limit_network(key, address, 0) == 0x726fdb47dd0e0e31u);
	assert_true(limit_network(key, address, 4) == 0x85676696d7fb7e2du);
	assert_true(limit_network(key, address, 16) == 0xcbc9466e58fee3ceu);
}

static void neighbours_are_one_network(void **state)
{
	static const uint8_t key[16] = { 1 };
	static const uint8_t v4[3][4] = { { 192, 0, 2, 1 }, { 192, 0, 2, 200 }, { 192, 0, 3, 1 } };
	static const uint8_t mapped[16] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 192, 0, 2, 9 };

	(void)state;
	assert_true(limit_network(key, v4[0], 4) == limit_network(key, v4[1], 4));
	assert_true(limit_network(key, v4[0], 4) != limit_network(key, v4[2], 4));
	assert_true(limit_network(key, v4[0], 4) == limit_network(key, mapped, 16));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_burst_passes_and_then_one_at_a_time),
		cmocka_unit_test(a_refused_try_costs_nothing),
		cmocka_unit_test(networks_and_actions_do_not_share),
		cmocka_unit_test(a_flood_of_networks_does_not_free_the_guilty),
		cmocka_unit_test(the_hash_is_siphash),
		cmocka_unit_test(neighbours_are_one_network),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
