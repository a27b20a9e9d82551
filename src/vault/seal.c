/* Sealed values. This format is final:
 *
 *   version(1)=1 alg(1)=1 keyver(4) nonce(24) ciphertext tag(16)
 *
 * alg 1 is XChaCha20-Poly1305 (IETF) with a random nonce. Its associated data, big-endian and of
 * fixed width:
 *
 *   version(1) alg(1) scope(1) org(16) owner(16) seal(2) row(16) keyver(4)
 *
 * The plaintext is padded as in ISO 7816-4 (one byte 0x80, then zeros) up to a length that depends
 * on its own length only: with the 0x80, the next multiple of 32 up to 1024; above that, Padme
 * (Nikitin and others, "Reducing metadata leakage from encrypted files and communication with
 * PURBs", 2019), which costs at most 12 in 100. */
#include "base/fault.h"
#include "vault/inside.h"
#include "vault/vault.h"

#include <sodium.h>
#include <string.h>

enum {
	VERSION = 1,
	ALG = 1,
	HEAD = 6,
	NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
	TAG = crypto_aead_xchacha20poly1305_ietf_ABYTES,
	STEP = 32,
	STEPS_UP_TO = 1024,
	SHORTEST = HEAD + NONCE + STEP + TAG
};

static unsigned log2_floor(size_t n)
{
	return 63U - (unsigned)__builtin_clzll(n);
}

size_t seal_padme(size_t n)
{
	unsigned exponent = log2_floor(n);
	size_t mask = ((size_t)1 << (exponent - log2_floor(exponent) - 1)) - 1;

	return (n + mask) & ~mask;
}

/* The length of n bytes of text once padded. */
static size_t padded(size_t n)
{
	return n < STEPS_UP_TO ? n / STEP * STEP + STEP : seal_padme(n + 1);
}

/* Finds where the text ends in m padded bytes; false when no text of ours looks so. */
static bool unpadded(const uint8_t *p, size_t m, size_t *n)
{
	size_t end = m;

	while (end && p[end - 1] == 0)
		end--;
	if (end == 0 || p[end - 1] != 0x80)
		return false;
	*n = end - 1;
	return padded(*n) == m;
}

void seal_place(const struct vault *v, uint8_t alg, struct seal_at at, uint8_t out[SEAL_PLACE])
{
	struct org_id org = vault_org(v);

	out[0] = VERSION;
	out[1] = alg;
	out[2] = (uint8_t)at.scope;
	memcpy(out + 3, org.b, 16);
	memcpy(out + 19, at.owner, 16);
	out[35] = (uint8_t)((unsigned)at.seal >> 8);
	out[36] = (uint8_t)at.seal;
	memcpy(out + 37, at.row, 16);
	put_u32(out + 53, at.keyver);
}

struct sealed vault_seal(const struct vault *v, struct arena *a, const struct key *k,
                         struct seal_at at, struct str plain)
{
	size_t m = padded(plain.n);
	uint8_t *p = arena_alloc(a, HEAD + NONCE + m + TAG);
	uint8_t *text = p + HEAD + NONCE;
	uint8_t ad[SEAL_PLACE];

	seal_place(v, ALG, at, ad);
	p[0] = VERSION;
	p[1] = ALG;
	put_u32(p + 2, at.keyver);
	randombytes_buf(p + HEAD, NONCE);
	if (plain.n)
		memcpy(text, plain.p, plain.n);
	text[plain.n] = 0x80;
	(void)crypto_aead_xchacha20poly1305_ietf_encrypt(text, NULL, text, m, ad, sizeof ad, NULL,
	                                                 p + HEAD, k->b);
	return (struct sealed){ p, HEAD + NONCE + m + TAG };
}

static bool shaped(struct sealed sealed)
{
	return sealed.n >= SHORTEST && sealed.p[0] == VERSION && sealed.p[1] == ALG;
}

uint32_t vault_keyver(struct sealed sealed)
{
	return shaped(sealed) ? get_u32(sealed.p + 2) : 0;
}

enum err vault_unseal(const struct vault *v, struct arena *a, const struct key *k,
                      struct seal_at at, struct sealed sealed, struct str *out)
{
	size_t mark = arena_mark(a);
	uint8_t ad[SEAL_PLACE];
	uint8_t *text;
	size_t m;
	size_t n;

	FAULT("vault-open", ERR_VAULT);
	if (!shaped(sealed) || get_u32(sealed.p + 2) != at.keyver)
		return ERR_VAULT;
	m = sealed.n - HEAD - NONCE - TAG;
	text = arena_alloc(a, m);
	seal_place(v, ALG, at, ad);
	if (crypto_aead_xchacha20poly1305_ietf_decrypt(text, NULL, NULL, sealed.p + HEAD + NONCE,
	                                               m + TAG, ad, sizeof ad, sealed.p + HEAD,
	                                               k->b) != 0 ||
	    !unpadded(text, m, &n)) {
		arena_back(a, mark);
		return ERR_VAULT;
	}
	text[n] = 0;
	*out = (struct str){ (const char *)text, n };
	return OK;
}
