/* What was answered on one form: canonical JSON, one object of {field path: answer}; a repeat is an
 * array of such objects. */
#pragma once
#include "base/arena.h"
#include "base/err.h"

enum {
	ANSWERS_BYTES = 1024 * 1024,
	ANSWERS_MAX = 20000,
	ANSWERS_TEXT = 20000,
	ANSWERS_NAME = 1300,
	ANSWERS_ROUNDS = 1000, /* of one repeat */
	ANSWERS_DEPTH = 8      /* repeats inside one another */
};

/* A value, or one of five kinds of missing, which are answers too. */
enum answer_kind {
	ANSWER_TEXT, /* also the name of a choice, a date as 2026-03-14, and a decimal as it was typed:
	              * a binary number would change it */
	ANSWER_INTEGER,
	ANSWER_NOT_ASKED,
	ANSWER_LATER,
	ANSWER_PREFER_NOT,
	ANSWER_NOT_KNOWN,
	ANSWER_NOT_APPLICABLE,
	/* Two more that are values. */
	ANSWER_CHOICES, /* names with a space between, as ODK has them; in JSON an array */
	ANSWER_ROUNDS   /* how many rounds a repeat has, in n; in JSON the length of its array */
};

struct answer {
	struct str path; /* as in form_field.path, inside a repeat with its round: "children[2]/name" */
	enum answer_kind kind;
	struct str text;
	int64_t n;
};

struct answers {
	struct str form;    /* the form's id */
	struct str version; /* for people */
	struct str hash;    /* of form_canonical, in hexadecimal: the wording that was answered */
	const struct answer *at;
	size_t n;
};

/*
 * Makes the JSON library wipe what it gives back. Call once at the start of the program, before
 * anything else uses that library; without it, answers linger in freed memory.
 */
void answers_start(void);

/*
 * Writes {"answers":{...},"form":..,"hash":..,"version":..} with sorted keys and without spaces,
 * into a. A round that no answer is in is {}. ERR_INVALID when a path is empty, there twice or
 * inside another, choices are none or a text is not UTF-8; ERR_TOO_BIG beyond the limits.
 */
enum err answers_write(struct arena *a, const struct answers *in, struct str *json) NODISCARD;

/* Reads what answers_write writes into a, ordered by path, with ANSWER_ROUNDS for each repeat.
 * ERR_INVALID for anything else. */
enum err answers_read(struct arena *a, struct str json, struct answers *out) NODISCARD;

/* The answer at path in answers ordered by path or not; NULL when there is none (which means: not
 * asked yet). */
const struct answer *answers_find(const struct answers *in, struct str path);

/* Orders at by path. */
void answers_sort(struct answer *at, size_t n);

/* The word for a kind of missing in JSON ("prefer_not"); NULL for a value. */
const char *answer_word(enum answer_kind kind);
/* The kind for such a word; false when it is none. */
bool answer_kind_read(struct str word, enum answer_kind *out);
