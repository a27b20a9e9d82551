/* Spreadsheets are brought in. A sheet is read, kept sealed for her, looked at, and then written
 * wholly or not at all (docs/decisions/0030-import.md). */
#pragma once
#include "access/module.h"
#include "care/import_ask.h"
#include "forms/table.h"
#include "forms/typed.h"

enum import_kind { IMPORT_PEOPLE = 1, IMPORT_SCORES, IMPORT_SERVICES, IMPORT_STAYS };
extern const struct choice_list import_kinds;

enum import_state {
	IMPORT_READ = 1, /* how its columns are read is to be said */
	IMPORT_CHECKING,
	IMPORT_CHECKED, /* looked at row by row */
	IMPORT_WRITING,
	IMPORT_DONE,
	IMPORT_LAPSED /* nobody finished it: the rows are gone */
};
enum { IMPORT_DAYS = 7 };

enum { IMPORTS = ROLE_manager | ROLE_lead }; /* who brings sheets in */

struct import_new {
	enum import_kind kind;
	struct team_id team; /* whose people they become, one of the actor's */
	struct str name;     /* of the file */
	struct str bytes;
	size_t sheet; /* of a workbook, from 0 */
};
/* Reads a table and keeps it under id, and how its columns will be read is guessed; commits by
 * itself, in pieces. ERR_INVALID or ERR_TOO_BIG: about->refused says why, and nothing is kept. */
enum err import_take(struct ctx *c, struct row_id id, const struct import_new *n,
                     struct table_about *about) NODISCARD;

/* What the rows come to. */
struct import_sum {
	enum import_state state;
	int64_t rows;      /* without the headings */
	int64_t good;      /* that can be written, or were */
	int64_t bad;       /* that cannot be read as they are */
	int64_t alike;     /* that may be somebody who is here, or in another row */
	int64_t undecided; /* of these */
	int64_t unknown;   /* words that the house does not know */
	int64_t left;      /* that are left out on purpose */
	int64_t people;    /* that are or were made */
	int64_t mended;    /* of the bad: that stand in the file in which they can be mended */
	int64_t unkept;    /* of the good: with a note or place where the actor may not write */
};
/* ERR_ABSENT when the actor brought no such sheet. */
enum err import_sum(struct ctx *c, struct row_id id, struct import_sum *out) NODISCARD;
struct import_trouble {
	size_t row;
	struct str column; /* its heading */
	const char *words; /* msgid */
	struct str said;
};
struct import_troubles {
	const struct import_trouble *at;
	size_t n;
};
enum err import_troubles(struct ctx *c, struct row_id id, struct import_troubles *out) NODISCARD;

/* Words that the house does not know: of each the first row and its heading, and how often it
 * stands there. */
struct import_unknown {
	size_t row;
	struct str column;
	struct str said;
	int64_t times;
};
struct import_unknowns {
	const struct import_unknown *at;
	size_t n;
};
enum err import_unknowns(struct ctx *c, struct row_id id, struct import_unknowns *out) NODISCARD;
