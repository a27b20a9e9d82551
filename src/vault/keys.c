/* Keys, what is derived from them, and wraps.
 *
 * Every message that is hashed under a key begins with its label. All are final, like everything
 * stored under them; numbers are big-endian:
 *
 *   message                                             key           gives
 *   "kin/1/pc" | E_p(32) | compartment(1) | version(4)  secret        key of a person's rows
 *   "kin/1/sym" | 0(4)                                  private part  symmetric half of a pair
 *   "kin/1/verify" | first half of Argon2id             pepper        stored verifier
 *   "kin/1/slot" | second half of Argon2id              pepper        key of a passphrase's slot
 *   "kin/1/house" | organisation(16)                    pepper        key_house
 *   "kin/1/box" | context                               none          what stands first in a box
 *   "kin/1/" LABEL | length(4) | context                any           key_derive
 *   "kin/1/" LABEL | length(4) | message                (Ed25519ph)   signatures
 *
 * pc, sym, verify, slot, house and box are taken: nobody else passes them as LABEL.
 *
 * Wraps, final too. The first byte names form and algorithm; 0 and 3 to 255 are kept for later:
 *
 *   1 nonce(24) ciphertext tag(16)   XChaCha20-Poly1305 (IETF), with 1 | context as associated data
 *   2 sealed box                     X25519 and XSalsa20-Poly1305 of
 *                                    BLAKE2b("kin/1/box" | context)(32) | secret */
#include "base/fault.h"
#include "base/wipe.h"
#include "vault/inside.h"
#include "vault/vault.h"

#include <sodium.h>
#include <string.h>

enum {
	SYM = 1,
	BOX = 2,
	NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
	TAG = crypto_aead_xchacha20poly1305_ietf_ABYTES,
	SYM_MORE = 1 + NONCE + TAG,
	BOUND = 32,
	BOX_MORE = 1 + crypto_box_SEALBYTES + BOUND
};

void hash_labelled(struct bytes key, const char *label, const struct bytes *parts, size_t count,
                   uint8_t out[32])
{
	crypto_generichash_state state;

	(void)crypto_generichash_init(&state, key.p, key.n, 32);
	(void)crypto_generichash_update(&state, (const uint8_t *)label, strlen(label));
	for (size_t i = 0; i < count; i++)
		(void)crypto_generichash_update(&state, parts[i].p, parts[i].n);
	(void)crypto_generichash_final(&state, out, 32);
	wipe(&state, sizeof state);
}

void hash_bytes(struct bytes in, uint8_t out[32])
{
	(void)crypto_generichash(out, 32, in.p, in.n, NULL, 0);
}

void hash_link(const uint8_t previous[32], struct bytes entry, uint8_t out[32])
{
	const struct bytes parts[] = { { previous, 32 }, entry };

	hash_labelled((struct bytes){ NULL, 0 }, "", parts, 2, out);
}

void key_fresh(struct key *out)
{
	randombytes_buf(out->b, sizeof out->b);
}

void key_derive(const struct key *k, const char *label, struct bytes context, struct key *out)
{
	uint8_t length[4];
	const struct bytes parts[] = {
		{ (const uint8_t *)label, strlen(label) },
		{ length, sizeof length },
		context,
	};

	put_u32(length, (uint32_t)context.n);
	hash_labelled((struct bytes){ k->b, 32 }, "kin/1/", parts, 3, out->b);
}

void key_person(const struct key *secret, const struct key *erasure, enum compartment c,
                uint32_t version, struct key *out)
{
	uint8_t which[5] = { (uint8_t)c };
	const struct bytes parts[] = { { erasure->b, 32 }, { which, sizeof which } };

	put_u32(which + 1, version);
	hash_labelled((struct bytes){ secret->b, 32 }, "kin/1/pc", parts, 2, out->b);
}

void key_house(const struct vault *v, struct key *out)
{
	const struct org_id org = vault_org(v);

	hash_peppered(v, "kin/1/house", (struct bytes){ org.b, ID_BYTES }, out->b);
}

void box_from(const struct key *secret, struct box_pair *out)
{
	out->secret = *secret;
	(void)crypto_scalarmult_base(out->pub.b, secret->b);
	key_derive(secret, "sym", (struct bytes){ NULL, 0 }, &out->sym);
}

void box_fresh(struct box_pair *out)
{
	struct key secret;

	key_fresh(&secret);
	box_from(&secret, out);
	wipe(&secret, sizeof secret);
}

