/* Private to care/consent: what its pages show. */
#pragma once
#include "care/consent_inside.h"
#include "care/file.h"

extern const struct choice_list consent_answers;
extern const struct choice_list consent_carries;
enum { CONSENTS_SHOWN = 12 };
struct consents_view {
	struct consent_list all; /* one page of those that open to this reader: live, no, no longer */
	struct pager pager;
	const struct purposes *purposes;
	struct person_id person;
	size_t live;    /* how many there are */
	size_t refused; /* how many are shown */
	size_t past;
	size_t closed;
	int64_t waiting; /* information given out that still wants a look or a word */
	int64_t given_out;
	const struct page_papers *papers; /* of each of all */
	bool may_write;
	bool child;    /* not 18 on any day of this year */
	bool turning;  /* turns 18 this year */
	bool outgrown; /* some were given for a child who is an adult now */
	bool conflict; /* somebody else was faster */
};
struct consent_form_view {
	const char *action;
	const struct purpose *purpose;
	const struct choice_list *languages;
	const struct choice_list *groups; /* that can be ticked */
	struct choice_list givers;
	struct day last;           /* that can be chosen */
	const struct consent *now; /* what stands, of a correction; else NULL */
	struct person_id person;
	struct str house;
	bool child; /* as in consents_view */
	bool turning;
	bool alone;   /* the pack lets this child answer alone */
	bool another; /* somebody else answers */
	bool conflict;
};
struct consent_paper_view {
	const struct consent *consent;
	const struct purpose *purpose;
	struct person_id person;
	struct str name; /* or the code */
	struct str code;
	struct str house;
};

/* The person of the page; the code where the name is closed or empty. */
enum err consent_person(struct visit *v, struct person *out) NODISCARD;

/* What is posted when a consent is asked. */
struct consent_form {
	struct str purpose, answer, recipient, withheld, how, witness, language, interpreter;
	struct str by, standing, ground, assent, talked, deciders, nobody, weighed, instead;
	uint32_t groups;
	bool unsuspected;
	struct day until, day, review;
};
struct back_form {
	struct str how, by;
};
struct print_form {
	struct str carry;
};

/* Handlers of consent_form.c and consent_pages.c. */
enum err consent_new_page(struct visit *v) NODISCARD;
enum err consent_create(struct visit *v) NODISCARD;
enum err consent_correct(struct visit *v) NODISCARD;
enum err consent_save(struct visit *v) NODISCARD;
enum err consents_show(struct visit *v) NODISCARD;
enum err consent_back_show(struct visit *v) NODISCARD;
enum err consent_back_save(struct visit *v) NODISCARD;
enum err consent_print_show(struct visit *v) NODISCARD;
enum err consent_print_save(struct visit *v) NODISCARD;
enum err consent_paper_show(struct visit *v) NODISCARD;
