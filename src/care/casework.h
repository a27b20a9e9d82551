/* Casework types: what kind of harm the work answers to, from a pack list, several for one person,
 * with who said so. No service, plan or record needs one. */
#pragma once
#include "access/module.h"
#include "forms/list.h"

struct casework {
	struct str types;   /* codes with a space between */
	struct str said_by; /* "herself", "team", "authority", "partner" */
	struct str gender;  /* "woman", "man", "another", "unsaid"; empty: not asked */
	struct str site;    /* the team's code, as counted */
};

extern const struct choice_list casework_genders;

/* The pack's list in the language of the page. */
enum err casework_list(struct ctx *c, struct code_list *out) NODISCARD;
/* What is known of the walk that goes on. Everything is empty when nothing is. ERR_DENIED without
 * the key. */
enum err casework_read(struct ctx *c, struct person_id person, struct casework *out) NODISCARD;
/* Writes it to the walk and counts it, sealed; adds to c->change. */
enum err casework_write(struct ctx *c, struct person_id person, const struct casework *w) NODISCARD;
