#include "forms/lexicon_inside.h"
#include "forms/shelf.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

enum { SHEETS_MOST = 32, WORDS_MOST = 10, FORMS_BYTES = 4096 };

/* One wording, folded and cut. */
struct wording {
	const struct lexicon_token *at;
	size_t n;
	const struct lexicon_word *word; /* NULL: it does no harm */
};
struct lexicon {
	const struct wording *at; /* sorted by the first word */
	size_t n;
	size_t words;
};

/* --- reading --- */

struct loader {
	struct arena *arena;
	struct wording *at;
	size_t n, room;
	size_t words;
};

static bool arabic(struct str word)
{
	return word.n && (unsigned char)word.p[0] >= 0xD8 && (unsigned char)word.p[0] <= 0xDB;
}

/* A word without p before it, when three letters are left; else the empty view. */
static struct str without(struct str word, const char *p)
{
	struct str prefix = str_z(p);

	if (!str_starts(word, prefix) || word.n < prefix.n + 6)
		return (struct str){ "", 0 };
	return (struct str){ word.p + prefix.n, word.n - prefix.n };
}

static void add_wording(struct loader *l, struct str said, const struct lexicon_word *word)
{
	struct lexicon_tokens t = lexicon_cut(l->arena, said);

	for (size_t i = 0; i < t.n; i++) {
		struct str bare = without(t.at[i].folded, "ال");
		if (bare.n)
			t.at[i].folded = bare;
	}
	if (t.n == 0 || t.n > WORDS_MOST)
		return;
	if (l->n == l->room) {
		struct wording *more = NEW_N(l->arena, struct wording, l->room * 2);
		memcpy(more, l->at, l->n * sizeof *more);
		l->at = more;
		l->room *= 2;
	}
	l->at[l->n++] = (struct wording){ t.at, t.n, word };
}

static void add_each(struct loader *l, struct str said, const struct lexicon_word *word)
{
	while (said.n) {
		struct str one = str_cut(said, '|', &said);
		add_wording(l, one, word);
	}
}

static void read_row(struct loader *l, struct list_sheet *s, const struct sheet_row *row,
                     struct str code)
{
	struct lexicon_word *w = NEW(l->arena, struct lexicon_word);

	*w = (struct lexicon_word){ .code = code,
		                        .word = list_cell(s, row, "word"),
		                        .why = list_cell(s, row, "why"),
		                        .better = list_cell(s, row, "better"),
		                        .row = row->number };
	if (!w->why.n)
		list_wrong(s, row, "why", LIST_NO_NAME);
	if (!w->better.n)
		list_wrong(s, row, "better", LIST_NO_NAME);
	add_wording(l, w->word, w);
	add_each(l, list_cell(s, row, "forms"), w);
	add_each(l, list_cell(s, row, "fine"), NULL);
	l->words++;
}

static struct list_problem read_sheet(struct loader *l, const char *path, struct str code)
{
	struct list_sheet s;

	list_open(l->arena, path, "word", &s);
	for (size_t i = 1; i < s.sheet.n; i++)
		read_row(l, &s, &s.sheet.rows[i], code);
	return s.problem;
}

static int by_first(const void *a, const void *b)
{
	const struct wording *x = a;
	const struct wording *y = b;

	return str_cmp(x->at[0].folded, y->at[0].folded);
}

/* The language of a sheet's file name, "es" of "es.csv"; the empty view of any other file. */
static struct str code_of(const char *file)
{
	struct str name = str_z(file);
	struct str ending = STR(".csv");

	if (name.n <= ending.n || file[0] == '.' || strcmp(file + name.n - ending.n, ending.p) != 0)
		return (struct str){ "", 0 };
	return (struct str){ file, name.n - ending.n };
}

/* In the order of their names, so that the same files always give the same lexicon. */
static size_t sheet_codes(struct arena *a, const char *folder, struct str codes[SHEETS_MOST])
{
	struct dirent **names = NULL;
	int n = scandir(folder, &names, NULL, alphasort);
	size_t found = 0;

	for (int i = 0; i < n; i++) {
		struct str code = code_of(names[i]->d_name);
		if (code.n && found < SHEETS_MOST)
			codes[found++] = arena_str(a, code);
		free(names[i]);
	}
	free(names);
	return found;
}

static const char *sheet_path(struct arena *a, const char *packs, struct str code)
{
	return arena_fmt(a, "%s/lexicon/%.*s.csv", packs, (int)code.n, code.p).p;
}

enum err lexicon_load(struct arena *a, const char *packs, const struct lexicon **out,
                      struct list_problem *problem)
{
	struct loader l = { .arena = a, .room = 64 };
	struct lexicon *done = NEW(a, struct lexicon);
	struct str codes[SHEETS_MOST];
	size_t n = sheet_codes(a, arena_fmt(a, "%s/lexicon", packs).p, codes);

