#include "base/wipe.h"
#include "vault/inside.h"
#include "vault/vault.h"

#include <sodium.h>

enum { PASSES = 3, KIB = 1024, MEMORY = 64 * KIB * KIB, HALF = 32 };

_Static_assert(crypto_pwhash_SALTBYTES == 16, "the salt of the contract");

#ifdef KINTSUGI_FAULTS
static size_t memory = MEMORY;

void vault_passphrase_hurry(void)
{
	memory = 64 * KIB;
}
#else
static const size_t memory = MEMORY;
#endif

enum err vault_passphrase(const struct vault *v, struct str passphrase, const uint8_t salt[16],
                          struct passphrase_keys *out)
{
	uint8_t halves[2 * HALF];

	if (crypto_pwhash(halves, sizeof halves, passphrase.p, passphrase.n, salt, PASSES, memory,
	                  crypto_pwhash_ALG_ARGON2ID13) != 0)
		return ERR_BUSY;
	hash_peppered(v, "kin/1/verify", (struct bytes){ halves, HALF }, out->verifier);
	hash_peppered(v, "kin/1/slot", (struct bytes){ halves + HALF, HALF }, out->wrap.b);
	wipe(halves, sizeof halves);
	return OK;
}
