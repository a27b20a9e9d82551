/* The record of who did what (P5): reads like writes, in a chain that shows tampering. */
#pragma once
#include "access/access.h"

enum verb {
#define VERB(number, name, words) VERB_##name = (number),
#include "access/verbs.def"
#undef VERB
};
const char *verb_words(enum verb v);

/* Why somebody opened a record: a code in clear, and words if there are any. */
enum reason {
	REASON_CARE = 1,
	REASON_EMERGENCY,
	REASON_SUPERVISION,
	REASON_DUPLICATE_CHECK,
	REASON_OWN_REQUEST,
	REASON_NIGHT_CARD, /* seen on the night card, not on a page of her own */
	REASON_REVIEW      /* read to see how well the house works, not for her care */
};
const char *reason_words(enum reason r);

/* Adds an entry to the change of c; it joins the chain when the change is committed. person may be
 * NULL. words are sealed in her case compartment, or left out when the actor cannot. ERR_BUG when
 * no node was started. */
enum err audit(struct ctx *c, enum verb verb, const struct person_id *person, enum reason reason,
               struct str words) NODISCARD;
/* The entry of whoever wrote something down about a person in the course of care: corrected when it
 * replaces a row, else written. Errors as above. */
enum err audit_written(struct ctx *c, struct person_id person,
                       const struct row_id *replaces) NODISCARD;
/* An entry without anybody signed in (refused at the door). */
enum err audit_unknown(struct ctx *c, enum verb verb, const struct user_id *who) NODISCARD;
/* Counts an opening of a person by this session. The first in 15 minutes adds an entry to
 * c->change, which must be committed before the page leaves; repeats are counted and written with
 * the next entry. Whoever does not walk with her and began to read for a review within the last
 * hour reads on for that reason. */
enum err audit_opening(struct ctx *c, struct person_id person) NODISCARD;
/* The same for a page that shows several people, one call for each; why names the page. Openings
 * for different reasons are counted apart, so that a short look does not hide a longer one. */
enum err audit_opening_for(struct ctx *c, struct person_id person, enum reason why) NODISCARD;

/* How often a change is committed before it is given up with ERR_BUSY. */
enum { AUDIT_TRIES = 5 };
/* True when a commit failed only because another process moved the head of the chain: the same
 * change may be committed again. */
bool audit_overtaken(const struct ctx *c, enum err e);
/* Commits c->change, and again while another process moves the head of the chain. Use it wherever
 * an entry may be in the change: store_commit would tell the user of a conflict that is none of
 * hers. */
enum err audit_commit(struct ctx *c) NODISCARD;

/* Puts c->change with its entries behind others in s, for one long change. The caller begins c
 * anew. */
enum err audit_spool(struct ctx *c, struct spool *s) NODISCARD;
/* Commits c->change, which must hold an entry, with all that is in s behind it: all or nothing. */
enum err audit_commit_spool(struct ctx *c, struct spool *s) NODISCARD;

/* "Who opened this and why", newest first. */
struct audit_line {
	int64_t seq; /* hand the last one's to the next call for older entries */
	struct instant hour;
	struct str who; /* user name */
	const char *role;
	const char *did;
	const char *why;
	bool emergency;   /* an emergency opening, or done during one */
	struct str words; /* p == NULL when there are none or they are closed */
	int64_t repeats;  /* always 0: details are open to the auditor's key alone */
};
struct audit_lines {
	const struct audit_line *at;
	size_t n;
};
enum { AUDIT_LINES = 120 };
/* AUDIT_LINES at most, older than before_seq (0: the newest). ERR_DENIED when the actor may not
 * read her identity. */
enum err audit_of_person(struct ctx *c, struct person_id person, int64_t before_seq,
                         struct audit_lines *out) NODISCARD;
/* The same for one verb: AUDIT_DID and, when there are more, one of those. */
enum { AUDIT_DID = 50 };
enum err audit_of_verb(struct ctx *c, struct person_id person, enum verb verb, int64_t before_seq,
                       struct audit_lines *out) NODISCARD;

/* The node: its key and place in the chain, from DIR/secret (node.key, made at the first start).
 * Hooks itself into the store's writer. a lives as long as the house. ERR_ABSENT: the house was not
 * founded (no auditor's key); ERR_VAULT: the auditor's key is not certified, or node.key is damaged
 * or open to others. */
enum err node_start(struct arena *a, struct house *house, const char *secret_dir) NODISCARD;
/* Signs the end of the chain and unhooks. Call it before store_close, when no other task runs. */
void node_stop(struct house *house);

/* Walks the chain, its details and the signatures. *faults counts; each is told to say(arg,
 * sentence), which names nobody. Signatures of other nodes, and all of them when no node was
 * started, are not checked, and said so. */
enum err audit_verify(struct ctx *c, void (*say)(void *arg, const char *sentence), void *arg,
                      int64_t *rows, int64_t *faults) NODISCARD;
