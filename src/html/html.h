/* Pages are compiled from .html files by tools/tmpl; these are the words the compiled pages are
 * made of. Everything is escaped by where it stands; nothing sealed has a way in. */
#pragma once
#include "base/buf.h"
#include "base/clock.h"
#include "base/id.h"
#include "html/lang.h"

struct html {
	struct buf *out;
	const struct lang *lang;
	struct problems *problems; /* problems.h; NULL: none on this page */
	bool paper; /* the page is a form to print and fill in by hand: boxes and lines, reasons open */
};

/* Written by templates only: trusted markup from the .html file itself. */
void html_raw(struct html *h, const char *p, size_t n);

/* Between tags: & < > are escaped. Bytes that are no UTF-8 become U+FFFD here and in the three
 * below. */
void html_text_str(struct html *h, struct str s);
/* Inside a quoted attribute: & < > " ' are escaped. */
void html_attr_str(struct html *h, struct str s);
/* A whole address: only paths that begin with a single '/', or '#' or '?', without a backslash or
 * control character; anything else becomes "#". Escaped as an attribute. */
void html_url_str(struct html *h, struct str s);
/* A piece of an address: everything but unreserved characters (RFC 3986, 2.3) is percent-encoded.
 */
void html_urlpart_str(struct html *h, struct str s);

/* What may stand in {{ }}: anything that turns into text by its type. Results live in the page's
 * arena. */
struct str html_of_str(struct html *h, struct str s);
struct str html_of_z(struct html *h, const char *z);
struct str html_of_int(struct html *h, int64_t n);
struct str html_of_uint(struct html *h, uint64_t n);
/* 2026-03-14; empty for NO_DAY. day_words() is for people. */
struct str html_of_day(struct html *h, struct day d);
struct str html_of_id(struct html *h, const uint8_t *id);
/* An address of our own pieces, as one value: before, the id, after ("/people/", id, "/words"). As
 * a value of its own, after would be taken for a part and its '/' be written as %2F. */
struct str html_under(struct html *h, const char *before, const uint8_t *id, const char *after);

#define ID(name) \
	static inline struct str html_of_##name##_id(struct html *h, struct name##_id v) \
	{ \
		return html_of_id(h, v.b); \
	}
#include "base/ids.def"
#undef ID

/* clang-format off */
#define HTML_OF(h, x) _Generic((x),                                                             \
	struct org_id: html_of_org_id, struct user_id: html_of_user_id,                             \
	struct team_id: html_of_team_id, struct holder_id: html_of_holder_id,                       \
	struct person_id: html_of_person_id, struct pseudonym_id: html_of_pseudonym_id,             \
	struct episode_id: html_of_episode_id, struct row_id: html_of_row_id,                       \
	struct str: html_of_str, struct day: html_of_day,                                           \
	char *: html_of_z, const char *: html_of_z, bool: html_of_int,                              \
	signed char: html_of_int, short: html_of_int, int: html_of_int, long: html_of_int,          \
	long long: html_of_int, unsigned char: html_of_uint, unsigned short: html_of_uint,          \
	unsigned: html_of_uint, unsigned long: html_of_uint, unsigned long long: html_of_uint       \
	)((h), (x))
/* clang-format on */

#define html_text(h, x) html_text_str((h), HTML_OF((h), (x)))
#define html_attr(h, x) html_attr_str((h), HTML_OF((h), (x)))
#define html_url(h, x) html_url_str((h), HTML_OF((h), (x)))
#define html_urlpart(h, x) html_urlpart_str((h), HTML_OF((h), (x)))

/* Where a translated text is written: between tags, where each argument becomes <bdi>…</bdi>, so
 * that a name of another direction does not turn the sentence around; or where no tags may stand
 * (attributes, title, option, textarea), where marks that nobody sees do the same. */
enum html_place { HTML_TEXT, HTML_PLAIN };

/* Writes text in the page's language with {1}…{9} replaced by the n arguments. {{_ "text" args }}
 * becomes this. */
void html_say(struct html *h, enum html_place place, const char *text, const struct str *args,
              int n);
/* The plural form for count. {{_n count "one" "many" args }} becomes this. */
void html_say_n(struct html *h, enum html_place place, const char *one, const char *many,
                int64_t count, const struct str *args, int n);
/* As the text reads for a voice. {{_v voice "text" args }} becomes this. */
void html_say_voice(struct html *h, enum html_place place, enum voice voice, const char *text,
                    const struct str *args, int n);

/* A text, translated already, with its places filled: not escaped yet, for a title or a label that
 * is passed on. html_fill(h, lang_text(h->lang, "Plan of {1}"), &name, 1). Each argument stands
 * between U+2068 and U+2069, which do for plain text what <bdi> does between tags. Lives in the
 * page's arena. */
struct str html_fill(struct html *h, const char *text, const struct str *args, int n);
/* The same without these marks: for numbers, and for words of the page's own language. */
struct str html_fill_bare(struct html *h, const char *text, const struct str *args, int n);

/* A word that may be one of our texts ("survivor"), in the page's language and the words of the
 * house; any other as it is. Lives in the page's arena. */
struct str html_known(struct html *h, struct str word);

/* 14 March 2026 in the page's language; empty for NO_DAY. Lives in the page's arena. */
struct str day_words(struct html *h, struct day d);

/* Short names in a language: "Jan", "Sun". */
struct day_names {
	const char *months[12];
	const char *days[7]; /* from Sunday */
};
void day_names(const struct lang *l, struct day_names *out);
