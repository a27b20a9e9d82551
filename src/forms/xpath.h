/* The expressions of a form: libxml2's XPath 1.0 without paths, documents or network. */
#pragma once
#include "base/arena.h"
#include "base/err.h"

enum { XPATH_TEXT = 1000, XPATH_NESTED = 16, XPATH_VALUE = 65536 };

/* A field's answer (for ${name}) or a choice's column (for a bare name). */
struct xpath_pair {
	struct str name;
	struct str value;
};

struct xpath;

/*
 * NULL when expr can be evaluated; otherwise a sentence that says what to change. Allowed:
 * ${field}, bare column names, numbers, quoted text, and or = != < <= > >= + - * div mod, and the
 * functions listed in xpath.c. Whether the named fields exist is the caller's to ask, with
 * xpath_field.
 */
const char *xpath_objection(struct arena *a, struct str expr);

/* Walks the ${field} names of expr: false when there are no more. Start with *at = 0. */
bool xpath_field(struct str expr, size_t *at, struct str *name);

/*
 * Prepares expr with the answers in vars (copied by reference: they must outlive *out). A field
 * without an answer reads as empty text. xpath_close gives it back; the arena's reset does so too.
 * ERR_INVALID when xpath_objection would object; ERR_TOO_BIG for a value above XPATH_VALUE bytes.
 */
enum err xpath_open(struct arena *a, struct str expr, const struct xpath_pair *vars, size_t n,
                    struct xpath **out) NODISCARD;

/* The truth for one row of n columns, which may be none. Names are plain, both end in NUL. */
enum err xpath_true(struct xpath *x, const struct xpath_pair *row, size_t n, bool *out) NODISCARD;

/* Gives back what x holds; NULL and twice are harmless. */
void xpath_close(struct xpath *x);

/* True for the name of a field, group, list or column: a letter or _, then letters, digits, _, -.
 */
bool xpath_name(struct str s);
