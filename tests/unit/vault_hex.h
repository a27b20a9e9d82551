/* For the tests of the vault: counted bytes, stored answers in hexadecimal, and a vault in a folder
 * of its own. */
#pragma once
#include "vault/vault.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

/* n bytes that count up from first. */
static inline void count_up(uint8_t *out, size_t n, int first)
{
	for (size_t i = 0; i < n; i++)
		out[i] = (uint8_t)((size_t)first + i);
}

static inline struct key counted_key(int first)
{
	struct key k;

	count_up(k.b, sizeof k.b, first);
	return k;
}

/* The bytes that hex spells, in a. */
static inline struct bytes from_hex(struct arena *a, const char *hex)
{
	size_t n = strlen(hex) / 2;
	uint8_t *p = arena_alloc(a, n + 1);

	for (size_t i = 0; i < n; i++) {
		const char digits[3] = { hex[2 * i], hex[2 * i + 1], 0 };
		p[i] = (uint8_t)strtoul(digits, NULL, 16);
	}
	return (struct bytes){ p, n };
}

static inline void assert_hex(const void *p, size_t n, const char *hex)
{
	struct arena *a = arena_new(1 << 16);
	struct bytes want = from_hex(a, hex);

	assert_int_equal(n, want.n);
	assert_memory_equal(p, want.p, n);
	arena_free(a);
}

static inline struct bytes bytes_of(struct str s)
{
	return (struct bytes){ (const uint8_t *)s.p, s.n };
}

/* A vault of the organisation 0x40.. whose pepper counts up from 0x11. */
static inline struct vault *counted_vault(struct arena *a)
{
	char folder[] = "/tmp/kintsugi-vault-XXXXXX";
	struct key pepper = counted_key(0x11);
	struct org_id org;
	struct vault *v = NULL;
	struct str path;
	FILE *f;

	assert_non_null(mkdtemp(folder));
	path = arena_fmt(a, "%s/pepper", folder);
	f = fopen(path.p, "wb");
	assert_non_null(f);
	assert_int_equal(fwrite(pepper.b, 1, sizeof pepper.b, f), sizeof pepper.b);
	assert_int_equal(fclose(f), 0);
	assert_int_equal(chmod(path.p, 0600), 0);
	count_up(org.b, sizeof org.b, 0x40);
	assert_int_equal(vault_open(a, path.p, org, &v), OK);
	assert_int_equal(unlink(path.p), 0);
	assert_int_equal(rmdir(folder), 0);
	return v;
}
