/* Pictures, sounds and films of forms: kept under their hash, shown on our own address. */
#pragma once
#include "access/forms.h"
#include "forms/media.h"
#include "html/media.h"

/* Sets the hash of every file of f that has none; reads files that lie at a path. */
void form_media_name(struct arena *a, const struct form_def *f);
/* Keeps the files of f whose bytes are here or at a path, if they are not kept yet; adds to
 * c->change. used: f is in use, and they stay for ever. ERR_BUSY without memory. */
enum err form_media_keep(struct ctx *c, const struct form_def *f, bool used) NODISCARD;
/* The bytes of a hash, beside c->arena: kept, or of a pack as it ships. What no form in use names
 * is shown to whoever works on forms. ERR_ABSENT, ERR_BUSY. */
enum err form_media_read(struct ctx *c, struct str hash, struct str *out) NODISCARD;
/* Those of n files that are kept here, with nothing of them read. */
enum err form_media_there(struct ctx *c, struct form_file *files, size_t *n) NODISCARD;
/* Forgets what no form in use names and no hash of the n at keep; adds to c->change. */
enum err form_media_sweep(struct ctx *c, const struct str *keep, size_t n) NODISCARD;

/* What stands beside a question or choice in the language of code, else in another as texts are; m
 * may be NULL. alt: its label. */
struct media_view form_media_in(struct arena *a, const struct form_def *f,
                                const struct form_media *m, struct str code, struct str alt);
/* The same in the language of the page. */
struct media_view form_media_shown(const struct ctx *c, const struct form_kept *f,
                                   const struct form_media *m, struct str alt);
