/* The byte gate: the input is a head; it is cut up forgivingly, as a lenient library would, and
 * whatever then passes both gates must read the same to a strict reader. */
#include "http/http.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void claim(bool holds)
{
	if (!holds)
		abort();
}

static const struct str hosts[] = { { "localhost", 9 } };

static struct str skip_blanks(struct str s)
{
	while (s.n && (s.p[0] == ' ' || s.p[0] == '\t')) {
		s.p++;
		s.n--;
	}
	return s;
}

/* A line ended by LF or CR LF. */
static struct str line(struct str *rest)
{
	struct str l = str_cut(*rest, '\n', rest);

	if (l.n && l.p[l.n - 1] == '\r')
		l.n--;
	return l;
}

/* *rest is what stands behind the head. */
static struct raw_head cut(struct str text, struct header at[HEAD_FIELDS + 1], struct str *rest)
{
	struct raw_head head = { .at = at };
	struct str first = line(&text);

	head.method = str_cut(first, ' ', &first);
	head.target = str_cut(skip_blanks(first), ' ', &first);
	head.version = skip_blanks(first);
	while (text.n && head.n <= HEAD_FIELDS) {
		struct str value;
		struct str l = line(&text);

		if (l.n == 0)
			break;
		at[head.n].name = str_cut(l, ':', &value);
		at[head.n++].value = skip_blanks(value);
	}
	*rest = text;
	return head;
}

static bool follows(struct str *rest, struct str want)
{
	if (!str_starts(*rest, want))
		return false;
	*rest = (struct str){ rest->p + want.n, rest->n - want.n };
	return true;
}

/* The strict reading: the text is exactly what these parts spell. */
static bool spells(struct str text, const struct raw_head *head)
{
	if (!follows(&text, head->method) || !follows(&text, STR(" ")) ||
	    !follows(&text, head->target) || !follows(&text, STR(" ")) ||
	    !follows(&text, head->version) || !follows(&text, STR("\r\n")))
		return false;
	for (size_t i = 0; i < head->n; i++) {
		if (!follows(&text, head->at[i].name) || !follows(&text, STR(":")))
			return false;
		if (text.n && head->at[i].value.p != text.p && !follows(&text, STR(" ")) &&
		    !follows(&text, STR("\t")))
			return false;
		if (!follows(&text, head->at[i].value) || !follows(&text, STR("\r\n")))
			return false;
	}
	return str_eq(text, STR("\r\n"));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct header at[HEAD_FIELDS + 1];
	struct str text = { (const char *)data, n };
	struct str length;
	struct str rest;
	struct refusal why;
	struct raw_head head;
	bool whole;

	if (n == 0)
		return 0;
	head = cut(text, at, &rest);
	text.n -= rest.n;
	whole = gate_whole(&head, text.n, &why) == OK;
	if (gate_check(&head, hosts, 1, &why) != OK) {
		claim(why.status >= 400 && why.reason);
		return 0;
	}
	claim(str_starts(head.target, STR("/")));
	claim(!memchr(head.target.p, 0, head.target.n));
	length = head_value(&head, STR("Content-Length"));
	claim(!(length.p && head_value(&head, STR("Transfer-Encoding")).p));
	/* A gap of two bytes before a header line is CR LF in this cutting, never LF and something. */
	if (whole)
		claim(spells(text, &head));
	return 0;
}
