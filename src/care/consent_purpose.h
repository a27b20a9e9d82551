/* What can be agreed to: purposes from the pack (packs/core/consent-purposes.csv, and from which
 * age a child answers alone: consent-ages.csv), groups of data, and how an answer is given. Codes
 * are sealed and final. */
#pragma once
#include "access/access.h"
#include "forms/list.h"
#include "html/form_view.h"

struct purpose {
	const char *code;
	const char *label; /* this and the next four: in the language of the page */
	const char *means; /* what happens when this person says yes */
	const char *good;  /* what it may bring */
	const char *risk;  /* what may go wrong */
	const char *no;    /* what a no changes, and what not */
	int days;          /* how long it usually holds, and at most */
	int longest;
	uint32_t groups;     /* that can be ticked: bit i: consent_groups.at[i] */
	bool leaves;         /* it names somebody outside this organisation */
	bool renewed;        /* asked again before it ends */
	bool best_interests; /* for the child's own help: a decision can stand in where nobody safe can
	                        answer */
	int alone;           /* a child answers alone from this age; 0: never */
	const char *alone_source;
};
struct purposes {
	const struct purpose *at; /* none when the pack is broken */
	size_t n;
	struct list_problem problem; /* of the pack, for whoever keeps it */
};

/* The purposes of a folder of packs in a language; lives in a, never NULL. */
const struct purposes *purposes_read(struct arena *a, const char *packs, const char *language);
/* The house's, in the language of c; kept by the program. */
const struct purposes *purposes_now(struct ctx *c);
/* NULL for a code that is none. */
const struct purpose *purpose_of(struct ctx *c, struct str code);
/* The label of a code; "A consent" in that language for one that is none any more. */
const char *consent_purpose_words(struct ctx *c, struct str code);
/* True when the purpose names somebody outside this organisation. */
bool consent_leaves(struct ctx *c, struct str code);
/* What to do about a problem of the pack; a msgid. */
const char *purposes_advice(const struct list_problem *p);

extern const struct choice_list consent_groups;
extern const struct choice_list consent_hows;
extern const struct choice_list consent_givers;    /* self, guardian, best */
extern const struct choice_list consent_takers;    /* who takes one back */
extern const struct choice_list consent_standings; /* why a guardian may answer */
extern const struct choice_list consent_assents;
extern const struct choice_list consent_back_hows;
enum {
	GROUP_NAME,
	GROUP_WHERE,
	GROUP_SAFETY,
	GROUP_CASE,
	GROUP_STORY,
	GROUP_HEALTH,
	GROUP_COUNSEL,
	GROUP_LEGAL,
	GROUP_TOTALS
};
/* The msgid of a code of one of the lists; "" when it is none. */
const char *consent_label(const struct choice_list *list, struct str code);
/* "name and contact, health": the groups of a mask in the language of c; in c->arena. */
struct str consent_groups_words(struct ctx *c, uint32_t groups);
/* Those of a mask, as choices. */
struct choice_list consent_groups_of(struct ctx *c, uint32_t groups);
