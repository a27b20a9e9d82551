/* Who is asking, what of a person they may open, and the keys with which they can. Every read path
 * asks here. */
#pragma once
#include "base/buf.h"
#include "base/clock.h"
#include "html/lang.h"
#include "store/store.h"
#include "vault/vault.h"

/* --- roles --- */
enum role {
#define ROLE(bit, name, words, compartments) ROLE_##name = 1 << (bit),
#include "access/roles.def"
#undef ROLE
};
/* "caseworker"; of the lowest bit set. */
const char *role_name(int64_t roles);
const char *role_words(int64_t roles);
/* The bit of a name; 0 when there is no such role. */
int64_t role_find(struct str name);
/* All compartments that a set of roles may open, a bit (1 << enum compartment) for each. */
uint32_t role_compartments(int64_t roles);

/* --- holders: what secrets are wrapped to --- */
enum holder_kind {
	HOLDER_USER = 1,
	HOLDER_TEAM,         /* opens the team's directory */
	HOLDER_LEAD,         /* of one team */
	HOLDER_MANAGER,      /* of the organisation */
	HOLDER_ON_CALL,      /* of one team: shelter staff at night */
	HOLDER_SAFEGUARDING, /* of the organisation: break glass */
	HOLDER_MEASURE,      /* MK */
	HOLDER_AUDITOR,      /* AK */
	HOLDER_SIGNING       /* OS: certifies all the others */
};
enum { HOLDER_ACTIVE = 1, HOLDER_RETIRED = 2 };

struct holder_key {
	struct holder_id id;
	enum holder_kind kind;
	struct team_id team; /* of a team's holders */
	uint32_t keyver;
	bool active;
	struct box_pair pair;
};

/* --- the one who asks --- */
struct actor {
	struct user_id id;
	struct str user_name;
	int64_t roles;
	const struct team_id *teams;
	size_t nteams;
	struct holder_key own;
	struct sign_pair sign;
	const struct holder_key *held; /* every shared holder the session opened */
	size_t nheld;
	struct bytes session; /* the session's row id; for counting openings */
};
bool actor_is(const struct actor *a, int64_t roles);
bool actor_in_team(const struct actor *a, struct team_id team);
/* The key of a kind (and team, when it has one) in its newest version, or NULL. */
const struct holder_key *actor_holds(const struct actor *a, enum holder_kind kind,
                                     const struct team_id *team);

/* --- what stands between an actor and a person --- */
struct relation {
	struct person_id person;
	struct team_id team;
	uint32_t keyver;
	int64_t state;
	uint32_t closed; /* compartments that she keeps from this actor: a bit for each */
	bool known;      /* there is such a person */
	bool in_team;
	bool assigned;
	bool excluded;
	bool arriving;      /* P1: made in this very task: whoever is there writes the whole arrival */
	bool glass_on_call; /* an emergency opening is running */
	bool glass_safeguarding;
};

/* What is wanted. READ and WRITE name a compartment. */
enum verb_wanted {
	MAY_SEE_NAME, /* in the directory */
	MAY_READ,
	MAY_WRITE,
	MAY_ASSIGN, /* decide who walks with her */
	MAY_BREAK_GLASS
};
/* The one decision (P6). Excluded people see nothing. relation NULL is refused. */
bool may(const struct actor *actor, enum verb_wanted verb, const struct relation *relation,
         enum compartment c);

/* --- the house as everything sees it --- */
struct house {
	struct org_id org;
	struct str name;
	int utc_offset;   /* minutes */
	int scored_twice; /* of 100 assessments: care/rating.h */
	struct store *records;
	struct store *keyring;
	struct vault *vault;
	struct public_key sign_public; /* OS, pinned in the configuration */
	struct node *node;             /* this node's audit key; access/audit.c */
	const char *packs;             /* folder of the packs */
	const char *files;             /* DIR/files: sealed files; care/file.h */
	const char *columns;           /* DIR/columns: what was folded, packed; NULL: none is kept */
	size_t columns_least;          /* people from which on it is kept; 0: 100,000 */
	const struct modules *modules; /* access/module.h */
	struct instant (*clock)(void); /* clock_now, or a test's */
	struct background *background; /* access/background.h; NULL: none was started */
};

