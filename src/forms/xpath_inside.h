/* Inside the room only: the parts of xpath. An expression is read by xpath_parse.c into the text
 * that libxml2 works out, which calls back to xpath_functions.c. */
#pragma once
#include "base/buf.h"
#include "base/mark.h"
#include "forms/xpath.h"

/* How a function takes its arguments; see xpath_words.c. */
enum xpath_args {
	XPATH_PLAIN,
	XPATH_LISTS,    /* ${field} alone stands for all its answers */
	XPATH_NODES,    /* every argument is ${field}, and stands for all its answers */
	XPATH_POSITION, /* .. only */
	XPATH_NAMED,    /* the second is '${field}': which question's choices */
	XPATH_INDEXED,  /* the first and every second one after it are ${field} */
	XPATH_REGEX,
	XPATH_PAIRS, /* an even number of them */
	XPATH_SELF   /* without arguments: of the question itself */
};

struct xpath_function {
	const char *name;
	const char *inside; /* what libxml2 is to call; NULL: refused, with why */
	int least;
	int most;
	enum xpath_args args;
	const char *why;
};

/* Every function that is known, and refused or not. */
extern const struct xpath_function xpath_words[];
extern const size_t xpath_words_n;
/* The one of that name; NULL when it is not known. */
const struct xpath_function *xpath_word(struct str name);
/* What was probably meant where an expression cannot be read any further; NULL: no idea. */
const char *xpath_hint(struct str left);

/* A list of answers travels through libxml2 as one text: this byte, then each answer and the next
 * byte. No answer may hold them. */
#define XPATH_LIST '\x1E'
#define XPATH_NEXT '\x1F'

/* The bytes of the name, and of the quoted text with its quotes, at the start of s; 0 when there is
 * none, or the quote is left open. */
size_t xpath_name_length(struct str s);
size_t xpath_quoted_length(struct str s);

/* Writes expr to b as libxml2 reads it, fields as numbers. Returns an objection, or NULL. */
const char *xpath_parse(struct str expr, const struct xpath_host *host, struct buf *b);

/* Days since 1970-01-01 of 2026-03-14 or 2026-03-14T09:30:00.000+02:00, in local time at the offset
 * and with the day's fraction; false when s is neither. */
bool xpath_days(struct str s, int offset_minutes, double *out);
/* Of 09:30 or 09:30:00.000+02:00, as a fraction of a day. */
bool xpath_time(struct str s, double *out);
/* Days as 2026-03-14, cut to the day, and as 2026-03-14T09:30:00.000+02:00; room for 40 bytes. */
void xpath_date_text(double days, char *out);
void xpath_datetime_text(double days, int offset_minutes, char *out);
/* The moment of now in the same count. */
double xpath_now(const struct xpath_host *host);
/* days by a format of %Y %y %m %n %b %d %e %a %H %h %M %S %3 into b. */
void xpath_format(double days, struct str format, const struct xpath_host *host, char *out,
                  size_t room);

struct xpath_patterns;
/* Keeps read patterns, until they are given back. */
struct xpath_patterns *xpath_patterns(struct arena *a);
void xpath_patterns_close(struct xpath_patterns *p);
/* Whether all of s fits pattern, as Java and Perl write them. A pattern that cannot be read or
 * needs too many steps fits nothing. */
bool xpath_fits(struct xpath_patterns *p, struct str s, struct str pattern);
/* Whether a pattern can be read. */
bool xpath_pattern(struct str pattern);

/* In a libxml2 context: makes the functions of xpath_words.c known to it. */
struct _xmlXPathContext;
bool xpath_functions(struct _xmlXPathContext *context);

struct xpath_engine {
	struct arena *a;
	struct xpath_host host;
	struct _xmlXPathContext *context;
	struct xpath_expr *exprs; /* all that were read */
	struct xpath_patterns *patterns;
	char *scratch; /* XPATH_VALUE + 1 bytes */
	bool too_big;
};
