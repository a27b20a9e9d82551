/* What the files of this room share and no other room sees. */
#pragma once
#include "vault/vault.h"

/* BLAKE2b of 32 bytes, keyed by key (n = 0: not keyed), of label | parts[0] | parts[1] ...
 * Nothing marks where a part ends: fix the lengths, or put them in front. Labels: the table in
 * keys.c. */
void hash_labelled(struct bytes key, const char *label, const struct bytes *parts, size_t count,
                   uint8_t out[32]);
/* The same for one part under the pepper, which does not leave vault.c. */
void hash_peppered(const struct vault *v, const char *label, struct bytes part, uint8_t out[32]);

/* --- seal.c --- */
enum { SEAL_PLACE = 57 };
/* What a sealed value is bound to: the associated data (seal.c). */
void seal_place(const struct vault *v, uint8_t alg, struct seal_at at, uint8_t out[SEAL_PLACE]);
/* The length that n bytes are padded to, above 1 KiB (Padme). */
size_t seal_padme(size_t n);

/* n as four bytes, the highest first. */
static inline void put_u32(uint8_t out[4], uint32_t n)
{
	for (int i = 0; i < 4; i++)
		out[i] = (uint8_t)(n >> (24 - 8 * i));
}

static inline uint32_t get_u32(const uint8_t in[4])
{
	return (uint32_t)in[0] << 24 | (uint32_t)in[1] << 16 | (uint32_t)in[2] << 8 | in[3];
}