/* One task: a request, or a command. Everything in it lives in its arena. */
struct ctx {
	struct arena *arena;
	struct house *house;
	const struct actor *actor; /* NULL before sign-in */
	const struct lang *lang;
	struct read *read;
	struct change *change;
	struct instant now;
	struct day today;
	struct person_access *persons; /* cache of keys; access/keys.c */
	struct opened *opened;         /* what modules opened; access/module.c */
};
/* A context over its own read transaction and an empty change. ERR_STORE when no connection can be
 * had. */
enum err ctx_begin(struct ctx *c, struct arena *a, struct house *house, const struct actor *actor,
                   struct instant now) NODISCARD;

/* --- a person's keys --- */
/* How the actor stands to a person; asks the database once in a context, keeps the answer.
 * ERR_ABSENT when there is no such person. */
enum err relation_of(struct ctx *c, struct person_id person, const struct relation **out) NODISCARD;
/* True when may() says so and the key is held. */
bool can(struct ctx *c, struct person_id person, enum verb_wanted verb, enum compartment comp);

/* Of the compartments of roles, those (a bit, 1 << IN_x, for each) of which the actor lacks the
 * secret of some version: what was sealed with it stays closed to her, and she can hand it to
 * nobody. */
enum err person_gaps(struct ctx *c, struct person_id person, int64_t roles,
                     uint32_t *out) NODISCARD;

/* What a row replaces where each stands in place of the one before: that one, or for the first
 * (NULL) the person's own id, so that two first ones cannot both be saved. */
static inline struct row_id row_replaced(struct person_id person, const struct row_id *before)
{
	struct row_id first;

	memcpy(first.b, person.b, sizeof first.b);
	return before ? *before : first;
}

/* The row, or for NULL the id that is none. */
static inline struct row_id row_or_none(const struct row_id *row)
{
	return row ? *row : (struct row_id){ { 0 } };
}

static inline bool row_is_none(struct row_id id)
{
	return row_id_eq(id, row_or_none(NULL));
}
/* The row, or NULL for the id that is none: of a field that came empty. */
static inline const struct row_id *row_unless_none(const struct row_id *id)
{
	return row_is_none(*id) ? NULL : id;
}

/* Seals with the person's newest key. ERR_DENIED without it; may() is asked for MAY_WRITE. */
enum err seal_person(struct ctx *c, struct person_id person, enum compartment comp,
                     enum seal_id seal, struct row_id row, struct str plain,
                     struct sealed *out) NODISCARD;
/* The same for what was gathered in body. ERR_TOO_BIG when not all of it found room there. */
enum err seal_body(struct ctx *c, struct person_id person, enum compartment comp, enum seal_id seal,
                   struct row_id row, const struct buf *body, struct sealed *out) NODISCARD;
/* Opens. ERR_DENIED when the actor may not or holds no key of that version; ERR_VAULT when the
 * value is damaged. */
enum err open_person(struct ctx *c, struct person_id person, enum compartment comp,
                     enum seal_id seal, struct row_id row, struct sealed value,
                     struct str *out) NODISCARD;
/* The same for pages that show "closed to you" instead: a closed value has p == NULL. Damage is
 * still an error. */
enum err open_if_may(struct ctx *c, struct person_id person, enum compartment comp,
                     enum seal_id seal, struct row_id row, struct sealed value,
                     struct str *out) NODISCARD;

/* Seals what a reader of one of several compartments may see, and leaves out->p NULL when the actor
 * may not write there: the rest of the row is kept all the same. */
enum err seal_if_may(struct ctx *c, struct person_id person, enum compartment comp,
                     enum seal_id seal, struct row_id row, struct str plain,
                     struct sealed *out) NODISCARD;
/* Opens a value that may lie in any of the compartments of mask (bits 1 << IN_x): in which one is
 * not told by the row. ERR_DENIED when those that the actor may read do not open it and some are
 * closed to her; ERR_VAULT when all were tried. */
enum err open_among(struct ctx *c, struct person_id person, uint32_t mask, enum seal_id seal,
                    struct row_id row, struct sealed value, struct str *out) NODISCARD;

