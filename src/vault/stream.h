/* Sealed files. This format is final:
 *
 *   version(1)=1 alg(1)=2 keyver(4) header(24), then chunks of 64 KiB and a tag(17) each
 *
 * alg 2 is libsodium's secretstream (XChaCha20-Poly1305) under a key that seals this one file.
 * Every chunk is bound to the same place as a sealed value (seal.c) and to its place in the order;
 * the last one is marked, so that a file that is cut short does not open. The content is padded
 * with zeros up to 4 KiB, above that as Padme says (seal.c); its length is the caller's to keep,
 * sealed. */
#pragma once
#include "vault/vault.h"

enum { STREAM_HEAD = 30, STREAM_CHUNK = 64 * 1024, STREAM_TAG = 17, STREAM_LEAST = 4096 };

/* Content in pieces that follow each other. */
struct stream_content {
	const struct str *at;
	size_t n;
};

/* Where a sealed file goes, or where it comes from: each call moves n bytes on. */
struct stream_sink {
	enum err (*put)(void *arg, const uint8_t *p, size_t n);
	void *arg;
};
struct stream_source {
	enum err (*get)(void *arg, uint8_t *p, size_t n);
	void *arg;
};

/* Bytes of the sealed file of n bytes of content. */
size_t stream_bytes(size_t n);
/* True when a file of size bytes that begins with these could be a sealed one: asked without any
 * key. */
bool stream_shaped(const uint8_t head[STREAM_HEAD], uint64_t size);
/* Seals content under k, which must be fresh, and hands it to to.put. at.scope is SCOPE_FILE.
 * Errors are those of put. */
enum err stream_seal(const struct vault *v, const struct key *k, struct seal_at at,
                     struct stream_content content, struct stream_sink to) NODISCARD;
/* Opens a file of n bytes of content into out, which has n bytes of room. from.get is asked for
 * exactly stream_bytes(n) bytes. ERR_VAULT when anything differs: key, place, order, length, a
 * single bit; or an error of get. What stands in out then is to be let go. */
enum err stream_open(const struct vault *v, const struct key *k, struct seal_at at, size_t n,
                     struct stream_source from, char *out) NODISCARD;