/* The associated data of the form SYM, in the arena because a context has no fixed length. */
static struct bytes sym_place(struct arena *a, struct bytes context)
{
	uint8_t *p = arena_alloc(a, 1 + context.n);

	p[0] = SYM;
	if (context.n)
		memcpy(p + 1, context.p, context.n);
	return (struct bytes){ p, 1 + context.n };
}

struct sealed wrap_sym(struct arena *a, const struct key *sym, struct bytes context,
                       struct bytes secret)
{
	struct bytes ad = sym_place(a, context);
	uint8_t *p;

	if (secret.n > WRAP_MOST)
		return (struct sealed){ NULL, 0 };
	p = arena_alloc(a, SYM_MORE + secret.n);
	p[0] = SYM;
	randombytes_buf(p + 1, NONCE);
	(void)crypto_aead_xchacha20poly1305_ietf_encrypt(p + 1 + NONCE, NULL, secret.p, secret.n, ad.p,
	                                                 ad.n, NULL, p + 1, sym->b);
	return (struct sealed){ p, SYM_MORE + secret.n };
}

static void box_place(struct bytes context, uint8_t out[BOUND])
{
	hash_labelled((struct bytes){ NULL, 0 }, "kin/1/box", &context, 1, out);
}

struct sealed wrap_box(struct arena *a, const struct public_key *to, struct bytes context,
                       struct bytes secret)
{
	uint8_t inner[BOUND + WRAP_MOST];
	uint8_t *p;
	int failed;

	if (secret.n > WRAP_MOST)
		return (struct sealed){ NULL, 0 };
	box_place(context, inner);
	if (secret.n)
		memcpy(inner + BOUND, secret.p, secret.n);
	p = arena_alloc(a, BOX_MORE + secret.n);
	p[0] = BOX;
	failed = crypto_box_seal(p + 1, inner, BOUND + secret.n, to->b);
	wipe(inner, sizeof inner);
	return failed ? (struct sealed){ NULL, 0 } : (struct sealed){ p, BOX_MORE + secret.n };
}

enum err unwrap_sym(struct arena *a, const struct key *sym, struct bytes context,
                    struct sealed wrap, struct bytes *secret)
{
	size_t mark = arena_mark(a);
	struct bytes ad;
	uint8_t *p;

	FAULT("vault-open", ERR_VAULT);
	if (wrap.n < SYM_MORE || wrap.n > SYM_MORE + WRAP_MOST || wrap.p[0] != SYM)
		return ERR_VAULT;
	p = arena_alloc(a, wrap.n - SYM_MORE + 1);
	ad = sym_place(a, context);
	if (crypto_aead_xchacha20poly1305_ietf_decrypt(p, NULL, NULL, wrap.p + 1 + NONCE,
	                                               wrap.n - 1 - NONCE, ad.p, ad.n, wrap.p + 1,
	                                               sym->b) != 0) {
		arena_back(a, mark);
		return ERR_VAULT;
	}
	*secret = (struct bytes){ p, wrap.n - SYM_MORE };
	return OK;
}

static enum err unwrap_box(struct arena *a, const struct box_pair *holder, struct bytes context,
                           struct sealed wrap, struct bytes *secret)
{
	size_t mark = arena_mark(a);
	uint8_t bound[BOUND];
	uint8_t *p;

	FAULT("vault-open", ERR_VAULT);
	if (wrap.n < BOX_MORE || wrap.n > BOX_MORE + WRAP_MOST)
		return ERR_VAULT;
	/* Half a pair: everybody knows the private part that belongs to it. */
	if (sodium_is_zero(holder->secret.b, sizeof holder->secret.b))
		return ERR_VAULT;
	p = arena_alloc(a, wrap.n - 1 - crypto_box_SEALBYTES);
	box_place(context, bound);
	if (crypto_box_seal_open(p, wrap.p + 1, wrap.n - 1, holder->pub.b, holder->secret.b) != 0 ||
	    sodium_memcmp(p, bound, BOUND) != 0) {
		arena_back(a, mark);
		return ERR_VAULT;
	}
	*secret = (struct bytes){ p + BOUND, wrap.n - BOX_MORE };
	return OK;
}

enum err unwrap(struct arena *a, const struct box_pair *holder, struct bytes context,
                struct sealed wrap, struct bytes *secret, bool *was_box)
{
	bool box = wrap.n != 0 && wrap.p[0] == BOX;

	TRY(box ? unwrap_box(a, holder, context, wrap, secret)
	        : unwrap_sym(a, &holder->sym, context, wrap, secret));
	*was_box = box;
	return OK;
}
