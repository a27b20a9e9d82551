/* Cutting a text into words, and leaving out what is quoted. */
#include "base/fold.h"
#include "forms/lexicon_inside.h"

/* Quotation marks, as they open and close. Straight and curly single ones are apostrophes, too. */
static const struct {
	uint32_t open, close;
} pairs[] = {
	{ '"', '"' },       { 0x201C, 0x201D }, { 0x201E, 0x201C }, { 0x201D, 0x201D },
	{ 0x00AB, 0x00BB }, { 0x2039, 0x203A }, { 0x300C, 0x300D }, { 0x300E, 0x300F },
	{ '\'', '\'' },     { 0x2018, 0x2019 },
};
enum { PAIRS = sizeof pairs / sizeof *pairs, SINGLE = 8 };

struct cutter {
	struct arena *arena;
	struct str text;
	struct lexicon_tokens out;
	size_t none[PAIRS]; /* before this place, no such quotation closes any more */
	bool apart;
	bool after_word; /* a letter stands just before */
};

static bool ascii_word(uint32_t r)
{
	return (r >= '0' && r <= '9') || (r >= 'a' && r <= 'z') || (r >= 'A' && r <= 'Z');
}

/* What is in no word. Marks that nobody sees (soft hyphen, joiners, directions) are left in:
 * folding takes them out. */
static bool between(uint32_t r)
{
	if (r < 0x80)
		return !ascii_word(r);
	return (r < 0xC0 && r != 0xAA && r != 0xAD && r != 0xB5 && r != 0xBA) || r == 0xD7 ||
	       r == 0xF7 || (r >= 0x2010 && r <= 0x205F && (r < 0x202A || r > 0x202E)) ||
	       (r >= 0x2000 && r <= 0x200A) || (r >= 0x3000 && r <= 0x303F) || r == 0x060C ||
	       r == 0x061B || r == 0x061F || (r >= 0x066A && r <= 0x066D) || r == 0x06D4 ||
	       r == 0x0964 || r == 0xFFFD;
}

/* Ends a sentence, or parts what stands beside it in another way: no wording goes across. */
static bool ends(uint32_t r)
{
	return r == '.' || r == '!' || r == '?' || r == ';' || r == ':' || r == '\n' || r == 0x061B ||
	       r == 0x061F || r == 0x06D4 || r == 0x0964 || r == 0x2026 || r == 0x3002;
}

static uint32_t rune_at(struct str s, size_t at)
{
	return at < s.n ? str_rune(s, &at) : 0;
}

/* Whether the quotation mark that ends before at closes: an apostrophe has a letter behind it. */
static bool closes(const struct cutter *c, size_t k, size_t at)
{
	return k < SINGLE || between(rune_at(c->text, at));
}

/* Behind the mark that closes quotation k, whose words begin at from; 0 when it does not close. One
 * with single marks stays in its line, for the apostrophes of a whole page would make many. */
static size_t quote_end(struct cutter *c, size_t k, size_t from)
{
	size_t at = from;

	if (from < c->none[k])
		return 0;
	while (at < c->text.n) {
		uint32_t r = str_rune(c->text, &at);
		if (r == pairs[k].close && closes(c, k, at))
			return at;
		if (r == '\n' && k >= SINGLE)
			break;
	}
	c->none[k] = at;
	return 0;
}

/* Moves *at behind the quotation that r opens, if it opens one. *at stands behind r. */
static void skip_quote(struct cutter *c, uint32_t r, size_t *at)
{
	for (size_t k = 0; k < PAIRS; k++) {
		size_t end;
		if (r != pairs[k].open || (k >= SINGLE && c->after_word))
			continue;
		end = quote_end(c, k, *at);
		if (!end)
			continue;
		*at = end;
		c->apart = true;
		return;
	}
}

/* ASCII, which most words of most languages here are, needs no folding but of case. */
static struct str fold(struct arena *a, struct str word)
{
	char *p = arena_alloc(a, word.n + 1);

	for (size_t i = 0; i < word.n; i++) {
		if ((unsigned char)word.p[i] >= 0x80)
			return fold_name(a, word);
		p[i] = word.p[i] >= 'A' && word.p[i] <= 'Z' ? (char)(word.p[i] - 'A' + 'a') : word.p[i];
	}
	return (struct str){ p, word.n };
}

/* A sign that folding takes for a space makes two words of one. */
static void add_words(struct cutter *c, size_t from, size_t to)
{
	struct str rest = fold(c->arena, (struct str){ c->text.p + from, to - from });

	while (rest.n) {
		struct str word = str_cut(rest, ' ', &rest);
		if (!word.n)
			continue;
		c->out.at[c->out.n++] = (struct lexicon_token){ from, to, word, c->apart };
		c->apart = false;
	}
}

/* The most words that a text of n bytes can have: folding makes one letter into eighteen at most,
 * every second of them a space. */
static size_t words_most(struct str text)
{
	size_t letters = 0;

	for (size_t i = 0; i < text.n; i++)
		letters += (unsigned char)text.p[i] < 0x80 ? 1 : 6;
	return letters / 2 + 1;
}

struct lexicon_tokens lexicon_cut(struct arena *a, struct str text)
{
	struct cutter c = { .arena = a, .text = text, .apart = true };
	size_t at = 0;
	size_t from = 0;

	c.out.at = NEW_N(a, struct lexicon_token, words_most(text));
	while (at < text.n) {
		size_t here = at;
		uint32_t r = str_rune(text, &at);
		if (!between(r)) {
			from = c.after_word ? from : here;
			c.after_word = true;
			continue;
		}
		if (c.after_word)
			add_words(&c, from, here);
		c.apart |= ends(r);
		skip_quote(&c, r, &at);
		c.after_word = false;
	}
	if (c.after_word)
		add_words(&c, from, text.n);
	return c.out;
}
