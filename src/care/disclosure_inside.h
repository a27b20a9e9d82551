/* Private to care/disclosure: the lines that leave, and the pages. */
#pragma once
#include "care/disclosure.h"
#include "care/person.h"

/* One line on the paper that leaves. */
struct paper_line {
	const char *label; /* msgid */
	struct str text;
};
struct paper_lines {
	const struct paper_line *at;
	size_t n;
};
enum { PAPER_LINES = 40, DISCLOSURE_ROOM = 128 * 1024, REVIEW_DAYS = 7 };

/* --- disclosure_second.c --- */
/* The field of a body that keeps the first row's id, also when what was told to her is written
 * anew: by it a task knows which one it is about. */
#define DISCLOSURE_FIRST "first"
bool disclosure_without_consent(const struct disclosure *d);

/* Adds what this person's record holds of the groups to b, in the language of c: name and code,
 * ways of contact, their own words, and the words of s. Only what may stand on the kind of paper
 * that s->carry names. */
enum err disclosure_gather(struct ctx *c, struct person_id person, const struct disclosure_share *s,
                           struct buf *b) NODISCARD;
/* The lines that were gathered, as they left. */
struct paper_lines disclosure_lines(struct ctx *c, const struct disclosure *d);
/* --- disclosure_htcds.c: HTCDS 2.0, the open standard of IOM (CC BY 4.0) --- */
/* True when carry is "file". */
bool disclosure_is_file(struct str carry);
/* Adds the fields of the standard that the groups allow and the record has, each named "htcds_" and
 * its name. What could only be guessed (a day of birth, of whom the year is known) is left out. */
enum err disclosure_gather_htcds(struct ctx *c, struct person_id person,
                                 const struct disclosure_share *s, struct buf *b) NODISCARD;
/* What was gathered then, as a file: "csv" or "json". ERR_ABSENT for another. */
enum err disclosure_htcds(struct ctx *c, const struct disclosure *d, struct str format,
                          struct buf *out) NODISCARD;
/* Hands the file out, once more: only while the consent holds. */
enum err disclosure_file_take(struct visit *v) NODISCARD;

/* The first day after d that is neither Saturday nor Sunday. */
struct day disclosure_working_day(struct day d);

struct share_view {
	const struct consent *consent;
	const struct choice_list *groups; /* those that it allows */
	struct person_id person;
	struct str what;
	const char *purpose;
	bool conflict;
};
enum { DISCLOSURES_SHOWN = 12 };
struct disclosures_view {
	struct disclosure_list all; /* one page of those that open to this reader */
	struct pager pager;
	struct person_id person;
	size_t closed;
	bool may_write;
};
struct disclosure_view {
	const struct disclosure *it;
	struct paper_lines lines;
	struct person_id person;
	struct str house;
	struct str what;
	const char *action;
	bool conflict;
	bool live; /* its consent still holds */
};

/* Handlers of disclosure_paper.c. */
enum err disclosure_share_show(struct visit *v) NODISCARD;
enum err disclosure_share_save(struct visit *v) NODISCARD;
enum err disclosure_print_show(struct visit *v) NODISCARD;
struct share_form {
	uint32_t groups;
	struct str words, carry;
};
/* To whom, what, and why unless NULL: as it stands in "who opened my record". */
struct str disclosure_account(struct ctx *c, const char *why, struct str recipient,
                              uint32_t groups);
