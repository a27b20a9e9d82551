/* From what somebody typed to a value of the field's type. */
#include "forms/fill_inside.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void add_rune(struct buf *b, struct str s, size_t from, size_t to)
{
	buf_add(b, (struct str){ s.p + from, to - from });
}

/* Digits and the decimal sign as people write them in Arabic and Persian. */
static struct str plain_digits(struct arena *a, struct str s)
{
	struct buf b = buf_new(a, 200);

	s = str_trim(s);
	for (size_t at = 0, from = 0; at < s.n; from = at) {
		uint32_t r = str_rune(s, &at);
		if (r >= 0x660 && r <= 0x669)
			buf_byte(&b, (char)('0' + (r - 0x660)));
		else if (r >= 0x6F0 && r <= 0x6F9)
			buf_byte(&b, (char)('0' + (r - 0x6F0)));
		else if (r == 0x66B)
			buf_byte(&b, '.');
		else
			add_rune(&b, s, from, at);
	}
	return b.full ? STR("?") : arena_str(a, buf_str(&b));
}

static size_t count_digits(struct str s)
{
	size_t n = 0;

	while (n < s.n && s.p[n] >= '0' && s.p[n] <= '9')
		n++;
	return n;
}

/* -12.50: the sign, digits, and a point with digits; kept as written, for the zeros at the end say
 * how exact it is. A comma is a point when it cannot be one of thousands. */
static bool decimal(struct arena *a, struct str s, struct str *out)
{
	bool minus = str_starts(s, STR("-"));
	struct str rest;
	struct str whole;
	size_t comma;

	if (minus || str_starts(s, STR("+")))
		s = (struct str){ s.p + 1, s.n - 1 };
	comma = count_digits(s);
	if (comma < s.n && s.p[comma] == ',' && s.n - comma != 4)
		whole = str_cut(s, ',', &rest);
	else
		whole = str_cut(s, '.', &rest);
	if (count_digits(whole) != whole.n || count_digits(rest) != rest.n || whole.n + rest.n == 0 ||
	    whole.n + rest.n > 40)
		return false;
	while (whole.n > 1 && whole.p[0] == '0')
		whole = (struct str){ whole.p + 1, whole.n - 1 };
	*out = arena_fmt(a, "%s%.*s%s%.*s", minus ? "-" : "", whole.n ? (int)whole.n : 1,
	                 whole.n ? whole.p : "0", rest.n ? "." : "", (int)rest.n, rest.p);
	return true;
}

static double number(struct str s)
{
	char z[60] = { 0 };

	memcpy(z, s.n ? s.p : "", s.n < sizeof z ? s.n : sizeof z - 1);
	return strtod(z, NULL);
}

static bool in_range(const struct form_range *r, struct str s)
{
	double x = number(s);
	double steps = (x - number(r->start)) / number(r->step);

	return x >= fmin(number(r->start), number(r->end)) &&
	       x <= fmax(number(r->start), number(r->end)) && fabs(steps - floor(steps + 0.5)) < 1e-6;
}

static bool whole_number(struct str s, struct answer *out, struct str *text, struct arena *a)
{
	if (str_starts(s, STR("+")))
		s = (struct str){ s.p + 1, s.n - 1 };
	if (!str_int(s, &out->n))
		return false;
	out->kind = ANSWER_INTEGER;
	out->text = STR("");
	*text = arena_fmt(a, "%lld", (long long)out->n);
	return true;
}

static bool range_value(const struct form_field *field, struct str s, struct answer *out,
                        struct str *text, struct arena *a)
{
	bool whole = !memchr(field->range.start.p, '.', field->range.start.n) &&
	             !memchr(field->range.step.p, '.', field->range.step.n);
	struct str exact;

	if (!decimal(a, s, &exact) || !in_range(&field->range, exact))
		return false;
	if (whole)
		return whole_number(exact, out, text, a);
	*text = out->text = exact;
	return true;
}

/* A month stands for its first day, a year for its first, as ODK stores them. */
static bool date_value(const struct form_field *field, struct str s, struct arena *a,
                       struct str *text)
{
	struct day d;
	double days;
	char z[40];

	if ((field->look & FORM_MONTH_YEAR) && s.n == 7)
		s = arena_fmt(a, "%.7s-01", s.p);
	if ((field->look & FORM_YEAR) && s.n == 4)
		s = arena_fmt(a, "%.4s-01-01", s.p);
	if (day_read(s, &d)) {
		*text = s;
		return true;
	}
	/* A calculation may give a moment. */
	if (!xpath_days(s, 0, &days))
		return false;
	xpath_date_text(floor(days), z);
	*text = arena_str(a, str_z(z));
	return text->n > 0;
}

static bool moment_value(struct str s, struct str *text)
{
	double days;

	*text = s;
	return s.n > 10 && s.n < 40 && xpath_days(s, 0, &days);
}

static bool time_value(struct str s, struct str *text)
{
	double part;

	*text = s;
	return s.n < 30 && xpath_time(s, &part) && part < 1;
}

static void add_word(struct buf *b, struct str word)
{
	if (b->n)
		buf_byte(b, ' ');
	buf_add(b, word);
}

