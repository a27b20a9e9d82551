/* What was given to somebody outside (P4): under a live consent, or without one. */
#pragma once
#include "care/consent.h"

struct disclosure {
	struct row_id id;
	bool closed; /* to this reader: only author, reviewer and hour are known */
	bool mine;   /* this reader wrote it */
	struct instant hour;
	struct str author;     /* user name */
	struct str reviewer;   /* the second person who looked at it; p == NULL: nobody yet */
	struct str ground;     /* "consent", or of disclosure_grounds */
	struct row_id consent; /* when the ground is a consent */
	struct str recipient;
	uint32_t groups;    /* bit i: consent_groups.at[i] */
	struct str words;   /* what was said or sent, in words */
	struct str by;      /* who gave it; empty: the author */
	struct str told;    /* of disclosure_tolds: whether this person knows */
	struct str wait;    /* why not yet */
	struct str protect; /* what was done to protect this person */
	struct str carry;   /* "open", "discreet" or "spoken": how it left, under a consent */
	struct day day;     /* when it was given */
	struct day review;  /* when telling is thought of again; NO_DAY: told, or nothing to tell */
	struct str body;    /* its fields: the lines that went on paper among them */
};
struct disclosure_list {
	const struct disclosure *at;
	size_t n;
};

extern const struct choice_list disclosure_grounds; /* "danger", "report", "court" */
extern const struct choice_list disclosure_tolds;   /* "yes", "later", "danger" */
extern const struct choice_list disclosure_carries;

/* All that were given out, newest first. */
enum err disclosures_read(struct ctx *c, struct person_id person,
                          struct disclosure_list *out) NODISCARD;
/* Exactly this row. ERR_ABSENT when there is none. */
enum err disclosure_read(struct ctx *c, struct person_id person, struct row_id id,
                         struct disclosure *out) NODISCARD;
/* True while it wants a second pair of eyes, or this person does not know of it yet. */
bool disclosure_waits(const struct disclosure *d);
/* True while a second person has to look at it. */
bool disclosure_unseen(const struct disclosure *d);

struct disclosure_share {
	struct row_id consent;
	uint32_t groups;  /* of those that the consent allows */
	struct str words; /* what else this recipient needs to know */
	struct str carry; /* of disclosure_carries */
};
/* Gives information under a consent: writes what leaves as row id, and the expectation that the
 * consent is live when the change is committed. ERR_INVALID for a group that it does not allow, or
 * a purpose that stays inside. */
enum err disclosure_give(struct ctx *c, struct person_id person, struct row_id id,
                         const struct disclosure_share *s) NODISCARD;

struct disclosure_new {
	struct str ground;    /* must be one of disclosure_grounds */
	struct str recipient; /* must be there */
	uint32_t groups;
	struct str words;
	struct str by;
	struct str told; /* empty: "later" */
	struct str wait;
	struct str protect;
	struct day day;    /* NO_DAY: today */
	struct day review; /* NO_DAY: in a week, unless told */
};
/* Writes down one without consent, before or after: makes the tasks for a second person (by the
 * next working day) and for telling. Who reads "who opened my record" sees why, unless telling
 * would endanger: then not before it is told. */
enum err disclosure_write(struct ctx *c, struct person_id person, struct row_id id,
                          const struct disclosure_new *n) NODISCARD;
/* The actor has looked at it. ERR_CONFLICT of the commit: wrote it, or somebody looked before. */
enum err disclosure_seen(struct ctx *c, struct person_id person, struct row_id id) NODISCARD;
/* Told now ("yes"), or why not yet and when it is thought of again; as row id in place of row. */
enum err disclosure_tell(struct ctx *c, struct person_id person, struct row_id id,
                         struct row_id row, struct str told, struct str wait,
                         struct day review) NODISCARD;
