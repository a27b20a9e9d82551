#include "base/id.h"

#include "base/random.h"

/* 2020-01-01T00:00:00Z in seconds since 1970. */
static const int64_t epoch = 1577836800;

void id_fresh(uint8_t out[ID_BYTES], struct instant now)
{
	uint32_t hours = now.s > epoch ? (uint32_t)((now.s - epoch) / 3600) : 0;

	for (int i = 0; i < 4; i++)
		out[i] = (uint8_t)(hours >> (24 - 8 * i));
	random_bytes(out + 4, ID_BYTES - 4);
}

struct instant id_hour(const uint8_t id[ID_BYTES])
{
	uint32_t hours = 0;

	for (int i = 0; i < 4; i++)
		hours = hours << 8 | id[i];
	return (struct instant){ epoch + (int64_t)hours * 3600 };
}

void id_random(uint8_t out[ID_BYTES])
{
	random_bytes(out, ID_BYTES);
}

static int digit(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool id_read(struct str s, uint8_t out[ID_BYTES])
{
	uint8_t id[ID_BYTES];

	if (s.n != ID_TEXT)
		return false;
	for (size_t i = 0; i < ID_BYTES; i++) {
		int high = digit(s.p[2 * i]);
		int low = digit(s.p[2 * i + 1]);
		if (high < 0 || low < 0)
			return false;
		id[i] = (uint8_t)(high << 4 | low);
	}
	memcpy(out, id, ID_BYTES);
	return true;
}

void id_write(const uint8_t id[ID_BYTES], char out[ID_TEXT + 1])
{
	for (size_t i = 0; i < ID_BYTES; i++) {
		out[2 * i] = "0123456789abcdef"[id[i] >> 4];
		out[2 * i + 1] = "0123456789abcdef"[id[i] & 15];
	}
	out[ID_TEXT] = 0;
}

void id_code(const uint8_t id[ID_BYTES], char out[ID_CODE + 1])
{
	static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
	unsigned n = (unsigned)id[4] << 16 | (unsigned)id[5] << 8 | id[6];

	for (int i = 0; i < ID_CODE; i++)
		out[i] = alphabet[n >> (15 - 5 * i) & 31];
	out[ID_CODE] = 0;
}
