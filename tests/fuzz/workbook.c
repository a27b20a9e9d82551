/* A workbook as it comes, and the parts of one put together here, so that the fuzzer reaches what
 * stands behind the zip: sheet, strings, formats, outline, divided by a byte that no XML holds. */
#include "base/buf.h"
#include "forms/media.h"

#include <setjmp.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

enum { PARTS = 6 };
static const char *const names[PARTS] = {
	"xl/worksheets/sheet1.xml", "xl/sharedStrings.xml",       "xl/styles.xml",
	"xl/workbook.xml",          "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet2.xml",
};
static const char outline[] =
	"<workbook xmlns:r='r'><sheets><sheet name='survey' r:id='a'/><sheet name='settings' "
	"r:id='b'/></sheets></workbook>";
static const char links[] =
	"<Relationships><Relationship Id='a' Type='/worksheet' Target='worksheets/sheet1.xml'/>"
	"<Relationship Id='b' Type='/worksheet' Target='worksheets/sheet2.xml'/></Relationships>";

static uint32_t crc(struct str s)
{
	uint32_t c = 0xFFFFFFFFu;

	for (size_t i = 0; i < s.n; i++) {
		c ^= (unsigned char)s.p[i];
		for (int k = 0; k < 8; k++)
			c = c & 1 ? (c >> 1) ^ 0xEDB88320u : c >> 1;
	}
	return ~c;
}

static void put(struct buf *b, uint32_t v, int bytes)
{
	for (int i = 0; i < bytes; i++)
		buf_byte(b, (char)(v >> (8 * i) & 0xFF));
}

/* What the two headers of a part share. */
static void put_part(struct buf *b, struct str name, struct str text)
{
	put(b, 20, 2);
	put(b, 0, 4);
	put(b, 0, 4);
	put(b, crc(text), 4);
	put(b, (uint32_t)text.n, 4);
	put(b, (uint32_t)text.n, 4);
	put(b, (uint32_t)name.n, 2);
	put(b, 0, 2);
}

static struct str zipped(struct arena *a, const struct str *parts)
{
	struct buf b = buf_new(a, (size_t)1 << 22);
	uint32_t at[PARTS];
	uint32_t directory;
	uint32_t size;

	for (size_t i = 0; i < PARTS; i++) {
		at[i] = (uint32_t)b.n;
		put(&b, 0x04034b50, 4);
		put_part(&b, str_z(names[i]), parts[i]);
		buf_add(&b, str_z(names[i]));
		buf_add(&b, parts[i]);
	}
	directory = (uint32_t)b.n;
	for (size_t i = 0; i < PARTS; i++) {
		put(&b, 0x02014b50, 4);
		put(&b, 20, 2);
		put_part(&b, str_z(names[i]), parts[i]);
		put(&b, 0, 4);
		put(&b, 0, 4);
		put(&b, 0, 2);
		put(&b, at[i], 4);
		buf_add(&b, str_z(names[i]));
	}
	size = (uint32_t)b.n - directory;
	put(&b, 0x06054b50, 4);
	put(&b, 0, 4);
	put(&b, PARTS, 2);
	put(&b, PARTS, 2);
	put(&b, size, 4);
	put(&b, directory, 4);
	put(&b, 0, 2);
	return buf_str(&b);
}

static struct str assembled(struct arena *a, struct str rest)
{
	struct str parts[PARTS];

	for (size_t i = 0; i < PARTS; i++)
		parts[i] = str_cut(rest, '\x1E', &rest);
	if (parts[3].n == 0)
		parts[3] = str_z(outline);
	if (parts[4].n == 0)
		parts[4] = str_z(links);
	return zipped(a, parts);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static struct arena *a;
	static jmp_buf place;
	static struct form_problems problems;
	struct str bytes = { (const char *)data, n };
	const struct form_def *f = NULL;

	if (!a)
		a = arena_new((size_t)256 << 20);
	if (!a || n > (1 << 20))
		return 0;
	arena_guard(a, &place);
	if (setjmp(place) == 0) {
		if (!str_starts(bytes, STR("PK")))
			bytes = assembled(a, bytes);
		if (form_read_workbook(a, bytes, STR("fuzz"), &f, &problems) == OK)
			(void)form_canonical(a, f);
		else if (problems.n == 0)
			__builtin_trap();
		if (form_read_zip(a, bytes, (struct form_came){ NULL, 0 }, &f, &problems) == ERR_INVALID &&
		    problems.n == 0)
			__builtin_trap();
	}
	arena_guard(a, NULL);
	arena_reset(a);
	return 0;
}
