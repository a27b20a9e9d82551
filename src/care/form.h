/* What was answered on the forms of the house: about a person, a stay or a service of hers, a
 * colleague, the organisation. The form is a pack's (access/forms.h), its rules are forms/fill.h's;
 * answers about a person are sealed by the compartments of their questions, all others as
 * form_house.c says. */
#pragma once
#include "access/forms.h"
#include "access/module.h"
#include "access/when.h"
#include "forms/answers.h"

/* What a form is filled in about. */
struct filled_about {
	struct str about;      /* the settings column: "person", "stay", "service"; empty: "person" */
	struct row_id row;     /* the stay or service, by any of its rows; zeros: herself */
	enum compartment home; /* where questions without a compartment lie: the entry's; 0: case */
};
/* One filled-in form, in its latest correction. */
struct filled {
	struct row_id row;         /* its newest row: what a correction corrects */
	struct row_id entry;       /* its first row: stays the same */
	const struct row_id *rows; /* all of them, this and those that were corrected */
	size_t nrows;
	struct str form; /* hash of the wording that was answered */
	struct filled_about about;
	struct row_id counted; /* under which its figures are kept; zeros: not known to this reader */
	struct pseudonym_id pseudonym; /* of a colleague, or of the form about the organisation */
	struct str author;             /* user name, of the newest row */
	struct instant hour;           /* when that was typed */
	struct when when;              /* day: when it was filled in */
	struct str language;           /* code of the language it was asked in; empty: not noted */
	struct str interpreter;        /* a code of interpreters (welcome.h) */
	struct answers answers;        /* those that are open to this reader, by path */
	uint32_t open;                 /* compartments that were opened: a bit for each */
	bool closed; /* something of it is closed to this reader, by key or by seen_by */
	bool corrected;
};
struct filled_list {
	const struct filled *at;
	size_t n;
};
/* All that she was asked on forms, newest first. What is closed is no error. */
enum err filled_all(struct ctx *c, struct person_id person, struct filled_list *out) NODISCARD;
/* The one that row belongs to. ERR_ABSENT when there is none. */
enum err filled_read(struct ctx *c, struct person_id person, struct row_id row,
                     struct filled *out) NODISCARD;

/* A painful fact (told_once) that was told before and is asked again. */
struct filled_again {
	struct str concept;
	struct str reason; /* code of story_reasons (story_again.h) */
	struct str words;  /* of the reason "other" */
};
struct filled_new {
	const struct form_kept *form;
	const struct answers *kept;  /* what the program stored before (a draft); NULL: none */
	const struct answers *given; /* by path, also as text; see fill.h */
	struct when when;
	struct str language, interpreter;
	const struct filled_again *again;
	size_t nagain;
	struct filled_about about;
	const struct filled *replaces; /* NULL, or the one that this corrects */
	const struct row_id *base;     /* its row as it was seen before; NULL: as it is */
};
/*
 * Works the form out and writes what was answered: a row for each compartment, the form's wording
 * kept under its hash, what is countable into the measurement inbox, painful facts as tellings;
 * adds to c->change. id is the first row's. Questions in compartments that the actor may not write
 * are not asked. ERR_INVALID while the form has a problem, or something told is asked again without
 * a reason; ERR_DENIED without the case (or the compartment of the service that it is about), or to
 * correct what is partly closed. Corrected meanwhile: the commit ends in ERR_CONFLICT.
 */
enum err filled_write(struct ctx *c, struct person_id person, struct row_id id,
                      const struct filled_new *n) NODISCARD;
