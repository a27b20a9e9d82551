/* Decisions about which wording of a form is in use. They are made in team/forms.h. */
#pragma once
#include "access/forms.h"

struct form_decision {
	struct str form;    /* the form's id */
	int64_t serial;     /* counts the decisions about this form, from 1 */
	struct str version; /* hash of the wording */
	struct str about;   /* what it is filled in about; empty: a module of its own asks it */
	bool retired;       /* not asked any more */
	struct instant hour;
	struct str who; /* user name */
};
struct form_decisions {
	const struct form_decision *at;
	size_t n;
};

/* The latest about each form, by form id. */
enum err form_decisions(struct ctx *c, struct form_decisions *out) NODISCARD;
/* All about one form, newest first. */
enum err form_decisions_of(struct ctx *c, struct str form, struct form_decisions *out) NODISCARD;
/* Adds one to c->change; hour and who are now and the actor's. Its serial is one more than the one
 * that was looked at: the commit ends in ERR_CONFLICT when somebody decided meanwhile. */
void form_decide(struct ctx *c, const struct form_decision *d);
