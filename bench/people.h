/* A house of copies: what bench/people_pattern.c makes and reads back, and bench/people.c copies.
 */
#pragma once
#include "access/access.h"
#include "base/random.h"

enum { PARTS_MOST = 64, SCORES_MOST = 8, CARD_PARTS = 3 };

/* A table whose rows are copied: everything but ids and what is sealed comes from the row. */
struct table {
	enum compartment in;
	enum seal_id seal;
	struct query rows;
	struct query copy; /* org, person, id, body, person and id of the row that is copied */
};
struct part {
	const struct table *table;
	struct row_id id;
	struct str body;
};
struct pattern {
	struct person_id person;
	struct row_id card_row;
	struct str card_part[CARD_PARTS]; /* identity, safety, location */
	struct part part[PARTS_MOST];
	size_t n;
	struct pseudonym_id pseudonym;
	struct str fold;
	int64_t wave[SCORES_MOST];
	int64_t days[SCORES_MOST];
	size_t nscores;
};
struct maker {
	struct house *house;
	struct arena *arena;
	struct dice dice;
	const struct actor *worker;
	const struct actor *lead;
	const struct actor *evaluation;
	struct team_id team;
	struct instant now;
	struct pattern pattern;
};

/* The sealed parts of an arrival card. */
extern const enum compartment card_in[CARD_PARTS];
extern const enum seal_id card_seal[CARD_PARTS];

/* Writes one person by the modules, folds what was counted and fills m->pattern with all of it,
 * opened. */
enum err pattern_make(struct maker *m) NODISCARD;
