#include "html/html.h"

#include <string.h>

/* Which bytes end a run that is copied as it is. CHECK: worth a look at the whole as UTF-8, once.
 */
enum { IN_TEXT = 1, IN_ATTR = 2, CHECK = 4 };

static const uint8_t marked[128] = {
	[0] = CHECK,
	['\r'] = IN_TEXT | IN_ATTR, /* a bare one would be read as a line feed */
	['&'] = IN_TEXT | IN_ATTR,
	['<'] = IN_TEXT | IN_ATTR,
	['>'] = IN_TEXT | IN_ATTR,
	['"'] = IN_ATTR,
	['\''] = IN_ATTR,
};

static struct str entity(char c)
{
	switch (c) {
	case '&':
		return STR("&amp;");
	case '<':
		return STR("&lt;");
	case '>':
		return STR("&gt;");
	case '"':
		return STR("&quot;");
	case '\'':
		return STR("&#39;");
	default:
		return STR("&#13;");
	}
}

/* Length of the well-formed character at i, or 0. */
static size_t character(struct str s, size_t i)
{
	for (size_t n = 1; n <= 4 && i + n <= s.n; n++)
		if (str_utf8((struct str){ s.p + i, n }))
			return n;
	return 0;
}

/* A copy with U+FFFD for every byte that belongs to no character. */
static struct str mend(struct html *h, struct str s)
{
	struct buf b = buf_new(h->out->arena, s.n * 3);

	for (size_t i = 0; i < s.n;) {
		size_t n = character(s, i);
		buf_add(&b, n ? (struct str){ s.p + i, n } : STR("\xEF\xBF\xBD"));
		i += n ? n : 1;
	}
	return buf_str(&b);
}

static struct str sound(struct html *h, struct str s)
{
	return str_utf8(s) ? s : mend(h, s);
}

static void escape(struct html *h, struct str s, unsigned place)
{
	unsigned look = place | CHECK;
	size_t from = 0;

	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		unsigned hit = (c < 128 ? marked[c] : CHECK) & look;
		if (hit == 0)
			continue;
		if (hit == CHECK) {
			s = sound(h, s); /* what is before i stays as it was */
			look = place;
			continue;
		}
		buf_add(h->out, (struct str){ s.p + from, i - from });
		buf_add(h->out, entity(s.p[i]));
		from = i + 1;
	}
	buf_add(h->out, (struct str){ s.p + from, s.n - from });
}

void html_raw(struct html *h, const char *p, size_t n)
{
	buf_add(h->out, (struct str){ p, n });
}

void html_text_str(struct html *h, struct str s)
{
	escape(h, s, IN_TEXT);
}

void html_attr_str(struct html *h, struct str s)
{
	escape(h, s, IN_ATTR);
}

/* Browsers drop tabs and line ends from an address and read '\' as '/', so both could hide a
 * "//host". */
static bool stays_here(struct str s)
{
	if (s.n == 0 || (s.p[0] != '/' && s.p[0] != '#' && s.p[0] != '?'))
		return false;
	if (s.n > 1 && s.p[0] == '/' && s.p[1] == '/')
		return false;
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		if (c < ' ' || c == 127 || c == '\\')
			return false;
	}
	return true;
}

void html_url_str(struct html *h, struct str s)
{
	html_attr_str(h, stays_here(s) ? s : STR("#"));
}

static bool unreserved(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
	       c == '.' || c == '_' || c == '~';
}

void html_urlpart_str(struct html *h, struct str s)
{
	static const char hex[] = "0123456789ABCDEF";
	size_t from = 0;

	s = sound(h, s);
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		if (unreserved(s.p[i]))
			continue;
		buf_add(h->out, (struct str){ s.p + from, i - from });
		buf_add(h->out, (struct str){ (const char[]){ '%', hex[c >> 4], hex[c & 15] }, 3 });
		from = i + 1;
	}
	buf_add(h->out, (struct str){ s.p + from, s.n - from });
}

struct str html_of_str(struct html *h, struct str s)
{
	(void)h;
	return s;
}

struct str html_of_z(struct html *h, const char *z)
{
	(void)h;
	return str_z(z);
}

/* By hand: a page has a hundred numbers and ids, and printf was felt. */
static struct str digits(struct html *h, uint64_t n, bool below_zero)
{
	char text[24];
	size_t at = sizeof text;