	l.at = NEW_N(a, struct wording, l.room);
	for (size_t i = 0; i < n; i++) {
		struct list_problem p = read_sheet(&l, sheet_path(a, packs, codes[i]), codes[i]);
		if (p.fault == LIST_WELL)
			continue;
		if (problem)
			*problem = p;
		return ERR_INVALID;
	}
	qsort(l.at, l.n, sizeof *l.at, by_first);
	*done = (struct lexicon){ l.at, l.n, l.words };
	*out = done;
	return OK;
}

static const void *make(struct arena *a, const void *packs)
{
	const struct lexicon *l;

	return lexicon_load(a, packs, &l, NULL) == OK ? l : NULL;
}

const struct lexicon *lexicon_of(struct arena *a, const char *packs)
{
	struct str codes[SHEETS_MOST];
	const char *folder = arena_fmt(a, "%s/lexicon", packs).p;
	size_t n = sheet_codes(a, folder, codes);
	int64_t stamp = shelf_stamp(0, folder);
	const struct lexicon *l;

	for (size_t i = 0; i < n; i++)
		stamp = shelf_stamp(stamp, sheet_path(a, packs, codes[i]));
	l = shelf(folder, stamp, make, packs);
	return l || lexicon_load(a, packs, &l, NULL) == OK ? l : NEW(a, struct lexicon);
}

size_t lexicon_size(const struct lexicon *l)
{
	return l->words;
}

/* --- looking --- */

/* What Arabic writes together with the word behind it, folded: and, so, with, like, to, the. */
static const char *const particles[] = { "ال",  "وال", "فال",  "بال", "كال", "لل",
	                                     "ولل", "فلل", "وبال", "و",   "ف",   "ب",
	                                     "ك",   "ل",   "وب",   "ول",  "فب",  "فل" };
enum { PARTICLES = sizeof particles / sizeof *particles };

/* Whether the word of a text is that of a wording. */
static bool same(struct str said, struct str word)
{
	if (str_eq(said, word))
		return true;
	for (size_t i = 0; i < PARTICLES && arabic(said); i++)
		if (str_eq(without(said, particles[i]), word))
			return true;
	return false;
}

static bool begins(const struct lexicon_tokens *t, size_t i, const struct wording *w)
{
	if (w->n > t->n - i)
		return false;
	for (size_t k = 1; k < w->n; k++)
		if (t->at[i + k].apart || !same(t->at[i + k].folded, w->at[k].folded))
			return false;
	return true;
}

/* The longest of the wordings whose first word is first, and of best. Of two as long, one that does
 * no harm. */
static const struct wording *longest(const struct lexicon *l, const struct lexicon_tokens *t,
                                     size_t i, struct str first, const struct wording *best)
{
	size_t low = 0;
	size_t high = l->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (str_cmp(l->at[mid].at[0].folded, first) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	for (; low < l->n && str_eq(l->at[low].at[0].folded, first); low++) {
		const struct wording *w = &l->at[low];
		bool longer = !best || w->n > best->n || (w->n == best->n && !w->word);
		if (longer && begins(t, i, w))
			best = w;
	}
	return best;
}

static const struct wording *find(const struct lexicon *l, const struct lexicon_tokens *t, size_t i)
{
	struct str said = t->at[i].folded;
	const struct wording *best = longest(l, t, i, said, NULL);

	for (size_t k = 0; k < PARTICLES && arabic(said); k++) {
		struct str bare = without(said, particles[k]);
		if (bare.n)
			best = longest(l, t, i, bare, best);
	}
	return best;
}

static void add_find(struct lexicon_finds *out, const struct lexicon_word *word, struct str said)
{
	for (size_t i = 0; i < out->n; i++)
		if (out->at[i].word == word)
			return;
	if (out->n < LEXICON_FINDS)
		out->at[out->n++] = (struct lexicon_find){ word, said };
}

void lexicon_look(struct arena *a, const struct lexicon *l, struct str text,
                  struct lexicon_finds *out)
{
	size_t mark = arena_mark(a);
	struct lexicon_tokens t;

	out->n = 0;
	if (l->n == 0 || text.n > LEXICON_TEXT || !str_utf8(text))
		return;
	t = lexicon_cut(a, text);
	for (size_t i = 0; i < t.n;) {
		const struct wording *w = find(l, &t, i);
		size_t last = i + (w ? w->n : 1) - 1;
		if (w && w->word)
			add_find(out, w->word,
			         (struct str){ text.p + t.at[i].from, t.at[last].to - t.at[i].from });
		i = last + 1;
	}
	arena_back(a, mark);
}
