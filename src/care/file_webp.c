/* WebP (RFC 9649): RIFF, its length, "WEBP", and chunks of type, length and data, even in number.
 * Kept are VP8X (without its word about what is dropped), ALPH, VP8 and VP8L. */
#include "care/file_picture.h"

#include <string.h>

enum { RIFF_HEAD = 12, CHUNK_HEAD = 8, VP8X_BYTES = 10, HAS_ALPHA = 0x10, MOVES = 0x02 };

static uint32_t four(const char *p)
{
	const unsigned char *u = (const unsigned char *)p;

	return (uint32_t)u[3] << 24 | (uint32_t)u[2] << 16 | (uint32_t)u[1] << 8 | u[0];
}

static bool is(const char *chunk, const char *type)
{
	return memcmp(chunk, type, 4) == 0;
}

/* The extended head: of what it announces, only the alpha channel is left. */
static bool keep_vp8x(const char *chunk, size_t n, struct file_kept *out)
{
	uint8_t made[CHUNK_HEAD + VP8X_BYTES];

	if (n != VP8X_BYTES || ((unsigned char)chunk[CHUNK_HEAD] & MOVES))
		return false;
	memcpy(made, chunk, sizeof made);
	made[CHUNK_HEAD] &= HAS_ALPHA;
	memset(made + CHUNK_HEAD + 1, 0, 3);
	file_keep_made(out, made, sizeof made);
	return true;
}

/* One chunk of n bytes, with the byte that makes them even. */
static bool keep_chunk(const char *chunk, size_t n, bool first, bool *picture,
                       struct file_kept *out)
{
	bool draws = is(chunk, "VP8 ") || is(chunk, "VP8L");

	if (is(chunk, "VP8X"))
		return first && keep_vp8x(chunk, n, out);
	if (is(chunk, "ANIM") || is(chunk, "ANMF") || (draws && *picture))
		return false;
	if (draws || (is(chunk, "ALPH") && !*picture))
		file_keep_piece(out, chunk, CHUNK_HEAD + n + (n & 1));
	*picture |= draws;
	return true;
}

/* The length of what is left goes into the head, which was made before the rest was known. */
static void set_length(struct file_kept *out)
{
	uint32_t n = (uint32_t)(out->bytes - CHUNK_HEAD);

	for (int i = 0; i < 4; i++)
		out->made[4 + i] = (uint8_t)(n >> (8 * i));
}

bool file_keep_webp(struct str s, struct file_kept *out)
{
	bool picture = false;
	size_t end;

	if (s.n < RIFF_HEAD || four(s.p + 4) > s.n - CHUNK_HEAD || four(s.p + 4) < 4)
		return false;
	end = four(s.p + 4) + (size_t)CHUNK_HEAD;
	file_keep_made(out, (const uint8_t *)s.p, RIFF_HEAD);
	for (size_t at = RIFF_HEAD; end - at >= CHUNK_HEAD;) {
		size_t n = four(s.p + at + 4);
		size_t even = n + (n & 1);

		if (even > end - at - CHUNK_HEAD ||
		    !keep_chunk(s.p + at, n, at == RIFF_HEAD, &picture, out))
			return false;
		at += CHUNK_HEAD + even;
	}
	set_length(out);
	return picture;
}
