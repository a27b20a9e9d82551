/* Translation: GNU gettext's .po files compiled into the program. English is the text in the
 * source. */
#pragma once
#include "base/arena.h"
#include "base/mark.h"

struct lang; /* one language with its table */

/* By code ("en", "es", "ar"); NULL when there is none. */
const struct lang *lang_find(struct str code);
/* The best of an Accept-Language header (RFC 9110, 12.5.4), a region counting as its language;
 * English when none fits. */
const struct lang *lang_accept(struct str header);
/* All of them, English first, for menus; *n counts. */
const struct lang *const *lang_all(size_t *n);
const char *lang_code(const struct lang *l);
/* Whether both are the same language, whatever a house says anew in it (reword.h). */
bool lang_same(const struct lang *a, const struct lang *b);
/* Its own name: "Español". */
const char *lang_name(const struct lang *l);
bool lang_rtl(const struct lang *l);
/* True while no speaker has checked this translation. */
bool lang_draft(const struct lang *l);

/* P7: the word a person chose for how she is spoken of. */
enum voice { VOICE_NONE, VOICE_SHE, VOICE_HE, VOICE_THEY };

/* The text in l; English when it is not translated. */
const char *lang_text(const struct lang *l, const char *text);
/* The text under a context (msgctxt), which tells apart what English writes alike: "May" the month,
 * "may" the verb. */
const char *lang_context(const struct lang *l, const char *context, const char *text);
/* The text as it reads for a voice (msgctxt "she", "he", "they"); without one when there is no such
 * entry. */
const char *lang_voice(const struct lang *l, enum voice v, const char *text);
/* The plural form for n. */
const char *lang_plural(const struct lang *l, const char *one, const char *many, int64_t n);

/* As T of base/mark.h, for a text that is looked up by lang_context. */
#define TC(context, text) (text)

/* --- what tools/trgen writes --- */
struct lang_entry {
	const char *context;     /* "" for none */
	const char *text;        /* msgid; for plurals the singular */
	const char *const *says; /* one, or one for each plural form */
	unsigned nsays;
};
struct lang {
	const char *code;
	const char *name;
	bool rtl;
	bool draft;
	unsigned (*form)(unsigned long n); /* which plural form n takes; below nforms */
	unsigned nforms;
	const struct lang_entry *at; /* sorted by context, then text, in byte order */
	size_t n;
};
/* Every language, English first. */
extern const struct lang *const lang_table[];
extern const size_t lang_table_n;
