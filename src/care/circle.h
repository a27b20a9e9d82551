/* The people around a person. A tie is written in this person's record alone: everybody keeps an
 * own record and own keys, and nothing flows along a tie.
 *
 * Where it is sealed: who somebody belongs to is a part of who they are, and whoever feeds, treats
 * or puts to bed a child must know it, so ties lie in identity. Who must be kept away lies in
 * safety, so that everybody who is there at night knows it. */
#pragma once
#include "access/module.h"
#include "access/when.h"

/* What somebody is to this person; codes are sealed and final: "mother", "father", "child",
 * "sibling", "partner", "relative", "caregiver", "cared_for", "guardian", "ward", "safe",
 * "travelled", "not_told", "not_met". */
extern const struct choice_list circle_kinds;

struct circle_link {
	struct row_id id;
	struct str kind;        /* a code of circle_kinds; p == NULL when it is closed to this reader */
	struct person_id other; /* of somebody with a record of their own here; else zeros */
	bool has_record;
	bool opens;        /* this reader may open that record */
	struct str called; /* the name, or the code when the name is closed */
	struct str reach;  /* how to reach somebody without a record here */
	struct str words;  /* what whoever is on duty should know */
	struct when when;  /* when it was told (or ended), and who wrote it on paper */
	struct day ended;  /* NO_DAY while it stands */
	struct str reason; /* why it ended */
	struct instant hour;
	struct str author; /* user name */
	bool current;      /* no later row stands in its place */
};
struct circle_links {
	const struct circle_link *at;
	size_t n;
};

struct circle_new {
	struct str kind;
	const struct person_id *other; /* NULL: somebody without a record here */
	struct str name;               /* of somebody without a record here */
	struct str reach;
	struct str words;
	struct when when;
	const struct row_id *replaces; /* NULL, or the tie that this one corrects */
};

/* Writes a tie under id; adds to c->change. ERR_DENIED without the keys, or when the actor may not
 * see the name of other; ERR_INVALID for an unknown kind, the person themselves, or nobody named.
 * The commit ends in ERR_CONFLICT when replaces was corrected meanwhile. */
enum err circle_write(struct ctx *c, struct person_id person, struct row_id id,
                      const struct circle_new *n) NODISCARD;
/* Ends a tie as row id, which takes its place. ERR_ABSENT when there is none, ERR_DENIED when it is
 * closed, ERR_CONFLICT when it has ended already. */
enum err circle_end(struct ctx *c, struct person_id person, struct row_id id, struct row_id tie,
                    const struct when *when, struct str reason) NODISCARD;
/* All ties in their latest correction, ended ones too, in the order of circle_kinds. */
enum err circle_read(struct ctx *c, struct person_id person, struct circle_links *out) NODISCARD;
/* One tie in its latest correction. ERR_ABSENT when there is none. */
enum err circle_read_one(struct ctx *c, struct person_id person, struct row_id id,
                         struct circle_link *out) NODISCARD;
/* Who must not be told or met, as it stands: for the night, and beside the contact rule. */
enum err circle_kept_away(struct ctx *c, struct person_id person,
                          struct circle_links *out) NODISCARD;
/* Mothers, fathers, guardians in law and caregivers, as it stands: who may be asked to decide. */
enum err circle_guardians(struct ctx *c, struct person_id person,
                          struct circle_links *out) NODISCARD;

/* The msgid of a kind; "" for none. */
const char *circle_words(struct str kind);
/* True for the kinds of those who are kept away. */
bool circle_is_away(struct str kind);
