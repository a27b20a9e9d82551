/* Inside the room only: the words of the columns type and appearance. */
#pragma once
#include "base/mark.h"
#include "forms/form.h"

/* An empty one loads, is never filled in, and a remark says so: it keeps its name, for conditions.
 */
enum type_kind { TYPE_PLAIN, TYPE_LIST, TYPE_BEGIN, TYPE_END, TYPE_EMPTY, TYPE_REFUSED };

struct type_word {
	const char *phrase; /* "select one" */
	enum type_kind kind;
	enum form_type type; /* of a refused one FORM_HIDDEN, so that one problem does not make more */
	enum form_meta meta;
	const char *words; /* of a refused or empty one: why, and what to do */
};

extern const struct type_word type_words[];
extern const size_t type_words_n;

struct type_look {
	const char *word;
	unsigned look; /* a bit of enum form_look, or 0: how a page is here anyway */
};
extern const struct type_look type_looks[];
extern const size_t type_looks_n;

/* What the cell begins with, in any spelling that XLSForm tools take, and what follows it (a list's
 * name). NULL for a word that no tool knows. */
const struct type_word *type_word(struct str type, struct str *rest);

/* "yn or_other": cuts list to "yn" and says true. */
bool type_or_other(struct str *list);

/* The looks that a cell of the column appearance names; *other is the first word that is none. */
unsigned type_look(struct str appearance, struct str *other);
