/* Forms in use, and the wording of every form that was ever answered: one way for all modules.
 * Which wording is in use is decided in team/forms.h; until it is, a pack is used as it ships. */
#pragma once
#include "access/access.h"
#include "forms/form.h"

/* A form in one wording: in the arena of the context, or read once for all and never changed. */
struct form_kept {
	const struct form_def *form;
	struct str hash;      /* of its canonical text, in hexadecimal */
	struct str canonical; /* form_canonical */
};
struct form_kept_list {
	const struct form_kept *at;
	size_t n;
};

/* Room in this request for reading forms of so many bytes: one with the villages of a country needs
 * much more than a page may have. */
enum { FORM_LARGE = 1 << 20 };
void forms_room(struct ctx *c, size_t bytes);

/* The form of a pack: the version that the house published of it, else as it ships. ERR_ABSENT
 * without such a pack, ERR_INVALID when it cannot be published. */
enum err forms_pack(struct ctx *c, const char *pack, struct form_kept *out) NODISCARD;

/* The forms that are filled in about something ("person"), by id: what the house published, and the
 * packs whose settings sheet says so in the column about. */
enum err forms_published(struct ctx *c, struct str about, struct form_kept_list *out) NODISCARD;
/* True when there is one: a page then leads to them. */
enum err forms_about(struct ctx *c, const char *about, bool *out) NODISCARD;
/* The one of these with this id. ERR_ABSENT when there is none. */
enum err forms_published_one(struct ctx *c, struct str about, struct str id,
                             struct form_kept *out) NODISCARD;

/* The wording of a hash that was kept. ERR_ABSENT when none was. */
enum err forms_get(struct ctx *c, struct str hash, struct form_kept *out) NODISCARD;
/* Keeps the wording for ever, with its pictures and sounds; adds to c->change. */
enum err forms_keep(struct ctx *c, const struct form_kept *f) NODISCARD;

/* A form from its canonical text: the same wording, the same hash. ERR_INVALID when it is none. */
enum err forms_parse(struct ctx *c, struct str canonical, struct form_kept *out) NODISCARD;
/* Canonical text and hash of a form that was read; the form lives as long as out is used. */
void forms_name(struct arena *a, const struct form_def *f, struct form_kept *out);

struct answers;
struct fill;
/* Fills f in with what was given (forms/fill.h), as the actor, today, in the page's language. */
enum err forms_fill(struct ctx *c, const struct form_kept *f, const struct answers *given,
                    struct fill **out) NODISCARD;

/* A hash in hexadecimal, as wordings and their files are named. */
struct str forms_hash(struct arena *a, struct bytes content);

/* A text of the form in the language of the page. */
struct str forms_text(const struct ctx *c, const struct form_kept *f, const struct form_text *t);

/* What the form's settings sheet says under a column of ours ("about"); empty when nothing. */
struct str forms_setting(const struct form_def *f, struct str column);
/* Which key seals its answers: IN_HEALTH for "health"; IN_CASE for what is not named. */
enum compartment forms_compartment(const struct form_field *f);
/* The column seen_by against somebody's roles: "team" (or nothing) is everybody who holds the key,
 * any other word the name of a role; a survivor's own word, "survivor", adds no colleague. */
bool forms_seen_by(struct str seen_by, int64_t roles);
/* Adds to problems what the house cannot do with a form that was read: roles in seen_by that do not
 * exist, concepts in told_once that are not in packs/core/concepts.csv, and what has no meaning
 * about a colleague or the organisation. packs is the folder of the packs. */
void forms_check(struct arena *a, const char *packs, const struct form_def *f,
                 struct form_problems *problems);
/* All packs as they ship, by id: what cannot be published is left out. */
void forms_shipped(struct ctx *c, struct form_kept_list *out);
