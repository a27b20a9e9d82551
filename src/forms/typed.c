#include "forms/typed.h"

#include "base/fold.h"

#include <string.h>

enum { PARTS = 6, TEXT_MOST = 60, EPOCH_1899 = 25569, SERIAL_FROM = 7306, SERIAL_TO = 73415 };

/* Months as they are written out; the first letters of a name stand for it from three on. */
static const struct {
	const char *word;
	int month;
} months[] = {
	{ "january", 1 },      { "february", 2 },     { "march", 3 },         { "april", 4 },
	{ "may", 5 },          { "june", 6 },         { "july", 7 },          { "august", 8 },
	{ "september", 9 },    { "october", 10 },     { "november", 11 },     { "december", 12 },
	{ "sept", 9 },         { "enero", 1 },        { "febrero", 2 },       { "marzo", 3 },
	{ "abril", 4 },        { "mayo", 5 },         { "junio", 6 },         { "julio", 7 },
	{ "agosto", 8 },       { "septiembre", 9 },   { "setiembre", 9 },     { "octubre", 10 },
	{ "noviembre", 11 },   { "diciembre", 12 },   { "janvier", 1 },       { "février", 2 },
	{ "fév", 2 },          { "mars", 3 },         { "avril", 4 },         { "avr", 4 },
	{ "mai", 5 },          { "juin", 6 },         { "juillet", 7 },       { "juil", 7 },
	{ "août", 8 },         { "aoû", 8 },          { "septembre", 9 },     { "octobre", 10 },
	{ "novembre", 11 },    { "décembre", 12 },    { "déc", 12 },          { "januar", 1 },
	{ "februar", 2 },      { "märz", 3 },         { "mär", 3 },           { "juni", 6 },
	{ "juli", 7 },         { "oktober", 10 },     { "dezember", 12 },     { "يناير", 1 },
	{ "فبراير", 2 },       { "مارس", 3 },         { "أبريل", 4 },         { "إبريل", 4 },
	{ "مايو", 5 },         { "يونيو", 6 },        { "يوليو", 7 },         { "أغسطس", 8 },
	{ "سبتمبر", 9 },       { "أكتوبر", 10 },      { "نوفمبر", 11 },       { "ديسمبر", 12 },
	{ "كانون الثاني", 1 }, { "شباط", 2 },         { "آذار", 3 },          { "نيسان", 4 },
	{ "أيار", 5 },         { "حزيران", 6 },       { "تموز", 7 },          { "آب", 8 },
	{ "أيلول", 9 },        { "تشرين الأول", 10 }, { "تشرين الثاني", 11 }, { "كانون الأول", 12 },
};
/* Words between the parts of a day. */
static const char *const between[] = {
	"de", "del", "of", "le", "the", "st", "nd", "rd", "th", "er"
};

struct part {
	int64_t number;
	size_t digits; /* 0: a word */
	struct str word;
};
struct parts {
	struct part at[PARTS];
	size_t n;
	bool points; /* 22.11.2026 */
	int month;   /* written out; 0: not */
	size_t month_at;
};

static bool digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool skipped(struct str word)
{
	for (size_t i = 0; i < sizeof between / sizeof *between; i++)
		if (str_eq(word, str_z(between[i])))
			return true;
	return false;
}

/* What begins like a month's name, from its third letter on, or is it. */
static int month_of(struct arena *a, struct str word)
{
	size_t mark = arena_mark(a);
	int out = 0;

	for (size_t i = 0; i < sizeof months / sizeof *months && !out; i++) {
		struct str name = fold_name(a, str_z(months[i].word));
		bool ascii = name.n && (unsigned char)name.p[0] < 0x80;
		if (str_eq(name, word) || (ascii && word.n >= 3 && str_starts(name, word)))
			out = months[i].month;
	}
	arena_back(a, mark);
	return out;
}

/* "22nd" is a number and a word. False when there are more parts than a day has. */
static bool cut_word(struct parts *p, struct str word)
{
	while (word.n) {
		struct part one = { .number = 0 };
		size_t n = 0;
		bool number = digit(word.p[0]);

		while (n < word.n && digit(word.p[n]) == number)
			n++;
		one.word = (struct str){ word.p, n };
		word = (struct str){ word.p + n, word.n - n };
		if (number && (n > 9 || !str_int(one.word, &one.number)))
			return false;
		one.digits = number ? n : 0;
		if (!number && skipped(one.word))
			continue;
		if (p->n == PARTS)
			return false;
		p->at[p->n++] = one;
	}
	return true;
}

