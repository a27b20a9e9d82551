/* Private to learning/release: what its pages show. */
#pragma once
#include "access/visit.h"
#include "learning/release_inside.h"

/* "For donors and the public: rounded". */
const char *release_kind_words(enum release_kind kind);
/* "0.5" of an epsilon. */
struct str release_epsilon(struct html *h, int64_t epsilon);
/* "2.4" of a mean in tenths. */
struct str release_mean(struct html *h, int64_t tenths);
/* Bytes as hexadecimal digits, for whoever checks a signature outside. */
struct str release_hex(struct html *h, struct str bytes);

struct release_rows {
	const struct release_line *at;
	size_t n;
};
struct release_rows release_rows(const struct release *r);
struct release_signs {
	const struct release_signature *at;
	size_t n;
};
struct release_signs release_signs(const struct release *r);

/* Any row with a percentage or a mean: the table has a column for it. */
bool release_has_share(const struct release *r);
/* Fewer than 50 people are counted: it is told in bands. */
bool release_banded(const struct release *r);
/* No row tells more than that it is small. */
bool release_empty(const struct release *r);
/* Nothing is left out or joined. */
bool release_whole(const struct release_plan *p);

/* What stands below a table, in the page's language. */
struct release_note {
	struct str words;
};
struct release_notes {
	const struct release_note *at;
	size_t n;
};
struct release_notes release_notes(struct html *h, const struct release *r);

/* A declared table in the list. */
struct release_entry {
	struct release_series series;
	const struct release *last; /* NULL: none was made */
	struct day next;            /* not before this day */
	bool now;                   /* that day has come */
};
struct release_entries {
	const struct release_entry *at;
	size_t n;
};

struct release_shown {
	const struct release *release;
	bool own;       /* this reader signed it: a colleague is to sign next */
	int utc_offset; /* of the house, minutes */
	struct str key; /* public, of the first who signed */
};

/* --- release_pages.c: handlers --- */
/* A head whose title is what the table is called. */
const struct page_head *release_head(struct visit *v, struct str title);
enum err release_made_show(struct visit *v) NODISCARD;
enum err release_made_take(struct visit *v) NODISCARD;
enum err release_made_sign(struct visit *v) NODISCARD;
enum err release_made_back(struct visit *v) NODISCARD;
