/* The arrival card: one page, six things, no story, and care at once. */
#pragma once
#include "access/module.h"

/* Who may receive people. */
enum {
	ARRIVAL_ROLES =
		ROLE_caseworker | ROLE_lead | ROLE_shelter | ROLE_health | ROLE_counsellor | ROLE_legal
};

/* Urgent needs, in the order of arrival_urgent; the bits are sealed and final. */
enum urgent {
	URGENT_INJURY = 1 << 0,
	URGENT_MEDICINE = 1 << 1,
	URGENT_DANGER = 1 << 2,
	URGENT_CHILD = 1 << 3, /* a child is with them */
	URGENT_SELF_HARM = 1 << 4
};
extern const struct choice_list arrival_urgent;
/* "adult", "12_17", "6_11", "0_5": when no year of birth is known. */
extern const struct choice_list arrival_ages;
/* The channels of contact.h; none: do not contact. */
extern const struct choice_list arrival_contacts;

struct arrival {
	struct row_id id;
	struct day day;
	struct str label; /* what to call this person; p == NULL when closed */
	uint32_t urgent;
	struct str urgent_words;
	struct str language; /* code of welcome_languages, or as typed */
	struct str channel;  /* "phone", ...; empty or "none": do not contact */
	struct str contact;  /* the line about it */
	struct str place;    /* where they sleep tonight; p == NULL when closed */
	int64_t birth_year;  /* 0: not known */
	struct str age;      /* a value of arrival_ages; empty: not known */
	struct str author;   /* user name */
};

/* Makes the person (id is chosen by the caller), keeps the card, the contact rule when one was
 * given, and what is due: urgent needs today, the welcome tomorrow. Every colleague who receives
 * people may, also one whose role does not open all of the card afterwards. Adds to c->change.
 * ERR_DENIED without the team's key. */
enum err arrival_write(struct ctx *c, struct person_id id, struct team_id team,
                       const struct arrival *a) NODISCARD;
/* The latest card. ERR_ABSENT when there is none. */
enum err arrival_read(struct ctx *c, struct person_id person, struct arrival *out) NODISCARD;

/* The person as the card makes them: name, language, year of birth (of a child without one: from
 * the age group). */
struct person;
void arrival_person(struct ctx *c, struct person_id id, const struct arrival *a,
                    struct person *out);
