/* The expressions of a form: XPath 1.0 with the functions of ODK XForms, worked out by libxml2,
 * without paths, documents or network. */
#pragma once
#include "base/arena.h"
#include "base/clock.h"
#include "base/err.h"

enum {
	XPATH_TEXT = 8000,    /* bytes of one expression */
	XPATH_NAME = 128,     /* bytes of a name: as many as 40 letters of any script need */
	XPATH_NESTED = 40,    /* brackets inside one another */
	XPATH_VALUE = 65536,  /* bytes of one value, asked or made */
	XPATH_PATTERN = 1000, /* bytes of a regex */
	XPATH_LEVELS = 3      /* repeats of one indexed-repeat */
};
#define XPATH_NO_FIELD (-1)

/* One round of a repeat, for indexed-repeat. */
struct xpath_round {
	int repeat; /* field number */
	double n;   /* from 1 */
};

/* Whoever holds the answers. Every text that it gives must live until the evaluation is over, and
 * it may not allocate from an arena. A NULL function answers with the empty text or nothing. */
struct xpath_host {
	void *arg;
	/* The number of the field called name, or XPATH_NO_FIELD, which reads as empty. */
	int (*field)(void *arg, struct str name);
	/* ${field}, seen from where the expression stands. */
	struct str (*value)(void *arg, int field);
	/* Each answer to the field in reach: all of this round, or all there are; of a repeat, one for
	 * each round. */
	void (*each)(void *arg, int field, void (*see)(void *to, struct str value), void *to);
	/* . */
	struct str (*self)(void *arg);
	/* position(..), with up steps above: the round, or 1 for what is not repeated. */
	double (*position)(void *arg, int up);
	/* A bare name in a choice_filter. */
	struct str (*column)(void *arg, struct str name);
	/* jr:choice-name: the label of the field's choice of this name. */
	struct str (*choice)(void *arg, int field, struct str name);
	/* indexed-repeat. */
	struct str (*indexed)(void *arg, int field, const struct xpath_round *rounds, size_t n);
	struct day today;
	struct instant now;
	int offset_minutes;
	const char *const *months; /* twelve short names for format-date, NULL: English */
	const char *const *days;   /* seven from Sunday */
};

/*
 * NULL when expr can be evaluated; otherwise a sentence that says what to change. Allowed:
 * ${field}, . for the question itself, bare column names, numbers, quoted text,
 * and or = != < <= > >= + - * div mod, and the functions listed in xpath_words.c. Whether the named
 * fields exist is the caller's to ask, with xpath_field.
 */
const char *xpath_objection(struct arena *a, struct str expr);

/* Walks the ${field} names of expr: false when there are no more. Start with *at = 0. */
bool xpath_field(struct str expr, size_t *at, struct str *name);

/* The length of ${field} at the very start of s, and its name; 0 when something else is there. */
size_t xpath_reference(struct str s, struct str *name);
/* The same of a text in quotes: 'yes'. */
size_t xpath_literal(struct str s, struct str *said);

/* True when expr calls the function of that name, outside quotes. */
bool xpath_calls(struct str expr, struct str function);

/* True for the name of a field, group, list or column: a letter of any script or _, then letters,
 * digits, _, -, . */
bool xpath_name(struct str s);

struct xpath_engine;
struct xpath_expr;

/* Ready to read expressions for host, which is copied. The arena's reset gives it back. */
enum err xpath_engine(struct arena *a, const struct xpath_host *host,
                      struct xpath_engine **out) NODISCARD;

/* Reads expr once; it lives as long as the engine. ERR_INVALID when xpath_objection would object.
 */
enum err xpath_read(struct xpath_engine *g, struct str expr, struct xpath_expr **out) NODISCARD;

/* What x comes to, with the host's answers of this moment. ERR_INVALID when it cannot be worked
 * out; ERR_TOO_BIG when a value grows beyond XPATH_VALUE. */
enum err xpath_holds(struct xpath_engine *g, const struct xpath_expr *x, bool *out) NODISCARD;
/* As text, in a: a whole number without a point, no number at all as empty text. */
enum err xpath_text(struct xpath_engine *g, const struct xpath_expr *x, struct arena *a,
                    struct str *out) NODISCARD;

/* --- one expression alone, with its answers in a list --- */

/* A field's answer (for ${name}) or a choice's column (for a bare name). */
struct xpath_pair {
	struct str name;
	struct str value;
};

struct xpath;

/*
 * Prepares expr with the answers in vars (copied by reference: they must outlive *out). A field
 * without an answer reads as empty text. xpath_close gives it back; the arena's reset does so too.
 * ERR_INVALID when xpath_objection would object; ERR_TOO_BIG for a value above XPATH_VALUE bytes.
 */
enum err xpath_open(struct arena *a, struct str expr, const struct xpath_pair *vars, size_t n,
                    struct xpath **out) NODISCARD;

/* The truth for one row of n columns, which may be none. */
enum err xpath_true(struct xpath *x, const struct xpath_pair *row, size_t n, bool *out) NODISCARD;

/* Gives back what x holds; NULL and twice are harmless. */
void xpath_close(struct xpath *x);
