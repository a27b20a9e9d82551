/* Private to the room access: entries on their way into the chain, and the node that puts them
 * there. */
#pragma once
#include "access/audit.h"
#include "access/holder.h"

#include <pthread.h>

/* Who asked: the first half of the session's row id, or the user's id when there is no session. */
struct asker {
	uint8_t b[16];
};

/* One entry, made on the thread of a page and chained on the writer's. */
struct entry {
	struct entry *next;
	enum verb verb;
	int64_t reason; /* enum reason, 0 for none */
	int64_t role;
	bool has_actor;
	struct user_id actor;
	bool has_person;
	struct person_id person;
	struct instant at;
	struct row_id id; /* of the detail */
	struct sealed words;
	int64_t repeats;
	struct asker asker;
};

/* The end of the chain, and the key that seals details: as the database has it, or will after the
 * changes in flight. */
struct tip {
	int64_t seq;
	uint8_t hash[32];
	int64_t keyver;      /* 0: no key yet */
	int64_t keyver_last; /* the highest number that any process took */
	int64_t hour;
	struct key key;
};

/* What a change carries for the hook. */
struct note {
	struct entry *first;
	struct entry *last;
	bool checkpoint;
	bool piece; /* of a long change, or a long change itself (audit_spool) */
	struct tip before;
	struct tip after;
	bool has_measure;
	struct holder_public measure; /* certified; looked up once (inbox.c) */
};

/* An opening that is in the chain, and how often it was repeated since. */
struct opening {
	struct asker asker;
	struct person_id person;
	int64_t reason;
	int64_t at; /* seconds; 0: free */
	int64_t repeats;
};
enum { OPENINGS_WAYS = 8, OPENINGS_SETS = 512, OPENING_SECONDS = 15 * 60 };

/* tip, committed, known and scratch belong to the writer's thread; lock guards the openings. */
struct node {
	struct house *house;
	int64_t number;
	struct holder_public auditor;
	struct sign_pair sign;
	struct tip tip;
	struct tip committed;
	bool known;
	struct arena *scratch;
	pthread_mutex_t lock;
	struct opening openings[OPENINGS_SETS][OPENINGS_WAYS];
};

enum { NODE_NUMBER = 1, CHECKPOINT_EVERY = 1000 };

/* The note of c->change, made at its first use. */
struct note *note_of(struct ctx *c);
/* A note as audit_spool put it away. */
void *audit_revive(struct arena *a, struct bytes note);
/* True when c was not committed because another process had moved the head of the chain. */
bool chain_overtaken(const struct change *c);
/* An entry has joined the chain: from now on repeats of an opening are counted, and those it
 * carries are told. */
void openings_settle(struct node *n, const struct entry *e);
/* The active key of an office in the newest version, certified. ERR_ABSENT when there is none,
 * ERR_VAULT when the organisation has not signed it. What out points to lies in the arena of r. */
enum err office_public(struct house *house, struct read *r, enum holder_kind kind,
                       struct holder_public *out) NODISCARD;

/* What an entry's hash covers, all numbers as eight bytes, the highest first: org, node, seq, hour,
 * whether there is an actor and who, role, verb, reason, whether there is a person and who, hash of
 * the detail. */
struct chained {
	struct org_id org;
	int64_t node;
	int64_t seq;
	struct instant hour;
	bool has_actor;
	struct user_id actor;
	int64_t role;
	int64_t verb;
	int64_t reason;
	bool has_person;
	struct person_id person;
	uint8_t detail_hash[32];
};
enum { CHAINED_BYTES = 16 + 6 * 8 + 17 + 17 + 32 };
/* out = the hash of this entry after previous. */
void chained_link(const uint8_t previous[32], const struct chained *e, uint8_t out[32]);
/* Where a chain begins. */
void chain_start(struct org_id org, int64_t node, uint8_t out[32]);
/* length of reason | reason | detail, as they lie sealed in audit_detail. */
void detail_hash(struct arena *a, struct sealed reason, struct sealed detail, uint8_t out[32]);
/* What a checkpoint signs: org | node | seq | hash. */
enum { CHECKPOINT_BYTES = 16 + 8 + 8 + 32 };
void checkpoint_text(struct org_id org, int64_t node, int64_t seq, const uint8_t hash[32],
                     uint8_t out[CHECKPOINT_BYTES]);
