/* A person: the name to use, the walk together, the page. */
#pragma once
#include "access/module.h"

enum person_state { PERSON_WITH_US = 1, PERSON_CLOSED = 2, PERSON_ERASED = 3 };

/* How she is called and spoken of, as her team sees it. */
struct person {
	struct person_id id;
	struct str name;        /* the name to use; p == NULL when closed to this reader */
	struct str others;      /* other names and spellings, with ", " between */
	int64_t birth_year;     /* 0: not known */
	bool estimated;         /* the year of birth is a guess */
	struct str age_said_by; /* whose: a code of care/age.h; empty: not asked */
	enum voice voice;       /* the pronoun she chose */
	struct str term;        /* the word she chose for herself; empty: none */
	struct str language;    /* the language she speaks best; empty: not asked */
	struct str number;      /* in the list that she was brought from; empty: none */
	struct str code;        /* "K-7F3Q": from the id, for paper and phones */
};

/* Opens the directory entry. The name is p == NULL when it is closed to the actor. */
enum err person_read(struct ctx *c, struct person_id id, struct person *out) NODISCARD;
/* Writes the directory entry anew from p; adds to c->change. The caller audits. ERR_DENIED. */
enum err person_write(struct ctx *c, const struct person *p) NODISCARD;

/* A new person of a team: keys, directory entry, first episode with its pseudonym; adds to
 * c->change. p->id is chosen by the caller, and audits. The day of arrival is the entry of the
 * episode; its month and the age group are counted ("entry" in the measurement inbox: age_band, a
 * code of person_age_group; entry_month, year * 12 + month - 1). */
enum err person_arrive(struct ctx *c, const struct person *p, struct team_id team,
                       struct day arrived) NODISCARD;

/* The same with fields of episode.body that are known already; all are counted, so codes only. */
enum err person_bring(struct ctx *c, const struct person *p, struct team_id team,
                      struct day arrived, struct str walk) NODISCARD;

/* The walk together that is going on, or the last one. Sealed in case: ERR_DENIED without that key.
 */
struct episode {
	struct episode_id id;
	struct pseudonym_id pseudonym;
	int64_t number; /* 1, 2, ...: reopened walks */
	struct day entry;
	int64_t state;        /* enum person_state */
	struct day closed;    /* NO_DAY while it goes on */
	struct str reason;    /* of the closure: a code of closure.h; empty while it goes on */
	struct str age_group; /* "adult", "12_17", "6_11", "0_5": at entry */
	struct str body;      /* its fields, for whoever adds one */
};
enum err episode_now(struct ctx *c, struct person_id person, struct episode *out) NODISCARD;
/* The walk that was going on on a day, or the last one that had begun by then. ERR_ABSENT when none
 * had. */
enum err episode_at(struct ctx *c, struct person_id person, struct day day,
                    struct episode *out) NODISCARD;
/* Writes an episode's body anew (fields as in episode.body) and its state; adds to c->change. */
enum err episode_write(struct ctx *c, struct person_id person, const struct episode *e) NODISCARD;
/* A further walk together for someone who comes back: the same pseudonym, the next number. The
 * commit ends in ERR_CONFLICT while one is going on. */
enum err episode_open(struct ctx *c, struct person_id person, struct day entry) NODISCARD;

/* Counts something of the walk that goes on: a record in the measurement inbox, for c->change. kind
 * is a short literal; day, unless it is NO_DAY, is added to fields as KIND_days since entry. What
 * cannot be counted (no key of the case, no measurement key) is left out: care never waits for a
 * figure (P1). */
enum err episode_count(struct ctx *c, struct person_id person, const char *kind, struct day day,
                       struct buf *fields) NODISCARD;

struct person_list {
	const struct person *at;
	size_t n;
};
/* Search by name, other name or code ("K-7F3Q") over the directory of the actor's teams, best
 * first, at most 50; counted in the audit. An empty text lists those she walks with. */
enum err person_search(struct ctx *c, struct str text, struct person_list *out) NODISCARD;
/* Those the actor walks with now, by name. */
enum err person_mine(struct ctx *c, struct person_list *out) NODISCARD;

/* The age group for rubrics from a birth year and today: "adult" when it is not known. */
const char *person_age_group(int64_t birth_year, struct day today);
