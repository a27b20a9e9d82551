/* Settings > Forms: forms are brought as spreadsheets, stay drafts until every question says why it
 * is asked, and are put into use and taken out of it. What is in use is asked from access/forms.h.
 */
#pragma once
#include "access/forms_use.h"
#include "access/module.h"

/* A form that is being written. */
struct form_draft {
	struct row_id id;
	int64_t edition; /* counts what was saved, from 1 */
	struct str who;  /* user name of the last who saved */
	struct instant hour;
	const struct form_def *form;          /* NULL in a list when it is long (FORM_LARGE) */
	struct str title;                     /* of that one */
	const struct form_problems *problems; /* what is missing, with sheet and row */
};
struct form_draft_list {
	const struct form_draft *at;
	size_t n;
};
/* By age, the oldest first. */
enum err form_drafts(struct ctx *c, struct form_draft_list *out) NODISCARD;
/* ERR_ABSENT when there is none. */
enum err form_draft_read(struct ctx *c, struct row_id id, struct form_draft *out) NODISCARD;

/* Reads an .xlsx, a .zip of one with its pictures and sounds, or the survey sheet as CSV, from
 * bytes that somebody sent; name is the file's. A form without id, title or about gets them written
 * down. Files that it names and that did not come are those of the version in use. Of a picture
 * only what is needed to draw it is kept. ERR_INVALID when something is refused: the reasons stand
 * in out->problems, and nothing else in out. */
enum err form_upload(struct ctx *c, struct str bytes, struct str name,
                     struct form_draft *out) NODISCARD;
/* The same for one that stands in for a draft (NULL: for none), whose files come first. */
enum err form_upload_again(struct ctx *c, struct str bytes, struct str name,
                           const struct form_draft *before, struct form_draft *out) NODISCARD;
/* Keeps an upload as a new draft under id; adds to c->change. replaces: a draft that it stands in
 * for, in the edition that was looked at (else the commit ends in ERR_CONFLICT), or NULL. */
enum err form_draft_add(struct ctx *c, struct row_id id, const struct form_draft *upload,
                        const struct form_draft *replaces) NODISCARD;
enum err form_draft_drop(struct ctx *c, const struct form_draft *d) NODISCARD;

/* A reason (why) for the field in a row of the survey, in the form's language number lang. */
struct form_reason {
	size_t row;
	struct str words;
};
/* Writes reasons into a draft; adds to c->change. ERR_TOO_BIG when it grows too long. */
enum err form_draft_reasons(struct ctx *c, const struct form_draft *d, size_t lang,
                            const struct form_reason *at, size_t n) NODISCARD;

/* Gives a draft the file of that name, which one of its cells says. ERR_INVALID when it is none
 * that such a cell may have (form_file_wrong), ERR_ABSENT when no cell says it; the commit ends in
 * ERR_CONFLICT when somebody saved the draft meanwhile. */
enum err form_draft_file(struct ctx *c, const struct form_draft *d, struct str name,
                         struct str bytes) NODISCARD;

/*
 * Puts a draft into use, in place of the version whose serial was looked at (0: none was published
 * yet); the draft is gone. leave: the actor says that this house may use it; a form with a scoring
 * sheet belongs to somebody. ERR_INVALID without that, and when form_objection has something
 * against it; the commit ends in ERR_CONFLICT when somebody decided meanwhile.
 */
enum err form_publish(struct ctx *c, const struct form_draft *d, int64_t serial,
                      bool leave) NODISCARD;
/* Takes a version out of use, or puts one that was kept into use again, likewise. ERR_INVALID for a
 * form that a module of its own asks: it can only be followed by another version. */
enum err form_retire(struct ctx *c, const struct form_kept *f, int64_t serial,
                     bool retire) NODISCARD;
/* A msgid: what keeps a form that was read from being put into use; NULL: nothing. */
enum err form_objection(struct ctx *c, const struct form_draft *d, const char **out) NODISCARD;
/* What a form can be filled in about, by the settings column about. */
extern const struct choice_list form_abouts;
