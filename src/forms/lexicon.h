/* P7: words that may hurt whoever reads a record later, with better ones, for as many languages as
 * the packs have a sheet (packs/lexicon/LANGUAGE.csv). They are pointed out; nothing is refused. */
#pragma once
#include "forms/form.h"
#include "forms/list.h"

/* Of a text, so many bytes are looked at, and so many different words pointed out. */
enum { LEXICON_TEXT = 256 * 1024, LEXICON_FINDS = 12 };

struct lexicon; /* read once, not changed */

struct lexicon_word {
	struct str code;   /* of its sheet's language: "es" */
	struct str word;   /* as the sheet's first column has it */
	struct str why;    /* why it hurts, in that language */
	struct str better; /* what could stand instead */
	size_t row;        /* of its sheet */
};
struct lexicon_find {
	const struct lexicon_word *word;
	struct str said; /* a view of the text: as it was written there */
};
struct lexicon_finds {
	struct lexicon_find at[LEXICON_FINDS]; /* each word once, in the order of the text */
	size_t n;
};

/*
 * Reads every sheet in the folder packs/lexicon, with the columns word, forms (other ways in which
 * it is written, with | between), fine (wordings in which it does no harm: a law's name), why and
 * better. No sheet at all is an empty lexicon. ERR_INVALID when a sheet is wrong; *problem (may be
 * NULL) then says what. Lives in a.
 */
enum err lexicon_load(struct arena *a, const char *packs, const struct lexicon **out,
                      struct list_problem *problem) NODISCARD;
/* The same from the shelf (shelf.h): read once while its files stay as they are. Never NULL: a
 * lexicon that cannot be read is an empty one, for nobody's writing waits for it. */
const struct lexicon *lexicon_of(struct arena *a, const char *packs);
/* How many words it has. */
size_t lexicon_size(const struct lexicon *l);

/*
 * The words of l in text (UTF-8; anything else has none), whatever its language: whole words only,
 * without regard to case, accents and tashkeel; in Arabic also behind the article and the particles
 * that are written together with a word. What stands in quotation marks is somebody's own words and
 * is left alone. Takes time in proportion to the text. Needs room in a only while it looks.
 */
void lexicon_look(struct arena *a, const struct lexicon *l, struct str text,
                  struct lexicon_finds *out);

/* Adds a remark to problems for every text of f (label, hint, reason, ...) that has such a word. */
void lexicon_check(struct arena *a, const struct lexicon *l, const struct form_def *f,
                   struct form_problems *problems);
