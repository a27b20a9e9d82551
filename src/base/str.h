/* struct str: a view of UTF-8 text. It owns nothing; arena-made ones carry a NUL beyond n. */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct str {
	const char *p;
	size_t n;
};

/* A view of a string literal. */
#define STR(literal) ((struct str){ "" literal, sizeof(literal) - 1 })

/* A view of a NUL-terminated string; NULL gives the empty view. */
struct str str_z(const char *z);
bool str_eq(struct str a, struct str b);
bool str_starts(struct str s, struct str prefix);
/* Orders by bytes, as both databases do. */
int str_cmp(struct str a, struct str b);
/* Without ASCII white space at both ends. */
struct str str_trim(struct str s);
/* Splits at the first c: *rest is what follows (empty when there is no c); returns what stands
 * before. */
struct str str_cut(struct str s, char c, struct str *rest);
/* Decimal, whole text, in range; false otherwise and *out is untouched. */
bool str_int(struct str s, int64_t *out);
/* True for well-formed UTF-8 without NUL. */
bool str_utf8(struct str s);
/* Reads one code point at *at and moves it on; the text must be well formed. */
uint32_t str_rune(struct str s, size_t *at);
