#include "vault/stream.h"

#include "base/fault.h"
#include "base/wipe.h"
#include "vault/inside.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

enum { VERSION = 1, ALG = 2, PLAIN_HEAD = 6 };

static_assert(STREAM_TAG == crypto_secretstream_xchacha20poly1305_ABYTES, "libsodium's tag");
static_assert(STREAM_HEAD == PLAIN_HEAD + crypto_secretstream_xchacha20poly1305_HEADERBYTES,
              "libsodium's header");

/* One file on its way in or out. */
struct stream {
	crypto_secretstream_xchacha20poly1305_state state;
	uint8_t place[SEAL_PLACE];
	uint8_t plain[STREAM_CHUNK];
	uint8_t sealed[STREAM_CHUNK + STREAM_TAG];
};

static size_t padded(size_t n)
{
	return n < STREAM_LEAST ? STREAM_LEAST : seal_padme(n);
}

static size_t chunks(size_t n)
{
	return (n + STREAM_CHUNK - 1) / STREAM_CHUNK;
}

size_t stream_bytes(size_t n)
{
	return STREAM_HEAD + padded(n) + chunks(padded(n)) * STREAM_TAG;
}

bool stream_shaped(const uint8_t head[STREAM_HEAD], uint64_t size)
{
	uint64_t each = STREAM_CHUNK + STREAM_TAG;
	uint64_t body = size < STREAM_HEAD ? 0 : size - STREAM_HEAD;
	uint64_t n = (body + each - 1) / each;

	return head[0] == VERSION && head[1] == ALG && get_u32(head + 2) != 0 &&
	       body >= STREAM_LEAST + STREAM_TAG && body < SIZE_MAX / 2 && body > n * STREAM_TAG &&
	       stream_bytes((size_t)(body - n * STREAM_TAG)) == size;
}

/* The next n bytes of content, then zeros. */
static void fill(struct stream_content content, size_t from, uint8_t *to, size_t n)
{
	memset(to, 0, n);
	for (size_t i = 0; i < content.n && n; i++) {
		struct str piece = content.at[i];
		size_t take;

		if (from >= piece.n) {
			from -= piece.n;
			continue;
		}
		take = piece.n - from < n ? piece.n - from : n;
		memcpy(to, piece.p + from, take);
		to += take;
		n -= take;
		from = 0;
	}
}

static enum err seal_chunks(struct stream *s, struct stream_content content, size_t m,
                            struct stream_sink to)
{
	for (size_t at = 0; at < m; at += STREAM_CHUNK) {
		size_t n = m - at < STREAM_CHUNK ? m - at : STREAM_CHUNK;
		uint8_t tag = at + n == m ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : 0;

		fill(content, at, s->plain, n);
		(void)crypto_secretstream_xchacha20poly1305_push(&s->state, s->sealed, NULL, s->plain, n,
		                                                 s->place, sizeof s->place, tag);
		TRY(to.put(to.arg, s->sealed, n + STREAM_TAG));
	}
	return OK;
}

enum err stream_seal(const struct vault *v, const struct key *k, struct seal_at at,
                     struct stream_content content, struct stream_sink to)
{
	struct stream s;
	uint8_t head[STREAM_HEAD] = { VERSION, ALG };
	size_t n = 0;
	enum err e;

	for (size_t i = 0; i < content.n; i++)
		n += content.at[i].n;
	seal_place(v, ALG, at, s.place);
	put_u32(head + 2, at.keyver);
	(void)crypto_secretstream_xchacha20poly1305_init_push(&s.state, head + PLAIN_HEAD, k->b);
	e = to.put(to.arg, head, sizeof head);
	if (e == OK)
		e = seal_chunks(&s, content, padded(n), to);
	wipe(&s, sizeof s);
	return e;
}

/* Keeps of a chunk what lies within the content; the rest must be the padding. */
static bool keep(const struct stream *s, size_t at, size_t n, size_t all, char *out)
{
	size_t take = at >= all ? 0 : all - at < n ? all - at : n;

	if (take)
		memcpy(out + at, s->plain, take);
	return sodium_is_zero(s->plain + take, n - take) == 1;
}

static enum err open_chunks(struct stream *s, size_t all, struct stream_source from, char *out)
{
	size_t m = padded(all);

	for (size_t at = 0; at < m; at += STREAM_CHUNK) {
		size_t n = m - at < STREAM_CHUNK ? m - at : STREAM_CHUNK;
		uint8_t want = at + n == m ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : 0;
		uint8_t tag = 0;

		TRY(from.get(from.arg, s->sealed, n + STREAM_TAG));
		if (crypto_secretstream_xchacha20poly1305_pull(&s->state, s->plain, NULL, &tag, s->sealed,
		                                               n + STREAM_TAG, s->place,
		                                               sizeof s->place) != 0 ||
		    tag != want || !keep(s, at, n, all, out))
			return ERR_VAULT;
	}
	return OK;
}

enum err stream_open(const struct vault *v, const struct key *k, struct seal_at at, size_t n,
                     struct stream_source from, char *out)
{
	struct stream s;
	uint8_t head[STREAM_HEAD];
	enum err e;

	FAULT("stream-open", ERR_VAULT);
	TRY(from.get(from.arg, head, sizeof head));
	if (head[0] != VERSION || head[1] != ALG || get_u32(head + 2) != at.keyver ||
	    crypto_secretstream_xchacha20poly1305_init_pull(&s.state, head + PLAIN_HEAD, k->b) != 0)
		return ERR_VAULT;
	seal_place(v, ALG, at, s.place);
	e = open_chunks(&s, n, from, out);
	wipe(&s, sizeof s);
	return e;
}