/* Team rows (directory entries mix in the person's erasure value). */
enum err open_directory(struct ctx *c, struct team_id team, struct person_id person,
                        const struct key *erasure, struct sealed value, struct str *out) NODISCARD;
enum err seal_team(struct ctx *c, struct team_id team, enum seal_id seal, struct row_id row,
                   struct str plain, struct sealed *out) NODISCARD;
enum err open_team(struct ctx *c, struct team_id team, enum seal_id seal, struct row_id row,
                   struct sealed value, struct str *out) NODISCARD;
/* Rows of the actor alone (drafts). */
struct sealed seal_own(struct ctx *c, enum seal_id seal, struct row_id row, struct str plain);
enum err open_own(struct ctx *c, enum seal_id seal, struct row_id row, struct sealed value,
                  struct str *out) NODISCARD;

/* --- making and moving keys; each adds to c->change --- */
/* Everything a new person needs: erasure value (written to the keyring at once), compartment
 * secrets, wraps to the actor, the team's lead, on-call, manager and safeguarding keys, the
 * assignment of the actor (and of the whole team when it assigns all). The person row itself is the
 * caller's. */
enum err person_keys_make(struct ctx *c, struct person_id person, struct team_id team) NODISCARD;
/* For many who are made in a later task: their erasure values, all at once. */
enum err person_keys_ahead(struct ctx *c, const struct person_id *at, size_t n) NODISCARD;
/* Hands a colleague the compartments of her roles. Those that the actor has no key of (counselling,
 * legal) begin anew with a higher key version. ERR_DENIED without MAY_ASSIGN. */
enum err person_assign(struct ctx *c, struct person_id person, struct user_id staff) NODISCARD;
/* Of somebody who is made in this very task: a colleague walks with her, instead of the actor, who
 * keeps only what her office holds. ERR_DENIED when she was made earlier; ERR_ABSENT: no such
 * colleague. */
enum err person_arrive_with(struct ctx *c, struct person_id person, struct user_id staff) NODISCARD;
/* Takes a colleague off: deletes her wraps, raises the key version without her, ends her sessions.
 * excluded keeps her from the list too (conflict of interest). */
enum err person_unassign(struct ctx *c, struct person_id person, struct user_id staff,
                         bool excluded) NODISCARD;
/* Somebody else is to walk along: person_assign of to, while from keeps the key until it is taken
 * on (person_unassign), but fourteen days at most. */
enum err person_hand_over(struct ctx *c, struct person_id person, struct user_id from,
                          struct user_id to) NODISCARD;
/* Keeps compartments (a bit, 1 << enum compartment, for each; 0: none any more) from one colleague,
 * who stays with her otherwise: raises the key version and hands her only the rest. Older secrets
 * are taken out of her wraps where the actor holds all that stays in them. ERR_DENIED for whoever
 * may neither assign nor write there; ERR_INVALID for oneself. */
enum err person_withhold(struct ctx *c, struct person_id person, struct user_id staff,
                         uint32_t compartments) NODISCARD;
struct withheld {
	struct user_id staff;
	struct str user_name;
	uint32_t compartments;
};
struct withheld_list {
	const struct withheld *at;
	size_t n;
};
/* Who is kept from what, by user name. */
enum err person_withheld(struct ctx *c, struct person_id person,
                         struct withheld_list *out) NODISCARD;
/* Emergency opening for eight hours with one line of reason. ERR_DENIED unless may() and the key is
 * held. */
enum err person_break_glass(struct ctx *c, struct person_id person, struct str reason) NODISCARD;
enum err person_review_glass(struct ctx *c, struct person_id person, struct row_id glass) NODISCARD;
/* Emergency openings of the teams that the actor leads, not reviewed yet, oldest first. */
struct glass_line {
	struct person_id person;
	struct row_id id;
	struct str who; /* user name */
	bool own;       /* the actor's: somebody else reviews it */
	struct instant hour;
	struct instant until;
	struct str reason; /* p == NULL when it is closed to the actor */
};
struct glass_lines {
	const struct glass_line *at;
	size_t n;
};
enum err glass_to_review(struct ctx *c, struct glass_lines *out) NODISCARD;
