/* Consents (P4): one purpose, one recipient, groups of data, an end. Nothing leaves without a live
 * one, and help never depends on one. */
#pragma once
#include "access/module.h"
#include "care/consent_purpose.h"

enum consent_state { CONSENT_GIVEN = 1, CONSENT_REFUSED, CONSENT_WITHDRAWN };
enum { CONSENT_MOST_DAYS = 731, CONSENT_WARN_DAYS = 14, CONSENT_REVIEW_DAYS = 92 };

/* What was agreed or refused. Texts may be empty; codes are those of consent_purpose.h. */
struct consent_terms {
	struct str purpose;     /* a code of purposes_now */
	struct str recipient;   /* exactly one, by name; empty: this organisation, where the purpose is
	                           its own */
	uint32_t groups;        /* bit i: consent_groups.at[i] */
	struct str withheld;    /* what is kept back, and from whom */
	struct str language;    /* code of the language it was explained in */
	struct str interpreter; /* "none", "staff", "present", "phone", "close" */
	struct str told;        /* version of the text that was told */
	struct str how;         /* of consent_hows */
	struct str witness;     /* the second person, of a spoken consent */
	struct str by;          /* of consent_givers; empty: "self" */
	struct str standing;    /* why a guardian may answer: of consent_standings */
	struct str ground;      /* who that is, and how it is known */
	struct str assent;      /* what the child said: of consent_assents; empty: not asked yet */
	struct str talked;      /* the child's view; of a no: what was talked about and is done */
	struct str deciders;    /* of a best-interests decision: who decided, */
	struct str nobody, weighed; /* why no safe guardian can answer, what was weighed */
	struct day review;          /* and when it is looked at again. Unused by others */
	struct str instead;         /* of a no: what is offered instead */
	bool unsuspected;           /* the guardian is not suspected of harm: attested */
	struct day day;             /* when it was said; NO_DAY: today */
	struct day until; /* its last day; NO_DAY: as usual for the purpose. Unused for a no */
	int64_t born;     /* the birth year as it was known then; consent_give fills it in */
};

struct consent_new {
	struct consent_terms terms;
	bool refused;                  /* a no: a full answer */
	const struct row_id *replaces; /* NULL, or the consent that this one corrects or renews */
};

struct consent {
	struct row_id id;
	enum consent_state state;
	bool current;     /* no later one replaces it */
	bool live;        /* given, current, its last day is not over, and it is not outgrown */
	bool outgrown;    /* given by another for a child who is an adult now */
	bool leaves;      /* its purpose names somebody outside this organisation */
	bool closed;      /* this reader may not open it: terms and what follows are empty */
	struct day until; /* NO_DAY for a no */
	struct instant hour;
	struct str author; /* user name of who wrote this row */
	const char *words; /* the purpose, in the language of the page */
	struct consent_terms terms;
	struct str explained;         /* user name of who explained it */
	struct str back_how, back_by; /* of consent_back_hows and consent_givers; when taken back */
};
struct consent_list {
	const struct consent *at;
	size_t n;
};

/* Everything that stands, newest first; what was replaced is left out. */
enum err consents_read(struct ctx *c, struct person_id person, struct consent_list *out) NODISCARD;
/* One of them, exactly this row. ERR_ABSENT when there is none. */
enum err consent_read(struct ctx *c, struct person_id person, struct row_id id,
                      struct consent *out) NODISCARD;
/* Writes a consent or a no as row id, sealed in case; counts it when it is about statistics; keeps
 * the tasks that ask again; adds to c->change. ERR_INVALID when a rule of consent_rule.c is broken
 * (of a no, hardly one can be). ERR_DENIED without the key. The commit ends in ERR_CONFLICT when
 * the replaced one was corrected or taken back meanwhile. */
enum err consent_give(struct ctx *c, struct person_id person, struct row_id id,
                      const struct consent_new *n) NODISCARD;
/* Takes a consent back, as row id, with the commit. how and by may be empty: spoken, by herself. */
enum err consent_withdraw(struct ctx *c, struct person_id person, struct row_id id,
                          struct row_id consent, struct str how, struct str by) NODISCARD;
/* Makes the commit of c->change end in ERR_CONFLICT unless this consent is live then: given, not
 * taken back meanwhile, not over, not outgrown. Every use of a consent adds it. */
enum err consent_expect(struct ctx *c, struct person_id person, struct row_id consent) NODISCARD;
