/* Their own words: what worries, what is hoped for. Before anything is scored. */
#pragma once
#include "access/module.h"

enum words_state {
	WORDS_NONE,      /* not asked yet */
	WORDS_WRITTEN,   /* concerns or wishes are written down */
	WORDS_CHOSE_NOT, /* chose not to say */
	WORDS_NOT_YET,   /* not yet possible: open, wanted within 72 hours */
	WORDS_OTHER_WAY  /* given in another way: drawing, signs, a caregiver's words marked as such */
};

struct words {
	enum words_state state;
	struct row_id id;
	struct str concerns; /* what worries, as the team reads it */
	struct str wishes;   /* what is hoped for */
	struct str how;      /* in which other way; of WORDS_OTHER_WAY */
	struct day day;      /* when they were said */
	struct str author;   /* user name */
	struct str spoken;   /* as spoken, in their language; beside the translation */
	struct str language; /* code of the language they were said in */
	struct str
		interpreter; /* code: "none", "staff", "present", "phone", "close"; empty: not noted */
	struct str why;  /* why it was not yet possible; of WORDS_NOT_YET */
	bool closed; /* there are words, and this reader may not open them; the state is WORDS_NONE then
	              */
};

/* The latest words. State WORDS_NONE when there are none; that is no error. Texts are views in
 * c->arena. */
enum err words_read(struct ctx *c, struct person_id person, struct words *out) NODISCARD;
/* One row, also when others were said in its place since. ERR_ABSENT when there is none. */
enum err words_read_row(struct ctx *c, struct person_id person, struct row_id row,
                        struct words *out) NODISCARD;
/* True for written, chose not and another way: scored assessment may begin. */
bool words_count(const struct words *w);

/* Writes w (without day: today) as row id in place of the row before; NULL when none was there.
 * Opens or closes the task of words that are not yet possible; adds to c->change. ERR_DENIED
 * without the key. The commit ends in ERR_CONFLICT when somebody wrote meanwhile. */
enum err words_write(struct ctx *c, struct person_id person, struct row_id id,
                     const struct words *w, const struct row_id *before) NODISCARD;

/* "written", "chose_not", ...; "" for WORDS_NONE. */
const char *words_state_code(enum words_state s);
/* WORDS_NONE for anything else. */
enum words_state words_state_find(struct str code);
