/* Everything that was written about a person, in order, from all modules; and who opened it (P5).
 */
#pragma once
#include "access/audit.h"
#include "access/module.h"
#include "care/person.h"
#include "html/html.h"
#include "html/pager.h"

/* Asks all modules; the answers come with the next read_now. The result is for timeline_tell. */
void **timeline_ask(struct ctx *c, struct person_id person);
/* Reads what is still asked, lets every module tell, and puts moments (newest first, within one
 * hour of typing in the order of the modules, what was replaced after what stands) and steps
 * (soonest first) in order. What is closed to this reader is left out, or has no words, as its
 * module decides. */
enum err timeline_tell(struct ctx *c, struct person_id person, void **asked,
                       struct page_parts *out) NODISCARD;

struct moment_list {
	const struct moment *at;
	size_t n;
};

/* Where a moment that has one is corrected: /people/ID/plan/goals/ROW; in the page's arena. */
struct str moment_correct(struct html *h, struct person_id person, const struct moment *m);

/* The first room bytes of a long text, at the end of a word, with "…"; in a. */
struct str words_begin(struct arena *a, struct str words, size_t room);

/* "14:05" of the organisation's own time, in c->arena. */
struct str local_hour(const struct ctx *c, struct instant t);

/* --- what the pages show --- */

struct kind_link {
	struct str kind;
	const char *label; /* msgid */
	bool current;
};
struct kind_links {
	const struct kind_link *at;
	size_t n;
};
/* Bytes of the words of one moment; the whole stands on its own page. */
enum { TIMELINE_WORDS = 1200 };
struct timeline_view {
	struct person person;
	struct kind_links kinds;
	struct moment_list moments;
	struct str kind; /* the filter; empty: everything */
	struct pager pager;
};

/* Msgids, each once: "opened this record". */
struct did_list {
	const char **at;
	size_t n;
};
/* What one colleague did on one day for one reason. */
struct opened_by {
	struct str who;   /* user name; empty: nobody was signed in */
	const char *role; /* msgid, as why */
	const char *why;
	struct did_list dids;
	int64_t times;
	struct str hours; /* "09:00, 14:00" */
	struct str words; /* the reason in words; empty: none, or closed */
	bool alone;       /* an emergency, or with words: it is told by itself */
};
struct opened_day {
	struct day day;
	struct opened_by *at;
	size_t n;
};
struct opened_days {
	const struct opened_day *at;
	size_t n;
	int64_t older; /* 0: these were all */
};
