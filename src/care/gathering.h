/* A group met: one short form, one row for each person who was there. */
#pragma once
#include "access/module.h"
#include "access/when.h"
#include "forms/list.h"

/* Who may write one; of each person it is asked again. */
enum { GATHERING_ROLES = ROLE_caseworker | ROLE_lead | ROLE_counsellor | ROLE_legal };

struct gathering_new {
	struct str type;  /* code of service_types */
	struct str title; /* code of gathering_titles; may be empty */
	int64_t minutes;
	struct when when; /* NO_DAY: today */
	const struct person_id *who;
	size_t n;
};
struct gathering_closed {
	const struct person_id *at;
	size_t n;
};

/* Writes a service for each of them; adds all to c->change, or nothing: ERR_DENIED when the case of
 * one may not be written, and *closed lists all of those. ERR_INVALID: an unknown type. */
enum err gathering_write(struct ctx *c, const struct gathering_new *n,
                         struct gathering_closed *closed) NODISCARD;
/* What groups do, from the pack, in the language of c. */
enum err gathering_titles(struct ctx *c, struct code_list *out) NODISCARD;
