#include "html/reword.h"

#include "base/buf.h"

#include <string.h>

enum { TEXT_ROOM = 64 * 1024 };

/* --- whole words --- */

/* Marks beyond ASCII that stand beside words in texts: no letters. */
static const char *const marks[] = { "\xC2\xA0", "«", "»", "¿", "¡", "·", "–", "—",           "‘",
	                                 "’",        "“", "”", "…", "،", "؛", "؟", "\xE2\x80\xAF" };

static bool ascii_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static bool mark_at(const char *p)
{
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (strncmp(p, marks[i], strlen(marks[i])) == 0)
			return true;
	return false;
}

/* Whether a letter stands at p. */
static bool letter_at(const char *p)
{
	return (unsigned char)*p >= 0x80 ? !mark_at(p) : ascii_letter(*p);
}

/* Whether a letter ends before p, in text. */
static bool letter_before(const char *text, const char *p)
{
	if (p == text)
		return false;
	do
		p--;
	while (p > text && ((unsigned char)*p & 0xC0) == 0x80);
	return letter_at(p);
}

/* --- capitals, of ASCII and of the Latin letters with accents that share a byte of UTF-8 --- */

static bool small_accent(const char *p)
{
	unsigned char second = (unsigned char)p[1];

	return (unsigned char)p[0] == 0xC3 && second >= 0xA0 && second <= 0xBE && second != 0xB7;
}

static bool small_letter(const char *p)
{
	return (*p >= 'a' && *p <= 'z') || small_accent(p);
}

/* Writes s with a capital at its beginning. */
static void add_capital(struct buf *b, struct str s)
{
	size_t at = small_accent(s.p) ? 1 : 0;

	for (size_t i = 0; i < s.n; i++)
		buf_byte(b, i == at && small_letter(s.p) ? (char)(s.p[i] - 32) : s.p[i]);
}

/* Whether said stands at p, *capital: with a capital where said has none. */
static bool said_at(const char *p, struct str said, bool *capital)
{
	size_t at = said.n > 1 && small_accent(said.p) ? 1 : 0;

	*capital = false;
	if (strncmp(p, said.p, said.n) == 0)
		return true;
	*capital = small_letter(said.p) && (at == 0 || p[0] == said.p[0]) &&
	           p[at] == (char)(said.p[at] - 32) &&
	           strncmp(p + at + 1, said.p + at + 1, said.n - at - 1) == 0;
	return *capital;
}

/* --- one text --- */

const char *reword_problem(struct str word)
{
	for (size_t i = 0; i < word.n; i++)
		if ((unsigned char)word.p[i] < 0x20 || word.p[i] == 0x7F || strchr("{}<>&\"%", word.p[i]))
			return T("Please write words only: no brackets, quotation marks or signs.");
	return word.n == 0 ? T("Please fill this in.") : NULL;
}

/* The longest of list that stands at p as whole words; NULL when none does. */
static const struct reword *find(const struct rewords *list, const char *text, const char *p,
                                 bool *capital)
{
	const struct reword *best = NULL;
	bool large;

	if (letter_before(text, p))
		return NULL;
	for (size_t i = 0; i < list->n; i++) {
		const struct reword *r = &list->at[i];
		if ((best && r->said.n <= best->said.n) || reword_problem(r->said) ||
		    reword_problem(r->instead) || !said_at(p, r->said, &large) || letter_at(p + r->said.n))
			continue;
		best = r;
		*capital = large;
	}
	return best;
}

/* Behind a place or a piece of markup that begins at p; p itself when none does. */
static const char *behind_sign(const char *p)
{
	const char *end = *p == '<' ? strchr(p, '>') : *p == '{' ? strchr(p, '}') : NULL;

	return end ? end + 1 : p;
}

const char *reword_text(struct arena *a, const struct rewords *list, const char *text)
{
	struct buf b = buf_new(a, TEXT_ROOM);
	bool changed = false;

	for (const char *p = text; *p;) {
		const char *next = behind_sign(p);
		bool capital = false;
		const struct reword *r = next == p ? find(list, text, p, &capital) : NULL;
		if (r && capital)
			add_capital(&b, r->instead);
		else if (r)
			buf_add(&b, r->instead);
		else
			buf_add(&b, (struct str){ p, next == p ? 1 : (size_t)(next - p) });
		p = r ? p + r->said.n : next == p ? p + 1 : next;
		changed |= r != NULL;
	}
	return changed && !b.full ? arena_str(a, buf_str(&b)).p : text;
}

/* --- a language --- */

/* Texts that change are few: the room of those that do not is given back. */
static const char *anew(struct arena *a, const struct rewords *list, const char *text)
{
	size_t mark = arena_mark(a);
	const char *after = reword_text(a, list, text);

	if (after == text)
		arena_back(a, mark);
	return after;
}

static struct lang_entry entry_anew(struct arena *a, const struct rewords *list,
                                    const struct lang_entry *e)
{
	const char **says = NULL;

	for (unsigned i = 0; i < e->nsays; i++) {
		const char *after = anew(a, list, e->says[i]);
		if (after == e->says[i])
			continue;
		if (!says) {
			says = NEW_N(a, const char *, e->nsays);
			memcpy(says, e->says, e->nsays * sizeof *says);
		}
		says[i] = after;
	}
	return (struct lang_entry){ e->context, e->text, says ? says : e->says, e->nsays };
}

const struct lang *lang_reworded(struct arena *a, const struct lang *l, const struct rewords *list)
{
	struct lang *out;
	struct lang_entry *at;

	if (list->n == 0)
		return l;
	at = NEW_N(a, struct lang_entry, l->n + 1);
	for (size_t i = 0; i < l->n; i++)
		at[i] = entry_anew(a, list, &l->at[i]);
	out = NEW(a, struct lang);
	memcpy(out, l, sizeof *out);
	out->at = at;
	return out;
}

size_t reword_changes(struct arena *a, const struct lang *l, const struct rewords *list,
                      struct reworded *out, size_t most)
{
	size_t n = 0;

	for (size_t i = 0; i < l->n; i++) {
		for (unsigned k = 0; k < l->at[i].nsays; k++) {
			const char *before = l->at[i].says[k];
			const char *after = anew(a, list, before);
			if (after == before)
				continue;
			if (n < most)
				out[n] = (struct reworded){ before, after };
			n++;
		}
	}
	return n;
}
