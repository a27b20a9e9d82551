/* What was asked for and was not possible, and why: of a person whom we know, or of somebody who
 * was turned away and is named nowhere. So that a house sees whom it does not reach. */
#pragma once
#include "access/module.h"
#include "access/when.h"
#include "forms/list.h"

/* Who may write somebody down who was turned away: they hold a team's key. */
enum {
	UNMET_ROLES = ROLE_caseworker | ROLE_lead | ROLE_manager | ROLE_shelter | ROLE_health |
	              ROLE_counsellor | ROLE_legal | ROLE_safeguarding
};

struct unmet {
	struct row_id id;
	struct instant hour;
	struct str author;      /* user name */
	struct row_id replaces; /* zeros: none */
	bool current;
	bool closed;        /* to this reader */
	struct str asked;   /* code of service_types */
	struct str why;     /* of unmet_whys */
	struct str which;   /* which rule, which language, how far */
	struct str words;   /* what was asked, in their own words */
	struct str pointed; /* where they were pointed to; empty: nowhere */
	struct when when;
};
struct unmet_list {
	const struct unmet *at;
	size_t n;
};
struct unmet_new {
	struct str asked, why, which, words, pointed;
	struct when when;              /* NO_DAY: today */
	const struct row_id *replaces; /* NULL, or the one that this corrects */
};

/* Writes it into the record of a person whom we know, and, without words and with the month only,
 * into the totals of the team. Adds to c->change. ERR_DENIED without a key, ERR_INVALID for a
 * reason that is none. The commit ends in ERR_CONFLICT when a colleague was faster. */
enum err unmet_write(struct ctx *c, struct person_id person, struct row_id id,
                     const struct unmet_new *n) NODISCARD;
/* Somebody who was turned away and has no record: a row of the team that names nobody. ERR_ABSENT
 * when the one that it corrects is none of these, other errors as above. */
enum err unmet_turned_away(struct ctx *c, struct team_id team, struct row_id id,
                           const struct unmet_new *n) NODISCARD;
/* All of a person, newest first. */
enum err unmet_read(struct ctx *c, struct person_id person, struct unmet_list *out) NODISCARD;

/* A row of a team: of somebody known it holds the month, what was asked and why. */
struct turned_away {
	struct row_id id;
	struct row_id replaces; /* zeros: none */
	bool current;
	struct when when;
	bool known; /* has a record, which holds the rest */
	struct str asked, why, which, words, pointed;
};
struct turned_away_list {
	const struct turned_away *at;
	size_t n;
};
/* All of a team since a day that stand, newest first. ERR_DENIED without the team's key. */
enum err unmet_of_team(struct ctx *c, struct team_id team, struct day since,
                       struct turned_away_list *out) NODISCARD;
/* One without a record in its latest correction, of any team of the actor. ERR_ABSENT when there is
 * none. */
enum err unmet_of_nobody(struct ctx *c, struct row_id id, struct team_id *team,
                         struct turned_away *out) NODISCARD;

/* Why it was not possible; codes are sealed and final. */
extern const struct choice_list unmet_whys;
