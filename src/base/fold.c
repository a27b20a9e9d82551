/* Folding: the one file that knows utf8proc. Letters are decomposed, thinned out and
 * composed again. */
#include "base/fold.h"

#include <utf8proc.h>

enum {
	SPACE = ' ',
	COMPOSE = UTF8PROC_COMPOSE | UTF8PROC_STABLE,
	DECOMPOSE =
		UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE | UTF8PROC_STABLE
};

/* Letters that Unicode takes for different ones and that spellings of one name mix. Sorted. */
static const struct {
	int32_t from;
	int32_t to[2];
} same[] = {
	{ 0x00E6, { 'a', 'e' } }, /* ae */
	{ 0x00F0, { 'd' } },      /* eth */
	{ 0x00F8, { 'o' } },      /* o with stroke */
	{ 0x00FE, { 't', 'h' } }, /* thorn */
	{ 0x0111, { 'd' } },      /* d with stroke, in Vietnamese and Serbian names */
	{ 0x0127, { 'h' } },      /* h with stroke */
	{ 0x0131, { 'i' } },      /* dotless i */
	{ 0x0142, { 'l' } },      /* l with stroke */
	{ 0x0153, { 'o', 'e' } }, /* oe */
	{ 0x0167, { 't' } },      /* t with stroke */
	{ 0x0629, { 0x0647 } },   /* ta marbuta: ha */
	{ 0x0649, { 0x064A } },   /* alef maqsura: ya */
	{ 0x0671, { 0x0627 } },   /* alef wasla: alef */
	{ 0x06A9, { 0x0643 } },   /* Persian and Urdu kaf */
	{ 0x06BE, { 0x0647 } },   /* heh doachashmee */
	{ 0x06C1, { 0x0647 } },   /* heh goal */
	{ 0x06C3, { 0x0647 } },   /* teh marbuta goal */
	{ 0x06CC, { 0x064A } },   /* Persian and Urdu ya */
	{ 0x06D5, { 0x0647 } },   /* ae */
};

/* The zeros of digits that names and labels are numbered with. */
static const int32_t zeros[] = { 0x0660, 0x06F0, 0x0966, 0x09E6, 0x0E50, 0x0ED0, 0x1040, 0x17E0 };

static int32_t digit(int32_t c)
{
	for (size_t i = 0; i < sizeof zeros / sizeof zeros[0]; i++)
		if (c >= zeros[i] && c < zeros[i] + 10)
			return c - zeros[i] + '0';
	return c;
}

/* Marks that a spelling may leave out: accents and strokes, nukta, and the vowel points of Hebrew,
 * Arabic and Syriac, told by their combining class. Kana voicing, viramas, and the vowels and tones
 * of Thai or Lao have others and stay. */
static bool optional_mark(const utf8proc_property_t *p)
{
	int k = p->combining_class;

	return k == 1 || k == 7 || (k >= 10 && k <= 36) || (k >= 200 && k <= 240);
}

static bool apostrophe(int32_t c)
{
	return c == '\'' || c == '`' || c == 0x2018 || c == 0x2019 || (c >= 0x02B9 && c <= 0x02BF);
}

/* Whether c parts words. */
static bool parts(utf8proc_category_t k)
{
	return (k >= UTF8PROC_CATEGORY_PC && k <= UTF8PROC_CATEGORY_PO) ||
	       (k >= UTF8PROC_CATEGORY_ZS && k <= UTF8PROC_CATEGORY_CC);
}

/* Writes what c becomes to out; returns how many: none, one or two. */
static size_t thin(int32_t c, int32_t out[2])
{
	const utf8proc_property_t *p = utf8proc_get_property(c);

	if (optional_mark(p) || apostrophe(c) || c == 0x0640)
		return 0;
	out[0] = parts((utf8proc_category_t)p->category) ? SPACE : digit(c);
	for (size_t i = 0; i < sizeof same / sizeof same[0]; i++) {
		if (same[i].from != c)
			continue;
		out[0] = same[i].to[0];
		out[1] = same[i].to[1];
		return out[1] ? 2 : 1;
	}
	return 1;
}

/* Thins n letters at from out to to, which may lie n letters before from. Returns how many are
 * left. */
static size_t thin_all(const int32_t *from, size_t n, int32_t *to)
{
	size_t k = 0;

	for (size_t i = 0; i < n; i++) {
		int32_t out[2];
		size_t some = thin(from[i], out);
		for (size_t j = 0; j < some; j++)
			if (out[j] != SPACE || (k && to[k - 1] != SPACE))
				to[k++] = out[j];
	}
	return k && to[k - 1] == SPACE ? k - 1 : k;
}

struct str fold_name(struct arena *a, struct str name)
{
	const utf8proc_option_t how = (utf8proc_option_t)DECOMPOSE;
	const utf8proc_uint8_t *p = (const utf8proc_uint8_t *)name.p;
	utf8proc_ssize_t n = utf8proc_decompose(p, (utf8proc_ssize_t)name.n, NULL, 0, how);
	int32_t *room;
	utf8proc_ssize_t bytes;

	if (n <= 0)
		return STR("");
	/* The decomposed letters take the second half; thinned out, they grow into the first at most
	 * twice as fast. */
	room = NEW_N(a, int32_t, 2 * (size_t)n + 1);
	(void)utf8proc_decompose(p, (utf8proc_ssize_t)name.n, room + n, n, how);
	n = (utf8proc_ssize_t)thin_all(room + n, (size_t)n, room);
	bytes = utf8proc_reencode(room, n, (utf8proc_option_t)COMPOSE);
	return bytes > 0 ? (struct str){ (const char *)room, (size_t)bytes } : STR("");
}
