/* Words of the interface that a house says in its own way: a language with some of its texts said
 * anew (docs/decisions/0021-terms.md). */
#pragma once
#include "html/lang.h"

/* A word or wording as it stands in texts of one language, and what is said in its place. */
struct reword {
	struct str said;
	struct str instead;
};
struct rewords {
	const struct reword *at;
	size_t n;
};
/* A text that one of them changes. */
struct reworded {
	const char *before;
	const char *after;
};

/* What is wrong with a word, or what is said in its place, as a msgid; NULL when it is well. Signs
 * that mean something in texts ({1}, <b>, &, a control) are in neither. */
const char *reword_problem(struct str word);
/* text with every whole word (or wording) that is in list said anew, the longest first; a capital
 * at its beginning stays one. Places like {1} and markup stay as they are. text itself when nothing
 * is changed; else in a. Entries with a reword_problem are passed over. */
const char *reword_text(struct arena *a, const struct rewords *list, const char *text);
/* l with all of its texts so; in a, which must live as long as it is used. l itself when list is
 * empty. */
const struct lang *lang_reworded(struct arena *a, const struct lang *l, const struct rewords *list);
/* The texts of l that list changes: up to most of them into out. Returns how many there are. */
size_t reword_changes(struct arena *a, const struct lang *l, const struct rewords *list,
                      struct reworded *out, size_t most);
