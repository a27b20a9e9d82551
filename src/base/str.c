#include "base/str.h"

#include <string.h>

struct str str_z(const char *z)
{
	return (struct str){ z ? z : "", z ? strlen(z) : 0 };
}

bool str_eq(struct str a, struct str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

bool str_starts(struct str s, struct str prefix)
{
	return s.n >= prefix.n && str_eq((struct str){ s.p, prefix.n }, prefix);
}

int str_cmp(struct str a, struct str b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int c = n ? memcmp(a.p, b.p, n) : 0;

	return c ? c : (a.n > b.n) - (a.n < b.n);
}

static bool blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

struct str str_trim(struct str s)
{
	while (s.n && blank(s.p[0])) {
		s.p++;
		s.n--;
	}
	while (s.n && blank(s.p[s.n - 1]))
		s.n--;
	return s;
}

struct str str_cut(struct str s, char c, struct str *rest)
{
	const char *at = s.n ? memchr(s.p, c, s.n) : NULL;
	size_t n = at ? (size_t)(at - s.p) : s.n;

	*rest = at ? (struct str){ at + 1, s.n - n - 1 } : (struct str){ "", 0 };
	return (struct str){ s.p, n };
}

bool str_int(struct str s, int64_t *out)
{
	bool minus = s.n && s.p[0] == '-';
	int64_t v = 0;

	if (s.n == (size_t)minus)
		return false;
	for (size_t i = minus; i < s.n; i++) {
		int d = s.p[i] - '0';
		if (d < 0 || d > 9)
			return false;
		if (__builtin_mul_overflow(v, 10, &v) || __builtin_add_overflow(v, minus ? -d : d, &v))
			return false;
	}
	*out = v;
	return true;
}

/* Length of the well-formed sequence at p, or 0. Table 3-7 of the Unicode Standard. */
static size_t sequence(const unsigned char *p, size_t n)
{
	unsigned char a = p[0];
	unsigned char low = 0x80;
	unsigned char high = 0xBF;
	size_t want = a < 0x80 ? 1 : a < 0xC2 ? 0 : a < 0xE0 ? 2 : a < 0xF0 ? 3 : a < 0xF5 ? 4 : 0;

	if (a == 0 || want == 0 || want > n)
		return 0;
	if (a == 0xE0)
		low = 0xA0;
	if (a == 0xED)
		high = 0x9F;
	if (a == 0xF0)
		low = 0x90;
	if (a == 0xF4)
		high = 0x8F;
	for (size_t i = 1; i < want; i++) {
		if (p[i] < low || p[i] > high)
			return 0;
		low = 0x80;
		high = 0xBF;
	}
	return want;
}

bool str_utf8(struct str s)
{
	const unsigned char *p = (const unsigned char *)s.p;

	for (size_t i = 0; i < s.n;) {
		size_t k = sequence(p + i, s.n - i);
		if (k == 0)
			return false;
		i += k;
	}
	return true;
}

uint32_t str_rune(struct str s, size_t *at)
{
	const unsigned char *p = (const unsigned char *)s.p + *at;
	uint32_t c = p[0];
	size_t k = c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;

	if (k > s.n - *at) {
		*at = s.n;
		return 0xFFFD;
	}
	if (k > 1)
		c &= 0x7Fu >> k;
	for (size_t i = 1; i < k; i++)
		c = (c << 6) | (p[i] & 0x3Fu);
	*at += k;
	return c;
}
