/* Signatures: Ed25519ph (RFC 8032) of "kin/1/" label | length(4) | message. The label keeps a
 * signature made for one purpose from standing for another; the prehashed form takes a message in
 * parts without a copy. */
#include "vault/inside.h"
#include "vault/vault.h"

#include <sodium.h>
#include <string.h>

bool vault_equal(const void *a, const void *b, size_t n)
{
	return sodium_memcmp(a, b, n) == 0;
}

void sign_fresh(struct sign_pair *out)
{
	(void)crypto_sign_keypair(out->pub.b, out->secret);
}

void sign_from(const struct key *seed, struct sign_pair *out)
{
	(void)crypto_sign_seed_keypair(out->pub.b, out->secret, seed->b);
}

static void gather(crypto_sign_state *state, const char *label, struct bytes message)
{
	uint8_t length[4];

	put_u32(length, (uint32_t)message.n);
	(void)crypto_sign_init(state);
	(void)crypto_sign_update(state, (const uint8_t *)"kin/1/", 6);
	(void)crypto_sign_update(state, (const uint8_t *)label, strlen(label));
	(void)crypto_sign_update(state, length, sizeof length);
	(void)crypto_sign_update(state, message.p, message.n);
}

void sign_bytes(const struct sign_pair *by, const char *label, struct bytes message,
                struct signature *out)
{
	crypto_sign_state state;

	gather(&state, label, message);
	(void)crypto_sign_final_create(&state, out->b, NULL, by->secret);
}

bool sign_check(const struct public_key *by, const char *label, struct bytes message,
                const struct signature *s)
{
	crypto_sign_state state;

	gather(&state, label, message);
	return crypto_sign_final_verify(&state, s->b, by->b) == 0;
}
