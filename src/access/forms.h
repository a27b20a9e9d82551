/* Forms in use, and the wording of every form that was ever answered: one way for all modules. */
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

/* The form of a pack as its folder has it now. ERR_ABSENT without such a pack, ERR_INVALID when it
 * cannot be published. */
enum err forms_pack(struct ctx *c, const char *pack, struct form_kept *out) NODISCARD;

/* The forms that are filled in about something ("person"), by id: the packs whose settings sheet
 * says so in the column about, and that can be published. */
enum err forms_published(struct ctx *c, struct str about, struct form_kept_list *out) NODISCARD;
/* The one of these with this id. ERR_ABSENT when there is none. */
enum err forms_published_one(struct ctx *c, struct str about, struct str id,
                             struct form_kept *out) NODISCARD;

/* The wording of a hash that was kept. ERR_ABSENT when none was. */
enum err forms_get(struct ctx *c, struct str hash, struct form_kept *out) NODISCARD;
/* Keeps the wording for ever; adds to c->change. */
void forms_keep(struct ctx *c, const struct form_kept *f);

/* A form from its canonical text: the same wording, the same hash. ERR_INVALID when it is none. */
enum err forms_parse(struct ctx *c, struct str canonical, struct form_kept *out) NODISCARD;

/* A text of the form in the language of the page. */
struct str forms_text(const struct ctx *c, const struct form_kept *f, const struct form_text *t);