	do {
		text[--at] = (char)('0' + n % 10);
		n /= 10;
	} while (n);
	if (below_zero)
		text[--at] = '-';
	return arena_str(h->out->arena, (struct str){ text + at, sizeof text - at });
}

struct str html_of_int(struct html *h, int64_t n)
{
	return digits(h, n < 0 ? 0 - (uint64_t)n : (uint64_t)n, n < 0);
}

struct str html_of_uint(struct html *h, uint64_t n)
{
	return digits(h, n, false);
}

struct str html_of_day(struct html *h, struct day d)
{
	struct date a;

	if (!day_known(d))
		return STR("");
	a = day_date(d);
	return arena_fmt(h->out->arena, "%04d-%02d-%02d", a.year, a.month, a.day);
}

struct str html_of_id(struct html *h, const uint8_t *id)
{
	char *text = arena_alloc(h->out->arena, ID_TEXT + 1);

	id_write(id, text);
	return (struct str){ text, ID_TEXT };
}

struct str html_under(struct html *h, const char *before, const uint8_t *id, const char *after)
{
	size_t n = strlen(before), m = strlen(after);
	char *text = arena_alloc(h->out->arena, n + ID_TEXT + m + 1);

	memcpy(text, before, n);
	id_write(id, text + n);
	memcpy(text + n + ID_TEXT, after, m + 1);
	return (struct str){ text, n + ID_TEXT + m };
}

/* The argument that the place at p stands for, or 0 when there is none: "{3}" is 3. */
static int place_at(const char *p, int n)
{
	int k = p[0] == '{' && p[1] >= '1' && p[1] <= '9' && p[2] == '}' ? p[1] - '0' : 0;

	return k <= n ? k : 0;
}

/* The length of the plain text at the start of p, before the next place or the end. */
static size_t until_place(const char *p, int n)
{
	size_t i = 0;

	while (p[i] && place_at(p + i, n) == 0)
		i++;
	return i;
}

/* First strong isolate, and its end. */
#define ISOLATE "\xE2\x81\xA8"
#define ISOLATE_END "\xE2\x81\xA9"

static void write_arg(struct html *h, enum html_place place, struct str arg)
{
	bool plain = place == HTML_PLAIN;

	buf_add(h->out, plain ? STR(ISOLATE) : STR("<bdi>"));
	if (plain)
		html_attr_str(h, arg);
	else
		html_text_str(h, arg);
	buf_add(h->out, plain ? STR(ISOLATE_END) : STR("</bdi>"));
}

static void write_filled(struct html *h, enum html_place place, const char *text,
                         const struct str *args, int n)
{
	for (;;) {
		size_t plain = until_place(text, n);
		escape(h, (struct str){ text, plain }, place == HTML_PLAIN ? IN_ATTR : IN_TEXT);
		text += plain;
		if (!*text)
			return;
		write_arg(h, place, args[place_at(text, n) - 1]);
		text += strlen("{1}");
	}
}

void html_say(struct html *h, enum html_place place, const char *text, const struct str *args,
              int n)
{
	write_filled(h, place, lang_text(h->lang, text), args, n);
}

void html_say_n(struct html *h, enum html_place place, const char *one, const char *many,
                int64_t count, const struct str *args, int n)
{
	write_filled(h, place, lang_plural(h->lang, one, many, count), args, n);
}

void html_say_voice(struct html *h, enum html_place place, enum voice voice, const char *text,
                    const struct str *args, int n)
{
	write_filled(h, place, lang_voice(h->lang, voice, text), args, n);
}

static struct str fill(struct html *h, const char *text, const struct str *args, int n,
                       struct str before, struct str after)
{
	struct buf b = buf_new(h->out->arena, h->out->ceiling);

	for (;;) {
		size_t plain = until_place(text, n);
		buf_add(&b, (struct str){ text, plain });
		text += plain;
		if (!*text)
			return buf_str(&b);
		buf_add(&b, before);
		buf_add(&b, args[place_at(text, n) - 1]);
		buf_add(&b, after);
		text += strlen("{1}");
	}
}

struct str html_known(struct html *h, struct str word)
{
	return str_z(lang_text(h->lang, arena_str(h->out->arena, word).p));
}

struct str html_fill(struct html *h, const char *text, const struct str *args, int n)
{
	return fill(h, text, args, n, STR(ISOLATE), STR(ISOLATE_END));
}

struct str html_fill_bare(struct html *h, const char *text, const struct str *args, int n)
{
	return fill(h, text, args, n, STR(""), STR(""));
}
