/* Cells without the blanks that word processors, web pages and other spreadsheets leave in them. */
#include "forms/reader.h"

#include <string.h>

/* Blanks that nobody sees at all. */
static bool hidden(uint32_t rune)
{
	return rune == 0x200B || rune == 0x2060 || rune == 0xFEFF;
}

static bool blank(uint32_t rune)
{
	return rune == ' ' || (rune >= '\t' && rune <= '\r') || rune == 0xA0 || rune == 0x1680 ||
	       (rune >= 0x2000 && rune <= 0x200A) || rune == 0x202F || rune == 0x205F ||
	       rune == 0x3000 || hidden(rune);
}

/* Whether s can stay as it is; str_trim has been there before. */
static bool fine(struct str s, bool words)
{
	for (size_t i = 0; i < s.n; i++) {
		if ((unsigned char)s.p[i] >= 0x80)
			return false;
		if (words && (s.p[i] < ' ' || (s.p[i] == ' ' && s.p[i + 1] == ' ')))
			return false;
	}
	return true;
}

struct str reader_plain(struct arena *a, struct str s, bool words)
{
	char *p;
	size_t n = 0;
	size_t end = 0; /* behind the last that is no blank */

	if (fine(s, words))
		return s;
	p = arena_alloc(a, s.n + 1);
	for (size_t at = 0, from = 0; at < s.n; from = at) {
		uint32_t rune = str_rune(s, &at);
		bool gap = blank(rune);
		if (gap && (n == 0 || (words && (hidden(rune) || p[n - 1] == ' '))))
			continue;
		if (gap && words) {
			p[n++] = ' ';
			continue;
		}
		memcpy(p + n, s.p + from, at - from);
		n += at - from;
		end = gap ? end : n;
	}
	p[end] = '\0';
	return (struct str){ p, end };
}

/* Columns of words and names, where a gap is one space however it was made. */
static bool of_words(struct str column)
{
	static const char *const all[] = { "type", "name", "list_name", "parameters", "appearance" };

	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		if (str_eq(column, str_z(all[i])))
			return true;
	}
	return false;
}

struct sheet_row reader_plain_row(struct arena *a, const struct sheet_row *head,
                                  const struct sheet_row *row)
{
	struct str *cells = NEW_N(a, struct str, row->n + 1);

	for (size_t i = 0; i < row->n; i++)
		cells[i] = reader_plain(a, row->cells[i], i < head->n && of_words(head->cells[i]));
	return (struct sheet_row){ row->number, cells, row->n };
}
