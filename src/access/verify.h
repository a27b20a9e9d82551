/* Is everything here whole? Used by kintsugi verify: without keys it checks chain, references and
 * the form of sealed values; with an actor's keys it also opens whatever she can. Sentences never
 * name anybody. */
#pragma once
#include "access/access.h"

#include <stddef.h>

/* The state of a person who was erased: her row stays, and nothing of it opens. */
enum { PERSON_TOMBSTONE = 9 };

/* One sealed value of a person. Every .sql file that has such a column makes this struct by itself,
 * with
 *     -- fn NOTE_sealed(org_id org) -> sealed_row each
 *     SELECT person, id, body AS value FROM note WHERE org = $1 ORDER BY person;
 * whose columns are person, id (the row that the value is bound to) and value, in this order;
 * ordered by person. */
struct sealed_row;

/* A sealed column of a module: what it lists in its module struct. */
struct sealed_column {
	const char *name; /* "note.body", as in vault/seals.def */
	uint32_t comps;   /* 1 << IN_x: where it lies, or may lie */
	enum seal_id seal;
	enum err (*each)(struct read *r, struct org_id org,
	                 enum err (*row)(void *arg, const struct sealed_row *row), void *arg);
	size_t id_at; /* filled by SEALED_COLUMN: a query with other columns is found out */
	size_t value_at;
};
/* SEALED_COLUMN("note.body", CASE, NOTE, note_sealed); the module's _sql.h must be included. */
#define SEALED_COLUMN(name_, comp_, seal_, each_) \
	SEALED_AMONG(name_, 1u << IN_##comp_, seal_, each_)
/* The same for a column whose values lie in one of several compartments: bits 1 << IN_x. */
#define SEALED_AMONG(name_, comps_, seal_, each_) \
	{ \
		.name = (name_), .comps = (comps_), .seal = SEAL_##seal_, .each = (each_), \
		.id_at = offsetof(struct sealed_row, id), .value_at = offsetof(struct sealed_row, value) \
	}

/* A walk. Set the first four; c is a context of its own, with an actor when with_keys. */
struct verify {
	struct ctx *c;
	bool with_keys;
	void (*say)(void *arg, const char *sentence); /* the sentence lives during the call */
	void *arg;
	int64_t checked;    /* persons, references and sealed values */
	int64_t faults;     /* each was said */
	int64_t not_opened; /* sealed values that this actor has no key for; all of them without keys */
	struct verify_people *people;
};
/* The persons with their erasure values, references, and the sealed columns of the house itself.
 * Call it first. */
enum err verify_store(struct verify *v) NODISCARD;
/* The sealed columns of a module. ERR_BUG when a query's columns are others, or verify_store was
 * not called. */
enum err verify_columns(struct verify *v, const struct sealed_column *columns, size_t n) NODISCARD;
