/* P9: the interface in the words of this house (html/reword.h). What it says in its own way stands
 * in the table term, which team/terms writes; before that comes what houses with the same packs
 * share, a coalition for instance (packs/terms/LANGUAGE.csv). */
#pragma once
#include "access/access.h"
#include "html/reword.h"

enum { HOUSE_WORDS_MOST = 200 }; /* in all languages together */
struct house_word {
	struct row_id id;
	struct str language; /* its code */
	struct str said;     /* a word of the program's own texts */
	struct str instead;
};
struct house_words {
	const struct house_word *at;
	size_t n;
};

/* Asks for them in the next round trip, whoever reads them then. */
void house_words_ask(struct ctx *c);
/* Those of every language, by language and word. */
enum err house_words_read(struct ctx *c, struct house_words *out) NODISCARD;
/* Those that come with the packs, whether the house says them in another way or not. */
struct rewords house_words_shared(struct ctx *c, const struct lang *l);
/* l in the words of this house, for as long as c lives; l itself when it has none of its own, and
 * when they cannot be read: a page in the program's words is better than none. */
const struct lang *house_words_lang(struct ctx *c, const struct lang *l);
