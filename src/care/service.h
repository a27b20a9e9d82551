/* Services: what was done with somebody, how long, by whom; and what was promised. That it took
 * place is part of the case; the note opens by its kind, a counsellor's to counsellors alone. */
#pragma once
#include "access/module.h"
#include "access/when.h"
#include "forms/list.h"

struct service {
	struct row_id id;
	struct instant hour; /* when it was typed */
	struct str author;   /* user name */
	struct user_id by;
	bool current;        /* no later row replaces it */
	bool closed;         /* nothing of it opens to this reader */
	struct str type;     /* code of service_types */
	struct str group;    /* code of gathering_titles; empty: not in a group */
	int64_t minutes;     /* 0: not said */
	struct str partner;  /* who gave it; empty: this organisation */
	struct when when;    /* when it took place, or was promised */
	struct day promised; /* for which day; NO_DAY: it took place */
	bool noted;          /* there is a note */
	struct str note;     /* p == NULL: closed to this reader, or none */
};
struct service_list {
	const struct service *at;
	size_t n;
};

struct service_new {
	struct str type;
	struct str group;
	int64_t minutes;
	struct str partner;
	struct when when;              /* NO_DAY: today */
	struct day promised;           /* a task on that day; NO_DAY: it took place */
	struct str note;               /* p == NULL: nothing is said, what was written stays */
	const struct row_id *replaces; /* NULL, or the one that this corrects or fulfils */
	const struct code_list *types; /* NULL: read from the pack; of many, it is read once */
};

/* Writes a service as row id; adds to c->change, and counts it. ERR_INVALID: a type that the pack
 * does not have. ERR_DENIED: neither case nor the compartment of its kind may be written, or there
 * are words and theirs may not. The commit ends in ERR_CONFLICT when a colleague was faster. */
enum err service_write(struct ctx *c, struct person_id person, struct row_id id,
                       const struct service_new *n) NODISCARD;
/* The same for n of one person in one change, none of which replaces another; ids[i] belongs to
 * at[i]. */
enum err services_write(struct ctx *c, struct person_id person, const struct row_id *ids,
                        const struct service_new *at, size_t n) NODISCARD;
/* All that stand and those they replaced, newest first. */
enum err services_read(struct ctx *c, struct person_id person, struct service_list *out) NODISCARD;
/* One in its latest correction. ERR_ABSENT when there is none. */
enum err service_read(struct ctx *c, struct person_id person, struct row_id id,
                      struct service *out) NODISCARD;

/* The kinds of service of the pack, in the language of c. */
enum err service_types(struct ctx *c, struct code_list *out) NODISCARD;
/* Where the note on a kind is sealed: IN_CASE unless the pack says otherwise. */
enum compartment service_compartment(const struct code_list *types, struct str type);
/* True when the list has the code. */
bool service_known(const struct code_list *list, struct str code);
/* The label of a code, or the code itself when the list no longer has it. */
struct str service_label(const struct code_list *list, struct str code);
/* The list as answers of a form, in c->arena. */
struct choice_list service_choices(struct ctx *c, const struct code_list *list);
