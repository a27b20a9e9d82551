/* Shared strings and number formats of an .xlsx. */
#include "base/clock.h"
#include "forms/workbook_inside.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct strings {
	struct buf text; /* of the string at hand */
	size_t room;
	size_t bytes;
};

static int hex(char c)
{
	return c >= '0' && c <= '9'   ? c - '0'
	       : c >= 'A' && c <= 'F' ? c - 'A' + 10
	       : c >= 'a' && c <= 'f' ? c - 'a' + 10
	                              : -1;
}

/* _x000D_ is how a workbook writes a character that XML cannot hold; 0 when s does not begin so. */
static int escaped(struct str s)
{
	int code = 0;

	if (s.n < 7 || s.p[0] != '_' || s.p[1] != 'x' || s.p[6] != '_')
		return 0;
	for (size_t i = 2; i < 6; i++) {
		if (hex(s.p[i]) < 0)
			return 0;
		code = code * 16 + hex(s.p[i]);
	}
	return code < 128 ? code : 0;
}

struct str book_plain(struct arena *a, struct str s)
{
	char *p = arena_alloc(a, s.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		int code = escaped((struct str){ s.p + i, s.n - i });
		p[n] = code ? (char)code : s.p[i];
		i += code ? 6 : 0;
		/* Lines end in LF alone, as in a sheet of text. */
		n += !(p[n] == '\r' && (s.p[i] != '\r' || (i + 1 < s.n && s.p[i + 1] == '\n')));
	}
	return str_trim((struct str){ p, n });
}

/* A buf for the text of one cell after another, which does not grow any more. */
struct buf book_room(struct arena *a)
{
	struct buf b = buf_new(a, BOOK_CELL);

	buf_add(&b, (struct str){ arena_alloc(a, BOOK_CELL), BOOK_CELL });
	b.n = 0;
	return b;
}

static void grow(struct book *b, struct strings *s)
{
	struct str *more;

	if (b->strings_n < s->room)
		return;
	s->room = s->room ? 2 * s->room : 256;
	more = NEW_N(b->a, struct str, s->room);
	if (b->strings_n)
		memcpy(more, b->strings, b->strings_n * sizeof *more);
	b->strings = more;
}

static enum err on_string(struct book *b, struct xml *x, void *arg)
{
	struct strings *s = arg;

	if (!xml_is(x, "si"))
		return OK;
	TRY(book_text(x, "si", false, &s->text));
	s->bytes += s->text.n;
	if (s->bytes > b->string_bytes || b->strings_n == b->string_bytes / BOOK_STRING)
		return ERR_TOO_BIG;
	grow(b, s);
	b->strings[b->strings_n++] = book_plain(b->a, buf_str(&s->text));
	return OK;
}

enum err book_strings(struct book *b)
{
	struct strings s = { .text = book_room(b->a) };
	bool there;

	return book_part(b, book_target(b, STR("sharedStrings.xml")).p, on_string, &s, &there);
}

/* --- formats --- */

/* Cuts what is only decoration: quoted text, escapes, colours; and all but the first section. */
static struct str bare(struct str code, char *to, size_t room)
{
	size_t n = 0;
	bool quoted = false;
	bool bracket = false;

	for (size_t i = 0; i < code.n && n + 1 < room; i++) {
		char c = code.p[i];
		if (c == '"')
			quoted = !quoted;
		else if (!quoted && c == '[')
			bracket = !(i + 1 < code.n && strchr("hmsHMS", code.p[i + 1]));
		else if (c == ']')
			bracket = false;
		else if (!quoted && !bracket && (c == '\\' || c == '_' || c == '*'))
			i++;
		else if (!quoted && !bracket && c == ';')
			break;
		else if (!quoted && !bracket)
			to[n++] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
	}
	return (struct str){ to, n };
}

static bool any(struct str s, const char *of)
{
	for (size_t i = 0; i < s.n; i++) {
		if (strchr(of, s.p[i]))
			return true;
	}
	return false;
}

/* How a format's code shows numbers. */
static struct format format_of(struct str code)
{
	char room[64];
	struct str s = bare(code, room, sizeof room);
	struct format f = { SHOWN_PLAIN, 0, 0 };
	bool percent = s.n && s.p[s.n - 1] == '%';
	bool behind = false;
	bool day = any(s, "yd");
	bool hour = any(s, "hs");

	if (s.n == 0 || str_eq(s, STR("general")) || str_eq(s, STR("@")))
		return f;
	if (day || hour || any(s, "m")) {
		f.shown = day && hour ? SHOWN_MOMENT : hour ? SHOWN_TIME : SHOWN_DATE;
		return f;
	}
	for (size_t i = 0; i + percent < s.n; i++) {
		if (s.p[i] != '0' && s.p[i] != '.')
			return f;
		behind = behind || s.p[i] == '.';
		f.whole += !behind;
		f.decimals += behind && s.p[i] == '0';
	}
	f.shown = percent ? SHOWN_PERCENT : SHOWN_FIXED;
	return f;
}

