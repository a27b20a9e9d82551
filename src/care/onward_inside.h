/* Private to the module onward: the questions of each kind, and what the pages show. */
#pragma once
#include "care/onward.h"
#include "care/person.h"

struct onward_form {
	struct str value[ONWARD_MOST];
	struct when when;
	struct day checked;
	struct day next;
};
/* The days of every form stand behind its questions. */
enum { ONWARD_DAYS = 5 };
extern const struct field onward_savings[SAVED_N + ONWARD_DAYS];
extern const struct field onward_work[WORK_N + ONWARD_DAYS];
extern const struct field onward_return[RETURN_N + ONWARD_DAYS];
extern const struct field onward_after[AFTER_N + ONWARD_DAYS];

struct onward_question {
	const struct field *field; /* name, kind and answers */
	const char *label;         /* msgid */
	const char *hint;          /* msgid or NULL */
};
struct onward_questions {
	const struct onward_question *at;
	size_t n;
};
struct onward_about {
	const char *name;  /* in the sealed record; final */
	const char *path;  /* after /people/ID/services */
	const char *title; /* msgid, as the others */
	const char *moment;
	const char *intro;
	const char *why;
	const char *button;
	const char *checked;   /* label of the day; NULL: not asked */
	const char *next;      /* the same */
	const char *unchecked; /* what is said while nobody has looked; NULL: nothing */
	int checked_by;        /* the value that must be there, else unchecked is said */
	const struct onward_words *words;
	const struct field *fields;
	size_t n; /* questions */
};
struct onward_words {
	const char *label;
	const char *hint;
};
/* Of a kind. */
const struct onward_about *onward_about(enum onward_kind kind);
/* Its questions, in a. */
struct onward_questions onward_questions(struct arena *a, enum onward_kind kind);
/* The answer to question i as words of the page: a label, or what was written. Empty: none. */
struct str onward_answer(struct ctx *c, const struct onward *o, size_t i);

/* --- the page --- */

struct onward_fact {
	const char *label;
	struct str words;
};
struct onward_facts {
	const struct onward_fact *at;
	size_t n;
};
struct onward_entry {
	const struct onward *o;
	struct onward_facts facts;
};
struct onward_entries {
	const struct onward_entry *at;
	size_t n;
};
enum { ONWARD_SHOWN = 12 };
struct onward_view {
	struct person person;
	enum onward_kind kind;
	const struct onward_about *about;
	const char *action;
	struct onward_questions questions;
	struct onward_entries entries; /* one page of those that stand */
	struct pager pager;
	bool writes;
	const struct onward_entry *now; /* what stands, when a colleague was faster */
};