/* Words, one space between. */
static struct str words(struct arena *a, struct str s)
{
	struct buf b = buf_new(a, ANSWERS_TEXT);

	while (s.n) {
		struct str word = str_cut(s, ' ', &s);
		if (word.n)
			add_word(&b, word);
	}
	return arena_str(a, buf_str(&b));
}

bool fill_word_in(struct str words, struct str word)
{
	while (words.n)
		if (str_eq(str_cut(words, ' ', &words), word))
			return true;
	return false;
}

/* Chosen names in the order of the form, whichever was ticked first: so that a calculation comes to
 * the same today and when the form is opened again. What is no choice, or is there twice, stays at
 * the end. */
static struct str in_order(struct arena *a, const struct form_list *l, struct str given)
{
	struct buf b = buf_new(a, ANSWERS_TEXT);
	struct buf rest = buf_new(a, ANSWERS_TEXT);

	for (size_t i = 0; l && i < l->n; i++) {
		if (fill_word_in(given, l->at[i].name) && !fill_word_in(buf_str(&b), l->at[i].name))
			add_word(&b, l->at[i].name);
	}
	for (struct str left = given; left.n;) {
		struct str word = str_cut(left, ' ', &left);
		if (!fill_word_in(buf_str(&b), word) || fill_word_in(left, word))
			add_word(&rest, word);
	}
	if (rest.n)
		add_word(&b, buf_str(&rest));
	return b.full || rest.full ? given : arena_str(a, buf_str(&b));
}

/* Without what cannot be seen and would only confuse; lines stay. */
static struct str readable(struct arena *a, struct str s)
{
	struct buf b = buf_new(a, s.n + 1);

	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] >= ' ' || s.p[i] == '\n' || s.p[i] == '\t')
			buf_byte(&b, s.p[i]);
	return arena_str(a, buf_str(&b));
}

static bool typed(struct arena *a, const struct form_field *field, struct str s, struct answer *out,
                  struct str *text)
{
	struct str plain = plain_digits(a, s.n <= 100 ? s : STR("?"));

	switch (field->type) {
	case FORM_INTEGER:
		return whole_number(plain, out, text, a);
	case FORM_RANGE:
		return range_value(field, plain, out, text, a);
	case FORM_DECIMAL:
		if (!decimal(a, plain, text))
			return false;
		break;
	case FORM_DATE:
		if (!date_value(field, plain, a, text))
			return false;
		break;
	case FORM_TIME:
		if (!time_value(plain, text))
			return false;
		break;
	case FORM_DATETIME:
		if (!moment_value(plain, text))
			return false;
		break;
	case FORM_SELECT_MULTIPLE:
		out->kind = ANSWER_CHOICES;
		*text = in_order(a, field->list, words(a, s));
		break;
	case FORM_RANK:
		out->kind = ANSWER_CHOICES;
		*text = words(a, s);
		break;
	case FORM_ACKNOWLEDGE:
		*text = STR("OK");
		break;
	case FORM_TEXT:
	case FORM_SELECT_ONE:
	case FORM_NOTE:
	case FORM_CALCULATE:
	case FORM_GROUP:
	case FORM_REPEAT:
	case FORM_IMAGE:
	case FORM_AUDIO:
	case FORM_FILE:
	case FORM_HIDDEN:
	case FORM_META:
		*text = s;
		break;
	}
	out->text = *text;
	return true;
}

bool fill_value(struct arena *a, const struct form_field *field, const struct answer *raw,
                struct answer *out, struct str *text)
{
	struct str s;

	*text = STR("");
	*out = *raw;
	if (answer_word(raw->kind))
		return true;
	if (raw->kind == ANSWER_INTEGER) {
		s = arena_fmt(a, "%lld", (long long)raw->n);
	} else
		s = readable(a, raw->text);
	out->kind = ANSWER_TEXT;
	out->text = s;
	if (s.n == 0 || typed(a, field, s, out, text))
		return true;
	*out = (struct answer){ raw->path, ANSWER_TEXT, s, 0 };
	*text = STR("");
	return false;
}

const char *fill_value_words(const struct form_field *field)
{
	switch (field->type) {
	case FORM_INTEGER:
		return T("Please write a whole number, such as 12.");
	case FORM_DECIMAL:
		return T("Please write a number, such as 12.5.");
	case FORM_RANGE:
		return T("Please choose a number on the scale.");
	case FORM_DATE:
		return T("Please choose a day, or write it as 2026-03-14.");
	case FORM_TIME:
		return T("Please write a time, such as 09:30.");
	case FORM_DATETIME:
		return T("Please choose a day and a time.");
	case FORM_TEXT:
	case FORM_SELECT_ONE:
	case FORM_SELECT_MULTIPLE:
	case FORM_RANK:
	case FORM_NOTE:
	case FORM_CALCULATE:
	case FORM_ACKNOWLEDGE:
	case FORM_GROUP:
	case FORM_REPEAT:
	case FORM_IMAGE:
	case FORM_AUDIO:
	case FORM_FILE:
	case FORM_HIDDEN:
	case FORM_META:
		break;
	}
	return T("This answer cannot be read. Please write it anew.");
}