/* The same for the built-in formats. */
static struct format built_in(int64_t id)
{
	if (id == 22)
		return (struct format){ SHOWN_MOMENT, 0, 0 };
	if ((id >= 18 && id <= 21) || (id >= 45 && id <= 47))
		return (struct format){ SHOWN_TIME, 0, 0 };
	if ((id >= 14 && id <= 17) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58))
		return (struct format){ SHOWN_DATE, 0, 0 };
	if (id == 1 || id == 2)
		return (struct format){ SHOWN_FIXED, 1, id == 1 ? 0 : 2 };
	if (id == 9 || id == 10)
		return (struct format){ SHOWN_PERCENT, 1, id == 9 ? 0 : 2 };
	return (struct format){ SHOWN_PLAIN, 0, 0 };
}

struct own_format {
	int64_t id;
	struct format format;
};
struct formats {
	struct own_format own[256];
	size_t n;
	bool cells; /* inside <cellXfs>; there are <xf> elsewhere as well */
};

static struct format known(const struct formats *f, int64_t id)
{
	for (size_t i = 0; i < f->n; i++) {
		if (f->own[i].id == id)
			return f->own[i].format;
	}
	return built_in(id);
}

static enum err on_format(struct book *b, struct xml *x, void *arg)
{
	struct formats *f = arg;
	int64_t id = 0;
	struct str said;

	if (xml_is(x, "numFmt") && f->n < sizeof f->own / sizeof *f->own) {
		said = xml_attribute(x, "numFmtId");
		if (str_int(said, &id))
			f->own[f->n++] = (struct own_format){ id, format_of(xml_attribute(x, "formatCode")) };
		return OK;
	}
	if (!xml_is(x, "xf")) {
		f->cells = f->cells ? !xml_is(x, "cellStyles") && !xml_is(x, "dxfs") : xml_is(x, "cellXfs");
		return OK;
	}
	if (!f->cells || b->formats_n == BOOK_FORMATS)
		return OK;
	said = xml_attribute(x, "numFmtId");
	b->formats[b->formats_n++] = str_int(said, &id) ? known(f, id) : built_in(0);
	return OK;
}

enum err book_formats(struct book *b)
{
	struct formats *f = NEW(b->a, struct formats);
	bool there;

	b->formats = NEW_N(b->a, struct format, BOOK_FORMATS);
	return book_part(b, book_target(b, STR("styles.xml")).p, on_format, f, &there);
}

/* --- numbers --- */

/* Days since 1970 of a serial day. Serial 60 is a 29th of February 1900 that never was. */
static struct day serial_day(const struct book *b, int serial)
{
	if (b->since_1904)
		return day_add(day_of(1904, 1, 1), serial);
	return day_add(day_of(1899, 12, serial < 60 ? 31 : 30), serial);
}

static struct str moment(const struct book *b, double v, enum shown shown)
{
	int days = (int)floor(v);
	int seconds = (int)lround((v - days) * 86400);
	struct date d;

	if (seconds == 86400) {
		seconds = 0;
		days++;
	}
	d = day_date(serial_day(b, days));
	if (shown == SHOWN_TIME)
		return arena_fmt(b->a, "%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
	if (shown == SHOWN_MOMENT)
		return arena_fmt(b->a, "%04d-%02d-%02dT%02d:%02d:%02d", d.year, d.month, d.day,
		                 seconds / 3600, seconds / 60 % 60, seconds % 60);
	return arena_fmt(b->a, "%04d-%02d-%02d", d.year, d.month, d.day);
}

struct str book_number(const struct book *b, struct str text, size_t style)
{
	struct format f = style < b->formats_n ? b->formats[style] : built_in(0);
	struct str copy = arena_str(b->a, text);
	char *end;
	double v = strtod(copy.p, &end);

	if (copy.n == 0 || *end || !isfinite(v))
		return copy;
	/* Up to the year 9999, where spreadsheets end as well. */
	if (f.shown <= SHOWN_MOMENT && f.shown != SHOWN_PLAIN && v >= 0 && v < 2958466)
		return moment(b, v, f.shown);
	if (f.shown == SHOWN_FIXED && fabs(v) < 1e15)
		return arena_fmt(b->a, "%0*.*f", f.whole + f.decimals + (f.decimals > 0) + (v < 0),
		                 f.decimals, v);
	if (f.shown == SHOWN_PERCENT && fabs(v) < 1e12)
		return arena_fmt(b->a, "%.*f%%", f.decimals, v * 100);
	return arena_fmt(b->a, "%.15g", v);
}
