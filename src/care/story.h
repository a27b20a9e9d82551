/* Story, told once (P2): when and to whom is sealed in case; the words are sealed in story, and
 * opening them is an act of its own. */
#pragma once
#include "access/module.h"
#include "access/when.h"
#include "forms/list.h"

struct telling {
	struct row_id id;
	struct row_id replaces;  /* zeros: nothing */
	struct when when;        /* day: when it was told */
	struct str to;           /* code of story_tos; empty: not noted */
	struct str to_name;      /* whom exactly */
	struct str form;         /* code of story_forms, or the id of the form in which it stands */
	struct str language;     /* code of the language it was told in */
	struct str interpreter;  /* a code of interpreters (welcome.h) */
	struct str concepts;     /* painful facts that it covers: codes with a space between */
	struct str reason;       /* code of story_reasons when it had been told before; empty: new */
	struct str reason_words; /* of the reason "other" */
	struct str author;       /* user name */
	struct instant hour;     /* when it was typed */
	bool current;            /* no later row corrects it, and it was no mistake */
	bool mistaken;           /* it was noted by mistake: counts no more */
	bool has_words;          /* the words are kept, in story */
	bool closed;             /* to this reader: about is empty */
};
struct telling_list {
	const struct telling *at;
	size_t n;
};

struct telling_new {
	struct telling about;          /* day NO_DAY: today; id, author, hour and flags are not read */
	const struct row_id *replaces; /* NULL, or the one that this corrects */
};
struct story_new {
	struct telling_new told;
	struct str words;
	struct str spoken; /* as it was spoken, beside the translation; may be empty */
};
struct story_entry {
	struct telling about;
	struct str words, spoken;
};
struct story {
	const struct story_entry *at;
	size_t n;
};

/* All, by the day they were told; also those that were corrected. */
enum err tellings_read(struct ctx *c, struct person_id person, struct telling_list *out) NODISCARD;
/* A telling without words: a fact that stands in a form, or was told again. Adds to c->change and
 * counts. ERR_INVALID when a fact that was told before is told again in speech and no reason says
 * why. ERR_DENIED without the key; the commit of a second correction ends in ERR_CONFLICT. */
enum err telling_add(struct ctx *c, struct person_id person, struct row_id id,
                     const struct telling_new *n) NODISCARD;
/* The same with words, sealed in story. ERR_DENIED also without that key. */
enum err story_add(struct ctx *c, struct person_id person, struct row_id id,
                   const struct story_new *n) NODISCARD;
/* Opens every entry in force, oldest first, and writes into the audit that the story was read (in
 * c->change: commit it before the words are shown). ERR_DENIED when it is closed to the actor. */
enum err story_read(struct ctx *c, struct person_id person, struct story *out) NODISCARD;

/* One painful fact: "told on 14 March to Amara". */
struct told {
	struct list_item concept;
	struct day day;
	struct str whom; /* the name, or what kind of place, in the language of the page */
	int64_t times;
};
struct told_list {
	const struct told *at;
	size_t n;
};
/* Of these concepts (codes with a space between; empty: all) those that were told. */
enum err tellings_of(struct ctx *c, struct person_id person, struct str concepts,
                     struct told_list *out) NODISCARD;
/* She keeps the story from a colleague, or allows it again; audited. Errors of person_withhold. */
enum err story_keep_from(struct ctx *c, struct person_id person, struct user_id staff,
                         bool kept) NODISCARD;
