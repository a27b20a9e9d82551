/* Private to the module import. */
#pragma once
#include "access/background.h"
#include "access/holder.h"
#include "base/fields.h"
#include "care/import.h"
#include "forms/list.h"
#include "forms/typed.h"

/* --- pieces: import.c --- */

/* What lies in which piece. Rows begin at PART_ROWS, at most ROWS_A_PART in one. */
enum { PART_HEAD, PART_PLAN, PART_RESULT, PART_MEND, PART_ROWS = 16, ROWS_A_PART = 100 };
enum { PART_ROOM = 4 << 20, ROWS_ROOM = 512 * 1024, SAMPLES = 3, SAMPLE_BYTES = 60, HEADING = 120 };

enum err part_put(struct ctx *c, struct row_id id, int64_t part, struct str plain) NODISCARD;
/* ERR_ABSENT when there is none. */
enum err part_get(struct ctx *c, struct row_id id, int64_t part, struct str *out) NODISCARD;

/* What there is of a sheet that the actor brought. ERR_ABSENT. */
enum err import_state_of(struct ctx *c, struct row_id id, enum import_state *state,
                         struct team_id *team) NODISCARD;
/* Commits c->change and begins it anew. */
enum err import_commit(struct ctx *c) NODISCARD;

/* Adds a row to a piece. */
void row_pack(struct buf *b, const struct sheet_row *row);
/* Calls on for each row of a piece. */
enum err rows_unpack(struct arena *a, struct str plain, struct csv_on on) NODISCARD;

/* --- what is known of the sheet: import_plan.c --- */

struct import_column {
	struct str heading;
	struct str sample[SAMPLES];
	int64_t day_first; /* days that can only be written so */
	int64_t month_first;
	int64_t either;
	struct str field; /* of the plan: a code of fields; empty: left out */
};
struct import_word {
	struct str field;
	struct str said; /* folded */
	struct str code; /* "": left empty */
};
enum { DECIDED_NOT, DECIDED_NEW, DECIDED_SAME, DECIDED_LEFT };
struct import_decision {
	size_t row;
	int how;
	struct person_id same; /* of DECIDED_SAME */
};
struct import_sheet {
	struct row_id id;
	enum import_kind kind;
	struct team_id team;
	struct str name;     /* of the file */
	struct str sheet;    /* of a workbook */
	struct str others;   /* names of its other sheets */
	struct str encoding; /* msgid; empty: nothing to say */
	int64_t rows;
	size_t heading_row;
	struct import_column *columns;
	size_t n;
	/* the plan */
	int64_t order;     /* enum day_order, as somebody said */
	bool leave_bad;    /* rows that cannot be read are left out */
	struct str walker; /* user name of who walks with new people; empty: whoever brings them */
	int64_t rest;      /* what is decided about all who are alike and were not decided one by one */
	struct import_word *words;
	size_t words_n;
	struct import_decision *decisions; /* by row */
	size_t decisions_n;
	size_t decisions_room;
};
enum { WORDS_MOST = 400 };
/* Reads head and plan. ERR_ABSENT when the actor has no such sheet, or its rows are gone. */
enum err sheet_of(struct ctx *c, struct row_id id, struct import_sheet *out) NODISCARD;
void head_put(struct buf *b, const struct import_sheet *s);
/* Keeps the plan; adds to c->change. */
enum err plan_put(struct ctx *c, const struct import_sheet *s) NODISCARD;
/* The decision about a row; NULL: none. */
const struct import_decision *decision_of(const struct import_sheet *s, size_t row);
/* Decides about a row, in memory. */
void decide(struct ctx *c, struct import_sheet *s, const struct import_decision *d);
/* What the house says of a word, in memory. */
void say_word(struct ctx *c, struct import_sheet *s, const struct import_word *w);
/* The order of a column of days: as somebody said, else as its days tell; unknown when they can be
 * read in both. */
enum day_order column_order(const struct import_sheet *s, const struct import_column *col);

/* Remembers for the team how this sheet's columns are read; adds to c->change. */
enum err map_keep(struct ctx *c, const struct import_sheet *s) NODISCARD;
/* Fills the plan from what is remembered, and from what headings mean. */
enum err map_guess(struct ctx *c, struct import_sheet *s) NODISCARD;

/* Who of the sheet's team can walk with the people who are brought. */
struct walker {
	struct user_id id;
	struct str user_name;
};
struct walkers {
	const struct walker *at;
	size_t n;
};
enum err walkers_of(struct ctx *c, struct team_id team, struct walkers *out) NODISCARD;

/* --- fields: import_fields.c --- */

