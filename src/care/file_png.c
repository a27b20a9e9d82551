/* PNG (RFC 2083): a signature and chunks of length, type, data and CRC. Kept are those that draw:
 * IHDR, PLTE, tRNS, gAMA, sRGB, IDAT, IEND. */
#include "care/file_picture.h"

#include <string.h>

enum { SIGNATURE = 8, AROUND = 12, IHDR_BYTES = 13 };

struct chunk {
	const char *p; /* where its length stands */
	size_t n;      /* of its data */
};

static uint32_t four(const char *p)
{
	const unsigned char *u = (const unsigned char *)p;

	return (uint32_t)u[0] << 24 | (uint32_t)u[1] << 16 | (uint32_t)u[2] << 8 | u[3];
}

/* CRC-32 as in annex D of the standard, four bits at a time. */
static uint32_t crc(const char *p, size_t n)
{
	static const uint32_t half[16] = { 0x00000000, 0x1DB71064, 0x3B6E20C8, 0x26D930AC,
		                               0x76DC4190, 0x6B6B51F4, 0x4DB26158, 0x5005713C,
		                               0xEDB88320, 0xF00F9344, 0xD6D6A3E8, 0xCB61B38C,
		                               0x9B64C2B0, 0x86D3D2D4, 0xA00AE278, 0xBDBDF21C };
	uint32_t c = 0xFFFFFFFF;

	for (size_t i = 0; i < n; i++) {
		c ^= (unsigned char)p[i];
		c = half[c & 15] ^ c >> 4;
		c = half[c & 15] ^ c >> 4;
	}
	return ~c;
}

static bool is(const struct chunk *c, const char *type)
{
	return memcmp(c->p + 4, type, 4) == 0;
}

static bool whole(const struct chunk *c)
{
	return crc(c->p + 4, c->n + 4) == four(c->p + 8 + c->n);
}

static bool wanted(const struct chunk *c)
{
	static const char *const types[] = { "IHDR", "PLTE", "tRNS", "gAMA", "sRGB", "IDAT", "IEND" };

	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (is(c, types[i]))
			return true;
	return false;
}

/* A capital first letter: whoever does not know the chunk cannot draw the picture. */
static bool critical(const struct chunk *c)
{
	return (c->p[4] & 0x20) == 0;
}

bool file_keep_png(struct str s, struct file_kept *out)
{
	bool data = false;

	if (s.n < SIGNATURE)
		return false;
	file_keep_piece(out, s.p, SIGNATURE);
	for (size_t at = SIGNATURE; s.n - at >= AROUND;) {
		struct chunk c = { s.p + at, four(s.p + at) };
		bool first = at == SIGNATURE;

		if (c.n > s.n - at - AROUND || first != is(&c, "IHDR") || (first && c.n != IHDR_BYTES))
			return false;
		if (wanted(&c) ? !whole(&c) : critical(&c))
			return false;
		if (wanted(&c))
			file_keep_piece(out, c.p, c.n + AROUND);
		data |= is(&c, "IDAT");
		if (is(&c, "IEND"))
			return data && c.n == 0;
		at += c.n + AROUND;
	}
	return false;
}
