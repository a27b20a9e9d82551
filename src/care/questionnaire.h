/* Questionnaires: published instruments (forms with a scoring sheet that are "about" questionnaire,
 * access/forms.h), filled in together or alone, on their schedule. The six domains are
 * care/assessment.h. A figure is no diagnosis, and no page says more than the pack does. */
#pragma once
#include "access/forms.h"
#include "access/module.h"
#include "access/when.h"
#include "forms/score.h"

struct questionnaire {
	struct row_id id;
	struct when when; /* day: when it was answered */
	struct instant hour;
	struct str author;      /* user name */
	struct form_kept form;  /* the wording that was answered */
	struct answers answers; /* by path */
	struct score score;
	bool current;
	bool closed; /* to this reader: only id, hour, author and current are known */
};
struct questionnaire_list {
	const struct questionnaire *at;
	size_t n;
};
/* All of them by day, oldest first, also those replaced. */
enum err questionnaires(struct ctx *c, struct person_id person,
                        struct questionnaire_list *out) NODISCARD;

/* The published questionnaires, by id; and the one with an id: ERR_ABSENT when there is none. */
enum err questionnaire_forms(struct ctx *c, struct form_kept_list *out) NODISCARD;
enum err questionnaire_form(struct ctx *c, struct str id, struct form_kept *out) NODISCARD;
/* True when the actor may fill this one in for her: the key of its compartment, and one of the
 * roles that the pack names. */
bool questionnaire_may(struct ctx *c, struct person_id person, const struct form_kept *form);
/* P1: her own words come first, whoever fills it in. Who may not read them knows that they stand,
 * and that they are still wanted where they were not yet possible; what they say stays closed. */
enum err questionnaire_waits(struct ctx *c, struct person_id person, bool *out) NODISCARD;

struct questionnaire_new {
	struct str form; /* its id; not looked at in a correction */
	struct when when;
	const struct answers *given;   /* by path, also as text; see forms/fill.h */
	const struct row_id *replaces; /* NULL, or the one that this corrects, whose wording it keeps */
};
/*
 * Writes one under id, sealed in the compartment that its pack names; keeps the wording, counts
 * what may be counted, plans the next; adds to c->change. A positive safety question calls somebody
 * within the hour (event_harm_sign), and shows nowhere else. ERR_DENIED unless questionnaire_may,
 * and while her own words are waited for; ERR_INVALID when the form has a problem or nothing was
 * answered. One that was corrected meanwhile makes the commit end in ERR_CONFLICT.
 */
enum err questionnaire_write(struct ctx *c, struct person_id person, struct row_id id,
                             const struct questionnaire_new *n) NODISCARD;