/* Arabic months of two words are one part. */
static void join_months(struct arena *a, struct parts *p)
{
	for (size_t i = 0; i < p->n; i++) {
		const struct part *one = &p->at[i];
		struct str pair = one->word;

		if (one->digits)
			continue;
		p->month_at = i;
		p->month = month_of(a, one->word);
		if (p->month || i + 1 == p->n || p->at[i + 1].digits)
			return;
		pair = arena_fmt(a, "%.*s %.*s", (int)pair.n, pair.p, (int)one[1].word.n, one[1].word.p);
		p->month = month_of(a, pair);
		if (p->month)
			memmove(&p->at[i + 1], &p->at[i + 2], (--p->n - i - 1) * sizeof *p->at);
		return;
	}
}

/* Without a time of the day: 13:30, T13:30:00, 1:30 PM. */
static struct str without_time(struct str s)
{
	const char *colon = s.n ? memchr(s.p, ':', s.n) : NULL;
	size_t n;

	if (!colon)
		return s;
	n = (size_t)(colon - s.p);
	while (n && s.p[n - 1] != ' ' && s.p[n - 1] != 'T')
		n--;
	return str_trim((struct str){ s.p, n ? n - 1 : 0 });
}

static bool cut(struct arena *a, struct str s, struct parts *out)
{
	struct str rest;

	*out = (struct parts){ .points = s.n && memchr(s.p, '.', s.n) };
	rest = fold_name(a, s);
	while (rest.n) {
		struct str word = str_cut(rest, ' ', &rest);
		if (!cut_word(out, word))
			return false;
	}
	join_months(a, out);
	return true;
}

static int64_t whole_year(const struct part *p)
{
	if (p->digits != 2)
		return p->number;
	return p->number < 40 ? 2000 + p->number : 1900 + p->number;
}

static bool is_year(const struct part *p)
{
	return p->digits == 4 || p->digits == 2;
}

static enum typed_day made(int64_t year, int64_t month, int64_t day, struct day *out)
{
	struct date back;

	if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1 || day > 31)
		return TYPED_IMPOSSIBLE;
	*out = day_of((int)year, (int)month, (int)day);
	back = day_date(*out);
	return back.day == day && back.month == month ? TYPED_DAY : TYPED_IMPOSSIBLE;
}

/* One number: what a spreadsheet counts, 20261122, or a year. */
static enum typed_day alone(const struct part *p, struct day *out)
{
	if (p->digits == 8)
		return made(p->number / 10000, p->number / 100 % 100, p->number % 100, out);
	if (p->digits == 4 && p->number >= 1900 && p->number <= 2199) {
		*out = day_of((int)p->number, 1, 1);
		return TYPED_YEAR;
	}
	if (p->digits > 5 || p->number < SERIAL_FROM || p->number > SERIAL_TO)
		return TYPED_OTHER;
	*out = (struct day){ (int32_t)p->number - EPOCH_1899 };
	return TYPED_DAY;
}

static enum typed_day written_out(const struct parts *p, struct day *out)
{
	const struct part *first = &p->at[p->month_at == 0 ? 1 : 0];
	const struct part *second = &p->at[p->month_at == 2 ? 1 : 2];

	if (!first->digits || !second->digits)
		return TYPED_OTHER;
	if (first->digits == 4)
		return made(first->number, p->month, second->number, out);
	return is_year(second) ? made(whole_year(second), p->month, first->number, out) : TYPED_OTHER;
}

static enum day_order order_of(const struct parts *p)
{
	int64_t a = p->at[0].number;
	int64_t b = p->at[1].number;

	if (p->points || (a > 12 && b <= 12))
		return ORDER_DAY;
	return b > 12 && a <= 12 ? ORDER_MONTH : ORDER_UNKNOWN;
}

static bool numbers(const struct parts *p)
{
	return p->n == 3 && p->at[0].digits && p->at[1].digits && p->at[2].digits;
}

