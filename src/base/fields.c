#include "base/fields.h"

#include "base/id.h"

#include <stdio.h>
#include <string.h>

/* An entry is: length of the name (1 byte), name, length of the value (4 bytes, big-endian), value.
 */

void fields_put(struct buf *b, const char *name, struct str value)
{
	size_t n = strlen(name);
	char head[4];

	for (int i = 0; i < 4; i++)
		head[i] = (char)(unsigned char)(value.n >> (24 - 8 * i));
	buf_byte(b, (char)(unsigned char)n);
	buf_add(b, (struct str){ name, n });
	buf_add(b, (struct str){ head, sizeof head });
	buf_add(b, value);
}

void fields_put_int(struct buf *b, const char *name, int64_t value)
{
	char text[24];
	int n = snprintf(text, sizeof text, "%lld", (long long)value);

	fields_put(b, name, (struct str){ text, (size_t)n });
}

void fields_put_day(struct buf *b, const char *name, struct day day)
{
	if (day_known(day))
		fields_put_int(b, name, day.n);
}

void fields_put_id(struct buf *b, const char *name, const uint8_t id[16])
{
	fields_put(b, name, (struct str){ (const char *)id, ID_BYTES });
}

bool fields_next(struct str record, size_t *at, struct str *name, struct str *value)
{
	const unsigned char *p = (const unsigned char *)record.p;
	size_t i = *at;
	size_t n;

	if (record.n - i < 1 || record.n - i - 1 < (size_t)p[i] + 4)
		return false;
	*name = (struct str){ record.p + i + 1, p[i] };
	i += 1 + (size_t)p[i];
	n = (size_t)p[i] << 24 | (size_t)p[i + 1] << 16 | (size_t)p[i + 2] << 8 | p[i + 3];
	i += 4;
	if (record.n - i < n)
		return false;
	*value = (struct str){ record.p + i, n };
	*at = i + n;
	return true;
}

struct str fields_get(struct str record, const char *name)
{
	struct str wanted = str_z(name);
	struct str found;
	struct str value;

	for (size_t at = 0; fields_next(record, &at, &found, &value);)
		if (found.n == wanted.n && memcmp(found.p, wanted.p, wanted.n) == 0)
			return value;
	return (struct str){ NULL, 0 };
}

int64_t fields_int(struct str record, const char *name, int64_t fallback)
{
	struct str s = fields_get(record, name);
	int64_t v;

	return s.p && str_int(s, &v) ? v : fallback;
}

struct day fields_day(struct str record, const char *name, struct day fallback)
{
	return (struct day){ (int32_t)fields_int(record, name, fallback.n) };
}

bool fields_id(struct str record, const char *name, uint8_t out[16])
{
	struct str s = fields_get(record, name);

	if (!s.p || s.n != ID_BYTES)
		return false;
	memcpy(out, s.p, ID_BYTES);
	return true;
}
