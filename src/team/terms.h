/* P9: words of the interface that this house says in its own way, by language. */
#pragma once
#include "access/module.h"
#include "html/reword.h"

struct term {
	struct row_id id;
	const struct lang *lang;
	struct str said;    /* a word or wording of the program's own texts */
	struct str instead; /* what this house says */
	bool shared;        /* it came with the packs, and has no id */
};
struct terms {
	const struct term *at;
	size_t n;
};

/* All of them, by language and word; then those that came with the packs and hold here. */
enum err terms_read(struct ctx *c, struct terms *out) NODISCARD;
/* One of them. ERR_ABSENT when there is none. */
enum err term_read(struct ctx *c, struct row_id id, struct term *out) NODISCARD;
/* The texts that it alone would change, up to most of them into out; returns how many there are. */
size_t term_changes(struct ctx *c, const struct term *t, struct reworded *out, size_t most);
/* Why it cannot be written beside all, as a msgid; NULL when it can. *field is "said" or "instead".
 */
const char *term_objection(struct ctx *c, const struct terms *all, const struct term *t,
                           const char **field);
/* Adds it to c->change. The commit ends in ERR_CONFLICT when that word is said anew already.
 * ERR_INVALID for what reword_problem refuses, ERR_TOO_BIG for one more than HOUSE_WORDS_MOST. */
enum err term_write(struct ctx *c, const struct term *t) NODISCARD;
/* Takes it back: the program's own word stands again. The commit ends in ERR_CONFLICT when it was
 * taken back meanwhile. */
enum err term_take_back(struct ctx *c, struct row_id id) NODISCARD;

/* --- terms.csv: the same in a file, from one house to another --- */

/* language,said,instead: what this house says itself. */
enum err terms_csv(struct ctx *c, struct str *out) NODISCARD;
/* A row that cannot be used. */
struct term_refusal {
	size_t row; /* as a spreadsheet shows it; 0: the whole file */
	const char *words;
};
struct term_refusals {
	struct term_refusal at[20]; /* the first ones */
	size_t n;
};
/* Adds every pair of such a file to c->change; one that is said so already is passed over.
 * ERR_INVALID, and nothing added, when one cannot be used. */
enum err terms_bring(struct ctx *c, struct str bytes, struct term_refusals *out) NODISCARD;

/* What the pages show. */
enum { TERM_TEXTS = 60 };
struct term_view {
	struct term term;
	size_t more; /* how many texts it changes besides */
	const char *action;
};
struct term_texts {
	const struct reworded *at;
	size_t n;
};
