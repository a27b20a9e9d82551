/* Private to the module story. */
#pragma once
#include "care/companion.h"
#include "care/person.h"
#include "care/story.h"
#include "care/story_again.h"

/* "us", "partner", "police", ...: to whom it was told. */
extern const struct choice_list story_tos;
/* "spoken", "paper", "other_person": how it came here. */
extern const struct choice_list story_forms;
/* The label of a code; "" for none of the list. */
const char *story_label(const struct choice_list *list, struct str code);
/* The painful facts of packs/core in the language of the page; none when the pack is missing. */
struct code_list story_concepts(struct ctx *c);
/* Is code one of several with a space between? */
bool story_covers(struct str concepts, struct str code);

struct telling_row; /* story_sql.h */
/* Opens when and to whom; closed is no error. */
enum err telling_open(struct ctx *c, struct person_id person, const struct telling_row *r,
                      struct telling *out) NODISCARD;

/* What stands in place of row now; NULL: there is no such row. */
const struct telling *story_latest(const struct telling_list *all, struct row_id row);
/* May the telling stand as it is: told again in speech only with a reason. */
bool story_reasoned(const struct telling_list *all, const struct telling_new *n);

/* Whom by name: the one who wrote it when it was told here and nobody else is named; may be empty.
 */
struct str story_named(const struct telling *t);

/* --- pages --- */
struct telling_view {
	struct telling about;
	struct str facts;  /* labels of the concepts, with commas between */
	struct str spoken; /* what the language is called; empty: not noted */
};
struct telling_views {
	const struct telling_view *at;
	size_t n;
};
struct read_line {
	struct audit_line line;
	struct day day;
	struct str hour;
};
struct read_lines {
	const struct read_line *at;
	size_t n;
};
enum { TELLINGS_SHOWN = 20, STORY_TEXTS_SHOWN = 10 };
struct story_view {
	struct person person;
	struct telling_views tellings; /* newest first, those in force; one page of them */
	struct pager pager;
	struct told_list told;
	struct read_lines readers;
	int64_t readers_older; /* those before this place in the audit come next; 0: these were all */
	bool readers_from;     /* these are not the newest */
	bool readers_closed;
	struct withheld_list kept;     /* who must not read it */
	struct choice_list colleagues; /* who might */
	size_t words;                  /* entries with words */
	size_t corrected;
	bool may_open, may_add, may_tell, may_keep, conflict;
};
struct story_form_view {
	struct person person;
	struct code_list concepts;
	struct choice_list languages;
	struct told_list told; /* what was told before */
	const char *action;
	bool corrects;
	const struct story_entry *now; /* what somebody else saved meanwhile, or NULL */
};
struct story_text {
	struct telling_view about;
	struct str words;
	struct str spoken;
};
struct story_text_view {
	struct person person;
	const struct story_text *at; /* one page of them, oldest first */
	size_t n;
	struct pager pager;
	bool may_add;
};
struct again_form {
	struct str concept, reason, reason_words;
};

struct reader_form {
	struct user_id staff;
	bool allow;
};
/* story_again.c */
enum err story_again_show(struct visit *v) NODISCARD;
enum err story_again_save(struct visit *v) NODISCARD;
enum err story_reader_save(struct visit *v) NODISCARD;
enum err story_back(struct visit *v) NODISCARD;
/* story_pages.c */
enum err story_show(struct visit *v) NODISCARD;
enum err story_open(struct visit *v) NODISCARD;
enum err story_person(struct visit *v, struct person *out) NODISCARD;