enum value_kind {
	VALUE_TEXT,
	VALUE_DAY,
	VALUE_BIRTH,
	VALUE_NUMBER,
	VALUE_WORD,
	VALUE_WORDS,
	VALUE_SCORE
};
struct import_field {
	struct str code;
	const char *label; /* msgid; NULL: label_text */
	struct str label_text;
	uint32_t kinds; /* 1 << enum import_kind */
	enum value_kind value;
	size_t max;           /* bytes of a text; the highest number */
	const char *headings; /* what may stand above it, in several languages, with | between */
};
struct import_fields {
	const struct import_field *at;
	size_t n;
};
/* Those of a kind, with the items of the rubric in force. */
enum err fields_of(struct ctx *c, enum import_kind kind, struct import_fields *out) NODISCARD;
const struct import_field *import_field_of(const struct import_fields *all, struct str code);
/* What a heading means; NULL: nothing that we know. */
const struct import_field *field_guess(struct arena *a, const struct import_fields *all,
                                       struct str heading);

/* What may stand in a field of words. */
struct import_code {
	struct str code;
	struct str label;
};
struct import_codes {
	const struct import_code *at;
	size_t n;
};
enum err codes_of(struct ctx *c, const struct import_sheet *s, struct str field,
                  struct import_codes *out) NODISCARD;

/* --- who is here: import_known.c --- */

struct known;
enum { ALIKE_SHOWN = 4 };
struct alike_one {
	struct person_id person; /* zeros: another row */
	size_t row;
	bool sure; /* the same number, or the same name and year */
};
struct alike_found {
	struct alike_one at[ALIKE_SHOWN];
	size_t n;
};
/* Opens the directories of the actor's teams once. In c->arena. */
enum err known_open(struct ctx *c, struct known **out) NODISCARD;
/* Who of them, and of the rows that were added, may be this one. */
void known_alike(struct known *k, struct str name, struct str others, int64_t birth,
                 struct str number, struct alike_found *out);
void known_add(struct known *k, size_t row, struct str name, struct str others, int64_t birth,
               struct str number);
/* The only one of the house with this number, code or very name. ERR_ABSENT: nobody;
 * ERR_CONFLICT: several. */
enum err known_who(struct known *k, struct str number, struct str name, int64_t birth,
                   struct person_id *out) NODISCARD;

/* --- looking at rows: import_check.c --- */

/* A row as it will be written: a record of fields, by their codes. */
struct import_row {
	size_t number;
	struct person_id person; /* whom it is about; of people: who they will be */
	bool same;               /* of people: they are here already */
	struct str record;
};
struct import_rows {
	struct import_row *at;
	size_t n;
	size_t room;
};
enum { TROUBLES_KEPT = 300, ALIKE_KEPT = 5000, UNKNOWN_KEPT = 200 };
struct alike_row {
	size_t row;
	struct str name;
	int64_t birth;
	struct alike_found found;
};
struct unknown_word {
	struct str field;
	struct str said;
	int64_t times;
	size_t row; /* the first of them, and the heading there */
	struct str column;
};
struct import_result {
	struct import_sum sum;
	struct import_trouble *troubles;
	size_t troubles_n;
	struct alike_row *alike;
	size_t alike_n;
	struct unknown_word *unknown;
	size_t unknown_n;
	const char *failed; /* msgid: why the last work came to nothing; NULL */
	struct buf mend;    /* import_mend.c; only while rows are looked at */
};
/* Looks at every row, and ends c->read; rows, where it is not NULL, gets those that can be written.
 * All in w->arena.
 */
enum err rows_check(struct ctx *c, struct background_work *w, const struct import_sheet *s,
                    struct import_rows *rows, struct import_result *out) NODISCARD;
enum err result_put(struct ctx *c, struct row_id id, const struct import_result *r) NODISCARD;
enum err result_of(struct ctx *c, struct row_id id, struct import_result *out) NODISCARD;
/* --- what cannot be read, as a file to mend and bring again: import_mend.c --- */
/* Begins it with the sheet's headings, in the language of c. */
void mend_begin(struct ctx *c, const struct import_sheet *s, struct buf *out);
/* Why this row cannot be read, one more reason; words is a msgid. */
void mend_why(const struct ctx *c, struct buf *why, struct str column, const char *words);
/* The row as it came, behind its number and why. False when there is no room left. */
bool mend_row(struct buf *out, const struct sheet_row *row, struct str why);
/* Hands it out. ERR_ABSENT when there is none. */
enum err mend_show(struct visit *v) NODISCARD;

/* What keeps it from being written: a msgid; NULL: nothing. */
const char *import_objection(const struct import_sheet *s, const struct import_sum *sum);

/* --- writing: import_write.c --- */
extern const struct background_job check_job;
extern const struct background_job write_job;
/* Begins a job: from was (or from the state of that job, when it was interrupted) to state. */
enum err job_begin(struct ctx *c, struct row_id id, enum import_state was, enum import_state state,
                   const struct background_job *job) NODISCARD;