static enum typed_day in_numbers(const struct parts *p, enum day_order order, struct day *out)
{
	int64_t a = p->at[0].number;
	int64_t b = p->at[1].number;
	int64_t year = whole_year(&p->at[2]);

	if (p->at[0].digits == 4)
		return made(a, b, p->at[2].number, out);
	if (!is_year(&p->at[2]) || p->at[0].digits > 2 || p->at[1].digits > 2)
		return TYPED_OTHER;
	if (p->points)
		order = ORDER_DAY;
	if (order == ORDER_UNKNOWN && a != b && a <= 12 && b <= 12 && a && b)
		return TYPED_EITHER;
	if (order == ORDER_UNKNOWN)
		order = order_of(p);
	return order == ORDER_MONTH ? made(year, a, b, out) : made(year, b, a, out);
}

/* "46348.5" has a time behind the point. */
static bool serial_with_time(const struct parts *p)
{
	return p->points && p->n == 2 && p->at[0].digits == 5 && p->at[1].digits;
}

static enum typed_day read_day(struct arena *a, struct str s, enum day_order order, struct day *out)
{
	struct parts p;

	if (s.n > TEXT_MOST || !cut(a, without_time(s), &p))
		return TYPED_OTHER;
	if (p.n == 0)
		return TYPED_NOTHING;
	if ((p.n == 1 || serial_with_time(&p)) && p.at[0].digits)
		return alone(&p.at[0], out);
	if (p.n == 3 && p.month)
		return written_out(&p, out);
	return numbers(&p) ? in_numbers(&p, order, out) : TYPED_OTHER;
}

enum typed_day typed_day(struct arena *a, struct str s, enum day_order order, struct day *out)
{
	size_t mark = arena_mark(a);
	enum typed_day said;

	*out = NO_DAY;
	said = read_day(a, str_trim(s), order, out);
	if (said != TYPED_DAY && said != TYPED_YEAR)
		*out = NO_DAY;
	arena_back(a, mark);
	return said;
}

enum day_order typed_order(struct arena *a, struct str s)
{
	size_t mark = arena_mark(a);
	struct parts p;
	enum day_order out = ORDER_UNKNOWN;

	s = str_trim(s);
	if (s.n <= TEXT_MOST && cut(a, without_time(s), &p) && numbers(&p) && p.at[0].digits <= 2 &&
	    !p.points)
		out = order_of(&p);
	arena_back(a, mark);
	return out;
}

/* --- numbers --- */

/* A thousand is often written with a space: "1 200". */
static bool thousands(struct str s, size_t at)
{
	for (size_t i = 1; i <= 3; i++)
		if (at + i >= s.n || !digit(s.p[at + i]))
			return false;
	return at + 4 >= s.n || !digit(s.p[at + 4]);
}

/* ".0" and ",00" say nothing; ".5" is no whole number. */
static bool fraction(struct str raw)
{
	size_t i = 0;

	while (i < raw.n && raw.p[i] != '.' && raw.p[i] != ',')
		i++;
	if (i + 1 >= raw.n || !digit(raw.p[i + 1]))
		return false;
	for (i++; i < raw.n && digit(raw.p[i]); i++)
		if (raw.p[i] != '0')
			return true;
	return false;
}

static bool read_number(struct str raw, struct str s, int64_t *out)
{
	int64_t n = 0;
	size_t i = 0;

	if (!s.n || !digit(s.p[0]) || fraction(raw))
		return false;
	for (; i < s.n && n < INT32_MAX; i++) {
		if (s.p[i] == ' ' && thousands(s, i) && !memchr(raw.p, '.', raw.n))
			continue;
		if (!digit(s.p[i]))
			break;
		n = n * 10 + (s.p[i] - '0');
	}
	*out = n;
	return n < INT32_MAX;
}

bool typed_number(struct arena *a, struct str s, int64_t *out)
{
	size_t mark = arena_mark(a);
	bool minus;
	bool found;

	s = str_trim(s);
	minus = s.n && s.p[0] == '-';
	if (minus)
		s = (struct str){ s.p + 1, s.n - 1 };
	found = s.n <= TEXT_MOST && read_number(s, fold_name(a, s), out);
	if (found && minus)
		*out = -*out;
	arena_back(a, mark);
	return found;
}
