/* Private to care/consent: what is told about each purpose, and how a row is opened. */
#pragma once
#include "care/consent.h"
#include "care/person.h"

struct purpose {
	const char *means; /* what happens when this person says yes */
	const char *good;  /* what it may bring */
	const char *risk;  /* what may go wrong */
	const char *no;    /* what a no changes, and what not */
	int days;          /* how long it usually holds */
	bool own;          /* the recipient is this organisation */
	bool renewed;      /* asked again before it ends */
	uint32_t groups;   /* ticked when the form opens */
};
/* NULL for a code that is none. */
const struct purpose *purpose_of(struct str code);

/* "en-5f3a09c2": language and hash of the text that is told about a purpose, as it reads today. */
struct str purpose_told(struct ctx *c, const struct purpose *p);
/* In the order of consent_purposes. */
extern const struct purpose purposes[];

/* ERR_INVALID when terms cannot stand; fills in what was left empty (purpose's own recipient and
 * last day, today). */
enum err consent_settle(struct ctx *c, struct consent_terms *t, bool refused) NODISCARD;
/* Terms to and from the sealed body. */
struct buf consent_body(struct ctx *c, const struct consent_terms *t);
void consent_fields(struct str body, struct consent_terms *out);

/* --- pages --- */
extern const struct choice_list consent_answers;
extern const struct choice_list consent_carries;
struct consents_view {
	struct consent_list all;
	struct person_id person;
	size_t live; /* how many of each */
	size_t refused;
	size_t past;
	size_t closed;
	int64_t waiting; /* information given out that still wants a look or a word */
	int64_t given_out;
	bool may_write;
	bool conflict; /* somebody else was faster */
};
struct consent_form_view {
	const char *action;
	const char *title; /* msgid: the purpose */
	const struct purpose *purpose;
	const struct choice_list *languages;
	const struct consent *now; /* what stands, of a correction; else NULL */
	struct person_id person;
	struct str house;
	bool conflict;
};
struct consent_paper_view {
	const struct consent *consent;
	const char *title;
	const struct purpose *purpose;
	struct person_id person;
	struct str name; /* or the code */
	struct str code;
	struct str house;
	struct str groups;
};

/* The person of the page; the code where the name is closed or empty. */
enum err consent_person(struct visit *v, struct person *out) NODISCARD;

struct back_form {
	struct str how, by;
};
struct print_form {
	struct str carry;
};

/* Handlers of consent_pages.c. */
enum err consents_show(struct visit *v) NODISCARD;
enum err consent_back_show(struct visit *v) NODISCARD;
enum err consent_back_save(struct visit *v) NODISCARD;
enum err consent_print_show(struct visit *v) NODISCARD;
enum err consent_print_save(struct visit *v) NODISCARD;
enum err consent_paper_show(struct visit *v) NODISCARD;
