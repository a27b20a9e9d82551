/* The welcome: what is said before anything is asked; and the path of the first steps, each left
 * and resumed. */
#pragma once
#include "access/module.h"
#include "forms/form.h"

/* --- the path: welcome, their own words, consent, safe contact --- */
enum welcome_step { STEP_WELCOME, STEP_WORDS, STEP_CONSENT, STEP_CONTACT, WELCOME_STEPS };
enum welcome_state {
	WELCOME_OPEN,
	WELCOME_LATER, /* left for later on purpose */
	WELCOME_DONE,
	WELCOME_CLOSED /* not open to this reader */
};
struct welcome_place {
	enum welcome_step step;
	enum welcome_state state;
	const char *title; /* msgid */
	const char *where; /* "/words": after /people/ID */
};
struct welcome_path {
	const struct welcome_place *at;
	size_t n;
	struct person_id person;
	enum welcome_step here; /* set by the page that shows it; WELCOME_STEPS: none of them */
};

/* Where this person stands on the path. For the part welcome_path(path) of welcome.html. */
enum err welcome_path_read(struct ctx *c, struct person_id person,
                           struct welcome_path *out) NODISCARD;
/* Call it with the change that saves a step: closes the task TASK_WELCOME when no other is left.
 * Consent is never waited for, since no service depends on it. */
enum err welcome_step_done(struct ctx *c, struct person_id person,
                           enum welcome_step step) NODISCARD;
/* Where to go after a step: the next one that is open, or the person's page. In the arena. */
enum err welcome_next(struct ctx *c, struct person_id person, enum welcome_step step,
                      const char **path) NODISCARD;

/* --- the talk --- */
struct welcome {
	struct row_id id;
	struct day day;         /* NO_DAY when writing: today */
	struct str language;    /* code of the language it was explained in */
	struct str interpreter; /* a code of interpreters */
	struct str left;        /* what was left for later, in words */
	bool later;             /* something was left */
	struct day due;         /* NO_DAY when writing: tomorrow */
	struct str author;      /* user name */
	bool held;              /* there was one; false: all else is empty */
	bool closed;            /* there was one that this reader may not open */
};
/* The latest. Sealed in safety. */
enum err welcome_read(struct ctx *c, struct person_id person, struct welcome *out) NODISCARD;
/* Writes w in place of the one before (NULL: none) and keeps the task; adds to c->change. The
 * commit ends in ERR_CONFLICT when somebody wrote meanwhile. */
enum err welcome_write(struct ctx *c, struct person_id person, struct row_id id,
                       const struct welcome *w, const struct row_id *before) NODISCARD;

/* "none", "staff", "present", "phone", "close". */
extern const struct choice_list interpreters;
/* The languages of packs/core as choices: "none" (no shared language) first, then code and "Español
 * (Spanish)"; only "none" when the pack is missing. */
enum err welcome_languages(struct ctx *c, struct choice_list *out) NODISCARD;
/* What a code is called in list; the code itself when it is not there, empty for the empty one. */
struct str welcome_language(const struct choice_list *list, struct str code);
/* True for a code of list, and for the empty one. */
bool welcome_language_known(const struct choice_list *list, struct str code);
/* In a POST: the code is known so, or the field "language" has a problem. */
enum err welcome_language_check(struct visit *v, struct str code) NODISCARD;
